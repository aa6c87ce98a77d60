"""Other edges that a side may have: a number beside it belongs to it, or one of another column was taken in."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen.arithmetic import Expression, Sum
from reportgen.check.facts.computations.reading import read
from reportgen.check.facts.computations.tokens import Token
from reportgen.check.numbers import numerals
from reportgen.check.numbers.exact import exact, fraction
from reportgen.check.stated import Quantity, Reading

_LARGE = 1000
_LONGEST = 7


def multiplied(expression: Expression, numbers: Sequence[float]) -> Iterator[Fraction]:
    """Yield the values of an expression, or its first term, times one or two numbers that stand before it.

    A large one may be what it adds to.
    """
    value = exact(expression)
    if value is None:
        return
    for number in {fraction(number) for number in numbers}:
        ways = times(expression, number)
        if number >= _LARGE:
            ways.append(number + value)
        yield from ways
        yield from (fraction(other) * way for other in numbers for way in ways)


def times(expression: Expression, number: Fraction) -> list[Fraction]:
    """Return the values of an expression, or of its first term alone, times a number."""
    value = exact(expression)
    first = exact(expression.terms[0]) if isinstance(expression, Sum) else None
    if value is None:
        return []
    return [number * value] if first is None else [number * value, value + (number - 1) * first]


def cut(number: Token) -> Iterator[tuple[Token, Token]]:
    """Yield the two numbers that one with spaces may be: `100 784` in `100 784 * 100 + 100 = 78 500`."""
    groups = number.text.split(" ") if number.quantity else []
    if not all(group.isdecimal() for group in groups[:-1]) or not numerals(groups[-1] if groups else ""):
        return
    for at in range(1, len(groups)):
        yield _of(number, groups[:at]), _of(number, groups[at:])


def _of(number: Token, groups: list[str]) -> Token:
    """Return the number that some groups of digits are; only the last group may have decimals."""
    last = numerals(groups[-1])[0].readings[0]
    value = int("".join(groups[:-1])) * 1000 + last.value if groups[1:] else last.value
    text = " ".join(groups)
    return number._replace(text=text, quantity=Quantity(text, number.start, number.end, (Reading(value, last.step),)))


def continued(signs: Sequence[Token], index: int) -> Iterator[Fraction]:
    """Yield the number that two around a break may be: `78` at the end of a line and `500` on the next."""
    if 0 < index < len(signs) - 1 and signs[index].kind == "break":
        digits = signs[index - 1].text + signs[index + 1].text
        if digits.isdecimal() and len(digits) < _LONGEST:
            yield Fraction(int(digits))


def apart(side: Sequence[Token]) -> Iterator[Fraction]:
    """Yield the values of a right side that is only a part of its first number, or begins with the other part."""
    for one, other in cut(side[0]):
        for signs in ([one], [other, *side[1:]]):
            found = read(signs)
            value = exact(found.proper[0]) if found else None
            if value is not None:
                yield value
