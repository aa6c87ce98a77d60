"""Images in folders by split and class: what is read, what is refused, what is kept, and who is on which side."""

import contextlib
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageFile

from reportgen import datasets
from reportgen.datasets.arrays import Arrays
from reportgen.datasets.chest_xray import COPIES, patient
from reportgen.datasets.decoding import decoded
from reportgen.datasets.entries import CHEST_XRAY, Entry
from reportgen.datasets.folders import Folders
from reportgen.datasets.listing import Names, listed, names_of
from reportgen.datasets.loading import load, state
from reportgen.errors import DataError
from reportgen.spec import Dataset
from reportgen.store import ARRAY, Store
from tests.test_datasets import SHARED

FILES = (
    "train/NORMAL/IM-0115-0001", "train/NORMAL/IM-0117-0001", "train/NORMAL/NORMAL2-IM-0117-0001-0002",
    "train/PNEUMONIA/person117_virus_6", "train/PNEUMONIA/person2_bacteria_3", "train/PNEUMONIA/person2_bacteria_4",
    "val/NORMAL/NORMAL2-IM-1427-0001", "val/PNEUMONIA/person1946_bacteria_4874",
    "test/NORMAL/IM-0001-0001", "test/PNEUMONIA/person100_bacteria_475", "test/PNEUMONIA/person1_virus_7",
)  # fmt: skip
"""Of a tiny copy, in the order in which they are read."""
HEIGHT, WIDTH = 12, 10
NORMAL, CLASSES = "NORMAL", ("NORMAL", "PNEUMONIA")
FIRST = "train/NORMAL/IM-0115-0001.jpeg"


def drawn(number: int, size: tuple[int, int] = (17, 15)) -> Image.Image:
    """Return a grey image that is like no other."""
    return Image.fromarray(np.random.RandomState(number).randint(0, 256, size[::-1]).astype(np.uint8))


def write(folder: Path, files: tuple[str, ...] = FILES, ending: str = ".jpeg") -> Path:
    """Write tiny images under some names; a name decides the image."""
    for name in files:
        path = folder / f"{name}{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        drawn(FILES.index(name) if name in FILES else 99).save(path, "JPEG")
    return folder


def names(files: tuple[str, ...]) -> Names:
    """Return what identifies a copy with these files."""
    folders = dict.fromkeys(name.rpartition("/")[0] for name in files)
    return names_of({folder: tuple(Path(f) for f in files if f.startswith(f"{folder}/")) for folder in folders})


WITHOUT_VALIDATION = tuple(name for name in FILES if not name.startswith("val/"))
ENTRY = Entry(
    replace(CHEST_XRAY.info, name="tiny_xray", image_shape=(HEIGHT, WIDTH)),
    layouts=tuple(
        Folders(folder, "chest_xray", (names(FILES), names(WITHOUT_VALIDATION)), patient)
        for folder in ("chest_xray", "")
    ),
    keras_layouts=(),
    sample=lambda: Arrays(*(np.zeros(0, np.uint8),) * 4),
    by_hand="draw it",
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return the folder of a whole copy; it lies in the folder of the data."""
    return write(tmp_path / "data" / "chest_xray")


def read(copy: Path, store: Store | None = None) -> Dataset:
    """Load the copy."""
    environ = {name: str(copy / "nowhere") for name in ("KERAS_HOME", "XDG_DATA_HOME")}
    if store is None:
        return load(ENTRY, "auto", copy.parent, environ)
    return load(ENTRY, "auto", copy.parent, environ, keep=store.array)


def pixels(path: Path) -> NDArray[np.uint8]:
    """Read an image as Pillow does, without a word of ours."""
    with Image.open(path) as image:
        return np.asarray(image.convert("L").resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR))


# ── what is read ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_is_read_as_its_names_say(copy: Path) -> None:
    """Splits, labels and the order of the names; pixels as Pillow gives them; read-only."""
    data = read(copy)
    assert (data.origin, data.info.name) == ("real", "tiny_xray")
    expected = np.stack([pixels(copy / f"{name}.jpeg") for name in FILES])
    assert data.x_val is not None
    assert data.y_val is not None
    for images, part in ((data.x_train, slice(0, 6)), (data.x_val, slice(6, 8)), (data.x_test, slice(8, 11))):
        np.testing.assert_array_equal(images, expected[part], strict=True)
        assert not images.flags.writeable
    assert [labels.tolist() for labels in (data.y_train, data.y_val, data.y_test)] == [
        [0, 0, 0, 1, 1, 1], [0, 1], [0, 1, 1],
    ]  # fmt: skip


def test_images_of_one_patient_are_one_group(copy: Path) -> None:
    """Both series of a class number the same persons, as far as anyone knows; the classes do not."""
    groups = read(copy).groups
    assert groups is not None
    assert groups.dtype == np.int32
    assert groups.shape == (6,)
    same = groups[:, None] == groups[None, :]
    assert [tuple(pair) for pair in np.argwhere(np.triu(same, 1)).tolist()] == [(1, 2), (4, 5)]


@pytest.mark.parametrize(
    ("folder", "stem", "number"),
    [
        ("NORMAL", "IM-0115-0001", "115"),
        ("NORMAL", "NORMAL2-IM-0383-0001", "383"),
        ("NORMAL", "IM-0429-0001-0002", "429"),
        ("PNEUMONIA", "person1_bacteria_1", "1"),
        ("PNEUMONIA", "person1000_virus_1681", "1000"),
        ("PNEUMONIA", "person447_virus_921_0", "447"),
        ("PNEUMONIA", "IM-0115-0001", "IM-0115-0001"),
        ("NORMAL", "scan", "scan"),
        ("OTHER", "person1_virus_1", "person1_virus_1"),
    ],
)
def test_a_name_tells_the_patient(folder: str, stem: str, number: str) -> None:
    """The number after IM or person; a name of another pattern is its own patient."""
    assert patient(folder, stem) == number


def test_a_copy_without_validation_is_whole(copy: Path) -> None:
    """Other hosts have no `val/`; then there is no validation set, and nothing else changes."""
    whole = read(copy)
    shutil.rmtree(copy / "val")
    data = read(copy)
    assert (data.x_val, data.y_val) == (None, None)
    np.testing.assert_array_equal(data.x_train, whole.x_train)
    np.testing.assert_array_equal(data.x_test, whole.x_test)


def test_the_folder_may_lie_in_one_of_its_own_name(copy: Path) -> None:
    """So does Kaggle's zip file, beside what another system left."""
    digest = read(copy).digest
    copy.rename(copy.with_name("inner"))
    copy.mkdir()
    copy.with_name("inner").rename(copy / "chest_xray")
    (copy / "__MACOSX").mkdir()
    assert read(copy).digest == digest


def test_the_data_folder_may_be_the_dataset(copy: Path) -> None:
    """`--data-dir` may name the folder with `train` and `test` in it."""
    environ = {"XDG_DATA_HOME": str(copy)}
    assert load(ENTRY, "real", copy, environ).digest == read(copy).digest
    assert load(ENTRY, "auto", copy / "train", environ).origin == "sample"


def test_the_ending_may_be_spelt_otherwise(copy: Path, tmp_path: Path) -> None:
    """Names without their ending identify the copy and order the images."""
    other = write(tmp_path / "other" / "chest_xray", ending=".JPG")
    assert read(other).digest == read(copy).digest


def test_hidden_files_are_passed_over(copy: Path) -> None:
    """As file managers leave them, in every folder."""
    digest = read(copy).digest
    for folder in (copy, copy / "train", copy / "train" / NORMAL):
        (folder / ".DS_Store").write_bytes(b"\0")
        (folder / "._x.jpeg").write_bytes(b"\0")
        (folder / "Thumbs.db").write_bytes(b"\0")
    (copy / "README.txt").write_text("beside the splits, anything may lie")
    assert read(copy).digest == digest


def test_a_large_file_is_decoded_at_a_fraction_of_its_size(tmp_path: Path) -> None:
    """That is faster, and the picture is the same but for some grey levels; colours become their luminance."""
    path = tmp_path / "large.jpeg"
    ramp = np.add.outer(np.arange(600), np.arange(800)) * 255 // 1398
    Image.fromarray(np.stack([ramp, ramp[::-1], ramp], axis=2).astype(np.uint8)).save(path, quality=95)
    with Image.open(path) as image:
        whole = np.asarray(image.convert("L").resize((128, 128), Image.Resampling.BILINEAR))
    assert np.abs(decoded(path, (128, 128)).astype(int) - whole).max() <= 4


# ── what is damaged is an error that names it, and nothing is kept ────────────────────────────────────────────────


def other_format(path: Path) -> None:
    """Put a PNG under the name of a JPEG."""
    drawn(0).save(path, "PNG")


def become_folder(path: Path) -> None:
    """Put a folder where a file is."""
    path.unlink()
    path.mkdir()


def become_file(path: Path) -> None:
    """Put a file where a folder is."""
    shutil.rmtree(path)
    path.write_bytes(b"")


def become_link(path: Path) -> None:
    """Put a link to nothing where a file is."""
    path.unlink()
    path.symlink_to("gone")


DAMAGE: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "truncated": (
        FIRST,
        lambda path: path.write_bytes(path.read_bytes()[:-60]),
        "expected a JPEG image, found OSError",
    ),
    "empty": (FIRST, lambda path: path.write_bytes(b""), "expected a JPEG image, found an empty file"),
    "text": (FIRST, lambda path: path.write_text("<html>"), "expected a JPEG image, found something else"),
    "another format": (FIRST, other_format, "expected a JPEG image, found something else"),
    "a folder for a file": (FIRST, become_folder, "expected a readable file, found IsADirectoryError"),
    "a broken link": (FIRST, become_link, "expected a readable file, found FileNotFoundError"),
    "the last one truncated": (
        "test/PNEUMONIA/person1_virus_7.jpeg",
        lambda path: path.write_bytes(path.read_bytes()[:200]),
        "expected a JPEG image, found",
    ),
    "no image": ("train/NORMAL/notes.txt", lambda path: path.write_text("x"), r"only images \(\.jpeg, \.jpg\)"),
    "class folder": ("train/COVID", Path.mkdir, "expected only the class folders NORMAL, PNEUMONIA"),
    "no class folder": ("test/notes.txt", lambda path: path.write_text("x"), "expected only the class folders"),
    "a file for a class": ("val/NORMAL", become_file, "expected a readable folder, found NotADirectoryError"),
    "missing class": ("val/PNEUMONIA", shutil.rmtree, "expected a folder of images, found nothing"),
    "missing train": ("train", shutil.rmtree, "expected a folder of images per class, found nothing"),
    "missing test": ("test", shutil.rmtree, "expected a folder of images per class, found nothing"),
}


def test_another_library_cannot_let_truncated_files_pass(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint, once imported, tells Pillow to take them, for the whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    (copy / FIRST).write_bytes((copy / FIRST).read_bytes()[:-60])
    with pytest.raises(DataError, match="expected a JPEG image, found OSError"):
        read(copy)
    assert ImageFile.LOAD_TRUNCATED_IMAGES, "what others set for themselves stays"


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_an_error_that_names_it_and_nothing_is_kept(damage: str, copy: Path, tmp_path: Path) -> None:
    """No sample instead, no half of the data in the store; once it is repaired, all is read."""
    where, spoil, message = DAMAGE[damage]
    store = Store(tmp_path / "store")
    spoil(copy / where)
    with pytest.raises(DataError, match=message) as caught:
        read(copy, store)
    assert caught.value.message.startswith(f"{copy / where}: ")
    assert caught.value.hint
    assert store.sizes(ARRAY) == ()
    shutil.rmtree(copy)
    assert read(write(copy), store).origin == "real"


def test_missing_images_are_counted(copy: Path) -> None:
    """The copy that is nearest says what is expected."""
    (copy / FIRST).unlink()
    with pytest.raises(DataError, match="expected the dataset's images: 3 in train/NORMAL, found 2 in train/NORMAL"):
        read(copy)


def test_a_copy_without_validation_is_not_called_incomplete(copy: Path) -> None:
    """The copy that differs in the fewest folders is the nearest."""
    shutil.rmtree(copy / "val")
    (copy / FIRST).unlink()
    with pytest.raises(
        DataError, match=r"expected the dataset's images: \d+ in train/NORMAL, found \d+ in train/NORMAL$"
    ):
        read(copy)


def test_other_names_are_another_dataset(copy: Path) -> None:
    """As many images with other names cannot be told to be these."""
    (copy / FIRST).rename(copy / "train" / NORMAL / "IM-0116-0001.jpeg")
    with pytest.raises(DataError, match="expected the dataset's file names, found other names in the right number"):
        read(copy)


def test_an_image_in_two_sets_is_refused(copy: Path) -> None:
    """A validation image that is in the training set as well makes a copy that nobody has published."""
    shutil.copy(copy / "val/NORMAL/NORMAL2-IM-1427-0001.jpeg", copy / "train" / NORMAL)
    with pytest.raises(DataError, match="3 in train/NORMAL, found 4 in train/NORMAL"):
        read(copy)


@given(position=st.floats(0, 1, exclude_max=True), junk=st.binary(max_size=8), cut=st.booleans())
def test_any_damage_to_an_image_is_an_image_or_a_data_error(
    tmp_path_factory: pytest.TempPathFactory, position: float, junk: bytes, cut: bool
) -> None:
    """Bytes overwritten or cut anywhere: a picture of the right size, or an error of ours."""
    path = tmp_path_factory.getbasetemp() / "any.jpeg"
    drawn(1).save(path, "JPEG")
    body = path.read_bytes()
    at = int(position * len(body))
    path.write_bytes(body[:at] + junk + (b"" if cut else body[at + len(junk) :]))
    with contextlib.suppress(DataError):
        assert decoded(path, (HEIGHT, WIDTH)).shape == (HEIGHT, WIDTH)


# ── what is kept, told and found ──────────────────────────────────────────────────────────────────────────────────


def test_images_are_decoded_once_for_their_content(copy: Path, tmp_path: Path) -> None:
    """A second experiment maps what the first one kept; another file under the same name is decoded."""
    store, heard = Store(tmp_path / "store"), list[tuple[str, int, int]]()

    def loaded() -> tuple[set[str], str]:
        heard.clear()
        environ = {"XDG_DATA_HOME": str(tmp_path)}
        data = load(ENTRY, "real", copy.parent, environ, keep=store.array, report=lambda *word: heard.append(word))
        return {what for what, _, _ in heard}, data.digest

    both = {"tiny_xray: checking files", "tiny_xray: decoding images"}
    words, digest = loaded()
    assert words == both
    assert heard[-len(FILES) :] == [("tiny_xray: decoding images", done, 11) for done in range(1, 12)]
    assert loaded() == ({"tiny_xray: checking files"}, digest)
    drawn(7).save(copy / FIRST)
    words, other = loaded()
    assert words == both
    assert other != digest


def test_the_state_compares_names_and_opens_nothing(copy: Path) -> None:
    """`reportgen data` stays quick: it says that the names are right, and what is wrong with them."""
    environ = {"XDG_DATA_HOME": str(copy)}
    (copy / FIRST).write_bytes(b"")
    found = state(ENTRY, copy.parent, environ).chosen
    assert found is not None
    assert (found.status, found.message) == ("verified", "the names of 11 images")
    assert found.place == str(copy / "{train,val,test}" / "{NORMAL,PNEUMONIA}" / "*.jpeg")
    (copy / FIRST).unlink()
    found = state(ENTRY, copy.parent, environ).chosen
    assert found is not None
    assert found.status == "damaged"


# ── the real X-rays ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def shared() -> Path:
    """Return the folder of the real X-rays; skip the test without one."""
    if not (SHARED / "chest_xray").is_dir():
        pytest.skip(f"no real X-rays: {SHARED / 'chest_xray'} is not there (set REPORTGEN_DATA)")
    return SHARED / "chest_xray"


def linked(source: Path, target: Path, rename: Callable[[str], str]) -> Path:
    """Link every class folder's images into another folder, by new splits."""
    for path in source.glob("*/*/*.jpeg"):
        folder = target / rename(path.parent.parent.name) / path.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / path.name).symlink_to(path)
    return target


def test_every_copy_of_the_real_x_rays_is_known_by_its_names(shared: Path, tmp_path: Path) -> None:
    """Kaggle's, the same without `val`, and the two sets of the publisher, with Kaggle's `val` in `train`."""
    merged = linked(shared, tmp_path, lambda split: "train" if split == "val" else split)
    whole = listed(shared, CLASSES)
    without = {folder: paths for folder, paths in whole.items() if not folder.startswith("val/")}
    assert (names_of(whole), names_of(without), names_of(listed(merged, CLASSES))) == COPIES


def test_every_name_of_the_real_x_rays_tells_the_patient(shared: Path) -> None:
    """They show 2,635 patients on the 5,216 training images; no name is of another pattern."""
    paths = [path for name in CLASSES for path in listed(shared, CLASSES)[f"train/{name}"]]
    patients = {(path.parent.name, patient(path.parent.name, path.stem)) for path in paths}
    assert len(patients) == 2635
    assert all(number.isdecimal() for _, number in patients)


@pytest.mark.slow
def test_real_x_rays_are_read(shared: Path) -> None:
    """5,216, 16 and 624 images, three quarters of those for training with a pneumonia."""
    data = datasets.load("chest_xray", "real", shared.parent, dict(os.environ))
    assert data.x_val is not None
    assert [len(images) for images in (data.x_train, data.x_val, data.x_test)] == [5216, 16, 624]
    assert np.bincount(data.y_train).tolist() == [1341, 3875]
    assert np.bincount(data.y_test).tolist() == [234, 390]
