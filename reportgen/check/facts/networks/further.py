"""Shapes and counts of layers that the built-in labs do not train, by the formulas of Keras's documentation."""

from collections.abc import Iterator
from dataclasses import replace
from math import prod

from reportgen.check.facts.networks.built import Built, Shape
from reportgen.check.facts.networks.kinds import KEEPING_SHAPE
from reportgen.errors import ModelError
from reportgen.model import MaxPooling2D


def further(layer: Built, received: list[Shape]) -> Iterator[tuple[Shape, int]]:
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
