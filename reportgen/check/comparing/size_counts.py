"""Numbers of weights in prose, with the kind of network that each is of, and what is said of two of them.

`The CNN has 7,954 weights, the MLP 198,760. That is about 16 times less.` The numbers may stand in the sentence, or in
the last ones; who is meant by `it` may be open: then all that it may be must be wrong before anything is refuted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.folding import fold, whole
from reportgen.check.comparing.size_words import KindsAt, kinds, multiple
from reportgen.check.comparing.sizes import Kind
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity

_NOUN = regex(r"\b(?:weights?|parameters?|params?|poids|parametres?)\b")
_PART = regex(
    r"\b(?:layers?|couches?|conv2d|convolutions?|dense|filters?|filtres?|bias|biais|images?|entrees?|inputs?|epochs?"
    r"|erreurs?|errors?|optimi[sz]er|matrice|matrix|multiplications?|operations?|flops|macs?)\b"
)
_LAYER = regex(r"\b(?:layers?|couches?|conv2d|filters?|filtres?|bias|biais)\b")
LAYERED = regex(
    r"\b(?:a|with|avec|of|de) (?:\d|two|three|four|deux|trois|quatre|une?|one|single|seule) "
    r"(?:hidden |dense )?(?:layers?|couches?)"
    r"|\b(?:\d|two|three|four|one|single)[- ]layer(?:ed)?\b"
)
"""What a network has, not what a number is of: `the two-layer network (109,386)`."""
_UNIT = regex(
    r"[’'»\" -]{0,2}(?:hidden|neur|unit|node|n[oœ]uds|orient|pix|px|images|epoch|epoq|dimension|values|valeurs)"
)
_COMPUTED = regex(r"[*x×+/=·-] ?$")
_COMPUTES = regex(r" ?[*×+/=·]|\^| x \d")
_NAME_GOES_ON, _NAME_BEGINS = regex(r"[-–/]\d"), regex(r"\d[-–/]$")
"""Around the sizes of layers by which a network is called: `the 500-300 network`."""
_OF = regex(r"^ ?(?:weights|parameters|params|poids|parametres)? ?(?:of|sur|out of|parmi) (?:the |les |ses )?$")
_WEIGHTS = r"(?: (?:de )?(?:weights|poids|parameters|parametres))?"
_ORDER = regex(
    rf"\b(?P<more>more|plus|larger|bigger|davantage){_WEIGHTS} (?:than|que|qu')"
    rf"|\b(?P<less>less|fewer|smaller|moins|plus petit\w*){_WEIGHTS} (?:than|que|qu')"
    r"|\b(?P<below>(?:stays?|is|remains?|lies?|reste(?:nt)?|est|sont|are) (?:\w+ )?"
    r"(?:below|under|sous|en[- ]dessous))\b"
    r"|\b(?P<above>(?:stays?|is|remains?|lies?|are|reste(?:nt)?|est|sont) (?:\w+ )?"
    r"(?:above|au[- ]dessus)|exceeds?|depasse(?:nt)?)\b"
)
_RATIO = regex(
    r"(?:times|fois) (?:less|fewer|more|moins|plus|smaller|larger|bigger|plus petit\w*|plus grand\w*)"
    r"(?= ?(?:[.,;:)!(]|$)| (?:than|que|weights?|param\w*|poids|de (?:poids|param)))"
)
_NOT = regex(r"\b(?:not|n't|pas|never|jamais|ne|sans|without)\b|n't\b")
_FEWEST, _SMALL = 500, 3000


@dataclass(frozen=True)
class Count:
    """A number of weights of a whole network.

    Attributes:
        value: how many.
        start: its offset.
        kinds: of network, as far as words before it in its sentence say.
    """

    value: int
    start: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Compared:
    """Two numbers of weights of which one is said to be larger, or so many times the other.

    Attributes:
        clause: where.
        pairs: subject and object, in all readings.
        sign: 1 if the subject is said to have more, -1 less; 0 if only the ratio counts.
        times: how many times; 0 if that is not said.
        loose: whether it is `about`.
    """

    clause: Clause
    pairs: tuple[tuple[int, int], ...]
    sign: int
    times: float
    loose: bool


def counts(text: str) -> tuple[Count, ...]:
    """Return the numbers of weights that a sentence states of whole networks; none if it is about parts of one."""
    text = whole(text)
    folded = fold(text)
    found = [
        quantity
        for quantity in quantities(text)
        if not quantity.percent and quantity.value >= _FEWEST and quantity.value == int(quantity.value)
        if not (_NAME_GOES_ON.match(text, quantity.end) or _NAME_BEGINS.search(text[: quantity.start]))
    ]
    if not found or not (_NOUN.search(folded) or ":" in text or "(" in text):
        return ()
    if any(_COMPUTED.search(text[: one.start]) or _COMPUTES.match(text[one.end :]) for one in found):
        return ()
    if any(_OF.match(folded[one.end : two.start]) for one, two in pairwise(found)):
        return ()
    named = kinds(folded)
    return tuple(
        Count(int(one.value), one.start, _kinds(named, one.start)) for one in found if not _of_a_part(folded, one)
    )


def _of_a_part(folded: str, number: Quantity) -> bool:
    """Tell whether a number is of a layer, or no number of weights at all: `500 dense neurons (81,090)` is one."""
    if _UNIT.match(folded[number.end :]):
        return True
    before, after = folded[max(0, number.start - 30) : number.start], folded[number.end : number.end + 25]
    if number.value < _SMALL and re.search(r"\b(?:with|avec|a)(?: the| les)? $", before) and not _NOUN.search(after):
        return True
    if before.endswith("("):
        return bool(_LAYER.search(LAYERED.sub(" ", before)))
    return bool(_PART.search(before) or _PART.search(after))


def _kinds(named: Sequence[KindsAt], offset: int) -> tuple[Kind, ...]:
    before = [one for one in named if one[1] <= offset]
    return before[-1][2] if before else ()


def comparisons(clause: Clause, offset: int, here: Sequence[Count], before: Sequence[Count]) -> Iterator[Compared]:
    """Yield what a clause says of two numbers.

    Args:
        clause: the clause.
        offset: of the clause in its sentence.
        here: the numbers of its sentence.
        before: those of the sentences before.
    """
    match = _ORDER.search(clause.folded)
    times, loose = multiple(clause.folded)
    if match and not _NOT.search(clause.folded[max(0, match.start() - 30) : match.start()]):
        start, end = offset + match.start(), offset + match.end()
        after = [one for one in here if end <= one.start < offset + len(clause.text)]
        own = [one for one in here if one.start < start]
        if len(after) == 1 and (own or before):
            sign = 1 if match["more"] or match["above"] else -1
            subjects = own[-1:] or list(before)
            pairs = tuple((one.value, after[0].value) for one in subjects)
            yield Compared(clause, pairs, sign, times if _RATIO.search(clause.folded) else 0.0, loose)
    elif times and _RATIO.search(clause.folded):
        pairs = _two(here, before)
        if pairs:
            yield Compared(clause, pairs, 0, times, loose)


def _two(here: Sequence[Count], before: Sequence[Count]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of which a ratio may be said: both numbers of a sentence, or one and each of those before."""
    if len(here) == 2:
        return ((here[0].value, here[1].value),)
    if len(here) == 1:
        return tuple((one.value, here[0].value) for one in before)
    return ((before[-2].value, before[-1].value),) if len(before) == 2 and not here else ()
