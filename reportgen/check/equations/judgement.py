"""What a comparison with a known formula comes to."""

from dataclasses import dataclass

from reportgen.check.verdict import Severity


@dataclass(frozen=True)
class Judgement:
    """A formula is right, or has a mistake.

    Attributes:
        rule: the rule that knows the formula.
        right: the right formula, in plain text.
        mistake: the key of the label that names the mistake; empty if the formula is right.
        certain: whether it is wrong in every reading.
        severity: of the mistake.
        suspicion: of a mistake that is not certain.
    """

    rule: str
    right: str
    mistake: str = ""
    certain: bool = False
    severity: Severity = "error"
    suspicion: float = 0.5
