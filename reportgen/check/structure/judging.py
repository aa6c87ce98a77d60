"""What a claim in words comes to: its verdict, and the words that leave it open which network it is about."""

import re

from reportgen.check.structure.passages import Passage
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "structure.shape"
OPEN = re.compile(
    r"\b(?:previous\w*|precede\w*|earlier|would|could|should|might|\w{2,20}(?:rait|raient|rions)|instead|au lieu"
    r"|si (?:on|nous|le|la|les|l)\b|s'il|if|compar\w*|unlike|contrairement|other\w*|autres?|without|sans|tested|tried"
    r"|essaye\w*|essai\w*|variant\w*|vari(?:e|es|ed|er)|original\w*|initial\w*|suppos\w*|resnet|vgg|lenet|typical\w*"
    r"|usual\w*|souvent|often|general\w*|exemple|example|can|may|peut|peuvent|not|pas|ne|n')\b|\?|n't\b"
)
"""Words of a folded text that speak of another network, suppose, deny or generalise."""


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
