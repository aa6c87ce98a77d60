"""What a stated count may be, given a network: all ways to count its weights that reports use."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import prod
from typing import Literal

from reportgen.arithmetic import Expression, Product, Sum
from reportgen.check.facts.networks.kinds import CONVOLUTIONS
from reportgen.check.stated import StatedNetwork
from reportgen.check.structure.solving import Solved, solve

What = Literal[
    "total", "total_weights", "total_biases", "layer", "layer_weights", "layer_biases", "filter", "filter_weights",
    "neuron", "neuron_weights", "cumulative", "several",
]  # fmt: skip


@dataclass(frozen=True)
class Count:
    """One way to count.

    Attributes:
        value: the count.
        what: what is counted: the name of a label `check.how.structure.count_<what>`.
        layer: the layer's name; empty for the whole network.
        formula: how it comes about.
    """

    value: int
    what: What
    layer: str = ""
    formula: Expression = 0


@dataclass(frozen=True, eq=False)
class Ledger:
    """All counts of one network, by their values.

    Attributes:
        network: whose they are.
        total: all parameters; None if that is not known.
        by_value: the counts of each value, the plainest first.
    """

    network: StatedNetwork
    total: Count | None
    by_value: Mapping[int, tuple[Count, ...]]

    def layer(self, name: str) -> Count | None:
        """Return the parameters of a layer."""
        every = (count for counts_ in self.by_value.values() for count in counts_)
        return next((count for count in every if count.what == "layer" and count.layer == name), None)


def ledger(network: StatedNetwork) -> Ledger:
    """Count a network in all ways."""
    by_value: dict[int, tuple[Count, ...]] = {}
    for count in counts(network):
        by_value[count.value] = (*by_value.get(count.value, ()), count)
    return Ledger(network, total(network), by_value)


@lru_cache(maxsize=64)
def solved(network: StatedNetwork) -> tuple[Solved, ...]:
    """Return the layers of a network that follow from those before them."""
    layers = network.layers
    answers = (solve(layer, layers[:index]) for index, layer in enumerate(layers))
    return tuple(answer for answer in answers if answer is not None)


def total(network: StatedNetwork) -> Count | None:
    """Return all parameters of a network, layer by layer."""
    if network.parameters is None:
        return None
    counts = tuple(layer.parameters for layer in network.layers if layer.parameters)
    whole = sum(counts) == network.parameters and len(counts) > 1
    return Count(network.parameters, "total", "", Sum(counts) if whole else network.parameters)


def counts(network: StatedNetwork) -> tuple[Count, ...]:
    """Return all ways to count, the plainest first; those of one value after each other."""
    return tuple(count for count in _counts(network) if count.value > 0)


def _counts(network: StatedNetwork) -> Iterator[Count]:
    whole, layers = total(network), solved(network)
    if whole:
        yield whole
    yield from (Count(count, "total", "", count) for _, count, _ in network.totals)
    weighted = [layer for layer in layers if layer.parameters]
    for layer in weighted:
        yield from _of_layer(layer)
    if len(layers) == len(network.layers):
        yield from _sums("total_weights", [layer.weights for layer in weighted])
        yield from _sums("total_biases", [layer.biases for layer in weighted])
    yield from _cumulative([layer.layer.parameters or 0 for layer in weighted])


def _of_layer(layer: Solved) -> Iterator[Count]:
    name, units = layer.layer.name, layer.layer.shape[-1] if layer.layer.shape else 1
    yield Count(layer.parameters, "layer", name, layer.formula)
    if isinstance(layer.formula, Sum):
        yield Count(layer.weights, "layer_weights", name, layer.formula.terms[0])
        yield Count(layer.biases, "layer_biases", name, layer.biases)
    window = (*layer.kernel, layer.received[-1]) if layer.kernel and layer.received else layer.received[-1:]
    if window and layer.layer.kind in (*CONVOLUTIONS, "Dense") and layer.weights == prod(window) * units:
        one = Product(window) if len(window) > 1 else window[0]
        kind: Literal["filter", "neuron"] = "filter" if layer.kernel else "neuron"
        yield Count(prod(window) + 1, kind, name, Sum((one, 1)))
        yield Count(prod(window), "filter_weights" if layer.kernel else "neuron_weights", name, one)


def _sums(what: What, values: Sequence[int]) -> Iterator[Count]:
    terms = tuple(value for value in values if value)
    if len(terms) > 1:
        yield Count(sum(terms), what, "", Sum(terms))


def _cumulative(values: Sequence[int]) -> Iterator[Count]:
    """Yield the sums of the first layers, then those of any layers after each other."""
    for length, value in enumerate(accumulate(values), start=1):
        if 1 < length < len(values):
            yield Count(value, "cumulative", "", Sum(tuple(values[:length])))
    for start in range(1, min(len(values), 40)):
        for end in range(start + 2, min(len(values), start + 12) + 1):
            yield Count(sum(values[start:end]), "several", "", Sum(tuple(values[start:end])))
