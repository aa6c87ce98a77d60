"""Numbers whose thousands stand apart by an ordinary space: `401 408`, but not the two numbers of `[86 148]`."""

import re
from collections.abc import Iterable, Iterator

from reportgen.check.numbers.written import Digits
from reportgen.check.patterns import regex
from reportgen.check.stated import Reading

_LABEL = regex(
    r"\b(?:mod[èe]le?s?|fig(?:ure)?|tab(?:le(?:au)?)?|cas|case|layer|couche|ex(?:ercice|ercise|p[ée]rience|periment)?|question"
    r"|classe?|[ée]poque|epoch|chiffre|digit|conv|dense|n[o°]|num[ée]ro|page|part(?:ie)?|step|test|run|essai)\.? ?$",
    re.IGNORECASE,
)

_RESULT = regex(r"[-+*×·⋅/xX] ?[0-9][0-9 ]{0,12}= ?\$?$")
_OPERAND = regex(r" ?[-+*×·⋅/xX=] ?\$?[0-9(]")
"""Before and after a number of a computation, which is no list."""


def joined(text: str, numbers: Iterable[Digits]) -> Iterator[Digits]:
    """Put groups of three digits together where they cannot be numbers beside each other."""
    row: list[Digits] = []
    for number in numbers:
        if row and text[row[-1].end : number.start] != " ":
            yield from _row(text, row)
            row = []
        row.append(number)
    yield from _row(text, row)


def _row(text: str, row: list[Digits]) -> Iterator[Digits]:
    """Yield numbers that stand one space apart: as one number, or each for itself."""
    if len(row) < 2 or not _one(row) or _beside(text, row[0].start, row[-1].end):
        yield from row
        return
    last = row[-1].readings[0]
    head = "".join(number.plain for number in row[:-1])
    value = int(head) * 1000 + last.value
    yield Digits(row[0].start, row[-1].end, (Reading(value, last.step),), "")


def _one(row: list[Digits]) -> bool:
    """Tell whether the groups have the lengths of one number; nine digits and more are numbers of their own."""
    first, *rest = row
    if not 1 <= len(first.plain) <= 3 or first.plain.startswith("0") or len(row) > 3:
        return False
    if len(row) == 3 and len(first.plain) == 3:
        return False
    if any(len(number.plain) != 3 for number in rest[:-1]):
        return False
    last = rest[-1]
    return len(last.plain) == 3 or (len(last.readings) == 1 and _three_and_decimals(last))


def _three_and_decimals(number: Digits) -> bool:
    reading = number.readings[0]
    return reading.step < 1 and reading.value < 1000 and number.end - number.start == 4 + _decimals(reading.step)


def _decimals(step: float) -> int:
    return len(f"{step:.20f}".rstrip("0")) - 2


def _beside(text: str, start: int, end: int) -> bool:
    """Tell whether a row may be of two numbers: alone on its line, in brackets, in columns, after a label's number."""
    before = text[max(0, start - 16) : start].rpartition("\n")[2]
    after = text[end : end + 16].partition("\n")[0]
    alone = not before.strip() and not after.strip()
    row = before.endswith("[") or after.startswith("]")
    columns = re.search(r"[0-9]\s+$", before) or re.match(r"\s+[0-9]", after)
    listed = re.search(r"[0-9][,;] ?$", before) or re.match(r"[,;] ?[0-9]", after)
    computed = _RESULT.search(before) or _OPERAND.match(after)
    return bool(alone or row or columns or (listed and not computed) or _LABEL.search(before))
