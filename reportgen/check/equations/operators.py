"""Operators: fractions, roots, functions, sums over an index, derivatives."""

import re

from reportgen.check.equations.reader import NotAFormulaError
from reportgen.check.equations.suffixes import Suffixes
from reportgen.check.equations.terms import GRADIENT, BigSum, Call, Number, Power, Quotient, Symbol, Term
from reportgen.check.patterns import regex

CLOSING = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "|": "|", "‖": "‖"}
_BOUND = regex(
    r"(?P<index>[A-Za-z][\w,']{0,12}?)(?:=(?P<low>\d{1,4}|[A-Za-z]))?(?:,?(?:\.\.|to|à|a),?(?P<high>[\w+-]{1,8}))?"
)


class Operators(Suffixes):
    """Reads what is written with a sign or a name of its own."""

    def _fraction(self) -> Term:
        token = self._peek()
        if token is not None and token.kind == "number" and re.fullmatch(r"\d\d", token.text):
            self._next()
            return Quotient(Number(float(token.text[0])), Number(float(token.text[1])))
        parts = []
        for _ in range(2):
            if self._take("{"):
                parts.append(self._sum())
                self._close("}")
            else:
                parts.append(self._atom())
        return Quotient(parts[0], parts[1])

    def _root(self) -> Term:
        if self._take("["):
            self._sum()
            self._close("]")
        return Power(self._argument(), Number(0.5))

    def _argument(self) -> Term:
        """Return the argument of a function that is written with brackets or without."""
        for opening in "([":
            if self._take(opening):
                self._closing.append(CLOSING[opening])
                inner = self._sum()
                self._closing.pop()
                self._close(CLOSING[opening])
                return inner
        return self._factor()

    def _function(self, name: str) -> Term:
        power: Term | None = None
        while self._is("_", "^"):
            if self._take("_"):
                self._raw()
            elif self._take("^"):
                power = self._script()
        if self._is("("):
            self._next()
            arguments = [self._sum()]
            while self._take(","):
                arguments.append(self._keyword())
            self._close(")")
        else:
            arguments = [self._body() if name in ("sum", "mean") else self._argument()]
        found = _called(name, tuple(arguments))
        return found if power is None else Power(found, power)

    def _keyword(self) -> Term:
        """Return an argument, of Python's `axis=-1` its value."""
        first = self._sum()
        return self._sum() if self._take("=") else first

    def _big_sum(self) -> Term:
        index, low, high = "", None, None
        while self._is("_", "^"):
            if self._take("_"):
                index, low, top = _bound(self._raw())
                high = high or top
            else:
                self._next()
                high = self._script()
        if not index and self._is("("):
            bound = _BOUND.fullmatch(self._raw_ahead()[1:-1])
            if bound and bound["low"]:
                index, low, high = _bound(self._raw()[1:-1])
        if not index and self._stray_index():
            index = self._next().text
        return BigSum(index, low, high, self._body())

    def _stray_index(self) -> bool:
        """Tell whether a letter stands below the sign in a text that lost its layout: `Σp dp log(yp)`."""
        token, after = self._peek(), self._peek(1)
        alone = (
            token is not None
            and token.kind == "name"
            and len(token.text) == 1
            and token.glued
            and token.text in "ijkcnp"
        )
        return alone and after is not None and not after.glued and after.kind in ("name", "number")

    def _body(self) -> Term:
        return self._sum() if self._wide else self._product()

    def _nabla(self) -> Term:
        power: Term | None = None
        while self._is("_", "^"):
            if self._take("_"):
                self._raw()
            else:
                self._next()
                power = self._script()
        self._swallow()
        gradient = Symbol(GRADIENT)
        return gradient if power is None else Power(gradient, power)

    def _swallow(self) -> None:
        """Pass over the function that a gradient is of."""
        if self._is("(", "[") and re.fullmatch(r"[(\[][\w()]{1,12}[)\]]", self._raw_ahead()):
            self._brackets()
        elif self._kind("name", "accent") or self._is("{"):
            self._atom()

    def _differential(self) -> Term:
        """Return `∂` with what it is of."""
        if self._take("^"):
            raise NotAFormulaError  # a second derivative
        if self._is("}", "/", ")") or self._peek() is None:
            return Symbol("∂")
        inner = self._factor()
        if isinstance(inner, Power):
            raise NotAFormulaError
        return Symbol("∂", sub="of")


def _bound(raw: str) -> tuple[str, Term | None, Term | None]:
    """Return index and bounds of a text below a sum sign."""
    raw = raw.replace(" ", "")
    found = _BOUND.match(raw)
    if found is None:
        return raw, None, None
    return found["index"] if found["low"] else raw.partition("∈")[0], _simple(found["low"]), _simple(found["high"])


def _simple(text: str | None) -> Term | None:
    if not text:
        return None
    return Number(float(text)) if text.isdecimal() else Symbol(text)


def _called(name: str, arguments: tuple[Term, ...]) -> Term:
    if name == "sqrt":
        return Power(arguments[0], Number(0.5))
    if name == "rsqrt":
        return Quotient(Number(1), Power(arguments[0], Number(0.5)))
    if name == "square":
        return Power(arguments[0], Number(2))
    if name == "norm" and len(arguments) > 1:
        arguments = arguments[:1]
    return Call(name, arguments)
