"""Comparisons in words, against the figures that the report gives: better, lower, the best, the more the better.

Refuted is only what is certain: it is known which cases are meant and by which metric, every reading is wrong, and the
difference is more than its interval.
"""

from collections.abc import Iterator

from reportgen.check.facts import Facts
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = (
    "comparison.best", "comparison.pair", "comparison.trend", "comparison.change", "comparison.difference",
    "comparison.detection",
)  # fmt: skip


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each comparison that the figures of the report bear on."""
    from reportgen.check.comparing.claims import claims
    from reportgen.check.comparing.detection import detections
    from reportgen.check.comparing.world import World

    cases = tuple(case for case in facts.cases if case.scores)
    if cases:
        world = World(facts.submission, cases)
        yield from claims(world)
        yield from detections(world)
