"""Plain text, also as it was copied out of a PDF: blocks told by blank lines, by marks and by how lines look.

Tried at each line, in this order: fence, formula, pasted output, columns, caption, item, title; what is left makes
paragraphs. In a PDF, `Look` says where the page leaves room and which lines are larger: it takes the place of blank
lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.check.patterns import regex
from reportgen.check.reading.axes import axes_end
from reportgen.check.reading.columns import columns_end
from reportgen.check.reading.contents import contents
from reportgen.check.reading.draft import Draft, Piece, lines
from reportgen.check.reading.extraction import is_extracted
from reportgen.check.reading.fenced import read_fence
from reportgen.check.reading.look import Look
from reportgen.check.reading.pasted import formula_end, output_end
from reportgen.check.reading.scrambled import is_scrambled
from reportgen.check.reading.titles import CAPTION, is_title, numbered_level
from reportgen.check.reading.unfenced import code_end
from reportgen.check.submission import Block

ITEM = regex(r"(\s{0,60})(?:[-–—•▪◦●‣·∙*+➢✓]|o(?=\s\s?\S)|\(?\d{1,2}[.)]|\(?[a-z]\))\s{1,9}(?=\S)")
_BULLET = regex(r"\s{0,60}(?:[-–—•▪◦●‣·∙*+➢✓]|o(?=\s))\s")
_FENCE = regex(r"\s{0,3}(`{3,}|~{3,})([^`]{0,60})$")
_ENDS = {"axes": axes_end, "formula": formula_end, "output": output_end, "code": code_end, "columns": columns_end}
_ENOUGH_SIZES = 3
"""So many headings told by their letters: then what merely stands alone in a PDF is none."""
_MATH_LINE = regex(r"\s{0,40}(?:\\(?:frac|sum|theta|nabla|text|partial|sqrt|begin)\b|rac\{)")


def read(texts: Sequence[str]) -> Draft:
    """Return a file of plain text as blocks."""
    piece = Piece(tuple(texts))
    return Draft(lines(texts), tuple(blocks(piece)), extracted=is_extracted(texts))


def prose(piece: Piece) -> list[Block]:
    """Return lines of which it is known that they are sentences: paragraphs and items, no headings."""
    return list(_Reader(piece, None, titles=False).blocks())


def blocks(piece: Piece, look: Look | None = None) -> list[Block]:
    """Return the blocks of some lines.

    Args:
        piece: the lines.
        look: of the lines of a PDF, by their indices in the piece.
    """
    return list(_Reader(piece, look).blocks())


class _Reader:
    """Goes once through the lines."""

    def __init__(self, piece: Piece, look: Look | None, titles: bool = True) -> None:
        self._piece, self._look, self._titles = piece, look, titles
        self._texts = piece.texts
        self._contents = contents(self._texts) if titles else frozenset()
        self._ends = dict[tuple[str, int], int]()
        self._base, self._unclosed = 0, dict[str, int]()
        self._has_sizes = look is not None and len(look.levels) >= _ENOUGH_SIZES

    def blocks(self) -> Iterator[Block]:
        index = 0
        while index < len(self._texts):
            if not self._texts[index].strip():
                index += 1
                continue
            after, found = self._special(index) or self._item(index) or self._heading(index) or self._paragraph(index)
            yield from found
            index = max(after, index + 1)

    def _pasted(self, kind: str, index: int, after: int) -> list[Block]:
        if kind == "code":
            return self._piece.block("code", index, after, language="python")
        if kind == "axes":
            return [replace(block, text="") for block in self._piece.block("figure", index, after)]
        damaged = is_scrambled(self._texts[index:after])
        return self._piece.block("formula" if kind == "formula" else "output", index, after, damaged=damaged)

    def _end(self, kind: str, index: int) -> int:
        """Return where the run of lines ends that begins at one; the line itself if none does. Looked up once."""
        found = self._ends.get((kind, index))
        if found is None:
            found = self._ends[kind, index] = _ENDS[kind](self._texts, index)
        return found

    def _special(self, index: int) -> tuple[int, list[Block]] | None:
        """Return the end and the blocks of what is not prose."""
        if index in self._contents or (self._look and index in self._look.furniture):
            return index + 1, self._piece.block("header", index, index + 1)
        fence = self._fence(index)
        if fence is not None:
            return fence
        table = self._table(index)
        if table is not None:
            return table
        for kind in _ENDS:
            after = self._end(kind, index)
            if after > index:
                return after, self._pasted(kind, index, after)
        if _MATH_LINE.match(self._texts[index]):
            damaged = is_scrambled(self._texts[index : index + 1])
            return index + 1, self._piece.block("formula", index, index + 1, damaged=damaged)
        if CAPTION.match(self._texts[index]):
            return self._caption(index)
        return None

    def _table(self, index: int) -> tuple[int, list[Block]] | None:
        """Return rows of a page that have the same number of cells, as a table."""
        cells = self._look.cells if self._look else {}
        after = self._rows_end(index, cells)
        if after - index < 2 or any(self._end("output", row) > row for row in (index, index + 1)):
            return None
        rows = range(index, after)
        place = [self._piece.place(row, row) for row in rows]
        return after, self._piece.block("table", index, after, cells=[cells[row] for row in rows], rows=place)

    def _rows_end(self, index: int, cells: dict[int, tuple[str, ...]]) -> int:
        if index not in cells:
            return index
        after = index
        while after in cells and len(cells[after]) == len(cells[index]) and (after == index or not self._breaks(after)):
            after += 1
        return after

    def _breaks(self, index: int) -> bool:
        """Tell whether a line begins something of its own: a heading, an item, a page's head or foot."""
        look = self._look
        return look is not None and (index in look.levels or index in look.furniture or index in look.items)

    def _fence(self, index: int) -> tuple[int, list[Block]] | None:
        opened = _FENCE.match(self._texts[index])
        if opened is None or len(opened[1]) >= self._unclosed.get(opened[1][0], 1_000):
            return None if opened is None else (index + 1, [])
        for end in range(index + 1, len(self._texts)):
            closing = self._texts[end].strip()
            if closing.startswith(opened[1]) and set(closing) == {opened[1][0]}:
                return end + 1, read_fence(self._piece, index, end + 1, opened[2].strip())
        self._unclosed[opened[1][0]] = len(opened[1])
        return index + 1, []

    def _caption(self, index: int) -> tuple[int, list[Block]]:
        after = index + 1
        if self._look is not None:
            after = self._wrapped_end(index)
        return after, self._piece.block("caption", index, after)

    def _item(self, index: int) -> tuple[int, list[Block]] | None:
        depth = self._look.items.get(index, 0) if self._look else 0
        marked = ITEM.match(self._texts[index])
        if not depth and (marked is None or self._is_numbered_title(index)):
            return None
        after = self._wrapped_end(index, indent=len(marked[0].expandtabs(4)) if marked else 1)
        return after, self._piece.block("item", index, after, depth or self._depth(index))

    def _depth(self, index: int) -> int:
        """Return the depth of an item by how far it is indented: two signs a level."""
        text = self._texts[index].expandtabs(4)
        return 1 + min((len(text) - len(text.lstrip()) + 1) // 2, 8)

    def _heading(self, index: int) -> tuple[int, list[Block]] | None:
        if not self._titles:
            return None
        level = self._level(index)
        if not level:
            return None
        after = index + 1
        while self._look and self._look.levels.get(after) == level and after not in self._look.gaps:
            after += 1
        return after, self._piece.block("heading", index, after, level)

    def _level(self, index: int) -> int:
        """Return the level of the heading on a line; 0 if it is none."""
        text = self._texts[index]
        marked = re.match(r"(#{1,6})\s+\S", text)
        if marked:
            return len(marked[1])
        large = self._look.levels.get(index, 0) if self._look else 0
        number = numbered_level(text)
        if large:
            return large
        if self._has_sizes or not self._alone(index) or not is_title(text):
            return 0
        if number:
            self._base = number
            return number
        return self._base + (2 if index and any(sign.isdigit() for sign in text) else 1)

    def _is_numbered_title(self, index: int) -> bool:
        """Tell whether a line with a number is a heading rather than an item: alone, or numbered in two steps."""
        text = self._texts[index]
        if self._look is not None and index in self._look.levels:
            return True
        if not self._titles or _BULLET.match(text) or not numbered_level(text) or not is_title(text):
            return False
        return self._alone(index) and not self._in_list(index)

    def _in_list(self, index: int) -> bool:
        """Tell whether the next text is another numbered line: then both are items."""
        near = range(index + 1, min(index + 3, len(self._texts)))
        after = next((at for at in near if self._texts[at].strip()), None)
        return after is not None and ITEM.match(self._texts[after]) is not None and is_title(self._texts[after])

    def _alone(self, index: int) -> bool:
        """Tell whether room stands before and after a line."""
        return self._gap(index) and self._gap(index + 1)

    def _gap(self, index: int) -> bool:
        if self._look is not None and self._look.gaps:
            return index in self._look.gaps or not 0 < index < len(self._texts)
        return not 0 < index < len(self._texts) or not self._texts[index - 1].strip() or not self._texts[index].strip()

    def _paragraph(self, index: int) -> tuple[int, list[Block]]:
        after = self._wrapped_end(index)
        return after, self._piece.block("paragraph", index, after)

    def _wrapped_end(self, index: int, indent: int = 0) -> int:
        """Return the line after the last one of a paragraph or an item."""
        after = index + 1
        while after < len(self._texts) and self._goes_on(after, indent):
            after += 1
        return after

    def _goes_on(self, index: int, indent: int) -> bool:
        """Tell whether a line goes on with the paragraph, or with the item whose text is indented by `indent`."""
        text = self._texts[index]
        if not text.strip() or ITEM.match(text) or _FENCE.match(text) or index in self._contents:
            return False
        if self._look is not None and (index in self._look.gaps or self._breaks(index)):
            return False
        if self._special_begins(index) or re.match(r"#{1,6}\s", text):
            return False
        return not indent or self._look is not None or text[:1].isspace() or text.lstrip()[:1].islower()

    def _special_begins(self, index: int) -> bool:
        return (
            any(self._end(kind, index) > index for kind in _ENDS)
            or self._table(index) is not None
            or CAPTION.match(self._texts[index]) is not None
        )
