"""What slow reading is given: a place to keep what it makes, and somebody who hears how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

Make = Callable[[], NDArray[Any]]
Keep = Callable[[str, Make], NDArray[Any]]
"""Returns the array kept under a content key, making it if it is not there (`Store.array`)."""
Report = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is done, and out of how much."""


def keep_nothing(key: str, make: Make) -> NDArray[Any]:  # noqa: ARG001
    """Make the array anew."""
    return make()


def say_nothing(what: str, done: int, total: int) -> None:
    """Hear and forget."""


@dataclass(frozen=True)
class Reading:
    """How slow reading keeps and reports."""

    keep: Keep = keep_nothing
    report: Report = say_nothing
