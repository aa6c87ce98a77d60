"""Confused classes: what sentences say of them, by the report's own confusion matrices.

Confirmed where the pair is among the largest cells, in either direction. Refuted only where no reading is right: one
certain matrix with all its sums right, and a superlative below half of the largest, a wrong count, or hardly any error.
Matrices that stand in figures alone give no verdict.
"""

from collections.abc import Iterator

from reportgen.check.confusion.class_verdicts import CLASS, TOTAL
from reportgen.check.confusion.pair_verdicts import PAIR, verdicts
from reportgen.check.confusion.scope import Reach
from reportgen.check.confusion.speaking import said
from reportgen.check.facts import Facts
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = (PAIR, CLASS, TOTAL)


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each claim about confused classes that a printed matrix decides."""
    if not facts.matrices:
        return
    reach = Reach.of(facts)
    for item in said(facts.submission):
        yield from verdicts(item, reach)
