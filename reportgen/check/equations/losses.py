"""Losses: cross-entropies, the mean squared error, the penalty of L2."""

from reportgen.check.equations.context import Context
from reportgen.check.equations.entropies import entropy
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.sources import Formula
from reportgen.check.equations.squares import penalty, squares


def judge(formula: Formula, context: Context) -> Judgement | None:
    """Compare a formula with the losses; None if it is none of them."""
    found: Judgement | None = None
    for equation in (formula.equation, formula.wide):
        for side in equation.sides[1:] or equation.sides:
            judged = (
                entropy(side, equation, formula, context) or squares(side, equation, context) or penalty(side, context)
            )
            if judged is not None and not judged.mistake:
                return judged
            found = found or judged
    return found
