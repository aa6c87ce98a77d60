"""Stub."""

from collections.abc import Sequence

from reportgen.check.stated import Case, Matrix, Score, Setting
from reportgen.check.submission import Submission


def find(
    submission: Submission, settings: Sequence[Setting], scores: Sequence[Score], matrices: Sequence[Matrix]
) -> tuple[Case, ...]:
    """Find nothing yet."""
    del submission, settings, scores, matrices
    return ()
