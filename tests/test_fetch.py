"""Downloading, from a server of our own on this machine."""

import hashlib
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reportgen import datasets
from reportgen.datasets.entries import ENTRIES, Download, Entry
from reportgen.datasets.fetching import Fetched, fetch
from reportgen.datasets.layouts import Idx, Npz
from reportgen.errors import DataError
from tests.test_cli import run
from tests.test_datasets import STEMS, TINY, tiny_arrays, truncate, write_idx, write_npz

Words = list[tuple[str, int, int]]


class Mirror(ThreadingHTTPServer):
    """A server of some files that remembers what it was asked for; it serves inside `with`."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = files
        self.asked: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_port}/"

    def __enter__(self) -> "Mirror":
        """Begin to serve."""
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}).start()
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """Answers with a file, or that there is none."""

    server: Mirror

    def do_GET(self) -> None:
        """Answer."""
        self.server.asked.append(self.path)
        body = self.server.files.get(self.path.removeprefix("/"))
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(autouse=True)
def direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reach our own servers past any proxy."""
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def archive(tmp_path: Path) -> bytes:
    """Return the bytes of the published file."""
    return write_npz(tmp_path / "published" / "tiny.npz").read_bytes()


@pytest.fixture
def mirror(archive: bytes) -> Iterator[Mirror]:
    """Serve the published file, and a damaged one, until the test is done."""
    with Mirror({"tiny.npz": archive, "bad/tiny.npz": archive[:-1] + b"?"}) as opened:
        yield opened


@pytest.fixture
def dead() -> str:
    """Return an address at which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{found.getsockname()[1]}/"


def entry(archive: bytes, *mirrors: str) -> Entry:
    """Return the tiny dataset with a download."""
    checksum = f"sha256:{hashlib.sha256(archive).hexdigest()}"
    return replace(TINY, download=Download("", {"tiny.npz": checksum}, mirrors))


def fetched(wanted: Entry, folder: Path, heard: Words | None = None) -> Fetched:
    """Fetch into a folder of data."""
    words = [] if heard is None else heard
    return fetch(wanted, folder, {}, (TINY.info,), lambda *word: words.append(word))


def contents(folder: Path) -> list[str]:
    """Return the names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_dataset_is_downloaded_and_found(mirror: Mirror, archive: bytes, tmp_path: Path) -> None:
    """The folder is made, the file is whole and everybody's to read, its bytes are reported; loading finds it."""
    heard: Words = []
    done = fetched(entry(archive, mirror.address), tmp_path / "new" / "data", heard)
    path = tmp_path / "new" / "data" / "tiny.npz"
    assert done == Fetched("tiny", "downloaded", str(path))
    assert path.read_bytes() == archive
    assert path.stat().st_mode & 0o777 == 0o644
    assert heard[-1] == ("tiny.npz", len(archive), len(archive))
    assert contents(path.parent) == ["tiny.npz"]


def test_without_a_folder_it_goes_where_builds_look(mirror: Mirror, archive: bytes, tmp_path: Path) -> None:
    """That is the user's own folder of data."""
    wanted, environ = entry(archive, mirror.address), {"XDG_DATA_HOME": str(tmp_path), "KERAS_HOME": str(tmp_path)}
    done = fetch(wanted, None, environ, (), lambda *_: None)
    assert done.message == str(tmp_path / "reportgen" / "tiny.npz")
    assert datasets.loading.load(wanted, "auto", None, environ).origin == "real"


def test_several_files_lie_in_a_folder_of_their_own(tmp_path: Path) -> None:
    """As Fashion-MNIST's four do; those that are there with the right checksum stay."""
    published = write_idx(tmp_path / "published", ".gz")
    files = {f"{stem}.gz": (published / f"{stem}.gz").read_bytes() for stem in STEMS.values()}
    checksums = {name: f"md5:{hashlib.md5(body).hexdigest()}" for name, body in files.items()}
    with Mirror(files) as opened:
        wanted = replace(TINY, layouts=(Idx("tiny"),), download=Download("tiny", checksums, (opened.address,)))
        fetched(wanted, tmp_path / "data")
        truncate(tmp_path / "data" / "tiny" / "train-images-idx3-ubyte.gz")
        assert fetched(wanted, tmp_path / "data").status == "downloaded"
    assert contents(tmp_path / "data" / "tiny") == sorted(files)
    assert opened.asked == [*(f"/{name}" for name in files), "/train-images-idx3-ubyte.gz"]


def test_what_is_verified_is_not_fetched_again(mirror: Mirror, archive: bytes, tmp_path: Path) -> None:
    """The arrays decide, however they are packed."""
    write_idx(tmp_path / "data", arrays=tiny_arrays())
    assert fetched(entry(archive, mirror.address), tmp_path / "data").status == "present"
    assert mirror.asked == []


def test_a_damaged_file_is_replaced(mirror: Mirror, archive: bytes, tmp_path: Path) -> None:
    """Once the new one is whole."""
    truncate(write_npz(tmp_path / "data" / "tiny.npz"))
    assert fetched(entry(archive, mirror.address), tmp_path / "data").status == "downloaded"
    assert (tmp_path / "data" / "tiny.npz").read_bytes() == archive


def test_the_next_mirror_is_tried(mirror: Mirror, archive: bytes, dead: str, tmp_path: Path) -> None:
    """Nobody there, no such file, another file: the first that has it serves."""
    wanted = entry(archive, dead, f"{mirror.address}gone/", f"{mirror.address}bad/", mirror.address)
    assert fetched(wanted, tmp_path / "data").status == "downloaded"
    assert mirror.asked == ["/gone/tiny.npz", "/bad/tiny.npz", "/tiny.npz"]


def test_without_a_mirror_the_error_says_what_to_do(mirror: Mirror, archive: bytes, dead: str, tmp_path: Path) -> None:
    """What every mirror said, how to get it by hand; the damaged file that was there still is, and nothing else."""
    folder = tmp_path / "data"
    damaged = write_npz(folder / "tiny.npz")
    truncate(damaged)
    before = damaged.read_bytes()
    with pytest.raises(DataError, match=r"tiny: tiny\.npz cannot be downloaded") as caught:
        fetched(entry(archive, dead, f"{mirror.address}gone/", f"{mirror.address}bad/"), folder)
    reasons = caught.value.message.split("cannot be downloaded: ")[1].split("; ")
    assert reasons == [
        f"{dead}: ConnectionError",
        f"{mirror.address}gone/: HTTP status 404",
        f"{mirror.address}bad/: its checksum is not the published one",
    ]
    assert caught.value.hint == f"draw it, and put it into {folder}"
    assert contents(folder) == ["tiny.npz"]
    assert damaged.read_bytes() == before


def test_only_the_arrays_count_in_the_end(mirror: Mirror, archive: bytes, tmp_path: Path) -> None:
    """A file as published whose arrays are not the dataset's is an error."""
    wanted = entry(archive, mirror.address)
    with pytest.raises(DataError, match="expected the data of other"):
        fetched(replace(wanted, info=replace(TINY.info, name="other", digest="0" * 64)), tmp_path / "data")


def test_a_folder_that_cannot_be_made_is_an_error(archive: bytes, tmp_path: Path) -> None:
    """A file is in its place."""
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="file: expected a folder to download into") as caught:
        fetched(entry(archive), tmp_path / "file")
    assert "--data-dir" in caught.value.hint


def test_what_needs_an_account_is_explained(tmp_path: Path) -> None:
    """For the X-rays the command prints where they are and where to put them; that is no failure."""
    done = run("data", "fetch", "chest_xray", "--data-dir", str(tmp_path / "data"))
    assert done.returncode == 0
    assert "chest_xray: by hand: get https://www.kaggle.com/" in done.stdout
    assert f"put it into {tmp_path / 'data'}" in done.stdout


def test_the_option_stands_after_the_verb(tmp_path: Path) -> None:
    """Before it, it would be passed over in silence; an unknown dataset is answered with the valid names."""
    wrong = run("data", "--data-dir", str(tmp_path), "fetch", "mnist")
    assert (wrong.returncode, "stands after 'fetch'" in wrong.stderr) == (2, True)
    unknown = run("data", "fetch", "minst", "--data-dir", str(tmp_path))
    assert unknown.returncode == 1
    assert "expected one of chest_xray, fashion_mnist, mnist" in unknown.stderr


@pytest.mark.parametrize("name", [name for name, found in ENTRIES.items() if found.download])
def test_a_registered_download_goes_where_loading_looks_first(name: str, tmp_path: Path) -> None:
    """Its files are those of the first layout; each has a checksum, and more than one mirror serves them."""
    registered = ENTRIES[name]
    assert registered.download is not None
    assert len(registered.download.mirrors) > 1
    for file, checksum in registered.download.files.items():
        algorithm, _, digest = checksum.partition(":")
        assert len(bytes.fromhex(digest)) == hashlib.new(algorithm).digest_size
        path = tmp_path / registered.download.folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    assert isinstance(registered.layouts[0], Npz | Idx)
    assert registered.layouts[0].found(tmp_path)
