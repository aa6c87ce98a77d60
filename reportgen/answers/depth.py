"""Depth, and the pairs of a lab's networks that tell whether it decides the number of weights.

Depth is the number of layers with a kernel (`Dense`, `Conv2D`) on the longest way from the input to the output.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from reportgen.model import Conv2D, Dense, ModelSpec
from reportgen.spec import Case


@dataclass(frozen=True)
class Pair:
    """Two networks of different depth."""

    deep: Case
    shallow: Case

    @property
    def same_input(self) -> bool:
        """Whether both read the same of the same images, so that only the networks differ."""
        deep, shallow = self.deep.experiment, self.shallow.experiment
        return (deep.dataset, deep.features) == (shallow.dataset, shallow.features)


def depth(model: ModelSpec) -> int:
    """Return the number of layers with a kernel on the longest way from the input to the output."""
    depths: dict[str, int] = {}
    for layer in model.layers:
        before = max((depths[name] for name in layer.inputs), default=0)
        depths[layer.name] = before + isinstance(layer, Dense | Conv2D)
    return depths[model.layers[-1].name]


def weights(case: Case) -> int:
    """Return how many weights the network of a case has, biases included."""
    return case.experiment.model.parameters


def distinct(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Return the cases in order, without those that repeat the network and the input of an earlier one."""
    found: dict[object, Case] = {}
    for case in cases:
        found.setdefault((case.experiment.dataset, case.experiment.features, case.experiment.model), case)
    return tuple(found.values())


def lighter(cases: Sequence[Case]) -> Pair | None:
    """Return a deeper network with fewer weights than a shallower one; None if there is none.

    Of such pairs it is, if possible, one whose networks read the same input; then one with the smallest deep network;
    then the one with the smallest shallow network, so that what it shows does not rest on a width chosen to show it.
    """
    found = (pair for pair in _pairs(cases) if weights(pair.deep) < weights(pair.shallow))
    return min(found, key=lambda pair: (not pair.same_input, weights(pair.deep), weights(pair.shallow)), default=None)


def heavier(cases: Sequence[Case], beside: Pair | None) -> Pair | None:
    """Return a deeper network with more weights than a shallower one; None if there is none.

    Of such pairs it is, if possible, one whose networks read the same input; then one with the shallow network of
    `beside`; then one with the largest deep network; then the one with the smallest shallow network.
    """

    def rank(pair: Pair) -> tuple[bool, bool, int, int]:
        other = beside is not None and pair.shallow != beside.shallow
        return not pair.same_input, other, -weights(pair.deep), weights(pair.shallow)

    found = (pair for pair in _pairs(cases) if weights(pair.deep) > weights(pair.shallow))
    return min(found, key=rank, default=None)


def _pairs(cases: Sequence[Case]) -> Iterator[Pair]:
    for deep, shallow in permutations(cases, 2):
        if depth(deep.experiment.model) > depth(shallow.experiment.model):
            yield Pair(deep, shallow)
