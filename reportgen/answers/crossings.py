"""Where a curve that is measured at a few places crosses 0."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Crossing:
    """A change of sign; `rises` tells from below 0 to above."""

    at: float
    rises: bool


def crossings(places: Sequence[float], values: Sequence[float]) -> tuple[Crossing, ...]:
    """Return where values change their sign, by a straight line between the two places where they do.

    Values of 0 have no sign: between one below and one above, the middle of the zeros is the crossing. Zeros at an end,
    or between values of one sign, are none.

    Args:
        places: in increasing order.
        values: one at each place.
    """
    signed = [(place, value) for place, value in zip(places, values, strict=True) if value]
    zeros = [place for place, value in zip(places, values, strict=True) if not value]
    found = []
    for (before, first), (after, second) in pairwise(signed):
        if first * second > 0:
            continue
        inside = [place for place in zeros if before < place < after]
        at = sum(inside) / len(inside) if inside else before + (after - before) * first / (first - second)
        found.append(Crossing(at, second > 0))
    return tuple(found)
