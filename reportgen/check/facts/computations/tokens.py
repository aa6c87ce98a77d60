r"""A text cut into what computations are made of: numbers, operators, brackets, equals signs, words, breaks.

Plain text, Markdown and LaTeX share one notation here: `\times`, `·`, `x` between numbers and `*` are one sign.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

from reportgen.check.facts.computations.signs import MEANINGS, SIGNS, limits, star, stars, times
from reportgen.check.numbers import SUPERSCRIPTS, numerals
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity, Reading

Kind = Literal["number", "word", "operator", "open", "close", "equals", "fraction", "break", "other", "drop"]

_TEXT = regex(r"\\\w{1,16} ?\{([^{}]{0,80})\}")
_SPOKEN = {"times": "*", "fois": "*", "multiplied": "*", "plus": "+", "minus": "-", "moins": "-"}
"""Operators in words, where a number follows them."""


class Token(NamedTuple):
    """A piece of a text.

    Attributes:
        kind: what it is.
        text: in one notation: `*` for all signs of multiplication; a word in lower case; of an equals sign `=`, `≈`,
            `→`, `gives` or `is`; of a break the sign that makes it.
        start: the offset of its first character.
        end: the offset after its last.
        quantity: of a number.
    """

    kind: Kind
    text: str
    start: int
    end: int
    quantity: Quantity | None = None


def tokens(text: str) -> list[Token]:
    """Cut a text; what only marks it up is left out."""
    found: list[Token] = []
    emphasised = False
    for token in _raw(text):
        last = found[-1].kind if found else "break"
        if token.text == "star":
            sign = star(text, token.start, last in {"number", "close"}, last == "word", emphasised)
            emphasised ^= not sign
            token = token._replace(kind="operator" if sign else "drop", text=sign)
        elif token.text == "**" and token.kind == "operator":
            sign = stars(text, token.start, last in {"number", "close"})
            token = token._replace(kind="operator" if sign else "drop", text=sign)
        elif token.kind == "word":
            token = _spoken(text, token, found[-1] if found else None)
        elif token.text == "\n":
            emphasised = False
        if token.kind != "drop":
            found.append(token)
    return list(_bridged(found))


def _spoken(text: str, token: Token, before: Token | None) -> Token:
    """Return `x` and `fois` between operands as the operators that they are, but not the `plus` of `au plus 20`."""
    if before is None or before.kind not in {"number", "close", "word"} or not times(text, token.end):
        return token
    if token.text == "x" and token.start == before.end and text[token.end] == "\n":  # `3x` ends a line
        return token
    if token.text == "x" or (token.text in _SPOKEN and not limits(before.text, token.text)):
        return token._replace(kind="operator", text=_SPOKEN.get(token.text, "*"))
    return token


def is_spoken(operator: Token) -> bool:
    """Tell whether an operator is a word between sentences' numbers, which may part two computations."""
    return operator.text in {"+", "-"} and operator.end - operator.start > 1


def _raw(text: str) -> Iterator[Token]:
    at = 0
    for quantity in numerals(text):
        if quantity.start < at:
            continue
        yield from _signs(text, at, quantity.start)
        yield from _number(quantity)
        at = quantity.end
    yield from _signs(text, at, len(text))


def _number(quantity: Quantity) -> Iterator[Token]:
    """Yield a number; its minus sign is an operator."""
    start = quantity.start
    if quantity.text[0] in "-−–":
        yield Token("operator", "-", start, start + 1)
        readings = tuple(Reading(-reading.value, reading.step) for reading in quantity.readings)
        start += 1
        quantity = Quantity(quantity.text[1:], start, quantity.end, readings, quantity.percent, quantity.about)
    yield Token("number", quantity.text, start, quantity.end, quantity)


def _signs(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield what stands between two numbers."""
    for match in SIGNS.finditer(text, start, end):
        name = match.lastgroup or "other"
        if name == "superscript":
            yield from _raised(match)
            continue
        kind, written = MEANINGS.get(name, (name, match[0]))
        if name == "text":
            kind, written = "word", _TEXT.sub(r"\1", match[0]).strip()
        elif name in {"command", "stop"}:
            kind = "word" if name == "command" else "break"
        written = written.lower() if kind == "word" else written
        yield Token(cast(Kind, kind), written.translate(_BRACKETS), match.start(), match.end())


_BRACKETS = str.maketrans("[{（]}）", "((()))")


def _raised(match: re.Match[str]) -> Iterator[Token]:
    """Yield a superscript as a power."""
    digits = match[0].translate(SUPERSCRIPTS).translate(_SQUARES)
    if re.fullmatch(r"[-+]?[0-9]{1,3}", digits):
        size = abs(int(digits))
        exponent = Quantity(match[0], match.start(), match.end(), (Reading(size, 1),))
        yield Token("operator", "^", match.start(), match.start())
        if digits[0] == "-":
            yield Token("operator", "-", match.start(), match.start())
        yield Token("number", digits, match.start(), match.end(), exponent)
    else:
        yield Token("other", match[0], match.start(), match.end())


_SQUARES = str.maketrans("²³¹", "231")


def _bridged(found: list[Token]) -> Iterator[Token]:
    """Keep a wide gap as a break only where no operator or equals sign bridges it, nor the comma of `, soit 784`."""
    for index, token in enumerate(found):
        if token.text == "," and index + 1 < len(found) and found[index + 1].text in {"gives", "is"}:
            continue
        if token.kind == "break" and token.text == "gap":
            around = (*found[max(0, index - 1) : index], *found[index + 1 : index + 2])
            if any(beside.kind in {"operator", "equals"} for beside in around):
                continue
        yield token
