"""The layers stand in one list: a module imports only from those above it, heavy libraries have one door each."""

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from reportgen import keys
from reportgen.render import report

ROOT = Path(__file__).parents[1]
LAYERS = (
    "errors", "content", "canonical", "arithmetic", "model", "plots", "spec", "section", "i18n", "losses",
    "protocol", "datasets", "features", "options", "networks", "lab_errors", "lab_changes", "lab_file", "questions",
    "registry", "chains", "lab", "noise", "changes", "keras_model", "training", "evaluation", "keys", "result_file",
    "store", "inputs", "packed", "progress", "task", "worker", "processes", "engine", "answers", "render",
    "answers_file", "diff", "output", "build", "answer_key", "why", "pack", "site", "starter", "check", "terminal",
    "cli",
)  # fmt: skip
DOORS = {
    "keras": {"keras_model.py", "training.py"},
    "tensorflow": {"training.py", "evaluation.py"},
    "matplotlib": {
        f"render/figures/{name}.py" for name in ("__init__", "axes", "bars", "grid", "points", "style", "text")
    },
    "weasyprint": {"render/pdf.py"},
    "markdown": {"render/html.py"},
    "markdown_it": {"check/reading/markdown.py"},
    "pypdfium2": {"check/reading/pdf.py"},
    "ziamath": {"render/formulas.py"},
    "sklearn": {"datasets/sample.py"},
    "scipy": {"answers/binomial.py", "answers/student.py"},
    "skimage": {"features/pictures.py"},
    "PIL": {"features/changes.py", "datasets/decoding.py"},
    "pooch": {"datasets/fetching.py"},
    "requests": {"datasets/fetching.py"},
    "jinja2": {
        "render/markdown.py",
        "render/writing.py",
        "render/html.py",
        "render/figures/network.py",
    },
    "babel": {"i18n.py"},
    "pydantic": {
        "answers_file.py",
        "options.py",
        "networks.py",
        "lab.py",
        "lab_errors.py",
        "questions.py",
        "registry.py",
    },
    "typer": {
        f"cli/{name}.py"
        for name in ("answers", "app", "build", "check", "data", "diff", "init", "pack", "site", "store")
    },
    "rich": {"terminal.py"},
}
"""Modules that may import a library; those of `HEAVY` only inside a function."""
HEAVY = {
    "keras",
    "tensorflow",
    "matplotlib",
    "weasyprint",
    "markdown",
    "markdown_it",
    "pypdfium2",
    "ziamath",
    "scipy",
    "sklearn",
    "skimage",
    "pooch",
    "requests",
}
MODULES = sorted((ROOT / "reportgen").rglob("*.py"))
TREES = {str(path.relative_to(ROOT / "reportgen")): ast.parse(path.read_text("utf-8")) for path in MODULES}


def imports(tree: ast.AST) -> list[str]:
    """Return the dotted names that a piece of code imports, those for the type checker left out."""
    found = []
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
                child.body = []
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def layer(name: str) -> str | None:
    """Return the layer of a dotted name of ours: `reportgen.model.layers` is of `model`."""
    parts = name.split(".")
    return parts[1] if parts[0] == "reportgen" and parts[1] in LAYERS else None


def test_modules_import_only_from_the_layers_above_them() -> None:
    """One list, one direction."""
    wrong = []
    for name, tree in TREES.items():
        own = name.partition("/")[0].removesuffix(".py")
        allowed = set(LAYERS[: LAYERS.index(own) + 1]) if own != "__init__" else set(LAYERS)
        used = {layer(item) for item in imports(tree)} - {None}
        wrong += [f"{name} imports from below: {below}" for below in sorted(map(str, used - allowed))]
    assert not wrong


def test_a_library_comes_in_by_its_door() -> None:
    """Each library has its modules; the heavy ones are imported where they are used, not at the top."""
    wrong = []
    for name, tree in TREES.items():
        libraries = {item.split(".")[0] for item in imports(tree)}
        wrong += [f"{name} imports {library}" for library in libraries & set(DOORS) if name not in DOORS[library]]
        top = [item for item in tree.body if isinstance(item, ast.Import | ast.ImportFrom)]
        heavy = {item.split(".")[0] for statement in top for item in imports(statement)} & HEAVY
        wrong += [f"{name} imports {library} at the top" for library in heavy]
    assert not wrong


def test_every_layer_exists() -> None:
    """The list has no dead entries, and no module is left out of it."""
    modules = {path.relative_to(ROOT / "reportgen").parts[0].removesuffix(".py") for path in MODULES}
    assert modules - {"__init__", "__main__"} == set(LAYERS)


@pytest.mark.parametrize("path", sorted((ROOT / "sections").glob("*.py")), ids=lambda path: path.name)
def test_sections_know_neither_keras_nor_rendering(path: Path) -> None:
    """A section says what to train and what to answer; no prose, no layout, no training."""
    used = {layer(name) for name in imports(ast.parse(path.read_text("utf-8")))} - {None}
    assert not used & {
        "training",
        "keras_model",
        "keys",
        "result_file",
        "store",
        "worker",
        "engine",
        "render",
        "build",
        "cli",
        "i18n",
    }


def test_help_loads_nothing_heavy() -> None:
    """`--help` pays for none of the libraries."""
    code = "import sys, reportgen.cli; print(*sorted(m for m in sys.modules if '.' not in m))"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert not loaded & (HEAVY | {"numpy", "pydantic", "babel", "jinja2"})


def test_sections_and_answers_hold_no_prose() -> None:
    """No French stands where facts are derived."""
    for path in (*(ROOT / "reportgen" / "answers").glob("*.py"), *(ROOT / "sections").glob("*.py")):
        text = path.read_text("utf-8")
        assert not set("àâçèêëîïôùûœ«") & set(text), path


PLAIN = {"errors", "content", "canonical", "arithmetic", "model", "plots", "spec", "section", "lab", "datasets"}
"""Layers whose values are themselves part of every key, or that only name errors, folders and digests."""


@pytest.mark.parametrize(
    "modules",
    [
        keys.TRAINED_BY,
        (*keys.TRAINED_BY, *keys.EVALUATED_BY),
        *keys.EXTRACTED_BY.values(),
        report.DRAWN_BY,
        report.SET_BY,
    ],
    ids=["result", "outcome", *keys.EXTRACTED_BY, "figure", "PDF"],
)
def test_a_content_key_covers_the_code_that_makes_the_content(modules: tuple[ModuleType, ...]) -> None:
    """Each module of ours that the makers import is in the digest itself, or plain: no edit serves a stale number."""
    covered = {module.__name__ for module in modules}
    for module in modules:
        paths = Path(str(module.__file__)).parent.rglob("*.py") if hasattr(module, "__path__") else [module.__file__]
        for path in map(Path, map(str, paths)):
            for name in imports(ast.parse(path.read_text("utf-8"))):
                if layer(name) and layer(name) not in PLAIN:
                    assert any(name.startswith(part) for part in covered), f"{path.name} imports {name}"
