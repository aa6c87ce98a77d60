"""Who a clause says something of: named in it, meant by `it`, or the case in whose lines it stands."""

from dataclasses import dataclass

from reportgen.check.comparing.clauses import LONGEST, Clause
from reportgen.check.comparing.folding import whole
from reportgen.check.comparing.naming import NOBODY, Named, named
from reportgen.check.comparing.standards import Standard, without_asides
from reportgen.check.comparing.world import World
from reportgen.check.patterns import regex
from reportgen.check.stated import Case

_PRONOUN = regex(
    r"\b(?:it|it's|its|son|sa|ses|elle|il|celui-ci|celle-ci|this one"
    r"|c'est|ce dernier|cette derniere|the latter|this is)\b"
)
_HERE = regex(r"\b(?:this|these|here|ici|ce|cet|cette|ces|c'est|celui-ci|celle-ci)\b")
_ELSE = regex(
    r"\b(?:previous|precedente?s?|others?|autres?|rest|former|latter|ancien\w*|earlier|no other"
    r"|aucun\w*|none|both|deux|two|neither|every|chaque|each|all|tous|toutes|any)\b"
)
_OF_ALL = regex(
    r"\b(?:of|de|among|parmi|des|of the) (?:all|tous|toutes|trois|quatre|three|four|deux|two)\b(?: (?:the|les|of)\b)?"
)
_FIGURES = regex(r"\([^()]{0,80}\d[.,]\d[^()]{0,80}\)")
_SCORE_LIKE = regex(r"\d+[.,]\d+ ?%?|\d+ ?%")
_BACK = 8


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
    if carried is NOBODY and not _HERE.search(folded):
        return None
    if carried is not None and carried.choices and (_PRONOUN.search(folded) or clause.joined):
        one = all(len(choice) in (1, len(world.group_of(choice[0]))) for choice in carried.choices)
        return Subject(carried if one else Named(carried.choices, False), True)
    return _standing(clause, world, carried, bool(apart.text), bool(_HERE.search(folded)))


def spoken(clause: Clause, apart: Standard) -> str:
    """Return the words of a clause without what it compares with, and without figures."""
    text = clause.text[: apart.start] + " , " + clause.text[apart.end :] if apart.text else clause.text
    return _SCORE_LIKE.sub(" ", without_asides(_FIGURES.sub(" ", text)))


def _standing(clause: Clause, world: World, carried: Named | None, compares: bool, here: bool) -> Subject | None:
    """Return the case in whose lines a clause stands; what was just spoken of may be meant too.

    After the last case of a group a report speaks of all of them: there it is certain only if the clause points to the
    case (`this model`), or compares it and no other was spoken of since.
    """
    case = world.current(clause.place.first)
    if case is None:
        return None
    others = () if carried is None else tuple(choice for choice in carried.choices if case not in choice)
    if others:
        return Subject(Named(((case,), *others), False), False)
    last = case is world.group_of(case)[-1]
    certain = not last or here or (compares and not _others_named(world, case, clause))
    return Subject(Named(((case,),), certain), False)


def _others_named(world: World, case: Case, clause: Clause) -> bool:
    """Tell whether prose since a case's result names other cases."""
    said = [
        sentence
        for sentence in world.submission.sentences[max(0, clause.sentence - _BACK) : clause.sentence]
        if sentence.place.first > case.place.last
        and world.submission.blocks[sentence.block].kind in ("paragraph", "item")
    ]
    found = (named(whole(sentence.text[:LONGEST]), world, sentence.place.first) for sentence in said)
    return any(told is not None and (case,) not in told.choices for told in found)
