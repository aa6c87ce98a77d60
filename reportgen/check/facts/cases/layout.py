"""Cases from the layout of a report: titles, results and captions in order, read the same way throughout a group.

Where headings name the cases, each has what stands below it. Where only captions do, they stand before their results or
after them, which the first and the last of the group tell; else the results stay without a title.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from reportgen.check.facts.cases import titles as naming
from reportgen.check.facts.cases.evidence import Draft
from reportgen.check.facts.cases.results import Result, results
from reportgen.check.facts.cases.titled import titled_blocks
from reportgen.check.facts.cases.titles import Title
from reportgen.check.stated import Matrix, Score
from reportgen.check.submission import Block, Place, Submission

Sort = Literal["title", "result", "caption", "close", "told"]


_APART = 8
"""A line that says more of a title stands at most this many lines below it."""


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


def _line(mark: Mark) -> int:
    return mark.line


def find(
    submission: Submission, scores: Sequence[Score], matrices: Sequence[Matrix], ends: Collection[int] = ()
) -> Iterator[Draft]:
    """Yield the cases that titles, results and captions make; `ends` are lines where cases of other layouts begin."""
    found = [*_marks(submission, results(submission, scores)), *(Mark("close", line, -1) for line in ends)]
    marks = sorted(found, key=lambda mark: (mark.line, mark.sort != "close"))
    closes = [mark.line for mark in marks if mark.sort == "close"]
    for _, run in groupby(
        (mark for mark in marks if mark.sort != "close" or mark.group >= 0), key=lambda mark: mark.group
    ):
        own = list(run)
        following = bisect_right(closes, own[-1].line)
        last = (closes[following] if following < len(closes) else len(submission.lines)) - 1
        yield from _of_group(submission, own, last, matrices, closes)


def _marks(submission: Submission, found: Sequence[Result]) -> Iterator[Mark]:
    titled = titled_blocks(submission, found)
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


def _of_group(
    submission: Submission, marks: Sequence[Mark], last: int, matrices: Sequence[Matrix], closes: Sequence[int]
) -> Iterator[Draft]:
    if any(mark.sort == "title" for mark in marks):
        drafts = _below_titles(marks, last)
    else:
        drafts = _beside_captions(marks, last)
    proof = sorted((*(mark.line for mark in marks if mark.result), *(matrix.place.first for matrix in matrices)))
    shown = [block.place.first for block in submission.of("figure", "caption", "output")]
    tested = any(mark.result for mark in marks)
    for draft in (_clipped(draft, closes) for draft in drafts):
        if _any_within(proof, draft.extent) or (draft.title and tested and _any_within(shown, draft.extent)):
            yield draft


def _clipped(draft: Draft, closes: Sequence[int]) -> Draft:
    """End a case where a discussion or another layout begins."""
    close = bisect_right(closes, draft.extent.first)
    if close == len(closes) or closes[close] > draft.extent.last:
        return draft
    return replace(draft, extent=Place(draft.extent.first, closes[close] - 1))


def _any_within(lines: Sequence[int], extent: Place) -> bool:
    return bisect_left(lines, extent.first) < bisect_right(lines, extent.last)


def _below_titles(marks: Sequence[Mark], last: int) -> Iterator[Draft]:
    """Yield the cases of a group that titles begin; a second result below one title begins a case without a title."""
    starts: list[tuple[int, Title | None]] = []
    seen: set[object] = set()
    tested = False
    for index, mark in enumerate(marks):
        if mark.sort == "title" and mark.title:
            if starts and not tested and (joined := _joined(starts[-1][1], mark.title)):
                starts[-1] = (starts[-1][0], joined)
                continue
            starts.append((mark.title.place.first, mark.title))
            seen, tested = set(), False
        elif mark.result:
            if not starts or seen & set(mark.result.keys):
                told = _before(marks, index, starts[-1][1] if starts else None)
                starts.append((told.place.first if told else mark.result.start, told))
                seen = set()
            seen |= set(mark.result.keys)
            tested = True
    for (start, title), after in zip(starts, [*(line for line, _ in starts[1:]), last + 1], strict=True):
        extent = Place(start, max(start, after - 1))
        yield _draft(title or _later(marks, extent), extent, marks[0].group)


def _joined(first: Title | None, second: Title) -> Title | None:
    """Return a title with a line below it that says more of the same case: `Model 2`, then `300 neurons, dropout 0.3`."""
    if first is None or second.level or second.place.first - first.place.last > _APART:
        return None
    if {setting.name for setting in first.settings} & {setting.name for setting in second.settings}:
        return None
    return replace(first, settings=(*first.settings, *second.settings))


def _before(marks: Sequence[Mark], index: int, title: Title | None) -> Title | None:
    """Return the sentence that announces a result just before it, if none after it does and it is not of the case before."""
    following = next((mark.sort for mark in marks[index + 1 :] if mark.sort != "close"), "")
    before = marks[index - 1] if index else None
    if before is None or before.sort != "told" or before.title is None or following in ("told", "caption"):
        return None
    own = {setting.name: setting.values for setting in title.settings} if title else {}
    says = any(own.get(setting.name) != setting.values for setting in before.title.settings)
    return before.title if says else None


def _later(marks: Sequence[Mark], extent: Place) -> Title | None:
    """Return what names an untitled result after it: a caption, or the only sentence that announces it."""
    within = marks[bisect_left(marks, extent.first, key=_line) : bisect_right(marks, extent.last, key=_line)]
    for sort in ("caption", "told"):
        named = [mark.title for mark in within if mark.sort == sort]
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
    lines = [mark.line for mark in beside]
    cuts = [bisect_left(lines, start) for start in starts] + [len(lines)]
    counts, early = [after - one for one, after in pairwise(cuts)], cuts[0]
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
