"""Layers that slide a window over an image: convolution and pooling.

By the formulas of Keras's documentation, a window of size `k` and stride `s` has, along a length `n`,
`⌊(n - k) / s⌋ + 1` positions with padding `valid` and `⌈n / s⌉` with `same`.
"""

from dataclasses import dataclass, field
from typing import Literal

from reportgen.model.layer import (
    ACTIVATIONS,
    PADDINGS,
    ActivationName,
    LayerSpec,
    PaddingName,
    Pair,
    Shape,
    write_shape,
)
from reportgen.model.regularizers import L2
from reportgen.model.summary import LayerSummary, with_kernel


@dataclass(frozen=True)
class Window(LayerSpec):
    """A layer that slides a window over height and width."""

    padding: PaddingName = field(default="valid", kw_only=True)

    def slide(self, received: Shape, size: Pair, strides: Pair) -> Pair:
        """Return how many positions the window takes along height and width.

        Raises:
            ModelError: unless it receives height, width and channels, and the window fits.
        """
        given = write_shape(received)
        self.require(len(received) == 3, "an input of height × width × channels", given)
        image = received[:2]
        fits = self.padding == "same" or all(k <= n for k, n in zip(size, image, strict=True))
        self.require(fits, f"an input that the window of {write_shape(size)} fits into", given)
        covered = (1, 1) if self.padding == "same" else size
        height, width = ((n - k) // s + 1 for n, k, s in zip(image, covered, strides, strict=True))
        return height, width


@dataclass(frozen=True)
class Conv2D(Window):
    """A convolution: `filters` kernels over all channels of the image."""

    kind: Literal["Conv2D"] = field(default="Conv2D", init=False)
    filters: int
    kernel_size: Pair
    strides: Pair = (1, 1)
    activation: ActivationName = "linear"
    use_bias: bool = True
    kernel_regularizer: L2 | None = None

    def validate(self) -> None:
        """Require sizes of at least 1, known names and a penalty that is one."""
        super().validate()
        self.require_whole("filters", self.filters)
        self.require_pair("kernel_size", self.kernel_size)
        self.require_pair("strides", self.strides)
        self.require_one_of("padding", self.padding, PADDINGS)
        self.require_one_of("activation", self.activation, ACTIVATIONS)
        self.require_flag("use_bias", self.use_bias)
        self.require_regularizer("kernel_regularizer", self.kernel_regularizer)

    def output_shape(self, *received: Shape) -> Shape:
        """Return the kernel's positions, with one channel per filter."""
        return (*self.slide(received[0], self.kernel_size, self.strides), self.filters)

    def summary(self, *received: Shape) -> LayerSummary:
        """Count a kernel of height × width × channels × filters."""
        plain = super().summary(*received)
        return with_kernel(plain, (*self.kernel_size, received[0][-1], self.filters), self.use_bias)


@dataclass(frozen=True)
class MaxPooling2D(Window):
    """The maximum of each window, per channel; `strides=None` is the pool size, and so is writing it out."""

    kind: Literal["MaxPooling2D"] = field(default="MaxPooling2D", init=False)
    pool_size: Pair = (2, 2)
    strides: Pair | None = None

    def __post_init__(self) -> None:
        """Give the same pooling the same spec."""
        if self.strides == self.pool_size:
            object.__setattr__(self, "strides", None)

    def validate(self) -> None:
        """Require sizes of at least 1 and a known padding."""
        super().validate()
        self.require_pair("pool_size", self.pool_size)
        self.require_pair("strides", self.pool_size if self.strides is None else self.strides)
        self.require_one_of("padding", self.padding, PADDINGS)

    def output_shape(self, *received: Shape) -> Shape:
        """Return the window's positions, with the channels as they are."""
        return (*self.slide(received[0], self.pool_size, self.strides or self.pool_size), received[0][-1])
