"""Results under their content key: never a stale number, never half a result.

The key of a result is all that decides its numbers: the canonical experiment, the arrays it reads, the code that
trains it, the threads, and the versions of Keras and TensorFlow. Anything else (language, template, path, order of
sections, processor) does not enter. A file holds one result; its first line is the checksum of the rest.
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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from reportgen import keras_model, losses, protocol, training
from reportgen.canonical import canonical, digest, to_json
from reportgen.errors import StoreError
from reportgen.spec import Experiment, History, Provenance, Result

SUFFIX = ".result"
DERIVED = ".derived"
_SCHEMA = 1
_ARRAYS = ("test", "validation_best", "validation_last", "validation_labels")
_TRAINING = (training, keras_model, losses, protocol)
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
    return Key(experiment, data_digest, code_digest(*_TRAINING), training.THREADS, training.versions())


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
                return _read(path)[1]
            except FileNotFoundError:
                continue
            except StoreError as error:
                _log.warning("%s; it is trained again", error.message)
        return None

    def save(self, key: Key, result: Result) -> None:
        """Write a result whole or not at all."""
        self._write(key.name, _encode(key, result))

    def derived(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return what was derived under a content key (a figure, a PDF), making it if it is not there or damaged.

        Args:
            key: the digest of all that decides the bytes, the code that makes them included.
            make: makes the bytes.
        """
        name = f"{key[:32]}{DERIVED}"
        with contextlib.suppress(FileNotFoundError, StoreError):
            return _checked(self.folder / name)
        made = make()
        self._write(name, made)
        return made

    @contextlib.contextmanager
    def lock(self, key: Key) -> Iterator[None]:
        """Hold the key: a second build waits and then finds the result. The lock goes with its process."""
        from filelock import FileLock

        with FileLock(self.folder / f"{key.name}.lock"):
            yield

    def entries(self) -> tuple[Entry, ...]:
        """List the results, sorted by name."""
        return tuple(_entry(path) for path in sorted(self.folder.glob(f"*{SUFFIX}")))

    def clean(self, keep: frozenset[str] = frozenset()) -> int:
        """Remove results (but those named in `keep`), locks and remains of killed builds; return the bytes freed."""
        freed = 0
        for path in self.folder.iterdir():
            if path.name not in keep and path.name.endswith((SUFFIX, f"{SUFFIX}.lock", ".part", DERIVED)):
                freed += path.stat().st_size
                path.unlink()
        return freed

    def _write(self, name: str, body: bytes) -> None:
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(self.folder / name)

    def _candidates(self, key: Key) -> list[Path]:
        if key.versions:
            return [self.folder / key.name]
        return sorted(self.folder.glob(f"{key.work[:24]}-*{SUFFIX}"), key=_versions, reverse=True)


def _encode(key: Key, result: Result) -> bytes:
    arrays = {name: getattr(result, name) for name in _ARRAYS}
    arrays |= {f"weights/{name}": array for name, array in result.weights.items()}
    header = {
        "key": to_json(key),
        "history": to_json(result.history),
        "parameters": result.parameters,
        "optimizer_arguments": to_json(result.optimizer_arguments),
        "provenance": to_json(result.provenance),
    }
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return canonical(header).encode() + b"\n" + file.getvalue()


def _checked(path: Path) -> bytes:
    """Read a stored file without its first line, the checksum of the rest.

    Raises:
        StoreError: the checksum does not fit: the file was cut or changed.
        FileNotFoundError: no such file.
    """
    checksum, _, body = path.read_bytes().partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != checksum:
        raise StoreError(f"{path}: damaged: its checksum does not fit")
    return body


def _read(path: Path) -> tuple[dict[str, Any], Result]:
    """Read a result with its key; raises as `_checked`."""
    head, _, payload = _checked(path).partition(b"\n")
    header = json.loads(head)
    with np.load(io.BytesIO(payload), allow_pickle=False) as arrays:
        weights = {name.removeprefix("weights/"): arrays[name] for name in arrays if name.startswith("weights/")}
        fixed = {name: arrays[name] for name in _ARRAYS}
    history = History(**{name: tuple(values) for name, values in header["history"].items()})
    provenance = header["provenance"]
    return header["key"], Result(
        history=history,
        **fixed,
        weights=weights,
        parameters=header["parameters"],
        optimizer_arguments=_pairs(header["optimizer_arguments"]),
        provenance=dataclasses.replace(Provenance(**provenance), versions=_pairs(provenance["versions"])),
    )


def _pairs(items: list[list[Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, value) for name, value in items)


def _entry(path: Path) -> Entry:
    size = path.stat().st_size
    try:
        key, result = _read(path)
    except StoreError as error:
        return Entry(path, size, damage=error.message)
    dataset, epochs = key["experiment"]["dataset"], len(result.history.loss)
    return Entry(path, size, dataset, result.parameters, epochs, result.provenance.seconds)


def _versions(path: Path) -> tuple[int, ...]:
    """Return the Keras and TensorFlow versions of a stored result as numbers; damaged files come last."""
    try:
        key, _ = _read(path)
    except StoreError:
        return ()
    return tuple(int(part) for _, text in key["versions"] for part in text.split(".") if part.isdigit())


def _normalised(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
