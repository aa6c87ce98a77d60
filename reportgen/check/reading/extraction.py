"""Whether a text came out of a PDF: its signs may then be damaged, its lines lost, its matrices scrambled."""

import re
from collections.abc import Sequence

from reportgen.check.reading.contents import contents

_SIGNS = (
    re.compile(r"(?<![a-zA-Z\\])rac\{"),
    re.compile(r"[\s\[,]Θ\s?,|\dΘ|Θ\d"),
    re.compile(r"\f"),
    re.compile(r"[ﬀﬁﬂﬃﬄ]"),
    re.compile(r"^\s{0,30}\d{1,4}\],?$|^\[\s{0,9}$", re.MULTILINE),
    re.compile(
        r"^\s{0,60}(?:Page\s?\d{1,3}(?:\s?(?:/|of|sur|de)\s?\d{1,3})?|-\s?\d{1,3}\s?-|\d{1,3}\s?/\s?\d{1,3})\s{0,9}$",
        re.MULTILINE | re.IGNORECASE,
    ),
    re.compile(r"^\d{1,3}\t", re.MULTILINE),
    re.compile(r"\*\*Figure \d{1,3}:?\*\*"),
)
_LONE_CELL = re.compile(r"^\s{0,120}[\[\]]?\s{0,9}[\dΘ]{1,5}[,\]]", re.MULTILINE)
LONGEST = 4_000_000


def is_extracted(lines: Sequence[str]) -> bool:
    """Tell whether a plain text shows what only the way out of a PDF leaves behind."""
    text = "\n".join(line[:400] for line in lines)
    if any(sign.search(text) for sign in _SIGNS) or contents(lines):
        return True
    return len(_LONE_CELL.findall(text)) >= 10
