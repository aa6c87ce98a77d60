"""The two families of networks that labs vary: multilayer perceptrons and convolutional networks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model.layer import LayerSpec, Pair, Shape
from reportgen.model.layers import Dense, Dropout, Flatten, Input
from reportgen.model.network import ModelSpec, chain
from reportgen.model.windows import Conv2D, MaxPooling2D


@dataclass(frozen=True)
class Stage:
    """A convolution with ReLU that keeps height and width, then the maximum over windows of `pool`."""

    filters: int
    kernel: Pair
    pool: Pair = (2, 2)


def perceptron(inputs: int, hidden: Sequence[int], dropout: float, classes: int) -> ModelSpec:
    """Return a network of dense layers: ReLU in the hidden ones, each followed by dropout unless it is 0; softmax."""
    return chain(Input((inputs,)), *_dense(hidden, dropout), Dense(classes, "softmax"))


def convolutional(
    image_shape: Shape, stages: Sequence[Stage], dense: Sequence[int], dropout: float, classes: int
) -> ModelSpec:
    """Return a network of convolutional stages, then dense layers as in `perceptron`; `image_shape` has channels."""
    convolutions = (
        layer
        for stage in stages
        for layer in (
            Conv2D(stage.filters, stage.kernel, activation="relu", padding="same"),
            MaxPooling2D(stage.pool),
        )
    )
    return chain(Input(image_shape), *convolutions, Flatten(), *_dense(dense, dropout), Dense(classes, "softmax"))


def _dense(units: Sequence[int], dropout: float) -> Iterator[LayerSpec]:
    for width in units:
        yield Dense(width, "relu")
        if dropout:
            yield Dropout(dropout)
