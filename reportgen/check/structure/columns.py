"""Tables of layers that a student wrote: the last row's total against the column above it."""

import re
from collections.abc import Iterator

from reportgen.check.facts import Facts
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.submission import Block, plain
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "structure.summary"
_HEADING = regex(r"param|poids|weights|biais|bias", re.IGNORECASE)
_LAYERS = regex(r"couche|layer", re.IGNORECASE)
_TOTAL = regex(r"\W{0,4}(?:total|somme|sum)\b", re.IGNORECASE)
_NOTHING = regex(r"[\s—–\-/.0]*|none|aucun\w{0,2}|n/?a", re.IGNORECASE)


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each column of weights with a total."""
    for block in facts.submission.of("table"):
        if len(block.cells) >= 4 and _TOTAL.match(plain(block.cells[-1][0])) and _LAYERS.search(block.cells[0][0]):
            for column, heading in enumerate(block.cells[0]):
                if column and _HEADING.search(heading):
                    yield from _column(block, column, facts)


def _column(block: Block, column: int, facts: Facts) -> Iterator[Verdict]:
    cells = [plain(row[column]) if column < len(row) else "" for row in block.cells[1:]]
    counts = [_count(cell) for cell in cells]
    *rows, total = counts
    terms = [count for count in rows if count]
    if total is None or None in rows or len(terms) < 2 or len(block.rows) < len(block.cells):
        return
    place, quote = block.rows[-1], facts.submission.quote(block.rows[-1])
    found, expected = (Label("check.how.structure.number", (("value", value),)) for value in (total, sum(terms)))
    values = (("formula", " + ".join(map(str, terms))), ("value", sum(terms)))
    if total == sum(terms):
        yield Verdict(RULE, "confirmed", place, quote, found, expected, Label("check.how.structure.sum", values))
        return
    how = Label("check.how.structure.sum_differs", values)
    certain = not facts.submission.extracted and not block.damaged
    outcome: Outcome = "refuted" if certain else "review"
    yield Verdict(RULE, outcome, place, quote, found, expected, how, suspicion=0.0 if certain else 0.6)


def _count(cell: str) -> int | None:
    """Return the count of a cell: what its computation comes to; 0 for none; None if it cannot be told."""
    if _NOTHING.fullmatch(cell):
        return 0
    text = f": {cell}"
    found = quantities(text)
    last = found[-1] if found else None
    if last is None or (len(found) > 1 and "=" not in text[found[-2].end : last.start]):
        return None
    whole = len(last.readings) == 1 or last.readings[0].step >= 1
    return int(last.value) if whole and float(last.value).is_integer() and not last.about else None
