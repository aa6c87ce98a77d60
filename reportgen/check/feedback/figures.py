"""The figures that a comparison rests on, set out by case: read in a sentence, a dozen of them are a puzzle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.i18n import Language
from reportgen.plots import Label, Text

_LIST, _FIGURE = "check.how.comparison.list", "check.how.comparison.figure"
_FEW = 2
"""So many figures stand in the sentence itself."""
_DEEP = 200


@dataclass(frozen=True)
class Table:
    """Figures of some cases: `cells` by case and metric, empty where a case has none."""

    metrics: tuple[str, ...]
    cases: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def in_words(self) -> str:
        """Return the table as a text: `A: loss 0.1, accuracy 97 %; B: loss 0.2`."""
        rows = (
            ", ".join(f"{metric} {cell}" for metric, cell in zip(self.metrics, cells, strict=True) if cell)
            for cells in self.cells
        )
        return "; ".join(f"{case}: {row}" for case, row in zip(self.cases, rows, strict=True))


def table(text: Text, language: Language) -> Table | None:
    """Return the figures that a text lists; None if they are few."""
    found = list(_figures(text, language))
    return _table(found) if len(found) > _FEW else None


def grouped(text: Text, language: Language) -> str:
    """Return a text in which the figures of each case stand together."""
    found = list(_figures(text, language))
    return language.text(without(text, _table(found).in_words()) if len(found) > 1 else text)


def _table(found: Sequence[tuple[str, str, str]]) -> Table:
    cases = tuple(dict.fromkeys(name for name, _, _ in found))
    metrics = tuple(dict.fromkeys(metric for _, metric, _ in found))
    cells = {(name, metric): value for name, metric, value in found}
    rows = tuple(tuple(cells.get((case, metric), "") for metric in metrics) for case in cases)
    return Table(metrics, cases, rows)


def without(text: Text, words: Text) -> Text:
    """Return a text with `words` in the place of the figures that it lists."""
    if isinstance(text, str):
        return text
    if text.key in (_LIST, _FIGURE):
        return words
    values = ((name, without(value, words) if isinstance(value, Label) else value) for name, value in text.values)
    return replace(text, values=tuple(values))


def _figures(text: Text, language: Language) -> Iterator[tuple[str, str, str]]:
    """Yield case, metric and value of each figure; a list is nested in its first part."""
    waiting = [text]
    for _ in range(_DEEP):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, str):
            continue
        values = dict(one.values)
        if one.key == _FIGURE:
            name, metric, value = (_written(values.get(key, ""), language) for key in ("case", "metric", "value"))
            yield name, metric, value
        else:
            waiting.extend(reversed([value for value in values.values() if isinstance(value, Label)]))


def _written(value: str | int | float | Label, language: Language) -> str:
    return language.text(value) if isinstance(value, Label) else language.value(value)
