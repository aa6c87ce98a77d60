"""The questions of a lab's handout: what each is worth, and which answers belong to it.

A question names answers by their ids, in which `*` stands for anything within a part: `mlp_raw.*.parameters.total` has
the totals of all cases. What a pattern leads to is known when the answers are derived.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Annotated

from pydantic import AfterValidator, Field

from reportgen.errors import LabError
from reportgen.lab_errors import did_you_mean
from reportgen.options import Localised, Options
from reportgen.spec import Answer

_PART = r"[a-z0-9_*]+"


def _question_id(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z]+(\.[0-9A-Za-z]+)*", text):
        raise ValueError("expected letters and digits with dots between, such as 2.1.2")
    return text


def _points(points: float) -> float:
    if points % 0.5:
        raise ValueError("expected a multiple of 0.5")
    return points


def _pattern(text: str) -> str:
    if not re.fullmatch(rf"[a-z][a-z0-9_]*(\.{_PART})+", text):
        raise ValueError("expected the id of an answer, which begins with its section, such as mlp_raw.*.scores.loss")
    return text


class QuestionOptions(Options):
    """A question of the handout.

    Attributes:
        id: its number in the handout.
        text: what is asked, in few words.
        points: what a right answer is worth, in halves.
        answers: ids of the answers, or patterns of them.
        mistakes: what is often wrong in hand-ins; may be left out.
    """

    id: Annotated[str, AfterValidator(_question_id)]
    text: Localised
    points: Annotated[float, Field(gt=0, le=1000), AfterValidator(_points)]
    answers: tuple[Annotated[str, AfterValidator(_pattern)], ...] = Field(min_length=1, strict=False)
    mistakes: Localised = Field(default_factory=dict)


class Marking(Options):
    """Points that `reportgen check --points` takes off for each cause that is refuted, by its severity."""

    error: float = Field(default=0.5, ge=0, le=1000)
    inconsistency: float = Field(default=0.25, ge=0, le=1000)
    imprecision: float = Field(default=0.0, ge=0, le=1000)


class Scheme(Options):
    """What hand-ins are marked by: the questions with their points, and what a mistake costs."""

    question: tuple[QuestionOptions, ...] = Field(default=(), strict=False)
    marking: Marking = Marking()


@dataclass(frozen=True)
class Question:
    """A question with its answers, in the order of the report."""

    options: QuestionOptions
    answers: tuple[Answer, ...]


def check(questions: Iterable[QuestionOptions], sections: Collection[str], where: str) -> None:
    """Refuse questions that share an id, and patterns of a section that does not exist.

    Args:
        questions: of a lab file.
        sections: all that can be found, those that the lab does not have included.
        where: the lab file.

    Raises:
        LabError: names the question.
    """
    ids: set[str] = set()
    for question in questions:
        if question.id in ids:
            raise LabError(f"{where}: question.id: expected each once, received twice: {question.id}")
        ids.add(question.id)
        for pattern in question.answers:
            if (section := _section(pattern)) not in sections:
                near = did_you_mean(section, sections)
                message = f"{where}: question {question.id}: answers: '{pattern}': no section '{section}'{near}"
                raise LabError(message, f"sections: {', '.join(sections)}")


def within(questions: Iterable[QuestionOptions], sections: Collection[str]) -> tuple[QuestionOptions, ...]:
    """Return what some sections can answer: each question with their patterns, if it has any."""
    return tuple(
        question.model_copy(update={"answers": own})
        for question in questions
        if (own := tuple(pattern for pattern in question.answers if _section(pattern) in sections))
    )


def answered(questions: Iterable[QuestionOptions], answers: Sequence[Answer], where: str) -> tuple[Question, ...]:
    """Return the questions with their answers.

    Raises:
        LabError: an id or a pattern that no answer has; names near ones.
    """
    ids = [answer.id for answer in answers]
    found = []
    for question in questions:
        wanted = {
            id_ for pattern in question.answers for id_ in _matching(pattern, ids, f"{where}: question {question.id}")
        }
        found.append(Question(question, tuple(answer for answer in answers if answer.id in wanted)))
    return tuple(found)


def _section(pattern: str) -> str:
    return pattern.partition(".")[0]


def _matching(pattern: str, ids: Sequence[str], where: str) -> list[str]:
    parts = pattern.split(".")
    found = [id_ for id_ in ids if len(split := id_.split(".")) == len(parts) and _fits(split, parts)]
    if not found:
        way, names = _there(parts, ids)
        message = f"{where}: no answer '{pattern}'{did_you_mean(pattern, ids)}"
        raise LabError(message, f"{way} is followed by: {', '.join(names)}")
    return found


def _fits(split: Sequence[str], parts: Sequence[str]) -> bool:
    """Tell whether the first parts of an id, as many as there are of both, fit those of a pattern."""
    return all(map(fnmatchcase, split, parts))


def _there(parts: Sequence[str], ids: Sequence[str]) -> tuple[str, list[str]]:
    """Return the part of a pattern that leads somewhere, and what follows it in the ids."""
    splits = [id_.split(".") for id_ in ids]
    for length in reversed(range(len(parts) + 1)):
        names = {split[length] for split in splits if len(split) > length and _fits(split[:length], parts)}
        if names:
            return ".".join(parts[:length]), sorted(names)
    return "", []
