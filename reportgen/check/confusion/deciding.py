"""What several matrices that a sentence may speak of say together of one claim."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.check.confusion.class_judging import Finding
from reportgen.check.confusion.datasets import sure
from reportgen.check.confusion.scopes import Scope
from reportgen.check.stated import Matrix
from reportgen.check.verdict import Outcome
from reportgen.plots import Label


@dataclass(frozen=True)
class Decision:
    """What the matrices of a scope say of one claim: the outcome, the matrix it is told by, how suspicious a review."""

    outcome: Outcome
    matrix: Matrix
    suspicion: float = 0.0


def decided(
    scope: Scope, findings: Sequence[Finding], strict: bool, plain: bool, bold: bool = False
) -> Decision | None:
    """Put together what the matrices of a scope say of one claim.

    Args:
        scope: the matrices.
        findings: what each says.
        strict: whether the claim is strong enough to be wrong.
        plain: whether it is understood as a whole: only then is it refuted.
        bold: whether it is confirmed by one of several matrices that may be meant: a count that fits is no chance.
    """
    count = Counter("wrong" if finding == "miscounted" else finding for finding in findings)
    first = next((m for m, f in zip(scope.matrices, findings, strict=True) if f != "right"), scope.matrices[0])
    if count["right"] == len(findings) or (count["right"] and not scope.every and bold):
        right = next(m for m, f in zip(scope.matrices, findings, strict=True) if f == "right")
        return Decision("confirmed", right)
    if count["right"]:
        return Decision("review", first, 0.5 if scope.every else 0.2)
    if not strict:
        return None
    wrong = count["wrong"] == len(findings)
    if wrong and plain and scope.certain and all(map(sure, scope.matrices)):
        return Decision("refuted", first)
    return Decision("review", first, (0.7 if wrong else 0.5) if scope.certain else (0.4 if wrong else 0.2))


def which(scope: Scope) -> Label | None:
    """Return the question which network is meant, if that is open."""
    return None if scope.certain else Label("check.how.matrix.which")
