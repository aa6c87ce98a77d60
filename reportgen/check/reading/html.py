"""Tables of HTML within Markdown and notebooks, by the standard library's parser."""

from html.parser import HTMLParser

from reportgen.check.reading.draft import Piece
from reportgen.check.submission import Block, Place


def tables(piece: Piece) -> list[Block]:
    """Return the tables of a piece of HTML, each with its cells and their lines; nothing if it has none."""
    text = "\n".join(piece.texts)
    if "<table" not in text.lower() or len(text) > LONGEST:
        return []
    parser = _Tables(piece.offset)
    parser.feed(text)
    parser.close()
    last, found = -1, list[Block]()
    for start, end, rows in parser.tables:
        first = max(start - piece.offset, last + 1)
        last = min(end - piece.offset, len(piece.texts) - 1)
        found += piece.block(
            "table", first, last + 1, cells=[tuple(cells) for _, cells in rows], rows=[place for place, _ in rows]
        )
    return found


LONGEST = 100_000
"""Signs of a piece of HTML: the parser's time grows with the square of what is not closed."""


class _Tables(HTMLParser):
    """Collects rows; a table inside a cell is read as more rows of the table around it."""

    def __init__(self, offset: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables = list[tuple[int, int, list[tuple[Place, list[str]]]]]()
        self._offset, self._depth, self._start, self._row, self._cell = offset, 0, 0, 0, False
        self._rows = list[tuple[Place, list[str]]]()

    @property
    def _line(self) -> int:
        return self._offset + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "table":
            if not self._depth:
                self._start, self._rows = self._line, []
            self._depth += 1
        elif tag == "tr" and self._depth:
            self._rows.append((Place(self._line, self._line), []))
        elif tag in ("td", "th") and self._rows and self._depth:
            self._rows[-1][1].append("")
            self._cell = True

    def handle_data(self, data: str) -> None:
        if self._cell and self._rows and self._rows[-1][1]:
            place, cells = self._rows[-1]
            cells[-1] += f" {data}"
            last = self._line + data.strip("\n").count("\n")
            self._rows[-1] = (Place(place.first, max(place.last, last)), cells)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._cell = False
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                rows = [(place, [" ".join(cell.split()) for cell in cells]) for place, cells in self._rows if cells]
                if rows:
                    self.tables.append((self._start, self._line, rows))
