"""Metrics written as fractions of images: `sensitivity 388/390`, `precision 388 / (388 + 148)`, by the matrix."""

import re
from collections.abc import Iterator

from reportgen.check.confusion.datasets import sure
from reportgen.check.confusion.derived import column_sums
from reportgen.check.confusion.scopes import Scope
from reportgen.check.confusion.speaking import Said
from reportgen.check.patterns import regex
from reportgen.check.stated import Matrix
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

FRACTION = "matrix.fraction"
WRITTEN = regex(
    r"\b(?P<metric>recall|rappel|sensibilit[ée]|sensitivity|precision|pr[ée]cision|sp[ée]cificit[ée]|specificity"
    r"|accuracy|exactitude)\b"
    r"[^0-9.;\n]{0,25}(?P<part>[0-9]{1,5})[ ]?/[ ]?(?:\([ ]?(?P<one>[0-9]{1,5})[ ]?\+[ ]?(?P<other>[0-9]{1,5})[ ]?\)"
    r"|(?P<whole>[0-9]{1,5}))(?![0-9]|[.,][0-9])",
    re.IGNORECASE,
)


def verdicts(item: Said, found: re.Match[str], scope: Scope) -> Iterator[Verdict]:
    """Judge a metric written as a fraction of images."""
    part = int(found["part"])
    whole = int(found["whole"]) if found["whole"] else int(found["one"]) + int(found["other"])
    right = [matrix for matrix in scope.matrices if (part, whole) in _fractions(matrix)]
    wholes = [matrix for matrix in scope.matrices if whole in {below for _, below in _fractions(matrix)}]
    if not right and not wholes:
        return
    matrix = (right or wholes)[0]
    nearest = min(_fractions(matrix), key=lambda fraction: (fraction[1] != whole, abs(fraction[0] - part)))
    certain = scope.certain and sure(matrix)
    yield Verdict(
        rule=FRACTION,
        outcome="confirmed" if right else "refuted" if certain else "review",
        place=item.place,
        quote=" ".join(found[0].split()),
        found=f"{part}/{whole}",
        expected="" if right else f"{nearest[0]}/{nearest[1]}",
        how=Label("check.how.matrix.fraction", (("part", nearest[0]), ("whole", nearest[1]))),
        suspicion=0.0 if right else 0.5,
        also=(matrix.place,),
    )


def _fractions(matrix: Matrix) -> set[tuple[int, int]]:
    """Return all shares that a matrix has on its diagonal: of rows, of columns, of all."""
    diagonal = [row[index] for index, row in enumerate(matrix.counts)]
    rows = zip(diagonal, matrix.row_sums, strict=True)
    return {*rows, *zip(diagonal, column_sums(matrix.counts), strict=True), (matrix.trace, matrix.total)}
