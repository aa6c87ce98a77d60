"""A process that trains: experiments come in, outcomes go out, one at a time, over a pipe.

It is spawned, lives as long as the build, pays for TensorFlow's import once, and ends itself when its parent is gone.
"""

import os
import threading
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path

from reportgen import datasets
from reportgen.errors import ReportgenError, TrainingError
from reportgen.spec import Dataset, Origin
from reportgen.store import Key, Store
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
    while True:
        try:
            task: Task = connection.recv()
        except EOFError:
            return
        try:
            message: Message = Done(_train(task, loaded, connection))
        except ReportgenError as error:
            message = Failed(error)
        except MemoryError:
            message = Failed(TrainingError("out of memory", "fewer experiments side by side: --jobs 1"))
        except Exception as error:
            message = Failed(TrainingError(f"{type(error).__name__}: {str(error).strip().splitlines()[0]}"))
        connection.send(message)


def _train(task: Task, loaded: dict[str, Dataset], connection: Connection) -> bool:
    store = Store(task.store)
    with store.lock(task.key):
        if not task.force and store.load(task.key) is not None:
            return False
        name = task.key.experiment.dataset
        if name not in loaded:
            loaded[name] = datasets.load(name, task.origin, task.data_dir)
        if loaded[name].digest != task.key.data:
            raise TrainingError(f"dataset {name}: its files changed during the build", "build again")
        result = train(task.key.experiment, loaded[name], lambda *values: connection.send(Epoch(*values)))
        store.save(task.key, result)
    return True


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
