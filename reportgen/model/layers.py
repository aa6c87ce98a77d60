"""The nine kinds of layers, with the arguments and the rules of the Keras classes of the same names."""

from dataclasses import dataclass, field, replace
from math import prod
from typing import Literal

from reportgen.arithmetic import Product
from reportgen.model.layer import ACTIVATIONS, ActivationName, LayerSpec, Shape, write_shape
from reportgen.model.regularizers import L2
from reportgen.model.summary import LayerSummary, with_kernel
from reportgen.model.windows import Conv2D, MaxPooling2D


@dataclass(frozen=True)
class Input(LayerSpec):
    """Where images come in; `shape` is that of one image, without the batch axis."""

    kind: Literal["Input"] = field(default="Input", init=False)
    shape: Shape

    def validate(self) -> None:
        """Require a shape and nothing to read."""
        self.require(not self.inputs, "no input", repr(self.inputs))
        self.require_shape("shape", self.shape)

    def output_shape(self, *received: Shape) -> Shape:
        """Return the shape of one image."""
        del received
        return self.shape


@dataclass(frozen=True)
class Dense(LayerSpec):
    """`activation(x · kernel + bias)` over the last axis, whatever the rank, as in Keras."""

    kind: Literal["Dense"] = field(default="Dense", init=False)
    units: int
    activation: ActivationName = "linear"
    use_bias: bool = True
    kernel_regularizer: L2 | None = None

    def validate(self) -> None:
        """Require at least one unit, a known activation and a penalty that is one."""
        super().validate()
        self.require_whole("units", self.units)
        self.require_one_of("activation", self.activation, ACTIVATIONS)
        self.require_flag("use_bias", self.use_bias)
        self.require_regularizer("kernel_regularizer", self.kernel_regularizer)

    def output_shape(self, *received: Shape) -> Shape:
        """Replace the last axis by the units."""
        return (*received[0][:-1], self.units)

    def summary(self, *received: Shape) -> LayerSummary:
        """Count a kernel of inputs × units."""
        return with_kernel(super().summary(*received), (received[0][-1], self.units), self.use_bias)


@dataclass(frozen=True)
class Flatten(LayerSpec):
    """An image as a vector, row by row."""

    kind: Literal["Flatten"] = field(default="Flatten", init=False)

    def output_shape(self, *received: Shape) -> Shape:
        """Return the number of values."""
        return (prod(received[0]),)


@dataclass(frozen=True)
class Dropout(LayerSpec):
    """Zeroes a share `rate`, in [0, 1), of the values in training."""

    kind: Literal["Dropout"] = field(default="Dropout", init=False)
    rate: float

    def __post_init__(self) -> None:
        """Give equal rates equal bytes: 0, -0.0 and 0.0 differ in JSON."""
        if type(self.rate) in (int, float) and self.rate == 0:
            object.__setattr__(self, "rate", 0.0)

    def validate(self) -> None:
        """Require a rate in [0, 1)."""
        super().validate()
        self.require_share("rate", self.rate)


@dataclass(frozen=True)
class BatchNormalization(LayerSpec):
    """`gamma (x - mean) / sqrt(variance + epsilon) + beta` per channel, on the last axis."""

    kind: Literal["BatchNormalization"] = field(default="BatchNormalization", init=False)

    def summary(self, *received: Shape) -> LayerSummary:
        """Count gamma and beta, the moving mean and variance, and one multiplication per value."""
        channels = received[0][-1]
        return replace(
            super().summary(*received),
            weights=channels,
            biases=channels,
            non_trainable=2 * channels,
            parameters_formula=Product((4, channels)),
            multiplications_formula=Product(received[0]),
        )


@dataclass(frozen=True)
class Activation(LayerSpec):
    """An activation as a layer of its own."""

    kind: Literal["Activation"] = field(default="Activation", init=False)
    activation: ActivationName

    def validate(self) -> None:
        """Require a known activation."""
        super().validate()
        self.require_one_of("activation", self.activation, ACTIVATIONS)


@dataclass(frozen=True)
class Add(LayerSpec):
    """The sum of layers of one shape, for skip connections; Keras would also stretch axes of length 1."""

    kind: Literal["Add"] = field(default="Add", init=False)

    def validate(self) -> None:
        """Require at least two inputs."""
        self.require(len(self.inputs) >= 2, "at least two inputs", f"{len(self.inputs)}: {self.inputs}")

    def output_shape(self, *received: Shape) -> Shape:
        """Return the shape that all inputs share."""
        each = (f"{name!r} {write_shape(shape)}" for name, shape in zip(self.inputs, received, strict=True))
        self.require(len(set(received)) == 1, "inputs of one shape", " and ".join(each))
        return received[0]


KINDS: dict[str, type[LayerSpec]] = {
    kind.__name__: kind
    for kind in (Input, Dense, Conv2D, MaxPooling2D, Flatten, Dropout, BatchNormalization, Activation, Add)
}
"""Every kind of layer by its Keras name."""
