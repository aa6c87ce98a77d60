"""A report's answers for programs: `answers.json`, the same in every language.

`docs/answers.md` tells it field by field, `schemas/answers.schema.json` is its JSON Schema.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.arithmetic import write
from reportgen.canonical import to_json
from reportgen.errors import AnswersError
from reportgen.spec import Answer, Dataset, Spread

if TYPE_CHECKING:
    from reportgen.lab import Lab

SCHEMA = 3
NAME = "answers.json"
JSON_SCHEMA = Path(__file__).parent / "schemas" / "answers.schema.json"


@dataclass(frozen=True)
class DataRecord:
    """Which data answers were derived from: `real` or `sample`, and the SHA-256 of its arrays."""

    origin: str
    digest: str


@dataclass(frozen=True)
class AnswerRecord:
    """An answer as a file has it, but for its comparison and derivation; its value in plain JSON types."""

    id: str
    value: Any
    unit: str
    trained: bool
    spread: Spread | None


@dataclass(frozen=True)
class AnswersFile:
    """What a file says; its fields are called as in the file."""

    lab: str
    changes: tuple[str, ...]
    sections: tuple[str, ...]
    protocol: str
    seeds: int
    data: Mapping[str, DataRecord]
    answers: tuple[AnswerRecord, ...]


def answers_json(lab: "Lab", data: Mapping[str, Dataset], answers: tuple[Answer, ...]) -> bytes:
    """Return the answers of the sections that a lab's report has; `origin` marks sample data."""
    content = {
        "schema": SCHEMA,
        "lab": lab.id,
        "changes": list(lab.changes),
        "sections": list(lab.shown),
        "protocol": lab.options.protocol,
        "seeds": lab.seeds,
        "data": origins(data),
        "answers": [answer_json(answer) for answer in answers if answer.id.partition(".")[0] in lab.shown],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def origins(data: Mapping[str, Dataset]) -> dict[str, Any]:
    """Return which data answers were derived from."""
    return {name: {"origin": item.origin, "digest": item.digest} for name, item in data.items()}


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as `answers.json` and answer keys have it."""
    steps = [
        {"rule": step.rule, "computation": write(step.expression, repr), "result": step.result}
        for step in answer.derivation
    ]
    return {
        "id": answer.id,
        "value": to_json(answer.value),
        "unit": answer.unit,
        "compare": to_json(answer.compare),
        "derivation": steps,
        "trained": answer.trained,
        "spread": to_json(answer.spread),
    }


def read(path: Path) -> AnswersFile:
    """Read an `answers.json`, of a folder the one in it.

    Raises:
        AnswersError: the file cannot be read, is none or of another version, or is damaged; the message says where.
    """
    place = path / NAME if path.is_dir() else path
    text = _text(place)
    try:
        raw = json.loads(text, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError) as error:
        raise AnswersError(f"{place}: not a JSON file: {error}", f"name the {NAME} of a build") from None
    received = raw.get("schema", "none") if isinstance(raw, dict) else "none"
    if received != SCHEMA:
        hint = f"name the {NAME} of a build, of this version of reportgen"
        raise AnswersError(f"{place}: expected schema {SCHEMA}, received {json.dumps(received)[:60]}", hint)
    found = _checked(text, place)
    twice = [name for name, count in Counter(answer.id for answer in found.answers).items() if count > 1]
    if twice:
        raise AnswersError(f"{place}: damaged: answer {twice[0]} is given twice", "build it anew")
    return found


def _text(place: Path) -> str:
    try:
        return place.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise AnswersError(f"{place}: cannot be read: {error.strerror}", f"name the {NAME} of a build") from None
    except UnicodeDecodeError as error:
        raise AnswersError(f"{place}: not UTF-8 (byte {error.start})", f"name the {NAME} of a build") from None


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError(f"expected a finite number, received {text[:60]}")
    return value


def _checked(text: str, place: Path) -> AnswersFile:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(AnswersFile).validate_json(text, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"]))
    raise AnswersError(f"{place}: damaged: {where}: {first['msg']}", "build it anew")
