"""Words for the kinds of networks whose sizes are compared, and for how many times one is the other."""

import re

from reportgen.check.comparing.sizes import DEEP, SHALLOW, Kind
from reportgen.check.patterns import regex

KindsAt = tuple[int, int, tuple[Kind, ...]]
"""Kinds of networks with the offsets of the words that name them."""
_SHALLOW = regex(
    r"\bshallow\w*|peu profond\w*|\bsuperficiel\w*|\bmlps?\b|\bperceptrons?\b|(?:fully[- ]connected"
    r"|dense) (?:network|model)\w*|reseaux? (?:simples?|denses?|classiques?)|\b(?:first"
    r"|premiere?s?) (?:two )?(?:models?|experiments?|modeles?)"
)
_DEEP = regex(
    r"\bdeep(?:er)?\b(?! learning)|\bcnns?\b"
    r"|(?<!couche )(?<!couches )(?<!couches de )(?<!couche de )\bconvol\w*(?! ?(?:\w+ )?(?:layers?"
    r"|filters?|kernels?|part\b|2d))|\bprofonds?\b|\bdnns?\b"
)
_HOG = regex(r"\bhogs?\b|\bfeatures?\b|caracteristiques")
_RAW = regex(r"\braw\b|\bbrutes?\b|\bbruts?\b")
_WORDS: tuple[tuple[str, re.Pattern[str], tuple[Kind, ...]], ...] = (
    ("shallow", _SHALLOW, SHALLOW), ("deep", _DEEP, DEEP), ("hog", _HOG, ("hog",)), ("raw", _RAW, ("raw",)),
)  # fmt: skip
_TIMES = regex(
    r"(?P<number>\d{1,4}(?:[.,]\d{1,2})?) ?(?:times|fois|x)\b(?! ?\d)|\b(?P<word>two|three|four|five"
    r"|ten|twenty|hundred|deux|trois|quatre|cinq|dix|vingt|cent) (?:times|fois)\b|\b(?P<twice>twice)\b"
)
_NUMBERS = {
    "two": 2,
    "deux": 2,
    "three": 3,
    "trois": 3,
    "four": 4,
    "quatre": 4,
    "five": 5,
    "cinq": 5,
    "ten": 10,
    "dix": 10,
    "twenty": 20,
    "vingt": 20,
    "hundred": 100,
    "cent": 100,
}
_LOOSE = regex(
    r"\b(?:about|around|almost|nearly|approx\w*|roughly|over|more than|less than|at least|up to"
    r"|presque|environ|pres de|quasi\w*|plus de|plus d'|moins de|au moins|jusqu'a)\b ?$|[~≈] ?$"
)


def kinds(folded: str) -> list[KindsAt]:
    """Return the kinds of networks that a text names, with the offsets of the words."""
    found = [
        (match.start(), match.end(), kinds_) for _, pattern, kinds_ in _WORDS for match in pattern.finditer(folded)
    ]
    found = [one for one in found if not (one[2] == DEEP and re.search(r"\bpeu $", folded[: one[0]]))]
    return sorted(found)


def multiple(folded: str) -> tuple[float, bool]:
    """Return how many times is said, and whether it is `about`; 0 if nothing is."""
    match = _TIMES.search(folded)
    if match is None:
        return 0.0, False
    value = (
        2.0
        if match["twice"]
        else float(_NUMBERS[match["word"]])
        if match["word"]
        else float(match["number"].replace(",", "."))
    )
    return value, bool(_LOOSE.search(folded[: match.start()]))
