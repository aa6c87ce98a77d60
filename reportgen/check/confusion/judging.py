"""Whether a claim about confusions is right by one matrix: in either direction, whichever axis is the truth."""

from dataclasses import dataclass

from reportgen.check.confusion.class_judging import Finding, rank, usual
from reportgen.check.confusion.derived import off_diagonal, transposed, unordered
from reportgen.check.confusion.pair_claims import PairClaim
from reportgen.check.confusion.pair_orders import PairOrder
from reportgen.check.stated import Matrix

NAMED = 10
"""A pair is often confused if it is among so many cells, the largest first, ties counted."""
FEW = 1
BELOW_PAIR, BELOW_CELL = 0.7, 0.8
"""A superlative is wrong if pair and cell are below such shares of the largest: less may be a matter of view."""
MANY = 10
"""Classes confused at most `FEW` times where others are `MANY` times are not confused often."""


@dataclass(frozen=True)
class Largest:
    """The most confused pair of a matrix.

    Attributes:
        first: the row.
        second: the column.
        count: the cell.
    """

    first: int
    second: int
    count: int


def largest(matrix: Matrix) -> Largest:
    """Return the largest cell off the diagonal, the first of equals."""
    cells = [Largest(i, j, cell) for i, row in enumerate(matrix.counts) for j, cell in enumerate(row) if i != j]
    return max(cells, key=lambda cell: cell.count)


def both(matrix: Matrix, claim: PairClaim) -> tuple[int, int]:
    """Return how often the two classes of a claim are taken for each other, in each direction."""
    return matrix.counts[claim.first][claim.second], matrix.counts[claim.second][claim.first]


def pair(matrix: Matrix, claim: PairClaim) -> Finding:
    """Judge a claim by a matrix; of classes that it does not have, nothing can be said."""
    if max(claim.first, claim.second) >= len(matrix.counts):
        return "open"
    if claim.count is not None and not counted(matrix, claim):
        return "miscounted"
    if claim.strength in ("most", "digits"):
        return _most(matrix, claim)
    if claim.strength == "never":
        return _never(matrix, claim)
    if claim.count is not None:
        return "right"
    return _mostly(matrix, claim) if claim.strength == "mostly" else _often(matrix, claim)


def counted(matrix: Matrix, claim: PairClaim) -> bool:
    """Tell whether two classes are confused as often as a claim says: one way, the other, or both together."""
    one, other = both(matrix, claim)
    return claim.count in (one, other, one + other)


def _most(matrix: Matrix, claim: PairClaim) -> Finding:
    """Judge a superlative: the largest cell or pair; wrong if it is well below both, the other largest ones as well."""
    one, other = both(matrix, claim)
    cells, pairs = off_diagonal(matrix.counts), unordered(matrix.counts)
    rank = min(claim.rank, len(pairs)) - 1
    cell, pair_ = cells[rank], pairs[rank]
    loose = min(2 * rank + 1, len(pairs) - 1) if rank else 0
    if max(one, other) >= cells[loose] or one + other >= pairs[loose] or _largest_share(matrix, claim):
        return "right"
    if claim.strength == "digits" and _both_bad(matrix, claim):
        return "open"
    below = max(one, other) < BELOW_CELL * cell and one + other < BELOW_PAIR * pair_
    return "wrong" if below and pair_ - one - other > FEW else "open"


def _both_bad(matrix: Matrix, claim: PairClaim) -> bool:
    """Tell whether both classes, each by itself, may be meant: they are among the worse half by a usual measure."""
    half = len(matrix.counts) // 2
    ways = [values for counts in (matrix.counts, transposed(matrix.counts)) for values in usual(counts)]
    return any(max(rank(values, index, False) for index in (claim.first, claim.second)) < half for values in ways)


def _never(matrix: Matrix, claim: PairClaim) -> Finding:
    """Judge a denial: right if it is so in one direction."""
    least = min(both(matrix, claim))
    return "right" if least == 0 else "wrong" if least > FEW else "open"


def _mostly(matrix: Matrix, claim: PairClaim) -> Finding:
    """Judge what a class is mostly taken for: wrong if it is so well less often than another, by both axes."""
    ways = [
        [cell if index != claim.first else 0 for index, cell in enumerate(counts[claim.first])]
        for counts in (matrix.counts, transposed(matrix.counts))
    ]
    ways.append([one + other for one, other in zip(*ways, strict=True)])
    if any(way[claim.second] == max(way) for way in ways) or _most_of_all(matrix, claim):
        return "right"
    return "wrong" if all(way[claim.second] < BELOW_PAIR * max(way) for way in ways) else "open"


def _most_of_all(matrix: Matrix, claim: PairClaim) -> bool:
    one, other = both(matrix, claim)
    return max(one, other) == off_diagonal(matrix.counts)[0] or one + other == unordered(matrix.counts)[0]


def order(matrix: Matrix, claim: PairOrder) -> Finding:
    """Judge which of two confusions is the more frequent: wrong if it is not in either direction, nor in sum."""
    if max(*claim.more, *claim.less) >= len(matrix.counts):
        return "open"
    (a, b), (c, d), counts = claim.more, claim.less, matrix.counts
    more, less = (counts[a][b], counts[b][a]), (counts[c][d], counts[d][c])
    if claim.directed:
        right, wrong = more[0] > less[0], more[0] < less[0] and more[1] <= less[1]
    else:
        right, wrong = sum(more) > sum(less), max(more) < max(less)
    if right:
        return "right"
    return "wrong" if wrong and sum(less) - sum(more) > FEW else "open"


def _largest_share(matrix: Matrix, claim: PairClaim) -> bool:
    """Tell whether a pair is the largest by the share of a class's images."""
    for counts in (matrix.counts, transposed(matrix.counts)):
        shares = [
            (cell / max(1, sum(row)), {i, j}) for i, row in enumerate(counts) for j, cell in enumerate(row) if i != j
        ]
        most = max(share for share, _ in shares)
        if any(share == most and classes_ == {claim.first, claim.second} for share, classes_ in shares):
            return True
    return False


def _often(matrix: Matrix, claim: PairClaim) -> Finding:
    one, other = both(matrix, claim)
    cells = off_diagonal(matrix.counts)
    size = max(one, other)
    larger = sum(cell > size for cell in cells)
    named = min(NAMED, max(1, len(cells) // 4))
    if size > FEW and (larger < named or 3 * size >= cells[0]):
        return "right"
    if size <= FEW and cells[0] >= MANY:
        return "wrong"
    return "right" if larger < named else "open"
