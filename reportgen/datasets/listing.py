"""The image files of a folder per class in a folder per split, and the names that identify a copy of a dataset.

Hidden files are passed over, and what unpacking and file managers leave behind; anything else that should not be
there is an error that names it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.canonical import digest
from reportgen.datasets.arrays import damaged

SPLITS = ("train", "val", "test")
"""The sets, in the order in which they are read; a copy may be without `val`."""
ENDINGS = {".jpeg", ".jpg"}
INCOMPLETE = "copy the folder anew, complete and with the original file names, or build with --data sample"
_LITTER = {"__macosx", "desktop.ini", "thumbs.db"}

Listing = Mapping[str, tuple[Path, ...]]
"""The files of each `split/CLASS`, sorted by name; splits in their order, classes in that of their labels."""


@dataclass(frozen=True)
class Names:
    """What identifies a copy: how many images each `split/CLASS` has, and the digest of all their names."""

    counts: Mapping[str, int]
    digest: str


def names_of(listing: Listing) -> Names:
    """Return what the names of some files are compared by; how `.jpeg` is spelt does not matter."""
    names = sorted(f"{folder}/{path.stem}" for folder, paths in listing.items() for path in paths)
    return Names({folder: len(paths) for folder, paths in listing.items()}, digest(names))


def listed(base: Path, classes: Iterable[str]) -> Listing:
    """List the images under a folder, none of which is opened.

    Args:
        base: holds the splits.
        classes: the names of the class folders, in the order of their labels.

    Raises:
        DataError: for a folder that is missing or should not be there, or a file that is no image by its ending.
    """
    there = {path.name for path in _visible(base)}
    for split in ("train", "test"):
        if split not in there:
            raise damaged(base / split, "a folder of images per class", "nothing", INCOMPLETE)
    splits = [split for split in SPLITS if split in there]
    for split in splits:
        _check_classes(base / split, tuple(classes))
    return {f"{split}/{name}": _images(base / split / name) for split in splits for name in classes}


def check_names(base: Path, listing: Listing, copies: Iterable[Names]) -> None:
    """Compare the names of the images with those of the copies that are known.

    Raises:
        DataError: if they are those of none; it says what the nearest one has, and what there is instead.
    """
    found = names_of(listing)
    if found in copies:
        return
    nearest = min(copies, key=lambda names: len(names.counts.items() ^ found.counts.items()))
    folders = [
        name for name in {**nearest.counts, **found.counts} if nearest.counts.get(name) != found.counts.get(name)
    ]
    if not folders:
        raise damaged(base, "the dataset's file names", "other names in the right number", INCOMPLETE)
    expected, there = (
        ", ".join(f"{names.counts.get(name, 0)} in {name}" for name in folders) for names in (nearest, found)
    )
    raise damaged(base, f"the dataset's images: {expected}", there, INCOMPLETE)


def _check_classes(split: Path, classes: tuple[str, ...]) -> None:
    there = _visible(split)
    for path in there:
        if path.name not in classes:
            raise damaged(path, f"only the class folders {', '.join(classes)}", "something else")
    for name in classes:
        if name not in {path.name for path in there}:
            raise damaged(split / name, "a folder of images", "nothing", INCOMPLETE)


def _images(folder: Path) -> tuple[Path, ...]:
    paths = _visible(folder)
    for path in paths:
        if path.suffix.lower() not in ENDINGS:
            raise damaged(path, "only images (.jpeg, .jpg)", "something else")
    return tuple(sorted(paths, key=lambda path: path.stem))


def _visible(folder: Path) -> list[Path]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise damaged(folder, "a readable folder", f"{type(error).__name__}: {error}") from error
    return [folder / name for name in names if not name.startswith(".") and name.lower() not in _LITTER]
