"""Deep and shallow networks: which have more weights, and how many times more, against the report's own totals.

What is said of the networks of the report can be refuted; what is said of networks in general, or of capacity as the
power to represent, is at most to be looked at.
"""

from collections.abc import Iterator
from functools import cache

from reportgen.check.facts import Facts
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = ("capacity.weights", "capacity.ratio")


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each statement on the sizes of deep and shallow networks."""
    from reportgen.check.comparing.size_verdicts import statements
    from reportgen.check.comparing.sizes import sizes

    yield from statements(facts.submission, cache(lambda: sizes(facts)))
