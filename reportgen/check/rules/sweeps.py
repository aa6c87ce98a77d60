"""Replicates and sweeps: means and deviations of listed runs, and what is said of a factor or of a level of noise."""

from collections.abc import Iterator

from reportgen.check.facts import Facts
from reportgen.check.sweeps import best, curves, denoising, gaps, replaced, replicates, rows, spacing
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = (
    replicates.MEAN, replicates.DEVIATION, best.RULE, spacing.RULE, denoising.RULE, gaps.RULE, replaced.RULE,
)  # fmt: skip


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield the verdicts on replicates, factors, curves over the noise, and differences beside their scores."""
    submission = facts.submission
    found = rows.find(submission)
    yield from replicates.verdicts(found)
    yield from best.verdicts(submission, found)
    yield from spacing.verdicts(submission, found)
    yield from denoising.verdicts(submission, curves.find(submission))
    yield from gaps.verdicts(submission)
    yield from replaced.verdicts(submission)
