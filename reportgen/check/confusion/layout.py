"""Where confusion matrices stand: which comments and which results belong to each.

A comment belongs to the matrix above it as long as nothing new begins between: no heading, no title of another case,
no result that is not the matrix's own, no table, no listing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.confusion.intervals import is_one_of
from reportgen.check.confusion.signs import LONGEST_TITLE, begins, clash, of_title
from reportgen.check.confusion.titles import ABOVE, SECTION, Titles, lines_of
from reportgen.check.facts.cases.evidence import result_line
from reportgen.check.stated import Matrix, Score, Setting, SettingName
from reportgen.check.submission import Place, Submission, plain

_ONLY_MATRIX = re.compile(
    r"[\W_]{0,8}(?:(?:the|la|voici la|its|sa)[ ])?(?:confusion[ ]matrix|matrice[ ]de[ ]confusion|matri(?:x|ce))\b"
    r".{0,60}",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"^[\W_]{0,8}(?:r[ée]sultats?[ ]?:[ ]?)?(?:(?:on|the|sur|le)[ ])?(?:test[ ])?(?:loss|perte|scores?|accuracy"
    r"|exactitude|acc)(?:[ ](?:de[ ])?(?:test|validation))?[ ]?[:=]?[ ]?\$?[0-9]",
    re.IGNORECASE,
)
"""A sentence that only tells results: `Test loss 0.2533, test accuracy 0.9102.`"""
_OF_NETWORK: frozenset[SettingName] = frozenset(
    ("neurons", "hidden_layers", "filters", "kernel", "orientations", "pixels_per_cell", "dropout", "noise", "l2")
)
_WORDS = 6
"""A paragraph of fewer words is no comment."""
_SPREAD = 25
"""A comment stands at most so many lines below its matrix."""


@dataclass(frozen=True)
class Layout:
    """Finds the matrix of a line.

    Attributes:
        submission: the report.
        matrices: its matrices, in order.
        scores: its scores.
        titles: what names its networks.
        settings: hyper-parameters that it states.
    """

    submission: Submission
    matrices: tuple[Matrix, ...]
    scores: tuple[Score, ...]
    titles: Titles
    settings: tuple[Setting, ...] = ()

    def beside(self, line: int) -> tuple[Matrix, ...]:
        """Return the matrix that a comment on a line belongs to; two if it may be the one above or the one below."""
        above, below = self.above(line), self.below(line)
        return tuple(matrix for matrix in (above, below) if matrix is not None)

    def above(self, line: int) -> Matrix | None:
        """Return the matrix above a line, if nothing new begins between them."""
        before = [matrix for matrix in self.matrices if matrix.place.last < line]
        if not before or line - before[-1].place.last > _SPREAD:
            return None
        matrix = before[-1]
        between = range(matrix.place.last + 1, line + 1)
        return None if any(self._parts(stop, matrix) for stop in self._stops_in(between)) else matrix

    def below(self, line: int) -> Matrix | None:
        """Return the matrix below a line, if nothing new begins between them: no title, no result, no code."""
        after = [matrix for matrix in self.matrices if matrix.place.first > line]
        if not after or after[0].place.first - line > ABOVE:
            return None
        between = range(line + 1, after[0].place.first)
        announced = any(_ONLY_MATRIX.fullmatch(self.titles.text(at)) for at in between)
        return None if announced or any(True for _ in self._stops_in(between)) else after[0]

    def moved(self, place: Place, text: str, matrix: Matrix) -> bool:
        """Tell whether what stands between a matrix and a sentence goes over to another network: it has its settings.

        Args:
            place: of the sentence.
            text: of its paragraph, up to its end.
            matrix: above the sentence.
        """
        sizes = {sign for kind, sign in self.titles.of(matrix) if kind == "size"}
        between = range(matrix.place.last + 1, place.last + 1)
        return any(
            one.place.first in between
            and sizes.isdisjoint(f"{value:g}" for value in one.values if not isinstance(value, str))
            and (one.place.first < place.first or one.quote in text)
            for one in self.settings
            if one.name in _OF_NETWORK and one.where in ("prose", "item", "table")
        )

    def commented(self, matrix: Matrix) -> bool:
        """Tell whether a comment stands below a matrix."""
        return matrix in self._commented

    @cached_property
    def _commented(self) -> frozenset[Matrix]:
        """The matrices below which a paragraph stands."""
        blocks = (block for block in self.submission.of("paragraph", "item") if len(block.text.split()) >= _WORDS)
        return frozenset(matrix for block in blocks if (matrix := self.above(block.place.first)) is not None)

    def is_result(self, score: Score) -> bool:
        """Tell whether a score stands on a line of results, not in a sentence."""
        return score in self._results.get(score.place.first, ())

    def foreign(self, matrix: Matrix, lines: Place) -> bool:
        """Tell whether results stand in some lines that are not a matrix's own."""
        return any(line in lines and self._parts(line, matrix) for line in self._results)

    def states(self, line: int, matrix: Matrix) -> bool:
        """Tell whether a result on a line surely is that of a matrix: above it, or right below, and of no other."""
        if line < matrix.place.first:
            near = matrix.place.first - line <= _SPREAD and self._free(line, matrix)
        else:
            near = 0 < line - matrix.place.last <= ABOVE and self._below(line, matrix)
        return near and self._alone(line, matrix) and not clash(self.titles.around(line), self.titles.of(matrix))

    def _alone(self, line: int, matrix: Matrix) -> bool:
        """Tell whether no other result stands between a matrix and the title, or the matrix, before it."""
        part = self.submission.part_at(matrix.place.first) if self.submission.parts else 0
        start = max([other.place.last for other in self.matrices if other.place.last < matrix.place.first], default=-1)
        near = range(max(start + 1, min(line, matrix.place.first) - _SPREAD), max(line + 1, matrix.place.first))
        values = {
            _value(one)
            for one in self.scores
            if one.metrics == ("accuracy",) and not one.label and one.split in ("", "test") and one.place.first in near
            if not part or self.submission.part_at(one.place.first) == self.submission.part_at(line)
        }
        return len(values) < 2

    def _free(self, line: int, matrix: Matrix) -> bool:
        """Tell whether nothing new begins between a result and the matrix below it."""
        if any(line < other.place.first < matrix.place.first for other in self.matrices):
            return False
        values = {_value(score) for score in self._results.get(line, ())}
        return all(
            self._harmless(stop)
            or self._together(line, stop)
            or (stop in self._results and {_value(one) for one in self._results[stop]} <= values)
            for stop in self._stops_in(range(line + 1, matrix.place.first))
        )

    def _together(self, line: int, stop: int) -> bool:
        """Tell whether two lines stand in one output: a network prints all its metrics at once."""
        block = self.submission.block_at(line)
        return block is not None and block.kind == "output" and stop in block.place

    def _harmless(self, line: int) -> bool:
        """Tell whether what begins on a line may stand between a result and its matrix: code, or what announces it."""
        block = self.submission.block_at(line)
        code = block is not None and block.kind == "code" and line == block.place.first
        return code or _ONLY_MATRIX.fullmatch(self.titles.text(line).strip("# ")) is not None

    def _below(self, line: int, matrix: Matrix) -> bool:
        """Tell whether a result right below a matrix is its own: it has none above, and no other matrix follows."""
        between = range(matrix.place.last + 1, line)
        prose = (block.place.first for block in self.submission.of("paragraph", "item"))
        if any(True for _ in self._stops_in(between)) or any(at in between for at in prose):
            return False
        if begins(self.titles.text(line)) and not of_title(self.titles.text(line)) & self.titles.of(matrix):
            return False
        before = [other.place.last for other in self.matrices if other.place.last < matrix.place.first]
        after = next((other for other in self.matrices if other.place.first > line), None)
        start = max([*before, matrix.place.first - _SPREAD, 0])
        above = any(self._free(one, matrix) for one in self._results if start < one < matrix.place.first)
        return not above and not (after is not None and self.states(line, after))

    def _parts(self, line: int, matrix: Matrix) -> bool:
        """Tell whether what begins on a line parts it from a matrix: not its own result, nor its own name."""
        if line in self._results:
            return not all(is_one_of(one.quantity, [matrix.trace / matrix.total]) for one in self._results[line])
        own = self.titles.of(matrix)
        said = of_title(self.titles.text(line))
        return not (begins(self.titles.text(line)) and said & own and not clash(said, own))

    # ── what begins on a line ────────────────────────────────────────────────────────────────────────────────────

    def _stops_in(self, lines: range) -> Iterator[int]:
        stops = self._stops
        yield from stops[bisect_left(stops, lines.start) : bisect_right(stops, lines.stop - 1)]

    @cached_property
    def _stops(self) -> list[int]:
        own = {line for matrix in self.matrices for line in range(matrix.place.first, matrix.place.last + 1)}
        found = {block.place.first for block in self.submission.of("heading", "table", "code")} - own
        found |= {block.place.first for block in self.submission.of("output") if not own & set(lines_of(block.place))}
        found |= set(self._results) - own
        for index, line in enumerate(self.submission.lines):
            if index not in own and len(line.text) <= LONGEST_TITLE:
                text = self.titles.text(index)
                if begins(text) or SECTION.match(text):
                    found.add(index)
        return sorted(found)

    @cached_property
    def _results(self) -> dict[int, list[Score]]:
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

    @cached_property
    def _sentences(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for sentence in self.submission.sentences:
            for line in lines_of(sentence.place):
                found.setdefault(line, []).append(sentence.text)
        return found


def _value(score: Score) -> float:
    return round(score.quantity.shares[0].value, 3)
