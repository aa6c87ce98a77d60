"""Experiments side by side: killed, failing, stopped, resumed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportgen import engine, processes
from reportgen.errors import LabError, ReportgenError, StoreError, TrainingError, first_line
from reportgen.inputs import keep
from reportgen.keys import key_of
from reportgen.lab import Lab
from reportgen.processes import Processes
from reportgen.progress import Planned, Progress
from reportgen.spec import Case, Dataset, Evidence, Optimizer
from reportgen.store import Store
from reportgen.task import Done, Failed, Task
from reportgen.worker import outcome

ROOT = Path(__file__).parents[1]
DATA = "sample"


class Diary(Progress):
    """Notes what happens, and can be made to interfere."""

    def __init__(self, interfere: Callable[[Case], None] = lambda _: None) -> None:
        self.begun: list[str] = []
        self.trained: list[str] = []
        self.known: list[str] = []
        self.failures: list[str] = []
        self.ended = False
        self.interfere = interfere

    def started(self, case: Planned) -> None:
        """Interfere at the start of a case."""
        self.begun.append(case.id)
        assert isinstance(case, Case)
        self.interfere(case)

    def finished(self, case: Planned, seconds: float) -> None:
        """Note a finished case."""
        assert seconds > 0
        self.trained.append(case.id)

    def found(self, case: Planned) -> None:
        """Note a case that another build has stored."""
        self.known.append(case.id)

    def failed(self, case: Planned, message: str) -> None:
        """Note a failure."""
        self.failures.append(f"{case.id}: {message}")

    def end(self) -> None:
        """Note the end."""
        self.ended = True


@pytest.fixture
def cases(pw04: Lab) -> tuple[Case, ...]:
    """Return the lab's perceptrons on pixels for two epochs."""
    return tuple(
        replace(case, experiment=replace(case.experiment, training=replace(case.experiment.training, epochs=2)))
        for case in pw04.cases
        if case.section == "mlp_raw"
    )


def children(pid: int) -> set[int]:
    """Return the processes that a process has started, and theirs."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.split()
    parents = dict(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    found = {child for child, parent in parents.items() if parent == pid}
    return found | {grandchild for child in found for grandchild in children(child)}


def test_stored_results_train_nothing(filled: Path, pw04: Lab, evidence: Evidence) -> None:
    """What is known is not asked again."""
    diary = Diary()
    found = engine.results(pw04.cases, evidence.datasets, Store(filled), Processes(1), progress=diary)
    assert found.keys() == evidence.results.keys()
    assert diary.trained == []


@pytest.mark.parametrize(
    ("cores", "gigabytes", "jobs"), [(8, 64, 8), (8, 5, 2), (2, 64, 2), (8, 1, 1), (8, 0, 1), (1, 64, 1)]
)
def test_default_jobs_fit_cores_and_memory(cores: int, gigabytes: int, jobs: int) -> None:
    """Two gigabytes each, one per core, at least one."""
    assert processes.jobs_for(cores, gigabytes * 1024**3) == jobs


def test_the_page_cache_counts_as_available(tmp_path: Path) -> None:
    """The kernel's own estimate is taken; where there is none, the free pages."""
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal:  8000 kB\nMemFree:  1000 kB\nMemAvailable:    6000 kB\n")
    assert processes.available_memory(meminfo) == 6000 * 1024
    assert processes.available_memory(tmp_path / "nothing") > 0
    assert processes.default_jobs() <= (os.cpu_count() or 1)


@pytest.fixture
def task(tmp_path: Path, cases: tuple[Case, ...], digits: Dataset) -> Task:
    """Return the task of the first case, its data in the store."""
    keep(digits, Store(tmp_path / "store"))
    return Task(key_of(cases[0].experiment, digits.digest), tmp_path / "store")


def failure(message: Done | Failed) -> ReportgenError:
    """Return the error of an outcome that must be one."""
    assert isinstance(message, Failed)
    return message.error


@pytest.mark.parametrize("change", [{"code": (("training", "0" * 64),)}, {"versions": (("keras", "1.0"),)}])
def test_a_result_is_never_stored_under_the_key_of_other_code(task: Task, change: dict[str, Any]) -> None:
    """What changed on disk since the build began is noticed before it is trained with."""
    error = failure(outcome(replace(task, key=replace(task.key, **change)), lambda _: None))
    assert error.message == "code or versions changed during the build"
    assert list(task.store.glob("*.result")) == []


def test_a_worker_says_what_is_missing_when_the_data_has_vanished(task: Task) -> None:
    """A store that was cleaned while the build ran."""
    Store(task.store).clean()
    assert "the arrays of the dataset have vanished" in failure(outcome(task, lambda _: None)).message


@pytest.fixture
def broken(task: Task, digits: Dataset) -> Task:
    """Return a task whose data has fewer images than labels."""
    damaged = replace(digits, x_train=digits.x_train[:3], digest="0" * 64)
    keep(damaged, Store(task.store))
    return replace(task, key=key_of(task.key.job, damaged.digest))


def test_an_unknown_error_in_a_worker_keeps_its_name_and_shows_its_traceback_when_asked(
    broken: Task, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """One line for the user, who is told how to see more."""
    error = failure(outcome(broken, lambda _: None))
    assert error.message.startswith("IndexError: ")
    assert "REPORTGEN_DEBUG=1" in error.hint
    assert "Traceback" not in capfd.readouterr().err
    monkeypatch.setenv("REPORTGEN_DEBUG", "1")
    outcome(broken, lambda _: None)
    assert "Traceback (most recent call last)" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError(), "ValueError"),
        (ValueError(" \n"), "ValueError"),
        (ValueError("\nfirst\nsecond"), "ValueError: first"),
        (LabError("lab: wrong", "hint"), "lab: wrong"),
    ],
)
def test_any_error_is_one_line(error: Exception, line: str) -> None:
    """Without a text too."""
    assert first_line(error) == line


def test_a_store_that_cannot_be_written_stops_the_build_at_once(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset
) -> None:
    """Nothing is trained for nothing, and the progress is ended."""
    store = Store(tmp_path / "store")

    def block(_: Case) -> None:
        shutil.rmtree(store.folder)
        store.folder.write_text("a file")

    diary = Diary(block)
    with pytest.raises(StoreError, match="not a usable store") as caught:
        engine.results(cases, {"mnist": digits}, store, Processes(1), progress=diary)
    assert "--store" in caught.value.hint
    assert (diary.begun, diary.ended) == (["600"], True)


def test_what_another_build_has_stored_meanwhile_is_found(
    tmp_path: Path, pw04: Lab, digits: Dataset, evidence: Evidence
) -> None:
    """Nothing is trained twice."""
    store = Store(tmp_path)

    def other_build(case: Case) -> None:
        store.save(key_of(case.experiment, digits.digest), evidence.result(case))

    diary = Diary(other_build)
    found = engine.results(pw04.cases[:1], {"mnist": digits}, store, Processes(1), progress=diary)
    assert (diary.known, diary.trained) == (["100"], [])
    assert found.keys() == {pw04.cases[0].experiment}


def kill_worker() -> None:
    """Kill the first worker of this process."""
    workers = [pid for pid in children(os.getpid()) if "spawn_main" in command(pid)]
    os.kill(min(workers), signal.SIGKILL)


def test_a_killed_worker_is_replaced_only_if_a_task_waits(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset
) -> None:
    """Each of two workers is killed; the hint is one that helps, the notes say what the message leaves out."""
    diary = Diary(lambda _: kill_worker())
    with pytest.raises(TrainingError) as caught:
        engine.results(cases[:2], {"mnist": digits}, Store(tmp_path), Processes(1), progress=diary)
    assert caught.value.message == "2 of 2 experiments failed: mlp_raw.100, mlp_raw.300"
    assert "--jobs 1" in caught.value.hint
    assert caught.value.__notes__[0] == "mlp_raw.100: its process ended with signal 9"
    assert diary.begun == ["300", "100"], "the longest comes first"
    assert not [pid for pid in children(os.getpid()) if "spawn_main" in command(pid)]


@pytest.mark.slow
def test_the_number_of_workers_changes_no_number(tmp_path: Path, cases: tuple[Case, ...], digits: Dataset) -> None:
    """One after the other or side by side: equal to the last bit; equal experiments run once, forced ones again."""
    twin = replace(cases[0], id="twin")
    diary = Diary()
    found = [
        engine.results(
            (*cases[:2], twin), {"mnist": digits}, Store(tmp_path), Processes(jobs), force=force, progress=diary
        )
        for jobs, force in ((1, False), (2, True))
    ]
    assert sorted(diary.trained) == ["100", "100", "300", "300"]
    for experiment, one in found[0].items():
        other = found[1][experiment]
        assert one.history == other.history
        assert (one.test == other.test).all()
        assert all((one.weights[name] == other.weights[name]).all() for name in one.weights)


@pytest.mark.slow
def test_a_failing_and_a_killed_experiment_fail_by_name_and_the_others_are_kept(
    tmp_path: Path, cases: tuple[Case, ...], digits: Dataset
) -> None:
    """Killed workers are replaced; the build then stops with the list."""
    bad = Optimizer("SGD", (("learning_rate", 1e12),))
    experiment = cases[1].experiment
    exploding = replace(cases[1], experiment=replace(experiment, training=replace(experiment.training, optimizer=bad)))

    def kill(case: Case) -> None:
        if case.id == "100":
            kill_worker()

    store, diary = Store(tmp_path), Diary(kill)
    with pytest.raises(TrainingError) as caught:
        engine.results((cases[0], exploding, cases[2]), {"mnist": digits}, store, Processes(1), progress=diary)
    assert caught.value.message == "2 of 3 experiments failed: mlp_raw.100, mlp_raw.300; what was made is stored"
    assert "lower the learning rate" in caught.value.hint
    assert diary.failures == [
        "300: the loss is not finite after epoch 1",
        "100: its process ended with signal 9",
    ]
    assert diary.trained == ["600"]
    assert store.load(key_of(cases[2].experiment, digits.digest)) is not None


def command(pid: int) -> str:
    """Return the command line of a process; nothing when it is gone, or a zombie."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8")
    except FileNotFoundError:
        return ""


def build(store: Path, output: Path, jobs: int = 2) -> subprocess.Popen[str]:
    """Start a build of a report of four networks on sample data."""
    lab = store.parent / "small.toml"
    others = ["mlp_hog", "cnn_digits", "cnn_fashion", "xray_pneumonia", "capacity"]
    lab.write_text(f'base = "pw04"\nwithout = {others}\nquestion = []\n')
    options = ["--data", "sample", "--format", "md", "--store", str(store), "--output", str(output)]
    code = (
        "import signal\nfrom reportgen.cli import main\n"
        "if __name__ == '__main__':\n"
        "    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is deaf to it\n"
        "    main()\n"
    )
    script = store.parent / "run.py"
    script.write_text(code)
    return subprocess.Popen(
        [sys.executable, str(script), "build", str(lab), *options, "--jobs", str(jobs), "--set", "training.epochs=3"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def wait_for_results(store: Path, count: int) -> None:
    """Wait until so many results are stored."""
    deadline = time.monotonic() + 120
    while len(list(store.glob("*.result"))) < count:
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.slow
def test_killed_and_built_again(tmp_path: Path) -> None:
    """`kill -9` loses the running experiment only, leaves no orphan, and the next build has the same bytes."""
    store, killed = tmp_path / "store", build(tmp_path / "store", tmp_path / "killed")
    wait_for_results(store, 2)
    workers = children(killed.pid)
    killed.kill()
    killed.communicate()
    kept = {path.name: path.stat().st_mtime_ns for path in store.glob("*.result")}
    deadline = time.monotonic() + 10
    while any(command(pid) for pid in workers):
        assert time.monotonic() < deadline, "a worker outlives its parent"
        time.sleep(0.05)
    assert not (tmp_path / "killed" / "small-draft").exists()
    resumed = build(store, tmp_path / "resumed", jobs=1)
    resumed.communicate()
    assert resumed.returncode == 0
    assert all((store / name).stat().st_mtime_ns == time_ns for name, time_ns in kept.items())
    undisturbed = build(tmp_path / "other", tmp_path / "undisturbed", jobs=1)
    undisturbed.communicate()
    assert undisturbed.returncode == 0
    for name in ("report.md", "answers.json"):
        texts = {(tmp_path / run / "small-draft" / "fr" / name).read_bytes() for run in ("resumed", "undisturbed")}
        assert len(texts) == 1


@pytest.mark.slow
def test_ctrl_c_keeps_what_is_finished(tmp_path: Path) -> None:
    """One line, exit code 130, no orphan."""
    store, running = tmp_path / "store", build(tmp_path / "store", tmp_path / "output")
    wait_for_results(store, 1)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "stopped; finished experiments are stored" in errors
    assert "Traceback" not in errors
    assert len(list(store.glob("*.result"))) >= 1
