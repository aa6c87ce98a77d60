"""PDFs: the text of their pages, and how its lines look.

The lines of a page are exactly those of the text that PDFium gives for it (`get_text_range`), counted from 1; a page
without text has one empty line, so that it has a place. Ligatures become letters. Which lines are headings, where
paragraphs end and which rows have cells is told by the page (`look`), what is prose and what an output by `text`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import hypot
from time import monotonic
from typing import TYPE_CHECKING, Any

from reportgen.check.reading import text as plain_text
from reportgen.check.reading.decoding import split
from reportgen.check.reading.draft import Draft, Piece
from reportgen.check.reading.limits import Limits, at_most
from reportgen.check.reading.look import PageLine, look_of
from reportgen.check.submission import Line, Place, Unread
from reportgen.errors import SubmissionError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_SIGNS = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "\ufffe": "\u00ad",
        "\x02": "\u00ad",
        "\u2028": " ",
        "\u2029": " ",
    }
    | {chr(code): " " for code in (*range(1, 2), *range(3, 9), 11, *range(14, 32), 0x7F)}
)
_LEAST_FIGURE = 60.0
"""Points: smaller images are logos and rules."""
_MOST_OBJECTS = 20_000
_GAP = 0.9
"""Between two words of a line, in heights of its letters: more stands between the cells of a table."""
_PASSWORD = "password"


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """Return a PDF as blocks.

    Raises:
        SubmissionError: it is broken, has a password, has too many pages or no text at all.
    """
    with _opened(data, name) as document:
        at_most(name, "pages", len(document), limits.pages)
        pages = list(_pages(document, name, limits))
    lines = [line for page, _ in pages for line in page]
    lines = [replace(line, text=line.text[: limits.line]) if len(line.text) > limits.line else line for line in lines]
    if not any(line.text.strip() for line in lines):
        raise SubmissionError(
            f"{name}: expected a PDF with text, received {len(pages)} pages of images",
            "it was scanned: ask for the file that the report was written in",
        )
    unread = [Unread(kind, Place(index, index)) for kind, index in _unread(pages)]
    texts = tuple(line.text for line in lines)
    blocks = plain_text.blocks(Piece(texts), look_of(lines))
    unread += [Unread("figure", block.place) for block in blocks if block.kind == "figure"]
    rows = tuple(Line(line.text, line.number, line.page) for line in lines)
    return Draft(rows, tuple(blocks), tuple(sorted(unread, key=lambda one: one.place)), extracted=True)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator["PdfDocument"]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise SubmissionError(
                f"{name}: expected a PDF that opens, received one with a password", "ask for the file without it"
            ) from None
        raise SubmissionError(
            f"{name}: expected a PDF, received a broken one: {error}", "ask for the file again"
        ) from None
    try:
        yield document
    finally:
        document.close()


def _pages(document: "PdfDocument", name: str, limits: Limits) -> Iterator[tuple[list[PageLine], list[float]]]:
    """Return the lines of each page, and the heights at which its figures end."""
    import pypdfium2

    count = characters = 0
    start = monotonic()
    for number in range(len(document)):
        try:
            page = document[number]
            lines, figures = _page(page, number + 1)
        except (pypdfium2.PdfiumError, ValueError):
            lines, figures = [PageLine("", 1, number + 1)], [0.0]
        count, characters = count + len(lines), characters + sum(len(line.text) for line in lines)
        at_most(name, "lines", count, limits.lines)
        at_most(name, "characters", characters, limits.characters)
        at_most(name, "seconds for its pages", monotonic() - start, limits.seconds)
        yield lines, figures


def _page(page: "PdfPage", number: int) -> tuple[list[PageLine], list[float]]:
    textpage = page.get_textpage()
    try:
        lines = list(_lines(textpage, number))
    finally:
        textpage.close()
    return lines or [PageLine("", 1, number)], list(_figures(page))


def _lines(textpage: "PdfTextPage", page: int) -> Iterator[PageLine]:
    text = textpage.get_text_range()
    at, boxes = 0, _Boxes(textpage)
    for number, line in enumerate(split(text), 1):
        said = line.translate(_SIGNS)
        start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip()) - 1
        at += len(line) + (2 if text[at + len(line) : at + len(line) + 2] == "\r\n" else 1)
        if end < start:
            yield PageLine(said, number, page)
            continue
        x, y, size = boxes.origin(start)
        bold = len(line) < 120 and boxes.is_bold(start) and boxes.is_bold(end)
        yield PageLine(said, number, page, x, y, size, bold, _cells(said, start, end, size, boxes))


class _Boxes:
    """Where the signs of a page's text stand, in points from the left and from below."""

    def __init__(self, textpage: "PdfTextPage") -> None:
        import ctypes

        import pypdfium2.raw as raw

        self._raw: Any = raw
        self._page, self._rectangle, self._by = textpage, raw.FS_RECTF(), ctypes.byref
        self._matrix, self._x, self._y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        self._name, self._flags = ctypes.create_string_buffer(100), ctypes.c_int()

    def _index(self, at: int) -> int:
        """Return the index of a sign among PDFium's characters."""
        return int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, at))

    def origin(self, at: int) -> tuple[float, float, float]:
        """Return where a sign begins on its line, and the size of its font as it is drawn; 0 if that is not known."""
        index, by = self._index(at), self._by
        if not self._raw.FPDFText_GetCharOrigin(self._page, index, by(self._x), by(self._y)):
            return 0.0, 0.0, 0.0
        size = self._raw.FPDFText_GetFontSize(self._page, index)
        if self._raw.FPDFText_GetMatrix(self._page, index, by(self._matrix)):
            size *= hypot(self._matrix.c, self._matrix.d)
        return self._x.value, self._y.value, size

    def box(self, at: int) -> tuple[float, float, float, float] | None:
        """Return the left, bottom, right and top of a sign."""
        found = self._rectangle
        if not self._raw.FPDFText_GetLooseCharBox(self._page, self._index(at), self._by(found)):
            return None
        return found.left, found.bottom, found.right, found.top

    def is_bold(self, at: int) -> bool:
        """Tell whether a sign is of a bold font."""
        index = self._index(at)
        if self._raw.FPDFText_GetFontWeight(self._page, index) >= 600:
            return True
        self._raw.FPDFText_GetFontInfo(self._page, index, self._name, 100, self._by(self._flags))
        return re.search(rb"bold|black|heavy|cmbx|-bd|semib|sfbx", self._name.value, re.IGNORECASE) is not None


def _cells(line: str, start: int, end: int, size: float, boxes: _Boxes) -> tuple[str, ...]:
    """Return the cells of a row: words that stand further apart than in a sentence; empty for a line of text."""
    if len(line) > 160 or size <= 0:
        return ()
    cells, since, shift = list[str](), 0, start - (len(line) - len(line.lstrip()))
    for found in re.finditer(r" +", line[: end - shift + 1]):
        if not found.start():
            continue
        left, right = boxes.box(shift + found.start() - 1), boxes.box(shift + found.end())
        if left and right and right[0] - left[2] > _GAP * size and abs(right[1] - left[1]) < size:
            cells.append(line[since : found.start()].strip())
            since = found.end()
    return (*cells, line[since:].strip()) if cells else ()


def _figures(page: "PdfPage") -> Iterator[float]:
    """Return the heights at which the images and the drawings put in from elsewhere end."""
    import ctypes

    import pypdfium2.raw as raw

    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        found = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(found) not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            continue
        if raw.FPDFPageObj_GetBounds(found, *map(ctypes.byref, sides)):
            left, bottom, right, top = (side.value for side in sides)
            if min(right - left, top - bottom) >= _LEAST_FIGURE:
                yield bottom


def _unread(pages: list[tuple[list[PageLine], list[float]]]) -> Iterator[tuple[str, int]]:
    """Return each figure with the line that follows it, and each page that has figures but no text."""
    at = 0
    for lines, figures in pages:
        if figures and sum(len(line.text.strip()) for line in lines) < 10:
            yield "page", at
        else:
            for bottom in sorted(figures, reverse=True):
                below = (index for index, line in enumerate(lines, at) if line.size and line.y < bottom)
                yield "figure", next(below, at + len(lines) - 1)
        at += len(lines)
