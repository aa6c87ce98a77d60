"""Formulas between the signs of LaTeX: where they begin and end, their rows, and the damage that is repaired."""

import re
from collections.abc import Iterator

from reportgen.check.patterns import regex

_OPENING = regex(
    r"\$\$|\\\[|\\\(|\$|\\begin\{(equation|align|gather|multline|eqnarray|displaymath|math|split|aligned)(\*?)\}"
)
_CLOSING = {"$$": "$$", "\\[": "\\]", "\\(": "\\)", "$": "$"}
_FARTHEST = 2_000
_FARTHEST_INLINE = 400
_ROW = regex(r"\\\\(?:\[[^\]\n]{0,10}\])?|\\newline\b")
_APART = regex(r"[,;]?\s{0,3}\\q{1,2}uad\b|;|,\s(?=[^=]{1,40}=)")
_WORDS = regex(
    r"\\(?:text|mathrm|textrm|mbox)\{\s?,?\s?(?:where|with|avec|où|if|si|and|et|for|pour|otherwise|sinon|when)\b"
)
_FRAME = (
    r"\\(?:begin|end)\{[^{}]{0,30}\}(?:\{[lcr|@]{1,20}\})?|\\(?:tag|label)\*?\{[^{}]{0,60}\}"
    r"|\\(?:nonumber|notag|centering)\b"
)
_BEFORE = regex(rf"(?:\s|{_FRAME}){{0,40}}")
_BEHIND = regex(rf"\s{{0,9}}(?:{_FRAME})(?:\s|{_FRAME}){{0,40}}$")
_CONTINUES = regex(r"\s{0,40}&?\s{0,9}(?:=|\+|-|−|\\cdot|\\times|\\odot|\*|/)")
_DAMAGE = (
    (regex(r"\x0crac|(?<![A-Za-z\\])rac(?=\{)"), r"\\frac"),
    (regex(r"\x08eta"), r"\\beta"),
    (regex(r"\theta\b|(?<![A-Za-z\\])heta\b"), r"\\theta"),
    (regex(r"(?<![A-Za-z\\])abla\b"), r"\\nabla"),
    (regex(r"(?<![A-Za-z\\])qrt(?=\{)"), r"\\sqrt"),
    (regex(r"(?<![A-Za-z\\])artial\b"), r"\\partial"),
    (regex(r"\rho\b|(?<![A-Za-z\\])ho(?=[ _])"), r"\\rho"),
)
_BARE = regex(r"(?<![A-Za-z\\{])(?:eta|alpha|lpha|psilon|igma|qrt|um|dot|eft|ight)(?![A-Za-z])|�|\?\?")


def spans(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end, content of each formula between signs, and whether it stands in a line of text."""
    at = 0
    while True:
        opened = _OPENING.search(text, at)
        if opened is None:
            return
        sign = opened[0]
        inline = sign in ("$", "\\(")
        closing = _CLOSING.get(sign) or f"\\end{{{opened[1]}{opened[2]}}}"
        end = text.find(closing, opened.end(), opened.end() + (_FARTHEST_INLINE if inline else _FARTHEST))
        content = text[opened.end() : end] if end >= 0 else ""
        if (
            end < 0
            or not content.strip()
            or (sign == "$" and ("\n\n" in content or text[opened.start() - 1 : opened.start()] == "\\"))
        ):
            at = opened.end()
            continue
        # the content keeps its offset from the opening sign
        yield opened.start(), end + len(closing), " " * len(sign) + content, inline
        at = end + len(closing)


def rows(content: str, inline: bool) -> Iterator[tuple[int, str]]:
    """Yield the equations of a formula with their offsets: rows of an alignment, or what stands side by side."""
    pieces = _pieces(content, [found.span() for found in _ROW.finditer(content)])
    if len(pieces) == 1 and not inline and _lines_are_equations(content):
        pieces = _pieces(content, [found.span() for found in re.finditer("\n", content)])
    for at, row in _joined(pieces):
        words = _WORDS.search(row)
        row = row[: words.start()] if words else row
        apart = [found.span() for found in _APART.finditer(row) if is_outside(row, found.start())]
        for offset, part in _pieces(row, apart if row.count("=") > 1 else []):
            skip, bare = _unframed(part)
            if bare:
                yield at + offset + skip, bare


def _unframed(text: str) -> tuple[int, str]:
    """Return a row without what stands around its formula, and how much was left out before it."""
    before, after = _BEFORE.match(text), _BEHIND.search(text)
    start = before.end() if before else 0
    return start, text[start : max(start, after.start() if after else len(text))].strip()


def is_outside(row: str, at: int) -> bool:
    """Tell whether a place is in no brackets."""
    return all(row.count(opening, 0, at) <= row.count(closing, 0, at) for opening, closing in ("()", "{}", "[]"))


def _lines_are_equations(content: str) -> bool:
    lines = [
        line for line in content.split("\n") if line.strip() and not re.match(r"\s*\\(?:tag|label|begin|end)\b", line)
    ]
    return len(lines) > 1 and all(line.count("=") == 1 and not _CONTINUES.match(line) for line in lines)


def _pieces(text: str, cuts: list[tuple[int, int]]) -> list[tuple[int, str]]:
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [(start, text[start:end]) for start, end in zip(starts, ends, strict=True)]


def _joined(pieces: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Join a row that goes on with the one before: it begins with an operator."""
    found: list[tuple[int, str]] = []
    for at, row in pieces:
        if found and _CONTINUES.match(row) and found[-1][1].strip():
            found[-1] = (found[-1][0], found[-1][1] + " " + row)
        else:
            found.append((at, row))
    return found


def repaired(text: str) -> tuple[str, bool]:
    r"""Return a formula whose commands lost their first signs (`rac{`) with these back, and whether it was damaged."""
    damaged = False
    for pattern, command in _DAMAGE:
        text, count = pattern.subn(command, text)
        damaged = damaged or count > 0
    return text, damaged or _BARE.search(text) is not None
