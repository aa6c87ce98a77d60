"""Stars that a PDF lost: Markdown takes those of `784*100 + 100*10` for emphasis, and prints 784100 + 10010."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce
from math import prod
from operator import add, mul

from reportgen.arithmetic import Expression, Quotient, Sum
from reportgen.check.arithmetic.agreement import shown
from reportgen.check.numbers.exact import fraction, leaves, parts
from reportgen.check.patterns import regex
from reportgen.check.stated import Side

_OTHER_SIGN = regex(r"[×·⋅∙•✕]|[0-9)\s][xX][0-9(\s]|\\(?:times|cdot)")
_MOST = 4_000
_LONGEST = 9

Value = int | Fraction


def may_have_lost_stars(left: Side, right: Side) -> bool:
    """Tell whether two sides agree with stars between the digits of their numbers, or the right one runs on from it."""
    if _OTHER_SIGN.search(left.text + right.text):
        return False
    results = tuple(shown(right))
    rounded = (abs(value - number.value) < number.step for value in _possible(left) for number in results)
    return any(rounded) or not _possible(left).isdisjoint(_possible(right) | _firsts(right))


def larger_operand(computed: Side, result: Side) -> bool:
    """Tell whether a sum or product has an operand above its result: two operands in one, as it seems."""
    expression = computed.expressions[0]
    if result.quantity is None or _OTHER_SIGN.search(computed.text) or not _grows(expression):
        return False
    return max(leaves(expression)) > max(reading.value for reading in result.quantity.readings)


def _grows(expression: Expression) -> bool:
    """Tell whether an expression is made of sums and products of numbers, none below one."""
    if isinstance(expression, int | float):
        return expression >= 1
    return not isinstance(expression, Quotient) and all(_grows(part) for part in parts(expression))


def _possible(side: Side) -> set[Value]:
    return {value for expression in side.expressions for value in _values(expression)}


def _firsts(side: Side) -> set[Value]:
    """Return the values of the first terms of sums: results so far, where a chain runs on."""
    sums = (expression for expression in side.expressions if isinstance(expression, Sum))
    return {value for expression in sums for value in _values(expression.terms[0])}


def _values(expression: Expression) -> set[Value]:
    """Return the values that an expression can have with stars between its digits; none if there are too many."""
    if isinstance(expression, int | float):
        return _written(expression)
    found = [_values(part) for part in parts(expression)]
    join: Callable[[Value, Value], Value] = add if isinstance(expression, Sum) else mul
    if isinstance(expression, Quotient):
        found[1] = {Fraction(1) / value for value in found[1] if value}
    return reduce(lambda ones, others: _joined(ones, others, join), found)


def _joined(ones: set[Value], others: set[Value], join: Callable[[Value, Value], Value]) -> set[Value]:
    if len(ones) * len(others) > _MOST:
        return set()
    return {join(one, other) for one in ones for other in others}


def _written(number: float) -> set[Value]:
    """Return what a number may have been: itself, or a product of its digits."""
    if not isinstance(number, int):
        return {fraction(number)}
    digits = str(number)
    if not digits.isdecimal() or len(digits) > _LONGEST:
        return {number}
    return {prod(factors) for factors in _factors(digits)}


def _factors(digits: str) -> Iterator[tuple[int, ...]]:
    """Yield the ways to cut digits into numbers, none of which begins with a zero."""
    yield (int(digits),)
    for at in range(1, len(digits)):
        if digits[at] != "0":
            yield from ((int(digits[:at]), *rest) for rest in _factors(digits[at:]))
