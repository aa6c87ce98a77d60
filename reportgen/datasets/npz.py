"""NumPy's npz, in which Keras caches MNIST: a zip file of arrays by name.

The header of an array is compared with what is expected before its data is read, pickled objects are never
loaded, and zip's own checksums are checked because every array is read to its end.
"""

import lzma
import math
import struct
import tokenize
import zipfile
import zlib
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from reportgen.datasets.arrays import Arrays, as_labels, check_shape, damaged, expected_shapes
from reportgen.datasets.idx import exactly
from reportgen.spec import DatasetInfo

_HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
_UNREADABLE = (  # what zipfile, its decompressors and NumPy's header parser raise on damaged bytes
    EOFError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
    lzma.LZMAError, struct.error, tokenize.TokenError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def read_npz(path: Path, info: DatasetInfo) -> Arrays:
    """Read the arrays `x_train`, `y_train`, `x_test` and `y_test`.

    Args:
        path: the file.
        info: gives the shapes; images must be uint8, labels may be integers of any width.

    Raises:
        DataError: if the file cannot be read, or an array is missing, of another shape or of another type.
    """
    if not path.is_file():
        raise damaged(path, "a file", "something else (a folder, a broken link)")
    shapes = expected_shapes(info)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_names(path, archive, tuple(shapes))
            x_train, y_train, x_test, y_test = (_member(path, archive, *item) for item in shapes.items())
            return Arrays(x_train, y_train, x_test, y_test)
    except _UNREADABLE as error:
        raise damaged(path, "a readable npz file", f"{type(error).__name__}: {error}") from error


def _check_names(path: Path, archive: zipfile.ZipFile, names: tuple[str, ...]) -> None:
    found = [name.removesuffix(".npy") for name in archive.namelist() if name.endswith(".npy")]
    if not set(names) <= set(found):
        raise damaged(path, f"the arrays {', '.join(names)}", ", ".join(found) or "none")


def _member(path: Path, archive: zipfile.ZipFile, name: str, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    where = f"{path} ({name})"
    with cast(BinaryIO, archive.open(f"{name}.npy")) as stream:
        values = _parse_npy(stream, shape, where)
    return values if len(shape) > 1 else as_labels(where, values)


def _parse_npy(stream: BinaryIO, shape: tuple[int, ...], where: str) -> NDArray[Any]:
    version = npy.read_magic(stream)
    if version not in _HEADERS:
        raise damaged(where, "an array in npy version 1.0 or 2.0", f"version {version[0]}.{version[1]}")
    found, fortran, dtype = _HEADERS[version](stream)
    check_shape(where, shape, found)
    _check_dtype(where, dtype, is_images=len(shape) > 1)
    data = exactly(stream, math.prod(shape) * dtype.itemsize, where)
    return np.ascontiguousarray(np.frombuffer(data, dtype).reshape(shape, order="F" if fortran else "C"))


def _check_dtype(where: str, dtype: np.dtype[Any], is_images: bool) -> None:
    if is_images and dtype != np.uint8:
        raise damaged(where, "pixels of type uint8", f"type {dtype}")
    if dtype.kind not in "ui":
        raise damaged(where, "labels of an integer type", f"type {dtype}")
