"""The parser: tokens become an equation; what it does not understand is no equation.

Recursive descent without going back, bounded in depth, so that any text takes linear time. The classes below it read
tokens (`reader`), symbols (`suffixes`) and operators.
"""

from dataclasses import replace

from reportgen.check.equations.names import is_factor, is_prose, is_time
from reportgen.check.equations.operators import CLOSING, Operators
from reportgen.check.equations.reader import NotAFormulaError
from reportgen.check.equations.terms import Call, Equation, Number, Power, Product, Quotient, Sum, Symbol, Term
from reportgen.check.equations.tokens import Token, tokens

DEEPEST = 24
"""Brackets within brackets; factors within factors may be four times as deep."""


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


class Parser(Operators):
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

    # ── factors ──────────────────────────────────────────────────────────────────────────────────────────────

    def _factor(self) -> Term:
        base = self._atom()
        while self._is("^", "_"):
            base = self._raised(base) if self._take("^") else self._lowered(base)
        return base

    def _raised(self, base: Term) -> Term:
        if isinstance(base, Symbol) and not is_factor(base):
            raw = self._raw_ahead()
            if (
                is_time(raw)
                or (raw.startswith("(") and raw.endswith(")"))
                or raw in ("*", "T", "⊤")
                or _is_class(base, raw)
            ):
                self._raw()
                after = self._after(base)
                return replace(after, sup=raw) if isinstance(after, Symbol) else after
        exponent = self._script()
        if base == Symbol("e"):
            return Call("exp", (exponent,))
        power = Power(base, exponent)
        return self._after(power) if isinstance(base, Symbol) else power

    def _lowered(self, base: Term) -> Term:
        self._next()
        raw = self._raw()
        if isinstance(base, Symbol):
            return self._after(replace(base, sub=base.sub + raw))
        return base

    def _script(self) -> Term:
        """Return an exponent: a group, or one sign with its minus."""
        if self._take("{"):
            term = self._sum()
            self._close("}")
            return term
        if self._take("-"):
            return Sum(((-1, self._single()),))
        return self._single()

    def _single(self) -> Term:
        """Return one sign with its index, without brackets behind it."""
        token = self._peek()
        if token is None or token.kind != "name":
            return self._atom()
        symbol = Symbol(self._next().text)
        return replace(symbol, sub=self._raw()) if self._take("_") else symbol

    def _atom(self) -> Term:
        self._depth += 1
        if self._depth > 4 * DEEPEST:
            raise NotAFormulaError
        atom = self._by_kind(self._next())
        self._depth -= 1
        return atom

    def _by_kind(self, token: Token) -> Term:
        if token.kind == "number":
            return self._number(token)
        if token.kind == "name":
            return self._symbol(token)
        if token.kind == "function":
            if token.text in ("mean", "floor", "norm", "abs") and not self._is("(", "_"):
                return self._after(Symbol(token.text))
            return self._function(token.text)
        if token.kind == "frac":
            return self._fraction()
        if token.kind == "sqrt":
            return self._root()
        if token.kind == "accent":
            return self._accented(token.text)
        return self._by_sign(token.text)

    def _number(self, token: Token) -> Term:
        try:
            return Number(float(token.text))
        except ValueError:
            raise NotAFormulaError from None

    def _by_sign(self, sign: str) -> Term:
        if sign in CLOSING:
            return self._bracket(sign)
        if sign == "Σ":
            return self._big_sum()
        if sign == "∇":
            return self._nabla()
        if sign == "∂":
            return self._after(self._differential())
        if sign == "+":
            return self._factor()
        raise NotAFormulaError

    def _bracket(self, sign: str) -> Term:
        self._closing.append(CLOSING[sign])
        first = self._sum()
        parts = [first]
        while self._take(",", ";"):
            parts.append(self._sum())
        self._closing.pop()
        self._close(CLOSING[sign])
        if sign == "⌊":
            return Call("floor", (first,))
        if sign in "|‖":
            return Call("abs" if sign == "|" else "norm", (first,))
        if len(parts) > 1:
            raise NotAFormulaError
        if isinstance(first, Symbol) and sign == "{":
            return self._after(first)
        return first


def _is_class(base: Symbol, raw: str) -> bool:
    """Tell whether a letter above a symbol with an index is another index: `y_i^c`."""
    return bool(base.sub) and len(raw) == 1 and raw.isalpha()


def _product(factors: list[Term]) -> Term:
    """Return a product; a derivative that was written as an operator, `∂/∂w C`, takes what follows."""
    return factors[0] if len(factors) == 1 else Product(tuple(factors))
