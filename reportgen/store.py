"""Results under their content key: never a stale number, never half a result.

The key of a result is all that decides its numbers: the canonical experiment, the arrays it reads, the code that
trains it, the threads, and the versions of Keras and TensorFlow. Anything else (language, template, path, order of
sections, processor) does not enter. A file holds one result: a line with the checksum of the rest, a line of JSON (the
header: the key, the history, where it was trained), the arrays.
"""

import ast
import contextlib
import dataclasses
import hashlib
import io
import json
import logging
import os
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from reportgen import datasets, keras_model, losses, protocol, training
from reportgen.canonical import canonical, digest, to_json
from reportgen.errors import StoreError, first_line
from reportgen.spec import Experiment, History, Provenance, Result

SUFFIX = ".result"
DERIVED = ".derived"
_LOCK = ".lock"
_PART = ".part"
_SCHEMA = 1
_DAY = 24 * 3600  # seconds; no build works on a part file for so long
_ARRAYS = ("test", "validation_best", "validation_last", "validation_labels")
TRAINED_BY = (training, keras_model, losses, protocol)
"""The modules whose code decides a result."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Key:
    """What decides a result. `work` is all but the versions, so that results can be read without TensorFlow."""

    experiment: Experiment
    data: str
    code: str
    threads: int
    versions: tuple[tuple[str, str], ...]

    @property
    def work(self) -> str:
        """The digest of what is trained, on what, by which code."""
        return digest((_SCHEMA, self.experiment, self.data, self.code, self.threads))

    @property
    def name(self) -> str:
        """The file name of the result."""
        return f"{self.work[:24]}-{digest(self.versions)[:8]}{SUFFIX}"


def key_of(experiment: Experiment, data_digest: str) -> Key:
    """Return the key of an experiment on the arrays with this digest, with what is installed now."""
    return Key(experiment, data_digest, code_digest(*TRAINED_BY), training.THREADS, training.versions())


@cache
def code_digest(*modules: ModuleType) -> str:
    """Return the digest of some modules' code: its syntax, without comments and docstrings.

    A package stands for all its modules.
    """
    return digest([_normalised(path.read_text("utf-8")) for module in modules for path in _sources(module)])


def _sources(module: ModuleType) -> list[Path]:
    path = Path(str(module.__file__))
    return sorted(path.parent.rglob("*.py")) if path.name == "__init__.py" else [path]


@dataclass(frozen=True)
class Entry:
    """A stored result, as `reportgen store` lists it; `damage` says why it cannot be read, if so."""

    path: Path
    size: int
    dataset: str = ""
    origin: str = ""
    network: str = ""
    parameters: int = 0
    epochs: int = 0
    seconds: float = 0.0
    damage: str = ""


class Store:
    """A folder of results that any number of builds may share.

    Raises:
        StoreError: the folder cannot be made or is not a folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{folder}: not a usable store: {error.strerror}", "name another folder: --store DIR"
            ) from None

    def load(self, key: Key) -> Result | None:
        """Return the result of a key, or None: not there, or damaged (with a word about it).

        Without TensorFlow the versions are not known: any stored version of the same work serves, the latest first.
        """
        for path in self._candidates(key):
            try:
                return _read(path)
            except FileNotFoundError:
                continue
            except StoreError as error:
                _log.warning("%s; it is not used", error.message)
        return None

    def holds(self, key: Key) -> bool:
        """Tell whether the result of a key can be loaded; nothing is said about a damaged one."""
        with contextlib.suppress(FileNotFoundError, StoreError):
            _read(self.folder / key.name)
            return True
        return False

    def save(self, key: Key, result: Result) -> None:
        """Write a result whole or not at all.

        Raises:
            StoreError: it cannot be written; the disk may be full.
        """
        self._write(key.name, _encode(key, result))

    def derived(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return what was derived under a content key (a figure, a PDF), making it if it is not there or damaged.

        What cannot be kept is returned all the same.

        Args:
            key: the digest of all that decides the bytes, the code that makes them included.
            make: makes the bytes.
        """
        name = f"{key[:32]}{DERIVED}"
        with contextlib.suppress(FileNotFoundError, StoreError):
            return _checked(self.folder / name)
        made = make()
        with contextlib.suppress(StoreError):
            self._write(name, made)
        return made

    @contextlib.contextmanager
    def lock(self, key: Key) -> Iterator[None]:
        """Hold the key: a second build waits and then finds the result. The lock goes with its process.

        Raises:
            StoreError: the lock cannot be written.
        """
        from filelock import FileLock

        lock = FileLock(self.folder / f"{key.name}{_LOCK}")
        with self._writing():
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def entries(self) -> tuple[Entry, ...]:
        """List the results, sorted by name."""
        return tuple(_entry(path) for path in sorted(self.folder.glob(f"*{SUFFIX}")))

    def derived_sizes(self) -> tuple[int, ...]:
        """Return the size of each figure and PDF, in bytes."""
        return tuple(path.stat().st_size for path in self.folder.glob(f"*{DERIVED}"))

    def clean(self) -> int:
        """Remove results, figures, PDFs, locks and remains of killed builds; return the bytes freed.

        What a running build holds stays: results whose lock is taken, and part files younger than a day.
        """
        names = {path.name.removesuffix(_LOCK) for path in self.folder.glob(f"*{SUFFIX}*")}
        parts = (path for path in self.folder.glob(f"*{_PART}") if time.time() - path.stat().st_mtime > _DAY)
        with self._writing():
            freed = sum(self._clean_result(name) for name in sorted(names) if name.endswith(SUFFIX))
            return freed + sum(_remove(path) for path in (*self.folder.glob(f"*{DERIVED}"), *parts))

    def _clean_result(self, name: str) -> int:
        """Remove a result and its lock, unless the lock is taken."""
        from filelock import FileLock, Timeout

        lock = self.folder / f"{name}{_LOCK}"
        try:
            with FileLock(lock, timeout=0):
                return _remove(self.folder / name) + _remove(lock)
        except Timeout:
            return 0

    def _write(self, name: str, body: bytes) -> None:
        with self._writing():
            handle, part = tempfile.mkstemp(dir=self.folder, suffix=_PART)
            try:
                with open(handle, "wb") as file:  # noqa: PTH123  (a descriptor, not a path)
                    file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
                    file.flush()
                    os.fsync(handle)
                Path(part).replace(self.folder / name)
            finally:
                Path(part).unlink(missing_ok=True)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Turn what the system refuses to write into a StoreError."""
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"{self.folder}: cannot be written: {error.strerror or first_line(error)}",
                "free some space, or name another folder: --store DIR",
            ) from error

    def _candidates(self, key: Key) -> list[Path]:
        if key.versions:
            return [self.folder / key.name]
        return sorted(self.folder.glob(f"{key.work[:24]}-*{SUFFIX}"), key=_versions, reverse=True)


def _encode(key: Key, result: Result) -> bytes:
    arrays = {name: getattr(result, name) for name in _ARRAYS}
    arrays |= {f"weights/{name}": array for name, array in result.weights.items()}
    header = {
        "schema": _SCHEMA,
        "key": to_json(key),
        "history": to_json(result.history),
        "parameters": result.parameters,
        "optimizer_arguments": to_json(result.optimizer_arguments),
        "provenance": to_json(result.provenance),
    }
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return canonical(header).encode() + b"\n" + file.getvalue()


def _remove(path: Path) -> int:
    """Remove a file if it is there, and return its size."""
    try:
        size = path.stat().st_size
        path.unlink()
    except FileNotFoundError:
        return 0
    return size


def _checked(path: Path) -> bytes:
    """Read a stored file without its first line, the checksum of the rest.

    Raises:
        StoreError: the checksum does not fit: the file was cut or changed; or it cannot be read.
        FileNotFoundError: no such file.
    """
    try:
        checksum, _, body = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    if hashlib.sha256(body).hexdigest().encode() != checksum:
        raise StoreError(f"{path}: damaged: its checksum does not fit")
    return body


@contextlib.contextmanager
def _decoding(path: Path) -> Iterator[None]:
    """Turn what goes wrong in reading another version's file into a StoreError."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, EOFError, zipfile.BadZipFile) as error:
        raise StoreError(f"{path}: written by another version") from error


def _opened(path: Path) -> tuple[dict[str, Any], bytes]:
    """Read the header of a result, and its arrays as bytes; raises as `_checked`."""
    head, _, payload = _checked(path).partition(b"\n")
    with _decoding(path):
        header: dict[str, Any] = json.loads(head)
        if header["schema"] != _SCHEMA:
            raise ValueError(f"schema {header['schema']}")
    return header, payload


def _read(path: Path) -> Result:
    """Read a result; raises as `_checked`."""
    header, payload = _opened(path)
    with _decoding(path), np.load(io.BytesIO(payload), allow_pickle=False) as arrays:
        return _decode(header, arrays)


def _decode(header: dict[str, Any], arrays: Mapping[str, Any]) -> Result:
    provenance = header["provenance"]
    return Result(
        history=History(**{name: tuple(values) for name, values in header["history"].items()}),
        **{name: arrays[name] for name in _ARRAYS},
        weights={name.removeprefix("weights/"): arrays[name] for name in arrays if name.startswith("weights/")},
        parameters=header["parameters"],
        optimizer_arguments=_pairs(header["optimizer_arguments"]),
        provenance=dataclasses.replace(Provenance(**provenance), versions=_pairs(provenance["versions"])),
    )


def _pairs(items: list[list[Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, value) for name, value in items)


def _entry(path: Path) -> Entry:
    size = path.stat().st_size
    try:
        header, _ = _opened(path)
        with _decoding(path):
            return _described(path, size, header)
    except StoreError as error:
        return Entry(path, size, damage=error.message)


def _described(path: Path, size: int, header: dict[str, Any]) -> Entry:
    experiment = header["key"]["experiment"]
    return Entry(
        path,
        size,
        experiment["dataset"],
        _origin(experiment["dataset"], header["key"]["data"]),
        _network(experiment["model"]["layers"]),
        header["parameters"],
        len(header["history"]["loss"]),
        header["provenance"]["seconds"],
    )


def _origin(dataset: str, data_digest: str) -> str:
    """Return which data a dataset's digest stands for; nothing for a dataset that is not registered any more."""
    if dataset not in datasets.INFOS:
        return ""
    return "real" if datasets.INFOS[dataset].digest == data_digest else "sample"


def _network(layers: list[dict[str, Any]]) -> str:
    """Return the layers after the input in a few words: `Dense 300, Dropout 0.5, Dense 10`."""
    shown = ("kind", "units", "filters", "rate")
    return ", ".join(" ".join(str(layer[name]) for name in shown if name in layer) for layer in layers[1:])


def _versions(path: Path) -> tuple[int, ...]:
    """Return the Keras and TensorFlow versions of a stored result as numbers; damaged files come last."""
    try:
        header, _ = _opened(path)
        with _decoding(path):
            versions = header["key"]["versions"]
            return tuple(int(part) for _, text in versions for part in text.split(".") if part.isdigit())
    except StoreError:
        return ()


def _normalised(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
