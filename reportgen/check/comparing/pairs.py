"""Comparisons of one case with another, or with several: `better than the previous one`, `la perte est plus basse`."""

import re
from collections.abc import Iterator
from itertools import chain

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.figures import listed
from reportgen.check.comparing.judging import Reading, judge
from reportgen.check.comparing.naming import NOBODY, Named, Set, named
from reportgen.check.comparing.said import Said
from reportgen.check.comparing.standards import Standard, compared, earlier, standard
from reportgen.check.comparing.subjects import Subject, subject
from reportgen.check.comparing.verdicts import unseen, verdict
from reportgen.check.comparing.weighing import weigh
from reportgen.check.comparing.world import World
from reportgen.check.verdict import Verdict

RULE = "comparison.pair"
_FROM_TO = re.compile(
    r"\b(?:from|de|d') ?(?P<old>\d{1,4}) ?(?P<noun>(?:[a-z_]{3,16} ?){0,3}?) ?(?:to|a|vers|->|→) (?P<new>\d{1,4})(?![\d.,%])(?P<after> [a-z_]{3,16})?"
)


def pair(world: World, said: Said) -> Iterator[Verdict]:
    """Yield the verdict on a comparison, if it is known who is compared."""
    changed = _changed(said, world)
    apart = standard(said.clause, said.relation)
    if not apart.text and said.after and said.after[0].joined == "and":
        apart = _shared(said)
    who = Subject(changed[0], True) if changed else subject(said.clause, apart, world, _carried(said, world))
    if who is None:
        if apart.text and said.measure.explicit and not said.how.opinion:
            yield from _open(world, said)
        return
    sides = (
        [(choice, (changed[1],)) for choice in who.named.choices]
        if changed
        else [(choice, _others(world, said, apart, choice, who)) for choice in who.named.choices]
    )
    readings = [
        weigh(world, said.relation, said.measure, (own, other), said.split) for own, others in sides for other in others
    ]
    judged = judge(
        readings, said.relation, said.measure, said.how, who.named.certain and all(others for _, others in sides)
    )
    if judged is not None:
        yield verdict(RULE, said.clause, judged, world.submission, listed(judged.figures))
    elif apart.text and said.measure.explicit:
        yield from _open(world, said)


def _open(world: World, said: Said) -> Iterator[Verdict]:
    if world.near(said.clause.place.first):
        yield unseen(RULE, said.clause, world.submission)


def _carried(said: Said, world: World) -> Named | None:
    return said.carried(world)


def _shared(said: Said) -> Standard:
    """Return what the next clause compares with: `the accuracy is higher and the loss lower than with 100`."""
    from reportgen.check.comparing.relations import relations

    after = said.after[0]
    found = next((standard(after, relation) for relation in relations(after.folded)), Standard())
    return Standard(found.text, len(said.clause.text), len(said.clause.text)) if found.text else found


def _changed(said: Said, world: World) -> tuple[Named, Set] | None:
    """Return the cases of `going from 100 to 300 neurons`: what it is now, and what it was."""
    for clause in (said.clause, *said.before):
        match = _FROM_TO.search(clause.folded)
        if match:
            return _ends(match, clause, world)
    return None


def _ends(match: re.Match[str], clause: Clause, world: World) -> tuple[Named, Set] | None:
    noun = (match["noun"] or match["after"] or "").strip()
    new, old = (named(f"{value} {noun}", world, clause.place.first) for value in (match["new"], match["old"]))
    if not new or not old or NOBODY in (new, old) or len(new.choices) != 1 or len(old.choices) != 1:
        return None
    return new, old.choices[0]


def _others(world: World, said: Said, apart: Standard, own: Set, who: Subject) -> tuple[Set, ...]:
    """Return with what some cases are compared, in all readings; if nothing is named, with each that may be meant."""
    if apart.text:
        return compared(apart.text, world, said.clause.place.first, own)
    if said.relation.verb and not who.told:
        return ()
    group = world.group_of(own[0])
    if len(own) == len(group) > 1:
        return tuple(other for other in world.groups if other is not group and world.comparable(group, other))
    if said.relation.degree == "same":
        return (tuple(own[1:]),) if len(own) > 1 else ()
    found = earlier(own, group, world) if not who.told else tuple((case,) for case in group if case not in own)
    return tuple(
        dict.fromkeys(
            chain(found, (tuple(case for case in group if case not in own),) if who.told and len(group) > 2 else ())
        )
    )
