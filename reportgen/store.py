"""Results under their content key: never a stale number, never half a result."""

import contextlib
import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from reportgen import result_file
from reportgen.errors import StoreError, first_line
from reportgen.keys import SUFFIX, Key
from reportgen.result_file import Entry
from reportgen.spec import Outcome, Result

DERIVED = ".derived"
ARRAY = ".array"
PACK = ".pack"
_LOCK = ".lock"
_PART = ".part"
_DAY = 24 * 3600  # seconds; no build works on a part file for so long
_log = logging.getLogger(__name__)


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

    def load(self, key: Key) -> Result | Outcome | None:
        """Return the result of a key, or None: not there, or damaged (with a word about it).

        Without TensorFlow the versions are not known: any stored version of the same work serves, the latest first.
        """
        for path in self.files(key):
            try:
                return result_file.read(path)
            except FileNotFoundError:
                continue
            except StoreError as error:
                _log.warning("%s; it is not used", error.message)
        return None

    def holds(self, key: Key) -> bool:
        """Tell whether the result of a key can be loaded; nothing is said about a damaged one."""
        with contextlib.suppress(FileNotFoundError, StoreError):
            result_file.read(self.folder / key.name)
            return True
        return False

    def files(self, key: Key) -> list[Path]:
        """Return where the result of a key may lie, the place to look at first first; see `load`."""
        if key.versions:
            return [self.folder / key.name]
        return sorted(self.folder.glob(f"{key.work[:24]}-*{SUFFIX}"), key=result_file.versions, reverse=True)

    def put(self, name: str, body: bytes) -> None:
        """Write a file, given without its first line, whole or not at all.

        Raises:
            StoreError: it cannot be written; the disk may be full.
        """
        with self._writing():
            handle, part = tempfile.mkstemp(dir=self.folder, suffix=_PART)
            try:
                with open(handle, "wb") as file:  # noqa: PTH123  (a descriptor, not a path)
                    file.write(result_file.with_checksum(body))
                    file.flush()
                    os.fsync(handle)
                Path(part).chmod(0o644)  # as any file; mkstemp's is for its owner alone, and a store is shared
                Path(part).replace(self.folder / name)
            finally:
                Path(part).unlink(missing_ok=True)

    def save(self, key: Key, result: Result | Outcome) -> None:
        """Write a result; raises as `put`."""
        self.put(key.name, result_file.encode(key, result))

    def derived(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return what was derived under a content key (a figure, a PDF), making it if it is not there or damaged.

        What cannot be kept is returned all the same.

        Args:
            key: the digest of all that decides the bytes, the code that makes them included.
            make: makes the bytes.
        """
        name = f"{key[:32]}{DERIVED}"
        with contextlib.suppress(FileNotFoundError, StoreError):
            return result_file.checked(self.folder / name)
        made = make()
        with contextlib.suppress(StoreError):
            self.put(name, made)
        return made

    def array(self, key: str, make: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        """Return the array under a content key, mapped and read-only, making it if it is not there or damaged.

        One process makes it, others that ask for it meanwhile wait.

        Raises:
            StoreError: it cannot be written.
        """
        name = f"{key[:32]}{ARRAY}"
        with self.lock(name):
            with contextlib.suppress(FileNotFoundError, StoreError):
                return result_file.mapped(self.folder / name)
            self.put(name, result_file.encode_array(make()))
            return result_file.mapped(self.folder / name)

    @contextlib.contextmanager
    def lock(self, name: str, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Hold the name of a file: another process waits for it. The lock goes with its process.

        Args:
            name: of the file that is being made.
            waiting: called if another process holds it.

        Raises:
            StoreError: the lock cannot be written.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / f"{name}{_LOCK}")
        with self._writing(), contextlib.suppress(Timeout):
            lock.acquire(timeout=0)
        if not lock.is_locked:
            waiting()
            with self._writing():
                lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def entries(self) -> tuple[Entry, ...]:
        """List the results, sorted by name."""
        return tuple(result_file.entry(path) for path in sorted(self.folder.glob(f"*{SUFFIX}")))

    def keys(self) -> tuple[dict[str, Any], ...]:
        """Return the keys of the results that can be read, as plain JSON."""
        found = []
        for path in sorted(self.folder.glob(f"*{SUFFIX}")):
            with contextlib.suppress(FileNotFoundError, StoreError):
                found.append(result_file.key(path))
        return tuple(found)

    def sizes(self, suffix: str) -> tuple[int, ...]:
        """Return the size in bytes of each figure and PDF (`DERIVED`), or of each array (`ARRAY`)."""
        return tuple(path.stat().st_size for path in self.folder.glob(f"*{suffix}"))

    def clean(self) -> int:
        """Remove all that is kept, locks and the remains of killed builds; return the bytes freed.

        What a running build holds stays: files whose lock is taken, the arrays while an experiment trains, and part
        files younger than a day.
        """
        names = {path.name.removesuffix(_LOCK) for path in self.folder.iterdir()}
        results = sorted(name for name in names if name.endswith(SUFFIX))
        arrays = sorted(name for name in names if name.endswith(ARRAY))
        parts = (path for path in self.folder.glob(f"*{_PART}") if time.time() - path.stat().st_mtime > _DAY)
        others = (*self.folder.glob(f"*{DERIVED}"), *self.folder.glob(f"*{PACK}"), *parts)
        with self._writing():
            freed = sum(map(self._clean_locked, results))
            training = any((self.folder / f"{name}{_LOCK}").exists() for name in results)
            freed += 0 if training else sum(map(self._clean_locked, arrays))
            return freed + sum(map(_remove, others))

    def _clean_locked(self, name: str) -> int:
        """Remove a file and its lock, unless the lock is taken."""
        from filelock import FileLock, Timeout

        lock = self.folder / f"{name}{_LOCK}"
        try:
            with FileLock(lock, timeout=0):
                return _remove(self.folder / name) + _remove(lock)
        except Timeout:
            return 0

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


def _remove(path: Path) -> int:
    """Remove a file if it is there, and return its size."""
    try:
        size = path.stat().st_size
        path.unlink()
    except FileNotFoundError:
        return 0
    return size
