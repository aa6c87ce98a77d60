"""Neurons and filters in words against the summary or the code of the same part."""

import re
from collections.abc import Iterator, Sequence

from reportgen.check.facts import Facts
from reportgen.check.facts.networks.mentions import Mention, mentions
from reportgen.check.stated import StatedNetwork
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.scope import Scopes
from reportgen.check.structure.vocabulary import FOREIGN, MODEL
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "structure.shape"
_FILTERS = re.compile(
    r"(?<![\w.,×x*/])(?P<number>\d{1,4})\s(?:\w{1,14}\s)?(?:filters?|filtres?|noyaux|feature maps|cartes)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"test|essa|vari|chang|augment|increas|decreas|diminu|r(?:é|e)dui|modif|pass(?:é|e)|previous", re.IGNORECASE
)


def check(facts: Facts, scopes: Scopes, passages: tuple[Passage, ...]) -> Iterator[Verdict]:
    """Yield a verdict for each size of a layer that the part's summary or code has, or that it contradicts."""
    if all(network.origin == "prose" for network in facts.networks):
        return
    for passage in passages:
        scope = scopes.at(passage.place.first)
        described = [network for network in scope.networks if network.origin != "prose"]
        if scope.own and described:
            yield from _neurons(passage, described)
            yield from _filters(passage, described)


def _neurons(passage: Passage, described: Sequence[StatedNetwork]) -> Iterator[Verdict]:
    units = {layer.units for network in described for layer in network.layers if layer.kind == "Dense"}
    stated = {mention.value: mention for mention in mentions(passage.text) if mention.role in ("hidden", "output")}
    for value, mention in stated.items():
        if value in units:
            yield _verdict(passage, value, value, "neurons_known")
        else:
            yield from _other(passage, mention, described)


def _other(passage: Passage, mention: Mention, described: Sequence[StatedNetwork]) -> Iterator[Verdict]:
    """Yield a review where the part has one perceptron with one hidden layer, of another size."""
    first = described[0]
    one = all(network.parameters == first.parameters and not network.damaged for network in described)
    dense = [layer for layer in first.layers if layer.kind == "Dense"]
    plain = not any(pattern.search(passage.text) for pattern in (FOREIGN, MODEL, _ASIDE))
    if one and plain and len(dense) == 2 and not any("Conv" in layer.kind for layer in first.layers):
        right = dense[0 if mention.role == "hidden" else 1].units
        if right is not None:
            yield _verdict(passage, mention.value, right, "neurons_differ")


def _filters(passage: Passage, described: Sequence[StatedNetwork]) -> Iterator[Verdict]:
    known = {layer.units for network in described for layer in network.layers if "Conv" in layer.kind}
    for match in list(_FILTERS.finditer(passage.text))[:8]:
        if int(match["number"]) in known:
            yield _verdict(passage, int(match["number"]), int(match["number"]), "filters_known")


def _verdict(passage: Passage, stated: int, right: int, label: str) -> Verdict:
    found, expected = (Label("check.how.structure.number", (("value", value),)) for value in (stated, right))
    how = Label(f"check.how.structure.{label}", (("stated", stated), ("count", right)))
    place, quote = passage.place, passage.text[:200]
    if stated == right:
        return Verdict(RULE, "confirmed", place, quote, found, expected, how)
    return Verdict(RULE, "review", place, quote, found, expected, how, "inconsistency", 0.6)
