"""Cases from the layout of a report: titles, results and captions in order, read the same way throughout a group.

Where headings name the cases, each has what stands below it. Where only captions do, they stand before their results or
after them, which the first and the last of the group tell; else the results stay without a title.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from reportgen.check.facts.cases.captioned import beside_captions
from reportgen.check.facts.cases.evidence import Draft
from reportgen.check.facts.cases.marks import Mark, drafted, marks_of
from reportgen.check.facts.cases.results import results
from reportgen.check.facts.cases.titles import Title
from reportgen.check.stated import Matrix, Score
from reportgen.check.submission import Place, Submission


@dataclass(frozen=True)
class Lines:
    """Where things stand in a report: ends of cases, results and matrices, all scores, figures and outputs."""

    closes: Sequence[int]
    proof: Sequence[int]
    stated: Sequence[int]
    shown: Sequence[int]


_APART = 8
"""A line that says more of a title stands at most this many lines below it."""


def _line(mark: Mark) -> int:
    return mark.line


def find(
    submission: Submission, scores: Sequence[Score], matrices: Sequence[Matrix], ends: Collection[int] = ()
) -> Iterator[Draft]:
    """Yield the cases that titles, results and captions make; `ends` are lines where cases of other layouts begin."""
    printed = results(submission, scores)
    found = [*marks_of(submission, printed), *(Mark("close", line, -1) for line in ends)]
    marks = sorted(found, key=lambda mark: (mark.line, mark.sort != "close"))
    lines = Lines(
        closes=[mark.line for mark in marks if mark.sort == "close"],
        proof=sorted((*(one.place.first for one in printed), *(matrix.place.first for matrix in matrices))),
        stated=sorted(score.place.first for score in scores),
        shown=[block.place.first for block in submission.of("figure", "caption", "output")],
    )
    own = (mark for mark in marks if mark.sort != "close" or mark.group >= 0)
    runs = [list(run) for _, run in groupby(own, key=lambda mark: mark.group)]
    for run, following in zip_longest(runs, runs[1:]):
        close = bisect_right(lines.closes, run[-1].line)
        after = lines.closes[close] if close < len(lines.closes) else len(submission.lines)
        last = min(after, following[0].start if following else after) - 1
        yield from _of_group(run, last, lines)


def _of_group(marks: Sequence[Mark], last: int, lines: Lines) -> Iterator[Draft]:
    """Yield the cases of a group that have a result or a matrix, or under a title a score in words, or a figure."""
    titled = any(mark.sort == "title" for mark in marks)
    tested = any(mark.result for mark in marks)
    for draft in _below_titles(marks, last) if titled else beside_captions(marks, last):
        clipped = _clipped(draft, lines.closes)
        told = _any_within(lines.stated, clipped.extent) or (tested and _any_within(lines.shown, clipped.extent))
        if _any_within(lines.proof, clipped.extent) or (draft.title and told):
            yield clipped


def _clipped(draft: Draft, closes: Sequence[int]) -> Draft:
    """End a case where a discussion or another layout begins."""
    close = bisect_right(closes, draft.extent.first)
    if close == len(closes) or closes[close] > draft.extent.last:
        return draft
    return replace(draft, extent=Place(draft.extent.first, closes[close] - 1))


def _any_within(lines: Sequence[int], extent: Place) -> bool:
    return bisect_left(lines, extent.first) < bisect_right(lines, extent.last)


def _below_titles(marks: Sequence[Mark], last: int) -> Iterator[Draft]:
    """Yield the cases of a group that titles begin; a second result below a title begins a case without one."""
    starts: list[tuple[int, Title | None]] = []
    seen: set[object] = set()
    tested = False
    for index, mark in enumerate(marks):
        if mark.sort == "title" and mark.title:
            if starts and not tested and (joined := _joined(starts[-1][1], mark.title)):
                starts[-1] = (starts[-1][0], joined)
                continue
            starts.append((mark.line, mark.title))
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
        yield drafted(title or _later(marks, extent), extent, marks[0].group)


def _joined(first: Title | None, second: Title) -> Title | None:
    """Return a title with what a line below it adds: `Model 2`, then `300 neurons, dropout 0.3`."""
    if first is None or second.level or second.place.first - first.place.last > _APART:
        return None
    if {setting.name for setting in first.settings} & {setting.name for setting in second.settings}:
        return None
    return replace(first, settings=(*first.settings, *second.settings))


def _before(marks: Sequence[Mark], index: int, title: Title | None) -> Title | None:
    """Return the sentence just before a result that announces it, unless it is of the case before."""
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
