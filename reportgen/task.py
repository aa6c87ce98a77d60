"""What is asked of whoever trains, and what comes back: the one interface between the engine and its workers.

    for task, message in executor(tasks): ...

An `Executor` may run tasks where and in which order it likes, as long as it can reach the store: processes of this
machine (`processes`), or a cluster's queue.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reportgen.errors import ReportgenError
from reportgen.keys import Key


@dataclass(frozen=True)
class Task:
    """An experiment or evaluation, named by its key; what it reads is in the store, and its result goes there."""

    key: Key
    store: Path
    force: bool = False


@dataclass(frozen=True)
class Started:
    """Somebody has taken the task."""


@dataclass(frozen=True)
class Waiting:
    """Another build holds the key; its result is waited for."""


@dataclass(frozen=True)
class Epoch:
    """An epoch has ended, or a change is evaluated, with this loss and accuracy on the validation set."""

    number: int
    loss: float
    accuracy: float


@dataclass(frozen=True)
class Done:
    """The result is in the store; `trained` is False if another build had put it there meanwhile."""

    trained: bool


@dataclass(frozen=True)
class Failed:
    """The experiment failed, by its own fault or by the harness's; `exhausted`: the process is not fit for another."""

    error: ReportgenError
    exhausted: bool = False


Message = Started | Waiting | Epoch | Done | Failed


class Executor(Protocol):
    """Runs tasks, so many side by side."""

    jobs: int

    def __call__(self, tasks: Sequence[Task]) -> Generator[tuple[Task, Message], None, None]:
        """Run tasks and tell of them as it happens, each task's last message being `Done` or `Failed`.

        Closing the generator stops what still runs.
        """
        ...
