"""Where something new begins in a report: headings, titles of networks, results, tables, listings."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.confusion.signs import LONGEST_TITLE, begins
from reportgen.check.confusion.titles import SECTION, Titles, lines_of
from reportgen.check.facts.cases.evidence import result_line
from reportgen.check.patterns import regex
from reportgen.check.stated import Matrix, Score
from reportgen.check.submission import Submission, plain

_STATES = regex(
    r"^[\W_]{0,8}(?:r[ée]sultats?[ ]?:[ ]?)?(?:(?:on|the|sur|le)[ ])?(?:test[ ])?(?:loss|perte|scores?|accuracy"
    r"|exactitude|acc)(?:[ ](?:de[ ])?(?:test|validation))?[ ]?[:=]?[ ]?\$?[0-9]",
    re.IGNORECASE,
)
"""A sentence that only tells results: `Test loss 0.2533, test accuracy 0.9102.`"""


@dataclass(frozen=True)
class Breaks:
    """Finds the lines on which something new begins.

    Attributes:
        submission: the report.
        matrices: its matrices, in order.
        scores: its scores.
        titles: what names its networks.
    """

    submission: Submission
    matrices: tuple[Matrix, ...]
    scores: tuple[Score, ...]
    titles: Titles

    def within(self, lines: range) -> Iterator[int]:
        """Yield the lines of a range on which something new begins."""
        stops = self._stops
        yield from stops[bisect_left(stops, lines.start) : bisect_right(stops, lines.stop - 1)]

    @cached_property
    def _stops(self) -> list[int]:
        own = {line for matrix in self.matrices for line in range(matrix.place.first, matrix.place.last + 1)}
        found = {block.place.first for block in self.submission.of("heading", "table", "code")} - own
        found |= {block.place.first for block in self.submission.of("output") if not own & set(lines_of(block.place))}
        found |= set(self.results) - own
        for index, line in enumerate(self.submission.lines):
            if index not in own and len(line.text) <= LONGEST_TITLE:
                text = self.titles.text(index)
                if begins(text) or SECTION.match(text):
                    found.add(index)
        return sorted(found)

    @cached_property
    def results(self) -> dict[int, list[Score]]:
        """The accuracies that stand on lines of results."""
        found: dict[int, list[Score]] = {}
        for score in self.scores:
            if score.metrics == ("accuracy",) and not score.label and score.split != "train":
                block = self.submission.block_at(score.place.first)
                printed = block is not None and block.kind in ("output", "code", "table")
                line = self.submission.lines[score.place.first].text
                told = any(_STATES.match(text) for text in self._sentences.get(score.place.first, ()))
                if printed or told or result_line(self.submission, score) or begins(plain(line[:LONGEST_TITLE])):
                    found.setdefault(score.place.first, []).append(score)
        return found

    def is_result(self, score: Score) -> bool:
        """Tell whether a score stands on a line of results, not in a sentence."""
        return score in self.results.get(score.place.first, ())

    @cached_property
    def _sentences(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for sentence in self.submission.sentences:
            for line in lines_of(sentence.place):
                found.setdefault(line, []).append(sentence.text)
        return found
