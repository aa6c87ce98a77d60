"""Passages: the pieces of text in which facts are looked for, without markup, each knowing its lines.

A block is one passage, a table one for each cell. Markup goes, line feeds stay: so the number of line feeds before a
character tells its line, however much was taken out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.patterns import regex
from reportgen.check.remembered import remembered
from reportgen.check.stated import Where
from reportgen.check.submission import Block, BlockKind, Place, Submission

_WHERE: dict[BlockKind, Where] = {
    "heading": "heading", "caption": "caption", "figure": "caption", "table": "table", "item": "item", "code": "code",
    "output": "code", "paragraph": "prose",
}  # fmt: skip
LONG = 20_000
"""A passage longer than this many characters is no student's prose: it is cut."""


@dataclass(frozen=True)
class Passage:
    """A piece of a report.

    Attributes:
        text: without markup; its line feeds are those of the report.
        place: its lines.
        where: what kind of block it is of.
        kind: the block's kind.
        block: the block's index.
        row: of a table's cell, from 0 (the headings); else -1.
        column: of a table's cell, from 0; else -1.
    """

    text: str
    place: Place
    where: Where
    kind: BlockKind
    block: int
    row: int = -1
    column: int = -1

    def at(self, start: int, end: int) -> Place:
        """Return the lines on which the characters from `start` to `end` (excluded) stand."""
        if self.row >= 0:
            return self.place
        first = self.place.first + self.text.count("\n", 0, start)
        return Place(first, first + self.text.count("\n", start, max(start, end - 1)))


def passages(submission: Submission) -> Iterator[Passage]:
    """Yield the passages of all blocks that may state something; those of damaged blocks are left out."""
    for index, block in enumerate(submission.blocks):
        where = _WHERE.get(block.kind)
        if where is not None and not block.damaged:
            yield from _of(block, index, where)


def _of(block: Block, index: int, where: Where) -> Iterator[Passage]:
    if block.kind != "table" or not block.cells:
        yield from _of_text(block, index, where)
        return
    for row, cells in enumerate(block.cells):
        place = block.rows[row] if row < len(block.rows) else block.place
        for column, cell in enumerate(cells):
            yield Passage(clean(cell[:LONG]), place, where, "table", index, row, column)


def _of_text(block: Block, index: int, where: Where) -> Iterator[Passage]:
    text, glued = block.text[:LONG], tail(block)
    if glued:
        text = text[: glued.start()]
        yield Passage(clean(glued[1]), block.at(glued.start(), glued.end()), "heading", block.kind, index)
    yield Passage(text if where == "code" else clean(text), block.place, where, block.kind, index)


_TAIL = regex(r"(?:\*\*|__)([^*\n]{3,90})(?:\*\*|__)\s{0,9}$")


def tail(block: Block) -> re.Match[str] | None:
    """Return the bold text (group 1) at the end of a caption: a heading that the extraction glued to it."""
    if block.kind != "caption" or len(block.text) > 1000:
        return None
    found = _TAIL.search(block.text)
    before = block.text[: found.start()] if found else ""
    return found if before.strip() and not before.count("**") % 2 else None


_LINK = regex(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)(?:\{[^{}\n]{0,100}\})?")
_TEX = regex(
    r"\\(?:text(?:bf|it|tt|rm|sc)?|emph|underline|mathrm|mathbf|caption|item|(?:sub){0,2}section\*?|paragraph)\b ?\{?"
)
_ESCAPE = regex(r"\\([%_&#$])")
_MARK = regex(
    r"`{1,3}|\*\*|__(?=\S)|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|~~"
    r"|</?[A-Za-z][^<>\n]{0,200}>|[{}$]|^[ \t]{0,12}(?:#{1,6}|>)[ \t]",
    re.MULTILINE,
)
_SIGNS = frozenset("`*_~<>{}$#")
_SPACES = str.maketrans(" \u202f\u2009\u2007\t", "     ")


@remembered
def clean(text: str) -> str:
    """Return a text without the markup of Markdown, HTML and TeX, with plain spaces and all its line feeds."""
    text = text.replace("\t", " ") if text.isascii() else text.translate(_SPACES)
    if "[" in text:
        text = _LINK.sub(lambda match: match[1] or "", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", _TEX.sub("", text))
    return text if _SIGNS.isdisjoint(text) else _MARK.sub("", text)
