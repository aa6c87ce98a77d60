"""Which data set a matrix was counted on, told by the sums of its rows or columns and by its size."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportgen.check.confusion.derived import column_sums
from reportgen.check.facts.class_counts import KNOWN, ClassCounts, hits
from reportgen.check.stated import Matrix


@dataclass(frozen=True)
class Counted:
    """A matrix whose data set is known.

    Attributes:
        known: the data set's class counts, in the order of the matrix.
        sums: of the rows, or of the columns if they are the true classes.
        by_columns: whether the columns are the true classes.
        right: how many sums are the class counts.
    """

    known: ClassCounts
    sums: tuple[int, ...]
    by_columns: bool
    right: int

    @property
    def whole(self) -> bool:
        """Whether every sum is the class count."""
        return self.right == len(self.sums)


@lru_cache(maxsize=256)
def counted(matrix: Matrix) -> Counted | None:
    """Return what a matrix was counted on; None if it is a subset, or nothing that is known."""
    found = [
        Counted(_ordered(known, sums), sums, by_columns, hits(sums, known))
        for by_columns, sums in ((False, matrix.row_sums), (True, column_sums(matrix.counts)))
        for known in KNOWN
    ]
    best = max(found, key=lambda item: (item.right, not item.by_columns))
    return best if best.right >= _enough(len(matrix.counts)) else None


def _enough(size: int) -> int:
    """Return how many sums must be right: of ten classes seven, of two classes both."""
    return size if size < 3 else -(-7 * size // 10)


def _ordered(known: ClassCounts, sums: Sequence[int]) -> ClassCounts:
    """Return two classes in the order in which a matrix has them."""
    if len(sums) == 2 == len(known.counts) and sums[0] != known.counts[0] and sums[0] == known.counts[1]:
        return ClassCounts(known.dataset, known.split, known.counts[::-1])
    return known


def sure(matrix: Matrix) -> bool:
    """Tell whether nothing of a matrix can be damaged: it was read for certain, and all its sums are right."""
    found = counted(matrix)
    return matrix.trusted and found is not None and found.whole


def split_of(matrix: Matrix) -> str:
    """Return of which images a matrix is, as far as its size tells."""
    found = counted(matrix)
    if found is not None:
        return found.known.split
    return next((known.split for known in KNOWN if sum(known.counts) == matrix.total), "")


def dataset_of(matrix: Matrix) -> str:
    """Return the data set that a matrix was counted on; empty if it cannot be told."""
    found = counted(matrix)
    return found.known.dataset if found is not None else ""
