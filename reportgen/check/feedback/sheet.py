"""All hand-ins as CSV (RFC 4180), one row each, for spreadsheets."""

import csv
import io
from collections import Counter
from collections.abc import Iterable

from reportgen.check.feedback.escaping import as_cell
from reportgen.check.feedback.items import told
from reportgen.check.session import Outcome
from reportgen.check.verdict import KINDS

COLUMNS = (
    "report", "files", "language", "lab", "confirmed", "refuted", "review", "checked_share", *KINDS, "unreadable",
)  # fmt: skip
"""Those named for kinds count refuted claims; `unreadable` says which files are, and why."""


def row(outcome: Outcome) -> tuple[str, ...]:
    """Return the cells of a hand-in after its name."""
    verdicts = [verdict for checked in outcome.files for verdict in checked.verdicts]
    counts = Counter(verdict.outcome for verdict in verdicts)
    wrong = Counter(verdict.kind for verdict in verdicts if verdict.outcome == "refuted")
    numbers = (*(counts[name] for name in ("confirmed", "refuted", "review")), share(outcome))
    return (
        as_cell(", ".join(checked.submission.name for checked in outcome.files)),
        " ".join(dict.fromkeys(checked.submission.language for checked in outcome.files)),
        " ".join(dict.fromkeys(checked.handout for checked in outcome.files)),
        *(map(str, numbers) if outcome.files else [""] * len(numbers)),
        *(str(wrong[kind]) if outcome.files else "" for kind in KINDS),
        as_cell("; ".join(item.error.message for item in outcome.unreadable)),
    )


def share(outcome: Outcome) -> str:
    """Return the share of lines with numbers that were checked, of the file that was checked best; empty if none."""
    shares = [found for checked in outcome.files if (found := told(checked).share) is not None]
    return f"{max(shares):.2f}" if shares else ""


def to_csv(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return the table in UTF-8 with the mark by which spreadsheets know it; each row begins with the name."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(COLUMNS)
    table.writerows((as_cell(name), *cells) for name, *cells in rows)
    return text.getvalue().encode("utf-8-sig")
