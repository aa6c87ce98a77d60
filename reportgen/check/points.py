"""Points that a lab's scheme suggests for a hand-in, question by question: a suggestion, whose reasons are told.

    suggested = points of the question - what each refuted cause costs by its severity, never below 0

What was not found is not marked: a person looks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen import lab_file
from reportgen.check.feedback.by_question import ELSEWHERE, Answered, Wrong, by_question
from reportgen.check.feedback.telling import placed
from reportgen.check.handouts import LABS
from reportgen.check.session import Outcome
from reportgen.check.verdict import Severity
from reportgen.i18n import Language


@dataclass(frozen=True)
class Scheme:
    """What a lab's questions are worth, and what mistakes cost.

    Attributes:
        points: by the question's id.
        costs: of a refuted cause, by its severity.
    """

    points: tuple[tuple[str, float], ...]
    costs: tuple[tuple[Severity, float], ...]


@dataclass(frozen=True)
class Suggestion:
    """What is suggested for a question.

    Attributes:
        question: its id; `-` for what belongs to none.
        of: what it is worth; None if the lab does not say.
        points: suggested; None where a person has to look.
        reasons: in words.
    """

    question: str
    of: float | None
    points: float | None
    reasons: str


@dataclass(frozen=True)
class Lab:
    """A lab as it is asked for: whose handout, and how it is marked.

    Attributes:
        handout: its name, if the lab has one whose questions can be found in reports.
        scheme: its points; None if its lab file has no questions.
    """

    handout: str | None
    scheme: Scheme | None


def lab(name: str) -> Lab:
    """Return a lab by its name or its file.

    Raises:
        LabError: there is none, or its questions or its `[marking]` do not fit.
    """
    from reportgen.lab_errors import Table, checked
    from reportgen.questions import Scheme as SchemeOptions

    path = lab_file.find(name)
    raw, files = lab_file.read(path)
    beside = tuple(key for key in raw if key not in SchemeOptions.model_fields)
    options: SchemeOptions = checked(SchemeOptions, raw, Table(str(path), "the lab file", beside))
    points = tuple((question.id, question.points) for question in options.question)
    marking = options.marking
    costs: tuple[tuple[Severity, float], ...] = (
        ("error", marking.error), ("inconsistency", marking.inconsistency), ("imprecision", marking.imprecision),
    )  # fmt: skip
    return Lab(_handout(files), Scheme(points, costs) if points else None)


def schemes() -> dict[str, Scheme]:
    """Return the schemes of the handouts that have one, for reports whose lab is guessed."""
    found = {name: lab(name).scheme for name in LABS}
    return {name: scheme for name, scheme in found.items() if scheme}


def suggestions(outcome: Outcome, scheme: Scheme | None, language: Language) -> Iterator[Suggestion]:
    """Yield what is suggested for each question of a hand-in, and what belongs to none; of an unreadable one, why.

    Args:
        outcome: of the hand-in's check.
        scheme: of its lab; without one no points are suggested, but the reasons are told.
        language: of the reasons.
    """
    worth = dict(scheme.points) if scheme else {}
    costs = dict(scheme.costs) if scheme else {}
    if not outcome.files:
        yield Suggestion("-", None, None, "; ".join(item.error.message for item in outcome.unreadable))
        return
    for answered in by_question(outcome):
        if answered.id != ELSEWHERE or answered.refuted:
            yield _suggestion(answered, worth.get(answered.id), costs, language)


def _suggestion(answered: Answered, of: float | None, costs: dict[Any, float], language: Language) -> Suggestion:
    asked = answered.id != ELSEWHERE and of is not None
    reasons = [_reason(wrong, costs if asked else {}, language) for wrong in answered.refuted]
    if answered.id == ELSEWHERE:
        return Suggestion("-", None, None, "; ".join([language.label("check.points.elsewhere"), *reasons]))
    unchecked = not (answered.confirmed or answered.refuted)
    if not answered.complete or unchecked:
        key = "unchecked" if answered.complete else "partly" if answered.found else "not_found"
        return Suggestion(answered.id, of, None, "; ".join([language.label(f"check.points.{key}"), *reasons]))
    if answered.review:
        reasons.append(language.counted("check.points.review", answered.review, 0))
    taken = sum(costs.get(wrong.item.head.severity, 0.0) for wrong in answered.refuted)
    return Suggestion(answered.id, of, None if of is None else max(0.0, of - taken), "; ".join(reasons))


def _reason(wrong: Wrong, costs: dict[Any, float], language: Language) -> str:
    head = wrong.item.head
    cost = costs.get(head.severity)
    taken = f"−{language.value(cost)} " if cost else ""
    title = language.label(f"check.rules.{head.rule}.title")
    return f"{taken}{title} ({wrong.submission.name}, {placed(head.place, wrong.submission, language)})"


def _handout(files: tuple[Path, ...]) -> str | None:
    """Return whose questions a lab's reports answer: its own, or those of the lab that it is based on."""
    return next((path.stem for path in files if path.stem in LABS), None)
