"""The marks as CSV: what is suggested, and the assistant's own points, which are never lost.

    report,question,of,suggested,reasons,own

The file is read before it is written anew: `own`, further columns, and rows of other hand-ins stay as they are, in the
file's own way of separating cells (`;` where a spreadsheet has French numbers).
"""

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.check.feedback.escaping import as_cell
from reportgen.check.points import Suggestion
from reportgen.errors import ReportgenError

COLUMNS = ("report", "question", "of", "suggested", "reasons", "own")
_KEY = ("report", "question")
_LARGEST = 50_000_000
Row = Mapping[str, str]


@dataclass
class Marks:
    """The rows of a file of marks, in order; those of new hand-ins come last.

    Attributes:
        columns: ours, then those that the assistant added.
        separator: of cells.
        rows: by report and question.
    """

    columns: tuple[str, ...] = COLUMNS
    separator: str = ","
    rows: dict[tuple[str, str], Row] = field(default_factory=dict)

    def suggest(self, report: str, suggested: Iterable[Suggestion]) -> tuple[float, float]:
        """Put in what is suggested for a hand-in, beside the assistant's own points.

        Returns:
            The points in all, the assistant's own where there are any, and what the questions with points are worth.
        """
        name, new, total, worth = as_cell(report), dict[tuple[str, str], Row](), 0.0, 0.0
        for item in suggested:
            key = (name, item.question)
            before = self.rows.get(key, {})
            cells = (name, item.question, self._number(item.of), self._number(item.points), as_cell(item.reasons))
            new[key] = {**before, **dict(zip(COLUMNS, cells, strict=False))}
            own = before.get("own", "").strip()
            points = _points(own) if own else item.points
            total, worth = total + (points or 0.0), worth + ((item.of or 0.0) if points is not None else 0.0)
        for key, row in list(self.rows.items()):
            if key[0] == name and key not in new and not _has_own(row):
                del self.rows[key]
        self.rows.update(new)
        return total, worth

    def _number(self, value: float | None) -> str:
        """Write points as the spreadsheet that separates cells in this way does."""
        written = "" if value is None else f"{value:g}"
        return written.replace(".", ",") if self.separator == ";" else written

    def to_bytes(self) -> bytes:
        """Return the file, in UTF-8 with the mark by which spreadsheets know it."""
        text = io.StringIO(newline="")
        table = csv.DictWriter(text, self.columns, restval="", delimiter=self.separator)
        table.writeheader()
        table.writerows(self.rows.values())
        return text.getvalue().encode("utf-8-sig")


def read(path: Path) -> Marks:
    """Read a file of marks; one that does not exist yet is empty.

    Raises:
        ReportgenError: it cannot be read, or a cell does not fit; names the row and the column.
    """
    if not path.exists():
        return Marks()
    rows = _cells(path)
    if not rows:
        return Marks()
    head = [cell.strip() for cell in rows[0][1]]
    missing = [name for name in (*_KEY, "own") if name not in head]
    twice = sorted({name for name in head if head.count(name) > 1})
    if missing or twice:
        wrong = f"no column '{missing[0]}'" if missing else f"column '{twice[0]}' twice"
        hint = f"columns: {', '.join(COLUMNS)}; move the file away to begin anew"
        raise ReportgenError(f"{path}: row 1: {wrong}", hint)
    columns = (*COLUMNS, *(name for name in head if name not in COLUMNS))
    found = dict[tuple[str, str], Row]()
    for number, cells in rows[1:]:
        row = _row(path, number, head, cells)
        key = (row["report"], row["question"])
        if key in found:
            message = f"{path}: row {number}: '{key[0]}', question {key[1]}: given twice"
            raise ReportgenError(message, "keep one of them")
        found[key] = row
    return Marks(columns, _separator(path), found)


def _cells(path: Path) -> list[tuple[int, list[str]]]:
    """Return the rows that are not empty, each with its number."""
    text = _text(path)
    try:
        rows = list(enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separated(text), strict=True), 1))
    except csv.Error as error:
        raise ReportgenError(f"{path}: not a CSV file: {error}", "save it as CSV again") from None
    return [(number, row) for number, row in rows if any(cell.strip() for cell in row)]


def _row(path: Path, number: int, head: Sequence[str], cells: Sequence[str]) -> Row:
    if any(cell.strip() for cell in cells[len(head) :]):
        raise ReportgenError(f"{path}: row {number}: expected {len(head)} cells, received {len(cells)}", "see row 1")
    row = dict(zip(head, (*cells, *[""] * (len(head) - len(cells))), strict=False))
    for column in _KEY:
        if not row[column].strip():
            raise ReportgenError(f"{path}: row {number}, column {column}: expected a name, received nothing")
    own, of = row["own"].strip(), _points(row.get("of", "").strip())
    points = _points(own)
    if own and (points is None or points < 0 or (of is not None and points > of)):
        most = f"from 0 to {of:g}" if of is not None else "from 0"
        message = f"{path}: row {number}, column own: expected points {most}, received {own[:40]!r}"
        raise ReportgenError(message, "write a number, such as 1.5, or leave the cell empty")
    return row


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise ReportgenError(f"{path}: expected a file of marks, received {path.stat().st_size} bytes")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReportgenError(f"{path}: cannot be read: {error.strerror}", "name a file of marks") from None
    except UnicodeDecodeError as error:
        raise ReportgenError(f"{path}: not UTF-8 (byte {error.start})", "save it as 'CSV UTF-8'") from None


def _separator(path: Path) -> str:
    return _separated(_text(path))


def _separated(text: str) -> str:
    first = text.partition("\n")[0]
    return max((",", ";", "\t"), key=first.count)


def _points(text: str) -> float | None:
    """Return a number as a spreadsheet of any language writes it; None for what is none."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _has_own(row: Row) -> bool:
    return any(cell.strip() for column, cell in row.items() if column not in COLUMNS or column == "own")
