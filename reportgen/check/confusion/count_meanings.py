"""What a number of a sentence may count beside one pair: several pairs, another pair, all errors of a class."""

from collections.abc import Collection, Sequence
from itertools import permutations

from reportgen.check.stated import Matrix

_FEW = 3
"""Of so many classes a count may be of any two of them; of more, too many counts would fit by chance."""


def of_several(matrix: Matrix, count: int, classes: Sequence[int]) -> bool:
    """Tell whether a count is of one class with all others of a sentence: `3 is taken for 5 or 8 27 times`."""
    known = [one for one in classes if one < len(matrix.counts)]
    return len(known) > 2 and any(count in _sums(matrix, one, [c for c in known if c != one]) for one in known)


def of_another(matrix: Matrix, count: int, classes: Sequence[int]) -> bool:
    """Tell whether a count is of any two classes of a sentence, or of all errors of one: `the 9 with its 16 errors`."""
    known = [one for one in classes if one < len(matrix.counts)]
    pairs = any(count in _sums(matrix, one, [other]) for one, other in permutations(known, 2))
    return len(known) <= _FEW and (pairs or any(count in _errors(matrix, one) for one in known))


def of_each(matrix: Matrix, numbers: Collection[int], first: int, second: int) -> bool:
    """Tell whether a sentence counts all errors of each of two classes: `4 is confused 29 times and 7 27 times`."""
    known = max(first, second) < len(matrix.counts)
    return known and all(any(count in numbers for count in _errors(matrix, one)) for one in (first, second))


def _sums(matrix: Matrix, one: int, others: Sequence[int]) -> tuple[int, int, int]:
    """Return how often one class is taken for others, how often they for it, and both together."""
    out = sum(matrix.counts[one][other] for other in others)
    back = sum(matrix.counts[other][one] for other in others)
    return out, back, out + back


def _errors(matrix: Matrix, one: int) -> tuple[int, int, int]:
    """Return the errors of a class: its own images, those taken for it, and both together."""
    row, column = sum(matrix.counts[one]), sum(counts[one] for counts in matrix.counts)
    right = matrix.counts[one][one]
    return row - right, column - right, row + column - 2 * right
