"""The documents tell what is there: commands, options, targets, links, files."""

import re
from pathlib import Path

import pytest

from tests.test_cli import COMMANDS, run

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def shown_commands() -> list[str]:
    """Return the reportgen commands of the README's code blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    return re.findall(r"^(?:\.venv/bin/)?(reportgen [^#\n]*?) *(?:#.*)?$", "\n".join(blocks), re.MULTILINE)


def test_commands_and_options_of_the_readme_exist() -> None:
    """Each shown command parses: the command is there, and so is each of its options."""
    commands = shown_commands()
    assert {line.split()[1] for line in commands} == set(COMMANDS)
    options = {name: run(name, "--help").stdout for name in COMMANDS}
    for line in commands:
        _, name, *arguments = line.split()
        for option in (item for item in arguments if item.startswith("--")):
            assert f"{option} " in options[name], line


def test_make_targets_of_the_documents_exist() -> None:
    """`make x` in a text is a target of the Makefile with a word of help."""
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for name in DOCUMENTS:
        used = set(re.findall(r"(?:`|^)make ([a-z-]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        assert used <= targets, name


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_to_files(name: str) -> None:
    """A relative link has its file."""
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"", text):
        assert (ROOT / (target[0] or target[1])).exists(), target


def test_no_address_of_an_index_and_no_path_of_a_machine_is_written() -> None:
    """The pins are names and versions; no document or setting names a host to install from."""
    pins = (ROOT / "constraints.txt").read_text("utf-8")
    assert not re.search(r"https?:|--(extra-)?index|file:", pins)
    assert all(re.match(r"[a-z0-9._-]+==[\w.+!-]+( ;.*)?$", line) for line in pins.splitlines())
    for name in ("Makefile", "pyproject.toml", *DOCUMENTS):
        assert not re.search(r"/(home|root|work|tmp|Users)/", (ROOT / name).read_text("utf-8")), name


def test_every_cross_check_is_a_test() -> None:
    """The list of what is computed twice names tests that exist; so each row still has its second way."""
    text = (ROOT / "docs" / "cross-checks.md").read_text("utf-8")
    named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", text)
    assert len(named) > 20
    for file, test in named:
        assert re.search(rf"^def {test}\(", (ROOT / "tests" / file).read_text("utf-8"), re.MULTILINE), f"{file}::{test}"
