"""Confusion matrices of a report: printed arrays, tables, columns of outputs, and four counts in words.

Only what can be put together for certain. A matrix out of a PDF is trusted where its rows are whole and sum to the
class counts of a known data set: there, no digit can be lost unseen.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from reportgen.check.facts.class_counts import all_known, partly_known
from reportgen.check.facts.matrix_arrays import MOST_CLASSES, Printed, arrays
from reportgen.check.facts.matrix_tables import Grid, columns, latex_rows, square
from reportgen.check.facts.matrix_words import Four, fours
from reportgen.check.patterns import regex
from reportgen.check.stated import Matrix
from reportgen.check.submission import Block, Place, Submission

_ABOUT = regex(r"confusion|matri[xc]|pr[ée]di[ct]|\b(?:TN|FP|FN|TP|VN|VP)\b|actual|r[ée]el|pneumoni", re.IGNORECASE)
_DECIMAL = regex(r"(?<![\w.,])(?:0[.,][0-9]{2,18}|[0-9]{2}[.,][0-9]{1,12}(?=\s?%))")
_TEN = regex(r"\s{0,40}\d{1,5}(?:[ \t]{1,12}\d{1,5}){9,10}\s{0,40}$")
"""A line of ten counts, perhaps with its class: a table that the reader did not recognise, or cut."""
NEAR = 8
"""How many lines around a small array must say that it is a confusion matrix."""


def find(submission: Submission) -> tuple[Matrix, ...]:
    """Return the confusion matrices of a report, in order."""
    texts = _Texts(submission)
    found = list(_printed(texts))
    found += [item for item in _tables(texts) if not _overlaps(item, found)]
    for item in _columns(texts):
        found += [] if _overlaps(item, found) else [item]
    found += [item for item in _words(texts) if not _known_there(item, found, submission)]
    return tuple(sorted(found, key=lambda matrix: matrix.place))


class _Texts:
    """A submission's lines as one text, whose offsets tell the line."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self.lines = [line.text for line in submission.lines]
        self.text = "\n".join(self.lines)
        self._starts = [0, *accumulate(len(line) + 1 for line in self.lines)]

    def place(self, start: int, end: int) -> Place:
        """Return the lines from one offset to another (excluded)."""
        return Place(bisect_right(self._starts, start) - 1, bisect_right(self._starts, max(start, end - 1)) - 1)

    def near(self, place: Place, reach: int = NEAR) -> str:
        """Return the lines around a place, with the title above it."""
        parts = self.submission.parts
        title = parts[self.submission.part_at(place.first)].title if parts else ""
        around = self.lines[max(0, place.first - reach) : place.last + reach]
        return "\n".join((title, *(line[:400] for line in around)))

    def damaged(self, place: Place) -> bool:
        """Tell whether the reader found a block damaged."""
        block = self.submission.block_at(place.first)
        return block is not None and block.damaged


def _overlaps(matrix: Matrix, others: Iterable[Matrix]) -> bool:
    return any(matrix.place.first <= other.place.last and other.place.first <= matrix.place.last for other in others)


def _made(
    texts: _Texts, counts: Sequence[Sequence[int]], rows: Sequence[Place], intact: bool, labels: tuple[str, ...] = ()
) -> Matrix:
    place = Place(rows[0].first, max(row.last for row in rows))
    matrix = Matrix(tuple(tuple(row) for row in counts), place, tuple(rows), True, labels)
    trusted = intact and not texts.damaged(place) and (not texts.submission.extracted or _whole(texts, matrix))
    return matrix if trusted else Matrix(matrix.counts, place, matrix.rows, False, labels)


def _whole(texts: _Texts, matrix: Matrix) -> bool:
    """Tell whether a matrix out of a PDF lost nothing: its sums are known, or none is and its accuracy stands there."""
    columns_ = [sum(row[index] for row in matrix.counts) for index in range(len(matrix.counts))]
    if all_known(matrix.row_sums) or all_known(columns_):
        return True
    return not partly_known(matrix.row_sums) and _accuracy_stands(texts, matrix)


def _accuracy_stands(texts: _Texts, matrix: Matrix) -> bool:
    share = matrix.trace / matrix.total
    for found in _DECIMAL.findall(texts.near(matrix.place, 40)):
        value, step = float(found.replace(",", ".")), 10.0 ** -len(re.split("[.,]", found)[1])
        scaled = (value, step) if value < 1 else (value / 100, step / 100)
        if abs(scaled[0] - share) < max(scaled[1] * 0.51, 1e-6):
            return True
    return False


def _plausible(counts: Sequence[Sequence[int]], about: str) -> bool:
    """Tell whether a square of counts is a confusion matrix: of ten classes, of known sums, or called so."""
    size, total = len(counts), sum(map(sum, counts))
    if not 2 <= size <= MOST_CLASSES or total < 10:
        return False
    if size == 10:
        return total >= 100
    return all_known([sum(row) for row in counts]) or _ABOUT.search(about) is not None


# ── arrays ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _printed(texts: _Texts) -> Iterator[Matrix]:
    for found in arrays(texts.text):
        matrix = _of_array(texts, found)
        if _plausible(matrix.counts, texts.near(matrix.place)):
            yield matrix


def _of_array(texts: _Texts, found: Printed) -> Matrix:
    return _made(texts, found.counts, [texts.place(start, end) for start, end in found.rows], found.intact)


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _tables(texts: _Texts) -> Iterator[Matrix]:
    for block in texts.submission.blocks:
        if block.kind == "table" and block.cells:
            yield from _of_table(texts, block)
        elif block.kind in ("formula", "paragraph", "table", "item", "output", "code"):
            yield from _of_latex(texts, block)


def _of_table(texts: _Texts, block: Block) -> Iterator[Matrix]:
    grid = square(block.cells)
    if grid is None or not _is_confusions(texts, grid, block.place):
        return
    rows = [block.rows[row] if row < len(block.rows) else block.place for row in grid.rows]
    yield _made(texts, grid.counts, rows, True, grid.labels)


def _of_latex(texts: _Texts, block: Block) -> Iterator[Matrix]:
    for cells, start, end in latex_rows(block.text):
        grid = square(cells)
        if grid is None or not _is_confusions(texts, grid, block.place):
            continue
        place = block.at(start, end)
        rows = _row_places(texts, grid, place)
        yield _made(texts, grid.counts, rows, True, grid.labels)


def _row_places(texts: _Texts, grid: Grid, place: Place) -> list[Place]:
    """Return the line of each row of a grid: the next line below `place` that has all its numbers, else the place."""
    found, line = [], place.first
    for counts in grid.counts:
        wanted = [str(count) for count in counts]
        matching = (at for at in range(line, place.last + 1) if _has(texts.lines[at], wanted))
        at = next(matching, None)
        found.append(place if at is None else Place(at, at))
        line = line if at is None else at + 1
    return found


def _has(line: str, wanted: Sequence[str]) -> bool:
    numbers = re.findall(r"[0-9]+", line[:1000])
    return numbers[-len(wanted) :] == wanted or numbers[: len(wanted)] == wanted


def _is_confusions(texts: _Texts, grid: Grid, place: Place) -> bool:
    """Tell whether a square table is a confusion matrix; a table of settings may be square as well."""
    total = sum(map(sum, grid.counts))
    trace = sum(row[index] for index, row in enumerate(grid.counts))
    called = _ABOUT.search(grid.words + " " + texts.near(place, 4)) is not None
    return total >= 10 and 3 * trace >= total and (called or all_known([sum(row) for row in grid.counts]))


# ── columns of an output ─────────────────────────────────────────────────────────────────────────────────────────


def _columns(texts: _Texts) -> Iterator[Matrix]:
    """Look for runs of lines that end in columns of numbers, without brackets."""
    for block in texts.submission.of("output", "code", "paragraph", "table"):
        if block.kind == "table" and block.cells:
            continue
        for first, last in _runs(block.text.split("\n")):
            yield from _of_columns(texts, Place(block.place.first + first, block.place.first + last))
    for first, last in _runs([line if _TEN.match(line) else "" for line in texts.lines]):
        yield from _of_columns(texts, Place(first, last))


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for index, line in enumerate([*lines, ""]):
        if len(re.findall(r"(?<![\w.])[0-9]{1,7}(?![\w.])", line[:400])) >= 2 and not re.search(
            r"[=\[\]]|[0-9]\.[0-9]", line[:400]
        ):
            start = index if start is None else start
        elif start is not None:
            if index - start >= 2:
                yield start, index - 1
            start = None


def _of_columns(texts: _Texts, place: Place) -> Iterator[Matrix]:
    grid = square(columns(texts.lines[place.first : place.last + 1]))
    if grid is None or not _is_confusions(texts, grid, place):
        return
    rows = [Place(place.first + row, place.first + row) for row in grid.rows]
    yield _made(texts, grid.counts, rows, True, grid.labels)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _words(texts: _Texts) -> Iterator[Matrix]:
    for place in _stretches(texts.submission):
        text = "\n".join(texts.lines[place.first : place.last + 1])[:20_000]
        for four in fours(text):
            if sum(map(sum, four.counts)) >= 10:
                yield _of_words(texts, place, text, four)


def _stretches(submission: Submission) -> Iterator[Place]:
    """Yield the lines of each block that may name counts; items that follow each other are one."""
    items: list[Place] = []
    for block in submission.blocks:
        if block.kind == "item":
            items.append(block.place)
            continue
        if items:
            yield _around(*items)
            items = []
        if block.kind in ("paragraph", "output", "table", "formula", "caption", "code"):
            yield block.place
    if items:
        yield _around(*items)


def _of_words(texts: _Texts, place: Place, text: str, four: Four) -> Matrix:
    tn, fp, fn, tp = (
        Place(place.first + text.count("\n", 0, start), place.first + text.count("\n", 0, end))
        for start, end in four.spans
    )
    rows = [_around(tn, fp), _around(fn, tp)]
    made = _made(texts, four.counts, rows, True)
    return Matrix(made.counts, _around(*rows), made.rows, made.trusted, made.labels)


def _around(*places: Place) -> Place:
    return Place(min(place.first for place in places), max(place.last for place in places))


def _known_there(matrix: Matrix, others: Iterable[Matrix], submission: Submission) -> bool:
    """Tell whether a printed matrix of the same part says what words say again: then the words are a claim about it."""
    part = submission.part_at(matrix.place.first) if submission.parts else 0
    return any(
        len(other.counts) == 2 and (not submission.parts or submission.part_at(other.place.first) == part)
        for other in others
    )
