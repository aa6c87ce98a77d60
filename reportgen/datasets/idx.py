"""The idx format, in which MNIST was published: magic number, dimensions, then the bytes of the array.

    2 zero bytes | type code | number of dimensions | each dimension (big-endian uint32) | elements in C order

Only unsigned bytes (type code 0x08) are read. The shape is known beforehand, so that no more is ever read
than the array that is expected and one byte, whatever the file declares.
"""

import gzip
import math
import struct
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from reportgen.datasets.arrays import check_shape, damaged

UNSIGNED_BYTE = 0x08
_UNREADABLE = (OSError, EOFError, zlib.error)  # gzip.BadGzipFile is an OSError


def read_idx(path: Path, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """Read an idx file, gzipped if its name ends in `.gz`.

    Args:
        path: the file.
        shape: the shape that the array must have.

    Returns:
        A read-only array of that shape.

    Raises:
        DataError: if the file cannot be read or is not exactly such an array.
    """
    if not path.is_file():
        raise damaged(path, "a file", "something else (a folder, a broken link)")
    try:
        with cast(BinaryIO, gzip.open(path) if path.suffix == ".gz" else path.open("rb")) as stream:
            return parse_idx(stream, shape, path)
    except _UNREADABLE as error:
        raise damaged(path, "a readable idx file", f"{type(error).__name__}: {error}") from error


def parse_idx(stream: BinaryIO, shape: tuple[int, ...], where: object) -> NDArray[np.uint8]:
    """Read one array from a stream that must end with it.

    Raises:
        DataError: for another magic number, type or shape, and for missing or further bytes.
    """
    header = 4 + 4 * len(shape)
    start = stream.read(header)
    magic = bytes((0, 0, UNSIGNED_BYTE, len(shape)))
    if start[:4] != magic:
        found = start[:4].hex(" ") or "an empty file"
        raise damaged(where, f"an idx file of unsigned bytes (magic number {magic.hex(' ')})", found)
    if len(start) < header:
        raise damaged(where, f"a header of {header} bytes", f"{len(start)} bytes")
    check_shape(where, shape, struct.unpack(f">{len(shape)}I", start[4:]))
    return np.frombuffer(exactly(stream, math.prod(shape), where), np.uint8).reshape(shape)


def exactly(stream: BinaryIO, count: int, where: object) -> bytes:
    """Read the last `count` bytes of a stream.

    Raises:
        DataError: if there are fewer or more of them.
    """
    data = stream.read(count + 1)
    if len(data) != count:
        found = "more" if len(data) > count else f"{len(data)} (truncated)"
        raise damaged(where, f"{count} bytes after the header", found)
    return data
