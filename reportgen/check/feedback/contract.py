"""The verdicts as JSON, for programs: the contract that scorers and other tools read.

`docs/check.md` tells it field by field, `schemas/check.schema.json` is its JSON Schema.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from reportgen.check.checking import Checked
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Verdict
from reportgen.i18n import Language

SCHEMA = 1
JSON_SCHEMA = Path(__file__).parents[2] / "schemas" / "check.schema.json"


def to_json(checked: Checked, language: Language) -> str:
    """Write a check as `{"schema": 1, "report": ..., "verdicts": [{"id", "kind", "verdict", "lines", ...}], ...}`.

    `lines` are 1-based; in a PDF those of the page's text, with `page`. Texts are in `language`.
    """
    submission = checked.submission
    document = {
        "schema": SCHEMA,
        "report": submission.name,
        "language": language.code,
        "lab": checked.handout,
        "verdicts": _rows(checked, language),
        "questions": [
            {
                "id": found.id,
                "text": language.text(found.topic),
                "answered": found.answered,
                "lines": [_lines(place, submission) for place in found.places],
            }
            for found in checked.questions
        ],
        "unread": [
            {"kind": item.kind, "lines": _lines(item.place, submission), "page": _page(item.place, submission)}
            for item in submission.unread
        ],
    }
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return text.encode(errors="replace").decode()  # a notebook may hold half a character


def _rows(checked: Checked, language: Language) -> list[dict[str, Any]]:
    seen: Counter[tuple[str, str]] = Counter()
    topics = checked.topics or ("",) * len(checked.verdicts)
    rows = []
    for verdict, topic in zip(checked.verdicts, topics, strict=True):
        same = (verdict.rule, " ".join(verdict.quote.split()))
        rows.append(_row(verdict, topic, checked.submission, language, seen[same]))
        seen[same] += 1
    return rows


def _row(verdict: Verdict, topic: str, submission: Submission, language: Language, occurrence: int) -> dict[str, Any]:
    return {
        "id": verdict.id(occurrence),
        "kind": verdict.kind,
        "rule": verdict.rule,
        "verdict": verdict.outcome,
        "severity": verdict.severity,
        "lines": _lines(verdict.place, submission),
        "page": _page(verdict.place, submission),
        "quote": verdict.quote,
        "found": language.text(verdict.found),
        "expected": language.text(verdict.expected),
        "how": language.text(verdict.how),
        "question": language.text(verdict.question) if verdict.question else "",
        "suspicion": verdict.suspicion,
        "cause": verdict.cause,
        "also": [_lines(place, submission) for place in verdict.also],
        "topic": topic,
    }


def _lines(place: Place, submission: Submission) -> list[int]:
    """Return the first and the last line as people count them; of the first page, if there are two."""
    first, last = submission.lines[place.first], submission.lines[place.last]
    return [first.number, last.number if last.page == first.page else first.number]


def _page(place: Place, submission: Submission) -> int | None:
    return submission.lines[place.first].page
