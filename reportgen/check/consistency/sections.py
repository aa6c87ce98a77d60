"""Lines that act as headings where a file marks none: `3.2 pix_p_cell = 7`, `4 Digits, HOG features`."""

from reportgen.check.patterns import regex
from reportgen.check.submission import Block

_NUMBERED = regex(r"\W{0,4}[1-9]\d?\.\d{1,2}(?:\.\d{1,2})?\.?\)?\s{1,4}[^\W\d]")
_SECTION = regex(r"\W{0,4}[1-9]\d?[.)]?\s{1,4}[^\W\d_a-zà-ÿ][^\W\d_]")
_SENTENCE = regex(r"[.;,:]\s*$|=")
_LONGEST = 90


def numbered_title(block: Block) -> str:
    """Return the first line of a paragraph that is numbered as a sub-heading (`3.2 pix_p_cell = 7`); else nothing.

    Plain text and PDFs do not mark headings, and a line of text may follow at once.
    """
    line = _first_line(block)
    return line if _NUMBERED.match(line) else ""


def opens_section(block: Block) -> bool:
    """Tell whether a paragraph begins a section: its first line is numbered, short and no sentence."""
    line = _first_line(block)
    return bool(_NUMBERED.match(line) or (_SECTION.match(line) and not _SENTENCE.search(line)))


def _first_line(block: Block) -> str:
    line = block.text[: 2 * _LONGEST].split("\n", 1)[0].strip()
    return line if block.kind == "paragraph" and not block.damaged and len(line) <= _LONGEST else ""
