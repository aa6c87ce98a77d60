"""Layers in words against the network that the same lines show: `the dense layer has 64 neurons` below a summary.

A sentence tells which layers it means by a rank (`the second convolution`), or by their being one, or alike.
Refuted only where one network is shown in the part, no other is named between it and the sentence, and the layer that
is meant has another value: then the two stand side by side and one is wrong. A value that belongs to no layer, in a
sentence that does not tell which, is for review.
"""

import re
from collections.abc import Iterator
from math import prod

from reportgen.check.consistency.claims import Claim, Claims
from reportgen.check.consistency.shown import Shown, Values, compared, shown_beside
from reportgen.check.consistency.speaking import NETWORK, clause, is_alone, is_clear, is_doubtful, speaks
from reportgen.check.facts.understood import EVERY
from reportgen.check.patterns import regex
from reportgen.check.stated import SettingName
from reportgen.check.verdict import Verdict

_RANKS = tuple(
    regex(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"first|1st|1[eè]?re|premi[eè]re",
        r"second|2nd|2e|2[eè]me|deuxi[eè]me|seconde",
        r"third|3rd|3e|3[eè]me|troisi[eè]me",
        r"fourth|4th|4e|4[eè]me|quatri[eè]me",
    )
)
_MIDDLE = regex(r"\b(?:middle|milieu|centrale?|interm[eé]diaire)\b", re.IGNORECASE)
_LAST = regex(
    r"\b(?:last|final|derni[eè]re) (?:\w+ )?(?:layer|couche|dense|conv\w*|one|stage|bloc)\b|\bderni[eè]re\b",
    re.IGNORECASE,
)
_SEVERAL = regex(
    r"\b(?:(?:two|three|deux|trois|both|les) (?:first|last)|premi[eè]res|derni[eè]res|(?:first|last) (?:two|three))\b",
    re.IGNORECASE,
)
_CONVOLUTION = regex(r"\bconv|filt|noyau|kernel", re.IGNORECASE)
_HIDDEN = regex(r"\bhidden|\bcach", re.IGNORECASE)
_DENSE = regex(r"\bdense|fully|cach[eé]e|hidden|enti[eè]rement|feed", re.IGNORECASE)
_HAS = regex(
    r"\b(?:has|have|uses?|contains?|is|are|of|with|go(?:es)? to|followed|then|a|ont|utilis\w+|contien\w+|compren\w+"
    r"|comport\w+|poss[eè]d\w+|est|sont|font|fait|suit|suivie?|de)\b",
    re.IGNORECASE,
)
_CROSS = regex(r"[x×*]")


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each sentence that describes a layer of the network that its part shows."""
    for claim, shown in shown_beside(claims, ("neurons", "filters", "kernel")):
        if not _is_computed(claim, claims):
            yield from _judged(claim, shown, claims)


def _is_computed(claim: Claim, claims: Claims) -> bool:
    """Tell whether what looks like a layer is a piece of a computation: `3 * 1 * 10`."""
    piece = "".join(claim.setting.quote.split()).strip("()")
    return ("*" in piece or claim.setting.name in ("kernel", "filters")) and any(
        computation.place.apart(claim.place) == 0 and piece in "".join(computation.quote.split())
        for computation in claims.facts.computations
    )


def _judged(claim: Claim, shown: Shown, claims: Claims) -> Iterator[Verdict]:
    values = _values(claim.setting.name, shown)
    depth = claim.setting.name == "filters" and len(_CROSS.findall(claim.setting.quote)) > 1
    output = claim.setting.name == "neurons" and _LAST.search(clause(claim)) and not _HIDDEN.search(clause(claim))
    if (
        not values
        or depth
        or output
        or _is_sum(claim, shown)
        or (claim.setting.name == "neurons" and claim.value == (shown.outputs,))
    ):
        return
    meant = _meant(claim, values)
    if not claim.is_single:
        yield from _listed(claim, values, shown, claims)
    elif claim.value in meant and (len(set(meant)) == 1 or (meant == values and not _is_of_every(claim))):
        yield compared(claim, "confirmed", values, shown)
    elif meant == values and _is_of_every(claim) and speaks(claim, shown, claims):
        certain = shown.is_chain and not is_doubtful(claim, shown, claims) and is_clear(claim, claims, named=True)
        yield compared(claim, "refuted" if certain else "review", values, shown)
    elif claim.value not in meant and speaks(claim, shown, claims) and is_alone(claim, values, shown, claims):
        told = claim.value not in values and _names_layer(claim) and not claims.says_several(claim)
        ranked = len(set(meant)) == 1 and (shown.is_chain or len(set(values)) == 1)
        certain = (told or ranked) and not is_doubtful(claim, shown, claims) and is_clear(claim, claims, named=True)
        yield compared(claim, "refuted" if certain else "review", meant, shown)


def _is_of_every(claim: Claim) -> bool:
    """Tell whether a sentence says that every layer has its value."""
    return claim.setting.name in ("kernel", "filters") and EVERY.search(clause(claim)) is not None


def _is_sum(claim: Claim, shown: Shown) -> bool:
    """Tell whether a number of neurons is that of all layers together, the inputs counted or not."""
    neurons = sum(shown.hidden) + shown.outputs
    inputs = {float(prod(layer.shape)) for layer in shown.layers[:1] if layer.kind == "Input" and layer.shape}
    return claim.setting.name == "neurons" and claim.value in {(neurons + more,) for more in (0.0, 784.0, *inputs)}


def _listed(claim: Claim, values: tuple[Values, ...], shown: Shown, claims: Claims) -> Iterator[Verdict]:
    """Yield what follows for the values of all layers (`8, 16 and 32 filters`): as many, and some of them the same."""
    has = [value for one in values for value in one]
    if set(claim.value) <= set(has):
        yield compared(claim, "confirmed", values, shown)
        return
    alike = len(claim.value) == len(has) > 1 and set(claim.value) & set(has) and claim.setting.name != "kernel"
    if alike and shown.is_chain and _names_layer(claim) and speaks(claim, shown, claims):
        certain = not is_doubtful(claim, shown, claims) and is_clear(claim, claims, named=True)
        yield compared(claim, "refuted" if certain else "review", values, shown)


def _values(name: SettingName, shown: Shown) -> tuple[Values, ...]:
    if name == "kernel":
        return tuple(shown.sides)
    return tuple((value,) for value in (shown.filters if name == "filters" else shown.hidden))


def _meant(claim: Claim, values: tuple[Values, ...]) -> tuple[Values, ...]:
    """Return the values of the layers that a sentence means: one, if it tells its rank; else all."""
    around = clause(claim)
    noun = _DENSE if claim.setting.name == "neurons" else _CONVOLUTION
    if _SEVERAL.search(around) or not noun.search(around):
        return values
    rank = next((index for index, pattern in enumerate(_RANKS) if pattern.search(around)), None)
    if rank is not None:
        return values[rank : rank + 1] or values
    if _MIDDLE.search(around) and len(values) % 2:
        return values[len(values) // 2 : len(values) // 2 + 1]
    if _LAST.search(around):
        return values[-1:]
    return values


def _names_layer(claim: Claim) -> bool:
    """Tell whether a sentence says of a layer, or of the network, that it has a value."""
    if claim.setting.where in ("item", "table"):
        return True
    noun = _DENSE if claim.setting.name == "neurons" else _CONVOLUTION
    return bool(NETWORK.search(claim.sentence) or (noun.search(clause(claim)) and _HAS.search(claim.sentence)))
