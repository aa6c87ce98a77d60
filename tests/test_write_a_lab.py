"""`docs/write-a-lab.md` is true: its files make a lab, its commands run, its numbers are those of a NumPy replay."""

import json
import re
import shlex
from pathlib import Path

import numpy as np
import pytest

from reportgen.answers import forward
from reportgen.keys import key_of
from reportgen.lab import load_lab
from reportgen.spec import Dataset, Result
from reportgen.store import Store
from tests.test_cli import run
from tests.test_write_a_section import python

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "write-a-lab.md").read_text("utf-8")
FILES = dict(re.findall(r"^`([\w./-]+)`\n```\w+\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE))
COMMANDS = re.findall(r"^reportgen (.*)$", TEXT, re.MULTILINE)
LAB = "my_lab/moved.toml"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the document's files and run its commands, with 2 epochs instead of 10."""
    folder = tmp_path_factory.mktemp("course")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.replace("epochs = 10", "epochs = 2"), "utf-8")
    for command in COMMANDS:
        done = run(*shlex.split(command), cwd=folder, REPORTGEN_STORE=str(folder / "store"))
        assert done.returncode == 0, done.stderr
    return folder


def test_the_document_is_short_and_names_what_is_there() -> None:
    """Half an hour's reading; every file of the project that it names exists."""
    assert len(TEXT.splitlines()) <= 200
    assert (len(FILES), len(COMMANDS)) == (6, 2)
    for path in re.findall(r"`((?:sections|reportgen)/[\w/.]+)`", TEXT):
        assert (ROOT / path).exists() or (ROOT / f"{path}.py").exists(), path


def test_the_report_and_the_key_say_it_in_each_language(built: Path) -> None:
    """Weights by the built-in section, moved digits by the new one."""
    for code, title in (("en", "Moved digits"), ("fr", "Chiffres déplacés")):
        text = (built / "output" / "moved" / code / "report.md").read_text("utf-8")
        assert f"## 2. {title}\n" in text
        assert (built / "output" / "moved" / code / "report.pdf").read_bytes().startswith(b"%PDF")
    key = next((built / "output").rglob("answer-key.md")).read_text("utf-8")
    assert "25,450" in key  # 784 × 32 + 32 + 32 × 10 + 10
    assert "Moving the training images too." in key


def test_its_numbers_are_those_of_a_replay(built: Path, digits: Dataset) -> None:
    """The network in NumPy on images moved by NumPy."""
    (case,) = load_lab(str(built / LAB)).cases
    result = Store(built / "store").load(key_of(case.experiment, digits.digest))
    assert isinstance(result, Result)
    moved = np.zeros_like(digits.x_test)
    moved[:, :, 2:] = digits.x_test[:, :, :-2]
    seen = {"input_1": moved.reshape(-1, 784).astype(np.float32) / np.float32(255)}
    right = forward.predicted(case.experiment.model, result.weights, seen) == digits.y_test
    answers = json.loads((built / "output" / "moved" / "en" / "answers.json").read_text("utf-8"))
    (found,) = (item["value"] for item in answers["answers"] if item["id"] == "moved.by_2.accuracy")
    assert found == pytest.approx(right.mean())


def test_its_code_is_in_our_style(built: Path) -> None:
    """Lint, format and strict types."""
    settings = str(ROOT / "pyproject.toml")
    python("ruff", "check", "--no-cache", "--config", settings, ".", cwd=built)
    python("ruff", "format", "--check", "--no-cache", "--config", settings, ".", cwd=built)
    python("mypy", "--strict", "--cache-dir", str(built / "cache"), "my_lab/sections/moved.py", cwd=built)
