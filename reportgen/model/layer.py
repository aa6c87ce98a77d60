"""What all layers have in common: a name, the layers they read, and errors that say where.

A layer that stands alone may be anything; a `ModelSpec` validates each one, once it has its name.
"""

from dataclasses import dataclass, field
from math import inf
from typing import Literal, get_args

from reportgen.errors import ModelError
from reportgen.model.regularizers import L2
from reportgen.model.summary import LayerSummary

Shape = tuple[int, ...]
"""The shape of one image or vector, channels last, without the batch axis."""

Pair = tuple[int, int]
"""Height and width, in pixels."""

PaddingName = Literal["valid", "same"]
ActivationName = Literal[
    "linear", "relu", "relu6", "leaky_relu", "elu", "selu", "gelu", "silu", "swish", "mish",
    "sigmoid", "hard_sigmoid", "tanh", "softmax", "log_softmax", "softplus", "softsign", "exponential",
]  # fmt: skip

PADDINGS: tuple[PaddingName, ...] = get_args(PaddingName)
ACTIVATIONS: tuple[ActivationName, ...] = get_args(ActivationName)
"""Keras's activations that need no argument and keep the shape."""

_PROPER_NAMES = {"relu": "ReLU", "relu6": "ReLU6", "elu": "ELU", "selu": "SELU", "gelu": "GELU", "silu": "SiLU"}


def proper_name(activation: str) -> str:
    """Return what people call an activation: `ReLU` for Keras's `relu`."""
    return _PROPER_NAMES.get(activation, activation)


@dataclass(frozen=True, kw_only=True)
class LayerSpec:
    """One layer: the arguments of the Keras class `kind`.

    Attributes:
        kind: the Keras class, so that a layer's JSON says what it is.
        name: unique in its network; `chain` names the layers that have none.
        inputs: names of the layers it reads; in `chain` the layer before, unless given.
    """

    kind: str = field(init=False)
    name: str = ""
    inputs: tuple[str, ...] = ()

    def require(self, condition: bool, expected: str, received: object) -> None:
        """Raise a ModelError that names the layer unless the condition holds."""
        if not condition:
            raise ModelError(f"layer {self.name!r} ({self.kind}): expected {expected}; received {received}")

    def validate(self) -> None:
        """Check what can be checked without shapes; by default that the layer reads exactly one other.

        Raises:
            ModelError: naming the layer, what was expected and what was received.
        """
        self.require(len(self.inputs) == 1, "one input", f"{len(self.inputs)}: {self.inputs}")

    def output_shape(self, *received: Shape) -> Shape:
        """Return the shape after the layer, by default the one that it receives.

        Raises:
            ModelError: if the layer cannot read such a shape.
        """
        return received[0]

    def summary(self, *received: Shape) -> LayerSummary:
        """Summarise the layer; without parameters or multiplications by default."""
        return LayerSummary(self.name, self.kind, self.output_shape(*received))

    def require_whole(self, argument: str, value: object) -> None:
        """Require a whole number of at least 1."""
        self.require(_is_whole(value), f"{argument} to be a whole number of at least 1", repr(value))

    def require_pair(self, argument: str, value: object) -> None:
        """Require height and width, each at least 1."""
        fits = isinstance(value, tuple) and len(value) == 2 and all(map(_is_whole, value))
        self.require(fits, f"{argument} to be two whole numbers of at least 1", repr(value))

    def require_shape(self, argument: str, value: object) -> None:
        """Require at least one axis, each of length at least 1."""
        fits = isinstance(value, tuple) and bool(value) and all(map(_is_whole, value))
        self.require(fits, f"{argument} to be whole numbers of at least 1", repr(value))

    def require_flag(self, argument: str, value: object) -> None:
        """Require true or false."""
        self.require(isinstance(value, bool), f"{argument} to be true or false", repr(value))

    def require_share(self, argument: str, value: object) -> None:
        """Require a float in [0, 1)."""
        fits = isinstance(value, float) and 0 <= value < 1
        self.require(fits, f"{argument} to be a number of at least 0 and below 1", repr(value))

    def require_regularizer(self, argument: str, value: object) -> None:
        """Require a penalty with a factor above 0, or none."""
        factor = value.l2 if isinstance(value, L2) else None
        fits = value is None or (isinstance(factor, float) and 0 < factor < inf)
        self.require(fits, f"{argument} to be none, or an L2 with a number above 0", repr(value))

    def require_one_of(self, argument: str, value: object, valid: tuple[str, ...]) -> None:
        """Require one of the valid names."""
        self.require(value in valid, f"{argument} to be one of {', '.join(valid)}", repr(value))


def write_shape(shape: Shape) -> str:
    """Write a shape for an error: `28 × 28 × 1`."""
    return " × ".join(map(str, shape))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1
