r"""TeX's prose as plain text, line by line: `\textbf{300} neurones~: 97{,}8~\%` becomes `300 neurones : 97,8 %`.

Formulas between `$` stay as they are.
"""

import re
import unicodedata

from reportgen.check.patterns import regex

_COMMENT = regex(r"(?<!\\)%.*")
_VERB = regex(r"\\(?:verb\*?|lstinline)([^\w\s{*])([^\n]{0,400}?)\1")
_DROPPED = regex(
    r"\\(?:label|ref|eqref|autoref|cref|pageref|cite\w{0,6}|vspace\*?|hspace\*?|input|include|bibliography\w{0,5}|usepackage|footnotemark|"
    r"setlength|addtolength|hypersetup|color|pagestyle|thispagestyle|fontsize|includegraphics\*?)(?![a-zA-Z])(?:\[[^\]\n]{0,300}\])?(?:\{[^{}\n]{0,300}\}){0,3}"
)
_ACCENT = regex(r"\\([`'^\"~c=.])\s?\{\s?(\\?[A-Za-z])\s?\}|\\([`'^\"~=.])\s?(\\?i(?![a-z])|[A-Za-z])")
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "c": "\u0327",
    "=": "\u0304",
    ".": "\u0307",
}
_SIGNS = (
    (regex(r"\\href\{[^{}\n]{0,400}\}"), ""),
    (regex(r"\\\\(?:\[[^\]\n]{0,20}\])?|(?<!\\)~|\\ "), " "),
    (regex(r"\\[,;:!]"), "\u202f"),
    (regex(r"\\(?:og|guillemotleft)(?![a-zA-Z])(?:\{\})?"), "«"),
    (regex(r"\\(?:fg|guillemotright)(?![a-zA-Z])(?:\{\})?"), "»"),
    (regex(r"\\(?:ldots|dots)(?![a-zA-Z])"), "…"),
    (regex(r"\\oe(?![a-zA-Z])\s?"), "œ"),
    (regex(r"\\(?:textasciitilde|approx|sim)(?![a-zA-Z])"), "~"),
    (regex(r"\\times(?![a-zA-Z])"), "×"),
    (regex(r"\\(?:newline|linebreak|par|quad|qquad)(?![a-zA-Z])"), " "),
    (regex(r"\\[a-zA-Z]{1,30}\*?(?:\[[^\]\n]{0,200}\])?"), ""),
    (regex(r"---?"), "–"),
    (regex(r"``|''"), '"'),
    (regex(r"(?<!\\)[{}]"), ""),
    (regex(r"\\([%&_#${}])"), r"\1"),
)
_MATH = regex(r"(?<!\\)\$")


def without_comment(line: str) -> str:
    """Return a line of TeX without its comment."""
    return _COMMENT.sub("", line) if "%" in line else line


def clean(line: str) -> str:
    """Return a line of TeX as it is read on paper, its formulas left as they are."""
    text = line.replace("\\(", "$").replace("\\)", "$")
    text = _VERB.sub(lambda match: match[2].replace("\\", "").replace("_", "\\_"), text)
    pieces = _MATH.split(text)
    if len(pieces) % 2 == 0:
        return _prose(text)
    return "$".join(piece if index % 2 else _prose(piece) for index, piece in enumerate(pieces))


def _prose(text: str) -> str:
    if "\\c{" in text or any(sign in text for sign in ("\\'", "\\`", "\\^", '\\"')):
        text = _ACCENT.sub(_accent, text)
    text = _DROPPED.sub("", text)
    for sign, said in _SIGNS:
        text = sign.sub(said, text)
    return text


def _accent(match: re.Match[str]) -> str:
    letter = (match[2] or match[4]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1] or match[3]])
