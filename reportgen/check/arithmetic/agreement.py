"""Whether two sides of an equation agree, in one of their readings: exactly, rounded, as percentages, with floors.

A value that a report shows is right if it can have come out of the computation before it: 0.979 for 0.9794, 469 batches
for 60000 / 128, 3 for 7 / 2 where a size is meant.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from reportgen.arithmetic import Expression
from reportgen.check.arithmetic.rounding import divides, floored, slack, zeros
from reportgen.check.arithmetic.units import FACTORS, has_unit, in_memory, in_points
from reportgen.check.numbers.exact import exact, fraction, leaves
from reportgen.check.patterns import regex
from reportgen.check.stated import Side

Agreement = Literal[
    "equal", "rounded", "scaled", "floored", "running", "operands", "coarse", "notation", "slip", "none"
]
"""How two sides agree: `running` means that the right side only begins with the left one's value and then goes on;
`operands` that the operands' own rounding explains the difference; `coarse` that only a wide rounding does; `notation`
that a reading against the rules is right; `slip` that the last digit is off by one."""

_ABOUT = regex(r"\b(?:approx\w*|about|roughly|environ|approximativement)\b", re.IGNORECASE)
_NARROW = Fraction(1, 20)
_NEAR = Fraction(1, 50)
_FAR = Fraction(1, 10)


class Shown(NamedTuple):
    """One reading of a number that a report gives as a result: its value, and the unit of its last digit.

    It is scaled if it is a percentage, which is only guessed where no sign says so.
    """

    value: Fraction
    step: Fraction
    scaled: bool = False
    guessed: bool = False


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
        if side.quantity.percent or 1 < value <= 100 or in_points(side):
            yield Shown(value / 100, step / 100, scaled=True, guessed=not side.quantity.percent)


def runs_on(left: Side, right: Side) -> bool:
    """Tell whether the right side begins with the value so far and adds to it: `784 * 100 = 78400 + 100 = 78500`."""
    if right.quantity:
        return False
    firsts = {
        fraction(first) for expression in right.expressions if (first := next(leaves(expression), None)) is not None
    }
    return not firsts.isdisjoint(values(left))


def _against(computed: Side, result: Side) -> Agreement:
    """Compare a computation with the number given for it."""
    about = result.about or bool(result.quantity and result.quantity.about) or _ABOUT.search(computed.text) is not None
    numbers = tuple(shown(result))
    found = [_one(expression, number, about) for number in numbers for expression in computed.expressions]
    against_the_rules = [_one(expression, number, False) for number in numbers for expression in computed.loose]
    if not {"equal", "rounded", "scaled"}.isdisjoint(against_the_rules):
        found.append("notation")
    best: Agreement = min(found, key=_ORDER.index, default="none")
    measured = in_memory(result) or (has_unit(result) and not result.whole)
    return "scaled" if best == "none" and measured and _in_other_units(computed, result) else best


_ORDER: tuple[Agreement, ...] = (
    "equal", "rounded", "scaled", "floored", "operands", "running", "notation", "coarse", "slip", "none",
)  # fmt: skip


def _one(expression: Expression, number: Shown, about: bool) -> Agreement:
    value = exact(expression)
    if value is None:
        return "none"
    difference = abs(value - number.value)
    if number.scaled and (value > 2 or not (divides(expression) or slack(expression))):
        return "none"
    if difference == 0:
        return "scaled" if number.scaled else "equal"
    decimal = number.step < 1
    if difference < number.step and (number.step != 1 or value.denominator != 1):
        return "rounded"
    if any(rounded == number.value for rounded in floored(expression)):
        return "floored"
    if number.value == 0 or value == 0:
        return "none"
    wide = slack(expression)
    if not number.guessed and (about or zeros(number.value) >= 100):
        coarse = _coarse(value, number, about)
        if coarse != "none":
            return coarse
    if wide and difference <= wide + (number.step if decimal else 0):
        return "operands" if wide <= _NARROW * abs(value) else "coarse"
    if wide and not number.guessed and difference <= 2 * wide + number.step:
        return "coarse"
    return "slip" if decimal and difference <= number.step * 3 / 2 else "none"


def _coarse(value: Fraction, number: Shown, about: bool) -> Agreement:
    """Judge a result that is said to be rounded, or looks it: few significant digits."""
    result = number.value
    error, unit_ = abs(value - result), max(number.step, Fraction(zeros(result) if number.step >= 1 else 0))
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
        for factor in FACTORS
    )


class _Computed(NamedTuple):
    """A reading's value, how far rounding can move it, and its values with whole quotients."""

    value: Fraction
    slack: Fraction
    floored: frozenset[Fraction]


def _expressions(left: Side, right: Side) -> Agreement:
    """Compare two computations."""
    if not set(values(left)).isdisjoint(values(right)):
        return "equal"
    ones, others = _computed(left), _computed(right)
    for one in ones:
        for other in others:
            wide = one.slack + other.slack
            if wide and abs(one.value - other.value) <= wide:
                return "operands" if wide <= _NARROW * abs(one.value) else "coarse"
            if one.floored & {other.value, *other.floored} or one.value in other.floored:
                return "floored"
    loose = {exact(expression) for expression in (*left.loose, *right.loose)}
    return "notation" if loose & {*values(left), *values(right)} - {None} else "none"


def _computed(side: Side) -> tuple[_Computed, ...]:
    return tuple(
        _Computed(value, slack(expression), frozenset(floored(expression)))
        for expression in side.expressions
        if (value := exact(expression)) is not None
    )
