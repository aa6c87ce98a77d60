"""Python source of a report as statements: whole where it parses, else line by line, mended where a PDF broke names.

`11 = Conv2D(9, (5, 5))(10)` is no Python: a text extraction read the letter l as the digit 1.
"""

import ast
import re
import warnings
from collections.abc import Iterator

from reportgen.check.patterns import regex

LONGEST_BLOCK = 60_000
LONGEST_STATEMENT = 4_000
MOST_JOINED = 30

_LAYER = regex(
    r"\b(?:Dense|Conv\w{0,20}2D|\w{0,8}Pool\w{0,8}2D|Flatten|Sequential|Input|InputLayer|Dropout|Model|"
    r"BatchNormalization|UpSampling2D|Activation|Add|add|Concatenate|concatenate|Reshape)\s?\("
)
_SETTING = regex(r"\s{0,40}[A-Za-z_]\w{0,60}\s{0,8}=\s{0,8}[-\d(\[\"']")
_NUMBERED = regex(r"^\s{0,8}\d{1,3}(?:\s{1,40}|$)(?!=)")
_PROMPT = regex(r"^\s{0,8}(?:In\s?\[[\d\s]{0,5}\]:|>>>|\.\.\.)\s?")
_DIGIT_NAME = regex(r"(?<![\w.])([1I]\d\w{0,20})(?=\s{0,4}=(?!=))")


def layers_in(text: str) -> bool:
    """Tell whether a text may build layers."""
    return _LAYER.search(text) is not None


def statements(text: str) -> Iterator[tuple[ast.stmt, int]]:
    """Yield the statements of a block with the index of the line that each begins on."""
    if len(text) > LONGEST_BLOCK:
        return
    module = _parsed(_dedented(text))
    if module is not None:
        yield from ((statement, statement.lineno - 1) for statement in module.body)
    else:
        yield from _line_by_line(text)


def _parsed(text: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _dedented(text: str) -> str:
    """Return the text moved left by its first line's spaces, without the lines of a notebook's own commands."""
    lines = [("" if line.lstrip()[:1] in ("%", "!", "?") else line).expandtabs(4) for line in text.split("\n")]
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    left = min(indents, default=0)
    return "\n".join(line[left:] for line in lines)


def _line_by_line(text: str) -> Iterator[tuple[ast.stmt, int]]:
    lines = text.split("\n")
    numbered = _is_numbered(lines)
    broken = _broken_names(text)
    joined, start = "", 0
    for index, line in enumerate(lines):
        plain = _PROMPT.sub("", _NUMBERED.sub("", line) if numbered else line).strip()
        if not joined:
            if not (_LAYER.search(plain) or _SETTING.match(plain) or plain in ("model = Sequential()",)):
                continue
            start = index
        joined = f"{joined} {_mended(plain, broken)}".strip()
        if _open_brackets(joined) > 0 and index - start < MOST_JOINED and len(joined) < LONGEST_STATEMENT:
            continue
        module = _parsed(joined.rstrip(":"))
        yield from ((statement, start) for statement in (module.body if module else ()))
        joined = ""


def _is_numbered(lines: list[str]) -> bool:
    """Tell whether the lines bear numbers 1, 2, 3: at least three of them, most of the lines."""
    full = [line for line in lines if line.strip()]
    return len(full) >= 3 and sum(bool(_NUMBERED.match(line)) for line in full) > 0.7 * len(full)


def _open_brackets(text: str) -> int:
    bare = re.sub(r"'[^'\n]{0,200}'|\"[^\"\n]{0,200}\"", "", text)
    return sum(bare.count(sign) for sign in "([{") - sum(bare.count(sign) for sign in ")]}")


def _broken_names(text: str) -> frozenset[str]:
    """Return what stands before `=` as a name and begins with a digit: `11`, `11_mp`."""
    return frozenset(match[1] for match in _DIGIT_NAME.finditer(text))


def _mended(line: str, broken: frozenset[str]) -> str:
    """Give broken names a letter, where they are assigned and where they are read as `(11)`."""
    if not broken:
        return line
    line = _DIGIT_NAME.sub(lambda match: f"l{match[1][1:]}", line)
    called = re.sub(r"\)\s{0,3}\(\s{0,3}([1Il]?\d\w{0,20})\s{0,3}\)\s{0,4}$", _as_read, line)
    return re.sub(r"(?<![\w.])[1I](\d_\w{1,20})(?=\s{0,3}[,)\]])", r"l\1", called)


def _as_read(match: re.Match[str]) -> str:
    name = match[1]
    return f")(l{name[1:]})" if name[0] in "1I" else match[0]
