"""Confused classes: what sentences say of them, by the report's own confusion matrices.

Confirmed where the pair is among the largest cells, in either direction. Refuted only where no reading is right: one
certain matrix with all its sums right, and a superlative below half of the largest, a wrong count, or hardly any error.
Where the matrix is a picture, or broken in copying, the claim is left to the assistant.
"""

from collections.abc import Iterator

from reportgen.check.confusion import unread_matrices
from reportgen.check.confusion.class_verdicts import CLASS, TOTAL
from reportgen.check.confusion.pair_verdicts import PAIR, verdicts
from reportgen.check.confusion.scope import Reach
from reportgen.check.confusion.speaking import said
from reportgen.check.facts import Facts
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = (PAIR, CLASS, TOTAL, unread_matrices.UNREAD)


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each claim about confused classes."""
    reach = Reach.of(facts)
    for item in said(facts.submission):
        found = tuple(verdicts(item, reach))
        yield from found or unread_matrices.verdicts(item, facts.submission)
