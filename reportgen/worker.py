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
from reportgen.evaluation import evaluate
from reportgen.inputs import inputs
from reportgen.keys import Job, key_of
from reportgen.spec import Experiment, Outcome, Pixels, Result
from reportgen.store import Store
from reportgen.task import Done, Epoch, Failed, Message, Task, Waiting
from reportgen.training import Report, train

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
    """Train one experiment, or evaluate trained ones, and say what became of it.

    Any error is an outcome, its traceback is for `REPORTGEN_DEBUG`.

    Args:
        task: what to do.
        tell: hears of everything before the outcome.
    """
    try:
        return Done(_made(task, tell))
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


def _made(task: Task, tell: Tell) -> bool:
    """Train or evaluate, store what came of it, and tell whether that was needed."""
    store, key = Store(task.store), task.key
    with store.lock(key.name, lambda: tell(Waiting())):
        if not task.force and store.holds(key):
            return False
        if key_of(key.job, key.data) != key:
            raise TrainingError("code or versions changed during the build", "build again")
        store.save(key, _outcome(key.job, key.data, store, lambda *values: tell(Epoch(*values))))
    return True


def _outcome(job: Job, data: str, store: Store, report: Report) -> Result | Outcome:
    if isinstance(job, Experiment):
        return train(job, inputs(job.features, data, store), report)
    weights = [_trained(network, data, store).weights for network in job.networks]
    read = inputs(Pixels(), data, store)
    return evaluate(job, weights, read.x_test, read.y_test, report)


def _trained(experiment: Experiment, data: str, store: Store) -> Result:
    """Return the result of an experiment on which another job depends."""
    result = store.load(key_of(experiment, data))
    if not isinstance(result, Result):
        raise TrainingError("the trained network that it reads vanished from the store", "build again")
    return result


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
