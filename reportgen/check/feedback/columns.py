"""Tables on a terminal: columns line up, also where a letter takes two cells or none."""

import unicodedata
from collections.abc import Iterator, Sequence

_WIDE = frozenset("WF")


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(_cells(character) for character in text)


def cut(text: str, most: int) -> str:
    """Return a text in at most so many cells, its end replaced by `…` if it is longer."""
    if width(text) <= most:
        return text
    kept, used = "", 1
    for character in text:
        used += _cells(character)
        if used > most:
            break
        kept += character
    return f"{kept}…"


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int]) -> Iterator[str]:
    """Yield rows as lines, their columns two spaces apart; those of `right` end at one edge."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (_padded(cell, widths[n], n in right) for n, cell in enumerate(row))
        yield "  ".join(cells).rstrip()


def _padded(text: str, cells: int, right: bool) -> str:
    space = " " * (cells - width(text))
    return space + text if right else text + space


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
