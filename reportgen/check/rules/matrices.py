"""Confusion matrices by themselves: the sums of their rows, and their size."""

from collections.abc import Iterator

from reportgen.check.confusion.sums import ROW_SUM, SHAPE, verdicts
from reportgen.check.facts import Facts
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = (ROW_SUM, SHAPE)


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield the verdicts on each printed matrix."""
    for matrix in facts.matrices:
        yield from verdicts(matrix, facts.submission)
