"""A student's report as it was read: lines, and the blocks of text, code, tables and formulas that they make.

Every reader ends here, whatever the file was; everything later starts here. Nothing of it is ever run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from reportgen.check.patterns import regex
from reportgen.check.remembered import remembered

BlockKind = Literal["heading", "paragraph", "item", "caption", "code", "output", "table", "formula", "figure", "header"]
"""`header` is what stands before a document's text (YAML, TeX's preamble): no student's claim."""

Format = Literal["md", "txt", "tex", "pdf", "ipynb"]


@dataclass(frozen=True)
class Line:
    """A line as it stands in the file, without its end.

    Attributes:
        text: what it says.
        number: 1-based, in its file; in a PDF, in the text of its page.
        page: 1-based; None where there are no pages.
    """

    text: str
    number: int
    page: int | None = None


@dataclass(frozen=True, order=True)
class Place:
    """Lines of a submission, by their indices (from 0, through all pages); both ends are included."""

    first: int
    last: int

    def __contains__(self, line: int) -> bool:
        return self.first <= line <= self.last

    def apart(self, other: "Place") -> int:
        """Return how many lines lie between two places; 0 if they touch or overlap."""
        return max(0, max(self.first, other.first) - min(self.last, other.last) - 1)


@dataclass(frozen=True)
class Block:
    """A piece of a report that belongs together.

    Attributes:
        kind: what it is.
        place: its lines.
        text: its lines joined by line feeds, markup and all, so that the offset of a character tells its line;
            empty for the signs on a plot, which say nothing by themselves.
        level: of a heading, 1 for the highest; of an item, its depth in the list from 1; else 0.
        language: of code, if the report says so (`python`).
        cells: of a table, the text of its cells, row by row, the headings first.
        rows: of a table, the place of each row of `cells`.
        damaged: whether its text was put together from pieces, so that nothing may be refuted on it.
    """

    kind: BlockKind
    place: Place
    text: str
    level: int = 0
    language: str = ""
    cells: tuple[tuple[str, ...], ...] = ()
    rows: tuple[Place, ...] = ()
    damaged: bool = False

    def at(self, start: int, end: int | None = None) -> Place:
        """Return the lines on which the characters from `start` to `end` (excluded) of the text stand."""
        first = self.place.first + self.text.count("\n", 0, start)
        return Place(first, first + self.text.count("\n", start, max(start, (end or start) - 1)))


@dataclass(frozen=True)
class Sentence:
    """A sentence of prose: of a paragraph, an item, a caption, a heading or a cell of a table.

    Attributes:
        text: without markup (`**`, backticks, links' addresses), in one line.
        place: its lines.
        block: the block's index.
    """

    text: str
    place: Place
    block: int


@dataclass(frozen=True)
class Unread:
    """Something of a report that cannot be checked: a figure, a page without text.

    Attributes:
        kind: the name of a label: `figure`, `page`, `image_matrix`, `damaged`, `line`, `rest`.
        place: where.
    """

    kind: str
    place: Place


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it, down to the next heading of its level or a higher one.

    Attributes:
        title: the heading's text without markup and number; empty for what stands before the first.
        level: of the heading; 0 for the whole report.
        parent: the index of the part around it; None for the whole.
        blocks: indices of the first block (the heading) and of the last.
    """

    title: str
    level: int
    parent: int | None
    blocks: tuple[int, int]


@dataclass(frozen=True)
class Submission:
    """One hand-in's file, read.

    Attributes:
        name: the file's name.
        format: what kind of file it was.
        language: `fr` or `en`: of the prose.
        lines: all lines.
        blocks: in order; they do not overlap; blank lines belong to none.
        sentences: of the prose, in order.
        parts: in order of their headings; the first is the whole report.
        unread: what cannot be checked.
        extracted: whether the text came out of a PDF (this file or, before, the text that it holds): signs may be
            damaged, lines lost, matrices scrambled.
    """

    name: str
    format: Format
    language: str
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...] = ()
    parts: tuple[Part, ...] = ()
    unread: tuple[Unread, ...] = ()
    extracted: bool = False

    def quote(self, place: Place, limit: int = 200) -> str:
        """Return the text of some lines in one, shortened to `limit` characters."""
        longest = 10 * limit + 1000
        pieces = (line.text[:longest] for line in self.lines[place.first : place.last + 1])
        text = " ".join(" ".join(islice(pieces, longest)).split())
        return text if len(text) <= limit else text[: limit - 1] + "…"

    def of(self, *kinds: BlockKind) -> Iterator[Block]:
        """Return the blocks of some kinds, in order."""
        return (block for block in self.blocks if block.kind in kinds)

    def block_at(self, line: int) -> Block | None:
        """Return the block that has a line, if it is not blank."""
        index = self._block_of.get(line)
        return None if index is None else self.blocks[index]

    def part_at(self, line: int) -> int:
        """Return the index of the innermost part that has a line."""
        return self._part_of[line] if line < len(self._part_of) else 0

    def path_at(self, line: int) -> tuple[Part, ...]:
        """Return the parts that have a line, the whole report first."""
        index: int | None = self.part_at(line)
        path: list[Part] = []
        while index is not None:
            path.insert(0, self.parts[index])
            index = self.parts[index].parent
        return tuple(path)

    @cached_property
    def _block_of(self) -> dict[int, int]:
        return {
            line: index
            for index, block in enumerate(self.blocks)
            for line in range(block.place.first, block.place.last + 1)
        }

    @cached_property
    def _part_of(self) -> tuple[int, ...]:
        inner = [0] * len(self.lines)
        for index, part in list(enumerate(self.parts))[1:]:
            start, after = self.blocks[part.blocks[0]].place.first, part.blocks[1] + 1
            stop = self.blocks[after].place.first if after < len(self.blocks) else len(inner)
            inner[start:stop] = [index] * (stop - start)
        return tuple(inner)


_MARKUP = regex(
    r"!?\[([^\[\]]{0,1000})\]\([^()\n]{0,1000}\)|`+|\*\*|__|(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])|~~|</?\w[^<>]{0,1000}>"
)


@remembered
def plain(text: str) -> str:
    """Return a text without the markup of Markdown and HTML, in one line."""
    return " ".join(_MARKUP.sub(lambda match: match[1] or "", text).split())
