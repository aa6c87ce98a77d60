"""Whether two sides of an equation agree, in one of their readings: exactly, rounded, as percentages, with floors.

A value that a report shows is right if it can have come out of the computation before it: 0.979 for 0.9794, 469 batches
for 60000 / 128, 3 for 7 / 2 where a size is meant.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from reportgen.arithmetic import Expression, Product, Quotient, Sum
from reportgen.check.numbers.exact import exact, fraction, leaves, parts
from reportgen.check.stated import Side

Agreement = Literal[
    "equal", "rounded", "scaled", "floored", "running", "operands", "coarse", "notation", "slip", "none"
]
"""How two sides agree: `running` means that the right side only begins with the left one's value and then goes on;
`operands` that the operands' own rounding explains the difference; `coarse` that only a wide rounding does; `notation`
that a reading against the rules is right; `slip` that the last digit is off by one."""

_FACTORS = (1000, 1024, 1024**2, 1000**2, 60, 3600, 8, 100)
_NARROW = Fraction(1, 20)
_NEAR = Fraction(1, 50)
_FAR = Fraction(1, 10)


class Shown(NamedTuple):
    """One reading of a number that a report gives as a result: its value, and the unit of its last digit."""

    value: Fraction
    step: Fraction
    scaled: bool = False


def agreement(left: Side, right: Side) -> Agreement:
    """Tell how two neighbouring sides agree; `none` if they do not in any reading."""
    if left.quantity and not right.quantity:
        found = _against(right, left)
    elif right.quantity:
        found = _against(left, right)
    else:
        found = _expressions(left, right)
    if found in {"none", "slip", "coarse", "notation"} and runs_on(left, right):
        return "running"
    return found


def values(side: Side) -> tuple[Fraction, ...]:
    """Return the exact values of a side's readings."""
    return tuple(value for expression in side.expressions if (value := exact(expression)) is not None)


def shown(side: Side) -> Iterator[Shown]:
    """Yield the readings of a number; of a percentage also as a share of one."""
    if side.quantity is None:
        return
    for reading in side.quantity.readings:
        value, step = fraction(reading.value), fraction(reading.step)
        yield Shown(value, step)
        if side.quantity.percent or 1 < value <= 100:
            yield Shown(value / 100, step / 100, scaled=True)


def runs_on(left: Side, right: Side) -> bool:
    """Tell whether the right side begins with the value so far and adds to it: `784 * 100 = 78400 + 100 = 78500`."""
    if right.quantity:
        return False
    firsts = {
        fraction(first) for expression in right.expressions if (first := next(leaves(expression), None)) is not None
    }
    return not firsts.isdisjoint(values(left))


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
    exponent = Fraction(repr(number)).limit_denominator(10**25).denominator
    power = 1
    while power < exponent:
        power *= 10
    return Fraction(1, power)


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


def _against(computed: Side, result: Side) -> Agreement:
    """Compare a computation with the number given for it."""
    about = result.about or bool(result.quantity and result.quantity.about)
    numbers = tuple(shown(result))
    found = [_one(expression, number, about) for number in numbers for expression in computed.expressions]
    against_the_rules = [_one(expression, number, False) for number in numbers for expression in computed.loose]
    if not {"equal", "rounded", "scaled"}.isdisjoint(against_the_rules):
        found.append("notation")
    best: Agreement = min(found, key=_ORDER.index, default="none")
    in_other_units = best == "none" and not result.whole and _in_other_units(computed, result)
    return "scaled" if in_other_units else best


_ORDER: tuple[Agreement, ...] = (
    "equal", "rounded", "scaled", "floored", "operands", "running", "notation", "coarse", "slip", "none",
)  # fmt: skip


def _one(expression: Expression, number: Shown, about: bool) -> Agreement:
    value = exact(expression)
    if value is None:
        return "none"
    difference = abs(value - number.value)
    if difference == 0:
        return "scaled" if number.scaled else "equal"
    if number.scaled and value > 2:
        return "none"
    decimal = number.step < 1
    if difference < number.step and (number.step != 1 or value.denominator != 1):
        return "rounded"
    if any(rounded == number.value for rounded in _floored(expression)):
        return "floored"
    if number.value == 0 or value == 0:
        return "none"
    if about or _zeros(number.value) >= 100:
        coarse = _coarse(value, number, about)
        if coarse != "none":
            return coarse
    wide = slack(expression)
    if wide and difference <= wide + (number.step if decimal else 0):
        return "operands" if wide <= _NARROW * abs(value) else "coarse"
    if wide and difference <= 2 * wide + number.step:
        return "coarse"
    return "slip" if decimal and difference <= number.step * 3 / 2 else "none"


def _floored(expression: Expression) -> Iterator[Fraction]:
    """Yield the values with every quotient made whole."""
    if not _divides(expression):
        return
    for divide in (
        lambda a, b: Fraction(a // b),
        lambda a, b: Fraction(-(-a // b)),
        lambda a, b: Fraction(round(a / b)),
    ):
        value = exact(expression, divide)
        if value is not None:
            yield value


def _divides(expression: Expression) -> bool:
    if isinstance(expression, int | float):
        return False
    return isinstance(expression, Quotient) or any(_divides(part) for part in parts(expression))


def _zeros(number: Fraction) -> int:
    """Return the power of ten that a whole number is a multiple of."""
    power = 1
    while number.denominator == 1 and number and number % (power * 10) == 0:
        power *= 10
    return power


def _coarse(value: Fraction, number: Shown, about: bool) -> Agreement:
    """Judge a result that is said to be rounded, or looks it: few significant digits."""
    result = number.value
    error, unit_ = abs(value - result), max(number.step, Fraction(_zeros(result) if number.step >= 1 else 0))
    if about and (error < unit_ or error <= _NEAR * abs(value)):
        return "rounded"
    if about and error <= _FAR * abs(value):
        return "coarse"
    significant = abs(result) / unit_
    looks_rounded = significant < 100 or (significant < 1000 and abs(result) >= 100_000)
    return "coarse" if looks_rounded and error * 2 <= unit_ and error <= _NEAR * abs(value) else "none"


def _in_other_units(computed: Side, result: Side) -> bool:
    """Tell whether a result is right in thousands, kilobytes, minutes: its unit follows it."""
    return any(
        abs(value / factor - number.value) < number.step
        for value in values(computed)
        for number in shown(result)
        for factor in _FACTORS
    )


def _expressions(left: Side, right: Side) -> Agreement:
    """Compare two computations."""
    if not set(values(left)).isdisjoint(values(right)):
        return "equal"
    for one in left.expressions:
        for other in right.expressions:
            a, b = exact(one), exact(other)
            if a is None or b is None:
                continue
            wide = slack(one) + slack(other)
            if wide and abs(a - b) <= wide:
                return "operands" if wide <= _NARROW * abs(a) else "coarse"
            if any(value in {b, *_floored(other)} for value in _floored(one)) or a in _floored(other):
                return "floored"
    loose = {exact(expression) for expression in (*left.loose, *right.loose)}
    return "notation" if loose & {*values(left), *values(right)} - {None} else "none"
