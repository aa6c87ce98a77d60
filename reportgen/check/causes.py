"""One mistake that several rules tell: a wrong operand is one of arithmetic and of the number of weights.

Two refuted claims are one mistake if they stand on one line and the words of one are within those of the other. They
share a cause then, so that the feedback tells them once and they cost points once.
"""

from collections.abc import Sequence
from dataclasses import replace

from reportgen.check.verdict import Verdict

_ALIKE = (
    {"arithmetic", "structure"},
    {"arithmetic", "hyperparameter"},
    {"structure", "hyperparameter"},
    {"arithmetic", "metric"},
    {"hyperparameter"},
)
"""Kinds whose rules may tell the same."""


def joined(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return verdicts in their order, those refuted for one mistake with one cause: that of the first."""
    found: list[Verdict] = []
    first_on: dict[int, list[int]] = {}
    for verdict in verdicts:
        if verdict.outcome == "refuted":
            before = first_on.setdefault(verdict.place.first, [])
            twin = next((index for index in before if _is_one(found[index], verdict)), None)
            if twin is None:
                before.append(len(found))
            else:
                cause = found[twin].cause or f"{found[twin].rule}:{found[twin].place.first}:{found[twin].quote}"
                found[twin] = replace(found[twin], cause=cause)
                verdict = replace(verdict, cause=cause)
        found.append(verdict)
    return found


def _is_one(one: Verdict, other: Verdict) -> bool:
    if {one.kind, other.kind} not in _ALIKE or (one.rule == other.rule and one.quote != other.quote):
        return False
    words, others = ("".join(verdict.quote.split()) for verdict in (one, other))
    return words in others or others in words
