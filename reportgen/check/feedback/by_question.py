"""A hand-in question by question: what was found of each answer in any file, and the verdicts that belong to it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.checking import Checked
from reportgen.check.feedback.items import Item, items
from reportgen.check.session import Outcome
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Outcome as Decided
from reportgen.plots import Label

ELSEWHERE = ""
"""The id of the row for verdicts that belong to no question."""


@dataclass(frozen=True)
class Where:
    """Lines of a file."""

    place: Place
    submission: Submission


@dataclass(frozen=True)
class Wrong:
    """What is wrong for one cause, with the file that it stands in."""

    item: Item
    submission: Submission


@dataclass(frozen=True)
class Answered:
    """A question of the handout and what was found of its answer.

    Attributes:
        id: as in the lab file; `ELSEWHERE` for what belongs to no question.
        topic: what it asks; None for what belongs to no question.
        found: where the answer stands; empty if it was not found.
        complete: whether all that an answer has was found.
        confirmed: how many claims are right.
        refuted: what is wrong, one for each cause.
        review: how many causes an assistant should look at.
    """

    id: str
    topic: Label | None
    found: tuple[Where, ...]
    complete: bool
    confirmed: int
    refuted: tuple[Wrong, ...]
    review: int


def by_question(outcome: Outcome) -> tuple[Answered, ...]:
    """Return the questions in the handout's order, with what belongs to none at the end, if there is any.

    One cause counts once, also when it shows in several files of the hand-in.
    """
    asked = {found.id: found.topic for checked in outcome.files for found in checked.questions}
    known = frozenset(asked)
    right = Counter(topic for checked in outcome.files for topic in _right(checked, known))
    wrong, unsure = _wrong(outcome, "refuted", known), _wrong(outcome, "review", known)
    rows = [
        Answered(
            id_,
            asked.get(id_),
            tuple(_found(outcome, id_)),
            any(found.answered for checked in outcome.files for found in checked.questions if found.id == id_),
            right[id_],
            tuple(wrong.get(id_, ())),
            len(unsure.get(id_, ())),
        )
        for id_ in (*asked, ELSEWHERE)
    ]
    return tuple(row for row in rows if row.topic is not None or row.confirmed or row.refuted or row.review)


def _right(checked: Checked, known: frozenset[str]) -> Iterator[str]:
    for verdict, topic in zip(checked.verdicts, checked.topics, strict=True):
        if verdict.outcome == "confirmed":
            yield topic if topic in known else ELSEWHERE


def _found(outcome: Outcome, id_: str) -> Iterator[Where]:
    for checked in outcome.files:
        for found in checked.questions:
            if found.id == id_:
                yield from (Where(place, checked.submission) for place in found.places)


def _wrong(outcome: Outcome, decided: Decided, known: frozenset[str]) -> dict[str, list[Wrong]]:
    """Return the causes of one outcome by the question of their first claim; one that returns in a later file once."""
    gathered: dict[str, list[Wrong]] = {}
    told: set[tuple[str, str]] = set()
    for checked in outcome.files:
        topics = dict(zip(map(id, checked.verdicts), checked.topics, strict=True))
        for item in items(checked, decided):
            head = item.head
            same = (head.rule, " ".join(head.quote.split()))
            if same not in told:
                topic = topics[id(head)]
                gathered.setdefault(topic if topic in known else ELSEWHERE, []).append(Wrong(item, checked.submission))
        told |= {(verdict.rule, " ".join(verdict.quote.split())) for verdict in checked.of(decided)}
    return gathered
