"""New codes like those of a class: three ways to draw them, each from what the codes of its images are.

A Gaussian keeps how the units vary together and forgets that they are never negative; units drawn one by one keep the
values of each and forget that they belong together; a point between two codes keeps both.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from reportgen.spec import Floats

MIDDLE = (0.25, 0.75)
"""How far from one code to another a point between them lies: not so near to either that it would be a copy."""

Procedure = Callable[[Floats, int, np.random.RandomState], Floats]
"""Takes the codes of a class (n, units), how many to draw, and the generator; returns codes (count, units)."""


def gaussian(codes: Floats, count: int, random: np.random.RandomState) -> Floats:
    """Draw from the Gaussian of the same mean and covariance.

    With the symmetric root of the covariance matrix, which, unlike its eigenvectors, has no sign to choose.
    """
    mean = codes.mean(axis=0, dtype=np.float64)
    centred = codes - mean
    values, vectors = np.linalg.eigh(centred.T @ centred / len(codes))
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    root[:, codes.max(axis=0) == codes.min(axis=0)] = 0  # a unit that never varies stays where it is, without rounding
    return np.asarray(mean + random.standard_normal((count, len(mean))) @ root, np.float32)


def independent(codes: Floats, count: int, random: np.random.RandomState) -> Floats:
    """Draw each unit by itself, as it is for some image of the class: 0 as often, else one of its values above 0."""
    units = np.arange(codes.shape[1])
    return codes[random.randint(len(codes), size=(count, len(units))), units]


def between(codes: Floats, count: int, random: np.random.RandomState) -> Floats:
    """Draw points on the lines between the codes of two different images of the class."""
    first = random.randint(len(codes), size=count)
    second = (first + random.randint(1, len(codes), size=count)) % len(codes)
    way = random.uniform(*MIDDLE, size=(count, 1)).astype(np.float32)
    return np.asarray((1 - way) * codes[first] + way * codes[second], np.float32)


PROCEDURES: Mapping[str, Procedure] = MappingProxyType(
    {"gaussian": gaussian, "independent": independent, "between": between}
)
"""The procedures by name."""
