"""Networks that a report describes: rows and totals of summaries, stated counts of weights, layers in words."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from reportgen.check.facts import Facts
from reportgen.check.facts.folding import folded
from reportgen.check.patterns import regex
from reportgen.check.structure import (
    at_layer,
    bottleneck,
    chained,
    columns,
    counting,
    ends,
    images,
    judging,
    layer_tables,
    sequences,
    shares,
    sizes,
    tables,
    weightless,
    wiring,
    words,
)
from reportgen.check.structure.described import Described
from reportgen.check.structure.passages import Passage, passages
from reportgen.check.structure.scope import Scopes
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = (tables.RULE, layer_tables.RULE, counting.RULE, judging.RULE)

_WORD = regex(r"[^\W\d_]{3}")


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each claim about a network's structure that its summary, its code or its words decide."""
    scopes = Scopes(facts.submission, facts.networks)
    found = passages(facts.submission, facts.networks)
    yield from columns.check(facts)
    yield from tables.check(facts)
    yield from layer_tables.check(facts)
    yield from counting.check(facts, scopes, found)
    yield from chained.check(facts.submission)
    for passage in found:
        if not _WORD.search(passage.text):  # a row of a matrix
            continue
        described = scopes.described(passage.place.first)
        yield from weightless.check(passage)
        inputs = partial(scopes.inputs, passage.place.first)
        yield from (_careful(verdict, passage, described) for verdict in ends.check(passage, described, inputs))
        for rule in (at_layer, bottleneck, images, sequences, shares, sizes, wiring, words):
            yield from (_careful(verdict, passage, described) for verdict in rule.check(passage, described))


def _careful(verdict: Verdict, passage: Passage, described: Described) -> Verdict:
    """Refute nothing in a sentence with a word that is not understood, or whose subject may be another network."""
    if verdict.outcome != "refuted":
        return verdict
    if described.is_clear(f"{passage.antecedent} {passage.text}") and not described.is_open(folded(passage.antecedent)):
        return verdict
    return replace(verdict, outcome="review", suspicion=0.6)
