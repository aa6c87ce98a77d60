"""Tables of plain text: rows whose cells stand apart by tabs or by several blanks."""

from collections.abc import Sequence

from reportgen.check.patterns import regex

_GAP = regex(r"\t|\s{3,}")
_ENOUGH = 2
_DECIDING = 30
"""So many rows decide for all."""


def columns_end(lines: Sequence[str], start: int) -> int:
    """Return where the rows end (excluded) that begin at a line; `start` if no table of two rows begins there."""
    index = start
    while index < len(lines) and _cells(lines[index]) >= _ENOUGH:
        index += 1
        if index - start == _DECIDING and not _is_table(lines[start:index]):
            return start
    return index if _is_table(lines[start : min(index, start + _DECIDING)]) else start


def _is_table(rows: Sequence[str]) -> bool:
    """Tell whether rows are two or more, one of three cells, and hold a number."""
    numbers = any(sign.isdigit() for row in rows for sign in row[:400])
    return len(rows) >= _ENOUGH and numbers and max(map(_cells, rows)) > _ENOUGH


def _cells(line: str) -> int:
    """Return how many cells a line has; 0 if it is text."""
    head = line.strip()[:400]
    cells = [cell for cell in _GAP.split(head) if cell]
    return len(cells) if all(len(cell.split()) <= 6 for cell in cells) else 0
