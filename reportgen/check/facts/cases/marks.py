"""Marks: what begins, ends or names a case on the way through a report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.check.facts.cases import titles as naming
from reportgen.check.facts.cases.evidence import Draft
from reportgen.check.facts.cases.grouping import standings
from reportgen.check.facts.cases.results import Result
from reportgen.check.facts.cases.titled import titled_blocks
from reportgen.check.facts.cases.titles import Title
from reportgen.check.submission import Block, Place, Submission

Sort = Literal["title", "result", "caption", "close", "told"]


@dataclass(frozen=True)
class Mark:
    """Something on the way through a report that begins, ends or names a case.

    Attributes:
        sort: a title, a result, a caption, the end of a case, or a sentence that announces one.
        line: where it stands.
        group: of the block.
        title: of a title, caption or sentence.
        result: the scores.
    """

    sort: Sort
    line: int
    group: int
    title: Title | None = None
    result: Result | None = None

    @property
    def start(self) -> int:
        """The first line of what it begins."""
        return self.result.start if self.result else self.line


def marks_of(submission: Submission, found: Sequence[Result]) -> Iterator[Mark]:
    """Yield what begins, ends or names a case, results among it; not in order."""
    titled = titled_blocks(submission, found)
    stands = list(standings(submission, titled))
    for index, (block, stand) in enumerate(zip(submission.blocks, stands, strict=True)):
        if index in titled:
            yield Mark("title", block.place.first, stand.group, titled[index])
        elif stand.ends:
            yield Mark("close", block.place.first, stand.group if naming.closing(block.text) else -1)
        if block.kind in ("caption", "figure", "paragraph"):
            yield from _named(block, stand.group)
    for sentence in submission.sentences:
        if submission.blocks[sentence.block].kind == "paragraph" and sentence.block not in titled:
            told = naming.announced(sentence.text, sentence.place)
            if told:
                yield Mark("told", sentence.place.first, stands[sentence.block].group, told)
    for result in found:
        group = stands[result.block].group
        title = naming.above(submission.blocks[result.block], result.place.first)
        if title:
            yield Mark("title", title.place.first, group, title)
        yield Mark("result", result.place.first, group, result=result)


def _named(block: Block, group: int) -> Iterator[Mark]:
    if block.kind in ("caption", "figure"):
        title = naming.caption(block)
        if title:
            yield Mark("caption", block.place.first, group, title)
    glued = naming.glued(block)
    if glued:
        yield Mark("title", glued.place.last + 1, group, glued)


def drafted(title: Title | None, extent: Place, group: int) -> Draft:
    """Return a case with its title; without one, its place is where it begins."""
    if title is None:
        return Draft("", Place(extent.first, extent.first), extent, group)
    return Draft(title.text, title.place, extent, group, title.settings)
