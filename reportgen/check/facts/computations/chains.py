"""Equations found among the signs of a text: where each side begins and ends, and whether that is certain."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen.arithmetic import Expression, Product, Quotient, Sum
from reportgen.check.facts.computations.sides import Part, begun, ended, split
from reportgen.check.facts.computations.spoken import says_result
from reportgen.check.facts.computations.tokens import Token
from reportgen.check.facts.computations.units import ends_with_label
from reportgen.check.numbers.exact import exact, parts

_MOST_SIDES = 12


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
        head = begun(signs, kept, start, end, about) if number else None
        if head is not None:
            below = start > 1 and signs[start - 2].text == "\n"
            if chain and not _linked(signs, start - 1, chain[-1], head, below):
                yield from _complete(signs, chain)
                chain = []
            if chain and (both := _apart(signs, chain[-1], head, only_words=len(chain) == 1)):
                yield from _complete(signs, [*chain[:-1], both[0]])
                chain = [both[1]]
            label = head.last >= end and not last and _names_the_next(signs, head.first, end)
            label &= bool(chain) or not _computes([head])
            chain.append(head._replace(whole=head.whole and not label, begins=not chain))
            if label and len(chain) > 1 and not _computes([head]):  # `784 * 100 + 100 = 78500 Output = 1010`
                yield from _complete(signs, chain)
                chain = []
                continue
        if last or (head is not None and head.last >= end and len(chain) < _MOST_SIDES):
            continue
        yield from _complete(signs, chain)
        tail = ended(signs, kept, max(start, kept[0]) if kept else start, end, prose)
        chain = [tail] if tail is not None else []
    yield from _complete(signs, chain)


def _apart(signs: Sequence[Token], part: Part, result: Part, only_words: bool) -> tuple[Part, Part] | None:
    """Take a side apart if it is a result and then another computation: `= 117 600 plus 300 * 10 + 10 = 3 010`.

    A side that nothing stands before is such only if a word adds.
    """
    onward = split(signs, result, only_words=True)  # ... and on again: `= 117 600 plus 300 * 10 + 10 = 3 010 plus 7`
    results = _values(onward[0] if onward else result)
    if (_computes([result]) and not onward) or not _computes([part]) or _values(part) & _values(result):
        return None
    both = split(signs, part, only_words)
    return both if both and _values(both[1]) & results else None


def _names_the_next(signs: Sequence[Token], start: int, end: int) -> bool:
    return signs[end].text == "=" and ends_with_label(signs[start:end])


def _kept(signs: Sequence[Token], segment: range) -> list[int]:
    """Return the signs of a segment without ends of lines and the number of an item: `1)`, `a)`."""
    kept = [index for index in segment if signs[index].kind != "break"]
    label = len(kept) > 2 and signs[kept[0]].kind in {"number", "word"} and signs[kept[1]].text == ")"
    return kept[2:] if label and len(signs[kept[0]].text) < 3 else kept


def _complete(signs: Sequence[Token], chain: list[Part]) -> Iterator[tuple[Part, ...]]:
    """Yield a chain that computes something; where a word adds to a result, it is uncertain what the sum is of."""
    if len(chain) > 1 and _computes(chain):
        added = {number for number in range(1, len(chain)) if split(signs, chain[number], only_words=True)}
        yield tuple(part._replace(whole=part.whole and number not in added) for number, part in enumerate(chain))


def _computes(chain: Sequence[Part]) -> bool:
    return any(not isinstance(reading, int | float) for part in chain for reading in part.readings.proper)


def _linked(signs: Sequence[Token], at: int, left: Part, right: Part, below: bool) -> bool:
    """Tell whether a sign means that what follows is the value of what stands before it.

    Words and arrows may mean something else, and so may a sign below a line that has its result; then only equal
    values tell.
    """
    equals = signs[at]
    if below and not _computes([left]):
        return bool(_values(left) & _values(right))
    if equals.text in {"=", "==", "≈"}:
        return True
    if not _computes([left]):
        return False
    if _values(left) & _values(right):
        return True
    if equals.text == "gives":
        own, other = range(left.first, at), range(right.first, right.last)
        return says_result(signs, own, other, _values(left), _values(right))
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
