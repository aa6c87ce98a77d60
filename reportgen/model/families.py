"""The two families of networks that labs vary: multilayer perceptrons and convolutional networks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.errors import ModelError
from reportgen.model.layer import ActivationName, LayerSpec, PaddingName, Pair, Shape
from reportgen.model.layers import Add, BatchNormalization, Dense, Dropout, Flatten, Input
from reportgen.model.network import ModelSpec, chain
from reportgen.model.regularizers import L2
from reportgen.model.windows import Conv2D, MaxPooling2D


@dataclass(frozen=True)
class Stage:
    """A convolution, by default one that keeps height and width, then the maximum over windows of `pool`.

    Attributes:
        filters: of the convolution.
        kernel: its window.
        pool: the window of the pooling; without one if it is (1, 1).
        skip: how many convolutions a skip connection passes by, this one included: what the first of them reads is
            added to what this one gives, before the pooling. 0: there is none.
        dropout: the rate of a dropout at the end; 0: there is none.
        padding: of the convolution.
        pool_strides: how far the pooling's window moves; as far as it is wide unless given.
        batch_normalization: whether the values are normalised after the convolution.
    """

    filters: int
    kernel: Pair
    pool: Pair = (2, 2)
    skip: int = 0
    dropout: float = 0.0
    padding: PaddingName = "same"
    pool_strides: Pair | None = None
    batch_normalization: bool = False


def perceptron(
    inputs: int,
    hidden: Sequence[int],
    dropout: float | Sequence[float],
    outputs: int,
    activation: ActivationName | Sequence[ActivationName] = "relu",
    output: ActivationName = "softmax",
    regularizer: L2 | None = None,
) -> ModelSpec:
    """Return a network of dense layers.

    Args:
        inputs: how many values it reads.
        hidden: neurons of the hidden layers.
        dropout: the rate of a dropout after each of them, or one for each; 0: there is none.
        outputs: neurons of the last layer.
        activation: of the hidden layers, or one for each.
        output: activation of the last layer.
        regularizer: the penalty on the kernels of the hidden layers, if there is one.

    Raises:
        ModelError: layers that make no network.
    """
    return chain(Input((inputs,)), *_dense(hidden, dropout, activation, regularizer), Dense(outputs, output))


def convolutional(
    image_shape: Shape,
    stages: Sequence[Stage],
    dense: Sequence[int],
    dropout: float | Sequence[float],
    outputs: int,
    activation: ActivationName = "relu",
    output: ActivationName = "softmax",
) -> ModelSpec:
    """Return a network of convolutional stages, then dense layers as in `perceptron`.

    Args:
        image_shape: height, width and channels.
        stages: in their order.
        dense: neurons of the dense layers before the last one.
        dropout: the rate of a dropout after each of them, or one for each; 0: there is none.
        outputs: neurons of the last layer.
        activation: of the convolutions and of the dense layers before the last one.
        output: activation of the last layer.

    Raises:
        ModelError: layers that make no network, such as a skip connection between other numbers of channels.
    """
    before = _convolutions(image_shape, stages, activation)
    return chain(*before, Flatten(), *_dense(dense, dropout, activation), Dense(outputs, output))


def _convolutions(shape: Shape, stages: Sequence[Stage], activation: ActivationName) -> tuple[LayerSpec, ...]:
    """Return the input and the layers of the stages, named and wired."""
    layers = chain(Input(shape)).layers
    read: list[str] = []  # what each convolution reads
    for stage in stages:
        read.append(layers[-1].name)
        convolution = Conv2D(stage.filters, stage.kernel, activation=activation, padding=stage.padding)
        layers = chain(*layers, convolution, *((BatchNormalization(),) if stage.batch_normalization else ())).layers
        layers = chain(*layers, *_skip(stage, layers[-1], read), *_reduced(stage)).layers
    return layers


def _skip(stage: Stage, convolution: LayerSpec, read: Sequence[str]) -> Iterator[LayerSpec]:
    if stage.skip > len(read):
        expected = f"a skip connection past at most {len(read)} convolutions"
        raise ModelError(f"layer {convolution.name!r}: expected {expected}; received {stage.skip}")
    if stage.skip:
        yield Add(inputs=(convolution.name, read[-stage.skip]))


def _reduced(stage: Stage) -> Iterator[LayerSpec]:
    if stage.pool != (1, 1):
        yield MaxPooling2D(stage.pool, stage.pool_strides)
    if stage.dropout:
        yield Dropout(stage.dropout)


def _dense(
    units: Sequence[int],
    dropout: float | Sequence[float],
    activation: ActivationName | Sequence[ActivationName],
    regularizer: L2 | None = None,
) -> Iterator[LayerSpec]:
    rates = dropout if isinstance(dropout, Sequence) else (dropout,) * len(units)
    activations = (activation,) * len(units) if isinstance(activation, str) else activation
    for width, rate, name in zip(units, rates, activations, strict=True):
        yield Dense(width, name, kernel_regularizer=regularizer)
        if rate:
            yield Dropout(rate)
