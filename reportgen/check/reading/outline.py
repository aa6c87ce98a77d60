"""From a draft to a submission: sentences, language and parts."""

import re
from collections.abc import Sequence
from itertools import islice

from reportgen.check.patterns import regex
from reportgen.check.reading.draft import Draft
from reportgen.check.reading.language import language_of
from reportgen.check.reading.limits import SENTENCES
from reportgen.check.reading.sentences import sentences
from reportgen.check.submission import Block, Format, Part, Submission, Unread, plain

_NUMBER = regex(r"^\s{0,9}(?:\d{1,2}(?:\.\d{1,2}){0,4}[.)]?|[IVX]{1,5}[.)]|[A-H][.)])\s{1,9}[-–:]?\s{0,3}(?=\S)")
_AMOUNT = regex(r"^\d+\s+\w")


def finish(draft: Draft, name: str, format_: Format, language: str | None = None) -> Submission:
    """Return a draft as a submission.

    Args:
        draft: what a reader made of the file.
        name: of the file.
        format_: what kind of file it was.
        language: of the prose, if it is known.
    """
    found = tuple(islice(sentences(draft.blocks, draft.extracted), SENTENCES + 1))
    broken = (Unread("damaged", block.place) for block in draft.blocks if block.damaged and block.kind == "output")
    unread = tuple(sorted((*draft.unread, *broken), key=lambda one: one.place))
    if len(found) > SENTENCES:
        unread = (*unread, Unread("rest", found[SENTENCES].place))
        found = found[:SENTENCES]
    return Submission(
        name,
        format_,
        language or language_of(found),
        draft.lines,
        draft.blocks,
        found,
        parts(draft.blocks),
        unread,
        draft.extracted,
    )


def parts(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Return the whole report, then a part for each heading."""
    last = len(blocks) - 1
    found = [Part("", 0, None, (0, last))]
    opened = [0]
    for index, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        while len(opened) > 1 and found[opened[-1]].level >= block.level:
            ended = opened.pop()
            found[ended] = _closed(found[ended], index - 1)
        found.append(Part(title(block.text), block.level, opened[-1], (index, last)))
        opened.append(len(found) - 1)
    return tuple(found)


def _closed(part: Part, last: int) -> Part:
    return Part(part.title, part.level, part.parent, (part.blocks[0], last))


def title(text: str) -> str:
    """Return a heading without its markup and its number; an amount (`100 neurons`) stays."""
    line = text.strip().split("\n")[0]
    said = plain(re.sub(r"^#{1,6}\s{0,9}|\s{1,9}#{1,9}$", "", line)).strip()
    without = _NUMBER.sub("", said)
    is_amount = _AMOUNT.match(said) and without[:1].islower()
    return said if is_amount or not without else without
