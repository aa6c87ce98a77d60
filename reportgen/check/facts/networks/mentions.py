"""What prose says of sizes: neurons of hidden and output layers, inputs, cells and orientations of HOG features."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportgen.check.facts.holding import held
from reportgen.check.patterns import regex

Role = Literal["hidden", "output", "input", "layer"]
"""`layer`: neurons of a layer that the text does not place."""

LARGEST_OUTPUT = 20
"""Classes; a longer list of sizes is one of cases."""

_N = r"(?<![\w.,'’×*x/])(\d{1,3}[ \u00a0\u202f'’,]\d{3}(?!\d)|\d{1,5})(?![\d'’]|[.,]\d)"
_NEURONS = r"neur(?:one?s?|onn?es?|ons?)|units?|unités?|unites?|nodes?|n(?:œ|oe)uds?"
_SIZED = regex(
    rf"{_N}[\s-]{{0,2}}(?:(?:hidden|input|output|dense|fully[- ]connected)\s)?(?P<noun>{_NEURONS}|entr(?:é|e)es?"
    r"|inputs?|input\sfeatures|sorties?|outputs?|classes|features|caract(?:é|e)ristiques|pixels?|valeurs|values)(?!\w)",
    re.IGNORECASE,
)
_SIZE_AFTER = regex(
    r"(?P<noun>hidden\slayer(?:\sof)?(?:\ssize)?|couche\scach(?:é|e)e(?:\sde)?(?:\staille)?|output\slayer"
    r"|couche\sde\ssortie|neurones?\scach(?:é|e)s?|hidden\s(?:neurons|units)|nombre\sde\sneurones"
    r"|number\sof\s(?:hidden\s)?(?:neurons|units))"
    rf"\s{{0,2}}(?:[:=]|\bis|\best\b)?\s{{0,2}}{_N}(?!\s?[*×x]\s?\d)",
    re.IGNORECASE,
)
_CLAUSE = regex(r"[,;:()|\n]|\s(?:et|and|puis|then|avec|with|suivie?s?\sd|followed\sby|finally|enfin)\s", re.IGNORECASE)
_HIDDEN = regex(r"cach(?:é|e)|hidden", re.IGNORECASE)
_OUTPUT = regex(r"sortie|output|softmax|classes|derni(?:è|e)re couche|last layer|final", re.IGNORECASE)
_INPUT = regex(r"entr(?:é|e)e|input|vecteur|vector|flatten", re.IGNORECASE)
_CHAIN = regex(r"(?<![\d.\w])\d{2,5}(?:\s?(?:-|–|—|→|->|=>|⇒)\s?\d{1,5}){2,6}(?!\w|\.\d|\s?[-–—→=]\s?>?\d)")
_ALIKE = regex(
    r"(?<!\w)(two|deux|three|trois|[23])\s(?:couches\scach(?:é|e)es|hidden\slayers)\s(?:\w{1,14}\s){0,2}"
    r"(\d{1,5})\s?(?:neur|unit|node)(?!\w{0,8}\s(?:et|and|,)\s\d)",
    re.IGNORECASE,
)
_UNLIKE = regex(
    r"(?:couches\scach(?:é|e)es|hidden\slayers)\W{1,3}(?:\w{1,14}\s){0,3}(?P<a>\d{1,5})"
    r"(?:\sneur\w{1,5}|\sunits)?\s?(?:,|et|and|puis|then|\+)\s?(?:(?P<b>\d{1,5})\s?(?:,|et|and|puis|then|\+)\s?)?(?P<c>\d{1,5})\s?(?:neur|unit|node)"
    r"|(?<![\d.,])(?P<d>\d{2,5})\s(?:et|and)\s(?P<e>\d{2,5})\s"
    r"(?:hidden\s(?:units|neurons)|neurones\scach|unit(?:é|e)s\scach)",
    re.IGNORECASE,
)
_DENSE = regex(
    r"(?:\bDense|couche\sdense|dense\slayer|fully[-\s]connected(?:\slayer)?)\s?\(?\s?(?:(?:de|of|with|avec|à|:)\s)?"
    r"(\d{1,5})(?![\d.,]\d)",
    re.IGNORECASE,
)
_ORIENTATIONS = regex(
    r"(?<![\d.,])(\d{1,2})\s?(?:orientations?|directions?)(?!\w)"
    r"|n?_?orientations?(?:\scount|\sbins)?\)?\s?(?:[:=]|is|à|de)?\s?(\d{1,2})(?!\d|\.\d)",
    re.IGNORECASE,
)
_CELLS = regex(
    r"(?<![\d.,])(\d{1,2})\s?(?:pix(?:els?)?\s?(?:per|par|/)\s?cell)"
    r"|(?:pix(?:els?)?[\s_]{0,2}(?:p|per|par|/)[\s_]{0,2}cell(?:ule)?s?)\)?"
    r"\s?(?:[:=]|is|à|de|of)?\s?\(?(\d{1,2})(?!\d|\.\d)",
    re.IGNORECASE,
)
_SEVERAL = regex(
    r"couches\scach|hidden\slayers\b(?!\s?:)"
    r"|(?:deuxi(?:è|e)me|seconde?|second|third|troisi(?:è|e)me|2\s?(?:e|(?:è|e)me|nd)|3\s?(?:e|(?:è|e)me|rd))"
    r"\s(?:hidden\s|dense\s)?(?:couche|layer)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """A size with the part of the network it is said of."""

    role: Role
    value: int
    noun: str


def mentions(text: str) -> Iterator[Mention]:
    """Yield the sizes that a sentence states of its own network; supposed and former ones are left out."""
    text = text[:2_000]
    if not (_SIZED.search(text) or _SIZE_AFTER.search(text)):
        return
    text = held(text)
    after = {match.start(2): match for match in _SIZE_AFTER.finditer(text)}
    for match in after.values():
        yield Mention("output" if _OUTPUT.search(match["noun"]) else "hidden", _whole(match[2]), match["noun"].lower())
    for match in _SIZED.finditer(text):
        if match.start(1) not in after:
            noun = match["noun"].lower()
            yield Mention(_role(text, match, noun), _whole(match[1]), noun)


def _role(text: str, match: re.Match[str], noun: str) -> Role:
    """Return what a size belongs to, by its noun and the other words of its clause."""
    if noun.startswith(("sortie", "output", "classe")):
        return "output"
    if not re.match(_NEURONS, noun):
        return "input"
    start = max((found.end() for found in _CLAUSE.finditer(text, max(0, match.start() - 90), match.start())), default=0)
    end = next((found.start() for found in _CLAUSE.finditer(text, match.end())), len(text))
    clause = text[max(start, match.start() - 90) : min(end, match.end() + 50)]
    if _HIDDEN.search(clause):
        return "hidden"
    before = text[max(0, match.start() - 60) : match.start()]
    if _OUTPUT.search(clause) or re.search(
        r"(?:sortie|output(?: layer)?)\W{1,3}(?:(?:avec|with|de|of) )?$", before, re.I
    ):
        return "output"
    hidden = re.search(r"(?:cach(?:é|e)e|hidden(?: layer)?)\W{0,3}(?:(?:avec|with|de|of) )?$", before, re.I)
    return "hidden" if hidden else "layer"


def chains(text: str) -> Iterator[tuple[int, ...]]:
    """Yield sizes written as `784-500-300-10`, if the first can be a number of inputs."""
    for match in _CHAIN.finditer(text[:2_000]):
        sizes = tuple(int(number) for number in re.findall(r"\d+", match[0]))
        ends = sizes[-1] <= LARGEST_OUTPUT or sizes[-1] == sizes[0]
        if sizes[0] >= 49 and min(sizes) >= 1 and ends and not 1900 <= sizes[0] <= 2100:
            yield sizes


def stacks(text: str) -> Iterator[tuple[int, ...]]:
    """Yield the sizes of hidden layers after each other: `deux couches cachées de 500 et 300 neurones`."""
    for match in _ALIKE.finditer(text[:2_000]):
        count = 2 if match[1].lower() in ("two", "deux", "2") else 3
        yield (int(match[2]),) * count
    for match in _UNLIKE.finditer(text[:2_000]):
        yield tuple(int(size) for size in match.groups() if size)


def dense_layers(text: str) -> tuple[int, ...]:
    """Return the sizes of at least two dense layers listed after each other: `Dense 64 ReLU, Dense 10 softmax`."""
    found = tuple(int(match[1]) for match in _DENSE.finditer(text[:2_000]))
    return found if 2 <= len(found) <= 6 and min(found) >= 1 else ()


def histogram(text: str) -> tuple[set[int], set[int]]:
    """Return the orientations and the sides of cells that a text states."""
    orientations = {int(match[1] or match[2]) for match in _ORIENTATIONS.finditer(text)}
    cells = {int(match[1] or match[2]) for match in _CELLS.finditer(text)}
    return {n for n in orientations if 2 <= n <= 36}, {n for n in cells if 2 <= n <= 28}


def says_several(text: str) -> bool:
    """Tell whether a text speaks of more than one hidden layer."""
    return _SEVERAL.search(text) is not None


def _whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))
