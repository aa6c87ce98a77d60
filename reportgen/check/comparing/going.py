"""Cases compared by what goes from one to the other: `from 100 to 300 neurons`, `de H1 à H2`, all else equal."""

import re
from itertools import product

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.naming import Set, named
from reportgen.check.comparing.quantifying import NOUNS, nouns, number
from reportgen.check.comparing.said import Said
from reportgen.check.comparing.world import Group, World, families
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, SettingName

Sides = tuple[tuple[Set, Set], ...]
"""Who is compared with whom, in each reading; the likelier first."""
READINGS = 30
"""More readings are not weighed: what is said then is not certain."""
_FROM_TO = regex(
    r"\b(?:from|de|d'|between|entre) ?(?P<old>\d{1,4}) ?(?P<noun>(?:[a-z_]{3,16} ?){0,3}?) ?(?:to|a|vers|->"
    r"|→|and|et) (?P<new>\d{1,4})(?![\d.,%])(?P<after> [a-z_]{3,16})?"
)
_LABELS = regex(r"\b(?:from|From|de|De) (?P<old>[A-Z]\d{0,2}) (?:to|à) (?P<new>[A-Z]\d{0,2})\b")


def changed(said: Said, world: World) -> tuple[Sides, bool] | None:
    """Return the cases of `going from 100 to 300 neurons`: what it is now, and what it was."""
    for clause in (said.clause, *said.before):
        match = _FROM_TO.search(clause.folded)
        if match:
            return _ends(match, clause, world)
        match = _LABELS.search(clause.text)
        if match:
            return _product(match["new"], match["old"], clause, world)
    return None


def _ends(match: re.Match[str], clause: Clause, world: World) -> tuple[Sides, bool]:
    """Return the pairs of which one has the old value and one the new one, all else equal if there are such."""
    name = _varied(match, clause)
    if name is None:
        return _product(match["new"], match["old"], clause, world)
    ends = [_with(group, name, match) for group in _spoken(clause, world)]
    ends = [pairs for pairs in ends if pairs]
    if len(ends) != 1:
        return (), False
    alone = tuple((own, other) for own, other in ends[0] if _apart(own[0], other[0]) == 1)
    return alone or ends[0], bool(alone)


def _varied(match: re.Match[str], clause: Clause) -> SettingName | None:
    """Return the hyper-parameter that goes from one value to another: named between, after or before the values."""
    beside = next(nouns(f"{match['noun']} {match['after'] or ''}"), None)
    before = list(nouns(clause.folded[: match.start()]))
    return beside[0] if beside else before[-1][0] if before else None


def _spoken(clause: Clause, world: World) -> tuple[Group, ...]:
    line, kinds = clause.place.first, families(clause.folded)
    groups = (world.near(line),) if world.within(line) and not kinds else world.groups
    return tuple(group for group in groups if not kinds or world.family(group) in kinds)


def _with(group: Group, name: SettingName, match: re.Match[str]) -> Sides:
    new, old = (tuple((case,) for case in group if number(case, name) == float(match[end])) for end in ("new", "old"))
    return tuple(product(new, old))


def _product(new: str, old: str, clause: Clause, world: World) -> tuple[Sides, bool]:
    """Return the pairs of what two pieces name; none if one of them names nobody."""
    now, before = (named(span, world, clause.place.first) for span in (new, old))
    if not now or not before:
        return (), False
    sides = closest(tuple(product(now.choices, before.choices)))
    return sides, now.certain and before.certain and len(sides) == 1


def closest(sides: Sides) -> Sides:
    """Return the pair that differs in one hyper-parameter alone, if there is just one such pair; else all."""
    alone = tuple((own, other) for own, other in sides if len(own) == len(other) == 1 and _apart(own[0], other[0]) == 1)
    return alone if len(alone) == 1 else sides


def _apart(one: Case, other: Case) -> int:
    return sum(one.setting(name) != other.setting(name) for name, _ in NOUNS)
