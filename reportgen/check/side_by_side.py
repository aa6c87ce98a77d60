"""Tasks in processes side by side, their results in the order of the tasks.

A process that dies, or that takes longer than it may, fails its own task and is replaced; the others go on. Results
wait for those before them, but only a few: then new tasks wait too, so that memory stays flat.
"""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, Generic, TypeVar

from reportgen.errors import SubmissionError

A = TypeVar("A")
B = TypeVar("B")
_AHEAD = 4  # results that may wait, for each process
_PATIENCE = 5  # seconds that a process has to end
_START = 60  # seconds that a process has to begin


@dataclass(frozen=True)
class Work(Generic[A, B]):
    """What is done with each task.

    Attributes:
        do: makes the result, in another process: it and what it takes and gives can be pickled.
        failed: makes the result of a task that could not be done, here.
        seconds: that a task may take, from when its process has begun with it.
    """

    do: Callable[[A], B]
    failed: Callable[[A, SubmissionError], B]
    seconds: float


@dataclass(frozen=True)
class _Worker:
    """A process and our end of its pipe."""

    process: SpawnProcess
    connection: Connection


@dataclass(frozen=True)
class _Begun:
    """What a process says first of a task."""


@dataclass(frozen=True)
class _Turn(Generic[A]):
    """A task that a process is at."""

    worker: _Worker
    number: int
    task: A
    deadline: float


def cores() -> int:
    """Return how many processes this one may run side by side."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(tasks: Iterable[A], work: Work[A, B], jobs: int) -> Iterator[B]:
    """Do tasks in so many processes; yield their results in the order of the tasks."""
    crew = _Crew(work)
    waiting, done, due = enumerate(tasks), dict[int, B](), 0
    try:
        more = True
        while more or crew.running:
            while more and len(crew.running) < jobs and len(done) < _AHEAD * jobs:
                given = next(waiting, None)
                if given is None:
                    more = False
                else:
                    crew.begin(*given)
            done.update(crew.finished())
            while due in done:
                yield done.pop(due)
                due += 1
    finally:
        crew.end()


class _Crew(Generic[A, B]):
    """The processes: idle ones, and those that are at a task."""

    def __init__(self, work: Work[A, B]) -> None:
        self.running: dict[Connection, _Turn[A]] = {}
        self._idle: list[_Worker] = []
        self._work = work
        self._context = get_context("spawn")

    def begin(self, number: int, task: A) -> None:
        """Give a task to a process."""
        worker = self._idle.pop() if self._idle else self._spawn()
        self.running[worker.connection] = _Turn(worker, number, task, time.monotonic() + _START)
        with contextlib.suppress(OSError):  # one that is gone is noticed when it is listened to
            worker.connection.send(task)

    def finished(self) -> Iterator[tuple[int, B]]:
        """Wait for a process to finish its task or to run out of time; yield the results by their numbers."""
        if not self.running:
            return
        soonest = min(turn.deadline for turn in self.running.values())
        ready = wait(list(self.running), max(0.0, soonest - time.monotonic()))
        now = time.monotonic()
        for connection, turn in list(self.running.items()):
            if connection in ready:
                yield from ((turn.number, result) for result in self._heard(turn))
            elif turn.deadline <= now:
                yield turn.number, self._given_up(turn, f"more than {self._work.seconds:g} seconds")

    def end(self) -> None:
        """End all processes."""
        for worker in (*self._idle, *(turn.worker for turn in self.running.values())):
            _end(worker)

    def _heard(self, turn: _Turn[A]) -> Iterator[B]:
        """Yield the result that a process gives, if it does not only begin; if it has died, what is made of that."""
        connection = turn.worker.connection
        try:
            said = connection.recv()
        except (EOFError, OSError):
            turn.worker.process.join(_PATIENCE)
            yield self._given_up(turn, f"the end of its process ({_ending(turn.worker.process.exitcode)})")
            return
        if isinstance(said, _Begun):
            self.running[connection] = replace(turn, deadline=time.monotonic() + self._work.seconds)
            return
        del self.running[connection]
        self._idle.append(turn.worker)
        yield said

    def _given_up(self, turn: _Turn[A], received: str) -> B:
        del self.running[turn.worker.connection]
        _end(turn.worker)
        error = SubmissionError(f"expected a check, received {received}", "look at this hand-in by hand")
        return self._work.failed(turn.task, error)

    def _spawn(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work.do), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _serve(connection: Connection, do: Callable[[Any], Any]) -> None:
    """Do one task after the other, in a process of its own; Ctrl-C is the parent's to decide on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            task = connection.recv()
            connection.send(_Begun())
            connection.send(do(task))


def _end(worker: _Worker) -> None:
    worker.process.terminate()
    worker.process.join(_PATIENCE)
    worker.process.kill()
    worker.process.join()
    worker.connection.close()


def _ending(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
