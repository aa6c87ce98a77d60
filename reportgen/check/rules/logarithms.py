"""Values of logarithms: what a probability of one half costs, what guessing among ten classes does."""

from collections.abc import Iterator

from reportgen.check.arithmetic import logarithms
from reportgen.check.facts import Facts
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = (logarithms.RULE,)


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield the verdicts on values of logarithms."""
    yield from logarithms.verdicts(facts.submission)
