"""Trends: what is said to happen to a score as a hyper-parameter grows: `the more neurons, the better`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportgen.check.comparing.figures import figures, order
from reportgen.check.comparing.measures import Measure
from reportgen.check.comparing.quantifying import NOUN, NOUNS, nouns, number
from reportgen.check.comparing.relations import Relation
from reportgen.check.comparing.weighing import Weight, direction
from reportgen.check.comparing.world import Group, World
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, Metric, SettingName, Split

_GROW = (
    r"(?:increas\w+|add(?:ing|ed|s)?|rais(?:e|es|ing|ed)|grow\w*|augment\w+|ajout\w+|rajout\w+"
    r"|multipli\w+|mont\w{1,3}|larger|bigger|higher|greater|more|plus(?: d[e'])?|plus grande?s?)"
)
_SHRINK = (
    r"(?:decreas\w+|reduc\w+|redui\w+|lower\w*|diminu\w+|baiss\w+|smaller|fewer|less|moins(?: d[e'])?"
    r"|remov\w+|enlev\w+|retir\w+)"
)
_LITTLE = (
    r"(?:[ ']?(?:the|le|la|les|l|of|de|d|des|du|number|nombre|amount|count|size|taille|we|on|nous"
    r"|il y a|y a|we have|have|has|more|hidden|a|in|dans|our|nos|notre|value|valeur|plus|that"
    r"|there are|we use|we put|utilise|met|too|trop|grand|is|est|bigger|larger|high|higher"
    r"|big|large|eleve)\b[ ']?){0,7}?"
)
_CHANGE = regex(rf"\b(?:(?P<grow>{_GROW})|(?P<shrink>{_SHRINK}))\b{_LITTLE} ?(?P<noun>{NOUN})")
_PASSIVE = regex(
    rf"(?P<noun>{NOUN})(?: (?:per|par|in|dans|of|de|hidden|the|la|le|cells?|cellules?|couche|layers?"
    rf"|cachee?s?|dense)){{0,4}} (?:(?P<grow>(?:increases?|increased|grows?|rises?"
    rf"|augmente(?:nt)?)(?! (?:the|la|le|les|our|its|l'|sa|also the) ?)|is (?:increased|higher|larger"
    rf"|bigger|raised|large|high)|are (?:increased|higher|larger|added)|grows?|rises?|augmente(?:nt)?"
    rf"|est (?:augmente|grand|plus grand|eleve|plus eleve)|sont augmente\w*|croit|monte)"
    r"|(?P<shrink>(?:decreases?|decreased|diminue(?:nt)?|baisse)(?! (?:the|la|le|les|our|its|l'|sa"
    r"|also the) ?)|is (?:decreased|lower|smaller|reduced|small|low)|are (?:decreased|fewer|reduced)"
    r"|diminue(?:nt)?|est (?:diminue|petit|plus petit|reduit|faible|plus faible)|sont (?:diminue"
    r"|redui)\w*|baisse))\b"
)
_WITH = regex(
    rf"\b(?:with|avec|along with|en fonction d\w*) (?:the |le |la |l'|a |d'|un )?(?:(?:increasing "
    rf"|growing |larger |higher |augmentation du )?(?:number|nombre|amount|size|taille) (?:of|de|des"
    rf"|d'))? ?(?:hidden )?(?P<noun>{NOUN})"
)
_THE_MORE_EN = regex(
    r"\bthe (?P<change>more|less|fewer|higher|lower|bigger|larger|smaller"
    r"|greater)\b(?P<x>.{0,90}?)\bthe (?P<y>more|less|fewer|higher|lower|bigger|larger|smaller"
    r"|better|worse)\b(?P<rest>.{0,70})"
)
_THE_MORE_FR = regex(
    r"(?:^|[,:;] ?|\b(?:que|et|mais|car) |\b(?=plus (?:on|nous|il y a|le nombre|la|les) ))"
    r"(?P<change>plus|moins)\b(?P<x>.{2,100}?)(?:,|\bet\b"
    r"|(?<=\w)) ?\b(?:et )?(?P<y>plus|moins|mieux|meilleure?s?|pires?)\b(?P<rest>.{2,70})"
)
_RISES = regex(
    r"\b(?:increas\w+|rises?|grows?|goes up|augment\w+|mont\w{1,3}|croit|grimp\w+|high\w{0,2}|elev\w+"
    r"|grand\w*|haut\w*|forte?s?|important\w*|good|bon\w*|accurate|performant\w*|precis\w*)\b"
)
_FALLS = regex(
    r"\b(?:decreas\w+|drops?|falls?|goes down|reduc\w+|redui\w+|diminu\w+|baiss\w+|descen\w+|chut\w+"
    r"|low|lower|small\w*|bas\w{0,2}|faibles?|petite?s?|bad|mauvais\w*)\b"
)
_SHRINKS = regex(r"\b(?:decreas|reduc|redui|diminu|baiss|petit|faible|bas\b|basse|small|low\b|few\b)")
_MINUS = ("less", "fewer", "lower", "smaller", "moins")


@dataclass(frozen=True)
class Change:
    """A hyper-parameter that is said to grow or to shrink.

    Attributes:
        name: which.
        sign: 1 if it grows.
        start: the offset where it is said.
        end: the offset after it.
    """

    name: SettingName
    sign: int
    start: int
    end: int


def change(folded: str) -> Change | None:
    """Return the hyper-parameter that a sentence says is changed; None if there is none, or more than one."""
    found = list(_changes(folded))
    return found[0] if len({(one.name, one.sign) for one in found}) == 1 else None


def _changes(folded: str) -> Iterator[Change]:
    for match in _CHANGE.finditer(folded):
        yield _named(match, 1 if match["grow"] else -1)
    for match in _PASSIVE.finditer(folded):
        yield _named(match, 1 if match["grow"] else -1)


def _named(match: re.Match[str], sign: int) -> Change:
    return Change(next(nouns(match["noun"]))[0], sign, match.start(), match.end())


def growing_with(folded: str) -> Change | None:
    """Return the hyper-parameter of `rises with the number of neurons`."""
    match = _WITH.search(folded)
    return _named(match, 1) if match and re.search(r"number|nombre|size|taille|amount", match[0]) else None


def correlated(folded: str) -> tuple[Change, int, str] | None:
    """Return what `the more X, the better Y` says: the change of X, the sign of what follows, and its words."""
    for pattern in (_THE_MORE_EN, _THE_MORE_FR):
        for match in pattern.finditer(folded):
            said = next(nouns(match["x"]), None)
            if said is None:
                continue
            shrinks = (match["change"] in _MINUS) != bool(_SHRINKS.search(match["x"]))
            changed = Change(said[0], -1 if shrinks else 1, match.start(), match.end())
            return changed, match.start("y"), folded[match.start("y") : match.end()]
    return None


def outcome(words: str) -> tuple[bool, int] | None:
    """Return what `plus la perte diminue` says of a score: whether it judges, and 1 for better or higher."""
    first, rest = words.split(" ", 1) if " " in words else (words, "")
    if first in ("better", "mieux", "worse") or first.startswith(("meilleur", "pire")):
        return True, -1 if first.startswith(("worse", "pire")) else 1
    sign = -1 if first in _MINUS else 1
    if first in ("higher", "lower", "bigger", "larger", "smaller"):
        return False, sign
    rises, falls = _RISES.search(rest), _FALLS.search(rest)
    if rises and (not falls or rises.start() < falls.start()):
        return bool(re.match(r"good|bon|accurate|performant|precis(?!ion)", rises[0])), sign
    if falls:
        return bool(re.match(r"bad|mauvais", falls[0])), -sign
    if re.search(r"improv|amelior", rest):
        return True, sign
    return None


def chains(group: Group, name: SettingName) -> tuple[tuple[Case, ...], ...]:
    """Return the cases of a group that differ in one hyper-parameter alone, by its growing values."""
    others = [other for other, _ in NOUNS if other != name]
    kept: dict[tuple[object, ...], list[Case]] = {}
    for case in group:
        if number(case, name) is not None:
            kept.setdefault(tuple(case.setting(other) for other in others), []).append(case)
    rows = [sorted(row, key=lambda case: number(case, name) or 0) for row in kept.values()]
    return tuple(tuple(row) for row in rows if len({number(case, name) for case in row}) == len(row) > 1)


def follow(
    world: World, relation: Relation, measure: Measure, row: Sequence[Case], split: Split, strict: bool = False
) -> tuple[Weight, ...]:
    """Return how a score follows a growing hyper-parameter, for each metric that all cases of a row have.

    With `strict` one step that surely goes the other way is enough to be wrong: `the more, the better` is of each.
    """
    weights = []
    for metric in measure.metrics:
        found = figures(world, row, metric, split)
        if found:
            steps = [order(b, a) for a, b in pairwise(found)]
            weights.append(
                Weight(
                    metric,
                    _follows(relation, measure, metric, steps, order(found[-1], found[0]), strict),
                    found,
                )
            )
    return tuple(weights)


def _follows(
    relation: Relation, measure: Measure, metric: Metric, steps: Sequence[int], ends: int, strict: bool
) -> int:
    """Weigh the steps between neighbours and that from the first to the last."""
    sign = direction(relation, measure, metric)
    if strict and not relation.negated and any(step * sign == -2 for step in steps):
        return -2
    if relation.degree == "same":
        return 1 if abs(ends) < 2 and all(abs(step) < 2 for step in steps) else -1
    if not relation.negated:
        if ends * sign < 0 or (ends == 0 and all(step == 0 for step in steps)):
            return max(ends * sign, -1) if any(step * sign == 2 for step in steps) else min(ends * sign, -1)
        return -1 if any(step * sign == -2 for step in steps) else 1
    if ends * sign <= 0:
        return 1
    return (
        -2
        if ends * sign == 2 and all(step * sign > 0 for step in steps) and relation.strength != "much"
        else 1
        if ends * sign == 1
        else -1
    )
