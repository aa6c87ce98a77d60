"""Which classes a sentence calls confused: `4 and 9`, `le 5 est confondu avec le 3`, `9 pris pour 4`, `5->3 (24 fois)`.

A sentence is cut where it turns (`but`, `puis`, `;`); in each piece the classes that it names are linked by what stands
between them. Claims that deny a confusion are left out, unless they deny it altogether (`never`); so are questions.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from reportgen.check.confusion.classes import Mention, unmentioned
from reportgen.check.confusion.linking import pairs
from reportgen.check.confusion.links import gap
from reportgen.check.confusion.pair_counts import Pair, counts, given, leading
from reportgen.check.confusion.pair_orders import is_order
from reportgen.check.confusion.pair_words import (
    ALMOST,
    AMONG,
    ANY_OTHER,
    BECAUSE,
    BETWEEN,
    DENIED,
    EXTREME,
    IS,
    MODAL,
    MOST,
    MOSTLY,
    NEVER,
    OF_CLASS,
    OF_PAIRS,
    ONE_OF,
    RANKED,
    SEEING,
    SEVERAL,
    TRIGGER,
    TURN,
)
from reportgen.check.confusion.signs import unnamed
from reportgen.check.confusion.spelling import spelled
from reportgen.check.confusion.understood import understood
from reportgen.check.patterns import regex

_WHOLE = regex(r"(?<![\w.,])(?<!rang )(?<!rank )[0-9]{1,5}(?![\w%]|[.,][0-9]|[ ]%)")
Strength = Literal["often", "most", "digits", "mostly", "soft", "never"]


@dataclass(frozen=True)
class PairClaim:
    """Two classes that a report calls confused; which is taken for which is left open.

    Attributes:
        first: index of a class.
        second: of the other.
        strength: `most` if nothing is said to be confused more, `digits` if that may be said of each class by itself,
            `mostly` if nothing is more often taken for the first class; `soft` if it only may be; `never`.
        count: how often, if that is said.
        piece: the words that say so.
        rank: of `most` and `digits`: the pair is one of so many.
        plain: whether all words and numbers of the piece are understood.
        extreme: whether the piece has a word for an extreme that the claim's strength does not have.
        numbers: others of the piece of a claim without count: one of them may be it.
    """

    first: int
    second: int
    strength: Strength
    count: int | None = None
    piece: str = ""
    rank: int = 1
    plain: bool = False
    extreme: bool = False
    numbers: tuple[int, ...] = ()


Finder = Callable[[str], Iterable[Mention]]


def claims(text: str, mentions: Finder, context: str = "") -> Iterator[PairClaim]:
    """Yield the confusions that a sentence claims.

    Args:
        text: a sentence.
        mentions: finds the classes in a text.
        context: what introduces it (`The most frequent confusions are:`).
    """
    if len(text) > 3000 or text.rstrip().endswith("?") or not TRIGGER.search(text + " " + context):
        return
    if DENIED.search(context):
        return
    for piece, said in _pieces(SEEING.sub(" ", spelled(text)), mentions, context):
        if is_order(piece, mentions):
            continue
        never = NEVER.search(piece) is not None and not ALMOST.search(piece)
        if never or not DENIED.search(piece):
            yield from _of_piece(piece, mentions, said, never)


def _claims(text: str, mentions: Finder) -> bool:
    """Tell whether the beginning of a sentence may be a claim by itself; else it says what the rest is about."""
    return TRIGGER.search(text) is not None and any(True for _ in mentions(text))


def _pieces(text: str, mentions: Finder, context: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a sentence, each with what introduces it: of `then 2 and 7` what stands before it."""
    turns = [match for match in TURN.finditer(text) if match[0] != "," or _claims(text[: match.start()], mentions)]
    cuts = [0, *(match.start() for match in turns), len(text)]
    goes_on = [False, *(match["next"] is not None for match in turns)]
    for index, (start, end) in enumerate(pairwise(cuts)):
        if text[start:end].strip():
            yield text[start:end], f"also {text[:start][-300:]}" if goes_on[index] else context


def _of_piece(piece: str, mentions: Finder, context: str, never: bool) -> Iterator[PairClaim]:
    found, blanked = counts(piece, mentions(piece))
    named = list(mentions(blanked))
    starts = leading(blanked, found, named)
    linked = [pair for pair in pairs(blanked, named, context, starts) if pair[0].index != pair[1].index]
    strength = "never" if never else _strength(blanked, context, linked)
    plain = understood(unmentioned(blanked, named)) and (
        not context or understood(unmentioned(context, mentions(context)))
    )
    for (first, second), count in zip(linked, given(linked, found, piece), strict=True):
        rank = max(len(linked), _rank(piece)) if strength in ("most", "digits") else 1
        weak = strength in ("often", "soft")
        said = _said(piece, linked) if weak else ""
        numbers = _numbers(unmentioned(blanked, named)) if weak and count is None else ()
        extreme = EXTREME.search(ONE_OF.sub(" ", said)) is not None
        words = " ".join(piece.split())
        yield PairClaim(first.index, second.index, strength, count, words, rank, plain, extreme, numbers)


def _said(piece: str, linked: list[Pair]) -> str:
    """Return a piece without what explains it and without its classes."""
    for one in {mention for pair in linked for mention in pair}:
        piece = piece[: one.start] + " " * (one.end - one.start) + piece[one.end :]
    return BECAUSE.split(piece)[0]


def _numbers(piece: str) -> tuple[int, ...]:
    """Return the whole numbers of a piece without its classes and counts, and without what names networks."""
    return tuple(int(found[0]) for found in _WHOLE.finditer(unnamed(BECAUSE.split(piece)[0])))


def _strength(piece: str, context: str, linked: list[Pair]) -> Strength:
    """Return how strong a claim is."""
    said = BECAUSE.split(piece)[0] + " " + context
    explicit = [gap(piece[one.end : other.start], True) in ("link", "tight") for one, other in linked]
    if MODAL.search(said):
        return "soft"
    if AMONG.search(RANKED.sub(" ", ANY_OTHER.sub(" ", said))):
        return "often"
    between = BETWEEN.search(said) is not None
    of_one = explicit == [True] and (MOSTLY.search(said) is not None or _is_of_first(piece, linked[0])) and not between
    listed = SEVERAL.search(context) is not None and not MOST.search(BECAUSE.split(piece)[0])
    most = MOST.search(said)
    if most and not of_one and not listed:
        return "most" if between or OF_PAIRS.search(most[0]) or any(explicit) or len(linked) > 1 else "digits"
    return "mostly" if of_one else "often"


def _rank(piece: str) -> int:
    """Return which of the most frequent confusions is meant: 2 for the second."""
    found = RANKED.search(piece)
    return next((rank for rank, name in enumerate(("second", "third"), 2) if found and found[name]), 1)


def _is_of_first(piece: str, pair: Pair) -> bool:
    """Tell whether a superlative is of the first class only: `the largest error of the 2 is with the 0`."""
    before, between = piece[: pair[0].start], piece[pair[0].end : pair[1].start]
    return OF_CLASS.search(before) is not None and IS.match(between) is not None
