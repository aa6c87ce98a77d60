"""What reports call the classes: digits, the garments of Fashion-MNIST in French and English, healthy and ill."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.check.facts.class_names import GARMENT, GARMENTS, garment_of
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity

_NORMAL = regex(r"normale?s?|healthy|sains?|saine?s?|n[ée]gati(?:ve|f)s?", re.IGNORECASE)
_ILL = regex(r"pneumoni[ae]s?|malades?|ill|sick|positi(?:ve|f)s?|infect\w+", re.IGNORECASE)
_BEFORE = regex(
    r"(?:mod[èe]le?s?|fig(?:ure)?s?|cas|case|tab(?:le(?:au)?)?|layers?|couches?|exp(?:[ée]rience|eriment)?s?"
    r"|mesures?|tests?|essais?"
    r"|parties?|parts?|sections?|questions?|conv(?:2d)?|cell|orientations?|dropout|epochs?|[ée]poques?|n[°o]"
    r"|num[ée]ro|runs?"
    r"|config(?:uration)?s?|top|first|last|premi[èe]re?s|derni[èe]re?s|r[ée]seau|network|variante?s?|step"
    r"|[ée]tape|exercise|exercice"
    r"|labo?|pw|tp|page|version|environ|about|only|all)"
    r"[ ]?[:=(#]?[ ]?$",
    re.IGNORECASE,
)
_AFTER = regex(
    r"[ ]?(?:fois\b|times?\b|images?\b|errors?\b|erreurs?\b|cas\b|cases?\b|epochs?\b|[ée]poques?\b|layers?\b"
    r"|couches?\b"
    r"|neur\w+|pix\w*|orient\w+|filt\w+|%|mod[èe]le?s?\b|chiffres?\b|digits\b|numbers\b|classes\b|exp[ée]r\w+"
    r"|premi\w+|derni\w+"
    r"|first\b|last\b|samples?\b|instances?\b|occurrences?\b|confusions?\b|paires?\b|pairs?\b|others?\b|autres\b"
    r"|main\b"
    r"|principa\w+|mesures?\b|tests?\b|essais?\b|hidden\b|cach\w+|dense\b|points?\b|x\b|×|\*|=|\+"
    r"|plus[ ](?:gran|gros|fr[ée]|imp)|most[ ](?:conf|freq|com))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """A class that a text names.

    Attributes:
        index: of the class in the matrix.
        start: the offset of its first character in the text.
        end: the offset after its last.
    """

    index: int
    start: int
    end: int


def digits(text: str) -> Iterator[Mention]:
    """Yield the digits of a text that may be classes: single, and not a number of anything."""
    for found in re.finditer(
        r"(?<![0-9A-Za-z_.,'’°#^\\=*+×])[0-9](?:s(?!\w))?(?![0-9A-Za-z°^*_]|[.,'’][0-9]|\{,\}|[ \u00a0\u202f]?%)", text
    ):
        before, after = text[max(0, found.start() - 24) : found.start()], text[found.end() : found.end() + 16]
        if _BEFORE.search(before) or _AFTER.match(after):
            continue
        yield Mention(int(found[0][0]), found.start(), found.end())


def garments(text: str) -> Iterator[Mention]:
    """Yield the garments that a text names."""
    for found in GARMENT.finditer(text):
        index = next(index for index in range(len(GARMENTS)) if found[f"g{index}"])
        yield Mention(index, found.start(), found.end())


def unmentioned(text: str, mentions: Iterable[Mention | Quantity]) -> str:
    """Return a text with an `x` for each class (or number) that it names, and for each letter of a garment."""
    for one in mentions:
        size = one.end - one.start
        text = text[: one.start] + ("x".ljust(size) if text[one.start].isdigit() else "x" * size) + text[one.end :]
    return text


def index_of(label: str, size: int, labels: tuple[str, ...] = ()) -> int | None:
    """Return the index of a class by its name or number; None if it is no class of the matrix."""
    name = label.strip().strip("\"'«»“” ")
    lowered = [known.strip().lower() for known in labels]
    if name.lower() in lowered:
        return lowered.index(name.lower())
    if name.isdecimal() and int(name) < size:
        return int(name)
    if size == 2:
        return 0 if _NORMAL.fullmatch(name) else 1 if _ILL.fullmatch(name) else None
    return garment_of(name) if size == 10 else None
