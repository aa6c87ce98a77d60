"""Cases from the layout of a report: titles, results and captions in order, read the same way throughout a group.

Where headings name the cases, each has what stands below it. Where only captions do, they stand before their results or
after them, which the first and the last of the group tell; else the results stay without a title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from reportgen.check.facts.cases import titles as naming
from reportgen.check.facts.cases.evidence import Draft
from reportgen.check.facts.cases.results import Result, results
from reportgen.check.facts.cases.titles import Title
from reportgen.check.stated import Matrix, Score
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


def find(submission: Submission, scores: Sequence[Score], matrices: Sequence[Matrix]) -> Iterator[Draft]:
    """Yield the cases that titles, results and captions make."""
    marks = sorted(_marks(submission, results(submission, scores)), key=lambda mark: (mark.line, mark.sort != "close"))
    ends = [mark.line for mark in marks if mark.sort == "close"]
    for _, run in groupby(
        (mark for mark in marks if mark.sort != "close" or mark.group >= 0), key=lambda mark: mark.group
    ):
        own = list(run)
        last = next((line for line in ends if line > own[-1].line), len(submission.lines)) - 1
        yield from _of_group(submission, own, last, matrices)


def _marks(submission: Submission, found: Sequence[Result]) -> Iterator[Mark]:
    titled = _titles(submission, found)
    group = naming.groups(submission, titled)
    for index, block in enumerate(submission.blocks):
        line, of = block.place.first, group[index]
        if index in titled:
            yield Mark("title", line, of, titled[index])
        elif block.kind == "heading":
            closes = naming.closing(block.text)
            yield Mark("close", line, of if closes else -1)
        if block.kind in ("caption", "figure", "paragraph"):
            yield from _named(block, of)
    for sentence in submission.sentences:
        if submission.blocks[sentence.block].kind == "paragraph" and sentence.block not in titled:
            told = naming.announced(sentence.text, sentence.place)
            if told:
                yield Mark("told", sentence.place.first, group[sentence.block], told)
    for result in found:
        yield Mark("result", result.place.first, group.get(result.block, 0), result=result)


def _named(block: Block, group: int) -> Iterator[Mark]:
    if block.kind in ("caption", "figure"):
        title = naming.caption(block)
        if title:
            yield Mark("caption", block.place.first, group, title)
    glued = naming.tail(block)
    if glued:
        yield Mark("title", glued.place.last + 1, group, glued)


def _titles(submission: Submission, found: Sequence[Result]) -> dict[int, Title]:
    """Return the titles by their blocks; `Experiment 2` with several results or with titles below it is a topic."""
    titles: dict[int, Title] = {}
    for index, block in enumerate(submission.blocks):
        title = (
            naming.heading(block)
            if block.kind == "heading"
            else naming.line(block)
            if block.kind == "paragraph"
            else None
        )
        if title:
            titles[index] = title
    lasts = {part.blocks[0]: part.blocks[1] for part in submission.parts[1:]}
    for index, title in list(titles.items()):
        within = range(index + 1, lasts.get(index, index) + 1)
        deeper = sum(other in within and titles[other].level > title.level > 0 for other in titles)
        repeated = _repeats([result for result in found if result.block in within])
        if title.level and (deeper > 1 or (repeated and not title.settings)):
            del titles[index]
    return titles


def _repeats(found: Sequence[Result]) -> bool:
    keys = [key for result in found for key in result.keys]
    return len(keys) != len(set(keys))


def _of_group(submission: Submission, marks: Sequence[Mark], last: int, matrices: Sequence[Matrix]) -> Iterator[Draft]:
    if any(mark.sort == "title" for mark in marks):
        drafts = _below_titles(marks, last)
    else:
        drafts = _beside_captions(marks, last)
    for draft in drafts:
        evidence = any(mark.result and mark.line in draft.extent for mark in marks) or any(
            matrix.place.first in draft.extent for matrix in matrices
        )
        if evidence or (draft.title and any(mark.result for mark in marks) and _shown(submission, draft)):
            yield draft


def _shown(submission: Submission, draft: Draft) -> bool:
    """Tell whether a case without results at least shows something: a figure or a caption."""
    return any(
        block.kind in ("figure", "caption", "output") and block.place.first in draft.extent
        for block in submission.blocks
    )


def _below_titles(marks: Sequence[Mark], last: int) -> Iterator[Draft]:
    """Yield the cases of a group that titles begin; a second result below one title begins a case without a title."""
    starts: list[tuple[int, Title | None]] = []
    seen: set[object] = set()
    closes = [mark.line for mark in marks if mark.sort == "close"]
    for mark in marks:
        if mark.sort == "title":
            starts.append((mark.title.place.first if mark.title else mark.line, mark.title))
            seen = set()
        elif mark.result:
            if not starts:
                first = next((other.title for other in reversed(marks) if other.sort == "told" and other.line < mark.line), None)
                starts.append((first.place.first if first else mark.result.start, first))
            elif seen & set(mark.result.keys):
                starts.append((mark.result.start, None))
                seen = set()
            seen |= set(mark.result.keys)
    for (start, title), after in zip(starts, [*(line for line, _ in starts[1:]), last + 1], strict=True):
        end = min([after - 1, *(line - 1 for line in closes if line > start)])
        extent = Place(start, max(start, end))
        found = title or _later(marks, extent)
        yield _draft(found, extent, marks[0].group)


def _later(marks: Sequence[Mark], extent: Place) -> Title | None:
    """Return what names an untitled result after it: a caption, or the only sentence that announces it."""
    for sort in ("caption", "told"):
        named = [mark.title for mark in marks if mark.sort == sort and mark.line in extent]
        if named:
            return named[0]
    return None


def _beside_captions(marks: Sequence[Mark], last: int) -> Iterator[Draft]:
    """Yield the cases of a group without titles: results with the captions, or sentences, before or after them."""
    found = _grouped([mark.result for mark in marks if mark.result])
    if not found:
        return
    for sort in ("caption", "told"):
        beside = _merged([mark for mark in marks if mark.sort == sort])
        if beside:
            before = _all_before(found, beside)
            if before is not None:
                yield from _paired(found, beside, before, last, marks[0].group)
                return
    for result, after in zip(found, [*(result.start for result in found[1:]), last + 1], strict=True):
        yield _draft(None, Place(result.start, max(result.start, after - 1)), marks[0].group)


def _grouped(found: Sequence[Result]) -> list[Result]:
    """Put results together that are of one case: of other metrics or images than those before."""
    cases: list[Result] = []
    for result in found:
        if cases and not set(cases[-1].keys) & set(result.keys):
            cases[-1] = cases[-1].joined(result)
        else:
            cases.append(result)
    return cases


def _merged(marks: Sequence[Mark]) -> list[Mark]:
    """Leave out captions that repeat the one before: of the error and the matrix of one case."""
    kept: list[Mark] = []
    for mark in marks:
        last = kept[-1].title if kept else None
        if last and mark.title and _told(last) == _told(mark.title) and _told(last):
            continue
        kept.append(mark)
    return kept


def _told(title: Title) -> frozenset[tuple[object, ...]]:
    return frozenset((setting.name, setting.values) for setting in title.settings)


def _all_before(found: Sequence[Result], beside: Sequence[Mark]) -> bool | None:
    """Tell whether each caption stands before its result (True) or after it (False); None if neither holds throughout."""
    starts = [result.place.first for result in found]
    counts = [
        sum(one <= mark.line < after for mark in beside)
        for one, after in zip(starts, [*starts[1:], 10**9], strict=True)
    ]
    early = sum(mark.line < starts[0] for mark in beside)
    if not early and all(counts[:-1]) and max(counts[:-1], default=1) == 1 and counts[-1]:
        return False
    before = [early, *counts[:-1]]
    return True if all(count == 1 for count in before) and counts[-1] == 0 else None


def _paired(found: Sequence[Result], beside: Sequence[Mark], before: bool, last: int, group: int) -> Iterator[Draft]:
    """Yield each result with its caption; captions after the last result are cases of their own."""
    if before:
        starts = [mark.line for mark in beside]
    else:
        starts = [result.start for result in found] + [
            mark.title.place.last for mark in beside[len(found) :] if mark.title
        ]
    for mark, start, after in zip(beside, starts, [*starts[1:], last + 1], strict=True):
        yield _draft(mark.title, Place(start, max(start, after - 1)), group)


def _draft(title: Title | None, extent: Place, group: int) -> Draft:
    if title is None:
        return Draft("", Place(extent.first, extent.first), extent, group)
    return Draft(title.text, title.place, extent, group, title.settings)
