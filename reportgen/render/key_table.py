"""The answer key as CSV (RFC 4180), for spreadsheets: a row an answer, numbers with a decimal point and no spaces."""

import csv
import io
from collections.abc import Iterator, Sequence

from reportgen.i18n import Language
from reportgen.lab import Lab
from reportgen.questions import Question
from reportgen.render.cells import safe
from reportgen.render.typography import spacing
from reportgen.render.wording import Wording, tolerance
from reportgen.spec import Answer, Interval

COLUMNS = ("question", "points", "id", "label", "value", "unit", "low", "high", "compare", "derivation")


def to_csv(lab: Lab, questions: Sequence[Question], answers: Sequence[Answer], language: Language) -> bytes:
    """Return the answers of the questions as CSV, in UTF-8 with the mark by which spreadsheets know it.

    `compare` is `exact`, `interval` (from `low` to `high`), `rounded`, `order`, `set` or `seed`: other seeds differ.
    """
    wording = Wording(lab, answers, language)
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for question in questions:
        for answer in question.answers:
            cells = (question.options.id, question.options.points, *_cells(answer, wording))
            table.writerow([safe(_plain(cell, language)) if isinstance(cell, str) else cell for cell in cells])
    return file.getvalue().encode("utf-8-sig")


def _cells(answer: Answer, wording: Wording) -> Iterator[str | int | float]:
    case, label, value = wording.case(answer), wording.label(answer), answer.value
    yield answer.id
    yield f"{wording.title(case)} – {label}" if case else label
    yield value if isinstance(value, int | float) and not isinstance(value, bool) else wording.value(answer)
    yield answer.unit
    yield from (answer.compare.low, answer.compare.high) if isinstance(answer.compare, Interval) else ("", "")
    yield tolerance(answer)
    yield wording.computation(answer)


def _plain(text: str, language: Language) -> str:
    """Return a text with the language's spacing, without Markdown's marks for code and for large formulas."""
    return spacing(text, language).replace("`", "").replace("\\displaystyle ", "")
