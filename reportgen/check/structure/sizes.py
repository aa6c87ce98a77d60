"""Neurons and filters in words against the summary or the code of the same part."""

from collections.abc import Iterator

from reportgen.check.facts.folding import folded
from reportgen.check.facts.networks.mentions import Mention, mentions
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedNetwork
from reportgen.check.structure.at_layer import sizes_of_layers
from reportgen.check.structure.described import Described
from reportgen.check.structure.judging import number, worded
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.vocabulary import FOREIGN, MODEL
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_FILTERS = regex(
    r"(?<![\w.,×x*/-])(?<!\d, )(?<!\d et )(?<!\d and )(?<!, and )(?P<number>\d{1,4}) (?:\w{1,14} )?"
    r"(?:filters?|filtres?|noyaux|feature maps|cartes)\b"
)
_ASIDE = regex(r"chang|augment|increas|decreas|diminu|reduct|reduit|modif|passe\b|cases?\b|\bcas\b")


def check(passage: Passage, described: Described) -> Iterator[Verdict]:
    """Yield a verdict for each size of a layer that the part's summary or code has, or that it contradicts."""
    if described.networks:
        yield from _neurons(passage, described)
        yield from _filters(passage, described)


def _neurons(passage: Passage, described: Described) -> Iterator[Verdict]:
    stated = {mention.value: mention for mention in mentions(passage.text) if mention.role in ("hidden", "output")}
    for value, mention in stated.items():
        units = _units(described.networks[0], mention)
        if value in units:
            how = Label("check.how.structure.neurons_known", (("stated", value), ("count", value)))
            yield worded(passage, "confirmed", number(value), number(value), how)
        elif mention.role == "hidden":
            yield from _other(passage, mention, described)


def _units(network: StatedNetwork, mention: Mention) -> list[int | None]:
    """Return the neurons of the hidden or of the output layers."""
    dense = [layer.units for layer in network.layers if layer.kind == "Dense"]
    return dense[-1:] if mention.role == "output" else dense[:-1]


def _other(passage: Passage, mention: Mention, described: Described) -> Iterator[Verdict]:
    """Yield a review where the part has one perceptron with one hidden layer, of another size."""
    text, first = folded(passage.text), described.networks[0]
    one = all(network.parameters == first.parameters for network in described.networks) and not first.damaged
    dense = [layer for layer in first.layers if layer.kind == "Dense"]
    plain = not any(pattern.search(passage.text) for pattern in (FOREIGN, MODEL))
    plain = plain and not described.varied and not described.is_open(text) and not _ASIDE.search(text)
    if one and plain and len(dense) == 2 and not any("Conv" in layer.kind for layer in first.layers):
        right = dense[0].units
        if right is not None:
            how = Label("check.how.structure.neurons_differ", (("stated", mention.value), ("count", right)))
            yield worded(passage, "review", number(mention.value), number(right), how)


def _filters(passage: Passage, described: Described) -> Iterator[Verdict]:
    """Confirm a number of filters that no ordinal gives one layer."""
    text = folded(passage.text)
    found = list(_FILTERS.finditer(text))[:8]
    decided = [(given.start, given.end) for given in sizes_of_layers(text, described.networks)] if found else []
    known = {layer.units for layer in described.networks[0].layers if "Conv" in layer.kind}
    for match in found:
        stated = int(match["number"])
        if stated in known and not any(start <= match.start() < end for start, end in decided):
            how = Label("check.how.structure.filters_known", (("stated", stated), ("count", stated)))
            yield worded(passage, "confirmed", number(stated), number(stated), how)
