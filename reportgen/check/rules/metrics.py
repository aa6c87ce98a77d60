"""Metrics: by the confusion matrix of their case, by each other, and by recomputed answers.

Refuted only where case, images and matrix are certain; everything that leaves another reading is a question.
"""

from collections.abc import Iterator

from reportgen.check.confusion import (
    binary_counts,
    bounds,
    by_diagonal,
    errors_after,
    fractions_said,
    from_matrix,
    harmony,
    in_words,
    key_values,
    shares_said,
    twice,
)
from reportgen.check.confusion.belonging import Owners
from reportgen.check.confusion.scope import Reach
from reportgen.check.confusion.speaking import said
from reportgen.check.facts import Facts
from reportgen.check.submission import Place
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = (
    from_matrix.ACCURACY,
    from_matrix.CLASS,
    harmony.F1,
    twice.TWICE,
    in_words.ERRORS,
    by_diagonal.RATE,
    shares_said.RANGE,
    shares_said.TRACE,
    binary_counts.COUNTS,
    fractions_said.FRACTION,
    key_values.KEY,
)
_MOST = 500
"""A report states fewer metrics than this."""


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield the verdicts on stated metrics; no number is accused twice."""
    accused: set[tuple[Place, str]] = set()
    for verdict in _found(facts):
        key = (verdict.place, str(verdict.found))
        if verdict.outcome == "confirmed" or key not in accused:
            yield verdict
        if verdict.outcome == "refuted":
            accused.add(key)


def _found(facts: Facts) -> Iterator[Verdict]:
    reach = Reach.of(facts)
    owners = Owners(facts.cases, facts.matrices, facts.submission, reach, facts.scores)
    for score in facts.scores[:_MOST] if facts.matrices else ():
        found = owners.owner(score)
        if found is not None:
            yield from from_matrix.verdicts(score, found, facts.submission)
    yield from harmony.verdicts(owners)
    yield from twice.verdicts(owners, facts.scores)
    yield from _in_sentences(facts, reach, owners)
    yield from errors_after.verdicts(facts.submission)
    if facts.key is not None:
        yield from key_values.verdicts(facts.cases, facts.key, facts.submission)


def _in_sentences(facts: Facts, reach: Reach, owners: Owners) -> Iterator[Verdict]:
    for item in said(facts.submission):
        yield from shares_said.verdicts(item, reach, owners)
        yield from bounds.verdicts(item, owners)
        yield from in_words.verdicts(item, reach, facts.scores)
        yield from binary_counts.verdicts(item, reach, facts.cases)
