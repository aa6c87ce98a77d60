"""The reader of tokens that the parser is built on: what comes next, brackets whose content is taken as text."""

from reportgen.check.equations.terms import Term
from reportgen.check.equations.tokens import Token


class NotAFormulaError(Exception):
    """The text cannot be parsed."""


class Reader:
    """Goes once through the tokens.

    Args:
        found: the tokens of a formula.
        wide: whether a sum sign reaches over `+` and `-` to the end of its brackets.
    """

    def __init__(self, found: list[Token], wide: bool) -> None:
        self._tokens, self._wide = found, wide
        self._at, self._depth, self._clean = 0, 0, True
        self._closing: list[str] = []

    # ── what a formula is made of, in the classes below ──────────────────────────────────────────────────────

    def _sum(self) -> Term:
        raise NotImplementedError

    def _product(self) -> Term:
        raise NotImplementedError

    def _factor(self) -> Term:
        raise NotImplementedError

    def _script(self) -> Term:
        raise NotImplementedError

    def _atom(self) -> Term:
        raise NotImplementedError

    # ── tokens ───────────────────────────────────────────────────────────────────────────────────────────────

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
            raise NotAFormulaError
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
                raise NotAFormulaError
            self._clean = False

    # ── brackets taken as text ───────────────────────────────────────────────────────────────────────────────

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
