"""Small things of form: empty parts, doubled signs and words, layers and classes called by a wrong name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.consistency.handout import is_handout
from reportgen.check.consistency.hog import size
from reportgen.check.patterns import regex
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

EMPTY, TYPO, TERM, ORDINAL = "hygiene.empty", "hygiene.typo", "language.layer", "language.ordinal"
CLASSES = (
    ("t-shirt", "tshirt"), ("trouser", "pantalon"), ("pullover", "pull"), ("dress", "robe"), ("coat", "manteau"),
    ("sandal", "sandale"), ("shirt", "chemise"), ("sneaker", "basket"), ("bag", "sac"), ("boot", "bottine"),
)  # fmt: skip
_ORDINALS = (
    "first|premi[eè]re",
    "second|deuxi[eè]me|seconde",
    "third|troisi[eè]me",
    "fourth|quatri[eè]me",
    "fifth|cinqui[eè]me",
    "sixth|sixi[eè]me",
    "seventh|septi[eè]me",
    "eighth|huiti[eè]me",
    "ninth|neuvi[eè]me",
    "tenth|dixi[eè]me",
)
_NTH = regex(
    r"\b(?:" + "|".join(f"(?P<n{index}>{words})" for index, words in enumerate(_ORDINALS))
    + r")\s(?:class|category|classe|cat[eé]gorie)\s?[(,:=–-]{0,2}\s?(?:the\s|la\s|le\s"
        r"|les\s)?[\"'“«*]?\s?(?P<name>t-?shirt|[a-zé]{3,9})",
    re.IGNORECASE,
)  # fmt: skip
_INPUT_LAYER = regex(
    r"\b(?P<count>\d{1,4})[ -](?:neur(?:ones?|ons?)|units?)\s(?:sur|dans|in|on|of|pour|for|de)\s(?:la\s"
    r"|the\s)?(?:couche\s(?:d['’]\s?)?(?:input|entr[eé]e)|input\slayer)"
    r"|\b(?P<before>\d{1,4})[ -](?:neurons?|units?)[ -]input\slayer",
    re.IGNORECASE,
)
_TWICE = regex(
    r"(?<![\w'’-])(the|of|is|are|with|and|to|in|de|le|la|les|des|un|une|et|est|du|dans|pour|avec|sur)\s\1(?![\w'’-])",
    re.IGNORECASE,
)
_SIGNS = regex(r"\d\s?%%(?!%)")
_INPUTS = regex(r"(?<![\d.,])784(?![\d.,]\d)|28\s?[x×*]\s?28")
PIXELS = 784
_HOG = {size(orientations, cell) for orientations in (4, 6, 8, 9, 12) for cell in (2, 4, 7)}
_FORMATS = ("md", "ipynb", "tex")


@dataclass(frozen=True)
class _Slip:
    """A small thing that a sentence has wrong.

    Attributes:
        rule: its id.
        found: as written.
        expected: as it should be.
        suspicion: of the review.
    """

    rule: str
    found: str
    expected: str
    suspicion: float


def verdicts(submission: Submission) -> Iterator[Verdict]:
    """Yield the reviews of form, none of them grave."""
    yield from _empty(submission)
    for sentence in submission.sentences:
        text = sentence.text[:1000]
        for slip in _slips(text, submission):
            if not is_handout(text) and not submission.blocks[sentence.block].damaged:
                place = Place(sentence.place.first, min(sentence.place.last, sentence.place.first + 4))
                yield _verdict(slip, place, text[:200])


def _slips(text: str, submission: Submission) -> Iterator[_Slip]:
    for found in _SIGNS.finditer(text) if submission.format != "tex" else ():
        yield _Slip(TYPO, found[0], found[0][:-1], 0.1)
    for found in _TWICE.finditer(text) if not submission.extracted else ():
        yield _Slip(TYPO, found[0], found[1], 0.05)
    for found in _NTH.finditer(text):
        yield from _ordinal(found)
    for found in _INPUT_LAYER.finditer(text):
        count = int(found["count"] or found["before"])
        if 1 < count < PIXELS and count not in _HOG and _reads_pixels(submission):
            yield _Slip(TERM, found[0], str(PIXELS), 0.3)


def _ordinal(found: re.Match[str]) -> Iterator[_Slip]:
    said = next(index for index in range(10) if found[f"n{index}"])
    name = found["name"].lower().replace("tshirt", "t-shirt")
    right = next((index for index, names in enumerate(CLASSES) if name in names or name.rstrip("s") in names), None)
    if right is not None and right != said:
        yield _Slip(ORDINAL, found[0], str(right + 1), 0.3)


def _reads_pixels(submission: Submission) -> bool:
    """Tell whether a report says that a network reads 784 pixels."""
    return any(_INPUTS.search(block.text[:4000]) for block in submission.blocks)


def _verdict(slip: _Slip, place: Place, quote: str) -> Verdict:
    values = (("quote", slip.found), ("expected", slip.expected))
    how = Label(f"check.how.{slip.rule}", values)
    return Verdict(slip.rule, "review", place, quote, slip.found, slip.expected, how, "imprecision", slip.suspicion)


def _empty(submission: Submission) -> Iterator[Verdict]:
    """Yield a review for each heading under which nothing stands, in formats that tell headings for certain."""
    blocks = submission.blocks
    if submission.format not in _FORMATS or submission.extracted:
        return
    for index, block in enumerate(blocks[:-1]):
        after = blocks[index + 1]
        if (
            block.kind != "heading"
            or after.kind != "heading"
            or after.level > block.level
            or index == 0
            or block.level < 2
        ):
            continue
        if block.level > 5 or is_handout(block.text):
            continue
        title = submission.quote(block.place, 120)
        values = (("title", title),)
        yield Verdict(
            EMPTY, "review", block.place, title, title, "", Label("check.how.hygiene.empty", values), "imprecision", 0.2
        )
