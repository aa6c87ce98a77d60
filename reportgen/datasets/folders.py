"""Images in a folder per class, in a folder per split: {train,val,test}/CLASS/*.jpeg, as Kaggle packs the X-rays.

Copies of one dataset differ in size and compression: the names of its files identify it, all of them and no others.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from reportgen.datasets.arrays import Arrays
from reportgen.datasets.decoding import read_images
from reportgen.datasets.layouts import Layout
from reportgen.datasets.listing import SPLITS, Listing, Names, check_names, listed
from reportgen.datasets.reading import Reading
from reportgen.spec import DatasetInfo, Groups


@dataclass(frozen=True)
class Folders(Layout):
    """The folder of splits, or one that holds it under its own name once more, as in Kaggle's zip file.

    A class folder bears the class's id in capitals.

    Attributes:
        folder: where it is; empty for the data folder itself.
        inner: the name under which it may lie in itself.
        copies: the names of each copy that is known.
        group: returns whom or what an image shows, by its class folder and the name of its file without ending.
    """

    folder: str
    inner: str
    copies: tuple[Names, ...]
    group: Callable[[str, str], str]

    def place(self, root: Path) -> str:
        """Return the pattern of the paths."""
        classes = sorted({name.partition("/")[2] for name in self.copies[0].counts})
        return str(root / self.folder / f"{{{','.join(SPLITS)}}}" / f"{{{','.join(classes)}}}" / "*.jpeg")

    def found(self, root: Path) -> bool:
        """Tell whether the folder is there; in the data folder itself, whether it has one of the class folders."""
        if self.folder:
            return os.path.lexists(root / self.folder)
        return any(os.path.lexists(root / name) for name in self.copies[0].counts)

    def check(self, root: Path, info: DatasetInfo) -> str:
        """Compare the names of all files."""
        listing = self._listing(root, info)
        return f"the names of {sum(map(len, listing.values()))} images"

    def read(self, root: Path, info: DatasetInfo, reading: Reading) -> Arrays:
        """Read every image, once per content."""
        paths = [path for files in self._listing(root, info).values() for path in files]
        images = read_images(paths, info.image_shape, reading, info.name)
        labels = np.array([info.classes.index(path.parent.name.lower()) for path in paths], np.uint8)
        train, val, test = _parts(paths)
        x_val, y_val = (images[val], labels[val]) if paths[val] else (None, None)
        groups = self._groups(paths[train])
        return Arrays(images[train], labels[train], images[test], labels[test], x_val, y_val, groups)

    def _listing(self, root: Path, info: DatasetInfo) -> Listing:
        base = self._base(root)
        listing = listed(base, [name.upper() for name in info.classes])
        check_names(base, listing, self.copies)
        return listing

    def _base(self, root: Path) -> Path:
        base = root / self.folder
        while not any(os.path.lexists(base / split) for split in SPLITS) and (base / self.inner).is_dir():
            base /= self.inner
        return base

    def _groups(self, paths: Sequence[Path]) -> Groups:
        """Give each image the number of its group; images of two classes are never of one group."""
        groups = [f"{path.parent.name}/{self.group(path.parent.name, path.stem)}" for path in paths]
        return np.unique(groups, return_inverse=True)[1].astype(np.int32)


def _parts(paths: Sequence[Path]) -> tuple[slice, ...]:
    """Return where each split begins and ends."""
    splits = [path.parent.parent.name for path in paths]
    ends = np.cumsum([0, *(splits.count(split) for split in SPLITS)]).tolist()
    return tuple(slice(start, stop) for start, stop in pairwise(ends))
