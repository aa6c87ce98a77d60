"""Where formulas stand in a report: between the signs of LaTeX, in lines of plain text, in cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.equations.alphabet import PHRASES
from reportgen.check.equations.latex import is_outside, repaired, rows, spans
from reportgen.check.equations.parsing import parse
from reportgen.check.equations.terms import Call, Equation, Number, Symbol, walk
from reportgen.check.patterns import regex
from reportgen.check.submission import Block, Place, Submission

LONG = 20_000
"""A block longer than this many characters is cut: no student writes so long a paragraph."""
_LONG_LINE = 1_500
_KINDS = ("formula", "paragraph", "item", "caption", "table", "code", "output")
_MARKS = regex(r"[=←≔Σ∑√]|\blog|\bln\b|\bmax ?\(|orient|\bmean ?\(|\bsum\b|\bsomme\b", re.IGNORECASE)
_TICKED = regex(r"`{1,2}([^`\n]{3,250})`{1,2}")
_MARKER = regex(r"\s{0,40}(?:>\s?)?(?:(?P<dash>[-–•])|[*+▪◦●‣]|\(?\d{1,2}[.)]|[a-z]\))\s+")
_WORDS = (
    "where|with|avec|où|ou|et|and|for|pour|is|are|est|then|puis|donc|so|which|dont|the|le|la|les|de|des|du|of|by|par|we|on|to|que|qui|that|this|"
    "cette|as|comme|when|if|si|or|soit|in|dans|from|ainsi|here|ici|sont|car|because|using|we|gives|donne|calculated|calculé|formula|formule"
)
_CUT = regex(
    r"(?:(?<!\S)|(?=[;:.,→=?!\s]))"  # where it may begin at all: quicker
    rf"(?:[;:](?!=)|\.(?=\s|$)|,(?=\s{{1,9}}(?:[A-Za-zà-ÿ]{{2,}}|[^=,]{{1,25}}=))|(?<!\S)(?:{_WORDS})(?!\S)|→|=>|[?!](?=\s|$)|\s{{4,}})",
    re.IGNORECASE,
)
_JOINS = regex(r"[-−–+*/·×Σ∑√⋅]|[(\[]")
_SUMS = regex(r"Σ|∑|\\sum|\bsum|\bsomme")
_GLUED = regex(r"(?:(?<=[\]\w]\])|(?<=(?<![A-Za-z])[A-Za-zθ])|(?<=[\])²]))t([-−–+]1)(?![\w.])")
_TIMED = regex(r"(?:(?<=(?<![A-Za-z])[wgvmsxθ])|(?<=\]))t(?![A-Za-z0-9(_])")
_SAID = regex(r"(?:[A-Za-zà-ÿ]{3,20}\s{1,3}){1,4}(?=[A-Za-zα-ω][^\s=]{0,20}\s?=)")
"""Words before the left side of a formula: `compute F1 = …`."""
_STRAY = regex(r"[A-Za-zà-ÿ]{4,}\s+[A-Za-zà-ÿ]{4,}")


@dataclass(frozen=True)
class Formula:
    """A formula of a report that was parsed.

    Attributes:
        text: as written.
        equation: what it says.
        wide: what it says if sum signs reach to the end of their brackets.
        place: its lines.
        block: the index of its block.
        words: what stands before it in its line, its left side if that is in words.
        damaged: whether signs may have been lost on the way, so that nothing may be refuted.
        dashed: whether it follows a dash that may be its minus or the mark of a list.
    """

    text: str
    equation: Equation
    wide: Equation
    place: Place
    block: int
    words: str = ""
    damaged: bool = False
    dashed: bool = False


def find(submission: Submission) -> Iterator[Formula]:
    """Yield the formulas of a submission, in order."""
    for index, block in enumerate(submission.blocks):
        if block.kind not in _KINDS or (block.kind in ("code", "output") and _is_program(block, submission)):
            continue
        if block.kind == "table" and block.cells:
            for row, cells in zip(block.rows, block.cells, strict=False):
                for cell in cells:
                    yield from _in(Block("paragraph", row, cell[:LONG].replace("\n", " ")), index, submission)
        else:
            yield from _in(block, index, submission)


def _is_program(block: Block, submission: Submission) -> bool:
    return (
        submission.format == "ipynb"
        or block.kind == "output"
        or block.language not in ("", "text", "txt", "math", "latex", "tex")
    )


def _in(block: Block, index: int, submission: Submission) -> Iterator[Formula]:
    text = block.text[:LONG]
    lossy = submission.format == "pdf"
    masked, end = [], 0
    for start, stop, content, inline in spans(text):
        masked.append(text[end:start] + re.sub(r"[^\n]", " ", text[start:stop]))
        end = stop
        words = text[max(0, start - 60) : start].rpartition("\n")[2] if inline else ""
        for at, row in rows(content, inline):
            yield from _latex(
                row, block.at(start + at, min(stop, start + at + len(row))), index, words, block.damaged or lossy
            )
    rest = "".join(masked) + text[end:]
    if block.kind == "formula" and not end:
        for at, row in rows(rest, inline=False):
            yield from _latex(row, block.at(at, at + len(row)), index, "", block.damaged or lossy)
    else:
        yield from _plain(rest, block, index, block.damaged or lossy or submission.extracted)


def _latex(row: str, place: Place, index: int, words: str, damaged: bool) -> Iterator[Formula]:
    text, broken = repaired(row)
    place = Place(place.first, min(place.last, place.first + 4))
    yield from _formula(text, row, place, index, words, damaged or broken)


def _formula(
    text: str, written: str, place: Place, index: int, words: str, damaged: bool, dashed: bool = False
) -> Iterator[Formula]:
    narrow = parse(text)
    wide = parse(text, wide=True) if narrow is not None and _SUMS.search(text) else narrow
    if narrow is not None and wide is not None and _says_something(narrow):
        quote = " ".join(written.split())
        damaged = damaged or not narrow.clean
        yield Formula(quote, narrow, wide, place, index, words, damaged, dashed)


def _says_something(equation: Equation) -> bool:
    """Tell whether a formula is more than a number or a name."""
    sides = [side for side in equation.sides[1:] or equation.sides if not isinstance(side, Symbol | Number)]
    return any(isinstance(part, Symbol | Call) for side in sides for part in walk(side))


def _plain(text: str, block: Block, index: int, damaged: bool) -> Iterator[Formula]:
    """Yield the formulas that stand in lines of text."""
    for number, line in enumerate(text.split("\n")):
        if not _MARKS.search(line[:_LONG_LINE]):
            continue
        place = Place(block.place.first + number, block.place.first + number)
        yield from _in_line(line[:_LONG_LINE], place, index, damaged)


def _in_line(line: str, place: Place, index: int, damaged: bool) -> Iterator[Formula]:
    for ticked in _TICKED.finditer(line):
        yield from _clause(
            ticked[1], line[max(0, ticked.start() - 60) : ticked.start()], place, index, damaged, dashed=False
        )
    line = _TICKED.sub(lambda found: " " * len(found[0]) if "=" in found[1] else f" {found[1]} ", line)
    marker = _MARKER.match(line)
    dashed = marker is not None and marker["dash"] is not None
    line = line[marker.end() :] if marker else line
    start, whole = 0, [found.span() for pattern, _ in PHRASES for found in pattern.finditer(line)]
    cuts = [found.span() for found in _CUT.finditer(line) if _is_cut(line, found, whole)]
    for cut in (*cuts, (len(line), len(line))):
        clause = line[start : cut[0]]
        if _MARKS.search(clause):
            yield from _clause(
                clause, line[max(0, start - 60) : start], place, index, damaged, dashed and not line[:start].strip()
            )
        start = cut[1]


def _is_arithmetic(clause: str) -> bool:
    """Tell whether a line computes numbers: no letter stands behind its sign of equality."""
    _, sign, right = clause.partition("=")
    return bool(sign) and not any(one.isalpha() or one in "Σ∑√" for one in right) and "orient" not in clause.lower()


def _is_cut(line: str, found: re.Match[str], whole: list[tuple[int, int]]) -> bool:
    """Tell whether a line is cut: not in brackets, not within a name of several words."""
    if any(start < found.end() and found.start() < end for start, end in whole):
        return False
    return found[0] != "," or is_outside(line, found.start())


def _indexed(clause: str) -> str:
    """Return a line with its times as indices again, if they were set beside their letters: `wt+1 = wt − gt`."""
    if not _GLUED.search(clause):
        return clause
    clause = _GLUED.sub(r"_{t\1}", clause)
    return _TIMED.sub("_t", clause)


def _clause(clause: str, before: str, place: Place, index: int, damaged: bool, dashed: bool) -> Iterator[Formula]:
    clause = clause.strip(" \t*_`>#\"'«»." + ("|" if clause.count("|") % 2 else ""))
    if ("=" not in clause and not _JOINS.search(clause)) or _is_arithmetic(clause):
        return
    if not 4 < len(clause) < 400:
        return
    said = _SAID.match(clause)
    if said:
        before, clause = f"{before} {said[0]}", clause[said.end() :]
    whole = list(_formula(_indexed(clause), clause, place, index, before, damaged, dashed))
    if whole:
        yield from whole
        return
    left, sign, right = clause.partition("=")
    if sign and right.strip() and not _STRAY.search(right):
        yield from _formula(f"result = {right}", clause, place, index, f"{before} {left}", damaged)
