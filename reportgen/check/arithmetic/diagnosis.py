"""Why a result is wrong: which term was left out, which operand must be another, which digits were misplaced."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from reportgen.arithmetic import Expression, Product, Quotient, Sum
from reportgen.check.numbers.exact import exact, leaves, parts, rebuilt, with_leaf

Reason = Literal["dropped", "operand", "missing", "digits", "copied", "wrong"]


@dataclass(frozen=True)
class Diagnosis:
    """What explains a wrong result.

    Attributes:
        reason: `dropped`: a term or factor is written but not counted; `operand`: one number must be another;
            `missing`: a term is counted but not written; `digits`: the result has a digit too many, too few, wrong or
            in the wrong place; `copied`: it belongs to another computation of the report; `wrong`: nothing explains it.
        part: the term or the operand.
        right: the operand that would make the result right; the other computation's place in the report.
    """

    reason: Reason
    part: int | float = 0
    right: int | float = 0


def diagnose(
    expression: Expression, result: Fraction, known: Collection[int], others: Collection[Fraction]
) -> Diagnosis:
    """Explain why an expression does not have a result.

    Args:
        expression: as written.
        result: as written.
        known: numbers that the report computes with elsewhere.
        others: values of the report's other computations.
    """
    value = exact(expression)
    if value is None:
        return Diagnosis("wrong")
    for part, rest in _without(expression):
        if exact(rest) == result:
            return Diagnosis("dropped", part)
    for factor in _factors(expression):
        if value + factor == result:
            return Diagnosis("missing", factor)
    digits = value.denominator == result.denominator == 1 and near(str(int(value)), str(int(result)))
    operand = _operand(expression, result, known, digits)
    if operand:
        return Diagnosis("operand", *operand)
    if digits:
        return Diagnosis("digits")
    if result in others and abs(result) >= 100:
        return Diagnosis("copied")
    return Diagnosis("wrong")


def _without(expression: Expression) -> Iterator[tuple[int | float, Expression]]:
    """Yield what is left of an expression without one of its terms or factors, with the value of that."""
    if isinstance(expression, int | float):
        return
    found = parts(expression)
    for index, part in enumerate(found):
        rest = (*found[:index], *found[index + 1 :])
        value = exact(part)
        if value is not None and not isinstance(expression, Quotient) and rest:
            yield _plain(value), rebuilt(expression, rest)
        for lost, inner in _without(part):
            yield lost, rebuilt(expression, (*found[:index], inner, *found[index + 1 :]))


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _operand(expression: Expression, result: Fraction, known: Collection[int], sure: bool) -> tuple[int, int] | None:
    """Return the only whole operand that explains the result if it is another, and which: near to it, or known.

    Args:
        expression: as written.
        result: as written.
        known: numbers that the report computes with elsewhere.
        sure: whether only an operand that is both near and known will do.
    """
    found = [
        (leaf, needed, (needed in known, near(str(leaf), str(needed))))
        for leaf, needed in needed_operands(expression, result)
    ]
    for wanted in ((True, True),) if sure else ((True, True), (True, False), (False, True)):
        fitting = {(leaf, needed) for leaf, needed, likeness in found if likeness == wanted}
        fitting = {pair for pair in fitting if max(pair) > 9} or fitting
        if len(fitting) == 1:
            return fitting.pop()
    return None


def needed_operands(expression: Expression, result: Fraction) -> Iterator[tuple[int, int]]:
    """Yield each whole operand with the whole number that it must be for the result to be right.

    An operand that stands there twice (neurons and their biases) is also taken for both at once.
    """
    numbers = list(leaves(expression))
    if any(isinstance(number, float) for number in numbers):
        return
    for number in sorted({int(number) for number in numbers if number > 1}):
        places = [index for index, leaf in enumerate(numbers) if leaf == number]
        for chosen in {tuple(places), *((place,) for place in places)}:
            needed = _needed(expression, chosen, result)
            if needed is not None and needed != number:
                yield number, needed


def _needed(expression: Expression, places: tuple[int, ...], result: Fraction) -> int | None:
    """Solve for the number at some places, which the value depends on linearly."""
    low, high = (exact(_put(expression, places, number)) for number in (1, 2))
    if low is None or high is None or low == high:
        return None
    needed = 1 + (result - low) / (high - low)
    if needed.denominator != 1 or not 1 < needed < 10**9:
        return None
    return int(needed) if exact(_put(expression, places, int(needed))) == result else None


def _put(expression: Expression, places: tuple[int, ...], number: int) -> Expression:
    for place in places:
        expression = with_leaf(expression, place, number)
    return expression


def _factors(expression: Expression) -> Iterator[int]:
    """Yield what biases may be: the whole factors of a sum's products."""
    products = expression.terms if isinstance(expression, Sum) else (expression,)
    for product in products:
        if isinstance(product, Product):
            yield from (factor for factor in reversed(product.factors) if isinstance(factor, int))


def near(one: str, other: str) -> bool:
    """Tell whether two written numbers differ by one digit: another, missing, added, or two swapped."""
    if len(one) == len(other):
        at = [index for index in range(len(one)) if one[index] != other[index]]
        swapped = len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
        return len(at) == 1 or swapped
    return lost(one, other) or lost(other, one)


def lost(short: str, long: str) -> bool:
    """Tell whether one digit was lost."""
    return len(short) + 1 == len(long) and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
