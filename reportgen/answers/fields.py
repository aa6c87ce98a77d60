"""Which pixels the values inside a convolutional network depend on: their receptive fields.

A window of size `k` on values that lie `j` pixels apart widens the field by `(k - 1) j`; a stride `s` makes the
distance `s j` (Dumoulin and Visin, A guide to convolution arithmetic, 2016).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reportgen.model import Conv2D, MaxPooling2D, ModelSpec


@dataclass(frozen=True)
class Field:
    """The fields of a layer's values along one axis.

    Attributes:
        length: how many values there are.
        start: the first pixel of the first field; negative where it begins outside the image.
        size: pixels of a field.
        step: pixels between neighbours.
    """

    length: int
    start: int = 0
    size: int = 1
    step: int = 1

    def of(self, place: int) -> tuple[int, int]:
        """Return the first pixel of a value's field, and the first one after it."""
        first = self.start + place * self.step
        return first, first + self.size

    def inside(self, pixels: int) -> range:
        """Return the places whose fields lie within an image of so many pixels."""
        places = [place for place in range(self.length) if self.of(place)[0] >= 0 and self.of(place)[1] <= pixels]
        return range(places[0], places[-1] + 1) if places else range(0)


def fields(model: ModelSpec, axis: int = 0) -> Mapping[str, Field]:
    """Return the fields of every layer before the Flatten, by its name; `axis` 0 is the height, 1 the width."""
    shapes = {layer.name: layer.output_shape for layer in model.summary()}
    found: dict[str, Field] = {}
    for layer in model.layers:
        if len(shapes[layer.name]) != 3:
            break
        length = shapes[layer.name][axis]
        read = max((found[name] for name in layer.inputs), key=lambda field: field.size, default=Field(length))
        if isinstance(layer, Conv2D):
            read = _after(read, layer.kernel_size[axis], layer.strides[axis], layer.padding == "same")
        if isinstance(layer, MaxPooling2D):
            strides = layer.strides or layer.pool_size
            read = _after(read, layer.pool_size[axis], strides[axis], layer.padding == "same")
        found[layer.name] = replace(read, length=length)
    return found


def _after(read: Field, window: int, stride: int, padded: bool) -> Field:
    before = (window - 1) // 2 if padded else 0
    return Field(read.length, read.start - before * read.step, read.size + (window - 1) * read.step, stride * read.step)
