"""The verdicts as lines for a terminal: a table by question, then what is refuted in full, at `file:line`.

Of a student's text nothing but letters gets there: no control characters, no markup.
"""

import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.checking import Checked
from reportgen.check.feedback import telling
from reportgen.check.feedback.by_question import Answered, by_question
from reportgen.check.feedback.columns import aligned, cut
from reportgen.check.feedback.escaping import visible
from reportgen.check.feedback.items import Item, told
from reportgen.check.session import Outcome
from reportgen.check.submission import Place
from reportgen.check.verdict import Outcome as Decided
from reportgen.i18n import Language

_TOPIC, _NAME, _QUOTE = 60, 40, 60
_UNREAD = 6
_NUMBERS = frozenset({2, 3, 4})
_OUTCOMES: tuple[Decided, ...] = ("confirmed", "refuted", "review")


@dataclass(frozen=True)
class Screen:
    """How the terminal is written to.

    Attributes:
        language: of our words.
        width: cells of a line at which explanations break; None for never, where no person reads.
    """

    language: Language
    width: int | None = None

    def lines(self, outcome: Outcome) -> Iterator[str]:
        """Yield the lines of a hand-in."""
        label = self.language.label
        yield f"── {visible(outcome.name)} ──"
        for checked, path in zip(outcome.files, outcome.paths, strict=True):
            yield f"{visible(path)}: {self.counts(checked)}"
        if any(checked.questions for checked in outcome.files):
            yield from (f"  {line}" for line in self._questions(by_question(outcome)))
        for checked, path in zip(outcome.files, outcome.paths, strict=True):
            found = told(checked)
            for item in found.refuted:
                yield ""
                yield from self._full(item, checked, path)
            if found.review:
                yield ""
            for item in found.review:
                yield from self._brief(item, checked, path)
            for unread in found.unread[:_UNREAD]:
                where = telling.placed(unread.place, checked.submission, self.language)
                yield f"  – {label('check.screen.unread')} {label(f'check.unread.{unread.kind}', place=where)}"
            if len(found.unread) > _UNREAD:
                rest = self.language.counted("check.feedback.unread_more", len(found.unread) - _UNREAD, 0)
                yield f"  – {label('check.screen.unread')} {rest}"
        yield ""

    def counts(self, checked: Checked) -> str:
        """Return how many verdicts of each outcome there are, in words."""
        counts = Counter(verdict.outcome for verdict in checked.verdicts)
        words = [f"{counts[name]} {self.language.label(f'check.outcome.{name}')}" for name in _OUTCOMES]
        share = told(checked).share
        if share is not None:
            words.append(self.language.label("check.screen.share", share=self.language.percent(share, 0)))
        return ", ".join(words)

    def _questions(self, answered: tuple[Answered, ...]) -> Iterator[str]:
        label = self.language.label
        head = [label("check.screen.question"), label("check.screen.topic")]
        head += [label(f"check.outcome.{name}") for name in _OUTCOMES]
        rows = [[*head, label("check.screen.where")]]
        for row in answered:
            topic = self.language.text(row.topic) if row.topic else label("check.screen.elsewhere")
            numbers = [str(number or "·") for number in (row.confirmed, len(row.refuted), row.review)]
            rows.append([row.id or "–", cut(topic, _TOPIC), *numbers, self._where_found(row)])
        yield from aligned(rows, _NUMBERS)

    def _where_found(self, row: Answered) -> str:
        if row.topic is None:
            return ""
        if not row.found:
            return self.language.label("check.screen.not_found")
        first = row.found[0]
        line = first.submission.lines[first.place.first]
        where = f"{line.number}" if line.page is None else f"p. {line.page}"
        name = f"{cut(visible(first.submission.name), _NAME)}:{where}"
        return name if row.complete else f"{name} ({self.language.label('check.screen.partly')})"

    def _full(self, item: Item, checked: Checked, path: str) -> Iterator[str]:
        words = telling.words(item.head, self.language)
        severity = self.language.label(f"check.severity.{item.head.severity}")
        yield f"{self._where(item.head.place, checked, path)}: ✗ {words.title} ({severity})"
        yield from self._wrapped("", f"« {words.quote} »" if words.quote else "")
        yield from self._wrapped(self.language.label("check.feedback.found"), words.found)
        yield from self._wrapped(self.language.label("check.feedback.expected"), words.expected)
        yield from self._wrapped(self.language.label("check.feedback.why"), words.how)
        if words.figures:
            rows = zip(words.figures.cases, words.figures.cells, strict=True)
            table = [["", *words.figures.metrics], *([cut(visible(case), _NAME), *cells] for case, cells in rows)]
            yield from (f"      {line}" for line in aligned(table, frozenset(range(1, len(table[0])))))
        others = telling.also(item, checked.submission, self.language)
        if others:
            yield from self._wrapped("", self.language.label("check.feedback.also", places=others))
        opposite = telling.opposite(item, checked.submission, self.language)
        if opposite:
            yield from self._wrapped("", self.language.label("check.feedback.opposite", places=opposite))

    def _brief(self, item: Item, checked: Checked, path: str) -> Iterator[str]:
        quote = cut(visible(item.head.quote), _QUOTE)
        how = visible(telling.reason(item.head, self.language))
        line = f"{self._where(item.head.place, checked, path)}: ? « {quote} » {how}"
        yield cut(line, max(self.width, 60)) if self.width else line

    def _where(self, place: Place, checked: Checked, path: str) -> str:
        line = checked.submission.lines[place.first]
        page = f" ({self.language.label('check.screen.page', page=str(line.page))})" if line.page else ""
        return f"{visible(path)}:{line.number}{page}"

    def _wrapped(self, head: str, text: str) -> Iterator[str]:
        if not text:
            return
        whole = f"{head} {visible(text)}".strip()
        if self.width is None:
            yield f"    {whole}"
        else:
            wrapper = textwrap.TextWrapper(
                max(self.width, 40), initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False
            )
            yield from wrapper.wrap(whole)
