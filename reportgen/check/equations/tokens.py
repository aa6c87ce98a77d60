"""Tokens: a formula cut into numbers, names and signs, whatever notation it stands in."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from reportgen.check.equations.alphabet import (
    ACCENTS,
    FUNCTIONS,
    GREEK,
    NAMED,
    OPERATORS,
    STYLES,
    TEXTS,
    named_phrases,
    plain_signs,
)
from reportgen.check.patterns import regex

LONGEST = 700
"""A formula longer than this many characters is none."""
Kind = Literal["number", "name", "function", "accent", "frac", "sqrt", "sign"]


@dataclass(frozen=True)
class Token:
    """A piece of a formula; `glued` if no space stands before it."""

    kind: Kind
    text: str
    glued: bool = True


_TOKEN = regex(
    r"(?P<space>\s+|~|\\[,;:!> ]|\\q?quad\b)"
    r"|(?P<drop>\\(?:tag|label|hspace|vspace|color|eqref|ref)\*?\{[^{}]{0,60}\}"
    r"|\\(?:begin|end)\{[^{}]{0,30}\}(?:\{[lcr|@]{1,20}\})?|&|\\{2}(?:\[[^\]]{0,10}\])?|\\(?=\s|$))"
    rf"|(?P<text>\\(?:{'|'.join(sorted(TEXTS))})\s?\{{(?P<content>[^{{}}]{{0,60}})\}})"
    r"|\\(?P<command>[A-Za-z]{1,20}|[|{}])"
    r"|(?P<number>\d{1,15}(?:(?:[.]|\{,\}|,(?=\d))\d{1,15})?\.?(?:[eE][-−]?\d{1,3}(?![\w]))?|\.\d{1,15})"
    r"|(?P<module>(?:np|numpy|math|tf|K|keras|backend|ops|torch)\.(?=[A-Za-z]))"
    r"|(?P<long>[A-Za-zÀ-ÖØ-öø-ÿ]{2,30}(?:\\?_[A-Za-zÀ-ÖØ-öø-ÿ0-9]{1,30}){1,5})"
    r"|(?P<name>[A-Za-zÀ-ÖØ-öø-ÿ]{1,40}\d{0,3}|[α-ωΔΛΩΣ∂∇√])"
    r"|(?P<hat>[\u0302\u0303\u0304])"
    r"|(?P<relation>:=|<-|-=|\+=|==|=|\*\*|//|\.\.\.|…|\.\.)"
    r"|(?P<sign>[-+*/^_(){}\[\],;|'=!⌊⌋‖Σ∂∇√<>%∈∞≤≥≈→∀≠])"
)
_AFTER = {"\u0302": "^after", "\u0303": "~after", "\u0304": "-after"}
"""Accents of Unicode stand after their letter, those of LaTeX before it."""
_RELATIONS = frozenset({
    "in", "to", "rightarrow", "neq", "leq", "geq", "approx", "sim", "forall", "infty", "le", "ge", "ne", "propto",
})  # fmt: skip
_LOG_INSIDE = regex(r"(?P<before>[A-Za-z]{1,3}?)(?P<function>log|exp|ln)$")


def tokens(text: str) -> list[Token] | None:
    """Return the tokens of a formula; None if it has signs that no formula has, or is too long."""
    if len(text) > LONGEST:
        return None
    text = named_phrases(plain_signs(text))
    found: list[Token] = []
    at, glued = 0, False
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            if unicodedata.category(text[at])[0] in "ZC" or text[at] in '\\"`$?:.':
                at, glued = at + 1, False
                continue
            return None
        at = match.end()
        if match.lastgroup in ("space", "drop", "module"):
            glued = False
            continue
        new = _of(match, glued)
        found.extend(new)
        glued = bool(new)
    return found


def _of(match: re.Match[str], glued: bool) -> list[Token]:
    if match["number"]:
        return [
            Token("number", match["number"].replace("{,}", ".").replace(",", ".").replace("−", "-").rstrip("."), glued)
        ]
    if match["text"]:
        return _words(match["content"], glued)
    if match["command"]:
        return _command(match["command"], glued)
    if match["long"]:
        return _words(match["long"].replace("\\_", "_"), glued)
    if match["name"]:
        return _name(match["name"], glued)
    if match["hat"]:
        return [Token("accent", _AFTER[match["hat"]], glued)]
    sign = match["relation"] or match["sign"]
    return [Token("sign", {":=": "=", "<-": "=", "==": "=", "**": "^", "…": "..", "...": ".."}.get(sign, sign), glued)]


def _words(content: str, glued: bool) -> list[Token]:
    """Return the token of a name that is set in upright letters or has several words."""
    name = "_".join(content.replace("\\_", "_").replace("-", " ").split())
    if not name:
        return []
    if re.fullmatch(r"[A-Za-z]+\d{0,2}", name) or name in FUNCTIONS:
        return _name(name, glued)
    head, _, rest = name.rpartition("_")
    if len(rest) == 1 and rest in "tikn" and len(head) > 1:
        return [*_words(head, glued), Token("sign", "_"), Token("name", rest)]
    head, _, rest = name.partition("_")
    if head in GREEK or (len(head) == 1 and rest):
        return [*_name(head, glued), Token("sign", "_"), Token("name", rest)]
    return [Token("function", FUNCTIONS[name], glued)] if name in FUNCTIONS else [Token("name", name, glued)]


def _command(command: str, glued: bool) -> list[Token]:
    if command in OPERATORS:
        return [Token("sign", OPERATORS[command], glued)]
    if command in ACCENTS:
        return [Token("accent", ACCENTS[command], glued)]
    if command in ("frac", "dfrac", "tfrac", "cfrac"):
        return [Token("frac", command, glued)]
    if command == "sqrt":
        return [Token("sqrt", command, glued)]
    if command in STYLES:
        return []
    if command in ("cdots", "ldots", "dots"):
        return [Token("sign", "..", glued)]
    if command in _RELATIONS:
        return [Token("sign", "∈" if command == "in" else command, glued)]
    return _name(command, glued)


def _name(name: str, glued: bool) -> list[Token]:
    """Return the token of a run of letters: a function, a Greek letter in words, a symbol."""
    if name in ("√",):
        return [Token("sqrt", name, glued)]
    if name in ("Σ", "∂", "∇"):
        return [Token("sign", name, glued)]
    if name in FUNCTIONS or name.lower() in FUNCTIONS:
        return [Token("function", FUNCTIONS.get(name) or FUNCTIONS[name.lower()], glued)]
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if letters in GREEK:
        index = [Token("sign", "_"), Token("number", digits)] if digits else []
        return [Token("name", GREEK[letters], glued), *index]
    inside = None if name in NAMED else _LOG_INSIDE.fullmatch(name)
    if inside:
        return [*_name(inside["before"], glued), Token("function", FUNCTIONS[inside["function"]])]
    if digits and len(letters) == 1:
        return [Token("name", letters, glued), Token("sign", "_"), Token("number", digits)]
    return [Token("name", name, glued)]
