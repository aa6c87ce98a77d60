"""Groups: the parts of a report whose cases are compared with each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.facts.cases.title_words import TOPIC
from reportgen.check.facts.cases.titles import Title
from reportgen.check.facts.folding import folded
from reportgen.check.submission import Submission


@dataclass(frozen=True)
class Standing:
    """Where a block stands among titles and headings.

    Attributes:
        group: the index of the part whose cases a case here is compared with.
        ends: whether it is a heading that ends the case before it.
    """

    group: int
    ends: bool = False


def standings(submission: Submission, titles: dict[int, Title]) -> Iterator[Standing]:
    """Yield where each block stands.

    A title of a case makes no group, nor does a heading below it (`Confusion matrix` of `300 neurons`). In a flat
    report, where cases and what they are cases of have one level, a heading that names a topic or has nothing below it
    but cases makes a group; else the heading around them does.
    """
    parts = {part.blocks[0]: index for index, part in enumerate(submission.parts) if index}
    opened: list[tuple[int, int]] = []
    group, level = 0, 0
    for index, block in enumerate(submission.blocks):
        ends = False
        if index in titles and titles[index].level:
            level = titles[index].level
            opened = [one for one in opened if one[0] <= level]
            group = parts.get(_around(submission, opened, level, titles), 0)
        elif block.kind == "heading" and not (level and block.level > level):
            opened = [one for one in opened if one[0] < block.level] + [(block.level, index)]
            group, level, ends = parts.get(index, 0), 0, True
        yield Standing(group, ends)


def _around(submission: Submission, opened: list[tuple[int, int]], level: int, titles: dict[int, Title]) -> int:
    """Return the index of the heading that makes the group of a case under a heading of `level`; -1 for none."""
    for its, index in reversed(opened):
        below = index + 1 in titles and titles[index + 1].level > 0
        if its < level or below or TOPIC.search(folded(submission.blocks[index].text[:200])):
            return index
    return -1
