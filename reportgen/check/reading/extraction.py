"""Whether a text came out of a PDF: its signs may then be damaged, its lines lost, its matrices scrambled."""

import re
from collections.abc import Sequence

from reportgen.check.patterns import regex
from reportgen.check.reading.contents import contents

_DAMAGE = (regex(r"(?<![a-zA-Z\\])rac\{"), regex(r"[\s\[,]Θ\s?,|\dΘ|Θ\d"))
_SIGNS = (
    regex(r"\f"),
    regex(r"[ﬀﬁﬂﬃﬄ]"),
    regex(r"^\s{0,30}\d{1,4}\],?$|^\[\s{0,9}$", re.MULTILINE),
    regex(
        r"^\s{0,60}(?:Page\s?\d{1,3}(?:\s?(?:/|of|sur|de)\s?\d{1,3})?|-\s?\d{1,3}\s?-|\d{1,3}\s?/\s?\d{1,3})\s{0,9}$",
        re.MULTILINE | re.IGNORECASE,
    ),
    regex(r"^\d{1,3}\t", re.MULTILINE),
    regex(r"\*\*Figure \d{1,3}:?\*\*"),
)
_LONE_CELL = regex(r"^[^\S\n]{0,120}[\[\]]?[^\S\n]{0,9}[\dΘ]{1,5}[,\]]{1,2}[^\S\n]{0,9}$", re.MULTILINE)
_CELLS = 10
"""So many cells that stand alone on their lines: a matrix whose rows fell apart."""


def is_extracted(lines: Sequence[str], markdown: bool = False) -> bool:
    """Tell whether a text shows what only the way out of a PDF leaves behind.

    Args:
        lines: of the text.
        markdown: whether it is Markdown: then only damaged signs count, not the looks of a page.
    """
    text = "\n".join(line[:400] for line in lines)
    if any(sign.search(text) for sign in _DAMAGE) or len(_LONE_CELL.findall(text)) >= _CELLS:
        return True
    return not markdown and (any(sign.search(text) for sign in _SIGNS) or bool(contents(lines)))
