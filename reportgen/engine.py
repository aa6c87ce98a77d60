"""Which experiments run, where, and what becomes of them.

Stored results are used as they are; the rest is trained by spawned workers, one experiment each. A worker that is
killed fails its own experiment, by name; the others finish and are kept.
"""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from reportgen.errors import StoreError, TrainingError
from reportgen.keys import Key, key_of
from reportgen.progress import Progress
from reportgen.spec import Case, Dataset, Experiment, Result
from reportgen.store import Store
from reportgen.worker import Done, Epoch, Failed, Message, Task, work

_WORKER_MEMORY = 2 * 1024**3  # bytes; a worker takes 1.0 to 1.5 GB
_DIED = "a lack of memory ends processes: try fewer side by side, --jobs 1"


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
        TrainingError: experiments failed; all others are stored, the message lists the failed ones, its notes say why.
        StoreError: results cannot be stored; nothing more is trained then.
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
        try:
            _Pool(workers, progress).run([(wanted[key], tasks[key]) for key in missing])
        finally:
            progress.end()
    for key in missing:
        result = store.load(key)
        if result is None:
            raise TrainingError(f"{wanted[key].key}: its result vanished from {store.folder}", "build again")
        found[key] = result
    return {key.experiment: result for key, result in found.items()}


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


@dataclass(frozen=True)
class _Run:
    """A worker at work: on which case, and since when (seconds of the monotonic clock)."""

    worker: _Worker
    case: Case
    since: float


@dataclass(frozen=True)
class _Failure:
    """A case that could not be trained: why, and what to do about it."""

    case: Case
    message: str
    hint: str


class _Pool:
    """Workers that take the next task as soon as they are free; each is started when there is a task for it."""

    def __init__(self, size: int, progress: Progress) -> None:
        self.size, self.progress = size, progress
        self.context = get_context("spawn")
        self.idle: list[_Worker] = []
        self.running: dict[Connection, _Run] = {}
        self.failures: list[_Failure] = []

    def run(self, tasks: Sequence[tuple[Case, Task]]) -> None:
        """Run all tasks, then raise if some failed."""
        waiting = list(reversed(tasks))
        try:
            while waiting or self.running:
                while waiting and len(self.running) < self.size:
                    self._give(*waiting.pop())
                ready = wait(list(self.running))
                for connection in [item for item in self.running if item in ready]:
                    self._receive(connection)
        finally:
            self._stop()
        if self.failures:
            raise _summary(self.failures, len(tasks))

    def _give(self, case: Case, task: Task) -> None:
        worker = self.idle.pop() if self.idle else self._spawn()
        self.running[worker.connection] = _Run(worker, case, time.monotonic())
        self.progress.started(case)
        with contextlib.suppress(BrokenPipeError):  # a worker that is gone is noticed when it is listened to
            worker.connection.send(task)

    def _receive(self, connection: Connection) -> None:
        run = self.running[connection]
        try:
            message: Message = connection.recv()
        except (EOFError, OSError):
            self._bury(run)
            return
        if isinstance(message, Epoch):
            self.progress.epoch(run.case, message.number, message.loss, message.accuracy)
            return
        self.idle.append(self.running.pop(connection).worker)
        match message:
            case Done(trained=True):
                self.progress.finished(run.case, time.monotonic() - run.since)
            case Done():
                self.progress.found(run.case)
            case Failed(StoreError() as error):
                raise error  # what cannot be stored need not be trained
            case Failed(error):
                self._fail(run.case, error.message, error.hint)

    def _bury(self, run: _Run) -> None:
        """Take leave of a worker that has died; the next task starts another."""
        del self.running[run.worker.connection]
        run.worker.connection.close()
        run.worker.process.join()
        self._fail(run.case, f"its process ended with {_ending(run.worker.process)}", _DIED)

    def _fail(self, case: Case, message: str, hint: str) -> None:
        self.failures.append(_Failure(case, message, hint))
        self.progress.failed(case, message)

    def _spawn(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=work, args=(theirs,), daemon=True)
        with _interrupts_ignored():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _stop(self) -> None:
        workers = [*self.idle, *(run.worker for run in self.running.values())]
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join()
            worker.connection.close()


def _summary(failures: Sequence[_Failure], tasks: int) -> TrainingError:
    """Return the last word on what failed: names only, for each was told when it happened; notes say why."""
    names = ", ".join(failure.case.key for failure in failures)
    kept = "; what was trained is stored" if len(failures) < tasks else ""
    hints = dict.fromkeys(failure.hint for failure in failures if failure.hint)
    error = TrainingError(f"{len(failures)} of {tasks} experiments failed: {names}{kept}", "; ".join(hints))
    for failure in failures:
        error.add_note(f"{failure.case.key}: {failure.message}")
    return error


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


def _ending(process: SpawnProcess) -> str:
    code = process.exitcode
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
