"""Who a clause says something of: named in it, meant by `it`, or the case in whose lines it stands."""

import re
from dataclasses import dataclass

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.naming import NOBODY, Named, named
from reportgen.check.comparing.standards import Standard
from reportgen.check.comparing.world import World

_PRONOUN = re.compile(
    r"\b(?:it|it's|its|elle|il|celui-ci|celle-ci|this one|c'est|ce dernier|cette derniere|the latter|this is)\b"
)
_HERE = re.compile(r"\b(?:this|these|here|ici|ce|cet|cette|ces|c'est|celui-ci|celle-ci)\b")
_ELSE = re.compile(
    r"\b(?:previous|precedente?s?|others?|autres?|rest|former|latter|ancien\w*|earlier|no other"
    r"|aucun\w*|none|both|deux|two|neither|every|chaque|each|all|tous|toutes|any)\b"
)
_OF_ALL = re.compile(
    r"\b(?:of|de|among|parmi|des|of the) (?:all|tous|toutes|trois|quatre|three|four|deux|two)\b(?: (?:the|les|of)\b)?"
)
_FIGURES = re.compile(r"\([^()]{0,80}\d[.,]\d[^()]{0,80}\)")
_SCORE_LIKE = re.compile(r"\d+[.,]\d+ ?%?|\d+ ?%")


@dataclass(frozen=True)
class Subject:
    """Who is meant, and how that is known.

    Attributes:
        named: the readings.
        told: whether words name it; else it follows from where the clause stands.
    """

    named: Named
    told: bool


def subject(clause: Clause, apart: Standard, world: World, carried: Named | None) -> Subject | None:
    """Return who a clause is about, leaving out what it compares with; None if that is open."""
    span = spoken(clause, apart)
    told = named(span, world, clause.place.first)
    if told is NOBODY or (told is not None and not told.choices):
        return None
    if told is not None:
        return Subject(told, True)
    folded = clause.folded[: apart.start] + clause.folded[apart.end :] if apart.text else clause.folded
    if _ELSE.search(_OF_ALL.sub(" ", folded)):
        return None
    if carried is not None and (_PRONOUN.search(folded) or clause.joined):
        return Subject(carried, True)
    return _standing(clause, world, folded, bool(apart.text) and carried is None)


def spoken(clause: Clause, apart: Standard) -> str:
    """Return the words of a clause without what it compares with, and without figures."""
    text = clause.text[: apart.start] + " , " + clause.text[apart.end :] if apart.text else clause.text
    return _SCORE_LIKE.sub(" ", _FIGURES.sub(" ", text))


def _standing(clause: Clause, world: World, folded: str, alone: bool) -> Subject | None:
    """Return the case in whose lines a clause stands; of the last of a group only if the clause points to it."""
    line = clause.place.first
    case = world.current(line)
    if case is None:
        return None
    last = case is world.group_of(case)[-1]
    return Subject(Named(((case,),), not last or alone or bool(_HERE.search(folded))), False)
