"""Whoever trains takes the place of this machine's processes: the one interface, held by executors without Keras."""

import resource
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from reportgen import engine
from reportgen.errors import StoreError, TrainingError
from reportgen.inputs import keep
from reportgen.keys import Job, key_of
from reportgen.lab import Lab
from reportgen.model import perceptron
from reportgen.processes import Processes
from reportgen.progress import Planned, Progress
from reportgen.spec import Case, Dataset, Evidence, Experiment
from reportgen.store import Store
from reportgen.task import Done, Epoch, Failed, Message, Started, Task, Waiting
from reportgen.worker import MEMORY_HINT, outcome

Messages = Generator[tuple[Task, Message], None, None]


class Diary(Progress):
    """Notes what happens, in order."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def begin(self, called: str, total: int, stored: int, workers: int) -> None:
        """Note the beginning."""
        self.lines.append(f"begin {called} {total} {stored} {workers}")

    def started(self, case: Planned) -> None:
        """Note the start of a case."""
        self.lines.append(f"started {case.id}")

    def waiting(self, case: Planned) -> None:
        """Note that another build has the case."""
        self.lines.append(f"waiting {case.id}")

    def epoch(self, case: Planned, number: int, loss: float, accuracy: float) -> None:
        """Note an epoch."""
        self.lines.append(f"epoch {case.id} {number} {loss} {accuracy}")

    def finished(self, case: Planned, seconds: float) -> None:
        """Note a finished case."""
        assert seconds >= 0
        self.lines.append(f"finished {case.id}")

    def found(self, case: Planned) -> None:
        """Note a case that another build has stored."""
        self.lines.append(f"found {case.id}")

    def failed(self, case: Planned, message: str) -> None:
        """Note a failure."""
        self.lines.append(f"failed {case.id}: {message}")

    def end(self) -> None:
        """Note the end."""
        self.lines.append("end")


@dataclass
class Shelf:
    """An executor that trains nothing: it takes stand-in results from a shelf and puts them into the store."""

    evidence: Evidence
    failing: dict[str, Failed] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    tasks: list[Task] = field(default_factory=list)
    closed: bool = False
    jobs: int = 1

    def __call__(self, tasks: Sequence[Task]) -> Messages:
        """Tell of each task in turn: it failed, another build had it, or it was taken from the shelf."""
        self.tasks += tasks
        names: dict[Job, str] = {case.experiment: case.id for case in self.evidence.cases}
        try:
            for task in tasks:
                name = names[task.key.job]
                yield task, Started()
                if name in self.failing:
                    yield task, self.failing[name]
                    continue
                if name in self.others:
                    yield task, Waiting()
                yield task, Epoch(1, 0.5, 0.75)
                assert isinstance(task.key.job, Experiment)
                Store(task.store).save(task.key, self.evidence.results[task.key.job])
                yield task, Done(trained=name not in self.others)
        finally:
            self.closed = True

    def ids(self) -> list[str]:
        """Return the ids of the tasks' cases, in their order."""
        names: dict[Job, str] = {case.experiment: case.id for case in self.evidence.cases}
        return [names[task.key.job] for task in self.tasks]


@pytest.fixture
def cases(pw04: Lab) -> tuple[Case, ...]:
    """Return the lab's perceptrons on pixels."""
    return tuple(case for case in pw04.cases if case.section == "mlp_raw")


def test_an_executor_takes_the_place_of_processes(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset, evidence: Evidence
) -> None:
    """Its results are the engine's; tasks name key, store and force; each message is passed on."""
    shelf, diary, store = Shelf(evidence, jobs=5), Diary(), Store(tmp_path)
    found = engine.results(cases[:2], {"mnist": digits}, store, shelf, progress=diary)
    assert found.keys() == {case.experiment for case in cases[:2]}
    for experiment, result in found.items():
        assert result.history == evidence.results[experiment].history
        assert (result.test == evidence.results[experiment].test).all()
    assert shelf.tasks == [Task(key_of(case.experiment, digits.digest), tmp_path) for case in reversed(cases[:2])]
    told = [line for id_ in ("300", "100") for line in (f"started {id_}", f"epoch {id_} 1 0.5 0.75", f"finished {id_}")]
    assert diary.lines == ["begin experiments 2 0 2", *told, "end"]
    assert shelf.closed
    again = Shelf(evidence)
    assert engine.results(cases[:2], {"mnist": digits}, store, executor=again).keys() == found.keys()
    assert (again.tasks, again.closed) == ([], False)


def test_what_another_build_stores_is_waited_for_and_found(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset, evidence: Evidence
) -> None:
    """Told as such, and nothing counts as trained."""
    diary = Diary()
    shelf = Shelf(evidence, others=frozenset({"100"}))
    engine.results(cases[:1], {"mnist": digits}, Store(tmp_path), progress=diary, executor=shelf)
    assert diary.lines == [
        "begin experiments 1 0 1",
        "started 100",
        "waiting 100",
        "epoch 100 1 0.5 0.75",
        "found 100",
        "end",
    ]


def test_the_data_is_in_the_store_before_the_first_task(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset, evidence: Evidence
) -> None:
    """An executor needs to reach nothing but the store."""

    class Looking(Shelf):
        def __call__(self, tasks: Sequence[Task]) -> Messages:
            assert len(Store(tasks[0].store).sizes(".array")) == 5
            yield from super().__call__(tasks)

    shelf = Looking(evidence)
    engine.results(cases, {"mnist": digits}, Store(tmp_path), shelf)
    assert len(shelf.tasks) == 4


def test_the_longest_experiment_comes_first(tmp_path: Path, pw04: Lab, digits: Dataset, evidence: Evidence) -> None:
    """By epochs and multiplications, those of a convolution fourfold; what is stored is no task."""
    store = Store(tmp_path)
    cases = pw04.only(["mlp_raw", "mlp_hog", "cnn_digits"]).cases
    store.save(key_of(cases[2].experiment, digits.digest), evidence.result(cases[2]))
    shelf, diary = Shelf(evidence, jobs=2), Diary()
    engine.results(cases, {"mnist": digits}, store, shelf, progress=diary)
    assert diary.lines[0] == "begin experiments 11 1 2"
    ids = shelf.ids()
    assert len(ids) == 10
    assert ids[:3] == ["500", "250", "25"]
    assert ids[-1] == "8_7_100", "the smallest network on the fewest inputs"
    assert ids.index("300") < ids.index("8_4_300") < ids.index("8_4_100") < ids.index("4_4_100")


def test_more_epochs_are_longer(tmp_path: Path, cases: tuple[Case, ...], digits: Dataset, evidence: Evidence) -> None:
    """A hundred neurons for a hundred epochs outlast six hundred for ten."""
    experiment = replace(cases[0].experiment, training=replace(cases[0].experiment.training, epochs=100))
    long = replace(cases[0], id="long", experiment=experiment)
    known = replace(evidence, cases=(long, *cases), results={**evidence.results, experiment: evidence.result(cases[0])})
    shelf = Shelf(known)
    engine.results((*cases[:3], long), {"mnist": digits}, Store(tmp_path), executor=shelf)
    assert shelf.ids() == ["long", "600", "300", "100"]


def test_forced_tasks_say_so(tmp_path: Path, cases: tuple[Case, ...], digits: Dataset, evidence: Evidence) -> None:
    """What is stored is a task too, once for equal experiments."""
    store, shelf = Store(tmp_path), Shelf(evidence)
    store.save(key_of(cases[0].experiment, digits.digest), evidence.result(cases[0]))
    twin = replace(cases[0], id="twin")
    engine.results((cases[0], twin), {"mnist": digits}, store, force=True, executor=shelf)
    assert [task.force for task in shelf.tasks] == [True]


def test_what_fails_fails_by_name_in_the_order_of_the_lab(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset, evidence: Evidence
) -> None:
    """Whichever failed first; the others are kept, each hint is told once, the notes say why."""
    failing = {
        "600": Failed(TrainingError("the loss is not finite", "lower the learning rate")),
        "300": Failed(TrainingError("out of memory", MEMORY_HINT), exhausted=True),
        "100": Failed(TrainingError("out of memory", MEMORY_HINT), exhausted=True),
    }
    shelf, diary, store = Shelf(evidence, failing), Diary(), Store(tmp_path)
    with pytest.raises(TrainingError) as caught:
        engine.results(cases, {"mnist": digits}, store, progress=diary, executor=shelf)
    error = caught.value
    assert error.message == (
        "3 of 4 experiments failed: mlp_raw.100, mlp_raw.300, mlp_raw.600; what was made is stored"
    )
    assert error.hint == f"{MEMORY_HINT}; lower the learning rate"
    assert error.__notes__ == [
        "mlp_raw.100: out of memory", "mlp_raw.300: out of memory", "mlp_raw.600: the loss is not finite"
    ]  # fmt: skip
    assert next(line for line in diary.lines if line.startswith("failed")) == "failed 600: the loss is not finite"
    assert diary.lines[-1] == "end"
    assert store.load(key_of(cases[3].experiment, digits.digest)) is not None
    left = Shelf(evidence)
    engine.results(cases, {"mnist": digits}, store, executor=left)
    assert left.ids() == ["600", "300", "100"]


def test_when_all_fail_nothing_is_said_to_be_stored(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset, evidence: Evidence
) -> None:
    """One experiment, no hint."""
    shelf = Shelf(evidence, {"100": Failed(TrainingError("no"))})
    with pytest.raises(TrainingError) as caught:
        engine.results(cases[:1], {"mnist": digits}, Store(tmp_path), executor=shelf)
    assert (caught.value.message, caught.value.hint) == ("1 of 1 experiments failed: mlp_raw.100", "")


def test_a_store_that_cannot_be_written_closes_the_executor(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset, evidence: Evidence
) -> None:
    """At once: what cannot be stored need not be trained, and what still runs is stopped."""
    shelf, diary = Shelf(evidence, {"600": Failed(StoreError("full", "free some space"))}), Diary()
    with pytest.raises(StoreError, match="full"):
        engine.results(cases, {"mnist": digits}, Store(tmp_path), shelf, progress=diary)
    assert shelf.closed
    assert diary.lines == ["begin experiments 4 0 1", "started 600", "end"]


def test_whatever_goes_wrong_in_telling_closes_the_executor(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset, evidence: Evidence
) -> None:
    """Ctrl-C above all."""

    class Interrupted(Progress):
        def started(self, case: Planned) -> None:
            raise KeyboardInterrupt(case.id)

    shelf = Shelf(evidence)
    with pytest.raises(KeyboardInterrupt):
        engine.results(cases, {"mnist": digits}, Store(tmp_path), progress=Interrupted(), executor=shelf)
    assert shelf.closed


def test_a_task_that_is_never_told_of_is_missed(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset, evidence: Evidence
) -> None:
    """An executor that forgets one gives no report with a hole in it."""

    class Forgetful(Shelf):
        def __call__(self, tasks: Sequence[Task]) -> Messages:
            yield from super().__call__(tasks[:-1])

    with pytest.raises(TrainingError, match=r"^mlp_raw\.100: its result vanished from .*") as caught:
        engine.results(cases[:2], {"mnist": digits}, Store(tmp_path), executor=Forgetful(evidence))
    assert caught.value.hint == "build again"


# ── a lack of memory ─────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def little_memory(left: int) -> Iterator[None]:
    """Let this process have so many bytes more than it has."""
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[0])
    limit, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + left, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the limit needs Linux")
def test_a_lack_of_memory_says_so_and_uses_the_process_up(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset
) -> None:
    """Pixels that do not fit: one line, and a hint that helps."""
    large = replace(digits, x_train=np.zeros((100_000, 28, 28), np.uint8), digest="0" * 64)
    keep(large, Store(tmp_path))
    task = Task(key_of(cases[0].experiment, large.digest), tmp_path)
    with little_memory(40_000_000):
        message = outcome(task, lambda _: None)
    assert isinstance(message, Failed)
    assert message.exhausted
    assert (message.error.message, message.error.hint) == ("out of memory", MEMORY_HINT)
    assert "--jobs 1" in message.error.hint
    assert list(tmp_path.glob("*.result")) == []


@pytest.mark.slow
def test_a_worker_out_of_memory_is_replaced_and_the_others_finish(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset
) -> None:
    """A layer of 320 TB, which no machine can even address, fails by name; the next experiment has a new process."""
    training = replace(cases[0].experiment.training, epochs=1)
    small = replace(cases[0], experiment=replace(cases[0].experiment, training=training))
    huge = replace(cases[1], experiment=replace(small.experiment, model=perceptron(784, (40_000, 2 * 10**9), 0.0, 10)))
    diary, store = Diary(), Store(tmp_path)
    with pytest.raises(TrainingError) as caught:
        engine.results((small, huge), {"mnist": digits}, store, Processes(1), progress=diary)
    assert caught.value.message == "1 of 2 experiments failed: mlp_raw.300; what was made is stored"
    assert caught.value.hint == MEMORY_HINT
    assert [line for line in diary.lines if not line.startswith("epoch")] == [
        "begin experiments 2 0 1", "started 300", "failed 300: out of memory", "started 100", "finished 100", "end"
    ]  # fmt: skip
    assert store.load(key_of(small.experiment, digits.digest)) is not None
