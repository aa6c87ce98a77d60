"""Verdicts: what a check says of a claim."""

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

from reportgen.check.submission import Place
from reportgen.plots import Label, Text

Outcome = Literal["confirmed", "refuted", "review"]
Severity = Literal["error", "inconsistency", "imprecision"]
Kind = Literal[
    "arithmetic", "structure", "hyperparameter", "matrix", "metric", "comparison", "equation", "optimizer", "capacity",
    "hygiene", "language", "domain",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Verdict:
    """What a rule says of one claim.

    **refuted** is for what is certain from the text; where a second reading is right, the verdict is *confirmed* or
    *review*.

    Attributes:
        rule: its id, `kind.name`: `arithmetic.result`.
        outcome: what it comes to.
        place: the lines of the claim: as few as it stands on, never more than five.
        quote: the claim, as the student wrote it.
        found: what the claim says; a text or a label with values.
        expected: what is right; empty if that cannot be told.
        how: a sentence with the computation: how the right value follows from the report's own numbers.
        severity: an error, a contradiction within the report, or something inexact.
        suspicion: of a review, from 0 (a formality) to 1 (nearly refuted): assistants read the highest first.
        cause: verdicts of one cause share it: a wrong operand that runs through three sums. Empty: stands alone.
        also: the other sides of a contradiction.
        question: for the student, where the reading is open ("which model is meant?").
    """

    rule: str
    outcome: Outcome
    place: Place
    quote: str
    found: Text
    expected: Text
    how: Label
    severity: Severity = "error"
    suspicion: float = 0.0
    cause: str = ""
    also: tuple[Place, ...] = ()
    question: Label | None = None

    @property
    def kind(self) -> Kind:
        """The kind of the claim: the first part of the rule's id."""
        kind = self.rule.partition(".")[0]
        return next(known for known in KINDS if known == kind)

    def id(self, occurrence: int = 0) -> str:
        """Return a name that stays when the report is checked again: of rule, quote, and how many such came before."""
        text = "\n".join((self.rule, " ".join(self.quote.split()), str(occurrence)))
        return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:12]
