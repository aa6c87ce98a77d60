"""Feedback for the student: what is right, one item for each cause that is wrong, open readings as questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen import content
from reportgen.check.checking import Checked
from reportgen.check.feedback.escaping import as_block, as_text, label_as_text, visible
from reportgen.check.feedback.items import Item, told
from reportgen.check.submission import Place, Submission
from reportgen.i18n import Language
from reportgen.plots import Text

if TYPE_CHECKING:
    from reportgen.render.html import Page

MOST_OPEN = 12
"""Open points that are told in full: more would bury the clear ones."""


@dataclass(frozen=True)
class Entry:
    """An item in words; students' own are escaped."""

    title: str
    place: str
    severity: str
    quote: str
    found: str
    expected: str
    how: str
    also: str
    opposite: str
    question: str


@dataclass(frozen=True)
class File:
    """What is told of one file, in words."""

    name: str
    right_count: str
    right: tuple[str, ...]
    wrong: tuple[Entry, ...]
    open: tuple[Entry, ...]
    more: int
    unread: tuple[str, ...]
    share: str


def to_markdown(name: str, files: Sequence[Checked], language: Language) -> str:
    """Write the feedback on a hand-in as Markdown, in which nothing of the student's acts as markup.

    Args:
        name: of the hand-in.
        files: its files, checked.
        language: of the feedback.
    """
    from reportgen.render.markdown import rendered
    from reportgen.render.typography import spacing

    context = {
        "title": as_text(name),
        "page": page(name, language),
        "files": [_file(checked, language) for checked in files],
    }
    return spacing(rendered("check_feedback.md.j2", context, (content.templates().parent,), language), language)


def page(name: str, language: Language) -> "Page":
    """Return what stands above the feedback."""
    from reportgen.render.html import Page

    return Page(
        language=language.locale.language,
        title=language.label("check.feedback.title", name=visible(name)),
        subtitle="",
        course="",
        authors=(),
        date="",
        contents_title="",
        notice=language.label("check.feedback.notice"),
        compact=True,
    )


def placed(place: Place, submission: Submission, language: Language) -> str:
    """Write a place in words: `line 12`, `page 3, lines 4 to 6`."""
    first, last = submission.lines[place.first], submission.lines[place.last]
    same = place.first == place.last or first.page != last.page
    lines = (
        language.label("check.feedback.line", line=str(first.number))
        if same
        else language.label("check.feedback.lines", first=str(first.number), last=str(last.number))
    )
    return language.label("check.feedback.page", page=str(first.page), lines=lines) if first.page else lines


def _file(checked: Checked, language: Language) -> File:
    found = told(checked)
    total = sum(count for _, count in found.confirmed)
    return File(
        name=as_text(checked.submission.name),
        right_count=language.counted("check.feedback.right_count", total, 0),
        right=tuple(
            f"{language.label(f'check.kinds.{kind}')} ({language.integer(count)})" for kind, count in found.confirmed
        ),
        wrong=tuple(_entry(item, checked, language) for item in found.refuted),
        open=tuple(_entry(item, checked, language) for item in found.review[:MOST_OPEN]),
        more=max(0, len(found.review) - MOST_OPEN),
        unread=tuple(
            language.label(f"check.unread.{item.kind}", place=placed(item.place, checked.submission, language))
            for item in found.unread
        ),
        share="" if found.share is None else language.percent(found.share, 0),
    )


def _entry(item: Item, checked: Checked, language: Language) -> Entry:
    head, submission = item.head, checked.submission

    def written(text: Text) -> str:
        return language.text(label_as_text(text))

    def places(several: Sequence[Place]) -> str:
        return ", ".join(dict.fromkeys(placed(place, submission, language) for place in several))

    return Entry(
        title=language.label(f"check.rules.{head.rule}.title"),
        place=placed(head.place, submission, language),
        severity=language.label(f"check.severity.{head.severity}"),
        quote=as_block(head.quote),
        found=written(head.found),
        expected=written(head.expected),
        how=written(head.how),
        also=places([verdict.place for verdict in item.verdicts[1:]]),
        opposite=places(head.also),
        question=written(head.question) if head.question else "",
    )
