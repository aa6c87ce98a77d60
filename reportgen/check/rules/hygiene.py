"""Hygiene: notes left in, copied sentences and scores, empty parts; few, and the graver first."""

from collections.abc import Iterator

from reportgen.check.consistency.claims import claims_of
from reportgen.check.facts import Facts
from reportgen.check.hygiene import copied, headings, notes, repeated, wording
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = (
    notes.RULE, headings.RULE, repeated.SCORES, repeated.MATRICES, repeated.ROWS, copied.RULE,
    wording.EMPTY, wording.TYPO, wording.TERM, wording.ORDINAL,
)  # fmt: skip
MOST = 5
"""So many reviews a report at most: assistants should not read of commas."""


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield what is certain, and the reviews that are most suspicious."""
    claims = claims_of(facts)
    found = [
        *notes.verdicts(facts.submission),
        *headings.verdicts(claims),
        *repeated.verdicts(facts),
        *copied.verdicts(claims),
        *wording.verdicts(facts.submission),
    ]
    yield from (verdict for verdict in found if verdict.outcome != "review")
    reviews = [verdict for verdict in found if verdict.outcome == "review"]
    yield from sorted(reviews, key=lambda verdict: (-verdict.suspicion, verdict.place))[:MOST]
