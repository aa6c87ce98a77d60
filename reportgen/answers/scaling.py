"""Why the scale of inputs matters: what it makes of gradients, and of the valley that gradient descent walks down.

For a linear neuron with squared error, the loss is a quadratic bowl whose shape is the matrix E[x xᵀ] of its inputs:
along an eigenvector of eigenvalue λ, a step of gradient descent with learning rate η multiplies the error by 1 - η λ.
It converges only for η < 2 / λ of the largest one, and the directions of small ones are slow (LeCun, Bottou, Orr and
Müller, Efficient BackProp, in Neural Networks: Tricks of the Trade, 1998).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from reportgen.features import extract
from reportgen.features.pixels import moments
from reportgen.plots import Label, Line, Panel
from reportgen.spec import Dataset, Floats, Labels, Pixels, Scaling

SCALINGS: tuple[Scaling, ...] = ("raw", "unit", "standard")
BATCH = 128
"""Training images of the gradient that is shown."""
_CURVATURE = 10_000
"""Training images from which the curvature is estimated; fewer if there are fewer."""
_STEPS, _ROUND = 12, 72


@dataclass(frozen=True)
class Scaled:
    """Training pixels after a scaling.

    Attributes:
        scaling: which one.
        low: the smallest value.
        high: the largest value.
        mean: of all pixels.
        deviation: their standard deviation.
        curvature: the largest eigenvalue of E[x xᵀ], a constant 1 for the bias among the inputs.
        largest_rate: 2 / curvature, above which gradient descent of a linear neuron diverges.
        gradient: the norm of the first kernel's gradient on the first images, before any training.
    """

    scaling: Scaling
    low: float
    high: float
    mean: float
    deviation: float
    curvature: float
    largest_rate: float
    gradient: float


def scaled(scaling: Scaling, dataset: Dataset, hidden: tuple[int, ...]) -> Scaled:
    """Return what a scaling makes of the training pixels of a dataset."""
    x = read(scaling, dataset, _CURVATURE).astype(np.float64)
    biased = np.hstack([x, np.ones((len(x), 1))])
    curvature = largest_eigenvalue(biased.T @ biased / len(x))
    value = levels(scaling, dataset)
    low, high = float(value[dataset.x_train.min()]), float(value[dataset.x_train.max()])
    mean, deviation = _moments(dataset)
    step = float(value[255] - value[0]) / 255  # each scaling is a shift and a step
    mean, deviation = float(value[0]) + step * mean, step * deviation
    gradient = first_gradient(read(scaling, dataset, BATCH), dataset.y_train[:BATCH], hidden, len(dataset.info.classes))
    return Scaled(scaling, low, high, mean, deviation, curvature, 2 / curvature, float(np.linalg.norm(gradient)))


def largest_eigenvalue(matrix: NDArray[np.float64]) -> float:
    """Return the largest eigenvalue of a symmetric positive semidefinite matrix.

    By the power method, which is done long before all eigenvalues are known (Golub and Van Loan, Matrix Computations,
    section 7.3): the values that networks read have a mean far from 0 or few strong directions.
    """
    vector, before, found = np.ones(len(matrix)), -1.0, 0.0
    while abs(found - before) > 1e-13 * abs(found):
        vector = matrix @ (vector / np.linalg.norm(vector))
        before, found = found, float(np.linalg.norm(vector))
    return found


def read(scaling: Scaling, dataset: Dataset, count: int) -> Floats:
    """Return what a network reads of the first training images, flattened."""
    images = dataset.x_train[:count]
    return levels(scaling, dataset)[images].reshape(len(images), -1)


@lru_cache(maxsize=len(SCALINGS))  # to standardise, all training pixels are counted: once is enough
def levels(scaling: Scaling, dataset: Dataset) -> Floats:
    """Return what a scaling makes of each of the 256 grey levels."""
    return extract(Pixels(scaling), np.arange(256, dtype=np.uint8)[None, None], dataset.x_train).reshape(-1)


@lru_cache(maxsize=1)
def _moments(dataset: Dataset) -> tuple[float, float]:
    return moments(dataset.x_train)


def kernels(inputs: int, hidden: tuple[int, ...], classes: int) -> list[NDArray[np.float64]]:
    """Return first kernels of a perceptron: uniform as by Glorot and Bengio, Keras's default, from a fixed seed."""
    rng = np.random.default_rng(1)
    sizes = (inputs, *hidden, classes)
    limits = {(n, m): np.sqrt(6 / (n + m)) for n, m in pairwise(sizes)}
    return [rng.uniform(-limits[pair], limits[pair], pair) for pair in pairwise(sizes)]


def first_gradient(x: Floats, labels: Labels, hidden: tuple[int, ...], classes: int) -> NDArray[np.float64]:
    """Return the gradient of the mean cross-entropy with respect to the first kernel, before any training.

    ReLU inside, softmax at the output, biases 0. By backpropagation: δ = p - y at the output, and
    xᵀ δ / n for the first kernel: it grows with the inputs.
    """
    weights = kernels(x.shape[1], hidden, classes)
    received = [x.astype(np.float64)]
    for kernel in weights[:-1]:
        received.append(np.maximum(received[-1] @ kernel, 0))
    logits = received[-1] @ weights[-1]
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    delta = raised / raised.sum(axis=1, keepdims=True) - np.eye(classes)[labels]
    for kernel, output in zip(reversed(weights[1:]), reversed(received[1:]), strict=True):
        delta = (delta @ kernel.T) * (output > 0)
    gradient: NDArray[np.float64] = received[0].T @ delta / len(x)
    return gradient


# ── two weights, drawn ───────────────────────────────────────────────────────────────────────────────────────────


def bowl_shape(scaling: Scaling, dataset: Dataset) -> NDArray[np.float64]:
    """Return E[x xᵀ] of two inputs: the pixel that varies most, and the constant 1 of the bias."""
    flat = dataset.x_train[:_CURVATURE].reshape(min(_CURVATURE, len(dataset.x_train)), -1)
    pixel = int(np.argmax(flat.std(axis=0)))
    x = read(scaling, dataset, _CURVATURE)[:, pixel].astype(np.float64)
    both = np.stack([x, np.ones_like(x)])
    return both @ both.T / len(x)


def ratio(shape: NDArray[np.float64]) -> float:
    """Return how many times the curvature of the steepest direction exceeds that of the flattest."""
    low, high = np.linalg.eigvalsh(shape)[[0, -1]]
    return float(high / low)


def bowls(dataset: Dataset) -> Iterator[Panel]:
    """Draw the loss of a linear neuron with one pixel and a bias; the flattest direction has the length 1.

    Each panel has level lines of the loss around its minimum, and the path of gradient descent with half the largest
    learning rate that converges, from a corner between the steepest and the flattest direction.
    """
    for scaling in SCALINGS:
        values, vectors = np.linalg.eigh(bowl_shape(scaling, dataset))
        lengths = np.sqrt(values[0] / values)
        angles = np.linspace(0, 2 * np.pi, _ROUND)
        lines = [
            _line("level_lines", vectors @ (np.stack([np.cos(angles), np.sin(angles)]) * (level * lengths)[:, None]))
            for level in (1.0, 0.75, 0.5, 0.25)
        ]
        steps = (1 - values / values[-1]) ** np.arange(_STEPS)[:, None]
        lines.append(_line("descent", vectors @ (steps * np.sqrt(0.5) * lengths).T, dashed=False))
        yield Panel(Label("plot.pixel_weight"), Label(f"plot.bowl.{scaling}"), tuple(lines), equal=True)


def _line(name: str, points: NDArray[np.float64], dashed: bool = True) -> Line:
    across, up = points
    return Line(Label(f"plot.{name}"), tuple(map(float, across)), tuple(map(float, up)), dashed=dashed)
