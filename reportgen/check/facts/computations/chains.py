"""Equations found among the signs of a text: where each side begins and ends, and whether that is certain."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from reportgen.arithmetic import Expression, Product, Quotient, Sum
from reportgen.check.facts.computations.edges import certain_end, certain_start
from reportgen.check.facts.computations.reading import LONGEST, Readings, read
from reportgen.check.facts.computations.tokens import Token
from reportgen.check.facts.computations.units import changes_result, ends_with_label, neutral
from reportgen.check.numbers.exact import exact, parts

_MOST_SKIPPED = 4
_MOST_SIDES = 24


class Part(NamedTuple):
    """A side of an equation: signs `first` to `last` (excluded) of the text.

    Attributes:
        first: the index of its first sign.
        last: the index after its last sign.
        readings: what it can mean.
        whole: whether it is certain where it begins and ends.
        about: whether an `≈` stands before it.
        begins: whether it is the first of its chain.
    """

    first: int
    last: int
    readings: Readings
    whole: bool
    about: bool = False
    begins: bool = False


def chains(signs: Sequence[Token], prose: bool) -> Iterator[tuple[Part, ...]]:
    """Yield the chains of equal sides `a = b = c` of a text.

    Args:
        signs: of the text.
        prose: whether lines end where the page does, so that a sentence goes on in the next.
    """
    for segment in _segments(signs, prose):
        equals = [index for index in segment if signs[index].kind == "equals"]
        if equals and any(signs[index].kind in {"operator", "fraction"} for index in segment):
            yield from _chains(signs, segment, equals, prose)


def _segments(signs: Sequence[Token], prose: bool) -> Iterator[range]:
    """Yield the stretches of signs between breaks."""
    start = 0
    for index, token in enumerate(signs):
        if token.kind == "break" and not _goes_on(signs, index, prose):
            yield range(start, index)
            start = index + 1
    yield range(start, len(signs))


def _goes_on(signs: Sequence[Token], index: int, prose: bool) -> bool:
    """Tell whether a computation runs over a line's end."""
    if signs[index].text != "\n" or not 0 < index < len(signs) - 1:
        return False
    before, after = signs[index - 1], signs[index + 1]
    if before.kind in {"operator", "equals", "open"} or after.kind in {"equals", "close"}:
        return True
    if after.kind == "operator" and after.text in {"+", "*", "/"}:
        return before.kind in {"number", "close", "word"} and index + 2 < len(signs) and signs[index + 2].kind != "word"
    return prose and before.kind in {"word", "number"} and _unit_and_operator(signs, index + 1)


def _unit_and_operator(signs: Sequence[Token], index: int) -> bool:
    """Tell whether a line begins with the unit of a number at the end of the line before: `neurons + 100 biases`."""
    for token in signs[index : index + 4]:
        if token.kind != "word":
            return token.kind == "operator" and token.text in {"+", "*", "/"} and token is not signs[index]
    return False


def _chains(signs: Sequence[Token], segment: range, equals: list[int], prose: bool) -> Iterator[tuple[Part, ...]]:
    """Read the sides of a segment; one that is not understood as a whole may end one chain and begin another."""
    kept = _kept(signs, segment)
    bounds = [segment.start, *(index + 1 for index in equals)]
    ends = [*equals, segment.stop]
    chain: list[Part] = []
    for number, (start, end) in enumerate(zip(bounds, ends, strict=True)):
        about = number > 0 and signs[start - 1].text == "≈"
        if start == end:  # `= ≈`, `=` at the end
            continue
        last = number == len(equals)
        head = _head(signs, kept, start, end, about) if number else None
        if head is not None:
            if chain and not _linked(signs[start - 1], chain[-1], head):
                yield from _complete(chain)
                chain = []
            label = bool(chain) and not last and head.last >= end and ends_with_label(signs[head.first : end])
            chain.append(head._replace(whole=head.whole and not label, begins=not chain))
            if label and not _computes([head]):  # `784 * 100 + 100 = 78500 Output = 1010`
                yield from _complete(chain)
                chain = []
                continue
        if last or (head is not None and head.last >= end and len(chain) < _MOST_SIDES):
            continue
        yield from _complete(chain)
        tail = _tail(signs, kept, max(start, kept[0]) if kept else start, end, prose)
        chain = [tail] if tail is not None else []
    yield from _complete(chain)


def _kept(signs: Sequence[Token], segment: range) -> list[int]:
    """Return the signs of a segment without ends of lines and the number of an item: `1)`, `a)`."""
    kept = [index for index in segment if signs[index].kind != "break"]
    label = len(kept) > 2 and signs[kept[0]].kind in {"number", "word"} and signs[kept[1]].text == ")"
    return kept[2:] if label and len(signs[kept[0]].text) < 3 else kept


def _complete(chain: list[Part]) -> Iterator[tuple[Part, ...]]:
    """Yield a chain that computes something."""
    if len(chain) > 1 and _computes(chain):
        yield tuple(chain)


def _computes(chain: Sequence[Part]) -> bool:
    return any(not isinstance(reading, int | float) for part in chain for reading in part.readings.proper)


def _linked(equals: Token, left: Part, right: Part) -> bool:
    """Tell whether a sign means that what follows is the value of what stands before it.

    Words and arrows may mean something else; then only equal values tell.
    """
    if equals.text in {"=", "==", "≈"}:
        return True
    if not _computes([left]):
        return False
    if equals.text == "gives" or _values(left) & _values(right):
        return True
    explicit = any(_kinds(reading) & {Sum, Product, Quotient} for reading in left.readings.proper)
    if equals.text == "⇒":
        return explicit and not _computes([right])
    return equals.text == "→" and any({Sum, Product} <= _kinds(reading) for reading in left.readings.proper)


def _values(part: Part) -> set[Fraction]:
    return {value for reading in part.readings.proper if (value := exact(reading)) is not None}


def _kinds(expression: Expression) -> set[type]:
    """Return which operations an expression has."""
    if isinstance(expression, int | float):
        return set()
    return {type(expression)}.union(*(_kinds(part) for part in parts(expression)))


def _head(signs: Sequence[Token], kept: list[int], start: int, end: int, about: bool) -> Part | None:
    """Read a side from its beginning."""
    indices = kept[bisect_left(kept, start) : bisect_left(kept, end)][: LONGEST + _MOST_SKIPPED + 1]
    skipped = 0
    while skipped < min(_MOST_SKIPPED, len(indices)) and neutral(signs[indices[skipped]]):
        skipped += 1
    indices = indices[skipped:]
    found = read([signs[index] for index in indices[: LONGEST + 1]])
    if found is None:
        return None
    last = indices[found.end] if found.end < len(indices) else end
    whole = certain_end(signs, indices[found.end - 1], last) and not _changed(signs, indices[: found.end])
    return Part(indices[0], last, found, whole, about)


def _changed(signs: Sequence[Token], indices: Sequence[int]) -> bool:
    """Tell whether the words after the last number of a side change its value: `29.16 KB`."""
    for index in reversed(indices):
        if signs[index].quantity:
            return False
        if signs[index].kind == "word" and changes_result(signs[index]):
            return True
    return False


def _tail(signs: Sequence[Token], kept: list[int], start: int, end: int, prose: bool) -> Part | None:
    """Read a side up to its end: from the earliest sign from which all can be understood."""
    indices = kept[max(bisect_left(kept, start), bisect_left(kept, end) - LONGEST) : bisect_left(kept, end)]
    if indices and signs[indices[-1]].kind == "open":  # `3625 (= 144 * 25 + 25)`
        end = indices.pop()
    for offset, index in enumerate(indices):
        if not _may_begin(signs, indices, offset):
            continue
        found = read([signs[i] for i in indices[offset:]])
        if found is not None and found.end == len(indices) - offset:
            part = Part(index, end, found, certain_start(signs, start, index, prose), begins=True)
            return _also(signs, indices, offset, part)
    return None


def _also(signs: Sequence[Token], indices: list[int], offset: int, part: Part) -> Part:
    """Add the readings of a first side whose first sign may not belong to it.

    `-5` may begin with a bullet, `2 - 10 * 100` and `2 (10 * 100)` with a label's number; a lone number may be a label.
    """
    first, rest = signs[indices[offset]], [signs[index] for index in indices[offset + 1 : offset + 3]]
    dash = signs[indices[0]]
    if offset == 1 and dash.text == "-" and dash.end == first.start:
        return _merged(part, signs, indices)._replace(whole=True)
    if all(isinstance(reading, int | float) for reading in part.readings.proper):
        return part._replace(whole=part.whole and len(indices) == 1)
    if first.kind == "number" and len(first.text) < 3 and len(rest) == 2 and rest[0].text == "-":
        return _merged(part, signs, indices[offset + 2 :]) if rest[1].start > rest[0].end else part
    if first.kind == "number" and rest and rest[0].kind == "open":
        return _merged(part, signs, indices[offset + 1 :])
    return part


def _merged(part: Part, signs: Sequence[Token], indices: list[int]) -> Part:
    """Add the readings of other signs, if these can be read to their end."""
    found = read([signs[index] for index in indices])
    if found is None or found.end != len(indices):
        return part
    new = tuple(reading for reading in found.proper if reading not in part.readings.proper)
    return part._replace(readings=Readings((*part.readings.proper, *new), part.readings.loose, part.readings.end))


def _may_begin(signs: Sequence[Token], indices: list[int], offset: int) -> bool:
    """Tell whether an expression may begin at a sign: an operand that no operator binds to what stands before."""
    if signs[indices[offset]].kind not in {"number", "open", "fraction"}:
        return False
    if offset == 0:
        return True
    before = signs[indices[offset - 1]]
    if before.kind == "operator":
        dash = before.text == "-" and (offset < 2 or signs[indices[offset - 2]].kind == "word")
        bullet = offset == 1 and before.text in {"*", "+"}
        return dash or bullet
    return before.kind != "fraction"
