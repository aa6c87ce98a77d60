"""Layers with their arguments, as code builds them: the shapes and counts that follow, and the spec that this is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import TypeVar

from reportgen.check.facts.networks.kinds import CONVOLUTIONS, KEEPING_SHAPE, MERGING, POOLINGS
from reportgen.check.facts.networks.values import UNKNOWN, Value
from reportgen.check.stated import StatedLayer
from reportgen.check.submission import Place
from reportgen.errors import ModelError
from reportgen.model import (
    ACTIVATIONS,
    PADDINGS,
    Activation,
    Add,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Input,
    LayerSpec,
    MaxPooling2D,
    ModelSpec,
    chain,
)
from reportgen.model.layer import ActivationName

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Built:
    """A layer that code builds.

    Attributes:
        kind: its class.
        name: unique in its network.
        arguments: as far as the code states them; `UNKNOWN` else.
        inputs: names of the layers it reads.
        place: its lines.
    """

    kind: str
    name: str
    arguments: Mapping[str, Value]
    inputs: tuple[str, ...]
    place: Place

    def whole(self, *names: str) -> int | None:
        """Return the whole number at least 1 of the first argument that is given."""
        value = next((self.arguments[name] for name in names if name in self.arguments), None)
        return value if isinstance(value, int) and not isinstance(value, bool) and value >= 1 else None

    def pair(self, name: str, default: tuple[int, int] | None = None) -> tuple[int, int] | None:
        """Return a height and width; None if it is not known."""
        value = self.arguments.get(name)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value, value
        sides = tuple(side for side in value if isinstance(side, int)) if isinstance(value, tuple) else ()
        return (sides[0], sides[1]) if len(sides) == 2 and min(sides) >= 1 else None

    def text(self, name: str, default: str) -> str | None:
        """Return a text in small letters; None if it is not known."""
        value = self.arguments.get(name, default)
        value = default if value is None else value
        return value.lower() if isinstance(value, str) else None

    @property
    def shape(self) -> Shape | None:
        """The shape that an input layer or the argument `input_shape` gives."""
        given = self.arguments.get("shape", self.arguments.get("input_shape", self.arguments.get("input_dim")))
        if isinstance(given, int) and not isinstance(given, bool) and given >= 1:
            return (given,)
        axes = tuple(axis for axis in given if isinstance(axis, int) and axis >= 1) if isinstance(given, tuple) else ()
        return axes if isinstance(given, tuple) and axes and len(axes) == len(given) else None


def stated(layers: Sequence[Built]) -> tuple[StatedLayer, ...]:
    """Return the layers with shapes and counts as far as they follow."""
    done: dict[str, StatedLayer] = {}
    for layer in layers:
        received = tuple(done[name].shape if name in done else None for name in layer.inputs)
        shape, parameters = _forward(layer, received)
        kernel = layer.pair("kernel_size") if layer.kind in CONVOLUTIONS else None
        kernel = layer.pair("pool_size", (2, 2)) if layer.kind in POOLINGS else kernel
        units = layer.whole("units", "filters")
        done[layer.name] = StatedLayer(
            layer.name, layer.kind, layer.place, shape, parameters, layer.inputs, units, kernel
        )
    return tuple(done.values())


def spec_of(layers: Sequence[Built]) -> ModelSpec | None:
    """Return the network, if every layer of it is known and it can be built."""
    specs = [_spec(layer, exact=True) for layer in layers]
    known = [spec for spec in specs if spec is not None]
    if len(known) < len(specs) or len(specs) < 2:
        return None
    try:
        return chain(
            *(replace(spec, name=layer.name, inputs=layer.inputs) for spec, layer in zip(known, layers, strict=True))
        )
    except (ModelError, TypeError, ValueError):
        return None


def _spec(layer: Built, exact: bool) -> LayerSpec | None:
    """Return a layer of the model; without `exact` an unknown activation or rate does not matter."""
    activation = _one_of(layer.text("activation", "linear"), ACTIVATIONS) or (None if exact else "linear")
    rate = layer.arguments.get("rate", UNKNOWN)
    bias, units = layer.arguments.get("use_bias", True), layer.whole("units")
    match layer.kind:
        case "Input":
            return Input(layer.shape) if layer.shape else None
        case "Dense" if units and activation and isinstance(bias, bool):
            return Dense(units, activation, bias)
        case "Conv2D" | "MaxPooling2D":
            return _window(layer, activation)
        case "Flatten":
            return Flatten()
        case "Dropout" if isinstance(rate, int | float) or not exact:
            return Dropout(float(rate) if isinstance(rate, int | float) and 0 <= rate < 1 else 0.5)
        case "BatchNormalization" if not set(layer.arguments) & {"axis", "center", "scale"}:
            return BatchNormalization()
        case "Activation" if activation:
            return Activation(activation)
        case "Add":
            return Add()
    return None


def _window(layer: Built, activation: ActivationName | None) -> LayerSpec | None:
    """Return a convolution or a pooling, if its window is known."""
    padding = _one_of(layer.text("padding", "valid"), PADDINGS)
    if layer.kind == "MaxPooling2D":
        size = layer.pair("pool_size", (2, 2))
        strides = layer.pair("strides", size)
        return MaxPooling2D(size, strides, padding=padding) if size and strides and padding else None
    bias, kernel, strides = (
        layer.arguments.get("use_bias", True),
        layer.pair("kernel_size"),
        layer.pair("strides", (1, 1)),
    )
    plain = layer.arguments.get("dilation_rate", 1) in (1, (1, 1)) and layer.arguments.get("groups", 1) == 1
    filters = layer.whole("filters")
    if not (filters and kernel and strides and padding and activation and plain and isinstance(bias, bool)):
        return None
    return Conv2D(filters, kernel, strides, activation, bias, padding=padding)


_Name = TypeVar("_Name", bound=str)


def _one_of(value: str | None, valid: tuple[_Name, ...]) -> _Name | None:
    return next((name for name in valid if name == value), None)


def _forward(layer: Built, received: tuple[Shape | None, ...]) -> tuple[Shape | None, int | None]:
    """Return the shape and the parameters of a layer, each if it is known."""
    if layer.kind == "Input":
        return layer.shape, 0
    known = [shape for shape in received if shape]
    if len(known) < len(received) or not known:
        return None, 0 if layer.kind in (*POOLINGS, "Flatten", "Dropout", "Activation", *MERGING) else None
    alike = replace(layer, kind="MaxPooling2D") if layer.kind == "AveragePooling2D" else layer
    spec = _spec(alike, exact=False)
    if spec is None:
        return next(_others(layer, known), (None, None))
    try:
        spec = replace(spec, name=layer.name, inputs=layer.inputs)
        spec.validate()
        summary = spec.summary(*known)
    except (ModelError, TypeError, ValueError):
        return None, None
    return summary.output_shape, summary.parameters


def _others(layer: Built, received: list[Shape]) -> Iterator[tuple[Shape, int]]:
    """Yield shape and count of layers that the built-in labs do not train."""
    first = received[0]
    image = len(first) == 3
    size, factor = layer.pair("kernel_size"), layer.pair("size", (2, 2))
    filters, target = layer.whole("filters"), layer.arguments.get("target_shape")
    bias = int(layer.arguments.get("use_bias", True) is True)
    match layer.kind:
        case "GlobalAveragePooling2D" | "GlobalMaxPooling2D" if image:
            yield first[-1:], 0
        case "UpSampling2D" if image and factor:
            yield (first[0] * factor[0], first[1] * factor[1], first[2]), 0
        case "Concatenate" if len({shape[:-1] for shape in received}) == 1 and "axis" not in layer.arguments:
            yield (*first[:-1], sum(shape[-1] for shape in received)), 0
        case "Multiply" | "Average" | "Subtract" if len(set(received)) == 1:
            yield first, 0
        case "Reshape" if isinstance(target, tuple):
            axes = tuple(axis for axis in target if isinstance(axis, int) and axis >= 1)
            if len(axes) == len(target) and prod(axes) == prod(first):
                yield axes, 0
        case "Conv2DTranspose" if image and size and filters:
            yield from _transposed(layer, first, size, filters)
        case "SeparableConv2D" if image and size and filters and (shape := _slid(layer, first, size)):
            yield (*shape, filters), prod(size) * first[2] + first[2] * filters + bias * filters
        case "LayerNormalization":
            yield first, 2 * first[-1]
        case kind if kind in KEEPING_SHAPE and kind not in ("PReLU", "Normalization", "BatchNormalization"):
            yield first, 0


def _slid(layer: Built, read: Shape, size: tuple[int, int]) -> Shape | None:
    spec = MaxPooling2D(size, layer.pair("strides", (1, 1)), padding="same" if _same(layer) else "valid")
    try:
        return replace(spec, name="window", inputs=("image",)).output_shape(read)[:2]
    except ModelError:
        return None


def _same(layer: Built) -> bool:
    return layer.text("padding", "valid") == "same"


def _transposed(layer: Built, read: Shape, size: tuple[int, int], filters: int) -> Iterator[tuple[Shape, int]]:
    strides = layer.pair("strides", (1, 1))
    if strides:
        grown = (0, 0) if _same(layer) else (max(size[0] - strides[0], 0), max(size[1] - strides[1], 0))
        height, width = (read[axis] * strides[axis] + grown[axis] for axis in (0, 1))
        bias = int(layer.arguments.get("use_bias", True) is True)
        yield (height, width, filters), prod(size) * read[2] * filters + bias * filters
