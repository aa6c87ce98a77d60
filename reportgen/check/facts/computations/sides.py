"""The sides of an equation: how far each reaches, and what else it may mean."""

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import takewhile
from typing import NamedTuple

from reportgen.check.facts.computations.edges import beside, certain_end, certain_start
from reportgen.check.facts.computations.otherwise import apart, continued, cut, multiplied
from reportgen.check.facts.computations.reading import LONGEST, Readings, read
from reportgen.check.facts.computations.tokens import Token, is_spoken
from reportgen.check.facts.computations.units import changes_result, in_memory, is_clause, is_command, neutral

_MOST_SKIPPED = 4
_NO_LABEL = 1000
"""No model, layer or question has such a number."""


class Part(NamedTuple):
    """A side of an equation: signs `first` to `last` (excluded) of the text.

    Attributes:
        first: the index of its first sign.
        last: the index after its last sign.
        readings: what it can mean.
        whole: whether it is certain where it begins and ends.
        about: whether an `≈` stands before it.
        begins: whether it is the first of its chain.
        otherwise: values that it has if it begins or ends elsewhere.
    """

    first: int
    last: int
    readings: Readings
    whole: bool
    about: bool = False
    begins: bool = False
    otherwise: tuple[Fraction, ...] = ()


def begun(signs: Sequence[Token], kept: list[int], start: int, end: int, about: bool) -> Part | None:
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
    otherwise = (*apart([signs[index] for index in indices[: found.end]]), *continued(signs, last))
    return Part(indices[0], last, found, whole, about, otherwise=otherwise)


def split(signs: Sequence[Token], part: Part, only_words: bool) -> tuple[Part, Part] | None:
    """Take a result and the sum that goes on from it apart: `117 600 weights` and `300 * 10 + 10`."""
    indices = [index for index in range(part.first, part.last) if signs[index].kind != "break"]
    at = next((at for at, index in enumerate(indices) if signs[index].kind == "operator"), 0)
    words = all(signs[index].kind == "word" for index in indices[1:at])
    sign = signs[indices[at]]
    if (
        not at
        or not words
        or not signs[indices[0]].quantity
        or sign.text != "+"
        or (only_words and not is_spoken(sign))
    ):
        return None
    number, rest = read([signs[indices[0]]]), read([signs[index] for index in indices[at + 1 :]])
    if number is None or rest is None or rest.end < len(indices) - at - 1:
        return None
    first = part._replace(last=indices[at], readings=number)
    return first, part._replace(first=indices[at + 1], readings=rest, about=False, begins=True)


def _changed(signs: Sequence[Token], indices: Sequence[int]) -> bool:
    """Tell whether the words after the last number of a side change its value: `784 mille`."""
    for index in reversed(indices):
        if signs[index].quantity:
            return False
        if signs[index].kind == "word" and changes_result(signs[index]) and not in_memory(signs[index]):
            return True
    return False


def ended(signs: Sequence[Token], kept: list[int], start: int, end: int, prose: bool) -> Part | None:
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
            if not part.whole and (numbers := beside(signs, start, index)):
                part = part._replace(whole=True, otherwise=tuple(multiplied(found.proper[0], numbers)))
            part = part._replace(whole=part.whole and not is_clause(_last_words(signs, indices)))
            return _also(signs, indices, offset, part)
    return None


def _last_words(signs: Sequence[Token], indices: list[int]) -> list[Token]:
    """Return the words between the last operand of a side and its end."""
    words = takewhile(lambda token: token.kind == "word", (signs[index] for index in reversed(indices)))
    return list(words)[::-1]


def _also(signs: Sequence[Token], indices: list[int], offset: int, part: Part) -> Part:
    """Add the readings of a first side whose first sign may not belong to it.

    `-5` may begin with a bullet, `2 - 10 * 100` and `2 (10 * 100)` with a label's number, `100 784 * 100` with the
    number of another column; a lone number may be a label.
    """
    first, rest = signs[indices[offset]], [signs[index] for index in indices[offset + 1 : offset + 3]]
    dash = signs[indices[0]]
    if offset == 1 and dash.text == "-" and dash.end == first.start:
        return _merged(part, [signs[index] for index in indices])._replace(whole=True)
    lone = [reading for reading in part.readings.proper if isinstance(reading, int | float)]
    if len(lone) == len(part.readings.proper):
        return part._replace(whole=part.whole and (len(indices) == 1 or lone[0] >= _NO_LABEL))
    if first.kind == "number" and len(first.text) < 3 and len(rest) == 2 and rest[0].text == "-":
        apart_ = rest[1].start > rest[0].end
        part = _merged(part, [signs[index] for index in indices[offset + 2 :]]) if apart_ else part
    for position in (*_columns(signs, indices[offset:]), *_spoken(signs, indices[offset:])):
        part = _merged(part, [signs[index] for index in indices[offset + position :]])
    for _, other in cut(first):
        part = _merged(part, [other, *(signs[index] for index in indices[offset + 1 :])])
    return part


def _columns(signs: Sequence[Token], indices: Sequence[int]) -> list[int]:
    """Return where a bracket follows a number without an operator: `14 × 14 × 9 (25 × 9 + 1) × 9`, two columns."""
    depth, found = 0, list[int]()
    for position, index in enumerate(indices):
        kind = signs[index].kind
        if kind == "open" and depth == 0 and position and signs[indices[position - 1]].kind == "number":
            found.append(position)
        depth += (kind == "open") - (kind == "close")
    return found[:_MOST_SKIPPED]


def _spoken(signs: Sequence[Token], indices: Sequence[int]) -> list[int]:
    """Return where a computation may begin after an operator in words: `235 500 plus 300 * 10 + 10 = 3 010`."""
    spoken = (at for at, index in enumerate(indices) if signs[index].kind == "operator" and is_spoken(signs[index]))
    return [at + 1 for at in spoken][:_MOST_SKIPPED]


def _merged(part: Part, side: Sequence[Token]) -> Part:
    """Add the readings of other signs, if these can be read to their end."""
    found = read(side)
    if found is None or found.end != len(side):
        return part
    new = tuple(reading for reading in found.proper if reading not in part.readings.proper)
    return part._replace(readings=Readings((*part.readings.proper, *new), part.readings.loose, part.readings.end))


def _may_begin(signs: Sequence[Token], indices: list[int], offset: int) -> bool:
    """Tell whether an expression may begin at a sign: an operand that no operator binds to what stands before."""
    if signs[indices[offset]].kind not in {"number", "open", "fraction"}:
        return False
    if offset == 0:
        return True
    if _is_argument(signs, indices, offset):
        return False
    before = signs[indices[offset - 1]]
    if before.kind == "operator":
        dash = before.text == "-" and (offset < 2 or signs[indices[offset - 2]].kind == "word")
        bullet = offset == 1 and before.text in {"*", "+"}
        return dash or bullet
    return before.kind != "fraction"


def _is_argument(signs: Sequence[Token], indices: list[int], offset: int) -> bool:
    r"""Tell whether a bracket is what a command takes, which changes its value: `\sqrt{2 * 8}`, `\binom{10}{2}`."""
    depth = 0
    for index in reversed(indices[:offset] if signs[indices[offset]].kind == "open" else ()):
        depth += (signs[index].kind == "close") - (signs[index].kind == "open")
        if depth == 0 and signs[index].kind != "open":
            return is_command(signs[index])
    return False
