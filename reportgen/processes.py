"""The executor of this machine: spawned processes side by side, each training one experiment at a time.

A process that is killed fails its own experiment, by name, and is replaced when a task waits for it.
"""

import contextlib
import os
import signal
import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from reportgen.errors import DEBUG_VARIABLE, TrainingError
from reportgen.task import Done, Failed, Message, Started, Task
from reportgen.worker import MEMORY_HINT, work

_PATIENCE = 10  # seconds that a process has to end
_WORKER_MEMORY = 2 * 1024**3  # bytes; a worker takes 1.0 to 1.5 GB


def default_jobs() -> int:
    """Return how many experiments this machine runs side by side."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return jobs_for(cores, available_memory())


def jobs_for(cores: int, memory: int) -> int:
    """Return how many experiments so many cores and bytes of memory allow side by side; at least one."""
    return max(1, min(cores, memory // _WORKER_MEMORY))


def available_memory(meminfo: Path = Path("/proc/meminfo")) -> int:
    """Return the bytes that processes can have, those of the page cache included; 0 where no one tells."""
    with contextlib.suppress(OSError):
        for line in meminfo.read_text("utf-8").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return 0


@dataclass(frozen=True)
class _Worker:
    """A process and our end of its pipe."""

    process: SpawnProcess
    connection: Connection


class Processes:
    """An `Executor` of so many processes; each is started when there is a task for it, and none outlives its use."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.context = get_context("spawn")

    def __call__(self, tasks: Sequence[Task]) -> Generator[tuple[Task, Message], None, None]:
        """Run tasks in their order, as processes become free."""
        waiting = list(reversed(tasks))
        idle: list[_Worker] = []
        running: dict[Connection, tuple[_Worker, Task]] = {}
        try:
            while waiting or running:
                while waiting and len(running) < self.jobs:
                    worker, task = idle.pop() if idle else self._spawn(), waiting.pop()
                    running[worker.connection] = worker, task
                    yield task, Started()
                    with contextlib.suppress(BrokenPipeError):  # one that is gone is noticed when it is listened to
                        worker.connection.send(task)
                ready = wait(list(running))
                for connection in [item for item in running if item in ready]:
                    worker, task = running[connection]
                    message = _hear(worker)
                    if isinstance(message, Done | Failed):
                        del running[connection]
                        if isinstance(message, Failed) and message.exhausted:
                            _end([worker])
                        else:
                            idle.append(worker)
                    yield task, message
        finally:
            _end([*idle, *(worker for worker, _ in running.values())])

    def _spawn(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=work, args=(theirs,), daemon=True)
        with _interrupts_ignored():
            process.start()
        theirs.close()
        return _Worker(process, ours)


def _hear(worker: _Worker) -> Message:
    """Return what a worker says; that it has died, if it has."""
    try:
        message: Message = worker.connection.recv()
    except (EOFError, OSError):
        worker.process.join(_PATIENCE)
        return Failed(_ended(worker.process.exitcode), exhausted=True)
    return message


def _ended(code: int | None) -> TrainingError:
    """Return what became of a process: the system ends one that lacks memory, or it ends itself (SIGABRT)."""
    ending = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
    lacking = code in (-signal.SIGKILL, -signal.SIGABRT)
    own = f"set {DEBUG_VARIABLE}=1 to see more; a script that builds needs `if __name__ == '__main__':`"
    return TrainingError(f"its process ended with {ending}", MEMORY_HINT if lacking else own)


def _end(workers: Sequence[_Worker]) -> None:
    for worker in workers:
        worker.process.terminate()
    for worker in workers:
        worker.process.join(_PATIENCE)
        worker.process.kill()
        worker.process.join()
        worker.connection.close()


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let a child inherit deafness to Ctrl-C, which a terminal sends to every process: the parent decides."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
