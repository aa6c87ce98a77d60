"""Lab files: what they say is checked, and what does not fit is reported with its place."""

import contextlib
import datetime
import functools
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen import content
from reportgen.errors import LabError, ReportgenError, SectionError
from reportgen.lab import load_lab
from reportgen.lab_file import names
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
    """The handout's cases, RMSprop with Keras's defaults, 10 epochs, batches of 128, the course's protocol."""
    lab = load_lab("pw04").only(["mlp_raw", "mlp_hog", "cnn_digits"])
    assert lab.options.protocol == "course"
    assert {case.key: case.experiment.model.parameters for case in lab.cases} == {
        "mlp_raw.100": 79_510,
        "mlp_raw.300": 238_510,
        "mlp_raw.600": 477_010,
        "mlp_raw.300_dropout": 238_510,
        "mlp_hog.8_4_100": 40_310,
        "mlp_hog.4_4_100": 20_710,
        "mlp_hog.8_4_300": 120_910,
        "mlp_hog.8_7_100": 13_910,
        "cnn_digits.25": 7_465,
        "cnn_digits.250": 42_340,
        "cnn_digits.500": 81_090,
    }
    training = lab.cases[0].experiment.training
    assert (training.optimizer, training.epochs, training.batch_size) == (Optimizer("RMSprop"), 10, 128)
    kinds = [type(layer) for layer in lab.cases[3].experiment.model.layers]
    assert kinds[1:] == [Dense, Dropout, Dense]


def refusal(name: str) -> ReportgenError:
    """Return the error that loading a lab gives."""
    with pytest.raises(ReportgenError) as caught:
        load_lab(name)
    assert "\n" not in caught.value.message
    return caught.value


def test_an_unknown_lab_lists_the_built_in_ones() -> None:
    """The hint says what there is, the message what may have been meant."""
    error = refusal("pw4")
    assert error.message == "no lab 'pw4'; did you mean 'pw04'?"
    assert error.hint == f"built-in labs: {', '.join(names())}; or the path of a .toml file"


def test_a_folder_is_no_lab(tmp_path: Path) -> None:
    """The file in it is."""
    error = refusal(str(tmp_path))
    assert error.message == f"{tmp_path}: is a folder; name the .toml file in it"
    assert "pw04" in error.hint


def test_a_lab_file_that_is_not_there(tmp_path: Path) -> None:
    """A path is not looked for among the built-in labs."""
    assert refusal(f"{tmp_path}/mine.toml").message == f"{tmp_path}/mine.toml: no such file"


def test_a_lab_file_that_is_not_utf8(tmp_path: Path) -> None:
    """The byte is named."""
    path = tmp_path / "lab.toml"
    path.write_bytes('title = "é"'.encode("latin-1"))
    error = refusal(str(path))
    assert (error.message, error.hint) == (f"{path}: not UTF-8 (byte 9)", "save it as UTF-8")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    """Some editors write one."""
    path = tmp_path / "lab.toml"
    path.write_text(PW04, "utf-8-sig")
    assert load_lab(str(path)).cases == load_lab("pw04").cases


NAME = "lower-case letters, digits and _, a letter first"
TRAINING = "keys of training: optimizer, loss, epochs, batch_size, class_weight, seed"
LAB = "keys of the lab file: base, without, section, title, subtitle, course, authors, date, protocol, seeds, training"
MLP = "keys of section mlp_raw: name, training, dataset, cases"
CASE = "keys of cases.2: id, training, output, hidden, activation, dropout"
SECTIONS = f"sections: {', '.join(sorted(path.stem for path in content.sections().glob('*.py')))}"
BAD_CASES = '{ id = "600", hidden = [600], a = 1, b = 2, dropuot = 3 }'


@pytest.mark.parametrize(
    ("pattern", "replacement", "message", "hint"),
    [
        ("epochs = 10", "epoch = 10", "training.epoch: unknown key; did you mean 'epochs'?", TRAINING),
        ("epochs = 10", "epochs = 10\nzzz = 1", "training.zzz: unknown key", TRAINING),
        ("epochs = 10\n", "", "training.epochs: missing", TRAINING),
        ("epochs = 10", 'epochs = "2"', 'training.epochs: expected a whole number, received "2"', TRAINING),
        ("epochs = 10", "epochs = true", "training.epochs: expected a whole number, received true", TRAINING),
        ("epochs = 10", "epochs = [1, 2]", "training.epochs: expected a whole number, received [1, 2]", TRAINING),
        ("epochs = 10", "epochs = 0", "training.epochs: expected 1 or more, received 0", TRAINING),
        ("epochs = 10", "epochs = 10001", "training.epochs: expected 10000 or less, received 10001", TRAINING),
        ("epochs = 10", f"epochs = 0x{'f' * 4000}", f"expected 10000 or less, received 0x{'f' * 57}…", TRAINING),
        ("seed = 1", "seed = 4294967296", "training.seed: expected less than 4294967296, received 42949672", TRAINING),
        ("loss = .*", 'loss = "binary_crossentropy"', "section mlp_raw: loss binary_crossentropy: expected one output, "
         "received 10", "of training: optimizer, loss"),
        ("loss = .*", 'loss = "mse"', "expected categorical_crossentropy or binary_crossentropy, received", TRAINING),
        (r"optimizer = \{.*", 'optimizer = "Adam"', 'training.optimizer: expected a table, received "Adam"',
         "keys of training.optimizer: name, arguments"),
        (' = "RMSprop" }', ' = "RMSprop", arguments = { rho = [0.5] } }', "training.optimizer.arguments.rho: expected "
         "true or false, a whole number, a number or text, received [0.5]", "name, arguments"),
        (' = "RMSprop" }', ' = "RMSprop", arguments = { rho = nan } }', "finite number or text, received nan", "keys"),
        ("RMSprop", "RMSProp", 'training.optimizer.name: expected \'Adadelta\', ', "optimizer: name, arguments"),
        ("RMSprop", "Lion", "section optimizer: ", "section optimizer"),
        ("protocol = .*", 'protocol = "mine"', "protocol: expected 'course' or 'holdout', received \"mine\"", LAB),
        ("date = .*", 'date = "today"', 'date: expected a date such as 2026-11-21, received "today"', LAB),
        ("date = .*", "date = 2026-11-21T08:00:00", "2026-11-21, received 2026-11-21T08:00:00", LAB),
        ("title = .*", 'title = "x"', 'title: expected a table, received "x"', LAB),
        ("title = .*", "title = { fr = 5 }", "title.fr: expected text, received 5", LAB),
        ("authors = .*", 'authors = { fr = "x" }', 'authors: expected a list, received { fr = "x" }', LAB),
        ("authors = .*", "authors = [1]", "authors.0: expected a table, received 1", LAB),
        ("authors = .*", "authors = []", "authors: expected 1 or more items, received []", LAB),
        ("title = .*", r'"a\\nb" = "\\u009b"', '"a\\nb": unknown key; title: missing', LAB),
        (r"\[training\]", "[training", "not a TOML file: ", "https://toml.io"),
        ("seed = 1", "seed = 1" + "0" * 5000, "not a TOML file: ", "https://toml.io"),
        ("seed = 1", "seed = " + "[" * 5000, "not a TOML file: ", "https://toml.io"),
        (r"\[\[section\]\]", "[[sections]]", "sections: unknown key; did you mean 'section'?", LAB),
        (r"(?s)\[\[section\]\].*", "[section]", "section: expected tables [[section]], received", SECTIONS),
        (r"(?s)\[\[section\]\].*", "", "section: expected tables [[section]], received none", SECTIONS),
        ('name = "mlp_raw"', 'nmae = "mlp_raw"', "section 3: no name", SECTIONS),
        ('name = "mlp_raw"', "name = 5", f"section 3: name: expected {NAME}, received 5", SECTIONS),
        ('name = "mlp_raw"', 'name = "../x"', f'section 3: name: expected {NAME}, received "../x"', SECTIONS),
        ('name = "mlp_raw"', 'name = "mlp_rwa"', "section mlp_rwa: no section 'mlp_rwa'; did you mean 'mlp_raw'?",
         SECTIONS),
        ('name = "conclusion"', 'name = "optimizer"', "section.name: expected each once, received twice: optimizer",
         "once"),
        ('dataset = "mnist"', 'dataset = "mnits"', "section mlp_raw: dataset 'mnits': ", ""),
        ('dataset = "mnist"', 'dataset = "MNIST"', f'section mlp_raw: dataset: expected {NAME}, received "MNIST"', MLP),
        ('dataset = "mnist"', 'datasets = "mnist"', "section mlp_raw: datasets: unknown key; did you mean 'dataset'?",
         MLP),
        ('name = "conclusion"', 'name = "conclusion"\nx = 1', "section conclusion: x: unknown key",
         "keys of section conclusion: name"),
        (r"(?s)cases = \[.*?\n\]", "cases = 5", "section mlp_raw: cases: expected a list, received 5", "id, training"),
        (r"(?s)cases = \[.*?\n\]", "cases = [1]", "mlp_raw: cases.0: expected a table, received 1", "id, training"),
        (r"\[600\]", "[0]", "section mlp_raw: cases.2.hidden.0: expected more than 0, received 0", CASE),
        (r"\[600\]", "[600, -5]", "section mlp_raw: cases.2.hidden.1: expected more than 0, received -5", CASE),
        (r"\[600\]", "[]", "section mlp_raw: cases.2.hidden: expected 1 or more items, received []", CASE),
        (r"\[600\]", "600", "section mlp_raw: cases.2.hidden: expected a list, received 600", CASE),
        (r"\[600\]", "[60.0]", "section mlp_raw: cases.2.hidden.0: expected a whole number, received 60.0", CASE),
        ("dropout = 0.5", "dropout = 1.5", "mlp_raw: cases.3.dropout: expected less than 1.0, received 1.5", "id"),
        ("dropout = 0.5", "dropout = nan", "cases.3.dropout: expected a finite number, received nan", "id"),
        (r"\{ id = \"600\".*\}", BAD_CASES, "section mlp_raw: cases.2.a: unknown key; cases.2.b: unknown key; "
         "cases.2.dropuot: unknown key; did you mean 'dropout'?", CASE),
        (r"\{ id = \"600\".*\}", BAD_CASES.replace("[600]", "[0]"), "did you mean 'dropout'? (and 1 more)", CASE),
        ('id = "600"', 'id = "300"', "case id: expected each once, received twice: mlp_raw.300", "id of its own"),
        ('id = "600"', 'id = "6.00"', "section mlp_raw: cases.2.id: expected lower-case letters, digits and _, no _ "
         'first, received "6.00"', CASE),
        ('id = "600"', 'id = "inputs"', "section mlp_raw: case id 'inputs': one of the section's own answers has it",
         "another id; taken: activations, cases, comparison"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(tmp_path: Path, pattern: str, replacement: str, message: str, hint: str) -> None:
    """File, key, expected, received; the hint lists what is valid."""
    path = lab_with(tmp_path, pattern, replacement)
    error = refusal(path)
    assert error.message.startswith(path)
    assert message in error.message
    assert error.hint
    assert hint in error.hint


def test_a_typo_is_told_once(tmp_path: Path) -> None:
    """The key that it was meant to be is not missing as well."""
    path = lab_with(tmp_path, "epochs = 10", "epoch = 2")
    assert refusal(path).message == f"{path}: training.epoch: unknown key; did you mean 'epochs'?"


def test_a_wrong_item_does_not_make_its_list_too_short(tmp_path: Path) -> None:
    """Only the item is named."""
    path = lab_with(tmp_path, r"\[600\]", '["600"]')
    message = 'section mlp_raw: cases.2.hidden.0: expected a whole number, received "600"'
    assert refusal(path).message == f"{path}: {message}"


def test_a_section_beside_the_lab_comes_in_by_the_same_door(tmp_path: Path) -> None:
    """A lab's own folder is looked at first."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "summary.py").write_text(
        "from reportgen.options import Options\n"
        "from reportgen.section import Section\nfrom reportgen.spec import Answer\n"
        "class Nothing(Options):\n    pass\n"
        "class Summary(Section[Nothing]):\n"
        "    options = Nothing\n"
        "    def answers(self, name, options, evidence):\n"
        "        yield Answer(f'{name}.cases', len(evidence.cases))\n"
    )
    lab = load_lab(lab_with(tmp_path, 'name = "conclusion"', 'name = "summary"'))
    assert lab.chapters[-1].name == "summary"


MINE = """from reportgen.options import Options
from reportgen.section import Section
class Nothing(Options):
    pass
class Mine(Section[Nothing]):
    options = Nothing
    def answers(self, name, options, evidence): return ()"""


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("\nimport nowhere", ":2: cannot be loaded: ModuleNotFoundError: No module named 'nowhere'"),
        ("\nx = = 1", ":2: cannot be loaded: SyntaxError: invalid syntax"),
        ("\ndef f():\n    raise OSError('a\\nb')\n\nf()", ":3: cannot be loaded: OSError: a b"),
        ("x = 1", ": expected one subclass of Section, received none"),
        ("{mine}\nclass Two(Mine):\n    pass", ": expected one subclass of Section, received Mine, Two"),
        (
            "{mine}\n    def __init__(self):\n        self.x = y",
            ":9: cannot be loaded: NameError: name 'y' is not defined",
        ),
        ("{mine}\n    answers = Section.answers", ": Mine: expected answers(), received none"),
        ("{mine}\n    del options", ": Mine.options: expected a subclass of reportgen.options.Options, received none"),
        ("{mine}\n    options = 5", ": Mine.options: expected a subclass of reportgen.options.Options, received 5"),
    ],
)
def test_a_section_that_cannot_load_stops_the_build(tmp_path: Path, source: str, message: str) -> None:
    """The error names the file, and the line where there is one."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "summary.py").write_text(source.replace("{mine}", MINE))
    error = refusal(lab_with(tmp_path, 'name = "conclusion"', 'name = "summary"'))
    assert isinstance(error, SectionError)
    assert error.message == f"{tmp_path}/sections/summary.py{message}"
    assert error.hint


SUMMARY = """from pydantic import field_validator
from reportgen.errors import DataError
from reportgen.options import Options
from reportgen.section import Section
from reportgen.spec import Answer
class Nothing(Options):
    size: int = 0
    @field_validator("size")
    @classmethod
    def small(cls, size):
        if size > 9:
            raise ValueError("expected one digit")
        return size
class Summary(Section[Nothing]):
    options = Nothing
    {body}
    def answers(self, name, options, evidence):
        return ()
"""


def lab_with_summary(tmp_path: Path, body: str, keys: str = "") -> str:
    """Write the built-in lab with a section of one's own, and return its path."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "summary.py").write_text(SUMMARY.format(body=body))
    return lab_with(tmp_path, 'name = "conclusion"', f'name = "summary"\n{keys}')


@pytest.mark.parametrize("method", ["plan(self, options, context)", "check(self, options, cases)"])
def test_what_a_section_refuses_is_told_of_the_lab_file(tmp_path: Path, method: str) -> None:
    """The section knows what is wrong; where it stands is added."""
    path = lab_with_summary(tmp_path, f"def {method}: raise DataError('no such data', 'look')")
    error = refusal(path)
    assert isinstance(error, LabError)
    assert (error.message, error.hint) == (f"{path}: section summary: no such data", "look")


@pytest.mark.parametrize("method", ["plan(self, options, context)", "check(self, options, cases)"])
def test_a_section_that_fails_is_told_of_its_line(tmp_path: Path, method: str) -> None:
    """Its own innermost line, though the error comes from elsewhere."""
    error = refusal(lab_with_summary(tmp_path, f"def {method}:\n        return open('/no/where')"))
    place = f"{tmp_path}/sections/summary.py:17: section summary, {method.partition('(')[0]}(): FileNotFoundError: "
    assert isinstance(error, SectionError)
    assert error.message.startswith(place)


def test_a_section_that_plans_no_cases_fails_by_name(tmp_path: Path) -> None:
    """What it returns is looked at as well."""
    error = refusal(lab_with_summary(tmp_path, "def plan(self, options, context): return [5]"))
    assert "summary.py: section summary, plan(): AttributeError: " in error.message


def test_a_validator_of_ones_own_speaks_for_itself(tmp_path: Path) -> None:
    """Its words, and the value as TOML writes it."""
    path = lab_with_summary(tmp_path, "", "size = 10")
    assert refusal(path).message == f"{path}: section summary: size: expected one digit, received 10"


def test_two_labs_may_each_have_a_section_of_one_name(tmp_path: Path) -> None:
    """Each lab gets its own, and neither shadows the other's module."""
    loaded = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        loaded.append(load_lab(lab_with_summary(tmp_path / name, f"word = '{name}'")).chapters[-1].section)
    assert [section.word for section in loaded] == ["one", "two"]  # type: ignore[attr-defined]
    modules = [type(section).__module__ for section in loaded]
    assert [sys.modules[name].Summary for name in modules] == [type(section) for section in loaded]


def toml(value: object) -> str:
    """Write a value as inline TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return json.dumps(value).replace("NaN", "nan").replace("Infinity", "inf")


def places(value: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where each value of a lab stands."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield (*place, key)
        yield from places(item, (*place, key))


KEYS = st.text("abc_.é \n", max_size=4)
ATOMS = st.one_of(st.integers(-(2**70), 2**70), st.floats(), st.booleans(), KEYS, st.dates())
VALUES = st.recursive(ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


def mutated(data: st.DataObject) -> Any:
    """Return the built-in lab with one thing deleted, renamed or of another type."""
    lab: Any = tomllib.loads(PW04)
    place: tuple[Any, ...] = data.draw(st.sampled_from(list(places(lab))))
    *way, key = place
    table = functools.reduce(lambda inside, part: inside[part], way, lab)
    value = table.pop(key)
    new = data.draw(VALUES | st.just(value))
    if isinstance(table, list):
        table.insert(key, new)
    elif (name := data.draw(st.sampled_from([None, key, f"{key}s", ""]) | KEYS)) is not None:
        table[name] = new
    return lab


def test_a_pair_that_is_too_short_is_told_of(tmp_path: Path) -> None:
    """What is missing in a list has a place that the file does not have."""
    path = tmp_path / "lab.toml"
    path.write_text('base = "pw04"\n[[section]]\nname = "xray_pneumonia"\nhandout = { recall = [] }\n', "utf-8")
    with pytest.raises(LabError, match=r"handout\.recall\.0: missing"):
        load_lab(str(path))


@given(st.data())
@settings(deadline=None)  # a busy machine is no mistake
def test_any_mistake_is_told_of_its_file(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """The lab loads, or one line begins with the file, and a hint says what to do."""
    path = tmp_path_factory.mktemp("lab") / "lab.toml"
    path.write_text("\n".join(f"{json.dumps(key)} = {toml(item)}" for key, item in mutated(data).items()), "utf-8")
    refused: ReportgenError | None = None
    try:
        load_lab(str(path))
    except ReportgenError as error:
        refused = error
    if refused:
        assert refused.message.startswith(f"{path}: ")
        assert "\n" not in refused.message
        assert refused.hint


@given(st.text(max_size=200))
def test_any_text_is_a_lab_or_a_named_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Garbage never gives a traceback."""
    path = tmp_path_factory.mktemp("lab") / "lab.toml"
    path.write_text(PW04 + text, "utf-8", errors="surrogatepass", newline="")
    with contextlib.suppress(ReportgenError):
        load_lab(str(path))
