"""The ways in which real data lies on a disk, each relative to a folder.

A layout says where it looks, whether anything is there, and reads it. Anything that is there, even a part of
it, is found; what is wrong with it is then an error of reading and never a reason to look elsewhere.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reportgen.datasets.arrays import Arrays, damaged, expected_shapes
from reportgen.datasets.idx import read_idx
from reportgen.datasets.npz import read_npz
from reportgen.datasets.reading import Reading
from reportgen.spec import DatasetInfo

_IDX_STEMS = {
    "x_train": ("train-images", "idx3-ubyte"),
    "y_train": ("train-labels", "idx1-ubyte"),
    "x_test": ("t10k-images", "idx3-ubyte"),
    "y_test": ("t10k-labels", "idx1-ubyte"),
}


class Layout(Protocol):
    """A way in which the arrays of a dataset lie in files."""

    @property
    def shared(self) -> bool:
        """Tell whether another dataset may lie under the same names in the same place."""
        return False

    def place(self, root: Path) -> str:
        """Say where it looks under a folder, for messages."""

    def found(self, root: Path) -> bool:
        """Tell whether any of its files is there, readable or not."""

    def check(self, root: Path, info: DatasetInfo) -> str:  # noqa: ARG002
        """Identify the data without reading all of it, and say by what; nothing where only its arrays identify it.

        Raises:
            DataError: if it is not the dataset.
        """
        return ""

    def read(self, root: Path, info: DatasetInfo, reading: Reading) -> Arrays:
        """Read the arrays, in the shapes and types of the dataset; `DataError` if they are not so."""


@dataclass(frozen=True)
class Npz(Layout):
    """One npz file with the four arrays, as Keras caches MNIST."""

    path: str

    def place(self, root: Path) -> str:
        """Return the path of the file."""
        return str(root / self.path)

    def found(self, root: Path) -> bool:
        """Tell whether the file is there."""
        return os.path.lexists(root / self.path)

    def read(self, root: Path, info: DatasetInfo, reading: Reading) -> Arrays:  # noqa: ARG002
        """Read the file."""
        return read_npz(root / self.path, info)


@dataclass(frozen=True)
class Idx(Layout):
    """The four idx files of MNIST in one folder, each gzipped or not, in either spelling.

    Fashion-MNIST took over their names: a folder that bears no dataset's name may hold either.
    """

    folder: str

    @property
    def shared(self) -> bool:
        """Tell whether the folder bears no name of its own."""
        return not self.folder

    def place(self, root: Path) -> str:
        """Return the pattern of the four paths."""
        return str(root / self.folder / "{train,t10k}-{images-idx3,labels-idx1}-ubyte[.gz]")

    def found(self, root: Path) -> bool:
        """Tell whether at least one of the four files is there."""
        return bool(self._files(root))

    def read(self, root: Path, info: DatasetInfo, reading: Reading) -> Arrays:  # noqa: ARG002
        """Read the four files."""
        files = self._files(root)
        missing = ["-".join(stem) for part, stem in _IDX_STEMS.items() if part not in files]
        if missing:
            names = ", ".join(path.name for path in files.values())
            raise damaged(root / self.folder, f"four idx files ({', '.join(missing)} missing)", names)
        shapes = expected_shapes(info)
        x_train, y_train, x_test, y_test = (read_idx(files[part], shape) for part, shape in shapes.items())
        return Arrays(x_train, y_train, x_test, y_test)

    def _files(self, root: Path) -> dict[str, Path]:
        """Return the first spelling that is there of each part."""
        files = {}
        for part, (stem, kind) in _IDX_STEMS.items():
            names = (f"{stem}{mark}{kind}{gz}" for gz in ("", ".gz") for mark in "-.")
            paths = (root / self.folder / name for name in names)
            if (path := next(filter(os.path.lexists, paths), None)) is not None:
                files[part] = path
        return files
