"""Written computations, `784 * 100 + 100 = 78500`: each side must equal the next."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from reportgen.check.arithmetic.agreement import values
from reportgen.check.arithmetic.judgement import Judgement, Surroundings, judge
from reportgen.check.facts import Facts
from reportgen.check.numbers.exact import leaves
from reportgen.check.stated import Computation, Side
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Severity, Verdict
from reportgen.plots import Label

RULES: tuple[str, ...] = ("arithmetic.result", "arithmetic.rounding", "arithmetic.notation")
_AROUND = 2
_QUOTE = 160
_HOW = "check.how.arithmetic"


def check(facts: Facts) -> Iterator[Verdict]:
    """Recompute every written computation."""
    computations = facts.computations
    known, results = _known(computations), _results(computations)
    for computation in computations:
        around = _around(facts, computation.place, known, results)
        yield from _verdicts(computation, around)


def _known(computations: tuple[Computation, ...]) -> frozenset[int]:
    """Return the whole numbers that a report computes with."""
    return frozenset(
        leaf
        for computation in computations
        for side in computation.sides
        if side.quantity is None
        for expression in side.expressions
        for leaf in leaves(expression)
        if isinstance(leaf, int)
    )


def _results(computations: tuple[Computation, ...]) -> frozenset[Fraction]:
    """Return the values of a report's computations."""
    sides = (side for computation in computations for side in computation.sides if not side.quantity)
    return frozenset(value for side in sides for value in values(side))


def _around(facts: Facts, place: Place, known: frozenset[int], results: frozenset[Fraction]) -> Surroundings:
    submission = facts.submission
    text = _text(submission, place.first - _AROUND, place.last + _AROUND)
    near = _text(submission, place.first - 1, place.last)
    return Surroundings(text, near, known, results, submission.extracted)


def _text(submission: Submission, first: int, last: int) -> str:
    return "\n".join(line.text for line in submission.lines[max(0, first) : last + 1])


def _verdicts(computation: Computation, around: Surroundings) -> Iterator[Verdict]:
    """Yield one verdict for a chain that is right, else one for each pair of sides that is not."""
    pairs = list(pairwise(computation.sides))
    judged: list[Judgement] = []
    for left, right in pairs:
        running = bool(judged) and judged[-1].agreement == "running"
        judged.append(judge(left, right, around, running))
    judged = _middle_excused(computation.sides, judged, around)
    doubtful = [
        (pair, found) for pair, found in zip(pairs, judged, strict=True) if found.outcome not in {None, "confirmed"}
    ]
    for (left, right), found in doubtful:
        yield _verdict(computation, left, right, found)
    right_ones = [found for found in judged if found.outcome == "confirmed"]
    if right_ones and not doubtful:
        index = judged.index(right_ones[-1])
        yield _verdict(computation, *pairs[index], right_ones[-1])


def _middle_excused(sides: tuple[Side, ...], judged: list[Judgement], around: Surroundings) -> list[Judgement]:
    """Blame a wrong side once: in `a = b = c` with a = c, b alone is wrong."""
    kept = list(judged)
    for index in range(len(judged) - 1):
        wrong = all(found.outcome == "refuted" for found in judged[index : index + 2])
        if wrong and judge(sides[index], sides[index + 2], around).outcome == "confirmed":
            kept[index + 1] = Judgement(None, "none")
    return kept


def _verdict(computation: Computation, left: Side, right: Side, found: Judgement) -> Verdict:
    computed, result = (right, left) if left.quantity and not right.quantity else (left, right)
    assert found.outcome is not None
    return Verdict(
        rule=_rule(found),
        outcome=found.outcome,
        place=_place(computation, left, right),
        quote=computation.quote if len(computation.quote) <= _QUOTE else f"{left.text} = {right.text}"[:_QUOTE],
        found=_written(result),
        expected=Label(f"{_HOW}.value", (("value", found.value),)),
        how=_how(computed, result, found),
        severity=_severity(found),
        suspicion=found.suspicion,
        cause=_cause(computed, result, found),
    )


def _rule(found: Judgement) -> str:
    if found.agreement in {"slip", "coarse"}:
        return "arithmetic.rounding"
    return "arithmetic.notation" if found.agreement == "notation" else "arithmetic.result"


def _severity(found: Judgement) -> Severity:
    return "error" if found.agreement == "none" and found.reason != "biases" else "imprecision"


def _place(computation: Computation, left: Side, right: Side) -> Place:
    if left.place is None or right.place is None:
        return computation.place
    first, last = min(left.place.first, right.place.first), max(left.place.last, right.place.last)
    return Place(first, min(last, first + 4))


def _how(computed: Side, result: Side, found: Judgement) -> Label:
    """Say how the right value follows."""
    given: tuple[tuple[str, str | int | float | Label], ...] = (
        ("computation", computed.text),
        ("value", found.value),
        ("found", _written(result)),
    )
    diagnosis = found.diagnosis
    if found.reason == "beside" and diagnosis:
        given = (*given, ("number", diagnosis.part))
    if found.outcome == "confirmed" or found.reason:
        name = found.reason or found.agreement
        return Label(f"{_HOW}.{name}", given)
    if diagnosis is None:
        return Label(f"{_HOW}.wrong", given)
    return Label(f"{_HOW}.{diagnosis.reason}", (*given, ("part", diagnosis.part), ("right", diagnosis.right)))


def _written(side: Side) -> str:
    """Return a side as written; of a number without the words after it."""
    if side.quantity is None:
        return side.text
    return f"{side.quantity.text} %" if side.quantity.percent else side.quantity.text


def _cause(computed: Side, result: Side, found: Judgement) -> str:
    if found.outcome == "confirmed":
        return ""
    if found.diagnosis and found.diagnosis.reason == "operand":
        return f"arithmetic:{found.diagnosis.part}->{found.diagnosis.right}"
    return f"arithmetic:{''.join(computed.text.split())}={''.join(result.text.split())}"
