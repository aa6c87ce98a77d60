"""Stub."""

from reportgen.check.stated import StatedNetwork
from reportgen.check.submission import Submission


def find(submission: Submission) -> tuple[StatedNetwork, ...]:
    """Find nothing yet."""
    del submission
    return ()
