"""Which matrix a stated metric belongs to, and how certain that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.confusion.datasets import split_of, sure
from reportgen.check.confusion.scope import distinct
from reportgen.check.stated import Case, Matrix, Score
from reportgen.check.submission import Submission

NEAR = 40
"""A metric and its matrix stand at most this many lines apart."""


@dataclass(frozen=True)
class Owner:
    """The matrices that a metric may have been counted on.

    Attributes:
        matrices: different ones.
        certain: whether it is the only one, nothing of it is damaged, and the metric surely is of the same images.
    """

    matrices: tuple[Matrix, ...]
    certain: bool


@dataclass(frozen=True)
class Owners:
    """Finds the matrices of metrics in one report.

    Attributes:
        cases: its cases.
        matrices: its matrices.
        submission: the report.
    """

    cases: tuple[Case, ...]
    matrices: tuple[Matrix, ...]
    submission: Submission

    @cached_property
    def _of(self) -> dict[Score, list[Case]]:
        found: dict[Score, list[Case]] = {}
        for case in self.cases:
            for score in case.scores:
                found.setdefault(score, []).append(case)
        return found

    def cases_of(self, score: Score) -> list[Case]:
        """Return the cases that a score is stated for."""
        return self._of.get(score, [])

    def around(self, score: Score) -> Case | None:
        """Return the case that a score is stated for, or in whose lines it stands: the innermost."""
        inside = self.cases_of(score) or [case for case in self.cases if score.place.first in case.extent]
        return max(inside, key=lambda case: (case.extent.first, -case.extent.last)) if inside else None

    def owner(self, score: Score) -> Owner | None:
        """Return the matrices of a metric: of its case, or where it has none, of its part."""
        return _owner(score, self.cases_of(score), self)


def _owner(score: Score, of_cases: Sequence[Case], owners: Owners) -> Owner | None:
    cases, matrices, submission = owners.cases, owners.matrices, owners.submission
    if not of_cases and _said_of_another(score, cases):
        return None
    if of_cases:
        found = distinct(matrix for case in of_cases for matrix in case.matrices)
    else:
        found = distinct(matrix for matrix in matrices if _same_part(score, matrix, submission))
    fitting = tuple(matrix for matrix in found if not score.split or split_of(matrix) in ("", score.split))
    if not fitting or score.split == "train":
        return None
    certain = len(fitting) == 1 and len(of_cases) == 1 and _certain(score, fitting[0], of_cases[0], submission)
    return Owner(fitting, certain)


def _said_of_another(score: Score, cases: Sequence[Case]) -> bool:
    """Tell whether a sentence stands in a case that prints the same metric: then the two are compared."""
    inside = [case for case in cases if score.place.first in case.extent]
    return any(one.metrics == score.metrics for case in inside for one in case.scores)


def _certain(score: Score, matrix: Matrix, case: Case, submission: Submission) -> bool:
    """Tell whether a metric and a matrix surely are of one network and of the same images."""
    images = score.split == "test" == split_of(matrix) or (
        score.split == "validation" == split_of(matrix) and matrix.total == 16
    )
    near = score.place.apart(matrix.place) <= NEAR
    return images and near and sure(matrix) and _alone(score, matrix, case, submission)


def _alone(score: Score, matrix: Matrix, case: Case, submission: Submission) -> bool:
    """Tell whether the case states the metric once, and nothing of another case stands between it and the matrix."""
    same = [
        one
        for one in case.scores
        if (one.metrics, one.split, one.label, one.average) == (score.metrics, score.split, score.label, score.average)
    ]
    once = len({round(one.quantity.shares[0].value, 3) for one in same}) == 1
    return once and (_same_part(score, matrix, submission) or _same_block(score, matrix, submission))


def _same_part(score: Score, matrix: Matrix, submission: Submission) -> bool:
    if not submission.parts:
        return score.place.apart(matrix.place) <= NEAR
    return submission.part_at(score.place.first) == submission.part_at(matrix.place.first)


def _same_block(score: Score, matrix: Matrix, submission: Submission) -> bool:
    block = submission.block_at(score.place.first)
    return block is not None and matrix.place.first in block.place
