"""A process that trains: tasks come in, messages go out, over a pipe.

It is spawned, lives as long as the build, pays for TensorFlow's import once, and ends itself when its parent is gone
or its memory is exhausted.
"""

import contextlib
import errno
import os
import threading
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

from reportgen.errors import DEBUG_VARIABLE, ReportgenError, TrainingError, first_line, show_traceback
from reportgen.inputs import inputs
from reportgen.keys import key_of
from reportgen.store import Store
from reportgen.task import Done, Epoch, Failed, Message, Task, Waiting
from reportgen.training import train

Tell = Callable[[Message], None]
MEMORY_HINT = "a lack of memory ends processes: try fewer side by side, --jobs 1"


def work(connection: Connection) -> None:
    """Train what comes in until the pipe is closed."""
    threading.Thread(target=_die_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError):
        while True:
            last = outcome(connection.recv(), connection.send)
            connection.send(last)
            if isinstance(last, Failed) and last.exhausted:
                return


def outcome(task: Task, tell: Tell) -> Done | Failed:
    """Train one experiment and say what became of it; any error is an outcome, its traceback is for `REPORTGEN_DEBUG`.

    Args:
        task: what to train.
        tell: hears of everything before the outcome.
    """
    try:
        return Done(_train(task, tell))
    except Exception as error:
        show_traceback(error)
        return _failed(error)


def _failed(error: Exception) -> Failed:
    if isinstance(error, ReportgenError):
        return Failed(error)
    if _lacks_memory(error):
        return Failed(TrainingError("out of memory", MEMORY_HINT), exhausted=True)
    return Failed(TrainingError(first_line(error), f"set {DEBUG_VARIABLE}=1 to see where it comes from"))


def _lacks_memory(error: Exception) -> bool:
    """Tell whether memory was refused, to Python, to a mapping or to TensorFlow."""
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    return isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError"


def _train(task: Task, tell: Tell) -> bool:
    """Train and store, and tell whether that was needed."""
    store, experiment = Store(task.store), task.key.experiment
    with store.lock(task.key.name, lambda: tell(Waiting())):
        if not task.force and store.holds(task.key):
            return False
        if key_of(experiment, task.key.data) != task.key:
            raise TrainingError("code or versions changed during the build", "build again")
        read = inputs(experiment.features, task.key.data, store)
        store.save(task.key, train(experiment, read, lambda *values: tell(Epoch(*values))))
    return True


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
