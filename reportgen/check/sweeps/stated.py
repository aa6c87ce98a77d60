"""What a report states of a knob: a row for each value of it, or two curves over it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.check.stated import Quantity, Reading
from reportgen.check.submission import Place

Axis = Literal["factor", "other"]


@dataclass(frozen=True)
class Row:
    """Replicates at one value of a knob.

    Attributes:
        axis: which knob: a factor of weight decay, or one that is not known.
        level: its value; None if the row does not say it as a number.
        written: the level, as written.
        runs: the score of each replicate; empty if not listed.
        mean: as stated.
        deviation: as stated.
        spread: whether it is called a standard deviation, not just `±`.
        place: the row's line.
        block: the index of its block.
        quote: as written.
    """

    axis: Axis
    level: float | None
    written: str
    runs: tuple[Quantity, ...]
    mean: Quantity | None
    deviation: Quantity | None
    spread: bool
    place: Place
    block: int
    quote: str

    @property
    def scale(self) -> float:
        """What makes shares of its scores: 0.01 where they are percentages without a sign."""
        known = [one for one in (*self.runs, self.mean) if one is not None]
        return 0.01 if any(one.percent or one.value > 1.5 for one in known) else 1.0

    def share(self, quantity: Quantity) -> Reading:
        """Return a score or a deviation of the row as a share."""
        scale = 0.01 if quantity.percent else self.scale
        reading = quantity.readings[0]
        return Reading(reading.value * scale, reading.step * scale)

    def quote_mean(self) -> str:
        """Return the mean as it was written; of runs alone nothing."""
        return self.mean.text if self.mean else ""

    @property
    def means(self) -> tuple[Reading, ...]:
        """Return the mean as stated and as its runs give it: where they differ, nobody knows which one is meant."""
        found = [self.share(self.mean)] if self.mean else []
        if self.runs:
            shares = [self.share(run) for run in self.runs]
            found.append(Reading(sum(one.value for one in shares) / len(shares), max(one.step for one in shares)))
        return tuple(found)


@dataclass(frozen=True)
class Curves:
    """Accuracies of noisy and of denoised images at the same levels of noise.

    Attributes:
        levels: of noise, as shares, ascending.
        noisy: accuracies, as shares.
        denoised: accuracies, as shares.
        place: the table's lines.
    """

    levels: tuple[float, ...]
    noisy: tuple[Reading, ...]
    denoised: tuple[Reading, ...]
    place: Place

    @property
    def gains(self) -> tuple[float, ...]:
        """What denoising adds to the accuracy at each level."""
        return tuple(after.value - before.value for before, after in zip(self.noisy, self.denoised, strict=True))

    def index(self, number: Quantity) -> int | None:
        """Return which level a number is; None if none."""
        return nearest(self.levels, [reading.value for reading in (*number.readings, *number.shares)])


def nearest(levels: Sequence[float], values: Sequence[float]) -> int | None:
    """Return the index of the level that one of some values is, within 2 % (5.6e-6 is 5.62e-6); None if none is."""
    for value in values:
        for index, level in enumerate(levels):
            if abs(value - level) <= 0.02 * abs(level) + 1e-12:
                return index
    return None
