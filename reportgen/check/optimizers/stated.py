"""Arguments of optimizers that a report states: in signatures and calls, in tables, in lists and sentences."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.check.optimizers import calls
from reportgen.check.optimizers.arguments import DEFAULT, NAMES, OPTIMIZER, VALUE, Argument, argument_name, parsed
from reportgen.check.patterns import regex
from reportgen.check.submission import Block, Submission, plain

_NAME = "|".join(f"(?P<{name}>{pattern})" for name, pattern in NAMES.items())
_TITLE = regex(_NAME, re.IGNORECASE)
_LINKS = (
    r"is|est|of|de|d['’]|à|to|at|set|equal|égale?|vaut|defaults?|par défaut|by default|default value|valeur|value"
    r"|with|a|the|la|le|initial|initially|est fixée?|d[eé]fauts?"
    r"|laissée?|gardée?|left|kept|remains|reste|its|sa|son|,? which|,? qui|flag|option|argument|param[eè]tre|mise?"
    r"|RMSprop|Adam|SGD|Nadam|Adagrad|Adadelta|optimi[sz]er|optimiseur|l['’]"
)
_MARKS = r"[\s\"'`*$:({]{0,4}"
_STATED = regex(
    rf"(?<![\w.])(?:{_NAME})(?![\w])[\"'`*_$)\]]{{0,4}}(?:\s?\([^()\n\d]{{0,30}}\))?{_MARKS}"
    rf"(?:(?:[:=—–]|(?:{_LINKS})(?![a-z])){_MARKS}){{0,8}}(?=(?P<value>{VALUE}))",
    re.IGNORECASE,
)
_TO = r"(?:(?:to|is|of|est|de|à|values?|valeur|vaut)\b[\s\"'`*:=$]{0,4}){0,3}"
_DESCRIBED = regex(
    rf"\bd[eé]fau(?:l)?ts?[\s\"'`*:=($]{{1,4}}{_TO}(?=(?P<behind>{VALUE}))"
    r"|(?<![\w.,])(?P<before>\d[\d.,e-]{0,10}|None|True|False)[\"'`*$]{0,2} ?[(,]{0,2} ?"
    r"(?:by default|par d[eé]faut|as default)",
    re.IGNORECASE,
)
"""What a description of an argument ends with: `Defaults to 0.9`, `(0.9 par défaut)`."""
_ENTRY = regex(rf"[^\w\n]{{0,12}}(?:{_NAME})(?![\w])[\"'`*_$)\]]{{0,4}}\s{{0,3}}(?:[:=(,]|is\b|est\b)", re.IGNORECASE)
_BULLETS, _ENDS = ("-", "*", "+", "•", "–"), ("", ":", ".", ";", "!", "?")
"""What an entry of a list begins with, and what the line before it ends with: else it is prose that was wrapped."""
_WRAPPED = regex(r"(?:,|\b(?:and|et))\s*$")
_LONG_ENTRY = 600
_LONG_TITLE = 60
_REACH = 400
"""So far around an argument its sentence is looked at."""
_STOP = regex(r"[.!?…][\"'`)*_]{0,3}\s+(?=[\"'`(*_«$\\]{0,3}[A-ZÀ-Þ])|\n\s*\n")


def find(submission: Submission) -> Iterator[Argument]:
    """Yield the arguments that a submission states, in the order of its blocks."""
    for block in submission.blocks:
        if block.kind in ("header", "figure") or block.damaged:
            continue
        text = block.text[: calls.LONG].replace("{,}", ",")
        spans = list(calls.spans(text))
        for name, _, inner, end in spans:
            yield from calls.arguments(block, text, name, inner, end)
        if block.kind == "table" and block.cells:
            yield from _in_table(block)
        elif block.kind != "output":
            told = [(start, end) for _, start, inner, end in spans if text[inner : end - 1].strip()]
            yield from _in_text(block, _without(text, told))


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Blank out the calls, which are read by themselves."""
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _in_table(block: Block) -> Iterator[Argument]:
    """Yield the arguments of cells whose row or column is named after one; the headings may say `default`."""
    heads = [plain(cell) for cell in block.cells[0]]
    told = any(map(DEFAULT.search, heads[1:]))
    columns = [_of_title(head) for head in heads]
    for row, place in zip(block.cells[1:], block.rows[1:], strict=False):
        first = plain(row[0]) if row else ""
        own = _of_title(first)
        for head, column, cell in zip(heads[1:], columns[1:], row[1:], strict=False):
            name = own or column
            value = parsed(plain(cell).replace("{,}", ",")) if name else ""
            if name and not isinstance(value, str) and (not told or DEFAULT.search(head)):
                quote, text = f"{first} | {plain(cell)}"[:120], f"{first} {head} "
                yield Argument(name, value, "table", place, quote, text, len(text), len(text))


def _of_title(text: str) -> str | None:
    """Return the argument that a cell names; None if it says more, or names none."""
    text = text.strip(" `*:")[:_LONG_TITLE]
    match = _TITLE.fullmatch(text)
    return next(name for name in NAMES if match[name]) if match else argument_name(text.replace(" ", "_"))


def _in_text(block: Block, text: str) -> Iterator[Argument]:
    """Yield the arguments of sentences, and of lines of code or of a list."""
    flowing = text.replace("\n", " ")
    units = list(_units(text, block))
    for start, end in units:
        entry = _ENTRY.match(flowing, start, end)
        found = [(match, match.end(), match["value"]) for match in _STATED.finditer(flowing, start, end)]
        if entry and not found:
            following = (at for at, _ in units if at > start and _ENTRY.match(flowing, at))
            found = _described(flowing, entry, min(next(following, len(text)), start + _LONG_ENTRY))
        for match, at, written in found:
            value = parsed(written)
            if isinstance(value, str):
                continue
            first = max(start, match.start() - _REACH)
            named = entry if entry and match.re.pattern == _DESCRIBED.pattern else match
            stop = at + len(re.split(r",(?!\d)|[;/\s)|$]", written)[0])
            listed = entry or re.search(r"[:=]\s{0,3}[\"'`*$]{0,3}$", flowing[match.start() : at])
            yield Argument(
                next(name for name in NAMES if named[name]), value, "list" if listed else "prose",
                block.at(match.start(), stop), flowing[match.start() : stop].strip(),
                flowing[first : min(max(end, stop), stop + _REACH)], match.start() - first, stop - first,
            )  # fmt: skip


def _described(text: str, entry: re.Match[str], end: int) -> list[tuple[re.Match[str], int, str]]:
    """Return the default that the description of an argument gives, if there is one alone."""
    defaults = list(_DESCRIBED.finditer(text, entry.end(), end))
    if len(defaults) != 1 or OPTIMIZER.search(text, entry.end(), defaults[0].start()):
        return []
    found = defaults[0]
    group = "before" if found["before"] else "behind"
    return [(found, found.start(group), found[group])]


def _units(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, and of each line of code or of a list."""
    cuts = {0, len(text)}
    if block.kind in ("code", "formula"):
        cuts.update(found.end() for found in re.finditer("\n", text))
    else:
        cuts.update(found.end() for found in _STOP.finditer(text))
        at, listed = 0, True
        for line in text.split("\n"):
            listed = _ENTRY.match(line) is not None and (listed or line.lstrip()[:1] in _BULLETS)
            cuts.update((at, at + len(line)) if listed else ())
            listed = (listed and not _WRAPPED.search(line)) or line.rstrip()[-1:] in _ENDS
            at += len(line) + 1
    places = sorted(cuts)
    return pairwise(places)
