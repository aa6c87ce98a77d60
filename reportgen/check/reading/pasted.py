"""Pieces that students paste between their lines: outputs of programs, and formulas of LaTeX, told by their signs.

A summary of Keras, a printed array or a classification report is an output also where no fence stands around it: a
reader of Markdown would take its rules of `===` for headings and its rows for prose.
"""

import re
from collections.abc import Sequence

from reportgen.check.patterns import regex

_SURE = regex(
    r"""(?:\d{1,3}[\s.)|]\s{0,9})?(?:
        [_=─━]{12,} | (?:[=_]{4,}\s{1,20}){1,9}[=_]{4,}\s{0,20}$ |      # rules of a summary
        [┏┡└├┌╇┳╭╰] |
        (?:[┃│|]\s?)?Layer\s\(type | Model:\s" |
        (?:Total|Trainable|Non-trainable)\sparams: |
        [\w./ -]{1,40}\s\(\w{3,30}\)\s{1,60}\[?\(?\(?None, |        # a row of a summary
        [│┃] |
        array\(\[ | \[\[\s{0,9}[\d.(] | tf\.Tensor\( | confusion_matrix\s?[:=]\s{0,3}\[\[ |
        Epoch\s\d{1,5}/\d{1,5}\s{0,9}$ | \d{1,6}/\d{1,6}\s{1,3}(?:\[[=>.]|[━─]{3}) |
        precision\s{2,60}recall\s{2,60}f1 |
        pred\.shape\s= | Traceback\s\(most | >>>\s
    )""",
    re.VERBOSE,
)
_PERHAPS = regex(
    r"""(?:
        [\[\]\d.,Θθ()eE+\-\s|]{1,400}$ |                            # cells of an array
        \[{1,2}\s{0,9}[-\dΘ] |
        [\w\-/]{1,30}(?:\s[\w\-/]{1,20}){0,3}\s{2,60}[01]\.\d{1,6}\s{2,60}[01]\.\d |  # of a classification report
        (?:accuracy|macro\savg|weighted\savg|micro\savg)\s{2,60}[\d.] |
        \(?None,\s | [\w./ ]{1,40}\)\s{2,60}\(None, | ['(]\w{1,40}\[\d\]\[\d\]
    )""",
    re.VERBOSE,
)
_CELLS = regex(r"[\[\],]")
_FORMULA = regex(r"^\s{0,40}(?:\$\$|\\\[|\\begin\{(equation|align|gather|multline|eqnarray|displaymath|cases)\*?\})")
LONGEST_FORMULA = 60
_BEGINS = regex(r'Model: "|array\(\[|\[\[|tf\.Tensor\(')
_LAYER_ROW = regex(r"\(\w{3,30}\)\s{1,60}\[?\(?\(?None,|^\s{0,40}[│┃]|Layer \(type|params:")


def is_output(line: str) -> bool:
    """Tell whether a line certainly was printed by a program."""
    return _SURE.match(head(line)) is not None


def may_be_output(line: str) -> bool:
    """Tell whether a line may go on with an output that began above it."""
    said = head(line)
    return _SURE.match(said) is not None or _PERHAPS.match(said) is not None


def head(line: str) -> str:
    """Return what a line begins with, for a pattern: as long as any needs, without the blanks before it."""
    return line[:2000].lstrip()[:400]


def output_end(lines: Sequence[str], start: int) -> int:
    """Return where the output ends (excluded) that begins at a line; `start` if none begins there.

    Blank lines between the rows of a summary belong to it; the next summary or array begins an output of its own.
    """
    if not is_output(lines[start]) and not _begins_cells(lines, start):
        return start
    index, table, closed = start, False, False
    while index < len(lines):
        if index > start and (table or closed) and _BEGINS.match(head(lines[index])):
            break
        closed = closed or lines[index].rstrip().endswith("]])")
        if may_be_output(lines[index]) and lines[index].strip():
            table = table or _LAYER_ROW.search(lines[index][:400]) is not None
            index += 1
            continue
        after = _next_line(lines, index)
        if lines[index].strip() or not table or after is None or not is_output(lines[after]):
            break
        index = after
    return index


def _begins_cells(lines: Sequence[str], start: int) -> bool:
    """Tell whether three lines of an array's cells follow each other, as in a matrix that lost its first line."""
    return start + 3 <= len(lines) and all(_is_cells(head(lines[at])) for at in range(start, start + 3))


def _is_cells(said: str) -> bool:
    """Tell whether a line looks like cells of an array, not a table's row of numbers with decimal commas."""
    if said.startswith("|") and not re.search(r"[\[\]]", said):
        return False
    return _CELLS.search(said) is not None and _PERHAPS.match(said) is not None and any(map(str.isdigit, said))


def _next_line(lines: Sequence[str], index: int) -> int | None:
    """Return the next line that is not blank, if it is near."""
    return next((near for near in range(index, min(index + 3, len(lines))) if lines[near].strip()), None)


def formula_end(lines: Sequence[str], start: int) -> int:
    """Return where the formula of LaTeX ends (excluded) that begins at a line; `start` if none begins or ends."""
    opened = _FORMULA.match(lines[start][:400])
    if opened is None:
        return start
    sign = opened[0].strip()
    closing = {"$$": "$$", "\\[": "\\]"}.get(sign, sign.replace("begin", "end", 1))
    rest = lines[start][opened.end() :]
    for index in range(start, min(start + LONGEST_FORMULA, len(lines))):
        text = rest if index == start else lines[index]
        if closing in text:
            return index + 1
        if index > start and sign != "$$" and text.lstrip().startswith(sign):
            return start
        if index > start and not text.strip() and not _goes_on(lines, index, closing):
            return start
    return start


def _goes_on(lines: Sequence[str], index: int, closing: str) -> bool:
    """Tell whether a formula with a blank line in it is closed soon."""
    return any(closing in line for line in lines[index : index + 6])
