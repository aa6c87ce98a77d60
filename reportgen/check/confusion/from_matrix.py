"""Stated metrics against the matrix of their case: accuracy, and precision, recall, F1 of classes and averages.

Every way to compute a metric counts: either axis as the truth unless the sums tell which it is, either class as the
positive one, each average.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.check.confusion.belonging import Owner
from reportgen.check.confusion.datasets import counted
from reportgen.check.confusion.derived import share
from reportgen.check.confusion.intervals import exchanged, far, is_one_of
from reportgen.check.confusion.metric_values import indices, of_two, values
from reportgen.check.confusion.naming_classes import name
from reportgen.check.stated import Matrix, Score
from reportgen.check.submission import Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

ACCURACY, CLASS = "metric.accuracy", "metric.class"
_CLEARLY = 0.01
"""A mean that is so far from all means of a matrix is none of them, whichever it is."""


def verdicts(score: Score, owner: Owner, submission: Submission) -> Iterator[Verdict]:
    """Yield what the matrices of a metric say of it; nothing if they cannot."""
    if score.metrics[0] in ("loss", "auc") or fraction(score, submission):
        return
    if score.metrics == ("accuracy",) and not score.label:
        yield from _accuracy(score, owner)
    else:
        yield from _derived(score, owner, submission)


def fraction(score: Score, submission: Submission) -> bool:
    """Tell whether a number is part of a fraction of images: `specificity 86/234`."""
    text = submission.quote(score.place, 2000)
    number = re.escape(score.quantity.text)
    return re.search(rf"{number} ?/ ?\(?[0-9]|[0-9)] ?/ ?{number}", text) is not None


# ── accuracy ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _accuracy(score: Score, owner: Owner) -> Iterator[Verdict]:
    right = [matrix for matrix in owner.matrices if is_one_of(score.quantity, _accuracies(matrix))]
    if not right and (score.quantity.about or (not score.split and len(owner.matrices) > 1)):
        return
    if not right and not owner.certain and (score.split == "validation" or not _worth_asking(score, owner)):
        return
    matrix = (right or list(owner.matrices))[0]
    outcome: Outcome = "confirmed" if right else "refuted" if owner.certain else "review"
    value = share(matrix.trace, matrix.total)
    values = (
        ("trace", matrix.trace),
        ("total", matrix.total),
        ("value", value),
        ("errors", matrix.total - matrix.trace),
    )
    yield Verdict(
        rule=ACCURACY,
        outcome=outcome,
        place=score.place,
        quote=score.quote,
        found=written(score),
        expected="" if right else Label("check.how.metric.value", (("value", value),)),
        how=Label("check.how.metric.accuracy", values),
        severity="inconsistency",
        suspicion=0.0 if right else _suspicion(score, value, matrix),
        also=(matrix.place,),
    )


def _worth_asking(score: Score, owner: Owner) -> bool:
    """Tell whether an accuracy that does not follow is a question: beside its matrix, or two digits exchanged."""
    shares = (f"{share(one.trace, one.total):.4f}" for one in owner.matrices)
    return owner.beside or any(exchanged(score.quantity.text, text) for text in shares)


def _accuracies(matrix: Matrix) -> list[float]:
    """Return the accuracies that a matrix may have; one that lost digits, also of the images that it should have."""
    found = counted(matrix)
    whole = sum(found.known.counts) if found is not None else 10_000 if len(matrix.counts) == 10 else 0
    damaged = not matrix.trusted and abs(matrix.total - whole) < 0.05 * whole
    return [share(matrix.trace, total) for total in ((matrix.total, whole) if damaged else (matrix.total,))]


def _suspicion(score: Score, value: float, matrix: Matrix) -> float:
    if not matrix.trusted:
        return 0.2
    if exchanged(score.quantity.text, f"{value:.4f}"):
        return 0.9
    return 0.6 if score.split == "test" and far(score.quantity, value) < 0.1 else 0.3


def written(score: Score) -> str:
    """Return a metric's number as the report has it."""
    return score.quantity.text + (" %" if score.quantity.percent else "")


# ── precision, recall, F1 ────────────────────────────────────────────────────────────────────────────────────────


def _derived(score: Score, owner: Owner, submission: Submission) -> Iterator[Verdict]:
    every = [(matrix, values(matrix, score)) for matrix in owner.matrices]
    known = [(matrix, own) for matrix, own in every if own]
    right = [(matrix, own) for matrix, own in known if is_one_of(score.quantity, own)]
    mirrored = not right and any(
        is_one_of(score.quantity, values(replace(one, trusted=False), score)) for one, _ in known
    )
    if not known or (not right and score.quantity.about):
        return
    matrix, own = (right or known)[0]
    nearest = min(own, key=lambda value: far(score.quantity, value))
    said = bool(score.label or score.average or len(matrix.counts) == 2)
    certain = owner.certain and len(known) == 1 and (said or far(score.quantity, nearest) > _CLEARLY)
    certain = certain and not (mirrored and _is_output(score, submission))
    if not right and not certain and not mirrored and not (owner.beside and score.split == "test"):
        return
    first = own[0]
    yield Verdict(
        rule=CLASS,
        outcome="confirmed" if right else "refuted" if certain else "review",
        place=score.place,
        quote=score.quote,
        found=written(score),
        expected="" if right else Label("check.how.metric.value", (("value", first),)),
        how=derived(score, matrix, nearest if right else first),
        severity="inconsistency",
        suspicion=0.0 if right else 0.5,
        also=(matrix.place,),
    )


def _is_output(score: Score, submission: Submission) -> bool:
    """Tell whether a program printed a metric: then it may have been given truth and prediction the other way round."""
    block = submission.block_at(score.place.first)
    return block is not None and block.kind in ("output", "code")


def derived(score: Score, matrix: Matrix, value: float) -> Label:
    """Return the sentence that gives a metric by a matrix."""
    name_ = Label(f"check.how.metric.name.{score.metrics[0]}")
    return Label("check.how.metric.derived", (("metric", name_), ("value", value), ("of", _of(score, matrix, value))))


def _of(score: Score, matrix: Matrix, value: float) -> Label:
    """Return what a metric of a value is of, in words: of two classes, of the one that has the value."""
    found = indices(matrix, score.label) if score.label else of_two(matrix, score, value)
    if found:
        return Label("check.how.metric.of_class", (("name", name(matrix, found[0])),))
    return Label(f"check.how.metric.{score.average or 'over_all'}")
