"""What a layer reads in a drawing of a network, as a shade from the layer before.

A convolution or pooling reads a window, drawn to scale on the side that the feature maps turn to it, for each of its
values; a dense layer reads all of a vector for each.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model import Conv2D, Dense, LayerSpec, MaxPooling2D, ModelSpec
from reportgen.render.figures.network_blocks import Block, Polygon
from reportgen.render.figures.network_places import Place
from reportgen.render.figures.network_rows import skips, wires


@dataclass(frozen=True)
class Fan:
    """The shade between two layers, and the outline of the window that it comes from, if it is one."""

    shade: Polygon
    window: Polygon = ()


def fans(model: ModelSpec, places: Sequence[Place]) -> Iterator[Fan]:
    """Shade what each layer reads of the layer beside it."""
    shapes = [layer.output_shape for layer in model.summary()]
    for source, target in wires(model):
        one, other = places[source], places[target]
        if skips((source, target)) or one.row is not other.row:
            continue
        window = _window(model.layers[target])
        if window is not None:
            parts = (min(1.0, size / side) for size, side in zip(window, shapes[source], strict=False))
            yield _narrowing(one.block, other.block, *parts)
        elif isinstance(model.layers[target], Dense) and len(shapes[source]) == 1:
            yield _full(one.block, other.block)


def _window(layer: LayerSpec) -> tuple[int, int] | None:
    match layer:
        case Conv2D():
            return layer.kernel_size
        case MaxPooling2D():
            return layer.pool_size
    return None


def _narrowing(block: Block, reader: Block, high: float, wide: float) -> Fan:
    """Shade from a window in the middle of the side that leads away to one value; its size in parts of the side."""
    solid = block.solid
    x, y = block.x + solid.width + solid.slant / 2, block.y + (solid.height - solid.slant) / 2
    away, half = wide * solid.slant / 2, high * solid.height / 2
    near_low, near_high = (x - away, y + away + half), (x - away, y + away - half)
    far_low, far_high = (x + away, y - away + half), (x + away, y - away - half)
    return Fan((far_high, (reader.x, y), near_low, far_low), (near_low, near_high, far_high, far_low))


def _full(block: Block, reader: Block) -> Fan:
    return Fan(
        ((block.right, block.top), (reader.x, reader.top), (reader.x, reader.bottom), (block.right, block.bottom))
    )
