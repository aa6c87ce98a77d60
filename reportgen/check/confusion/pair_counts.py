"""How often a sentence says that something happens (`24 times`, `13 fours`), and which pair that is for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.check.confusion.classes import Mention
from reportgen.check.patterns import regex

_COUNT = regex(
    r"\(?(?<![\w.,])(?P<count>[0-9]{1,4})[ ]?(?:fois|times|images?|erreurs?|errors?|cas|cases|occurrences?"
    r"|confusions?|instances?"
    r"|samples?|mistakes?|[ée]chantillons?)\b(?:[ ]chacun\w*)?\)?|\((?P<bare>[1-9][0-9]{1,3})\)"
    r"|(?<=[0-9])[ ]?[:=][ ]?(?P<after>[1-9][0-9]{1,3})(?![\w.,%])",
    re.IGNORECASE,
)
_BEFORE = regex(r"(?:^|[ (])(?P<count>[0-9]{1,4})[ ](?:images?[ ](?:of|de)[ ])?$")
_ABOUT = regex(
    r"(?:about|around|environ|env\.?|approx\w*|pr[eè]s[ ]de|presque|almost|nearly|plus[ ]de|more[ ]than|over|~|≈"
    r"|moins[ ]de|less[ ]than|at[ ]least|au[ ]moins|jusqu['’][àa]|up[ ]to)[ ]$",
    re.IGNORECASE,
)
_PARTS = regex(r"[,;:]|\b(?:et|and|dont|puis|then|with|avec)\b", re.IGNORECASE)
_LEADS = regex(r"[ ]*(?:(?:un|une|an?|the|les?|la|of|de|du|des|d['’]|o[ùu]|where)[ ]*){0,3}", re.IGNORECASE)

Pair = tuple[Mention, Mention]


@dataclass(frozen=True)
class Count:
    """How often something is said to happen: None if that is not exact; where it stands in the text."""

    value: int | None
    start: int
    end: int


def counts(piece: str, mentions: Iterable[Mention]) -> tuple[list[Count], str]:
    """Return how often something is said to happen, and the text without these numbers.

    Args:
        piece: of a sentence.
        mentions: the classes that it names: a number right before several images of one is a count (`13 shirts`).
    """
    spans = [
        (int(one["count"] or one["bare"] or one["after"]), one.start(), one.end()) for one in _COUNT.finditer(piece)
    ]
    for mention in mentions:
        before = _BEFORE.search(piece[max(0, mention.start - 24) : mention.start])
        several = piece[mention.end - 1] == "s" or (
            before and int(before["count"]) > 9 and mention.end - mention.start > 1
        )
        if before and several:
            start = mention.start - len(before[0]) + before.start("count") - before.start()
            spans.append((int(before["count"]), start, start + len(before["count"])))
    blanked = piece
    for _, start, end in spans:
        blanked = blanked[:start] + " " * (end - start) + blanked[end:]
    return [_exact(piece, *span) for span in sorted(spans, key=lambda span: span[1])], blanked


def _exact(piece: str, value: int, start: int, end: int) -> Count:
    about = _ABOUT.search(piece[max(0, start - 14) : start]) is not None
    return Count(None if about else value, start, end)


def leading(text: str, found: Iterable[Count], mentions: Sequence[Mention]) -> frozenset[int]:
    """Return where classes stand that a count leads to, behind another clause: with `, and 21 7s` a new pair begins."""
    starts = set()
    for count in found:
        before = [mention.end for mention in mentions if mention.end <= count.start]
        after = [mention.start for mention in mentions if mention.start >= count.end]
        if before and after and _PARTS.search(text[before[-1] : count.start]):
            starts |= {after[0]} if _LEADS.fullmatch(text[count.end : after[0]]) else set()
    return frozenset(starts)


def given(pairs: Sequence[Pair], found: Sequence[Count], text: str) -> list[int | None]:
    """Return how often each pair is said to be confused: None if nothing or too much is said."""
    own: list[list[int | None]] = [[] for _ in pairs]
    for count in found:
        index = _owner(pairs, count, text)
        if index is not None:
            own[index].append(count.value)
    return [values[0] if len(values) == 1 else None for values in own]


def _owner(pairs: Sequence[Pair], count: Count, text: str) -> int | None:
    """Return which pair a count is for: the one it stands in, the one before or the one after; None if that is open."""
    before = [index for index, pair in enumerate(pairs) if pair[1].end <= count.start]
    after = [index for index, pair in enumerate(pairs) if count.end <= pair[1].start]
    if not before or not after:
        return after[0] if after else before[-1] if before else None
    last, following = pairs[before[-1]], pairs[after[0]]
    if last[1].end <= following[0].start < count.start:
        return after[0]
    start = following[0].start if following[0].start >= count.end else following[1].start
    parted = text[count.start] != "(" and _PARTS.search(text[last[1].end : count.start]) is not None
    if parted:
        return after[0] if _LEADS.fullmatch(text[count.end : start]) else None
    return before[-1]
