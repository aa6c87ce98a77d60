"""Tables of contents: titles with the numbers of their pages, which state nothing of their own."""

import re
from collections.abc import Iterator, Sequence

from reportgen.check.patterns import regex

_ENTRY = regex(r"\s{0,40}[^\s|\[].{0,150}?(?:\t\s{0,9}|\s?\.{3,150}\s{0,3}|(?:\s\.){3,80}\s{0,3})(\d{1,3})\s{0,9}$")
_TITLE = regex(
    r"\s{0,20}(?:#{1,6}\s)?(?:table of contents|contents|table des mati[èe]res|sommaire|contenu)\s{0,9}:?\s{0,9}$",
    re.IGNORECASE,
)
_LEAST, _APART, _LONGEST = 4, 2, 220


def contents(lines: Sequence[str]) -> frozenset[int]:
    """Return the indices of the lines of tables of contents, their titles included.

    One has four entries or more, near each other, whose pages never fall.
    """
    entries = [(index, int(found[1])) for index, line in enumerate(lines) if (found := _entry(line))]
    taken = set[int]()
    for run in _runs(entries):
        if len(run) >= _LEAST:
            titles = [index for index in range(max(0, run[0] - 6), run[0]) if _is_title(lines[index])]
            taken.update(run, range(titles[-1], run[0]) if titles else ())
    return frozenset(taken)


def _entry(line: str) -> re.Match[str] | None:
    if (
        len(line) > _LONGEST
        or not line.rstrip()[-1:].isdigit()
        or not any(mark in line for mark in ("\t", "..", " . "))
    ):
        return None
    return _ENTRY.match(line)


def _is_title(line: str) -> bool:
    return len(line) < _LONGEST and _TITLE.match(line) is not None


def _runs(entries: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Return the entries that stand near each other and whose pages do not fall."""
    run, page = list[int](), 0
    for index, number in entries:
        if run and (index - run[-1] > _APART or number < page):
            yield run
            run = []
        run.append(index)
        page = number
    yield run
