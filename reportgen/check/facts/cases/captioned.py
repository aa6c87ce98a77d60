"""Cases of a group without titles: results with the captions, or the sentences, before or after them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.check.facts.cases.evidence import Draft
from reportgen.check.facts.cases.marks import Mark, drafted
from reportgen.check.facts.cases.results import Result
from reportgen.check.facts.cases.titles import Title
from reportgen.check.submission import Place


def beside_captions(marks: Sequence[Mark], last: int) -> Iterator[Draft]:
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
        yield drafted(None, Place(result.start, max(result.start, after - 1)), marks[0].group)


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
    """Tell whether each caption stands before its result or after it (False); None if neither holds throughout."""
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
        yield drafted(mark.title, Place(start, max(start, after - 1)), group)
