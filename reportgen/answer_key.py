"""The verb `answers`: a lab's questions and their answers, for whoever corrects hand-ins.

    lab -> datasets -> results -> answers -> questions with answers -> Markdown, PDF, CSV, JSON

The JSON has the questions' texts in one language and their answers as in `answers.json`:

{"schema": 1, "lab", "changes", "protocol", "data": {name: {"origin", "digest"}}, "left_out": [ids of questions],
 "questions": [{"id", "text", "points", "mistakes", "answers": [...]}]}
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from reportgen import build, output, questions
from reportgen.answers_file import answer_json, origins
from reportgen.build import Clock, Gathered, Settings
from reportgen.errors import LabError
from reportgen.i18n import Language
from reportgen.lab import Lab
from reportgen.progress import Progress
from reportgen.questions import Question, QuestionOptions
from reportgen.render import key, report
from reportgen.render.key_table import to_csv
from reportgen.store import Store

Format = Literal["md", "pdf", "csv", "json"]
FORMATS: tuple[Format, ...] = ("md", "pdf", "csv", "json")
SCHEMA = 1


@dataclass(frozen=True, eq=False)
class AnswerKey:
    """The questions that a lab can answer, and all that its reports are made of.

    Attributes:
        gathered: the lab, its data and answers.
        questions: with their answers.
        left_out: ids of the questions about sections that the lab does not have.
    """

    gathered: Gathered
    questions: tuple[Question, ...]
    left_out: tuple[str, ...]


def write(
    lab_name: str, settings: Settings, formats: tuple[Format, ...], progress: Progress | None = None
) -> tuple[Path, ...]:
    """Write the answer key of a lab, `answer-key.*` beside its reports, and return the files.

    Raises:
        ReportgenError: whatever is wrong with the lab, its questions, the data or an experiment; nothing is written.
    """
    lab = build.wanted_lab(lab_name, settings)
    asked = _asked(lab)
    spoken = build.languages_of(lab, settings.language)
    output.check(settings.output)
    for language in spoken:
        key.check(lab, asked, language)
    gathered = build.gather(lab, settings, Clock(), progress or Progress())
    left_out = tuple(item.id for item in lab.options.question if item.id not in {found.id for found in asked})
    answered = AnswerKey(gathered, questions.answered(asked, gathered.answers, lab.id), left_out)
    files = {
        settings.output / lab.folder / language.code / f"answer-key.{format_}": body
        for language in spoken
        for format_, body in _rendered(answered, language, formats, Store(settings.store))
    }
    output.publish(files)
    return tuple(files)


def _asked(lab: Lab) -> tuple[QuestionOptions, ...]:
    """Return the questions that the sections of a lab can answer."""
    if asked := questions.within(lab.options.question, lab.shown):
        return asked
    hint = "write [[question]] and under it id, text, points and answers, as in the built-in lab pw04"
    raise LabError(f"{lab.id}: no question about its sections", hint)


def _rendered(
    answered: AnswerKey, language: Language, formats: tuple[Format, ...], store: Store
) -> Iterator[tuple[Format, bytes]]:
    """Yield the formats of one language."""
    lab, answers = answered.gathered.lab, answered.gathered.answers
    notice = _notice(answered, language)
    if {"md", "pdf"} & set(formats):
        text = key.write(lab, answered.questions, answers, language, notice)
        if "md" in formats:
            yield "md", text.encode()
        if "pdf" in formats:
            page = replace(key.title_page(lab, language, notice), mark=report.mark(answered.gathered.data, language))
            yield "pdf", report.typeset(text, page, {}, store)
    if "csv" in formats:
        yield "csv", to_csv(lab, answered.questions, answers, language)
    if "json" in formats:
        yield "json", _to_json(answered, language)


def _notice(answered: AnswerKey, language: Language) -> str:
    """Return the words for the top: what reports say, what then still holds, and the questions that are left out."""
    gathered = answered.gathered
    words = [report.notice(gathered.lab, gathered.data, language)]
    if any(dataset.origin == "sample" for dataset in gathered.data.values()):
        words.append(language.label("key.sample"))
    if answered.left_out:
        words.append(language.label("key.left_out", ids=", ".join(answered.left_out)))
    return " ".join(filter(None, words))


def _to_json(answered: AnswerKey, language: Language) -> bytes:
    lab = answered.gathered.lab
    found = {
        "schema": SCHEMA,
        "lab": lab.id,
        "changes": list(lab.changes),
        "protocol": lab.options.protocol,
        "data": origins(answered.gathered.data),
        "left_out": list(answered.left_out),
        "questions": [
            {
                "id": question.options.id,
                "text": question.options.text[language.code],
                "points": question.options.points,
                "mistakes": question.options.mistakes.get(language.code, ""),
                "answers": [answer_json(answer) for answer in question.answers],
            }
            for question in answered.questions
        ],
    }
    return (json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
