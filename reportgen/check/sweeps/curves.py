"""Curves over the noise: tables with a level of noise on one side and noisy and denoised images on the other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.check.facts.folding import folded
from reportgen.check.facts.passages import clean
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Reading
from reportgen.check.submission import Block, Submission
from reportgen.check.sweeps.stated import Curves

_AXIS = regex(r"\b(?:noise|bruit|niveaux?|levels?|p|sigma|σ)\b")
_WITHOUT = regex(
    r"\b(?:without|sans|no|non|not|before|avant|un)\b[ -]{0,2}(?:the |le |l'|any )?"
    r"(?:denois\w*|debruit\w*|auto-?encod\w*|ae)"
)
_DENOISED = regex(r"denois|debruit|auto-?encod|reconstr|nettoy|cleaned|\bae\b")
_NOISY = regex(r"\bnois(?:y|ed)\b|\bbruitee?s?\b|\bwithout\b|\bsans\b|\braw\b|\bbrute?s?\b|\bbefore\b|\bavant\b")
_OTHER = regex(r"\bloss|perte|train|entrain|mlp|dense|error|erreur|gain|diff|ecart|mse|human|humain|oeil")
_LEAST = 3


def find(submission: Submission) -> tuple[Curves, ...]:
    """Return the curves of a report, in order."""
    return tuple(found for block in submission.of("table") if not block.damaged for found in _of(block))


def _of(block: Block) -> Iterator[Curves]:
    cells = [[folded(clean(cell)).strip(" *") for cell in row] for row in block.cells]
    if len(cells) < 2 or any(len(row) != len(cells[0]) for row in cells):
        return
    for table in (cells, [list(column) for column in zip(*cells, strict=True)]):
        found = _by_columns(table, block)
        if found is not None:
            yield found
            return


def _by_columns(table: Sequence[Sequence[str]], block: Block) -> Curves | None:
    """Return the curves of a table that has a row for each level."""
    roles = [role(text) for text in table[0]]
    if not _AXIS.search(table[0][0]) or roles.count("noisy") != 1 or roles.count("denoised") != 1:
        return None
    levels, noisy, denoised = list[Reading](), list[Reading](), list[Reading]()
    for row in table[1:]:
        numbers = [_number(row[index]) for index in (0, roles.index("noisy"), roles.index("denoised"))]
        if None in numbers:
            return None
        for values, number in zip((levels, noisy, denoised), numbers, strict=True):
            assert number is not None
            values.append(number)
    shares, scores = _scaled(levels), _scaled([*noisy, *denoised])
    ascending = all(one.value < two.value for one, two in pairwise(shares))
    if len(levels) < _LEAST or not ascending or not all(0 <= one.value <= 1 for one in (*shares, *scores)):
        return None
    half = len(levels)
    return Curves(tuple(one.value for one in shares), tuple(scores[:half]), tuple(scores[half:]), block.place)


def role(text: str) -> str:
    """Return what the folded heading of a series says: `noisy`, `denoised` or nothing."""
    if _OTHER.search(text):
        return ""
    if _WITHOUT.search(text):
        return "noisy"
    if _DENOISED.search(text):
        return "denoised"
    return "noisy" if _NOISY.search(text) else ""


def _number(text: str) -> Reading | None:
    found = quantities(text)
    if len(found) != 1 or text.replace(found[0].text, "").strip(" %p="):
        return None
    return found[0].readings[0]


def _scaled(numbers: Sequence[Reading]) -> list[Reading]:
    """Return numbers as shares: all of them are percentages if one is above 1."""
    scale = 0.01 if any(one.value > 1 for one in numbers) else 1.0
    return [Reading(one.value * scale, one.step * scale) for one in numbers]
