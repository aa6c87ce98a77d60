"""Sentences of prose, each with its lines."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from reportgen.check.patterns import regex
from reportgen.check.submission import Block, Place, Sentence, plain

PROSE = ("paragraph", "item", "caption", "heading", "figure")
_END = regex(r"[.!?…;]{1,3}(?:\s?»)?[\"'”’)\]*_`]{0,4}(?=\s|$)|\n")
_ABBREVIATION = regex(
    r"(?:^|[\s(\[])(?:e\.\s?g|i\.\s?e|p\.\s?ex|ex|cf|fig|figs|tab|éq|eq|env|approx|resp|vs|etc|no|nr|num|sec|chap|al|av|dr|mr|mme|m|pp|p|ca|c|"
    r"incl|max|min|moy|nb|nbr|val|param|params|acc|\d{1,2}|[A-Z])\.$",
    re.IGNORECASE,
)
_NUMBER_ONLY = regex(r"[\s>#*_-]{0,20}\(?(?:\d{1,2}|[a-zA-Z])[.)]$")
_MARK = regex(
    r"^[\s>]{0,40}(?:#{1,6}\s|(?:[-*+•▪◦●‣–—]|o(?=\s))\s{1,9}|\(?(?:\d{1,2}[.)]|[a-z]\))\s{1,9})?", re.MULTILINE
)
_HYPHEN = regex(r"(?<=[^\W\d_])(?:[\u2010\u00ad\ufffe]|-(?=\n[a-zà-ÿ]))\n\s{0,40}(?=[^\W\d_])")
_UNDERLINE = regex(r"\n\s{0,3}(?:=+|-+)\s*$")
_STARTS = regex(r"\s{0,60}(?:[-*•]\s|\**[A-ZÀ-Þ\d(\[])")
_SIZE = regex(r"\)\{[^{}\n]{0,200}\}")
_WRAP = 60
MOST = 2_000
"""Sentences of one block; what follows them is not prose."""


def sentences(blocks: Sequence[Block], extracted: bool) -> Iterator[Sentence]:
    """Return the sentences of the blocks that are prose, and the cells of tables."""
    for index, block in enumerate(blocks):
        if block.kind in PROSE:
            yield from _of(block, index, extracted)
        elif block.kind == "table":
            yield from _of_cells(block, index)


def _of_cells(block: Block, index: int) -> Iterator[Sentence]:
    for row, place in zip(block.cells, block.rows, strict=False):
        for cell in row:
            text = plain(cell)
            if text:
                yield Sentence(text, place, index)


def _of(block: Block, index: int, extracted: bool) -> Iterator[Sentence]:
    text = _UNDERLINE.sub(lambda match: " " * len(match[0]), block.text) if block.kind == "heading" else block.text
    quoted, line = ">" in text, block.place.first
    for start, end in islice(_spans(text), MOST):
        piece = text[start:end]
        bare = _MARK.sub("", piece) if start == 0 or quoted else piece
        said = _plain(_HYPHEN.sub("", bare) if extracted else bare)
        first = line + piece.count("\n", 0, len(piece) - len(piece.lstrip()))
        if said:
            yield Sentence(said, Place(first, first + piece.strip().count("\n")), index)
        line += piece.count("\n")


def _plain(text: str) -> str:
    """Return a text without markup, also that within the caption of a figure or the text of a link."""
    return plain(plain(_SIZE.sub(")", text))) if "](" in text else plain(text)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Return where the sentences of a text stand."""
    start = 0
    for found in _END.finditer(text):
        if found[0] == "\n":
            ends = _line_ends(text, start, found.start())
        else:
            ends = not (
                found[0].startswith(".")
                and _goes_on(text[max(start, found.start() - 14) : found.start() + 1], text, found.end())
            )
        if ends:
            yield start, found.end()
            start = found.end()
    yield start, len(text)


def _goes_on(before: str, text: str, after: int) -> bool:
    """Tell whether a full stop ends an abbreviation, or the number of an item."""
    if _NUMBER_ONLY.fullmatch(before):
        return True
    following = text[after : after + 3].lstrip()
    short = _ABBREVIATION.search(before)
    if short is None:
        return False
    if short[0].strip("( [.").isdigit():
        return False
    return not (short[0].strip(" (.").lower() == "etc" and following[:1].isupper())


def _line_ends(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence ends with its line: the line says so, or it is short and the next begins anew."""
    line = text[text.rfind("\n", 0, end) + 1 : end]
    if line.endswith(("  ", "\\", "<br>", "<br/>")) or line.rstrip().endswith(":"):
        return True
    following = text[end + 1 : end + 80]
    return len(line.rstrip()) < _WRAP and _STARTS.match(following) is not None and bool(text[start:end].strip())
