"""Code that stands between paragraphs without a fence, as in text copied from an editor or printed into a PDF."""

import re
from collections.abc import Sequence
from typing import Literal

from reportgen.check.patterns import regex
from reportgen.check.reading.pasted import head
from reportgen.check.remembered import remembered

_CALL = regex(
    r"""\s{0,60}(?:\d{1,3}\s{1,4})?(?:
        import\s\w[\w., ]{0,80}$ | from\s[\w.]{1,60}\simport\s | def\s\w{1,60}\( | class\s\w{1,60}[(:] |
        @\w{1,40}\s{0,9}$ |
        (?:[a-zA-Z_][\w.\[\]]{0,60}\s?=\s?)?[a-zA-Z_]\w{0,60}\.(?:[\w.]{0,60}\w)\( | print\(
    )""",
    re.VERBOSE,
)
_MAYBE = regex(
    r"""\s{0,60}(?:\d{1,3}\s{1,4})?(?:
        [a-zA-Z_][\w.,\[\] ]{0,60}\s?[+\-*/]?=\s?(?:[A-Za-z_][\w.]{0,60}\s?\(|[\[{'"]|\w{1,40}\s{0,9}$) |
        (?:for|while|if|elif|else|try|except|with)\b[^.]{0,200}:\s{0,9}$ | return\s |
        [)\]}]{1,4},?\s{0,9}$ | \w{1,60}\([^.]{0,200}\)\s{0,9}$
    )""",
    re.VERBOSE,
)
_LONGEST = 40
"""Lines that one call may take."""


def code_end(lines: Sequence[str], start: int) -> int:
    """Return where the code ends (excluded) that begins at a line; `start` if none begins there.

    A method's call, an import or a definition is code; an assignment is code beside one of these or another of its
    kind with a call: `y = f(x)` alone is an equation.
    """
    index, calls, assigned = start, 0, 0
    while index < len(lines) and (calls or index - start < _LONGEST):
        match _nature(lines[index]):
            case "call":
                calls += 1
            case "assigned":
                assigned += 1
            case "" if not (calls and _is_comment(lines, index)):
                break
        index = _call_end(lines, index)
    return index if calls or assigned > 1 else start


@remembered
def _nature(line: str) -> Literal["call", "assigned", "perhaps", ""]:
    """Tell how a line looks: a call, an assignment of one, another line of code, or text."""
    said = head(line)
    if _is_call(said):
        return "call"
    if not _MAYBE.match(said):
        return ""
    return "assigned" if "(" in said and "=" in said else "perhaps"


def _is_call(said: str) -> bool:
    return _CALL.match(said) is not None and _is_no_sentence(said)


def _is_comment(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line is a comment with a call below it: it might be a heading of Markdown."""
    return lines[index].lstrip().startswith("#") and index + 1 < len(lines) and _is_call(head(lines[index + 1]))


def _is_no_sentence(said: str) -> bool:
    """Tell whether a line with a call goes on as code does, and not with words."""
    return re.search(r"\)[.,]?\s\w+\s\w+\s\w+", said) is None


def _call_end(lines: Sequence[str], index: int) -> int:
    """Return the line after a statement: after the one on which its brackets are closed, if they are."""
    depth = 0
    for end in range(index, min(index + _LONGEST, len(lines))):
        line = lines[end]
        depth += _opened(line)
        if depth <= 0:
            return end + 1
        if not line.strip():
            break
    return index + 1


@remembered
def _opened(line: str) -> int:
    """Return how many more brackets a line opens than it closes."""
    start = line[:2000]
    return sum(map(start.count, "([{")) - sum(map(start.count, ")]}"))
