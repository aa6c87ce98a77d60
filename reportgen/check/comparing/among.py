"""Among which cases something is the best: one series, unless a sentence tells a score that none of it has."""

import re

from reportgen.check.comparing.said import Said
from reportgen.check.comparing.world import Group, World
from reportgen.check.numbers import quantities
from reportgen.check.stated import Quantity

OF_ALL = re.compile(
    r"\b(?:of|among|de|parmi) (?:all|tous|toutes)\b (?:of )?(?:our|the|nos|les|ours)\b|\bin (?:the|this|our) "
    r"(?:whole |entire )?(?:report|lab|work|notebook)\b|\bdu (?:rapport|labo|travail)\b|\b(?:approaches|approches)\b"
)
_SCORE = re.compile(r"0[.,]\d{2,}|\d{2}(?:[.,]\d{1,4})? ?%|\d{2}[.,]\d{1,4}\b")


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
