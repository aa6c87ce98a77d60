"""The input size of a network that reads HOG features, against the orientations and the cell stated beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.arithmetic import Expression, Product, Quotient
from reportgen.check.consistency.claims import Claims
from reportgen.check.consistency.hog import (
    SIDE,
    Pair,
    all_pairs,
    pairs_in,
    pairs_said,
    pairs_titled,
    possible,
    size,
    sizes,
)
from reportgen.check.consistency.layers import counted
from reportgen.check.patterns import regex
from reportgen.check.submission import Place
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "hyperparameter.hog_size"
_NEAR = 30
_HOW = "check.how.hyperparameter"
_INPUTS = regex(
    r"(?<![\w.,'’×x*/])(?<!\d[ \u00a0\u202f])(?P<count>\d{2,5})(?![\d.,'’]\d)\s?(?:inputs?\b|entr[eé]es\b"
    r"|input (?:values|neurons|features)|neurones? (?:en entr[eé]e|d['’]entr[eé]e)"
    r"|(?:hog )?features?\b(?! maps?)|(?:caract[eé]ristiques|valeurs) (?:hog|en entr[eé]e|d['’]entr[eé]e)|descripteurs)"
    r"|(?:input (?:size|dimension|shape|vector)|taille (?:de l['’]|d['’])(?:entr[eé]e|input)|feature vector"
    r"|vecteur d['’]entr[eé]e|nombre d['’](?:entr[eé]es|inputs?)|number of (?:inputs?|features))"
    r"(?: (?:is|of|de|size|taille|length|est|a|has|the|la|:|=)){0,4}\s?[:=(]?\s?(?P<named>\d{2,5})(?![\d.,'’]\d"
    r"|\s?[x×*/]\s?\d|\w)",
    re.IGNORECASE,
)
_BLOCKS = regex(r"cells?_per_block|blocs? de|cells? per block|cellules? par bloc", re.IGNORECASE)
_ONE_CELL = regex(r"cells?_per_block\s?=?\s?\(?\s?1\s?,\s?1", re.IGNORECASE)
_IMAGES = regex(
    r"\b(?:pixels?|28\s?[x×*]\s?28|images?|raw|brutes?|samples?|[eé]chantillons?|train\w*|test|batch|outputs?"
    r"|sorties?|each|chaque|per|par|cnns?|conv\w*|fashion|total|selected|kept)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Size:
    """An input size that a text states.

    Attributes:
        value: how many.
        place: where.
        quote: as written.
        sentence: around it.
    """

    value: int
    place: Place
    quote: str
    sentence: str


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each stated input size of a network that reads HOG features, and each such computation."""
    if not any(claim.setting.name in ("orientations", "pixels_per_cell") for claim in claims.text):
        return
    stated = (*_stated(claims), *_computed(claims), *_read(claims))
    for found in stated:
        verdict = _judged(found, claims, tuple(one.value for one in stated if one.place.apart(found.place) < _NEAR))
        if verdict is not None:
            yield verdict


def _stated(claims: Claims) -> Iterator[_Size]:
    for sentence in claims.facts.submission.sentences:
        text = sentence.text[:2000]
        if sentence.place.last - sentence.place.first > 4 or claims.scopes.experiment(sentence.place.first) != "hog":
            continue
        for match in _INPUTS.finditer(text):
            value = int(match["count"] or match["named"])
            if value not in (10, 28, SIDE * SIDE):
                yield _Size(value, sentence.place, match[0], text)


def _computed(claims: Claims) -> Iterator[_Size]:
    """Yield what a quotient such as `28*28*8/16` is worth, where the report computes it."""
    for computation in claims.facts.computations:
        if computation.place.last - computation.place.first > 4:
            continue
        first = [side.expressions[0] for side in computation.sides if side.expressions]
        worth = next((found for one in first if (found := _worth(one)) is not None), None)
        if worth is not None:
            sentence = claims.sentence_at(computation.place, computation.quote)
            yield _Size(worth, computation.place, computation.quote, sentence)


def _read(claims: Claims) -> Iterator[_Size]:
    """Yield the inputs of the first layer in each computation of one: 392 of `392*100 + 100`."""
    known = sizes(claims) | {SIDE * SIDE}
    neurons = {
        int(value) for claim in claims.text if claim.setting.name == "neurons" for value in claim.value if value != 10
    }
    for computation in claims.facts.computations:
        line = computation.place.first
        if computation.place.last - line > 4 or claims.scopes.experiment(line) != "hog":
            continue
        sentence = claims.sentence_at(computation.place, computation.quote)
        for layer in counted(computation):
            if not layer.is_output and layer.inputs in known and layer.units in neurons and layer.inputs not in neurons:
                yield _Size(layer.inputs, computation.place, computation.quote, sentence)


def _worth(expression: Expression) -> int | None:
    """Return the value of `28*28*n/p²` or `7*7*n`."""
    if isinstance(expression, Quotient) and isinstance(expression.numerator, Product):
        factors = expression.numerator.factors
        if len(factors) == 3 and factors.count(SIDE) == 2 and _plain(expression.denominator):
            value = expression.value
            return int(value) if value == int(value) else None
    return None


def _plain(expression: Expression) -> bool:
    whole = expression.factors if isinstance(expression, Product) else (expression,)
    return all(isinstance(factor, int) and 0 < factor < 1000 for factor in whole)


def _judged(found: _Size, claims: Claims, near: tuple[int, ...]) -> Verdict | None:
    """Return what follows for a size; `near` are the sizes stated beside it."""
    line = found.place.first
    own = claims.scopes.own_lines(line)
    said = pairs_said(claims, found.place, found.sentence) or pairs_titled(claims, line)
    if len(said) == 1 and found.value not in possible(*said[0]) and not _is_open(found, claims):
        beside = any(value in possible(*said[0]) for value in near)
        return None if beside else _verdict(found, "refuted", said[0], claims, "hog_differs")
    pairs = pairs_in(claims, own) or next(
        filter(None, (pairs_in(claims, place) for place in claims.scopes.upwards(line))), ()
    )
    fits = next((pair for pair in pairs if found.value in possible(*pair)), None)
    if fits is not None:
        return _verdict(found, "confirmed", fits, claims, "hog_fits")
    if len(pairs) != 1 or not pairs_in(claims, own) or _is_open(found, claims):
        return None
    if any(value in possible(*pairs[0]) for value in near):
        return None
    other = next((pair for pair in all_pairs(claims) if found.value in possible(*pair)), None)
    if other is not None:
        return _verdict(found, "review", pairs[0], claims, "hog_other", other)
    return _verdict(found, "refuted", pairs[0], claims, "hog_differs")


def _is_open(found: _Size, claims: Claims) -> bool:
    """Tell whether the report speaks of blocks, the sentence of images, or the number may be one of neurons."""
    if any(_BLOCKS.search(block.text) and not _ONE_CELL.search(block.text) for block in claims.facts.submission.blocks):
        return True
    if any(float(found.value) in claim.value for claim in claims.text if claim.setting.name == "neurons"):
        return True
    return _IMAGES.search(found.sentence.replace(found.quote, "")) is not None


def _verdict(
    found: _Size,
    outcome: Outcome,
    pair: Pair,
    claims: Claims,
    key: str,
    other: Pair | None = None,
) -> Verdict:
    orientations, cell = pair
    values = (
        ("orientations", orientations),
        ("cell", cell),
        ("cells", SIDE // cell),
        ("size", size(*pair)),
        ("value", found.value),
        ("other_orientations", other[0] if other else 0),
        ("other_cell", other[1] if other else 0),
    )
    near = claims.within(claims.scopes.own_lines(found.place.first), "orientations", "pixels_per_cell")
    also = () if outcome == "confirmed" else tuple(dict.fromkeys(claim.place for claim in near))[:4]
    return Verdict(
        RULE,
        outcome,
        found.place,
        found.quote,
        str(found.value),
        str(size(*pair)),
        Label(f"{_HOW}.{key}", values),
        "inconsistency" if outcome == "review" else "error",
        0.5 if outcome == "review" else 0.0,
        also=also,
    )
