"""A process that trains: experiments come in, outcomes go out, one at a time, over a pipe.

It is spawned, lives as long as the build, pays for TensorFlow's import once, and ends itself when its parent is gone.
"""

import contextlib
import os
import threading
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path

from reportgen import datasets
from reportgen.errors import DEBUG_VARIABLE, ReportgenError, TrainingError, first_line, show_traceback
from reportgen.keys import Key, key_of
from reportgen.spec import Dataset, Origin
from reportgen.store import Store
from reportgen.training import train


@dataclass(frozen=True)
class Task:
    """An experiment to train: its key, where the data is found, and where the result goes."""

    key: Key
    origin: Origin
    data_dir: Path | None
    store: Path
    force: bool = False


@dataclass(frozen=True)
class Epoch:
    """Word of an epoch that has ended."""

    number: int
    loss: float
    accuracy: float


@dataclass(frozen=True)
class Done:
    """The result is in the store; `trained` is False if another build had put it there meanwhile."""

    trained: bool


@dataclass(frozen=True)
class Failed:
    """The experiment failed, by its own fault or by the harness's."""

    error: ReportgenError


Message = Epoch | Done | Failed


def work(connection: Connection) -> None:
    """Train what comes in until the pipe is closed."""
    threading.Thread(target=_die_with_parent, daemon=True).start()
    loaded: dict[str, Dataset] = {}
    with contextlib.suppress(EOFError):
        while True:
            connection.send(outcome(connection.recv(), loaded, connection))


def outcome(task: Task, loaded: dict[str, Dataset], connection: Connection) -> Done | Failed:
    """Train one experiment and say what became of it; any error is an outcome, its traceback is for `REPORTGEN_DEBUG`.

    Args:
        task: what to train.
        loaded: the datasets loaded so far; what is missing is added.
        connection: hears of every epoch.
    """
    try:
        return Done(_train(task, loaded, connection))
    except Exception as error:
        show_traceback(error)
        return Failed(_known(error))


def _known(error: Exception) -> ReportgenError:
    if isinstance(error, ReportgenError):
        return error
    if isinstance(error, MemoryError):
        return TrainingError("out of memory", "train fewer experiments side by side: --jobs 1")
    return TrainingError(first_line(error), f"set {DEBUG_VARIABLE}=1 to see where it comes from")


def _train(task: Task, loaded: dict[str, Dataset], connection: Connection) -> bool:
    """Train and store, and tell whether that was needed."""
    store = Store(task.store)
    with store.lock(task.key):
        if not task.force and store.holds(task.key):
            return False
        name = task.key.experiment.dataset
        if name not in loaded:
            loaded[name] = datasets.load(name, task.origin, task.data_dir)
        if key_of(task.key.experiment, loaded[name].digest) != task.key:
            raise TrainingError("data, code or versions changed during the build", "build again")
        result = train(task.key.experiment, loaded[name], lambda *values: connection.send(Epoch(*values)))
        store.save(task.key, result)
    return True


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
