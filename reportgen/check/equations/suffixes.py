"""Symbols with all that hangs on them: accents, indices, times, arguments, the brackets of `E[g^2]`."""

import re
from dataclasses import replace

from reportgen.check.equations.names import is_factor, is_function, is_time
from reportgen.check.equations.reader import NotAFormulaError, Reader
from reportgen.check.equations.terms import Power, Symbol, Term
from reportgen.check.equations.tokens import Token


class Suffixes(Reader):
    """Reads symbols."""

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
            squared = "2" in inner or name == "MS"
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
            elif (self._is("(") and self._calls(base)) or (
                self._is("[") and (token is None or token.glued) and not is_factor(base)
            ):
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

    def _accented(self, accent: str) -> Term:
        if accent.endswith("after"):
            raise NotAFormulaError
        if self._take("{"):
            inner = self._sum()
            self._close("}")
        else:
            inner = self._atom()
        if isinstance(inner, Symbol):
            return self._after(replace(inner, accent=accent))
        if accent == "-":  # a mean: of squared gradients, say
            return Symbol("E[mean]", accent="2" if isinstance(inner, Power) else "")
        raise NotAFormulaError


def _bare(text: str) -> str:
    return re.sub(r"_\w|[\s()]", "", text)[:8]
