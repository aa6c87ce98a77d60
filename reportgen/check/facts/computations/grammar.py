"""The grammar of computations: sums of products of powers, with fractions, brackets, floors, and units in between."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reportgen.arithmetic import Expression, Product, Quotient, Sum
from reportgen.check.facts.computations.tokens import Token
from reportgen.check.facts.computations.units import unit
from reportgen.check.numbers.exact import exact

_DEEPEST = 12
_LARGEST_POWER = 12

Order = Literal["rules", "each", "left", "below"]
"""Of operations: by the rules; the same with each `/` taken for itself (`a * (b / c)`, where floors may differ); from
left to right; with all factors after a `/` below it."""


class Way(NamedTuple):
    """One way to read the doubtful signs of a side."""

    values: tuple[float, ...] = ()
    """Of its numbers, in order."""
    factor: bool = False
    """Whether a bracket after an operand is a factor."""
    order: Order = "rules"


class Grammar:
    """Reads from left to right; `at` is the sign to be read next.

    Attributes:
        choices: whether brackets after operands are factors: both where there are some.
        mixed: whether the order of operations matters.
    """

    def __init__(self, side: Sequence[Token], way: Way) -> None:
        self.side, self.way, self.at = side, way, 0
        self.choices: tuple[bool, ...] = (False,)
        self.mixed = False
        index = -1
        self.number_of = {at: (index := index + 1) for at, token in enumerate(side) if token.quantity}

    def sign(self, *texts: str) -> str:
        """Return the operator to be read next, if it is one of some."""
        token = self.side[self.at] if self.at < len(self.side) else None
        return token.text if token and token.kind == "operator" and token.text in texts else ""

    def expression(self, depth: int) -> Expression | None:
        """Read a sum, or operands from left to right."""
        if depth > _DEEPEST:
            return None
        if self.way.order == "left":
            return self.folded(depth)
        negative = self.skip("-")
        first = self.term(depth)
        if first is None:
            return None
        terms = [_negated(first) if negative else first]
        while sign := self.sign("+", "-"):
            kept = self.at
            self.at += 1
            term = self.term(depth)
            if term is None:
                self.at = kept
                break
            terms.append(_negated(term) if sign == "-" else term)
            self.mixed |= any(isinstance(part, Product | Quotient) for part in (first, term))
        return Sum(tuple(terms)) if len(terms) > 1 else terms[0]

    def skip(self, sign: str) -> bool:
        """Read an operator if it is there."""
        there = bool(self.sign(sign))
        self.at += there
        return there

    def folded(self, depth: int) -> Expression | None:
        """Read operands from left to right, as a simple calculator does."""
        found = self.power(depth)
        while found is not None and (sign := self.sign("+", "-", "*", "/")):
            self.at += 1
            operand = self.power(depth)
            if operand is None:
                return None
            found = _joined(found, sign, operand)
        return found

    def term(self, depth: int) -> Expression | None:
        """Read a product."""
        found = self.power(depth)
        below = False
        while found is not None and (sign := self.factor_next()):
            kept = self.at
            self.at += sign in "*/"
            operand = self.power(depth)
            if operand is None:
                self.at = kept
                break
            self.mixed |= below or (sign == "/" and isinstance(found, Product))
            found = self.joined(found, "/" if below and self.way.order == "below" else sign, operand)
            below |= sign == "/"
        return found

    def joined(self, left: Expression, sign: str, right: Expression) -> Expression:
        """Join two operands; a divisor may belong to the last factor alone."""
        if sign == "/" and self.way.order == "each" and isinstance(left, Product):
            return Product((*left.factors[:-1], Quotient(left.factors[-1], right)))
        return _joined(left, sign, right)

    def factor_next(self) -> str:
        """Return the sign of multiplication or division that is next; a bracket that is a factor has one too."""
        sign = self.sign("*", "/")
        if sign or not self.way.factor:
            return sign
        return "×" if self.at < len(self.side) and self.side[self.at].kind == "open" else ""

    def power(self, depth: int) -> Expression | None:
        """Read an operand with its exponent and its unit."""
        base = self.operand(depth)
        if base is not None and self.skip("^"):
            negative = self.skip("-")
            exponent = self.operand(depth)
            if not isinstance(exponent, int) or exponent > _LARGEST_POWER:
                return None
            base = _raised(base, -exponent if negative else exponent)
        if base is not None:
            self.unit()
        return base

    def operand(self, depth: int) -> Expression | None:
        """Read a number, a bracket or a fraction."""
        token = self.side[self.at] if self.at < len(self.side) else None
        if token is None:
            return None
        if token.quantity:
            self.at += 1
            return self.way.values[self.number_of[self.at - 1]]
        if token.kind == "open":
            return self.bracket(depth)
        if token.kind == "fraction":
            self.at += 1
            above, below = self.bracket(depth), self.bracket(depth)
            return None if above is None or below is None else Quotient(above, below)
        if token.kind == "word" and token.text in {"biais", "bias", "biases"} and self.at:
            self.at += 1
            return self.operand(depth + 1) if depth < _DEEPEST else None
        return None

    def bracket(self, depth: int) -> Expression | None:
        """Read what stands in brackets; `⌊28/8⌋` is a number."""
        if self.at >= len(self.side) or self.side[self.at].kind != "open":
            return None
        opening = self.side[self.at].text
        self.at += 1
        inside = self.expression(depth + 1)
        if inside is None or self.at >= len(self.side) or self.side[self.at].kind != "close":
            return None
        self.at += 1
        value = exact(inside)
        if opening == "(" or value is None:
            return inside if opening == "(" else None
        return Product((int(value // 1) if opening == "⌊" else -int(-value // 1),))

    def unit(self) -> None:
        """Read past words and brackets that tell what an operand is, if a sign or the end follows."""
        length, brackets = unit(self.side, self.at)
        if brackets:
            self.choices = (False, True)
        if not (brackets and self.way.factor):
            self.at += length


def _joined(left: Expression, sign: str, right: Expression) -> Expression:
    if sign in "+-":
        terms = left.terms if isinstance(left, Sum) else (left,)
        return Sum((*terms, _negated(right) if sign == "-" else right))
    if sign == "/":
        return Quotient(left, right)
    return Product((*(left.factors if isinstance(left, Product) else (left,)), right))


def _negated(expression: Expression) -> Expression:
    return -expression if isinstance(expression, int | float) else Product((-1, expression))


def _raised(base: Expression, exponent: int) -> Expression | None:
    """Return a power as a product, of a negative exponent as a quotient."""
    if exponent == 0:
        return 1
    if base == 10 and exponent < 0:
        return float(f"1e{exponent}")
    power = Product((base,) * abs(exponent)) if abs(exponent) > 1 else base
    return power if exponent > 0 else Quotient(1, power)
