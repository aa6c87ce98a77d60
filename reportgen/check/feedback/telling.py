"""One verdict in words: what was written, what is right, why; nothing is said twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.check.feedback import figures
from reportgen.check.feedback.escaping import visible
from reportgen.check.feedback.items import Item
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Verdict
from reportgen.i18n import Language
from reportgen.plots import Label

_SHORT = 60
"""An expected value that long is worth a line of its own, even if the explanation ends with it."""
_LONGEST = 400
"""Letters of a quote or a value that are shown."""
_LONG = 2_000
"""Letters of a reason that are shown."""


@dataclass(frozen=True)
class Words:
    """A verdict in words, not yet escaped; parts that say nothing new are empty.

    Attributes:
        title: what was looked at.
        quote: the student's words.
        found: what they come to.
        expected: what is right.
        how: why.
        figures: that the reason rests on, if they are many: then `how` points to them.
        question: to the student.
    """

    title: str
    quote: str
    found: str
    expected: str
    how: str
    figures: figures.Table | None
    question: str


def words(verdict: Verdict, language: Language) -> Words:
    """Return a verdict in words."""
    quote, found = _short(visible(verdict.quote)), _short(visible(language.text(verdict.found)))
    table = figures.table(verdict.how, language)
    how = figures.without(verdict.how, Label("check.feedback.figures")) if table else verdict.how
    why = _short(visible(language.text(how)), _LONG)
    expected = _short(visible(figures.grouped(verdict.expected, language)))
    return Words(
        title=language.label(f"check.rules.{verdict.rule}.title"),
        quote=quote,
        found="" if _repeats(found, quote) else found,
        expected="" if len(expected) > _SHORT and (table or expected.rstrip(".") in why) else expected,
        how=why,
        figures=table,
        question=visible(language.text(verdict.question)) if verdict.question else "",
    )


def reason(verdict: Verdict, language: Language) -> str:
    """Return why a verdict is as it is, in one sentence with all its figures."""
    return figures.grouped(verdict.how, language)


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


def also(item: Item, submission: Submission, language: Language) -> str:
    """Write where else the cause of an item shows; empty if nowhere."""
    own = placed(item.head.place, submission, language)
    return _listed([verdict.place for verdict in item.verdicts[1:]], submission, language, own)


def opposite(item: Item, submission: Submission, language: Language) -> str:
    """Write where the other sides of a contradiction are; empty if there are none."""
    own = placed(item.head.place, submission, language)
    return _listed(item.head.also, submission, language, own)


def _listed(places: Sequence[Place], submission: Submission, language: Language, own: str) -> str:
    written = dict.fromkeys(placed(place, submission, language) for place in places)
    written.pop(own, None)
    return ", ".join(written)


def _short(text: str, most: int = _LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _repeats(found: str, quote: str) -> bool:
    """Tell whether what was found is the quote again, perhaps cut."""
    cut, whole = found.rstrip("….").casefold(), quote.rstrip("….").casefold()
    begins = found.endswith("…") and whole.startswith(cut)
    return cut == whole or begins or (len(cut) > len(whole) / 2 and cut in whole)
