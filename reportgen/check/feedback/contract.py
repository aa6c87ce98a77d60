"""The verdicts as JSON, for programs: the contract that scorers and other tools read."""

import json
from collections import Counter
from typing import Any

from reportgen.check.checking import Checked
from reportgen.check.verdict import Verdict
from reportgen.i18n import Language

SCHEMA = 1


def to_json(checked: Checked, language: Language) -> str:
    """Write a check as `{"schema": 1, "report": ..., "verdicts": [{"id", "kind", "verdict", "lines", ...}]}`.

    `lines` are 1-based; in a PDF those of the page's text, with `page`. Texts are in `language`.
    """
    seen: Counter[tuple[str, str]] = Counter()
    rows = []
    for verdict in checked.verdicts:
        same = (verdict.rule, " ".join(verdict.quote.split()))
        rows.append(_row(verdict, checked, language, seen[same]))
        seen[same] += 1
    document = {"schema": SCHEMA, "report": checked.submission.name, "language": language.code, "verdicts": rows}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _row(verdict: Verdict, checked: Checked, language: Language, occurrence: int) -> dict[str, Any]:
    lines = checked.submission.lines
    first, last = lines[verdict.place.first], lines[verdict.place.last]
    also = [[lines[place.first].number, lines[place.last].number] for place in verdict.also]
    return {
        "id": verdict.id(occurrence),
        "kind": verdict.kind,
        "rule": verdict.rule,
        "verdict": verdict.outcome,
        "severity": verdict.severity,
        "lines": [first.number, last.number if last.page == first.page else first.number],
        "page": first.page,
        "quote": verdict.quote,
        "found": language.text(verdict.found),
        "expected": language.text(verdict.expected),
        "how": language.text(verdict.how),
        "question": language.text(verdict.question) if verdict.question else "",
        "suspicion": verdict.suspicion,
        "cause": verdict.cause,
        "also": also,
    }
