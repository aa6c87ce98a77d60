"""Moved test images: how much of their accuracy two networks lose, pixel by pixel."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from reportgen.answers.duels import Duel, duels, hits
from reportgen.changes import shifted
from reportgen.features.pixels import scaled
from reportgen.spec import Answer, Dataset, Floats, Outcome, Rounded, Shift, trained

DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1))
"""Down, up, right, left."""
KEPT = 0.95
"""The accuracy up to whose loss a network is said to cope."""


def changes(pixels: Sequence[int]) -> tuple[Shift, ...]:
    """Return no move, then each number of pixels in each direction."""
    moved = (Shift(down=down * count, right=right * count) for count in pixels for down, right in DIRECTIONS)
    return (Shift(), *moved)


def rows(pixels: Sequence[int], first: Outcome, second: Outcome, dataset: Dataset) -> tuple[Duel, ...]:
    """Compare two networks without a move and at each distance, over the directions together.

    Args:
        pixels: the distances, as in `changes`.
        first: what the first network gave.
        second: what the second one gave.
        dataset: of the test images.
    """
    parts = zip(_parts(first.outputs), _parts(second.outputs), strict=True)
    found = [(hits(one, dataset.y_test), hits(other, dataset.y_test)) for one, other in parts]
    return duels((0, *pixels), found)


def answers(prefix: str, pixels: Sequence[int], outcomes: tuple[Outcome, Outcome], data: Dataset) -> Iterator[Answer]:
    """Derive the accuracies at each distance, what each pixel costs, and how far each network copes."""
    found = rows(pixels, *outcomes, data)
    yield Answer(f"{prefix}.directions", len(DIRECTIONS), "count")
    yield Answer(f"{prefix}.images", len(data.y_test), "images")
    yield Answer(f"{prefix}.largest", max(pixels), "pixels")
    yield Answer(f"{prefix}.lost_ink", lost_ink(data, max(pixels)), "share", Rounded(3))
    yield Answer(f"{prefix}.level", KEPT, "share")
    yield from trained([Answer(f"{prefix}.rows", found, compare=Rounded(4))])
    for name in ("first", "second"):
        shares = [(row.at, getattr(row, name).share) for row in found]
        costs = tuple((before - after) / (far - near) for (near, before), (far, after) in pairwise(shares))
        yield Answer(f"{prefix}.{name}.costs", costs, "share", Rounded(4), trained=True)
        coped = [at for n, (at, _) in enumerate(shares) if all(share >= KEPT for _, share in shares[: n + 1])]
        yield Answer(f"{prefix}.{name}.coped", int(max(coped, default=-1)), "pixels", trained=True)


def lost_ink(dataset: Dataset, pixels: int) -> float:
    """Return which share of the test images' brightness a move leaves outside, over the directions together."""
    images = scaled(dataset.x_test)
    total = float(images.sum(dtype=np.float64))
    left = [shifted(images, move).sum(dtype=np.float64) for move in changes((pixels,))[1:]]
    return 1 - float(np.mean(left)) / total


def _parts(outputs: Floats) -> list[Floats]:
    """Return the outputs without a move, then those of each distance, (directions, n, classes)."""
    count = len(DIRECTIONS)
    return [outputs[:1], *(outputs[start : start + count] for start in range(1, len(outputs), count))]
