"""`answers.json`: as its schema and its document say, stable, and refused with a reason when it is not one."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from reportgen.answers import spread
from reportgen.answers_file import JSON_SCHEMA, SCHEMA, answers_json, read
from reportgen.build import derive
from reportgen.canonical import canonical
from reportgen.errors import AnswersError
from reportgen.lab import Lab
from reportgen.spec import Answer, Evidence, Spread, Unit

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "answer_ids.txt"
SHAPE = json.loads(JSON_SCHEMA.read_text("utf-8"))


@pytest.fixture(scope="module")
def answers(pw04: Lab, evidence: Evidence) -> tuple[Answer, ...]:
    """Return the built-in lab's answers, with the spread of two seeds that learned the same."""
    found, _ = derive(pw04, evidence)
    return spread.over_seeds(found, [found])


@pytest.fixture(scope="module")
def written(pw04: Lab, evidence: Evidence, answers: tuple[Answer, ...]) -> bytes:
    """Return the file of these answers."""
    return answers_json(pw04.seeded(2), evidence.datasets, answers)


def wrong(content: object) -> list[str]:
    """Return what the schema finds wrong."""
    return [error.message for error in Draft202012Validator(SHAPE).iter_errors(content)]


def test_the_schema_is_one_and_fits_what_is_written(written: bytes) -> None:
    """A valid JSON Schema; the built-in lab's answers, of which some have a spread, are valid by it."""
    Draft202012Validator.check_schema(SHAPE)
    content = json.loads(written)
    assert not wrong(content)
    assert sum(answer["spread"] is not None for answer in content["answers"]) > 100
    assert (content["schema"], content["seeds"]) == (SHAPE["properties"]["schema"]["const"], 2) == (SCHEMA, 2)


def test_the_schema_knows_every_unit() -> None:
    """Those of the answers, and no others."""
    assert SHAPE["$defs"]["answer"]["properties"]["unit"]["enum"] == list(get_args(Unit))


ANSWER: dict[str, Any] = {
    "id": "mlp_raw.100.scores.accuracy",
    "value": 0.96,
    "unit": "accuracy",
    "compare": {"how": "rounded", "digits": 4},
    "derivation": [],
    "trained": True,
    "spread": {"values": [0.96, 0.94], "mean": 0.95, "deviation": 0.014, "low": 0.73, "high": 1.17},
}
CONTENT: dict[str, Any] = {
    "schema": SCHEMA,
    "lab": "pw04",
    "changes": [],
    "sections": ["mlp_raw"],
    "protocol": "course",
    "seeds": 2,
    "data": {"mnist": {"origin": "sample", "digest": "0" * 64}},
    "answers": [ANSWER],
}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "Accuracy"),
        ("id", "accuracy"),
        ("id", "mlp_raw..accuracy"),
        ("unit", "metres"),
        ("compare", {"how": "rounded"}),
        ("compare", {"how": "exact", "digits": 2}),
        ("compare", {"how": "by_eye"}),
        ("compare", {"how": "interval", "low": 0, "high": 1}),
        ("derivation", [{"rule": "total", "computation": "1 + 1"}]),
        ("trained", False),
        ("value", "high"),
        ("spread", {"values": [0.96], "mean": 0.96, "deviation": 0, "low": 0.96, "high": 0.96}),
        ("spread", {}),
        ("more", 1),
    ],
)
def test_the_schema_finds_what_is_wrong_with_an_answer(key: str, value: object) -> None:
    """A wrong id, an unknown unit, a comparison of no kind, a spread of an exact answer or of a text."""
    assert not wrong(CONTENT)
    assert wrong({**CONTENT, "answers": [{**ANSWER, key: value}]})


@pytest.mark.parametrize("key", CONTENT)
def test_the_schema_misses_what_is_missing(key: str) -> None:
    """Each key must be there, and of its type."""
    assert wrong({name: value for name, value in CONTENT.items() if name != key})
    assert wrong({**CONTENT, key: None})


def test_ids_stay(answers: tuple[Answer, ...], request: pytest.FixtureRequest) -> None:
    """The ids of a section are those of the golden file; `pytest --update-goldens` writes it anew.

    An id that is gone breaks whoever compares with an older file: tell it in the CHANGELOG.
    """
    ids = "".join(f"{answer.id}\n" for answer in answers if answer.id.startswith("mlp_raw."))
    if request.config.getoption("--update-goldens"):
        GOLDEN.write_text(ids, "utf-8")
    assert ids == GOLDEN.read_text("utf-8")


def test_what_is_written_is_read(written: bytes, answers: tuple[Answer, ...], tmp_path: Path) -> None:
    """Every answer of the file and of the folder that it lies in, with its spread."""
    (tmp_path / "answers.json").write_bytes(written)
    found = read(tmp_path)
    assert found == read(tmp_path / "answers.json")
    assert found.data["mnist"].origin == "sample"
    expected = {answer.id: answer for answer in answers}
    for answer in found.answers:
        assert canonical(answer.value) == canonical(expected[answer.id].value)
        assert (answer.unit, answer.trained) == (expected[answer.id].unit, expected[answer.id].trained)
        assert answer.spread == expected[answer.id].spread
    assert any(isinstance(answer.spread, Spread) for answer in found.answers)


def edited(edit: Callable[[dict[str, Any]], object]) -> bytes:
    """Return a file with something changed in it."""
    content = deepcopy(CONTENT)
    edit(content)
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a JSON file"),
        (b"{", "not a JSON file"),
        (b"[" * 200_000, "not a JSON file"),
        (b'{"schema": NaN}', "not a JSON file: expected a finite number, received NaN"),
        (b'{"schema": 1e999}', "expected a finite number, received 1e999"),
        (b"\xff\xfe{", r"not UTF-8 \(byte 0\)"),
        (b"[]", 'expected schema 3, received "none"'),
        (b"{}", 'expected schema 3, received "none"'),
        (edited(lambda content: content.update(schema=2)), "expected schema 3, received 2"),
        (edited(lambda content: content.update(schema=[[0] * 99])), r"expected schema 3, received \[\[0, 0"),
        (edited(lambda content: content.update(answers=3)), "damaged: answers: "),
        (edited(lambda content: content.pop("seeds")), "damaged: seeds: "),
        (edited(lambda content: content["answers"][0].update(trained="yes")), "damaged: answers.0.trained: "),
        (edited(lambda content: content["answers"][0]["spread"].pop("mean")), "damaged: answers.0.spread.mean: "),
        (edited(lambda content: content["answers"].append(ANSWER)), "mlp_raw.100.scores.accuracy is given twice"),
    ],
)
def test_what_is_no_answers_file_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    """In one line that says where."""
    path = tmp_path / "answers.json"
    path.write_bytes(content)
    with pytest.raises(AnswersError, match=message) as caught:
        read(path)
    assert str(path) in caught.value.message
    assert "\n" not in caught.value.message
    assert caught.value.hint


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Of a folder, the file in it."""
    with pytest.raises(AnswersError, match=r"answers\.json: cannot be read: No such file"):
        read(tmp_path)


def test_the_example_of_the_document_is_valid() -> None:
    """What `docs/answers.md` shows is an answers file, and every key of the schema is told in it."""
    text = (ROOT / "docs" / "answers.md").read_text("utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    assert not wrong(json.loads(example))
    keys = {*SHAPE["properties"], *SHAPE["$defs"]["answer"]["properties"], *SHAPE["$defs"]["spread"]["properties"]}
    assert not {key for key in keys if f"`{key}`" not in text}
    assert not {unit for unit in get_args(Unit) if unit and f"`{unit}`" not in text}
