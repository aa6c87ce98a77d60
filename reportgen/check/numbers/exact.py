"""Exact values of written expressions, within bounds: nothing that a text can hold makes them slow."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache

from reportgen.arithmetic import Expression, Product, Quotient, Sum

LARGEST = 10**16
_MOST_PARTS = 10**30
"""The smallest value is one divided by this."""

Divide = Callable[[Fraction, Fraction], Fraction]


class Written(float):
    """A decimal number whose last digits are zeros: 3.100 is as exact as 3.104.

    Attributes:
        step: the unit of its last digit.
    """

    __slots__ = ("step",)
    step: float

    def __new__(cls, value: float, step: float) -> "Written":
        """Return a number with the unit of its last digit."""
        number = super().__new__(cls, value)
        number.step = step
        return number

    def __neg__(self) -> "Written":
        """Return the number with the other sign, as exact as it was."""
        return Written(-float(self), self.step)


def exact(expression: Expression, divide: Divide = Fraction.__truediv__) -> Fraction | None:
    """Return the exact value; None beyond the bounds and for a division by zero.

    Args:
        expression: decimals are meant as written: 0.1 is a tenth.
        divide: how a quotient is taken, if not exactly.
    """
    try:
        return Fraction(_exact(expression, divide))
    except (ZeroDivisionError, OverflowError, ValueError, RecursionError):
        return None


def _exact(expression: Expression, divide: Divide) -> int | Fraction:
    """Return the value; whole numbers stay integers, which are many times faster."""
    found: int | Fraction
    if isinstance(expression, int):
        return _bounded(expression)
    if isinstance(expression, float):
        return _bounded(fraction(expression))
    if isinstance(expression, Sum):
        found = 0
        for term in expression.terms:
            found += _exact(term, divide)
        return _bounded(found)
    if isinstance(expression, Product):
        found = 1
        for factor in expression.factors:
            found = _bounded(found * _exact(factor, divide))
        return found
    above, below = _exact(expression.numerator, divide), _exact(expression.denominator, divide)
    return _bounded(divide(Fraction(above), Fraction(below)))


def _bounded(found: int | Fraction) -> int | Fraction:
    above, below = abs(found.numerator), found.denominator
    if above > LARGEST * below or (above and above * _MOST_PARTS < below):
        raise OverflowError
    return found


@lru_cache(maxsize=4096)
def fraction(number: float) -> Fraction:
    """Return a written number exactly: 0.1 is a tenth."""
    return Fraction(number) if isinstance(number, int) else Fraction(repr(number))


def leaves(expression: Expression) -> Iterator[float]:
    """Yield the numbers of an expression, from left to right."""
    if isinstance(expression, int | float):
        yield expression
        return
    for part in parts(expression):
        yield from leaves(part)


def parts(expression: Sum | Product | Quotient) -> tuple[Expression, ...]:
    """Return what an expression is made of."""
    if isinstance(expression, Sum):
        return expression.terms
    return expression.factors if isinstance(expression, Product) else (expression.numerator, expression.denominator)


def with_leaf(expression: Expression, index: int, number: Expression) -> Expression:
    """Return an expression with its leaf at an index (from the left) replaced."""
    if isinstance(expression, int | float):
        return number if index == 0 else expression
    changed: list[Expression] = []
    for part in parts(expression):
        size = sum(1 for _ in leaves(part))
        changed.append(with_leaf(part, index, number) if 0 <= index < size else part)
        index -= size
    return rebuilt(expression, tuple(changed))


def rebuilt(expression: Sum | Product | Quotient, found: tuple[Expression, ...]) -> Expression:
    """Return an expression of the same kind made of other parts."""
    if isinstance(expression, Sum):
        return Sum(found)
    return Product(found) if isinstance(expression, Product) else Quotient(found[0], found[1])
