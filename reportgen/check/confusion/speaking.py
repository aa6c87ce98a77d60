"""What may claim confusions: sentences with what introduces them, cells of tables with their columns' heads."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.confusion.pair_words import TRIGGER
from reportgen.check.patterns import regex
from reportgen.check.submission import Block, Place, Submission, plain

MOST_LINES = 5
_LONGEST = 60
"""A paragraph has at most so many lines."""
_INITIAL = regex(r"(?<=[ (][A-Z]\.) (?=[A-ZÉÈÀ][a-zé']{1,12} )")
"""A sentence may end in the name of a network: `... than P. In R ...`."""
_INTRODUCES = regex(r"[:：]\s*$")


_TEX_NUMBER = regex(r"(?<!\\)\$(?P<number>[0-9][0-9 .,{}\\~]{0,20})\$")
_TEX_SPACE = regex(r"\\[,; ]|~|\{,\}")


@dataclass(frozen=True)
class Said:
    """A text that may claim something.

    Attributes:
        text: in one line, without markup.
        place: its lines, at most five.
        context: what introduces it; may be empty.
    """

    text: str
    place: Place
    context: str = ""


def said(submission: Submission) -> Iterator[Said]:
    """Yield the sentences of a report that may claim something, and the cells of its tables."""
    for sentence in submission.sentences:
        block = submission.blocks[sentence.block]
        if block.kind in ("paragraph", "item", "caption") and not block.damaged and "](" not in sentence.text:
            context = _introduction(submission, sentence.block) if block.kind == "item" else ""
            for text in _INITIAL.split(_as_printed(sentence.text)):
                yield Said(text, short(sentence.place), context)
    for block in submission.of("table"):
        yield from _cells(block)


def _as_printed(text: str) -> str:
    """Return a text with the numbers of its formulas as TeX prints them: `54,5` for `$54{,}5$`."""
    return _TEX_NUMBER.sub(_number, text) if "$" in text else text


def _number(found: re.Match[str]) -> str:
    return _TEX_SPACE.sub(lambda sign: "," if sign[0] == "{,}" else " ", found["number"]).replace("\\", "").strip()


def before(submission: Submission, item: Said) -> list[str]:
    """Return the sentences before one in its paragraph."""
    texts = []
    first = bisect_left(submission.sentences, item.place.first - _LONGEST, key=lambda one: one.place.first)
    for sentence in submission.sentences[first:]:
        if sentence.place.first > item.place.first or item.text in _as_printed(sentence.text):
            break
        if item.place.first in submission.blocks[sentence.block].place:
            texts.append(sentence.text)
    return texts


def short(place: Place) -> Place:
    """Return a place cut to the lines that a verdict may span."""
    return Place(place.first, min(place.last, place.first + MOST_LINES - 1))


def _introduction(submission: Submission, index: int) -> str:
    """Return the line that introduces a list of confusions: `The most frequent confusions are:`."""
    for earlier in range(index - 1, max(-1, index - 12), -1):
        block = submission.blocks[earlier]
        if block.kind == "item":
            continue
        text = plain(block.text[-300:]).strip()
        last = re.split(r"[.!?]\s", text)[-1]
        introduces = block.kind == "heading" or _INTRODUCES.search(last)
        return last if introduces and TRIGGER.search(last) else ""
    return ""


def _cells(block: Block) -> Iterator[Said]:
    """Yield the cells of the columns whose heads speak of confusions."""
    if not block.cells:
        return
    heads = [plain(cell) for cell in block.cells[0]]
    for column, head in enumerate(heads):
        if not TRIGGER.search(head) or re.search(r"matri", head, re.IGNORECASE):
            continue
        for cells, place in zip(block.cells[1:], block.rows[1:], strict=False):
            if column < len(cells):
                yield Said(plain(cells[column]), short(place), head)
