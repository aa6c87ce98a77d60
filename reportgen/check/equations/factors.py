"""Factors: symbols, numbers and brackets with what is raised and lowered at them."""

from dataclasses import replace

from reportgen.check.equations.names import is_factor, is_time
from reportgen.check.equations.operators import CLOSING, Operators
from reportgen.check.equations.reader import NotAFormulaError
from reportgen.check.equations.terms import Call, Number, Power, Sum, Symbol, Term
from reportgen.check.equations.tokens import Token

DEEPEST = 24
"""Brackets within brackets; factors within factors may be four times as deep."""


class Factors(Operators):
    """Reads factors."""

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
