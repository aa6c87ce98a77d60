"""By what a text names a network: its number (`case 4`), its size (`450 neurons`), its label (`H3`, `model Q`)."""

import re
from collections.abc import Iterable

from reportgen.check.facts.folding import folded
from reportgen.check.patterns import regex

Sign = tuple[str, str]
"""What kind of sign it is (`number`, `section`, `label`, `size`), and the sign in small letters."""
Signs = frozenset[Sign]

_THING = (
    r"(?:models?|modeles?|cases?|cas|tests?|essais?|experiments?|experiences?|configurations?|configs?|runs?|mesures?"
    r"|measures?|networks?|reseaux?|topolog(?:y|ies?)|architectures?|versions?|variante?s?|trials?|attempts?|cnns?"
    r"|mlps?|hogs?|net)"
)
_NUMBERED = regex(
    rf"\b{_THING} ?(?:n[o°][ .]{{0,2}}|# ?|number |numero )?\(?(?P<number>\d{{1,2}}(?:\.\d{{1,2}})?)\)?"
    r"(?![\w,]?\d|\w| ?%| (?:epochs?|epoques?|neur|couche|layer|orient|hidden|unit|filt|pix|fois|times|images?))"
)
_LETTERED = regex(
    rf"\b(?:{_THING}|matri(?:x|ce|ces) (?:of|for|de|du|pour)) (?:(?:\((?P<round>[a-h])\))|(?P<letter>[a-z]))(?![\w'])"
)
_LABEL = regex(r"(?<!\w)(?!F1|L[12]\b|I\d|Q\d|[25]D|PW|TP|TD|A7)(?P<label>[A-Z]{1,2}\d{1,2})(?![\w.]\w|\w)")
_CAPITAL = regex(
    r"(?<![\w'’./-])(?:(?<=in )|(?<=of )|(?<=for )|(?<=with )|(?<=dans )|(?<=de )|(?<=du )|(?<=pour )|(?<=avec )"
    r"|(?<=than )|(?<=que )|(?!A\b))(?P<label>[A-HJ-Z])(?![\w'’./-])"
)
_SIZE = regex(
    r"(?<![\w.,])(?P<before>\d{1,4}) (?:hidden |caches? )?(?:neuro?n\w*|units?|unites?)\b"
    r"|\bn(?:_?hidden)? ?= ?(?P<n>\d{1,4})\b|\b(?:dense|taille|size)[ :(=]{1,3}(?P<dense>\d{1,4})\b"
    r"|\b(?:for|pour|with|avec|a) (?P<end>\d{2,4}) ?:? ?$"
)
_SECTION = regex(r"^[\W_]{0,6}(?P<section>\d{1,2}\.\d{1,2})\b(?!\d)")
_BEGINS = regex(
    rf"^(?:[\W_]|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[.)]?\s){{0,12}}(?:(?:le |la |the |notre |our )?{_THING}"
    r" ?(?:n[o°][ .]{0,2}|# ?)?\(?(?:\d{1,2}|[a-z])\)?(?!\w)|[a-z]{1,2}\d{1,2}(?!\w)|\d{1,4} (?:hidden )?(?:neuro?n\w*"
    r"|units?|unites?)|n(?:_hidden)? ?= ?\d{1,4})(?= ?[\W_]{0,6}(?:$|[:(,–—-]))"
)
LONGEST_TITLE = 250


def signs(text: str, own: Iterable[str] = ()) -> Signs:
    """Return the signs of a text.

    Args:
        text: without the classes that it names.
        own: the labels that the report's networks have: a lone capital is a sign only if it is one of them.
    """
    low = folded(text)
    found = {("section" if "." in one["number"] else "number", one["number"]) for one in _NUMBERED.finditer(low)}
    found |= {("label", one["label"].lower()) for one in _LABEL.finditer(text)}
    found |= {("size", size) for one in _SIZE.finditer(low) if (size := next(filter(None, one.groups())))}
    found |= set(_lettered(text, low))
    known = set(own)
    found |= {("label", one["label"].lower()) for one in _CAPITAL.finditer(text) if one["label"].lower() in known}
    return frozenset(found)


def _lettered(text: str, low: str) -> Iterable[Sign]:
    """Yield the letters behind `case`, `model`: capitals, small ones in parentheses or at the end."""
    for one in _LETTERED.finditer(low):
        letter = one["round"] or one["letter"]
        at = one.end() - 1
        if one["round"] or text[at].isupper() or (letter in "bcdefgh" and not low[at + 1 : at + 3].strip(" :.,")):
            yield "label", letter


def unnamed(text: str) -> str:
    """Return a text without the signs of networks."""
    for pattern in (_LABEL, _CAPITAL):
        text = pattern.sub(_blank, text)
    low = folded(text)
    for pattern in (_NUMBERED, _LETTERED, _SIZE):
        for one in pattern.finditer(low):
            text = text[: one.start()] + _blank(one) + text[one.end() :]
    return text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def of_title(text: str) -> Signs:
    """Return the signs of a title: also the number of its section."""
    found = set(signs(text, "abcdefghjklmnopqrstuvwxyz"))
    section = _SECTION.match(text)
    return frozenset(found | ({("section", section["section"])} if section else set()))


def in_order(text: str) -> tuple[Sign, ...]:
    """Return the labels or sizes of a title that names several networks, in their order; empty if it names one."""
    labels = [*_LABEL.finditer(text), *_CAPITAL.finditer(text)]
    named = [("label", one["label"].lower()) for one in sorted(labels, key=lambda one: one.start())]
    sizes = [("size", next(filter(None, one.groups()))) for one in _SIZE.finditer(folded(text))]
    found = tuple(dict.fromkeys(named)) if len(set(named)) > 1 else tuple(dict.fromkeys(sizes))
    return found if len(found) > 1 else ()


def begins(line: str) -> bool:
    """Tell whether a line begins with what names a network, as titles do: `Case 2: 200 neurons`, `**450 units**:`."""
    return len(line) <= LONGEST_TITLE and _BEGINS.match(folded(line)) is not None


def clash(one: Signs, other: Signs) -> bool:
    """Tell whether two texts name different networks by one kind of sign."""
    kinds = {kind for kind, _ in one} & {kind for kind, _ in other}
    return any({sign for sign in one if sign[0] == kind}.isdisjoint(other) for kind in kinds)
