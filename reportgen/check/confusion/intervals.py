"""Where a share may lie that is written with few digits: rounded or cut."""

from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.check.stated import Quantity, Reading

FLOAT = 2e-6
"""How far a share is off that Keras computed in single precision."""


@dataclass(frozen=True)
class Interval:
    """The shares that may be meant; both ends are included."""

    low: float
    high: float

    def meets(self, other: "Interval") -> bool:
        """Tell whether two intervals have a share in common."""
        return self.low <= other.high and other.low <= self.high


def of(reading: Reading) -> Interval:
    """Return what is written so when it is rounded to nearest, or cut."""
    return Interval(reading.value - 0.5 * reading.step - FLOAT, reading.value + reading.step + FLOAT)


def shares(quantity: Quantity) -> tuple[Interval, ...]:
    """Return what a written metric may be, one interval for each of its readings."""
    return tuple(of(reading) for reading in quantity.shares)


def is_one_of(quantity: Quantity, values: Iterable[float]) -> bool:
    """Tell whether a written metric may be one of some shares; rounded up in its last digit is right too."""
    known = tuple(values)
    return any(
        reading.value - reading.step - FLOAT <= value <= reading.value + reading.step + FLOAT
        for reading in quantity.shares
        for value in known
    )


def far(quantity: Quantity, value: float) -> float:
    """Return how far a share is from what is written."""
    return min(abs(reading.value - value) for reading in quantity.shares)


def digits(text: str) -> str:
    """Return the digits of a number that matter: `97.27 %` and `0.9727` have the same."""
    return "".join(sign for sign in text if sign.isdigit()).lstrip("0").rstrip("0")


def exchanged(one: str, other: str) -> bool:
    """Tell whether two numbers differ by two neighbouring digits that changed places."""
    first, second = digits(one), digits(other)
    size = min(len(first), len(second))
    if size < 3:
        return False
    first, second = first[:size], second[:size]
    apart = [index for index in range(size) if first[index] != second[index]]
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and first[apart[0]] == second[apart[1]]
        and sorted(first) == sorted(second)
    )
