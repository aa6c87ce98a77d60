"""Functions: activations, the size of HOG's features, metrics of a confusion matrix."""

from reportgen.check.equations.activations import relu, sigmoid, softmax
from reportgen.check.equations.context import Context
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.ratios import metric
from reportgen.check.equations.sizes import hog
from reportgen.check.equations.terms import (
    Equation,
)  # fmt: skip


def judge(equation: Equation, context: Context) -> Judgement | None:
    """Compare a formula with the functions; None if it is none of them."""
    first_side = hog(equation.sides[0], context)
    if first_side is not None:
        return first_side
    for side in equation.sides[1:] or equation.sides:
        found = softmax(side, context) or sigmoid(side, equation, context) or relu(side, equation, context)
        found = found or hog(side, context) or metric(side, equation, context)
        if found is not None:
            return found
    return None
