"""Networks that a report describes: rows and totals of summaries, stated counts of weights, layers in words."""

from collections.abc import Iterator

from reportgen.check.facts import Facts
from reportgen.check.structure import columns, counting, images, sizes, tables, words
from reportgen.check.structure.passages import passages
from reportgen.check.structure.scope import Scopes
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = (tables.RULE, counting.RULE, words.RULE)


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each claim about a network's structure that its summary, its code or its words decide."""
    yield from columns.check(facts)
    if not facts.networks:
        return
    scopes = Scopes(facts.submission, facts.networks)
    found = passages(facts.submission, facts.networks)
    yield from tables.check(facts)
    yield from counting.check(facts, scopes, found)
    yield from words.check(facts, scopes, found)
    yield from images.check(facts, scopes, found)
    yield from sizes.check(facts, scopes, found)
