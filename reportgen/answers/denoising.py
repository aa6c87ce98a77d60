"""What auto-encoders make of noise, level by level: beside the references of `estimates`, and beside each other.

All comparisons are paired: the same test images with the same noise, so that the error of a mean is that of the
differences image by image. It is the chance in the images; each network was trained once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from reportgen.answers.crossings import crossings
from reportgen.answers.estimates import Array, References
from reportgen.answers.metrics import SIGNIFICANT, Z_95, holm, mean_and_error
from reportgen.spec import Floats

ERRORS = 2.0
"""Standard errors that a mean difference must exceed to count."""


@dataclass(frozen=True)
class AtLevel:
    """The loss of an auto-encoder at a noise level, mean over the test images.

    Attributes:
        level: of the noise.
        loss: mean binary cross-entropy.
        error: its standard error.
        excess: by how much it exceeds the floor: the mean Kullback-Leibler divergence.
        gain: how much less it is than that of the mean image.
        gain_error: the standard error of the gain, from the differences image by image.
        works: whether the gain exceeds `ERRORS` standard errors.
        lead: how much less it is than that of the best estimate pixel by pixel.
        lead_error: the standard error of the lead.
        leads: 1 if the lead exceeds `ERRORS` standard errors, -1 if it is below as many, else 0.
    """

    level: float
    loss: float
    error: float
    excess: float
    gain: float
    gain_error: float
    works: bool
    lead: float
    lead_error: float
    leads: int


@dataclass(frozen=True)
class Duel:
    """Two auto-encoders at a noise level, on the same noisy images.

    Attributes:
        level: of the noise.
        difference: mean loss of the second minus that of the first.
        low: lower end of its 95 % interval.
        high: upper end.
        p_value: of no difference (normal distribution), Holm-corrected over the levels.
        better: 1 or 2 for the one with the lower loss if the difference is significant, else 0.
    """

    level: float
    difference: float
    low: float
    high: float
    p_value: float
    better: int


@dataclass(frozen=True)
class Range:
    """Neighbouring levels, from the lowest to the highest; a single one has both ends alike."""

    low: float
    high: float


def ranges(levels: Sequence[float], chosen: Sequence[float]) -> tuple[Range, ...]:
    """Return chosen levels as ranges without gaps among all `levels`; both in increasing order."""
    found: list[Range] = []
    for level in chosen:
        before = levels[levels.index(level) - 1] if level != levels[0] else None
        if found and found[-1].high == before:
            found[-1] = Range(found[-1].low, level)
        else:
            found.append(Range(level, level))
    return tuple(found)


def sweep(levels: Sequence[float], losses: Floats, known: References) -> tuple[AtLevel, ...]:
    """Return what an auto-encoder costs at each level; `losses` are those per test image, (levels, n)."""
    found = []
    for level, row, pixelwise in zip(levels, losses.astype(np.float64), known.pixelwise, strict=True):
        loss, error = mean_and_error(row)
        gain, gain_error = mean_and_error(known.mean - row)
        lead, lead_error = mean_and_error(pixelwise - row)
        excess = loss - float(known.floor.mean())
        leads = int(abs(lead) > ERRORS * lead_error) * (1 if lead > 0 else -1)
        works = gain > ERRORS * gain_error
        found.append(AtLevel(level, loss, error, excess, gain, gain_error, works, lead, lead_error, leads))
    return tuple(found)


def stops(found: Sequence[AtLevel]) -> tuple[float | None, float | None]:
    """Return where denoising stops: the lowest level without a gain that counts, and where the gain crosses 0.

    The crossing is the first one from above 0 to below, by a straight line between two levels. Each is None if there is
    none.
    """
    idle = next((item.level for item in found if not item.works), None)
    ends = crossings([item.level for item in found], [item.gain for item in found])
    return idle, next((end.at for end in ends if not end.rises), None)


def duels(levels: Sequence[float], first: Floats, second: Floats) -> tuple[Duel, ...]:
    """Compare two auto-encoders at each level by the differences of their losses per test image, (levels, n)."""
    moments = [mean_and_error(row) for row in _differences(first, second)]
    adjusted = holm([_two_sided(mean, error) for mean, error in moments])
    return tuple(
        Duel(level, mean, mean - Z_95 * error, mean + Z_95 * error, p, _better(mean, p))
        for level, (mean, error), p in zip(levels, moments, adjusted, strict=True)
    )


def _differences(first: Floats, second: Floats) -> Array:
    return np.asarray(second.astype(np.float64) - first)


def _two_sided(mean: float, error: float) -> float:
    """Return the p-value of a mean of many differences, about normal."""
    return erfc(abs(mean / error) / sqrt(2)) if error else float(not mean)


def _better(difference: float, p_value: float) -> int:
    if p_value >= SIGNIFICANT or not difference:
        return 0
    return 1 if difference > 0 else 2
