"""Stub."""

from reportgen.check.stated import Setting
from reportgen.check.submission import Submission


def find(submission: Submission) -> tuple[Setting, ...]:
    """Find nothing yet."""
    del submission
    return ()
