"""Layers with their arguments, as code builds them: the shapes and counts that follow, and the spec that this is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from reportgen.check.facts.networks.built import Built, Shape
from reportgen.check.facts.networks.further import further
from reportgen.check.facts.networks.kinds import CONVOLUTIONS, MERGING, POOLINGS
from reportgen.check.facts.networks.values import UNKNOWN
from reportgen.check.stated import StatedLayer
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
        return next(further(layer, known), (None, None))
    try:
        spec = replace(spec, name=layer.name, inputs=layer.inputs)
        spec.validate()
        summary = spec.summary(*known)
    except (ModelError, TypeError, ValueError):
        return None, None
    return summary.output_shape, summary.parameters
