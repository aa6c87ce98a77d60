"""The answer key: `answers.json`, the same in every language, for programs.

{"schema": 2, "lab", "changes": ["SECTION.KEY=VALUE"], "sections": [...], "protocol",
 "data": {name: {"origin", "digest"}},
 "answers": [{"id", "value", "unit", "compare": {"how", ...}, "derivation": [{"rule", "computation", "result"}]}]}
"""

import json
from collections.abc import Mapping
from typing import Any

from reportgen.arithmetic import write
from reportgen.canonical import to_json
from reportgen.lab import Lab
from reportgen.spec import Answer, Dataset

SCHEMA = 2


def answers_json(lab: Lab, data: Mapping[str, Dataset], answers: tuple[Answer, ...]) -> bytes:
    """Return the answer key of a lab; `origin` marks sample data."""
    key = {
        "schema": SCHEMA,
        "lab": lab.id,
        "changes": list(lab.changes),
        "sections": list(lab.shown),
        "protocol": lab.options.protocol,
        "data": {name: {"origin": item.origin, "digest": item.digest} for name, item in data.items()},
        "answers": [_answer(answer) for answer in answers if answer.id.partition(".")[0] in lab.shown],
    }
    return (json.dumps(key, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _answer(answer: Answer) -> dict[str, Any]:
    steps = [
        {"rule": step.rule, "computation": write(step.expression, repr), "result": step.result}
        for step in answer.derivation
    ]
    return {
        "id": answer.id,
        "value": to_json(answer.value),
        "unit": answer.unit,
        "compare": to_json(answer.compare),
        "derivation": steps,
    }
