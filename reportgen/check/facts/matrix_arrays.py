"""Printed arrays: `array([[ 973, 0, ...`, `[[973 0 ...]]`, `tf.Tensor(...)`, nested lists, rows in brackets alone.

Brackets say where a row begins and ends. A matrix counts only if every row stands in its own brackets, all of one
length and as many as that length: arrays that lost a bracket on their way out of a PDF are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.patterns import regex

_START = regex(r"\[\s{0,200}\[(?=\s{0,40}[0-9OolIΘθØ])|^[ \t]{0,80}\[(?=[ \t]{0,20}[0-9])", re.MULTILINE)
_TOKEN = regex(
    r"[\[\],;]"
    r"|(?P<number>[0-9]++(?:\.0*+(?![0-9eE]))?)(?![\w.ΘθØ])"
    r"|(?P<damaged>[0-9OolI|ΘθØ]{1,7})(?![\w.ΘθØ])"
    r"|(?P<space>\s++)"
)
_REPAIR = str.maketrans("OoΘθØlI|", "00000111")
_FOREIGN = regex(r"(?:[^\n\[\]]{0,120}\n){1,3}[ \t]{0,80}(?=\[[ \t]{0,20}[0-9])")
MOST_CLASSES = 30
LONGEST = 40_000


@dataclass(frozen=True)
class Printed:
    """A square array of counts.

    Attributes:
        counts: row by row.
        rows: where each row begins and ends, as offsets in the text.
        start: where the array begins.
        end: the offset after its last bracket.
        intact: whether every cell is made of digits, each row stood on lines of its own, and nothing stood between.
    """

    counts: tuple[tuple[int, ...], ...]
    rows: tuple[tuple[int, int], ...]
    start: int
    end: int
    intact: bool


class _Scan:
    """Goes through the tokens of one array, from its first bracket."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start, self.at = text, start, start
        self.rows: list[tuple[list[int], int, int]] = []
        self.intact = True
        self._depth, self._row, self._row_start = 0, list[int](), 0

    def run(self) -> None:
        """Read on until the array ends or something stands there that is no part of one."""
        nested = self.text[self.start + 1 : self.start + 220].lstrip().startswith("[")
        self._depth = 0 if nested else 1
        while self.at < min(len(self.text), self.start + LONGEST):
            token = _TOKEN.match(self.text, self.at)
            if token is None:
                if not self._foreign():
                    return
                continue
            if not self._take(token, nested):
                return
            self.at = token.end()
            if self._depth == 0:
                return

    def _take(self, token: re.Match[str], nested: bool) -> bool:
        """Take one token; False if it cannot stand here."""
        sign = token[0]
        if sign == "[":
            return self._open(token.start())
        if sign == "]":
            return self._close(token.end())
        if token["space"]:
            return nested or self._depth > 1 or self._goes_on(token.end())
        if token["number"] or token["damaged"]:
            return self._cell(token)
        return True

    def _open(self, at: int) -> bool:
        self._depth += 1
        if self._depth > 2:
            return False
        if self._depth == 2:
            self._row, self._row_start = [], at
        return True

    def _close(self, end: int) -> bool:
        if self._depth == 2:
            if not self._row or len(self.rows) >= MOST_CLASSES:
                return False
            self.rows.append((self._row, self._row_start, end))
        self._depth -= 1
        return True

    def _cell(self, token: re.Match[str]) -> bool:
        """Take a number; between rows it can only be that of a line of a listing or of a page."""
        if self._depth != 2:
            before = self.text[self.text.rfind("\n", 0, token.start()) + 1 : token.start()]
            return not before.strip() and "\n" in self.text[self.start : token.start()]
        digits = token[0].partition(".")[0]
        if token["damaged"]:
            self.intact, digits = False, token[0].translate(_REPAIR)
        if len(digits) > 7 or len(self._row) >= MOST_CLASSES:
            return False
        self._row.append(int(digits))
        return True

    def _foreign(self) -> bool:
        """Step over the foot and head of a page between two rows."""
        found = _FOREIGN.match(self.text, self.at) if self._depth == 1 and self.rows else None
        if found is None:
            return False
        self.intact = False
        self.at = found.end()
        return True

    def _goes_on(self, end: int) -> bool:
        """Tell whether another row in brackets follows rows that have no bracket around them."""
        return self.text[end : end + 1] == "["


def arrays(text: str) -> Iterator[Printed]:
    """Yield the square arrays of counts of a text, in order."""
    after = 0
    for start in _START.finditer(text):
        if start.start() < after:
            continue
        scan = _Scan(text, start.start())
        scan.run()
        after = max(scan.at, start.start() + 1)
        found = _square(scan)
        if found is not None:
            yield found


def _square(scan: _Scan) -> Printed | None:
    size = len(scan.rows)
    if size < 2 or any(len(row) != size for row, _, _ in scan.rows):
        return None
    counts = tuple(tuple(row) for row, _, _ in scan.rows)
    rows = tuple((start, end) for _, start, end in scan.rows)
    return Printed(counts, rows, scan.start, rows[-1][1], scan.intact and _rows_in_order(scan.text, rows))


def _rows_in_order(text: str, rows: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether no row was torn to single cells: a row may be wrapped once or twice, not at every cell."""
    return all(text.count("\n", start, end) <= 2 for start, end in rows)
