"""Students' words in feedback: shown as they are written, never taken for markup, a formula or a command.

Quotes come from strangers: what looks like a tag, a link, a template or an escape sequence is text.
"""

import re
import unicodedata
from dataclasses import replace

from reportgen.plots import Label, Text

_MARKDOWN = re.compile(r"[\\`*_\[\]]|[<>&|$~#]|:(?=//)")
_BACKSLASHED = frozenset("\\`*_[]")
_BEGIN_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def visible(text: str) -> str:
    """Return a text without control and direction characters, each run of white space as one space."""
    kept = (character if not _is_control(character) else " " for character in text)
    return " ".join("".join(kept).split())


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def as_text(text: str) -> str:
    """Return a text whose signs Markdown does not take for markup."""
    return _MARKDOWN.sub(lambda sign: _escaped(sign[0]), visible(text))


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
    """Return a text that no spreadsheet takes for a formula, after an apostrophe if it begins like one."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_BEGIN_FORMULAS) else shown


def label_as_text(text: Text) -> Text:
    """Return a label whose values are literal in Markdown; the label itself is ours and may have markup."""
    if isinstance(text, str):
        return as_text(text)
    values = tuple(
        (name, label_as_text(value) if isinstance(value, Label | str) else value) for name, value in text.values
    )
    return replace(text, values=values)
