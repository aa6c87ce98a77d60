"""Scopes: the matrices that a sentence may speak of."""

from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.check.stated import Matrix


@dataclass(frozen=True)
class Scope:
    """Matrices that a sentence may speak of.

    Attributes:
        matrices: different ones, the likeliest first.
        every: whether the sentence speaks of all of them, not of one of them.
        certain: whether it can speak of no other.
    """

    matrices: tuple[Matrix, ...]
    every: bool
    certain: bool


def distinct(matrices: Iterable[Matrix]) -> tuple[Matrix, ...]:
    """Return matrices of different counts."""
    found: dict[tuple[tuple[int, ...], ...], Matrix] = {}
    for matrix in matrices:
        found.setdefault(matrix.counts, matrix)
    return tuple(found.values())
