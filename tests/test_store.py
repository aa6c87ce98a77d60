"""The result store: whole or nothing, never stale, shared."""

import hashlib
import json
import logging
import os
import resource
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from reportgen import keys
from reportgen.errors import StoreError
from reportgen.keys import SCHEMA, SUFFIX, Key, code_digest, key_of
from reportgen.lab import Lab
from reportgen.spec import Dataset, Evidence, Result
from reportgen.store import ARRAY, DERIVED, Store


@pytest.fixture
def key(pw04: Lab, digits: Dataset) -> Key:
    """Return the key of the first case, with fixed versions."""
    versions = (("keras", "3.15.0"), ("tensorflow", "2.21.0"))
    return replace(key_of(pw04.cases[0].experiment, digits.digest), versions=versions)


@pytest.fixture
def result(evidence: Evidence, pw04: Lab) -> Result:
    """Return the result of the first case."""
    return evidence.result(pw04.cases[0])


def test_what_is_saved_is_loaded(tmp_path: Path, key: Key, result: Result) -> None:
    """Every array and every number comes back as it was."""
    store = Store(tmp_path / "new" / "store")
    assert store.load(key) is None
    store.save(key, result)
    loaded = store.load(key)
    assert isinstance(loaded, Result)
    assert loaded.history == result.history
    assert loaded.provenance == result.provenance
    assert loaded.optimizer_arguments == result.optimizer_arguments
    assert (loaded.test == result.test).all()
    assert loaded.test.dtype == np.float32
    assert loaded.weights.keys() == result.weights.keys()


def test_all_that_decides_a_result_is_in_its_key(key: Key, pw04: Lab) -> None:
    """Another spec, data, code, thread count or version is another key; a language or a path is in none."""
    training = pw04.cases[0].experiment.training
    others = [
        replace(key, job=pw04.cases[1].experiment),
        replace(key, job=replace(pw04.cases[0].experiment, training=replace(training, seed=2))),
        replace(key, job=replace(pw04.cases[0].experiment, training=replace(training, protocol="holdout"))),
        replace(key, data="0" * 64),
        replace(key, code=(("training", "0" * 64),)),
        replace(key, threads=2),
        replace(key, versions=(("keras", "3.16.0"), ("tensorflow", "2.21.0"))),
    ]
    assert len({item.name for item in (key, *others)}) == len(others) + 1


@pytest.mark.parametrize("damage", ["cut", "flip", "empty"])
def test_a_damaged_result_is_not_used(
    tmp_path: Path, key: Key, result: Result, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is reported, and trained again."""
    store = Store(tmp_path)
    store.save(key, result)
    path = tmp_path / key.name
    body = bytearray(path.read_bytes())
    if damage == "flip":
        body[len(body) // 2] ^= 1
    path.write_bytes({"cut": bytes(body[:-100]), "flip": bytes(body), "empty": b""}[damage])
    assert store.load(key) is None
    assert "checksum does not fit; it is not used" in caplog.text
    assert [entry.damage for entry in store.entries()] != [""]


@contextmanager
def small_disk(free: int = 100) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as on a full disk."""
    limit, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (free, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))


def rewrite(path: Path, header: object) -> None:
    """Give a stored result another header, and the checksum that fits."""
    _, _, payload = path.read_bytes().split(b"\n", 2)
    body = json.dumps(header).encode() + b"\n" + payload
    path.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


@pytest.mark.parametrize(
    "header", [{}, {"schema": 0}, {"schema": SCHEMA}, {"schema": SCHEMA, "key": [], "history": 3}, [], 1]
)
def test_a_result_of_another_version_is_not_used(
    tmp_path: Path, key: Key, result: Result, header: object, caplog: pytest.LogCaptureFixture
) -> None:
    """Its checksum fits, its header does not: it counts as damaged; without TensorFlow too."""
    store = Store(tmp_path)
    store.save(key, result)
    rewrite(tmp_path / key.name, header)
    assert store.load(key) is None
    assert store.load(replace(key, versions=())) is None
    assert "written by another version; it is not used" in caplog.text
    assert "another version" in store.entries()[0].damage


def test_a_result_under_another_name_is_not_used(
    tmp_path: Path, key: Key, result: Result, caplog: pytest.LogCaptureFixture
) -> None:
    """Renamed, or put there by a pack of unknown origin: a number is never that of another experiment."""
    store, other = Store(tmp_path), replace(key, data="0" * 64)
    store.save(key, result)
    shutil.copy(tmp_path / key.name, tmp_path / other.name)
    with caplog.at_level(logging.WARNING):
        assert store.load(other) is None
    assert f"{other.name}: damaged: it holds the result {key.name}; it is not used" in caplog.text
    assert store.load(key) is not None


def test_a_worker_says_nothing_of_a_damaged_result(
    tmp_path: Path, key: Key, result: Result, caplog: pytest.LogCaptureFixture
) -> None:
    """The build that looked first has said it."""
    store = Store(tmp_path)
    assert not store.holds(key)
    store.save(key, result)
    with caplog.at_level(logging.DEBUG):
        assert store.holds(key)
        (tmp_path / key.name).write_bytes(b"cut")
        assert not store.holds(key)
    assert caplog.text == ""


def test_a_full_disk_is_a_known_error_and_leaves_nothing_behind(tmp_path: Path, key: Key, result: Result) -> None:
    """It names the folder; what was derived is used all the same."""
    store = Store(tmp_path)
    with small_disk():
        with pytest.raises(StoreError, match="cannot be written: File too large") as caught:
            store.save(key, result)
        assert store.derived("k" * 64, lambda: b"<svg/>" * 100) == b"<svg/>" * 100
    assert str(tmp_path) in caught.value.message
    assert "--store" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_a_known_error(
    tmp_path: Path, key: Key, result: Result, caplog: pytest.LogCaptureFixture
) -> None:
    """For a result and for a lock; what cannot be read is not used."""
    store = Store(tmp_path / "store")
    shutil.rmtree(tmp_path / "store")
    with pytest.raises(StoreError, match="cannot be written: No such file"):
        store.save(key, result)
    (tmp_path / "store").write_text("a file now")
    with pytest.raises(StoreError, match="cannot be written"), store.lock(key.name):
        pass
    assert store.load(key) is None
    assert "cannot be read: Not a directory; it is not used" in caplog.text


def test_a_listed_result_says_what_was_trained_on_what(
    filled: Path, tmp_path: Path, key: Key, result: Result, digits: Dataset
) -> None:
    """The layers tell networks of equal size apart; the digest of the data tells its origin."""
    listed = {(entry.network, entry.parameters): entry for entry in Store(filled).entries()}
    convolutions = "Conv2D 9, MaxPooling2D, Conv2D 9, MaxPooling2D, Conv2D 16, MaxPooling2D, Flatten"
    assert {
        ("Dense 100, Dense 10", 40_310),
        ("Dense 600, Dense 10", 477_010),
        ("Dense 300, Dropout 0.5, Dense 10", 238_510),
        (f"{convolutions}, Dense 25, Dense 10", 7_465),
    } < listed.keys()
    entry = listed["Dense 100, Dense 10", 79_510]
    assert (entry.dataset, entry.origin, entry.parameters, entry.epochs) == ("mnist", "sample", 79_510, 10)
    store = Store(tmp_path)
    store.save(replace(key, data=digits.info.digest), result)
    assert [entry.origin for entry in store.entries()] == ["real"]


def test_without_tensorflow_the_latest_version_of_the_same_work_serves(
    tmp_path: Path, key: Key, result: Result
) -> None:
    """3.10 is later than 3.9; other work never serves."""
    store = Store(tmp_path)
    for version, seconds in (("3.9.0", 1.0), ("3.10.0", 2.0)):
        provenance = replace(result.provenance, seconds=seconds)
        store.save(replace(key, versions=(("keras", version),)), replace(result, provenance=provenance))
    loaded = store.load(replace(key, versions=()))
    assert loaded is not None
    assert loaded.provenance.seconds == 2.0
    assert store.load(replace(key, versions=(), data="0" * 64)) is None


def test_nothing_half_written_is_left_where_results_are_looked_for(tmp_path: Path, key: Key, result: Result) -> None:
    """A killed build leaves at most a part file, which cleaning removes with everything else, a day later."""
    store = Store(tmp_path)
    store.save(key, result)
    with store.lock(key.name):
        pass
    store.derived("k" * 64, lambda: b"<svg/>")
    assert store.sizes(DERIVED) == (128 + 6,)
    store.array("a" * 64, lambda: np.arange(3))
    assert len(store.sizes(ARRAY)) == 1
    for name, hours in (("old.part", 25), ("new.part", 0)):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (time.time() - hours * 3600,) * 2)
    (tmp_path / "mine.txt").write_text("a user's own file")
    assert [entry.path.name for entry in store.entries()] == [key.name]
    size = sum(path.stat().st_size for path in tmp_path.iterdir())
    freed = store.clean()
    assert {path.name for path in tmp_path.iterdir()} == {"new.part", "mine.txt"}
    assert freed == size - sum(path.stat().st_size for path in tmp_path.iterdir())


def test_cleaning_leaves_what_a_running_build_holds(tmp_path: Path, key: Key, result: Result) -> None:
    """A taken lock keeps its result and itself."""
    store, other = Store(tmp_path), replace(key, threads=2)
    store.save(key, result)
    store.save(other, result)
    with store.lock(key.name):
        store.clean()
        assert {path.name for path in tmp_path.iterdir()} == {key.name, f"{key.name}.lock"}
        assert store.clean() == 0
    store.clean()
    assert list(tmp_path.iterdir()) == []


def test_cleaning_leaves_the_arrays_that_an_experiment_reads(tmp_path: Path, key: Key) -> None:
    """While a result is being made, its data stays; afterwards it goes."""
    store = Store(tmp_path)
    store.array("a" * 64, lambda: np.arange(3))
    with store.lock(key.name):
        store.clean()
        assert len(store.sizes(ARRAY)) == 1
    store.clean()
    assert list(tmp_path.iterdir()) == []


def test_derived_files_are_made_once_and_again_when_damaged(tmp_path: Path) -> None:
    """A figure is drawn once; a damaged one is drawn again."""
    store, made = Store(tmp_path), []

    def make() -> bytes:
        made.append(1)
        return b"<svg/>"

    assert store.derived("k" * 64, make) == store.derived("k" * 64, make) == b"<svg/>"
    assert len(made) == 1
    (path,) = tmp_path.glob(f"*{DERIVED}")
    path.write_bytes(b"cut")
    assert store.derived("k" * 64, make) == b"<svg/>"
    assert len(made) == 2


def test_comments_do_not_change_the_code_digest_and_code_does() -> None:
    """A result is not trained again for a docstring."""
    plain = keys._normalised("def f(x):\n    return x + 1\n")
    commented = keys._normalised('def f(x):\n    """Add."""\n    return x + 1  # one\n')
    assert plain == commented
    assert plain != keys._normalised("def f(x):\n    return x + 2\n")
    compile(plain, "normalised", "exec")
    assert len(code_digest(keys)) == 64


def test_the_code_of_a_package_is_that_of_all_its_files(tmp_path: Path) -> None:
    """A change in any module of the package is a change of the package."""
    inner = tmp_path / "package" / "inner"
    inner.mkdir(parents=True)
    (module := inner / "module.py").write_text("ONE = 1\n")
    (inner.parent / "__init__.py").write_text("")
    package = ModuleType("package")
    package.__file__ = str(inner.parent / "__init__.py")
    before = code_digest(package)
    code_digest.cache_clear()
    assert code_digest(package) == before
    module.write_text("ONE = 2\n")
    code_digest.cache_clear()
    assert code_digest(package) != before


def test_a_store_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """The error names it."""
    path = tmp_path / "file"
    path.write_text("")
    with pytest.raises(StoreError, match="not a usable store"):
        Store(path)


def test_two_builds_share_a_key_one_after_the_other(tmp_path: Path, key: Key) -> None:
    """The lock is held by one at a time and goes with its holder."""
    from filelock import FileLock, Timeout

    store = Store(tmp_path)
    with store.lock(key.name), pytest.raises(Timeout), FileLock(tmp_path / f"{key.name}.lock", timeout=0.01):
        pass
    with store.lock(key.name):
        assert list(tmp_path.glob(f"*{SUFFIX}")) == []
