"""Comparisons in a clause: better, lower, the best, the same, improves; each with its negation and its strength."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.check.comparing.relation_words import WORDS, Degree, Meaning, meaning
from reportgen.check.patterns import regex

Strength = Literal["slight", "plain", "much"]


@dataclass(frozen=True)
class Relation:
    """A word that compares.

    Attributes:
        degree: with all others, with one, or that there is no difference.
        judging: whether it judges (better) instead of measuring (higher).
        sign: 1 for better and higher, -1 for worse and lower.
        start: the offset of the word.
        end: the offset after it.
        verb: whether it is a verb (`improves`).
        tolerant: `one of the best`.
        beats: whether its object is whom it compares with: `outperforms`.
        negated: whether it is denied.
        strength: `slightly`, `much`.
    """

    degree: Degree
    judging: bool
    sign: int
    start: int
    end: int
    verb: bool = False
    tolerant: bool = False
    beats: bool = False
    negated: bool = False
    strength: Strength = "plain"


_NOT = regex(
    r"\b(?:not|never|no|neither|nor|pas|jamais|aucune?|sans|without|ni|hardly|barely|guere|nullement"
    r"|rien|cannot|fails? to)\b|n't\b|\bisnt\b|\barent\b|\bdoesnt\b|\bdont\b|\bdidnt\b"
)
_NOT_AFTER = regex(r"^(?:nt)?(?:[' ]\w{1,12}){0,1}? (?:pas|guere|jamais|plus(?= (?:la|le|les|l')\b|$|[.,]))\b")
_SLIGHT = regex(
    r"\b(?:slight\w{0,2}|a bit|a little|little|legere?(?:ment)?s?|un (?:tout petit )?peu|marginal\w*"
    r"|somewhat|quelque peu|tres peu|minime\w*)\b"
)
_MUCH = regex(
    r"\b(?:much|far|a lot|lot|lots|way|significant\w*|considerabl\w*|clearly|largely|bien|beaucoup"
    r"|largement|nettement|clairement|fort(?:ement)?|considerablement|drasti\w*|enormement|tellement"
    r"|big|vraiment|really)\b"
)
_MEILLEUR_SUP = regex(
    r"(?:\b(?:le|la|les|notre|nos|son|sa|ses|leur|leurs|mon|mes|des|du|au|aux)|^) ?(?:tout |toute )?$"
)


def relations(folded: str) -> Iterator[Relation]:
    """Yield the words of a clause that compare, in order, with their negations and strengths."""
    previous = 0
    for match in WORDS.finditer(folded):
        found = meaning(match)
        if found is None:
            continue
        yield _seen(_plain(match, found, folded), folded, previous)
        previous = match.end()


def _plain(match: re.Match[str], said: Meaning, folded: str) -> Relation:
    degree, judging, sign, note = said
    beats = note == "beats"
    relation = Relation(
        degree, judging, sign, match.start(), match.end(), beats or note == "verb", note == "tolerant", beats
    )
    if note == "meilleur":
        return replace(relation, degree=_degree_of_meilleur(folded, match.start(), match.end()))
    return relation


def _degree_of_meilleur(folded: str, start: int, end: int) -> Degree:
    """`le meilleur modèle` is a superlative, `de meilleurs résultats` and `meilleur que` are comparatives."""
    if folded[end : end + 5].startswith((" que ", " qu'")):
        return "comparative"
    return "superlative" if _MEILLEUR_SUP.search(folded[max(0, start - 16) : start]) else "comparative"


def _seen(relation: Relation, folded: str, previous: int) -> Relation:
    """Add what stands around a word: negations before it in its clause, how much."""
    before = folded[max(previous, relation.start - 45) : relation.start]
    after = folded[relation.end : relation.end + 28]
    negated = bool(_NOT.search(before)) != bool(
        relation.verb and _NOT_AFTER.match(folded[relation.end : relation.end + 20])
    )
    near = before[-28:] + " | " + (after if relation.verb else after[:12] if relation.degree == "comparative" else "")
    strength: Strength = "slight" if _SLIGHT.search(near) else "much" if _MUCH.search(near) else "plain"
    return replace(relation, negated=negated, strength=strength)
