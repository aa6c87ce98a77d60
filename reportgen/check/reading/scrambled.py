"""Whether text was damaged on its way out of a PDF: arrays put together from pieces, formulas without backslashes."""

import re
from collections.abc import Sequence

from reportgen.check.patterns import regex

_LOST = regex(r"(?<![a-zA-Z\\])(?:rac\{|eta\b(?=.{0,40}\\)|ext\{|heta\b(?=.{0,40}\\)|imes\b(?=.{0,40}\\))")
_NUMBER = regex(r"-?[\dΘθ]+(?:\.\d*)?(?:e[+-]?\d+)?")
_TOKEN = regex(r"[\[\]]|-?[\dΘθ]+(?:\.\d*)?(?:e[+-]?\d+)?|\.\.\.")
_CELLS = regex(r"^[\s\[\]\d.,Θθ()eE+\-]*$")
_SUMMARY = regex(r"\(None,|Layer \(type|params:")
LONGEST = 200_000


def is_scrambled(lines: Sequence[str]) -> bool:
    """Tell whether a block's text was certainly damaged."""
    text = "\n".join(lines)
    if len(text) > LONGEST:
        return False
    if _LOST.search(text) or re.search(r"[\d,\[\s]Θ[\s,\]]", text):
        return True
    return not _SUMMARY.search(text) and _is_broken_array(lines)


def _is_broken_array(lines: Sequence[str]) -> bool:
    """Tell whether lines of cells do not make rows of one length in the order in which they stand.

    Each array has its own length: an output may print the list that `evaluate` returns above a matrix.
    """
    cells = [line for line in lines if _CELLS.match(line.replace("array(", "")) and _NUMBER.search(line)]
    text = "\n".join(cells)
    if len(cells) < 3 or "]" not in text or "..." in text:
        return False
    arrays: list[set[int]] = [set()]
    row, inside = 0, False
    for token in _TOKEN.findall(text):
        if token == "[":
            if inside and row:
                return True
            arrays += [set()] if inside else []
            row, inside = 0, True
        elif token == "]":
            if not inside and row:
                return True
            if inside and row:
                arrays[-1].add(row)
            elif not inside:
                arrays.append(set())
            row, inside = 0, False
        else:
            row += 1
    return bool(row) or any(len(lengths) > 1 for lengths in arrays)
