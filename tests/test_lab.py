"""Lab files: what they say is checked, and what does not fit is reported with its place."""

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import LabError, ReportgenError, SectionError
from reportgen.lab import load_lab, names
from reportgen.model import Dense, Dropout
from reportgen.spec import Optimizer

PW04 = (Path(__file__).parents[1] / "reportgen" / "labs" / "pw04.toml").read_text("utf-8")


def lab_with(tmp_path: Path, pattern: str, replacement: str) -> str:
    """Write a copy of the built-in lab with one thing changed, and return its path."""
    text, count = re.subn(pattern, replacement, PW04, count=1)
    assert count == 1
    path = tmp_path / "lab.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_pw04_is_the_handouts() -> None:
    """Four perceptrons, RMSprop with Keras's defaults, 10 epochs, batches of 128, the course's protocol."""
    lab = load_lab("pw04")
    assert lab.options.protocol == "course"
    assert [case.id for case in lab.cases] == ["100", "300", "600", "300_dropout"]
    assert [case.experiment.model.parameters for case in lab.cases] == [79_510, 238_510, 477_010, 238_510]
    training = lab.cases[0].experiment.training
    assert (training.optimizer, training.epochs, training.batch_size) == (Optimizer("RMSprop"), 10, 128)
    kinds = [type(layer) for layer in lab.cases[3].experiment.model.layers]
    assert kinds[1:] == [Dense, Dropout, Dense]


def test_an_unknown_lab_lists_the_built_in_ones() -> None:
    """The hint says what there is."""
    with pytest.raises(LabError) as caught:
        load_lab("pw05")
    assert ", ".join(names()) in caught.value.hint


@pytest.mark.parametrize(
    ("pattern", "replacement", "message"),
    [
        ("epochs = 10", 'epochs = "ten"', r"training\.epochs: .*integer, received 'ten'"),
        ("epochs = 10", "epochs = 0", r"training\.epochs: .*greater than or equal to 1, received 0"),
        ("epochs = 10\n", "", r"training\.epochs: Field required, received nothing"),
        ("epochs = 10", "epoch = 10", r"training\.epoch"),
        ('protocol = "course"', 'protocol = "mine"', r"protocol: .*'course' or 'holdout', received 'mine'"),
        ("dropout = 0.5", "dropout = 1.5", r"section mlp_raw: cases\.3\.dropout: .*less than 1, received 1\.5"),
        ('id = "600"', 'id = "300"', r"case id: expected each once, received twice: mlp_raw\.300"),
        ('id = "600"', 'id = "6.00"', r"cases\.2\.id: .*pattern"),
        (r"\[\[section\]\]", "[[sections]]", r"sections"),
        ("date = 2026-11-21", 'date = "yesterday"', r"date: .*received 'yesterday'"),
        ('name = "conclusion"', 'name = "optimizer"', r"section\.name: expected each once"),
        (r"\[training\]", "[training", "not a TOML file"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, pattern: str, replacement: str, message: str) -> None:
    """File, key, expected, received."""
    path = lab_with(tmp_path, pattern, replacement)
    with pytest.raises(LabError, match=message) as caught:
        load_lab(path)
    assert caught.value.message.startswith(path)


def test_an_unknown_section_lists_the_valid_ones(tmp_path: Path) -> None:
    """The names are those of the files in the section folders."""
    with pytest.raises(SectionError) as caught:
        load_lab(lab_with(tmp_path, 'name = "conclusion"', 'name = "summary"'))
    assert "conclusion, introduction, mlp_raw, optimizer" in caught.value.hint


def test_a_section_beside_the_lab_comes_in_by_the_same_door(tmp_path: Path) -> None:
    """A lab's own folder is looked at first."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "summary.py").write_text(
        "from reportgen.lab import Options\n"
        "from reportgen.spec import Answer, Section\n"
        "class Nothing(Options):\n    pass\n"
        "class Summary(Section[Nothing]):\n"
        "    options = Nothing\n"
        "    def answers(self, name, options, evidence):\n"
        "        yield Answer(f'{name}.cases', len(evidence.cases))\n"
    )
    lab = load_lab(lab_with(tmp_path, 'name = "conclusion"', 'name = "summary"'))
    assert lab.chapters[-1].name == "summary"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import nowhere", "cannot be loaded: ModuleNotFoundError"),
        ("x = 1", "expected one subclass of Section with answers.., received none"),
        ("def broken(:", "cannot be loaded: SyntaxError"),
    ],
)
def test_a_section_that_cannot_load_stops_the_build(tmp_path: Path, source: str, message: str) -> None:
    """The error names the file."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "summary.py").write_text(source)
    with pytest.raises(SectionError, match=message) as caught:
        load_lab(lab_with(tmp_path, 'name = "conclusion"', 'name = "summary"'))
    assert "summary.py" in caught.value.message


@given(st.text(max_size=200))
def test_any_text_is_a_lab_or_a_named_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Garbage never gives a traceback."""
    path = tmp_path_factory.mktemp("lab") / "lab.toml"
    path.write_text(PW04 + text, "utf-8", errors="surrogatepass", newline="")
    with contextlib.suppress(ReportgenError):
        load_lab(str(path))
