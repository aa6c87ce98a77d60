"""The verdicts as lines for a terminal: what is refuted in full, `file:line`, so that an editor can jump there."""

from collections import Counter
from collections.abc import Iterator

from reportgen.check.checking import Checked
from reportgen.check.feedback.escaping import visible
from reportgen.check.feedback.items import Item, told
from reportgen.check.session import Outcome
from reportgen.check.submission import Place
from reportgen.i18n import Language


def lines(outcome: Outcome, language: Language) -> Iterator[str]:
    """Yield the lines of a hand-in."""
    for checked in outcome.files:
        yield from _file(checked, language)


def _file(checked: Checked, language: Language) -> Iterator[str]:
    found = told(checked)
    counts = Counter(verdict.outcome for verdict in checked.verdicts)
    words = ", ".join(f"{counts[name]} {language.label(f'check.outcome.{name}')}" for name in counts)
    yield f"{visible(checked.submission.name)}: {words}"
    for item in found.refuted:
        yield from _full(item, checked, language)
    for item in found.review:
        head = item.head
        yield f"  ? {_where(head.place, checked)}: {visible(language.text(head.how))}"


def _full(item: Item, checked: Checked, language: Language) -> Iterator[str]:
    head = item.head
    yield f"  ✗ {_where(head.place, checked)}: {visible(head.quote)}"
    yield f"      {visible(language.text(head.how))}"


def _where(place: Place, checked: Checked) -> str:
    line = checked.submission.lines[place.first]
    name = visible(checked.submission.name)
    return f"{name}:{line.number}" + (f" (p. {line.page})" if line.page else "")
