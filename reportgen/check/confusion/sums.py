"""Sums of a matrix's rows: each must be the number of images that the data set has of the class.

Confirmed where it is, also if the columns are the true classes. A sum that is off is refuted only in a text that nobody
extracted from a PDF, and only if the other rows leave no doubt about the data set.
"""

from collections.abc import Iterator

from reportgen.check.confusion.datasets import Counted, counted
from reportgen.check.confusion.naming_classes import name
from reportgen.check.confusion.speaking import short
from reportgen.check.facts.class_counts import KNOWN
from reportgen.check.stated import Matrix
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

ROW_SUM, SHAPE = "matrix.row_sum", "matrix.shape"


def verdicts(matrix: Matrix, submission: Submission) -> Iterator[Verdict]:
    """Yield a verdict for each row of a matrix whose data set is known, and one for its size."""
    found = counted(matrix)
    if found is None:
        yield from _one_of_two(matrix, submission)
        return
    for index in range(len(found.sums)):
        yield _row(matrix, found, index, submission)
    if matrix.total == sum(found.known.counts):
        yield _shape(matrix, found, submission)


def _row(matrix: Matrix, found: Counted, index: int, submission: Submission) -> Verdict:
    """Judge one sum."""
    place = short(matrix.rows[index])
    total, expected = found.sums[index], found.known.counts[index]
    right = total == expected
    certain = matrix.trusted and not submission.extracted
    key = "column_sum" if found.by_columns else "row_sum"
    return Verdict(
        rule=ROW_SUM,
        outcome="confirmed" if right else "refuted" if certain else "review",
        place=place,
        quote=submission.quote(place),
        found=str(total),
        expected="" if right else str(expected),
        how=Label(f"check.how.matrix.{key}", _values(matrix, found, index)),
        severity="inconsistency",
        suspicion=0.0 if right or certain else 0.2,
        cause="" if right else f"row_sum:{matrix.place.first}:{index}",
    )


def _values(matrix: Matrix, found: Counted, index: int) -> tuple[tuple[str, str | int | Label], ...]:
    return (
        ("name", name(matrix, index)),
        ("sum", found.sums[index]),
        ("expected", found.known.counts[index]),
        ("dataset", Label(f"check.how.matrix.dataset.{found.known.dataset}_{found.known.split}")),
    )


def _shape(matrix: Matrix, found: Counted, submission: Submission) -> Verdict:
    place = short(matrix.place)
    size = len(matrix.counts)
    dataset = Label(f"check.how.matrix.dataset.{found.known.dataset}_{found.known.split}")
    return Verdict(
        rule=SHAPE,
        outcome="confirmed",
        place=place,
        quote=submission.quote(place),
        found=f"{size} × {size}",
        expected="",
        how=Label("check.how.matrix.shape", (("size", size), ("total", matrix.total), ("dataset", dataset))),
    )


def _one_of_two(matrix: Matrix, submission: Submission) -> Iterator[Verdict]:
    """Ask about a matrix of two classes of which one has its images and the other has not."""
    if len(matrix.counts) != 2:
        return
    known = next(item for item in KNOWN if item.dataset == "chest_xray" and item.split == "test")
    for index, total in enumerate(matrix.row_sums):
        other = matrix.row_sums[1 - index]
        if other in known.counts and other != total:
            expected = known.counts[1 - known.counts.index(other)]
            if 0.8 * expected < total < 1.2 * expected:
                yield _off(matrix, index, expected, submission)


def _off(matrix: Matrix, index: int, expected: int, submission: Submission) -> Verdict:
    place = short(matrix.rows[index])
    values = (
        ("name", str(index)),
        ("sum", matrix.row_sums[index]),
        ("expected", expected),
        ("dataset", Label("check.how.matrix.dataset.chest_xray_test")),
    )
    return Verdict(
        rule=ROW_SUM,
        outcome="review",
        place=Place(place.first, place.last),
        quote=submission.quote(place),
        found=str(matrix.row_sums[index]),
        expected=str(expected),
        how=Label("check.how.matrix.row_sum", values),
        severity="inconsistency",
        suspicion=0.2 if submission.extracted or not matrix.trusted else 0.6,
    )
