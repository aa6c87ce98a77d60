"""A pack: the results of a lab and the real data that its report shows, in one zip file.

    pack.json                    the manifest: the lab, the data and its terms, the SHA-256 of each file
    results/<key>.result         a result as the store has it, without its first line
    data/<dataset>/<array>.npy   an array of real data; sample data is made wherever it is needed

The same content gives the same bytes: names in order, no clock. A pack is read whole and checked before anything of it
is used, and nothing in it says where a file is written.
"""

import contextlib
import io
import json
import math
import re
import struct
import tokenize
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from reportgen import inputs, result_file
from reportgen.canonical import to_json
from reportgen.datasets.arrays import Arrays
from reportgen.errors import StoreError, first_line
from reportgen.spec import Origin, Source
from reportgen.store import PACK, Store

SCHEMA = 1
MANIFEST = "pack.json"
LARGEST = 2**30
"""The bytes that a pack may hold in all, unpacked; three image datasets are a quarter of that."""
RESULT = re.compile(r"results/([0-9a-f]{24}-[0-9a-f]{8}\.result)")
ARRAY = re.compile(r"data/([a-z][a-z0-9_]*)/([a-z_]+)\.npy")

_AGAIN = "get the pack again, or make it again with: reportgen pack"
_UNREADABLE = (  # what zipfile and its decompressor raise on damaged bytes
    EOFError, NotImplementedError, OSError, RuntimeError, ValueError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_NO_HEADER = (  # what NumPy's parser raises; it runs out of stack, which is no lack of memory
    MemoryError, RecursionError, SyntaxError, TypeError, ValueError, tokenize.TokenError,
)  # fmt: skip
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the others give more at once than a file claims to hold
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest time that zip knows


@dataclass(frozen=True)
class PackedData:
    """A dataset of a packed lab: which data it is, its digest, and on which terms it is passed on."""

    origin: Origin
    digest: str
    source: Source


@dataclass(frozen=True)
class Manifest:
    """What a pack holds.

    Attributes:
        lab: the id of the lab.
        reportgen: the version that made the pack.
        data: the datasets by name; of sample data the pack has no arrays.
        files: the SHA-256 of each file by its name in the pack.
    """

    lab: str
    reportgen: str
    data: Mapping[str, PackedData]
    files: Mapping[str, str]

    def to_bytes(self) -> bytes:
        """Return the manifest as JSON that people can read."""
        return (json.dumps({"schema": SCHEMA, **to_json(self)}, indent=1, ensure_ascii=False) + "\n").encode()


def manifest_of(body: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        StoreError: it is none, or one of another version.
    """
    try:
        raw = json.loads(body)
        if raw["schema"] != SCHEMA:
            raise ValueError(f"schema {raw['schema']}")
        data = {name: _packed_data(item) for name, item in raw["data"].items()}
        return Manifest(str(raw["lab"]), str(raw["reportgen"]), data, {**raw["files"]})
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise StoreError(f"{MANIFEST}: expected that of this version, received {first_line(error)}") from error


def _packed_data(raw: Mapping[str, Any]) -> PackedData:
    return PackedData(raw["origin"], str(raw["digest"]), Source(**raw["source"]))


def record(manifest: Manifest) -> str:
    """Return the name under which a store keeps the manifest of a pack that was unpacked into it."""
    return f"{digest(manifest.to_bytes())[:32]}{PACK}"


def unpacked(name: str, store: Path) -> Arrays | None:
    """Return the arrays of a real dataset that a pack brought into a store, if one did and they are still there."""
    for path in sorted(store.glob(f"*{PACK}")):
        with contextlib.suppress(FileNotFoundError, StoreError):
            item = manifest_of(result_file.checked(path)).data.get(name)
            if item and item.origin == "real" and (arrays := inputs.kept(item.digest, Store(store))):
                return arrays
    return None


def digest(body: bytes) -> str:
    """Return the SHA-256 of a file of the pack, in hexadecimal."""
    return sha256(body).hexdigest()


def encode(manifest: Manifest, files: Mapping[str, bytes]) -> bytes:
    """Return the zip file of a pack; `files` are those that the manifest lists."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, body in ((MANIFEST, manifest.to_bytes()), *sorted(files.items())):
            info = zipfile.ZipInfo(name, _BEGINNING)
            info.create_system, info.external_attr = 3, 0o644 << 16  # as Unix has it, on every platform
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".result") else zipfile.ZIP_DEFLATED
            archive.writestr(info, body)
    return packed.getvalue()


def read(path: Path, largest: int = LARGEST) -> tuple[Manifest, Mapping[str, bytes]]:
    """Read a pack and check each of its files.

    Args:
        path: the zip file.
        largest: the bytes that it may hold in all, unpacked.

    Raises:
        StoreError: it cannot be read, is damaged, too large, or holds a file that no pack has.
    """
    if not path.is_file():
        raise StoreError(f"{path}: no such file", "reportgen pack writes one")
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(info.file_size for info in archive.infolist())
            if size > largest:
                raise _damaged(path, f"at most {largest} bytes", f"{size}")
            if {info.compress_type for info in archive.infolist()} - _PACKINGS:
                raise _damaged(path, "files that are stored or deflated", "others")
            if MANIFEST not in archive.namelist():
                raise _damaged(path, f"a pack with {MANIFEST}", "another zip file")
            manifest = manifest_of(_body(archive, MANIFEST))
            _check_names(path, archive.namelist(), manifest)
            files = {name: _body(archive, name) for name in manifest.files}
    except StoreError as error:
        raise _damaged(path, "a pack", error.message) if error.message.startswith(MANIFEST) else error from None
    except _UNREADABLE as error:
        raise _damaged(path, "a readable pack", first_line(error)) from error
    for name, body in files.items():
        if digest(body) != manifest.files[name]:
            raise _damaged(path, f"{name} as it was packed", "another content")
    return manifest, files


def _body(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read a file of a zip file, and never more than it claims to hold; that it ends there, its checksum tells."""
    info = archive.getinfo(name)
    with archive.open(info) as file:
        return file.read(info.file_size)


def _check_names(path: Path, found: list[str], manifest: Manifest) -> None:
    """Make sure that the pack holds what it lists, each once, and nothing that no pack has."""
    if sorted(found) != sorted((MANIFEST, *manifest.files)):
        raise _damaged(path, f"the {len(manifest.files)} files that it lists", "others")
    for name in manifest.files:
        if not RESULT.fullmatch(name) and not ARRAY.fullmatch(name):
            raise _damaged(path, "results and arrays", f"a file {name!r}")


def array(name: str, body: bytes) -> NDArray[Any]:
    """Read an array of a pack: whole numbers of one or four bytes, as many as its header says.

    Raises:
        StoreError: it is another one.
    """
    stream = io.BytesIO(body)
    try:
        npy.read_magic(stream)
        shape, fortran, dtype = npy.read_array_header_1_0(stream)
        data = body[stream.tell() :]
        if fortran or dtype not in (np.uint8, np.int32) or math.prod(shape) * dtype.itemsize != len(data):
            raise ValueError(f"{dtype} {shape}")
        return np.frombuffer(data, dtype).reshape(shape)
    except _NO_HEADER as error:
        raise StoreError(f"{name}: expected an array of images or labels, received {first_line(error)}") from error


def _damaged(path: Path, expected: str, found: str) -> StoreError:
    return StoreError(f"{path}: damaged, nothing is unpacked: expected {expected}, found {found}", _AGAIN)
