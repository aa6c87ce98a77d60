"""Lines that act as headings or captions without the signs of a markup: what the readers share.

A line on its own is a title if it is short, begins with a capital or a number, ends without a sentence's end, and
states nothing: `Test score: 0.07` and `x = 3` are no titles, `100 neurons` and `2.1 Topology` are.
"""

import re

from reportgen.check.patterns import regex

CAPTION = regex(
    r"\s{0,20}(?:[*_]{1,3})?(?:(?:Figure|Figures|Fig\.?|Tableau|Table|Tab\.?|Listing|Graphique|Image|Matrice)\s?(?:n°\s?)?\d{1,3}[a-z]?"
    r"(?:\.\d{1,3})?\s?(?:[*_]{1,3})?\s?[:.–—-]|(?:[*_]{1,3})?\([a-h]\)(?:[*_]{1,3})?\s+(?:\S.{0,90}$|\S.{0,60}\*\*Fig))",
    re.IGNORECASE,
)
NUMBERED = regex(
    r"\s{0,8}(?:[IVX]{1,5}[.)]\s{1,9}|[A-H][.)]\s{1,9}|(\d{1,2}(?:\.\d{1,2}){1,4})[.)]?\s{1,9}|(\d{1,2})(?:[.)]\s{1,9}|\s?[-–:]\s{1,9}|\s{1,9}(?=[A-ZÀ-Þ])))(?=\S)"
)
"""The number before a heading: `2.1 Topology`, `2. CNN`, `2 CNN`, `IV. CNN`; an amount (`10 neurones`) is none."""
_NAMED = regex(
    r"(?:cas|case|mod[eè]les?|models?|exp[ée]riences?|experiments?|parties?|parts?|tests?|essais?|trials?|exercices?|exercises?|"
    r"questions?|[ée]tapes?|steps?|sections?|chapitres?|chapters?|lab|tp|pw|annexes?|appendix|mesures?|configurations?|config|runs?|r[ée]seaux?|network)"
    r"\s{0,3}(?:n°\s?)?[\dA-Z]{1,4}\s{0,3}[:.–—-]\s",
    re.IGNORECASE,
)
_BOLD = regex(r"\s{0,3}(\*\*|__)([^*_\n]{2,100})\1\s{0,9}:?\s{0,9}$")
_LETTERS = regex(r"[^\W\d_]{2,}")
_STATES = regex(
    r"[=≈<>→{}\\]|\bhttps?:|:\s?[\d-]|\d\s?%$|^\s{0,9}[\d\s.,'’]+$|^\s{0,9}\d{1,9}(?:[.,]\d{1,9}\s|\s\d)|\b(?:\(None|loss|score|accuracy)\s{0,3}[:=]|"
    r"\b(?:is|are|was|were|est|sont|était|étaient|have|has|avons|on a|we|nous|peut|can)\b",
    re.IGNORECASE,
)
_QUESTION = regex(
    r"(?:what|which|how|why|please|select|compute|test at least|do the|for each|train an?|describe|explain|give|"
    r"present|discuss|quels?|quelles?|calcule[zr]|d[ée]crivez|donnez|expliquez|comment|pourquoi|testez|choisi(?:r|ssez))\b",
    re.IGNORECASE,
)
LONGEST = 80


def is_title(line: str, longest: int = LONGEST) -> bool:
    """Tell whether a line that stands alone is a heading."""
    text = line.strip().strip("*_").strip()
    if not 2 <= len(text) <= longest or text[-1] in ".!?;:,…(" or CAPTION.match(text):
        return False
    number = NUMBERED.match(text)
    body = text[number.end() :] if number else text
    named = _NAMED.match(body)
    if named:
        body = body[named.end() :] or body
    elif ": " in body or " :" in body:
        return False
    if _QUESTION.match(body) or len(body.split()) > 12 or not _LETTERS.search(body) or _STATES.search(body):
        return False
    return body[0].isupper() or body[0].isdigit() or bool(number)


def numbered_level(line: str) -> int:
    """Return the level of a heading by its number: 1 for `2.`, 2 for `2.1`; 0 if it has none."""
    found = NUMBERED.match(line.strip().strip("*_"))
    if found is None or int((found[1] or found[2] or "1").split(".")[0]) > 20:
        return 0
    return found[1].count(".") + 1 if found[1] else 1


def bold_title(text: str) -> int:
    """Return the level of a bold line of Markdown that stands alone: 6, or 0 if it is no heading."""
    found = _BOLD.match(text)
    return 6 if found is not None and is_title(found[2].rstrip(" :")) else 0
