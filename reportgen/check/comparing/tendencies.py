"""Verdicts on trends: what is said to follow from more neurons, against the cases that differ in nothing else."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.figures import listed
from reportgen.check.comparing.judging import Reading, judge
from reportgen.check.comparing.labels import labels
from reportgen.check.comparing.measures import Measure, measures
from reportgen.check.comparing.relations import Relation
from reportgen.check.comparing.said import Said
from reportgen.check.comparing.speech import Speech
from reportgen.check.comparing.trends import Change, chains, follow, outcome
from reportgen.check.comparing.understood import understood
from reportgen.check.comparing.verdicts import verdict
from reportgen.check.comparing.weighing import weigh
from reportgen.check.comparing.world import Group, World, families
from reportgen.check.patterns import regex
from reportgen.check.stated import Split
from reportgen.check.verdict import Verdict

RULE = "comparison.trend"
_VALUE = regex(r"\b(?:from|de|to|a|with|avec) ?\d")
_LIMITS = regex(
    r"\b(?:sauf|jusqu\w*|except\w*|until|up to|au-dela|beyond|puis|then|a partir|saturat\w*|satur\w*|plateau|stagn\w*"
    r"|presque|almost|apart|however|cependant|toutefois|par contre|only|seul\w*|remonte\w*|redescend\w*|general\w*"
    r"|globale?ment|overall|tendance|tend\w*|roughly|souvent|often|apres|after|trop|too)\b"
)
_DONE = regex(
    r"\b(?:increased|decreased|reduced|raised|lowered|added|changed|doubled|halved|(?:a|ont|avons|j'ai"
    r"|ai|est|sommes) (?:augment|diminu|redui|ajout|baiss|pass|chang|doubl|mont)\w+)\b"
)


def correlation(
    world: World, clause: Clause, how: Speech, together: tuple[Change, int, str], around: str
) -> Iterator[Verdict]:
    """Yield the verdict on `the more neurons, the better the accuracy`; what is said `around` it may limit it."""
    changed, start, words = together
    piece = re.split(r"[,.;]| and | et | but | mais ", words, maxsplit=1)[0]
    said = outcome(piece)
    measure = next(measures(piece), None)
    if said is None or (measure is None and not said[0]):
        return
    relation = Relation("comparative", said[0], said[1], start, start + len(piece))
    yield from _verdicts(
        world, clause, relation, measure or Measure(""), how, changed, "", strict=not _LIMITS.search(around)
    )


def tendency(world: World, said: Said, changed: Change) -> Iterator[Verdict]:
    """Yield the verdict on `increasing the neurons improves the accuracy`, if no single cases are named."""
    sentence = " ".join(clause.folded for clause in (*said.before, said.clause, *said.after))
    if _VALUE.search(sentence) or (
        said.clause.folded[said.relation.start : said.relation.end] and _is_change(said, changed)
    ):
        return
    specific = _specific(world, said) if _DONE.search(sentence) else ()
    how = replace(said.how, hedged=said.how.hedged or _names_one(said))
    yield from _verdicts(world, said.clause, said.relation, said.measure, how, changed, said.split, specific)


def _names_one(said: Said) -> bool:
    """Tell whether a sentence names cases by their labels: then what it says of their settings is no trend."""
    return any(True for one in (*said.before, said.clause, *said.after) for _ in labels(one.text, one.folded))


def _is_change(said: Said, changed: Change) -> bool:
    """Tell whether the relation is the change itself: `we increase the number of neurons`."""
    return changed.start <= said.relation.start < changed.end and not said.before


def _specific(world: World, said: Said) -> tuple[Reading, ...]:
    """Return the reading that a change was made from one case to the next."""
    case = world.current(said.clause.place.first)
    group = world.group_of(case) if case else ()
    before = [one for one in group if case and one.number < case.number]
    return tuple(weigh(world, said.relation, said.measure, ((case,), (one,)), said.split) for one in before if case)


def _verdicts(
    world: World,
    clause: Clause,
    relation: Relation,
    measure: Measure,
    how: Speech,
    changed: Change,
    split: Split,
    specific: tuple[Reading, ...] = (),
    strict: bool = False,
) -> Iterator[Verdict]:
    turned = replace(relation, sign=relation.sign * changed.sign)
    rows = [row for group in _groups(world, clause) for row in chains(group, changed.name)]
    readings = [follow(world, turned, measure, row, split, strict and measure.explicit) for row in rows]
    readings = [reading for reading in (*readings, *specific) if reading]
    certain = world.within(clause.place.first) or len(readings) == 1
    judged = judge(readings, turned, measure, how, certain, understood(clause, (), readings))
    if judged is not None:
        word = clause.text[relation.start : relation.end]
        yield verdict(RULE, clause, judged, world.submission, listed(judged.figures), word)


def _groups(world: World, clause: Clause) -> tuple[Group, ...]:
    kinds = families(clause.folded)
    told = tuple(group for group in world.groups if world.family(group) in kinds)
    if told:
        return told
    near = world.near(clause.place.first)
    if not near or not world.within(clause.place.first):
        return world.groups
    return tuple(group for group in world.groups if group[0].group == near[0].group)
