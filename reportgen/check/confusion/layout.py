"""Where confusion matrices stand: which comments belong to each.

A comment belongs to the matrix above it as long as nothing new begins between: no heading, no title of another case,
no result that is not the matrix's own, no table, no listing.
"""

from dataclasses import dataclass
from functools import cached_property

from reportgen.check.confusion.breaks import Breaks
from reportgen.check.confusion.intervals import is_one_of
from reportgen.check.confusion.printed_results import Results
from reportgen.check.confusion.signs import begins, clash, of_title
from reportgen.check.confusion.titles import ABOVE, ONLY_MATRIX, SPREAD, Titles
from reportgen.check.facts import Facts
from reportgen.check.stated import Matrix, Setting, SettingName
from reportgen.check.submission import Place, Submission

_OF_NETWORK: frozenset[SettingName] = frozenset(
    ("neurons", "hidden_layers", "filters", "kernel", "orientations", "pixels_per_cell", "dropout", "noise", "l2")
)
_WORDS = 6
"""A paragraph of fewer words is no comment."""


@dataclass(frozen=True)
class Layout:
    """Finds the matrix of a line.

    Attributes:
        submission: the report.
        matrices: its matrices, in order.
        breaks: where something new begins.
        settings: hyper-parameters that it states.
    """

    submission: Submission
    matrices: tuple[Matrix, ...]
    breaks: Breaks
    settings: tuple[Setting, ...] = ()

    @classmethod
    def of(cls, facts: Facts) -> "Layout":
        """Return what finds matrices in a report."""
        titles = Titles(facts.submission, facts.matrices)
        breaks = Breaks(facts.submission, facts.matrices, facts.scores, titles)
        return cls(facts.submission, facts.matrices, breaks, facts.settings)

    @property
    def titles(self) -> Titles:
        """What names the networks of the report."""
        return self.breaks.titles

    @cached_property
    def results(self) -> Results:
        """What finds the matrices of printed results."""
        return Results(self.breaks)

    def beside(self, line: int) -> tuple[Matrix, ...]:
        """Return the matrix that a comment on a line belongs to; two if it may be the one above or the one below."""
        above, below = self.above(line), self.below(line)
        return tuple(matrix for matrix in (above, below) if matrix is not None)

    def above(self, line: int) -> Matrix | None:
        """Return the matrix above a line, if nothing new begins between them."""
        before = [matrix for matrix in self.matrices if matrix.place.last < line]
        if not before or line - before[-1].place.last > SPREAD:
            return None
        matrix = before[-1]
        between = range(matrix.place.last + 1, line + 1)
        return None if any(self._parts(stop, matrix) for stop in self.breaks.within(between)) else matrix

    def below(self, line: int) -> Matrix | None:
        """Return the matrix below a line, if nothing new begins between them: no title, no result, no code."""
        after = [matrix for matrix in self.matrices if matrix.place.first > line]
        if not after or after[0].place.first - line > ABOVE:
            return None
        between = range(line + 1, after[0].place.first)
        announced = any(ONLY_MATRIX.fullmatch(self.titles.text(at)) for at in between)
        return None if announced or any(True for _ in self.breaks.within(between)) else after[0]

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

    def foreign(self, matrix: Matrix, lines: Place) -> bool:
        """Tell whether results stand in some lines that are not a matrix's own."""
        return any(line in lines and self._parts(line, matrix) for line in self.breaks.results)

    def _parts(self, line: int, matrix: Matrix) -> bool:
        """Tell whether what begins on a line parts it from a matrix: not its own result, nor its own name."""
        if line in self.breaks.results:
            return not all(is_one_of(one.quantity, [matrix.trace / matrix.total]) for one in self.breaks.results[line])
        own = self.titles.of(matrix)
        said = of_title(self.titles.text(line))
        return not (begins(self.titles.text(line)) and said & own and not clash(said, own))
