"""Files reach their place together, or none does."""

import os
from pathlib import Path

import pytest

from reportgen import output
from reportgen.errors import RenderError
from tests.test_store import small_disk


def names(folder: Path) -> set[str]:
    """Return the paths of all files below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_and_stale_ones_removed(tmp_path: Path) -> None:
    """Only what a build writes is removed."""
    output.publish({tmp_path / name: b"1" for name in ("answers.json", "report.md", "figures/a.svg")})
    (tmp_path / "figures" / "mine.png").write_bytes(b"own")
    output.publish({tmp_path / "answers.json": b"2", tmp_path / "report.pdf": b"2"})
    assert names(tmp_path) == {"answers.json", "report.pdf", "figures/mine.png"}
    assert (tmp_path / "answers.json").read_bytes() == b"2"
    assert (tmp_path / "answers.json").stat().st_mode & 0o777 == 0o644


def test_a_full_disk_leaves_the_earlier_files_and_nothing_else(tmp_path: Path) -> None:
    """The file meant is named, not the one it was staged in."""
    earlier = {tmp_path / "answers.json": b"1", tmp_path / "report.md": b"1"}
    output.publish(earlier)
    with small_disk(), pytest.raises(RenderError) as caught:
        output.publish({tmp_path / "answers.json": b"2", tmp_path / "report.md": b"2" * 1000})
    assert caught.value.message == f"{tmp_path / 'report.md'}: cannot be written: File too large"
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == earlier


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    """Before anything reaches its place."""
    (tmp_path / "report.md").mkdir()
    with pytest.raises(RenderError, match=r"report\.md: cannot be written: it is a folder"):
        output.publish({tmp_path / "answers.json": b"2", tmp_path / "report.md": b"2"})
    assert names(tmp_path) == set()


def test_a_stale_entry_that_cannot_be_removed_is_named(tmp_path: Path) -> None:
    """A folder with the name of a figure."""
    (tmp_path / "figures" / "old.svg").mkdir(parents=True)
    with pytest.raises(RenderError, match=r"old\.svg: cannot be written"):
        output.publish({tmp_path / "answers.json": b"2"})


@pytest.mark.parametrize("name", ["", "new", "new/deeper"])
def test_a_folder_that_can_be_made_is_accepted(tmp_path: Path, name: str) -> None:
    """Nothing is made yet."""
    output.check(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["file", "file/below", "file/far/below", "dangling", "dangling/below"])
def test_a_file_in_the_way_is_refused_beforehand(tmp_path: Path, name: str) -> None:
    """The output is named, and what stands in its way."""
    (tmp_path / "file").write_text("")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    with pytest.raises(RenderError, match=r"cannot be written: .* is not a folder") as caught:
        output.check(tmp_path / name)
    assert caught.value.message.startswith(str(tmp_path / name))
    assert "--output" in caught.value.hint


def test_a_folder_without_permission_is_refused_beforehand(tmp_path: Path) -> None:
    """Not as root, who may write anywhere."""
    tmp_path.chmod(0o500)
    if os.access(tmp_path, os.W_OK):
        pytest.skip("this user may write anywhere")
    with pytest.raises(RenderError, match="no permission to write into"):
        output.check(tmp_path / "new")
