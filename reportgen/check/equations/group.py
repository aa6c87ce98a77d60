"""What the formulas of one part of a report have in common."""

from dataclasses import dataclass, field

from reportgen.check.equations.names import key
from reportgen.check.equations.normal import normal
from reportgen.check.equations.roles import is_correction, is_root, squares_gradient, state_of
from reportgen.check.equations.terms import GRADIENT, Equation, Symbol, symbols, walk


@dataclass
class Group:
    """What the formulas of one part have in common.

    Attributes:
        squared: keys of the averages of squared gradients.
        speeds: keys of what gathers gradients that are not squared.
        rooted: keys that stand below a root.
        corrected: whether a bias correction is given.
    """

    squared: set[str] = field(default_factory=set)
    speeds: set[str] = field(default_factory=set)
    rooted: set[str] = field(default_factory=set)
    corrected: bool = False

    def add(self, equation: Equation) -> None:
        """Take note of a formula."""
        left, right = state_of(equation), normal(equation.sides[-1])
        gradients = [part for part in walk(right) if part == Symbol(GRADIENT)]
        own = [
            symbol
            for symbol in symbols(right)
            if key(symbol) == left or (left.startswith("E[") and symbol.name.startswith("E["))
        ]
        if left and own and gradients:
            (self.squared if squares_gradient(right) else self.speeds).add(left)
        self.rooted.update(key(one) for part in walk(right) if is_root(part) for one in symbols(part))
        self.corrected = self.corrected or is_correction(right)
