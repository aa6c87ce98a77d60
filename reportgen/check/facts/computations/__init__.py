"""Written computations of a report, `784 * 100 + 100 = 78500`, in prose, lists, tables, formulas, code and outputs."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from reportgen.check.facts.computations.chains import chains
from reportgen.check.facts.computations.sides import Part
from reportgen.check.facts.computations.tables import columns
from reportgen.check.facts.computations.tokens import Token, tokens
from reportgen.check.patterns import regex
from reportgen.check.reading.limits import COMPUTATIONS
from reportgen.check.stated import Computation, Quantity, Reading, Side
from reportgen.check.submission import Block, Place, Submission

_LONGEST = 40_000
_MOST_LETTERS = 200_000
"""Of a block no more letters are read, of a report no more letters of lines with equations."""
_AROUND = 2
_DIGIT = regex(r"[0-9]")
_EQUALS = regex(
    r"(?<![=<>!])={1,2}(?![=])|[≈≃≅≒∼→⟶⇒⟹➔➜➡]|[=~-][>~]|~=|\s~ ?[0-9]"
    r"|\\(?:approx|sim|cong|[Rr]ight|[Ll]ong|to\b|implies)"
    r"|\b(?:donne|gives?|gets?|makes|equals?|soit|fait|font|vaut|giving|donnant|obtient|is|est|so|donc"
    r"|thus|hence|[ée]gale?s?)\b[^0-9\n]{0,24}[0-9]",
    re.IGNORECASE,
)
_OPERATOR = regex(
    r"(?<![eE])(?:[*×·⋅∗•∙✕✖⨉+＋/÷∕⁄^−–-]|Ã[—\x97]|[xX]|&times;|\\(?:times|cdot|ast|div)|fois|times|plus)[\s$({\[\\*_-]{0,4}[0-9.]"
    r"|\\[dtc]?frac|[²³⁰-⁹⌊]"
)
_GOES_ON = regex(r"\s{0,20}(?:[+*×·/÷=≈−–]|-\s)\s{0,3}[0-9(]")
_FACTOR = regex(r"\s{0,20}(?:[×÷/]|\\times|[xX]\s)\s{0,3}[0-9(]")
"""What begins so goes on with a product of the line before; other signs may be bullets."""
_SIGN = regex(r"\s{0,20}[*+·•∙-]\s{0,3}[0-9(]")
_WRAPPED = regex(r".{40,}[0-9)]\s*$")
"""A long line that a number ends: a sign on the next may go on with it."""
_PROSE = {"paragraph", "item", "caption"}


def find(submission: Submission) -> tuple[Computation, ...]:
    """Find all computations that are understood, in order; of a text without end only those at its beginning."""
    found: list[Computation] = []
    left = _MOST_LETTERS
    for block in submission.blocks:
        if block.kind in {"header", "figure"}:
            continue
        text = block.text[:_LONGEST]
        pieces = tuple(_pieces(text))
        left -= sum(len(piece) for _, piece in pieces)
        if left < 0 or len(found) > COMPUTATIONS:
            break
        if block.kind == "table" and block.cells:
            found += _in_cells(block)
        else:
            inside = list(_in_text(text, pieces, block, block.kind in _PROSE))
            if inside and _goes_on(text, _before(block, submission)):
                inside[0] = _open_begun(inside[0], block.place.first)
            if inside and _GOES_ON.match(_after(block, submission)):
                inside[-1] = _open_ended(inside[-1], block.place.last)
            found += inside
    return tuple(found[:COMPUTATIONS])


def _goes_on(text: str, before: str) -> bool:
    """Tell whether a block may go on with a computation of the line before, whose sign is taken for a bullet."""
    bullets = text.lstrip()[:1] == before.lstrip()[:1]
    wrapped = _SIGN.match(text) and _WRAPPED.match(before) and not bullets
    return _FACTOR.match(text) is not None or bool(wrapped)


def _before(block: Block, submission: Submission) -> str:
    return submission.lines[block.place.first - 1].text if block.place.first else ""


def _after(block: Block, submission: Submission) -> str:
    """Return the line after a block; readers of PDFs take a line that begins with a sign for an item."""
    following = block.place.last + 1
    return submission.lines[following].text if following < len(submission.lines) else ""


def _open_begun(computation: Computation, first: int) -> Computation:
    """Take the beginning of a computation on the first line of its block for uncertain: the line before has it."""
    side, *after = computation.sides
    certain = side.whole and side.place is not None and side.place.first > first
    return replace(computation, sides=(replace(side, whole=certain), *after))


def _open_ended(computation: Computation, last: int) -> Computation:
    """Take the end of a computation on the last line of its block for uncertain: the next line goes on with it."""
    *before, side = computation.sides
    return replace(
        computation,
        sides=(*before, replace(side, whole=side.whole and side.place is not None and side.place.last < last)),
    )


def _in_cells(block: Block) -> Iterator[Computation]:
    """Find the computations of a table: within a cell, or in one cell with the result in another."""
    for row, place in zip(block.cells, block.rows, strict=False):
        for cell in row:
            yield from _in_text(cell, _pieces(cell), Block("paragraph", place, ""), prose=False)
    yield from columns(block)


def _in_text(text: str, pieces: Iterable[tuple[int, str]], block: Block, prose: bool) -> Iterator[Computation]:
    lines: _Lines | None = None
    for start, piece in pieces:
        lines = lines or _Lines(block.place.first, [at for at, sign in enumerate(text) if sign == "\n"])
        found = tokens(piece)
        for chain in chains(found, prose):
            sides = tuple(_side(piece, found, part, lines, start) for part in chain)
            first, last = found[chain[0].first].start, found[chain[-1].last - 1].end
            yield Computation(lines.at(start + first, start + last), " ".join(piece[first:last].split()), sides)


class _Lines(NamedTuple):
    """Where the lines of a block end, so that many places in it are found fast."""

    first: int
    ends: list[int]

    def at(self, start: int, end: int) -> Place:
        """Return the lines of the characters from `start` to `end` (excluded)."""
        return Place(
            self.first + bisect_left(self.ends, start), self.first + bisect_left(self.ends, max(start, end - 1))
        )


def _side(piece: str, signs: list[Token], part: Part, lines: _Lines, offset: int) -> Side:
    start, end = signs[part.first].start, signs[part.last - 1].end
    return Side(
        " ".join(piece[start:end].split()),
        part.readings.proper,
        _quantity(signs[part.first : part.last], part),
        lines.at(offset + start, offset + end),
        part.whole,
        part.about,
        part.readings.loose,
        part.otherwise,
    )


def _quantity(signs: list[Token], part: Part) -> Quantity | None:
    """Return the number that a side is, with its sign."""
    readings = part.readings.proper if part.begins else part.readings.proper[:1]
    number = next((token.quantity for token in signs if token.quantity), None)
    if number is None or not all(isinstance(reading, int | float) for reading in readings):
        return None
    if signs[0].text != "-":
        return number
    negative = tuple(Reading(-reading.value, reading.step) for reading in number.readings)
    return replace(number, text=f"-{number.text}", readings=negative)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines around equals signs, with their offsets: most of a report has none."""
    if not _OPERATOR.search(text):
        return
    lines = text.split("\n")
    computing = [bool(_DIGIT.search(line) and _OPERATOR.search(line)) for line in lines]
    near = {
        close
        for number, line in enumerate(lines)
        if any(computing[max(0, number - _AROUND) : number + _AROUND + 1]) and _EQUALS.search(line)
        for close in range(number - _AROUND, number + _AROUND + 1)
    }
    offset, start, piece = 0, 0, list[str]()
    for number, line in enumerate(lines):
        if number in near:
            start = start if piece else offset
            piece.append(line)
        elif piece:
            yield start, "\n".join(piece)
            piece = []
        offset += len(line) + 1
    if piece:
        yield start, "\n".join(piece)
