"""Comparisons of one case with another, or with several: `better than the previous one`, `la perte est plus basse`."""

import re
from collections.abc import Iterator

from reportgen.check.comparing.amounts import differences
from reportgen.check.comparing.figures import listed
from reportgen.check.comparing.folding import fold
from reportgen.check.comparing.going import READINGS, Sides, changed, closest
from reportgen.check.comparing.judging import judge
from reportgen.check.comparing.measures import measures
from reportgen.check.comparing.naming import NOBODY, Named, Set, named
from reportgen.check.comparing.relations import relations
from reportgen.check.comparing.said import Said
from reportgen.check.comparing.standards import THOUGHT, Standard, ahead, compared, earlier, standard
from reportgen.check.comparing.standouts import meant
from reportgen.check.comparing.subjects import Subject, subject
from reportgen.check.comparing.trends import change
from reportgen.check.comparing.understood import understood
from reportgen.check.comparing.verdicts import unseen, verdict
from reportgen.check.comparing.weighing import weigh
from reportgen.check.comparing.world import World
from reportgen.check.patterns import regex
from reportgen.check.verdict import Verdict

RULE = "comparison.pair"
_FIGURE = regex(r" ?(?:\w+ ){0,2}?(?:0[.,]\d|\d{1,3}(?:[.,]\d{1,4})? ?%)")
_ARTICLE = regex(r"\b(?:an?|une?|this|cette|ce) (?:\w{3,12} )?$")


def pair(world: World, said: Said) -> Iterator[Verdict]:
    """Yield the verdict on a comparison, if it is known who is compared."""
    apart = _standard(said)
    if _FIGURE.match(apart.text) or _nothing(apart, said) or (not apart.text and _is_amount(said)):
        return
    found = changed(said, world) or _sides(world, said, apart)
    if found is not None and not found[0]:
        return
    if found is None:
        if apart.text and said.measure.explicit and not said.how.opinion:
            yield from _open(world, said)
        return
    sides, certain = found
    readings = [weigh(world, said.relation, said.measure, side, said.split) for side in sides]
    whole = _alone(said, apart) and understood(said.clause, said.before, readings)
    judged = judge(readings, said.relation, said.measure, said.how, certain, whole)
    if judged is not None:
        yield verdict(RULE, said.clause, judged, world.submission, listed(judged.figures), said.words)
        if judged.outcome == "confirmed":
            yield from differences(world, said, sides[0], certain and whole and len(sides) == 1)
    elif apart.text and said.measure.explicit and not any(readings):
        yield from _open(world, said)


def _alone(said: Said, apart: Standard) -> bool:
    """Tell whether a comparison stands alone: `H2 is worse than H1 and H3 worse than H2` are two."""
    text, start = said.clause.folded, said.relation.start
    before = [one.end for one in relations(text) if one.end <= start]
    return (
        not re.search(r",(?!\d)", said.words)
        and all(one.degree == "superlative" for one in relations(fold(apart.text)))
        and (bool(apart.text) or not before or "," not in text[before[-1] : start])
    )


def _is_amount(said: Said) -> bool:
    """Tell whether a word only says how much two figures differ that were just given: `a rise of 0.004`."""
    return said.relation.verb and bool(_ARTICLE.search(said.clause.folded[: said.relation.start]))


def _nothing(apart: Standard, said: Said) -> bool:
    """Tell whether a clause compares with no case: with what was expected, one metric with another."""
    folded = fold(apart.text)
    if THOUGHT.search(folded):
        return True
    return any(True for _ in measures(folded)) and said.measure.word not in {one.word for one in measures(folded)}


def _sides(world: World, said: Said, apart: Standard) -> tuple[Sides, bool] | None:
    """Return who is compared with whom, in all readings, and whether these are all; None if nobody is meant."""
    who = subject(said.clause, apart, world, said.carried(world))
    if who is None or (said.relation.degree == "same" and not who.told and not apart.text):
        return _alike(world, said, apart)
    others = [(own, _others(world, said, apart, own, who)) for own in _own(who, said, apart, world)]
    sides = tuple((own, other) for own, found in others for other in meant(found.choices, apart.text, world))
    # Where nobody is named, the case before may be of another kind: only in one series it is what is meant.
    series = (who.told and apart.text) or all(_in_series(world, said, own) for own, _ in sides)
    certain = bool(series) and who.named.certain and all(found.certain for _, found in others)
    return closest(sides[:READINGS]), certain and len(sides) <= READINGS


def _in_series(world: World, said: Said, own: Set) -> bool:
    group = world.group_of(own[0])
    return world.alike(group) and group == world.near(said.clause.place.first)


def _own(who: Subject, said: Said, apart: Standard, world: World) -> tuple[Set, ...]:
    """Return whom a clause is about: of `the best CNN is better than ...` the one that leads."""
    if not who.told or not apart.text:
        return who.named.choices
    return meant(who.named.choices, said.clause.text[: said.relation.start], world)


def _alike(world: World, said: Said, apart: Standard) -> tuple[Sides, bool] | None:
    """Return all cases of a group of which it is said that they are the same."""
    group = world.near(said.clause.place.first)
    if said.relation.degree != "same" or said.relation.negated or apart.text or len(group) < 2:
        return None
    return (((group[0],), tuple(group[1:])),), False


def _standard(said: Said) -> Standard:
    apart = standard(said.clause, said.relation)
    if apart.text:
        return apart
    before = ahead(said.before[-1]) if said.before else apart
    if before.text:
        return Standard(before.text)
    return _shared(said) if said.after and said.after[0].joined == "and" else apart


def _open(world: World, said: Said) -> Iterator[Verdict]:
    if world.near(said.clause.place.first):
        yield unseen(RULE, said.clause, world.submission)


def _shared(said: Said) -> Standard:
    """Return what the next clause compares with: `the accuracy is higher and the loss lower than with 100`."""
    after = said.after[0]
    found = next((standard(after, relation) for relation in relations(after.folded)), Standard())
    return Standard(found.text, len(said.clause.text), len(said.clause.text)) if found.text else found


def _others(world: World, said: Said, apart: Standard, own: Set, who: Subject) -> Named:
    """Return with what some cases are compared, in all readings; if nothing is named, with each that may be meant."""
    if apart.text:
        return compared(apart.text, world, said.clause.place.first, own)
    if said.relation.verb and not who.told:
        return NOBODY
    group = world.group_of(own[0])
    if len(own) == len(group) > 1:
        kinds = (other for other in world.groups if other is not group and world.comparable(group, other))
        return Named(tuple(kinds))
    if said.relation.degree == "same":
        return Named((own[1:],)) if len(own) > 1 else NOBODY
    against = _against(world, said, own) if who.told else None
    return against or Named(_unnamed(world, said, own, who.told))


def _against(world: World, said: Said, own: Set) -> Named | None:
    """Return the case that the clause before speaks of: `300 is good, but 600 has a lower loss`."""
    before = named(said.before[-1].text, world, said.clause.place.first) if said.before else None
    if before is None or said.clause.joined != "but" or len(before.choices) != 1 or set(before.one) & set(own):
        return None
    return before


def _unnamed(world: World, said: Said, own: Set, told: bool) -> tuple[Set, ...]:
    group = world.group_of(own[0])
    if not told or change(" ".join(clause.folded for clause in (*said.before, said.clause))):
        return earlier(own, group, world)
    others = tuple(case for case in group if case not in own)
    return tuple((case,) for case in others) + ((others,) if len(others) > 1 else ())
