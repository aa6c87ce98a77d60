"""What the diagonal of a confusion matrix says of an error rate in words, and how it is told."""

from collections.abc import Iterator

from reportgen.check.confusion.classes import unmentioned
from reportgen.check.confusion.datasets import sure
from reportgen.check.confusion.intervals import is_one_of
from reportgen.check.confusion.scopes import Scope
from reportgen.check.confusion.speaking import Said
from reportgen.check.confusion.understood import IMAGES, understood
from reportgen.check.stated import Matrix, Quantity
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RATE = "metric.rate"


def by_matrix(item: Said, quantity: Quantity, scope: Scope) -> Iterator[Verdict]:
    """Compare an error rate with the matrices that a sentence may speak of."""
    known = [(one, 1 - one.trace / one.total) for one in scope.matrices]
    right = [(one, value) for one, value in known if is_one_of(quantity, [value])]
    if not right and not scope.certain:
        return
    matrix, value = (right or known)[0]
    plain = understood(unmentioned(item.text, [quantity]), IMAGES)
    refuted = plain and scope.certain and len(known) == 1 and sure(matrix)
    expected = Label("check.how.metric.percent", (("value", 100 * value),))
    yield Verdict(
        rule=RATE,
        outcome="confirmed" if right else "refuted" if refuted else "review",
        place=item.place,
        quote=item.text[:300],
        found=quantity.text + (" %" if quantity.percent else ""),
        expected="" if right else expected,
        how=counted(matrix),
        suspicion=0.0 if right else 0.5,
        also=(matrix.place,),
    )


def counted(matrix: Matrix) -> Label:
    """Return the sentence that counts a matrix's diagonal."""
    values = (
        ("trace", matrix.trace),
        ("total", matrix.total),
        ("value", matrix.trace / matrix.total),
        ("errors", matrix.total - matrix.trace),
    )
    return Label("check.how.metric.accuracy", values)
