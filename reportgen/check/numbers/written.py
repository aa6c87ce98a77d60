"""The digits of a number, and what they may mean: `1,234` is 1234 or 1.234, `401'920` is 401920.

A run of digits and separators is taken as a whole and then cut into numbers, so that every text takes linear time.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportgen.check.patterns import regex
from reportgen.check.stated import Reading

SPACE = (
    r"[\u00a0\u202f\u2007-\u200a]|\{?\\[,;:!]\}?|\\ |~|\\thinspace ?"
    r"|&(?:nbsp|thinsp|#160|#8201|#8239);"
)
"""What stands between the digits of one number where a page shows a gap."""
_DIGITS = r"[0-9]++"
_SEPARATOR = rf"(?:[.,_'’‘ʼ′´]|\\['’]|\{{[.,]\}}|{SPACE})"
_RUN = regex(rf"(?:(?<![\w.)\]}}])\.(?=[0-9]))?{_DIGITS}(?:{_SEPARATOR}{_DIGITS})*")
_PIECE = regex(rf"({_SEPARATOR})?({_DIGITS})")
_GROUPED = regex(r"([0-9]{1,3}(?:([' _])[0-9]{3})(?:\2[0-9]{3})*)(?:[.,]([0-9]+))?")
_POINTED = regex(r"([0-9]+)([.,])([0-9]+)")
_THOUSANDS = regex(r"([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)|([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)")
_MILLIONS = regex(r"[0-9]{1,2}(?:,[0-9]{3}){2,}|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_MOST_DIGITS = 22


class Digits(NamedTuple):
    """A number without sign, exponent or unit.

    Attributes:
        start: the offset of its first character.
        end: the offset after its last.
        readings: the likelier first.
        plain: its digits, if it has nothing else.
    """

    start: int
    end: int
    readings: tuple[Reading, ...]
    plain: str = ""


def written(text: str) -> Iterator[Digits]:
    """Find all numbers of a text, in order."""
    for run in _RUN.finditer(text):
        digits = run[0]
        if digits.isdecimal():
            if len(digits) <= _MOST_DIGITS:
                yield Digits(run.start(), run.end(), (Reading(int(digits), 1),), digits)
            continue
        pointed = _POINTED.fullmatch(digits)
        if pointed and pointed[2] == "." and len(digits) <= _MOST_DIGITS:
            yield Digits(run.start(), run.end(), _ambiguous(pointed[1], ".", pointed[3]))
            continue
        yield from _numbers(run[0], run.start(), _bracketed(text, run.start(), run.end()))


def _bracketed(text: str, start: int, end: int) -> bool:
    """Tell whether a run stands in brackets as a shape or an interval does: `(28,28)`, `[0,1]`, not `CNN (81,090)`."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before == "[" and after == "]":
        return True
    first, _, second = text[start:end].partition(",")
    thousands = len(second) == 3 and text[max(0, start - 2) : start] == " ("
    called = bool(re.search(r"[\w,(=]\s?\($", text[max(0, start - 4) : start])) and not thousands
    return before == "(" and after == ")" and (first == second or called)


def _numbers(run: str, offset: int, listed: bool) -> Iterator[Digits]:
    """Cut a run of digits and separators into numbers."""
    pieces = [(_sign(match[1]), match[2], match.start(2), match.end()) for match in _PIECE.finditer(run)]
    canonical = "".join(sign + digits for sign, digits, _, _ in pieces)
    readings = () if listed and canonical.count(",") else _read(canonical)
    if readings:
        yield Digits(offset, offset + len(run), readings, run if run.isdecimal() else "")
        return
    for separators in ("_ '", ",", "."):
        cuts = [piece for piece in pieces[1:] if piece[0] and piece[0] in separators]
        if cuts:
            yield from _cut(run, offset, cuts, separators)
            return


def _cut(run: str, offset: int, cuts: list[tuple[str, str, int, int]], separators: str) -> Iterator[Digits]:
    """Take a run apart at the separators that cannot be inside of a number."""
    if separators == ".":  # a version, a date, the number of a section
        return
    starts = [0, *(start for _, _, start, _ in cuts)]
    for start, after in zip(starts, [*starts[1:], len(run) + 1], strict=True):
        part = re.match(rf"\.?{_DIGITS}(?:{_SEPARATOR}{_DIGITS})*", run[start : after - 1])
        if part:
            readings = _read("".join(_sign(m[1]) + m[2] for m in _PIECE.finditer(part[0])))
            if readings:
                end = offset + start + part.end()
                yield Digits(offset + start, end, readings, part[0] if part[0].isdecimal() else "")


def _sign(separator: str | None) -> str:
    if not separator:
        return ""
    if separator.lstrip("\\") in "'’‘ʼ′´":  # Markdown out of a word processor has `\'`
        return "'"
    if "\\" not in separator and ("," in separator or "." in separator):
        return "," if "," in separator else "."
    return "_" if separator == "_" else " "


def _read(canonical: str) -> tuple[Reading, ...]:
    """Return the readings of digits with `.`, `,`, `'`, `_` and spaces in between; none if they are not one number."""
    if len(canonical) > _MOST_DIGITS:
        return _long(canonical)
    if canonical.isdecimal():
        return (Reading(int(canonical), 1),)
    if grouped := _GROUPED.fullmatch(canonical):
        return (_decimal(re.sub("[' _]", "", grouped[1]), grouped[3] or ""),)
    if pointed := _POINTED.fullmatch(canonical):
        return _ambiguous(pointed[1], pointed[2], pointed[3])
    if canonical[0] == "." and canonical[1:].isdecimal():
        return (_decimal("0", canonical[1:]),)
    if thousands := _THOUSANDS.fullmatch(canonical):
        return (_decimal(re.sub("[.,]", "", thousands[1] or thousands[3]), thousands[2] or thousands[4]),)
    return (Reading(int(re.sub("[.,]", "", canonical)), 1),) if _MILLIONS.fullmatch(canonical) else ()


def _long(canonical: str) -> tuple[Reading, ...]:
    """Read a decimal fraction that was printed with all its digits."""
    whole, _, decimals = canonical.partition(".")
    if len(canonical) <= 2 * _MOST_DIGITS and len(whole) < _MOST_DIGITS and (whole + decimals).isdecimal() and decimals:
        return (_decimal(whole, decimals),)
    return ()


def _decimal(whole: str, decimals: str) -> Reading:
    return Reading(float(f"{whole}.{decimals}"), 10.0 ** -len(decimals)) if decimals else Reading(int(whole), 1)


def _ambiguous(whole: str, point: str, decimals: str) -> tuple[Reading, ...]:
    """Read one separator: decimals, or thousands where three digits follow."""
    small = _decimal(whole, decimals)
    if len(decimals) != 3 or len(whole) > 3 or whole.startswith("0"):
        return (small,)
    large = Reading(int(whole + decimals), 1)
    return (large, small) if point == "," or decimals.endswith("00") else (small, large)
