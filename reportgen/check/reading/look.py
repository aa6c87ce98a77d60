"""How the lines of a PDF look: which are headings, where paragraphs end, which belong to the page, not to the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportgen.check.patterns import regex
from reportgen.check.reading.titles import is_title, numbered_level


@dataclass(frozen=True)
class PageLine:
    """A line of a page, with what the page says of it.

    Attributes:
        text: what it says.
        number: 1-based, in the page's text.
        page: 1-based.
        x: where it begins, in points from the left.
        y: the foot of its letters, in points from below.
        size: the height of its letters with the room that their font leaves, in points; 0 if not known.
        bold: whether it begins and ends bold.
        cells: of the row of a table; empty for text.
    """

    text: str
    number: int
    page: int
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    bold: bool = False
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """What a document's lines look like, by their indices.

    Attributes:
        gaps: lines before which there is more room than between the lines of a paragraph.
        levels: of lines that are larger or bolder than the text: the level of the heading that they may be.
        furniture: lines that belong to the page: its number, a running title, the marks of a list that stand apart.
        items: lines beside which such a mark stands, with the depth of their list.
        cells: rows whose cells stand apart.
    """

    gaps: frozenset[int] = frozenset()
    levels: dict[int, int] = field(default_factory=dict)
    furniture: frozenset[int] = frozenset()
    items: dict[int, int] = field(default_factory=dict)
    cells: dict[int, tuple[str, ...]] = field(default_factory=dict)


_LARGER, _ROOM, _SHORT = 1.08, 1.3, 0.72
_LIST_MARK = regex(r"\s{0,9}(?:[•▪◦●‣–\-*o]|\d{1,2}[.)]|[a-z][.)])\s{0,9}")
_ENDS = (".", ":", "!", "?", ";")


def look_of(lines: Sequence[PageLine]) -> Look:
    """Return how the lines of a whole document look."""
    size, pitch = _body(lines)
    marks = {index for index, line in enumerate(lines) if line.size and _LIST_MARK.fullmatch(line.text)}
    return Look(
        frozenset(_gaps(lines, size, pitch)),
        _levels(lines, size),
        frozenset(_furniture(lines)) | marks,
        _items(lines, marks),
        {index: line.cells for index, line in enumerate(lines) if _is_row(line.cells)},
    )


def _is_row(cells: tuple[str, ...]) -> bool:
    """Tell whether pieces that stand apart are cells; a sentence with a hole (a drawn formula) has long ones."""
    return len(cells) > 1 and all(len(cell) < 60 and sum(map(str.isalpha, cell.split())) <= 6 for cell in cells)


def _body(lines: Sequence[PageLine]) -> tuple[float, float]:
    """Return the size of most letters, and the most common distance between lines of that size."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text) if line.size else 0
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    steps = Counter(
        round(above.y - line.y, 1)
        for above, line in pairwise(lines)
        if above.page == line.page and above.y > line.y and abs(line.size - size) < 0.2 and abs(above.size - size) < 0.2
    )
    return size, steps.most_common(1)[0][0] if steps else 0.0


def _gaps(lines: Sequence[PageLine], size: float, pitch: float) -> Iterator[int]:
    width = sorted(len(line.text) for line in lines)[int(0.9 * len(lines))] if lines else 0
    yield 0
    for index, (above, line) in enumerate(pairwise(lines), 1):
        short = len(above.text) < _SHORT * width and above.text.rstrip().endswith(_ENDS) and line.text[:1].isupper()
        if above.page != line.page or short or _is_apart(above, line, size, pitch):
            yield index


def _is_apart(above: PageLine, line: PageLine, size: float, pitch: float) -> bool:
    """Tell whether the page leaves room between two lines, or sets them in letters of different sizes."""
    if not pitch or not above.size or not line.size:
        return False
    least = pitch if line.size >= size else max(pitch, 0.9 * min(above.size, line.size))
    step = above.y - line.y
    return step > least * _ROOM or step < -1.0 or not 0.9 < line.size / above.size < 1.1


def _items(lines: Sequence[PageLine], marks: set[int]) -> dict[int, int]:
    """Return the lines at whose left, at the same height, a mark stands that the PDF has as a text of its own."""
    heights = dict[tuple[int, int], list[int]]()
    for index in marks:
        heights.setdefault((lines[index].page, round(lines[index].y)), []).append(index)
    depths = {place: depth for depth, place in enumerate(sorted({round(lines[index].x / 8) for index in marks}), 1)}
    found = dict[int, int]()
    for index, line in enumerate(lines):
        near = [mark for step in (-1, 0, 1) for mark in heights.get((line.page, round(line.y) + step), ())]
        left = [mark for mark in near if index not in marks and lines[mark].x < line.x]
        if left:
            found[index] = min(depths[round(lines[left[0]].x / 8)], 9)
    return found


def _levels(lines: Sequence[PageLine], size: float) -> dict[int, int]:
    """Return the levels of headings: by the size of their letters, bold ones of the text's size below them."""
    larger = {
        index: round(line.size, 1)
        for index, line in enumerate(lines)
        if size and line.size > _LARGER * size and not line.cells and _is_name(line.text)
    }
    ranks = {rank: level for level, rank in enumerate(sorted(set(larger.values()), reverse=True), 1)}
    levels = {index: min(ranks[found], 5) for index, found in larger.items()}
    below = min(len(ranks) + 1, 6)
    for index, line in enumerate(lines):
        if (
            line.bold
            and index not in levels
            and not line.cells
            and abs(line.size - size) <= 0.1 * size
            and is_title(line.text)
        ):
            levels[index] = below
    return _by_number(levels, lines)


def _is_name(text: str) -> bool:
    """Tell whether a large line may be a heading: short, more words than numbers, no sentence's end."""
    words = text.split()
    named = sum(any(map(str.isalpha, word)) for word in words)
    return (
        len(text) < 150
        and 2 * named > len(words) - 1
        and named > 0
        and not (text.endswith((".", ",", ";")) and named > 8)
    )


def _by_number(levels: dict[int, int], lines: Sequence[PageLine]) -> dict[int, int]:
    """Put a heading that bears a number in two steps (`2.1`) below one that bears a number in one (`2`)."""
    found = dict[int, int]()
    base, since = 0, 0
    for index in sorted(levels):
        number = numbered_level(lines[index].text)
        level = levels[index]
        if number > 1 and base:
            level = max(level, since + number - base)
        elif number == 1:
            base, since = 1, level
        found[index] = min(level, 6)
    return found


def _furniture(lines: Sequence[PageLine]) -> Iterator[int]:
    """Return the lines at the head or foot of a page that stand on most pages, or are its number."""
    pages = dict[int, list[int]]()
    for index, line in enumerate(lines):
        pages.setdefault(line.page, []).append(index)
    edges = [(page, index) for page, found in pages.items() for index in {*found[:2], *found[-2:]}]
    seen = Counter(shape for _, index in edges if (shape := _shape(lines[index].text)))
    for page, index in edges:
        shape = _shape(lines[index].text)
        often = len(pages) > 3 and seen[shape] > 0.5 * len(pages)
        if shape and (often or _is_page_number(lines[index].text, page, len(pages))):
            yield index


def _shape(text: str) -> str:
    return re.sub(r"\d{1,4}", "#", text.strip())[:120]


def _is_page_number(text: str, page: int, pages: int) -> bool:
    found = re.fullmatch(
        r"\s*(?:page|p\.)?\s?[-–]?\s?(\d{1,3})\s?[-–]?(?:\s?(?:/|of|sur|de)\s?\d{1,3})?\s*", text, re.IGNORECASE
    )
    return found is not None and abs(int(found[1]) - page) <= (3 if pages > 1 else 0)
