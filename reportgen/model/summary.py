"""What one layer costs: its shape, parameters and multiplications, with the computations behind them."""

from dataclasses import dataclass, replace
from math import prod

from reportgen.arithmetic import Expression, Product, Sum, value


@dataclass(frozen=True)
class LayerSummary:
    """One line of the table of a network, as in Keras's `model.summary()`.

    Attributes:
        name: the layer's name.
        kind: the Keras class.
        output_shape: without the batch axis.
        weights: trained factors: a kernel, or the gamma of a batch normalisation.
        biases: trained offsets: a bias, or the beta of a batch normalisation.
        non_trainable: moving means and variances, which no gradient changes.
        parameters_formula: the number of parameters as a computation, `784 × 100 + 100`.
        multiplications_formula: multiplications for one image at inference, as a computation. Kernels count
            one for each weight at each position; a batch normalisation counts one for each value (at
            inference it is `a x + b` per channel); everything else, activations included, counts none.
    """

    name: str
    kind: str
    output_shape: tuple[int, ...]
    weights: int = 0
    biases: int = 0
    non_trainable: int = 0
    parameters_formula: Expression = 0
    multiplications_formula: Expression = 0

    @property
    def trainable(self) -> int:
        """Parameters that gradients change."""
        return self.weights + self.biases

    @property
    def parameters(self) -> int:
        """All parameters; the value of the formula."""
        return self.trainable + self.non_trainable

    @property
    def multiplications(self) -> int:
        """Multiplications for one image at inference; the value of the formula."""
        return int(value(self.multiplications_formula))


def with_kernel(summary: LayerSummary, kernel: tuple[int, ...], use_bias: bool) -> LayerSummary:
    """Add what a kernel costs: its weights at every position of the output, and a bias per output channel.

    Args:
        summary: the layer's, with its output shape.
        kernel: the kernel's shape in Keras's order; the last axis is the output's.
        use_bias: whether the layer has a bias.
    """
    weights, biases = Product(kernel), kernel[-1] if use_bias else 0
    return replace(
        summary,
        weights=prod(kernel),
        biases=biases,
        parameters_formula=Sum((weights, biases)) if use_bias else weights,
        multiplications_formula=Product((*summary.output_shape[:-1], *kernel)),
    )
