"""Activations: which a lab's networks use, how steep they are, and what ReLU leaves of a layer on real images."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.plots import Label, Line, Panel
from reportgen.spec import Case, Floats

SHOWN = (0.0, 1.0, 2.0, 5.0)
"""Where the table of slopes looks."""
LIMIT = 6.0
"""How far from 0 activations are drawn."""
_POINTS = 121


@dataclass(frozen=True)
class Use:
    """An activation and where the lab's networks have it.

    Attributes:
        activation: Keras's name.
        output: whether at the output; else in hidden layers.
        sections: whose networks.
    """

    activation: str
    output: bool
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Slope:
    """The derivatives of three activations at one place."""

    place: float
    relu: float
    sigmoid: float
    tanh: float


@dataclass(frozen=True)
class Neuron:
    """A neuron on one image: `summed + bias = score`, and what ReLU makes of the score; counted from 0."""

    number: int
    summed: float
    bias: float
    score: float
    output: float


@dataclass(frozen=True)
class Codes:
    """What a hidden layer of ReLUs gives for many images.

    Attributes:
        name: of the layer.
        neurons: how many it has.
        zeros: the share of its outputs that are 0, over neurons and images.
        active: how many neurons are above 0 for an image, on average.
        silent: neurons that are 0 for every image.
        always: neurons that are above 0 for every image.
    """

    name: str
    neurons: int
    zeros: float
    active: float
    silent: int
    always: int


def uses(cases: Sequence[Case]) -> tuple[Use, ...]:
    """Return every activation of the cases' networks, hidden layers first; the identity (`linear`) is none."""
    found: dict[tuple[bool, str], dict[str, None]] = {}
    for case in cases:
        layers = case.experiment.model.layers
        for layer in layers:
            activation = getattr(layer, "activation", "linear")
            if activation != "linear":
                found.setdefault((layer is layers[-1], activation), {})[case.section] = None
    return tuple(Use(activation, output, tuple(found[output, activation])) for output, activation in sorted(found))


def slopes() -> tuple[Slope, ...]:
    """Return the derivatives at some places; that of ReLU at 0 is 0, as TensorFlow has it."""
    return tuple(Slope(z, *(float(one) for one in _derivatives(np.array(z)))) for z in SHOWN)


def panels() -> Iterator[Panel]:
    """Draw three activations, and their derivatives beside them."""
    z = np.linspace(-LIMIT, LIMIT, _POINTS)
    values = (np.maximum(z, 0), 1 / (1 + np.exp(-z)), np.tanh(z))
    near = np.abs(z) <= LIMIT / 3  # ReLU would dwarf the others further out
    step = (np.array([-LIMIT, 0, 0, LIMIT]), np.array([0.0, 0, 1, 1]))
    slopes_ = [step, *((z, one) for one in _derivatives(z)[1:])]
    names = ("relu", "sigmoid", "tanh")
    yield Panel(
        Label("plot.network.score"),
        Label("plot.network.value"),
        tuple(_line(name, z[near], one[near]) for name, one in zip(names, values, strict=True)),
    )
    yield Panel(
        Label("plot.network.score"),
        Label("plot.network.slope"),
        tuple(_line(name, *one) for name, one in zip(names, slopes_, strict=True)),
    )


def neurons(received: Floats, kernel: Floats, bias: Floats) -> tuple[Neuron, Neuron]:
    """Return the neurons of a layer with the largest and with the smallest score for one image.

    Args:
        received: what the layer reads (n,).
        kernel: (n, neurons).
        bias: (neurons,).
    """
    summed = received.astype(np.float64) @ kernel
    scores = summed + bias
    most, least = (
        Neuron(int(k), float(summed[k]), float(bias[k]), float(scores[k]), max(0.0, float(scores[k])))
        for k in (scores.argmax(), scores.argmin())
    )
    return most, least


def codes(name: str, outputs: Floats) -> Codes:
    """Return what a layer's outputs (images, neurons) look like after ReLU."""
    active = outputs > 0
    often = active.mean(axis=0)
    return Codes(
        name,
        outputs.shape[1],
        float(1 - active.mean()),
        float(active.sum(axis=1).mean()),
        int((often == 0).sum()),
        int((often == 1).sum()),
    )


def _derivatives(z: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the derivatives of ReLU, sigmoid and tanh."""
    sigmoid = 1 / (1 + np.exp(-z))
    return (z > 0).astype(np.float64), sigmoid * (1 - sigmoid), 1 - np.tanh(z) ** 2


def _line(name: str, x: NDArray[np.float64], y: NDArray[np.float64]) -> Line:
    return Line(Label(f"plot.network.{name}"), tuple(map(float, x)), tuple(map(float, y)))
