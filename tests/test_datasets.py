import gzip
import io
import os
import struct
import subprocess
import sys
import tomllib
import warnings
import zipfile
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from reportgen import content, datasets
from reportgen.canonical import array_digest
from reportgen.datasets.arrays import Arrays, as_dataset
from reportgen.datasets.entries import Entry
from reportgen.datasets.idx import parse_idx, read_idx
from reportgen.datasets.layouts import Idx, Npz
from reportgen.datasets.loading import load, state
from reportgen.datasets.npz import read_npz
from reportgen.datasets.sample import digits, enlarged
from reportgen.errors import DataError
from reportgen.i18n import Language
from reportgen.spec import DatasetInfo, Source

STEMS = {
    "x_train": "train-images-idx3-ubyte",
    "y_train": "train-labels-idx1-ubyte",
    "x_test": "t10k-images-idx3-ubyte",
    "y_test": "t10k-labels-idx1-ubyte",
}
SAMPLE_DIGEST = "666a6384720576fe0bf5c8a61670736dc34d5c89f4541eee899100ef56a79e10"
SHARED = Path(os.environ.get("REPORTGEN_DATA") or Path(__file__).parents[2] / "shared" / "data")


# ── a dataset of 17 tiny images, in every layout ────────────────────────────────────────────────────────────


def tiny_arrays(seed: int = 0) -> Arrays:
    """Return 12 and 5 images of 6 by 5 pixels, of three classes."""
    random = np.random.RandomState(seed)

    def draw(high: int, *shape: int) -> NDArray[np.uint8]:
        return random.randint(0, high, shape).astype(np.uint8)

    return Arrays(draw(256, 12, 6, 5), draw(3, 12), draw(256, 5, 6, 5), draw(3, 5))


def tiny_info(name: str = "tiny", seed: int = 0) -> DatasetInfo:
    """Return what is registered of `tiny_arrays`."""
    source = Source("nobody", "CC0", "https://example.org")
    return DatasetInfo(
        name, (6, 5), ("a", "b", "c"), 12, 5, array_digest(*tiny_arrays(seed)[:4]), real=source, sample=source
    )


TINY = Entry(
    tiny_info(),
    layouts=(Npz("tiny.npz"), Npz("tiny/tiny.npz"), Idx("tiny"), Idx("")),
    keras_layouts=(Npz("tiny.npz"),),
    sample=lambda: tiny_arrays(seed=99),
    by_hand="draw it",
)


def write_npz(path: Path, **changes: NDArray[Any]) -> Path:
    """Write the tiny arrays as NumPy does, some of them changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    contents: dict[str, Any] = {**{part: getattr(tiny_arrays(), part) for part in STEMS}, **changes}
    np.savez_compressed(path, **contents)
    return path


def idx_bytes(array: NDArray[np.uint8]) -> bytes:
    """Return an array in the idx format."""
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


def write_idx(folder: Path, suffix: str = "", mark: str = "-", arrays: Arrays | None = None) -> Path:
    """Write the tiny arrays, or others, as four idx files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for part, stem in STEMS.items():
        array = getattr(arrays or tiny_arrays(), part)
        data = gzip.compress(idx_bytes(array)) if suffix == ".gz" else idx_bytes(array)
        (folder / f"{stem.replace('-idx', f'{mark}idx')}{suffix}").write_bytes(data)
    return folder


@pytest.fixture
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment whose Keras cache and whose downloads are empty."""
    return {name: str(tmp_path_factory.mktemp(name)) for name in ("KERAS_HOME", "XDG_DATA_HOME")}


WRITERS: dict[str, Callable[[Path], object]] = {
    "npz": lambda folder: write_npz(folder / "tiny.npz"),
    "npz in its own folder": lambda folder: write_npz(folder / "tiny" / "tiny.npz"),
    "idx": lambda folder: write_idx(folder),
    "idx.gz": lambda folder: write_idx(folder, ".gz"),
    "idx, spelt with a dot": lambda folder: write_idx(folder, mark="."),
    "idx.gz in its own folder": lambda folder: write_idx(folder / "tiny", ".gz"),
}


@pytest.mark.parametrize("layout", WRITERS)
def test_every_layout_gives_the_same_dataset(layout: str, tmp_path: Path, nowhere: dict[str, str]) -> None:
    """However the files are packed, the arrays, the digest and the origin are the same, and read-only."""
    WRITERS[layout](tmp_path)
    data = load(TINY, "auto", tmp_path, nowhere)
    assert (data.origin, data.digest, data.source) == ("real", TINY.info.digest, TINY.info.real)
    for loaded, written in zip((data.x_train, data.y_train, data.x_test, data.y_test), tiny_arrays()[:4], strict=True):
        np.testing.assert_array_equal(loaded, written, strict=True)
        assert not loaded.flags.writeable


@pytest.mark.parametrize("dtype", ["int64", ">i2", "uint32", "int8"])
def test_npz_labels_may_be_integers_of_any_width(dtype: str, tmp_path: Path) -> None:
    """Re-packed files often hold int64 labels; they are the same labels."""
    labels = {name: getattr(tiny_arrays(), name).astype(dtype) for name in ("y_train", "y_test")}
    arrays = read_npz(write_npz(tmp_path / "tiny.npz", **labels), TINY.info)
    assert arrays.y_train.dtype == np.uint8
    assert array_digest(*arrays[:4]) == TINY.info.digest


def test_npz_order_in_memory_does_not_matter(tmp_path: Path) -> None:
    """An array saved in Fortran order is the same array, and comes back in C order."""
    arrays = read_npz(write_npz(tmp_path / "t.npz", x_train=np.asfortranarray(tiny_arrays().x_train)), TINY.info)
    assert array_digest(*arrays[:4]) == TINY.info.digest
    assert arrays.x_train.flags.c_contiguous


# ── what is damaged is an error, never a reason to look elsewhere ───────────────────────────────────────────


def truncate(path: Path) -> None:
    """Cut the end of a file off."""
    path.write_bytes(path.read_bytes()[:-20])


def replace_by_folder(path: Path) -> None:
    """Put a folder where a file is."""
    path.unlink()
    path.mkdir()


def replace_by_broken_link(path: Path) -> None:
    """Put a link to nothing where a file is."""
    path.unlink()
    path.symlink_to("gone")


def zip_of_text(path: Path) -> None:
    """Write a zip whose members have the right names but for the ending."""
    with zipfile.ZipFile(path, "w") as archive:
        for part in STEMS:
            archive.writestr(part, "text")


NPZ_DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "truncated": (truncate, "expected a readable npz file, found BadZipFile"),
    "empty": (lambda path: path.write_bytes(b""), "expected a readable npz file, found BadZipFile"),
    "a page of HTML": (lambda path: path.write_text("<html>"), "expected a readable npz file"),
    "folder": (replace_by_folder, "expected a file, found something else"),
    "broken link": (replace_by_broken_link, "expected a file"),
    "images too few": (
        lambda path: write_npz(path, x_train=tiny_arrays().x_train[1:]),
        r"\(x_train\): expected shape \(12, 6, 5\), found shape \(11, 6, 5\)",
    ),
    "labels in a column": (
        lambda path: write_npz(path, y_test=tiny_arrays().y_test[:, None]),
        r"\(y_test\): expected shape \(5,\), found shape \(5, 1\)",
    ),
    "pixels as floats": (
        lambda path: write_npz(path, x_test=tiny_arrays().x_test / np.float32(255)),
        r"\(x_test\): expected pixels of type uint8, found type float32",
    ),
    "labels as floats": (
        lambda path: write_npz(path, y_train=tiny_arrays().y_train.astype(float)),
        r"\(y_train\): expected labels of an integer type, found type float64",
    ),
    "labels that uint8 cannot hold": (
        lambda path: write_npz(path, y_test=np.array([0, 1, -1, 2, 256])),
        r"\(y_test\): expected labels from 0 to 255, found labels from -1 to 256",
    ),
    "pickled objects": (
        lambda path: write_npz(path, y_test=np.array([0, 1, 2, 0, None])),
        r"\(y_test\): expected labels of an integer type, found type object",
    ),
    "missing array": (
        lambda path: np.savez(path, x_train=tiny_arrays().x_train, images=np.zeros(3)),
        "expected the arrays x_train, y_train, x_test, y_test, found x_train, images",
    ),
    "a zip of something else": (zip_of_text, "expected the arrays x_train, .*, found none"),
    "one pixel changed": (
        lambda path: write_npz(path, x_test=tiny_arrays().x_test ^ np.uint8(1)),
        "expected the data of tiny .*, found arrays with SHA-256",
    ),
}


@pytest.mark.parametrize("damage", NPZ_DAMAGE)
@pytest.mark.parametrize("choice", ["auto", "real"])
def test_damaged_npz_is_an_error(damage: str, choice: datasets.Choice, tmp_path: Path, nowhere: dict[str, str]) -> None:
    """The error names the file, what was expected, what was found and what to do; no sample is taken."""
    path = write_npz(tmp_path / "tiny.npz")
    spoil, message = NPZ_DAMAGE[damage]
    spoil(path)
    with pytest.raises(DataError, match=message) as caught:
        load(TINY, choice, tmp_path, nowhere)
    assert str(path) in caught.value.message
    assert caught.value.hint


IDX_DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "truncated": (lambda data: data[:-1], r"expected 360 bytes after the header, found 359 \(truncated\)"),
    "trailing bytes": (lambda data: data + b"\0", "expected 360 bytes after the header, found more"),
    "empty": (lambda _: b"", "found an empty file"),
    "half a header": (lambda data: data[:9], "expected a header of 16 bytes, found 9 bytes"),
    "wrong magic number": (lambda data: b"\1" + data[1:], "magic number 00 00 08 03.*found 01 00 08 03"),
    "floats": (lambda data: data[:2] + b"\x0d" + data[3:], "unsigned bytes.*found 00 00 0d 03"),
    "two dimensions": (lambda data: data[:3] + b"\2" + data[4:], "found 00 00 08 02"),
    "another shape": (lambda data: data[:7] + b"\x0b" + data[8:], r"found shape \(11, 6, 5\)"),
    "a size of 10^19 bytes": (lambda data: data[:4] + b"\xff" * 12 + data[16:], "found shape"),
    "one pixel changed": (lambda data: data[:-1] + bytes([data[-1] ^ 1]), "found arrays with SHA-256"),
}


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize("damage", IDX_DAMAGE)
def test_damaged_idx_is_an_error(damage: str, suffix: str, tmp_path: Path, nowhere: dict[str, str]) -> None:
    """The error names the place, what was expected, what was found and what to do; no sample is taken."""
    path = write_idx(tmp_path, suffix) / f"{STEMS['x_train']}{suffix}"
    spoil, message = IDX_DAMAGE[damage]
    data = spoil(idx_bytes(tiny_arrays().x_train))
    path.write_bytes(gzip.compress(data) if suffix else data)
    with pytest.raises(DataError, match=message) as caught:
        load(TINY, "auto", tmp_path, nowhere)
    assert str(tmp_path) in caught.value.message
    assert caught.value.hint


GZIP_DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda data: data[:-9],
    "wrong checksum": lambda data: data[:-8] + bytes(4) + data[-4:],
    "not gzip": lambda _: b"<html>",
    "broken stream": lambda data: data[:12] + b"\xff" * 8 + data[20:],
}


@pytest.mark.parametrize("damage", GZIP_DAMAGE)
def test_damaged_gzip_is_an_error(damage: str, tmp_path: Path) -> None:
    """Whatever is wrong with the compression, the error is ours and names the file."""
    path = tmp_path / "train-images-idx3-ubyte.gz"
    path.write_bytes(GZIP_DAMAGE[damage](gzip.compress(idx_bytes(tiny_arrays().x_train))))
    with pytest.raises(DataError, match="expected a readable idx file, found") as caught:
        read_idx(path, (12, 6, 5))
    assert str(path) in caught.value.message


def test_folder_in_place_of_an_idx_file_is_an_error(tmp_path: Path, nowhere: dict[str, str]) -> None:
    """A folder under the name of an idx file is found, and refused."""
    replace_by_folder(write_idx(tmp_path) / STEMS["y_test"])
    with pytest.raises(DataError, match="t10k-labels-idx1-ubyte: expected a file"):
        load(TINY, "auto", tmp_path, nowhere)


def test_incomplete_idx_set_is_an_error(tmp_path: Path, nowhere: dict[str, str]) -> None:
    """Three of the four files are a broken download, not missing data."""
    (write_idx(tmp_path) / STEMS["y_test"]).unlink()
    with pytest.raises(DataError, match=r"four idx files \(t10k-labels-idx1-ubyte missing\)"):
        load(TINY, "auto", tmp_path, nowhere)


def test_data_of_another_dataset_is_named(tmp_path: Path, nowhere: dict[str, str]) -> None:
    """Another registered dataset in the folder that bears this one's name is refused by its own name."""
    write_idx(tmp_path / "tiny", ".gz", arrays=tiny_arrays(seed=1))
    with pytest.raises(DataError, match=r"expected the data of tiny .*, found the data of other") as caught:
        load(TINY, "auto", tmp_path, nowhere, known=(TINY.info, tiny_info("other", seed=1)))
    assert "its own folder" in caught.value.hint


def test_another_dataset_in_the_data_folder_itself_is_not_this_one(tmp_path: Path, nowhere: dict[str, str]) -> None:
    """MNIST and Fashion-MNIST share their file names: where no folder tells, the arrays do, and the search goes on."""
    known = (TINY.info, tiny_info("other", seed=1))
    write_idx(tmp_path, arrays=tiny_arrays(seed=1))
    assert load(TINY, "auto", tmp_path, nowhere, known).origin == "sample"
    assert state(TINY, tmp_path, nowhere, known).findings[3].message == "another dataset's files"
    with pytest.raises(DataError, match="no real data found"):
        load(TINY, "real", tmp_path, nowhere, known)
    write_npz(Path(nowhere["KERAS_HOME"], "datasets", "tiny.npz"))
    assert load(TINY, "auto", tmp_path, nowhere, known).origin == "real"


@given(st.binary(max_size=64) | st.binary(max_size=40).map(lambda tail: b"\0\0\x08\2\0\0\0\3\0\0\0\2" + tail))
def test_any_bytes_are_an_array_or_a_data_error(data: bytes) -> None:
    """Reading an idx file never fails in a way of its own."""
    try:
        array = parse_idx(io.BytesIO(data), (3, 2), "file")
    except DataError:
        return
    assert idx_bytes(array) == data


@given(st.binary(max_size=64) | st.binary(max_size=64).map(lambda tail: b"\x1f\x8b\x08\0\0\0\0\0\0\3" + tail))
def test_any_gzip_bytes_are_an_array_or_a_data_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Reading a gzipped idx file never fails in a way of its own."""
    path = tmp_path_factory.getbasetemp() / "any.gz"
    path.write_bytes(data)
    try:
        array = read_idx(path, (3, 2))
    except DataError:
        return
    assert idx_bytes(array) == gzip.decompress(data)


@given(position=st.floats(0, 1, exclude_max=True), junk=st.binary(max_size=8), cut=st.booleans())
def test_any_damage_to_an_npz_is_found(
    tmp_path_factory: pytest.TempPathFactory, position: float, junk: bytes, cut: bool
) -> None:
    """Bytes overwritten or cut anywhere in an npz: the same arrays as before, or a DataError."""
    path = write_npz(tmp_path_factory.getbasetemp() / "any.npz")
    data = path.read_bytes()
    at = int(position * len(data))
    path.write_bytes(data[:at] + junk + (b"" if cut else data[at + len(junk) :]))
    try:
        assert array_digest(*read_npz(path, TINY.info)[:4]) == TINY.info.digest
    except DataError:
        return


@given(
    st.binary(max_size=40)
    | st.text("{}()[]'\",: descrfotan_pTuFl|1<i80L\n#\\", max_size=80).map(
        lambda header: b"\x93NUMPY\1\0" + struct.pack("<H", len(header)) + header.encode() + bytes(360)
    )
)
def test_any_npy_header_is_an_array_or_a_data_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever an array's header says, the failure is ours."""
    path = tmp_path_factory.getbasetemp() / "header.npz"
    with zipfile.ZipFile(path, "w") as archive:
        for part in STEMS:
            archive.writestr(f"{part}.npy", data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python's own, about odd literals
        with pytest.raises(DataError):
            read_npz(path, TINY.info)


# ── where data is looked for ────────────────────────────────────────────────────────────────────────────────


def test_auto_takes_the_sample_where_nothing_is_found(tmp_path: Path, nowhere: dict[str, str]) -> None:
    """An empty folder and an empty cache give the sample, read-only, marked as such, with its own source."""
    data = load(TINY, "auto", tmp_path, nowhere)
    assert (data.origin, data.source) == ("sample", TINY.info.sample)
    assert data.digest == array_digest(*tiny_arrays(seed=99)[:4])
    assert not data.x_train.flags.writeable


def test_auto_goes_on_to_the_keras_cache(tmp_path: Path) -> None:
    """A folder without the dataset is passed over, and Keras's cache is read."""
    write_npz(tmp_path / "keras" / "datasets" / "tiny.npz")
    (tmp_path / "data").mkdir()
    environ = {"KERAS_HOME": str(tmp_path / "keras"), "XDG_DATA_HOME": str(tmp_path)}
    assert load(TINY, "auto", tmp_path / "data", environ).origin == "real"
    assert load(TINY, "real", None, environ).origin == "real"


def test_downloads_come_before_the_keras_cache(tmp_path: Path) -> None:
    """What `data fetch` put into the user's own folder is found, there by its first layout alone."""
    truncate(write_npz(tmp_path / "keras" / "datasets" / "tiny.npz"))
    write_npz(tmp_path / "home" / "reportgen" / "tiny.npz")
    environ = {"KERAS_HOME": str(tmp_path / "keras"), "XDG_DATA_HOME": str(tmp_path / "home")}
    assert load(TINY, "auto", None, environ).origin == "real"


def test_damaged_keras_cache_is_an_error(tmp_path: Path) -> None:
    """A damaged file in the cache is not passed over either."""
    truncate(write_npz(tmp_path / "datasets" / "tiny.npz"))
    with pytest.raises(DataError, match=r"tiny\.npz: expected"):
        load(TINY, "auto", None, {"KERAS_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)})


def test_real_fails_where_nothing_is_found(tmp_path: Path, nowhere: dict[str, str]) -> None:
    """`--data real` lists the places and says how to get the data."""
    with pytest.raises(DataError, match="no real data found") as caught:
        load(TINY, "real", tmp_path, nowhere)
    assert all(str(tmp_path / name) in caught.value.message for name in ("tiny.npz", "tiny"))
    assert nowhere["KERAS_HOME"] in caught.value.message
    assert caught.value.hint.startswith("draw it")


def test_sample_looks_for_nothing(tmp_path: Path) -> None:
    """`--data sample` reads no folder, not even a wrong one, and no real data that is there."""
    write_npz(tmp_path / "tiny.npz")
    assert load(TINY, "sample", tmp_path, {}).origin == "sample"
    assert load(TINY, "sample", tmp_path / "missing", {}).origin == "sample"


@pytest.mark.parametrize("choice", ["auto", "real"])
@pytest.mark.parametrize("name", ["missing", "file"])
def test_data_dir_must_be_a_folder(name: str, choice: datasets.Choice, tmp_path: Path) -> None:
    """A folder that was asked for and is not there is an error, for loading and for the state."""
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match=f"{name}: expected a folder of data"):
        load(TINY, choice, tmp_path / name, {})
    with pytest.raises(DataError, match="expected a folder of data"):
        state(TINY, tmp_path / name, {})


def test_data_dir_comes_from_the_option_then_from_the_environment() -> None:
    """The option wins over the variable; an empty variable is none; `~` is the home folder."""
    environ = {"REPORTGEN_DATA": "/from/environ"}
    assert datasets.data_dir_from(Path("option"), environ) == Path("option")
    assert datasets.data_dir_from(None, environ) == Path("/from/environ")
    assert datasets.data_dir_from(None, {"REPORTGEN_DATA": ""}) is None
    assert datasets.data_dir_from(None, {}) is None
    assert datasets.data_dir_from(Path("~/data"), {}) == Path.home() / "data"


def test_state_tells_of_every_place(tmp_path: Path, nowhere: dict[str, str]) -> None:
    """Each place is verified, missing or damaged with the message; the first that is there is chosen."""
    write_npz(tmp_path / "tiny.npz")
    truncate(write_idx(tmp_path / "tiny") / STEMS["x_test"])
    seen = state(TINY, tmp_path, nowhere)
    assert [finding.status for finding in seen.findings] == [
        "verified", "missing", "damaged", "missing", "missing", "missing",
    ]  # fmt: skip
    assert seen.chosen == seen.findings[0]
    assert "truncated" in seen.findings[2].message
    assert state(TINY, None, nowhere).chosen is None


# ── the registry ────────────────────────────────────────────────────────────────────────────────────────────


def test_unknown_name_lists_the_valid_ones() -> None:
    """A dataset that is not registered is an error that says which are."""
    for call in (
        datasets.info,
        lambda name: datasets.load(name, "sample", None),
        lambda name: datasets.state(name, None),
    ):
        with pytest.raises(DataError, match="'minst': expected one of chest_xray, fashion_mnist, mnist"):
            call("minst")


@pytest.mark.parametrize("name", datasets.INFOS)
def test_registered_dataset_is_complete(name: str) -> None:
    """Each has sources with terms, an identity, and a sample of the registered shape with every class in each set."""
    info, data = datasets.info(name), datasets.load(name, "sample", None)
    assert info.name == name
    assert len(info.digest) == 64 or not info.digest
    assert all((source.attribution and source.licence) for source in (info.real, info.sample))
    assert info.real.url
    sets = [(data.x_train, data.y_train), (data.x_test, data.y_test)]
    if data.x_val is not None and data.y_val is not None:
        sets.append((data.x_val, data.y_val))
    assert len(sets) == (3 if info.val_count else 2)
    for images, labels in sets:
        assert images.dtype == labels.dtype == np.uint8
        assert images.shape == (len(labels), *info.image_shape)
        assert set(labels.tolist()) == set(range(len(info.classes)))
        assert not images.flags.writeable


@pytest.mark.parametrize("name", datasets.INFOS)
def test_registered_dataset_has_its_words(name: str, language: Language) -> None:
    """Titles, every class, and reasons only for pairs of classes, the first one first."""
    info, prefix = datasets.info(name), f"datasets.{name}"
    assert all(language.label(f"{prefix}.{key}") for key in ("title", "sample_title"))
    assert all(language.label(f"{prefix}.classes.{key}") for key in info.classes)
    pairs = {f"{first}_{second}" for first, second in combinations(info.classes, 2)}
    table = tomllib.loads((content.templates() / language.code / "labels.toml").read_text("utf-8"))
    assert set(table["datasets"][name].get("pairs", {})) <= pairs


def test_digest_covers_all_arrays_that_are_there() -> None:
    """A validation set and groups are part of what a dataset is; without them its digest is that of the four arrays."""
    plain = tiny_arrays()
    grouped = plain._replace(groups=np.arange(12, dtype=np.int32))
    assert as_dataset(TINY.info, "real", plain).digest == array_digest(*plain[:4]) == TINY.info.digest
    assert as_dataset(TINY.info, "real", grouped).digest == array_digest(*plain[:4], np.arange(12, dtype=np.int32))


def test_places_are_those_of_the_state(tmp_path: Path, nowhere: dict[str, str]) -> None:
    """What the warning lists is what loading looks at, in the same order."""
    places = datasets.places("mnist", tmp_path, nowhere)
    assert places == tuple(finding.place for finding in datasets.state("mnist", tmp_path, nowhere).findings)
    assert places[0] == str(tmp_path / "mnist.npz")


# ── the sample of MNIST ─────────────────────────────────────────────────────────────────────────────────────


def test_sample_is_scikit_learns_digits() -> None:
    """Training and test set together are the images that `load_digits` returns, each exactly once."""
    from sklearn.datasets import load_digits

    bunch: Any = load_digits()
    expected = zip(enlarged(bunch.data.astype(np.int64)), bunch.target, strict=True)
    sample = digits()
    found = [
        *zip(sample.x_train, sample.y_train, strict=True),
        *zip(sample.x_test, sample.y_test, strict=True),
    ]
    assert sorted((x.tobytes(), int(y)) for x, y in found) == sorted((x.tobytes(), int(y)) for x, y in expected)


def test_enlarging_is_cubic_interpolation() -> None:
    """Weights sum to one: inside a uniform image, a level between black and white is kept."""
    inside = enlarged(np.full((1, 64), 10))[0, 8:20, 8:20]
    assert np.unique(inside).tolist() == [(10 - 4) * 255 // (13 - 4)]  # 4 becomes black and 13 white


def test_sample_looks_like_mnist() -> None:
    """White on black, a margin of three pixels or more, about as much ink as MNIST (mean 33, 13 % bright)."""
    images = digits().x_train
    assert images.max() == 255
    margin = np.ones((28, 28), bool)
    margin[3:-3, 3:-3] = False
    assert not images[:, margin].any()
    assert 30 < images.mean() < 42
    assert 0.11 < (images > 127).mean() < 0.17


def test_sample_split_is_stratified() -> None:
    """1,437 images for training, 36 of each class for the test."""
    sample = digits()
    assert len(sample.x_train) == 1437
    assert np.bincount(sample.y_test).tolist() == [36] * 10


def test_sample_is_the_same_in_every_process() -> None:
    """Another process makes the arrays of the golden digest too, without importing scikit-learn."""
    code = (
        "import sys; from reportgen import datasets; print(datasets.load('mnist', 'sample', None).digest);"
        "assert not {'sklearn', 'scipy', 'keras'} & set(sys.modules)"
    )
    environ = {**os.environ, "PYTHONHASHSEED": "1"}
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environ, check=True)
    assert output.stdout.strip() == array_digest(*digits()[:4]) == SAMPLE_DIGEST


# ── the real MNIST ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def shared() -> Path:
    """Return a folder with the real data; skip the test without one."""
    if not (SHARED / "mnist.npz").is_file():
        pytest.skip(f"no real MNIST: {SHARED / 'mnist.npz'} is not there (set REPORTGEN_DATA)")
    return SHARED


def test_real_mnist_is_verified(shared: Path, nowhere: dict[str, str]) -> None:
    """The re-packed npz of the real arrays is accepted by their digest."""
    data = datasets.load("mnist", "real", shared, nowhere)
    assert (data.origin, data.digest) == ("real", datasets.info("mnist").digest)
    assert np.bincount(data.y_test).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_real_fashion_mnist_is_verified(shared: Path, nowhere: dict[str, str]) -> None:
    """The four files as published are accepted by their arrays: 6,000 images of each class."""
    data = datasets.load("fashion_mnist", "real", shared, nowhere)
    assert (data.origin, data.digest) == ("real", datasets.info("fashion_mnist").digest)
    assert np.bincount(data.y_train).tolist() == [6000] * 10


def test_fashion_mnist_is_not_taken_for_mnist(shared: Path, nowhere: dict[str, str]) -> None:
    """Fashion-MNIST's files bear MNIST's names and shapes: the folder that holds them has the one and not the other."""
    folder = shared / "fashion-mnist"
    assert datasets.load("mnist", "auto", folder, nowhere).origin == "sample"
    assert datasets.load("fashion_mnist", "auto", folder, nowhere).origin == "real"


def test_fashion_mnist_in_the_folder_of_mnist_is_an_error(
    shared: Path, nowhere: dict[str, str], tmp_path: Path
) -> None:
    """A folder that is called mnist must hold MNIST."""
    (tmp_path / "mnist").symlink_to(shared / "fashion-mnist")
    with pytest.raises(DataError, match=r"expected the data of mnist .*, found the data of fashion_mnist") as caught:
        datasets.load("mnist", "auto", tmp_path, nowhere)
    assert "Fashion-MNIST" in caught.value.hint
