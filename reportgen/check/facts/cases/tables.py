"""Cases in tables of experiments: a row for each, or a column."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.check.facts.cases.evidence import Draft
from reportgen.check.facts.metric_words import names, splits
from reportgen.check.facts.passages import Passage, clean
from reportgen.check.facts.score_tables import Cell, cells
from reportgen.check.facts.scores import scores_in
from reportgen.check.facts.settings import settings_in
from reportgen.check.patterns import regex
from reportgen.check.stated import Score, Setting
from reportgen.check.submission import Block, Place, Submission

_MEAN = regex(r"\b(?:total|moyenne|mean|average|avg|std|[eé]cart|diff\w*|delta)\b", re.IGNORECASE)


_GAP = regex(r"\t|\s{2,40}")
_NUMBER = regex(r"(?<![\w.])\d")
_ROWS = 40
_IMAGE = regex(r"(?:!\[[^\]\n]{0,200}\]\([^()\n]{0,300}\)(?:\{[^{}\n]{0,80}\})?\s{0,3}){1,4}|<img[^<>]{0,300}>")


def find(submission: Submission) -> Iterator[Draft]:
    """Yield the cases of all tables in which at least two rows, or columns, have scores."""
    for index, own in enumerate(submission.blocks):
        block = _aligned(own) if own.kind == "output" else own
        if block.kind == "table" and not block.damaged and len(block.cells) > 1:
            group = submission.part_at(block.place.first)
            found = list(_of(block, index, group))
            if len(found) > 1:
                yield from found


def _aligned(block: Block) -> Block:
    """Return lines of plain text that are the rows of one table as such: as many cells in each, words in the first."""
    lines = block.text.split("\n")
    if block.damaged or not 2 < len(lines) <= _ROWS or len(block.text) > _ROWS * 200 or not any(names(lines[0])):
        return block
    cells = tuple(tuple(_GAP.split(line.strip())) for line in lines)
    if len({len(row) for row in cells}) > 1 or len(cells[0]) < 3 or _NUMBER.search(" ".join(cells[0])):
        return block
    rows = tuple(Place(block.place.first + at, block.place.first + at) for at in range(len(lines)))
    return replace(block, kind="table", cells=cells, rows=rows)


def _of(block: Block, index: int, group: int) -> Iterator[Draft]:
    told = [cell for cell in cells(block) if not cell.score.label]
    told += _in_cells(block, index, {(cell.row, cell.column) for cell in told})
    if any(cell.across for cell in told):
        yield from _columns(block, index, group, told)
    else:
        yield from _rows(block, index, group, told)


def _in_cells(block: Block, index: int, taken: set[tuple[int, int]]) -> list[Cell]:
    """Return the scores that cells name themselves: `Score: 0.0662 Accuracy: 98.39%`."""
    found = []
    for row, texts in enumerate(block.cells):
        for column, text in enumerate(texts):
            if row and (row, column) not in taken and any(names(text)):
                place = block.rows[row] if row < len(block.rows) else block.place
                passage = Passage(clean(text), place, "table", "table", index, row, column)
                found += [Cell(score, row, column, across=False) for score in scores_in(passage) if not score.label]
    return found


def _rows(block: Block, index: int, group: int, told: list[Cell]) -> Iterator[Draft]:
    head = block.cells[0]
    by_row: dict[int, list[Cell]] = {}
    for cell in told:
        by_row.setdefault(cell.row, []).append(cell)
    for row, own in sorted(by_row.items()):
        place = block.rows[row] if row < len(block.rows) else block.place
        columns = {cell.column for cell in own}
        others = [
            (head[at] if at < len(head) else "", text) for at, text in enumerate(block.cells[row]) if at not in columns
        ]
        draft = _draft(others, place, group, index, tuple(cell.score for cell in own), 0)
        if draft:
            yield draft


def _columns(block: Block, index: int, group: int, told: list[Cell]) -> Iterator[Draft]:
    metric_rows = {cell.row for cell in told}
    for column in sorted({cell.column for cell in told}):
        others = [
            (row[0] if row else "", row[column])
            for at, row in enumerate(block.cells)
            if at not in metric_rows and column < len(row)
        ]
        scores = tuple(cell.score for cell in told if cell.column == column)
        draft = _draft(others, block.place, group, index, scores, column)
        if draft:
            yield draft


def _draft(
    others: list[tuple[str, str]], place: Place, group: int, series: int, scores: tuple[Score, ...], column: int
) -> Draft | None:
    """Return the case of a row: its title is what tells it from the others; None for averages and for images' sets."""
    others = [(head, text) for head, text in others if not _IMAGE.fullmatch(text.strip())]
    said = [
        (" ".join(clean(head).split()), " ".join(clean(text).split())) for head, text in others if clean(text).strip()
    ]
    if not said or _MEAN.search(said[0][1]) or (splits(said[0][1]) and not any(c.isdigit() for c in said[0][1])):
        return None
    settings = tuple(setting for head, text in said for setting in _settings(head, text, place))
    parts = [f"{head}: {text}" if head and re.fullmatch(r"[\d.,'’ x×%e-]{1,20}", text) else text for head, text in said]
    return Draft(", ".join(parts)[:200], place, place, group, settings, scores, series, column)


def _settings(head: str, text: str, place: Place) -> Iterator[Setting]:
    """Yield the settings of a cell, read on its own (`300 neurons`) or with its heading (`Neurons | 300`)."""
    alone = settings_in(text, place, "table")
    yield from alone or settings_in(f"{_singular(head)}: {text}", place, "table")


def _singular(head: str) -> str:
    head = re.sub(r"\([^()]{0,30}\)", "", head).strip()
    return (
        f"{head} neurons"
        if re.fullmatch(r"(?i)(?:hidden|couches? cach[eé]es?|dense|hidden layers? size)", head)
        else head
    )
