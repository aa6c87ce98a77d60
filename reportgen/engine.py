"""Which experiments run, where, and what becomes of them.

Stored results are used as they are; the rest is trained by spawned workers, one experiment each. A worker that is
killed fails its own experiment, by name, and is replaced; the others finish and are kept.
"""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from reportgen.errors import TrainingError
from reportgen.progress import Progress
from reportgen.spec import Case, Dataset, Experiment, Result
from reportgen.store import Key, Store, key_of
from reportgen.worker import Done, Epoch, Failed, Message, Task, work

_WORKER_MEMORY = 2 * 1024**3  # bytes; a worker takes 1.0 to 1.5 GB


def results(
    cases: Iterable[Case],
    data: Mapping[str, Dataset],
    store: Store,
    *,
    data_dir: Path | None = None,
    jobs: int | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Mapping[Experiment, Result]:
    """Return the result of every case, training what the store does not hold; equal experiments run once.

    Args:
        cases: the cases of the lab.
        data: the loaded datasets, by name.
        store: where results are kept.
        data_dir: where workers find the data.
        jobs: experiments side by side; None for what cores and memory allow.
        force: train even what is stored.
        progress: told about every step.

    Raises:
        TrainingError: experiments failed; all others are stored, and the message lists the failed ones.
    """
    progress = progress or Progress()
    wanted: dict[Key, Case] = {}
    for case in cases:
        wanted.setdefault(key_of(case.experiment, data[case.experiment.dataset].digest), case)
    found = {} if force else {key: result for key in wanted if (result := store.load(key)) is not None}
    missing = [key for key in wanted if key not in found]
    if missing and not missing[0].versions:
        raise TrainingError(
            f"TensorFlow is not installed, and {len(missing)} of {len(wanted)} experiments have no stored result",
            "install it with: pip install 'reportgen[train]'",
        )
    if missing:
        tasks = {key: Task(key, data[key.experiment.dataset].origin, data_dir, store.folder, force) for key in missing}
        workers = min(jobs or default_jobs(), len(missing))
        progress.begin(len(wanted), len(found), workers)
        _Pool(workers, progress).run([(wanted[key], tasks[key]) for key in missing])
        progress.end()
    for key in missing:
        result = store.load(key)
        if result is None:
            raise TrainingError(f"{_title(wanted[key])}: its result vanished from {store.folder}", "build again")
        found[key] = result
    return {key.experiment: result for key, result in found.items()}


def default_jobs() -> int:
    """Return how many experiments the cores and the free memory allow side by side."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        memory = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return 1
    return max(1, min(cores, memory // _WORKER_MEMORY))


@dataclass
class _Worker:
    """A process at the other end of a pipe, and what it works on."""

    process: SpawnProcess
    connection: Connection
    case: Case | None = None
    since: float = field(default=0.0)


class _Pool:
    """Workers that take the next task as soon as they are free."""

    def __init__(self, workers: int, progress: Progress) -> None:
        self.progress = progress
        self.context = get_context("spawn")
        self.workers = [self._spawn() for _ in range(workers)]
        self.failures: list[tuple[Case, str, str]] = []

    def run(self, tasks: Sequence[tuple[Case, Task]]) -> None:
        """Run all tasks, then raise if some failed."""
        waiting = list(reversed(tasks))
        try:
            while waiting or any(worker.case for worker in self.workers):
                for worker in self.workers:
                    if worker.case is None and waiting:
                        self._give(worker, *waiting.pop())
                busy = {worker.connection: worker for worker in self.workers if worker.case}
                for connection in wait(list(busy)):
                    self._receive(busy[connection])  # type: ignore[index]
        finally:
            self._stop()
        if self.failures:
            names = "; ".join(f"{_title(case)}: {message}" for case, message, _ in self.failures)
            hints = {hint for _, _, hint in self.failures if hint}
            raise TrainingError(
                f"{len(self.failures)} of {len(tasks)} experiments failed: {names}",
                "; ".join(sorted(hints)) or "the others are stored; build again",
            )

    def _give(self, worker: _Worker, case: Case, task: Task) -> None:
        worker.case, worker.since = case, time.monotonic()
        self.progress.started(case)
        with contextlib.suppress(BrokenPipeError):  # a worker that is gone is noticed when it is listened to
            worker.connection.send(task)

    def _receive(self, worker: _Worker) -> None:
        case = worker.case
        assert case is not None
        try:
            message: Message = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            worker.process.join()
            self._fail(case, f"its process ended with {_ending(worker.process)}", "")
            self.workers[self.workers.index(worker)] = self._spawn()
            return
        match message:
            case Epoch():
                self.progress.epoch(case, message.number, message.loss, message.accuracy)
            case Done():
                self.progress.finished(case, time.monotonic() - worker.since)
                worker.case = None
            case Failed():
                self._fail(case, message.error.message, message.error.hint)
                worker.case = None

    def _fail(self, case: Case, message: str, hint: str) -> None:
        self.failures.append((case, message, hint))
        self.progress.failed(case, message)

    def _spawn(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=work, args=(theirs,), daemon=True)
        with _interrupts_ignored():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _stop(self) -> None:
        for worker in self.workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self.workers:
            worker.process.join()


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


def _title(case: Case) -> str:
    return f"{case.section}.{case.id}"


def _ending(process: SpawnProcess) -> str:
    code = process.exitcode
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
