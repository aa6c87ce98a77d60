"""Verdicts on single classes: the hardest, the easiest, and how many of their images are right or wrong."""

from collections.abc import Iterator

from reportgen.check.confusion import row_claims
from reportgen.check.confusion.class_claims import ClassClaim
from reportgen.check.confusion.class_judging import Finding, hardest
from reportgen.check.confusion.deciding import decided, which
from reportgen.check.confusion.naming_classes import name
from reportgen.check.confusion.row_claims import RowClaim
from reportgen.check.confusion.scopes import Scope
from reportgen.check.confusion.speaking import Said
from reportgen.check.stated import Matrix
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

CLASS, TOTAL = "matrix.class", "matrix.class_total"


def of_class(item: Said, claim: ClassClaim, scope: Scope) -> Iterator[Verdict]:
    """Yield the verdict on the class that is called the hardest or the easiest."""
    findings = [hardest(matrix, claim) for matrix in scope.matrices]
    decision = decided(scope, findings, strict=True, plain=claim.plain)
    if decision is None or claim.index >= len(decision.matrix.counts):
        return
    matrix, best = decision.matrix, claim.best
    recalls = [row[index] / max(1, sum(row)) for index, row in enumerate(matrix.counts)]
    extreme = recalls.index((max if best else min)(recalls))
    values = (
        ("name", name(matrix, claim.index)),
        ("recall", 100 * recalls[claim.index]),
        ("errors", sum(matrix.counts[claim.index]) - matrix.counts[claim.index][claim.index]),
        ("other", name(matrix, extreme)),
        ("most", 100 * recalls[extreme]),
    )
    side = "best" if best else "worst"
    yield Verdict(
        rule=CLASS,
        outcome=decision.outcome,
        place=item.place,
        quote=item.text[:300],
        found=name(matrix, claim.index),
        expected="" if decision.outcome == "confirmed" else name(matrix, extreme),
        how=Label(f"check.how.matrix.{side}", values),
        suspicion=decision.suspicion,
        question=which(scope) if decision.outcome == "review" else None,
    )


def of_row(item: Said, claim: RowClaim, scope: Scope) -> Iterator[Verdict]:
    """Yield the verdict on a number of images of one class."""
    known = [row_claims.values(matrix, claim) for matrix in scope.matrices]
    findings: list[Finding] = [
        "right" if claim.count in values else "wrong" if values and _surely(matrix, claim) else "open"
        for matrix, values in zip(scope.matrices, known, strict=True)
    ]
    decision = decided(scope, findings, strict=True, plain=claim.plain, bold=True)
    if decision is None or (decision.outcome == "review" and not scope.certain):
        return
    matrix = decision.matrix
    right = known[scope.matrices.index(matrix)]
    if not right:
        return
    row = matrix.counts[claim.index]
    details = (
        ("name", name(matrix, claim.index)),
        ("sum", sum(row)),
        ("right", row[claim.index]),
        ("errors", sum(row) - row[claim.index]),
    )
    yield Verdict(
        rule=TOTAL,
        outcome=decision.outcome,
        place=item.place,
        quote=claim.piece[:300],
        found=str(claim.count),
        expected="" if decision.outcome == "confirmed" else str(right[0]),
        how=Label("check.how.matrix.class_total", details),
        suspicion=decision.suspicion,
        also=(matrix.rows[claim.index] if claim.index < len(matrix.rows) else matrix.place,),
        question=which(scope) if decision.outcome == "review" else None,
    )


def _surely(matrix: Matrix, claim: RowClaim) -> bool:
    """Tell whether no other number of the class's row or column is meant."""
    cells = (*matrix.counts[claim.index], *(row[claim.index] for row in matrix.counts))
    return claim.counted == "all" or claim.count not in cells
