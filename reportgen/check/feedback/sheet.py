"""All hand-ins as CSV (RFC 4180), one row each, for spreadsheets."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from reportgen.check.checking import Checked
from reportgen.check.feedback.escaping import as_cell
from reportgen.check.feedback.items import told
from reportgen.check.session import Outcome
from reportgen.check.verdict import KINDS

COLUMNS = ("report", "file", "language", "confirmed", "refuted", "review", "checked_share", *KINDS, "unreadable")


class Sheet:
    """A table that grows: the columns named for kinds count refuted claims; `unreadable` says why a file is."""

    def __init__(self) -> None:
        self._text = io.StringIO(newline="")
        self._table = csv.writer(self._text)
        self._table.writerow(COLUMNS)

    def add(self, outcome: Outcome) -> None:
        """Add a row for each file of a hand-in."""
        name = as_cell(outcome.name)
        for checked in outcome.files:
            self._table.writerow([name, as_cell(checked.submission.name), *_numbers(checked), ""])
        for item in outcome.unreadable:
            empty = [""] * (len(COLUMNS) - 3)
            self._table.writerow([name, as_cell(item.name), *empty, as_cell(item.error.message)])

    def to_bytes(self) -> bytes:
        """Return the table in UTF-8 with the mark by which spreadsheets know it."""
        return self._text.getvalue().encode("utf-8-sig")


def _numbers(checked: Checked) -> Iterator[str | int]:
    counts = Counter(verdict.outcome for verdict in checked.verdicts)
    wrong = Counter(verdict.kind for verdict in checked.of("refuted"))
    share = told(checked).share
    yield checked.submission.language
    yield from (counts["confirmed"], counts["refuted"], counts["review"])
    yield "" if share is None else f"{share:.2f}"
    yield from (wrong[kind] for kind in KINDS)
