"""Counts of weights that a report states: `Total weights: 79510`, `la couche de sortie a 1010 poids`, `10 biais`.

A number is a claim if it stands by a noun for weights, as an amount of them (`7'465 paramètres`) or after it as what it
comes to (`Weights in the hidden layer: 784 * 100 + 100 = 78500`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportgen.check.facts.folding import folded
from reportgen.check.facts.holding import held
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.structure.naming import named
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.vocabulary import (
    BETWEEN,
    FOREIGN,
    LAYER,
    LEAD,
    MODEL,
    MODEL_HAS,
    NOUN,
    OTHER_UNIT,
    TOTAL,
)
from reportgen.check.submission import Place

_FACTOR = regex(r"\d\s?[*×·+/x]")
"""What is before a number that is no result: `10.65 *`."""
_SHARE_OF = regex(r"(?:%|percent|pour cent)\s(?:des|de (?:tous )?(?:les|nos)|of (?:all )?(?:the|our)?)\s{0,2}$")
"""What is before the total that a layer has a share of: `the dense layer has 91 % of the 225,034 parameters`."""
Noun = Literal["parameters", "weights", "biases"]
About = Literal["total", "layer", "open"]
"""Whether a claim speaks of the whole network, of one layer, or does not tell."""


@dataclass(frozen=True)
class Claim:
    """A stated count.

    Attributes:
        quantity: the number.
        noun: what it counts.
        about: the whole network, one layer, or open.
        clause: the words that tell.
        place: its lines.
        quote: as written.
        plain: whether nothing compares, supposes or hedges, so that it is certain what is meant.
        named: whether it names a model or stands in a row that does.
    """

    quantity: Quantity
    noun: Noun
    about: About
    clause: str
    place: Place
    quote: str
    plain: bool
    named: bool


def claims(passage: Passage) -> Iterator[Claim]:
    """Yield the counts that a passage states."""
    text = passage.text
    nouns = list(NOUN.finditer(text))[:40]
    if not nouns and not passage.topic:
        return
    amounts = [quantity for quantity in quantities(text) if _is_count(quantity)][:80]
    taken, kept = set[int](), held(text)
    for noun in nouns:
        quantity = _before(noun, amounts, text) or _after(noun, nouns, amounts, text)
        if quantity and quantity.start not in taken:
            taken.add(quantity.start)
            yield _claim(quantity, noun.start(), _noun(noun), passage, kept)
    last = amounts[-1] if amounts else None
    equals = text.rfind("=", 0, last.start) if last else -1
    if last and not taken and equals >= 0 and (nouns or passage.topic) and not _FACTOR.search(text, equals, last.start):
        yield _claim(last, last.start, _noun(nouns[0]) if nouns else "parameters", passage, kept)


def _is_count(quantity: Quantity) -> bool:
    return not quantity.percent and any(float(r.value).is_integer() and r.value >= 1 for r in quantity.readings)


def _noun(match: re.Match[str]) -> Noun:
    if match["biases"]:
        return "biases"
    return "weights" if match["weights"] else "parameters"


def _before(noun: re.Match[str], amounts: list[Quantity], text: str) -> Quantity | None:
    """Return the amount of which the noun is the unit: `7'465 trainable parameters`."""
    for quantity in reversed(amounts):
        if quantity.end <= noun.start():
            near = noun.start() - quantity.end <= 40
            return quantity if near and BETWEEN.fullmatch(text, quantity.end, noun.start()) else None
    return None


def _after(noun: re.Match[str], nouns: list[re.Match[str]], amounts: list[Quantity], text: str) -> Quantity | None:
    """Return what the noun comes to: after a colon, a verb or, of a computation, the number after its last sign."""
    stop = next((other.start() for other in nouns if other.start() > noun.end()), len(text))
    cut = regex(r"[;|]|\.\s|,\s(?=\D)").search(text, noun.end(), stop)
    stop = cut.start() if cut else stop
    following = [quantity for quantity in amounts if noun.end() <= quantity.start < stop]
    if not following:
        return None
    equals = max(text.rfind(sign, noun.end(), stop) for sign in "=≈→")
    result = next((quantity for quantity in following if quantity.start > equals), None)
    if OTHER_UNIT.match(text, following[-1 if equals >= 0 else 0].end):
        return None
    if equals >= 0:
        if result and _FACTOR.search(text, equals, result.start):
            return None
        return result if result and not re.search(r"[*×·+]\s?\d", text[result.end : result.end + 4]) else None
    first = following[0]
    if re.match(r"\s?[*×·x+/-]\s?\d", text[first.end : first.end + 4]):
        return None
    return first if LEAD.fullmatch(text, noun.end(), first.start) else None


def _claim(quantity: Quantity, at: int, noun: Noun, passage: Passage, kept: str) -> Claim:
    text = passage.text
    low, high = min(quantity.start, at), max(quantity.end, at)
    starts = [match.end() for match in re.finditer(r"[.;|]\s|,\s(?=\D)", text[:low])]
    start = max([*starts, max(0, low - 160)])
    end = regex(r"[.;|]\s|,\s(?=\D)|$").search(text, high)
    clause = text[start : min(end.start() if end else len(text), high + 160)]
    if passage.row and start:
        clause = f"{text[: text.find('|')].strip()} {clause}"
    before = text[start : quantity.start]
    plain = (
        kept[quantity.start : quantity.end].strip() != ""
        and not quantity.about
        and not FOREIGN.search(_without_layers(clause))
    )
    about = _about(clause, before)
    named = MODEL.search(clause) is not None or (passage.row and about == "total" and not TOTAL.match(text))
    plain = plain and not passage.output
    return Claim(quantity, noun, about, clause, passage.place, text[:200], plain, named)


def _without_layers(clause: str) -> str:
    """Return a clause without the layers that it names: `the second convolution` is no second model."""
    for one in reversed(named(folded(clause))):
        clause = clause[: one.start] + clause[one.end :]
    return clause


def _about(clause: str, before: str) -> About:
    if _SHARE_OF.search(before):
        return "total"
    if LAYER.search(clause):
        return "total" if re.match(r"\W{0,4}tot", clause, re.IGNORECASE) and not LAYER.search(before) else "layer"
    return "total" if TOTAL.search(clause) or MODEL_HAS.search(clause) else "open"
