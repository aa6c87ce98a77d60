"""What something is compared with: `than the previous one`, `que les autres`, `compared to 100 neurons`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.folding import fold
from reportgen.check.comparing.naming import EXPERIMENT, NOBODY, Named, Set, named
from reportgen.check.comparing.relations import Relation
from reportgen.check.comparing.world import Group, World, families
from reportgen.check.patterns import regex
from reportgen.check.stated import Case

_AFTER = regex(
    r"\b(?:than|que|qu'|compared? (?:to|with)|comparee?s? (?:a|au|aux|avec)|comparativement (?:a|au"
    r"|aux)|par rapport (?:a|au|aux)|vs\.?|versus|contre|face (?:a|au|aux)|against|over|as (?:for|in"
    r"|with))(?= |[a-z0-9(]|$)"
)
_TO = regex(r"^.{0,20}?\b(?:to|a|au|aux|as|que|avec|with)\b ?")
_AHEAD = regex(
    r"(?:^|, ?|\b(?:and|et|but|mais) )(?:against|in comparison|comparison|compared|comparing|en comparaison"
    r"|comparee?s?|par rapport|face|contrairement|unlike|contrary)(?: (?:to|with|a|au|aux"
    r"|avec))? (?P<object>[^,]{2,80}?)(?:,| (?=(?:it|we|the|on|nous|le|la|les|l'|elle|il|ce|c')\b))"
)
_PREVIOUS = regex(
    r"\b(?:previous\w*|precedent\w*|before(?! (?:the )?last)|avant(?![- ]dern)|prior|earlier|preceding|d'avant|above"
    r"|ci-dessus|auparavant|last time)\b|\b(?:last|dernier|derniere) (?:one|model|modele|case|cas|test"
    r"|experiment|experience|result|resultat|mesure|essai)\b"
)
_PREVIOUS_MANY = regex(
    r"\b(?:previous|preceding|earlier|prior) (?:\w+ )?(?:ones|models|cases|tests|results|experiments"
    r"|measures|networks|trials|configurations|attempts|two|three)\b|\b(?:precedents|precedentes"
    r"|resultats precedents|ceux d'avant|celles d'avant|les deux (?:premier|precedent)\w*)\b|\b(?:two"
    r"|three|deux|trois) (?:previous|precedent\w*)\b"
)
_OTHERS = regex(
    r"\b(?:others?|rest|reste|autres?|all|tous|toutes|any|every|each|remaining|restante?s?|n'importe quel\w*)\b"
)
_ALL = regex(r"\b(?:all|tous|toutes|others|autres)\b")
_ASIDE = regex(r" ?\((?:[^() ]{1,30} ){3,12}[^() ]{1,30}\)")
"""Words in brackets; a label or a value is shorter."""
THOUGHT = regex(r"\bexpect|\bpens|\bthought|\bimagin|\battend|\bprevu")


@dataclass(frozen=True)
class Standard:
    """What a clause compares with.

    Attributes:
        text: its words; empty if the clause names nothing.
        start: the offset of the first character that belongs to it.
        end: the offset after the last.
    """

    text: str = ""
    start: int = 0
    end: int = 0


def standard(clause: Clause, relation: Relation) -> Standard:
    """Return the words that a clause compares with."""
    rest = clause.folded[relation.end :]
    found = _AFTER.search(rest[:90])
    if found:
        return _cut(clause, relation.end + found.start(), relation.end + found.end())
    word = clause.folded[relation.start : relation.end]
    if word.startswith(("superieur", "inferieur", "superior", "inferior")) or relation.degree == "same":
        match = _TO.match(rest[:40])
        if match and not rest.startswith((" a la fois", " both")):
            return _cut(clause, relation.end + match.start(), relation.end + match.end())
    if relation.beats:
        return _cut(clause, relation.end, relation.end)
    if word.endswith(" as"):
        return _cut(clause, relation.end, relation.end)
    return ahead(clause, relation)


def ahead(clause: Clause, relation: Relation | None = None) -> Standard:
    """Return the words that a clause begins by comparing with: `compared to the others, it is better`."""
    found = _AHEAD.search(clause.folded[: relation.start + 1 if relation else None])
    return Standard(clause.text[slice(*found.span("object"))], *found.span()) if found else Standard()


def _cut(clause: Clause, start: int, after: int) -> Standard:
    return Standard(clause.text[after:], start, len(clause.text))


def compared(words: str, world: World, line: int, subject: Set) -> Named:
    """Return the cases that something is compared with, in all readings; `NOBODY` if that is open.

    Args:
        words: after `than`.
        world: the cases.
        line: where they stand.
        subject: what is compared.
    """
    words = without_asides(words)
    folded = fold(words)
    group = world.group_of(subject[0])
    if THOUGHT.search(folded):
        return NOBODY
    if _PREVIOUS_MANY.search(folded):
        return _told(_many(subject, group), world, folded)
    if _PREVIOUS.search(folded):
        return _told(_before_or_last(folded, subject, group, world), world, folded)
    told = named(words, world, line)
    if told is not None:
        return Named(_without(told, subject, folded), told.certain)
    if _OTHERS.search(folded):
        return _told(_rest(world, subject, group), world, folded)
    return NOBODY


def without_asides(text: str) -> str:
    """Return a text without what it says in brackets, unless that names a kind of network."""
    return _ASIDE.sub(lambda match: match[0] if families(fold(match[0])) else "", text)


def _told(choices: tuple[Set, ...], world: World, folded: str) -> Named:
    """Return readings that are certain unless `the previous experiment` may be another part of the report."""
    return Named(choices, bool(choices) and not (len(world.groups) > 1 and EXPERIMENT.search(folded)))


def _before_or_last(folded: str, subject: Set, group: Group, world: World) -> tuple[Set, ...]:
    """Return the case before, or what else `the last one` may be: the last of the group."""
    found = earlier(subject, group, world)
    if not re.search(r"\b(?:last|dernier|derniere) ", folded):
        return found
    last = () if group[-1] in subject else ((group[-1],),)
    return tuple(dict.fromkeys((*last, *(() if subject[0] is group[0] and last else found))))


def _without(told: Named, subject: Set, folded: str) -> tuple[Set, ...]:
    """Leave the subject out of what it is compared with: `than the others with 4 orientations`."""
    choices = tuple(tuple(case for case in choice if case not in subject) for choice in told.choices)
    if _ALL.search(folded):
        choices = (tuple(dict.fromkeys(case for choice in choices for case in choice)),)
    return tuple(choice for choice in choices if choice)


def _rest(world: World, subject: Set, group: Group) -> tuple[Set, ...]:
    """Return the other cases of the subject's group; of a kind of network, all other kinds."""
    others = tuple(case for case in group if case not in subject)
    if others:
        return (others,)
    kinds = [other for other in world.groups if other is not group and world.comparable(group, other)]
    return (tuple(case for other in kinds for case in other),) if kinds else ()


def _many(subject: Set, group: Sequence[Case]) -> tuple[Set, ...]:
    earlier = tuple(case for case in group if case.number < min(one.number for one in subject))
    others = tuple(case for case in group if case not in subject)
    return tuple(dict.fromkeys(choice for choice in (earlier, others) if choice))


def earlier(subject: Set, group: Sequence[Case], world: World) -> tuple[Set, ...]:
    """Return the case before the subject; other readings are the first of the group and those of the group before."""
    place = min(one.number for one in subject)
    before = [case for case in group if case.number < place]
    if not before:
        return _group_before(group, world)
    choices: list[Set] = [(before[-1],)]
    if len(before) > 1:
        choices += [(before[0],), tuple(before)]
    return tuple(dict.fromkeys(choices))


def _group_before(group: Sequence[Case], world: World) -> tuple[Set, ...]:
    index = next((i for i, one in enumerate(world.groups) if one[0] is group[0]), 0)
    return (
        tuple(
            dict.fromkeys(
                (
                    (world.groups[index - 1][-1],),
                    (world.groups[index - 1][0],),
                    *((case,) for case in world.groups[index - 1]),
                )
            )
        )
        if index
        else ()
    )
