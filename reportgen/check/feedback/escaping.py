"""Students' words in feedback: shown as they are written, never taken for markup, a formula or a command.

Quotes come from strangers: what looks like a tag, a link, a template or an escape sequence is text.
"""

import re
import unicodedata

from reportgen.check.patterns import regex
from reportgen.render.cells import safe

_MARKDOWN = regex(r"[\\`*_\[\]]|[<>&|$~#@]|:(?=//)|(?<=[wW]{3})\.")
_BACKSLASHED = frozenset("\\`*_[]")
_CODE = regex(r"(`[\w.]{1,60}`)")
_SPACES = regex(r"[ \t\n]+")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """Return a text in one line, without control and direction characters."""
    kept = (" " if unicodedata.category(character) in _HIDDEN else character for character in text)
    return _SPACES.sub(" ", "".join(kept)).strip()


def as_text(text: str) -> str:
    """Return a text whose signs Markdown does not take for markup."""
    return _literal(visible(text))


def as_prose(text: str) -> str:
    """Return a text of ours that has students' words in it: as `as_text`, but names in backticks are code."""
    parts = _CODE.split(visible(text))
    return "".join(part if index % 2 else _literal(part) for index, part in enumerate(parts))


def _literal(text: str) -> str:
    return _MARKDOWN.sub(lambda sign: _escaped(sign[0]), text)


def _escaped(sign: str) -> str:
    """Return a sign as Markdown and HTML both read it: Python-Markdown knows a backslash before some signs only."""
    return f"\\{sign}" if sign in _BACKSLASHED else f"&#{ord(sign)};"


def as_block(text: str) -> str:
    """Return a text as a fenced block of Markdown, in which everything is literal."""
    shown = visible(text)
    longest = max((len(run) for run in re.findall("~+", shown)), default=0)
    fence = "~" * max(3, longest + 1)
    return f"{fence}text\n{shown}\n{fence}"


def as_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return safe(visible(text))
