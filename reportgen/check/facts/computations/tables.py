"""Computations spread over the columns of a table: `784*100 + 100` in one cell, its result in the next."""

import re
from collections.abc import Iterator

from reportgen.arithmetic import Expression, Product, Quotient, Sum
from reportgen.check.facts.computations.reading import Readings, read
from reportgen.check.facts.computations.tokens import tokens
from reportgen.check.numbers.exact import exact
from reportgen.check.patterns import regex
from reportgen.check.stated import Computation, Quantity, Side
from reportgen.check.submission import Block

_FORMULA = regex(r"calcul|comput|formul|d[ée]tail|équation|equation|operation|opération|how|comment", re.IGNORECASE)
_RESULT = regex(
    r"param|poids|weight|result|résult|total|nombre|number|count|valeur|value|somme|sum|^\W*[#=n]\W*$", re.IGNORECASE
)


def columns(block: Block) -> Iterator[Computation]:
    """Yield the computations of a column with their results in another.

    Only where the headings say so and at least one row of the table agrees.
    """
    headings = block.cells[0]
    formulas = [index for index, text in enumerate(headings) if _FORMULA.search(text)]
    results = [index for index, text in enumerate(headings) if _RESULT.search(text) and index not in formulas]
    if len(formulas) != 1 or not results:
        return
    for result in results:
        found = list(_rows(block, formulas[0], result))
        agree = [any(_same(a, b) for a in c.sides[0].expressions for b in c.sides[1].expressions) for c in found]
        if sum(agree) * 2 >= max(2, len(agree)):
            yield from found
            return


def _rows(block: Block, formula: int, result: int) -> Iterator[Computation]:
    for row, place in zip(block.cells[1:], block.rows[1:], strict=False):
        if max(formula, result) >= len(row) or "=" in row[formula]:
            continue
        left, right = _whole(row[formula]), _whole(row[result])
        number = _number(row[result])
        if left and right and number and isinstance(left.proper[0], Sum | Product | Quotient):
            sides = (
                Side(row[formula].strip(), left.proper, None, place, loose=left.loose),
                Side(row[result].strip(), right.proper, number, place),
            )
            yield Computation(place, f"{row[formula].strip()} | {row[result].strip()}", sides)


def _whole(text: str) -> Readings | None:
    """Read a cell that is one expression and nothing else."""
    signs = [token for token in tokens(text) if token.kind != "break"]
    found = read(signs)
    return found if found is not None and found.end == len(signs) else None


def _number(text: str) -> Quantity | None:
    numbers = [token.quantity for token in tokens(text) if token.quantity]
    return numbers[0] if len(numbers) == 1 else None


def _same(left: Expression, right: Expression) -> bool:
    value = exact(left)
    return value is not None and value == exact(right)
