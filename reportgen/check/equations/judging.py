"""Which known formula a formula is meant as: each family in turn, the first that knows it decides."""

from reportgen.check.equations.activations import relu, sigmoid, softmax
from reportgen.check.equations.averages import average
from reportgen.check.equations.context import Context
from reportgen.check.equations.entropies import entropy
from reportgen.check.equations.group import Group
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.normal import normal
from reportgen.check.equations.ratios import metric
from reportgen.check.equations.sizes import hog
from reportgen.check.equations.sources import Formula
from reportgen.check.equations.squares import penalty, squares
from reportgen.check.equations.steps import correction, step
from reportgen.check.equations.terms import BigSum, Equation, Power, Symbol, symbols, walk


def judge(formula: Formula, group: Group, context: Context) -> Judgement | None:
    """Compare a formula with those that are known; None if it is none of them."""
    return _update(formula.equation, group, context) or _loss(formula, context) or _function(formula.equation, context)


def _update(equation: Equation, group: Group, context: Context) -> Judgement | None:
    """Compare with the update rules of optimizers."""
    if len(equation.sides) < 2 or not isinstance(equation.sides[0], Symbol | Power):
        return None
    for side in equation.sides[1:]:
        term = normal(side)
        if any(isinstance(part, BigSum) for part in walk(term)) or len(symbols(term)) > 12:
            continue
        found = average(equation, term, group, context) or step(equation, term, group, context)
        found = found or correction(term, context)
        if found is not None:
            return found
    return None


def _loss(formula: Formula, context: Context) -> Judgement | None:
    """Compare with the losses, in both readings of how far a sum reaches: one that is right will do."""
    found: Judgement | None = None
    for equation in (formula.equation, formula.wide):
        for side in equation.sides[1:] or equation.sides:
            judged = entropy(side, equation, formula, context) or squares(side, equation, context)
            judged = judged or penalty(side, context)
            if judged is not None and not judged.mistake:
                return judged
            found = found or judged
    return found


def _function(equation: Equation, context: Context) -> Judgement | None:
    """Compare with activations, the size of HOG's features, and the metrics of a confusion matrix."""
    first = hog(equation.sides[0], context)
    if first is not None:
        return first
    for side in equation.sides[1:] or equation.sides:
        found = softmax(side, context) or sigmoid(side, equation, context) or relu(side, equation, context)
        found = found or hog(side, context) or metric(side, equation, context)
        if found is not None:
            return found
    return None
