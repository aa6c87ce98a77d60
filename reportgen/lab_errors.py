"""What is wrong with a table of a lab file, in the file's own terms: the key, what was expected, what was received.

pydantic finds what is wrong; its wording is Python's, so it is told anew here, with values as TOML writes them.
"""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from reportgen.errors import LabError

Place = tuple[str | int, ...]
"""The keys and positions that lead to a value: `("cases", 0, "hidden")`."""

SHOWN = 3
"""Errors that one message tells; the others are counted."""

WIDTH = 60
"""Characters of a received value that a message shows."""

EXPECTED: Mapping[str, str] = {
    "bool_type": "true or false",
    "date_type": "a date such as 2026-11-21",
    "dict_type": "a table",
    "finite_number": "a finite number",
    "float_type": "a number",
    "greater_than": "more than {gt}",
    "greater_than_equal": "{ge} or more",
    "int_type": "a whole number",
    "less_than": "less than {lt}",
    "less_than_equal": "{le} or less",
    "list_type": "a list",
    "literal_error": "{expected}",
    "mapping_type": "a table",
    "model_type": "a table",
    "string_pattern_mismatch": "text that matches {pattern}",
    "string_too_long": "{max_length} or fewer characters",
    "string_too_short": "{min_length} or more characters",
    "string_type": "text",
    "too_long": "{max_length} or fewer items",
    "too_short": "{min_length} or more items",
    "tuple_type": "a list",
}
"""What was expected, by pydantic's error type."""


@dataclass(frozen=True)
class Table:
    """A table of a lab file that a model checks.

    Attributes:
        where: how messages begin: the file, and the section if it is a section's table.
        title: what hints call it.
        beside: its keys that are checked elsewhere.
    """

    where: str
    title: str
    beside: tuple[str, ...]


@dataclass(frozen=True)
class _Problem:
    """What is wrong at one place; several errors if the value may be of several types and is of none."""

    place: Place
    errors: tuple[ErrorDetails, ...]

    @property
    def kind(self) -> str:
        return self.errors[0]["type"]


def checked(model: type[BaseModel], raw: Mapping[str, Any], table: Table) -> Any:
    """Return a table of the lab file as its model.

    Raises:
        LabError: names the keys that do not fit, what was expected and received; the hint lists the valid keys.
    """
    own = {key: value for key, value in raw.items() if key not in table.beside}
    try:
        return model.model_validate(own)
    except ValidationError as error:
        problems = _problems(error, own)
    texts = list(_texts(problems, model, table))
    more = f" (and {len(texts) - SHOWN} more)" if len(texts) > SHOWN else ""
    title, keys = _keys(model, problems[0].place, table)
    raise LabError(f"{table.where}: {'; '.join(texts[:SHOWN])}{more}", f"keys of {title}: {', '.join(keys)}")


def did_you_mean(name: str, valid: Iterable[str]) -> str:
    """Return `; did you mean '...'?` for a name that is close to a valid one, else nothing."""
    close = _closest(name, valid)
    return f"; did you mean '{close}'?" if close else ""


def written(value: object) -> str:
    """Return a value as TOML writes it, on one line of at most `WIDTH` characters."""
    text = _written(value, depth=4)
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def _written(value: object, depth: int) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            text = json.dumps(value, ensure_ascii=False)
            return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)
        case list() | dict() if not depth:
            return "…"
        case list():
            return f"[{', '.join(_written(item, depth - 1) for item in value)}]"
        case dict():
            pairs = (f"{_key(key)} = {_written(item, depth - 1)}" for key, item in value.items())
            return f"{{ {', '.join(pairs)} }}" if value else "{}"
        case datetime.date() | datetime.time():
            return value.isoformat()
        case int() if value.bit_length() > 64:  # beyond TOML; Python refuses to write the largest in decimal
            return hex(value)
        case _:
            return str(value)


def _key(part: str | int) -> str:
    """Return a key as TOML writes it, in quotes where it must be."""
    text = str(part)
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else _written(text, 0)


def _dotted(place: Place) -> str:
    return ".".join(map(_key, place))


def _problems(error: ValidationError, raw: Mapping[str, Any]) -> list[_Problem]:
    """Return what is wrong, place by place, unknown keys first."""
    found: dict[Place, list[ErrorDetails]] = {}
    errors = error.errors(include_url=False)
    for item in errors:
        if not _is_echo(item, errors):
            found.setdefault(_place(item, raw), []).append(item)
    problems = [_Problem(place, tuple(items)) for place, items in found.items()]
    return sorted(problems, key=lambda problem: problem.kind != "extra_forbidden")


def _is_echo(error: ErrorDetails, errors: Iterable[ErrorDetails]) -> bool:
    """Tell whether a list is called too short only because items in it, reported too, do not fit."""
    loc = error["loc"]
    return error["type"] == "too_short" and any(other["loc"][:-1][: len(loc)] == loc for other in errors)


def _place(error: ErrorDetails, raw: Any) -> Place:
    """Return the part of pydantic's location that stands in the file: it adds the names of a union's types."""
    place: Place = ()
    for part in error["loc"]:
        inside = part in raw if isinstance(raw, dict) else isinstance(raw, list) and part in range(len(raw))
        if inside:
            raw, place = raw[part], (*place, part)
    return (*place, error["loc"][-1]) if error["type"] == "missing" else place


def _texts(problems: Iterable[_Problem], model: type[BaseModel], table: Table) -> Iterator[str]:
    """Yield each problem in words; a missing key that an unknown one was meant to be is not told twice."""
    meant: set[Place] = set()
    for problem in problems:
        key = _dotted(problem.place)
        if problem.kind == "extra_forbidden":
            name, valid = str(problem.place[-1]), _keys(model, problem.place, table)[1]
            meant.add((*problem.place[:-1], _closest(name, valid)))
            yield f"{key}: unknown key{did_you_mean(name, valid)}"
        elif problem.kind == "missing":
            if problem.place not in meant:
                yield f"{key}: missing"
        else:
            yield f"{key}: {_mismatch(problem)}" if key else _mismatch(problem)


def _mismatch(problem: _Problem) -> str:
    """Return what was expected and received: `expected text or a whole number, received true`."""
    first = problem.errors[0]
    if problem.kind == "value_error":  # a validator says what was expected
        return f"{first['ctx']['error']}, received {written(first['input'])}"
    *others, last = dict.fromkeys(_expected(error) for error in problem.errors)
    expected = f"{', '.join(others)} or {last}" if others else last
    return f"expected {expected}, received {written(first['input'])}"


def _expected(error: ErrorDetails) -> str:
    """Return what was expected; in pydantic's words for a type of error that is not listed."""
    if error["type"] in EXPECTED:
        return EXPECTED[error["type"]].format(**error.get("ctx", {}))
    return error["msg"].removeprefix("Input should be ").removeprefix("Value should ")


def _keys(model: type[BaseModel], place: Place, table: Table) -> tuple[str, list[str]]:
    """Return the innermost table with keys of its own on the way to a place: what to call it, and its keys."""
    models: tuple[type[BaseModel], ...] = (model,)
    at = 0
    for n, part in enumerate(place):
        inner = tuple(
            found
            for outer in models
            for name, field in outer.model_fields.items()
            if name == part
            for found in _models(field.annotation)
        )
        if inner:
            models, at = inner, n + 1
        elif isinstance(part, int) and at == n:  # an item of a list of tables
            at = n + 1
    keys = list(dict.fromkeys(key for found in models for key in found.model_fields))
    return (_dotted(place[:at]), keys) if at else (table.title, [*table.beside, *keys])


def _models(annotation: Any) -> tuple[type[BaseModel], ...]:
    """Return the models inside a type: `tuple[MlpCase, ...]` holds `MlpCase`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    return tuple(found for argument in get_args(annotation) for found in _models(argument))


def _closest(name: str, valid: Iterable[str]) -> str:
    return next(iter(get_close_matches(name.lower(), list(valid), n=1)), "")
