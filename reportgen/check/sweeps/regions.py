"""Which levels of noise a clause speaks of: `from 0.2 on`, `below 0.1`, `jusqu'à 0,1`, `at every level`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.sweeps.stated import Curves

_A = (
    r"(?: (?:a|the|un|une|le|l'|about|around|environ))?(?: ?(?:noise|niveau|level|bruit|p|level of noise"
    r"|niveau de bruit)\b){0,2}(?: (?:of|de|d'|=))?"
)
_X = r" ?=? ?(?P<x>\d[\d.,]*(?: ?%)?)"
_REGIONS = (
    ("upto", regex(rf"\b(?:at|a|au){_A}{_X} (?:and|or|et|ou) (?:below|less|lower|moins|en dessous|au-dessous)\b")),
    ("upto", regex(rf"\b(?:up to|until|jusqu'(?:a|au)){_A}{_X}")),
    (
        "from",
        regex(
            rf"\b(?:from|starting (?:from|at|with)|as of|as from|beginning (?:at|with)|a partir d[ue']|a partir de|des"
            rf"|depuis){_A}{_X}(?! ?(?:to|a|until|jusqu'|-|–)\b)"
            rf"|\b(?:at|a|au){_A}{_X.replace('P<x>', 'P<x2>')} (?:and|or|et|ou)"
            rf" (?:above|more|higher|plus|au-dela|au-dessus)\b"
        ),
    ),
    (
        "above",
        regex(rf"\b(?:above|over|beyond|more than|higher than|au-dela d[eu']|au-dessus d[eu']|plus d[e']){_A}{_X}"),
    ),
    (
        "below",
        regex(
            rf"\b(?:below|under|less than|lower than|en[- ]dessous d[eu']|au-dessous d[eu']|sous"
            rf"|moins d[e']){_A}{_X}"
        ),
    ),
    ("at", regex(rf"\b(?:at|a|au|for|pour|with|avec){_A}{_X}")),
    (
        "all",
        regex(
            r"\b(?:at|for|a|pour|with|avec) (?:every|all|each|any|tous|toutes|chaque|tout)(?: (?:the|les|noise|of))* "
            r"(?:levels?|niveaux?|values?|valeurs?)(?: (?:of noise|de bruit))?|\balways\b|\btoujours\b"
            r"|\bquel que soit le (?:niveau|bruit)(?: de bruit)?|\bdans tous les cas\b|\bin (?:all|every) cases?\b"
        ),
    ),
)
_NOTHING = regex(r"\b(?:without|sans|no) (?:any |the |le )?(?:noise|bruit)\b")


@dataclass(frozen=True)
class Region:
    """Levels that a clause speaks of.

    Attributes:
        kind: `from`, `above`, `upto`, `below`, `at` or `all`.
        level: the number; None of all.
        indices: of the levels in the curves.
        spans: of the words.
    """

    kind: str
    level: Quantity | None
    indices: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def region(text: str, low: str, curves: Curves) -> Region | None:
    """Return the one region of a clause; None if there is none, if it has two, or if its level is not in the curves.

    Args:
        text: the clause.
        low: folded, of the same length.
        curves: whose levels are meant.
    """
    found, taken = list[tuple[str, re.Match[str]]](), list[tuple[int, int]]()
    for kind, pattern in _REGIONS:
        for match in pattern.finditer(low):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found.append((kind, match))
                taken.append(match.span())
    if none := _NOTHING.search(low):
        return _at_zero(none, curves) if not found and curves.levels[0] == 0 else None
    found = [one for one in found if one[0] == "all" or _number(text, one[1]) is not None]
    if len(found) != 1:
        return None
    kind, match = found[0]
    if kind == "all":
        return Region(kind, None, tuple(range(len(curves.levels))), (match.span(),))
    number = _number(text, match)
    index = curves.index(number) if number else None
    if number is None or index is None:
        return None
    return Region(kind, number, _indices(kind, index, len(curves.levels)), (match.span(),))


def _at_zero(match: re.Match[str], curves: Curves) -> Region:
    return Region("at", None, (curves.levels.index(0),), (match.span(),))


def _number(text: str, match: re.Match[str]) -> Quantity | None:
    name = next(name for name in ("x", "x2") if match.groupdict().get(name))
    return next((one for one in quantities(text) if one.start == match.start(name)), None)


def _indices(kind: str, index: int, count: int) -> tuple[int, ...]:
    spans: dict[str, Sequence[int]] = {
        "from": range(index, count),
        "above": range(index + 1, count),
        "upto": range(index + 1),
        "below": range(index),
        "at": (index,),
    }
    return tuple(spans[kind])
