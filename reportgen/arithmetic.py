"""Computations that are shown: sums, products and quotients that know their value and how they are written.

A number of a report is printed as the computation it comes from (`784 × 100 + 100 = 78 500`), so that a reader
can follow it and a checker can recompute it. The tree is language-neutral; a language's formatter writes the numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod

Number = int | float


@dataclass(frozen=True)
class Sum:
    """`a + b + ...`; a negative number is written as a subtraction."""

    terms: tuple["Expression", ...]

    @property
    def value(self) -> Number:
        """The sum of the terms."""
        return sum(value(term) for term in self.terms)


@dataclass(frozen=True)
class Product:
    """`a × b × ...`; a sum inside is put in parentheses."""

    factors: tuple["Expression", ...]

    @property
    def value(self) -> Number:
        """The product of the factors."""
        return prod(value(factor) for factor in self.factors)


@dataclass(frozen=True)
class Quotient:
    """`a / b`, with parentheses around sums and around a product or quotient below the bar."""

    numerator: "Expression"
    denominator: "Expression"

    @property
    def value(self) -> Number:
        """The true quotient, a float."""
        return value(self.numerator) / value(self.denominator)


Expression = int | float | Sum | Product | Quotient


def value(expression: Expression) -> Number:
    """Evaluate an expression."""
    return expression if isinstance(expression, int | float) else expression.value


def write(expression: Expression, number: Callable[[Number], str]) -> str:
    """Write an expression in the usual notation; `number` formats the leaves in some language."""
    if isinstance(expression, int | float):
        return number(expression)
    if isinstance(expression, Sum):
        first, *rest = (write(term, number) for term in expression.terms)
        return first + "".join(f" − {text[1:]}" if text[0] in "-−" else f" + {text}" for text in rest)
    if isinstance(expression, Product):
        return " × ".join(_inside(factor, number, Sum | Quotient) for factor in expression.factors)
    above = _inside(expression.numerator, number, Sum)
    return f"{above} / {_inside(expression.denominator, number, Sum | Product | Quotient)}"


def _inside(expression: Expression, number: Callable[[Number], str], wrapped: type | object) -> str:
    text = write(expression, number)
    return f"({text})" if isinstance(expression, wrapped) else text  # type: ignore[arg-type]
