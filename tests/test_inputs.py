"""What networks read, kept in the store: made once, mapped by every process, and the same numbers."""

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from reportgen import features
from reportgen.errors import StoreError
from reportgen.inputs import inputs, keep
from reportgen.spec import Dataset, Hog, Pixels
from reportgen.store import ARRAY, Store
from tests.test_cli import run
from tests.test_store import small_disk

ROOT = Path(__file__).parents[1]
HOG = Hog(orientations=4, pixels_per_cell=7)
KEY = "k" * 64
ARRAYS = 5
"""What is kept of a dataset: the four arrays that all data has, and one that says which others there are."""


@pytest.fixture
def few(digits: Dataset) -> Dataset:
    """Return some of the digits."""
    return replace(
        digits, x_train=digits.x_train[:60], y_train=digits.y_train[:60], x_test=digits.x_test[:20],
        y_test=digits.y_test[:20], digest="f" * 64,
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return an empty store."""
    return Store(tmp_path / "store")


class Maker:
    """Makes an array and counts how often."""

    def __init__(self, array: NDArray[np.generic]) -> None:
        self.array, self.calls = array, 0

    def __call__(self) -> NDArray[np.generic]:
        """Return the array."""
        self.calls += 1
        return self.array


# ── arrays ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "array",
    [
        np.arange(24, dtype=np.uint8).reshape(2, 3, 4),
        np.linspace(-1, 1, 7, dtype=np.float32),
        np.asfortranarray(np.arange(12.0).reshape(3, 4)),
        np.arange(20).reshape(4, 5)[::2, 1:],
        np.array([[True, False]]),
        np.array(2.5),
        np.array([np.nan, np.inf, -0.0]),
        np.array([3, 1], ">i4"),
    ],
    ids=lambda array: f"{array.dtype} {array.shape}",
)
def test_an_array_comes_back_as_it_was(store: Store, array: NDArray[np.generic]) -> None:
    """Type, shape and every bit; mapped, read-only, and aligned as the processor likes it."""
    for found in (store.array(KEY, Maker(array)), Store(store.folder).array(KEY, Maker(np.zeros(1)))):
        assert isinstance(found, np.memmap)
        assert (found.dtype, found.shape) == (array.dtype, array.shape)
        assert found.tobytes() == array.tobytes()
        assert not found.flags.writeable
        assert found.ctypes.data % 64 == 0
        with pytest.raises(ValueError, match="read-only"):
            found[...] = array


def test_an_array_is_made_once(store: Store) -> None:
    """For as many stores as look at the folder; another key is another array."""
    maker = Maker(np.arange(5))
    for _ in range(3):
        assert Store(store.folder).array(KEY, maker).tolist() == [0, 1, 2, 3, 4]
    assert maker.calls == 1
    store.array("l" * 64, maker)
    assert maker.calls == 2
    assert len(store.sizes(ARRAY)) == 2


@pytest.mark.parametrize("damage", ["cut", "flip", "empty"])
def test_a_damaged_array_is_made_again(store: Store, damage: str) -> None:
    """Neither used nor told of: it costs a moment."""
    maker = Maker(np.arange(1000))
    store.array(KEY, maker)
    (path,) = store.folder.glob(f"*{ARRAY}")
    body = bytearray(path.read_bytes())
    if damage == "flip":
        body[-1] ^= 1
    path.write_bytes({"cut": bytes(body[:-8]), "flip": bytes(body), "empty": b""}[damage])
    assert (store.array(KEY, maker) == np.arange(1000)).all()
    assert (store.array(KEY, maker) == np.arange(1000)).all()
    assert maker.calls == 2


def test_what_is_mapped_outlives_its_file(store: Store) -> None:
    """A store that is cleaned while a network trains: the training goes on with the right numbers."""
    found = store.array(KEY, Maker(np.arange(100_000)))
    assert store.clean() > 0
    assert list(store.folder.iterdir()) == []
    assert (found == np.arange(100_000)).all()


def test_an_array_that_cannot_be_written_is_a_known_error(store: Store) -> None:
    """Unlike a figure it is no use without its file; nothing half written stays."""
    with small_disk(), pytest.raises(StoreError, match="cannot be written: File too large"):
        store.array(KEY, Maker(np.arange(1000)))
    assert list(store.folder.glob(f"*{ARRAY}")) == list(store.folder.glob("*.part")) == []
    assert store.array(KEY, Maker(np.arange(3))).tolist() == [0, 1, 2]


SHARE = """
import sys, time
from pathlib import Path
import numpy as np
from reportgen.store import Store
folder, log = map(Path, sys.argv[1:])
def make():
    with log.open("a") as file:
        file.write("made\\n")
    time.sleep(0.3)
    return np.arange(100_000, dtype=np.int32)
found = Store(folder).array("k" * 64, make)
maps = Path("/proc/self/maps").read_text() if Path("/proc/self/maps").exists() else ".array"
print(int(found.sum()), ".array" in maps, flush=True)
sys.stdin.read()
"""


def test_two_processes_share_an_array(tmp_path: Path) -> None:
    """Begun at once, one makes it and the other waits; both map the same file."""
    arguments = [sys.executable, "-c", SHARE, str(tmp_path / "store"), str(tmp_path / "log")]
    both = [
        subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(2)
    ]
    told = [process.communicate("")[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert told == [f"{sum(range(100_000))} True\n"] * 2
    assert (tmp_path / "log").read_text("utf-8") == "made\n"


# ── what networks read ───────────────────────────────────────────────────────────────────────────────────────


def test_pixels_are_images_from_0_to_1(store: Store, few: Dataset) -> None:
    """Divided by 255 in single precision, in their shape and order; not stored a second time."""
    keep(few, store)
    read = inputs(Pixels(), few.digest, store)
    for found, images in ((read.x_train, few.x_train), (read.x_test, few.x_test)):
        assert found.dtype == np.float32
        assert found.shape == images.shape
        assert (found == (images / np.float32(255)).astype(np.float32)).all()
        assert (found.min(), found.max()) == (0, 1)
    assert (read.y_train == few.y_train).all()
    assert (read.y_test == few.y_test).all()
    assert len(store.sizes(ARRAY)) == ARRAYS


def test_hog_is_computed_once_and_kept(store: Store, few: Dataset) -> None:
    """What `features` makes of the images, by setting; the next process maps it, even without the images."""
    keep(few, store)
    read = inputs(HOG, few.digest, store)
    assert (read.x_train == features.extract(HOG, few.x_train)).all()
    assert (read.x_test == features.extract(HOG, few.x_test)).all()
    assert read.x_train.shape == (60, 4 * 4 * 4)
    assert isinstance(read.x_train, np.memmap)
    assert len(store.sizes(ARRAY)) == ARRAYS + 2
    stamps = {path: path.stat().st_mtime_ns for path in store.folder.glob(f"*{ARRAY}")}
    again = inputs(HOG, few.digest, Store(store.folder))
    assert (again.x_train == read.x_train).all()
    inputs(replace(HOG, orientations=8), few.digest, store)
    assert len(store.sizes(ARRAY)) == ARRAYS + 2 + 2
    assert all(path.stat().st_mtime_ns == time for path, time in stamps.items())


def test_keeping_twice_writes_once(store: Store, few: Dataset) -> None:
    """Other data has other arrays; equal parts of one dataset are not mixed up."""
    keep(few, store)
    stamps = {path: path.stat().st_mtime_ns for path in store.folder.glob(f"*{ARRAY}")}
    keep(few, store)
    keep(replace(few, x_train=few.x_train[::-1], digest="e" * 64), store)
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
    assert len(store.sizes(ARRAY)) == 2 * ARRAYS
    assert (inputs(Pixels(), few.digest, store).x_train[0] * 255 == few.x_train[0]).all()
    other = inputs(Pixels(), "e" * 64, store)
    assert (other.x_train[0] * 255 == few.x_train[-1]).all()


@pytest.mark.parametrize("wanted", [Pixels(), HOG], ids=["pixels", "hog"])
def test_a_store_that_was_cleaned_is_told(store: Store, few: Dataset, wanted: Pixels | Hog) -> None:
    """By its name, and what to do; so is a dataset that was never kept."""
    keep(few, store)
    store.clean()
    for digest in (few.digest, hashlib.sha256(b"another").hexdigest()):
        with pytest.raises(StoreError, match="the arrays of the dataset have vanished") as caught:
            inputs(wanted, digest, store)
        assert caught.value.message.startswith(f"{store.folder}: ")
        assert caught.value.hint == "build again"


def test_cleaning_removes_arrays_and_the_list_counts_them(store: Store, few: Dataset) -> None:
    """`reportgen store`, then `--clean`."""
    keep(few, store)
    inputs(HOG, few.digest, store)
    assert f"{ARRAYS + 2} arrays that networks read, 0.1 MB" in run("store", "--store", str(store.folder)).stdout
    done = run("store", "--store", str(store.folder), "--clean")
    assert (done.returncode, done.stdout) == (0, f"{store.folder}: 0.1 MB freed\n")
    assert list(store.folder.iterdir()) == []
    assert "0 arrays" in run("store", "--store", str(store.folder)).stdout
