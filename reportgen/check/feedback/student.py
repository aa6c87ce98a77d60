"""Feedback for the student: what is right, one item for each cause that is wrong, open readings as questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen import content
from reportgen.check.checking import Checked
from reportgen.check.feedback import telling
from reportgen.check.feedback.escaping import as_block, as_prose, as_text, visible
from reportgen.check.feedback.figures import Table
from reportgen.check.feedback.items import Item, told
from reportgen.check.submission import Submission, Unread
from reportgen.i18n import Language

if TYPE_CHECKING:
    from reportgen.render.html import Page

MOST_OPEN = 12
"""Open points that are told in full: more would bury the clear ones."""
LEAST_SUSPICION = 0.1
"""Of an open point that a student is told of: formalities are for the assistant."""
MOST_UNREAD = 12
"""Figures and pages that are named; more are counted."""


@dataclass(frozen=True)
class Entry:
    """An item in words, as Markdown; students' own are escaped."""

    title: str
    place: str
    severity: str
    quote: str
    found: str
    expected: str
    how: str
    figures: Table | None
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
    more: str
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
        kind="feedback",
    )


def _file(checked: Checked, language: Language) -> File:
    found = told(checked)
    total = sum(count for _, count in found.confirmed)
    open_ = [item for item in found.review if item.head.suspicion >= LEAST_SUSPICION]
    hidden = len(open_) - MOST_OPEN
    return File(
        name=as_text(checked.submission.name),
        right_count=language.counted("check.feedback.right_count", total, 0),
        right=tuple(
            f"{language.label(f'check.kinds.{kind}')} ({language.integer(count)})" for kind, count in found.confirmed
        ),
        wrong=tuple(_entry(item, checked.submission, language) for item in found.refuted),
        open=tuple(_entry(item, checked.submission, language) for item in open_[:MOST_OPEN]),
        more=language.counted("check.feedback.more", hidden, 0) if hidden > 0 else "",
        unread=_unread(found.unread, checked.submission, language),
        share="" if found.share is None else language.percent(found.share, 0),
    )


def _unread(unread: Sequence[Unread], submission: Submission, language: Language) -> tuple[str, ...]:
    """Name what cannot be checked, where; further things of the kind are counted."""
    named = [
        language.label(f"check.unread.{item.kind}", place=telling.placed(item.place, submission, language))
        for item in unread[:MOST_UNREAD]
    ]
    rest = len(unread) - MOST_UNREAD
    return (*named, language.counted("check.feedback.unread_more", rest, 0)) if rest > 0 else tuple(named)


def _entry(item: Item, submission: Submission, language: Language) -> Entry:
    """Return an item as it is shown; where a reading is open, nothing is called expected: it would read as wrong."""
    words = telling.words(item.head, language)
    expected = words.expected if item.head.outcome == "refuted" else ""
    return Entry(
        title=words.title,
        place=telling.placed(item.head.place, submission, language),
        severity=language.label(f"check.severity.{item.head.severity}"),
        quote=as_block(words.quote),
        found=as_prose(words.found),
        expected=as_prose(expected),
        how=as_prose(words.how),
        figures=_escaped(words.figures) if words.figures else None,
        also=telling.also(item, submission, language),
        opposite=telling.opposite(item, submission, language),
        question=as_prose(words.question),
    )


def _escaped(table: Table) -> Table:
    return Table(
        tuple(map(as_text, table.metrics)),
        tuple(map(as_text, table.cases)),
        tuple(tuple(map(as_text, cells)) for cells in table.cells),
    )
