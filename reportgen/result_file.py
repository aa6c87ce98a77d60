"""A result as a file: a line with the checksum of the rest, a line of JSON (the header), the arrays.

The header holds the key, the history and where it was trained, so that a store can be listed without its arrays.
"""

import contextlib
import dataclasses
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportgen import datasets
from reportgen.canonical import canonical, to_json
from reportgen.errors import StoreError
from reportgen.keys import SCHEMA, Key
from reportgen.spec import History, Outcome, Provenance, Result

_CHECKSUM_LINE = 128  # bytes, filled up with spaces: what follows is aligned, so that an array can be mapped
_ARRAYS = ("test", "validation_best", "validation_last", "validation_labels")
_OUTCOME = ("outputs", "losses", "read")


@dataclass(frozen=True)
class Entry:
    """A stored result, as `reportgen store` lists it; `damage` says why it cannot be read, if so.

    An evaluation has no parameters and no epochs of its own.
    """

    path: Path
    size: int
    dataset: str = ""
    origin: str = ""
    network: str = ""
    parameters: int = 0
    epochs: int = 0
    seconds: float = 0.0
    damage: str = ""


def encode(key: Key, result: Result | Outcome) -> bytes:
    """Return what a file of a result, or of an evaluation's outcome, holds after its first line."""
    if isinstance(result, Outcome):
        header = {"schema": SCHEMA, "key": to_json(key), "provenance": to_json(result.provenance)}
        return _encoded(header, {name: getattr(result, name) for name in _OUTCOME})
    arrays = {name: getattr(result, name) for name in _ARRAYS}
    arrays |= {f"weights/{name}": array for name, array in result.weights.items()}
    header = {
        "schema": SCHEMA,
        "key": to_json(key),
        "history": to_json(result.history),
        "parameters": result.parameters,
        "optimizer_arguments": to_json(result.optimizer_arguments),
        "provenance": to_json(result.provenance),
    }
    return _encoded(header, arrays)


def _encoded(header: Mapping[str, Any], arrays: Mapping[str, Any]) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return canonical(header).encode() + b"\n" + file.getvalue()


def with_checksum(body: bytes) -> bytes:
    """Return a file's content: the checksum of the body, then the body."""
    return hashlib.sha256(body).hexdigest().ljust(_CHECKSUM_LINE - 1).encode() + b"\n" + body


def checked(path: Path) -> bytes:
    """Read a stored file without its first line, the checksum of the rest.

    Raises:
        StoreError: the checksum does not fit: the file was cut or changed; or it cannot be read.
        FileNotFoundError: no such file.
    """
    with _reading(path):
        checksum, _, body = path.read_bytes().partition(b"\n")
    _compare(path, checksum, hashlib.sha256(body).hexdigest())
    return body


def encode_array(array: NDArray[Any]) -> bytes:
    """Return what an array's file holds after its first line: NumPy's own format."""
    file = io.BytesIO()
    np.save(file, array, allow_pickle=False)
    return file.getvalue()


def mapped(path: Path) -> NDArray[Any]:
    """Map an array's file into memory, read-only: processes that do so share one copy; raises as `checked`."""
    with _reading(path), path.open("rb") as file:
        checksum, found = file.readline(), hashlib.file_digest(file, "sha256").hexdigest()
    _compare(path, checksum, found)
    with _decoding(path), path.open("rb") as file:
        file.seek(_CHECKSUM_LINE)
        np.lib.format.read_magic(file)
        shape, fortran, dtype = np.lib.format.read_array_header_1_0(file)
        return np.memmap(path, dtype, "r", file.tell(), shape, "F" if fortran else "C")


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn what the system refuses to read into a StoreError; a file that is not there is the caller's to judge."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error


def _compare(path: Path, checksum: bytes, found: str) -> None:
    if checksum.rstrip() != found.encode():
        raise StoreError(f"{path}: damaged: its checksum does not fit")


@contextlib.contextmanager
def _decoding(path: Path) -> Iterator[None]:
    """Turn what goes wrong in reading another version's file into a StoreError."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, EOFError, zipfile.BadZipFile) as error:
        raise StoreError(f"{path}: written by another version") from error


def _opened(path: Path) -> tuple[dict[str, Any], bytes]:
    """Read the header of a result, and its arrays as bytes; raises as `checked`."""
    head, _, payload = checked(path).partition(b"\n")
    with _decoding(path):
        header: dict[str, Any] = json.loads(head)
        if header["schema"] != SCHEMA:
            raise ValueError(f"schema {header['schema']}")
    return header, payload


def read(path: Path) -> Result | Outcome:
    """Read a result, or an evaluation's outcome.

    Raises:
        StoreError: as `checked`; or its key gives it another name: a file that was renamed would be a wrong number.
        FileNotFoundError: no such file.
    """
    header, payload = _opened(path)
    with _decoding(path):
        name = Key(**header["key"]).name
    if name != path.name:
        raise StoreError(f"{path}: damaged: it holds the result {name}")
    with _decoding(path), np.load(io.BytesIO(payload), allow_pickle=False) as arrays:
        return _decode(header, arrays)


def _decode(header: dict[str, Any], arrays: Mapping[str, Any]) -> Result | Outcome:
    provenance = dataclasses.replace(
        Provenance(**header["provenance"]), versions=_pairs(header["provenance"]["versions"])
    )
    if "history" not in header:
        return Outcome(**{name: arrays[name] for name in _OUTCOME}, provenance=provenance)
    return Result(
        history=History(**{name: tuple(values) for name, values in header["history"].items()}),
        **{name: arrays[name] for name in _ARRAYS},
        weights={name.removeprefix("weights/"): arrays[name] for name in arrays if name.startswith("weights/")},
        parameters=header["parameters"],
        optimizer_arguments=_pairs(header["optimizer_arguments"]),
        provenance=provenance,
    )


def _pairs(items: list[list[Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, value) for name, value in items)


def entry(path: Path) -> Entry:
    """Describe a stored result for a listing, without reading its arrays."""
    size = path.stat().st_size
    try:
        header, _ = _opened(path)
        with _decoding(path):
            return _described(path, size, header)
    except StoreError as error:
        return Entry(path, size, damage=error.message)


def _described(path: Path, size: int, header: dict[str, Any]) -> Entry:
    job = header["key"]["job"]
    networks = job.get("networks", [job])
    return Entry(
        path,
        size,
        networks[0]["dataset"],
        origin(networks[0]["dataset"], header["key"]["data"]),
        " -> ".join(_network(network["model"]["layers"]) for network in networks),
        header.get("parameters", 0),
        len(header["history"]["loss"]) if "history" in header else 0,
        header["provenance"]["seconds"],
    )


def key(path: Path) -> dict[str, Any]:
    """Return the key of a stored result as plain JSON; raises as `checked`."""
    header, _ = _opened(path)
    with _decoding(path):
        found: dict[str, Any] = header["key"]
        return found


def origin(dataset: str, data_digest: str) -> str:
    """Return which data a dataset's digest stands for; nothing where no digest is registered that could tell."""
    if dataset not in datasets.INFOS or not datasets.INFOS[dataset].digest:
        return ""
    return "real" if datasets.INFOS[dataset].digest == data_digest else "sample"


def _network(layers: list[dict[str, Any]]) -> str:
    """Return the layers after the input in a few words: `Dense 300, Dropout 0.5, Dense 10`."""
    shown = ("kind", "units", "filters", "rate")
    return ", ".join(" ".join(str(layer[name]) for name in shown if name in layer) for layer in layers[1:])


def versions(path: Path) -> tuple[int, ...]:
    """Return the Keras and TensorFlow versions of a stored result as numbers; damaged files come last."""
    try:
        header, _ = _opened(path)
        with _decoding(path):
            found = header["key"]["versions"]
            return tuple(int(part) for _, text in found for part in text.split(".") if part.isdigit())
    except StoreError:
        return ()
