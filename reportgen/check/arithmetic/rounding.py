"""What rounding leaves open: of decimal operands, and of quotients that are counts."""

from collections.abc import Iterator
from fractions import Fraction

from reportgen.arithmetic import Expression, Quotient
from reportgen.check.numbers.exact import Written, exact, fraction, leaves, parts, with_leaf


def slack(expression: Expression) -> Fraction:
    """Return how far the rounding of its decimal operands can move an expression's value."""
    base = exact(expression)
    if base is None:
        return Fraction(0)
    moved, numbers = Fraction(0), list(leaves(expression))
    for number in {number for number in numbers if not isinstance(number, int)}:
        other = expression
        for index, leaf in enumerate(numbers):
            if leaf == number:
                other = with_leaf(other, index, number + float(unit(number)) / 2)
        value = exact(other)
        moved += abs(value - base) if value is not None else 0
    return moved


def unit(number: float) -> Fraction:
    """Return the unit of the last digit of a decimal number."""
    if isinstance(number, Written):
        return fraction(number.step)
    exponent = Fraction(repr(number)).limit_denominator(10**25).denominator
    power = 1
    while power < exponent:
        power *= 10
    return Fraction(1, power)


def floored(expression: Expression) -> Iterator[Fraction]:
    """Yield the values with every quotient made whole."""
    if not divides(expression):
        return
    for divide in (
        lambda a, b: Fraction(a // b),
        lambda a, b: Fraction(-(-a // b)),
        lambda a, b: Fraction(round(a / b)),
    ):
        value = exact(expression, divide)
        if value is not None:
            yield value


def divides(expression: Expression) -> bool:
    """Tell whether an expression has a quotient."""
    if isinstance(expression, int | float):
        return False
    return isinstance(expression, Quotient) or any(divides(part) for part in parts(expression))


def zeros(number: Fraction) -> int:
    """Return the power of ten that a whole number is a multiple of."""
    power = 1
    while number.denominator == 1 and number and number % (power * 10) == 0:
        power *= 10
    return power
