"""The parser: tokens become an equation; what it does not understand is no equation.

Recursive descent without going back, bounded in depth, so that any text takes linear time.
"""

import re
from dataclasses import replace

from reportgen.check.equations.names import is_factor, is_function, is_prose, is_time
from reportgen.check.equations.terms import (
    GRADIENT,
    BigSum,
    Call,
    Equation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
)
from reportgen.check.equations.tokens import Token, tokens

DEEPEST = 24
_CLOSING = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "|": "|", "‖": "‖"}
_BOUND = re.compile(
    r"(?P<index>[A-Za-z][\w,']{0,12}?)(?:=(?P<low>\d{1,4}|[A-Za-z]))?(?:,?(?:\.\.|to|à|a),?(?P<high>[\w+-]{1,8}))?"
)


class _NotAFormulaError(Exception):
    """The text cannot be parsed."""


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
        return _Parser(found, wide).equation()
    except _NotAFormulaError:
        return None


class _Parser:
    """Goes once through the tokens."""

    def __init__(self, found: list[Token], wide: bool) -> None:
        self._tokens, self._wide = found, wide
        self._at, self._depth, self._clean = 0, 0, True
        self._closing: list[str] = []

    # ── reading tokens ───────────────────────────────────────────────────────────────────────────────────────

    def _peek(self, ahead: int = 0) -> Token | None:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else None

    def _is(self, *signs: str, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return token is not None and token.kind == "sign" and token.text in signs

    def _kind(self, *kinds: str) -> bool:
        token = self._peek()
        return token is not None and token.kind in kinds

    def _next(self) -> Token:
        token = self._peek()
        if token is None:
            raise _NotAFormulaError
        self._at += 1
        return token

    def _take(self, *signs: str) -> bool:
        if self._is(*signs):
            self._at += 1
            return True
        return False

    def _close(self, sign: str) -> None:
        if not self._take(sign):
            if self._peek() is not None:
                raise _NotAFormulaError
            self._clean = False

    # ── equation, sum, product ───────────────────────────────────────────────────────────────────────────────

    def equation(self) -> Equation:
        """Return the whole text as an equation."""
        sides = [self._sum()]
        while self._is("=", "-=", "+="):
            sign = self._next().text
            right = self._sum()
            sides.append(right if sign == "=" else Sum(((1, sides[-1]), (1 if sign == "+=" else -1, right))))
        self._take(",", ";")
        if self._peek() is not None:
            raise _NotAFormulaError
        return Equation(tuple(sides), self._clean)

    def _sum(self) -> Term:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _NotAFormulaError
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
            elif self._starts_factor():
                factors.append(self._checked(factors[-1], self._factor()))
            else:
                return _product(factors)

    def _checked(self, before: Term, after: Term) -> Term:
        """Refuse two words beside each other: that is prose."""
        if is_prose(before) and is_prose(after):
            raise _NotAFormulaError
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
        self._depth += 1
        if self._depth > 4 * DEEPEST:
            raise _NotAFormulaError
        base = self._atom()
        while self._is("^", "_"):
            base = self._raised(base) if self._take("^") else self._lowered(base)
        self._depth -= 1
        return base

    def _raised(self, base: Term) -> Term:
        if isinstance(base, Symbol) and not is_factor(base):
            raw = self._raw_ahead()
            if is_time(raw) or (raw.startswith("(") and raw.endswith(")")) or raw in ("*", "T", "⊤"):
                self._raw()
                return replace(self._after(base), sup=raw)
        exponent = self._script()
        if base == Symbol("e"):
            return Call("exp", (exponent,))
        power = Power(base, exponent)
        return self._after(power) if isinstance(base, Symbol) else power

    def _lowered(self, base: Term) -> Term:
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
        token = self._next()
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
            raise _NotAFormulaError from None

    def _by_sign(self, sign: str) -> Term:
        if sign in _CLOSING:
            return self._bracket(sign)
        if sign == "Σ":
            return self._big_sum()
        if sign == "∇":
            return self._nabla()
        if sign == "∂":
            return self._after(self._differential())
        if sign == "+":
            return self._factor()
        raise _NotAFormulaError

    def _bracket(self, sign: str) -> Term:
        self._closing.append(_CLOSING[sign])
        first = self._sum()
        parts = [first]
        while self._take(",", ";"):
            parts.append(self._sum())
        self._closing.pop()
        self._close(_CLOSING[sign])
        if sign == "⌊":
            return Call("floor", (first,))
        if sign in "|‖":
            return Call("abs" if sign == "|" else "norm", (first,))
        if len(parts) > 1:
            raise _NotAFormulaError
        if isinstance(first, Symbol) and sign == "{":
            return self._after(first)
        return first

    def _fraction(self) -> Term:
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
                self._closing.append(_CLOSING[opening])
                inner = self._sum()
                self._closing.pop()
                self._close(_CLOSING[opening])
                return inner
        return self._factor()

    def _accented(self, accent: str) -> Term:
        if accent.endswith("after"):
            raise _NotAFormulaError
        if self._take("{"):
            inner = self._sum()
            self._close("}")
        else:
            inner = self._atom()
        if isinstance(inner, Symbol):
            return self._after(replace(inner, accent=accent))
        if accent == "-":  # a mean: of squared gradients, say
            return Symbol("E[mean]", accent="2" if isinstance(inner, Power) else "")
        raise _NotAFormulaError

    # ── symbols ──────────────────────────────────────────────────────────────────────────────────────────────

    def _symbol(self, token: Token) -> Term:
        name = token.text
        if name == "Δ" and self._kind("name"):
            name += self._next().text
        if name in ("E", "RMS", "MS", "Var") and self._is("[", "("):
            mean = self._mean(name)
            if mean is not None:
                return mean
        return self._after(Symbol(name))

    def _mean(self, name: str) -> Term | None:
        """Return the average that `E[g^2]` names; its brackets belong to its name."""
        at = self._at
        raw = self._brackets()
        inner = raw.replace("{", "").replace("}", "")
        if name != "E" or "2" in inner or re.search(r"g|∇|∂", inner) or "[" in self._tokens[at].text:
            squared = "^2" in inner or "²" in inner or name == "MS"
            return self._after(Symbol("E[g^2]" if squared and name != "RMS" else f"{name}[{_bare(inner)}]"))
        self._at = at
        return None

    def _after(self, base: Term) -> Term:
        """Return a symbol with all that hangs on it: accents, indices, times, arguments."""
        while isinstance(base, Symbol):
            token = self._peek()
            if token is not None and token.kind == "accent" and token.text.endswith("after"):
                self._next()
                base = replace(base, accent=token.text[0])
            elif self._take("'"):
                continue
            elif self._is("_"):
                self._next()
                base = replace(base, sub=base.sub + self._raw(timed=True))
            elif self._is("(") and self._calls(base):
                base = replace(base, argument=base.argument + self._brackets())
            elif self._is("[") and (token is None or token.glued) and not is_factor(base):
                base = replace(base, argument=base.argument + self._brackets())
            else:
                break
        return base

    def _calls(self, base: Symbol) -> bool:
        """Tell whether the bracket behind a symbol holds its argument: a time, or what a function is of."""
        if is_function(base.name):
            return True
        if is_factor(base):
            return False
        raw = self._raw_ahead()[1:-1]
        if is_time(raw):
            return True
        token = self._peek()
        return (token is None or token.glued) and re.fullmatch(r"[\w,;|^{}\[\]αβγδθωλ]{1,24}", raw) is not None

    def _raw_ahead(self) -> str:
        at = self._at
        raw = self._raw()
        self._at = at
        return raw

    def _raw(self, timed: bool = False) -> str:
        """Return the text of a group, or of one token; `timed` takes `t-1` written without a group."""
        if self._is("{", "(", "["):
            inner = self._brackets()
            return inner[1:-1] if inner[0] == "{" else inner
        token = self._next()
        raw = token.text
        if timed and raw in ("t", "k", "n", "i") and self._is("-", "+"):
            sign, number = self._peek(), self._peek(1)
            if sign and number and sign.glued and number.glued and number.text == "1":
                self._at += 2
                return f"{raw}{sign.text}1"
        return raw

    def _brackets(self) -> str:
        """Return the text of a bracket that may hold anything."""
        texts, depth = [], 0
        while self._at < len(self._tokens):
            token = self._next()
            texts.append(token.text)
            if token.kind == "sign":
                depth += (token.text in "({[") - (token.text in ")}]")
            if not depth:
                return "".join(texts)
        self._clean = False
        return "".join(texts) + ")"

    # ── functions, sums, derivatives ─────────────────────────────────────────────────────────────────────────

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
            raise _NotAFormulaError  # a second derivative
        if self._is("}", "/", ")") or self._peek() is None:
            return Symbol("∂")
        inner = self._factor()
        if isinstance(inner, Power):
            raise _NotAFormulaError
        return Symbol("∂", sub="of")


def _bare(text: str) -> str:
    return re.sub(r"_\w|[\s()]", "", text)[:8]


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


def _product(factors: list[Term]) -> Term:
    """Return a product; a derivative that was written as an operator, `∂/∂w C`, takes what follows."""
    return factors[0] if len(factors) == 1 else Product(tuple(factors))
