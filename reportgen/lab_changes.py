"""Changes to a lab file from the command line: `--set mlp_raw.dataset=mnist --set training.epochs=2`."""

import tomllib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from reportgen.errors import LabError
from reportgen.lab_errors import did_you_mean, written

_HINT = "write --set SECTION.KEY=VALUE, for instance --set training.epochs=2; texts need no quotes"


def changed(raw: Mapping[str, Any], changes: Sequence[str], lab: str) -> dict[str, Any]:
    """Return what a lab file says, with some values changed.

    A change is `SECTION.KEY=VALUE`: the name of a section, or of a table of the file such as `training`, then keys,
    then a value as in the file. Keys and values are checked with the rest of the file, afterwards.

    Args:
        raw: what the file says.
        changes: applied in their order.
        lab: the lab's name, for errors.

    Raises:
        LabError: a change that is not written so, or that leads through something that is no table.
    """
    copy = deepcopy(dict(raw))
    for change in changes:
        keys, sign, text = change.partition("=")
        *way, last = (key.strip() for key in on_one_line(keys).split("."))
        if not (sign and last and all(way)):
            raise LabError(f"--set: expected SECTION.KEY=VALUE, received {written(change)}", _HINT)
        table = _table(copy, way, on_one_line(change), lab)
        table[last] = _value(text.strip())
    return copy


def on_one_line(change: str) -> str:
    """Return a change on one line, as messages and first pages tell it."""
    return " ".join(change.split())


def _table(raw: dict[str, Any], way: Sequence[str], change: str, lab: str) -> dict[str, Any]:
    """Return the table that the keys lead to."""
    sections = {str(item.get("name")): item for item in raw.get("section", []) if isinstance(item, dict)}
    place: Any = raw
    for number, key in enumerate(way):
        inside: dict[str, Any] = place if number else {**_tables(raw), **sections}
        if number:
            inside.setdefault(key, {})  # a table that may be there; its name is checked with the rest
        elif key not in inside:
            raise LabError(
                f"--set {change}: no section or table '{key}' of {lab}{did_you_mean(key, inside)}",
                f"there are: {', '.join(map(str, inside))}",
            )
        place = inside[key]
        if not isinstance(place, dict):
            raise LabError(
                f"--set {change}: '{key}' is no table; set it as a whole, to {written(place)} or the like", _HINT
            )
    found: dict[str, Any] = place
    return found


def _tables(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: item for name, item in raw.items() if isinstance(item, dict)}


def _value(text: str) -> Any:
    """Return a value as TOML reads it, or the text itself: a shell takes quotes away."""
    try:
        read = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    return read["value"] if read.keys() == {"value"} else text  # more keys: the text has lines of its own
