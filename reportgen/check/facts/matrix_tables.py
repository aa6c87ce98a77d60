"""Confusion matrices in tables: of Markdown, HTML and LaTeX, and columns of a program's output without brackets.

A table is cells in rows. The matrix is the square of whole numbers in it; what stands around are labels and totals.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.check.patterns import regex
from reportgen.check.remembered import remembered

_NUMBER = regex(
    r"([0-9]{1,3}(?:['’., \u00a0\u202f\u2009][0-9]{3}){1,2}|[0-9]{1,7})(?:\.0{1,3})?(?:\s?\([0-9.,]{1,6}\s?%?\))?"
)
_MARKS = regex(
    r"\\(?:textbf|mathbf|textit|emph|text|mathrm|cellcolor|color|multicolumn|multirow)\b(?:\[[^\]]{0,20}\])?|[*_`${}]|\\hline|\\midrule|\\toprule"
)
_TOTAL = regex(r"^(?:grand )?(?:total|totaux|somme|sum|all|tous|support|Σ|∑|sous-total|nb|nombre|n)\b", re.IGNORECASE)
_LATEX = regex(
    r"\\begin\{(?P<name>(?:[pbvB]|small)?matrix|array|tabularx?|tabular\*)\}(?P<body>[^§]{1,4000}?)\\end\{(?P=name)\}"
)
_TAG = regex(r"^<[^<>]{1,80}>|</?[A-Za-z][^<>]{0,80}>")
MOST_COLUMNS = 40


@dataclass(frozen=True)
class Grid:
    """A square of counts out of a table.

    Attributes:
        counts: row by row.
        rows: the index of each row among the table's.
        labels: of the classes, from the headings of the columns or else from the first cells; empty if there are none.
        words: all that is not a number, in small letters: what the table is about.
    """

    counts: tuple[tuple[int, ...], ...]
    rows: tuple[int, ...]
    labels: tuple[str, ...]
    words: str


@remembered
def number(cell: str) -> int | None:
    """Return the count that a cell is; None if it is no whole number."""
    found = _NUMBER.fullmatch(bare(cell))
    return int(re.sub(r"\D", "", found[1])) if found else None


@remembered
def bare(cell: str) -> str:
    """Return a cell's text without markup."""
    return " ".join(_TAG.sub("", _MARKS.sub("", cell[:200])).split())


def square(cells: Sequence[Sequence[str]]) -> Grid | None:
    """Return the square of counts that a table holds; None if there is none, or more than one way to see it."""
    table = [[bare(cell) for cell in row[:MOST_COLUMNS]] for row in cells[:MOST_COLUMNS]]
    words = " ".join(cell for row in table for cell in row if number(cell) is None).lower()
    for headed in (True, False):
        found = _square(table, words, headed)
        if found is not None:
            return found
    return None


def _square(table: list[list[str]], words: str, headed: bool) -> Grid | None:
    """Look for a square below a row of headings, or without one."""
    header = _header(table) if headed else -1
    if headed and header < 0:
        return None
    rows = [index for index in range(header + 1, len(table)) if _counts(table[index]) and not _is_total(table[index])]
    body = [_numbers(table[index]) for index in rows]
    if len(rows) < 2:
        return None
    size, labelled = len(rows), _labelled(body)
    cut = [row[labelled:] for row in body]
    if rows != list(range(rows[0], rows[0] + size)) or any(len(row) < size for row in cut):
        return _without_last(cut, rows, words)
    if any(len(row) > size and not _extra(row, size) for row in cut):
        return None
    counts = tuple(tuple(row[:size]) for row in cut)
    return Grid(counts, tuple(rows), _labels(table, header, rows, size), words)


def _without_last(cut: list[list[int]], rows: list[int], words: str) -> Grid | None:
    """Take the last row for the sums of the columns, if it is."""
    size = len(rows) - 1
    if size < 2 or rows != list(range(rows[0], rows[-1] + 1)) or any(len(row) < size for row in cut):
        return None
    sums = [sum(row[column] for row in cut[:-1]) for column in range(size)]
    if cut[-1][:size] != sums or any(len(row) > size and not _extra(row, size) for row in cut[:-1]):
        return None
    return Grid(tuple(tuple(row[:size]) for row in cut[:-1]), tuple(rows[:-1]), (), words)


def _header(table: list[list[str]]) -> int:
    """Return the last of the first three rows that heads columns: without counts, or with 0, 1, 2...; -1 for none."""
    found = -1
    for index, row in enumerate(table[:3]):
        numbers = _numbers(row)
        if not numbers or (len(numbers) > 2 and numbers[:-1] == list(range(len(numbers) - 1))) or _is_range(numbers):
            found = index
        else:
            break
    return found


def _is_range(numbers: list[int]) -> bool:
    return len(numbers) >= 2 and numbers == list(range(len(numbers)))


def _counts(row: list[str]) -> bool:
    return len(_numbers(row)) >= 2


def _numbers(row: list[str]) -> list[int]:
    return [value for value in map(number, row) if value is not None]


def _is_total(row: list[str]) -> bool:
    return any(_TOTAL.match(cell) for cell in row[:2])


def _labelled(body: list[list[int]]) -> int:
    """Return 1 if the first number of each row is its class: 0, 1, 2..., and a count too many without it."""
    firsts = [row[0] for row in body]
    size = len(body)
    extra = all(len(row) > size for row in body)
    return int(extra and firsts in (list(range(size)), list(range(1, size + 1))))


def _extra(row: list[int], size: int) -> bool:
    """Tell whether what follows the square in a row is its sum, or a share of it."""
    return row[size] == sum(row[:size])


def _labels(table: list[list[str]], header: int, rows: list[int], size: int) -> tuple[str, ...]:
    if header >= 0:
        named = [cell for cell in table[header] if cell and not _TOTAL.match(cell)]
        if len(named) in (size, size + 1):
            return tuple(named[-size:])
    firsts = tuple(table[index][0] for index in rows)
    return firsts if all(firsts) and all(number(cell) is None for cell in firsts) else ()


# ── other texts as cells ─────────────────────────────────────────────────────────────────────────────────────────


def latex_rows(text: str) -> list[tuple[list[list[str]], int, int]]:
    """Return the matrices and tabulars of LaTeX in a text: cells, and where each begins and ends."""
    if "\\begin" not in text or "&" not in text:
        return []
    found = []
    for environment in _LATEX.finditer(text):
        rows = re.split(r"\\\\|\\cr\b|\\tabularnewline", environment["body"])
        cells = [[cell.strip() for cell in row.split("&")] for row in rows if "&" in row]
        found.append((cells, environment.start(), environment.end()))
    return found


def columns(lines: Sequence[str]) -> list[list[str]]:
    """Return lines of a program's output as cells: numbers for themselves, the words before them as one."""
    return [_columns(line[:400]) for line in lines]


def _columns(line: str) -> list[str]:
    cells: list[str] = []
    for word in re.split(r"[\s|│┃;]+", line.strip(" \t|│┃[]()")):
        if not word:
            continue
        if cells and number(word) is None and number(cells[-1]) is None:
            cells[-1] += " " + word
        else:
            cells.append(word)
    return cells
