"""How each row of a summary follows from the rows before it, with the sizes solved that a summary does not print.

    l2 (Conv2D)  (None, 14, 14, 9)  2034      after (14, 14, 9):  5 × 5 × 9 × 9 + 9, so its kernels are 5 × 5

Keras's tables say neither kernels nor paddings; a row fits if some kernel, stride and padding make it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from reportgen.arithmetic import Expression, Product, Sum
from reportgen.check.facts.networks.kinds import KEEPING_SHAPE, MERGING, POOLINGS
from reportgen.check.stated import StatedLayer

Shape = tuple[int, ...]
FARTHEST = 64
"""A layer reads one of this many before it."""
LARGEST_KERNEL = 15
LARGEST_STRIDE = 8


@dataclass(frozen=True)
class Solved:
    """A layer that fits: its counts, and what had to be solved for.

    Attributes:
        layer: as stated.
        received: the shape that it reads; empty if none is known.
        weights: trained factors.
        biases: trained offsets.
        fixed: parameters that no gradient changes.
        kernel: solved, of a convolution.
        formula: of its parameters.
    """

    layer: StatedLayer
    received: Shape = ()
    weights: int = 0
    biases: int = 0
    fixed: int = 0
    kernel: tuple[int, int] | None = None
    formula: Expression = 0

    @property
    def parameters(self) -> int:
        """All of them."""
        return self.weights + self.biases + self.fixed


def understood(layer: StatedLayer) -> bool:
    """Tell whether a layer is of a kind that can be solved, with all that this takes."""
    return layer.kind in _SOLVERS and layer.shape is not None and layer.parameters is not None


def solve(layer: StatedLayer, before: Sequence[StatedLayer]) -> Solved | None:
    """Return how a layer follows from those before it; None if nothing makes it so.

    The layers that it says it reads are taken; else the one before it, or any earlier one: a table without wires does
    not tell. Without any earlier shape every input is tried that divides the count.
    """
    shape, solver = layer.shape, _SOLVERS.get(layer.kind)
    if shape is None or layer.parameters is None or solver is None:
        return None
    received = tuple(_received(layer, before[-FARTHEST:]))
    solved = (answer for shapes in received or ((),) for answer in solver(layer, shape, shapes))
    return next((answer for answer in solved if answer.parameters == layer.parameters), None)


def _received(layer: StatedLayer, before: Sequence[StatedLayer]) -> Iterator[tuple[Shape, ...]]:
    """Yield what the layer may read, the likeliest first."""
    shapes = {earlier.name: earlier.shape for earlier in before}
    named = [shape for name in layer.inputs if (shape := shapes.get(name))]
    if named and len(named) == len(layer.inputs):
        yield tuple(named)
        return
    known = [earlier.shape for earlier in reversed(before) if earlier.shape]
    if layer.kind in (*MERGING, "Concatenate"):
        yield from ((first, second) for first, second in product(known[:12], known[:12]))
        return
    yield from ((shape,) for shape in dict.fromkeys(known))


# ── one kind each ────────────────────────────────────────────────────────────────────────────────────────────────


def _input(layer: StatedLayer, shape: Shape, received: tuple[Shape, ...]) -> Iterator[Solved]:
    del shape, received
    yield Solved(layer)


def _dense(layer: StatedLayer, shape: Shape, received: tuple[Shape, ...]) -> Iterator[Solved]:
    if not shape or not shape[-1]:
        return
    units, count = shape[-1], layer.parameters or 0
    read = received[0] if received else (*shape[:-1], max(1, count // units - 1))
    if read[:-1] != shape[:-1]:
        return
    weights = Product((read[-1], units))
    yield Solved(layer, read, int(weights.value), units, formula=Sum((weights, units)))
    if received:
        yield Solved(layer, read, int(weights.value), formula=weights)


def _convolution(layer: StatedLayer, shape: Shape, received: tuple[Shape, ...]) -> Iterator[Solved]:
    if len(shape) != 3 or not all(shape) or (received and len(received[0]) != 3):
        return
    filters, count = shape[-1], layer.parameters or 0
    for biases, read in product((filters, 0), received or tuple((*shape[:2], channels) for channels in (1, 3))):
        area, rest = divmod(count - biases, max(1, read[-1] * filters))
        for kernel in () if rest or area < 1 else kernels(area):
            if layer.kind == "Conv2DTranspose" or not received or _slides(read, shape, kernel):
                weights = Product((*kernel, read[-1], filters))
                formula = Sum((weights, biases)) if biases else weights
                yield Solved(layer, read, int(weights.value), biases, kernel=kernel, formula=formula)


def kernels(area: int) -> Iterator[tuple[int, int]]:
    """Yield the windows of an area, the square one first."""
    sides = [(a, area // a) for a in range(1, LARGEST_KERNEL + 1) if area % a == 0 and area // a <= LARGEST_KERNEL]
    yield from sorted(sides, key=lambda side: abs(side[0] - side[1]))


def _slides(read: Shape, shape: Shape, kernel: Shape) -> bool:
    """Tell whether some stride and padding make one image of the other."""
    lengths = list(zip(read[:2], shape[:2], kernel, strict=True))
    strides = range(1, LARGEST_STRIDE + 1)
    return any(all(-(-n // s) == out for n, out, _ in lengths) for s in strides) or any(
        all(n >= k and (n - k) // s + 1 == out for n, out, k in lengths) for s in strides
    )


def _pooling(layer: StatedLayer, shape: Shape, received: tuple[Shape, ...]) -> Iterator[Solved]:
    if not received:
        yield Solved(layer)
    elif len(received[0]) == len(shape) == 3 and received[0][-1] == shape[-1]:
        windows = product(range(1, LARGEST_STRIDE + 1), repeat=2)
        if any(_slides(received[0], shape, window) for window in windows):
            yield Solved(layer, received[0])


def _keeping(layer: StatedLayer, shape: Shape, received: tuple[Shape, ...]) -> Iterator[Solved]:
    read, count, channels = received[0] if received else shape, layer.parameters or 0, shape[-1] if shape else 0
    if read != shape:
        return
    if layer.kind == "BatchNormalization":
        yield Solved(layer, read, channels, channels, 2 * channels, formula=Product((4, channels)))
        yield Solved(layer, read, 0, channels, 2 * channels, formula=Product((3, channels)))
        yield Solved(layer, read, 0, 0, 2 * channels, formula=Product((2, channels)))
    elif layer.kind == "LayerNormalization":
        yield Solved(layer, read, channels, channels, formula=Product((2, channels)))
    elif layer.kind in ("PReLU", "Normalization"):
        yield Solved(layer, read, fixed=count, formula=count)
    else:
        yield Solved(layer, read)


def _flatten(layer: StatedLayer, shape: Shape, received: tuple[Shape, ...]) -> Iterator[Solved]:
    if not received or prod(received[0]) == prod(shape):
        yield Solved(layer, received[0] if received else ())


def _global(layer: StatedLayer, shape: Shape, received: tuple[Shape, ...]) -> Iterator[Solved]:
    if not received or (received[0][-1:] == shape[-1:] and prod(shape) == shape[-1]):
        yield Solved(layer, received[0] if received else ())


def _merging(layer: StatedLayer, shape: Shape, received: tuple[Shape, ...]) -> Iterator[Solved]:
    if len(received) < 2 or all(read == shape for read in received):
        yield Solved(layer, shape)


def _concatenation(layer: StatedLayer, shape: Shape, received: tuple[Shape, ...]) -> Iterator[Solved]:
    same = {read[:-1] for read in received} == {shape[:-1]}
    if len(received) < 2 or (same and sum(read[-1] for read in received) == shape[-1]):
        yield Solved(layer, received[0] if received else ())


def _resized(layer: StatedLayer, shape: Shape, received: tuple[Shape, ...]) -> Iterator[Solved]:
    if not received or (len(received[0]) == len(shape) == 3 and received[0][-1] == shape[-1]):
        yield Solved(layer, received[0] if received else ())


_Solver = Callable[[StatedLayer, Shape, tuple[Shape, ...]], Iterator[Solved]]
_SOLVERS: dict[str, _Solver] = {
    "Input": _input,
    "Dense": _dense,
    "Conv2D": _convolution,
    "Conv2DTranspose": _convolution,
    "Flatten": _flatten,
    "Reshape": _flatten,
    "GlobalAveragePooling2D": _global,
    "GlobalMaxPooling2D": _global,
    "Concatenate": _concatenation,
    **dict.fromkeys(POOLINGS, _pooling),
    **dict.fromkeys(MERGING, _merging),
    **dict.fromkeys(("UpSampling2D", "ZeroPadding2D", "Cropping2D", "Resizing"), _resized),
    **dict.fromkeys(KEEPING_SHAPE, _keeping),
}
