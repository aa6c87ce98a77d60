"""Which printed result is that of which confusion matrix: the one right above it, or the one right below."""

from dataclasses import dataclass

from reportgen.check.confusion.breaks import Breaks
from reportgen.check.confusion.signs import begins, clash, of_title
from reportgen.check.confusion.titles import ABOVE, ONLY_MATRIX, SPREAD
from reportgen.check.stated import Matrix, Score


@dataclass(frozen=True)
class Results:
    """Finds the matrices of printed results.

    Attributes:
        breaks: where something new begins in the report.
    """

    breaks: Breaks

    def states(self, line: int, matrix: Matrix) -> bool:
        """Tell whether a result on a line surely is that of a matrix: above it, or right below, and of no other."""
        if line < matrix.place.first:
            near = matrix.place.first - line <= SPREAD and self._free(line, matrix)
        else:
            near = 0 < line - matrix.place.last <= ABOVE and self._below(line, matrix)
        return (
            near
            and self._alone(line, matrix)
            and not clash(self.breaks.titles.around(line), self.breaks.titles.of(matrix))
        )

    def _alone(self, line: int, matrix: Matrix) -> bool:
        """Tell whether no other result stands between a matrix and the title, or the matrix, before it."""
        part = self.breaks.submission.part_at(matrix.place.first) if self.breaks.submission.parts else 0
        start = max(
            [other.place.last for other in self.breaks.matrices if other.place.last < matrix.place.first], default=-1
        )
        near = range(max(start + 1, min(line, matrix.place.first) - SPREAD), max(line + 1, matrix.place.first))
        values = {
            _value(one)
            for one in self.breaks.scores
            if one.metrics == ("accuracy",) and not one.label and one.split in ("", "test") and one.place.first in near
            if not part or self.breaks.submission.part_at(one.place.first) == self.breaks.submission.part_at(line)
        }
        return len(values) < 2

    def _free(self, line: int, matrix: Matrix) -> bool:
        """Tell whether nothing new begins between a result and the matrix below it."""
        if any(line < other.place.first < matrix.place.first for other in self.breaks.matrices):
            return False
        values = {_value(score) for score in self.breaks.results.get(line, ())}
        return all(
            self._harmless(stop)
            or self._together(line, stop)
            or (stop in self.breaks.results and {_value(one) for one in self.breaks.results[stop]} <= values)
            for stop in self.breaks.within(range(line + 1, matrix.place.first))
        )

    def _together(self, line: int, stop: int) -> bool:
        """Tell whether two lines stand in one output: a network prints all its metrics at once."""
        block = self.breaks.submission.block_at(line)
        return block is not None and block.kind == "output" and stop in block.place

    def _harmless(self, line: int) -> bool:
        """Tell whether what begins on a line may stand between a result and its matrix: code, or what announces it."""
        block = self.breaks.submission.block_at(line)
        code = block is not None and block.kind == "code" and line == block.place.first
        return code or ONLY_MATRIX.fullmatch(self.breaks.titles.text(line).strip("# ")) is not None

    def _below(self, line: int, matrix: Matrix) -> bool:
        """Tell whether a result right below a matrix is its own: it has none above, and no other matrix follows."""
        between = range(matrix.place.last + 1, line)
        prose = (block.place.first for block in self.breaks.submission.of("paragraph", "item"))
        if any(True for _ in self.breaks.within(between)) or any(at in between for at in prose):
            return False
        if begins(self.breaks.titles.text(line)) and not of_title(
            self.breaks.titles.text(line)
        ) & self.breaks.titles.of(matrix):
            return False
        before = [other.place.last for other in self.breaks.matrices if other.place.last < matrix.place.first]
        after = next((other for other in self.breaks.matrices if other.place.first > line), None)
        start = max([*before, matrix.place.first - SPREAD, 0])
        above = any(self._free(one, matrix) for one in self.breaks.results if start < one < matrix.place.first)
        return not above and not (after is not None and self.states(line, after))


def _value(score: Score) -> float:
    return round(score.quantity.shares[0].value, 3)
