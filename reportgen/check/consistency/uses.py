"""The layers of shallow networks that a report's computations count, with the hidden neurons that each takes."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.consistency.claims import Claims
from reportgen.check.consistency.hog import sizes
from reportgen.check.consistency.layers import Counted, counted
from reportgen.check.stated import Computation

_PIXELS = 784


@dataclass(frozen=True)
class Use:
    """A layer that a computation counts, and the number of hidden neurons that it takes.

    Attributes:
        computation: with its place.
        layer: as counted.
        neurons: of the hidden layer: the units, or the inputs of the output layer.
        certain: whether the pattern can be nothing else: the inputs are known, or it is the layer of the classes.
    """

    computation: Computation
    layer: Counted
    neurons: int
    certain: bool


def uses(claims: Claims) -> list[Use]:
    """Return what the computations of a report use, in order."""
    known = _known_inputs(claims)
    return [use for computation in claims.facts.computations for use in _uses(computation, known, claims)]


def _uses(computation: Computation, known: frozenset[int], claims: Claims) -> Iterator[Use]:
    line = computation.place.first
    block = claims.facts.submission.block_at(line)
    if computation.place.last - line > 4 or (block is not None and (block.damaged or block.kind == "code")):
        return
    for layer in counted(computation):
        inputs = layer.inputs
        if inputs is None or layer.units < 2 or inputs < 2:
            continue
        if layer.is_output and inputs == _PIXELS:  # a network without a hidden layer
            continue
        if layer.is_output:
            yield Use(computation, layer, inputs, True)
        elif layer.units != inputs:
            yield Use(computation, layer, layer.units, inputs in known)


def _known_inputs(claims: Claims) -> frozenset[int]:
    """Return the input sizes that a shallow network of the report can have: of pixels, of HOG, as stated."""
    stated = (
        int(value)
        for claim in claims.text
        if claim.setting.name == "inputs"
        for value in claim.value
        if is_whole(value)
    )
    return frozenset({_PIXELS, *sizes(claims), *stated})


def is_whole(value: float | str) -> bool:
    """Tell whether a value is a whole number."""
    return isinstance(value, float | int) and value == int(value)
