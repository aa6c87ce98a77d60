"""What stands in a fence without a language: code, an output, or sentences.

Each line votes. It is *output* if it has the signs of one (`pasted`), a bar of progress, or `name: number`; *code* if
it is a statement of Python; *prose* if it is words, a setting (`Epochs: 10`) or a computation, which nobody runs
(`784 * 100 + 100 = 78500`). `biases = 10` goes with the others.
The most votes win; an output wins ties, so that nothing printed is taken for what the student says. Lines without a
vote (lone numbers) count as output.
"""

import re
from collections import Counter
from typing import Literal

from reportgen.check.patterns import regex
from reportgen.check.reading.pasted import head, is_output, may_be_output

Nature = Literal["code", "output", "prose"]

_SCORE = regex(
    r"^\s{0,40}(?:[A-Za-z][\w \-'\"/().]{0,60}\s?[:=]\s{0,4}-?\d{1,9}[.,]\d{1,20}(?:e[+-]?\d{1,3})?\s?%{0,2}|"
    r"[\w \-]{0,40}(?:loss|score|acc|precision|recall|f1)[\w \-'\"/()]{0,40}\s?[:=]\s{0,4}\d{1,9}\s?%?)\s*$",
    re.IGNORECASE,
)
_STATED = regex(r"^\s{0,40}[^\W\d_][^=:]{0,60}\s?[:=]\s{0,4}[^\s=].{0,40}$")
_SET = regex(r"^\s{0,40}[a-z_]\w{0,60}\s?=\s?[\d.e+\-x]{1,30}\s{0,9}$")
_PRINTED = regex(r"\bms/step\b|\b\d+s \d+u?m?s/|\bval_loss\b.{0,3}:|\[=+>?\.*\]|loss: \d")
_CODE = regex(
    r"""^\s{0,80}(?:\d{1,3}\s{1,4})?(?:
        (?:from\s[\w.]{1,60}\s)?import\s\w | (?:async\s)?def\s\w | class\s\w{1,60}[(:] | return\b |
        (?:for|while|if|elif|else|try|except|with)\b.{0,200}:\s{0,9}$ | print\( | \#\s?\w | @\w |
        ! ?pip\s | % ?matplotlib\b |
        \w[\w.\[\]'", ]{0,80}\s?[+\-*/]?=\s?(?:[A-Za-z_][\w.]{0,80}\s?[(\[.]|[\[{("']|True\b|False\b|None\b) |
        [a-z_]\w{0,60}\s?=\s?[\w.'"+\-]{1,60},?\s{0,9}(?:\#.{0,200})?$ |
        [\w.]{1,80}\.\w{1,60}\( | [A-Za-z_]\w{0,60}\([\w\s.,='"()\[\]]{0,200}\)?\s{0,9}$ | [)\]}]{1,4},?\s{0,9}$
    )""",
    re.VERBOSE,
)
_COMPUTATION = regex(
    r"\d\s?[)\]]?\s?[-+*/x×·]\s?[(\[]?\s?\w[^=]{0,200}=\s?\(?\d|=\s?[(\d][\d\s.,'’]{0,20}[-+*/x×·]\s?\(?\d"
)
_WORD = regex(r"[^\W\d_]{2,}")
_LANGUAGES = {
    "code": (
        "python", "py", "py3", "python3", "ipython", "ipython3", "keras", "java", "c", "cpp", "r", "json", "yaml",
        "toml", "xml", "html",
    ),
    "output": ("text", "txt", "plain", "plaintext", "console", "output", "bash", "sh", "shell", "log", "none", ""),
    "formula": ("math", "latex", "tex", "katex"),
}  # fmt: skip


def language_kind(language: str) -> str:
    """Return what a fence's language says of it: `code`, `formula`, or `output` if its lines are to decide."""
    return next((kind for kind, known in _LANGUAGES.items() if language.lower() in known), "code")


def nature(lines: tuple[str, ...]) -> Nature:
    """Decide what the lines of a fence without a language are."""
    votes = Counter(_vote(head(line)) for line in lines if line.strip())
    output, code, prose = votes["output"], votes["code"], votes["prose"]
    if prose > code:
        prose += votes["set"]
    else:
        code += votes["set"]
    if prose > output and prose > code:
        return "prose"
    return "code" if code > output else "output"


def _vote(line: str) -> str:
    if is_output(line) or _PRINTED.search(line):
        return "output"
    if _COMPUTATION.search(line) and not _is_assignment(line):
        return "prose"
    if _SET.match(line):
        return "set"
    if _CODE.match(line):
        return "code"
    if _SCORE.match(line) or may_be_output(line):
        return "output"
    return "prose" if _is_prose(line) or _STATED.match(line) else "none"


def _is_assignment(line: str) -> bool:
    return re.match(r"\s{0,40}[a-z_]\w{0,60}\s?=[^=]{0,300}$", line) is not None


def _is_prose(line: str) -> bool:
    words = _WORD.findall(line)
    return len(words) >= 3 and sum(map(len, words)) > 0.55 * len(line.replace(" ", "")) and "   " not in line.strip()
