"""Packs: what goes in comes out, the same content gives the same bytes, and nothing of a damaged one is used."""

import io
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reportgen import datasets, packed
from reportgen.build import Settings, build
from reportgen.datasets.arrays import Arrays, as_dataset
from reportgen.errors import StoreError
from reportgen.keys import key_of
from reportgen.lab import Lab, load_lab
from reportgen.pack import gathered, pack, unpack
from reportgen.packed import Manifest, encode, read, unpacked
from reportgen.result_file import encode_array
from reportgen.spec import Dataset
from reportgen.store import Store
from tests.conftest import evidence_for, stand_in
from tests.test_cli import run

LAB = """
title = { en = "Lungs" }
subtitle = { en = "" }
course = { en = "A course" }
authors = [{ en = "Nobody" }]
date = 2026-01-01
training = { optimizer = { name = "RMSprop" }, loss = "categorical_crossentropy", epochs = 2, batch_size = 8 }
section = [{ name = "mlp_raw", dataset = "chest_xray", cases = [{ id = "3", hidden = [3] }] }]
"""


@pytest.fixture(scope="module")
def lungs() -> Dataset:
    """Return a few drawn images as if they were real ones: the X-rays have no registered digest."""
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (20, 128, 128), np.uint8)
    labels = np.arange(20, dtype=np.uint8) % 2
    arrays = Arrays(
        images[:12], labels[:12], images[12:18], labels[12:18], images[18:], labels[18:], np.arange(12, dtype=np.int32)
    )
    return as_dataset(datasets.info("chest_xray"), "real", arrays)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """Return a lab with one network on the X-rays."""
    path = tmp_path_factory.mktemp("lab") / "lungs.toml"
    path.write_text(LAB, "utf-8")
    return load_lab(str(path))


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, lab: Lab, lungs: Dataset) -> Store:
    """Return a store with the result of the network."""
    store = Store(tmp_path_factory.mktemp("store"))
    for case in lab.cases:
        store.save(key_of(case.experiment, lungs.digest), stand_in(case, lungs))
    return store


@pytest.fixture(scope="module")
def content(lab: Lab, lungs: Dataset, trained: Store) -> tuple[Manifest, Mapping[str, bytes]]:
    """Return what the pack of the lab holds."""
    return gathered(lab, {"chest_xray": lungs}, trained)


@pytest.fixture
def file(tmp_path: Path, content: tuple[Manifest, Mapping[str, bytes]]) -> Path:
    """Return the pack of the lab."""
    path = tmp_path / "lungs.zip"
    path.write_bytes(encode(*content))
    return path


def names(folder: Path) -> set[str]:
    """Return the names of a store's files, locks left out."""
    return {path.name for path in folder.iterdir() if path.suffix != ".lock"} if folder.exists() else set()


def rezipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as an ordinary zip file."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return body.getvalue()


def test_what_goes_in_comes_out(file: Path, lab: Lab, lungs: Dataset, trained: Store, tmp_path: Path) -> None:
    """Results byte by byte, arrays with their types; the data is found by its name."""
    manifest = unpack(file, tmp_path / "store")
    store = Store(tmp_path / "store")
    (key,) = (key_of(case.experiment, lungs.digest) for case in lab.cases)
    assert (store.folder / key.name).read_bytes() == (trained.folder / key.name).read_bytes()
    found = unpacked("chest_xray", store.folder)
    assert found is not None
    for name, array in found._asdict().items():
        expected = getattr(lungs, name)
        assert array.dtype == expected.dtype
        np.testing.assert_array_equal(array, expected)
    assert as_dataset(lungs.info, "real", found).digest == lungs.digest == manifest.data["chest_xray"].digest
    assert unpacked("mnist", store.folder) is None


def test_the_same_content_gives_the_same_bytes(content: tuple[Manifest, Mapping[str, bytes]]) -> None:
    """Whatever the order and the clock."""
    manifest, files = content
    again = encode(manifest, dict(sorted(files.items(), reverse=True)))
    assert again == encode(manifest, files)
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == ["pack.json", *sorted(files)]


def test_a_pack_says_on_which_terms_data_is_passed_on(file: Path) -> None:
    """Attribution, licence and address stand in the manifest."""
    source = read(file)[0].data["chest_xray"].source
    assert source == datasets.info("chest_xray").real
    assert source.licence == "CC BY 4.0"


def test_unpacking_twice_changes_nothing(file: Path, tmp_path: Path) -> None:
    """The names are those of the content."""
    unpack(file, tmp_path / "store")
    before = {path.name: path.read_bytes() for path in (tmp_path / "store").iterdir()}
    unpack(file, tmp_path / "store")
    assert {path.name: path.read_bytes() for path in (tmp_path / "store").iterdir()} == before


def test_cleaning_the_store_removes_what_was_unpacked(file: Path, tmp_path: Path) -> None:
    """Results, arrays and the record of the pack."""
    unpack(file, tmp_path / "store")
    store = Store(tmp_path / "store")
    store.clean()
    assert names(store.folder) == set()
    assert unpacked("chest_xray", store.folder) is None


def test_data_that_is_not_whole_any_more_is_not_found(file: Path, tmp_path: Path) -> None:
    """An array removed, or a record damaged."""
    unpack(file, tmp_path / "store")
    store = Store(tmp_path / "store")
    record = next(store.folder.glob("*.pack"))
    body = record.read_bytes()
    record.write_bytes(body[:-2])
    assert unpacked("chest_xray", store.folder) is None
    record.write_bytes(body)
    max(store.folder.glob("*.array"), key=lambda path: path.stat().st_size).unlink()
    assert unpacked("chest_xray", store.folder) is None


@pytest.mark.parametrize("at", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_nothing_of_a_damaged_pack_is_used(file: Path, tmp_path: Path, at: float) -> None:
    """A single wrong byte anywhere, or a file cut short: one line, and no store."""
    body = bytearray(file.read_bytes())
    body[int(at * len(body))] ^= 0xFF
    for bad in (bytes(body), file.read_bytes()[: int(at * len(body))]):
        file.write_bytes(bad)
        with pytest.raises(StoreError, match=r"lungs\.zip: damaged, nothing is unpacked: expected"):
            unpack(file, tmp_path / "store")
    assert names(tmp_path / "store") == set()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../outside.result", "expected results and arrays, found a file '../outside.result'"),
        ("/tmp/outside.result", "found a file '/tmp/outside.result'"),
        ("results/../../outside.result", "found a file"),
        ("data/chest_xray/../x.npy", "found a file"),
    ],
)
def test_a_pack_cannot_say_where_a_file_is_written(
    content: tuple[Manifest, Mapping[str, bytes]], tmp_path: Path, name: str, told: str
) -> None:
    """A name that leads out of the store, listed and all, is refused."""
    manifest, files = content
    planted = replace(manifest, files={**manifest.files, name: packed.digest(b"x")})
    (tmp_path / "p.zip").write_bytes(encode(planted, {**files, name: b"x"}))
    with pytest.raises(StoreError, match="nothing is unpacked") as caught:
        unpack(tmp_path / "p.zip", tmp_path / "in" / "store")
    assert told in caught.value.message
    assert {path.name for path in tmp_path.iterdir()} == {"p.zip"}


def test_a_file_that_is_not_listed_is_refused(content: tuple[Manifest, Mapping[str, bytes]], tmp_path: Path) -> None:
    """So is one that is listed and missing, or there twice."""
    manifest, files = content
    body = {packed.MANIFEST: manifest.to_bytes(), **files}
    last = sorted(files)[-1]
    for bad in ({**body, "more.txt": b""}, {name: text for name, text in body.items() if name != last}):
        (tmp_path / "p.zip").write_bytes(rezipped(bad))
        with pytest.raises(StoreError, match="expected the 8 files that it lists, found others"):
            unpack(tmp_path / "p.zip", tmp_path / "store")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "readable pack"),
        (b"plain text", "readable pack"),
        (rezipped({"readme.txt": b"hello"}), r"a pack with pack\.json, found another zip file"),
        (rezipped({"pack.json": b"[]"}), r"a pack, found pack\.json"),
        (rezipped({"pack.json": b'{"schema": 99}'}), "schema 99"),
        (rezipped({"pack.json": b"[" * 100_000}), r"found pack\.json"),
    ],
)
def test_another_file_is_no_pack(tmp_path: Path, body: bytes, told: str) -> None:
    """Whatever it is: one line that names it."""
    (tmp_path / "p.zip").write_bytes(body)
    with pytest.raises(StoreError, match=told):
        unpack(tmp_path / "p.zip", tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_a_pack_that_would_fill_the_memory_is_refused(file: Path) -> None:
    """Its size, unpacked, is known before anything is read."""
    with pytest.raises(StoreError, match="expected at most 1000 bytes, found"):
        read(file, largest=1000)


def test_an_array_that_claims_more_than_it_has_is_refused(
    content: tuple[Manifest, Mapping[str, bytes]], tmp_path: Path
) -> None:
    """No memory is taken for it."""
    manifest, files = content
    name = "data/chest_xray/x_train.npy"
    body = files[name].replace(b"(12, 128, 128)", b"(12, 128, 129)")
    planted = replace(manifest, files={**manifest.files, name: packed.digest(body)})
    (tmp_path / "p.zip").write_bytes(encode(planted, {**files, name: body}))
    with pytest.raises(StoreError, match="expected an array of images or labels"):
        unpack(tmp_path / "p.zip", tmp_path / "store")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    "header",
    [
        b"{'descr': (", b'"""', b"-" * 9000 + b"1", b"(" * 9000, b"\xff", b"{'descr': 5}",
        b"{'descr': '|O', 'fortran_order': False, 'shape': (1,)}",
        b"{'descr': '|u1', 'fortran_order': False, 'shape': (-1, -1)}",
    ],
)  # fmt: skip
def test_an_array_with_a_strange_header_is_refused(header: bytes) -> None:
    """Whatever NumPy's parser makes of it; an object is never unpickled."""
    with pytest.raises(StoreError, match="expected an array of images or labels"):
        packed.array("x", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + b"x")


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_pack_is_stored_or_deflated(tmp_path: Path, packing: int) -> None:
    """Other packings give all of a file at once, however much more it is than it claims."""
    with zipfile.ZipFile(tmp_path / "p.zip", "w", packing) as archive:
        archive.writestr("pack.json", b" " * 10_000)
    with pytest.raises(StoreError, match="expected files that are stored or deflated"):
        read(tmp_path / "p.zip")


def test_a_file_larger_than_it_claims_is_refused(tmp_path: Path) -> None:
    """No more of it is read: its checksum does not fit what it claims."""
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.json", b" " * 10_000)
    body = (tmp_path / "p.zip").read_bytes()
    (tmp_path / "p.zip").write_bytes(body.replace(struct.pack("<I", 10_000), struct.pack("<I", 10)))
    with pytest.raises(StoreError, match="Bad CRC-32"):
        read(tmp_path / "p.zip")


@pytest.mark.parametrize(
    ("part", "array", "told"),
    [
        ("x_test", np.zeros((6, 64, 64), np.uint8), r"images of \(128, 128\) pixels"),
        ("y_test", np.zeros(5, np.uint8), r"images of \(128, 128\) pixels"),
        ("y_test", np.full(6, 2, np.uint8), "labels of 2 classes"),
        ("groups", np.zeros(11, np.int32), "a group"),
    ],
)
def test_arrays_that_do_not_go_together_are_refused(
    lungs: Dataset,
    content: tuple[Manifest, Mapping[str, bytes]],
    tmp_path: Path,
    part: str,
    array: NDArray[Any],
    told: str,
) -> None:
    """Although the X-rays have no registered digest, and the one that the pack gives fits."""
    manifest, files = content
    others = {f"data/chest_xray/{part}.npy": encode_array(array)}
    arrays = Arrays(*(array if name == part else getattr(lungs, name) for name in Arrays._fields))
    item = replace(manifest.data["chest_xray"], digest=as_dataset(lungs.info, "real", arrays).digest)
    listed = {**manifest.files, **{name: packed.digest(body) for name, body in others.items()}}
    planted = replace(manifest, data={"chest_xray": item}, files=listed)
    (tmp_path / "p.zip").write_bytes(encode(planted, {**files, **others}))
    with pytest.raises(StoreError, match=f"data/chest_xray: expected .*{told}"):
        unpack(tmp_path / "p.zip", tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_arrays_under_the_name_of_another_dataset_are_refused(
    content: tuple[Manifest, Mapping[str, bytes]], tmp_path: Path
) -> None:
    """MNIST has a registered digest, which these arrays do not have."""
    manifest, files = content
    data = {"mnist": manifest.data["chest_xray"]}
    other = {name.replace("chest_xray", "mnist"): body for name, body in files.items()}
    planted = replace(manifest, data=data, files={name: packed.digest(body) for name, body in other.items()})
    (tmp_path / "p.zip").write_bytes(encode(planted, other))
    with pytest.raises(StoreError, match="data/mnist: expected the data of mnist"):
        unpack(tmp_path / "p.zip", tmp_path / "store")


def test_a_lab_without_results_is_not_packed(lab: Lab, lungs: Dataset, tmp_path: Path) -> None:
    """The cases are named, nothing is written."""
    with pytest.raises(StoreError, match=r"no result of mlp_raw\.3") as caught:
        gathered(lab, {"chest_xray": lungs}, Store(tmp_path / "empty"))
    assert "build the lab first" in caught.value.hint


@pytest.fixture(scope="module")
def digits_lab(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a lab file on the digits, with a store beside it that has its results on sample data."""
    path = tmp_path_factory.mktemp("digits") / "digits.toml"
    path.write_text(LAB.replace("chest_xray", "mnist"), "utf-8")
    store = Store(path.with_name("store"))
    found = evidence_for(load_lab(str(path)))
    for experiment, result in found.results.items():
        store.save(key_of(experiment, found.datasets["mnist"].digest), result)
    return path


def test_a_pack_of_sample_data_has_no_arrays(digits_lab: Path, tmp_path: Path) -> None:
    """Sample data is made wherever it is needed."""
    settings = Settings("en", ("md",), "sample", None, digits_lab.with_name("store"), tmp_path)
    manifest = pack(str(digits_lab), settings, tmp_path / "digits.zip")
    assert {item.origin for item in manifest.data.values()} == {"sample"}
    assert all(packed.RESULT.fullmatch(name) for name in manifest.files)


def test_the_command_line_packs_and_unpacks(digits_lab: Path, tmp_path: Path) -> None:
    """One line each; the report from the unpacked results is the one from the first store, byte by byte."""
    file, here, there = str(tmp_path / "digits.zip"), digits_lab.with_name("store"), tmp_path / "there"
    done = run("pack", str(digits_lab), "--data", "sample", "--store", str(here), "--output", file)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{file}: 1 result of digits, mnist (sample); ")
    assert run("unpack", file, "--store", str(there)).stdout == f"{there}: 1 result of digits, mnist (sample)\n"
    for store, output in ((here, "a"), (there, "b")):
        build(str(digits_lab), Settings("en", ("md",), "sample", None, store, tmp_path / output))
    one, other = (tmp_path / output / "digits" / "en" / "report.md" for output in "ab")
    assert one.read_bytes() == other.read_bytes()


def test_a_report_needs_neither_the_data_nor_tensorflow(file: Path, lab: Lab, tmp_path: Path) -> None:
    """With the pack in the store, `--data real` finds real data, and results of whichever versions trained them."""
    hidden = (
        "import sys, importlib.util as u\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, package=None: None if name in ('tensorflow', 'keras') else find(name, package)\n"
        "from reportgen.cli import main\n"
        "main()\n"
    )
    path, store = lab.folders[0] / "lungs.toml", tmp_path / "store"
    options = ["--lang", "en", "--format", "md", "--data", "real", "--store", str(store), "--output", str(tmp_path)]
    command = [sys.executable, "-c", hidden, "build", str(path), *options]
    bare = {**os.environ, "KERAS_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "REPORTGEN_DATA": ""}
    before = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert "chest_xray: no real data found" in before.stderr
    unpack(file, store)
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"origin": "real"' in (tmp_path / "lungs" / "en" / "answers.json").read_text("utf-8")
