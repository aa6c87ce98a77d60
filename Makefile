# `make report` builds the French report, `make test` checks everything; both set up what they need first.

PYTHON = >=3.11,<3.14
WORKERS = 2
LAB = pw04
LANG_CODE = fr

# uv if it is installed, else a private one in .uv
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
BIN := .venv/bin
READY := .venv/.ready
DEBIAN := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0
INSTALL := apt-get install -y --no-install-recommends

.DELETE_ON_ERROR:
.PHONY: help setup report reports test test-fast lint format pins clean libraries

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

setup: $(READY)  ## Create .venv with the pinned dependencies (and install the system libraries when run as root)

report: setup  ## Build the French PW04 report into output/ (LAB=... LANG_CODE=... for another)
	$(BIN)/reportgen build $(LAB) --lang $(LANG_CODE)

reports: setup  ## Build the PW04 report in all languages
	$(BIN)/reportgen build $(LAB) --lang all

test: lint  ## Run all checks and all tests
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

test-fast: setup  ## Run the tests that train nothing
	$(BIN)/pytest -m "not slow"

lint: setup  ## Check style, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: setup  ## Format the code and sort the imports
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

pins: $(UV)  ## Pin the newest dependencies that fit together in constraints.txt
	$(UV) pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade --quiet \
	    --no-header --no-annotate --no-emit-index-url --output-file constraints.txt

clean:  ## Remove built reports and caches; the environment and trained results stay
	find output -mindepth 1 ! -name .gitkeep -delete
	rm -rf dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find reportgen sections tests -name __pycache__ -prune -exec rm -rf {} +

# ── setup ────────────────────────────────────────────────────────────────────────────────────────────────────

$(READY): pyproject.toml constraints.txt | $(BIN)/python libraries
	$(UV) pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[train,dev]'
	@touch $@

$(BIN)/python: | $(UV)
	$(UV) venv --quiet --python '$(PYTHON)' .venv

.uv/bin/uv:
	@command -v python3 >/dev/null || { echo 'Python 3.11 or later is needed: install python3'; exit 1; }
	@python3 -m venv .uv || { rm -rf .uv; $(call apt,python3-venv) && python3 -m venv .uv; }
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv

# The loader itself is asked, so that it does not matter where the libraries lie.
define MISSING
import ctypes.util, sys

def present(name):
    if sys.platform != "linux":
        return ctypes.util.find_library(name) is not None
    try:
        return bool(ctypes.CDLL("lib%s.so.0" % name))
    except OSError:
        return False

print(*(name for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset") if not present(name)))
endef
export MISSING

libraries: | $(BIN)/python
	@missing=$$($(BIN)/python -c "$$MISSING") || exit 1; \
	if [ -n "$$missing" ]; then echo "WeasyPrint needs system libraries that are missing: $$missing"; \
	$(call apt,$(DEBIAN)); fi

# Install Debian packages as root; else say how to, and stop.
define apt
if ! command -v apt-get >/dev/null; then \
    echo 'Install them with the package manager of the system (macOS: brew install pango), then try again.'; exit 1; \
elif [ "$$(id -u)" = 0 ]; then \
    apt-get update && DEBIAN_FRONTEND=noninteractive $(INSTALL) $(1); \
else \
    echo 'Run this, then try again:'; echo '  sudo apt-get update && sudo $(INSTALL) $(1)'; exit 1; \
fi
endef
