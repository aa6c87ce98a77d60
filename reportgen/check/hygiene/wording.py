"""Small things of form: empty parts, doubled signs and words, layers and classes called by a wrong name."""

import re
from collections.abc import Iterator

from reportgen.check.consistency.handout import is_handout
from reportgen.check.submission import Submission
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

EMPTY, TYPO, TERM, ORDINAL = "hygiene.empty", "hygiene.typo", "language.layer", "language.ordinal"
CLASSES = (
    ("t-shirt", "tshirt"), ("trouser", "pantalon"), ("pullover", "pull"), ("dress", "robe"), ("coat", "manteau"),
    ("sandal", "sandale"), ("shirt", "chemise"), ("sneaker", "basket"), ("bag", "sac"), ("boot", "bottine"),
)  # fmt: skip
_ORDINALS = (
    "first|premi[eè]re", "second|deuxi[eè]me|seconde", "third|troisi[eè]me", "fourth|quatri[eè]me", "fifth|cinqui[eè]me",
    "sixth|sixi[eè]me", "seventh|septi[eè]me", "eighth|huiti[eè]me", "ninth|neuvi[eè]me", "tenth|dixi[eè]me",
)  # fmt: skip
_NTH = re.compile(
    r"\b(?:" + "|".join(f"(?P<n{index}>{words})" for index, words in enumerate(_ORDINALS))
    + r")\s(?:class|category|classe|cat[eé]gorie)\s?[(,:=–-]{0,2}\s?(?:the\s|la\s|le\s|les\s)?[\"'“«*]?\s?(?P<name>t-?shirt|[a-zé]{3,9})",
    re.IGNORECASE,
)  # fmt: skip
_INPUT_LAYER = re.compile(
    r"\b(?P<count>\d{1,4})[ -](?:neur(?:ones?|ons?)|units?)\s(?:sur|dans|in|on|of|pour|for|de)\s(?:la\s|the\s)?(?:couche\s(?:d['’]\s?)?(?:input|entr[eé]e)|input\slayer)"
    r"|\b(?P<before>\d{1,4})[ -](?:neurons?|units?)[ -]input\slayer",
    re.IGNORECASE,
)
_TWICE = re.compile(
    r"(?<![\w'’-])(the|of|is|are|with|and|to|in|de|le|la|les|des|un|une|et|est|du|dans|pour|avec|sur)\s\1(?![\w'’-])",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"\d\s?%%(?!%)")
_INPUTS = re.compile(r"(?<![\d.,])784(?![\d.,]\d)|28\s?[x×*]\s?28")
_FORMATS = ("md", "ipynb", "tex")


def verdicts(submission: Submission) -> Iterator[Verdict]:
    """Yield the reviews of form, none of them grave."""
    yield from _empty(submission)
    for sentence in submission.sentences:
        text = sentence.text[:1000]
        if (
            is_handout(text)
            or submission.blocks[sentence.block].damaged
            or sentence.place.last - sentence.place.first > 4
        ):
            continue
        for rule, key, found, expected, suspicion in _said(text, submission, sentence.place.first):
            values = (("quote", found), ("expected", expected))
            yield Verdict(
                rule,
                "review",
                sentence.place,
                text[:200],
                found,
                expected,
                Label(key, values),
                "imprecision",
                suspicion,
            )


def _said(text: str, submission: Submission, line: int) -> Iterator[tuple[str, str, str, str, float]]:
    """Yield rule, label, what is said, what is right and the suspicion for each slip of a sentence."""
    for found in _SIGNS.finditer(text) if submission.format != "tex" else ():
        yield TYPO, "check.how.hygiene.typo", found[0], found[0][:-1], 0.1
    for found in _TWICE.finditer(text) if not submission.extracted else ():
        yield TYPO, "check.how.hygiene.typo", found[0], found[1], 0.05
    for found in _NTH.finditer(text):
        yield from _ordinal(found)
    for found in _INPUT_LAYER.finditer(text):
        count = int(found["count"] or found["before"])
        if 1 < count < 784 and _reads_pixels(submission, line):
            yield TERM, "check.how.language.layer", found[0], "784", 0.3


def _ordinal(found: re.Match[str]) -> Iterator[tuple[str, str, str, str, float]]:
    said = next(index for index in range(10) if found[f"n{index}"])
    name = found["name"].lower().replace("tshirt", "t-shirt")
    right = next((index for index, names in enumerate(CLASSES) if name.rstrip("s") in names), None)
    if right is not None and right != said:
        yield ORDINAL, "check.how.language.ordinal", found[0], str(right + 1), 0.3


def _reads_pixels(submission: Submission, line: int) -> bool:
    """Tell whether the lines near a sentence say that the network reads 784 pixels."""
    near = " ".join(one.text[:500] for one in submission.lines[max(0, line - 12) : line + 12])
    return _INPUTS.search(near) is not None


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
