"""Among which cases something is the best: one series, unless a sentence tells a score that none of it has."""

import re
from itertools import pairwise

from reportgen.check.comparing.labels import labels
from reportgen.check.comparing.measures import measures
from reportgen.check.comparing.naming import Named
from reportgen.check.comparing.relations import relations
from reportgen.check.comparing.said import Said
from reportgen.check.comparing.world import Family, Group, World, families
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity

OF_ALL = regex(
    r"\b(?:of|among|de|parmi) (?:all|tous|toutes)\b (?:of )?(?:our|the|nos|les|ours)\b|\bin (?:the|this|our) "
    r"(?:whole |entire )?(?:report|lab|work|notebook)\b|\bdu (?:rapport|labo|travail)\b|\b(?:approaches|approches)\b"
)
_SCORE = regex(r"0[.,]\d{2,}|\d{2}(?:[.,]\d{1,4})? ?%|\d{2}[.,]\d{1,4}\b")
_AMONG = regex(
    r"\b(?:among|amongst|parmi|out of|of the|des) [^,]{0,40}?\d|\b(?:for|with|pour|avec) (?:the )?same\b|a nombre egal"
)
_OF_MANY = regex(
    r"\b(?:of|des|parmi les|among(?:st)?|les|all)(?: (?:the|our|these|nos|ces))? (two|three|four|five|six"
    r"|deux|trois|quatre|cinq|\d)\b(?! ?(?:neur|orient|pix|filt|couche|layer|epoch|epoq|%))"
)
_COUNTS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5,
    **{str(count): count for count in range(10)},
}  # fmt: skip
_RAW = regex(r"\braw\b|\bbrut|\bpixels\b")
_SEVERAL = regex(r"\b(?:are|have|give|get|both|sont|ont|donnent|cnns|mlps|models|networks|modeles|reseaux)\b")


def of_these(world: World, said: Said, group: Group) -> bool:
    """Tell whether a sentence surely speaks of a group: it is one series, and no other score is told."""
    if not world.alike(group) and not OF_ALL.search(said.clause.folded):
        return False
    known = [score.quantity for case in group for score in case.scores]
    told = [
        one
        for clause in (*said.before, said.clause, *said.after)
        for one in quantities(clause.text)
        if _SCORE.match(clause.text, one.start)
    ]
    return all(any(_agree(one, other) for other in known) for one in told)


def _agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers may be the same score, rounded."""
    return any(
        abs(a.value - b.value) <= max(a.step, b.step) / 2 + 1e-9
        for a in (*one.readings, *one.shares)
        for b in (*other.readings, *other.shares)
    )


def of_one(world: World, said: Said, who: Named) -> bool:
    """Tell whether one thing is said, of one case or of all of a kind: not `A is the best raw one, H4 the best HOG`."""
    clause = said.clause
    if _AMONG.search(clause.folded) or not _as_many(world, said, who):
        return False
    leads = [relation for relation in relations(clause.folded) if relation.degree == "superlative"]
    if len(leads) > 1 and len(set(labels(clause.text, clause.folded))) > 1:
        return False
    if len({relation.sign for relation in leads if relation.judging}) > 1:  # `the smallest is the worst, ... the best`
        return False
    if any(_adjacent(clause.folded[one.end : two.start]) for one, two in pairwise(leads)):
        return False
    kinds, groups = kinds_of(clause.folded), [world.group_of(choice[0]) for choice in who.choices]
    if kinds and any(world.family(group) not in kinds for group in groups):
        return False
    sizes = all(len(choice) in (1, len(world.group_of(choice[0]))) for choice in who.choices)
    return sizes or bool(_SEVERAL.search(clause.folded))


def _adjacent(between: str) -> bool:
    """Tell whether two superlatives are one statement: `le plus grand le meilleur` says who is the best by its size."""
    return not any(True for _ in measures(between)) and not re.search(r",|\b(?:et|and|mais|but)\b", between)


def _as_many(world: World, said: Said, who: Named) -> bool:
    """Tell whether `the best of the three` may be said of a group: it has so many cases, or no number is said."""
    match = _OF_MANY.search(said.clause.folded)
    counts = {len(world.group_of(choice[0])) for choice in who.choices}
    return match is None or counts == {_COUNTS[match[1]]}


def kinds_of(folded: str) -> frozenset[Family]:
    """Return the kinds of networks among which a clause says that one is the best: a shallow one reads either input."""
    kinds = frozenset(families(folded))
    return kinds | {"hog"} if "raw" in kinds and not _RAW.search(folded) else kinds
