"""The judgement of two neighbouring sides: right, wrong for certain, or left to an assistant, and why."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from reportgen.arithmetic import Expression, Product, Quotient, Sum
from reportgen.check.arithmetic.agreement import Agreement, agreement, shown, values
from reportgen.check.arithmetic.damage import may_be_damaged
from reportgen.check.arithmetic.diagnosis import Diagnosis, diagnose
from reportgen.check.arithmetic.meaning import SHAPE, other_meaning
from reportgen.check.arithmetic.stars import larger_operand, may_have_lost_stars
from reportgen.check.facts.computations.otherwise import times
from reportgen.check.numbers import quantities
from reportgen.check.numbers.exact import exact, leaves
from reportgen.check.patterns import regex
from reportgen.check.stated import Side
from reportgen.check.verdict import Outcome

_RIGHT: tuple[Agreement, ...] = ("equal", "rounded", "scaled", "floored", "running", "operands")
_BIAS = regex(r"\bbia[is]", re.IGNORECASE)
_LEFT_OUT = regex(
    r"\b(?:sans|hors|without|w/o|excluding|excl|ignor\w*|sauf|except|apart|séparément|separately|à part|omit\w*"
    r"|neglect\w*|néglig\w*)",
    re.IGNORECASE,
)
_FARTHEST = 20
_NEAR, _FEW = 600, 10


@dataclass(frozen=True)
class Judgement:
    """What two sides come to.

    Attributes:
        outcome: confirmed, refuted or review; None if nothing can be said.
        agreement: how they agree.
        diagnosis: what explains a wrong result.
        value: of the side that computes, as exactly as it can be written.
        reason: of a review: the name of its message.
        suspicion: of a review.
    """

    outcome: Outcome | None
    agreement: Agreement
    diagnosis: Diagnosis | None = None
    value: int | float = 0
    reason: str = ""
    suspicion: float = 0.0


@dataclass(frozen=True)
class Surroundings:
    """What else is known where an equation stands.

    Attributes:
        text: of the lines around it.
        near: of its own lines and the one before.
        known: numbers that the report computes with.
        others: values of its other computations.
        extracted: whether its text came out of a PDF.
    """

    text: str
    near: str = ""
    known: Collection[int] = ()
    others: Collection[Fraction] = ()
    extracted: bool = False


def judge(left: Side, right: Side, around: Surroundings, running: bool = False) -> Judgement:
    """Decide whether the left side's value is the right one's.

    Args:
        left: a side of an equation.
        right: the next.
        around: what else is known there.
        running: whether the left side begins with the value of the side before it, and then goes on.
    """
    found = agreement(left, right)
    computed, result = (right, left) if left.quantity and not right.quantity else (left, right)
    value = _value(computed, result)
    if found in _RIGHT:
        return Judgement("confirmed", found, value=value)
    if not (left.whole and right.whole) or not computed.expressions:
        return Judgement(None, found)
    rough = found == "coarse" and not _said_rough(left, right)
    if found != "none" and not (rough and _drops_a_term(computed, result)):
        return Judgement("review", found, value=value, reason=found, suspicion=0.4 if found == "slip" else 0.25)
    if left.quantity and right.quantity:
        return Judgement(None, found)
    if other_meaning(left, right, around.text) or (running and _continued(left)):
        return Judgement(None, found)
    if (around.extracted or larger_operand(computed, result)) and may_have_lost_stars(left, right):
        return Judgement(None, found)
    return _wrong(computed, result, value, around)


def _said_rough(left: Side, right: Side) -> bool:
    return any(side.about or bool(side.quantity and side.quantity.about) for side in (left, right))


def _drops_a_term(computed: Side, result: Side) -> bool:
    """Tell whether a round result is what remains without one written term: `10 * 100 + 10 = 1000`."""
    return any(diagnose(computed.expressions[0], value, (), ()).reason == "dropped" for value in values(result))


def _wrong(computed: Side, result: Side, value: int | float, around: Surroundings) -> Judgement:
    """Judge sides that do not agree."""
    expression, number = computed.expressions[0], next(iter(values(result)), Fraction(0))
    diagnosis = diagnose(expression, number, around.known, around.others)
    reason, suspicion = _doubt(computed, result, diagnosis, around)
    factor = 0 if reason else _factor_beside(expression, result, around.near)
    if factor:
        return Judgement("review", "none", Diagnosis("wrong", factor), value, "beside", 0.5)
    if reason:
        return Judgement("review", "none", diagnosis, value, reason, suspicion)
    return Judgement("refuted", "none", diagnosis, value)


def _doubt(computed: Side, result: Side, diagnosis: Diagnosis, around: Surroundings) -> tuple[str, float]:
    """Return why a wrong equation is not refuted, and how suspicious it is; an empty reason if it is."""
    if around.extracted and may_be_damaged(computed, result):
        return "damaged", 0.5
    biases = bool(_BIAS.search(around.text))
    unwritten = diagnosis.reason == "missing" and not _biased(computed)
    if unwritten and (biases or SHAPE.fullmatch(computed.text)):
        return "biases", 0.6
    if diagnosis.reason == "dropped" and _BIAS.search(around.near) and _LEFT_OUT.search(around.near):
        return "biases", 0.4
    if diagnosis.reason == "wrong" and (computed.otherwise or _out_of_reach(computed, result)):
        return "far", 0.5
    return "", 0.0


def _factor_beside(expression: Expression, result: Side, near: str) -> int:
    """Return a number written beside a computation that its first term is meant to be times; 0 if there is none.

    `9 filtres : (25 + 1) = 234`: the text leaves room for a reading that is right. A small one may be that of F1, cut
    off by the end of a line: `F1 = 2 *` and `0.9 * 0.8 / (0.9 + 0.8) = 0.847`.
    """
    written = Counter(one.value for one in quantities(near[:_NEAR]) if 1 < one.value < _FARTHEST**3)
    written.subtract(Counter(leaves(expression)))
    for number in sorted(int(value) for value, times_ in written.items() if times_ > 0 and value % 1 == 0):
        slack = Fraction(1, 2) if number < _FEW else Fraction(0)
        for way in times(expression, Fraction(number)):
            if any(abs(way - one.value) <= slack * one.step for one in shown(result) if not one.guessed):
                return number
    return 0


def _biased(side: Side) -> bool:
    """Tell whether a sum has a lone number, which can be its biases."""
    expression = side.expressions[0]
    return isinstance(expression, Sum) and any(isinstance(term, int) for term in expression.terms)


def _out_of_reach(computed: Side, result: Side) -> bool:
    """Tell whether two counts are so far apart that the sides hardly mean the same thing."""
    pairs = [(a, b) for a in values(computed) for b in values(result)]
    return all(
        a.denominator == b.denominator == 1 and not (b and Fraction(1, _FARTHEST) < abs(a / b) < _FARTHEST)
        for a, b in pairs
    )


def _continued(left: Side) -> bool:
    """Tell whether the left side may be a result and then another computation: `78400 - 100*10`, `78400 / 100*10`."""
    for expression in left.expressions:
        if isinstance(expression, Quotient) and isinstance(expression.numerator, int | float):
            return isinstance(expression.denominator, Product | Sum)
        if isinstance(expression, Sum) and len(expression.terms) > 1:
            second = expression.terms[1]
            if isinstance(second, Product) and second.factors[0] == -1 and isinstance(expression.terms[0], int):
                return True
    return False


def _value(computed: Side, result: Side) -> int | float:
    """Return the value of the reading that comes nearest to the result, as it is written."""
    found = [value for expression in computed.expressions if (value := exact(expression)) is not None]
    if not found:
        return 0
    aims = values(result) or (found[0],)
    best = min(found, key=lambda value: min(abs(value - aim) / (abs(aim) or 1) for aim in aims))
    if best.denominator == 1:
        return int(best)
    decimals = 6 if abs(best) < 10 else 3
    return round(float(best), decimals)
