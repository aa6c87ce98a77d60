"""The verdict on a claim in words."""

from reportgen.check.structure.passages import Passage
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "structure.shape"


def number(value: float) -> Label:
    """Return a number in the reader's language."""
    return Label("check.how.structure.number", (("value", value),))


def worded(
    passage: Passage,
    outcome: Outcome,
    found: str | Label,
    expected: str | Label,
    how: Label,
    suspicion: float = 0.6,
) -> Verdict:
    """Return the verdict on a claim in words; the suspicion is that of a review."""
    return Verdict(
        RULE,
        outcome,
        passage.place,
        passage.text[:200],
        found,
        expected,
        how,
        "error" if outcome == "confirmed" else "inconsistency",
        suspicion if outcome == "review" else 0.0,
    )
