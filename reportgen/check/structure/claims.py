"""Counts of weights that a report states: `Total weights: 79510`, `la couche de sortie a 1010 poids`, `10 biais`.

A number is a claim if it stands by a noun for weights, as an amount of them (`7'465 paramètres`) or after it as what it
comes to (`Weights in the hidden layer: 784 * 100 + 100 = 78500`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportgen.check.facts.holding import held
from reportgen.check.numbers import quantities
from reportgen.check.stated import Quantity
from reportgen.check.structure.passages import Passage
from reportgen.check.submission import Place

Noun = Literal["parameters", "weights", "biases"]
About = Literal["total", "layer", "open"]
"""Whether a claim speaks of the whole network, of one layer, or does not tell."""

_NOUN = re.compile(
    r"\b(?:(?P<biases>biais|bias(?:es)?)|(?P<weights>poids|weights?|connexions|connections)"
    r"|(?P<parameters>param(?:è|e)tres?|parameters?|params?))\b(?![\s-](?:decay|initiali|sharing))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s?(?:\*{1,2})?\s?(?:(?:trainable|total|learnable|different|entra(?:î|i)nables?|de|d'|of|the|model|own|free"
    r"|individual|ajustables?|apprenables?|synaptic|synaptiques)\s){0,3}"
)
_LEAD = re.compile(
    r"[^.;|]{0,70}?(?:[:=≈→]|=>|\b(?:is|are|est|sont|vaut|of|de|à|a|as|by|gives?|donne|fait|has|equals?|soit|gets?"
    r"|obtient|obtenons|counts?))\W{0,6}"
)
_TOTAL = re.compile(
    r"\btot(?:al|aux|ale|als)\b|au total|en tout|altogether|overall|in all|tous les poids"
    r"|all (?:the )?(?:weights|parameters)"
    r"|(?:weights|parameters|poids|param(?:è|e)tres) (?:of|in|for|du|de ce|de notre|dans le) (?:the |this |our )?"
    r"(?:mod|network|r(?:é|e)seau)",
    re.IGNORECASE,
)
_MODEL_HAS = re.compile(
    r"(?:model|network|mod(?:è|e)le|r(?:é|e)seau|mlp|cnn)\s(?:\w{1,20}\s){0,2}"
    r"(?:has|have|a|poss(?:è|e)de|compte|contient|contains|uses|utilise|comporte)\b",
    re.IGNORECASE,
)
_LAYER = re.compile(
    r"couche|layer|cach(?:é|e)e|hidden|sortie|output|entr(?:é|e)e|input|conv|dense|flatten|filt|noyau|kernel|neuron"
    r"|between|entre|each|chaque|\bpar\b|\bper\b|pool|dropout|batch|norm|\bl\d|trainable|entra(?:î|i)nable|classifi|feed"
    r"|partie|part\b|(?:en|de|d['e])coder?",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"compar|contre|versus|\bvs\b|than\b|\bque\b|previous|pr(?:é|e)c(?:é|e)d|shallow|peu profond|other|autre|respectiv"
    r"|while|alors que|tandis|instead|au lieu|only|seulement|factor|fois|times (?:more|fewer|less)|plus de|moins de|ratio"
    r"|difference|ajout|add",
    re.IGNORECASE,
)


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
    """

    quantity: Quantity
    noun: Noun
    about: About
    clause: str
    place: Place
    quote: str
    plain: bool


def claims(passage: Passage) -> Iterator[Claim]:
    """Yield the counts that a passage states."""
    text = passage.text
    nouns = list(_NOUN.finditer(text))[:40]
    if not nouns and not passage.topic:
        return
    amounts = [quantity for quantity in quantities(text) if _is_count(quantity)][:80]
    taken = set[int]()
    for noun in nouns:
        quantity = _before(noun, amounts, text) or _after(noun, nouns, amounts, text)
        if quantity and quantity.start not in taken:
            taken.add(quantity.start)
            yield _claim(quantity, noun.start(), _noun(noun), passage)
    last = amounts[-1] if amounts else None
    if last and not taken and "=" in text[: last.start] and (nouns or passage.topic):
        yield _claim(last, last.start, _noun(nouns[0]) if nouns else "parameters", passage)


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
            return quantity if near and _BETWEEN.fullmatch(text, quantity.end, noun.start()) else None
    return None


def _after(noun: re.Match[str], nouns: list[re.Match[str]], amounts: list[Quantity], text: str) -> Quantity | None:
    """Return what the noun comes to: after a colon, a verb or, of a computation, the number after its last sign."""
    stop = next((other.start() for other in nouns if other.start() > noun.end()), len(text))
    cut = re.compile(r"[;|]|\.\s|,\s(?=\D)").search(text, noun.end(), stop)
    stop = cut.start() if cut else stop
    following = [quantity for quantity in amounts if noun.end() <= quantity.start < stop]
    if not following:
        return None
    equals = max(text.rfind(sign, noun.end(), stop) for sign in "=≈→")
    result = next((quantity for quantity in following if quantity.start > equals), None)
    if equals >= 0:
        return result if result and not re.search(r"[*×·+]\s?\d", text[result.end : result.end + 4]) else None
    first = following[0]
    if re.match(r"\s?[*×·x+/-]\s?\d", text[first.end : first.end + 4]):
        return None
    return first if _LEAD.fullmatch(text, noun.end(), first.start) else None


def _claim(quantity: Quantity, at: int, noun: Noun, passage: Passage) -> Claim:
    text = passage.text
    low, high = min(quantity.start, at), max(quantity.end, at)
    starts = [match.end() for match in re.finditer(r"[.;|]\s|,\s(?=\D)", text[:low])]
    start = max([*starts, max(0, low - 160)])
    end = re.compile(r"[.;|]\s|,\s(?=\D)|$").search(text, high)
    clause = text[start : end.start() if end else len(text)]
    if passage.row and start:
        clause = f"{text[: text.find('|')].strip()} {clause}"
    before = text[start : quantity.start]
    kept = held(text)
    plain = kept[quantity.start : quantity.end].strip() != "" and not quantity.about and not _FOREIGN.search(clause)
    return Claim(quantity, noun, _about(clause, before), clause, passage.place, text[:200], plain)


def _about(clause: str, before: str) -> About:
    if _LAYER.search(clause):
        return "total" if re.match(r"\W{0,4}tot", clause, re.IGNORECASE) and not _LAYER.search(before) else "layer"
    return "total" if _TOTAL.search(clause) or _MODEL_HAS.search(clause) else "open"
