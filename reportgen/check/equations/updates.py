"""Update rules of optimizers: moving averages of gradients, and the steps that they lead to."""

from reportgen.check.equations.averages import average
from reportgen.check.equations.context import Context
from reportgen.check.equations.group import Group
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.normal import normal
from reportgen.check.equations.steps import correction, step
from reportgen.check.equations.terms import (
    BigSum,
    Equation,
    Power,
    Symbol,
    symbols,
    walk,
)


def judge(equation: Equation, group: Group, context: Context) -> Judgement | None:
    """Compare a formula with the update rules; None if it is none of them."""
    if len(equation.sides) < 2 or not isinstance(equation.sides[0], Symbol | Power):
        return None
    for side in equation.sides[1:]:
        term = normal(side)
        if any(isinstance(part, BigSum) for part in walk(term)) or len(symbols(term)) > 12:
            continue
        found = (
            average(equation, term, group, context) or step(equation, term, group, context) or correction(term, context)
        )
        if found is not None:
            return found
    return None
