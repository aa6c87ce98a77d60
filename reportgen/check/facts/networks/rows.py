"""What a line of a pasted `model.summary()` says, in any of Keras's styles and however a text extraction broke it."""

import re
from dataclasses import dataclass
from typing import Literal

from reportgen.check.facts.networks.kinds import kind_of, kind_of_piece
from reportgen.check.patterns import regex

TotalName = Literal["total", "trainable", "non_trainable", "optimizer"]

COUNT = r"\d{1,3}(?:[,.'’\u00a0\u202f]\d{3}){1,4}(?!\d)|\d{1,12}(?!\d)"
"""A whole number as Keras and students write it; spaces as separators only where a cell ends."""

_ANSI = regex(r"\x1b\[[0-9;]{0,12}m")
_BARS = regex(r"[│┃|║\t]")
_RULER = regex(r"(?:\d{1,3}(?=\s|$))?[\s_=\-─━═┏┓┗┛┡┩├┤┼┳┻┯┷╇╈└┘┌┐┬┴╋+:*.]*")
_HEADER = regex(r"layer\s{0,3}\(type\)|couche\s{0,3}\(type\)", re.IGNORECASE)
_SHAPE = regex(r"[(\[]\s?None\b((?: ?[,.;] ?\d{1,9}){0,5}) ?,? ?(\)?)")
_HEAD = regex(r"(?:\d{1,3}\s{1,8})?([^\s()]{1,80})\s{0,20}\(\s?([A-Za-z]\w{1,40})?\s?\)?")
_PLAIN_HEAD = regex(r"(?:\d{1,3}\s{1,8})?(?:([^\s()]{1,80})\s{1,60})?([A-Za-z]\w{2,40})")
_TYPE = regex(r"\(\s?(\w{2,40})\s?(?:…|\.{3}|\))|(\w{1,40})\s?\)")
_COUNT = regex(COUNT)
_SPACED = regex(r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,3}(?!\d)")
_WIRE = regex(r"([A-Za-z0-9_][\w./-]{0,80})\[\d")
_TAIL_OF_SHAPE = regex(r"\s*(\d{1,9}(?:\s?,\s?\d{1,9}){0,4})\s?\)")
_TOTAL = regex(
    r"(?P<name>non[-\s]?trainable|trainable|total|optimizer)\s{1,3}params?\s{0,3}[:=]\s{0,20}(?P<count>" + COUNT + ")"
    r"(?:\s{0,3}\((?P<size>\d{1,6}(?:[.,]\d{1,3})?)\s?(?P<unit>B|KB|MB|GB|bytes?)\))?",
    re.IGNORECASE,
)
_TOTAL_FR = regex(
    r"param(?:è|e)tres?\s(?P<name>totaux|total|(?:non[-\s])?entra(?:î|i)nables?)\s{0,3}[:=]\s{0,20}"
    r"(?P<count>" + COUNT + ")()()",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Total:
    """A total below a summary: `Total params: 7,465 (29.16 KB)`; the size as written, empty without one."""

    name: TotalName
    count: int
    size: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Row:
    """What a line holds of a row; a row may be spread over several lines.

    Attributes:
        name: of the layer; None if the line has none.
        kind: its class; None if the line does not tell.
        shape: of its output; None if the line has none.
        open: whether the shape goes on in the next line.
        parameters: None if the line has none.
        inputs: the layers that it reads.
    """

    name: str | None = None
    kind: str | None = None
    shape: tuple[int, ...] | None = None
    open: bool = False
    parameters: int | None = None
    inputs: tuple[str, ...] = ()


def clean(line: str) -> str:
    """Return a line without the signs that draw a table; cells stay apart by two spaces."""
    return _BARS.sub("  ", _ANSI.sub("", line[:400])).replace("**", "").replace("`", "").strip()


def is_ruler(text: str) -> bool:
    """Tell whether a cleaned line only draws."""
    return _RULER.fullmatch(text) is not None


def is_header(text: str) -> bool:
    """Tell whether a line is the heading of a summary."""
    return _HEADER.search(text) is not None


def whole(text: str) -> int:
    """Return a written count."""
    return int(re.sub(r"\D", "", text))


def total(text: str) -> Total | None:
    """Return the total of a line."""
    if ":" not in text and "=" not in text:
        return None
    match = _TOTAL.search(text) or _TOTAL_FR.search(text)
    if match is None:
        return None
    word = match["name"].lower()
    name: TotalName = "optimizer" if word == "optimizer" else "total"
    if "train" in word or "entra" in word:
        name = "non_trainable" if word.startswith("non") else "trainable"
    return Total(name, whole(match["count"]), match[3] or "", (match[4] or "").upper())


def row(text: str) -> Row | None:
    """Return what a cleaned line with a shape holds; None without a shape."""
    match = _SHAPE.search(text) if "None" in text else None
    if match is None:
        return None
    name, kind = _head(text[: match.start()].strip(" [(,"))
    tail = text[match.end() :].lstrip(" ])")
    shape = tuple(int(number[:9]) for number in re.findall(r"\d+", match[1])[:6])
    return Row(name, kind, shape, not match[2], _parameters(tail), _wires(tail))


def piece(text: str) -> Row | None:
    """Return what a line without a whole shape holds of a row: a name with its class, an end of a shape, a count."""
    if len(text) > 160:
        return None
    if _COUNT.fullmatch(text):
        return Row(parameters=whole(text))
    head = _HEAD.fullmatch(text)
    kind = kind_of_piece(head[2] or "") if head else None
    if head and kind:
        return Row(head[1], kind)
    part = None if _TAIL_OF_SHAPE.match(text) else _TYPE.match(text)
    end = _TAIL_OF_SHAPE.match(text, part.end() if part else 0)
    shape = tuple(int(number) for number in end[1].split(",")) if end else None
    inputs = _wires(text)
    if part and not inputs and len(text) > 40:
        return None
    return Row(None, (part[1] or part[2]) if part else None, shape, inputs=inputs) if part or end or inputs else None


def _head(text: str) -> tuple[str | None, str | None]:
    """Return the name and class before a shape; a lone word is a name whose class stands elsewhere."""
    match = _HEAD.fullmatch(text)
    if match:
        return match[1], kind_of_piece(match[2] or "") or match[2]
    plain = _PLAIN_HEAD.fullmatch(text)
    if plain and kind_of(plain[2]):
        return plain[1] or plain[2], kind_of(plain[2])
    return (text.split()[-1] if text and len(text) < 60 else None), None


def _parameters(tail: str) -> int | None:
    if "unbuilt" in tail or tail.startswith("?"):
        return None
    match = _COUNT.match(tail)
    spaced = _SPACED.fullmatch(tail.rstrip(" ])"))
    if spaced:
        return whole(spaced[0])
    return whole(match[0]) if match else None


def _wires(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match[1] for match in _WIRE.finditer(text)))
