"""The parser: tokens become an equation; what it does not understand is no equation.

Recursive descent without going back, bounded in depth, so that any text takes linear time. The classes below it read
tokens (`reader`), symbols (`suffixes`), operators and factors.
"""

from reportgen.check.equations.factors import DEEPEST, Factors
from reportgen.check.equations.names import is_prose
from reportgen.check.equations.reader import NotAFormulaError
from reportgen.check.equations.terms import Equation, Number, Power, Product, Quotient, Sum, Term
from reportgen.check.equations.tokens import tokens


def parse(text: str, wide: bool = False) -> Equation | None:
    """Return the equation that a text is; None if it is none.

    Args:
        text: LaTeX, Unicode or plain text.
        wide: whether a sum sign reaches over `+` and `-` to the end of its brackets.
    """
    found = tokens(text)
    if not found:
        return None
    try:
        return Parser(found, wide).equation()
    except NotAFormulaError:
        return None


class Parser(Factors):
    """Reads sums, products and powers."""

    def equation(self) -> Equation:
        """Return the whole text as an equation."""
        sides = [self._sum()]
        while self._is("=", "-=", "+="):
            sign = self._next().text
            right = self._sum()
            sides.append(right if sign == "=" else Sum(((1, sides[-1]), (1 if sign == "+=" else -1, right))))
        self._take(",", ";")
        if self._peek() is not None:
            raise NotAFormulaError
        return Equation(tuple(sides), self._clean)

    def _sum(self) -> Term:
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotAFormulaError
        sign = -1 if self._take("-") else 1
        self._take("+")
        terms = [(sign, self._product())]
        while self._is("+", "-"):
            sign = 1 if self._next().text == "+" else -1
            terms.append((sign, self._product()))
        self._depth -= 1
        return terms[0][1] if terms[0][0] == 1 and len(terms) == 1 else Sum(tuple(terms))

    def _product(self) -> Term:
        factors = [self._signed()]
        while True:
            if self._take("*"):
                factors.append(self._signed())
            elif self._is("/", "//"):
                self._next()
                factors = [Quotient(_product(factors), self._divisor())]
            elif self._is_lost_square():
                self._next()
                factors[-1] = Power(factors[-1], Number(2))
            elif self._starts_factor():
                factors.append(self._checked(factors[-1], self._factor()))
            else:
                return _product(factors)

    def _is_lost_square(self) -> bool:
        """Tell whether a 2 right behind a bracket is a power that lost its place: `(y-ŷ)2`."""
        token = self._peek()
        behind = self._tokens[self._at - 1].text in (")", "]", "|") if self._at else False
        return behind and token is not None and token.kind == "number" and token.text == "2" and token.glued

    def _checked(self, before: Term, after: Term) -> Term:
        """Refuse two words beside each other: that is prose."""
        if is_prose(before) and is_prose(after):
            raise NotAFormulaError
        return after

    def _divisor(self) -> Term:
        """Return what stands after a slash: in `1/2N` both."""
        divisor = self._signed()
        token = self._peek()
        if isinstance(divisor, Number) and token is not None and token.kind == "name" and token.glued:
            return Product((divisor, self._factor()))
        return divisor

    def _signed(self) -> Term:
        if self._take("-"):
            return Sum(((-1, self._factor()),))
        self._take("+")
        return self._factor()

    def _starts_factor(self) -> bool:
        if self._kind("name", "number", "function", "accent", "frac", "sqrt"):
            return True
        if self._is("|", "‖"):
            return self._next_sign_opens()
        return self._is("(", "[", "{", "Σ", "∂", "∇", "⌊")

    def _next_sign_opens(self) -> bool:
        token = self._peek()
        return token is not None and token.text not in self._closing[-1:]


def _product(factors: list[Term]) -> Term:
    """Return a product; a derivative that was written as an operator, `∂/∂w C`, takes what follows."""
    return factors[0] if len(factors) == 1 else Product(tuple(factors))
