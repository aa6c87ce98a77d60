"""Cases by their position in a group: `the second`, `the last model`, `les deux premiers`."""

import re
from collections.abc import Iterator
from itertools import chain

from reportgen.check.comparing.labels import THING
from reportgen.check.comparing.world import Group
from reportgen.check.patterns import regex
from reportgen.check.stated import Case

_ORDINALS = (
    (-2, r"penultimate|avant[- ]derniere?|(?:second|next)[- ]to[- ]last|last but one|(?:one )?before (?:the )?last"),
    (1, r"first|1st|premiere?|1ere?|1re"),
    (2, r"seconde?|2nd|deuxieme|2e(?:me)?|2nde?"),
    (3, r"third|3rd|troisieme|3e(?:me)?"),
    (4, r"fourth|4th|quatrieme|4e(?:me)?"),
    (5, r"fifth|5th|cinquieme|5e(?:me)?"),
    (6, r"sixth|6th|sixieme|6e(?:me)?"),
    (-1, r"last|derniere?|final|finale|latest"),
)
_WHICH = "|".join(f"(?P<n{index}>{pattern})" for index, (_, pattern) in enumerate(_ORDINALS))
_ORDINAL = regex(
    rf"\b(?P<the>(?:the|le|la|les|l'|our|notre|du|au|des|this|ce|cette|than|que|de|and|et|of|with|avec"
    rf"|sa|son|en|seul)[ ']?)?\b(?:{_WHICH})\b"
    rf"(?: (?:and|et) (?:the |le |la )?(?:{_WHICH.replace('?P<n', '?P<m')})\b)?"
    rf"(?P<noun> (?:{THING})\b| (?:one|ones)\b)?(?P<next> \w{{2,20}})?"
)
_AFTER_ORDINAL = regex(
    r" (?:is|are|was|were|has|have|with|avec|which|qui|que|est|sont|a|ont|gives?|donne|because|car|and"
    r"|et|in|but|mais|to|performs?|obtient|en|au|pour|for|by|of|one|on|since|obtained|reste|remains?"
    r"|shows?|atteint|also|aussi|by)$"
)
_FIRST_MANY = regex(
    r"\b(?P<end>first|last|premiere?s?|dernieres?|derniers) (?P<count>two|three|deux|trois|2|3)\b"
    r"|\b(?P<fcount>deux|trois|2|3) (?P<fend>premiere?s?|dernieres?|derniers)\b"
)
_COUNT = {"two": 2, "deux": 2, "2": 2, "three": 3, "trois": 3, "3": 3}


def by_position(folded: str, group: Group) -> tuple[tuple[Case, ...], ...] | None:
    """Return the cases at the positions that a piece names; () if the group is shorter, None if it names none."""
    many = _FIRST_MANY.search(folded)
    if many:
        count = _COUNT[many["count"] or many["fcount"]]
        return (
            tuple(group[:count] if (many["end"] or many["fend"]).startswith(("first", "prem")) else group[-count:]),
        )
    positions = tuple(chain.from_iterable(_positions(match) for match in _ORDINAL.finditer(folded) if _is_case(match)))
    if not positions:
        return None
    found = tuple(group[place - 1 if place > 0 else place] for place in positions if -len(group) <= place <= len(group))
    return (found,) if len(found) == len(positions) else ()


def _positions(match: re.Match[str]) -> Iterator[int]:
    for index, (place, _) in enumerate(_ORDINALS):
        if match[f"n{index}"] or match[f"m{index}"]:
            yield place


def _is_case(match: re.Match[str]) -> bool:
    """Tell whether an ordinal is of a case, not of a layer: with such a noun, or alone."""
    if match["noun"]:
        return True
    word = match["next"]
    return bool(match["the"]) and (word is None or bool(_AFTER_ORDINAL.search(word)))
