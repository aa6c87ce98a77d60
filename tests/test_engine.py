"""Experiments side by side: killed, failing, stopped, resumed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen import engine
from reportgen.errors import TrainingError
from reportgen.lab import Lab
from reportgen.progress import Progress
from reportgen.spec import Case, Dataset, Evidence, Optimizer
from reportgen.store import Store, key_of

ROOT = Path(__file__).parents[1]
DATA = "sample"


class Diary(Progress):
    """Notes what happens, and can be made to interfere."""

    def __init__(self, interfere: Callable[[Case], None] = lambda _: None) -> None:
        self.trained: list[str] = []
        self.failures: list[str] = []
        self.interfere = interfere

    def started(self, case: Case) -> None:
        """Interfere at the start of a case."""
        self.interfere(case)

    def finished(self, case: Case, seconds: float) -> None:
        """Note a finished case."""
        assert seconds > 0
        self.trained.append(case.id)

    def failed(self, case: Case, message: str) -> None:
        """Note a failure."""
        self.failures.append(f"{case.id}: {message}")


@pytest.fixture
def cases(pw04: Lab) -> tuple[Case, ...]:
    """Return the lab's cases for two epochs."""
    return tuple(
        replace(case, experiment=replace(case.experiment, training=replace(case.experiment.training, epochs=2)))
        for case in pw04.cases
    )


def children(pid: int) -> set[int]:
    """Return the processes that a process has started, and theirs."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.split()
    parents = dict(zip(map(int, listed[::2]), map(int, listed[1::2]), strict=True))
    found = {child for child, parent in parents.items() if parent == pid}
    return found | {grandchild for child in found for grandchild in children(child)}


def test_stored_results_train_nothing(filled: Path, pw04: Lab, digits: Dataset, evidence: Evidence) -> None:
    """What is known is not asked again."""
    diary = Diary()
    found = engine.results(pw04.cases, {"mnist": digits}, Store(filled), progress=diary)
    assert found.keys() == evidence.results.keys()
    assert diary.trained == []


def test_default_jobs_fit_the_machine() -> None:
    """At least one, at most one per core."""
    assert 1 <= engine.default_jobs() <= (os.cpu_count() or 1)


@pytest.mark.slow
def test_the_number_of_workers_changes_no_number(tmp_path: Path, cases: tuple[Case, ...], digits: Dataset) -> None:
    """One after the other or side by side: equal to the last bit; equal experiments run once."""
    twin = replace(cases[0], id="twin")
    diary = Diary()
    found = [
        engine.results((*cases[:2], twin), {"mnist": digits}, Store(tmp_path / str(jobs)), jobs=jobs, progress=diary)
        for jobs in (1, 2)
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
            workers = [pid for pid in children(os.getpid()) if "spawn_main" in command(pid)]
            os.kill(min(workers), signal.SIGKILL)

    store, diary = Store(tmp_path), Diary(kill)
    with pytest.raises(TrainingError) as caught:
        engine.results((cases[0], exploding, cases[2]), {"mnist": digits}, store, jobs=1, progress=diary)
    assert "2 of 3 experiments failed" in caught.value.message
    assert "mlp_raw.100: its process ended with signal 9" in caught.value.message
    assert "mlp_raw.300: the loss is not finite" in caught.value.message
    assert diary.trained == ["600"]
    assert store.load(key_of(cases[2].experiment, digits.digest)) is not None


def command(pid: int) -> str:
    """Return the command line of a process; nothing when it is gone, or a zombie."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8")
    except FileNotFoundError:
        return ""


def build(store: Path, output: Path) -> subprocess.Popen[str]:
    """Start a build of the sample report."""
    arguments = ["build", "--data", "sample", "--format", "md", "--store", str(store), "--output", str(output)]
    code = "from reportgen.cli import main\nif __name__ == '__main__':\n    main()\n"
    script = store.parent / "run.py"
    script.write_text(code)
    return subprocess.Popen(
        [sys.executable, str(script), *arguments, "--jobs", "2"],
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
    assert not (tmp_path / "killed" / "pw04").exists()
    resumed = build(store, tmp_path / "resumed")
    resumed.communicate()
    assert resumed.returncode == 0
    assert all((store / name).stat().st_mtime_ns == time_ns for name, time_ns in kept.items())
    undisturbed = build(tmp_path / "other", tmp_path / "undisturbed")
    undisturbed.communicate()
    assert undisturbed.returncode == 0
    for name in ("report.md", "answers.json"):
        texts = {(tmp_path / run / "pw04" / "fr" / name).read_bytes() for run in ("resumed", "undisturbed")}
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
