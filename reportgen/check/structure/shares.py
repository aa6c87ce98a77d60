"""Where a network's weights are: `more than half of the weights are in the output layer`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from reportgen.check.facts.folding import folded
from reportgen.check.facts.networks.kinds import CONVOLUTIONS
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedLayer, StatedNetwork
from reportgen.check.structure.described import Described
from reportgen.check.structure.judging import worded
from reportgen.check.structure.naming import named
from reportgen.check.structure.passages import Passage
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_NOUN = (
    r"(?:(?:the|these|those|its|our|all|trainable|total|les|ses|ces|des|nos|du|de|of|d'|tous) ){0,4}"
    r"(?:\d[\d ',.]{0,11} )?(?:trainable |total )?(?:weights|parameters|params|poids|parametres)"
)
_AMOUNT = regex(
    rf"(?P<nearly>(?:almost|nearly|practically|presque|quasiment|pratiquement) (?:all|every|tou[st]\w*)"
    rf"|la quasi[ -]totalite"
    rf"|the vast majority|l'immense majorite|la grande majorite) {_NOUN}"
    rf"|(?P<most>more than (?:a |one )?half|over half|most|the majority|plus de la moitie|la plupart|la majorite"
    rf"|la majeure partie"
    rf"|the (?:largest|biggest|greatest) part) {_NOUN}"
    rf"|(?P<less>less than (?:a |one )?half|moins de la moitie) {_NOUN}"
    rf"|(?P<percent>\d{{1,2}}(?:[.,]\d{{1,2}})?) ?(?:%|percent|pour ?cents?) {_NOUN}"
)
_WHERE = regex(
    r"(?:[^.;,]{0,40}?)\b(?:is|are|sit|sits|lie|lies|belong|belongs|come|comes|stem|stems|found|located|concentrated"
    r"|sont"
    r"|se trouvent|se situent|viennent|provien\w*|se concentrent|concentres?|appartiennent|reside|resident)\b"
    r" ?(?:located |found |concentrated |contained |situes? |concentres? |contenus )?"
    r"(?:in|to|from|dans|a|au|aux|de|du|des|par)\b(?P<place>[^.;,:()]{2,60})"
)
_PLACES = (
    ("output", r"output layer|couche de sortie|softmax"),
    ("conv", r"convolution|conv\b|conv2d|convolutive|filters|filtres"),
    ("hidden", r"hidden layer|couche cachee"),
    ("dense", r"dense|fully[ -]connected|entierement connecte|feed[ -]?forward|classifi"),
)


@dataclass(frozen=True)
class Share:
    """A share of the weights that a text gives some layers.

    Attributes:
        low: the least that it may be.
        high: the greatest.
        place: the folded words that say where.
        written: as the text says it.
    """

    low: float
    high: float
    place: str
    written: str


def check(passage: Passage, described: Described) -> Iterator[Verdict]:
    """Yield a verdict for each share that a passage gives some layers."""
    text = folded(passage.text)
    for share in shares(text):
        if not described.networks or described.is_open(text):
            continue
        nearest = described.networks[0]
        found = readings(share.place, nearest)
        outcome = described.outcome(partial(truth, share))
        total = nearest.parameters
        if outcome and found and total:
            right = f"{100 * found[0] / total:.1f} %"
            values = (("part", found[0]), ("total", total), ("percent", 100 * found[0] / total))
            yield worded(passage, outcome, share.written, right, Label("check.how.structure.share", values))


def shares(text: str) -> Iterator[Share]:
    """Yield the shares of weights of a folded text with where they are."""
    for match in list(_AMOUNT.finditer(text))[:4]:
        where = _WHERE.match(text, match.end())
        if where:
            yield Share(*_bounds(match), where["place"], match[0])


def _bounds(match: re.Match[str]) -> tuple[float, float]:
    """Return between which shares an amount is right; a percentage by its last digit, a word with room."""
    if match["percent"]:
        quantity = quantities(f"{match['percent']} %")[0].readings[0]
        return quantity.low / 100, quantity.high / 100
    return (0.75, 1.0) if match["nearly"] else (0.5, 1.0) if match["most"] else (0.0, 0.5)


def truth(share: Share, network: StatedNetwork) -> bool | None:
    """Tell whether a network has that share of its weights there; None if that is open."""
    total = network.parameters
    found = readings(share.place, network)
    if not total or not found:
        return None
    fits = [share.low <= part / total <= share.high for part in found]
    if all(fits) or (fits[0] and len(fits) == 1):
        return True
    near = any(share.low - 0.05 <= part / total <= share.high + 0.05 for part in found)
    return None if near else False


def readings(place: str, network: StatedNetwork) -> list[int]:
    """Return how many weights the layers have that words name, in all ways to understand them."""
    if any(layer.parameters is None for layer in network.layers):
        return []
    one = [layer for item in named(place, (network,)) if (layer := item.of(network))]
    if one:
        return [one[0].parameters or 0] if len(one) == 1 else []
    kinds = [kind for kind, pattern in _PLACES if re.search(pattern, place)]
    dense = [layer for layer in network.layers if layer.kind == "Dense" and layer.parameters]
    if len(kinds) != 1 or not dense or re.search(r"\b(?:first|premier|last|dernier|and|et)", place):
        return []
    return list(dict.fromkeys(_readings(kinds[0], network, dense)))


def _readings(kind: str, network: StatedNetwork, dense: list[StatedLayer]) -> Iterator[int]:
    if kind == "conv":
        yield sum(layer.parameters or 0 for layer in network.layers if layer.kind in CONVOLUTIONS)
    elif kind == "output":
        yield dense[-1].parameters or 0
    elif kind == "hidden":
        if len(dense) == 2 and not any(layer.kind in CONVOLUTIONS for layer in network.layers):
            yield dense[0].parameters or 0
    else:
        yield sum(layer.parameters or 0 for layer in dense)
        yield sum(layer.parameters or 0 for layer in dense[:-1]) or dense[0].parameters or 0
        yield max(layer.parameters or 0 for layer in dense)
