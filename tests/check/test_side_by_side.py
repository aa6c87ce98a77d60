"""Processes side by side: results in order, a process that dies or dawdles fails its own task."""

import os
import time
from collections.abc import Iterator

import pytest

from reportgen.check.side_by_side import Work, in_order
from reportgen.errors import SubmissionError


def doubled(number: int) -> int:
    """Double a number; some numbers do harm."""
    if number == 3:
        os._exit(7)
    if number == 5:
        time.sleep(600)
    time.sleep(0.2 if number % 2 else 0.0)
    return 2 * number


def told(number: int, error: SubmissionError) -> str:
    """Return what is told of a failure."""
    return f"{number}: {error.message}"


WORK: Work[int, int | str] = Work(doubled, told, seconds=3)


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    """However long each takes."""
    assert list(in_order([1, 2, 8, 9, 7, 4], WORK, jobs)) == [2, 4, 16, 18, 14, 8]


def test_a_process_that_dies_or_dawdles_fails_its_own_task() -> None:
    """It is replaced for those that wait."""
    found = list(in_order([1, 3, 5, 2, 3, 4], WORK, 2))
    assert found == [
        2,
        "3: expected a check, received the end of its process (exit code 7)",
        "5: expected a check, received more than 3 seconds",
        4,
        "3: expected a check, received the end of its process (exit code 7)",
        8,
    ]


def test_tasks_wait_for_the_results_before_them() -> None:
    """So that memory stays flat: no more than a few are taken ahead of what is due."""
    taken = list[int]()

    def tasks() -> Iterator[int]:
        for number in range(0, 80, 2):
            taken.append(number)
            yield number

    results = in_order(tasks(), WORK, 2)
    assert next(results) == 0
    assert len(taken) <= 14
    results.close()  # type: ignore[attr-defined]


def test_nothing_to_do() -> None:
    """No task, no process."""
    assert list(in_order([], WORK, 2)) == []
