"""Which blocks are titles of cases: those that name one, and headings side by side that have one result each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from reportgen.check.facts.cases import titles as naming
from reportgen.check.facts.cases.results import Key, Result
from reportgen.check.facts.cases.titles import Title
from reportgen.check.facts.metric_words import splits
from reportgen.check.submission import Submission


def titled_blocks(submission: Submission, found: Sequence[Result]) -> dict[int, Title]:
    """Return the titles by the indices of their blocks.

    `Experiment 2` with several results, or with titles below it, is a topic. `With dropout` and `Without dropout` are
    titles if each has one result, of the same metrics.
    """
    titles = dict(_naming(submission))
    order, blocks = sorted(titles), [result.block for result in found]
    lasts = {part.blocks[0]: part.blocks[1] for part in submission.parts[1:]}
    for index, title in list(titles.items()):
        last = lasts.get(index, index)
        below = order[bisect_right(order, index) : bisect_right(order, last)]
        results = found[bisect_left(blocks, index) : bisect_right(blocks, last)]
        if title.level and (_deeper(titles, below, title.level) or (_repeats(results) and not title.settings)):
            del titles[index]
    return {**titles, **dict(_parallel(submission, found, titles))}


def _naming(submission: Submission) -> Iterator[tuple[int, Title]]:
    for index, block in enumerate(submission.blocks):
        title = None
        if block.kind == "heading":
            title = naming.heading(block)
        elif block.kind == "paragraph":
            title = naming.line(block)
        if title:
            yield index, title


def _deeper(titles: dict[int, Title], below: Sequence[int], level: int) -> bool:
    """Tell whether at least two titles stand below a heading on a deeper level."""
    several = 0
    for index in below:
        several += index in titles and titles[index].level > level
        if several > 1:
            return True
    return False


def _repeats(found: Sequence[Result]) -> bool:
    keys = [key for result in found for key in result.keys]
    return len(keys) != len(set(keys))


def _parallel(submission: Submission, found: Sequence[Result], titles: dict[int, Title]) -> Iterator[tuple[int, Title]]:
    """Yield the headings of one level below one heading that have one result each, of a metric that all have."""
    order, blocks = sorted(titles), [result.block for result in found]
    beside: dict[tuple[int | None, int], list[tuple[int, Title, set[Key]]]] = {}
    for part in submission.parts[1:]:
        first, last = part.blocks
        within = found[bisect_left(blocks, first) : bisect_right(blocks, last)]
        titled = bisect_left(order, first) < bisect_right(order, last)
        if not within or titled or _repeats(within) or naming.closing(part.title) or splits(part.title):
            continue
        title = Title(part.title, submission.blocks[first].place, part.level, ())
        keys = {key for result in within for key in result.keys}
        beside.setdefault((part.parent, part.level), []).append((first, title, keys))
    for group in beside.values():
        if len(group) > 1 and set.intersection(*(keys for _, _, keys in group)):
            yield from ((first, title) for first, title, _ in group)
