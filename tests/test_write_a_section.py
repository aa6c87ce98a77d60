"""`docs/write-a-section.md` is true: its files make a lab, its commands run, its mistakes are told as it says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.build import Settings, build
from reportgen.errors import ReportgenError
from reportgen.lab import load_lab
from tests.test_cli import run

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "write-a-section.md").read_text("utf-8")
FILES = dict(re.findall(r"^`([\w./-]+)`\n```\w+\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE))
COMMANDS = re.findall(r"^reportgen (.*)$", TEXT, re.MULTILINE)
MISTAKES = re.findall(r"^\| `(.+?)` \| `?(.+?)`? \| `?(.+?)`? \| `(.+?)` \|$", TEXT, re.MULTILINE)
UNTRAINED, TRAINED = MISTAKES[:-2], MISTAKES[-2:]
LAB = "my_course/softmax.toml"
STORE = "tests/store"  # where the document's own test looks


def written(folder: Path) -> Path:
    """Write the document's files into a folder, with 2 epochs instead of 30, and return it."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.replace("epochs = 30", "epochs = 2"), "utf-8")
    return folder


def python(*arguments: str, cwd: Path) -> None:
    """Run a module of Python; it must succeed."""
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the document's commands in a folder with its files; the results are in `tests/store/`."""
    folder = written(tmp_path_factory.mktemp("course"))
    for command in COMMANDS:
        done = run(*shlex.split(command), cwd=folder, REPORTGEN_STORE=str(folder / STORE))
        assert done.returncode == 0, done.stderr
    return folder


def test_the_document_is_short_and_whole() -> None:
    """Half an hour's reading: every file is found here, and each table row is a mistake that a test makes."""
    assert len(TEXT.splitlines()) <= 200
    assert len(FILES) == len(re.findall(r"^```(?!sh$)\w+$", TEXT, re.MULTILINE)) == 8
    assert (len(COMMANDS), len(MISTAKES)) == (1, len(re.findall(r"^\| `", TEXT, re.MULTILINE)))


def test_the_lab_plans_one_layer(tmp_path: Path) -> None:
    """A weight per pixel and class, a bias per class."""
    (case,) = load_lab(str(written(tmp_path) / LAB)).cases
    assert case.experiment.model.parameters == 784 * 10 + 10


@pytest.mark.parametrize("command", ["check", "format --check"])
def test_the_code_is_in_our_style(tmp_path: Path, command: str) -> None:
    """By the same rules as our own."""
    settings = str(ROOT / "pyproject.toml")
    python("ruff", *command.split(), "--no-cache", "--config", settings, ".", cwd=written(tmp_path))


def told(course: Path, mistake: tuple[str, str, str, str], store: Path) -> str:
    """Make a mistake of the table in a course, build, and return the message."""
    name, before, after, _ = mistake
    path = course / "my_course" / name
    if after == "nothing":
        path.unlink()
    else:
        assert before in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")
    with pytest.raises(ReportgenError) as caught:
        build(str(course / LAB), Settings("all", ("md",), "sample", None, store, course / "output"))
    return caught.value.message


@pytest.mark.parametrize("mistake", UNTRAINED, ids=lambda mistake: mistake[3])
def test_a_mistake_is_told_before_training(tmp_path: Path, mistake: tuple[str, str, str, str]) -> None:
    """In the words of the table, and nothing is stored."""
    message = told(written(tmp_path), mistake, tmp_path / "store")
    assert mistake[3] in message
    assert str(tmp_path) in message
    assert not (tmp_path / "store").exists()


@pytest.mark.slow
@pytest.mark.parametrize("mistake", TRAINED, ids=lambda mistake: mistake[3])
def test_a_mistake_is_told_of_its_line(built: Path, tmp_path: Path, mistake: tuple[str, str, str, str]) -> None:
    """After training, with the file of the section or of the template."""
    message = told(written(tmp_path), mistake, built / STORE)
    assert mistake[3] in message
    assert message.startswith(str(tmp_path / "my_course" / mistake[0]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "title", "count"), [("en", "Softmax regression", "3,810"), ("fr", "Régression softmax", "3\u202f810")]
)
def test_the_report_says_it_in_each_language(built: Path, code: str, title: str, count: str) -> None:
    """Title, computation, figure and PDF."""
    folder = built / "output" / "softmax" / code
    text = (folder / "report.md").read_text("utf-8")
    assert f"## 1. {title}\n" in text
    assert f"(784 − 404) × 10 + 10 = {count}." in text
    assert "](figures/logistic-weights.svg)" in text
    assert (folder / "figures" / "logistic-weights.svg").is_file()
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_its_own_test_passes(built: Path) -> None:
    """As an author would run it."""
    python("pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "tests", cwd=built)


@pytest.mark.slow
def test_its_types_are_strict(built: Path, tmp_path: Path) -> None:
    """The engine is typed for those who use it."""
    names = [name for name in FILES if name.endswith(".py")]
    python("mypy", "--strict", "--cache-dir", str(tmp_path), *names, cwd=built)


@pytest.mark.slow
def test_its_package_gives_the_same_report_elsewhere(built: Path, tmp_path: Path) -> None:
    """Built and installed as the document says, found by its entry point from a folder with the lab file alone."""
    python("hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist"), cwd=built)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    site, away = tmp_path / "site", tmp_path / "away"
    python("pip", "install", "--no-deps", "--no-index", "--target", str(site), str(wheel), cwd=tmp_path)
    away.mkdir()
    shutil.copy(built / LAB, away)
    found = f"{site}{os.pathsep}{ROOT}"
    done = run(
        "build", "softmax.toml", "--lang", "en", "--data", "sample", "--format", "md", "--store", str(built / STORE),
        cwd=away, PYTHONPATH=found,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ours, theirs = (folder / "output" / "softmax" / "en" / "report.md" for folder in (built, away))
    assert ours.read_bytes() == theirs.read_bytes()
