"""The answer key on paper: the questions of the handout with what is right, what is near enough, and why.

For whoever corrects a pile of hand-ins: a few pages of tables, a row for each case and one for every other answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.i18n import Language
from reportgen.lab import Lab
from reportgen.questions import Question, QuestionOptions
from reportgen.render import markdown, report
from reportgen.render.html import Page
from reportgen.render.typography import spacing
from reportgen.render.wording import Wording, tolerance
from reportgen.spec import Answer, Case

Cases = Mapping[Case, Mapping[str, Answer]]
"""The answers about each case, by the end of their ids."""
MOST_COMPUTED = 2
"""Columns that leave room for computations."""


@dataclass(frozen=True)
class Line:
    """An answer in words: `weights in all`, `78 400 + 100 = 78 500`, `exact`."""

    label: str
    value: str
    tolerance: str


@dataclass(frozen=True)
class Column:
    """What is told of each case, and how near another's answer must come."""

    label: str
    tolerance: str


@dataclass(frozen=True)
class Row:
    """A case and its answers, one for each column, empty where it has none."""

    title: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A question in words.

    Attributes:
        id: its number in the handout.
        text: what is asked.
        points: with their noun, `1.5 points`.
        mistakes: what is often wrong; may be empty.
        case: the case that the lines are about, if the answers are about one alone; else empty.
        lines: the answers that stand in no table of cases.
        columns: of the table of cases.
        rows: the cases, if the answers are about several.
    """

    id: str
    text: str
    points: str
    mistakes: str
    case: str
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def check(lab: Lab, questions: Sequence[QuestionOptions], language: Language) -> None:
    """Make sure, before anything is trained, that every question has its texts in a language.

    Raises:
        LanguageError: a text is missing; names the question.
    """
    title_page(lab, language, "")
    for question in questions:
        _text(question, language)
        _mistakes(question, language)


def write(lab: Lab, questions: Sequence[Question], answers: Sequence[Answer], language: Language, notice: str) -> str:
    """Write the answer key as Markdown.

    Args:
        lab: its title, course, date and cases.
        questions: with their answers.
        answers: all of the lab's; some are needed to tell how others come about.
        language: of the texts.
        notice: a word for the top (sample data), or nothing.

    Raises:
        RenderError: an answer that there are no words for.
        LanguageError: a text or a label is missing.
    """
    wording = Wording(lab, answers, language)
    context = {
        "entries": [_entry(question, wording, language) for question in questions],
        "page": title_page(lab, language, notice),
        "total": points(sum(question.options.points for question in questions), language),
    }
    return spacing(markdown.rendered("answer_key.md.j2", context, lab.folders, language), language)


def title_page(lab: Lab, language: Language, notice: str) -> Page:
    """Return what stands above the questions."""
    page = report.title_page(lab, language, notice)
    return replace(page, title=language.label("key.title", lab=page.title), subtitle="", compact=True)


def points(number: float, language: Language) -> str:
    """Write a number of points with their noun."""
    return language.counted("key.points", number, 0 if number == int(number) else 1)


def _entry(question: Question, wording: Wording, language: Language) -> Entry:
    options = question.options
    cases = _by_case(question.answers, wording)
    several = len(cases) > 1
    columns, rows = _table(cases, wording) if several else ((), ())
    return Entry(
        id=options.id,
        text=_text(options, language),
        points=points(options.points, language),
        mistakes=_mistakes(options, language),
        case="" if several or not cases else wording.title(next(iter(cases))),
        lines=tuple(
            Line(wording.label(answer), wording.derived(answer), wording.tolerance(answer))
            for answer in question.answers
            if not several or not wording.case(answer)
        ),
        columns=columns,
        rows=rows,
    )


def _by_case(answers: Sequence[Answer], wording: Wording) -> Cases:
    found: dict[Case, dict[str, Answer]] = {}
    for answer in answers:
        if case := wording.case(answer):
            found.setdefault(case, {})[wording.end(answer)] = answer
    return found


def _table(cases: Cases, wording: Wording) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Return answers about cases as a table: a row a case, a column for what is told of them.

    Where there is room, with two columns at most, the first one has computations.
    """
    heads: dict[str, Answer] = {}
    for told in cases.values():
        heads |= {end: answer for end, answer in told.items() if end not in heads}
    columns = tuple(Column(wording.label(answer), wording.kind(answer)) for answer in heads.values())
    computed = list(heads)[:1] if len(heads) <= MOST_COMPUTED else []
    rows = (
        Row(wording.title(case), tuple(_cell(told.get(end), wording, end in computed) for end in heads))
        for case, told in cases.items()
    )
    return columns, tuple(rows)


def _cell(answer: Answer | None, wording: Wording, computed: bool) -> str:
    """Return a value with its interval, if it has one, or with its computation, if that is asked for."""
    if answer is None:
        return ""
    if tolerance(answer) == "interval":
        return f"{wording.value(answer)} {wording.tolerance(answer)}"
    return wording.derived(answer) if computed else wording.value(answer)


def _text(question: QuestionOptions, language: Language) -> str:
    return report.localised(question.text, language, f"question {question.id}: text")


def _mistakes(question: QuestionOptions, language: Language) -> str:
    if not question.mistakes:
        return ""
    return report.localised(question.mistakes, language, f"question {question.id}: mistakes")
