"""Why an experiment would be trained: which part of its key is not that of any stored result."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reportgen.build import Settings
from reportgen.errors import LabError
from reportgen.keys import Key, key_of
from reportgen.lab import Lab
from reportgen.spec import Case, Dataset, Evidence, Experiment, Optimizer
from reportgen.store import Store
from reportgen.why import plan
from tests.conftest import stand_in
from tests.test_build import contents
from tests.test_cli import run
from tests.test_store import rewrite

ONE = 'mlp_raw.cases=[{ id = "100", hidden = [100] }]'
"""The change that leaves one experiment to `--only mlp_raw`: one network, whose key the tests vary."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return an empty store."""
    return Store(tmp_path / "store")


@pytest.fixture
def settings(store: Store, tmp_path: Path) -> Settings:
    """Return settings for one experiment."""
    return Settings("fr", ("md",), "sample", None, store.folder, tmp_path / "output", only=("mlp_raw",), changes=(ONE,))


@pytest.fixture
def case(pw04: Lab) -> Case:
    """Return the experiment."""
    return pw04.cases[0]


@pytest.fixture
def key(case: Case, digits: Dataset) -> Key:
    """Return its key."""
    return key_of(case.experiment, digits.digest)


def reason(settings: Settings) -> str:
    """Return the reason for the only experiment."""
    (planned,) = plan("pw04", settings)
    assert planned.case.key == "mlp_raw.100"
    return planned.reason


def with_training(key: Key, **values: Any) -> Key:
    """Return the key of the same network, trained otherwise."""
    assert isinstance(key.job, Experiment)
    training = replace(key.job.training, **values)
    return replace(key, job=replace(key.job, training=training))


def with_versions(key: Key, **values: str) -> Key:
    """Return the key with other versions."""
    return replace(key, versions=tuple((name, values.get(name, version)) for name, version in key.versions))


def test_what_is_stored_has_no_reason(filled: Path, pw04: Lab, tmp_path: Path) -> None:
    """Every experiment is told of once, in the lab's order; another order or an excerpt changes nothing."""
    settings = Settings("fr", ("md",), "sample", None, filled, tmp_path)
    planned = plan("pw04", settings)
    assert [item.case for item in planned] == list(pw04.cases)
    assert {item.reason for item in planned} == {""}
    assert [item.case.section for item in plan("pw04", replace(settings, only=("mlp_hog",)))] == ["mlp_hog"] * 4


def test_equal_experiments_are_one(filled: Path, tmp_path: Path) -> None:
    """Under the name that the lab gives first."""
    cases = 'mlp_raw.cases=[{ id = "a", hidden = [100] }, { id = "b", hidden = [100] }]'
    settings = Settings("fr", ("md",), "sample", None, filled, tmp_path, only=("mlp_raw",), changes=(cases,))
    assert [(item.case.id, item.reason) for item in plan("pw04", settings)] == [("a", "")]


def test_other_epochs(filled: Path, tmp_path: Path) -> None:
    """Each experiment says what was, and what is wanted."""
    changes = ("training.epochs=2",)
    settings = Settings("fr", ("md",), "sample", None, filled, tmp_path, only=("mlp_raw",), changes=changes)
    assert {item.reason for item in plan("pw04", settings)} == {"training.epochs: 10 -> 2"}


NEAR: tuple[tuple[Callable[[Key], Key], str], ...] = (
    (lambda key: with_training(key, epochs=12), "training.epochs: 12 -> 10"),
    (lambda key: with_training(key, seed=2), "training.seed: 2 -> 1"),
    (lambda key: with_training(key, protocol="holdout"), "training.protocol: holdout -> course"),
    (
        lambda key: with_training(key, optimizer=Optimizer("Adam")),
        "training.optimizer.name: Adam -> RMSprop",
    ),
    (lambda key: with_training(key, epochs=5, seed=2), "training.epochs: 5 -> 10, training.seed: 2 -> 1"),
    (
        lambda key: with_training(key, epochs=5, batch_size=64, seed=2, protocol="holdout"),
        "training.batch_size: 64 -> 128, training.epochs: 5 -> 10, training.protocol: holdout -> course and 1 more",
    ),
    (
        lambda key: replace(key, code=tuple((name, "0" * 64 if name == "losses" else old) for name, old in key.code)),
        "code: losses",
    ),
    (lambda key: replace(key, code=key.code[1:]), "code: training"),
    (lambda key: replace(key, threads=2), "threads: 2 -> 1"),
    (lambda key: with_versions(key, keras="0.1"), "version.keras: 0.1 -> {keras}"),
    (lambda key: replace(key, data="0" * 64), "data: other arrays"),
)


@pytest.mark.parametrize(("other", "expected"), NEAR)
def test_the_part_of_the_key_that_changed_is_named(
    store: Store,
    settings: Settings,
    key: Key,
    case: Case,
    evidence: Evidence,
    other: Callable[[Key], Key],
    expected: str,
) -> None:
    """As it was, then as it would be."""
    store.save(other(key), evidence.result(case))
    assert reason(settings) == expected.format(**dict(key.versions))


def test_results_of_real_data_are_none_of_sample_data(
    store: Store, settings: Settings, key: Key, case: Case, evidence: Evidence, digits: Dataset
) -> None:
    """The origin is told, not a digest."""
    store.save(replace(key, data=digits.info.digest), evidence.result(case))
    assert reason(settings) == "data: real -> sample"


def test_the_nearest_result_decides(store: Store, settings: Settings, key: Key, case: Case, evidence: Evidence) -> None:
    """The one with the fewest changes, whatever else is stored of the network."""
    for other in (with_training(key, epochs=5, seed=2), replace(with_training(key, epochs=7), threads=2)):
        store.save(other, evidence.result(case))
    assert ", " in reason(settings)
    store.save(with_training(key, seed=3), evidence.result(case))
    assert reason(settings) == "training.seed: 3 -> 1"


def test_a_network_that_was_never_trained(
    store: Store, settings: Settings, pw04: Lab, evidence: Evidence, digits: Dataset
) -> None:
    """An empty store, and one with other networks and other features."""
    assert reason(settings) == "no result of this network is stored"
    for case in pw04.cases[1:]:
        store.save(key_of(case.experiment, digits.digest), evidence.result(case))
    assert reason(settings) == "no result of this network is stored"


@pytest.mark.parametrize("damage", ["cut", "header"])
def test_a_damaged_result(
    store: Store, settings: Settings, key: Key, case: Case, evidence: Evidence, damage: str
) -> None:
    """Whether its checksum fits or not; another result of the network does not hide it."""
    store.save(key, evidence.result(case))
    store.save(with_training(key, seed=3), evidence.result(case))
    path = store.folder / key.name
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:-10])
    else:
        header = json.loads(path.read_bytes().split(b"\n", 2)[1])
        rewrite(path, {**header, "history": 3})
    assert reason(settings) == "its stored result is damaged"


def test_force_is_a_reason(filled: Path, tmp_path: Path) -> None:
    """For everything, stored or not."""
    settings = Settings("fr", ("md",), "sample", None, filled, tmp_path, force=True)
    assert {item.reason for item in plan("pw04", settings)} == {"asked for with --force"}


@pytest.fixture
def others(filled: Path, pw04: Lab, digits: Dataset, tmp_path: Path) -> Iterator[Path]:
    """Return a store with all results but one; nothing in it may change."""
    folder = tmp_path / "stored"
    shutil.copytree(filled, folder)
    case = pw04.only(["cnn_digits"]).cases[-1]
    (folder / key_of(case.experiment, digits.digest).name).unlink()
    before = contents(folder)
    yield folder
    assert contents(folder) == before


def test_nothing_is_written(others: Path, tmp_path: Path) -> None:
    """Neither a report nor a lock nor an array; nor is a store made that was not there."""
    output = tmp_path / "output"
    settings = Settings("all", ("md", "pdf"), "sample", None, others, output)
    assert sum(bool(item.reason) for item in plan("pw04", settings)) == 1
    planned = plan("pw04", replace(settings, store=tmp_path / "nowhere"))
    assert {item.reason for item in planned} == {"no result of this network is stored"}
    assert not output.exists()
    assert not (tmp_path / "nowhere").exists()


def test_a_wrong_lab_is_told_as_by_a_build(settings: Settings) -> None:
    """The lab and the data are checked."""
    with pytest.raises(LabError, match="did you mean"):
        plan("pw4", settings)


def test_the_command_tells_and_exits_with_0(others: Path, pw04: Lab, tmp_path: Path) -> None:
    """A line an experiment on standard output, the total beside it."""
    arguments = ("build", "--why", "--data", "sample", "--store", str(others), "--output", str(tmp_path / "output"))
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"1 of {len(pw04.cases)} experiments to train\n"
    lines = [line.split(maxsplit=1) for line in done.stdout.splitlines()]
    assert [name for name, _ in lines][:2] == ["mlp_raw.100", "mlp_raw.300"]
    told = [text for _, text in lines]
    assert told.count("stored") == len(pw04.cases) - 1
    assert told.count("to train: no result of this network is stored") == 1
    changed = run(*arguments, "--set", "training.epochs=2", "--only", "mlp_raw")
    assert changed.returncode == 0
    assert changed.stdout.splitlines()[0].split(maxsplit=1) == ["mlp_raw.100", "to train: training.epochs: 10 -> 2"]
    assert changed.stderr == "4 of 4 experiments to train\n"
    assert not (tmp_path / "output").exists()


def test_a_stand_in_is_stored_under_the_key_that_a_build_asks_for(
    store: Store, settings: Settings, key: Key, case: Case, digits: Dataset
) -> None:
    """What `plan` says is missing, a result under that key makes good."""
    assert reason(settings)
    store.save(key, stand_in(case, digits))
    assert reason(settings) == ""
