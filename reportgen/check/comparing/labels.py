"""Cases by their own labels: `model 2`, `case B`, `H1 is better`, `than (iii)`."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.check.comparing.folding import fold, whole
from reportgen.check.patterns import regex
from reportgen.check.stated import Case

THING = (
    r"models?|modeles?|cases?|cas|tests?|essais?|experiments?|experiences?|config\w*|runs?|mesures?"
    r"|measures?|networks?|reseaux?|topolog\w*|architectures?|versions?|variante?s?|options?|setups?"
    r"|entrainements?|trials?|attempts?|tentatives?|cnn|mlp|hog|net"
)
_SIGN = r"\d{1,2}|[a-h]\d?|[ivx]{1,4}"
_AFTER_THING = regex(
    rf"\b(?:{THING})(?:\s|:\s|(?=[\d#(]))(?:n[o°]\.?\s?|#\s?|numero |number )?\(?(?P<label>{_SIGN})\)?"
    rf"(?![\w.,]?\d|\w|'| ?%)"
    rf"(?P<more>(?:,? ?(?:and|et|&|,) \(?(?:{_SIGN})\)?(?![\w.,']))*)"
)
_IN_BRACKETS = regex(r"(?<![\w)] )(?<!\w)\((\d|[b-h]|[ivx]{1,4})\)(?!\w)|#(\d)\b")
_LETTERS = r"[A-Z]{1,2}\d{1,2}|[A-Z]"
_BARE = regex(rf"(?<![\w.'’$\\-])(?P<label>{_LETTERS})(?![\w'’°=-]|\.\w| ?=)")
_SMALL = regex(r"(?:^|[,;:] |\b(?:and|et|but|mais|than|que) )(?P<label>[b-h])(?= (?:has|is|gives|est|a|donne)\b)")
_SPEAKS = regex(
    r"\s*(?:$|[,;:.)(]|(?:is|has|was|beats?|gives?|and|et|est|a|donne|obtient|bat|ou|or|with|avec|than|que|in|by|par"
    r"|reaches|performs|gets|does|wins|shows|needs|outperforms|also|aussi|remains|reste|fait|comes|vs|en|sur|on)\b)"
)
_LEADING = regex(
    rf"^\W{{0,3}}(?:(?P<word>(?:{_LETTERS}|[a-h]|[ivx]{{1,4}}))(?=\)?\s*(?:[,:;.)–-]|$))"
    rf"|\w{{2,12}} \(?(?P<second>[A-H]|[ivx]{{2,4}})\)?$)"
)
_AFTER_PREPOSITION = regex(
    r"(?:\b(?:with|avec|by|par|than|que|to|à|over|from|case|cas|model|modèle|of|de|pour|for)|^) ?$", re.IGNORECASE
)
_NO_LABELS = frozenset({"F1", "L1", "L2", "I", "X", "Y", "RX", "Q", "P"})
"""Metrics, norms, axes; as labels they count only where the cases are called so."""


def own_labels(group: tuple[Case, ...]) -> dict[str, Case]:
    """Return the cases of a group by the labels in their titles; empty if these do not tell all of them apart."""
    found = {label: case for case in group if (label := _own(case.title[:80]))}
    return found if len(found) == len(group) else {}


@lru_cache(maxsize=1000)
def _own(title: str) -> str:
    title = whole(title)
    label = next(_after_things(title, fold(title)), "")
    if label:
        return label.upper()
    match = _LEADING.match(title)
    return (match["word"] or match["second"]).upper() if match else ""


def labelled(group: tuple[Case, ...]) -> bool:
    """Tell whether any case of a group has a label in its title: then a number is a name, not a position."""
    return any(_own(case.title[:80]) for case in group)


def called(folded: str, group: tuple[Case, ...]) -> tuple[Case, ...]:
    """Return the cases that words such as `HOG 3` name, word and label; empty unless each of them names one."""
    said = [f"{match[0]} " for match in _AFTER_THING.finditer(folded)]
    titles = [re.sub(r"\W+", " ", fold(whole(case.title))) + " " for case in group]
    found = [[case for case, title in zip(group, titles, strict=True) if title.startswith(one)] for one in said]
    return tuple(cases[0] for cases in found) if all(len(cases) == 1 for cases in found) else ()


def labels(span: str, folded: str) -> Iterator[str]:
    """Yield the labels that a piece of a sentence has, in capitals; a small letter alone is a word."""
    seen: list[str] = [*_after_things(span, folded)]
    seen += [match[1] or match[2] for match in _IN_BRACKETS.finditer(folded)]
    seen += [match["label"] for match in _bare(span)]
    seen += [match["label"] for match in _SMALL.finditer(span)]
    yield from dict.fromkeys(label.upper() for label in seen)


def lettered(span: str) -> tuple[str, ...]:
    """Return the labels of capital letters that a piece of a sentence has."""
    return tuple(dict.fromkeys(match["label"] for match in _bare(span)))


def unknown(span: str, known: frozenset[str]) -> bool:
    """Tell whether a piece names a case by a letter that no case is called by: `is obtained with B`."""
    return any(
        match["label"] not in known
        and match["label"] not in _NO_LABELS
        and (_AFTER_PREPOSITION.search(span[: match.start()]) and _SPEAKS.match(span, match.end()))
        for match in _bare(span)
    )


def _bare(span: str) -> Iterator[re.Match[str]]:
    for match in _BARE.finditer(span):
        if match["label"] != "A" or _SPEAKS.match(span, match.end()):
            yield match


def _after_things(span: str, folded: str) -> Iterator[str]:
    """Yield the labels of `model 2`, `cas A`; a small letter is a word."""
    for match in _AFTER_THING.finditer(folded):
        sign = span[match.start("label") : match.end("label")]
        if sign[0].isdigit() or sign[0].isupper() or len(sign) > 1:
            yield match["label"]
            yield from re.findall(rf"\b(?:{_SIGN})\b", match["more"])
