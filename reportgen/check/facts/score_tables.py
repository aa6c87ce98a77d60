"""Metrics in tables: a column or a row for each metric; the other side says of which case, class or images."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.facts.class_names import FASHION
from reportgen.check.facts.metric_words import average, names, splits
from reportgen.check.facts.passages import clean
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Metric, Quantity, Score, Split
from reportgen.check.submission import Block, Place, Submission

_CLASS = regex(
    r"\s*(?:class(?:e)?s?|cat[eé]gor(?:y|ie)s?|labels?|digits?|chiffres?|v[eê]tements?|types?)\s*(?:\(.{0,20}\))?\s*",
    re.IGNORECASE,
)
_LABEL = regex(rf"\s*(?:\d\s*[-:(]?\s*)?(?:{FASHION})\)?\s*|\s*\d\s*", re.IGNORECASE)
_INITIALS: dict[str, Metric] = {"P": "precision", "R": "recall"}
"""Headings of columns beside one of F1."""
_UNIT = regex(r"\(?\s?(?:%|en %|in %)\s?\)?")


@dataclass(frozen=True)
class Heading:
    """What the heading of a column or a row says of the numbers in it."""

    metrics: tuple[Metric, ...]
    split: Split
    average: str


@dataclass(frozen=True)
class Cell:
    """A score of a table with the row and the column that it stands in, and which of them its case is."""

    score: Score
    row: int
    column: int
    across: bool


def find(submission: Submission) -> Iterator[Score]:
    """Yield the metrics of tables in which headings name them."""
    for block in submission.of("table"):
        yield from (cell.score for cell in cells(block))


def cells(block: Block) -> Iterator[Cell]:
    """Yield the metrics of a table in which headings name them, each with where it stands."""
    if block.damaged or len(block.cells) < 2:
        return
    head, first = block.cells[0], tuple(row[0] if row else "" for row in block.cells)
    columns = {index: found for index, cell in enumerate(head) if (found := heading(cell, head))}
    rows = {index: found for index, cell in enumerate(first) if index and (found := heading(cell, first))}
    if columns:
        yield from _by_columns(block, columns)
    elif rows:
        yield from _by_rows(block, rows)


def heading(text: str, near: tuple[str, ...] = ()) -> Heading | None:
    """Return what a heading says if it names one metric and nothing but it (`Test accuracy (%)`)."""
    text = _UNIT.sub(" ", clean(text)).strip()
    found = list(names(text))
    if text in _INITIALS and any(name.metric == "f1" for cell in near for name in names(cell)):
        return Heading((_INITIALS[text],), "", "")
    if text.lower() in ("score", "scores") and any(name.metric == "accuracy" for cell in near for name in names(cell)):
        return Heading(("loss",), "", "")
    if (
        len({name.metric for name in found}) != 1
        or len(text) > 40
        or any(sign.isdigit() for sign in re.sub(r"(?i)f-?1", "", text))
    ):
        return None
    others = {name.metric for cell in near for name in names(cell)}
    metric = found[0].metric
    metrics: tuple[Metric, ...] = (metric,)
    if metric == "precision" and not others & {"recall", "accuracy", "specificity"}:
        metrics = ("accuracy", "precision")
    said = splits(text)
    return Heading(metrics, next(iter(said)) if len(said) == 1 else "", average(text))


def _by_columns(block: Block, columns: dict[int, Heading]) -> Iterator[Cell]:
    classes = bool(_CLASS.fullmatch(clean(block.cells[0][0]))) or _all_labels(row[0] for row in block.cells[1:] if row)
    for index, row in enumerate(block.cells[1:], start=1):
        place = block.rows[index] if index < len(block.rows) else block.place
        for column, found in columns.items():
            number = _number(row[column]) if column < len(row) else None
            if number is not None and column:
                for score in _score(found, number, place, row[0], classes, row[column]):
                    yield Cell(score, index, column, across=False)


def _by_rows(block: Block, rows: dict[int, Heading]) -> Iterator[Cell]:
    head = block.cells[0]
    classes = bool(_CLASS.fullmatch(clean(head[0]))) or _all_labels(head[1:])
    for index, found in rows.items():
        place = block.rows[index] if index < len(block.rows) else block.place
        for column, cell in enumerate(block.cells[index][1:], start=1):
            number = _number(cell)
            if number is not None and column < len(head):
                for score in _score(found, number, place, head[column], classes, cell):
                    yield Cell(score, index, column, across=True)


def _all_labels(cells: Iterator[str] | tuple[str, ...]) -> bool:
    texts = [clean(cell) for cell in cells]
    return sum(bool(_LABEL.fullmatch(text)) for text in texts) >= 8


def _number(cell: str) -> Quantity | None:
    """Return the number that a cell is: nothing else may stand in it but a sign of percent or of a mean's deviation."""
    text = clean(cell).strip().rstrip("*").strip()
    found = quantities(text)
    if not found or len(found) > 2 or (len(found) == 2 and "±" not in text) or found[0].start > 2:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0] if "±" in rest or not re.sub(r"[%\s~≈]", "", rest) else None


def _score(found: Heading, number: Quantity, place: Place, other: str, classes: bool, cell: str) -> Iterator[Score]:
    from reportgen.check.facts.scores import possible

    said, mean = clean(other).strip(), average(other)
    if not all(possible(metric, number) for metric in found.metrics):
        return
    split = found.split or (next(iter(splits(said))) if len(splits(said)) == 1 else "")
    label = "" if not classes or mean or re.search(r"(?i)total|moyenne|average|avg|mean", said) else said
    yield Score(found.metrics, number, place, " ".join(clean(cell).split()), split, label, found.average or mean)
