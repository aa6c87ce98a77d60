"""What a group hands in: files, folders, Moodle's archives."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from reportgen.check.reading import HandIn, Limits, hand_ins
from reportgen.errors import SubmissionError

TEXT = "We train the network."


def zipped(path: Path, files: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def one(path: Path, limits: Limits | None = None) -> HandIn:
    """Return the only hand-in of a path."""
    (found,) = hand_ins([path], limits=limits)
    return found


def names(hand_in: HandIn) -> list[str]:
    """Return the names of the files that were read."""
    return [submission.name for submission in hand_in.submissions]


def test_a_file_is_a_hand_in(tmp_path: Path) -> None:
    """A file is a hand in."""
    (tmp_path / "report.md").write_text(TEXT)
    assert (one(tmp_path / "report.md").name, names(one(tmp_path / "report.md"))) == ("report", ["report.md"])


def test_a_folder_is_one_hand_in_of_several_files(tmp_path: Path) -> None:
    """A folder is one hand in of several files."""
    folder = tmp_path / "Group 3"
    (folder / "notebooks").mkdir(parents=True)
    for name in ("b.md", "a.txt", "notebooks/c.tex", ".hidden.md", "data.csv", "loss.png"):
        (folder / name).write_text(TEXT)
    found = one(folder)
    assert (found.name, names(found), found.unreadable) == ("Group 3", ["a.txt", "b.md", "notebooks/c.tex"], ())


def test_an_archive_of_moodle_is_many_hand_ins(tmp_path: Path) -> None:
    """An archive of Moodle is many hand ins."""
    path = zipped(
        tmp_path / "pw4.zip",
        {
            "Ada L_12345_assignsubmission_file_/report.md": TEXT,
            "Ada L_12345_assignsubmission_file_/nb/raw.tex": TEXT,
            "Blaise P_99_assignsubmission_file_/rapport.txt": "Nous entraînons le réseau.",
            "__MACOSX/._report.md": b"\0\0",
        },
    )
    assert [(found.name, names(found)) for found in hand_ins([path])] == [
        ("Ada L", ["nb/raw.tex", "report.md"]), ("Blaise P", ["rapport.txt"]),
    ]  # fmt: skip


def test_an_unpacked_archive_of_moodle_is_many_hand_ins_too(tmp_path: Path) -> None:
    """An unpacked archive of Moodle is many hand ins too."""
    for name in ("Ada_1_assignsubmission_file_", "Blaise_2_assignsubmission_file_"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "r.md").write_text(TEXT)
    assert [found.name for found in hand_ins([tmp_path])] == ["Ada", "Blaise"]


def test_a_folder_of_folders_is_a_hand_in_for_each(tmp_path: Path) -> None:
    """No student is checked with another, unless a report beside the folders tells that they belong together."""
    for name in ("group 1", "group 2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "r.md").write_text(TEXT)
    (tmp_path / "marks.csv").write_text("group,points")
    assert [found.name for found in hand_ins([tmp_path])] == ["group 1", "group 2"]
    archive = zipped(tmp_path / "all.zip", {"group 1/r.md": TEXT, "group 2/r.md": TEXT})
    assert [found.name for found in hand_ins([archive])] == ["group 1", "group 2"]
    (tmp_path / "report.md").write_text(TEXT)
    assert len(list(hand_ins([tmp_path]))) == 1


def test_a_student_who_gave_only_another_format_is_not_forgotten(tmp_path: Path) -> None:
    """Among many hand-ins, one without any report is told; files beside a report and hidden ones are not."""
    path = zipped(
        tmp_path / "pw4.zip",
        {
            "Ada_1_assignsubmission_file_/report.docx": b"PK",
            "Ada_1_assignsubmission_file_/.DS_Store": b"\0",
            "Blaise_2_assignsubmission_file_/r.md": TEXT,
            "Blaise_2_assignsubmission_file_/loss.png": b"\0",
            "Carl_3_assignsubmission_file_/rapport": TEXT,
            "marks.xlsx": b"PK",
        },
    )
    ada, blaise, carl = hand_ins([path])
    assert (ada.name, ada.submissions, [item.name for item in ada.unreadable]) == ("Ada", (), ["report.docx"])
    assert "received '.docx'" in ada.unreadable[0].error.message
    assert (names(blaise), blaise.unreadable, names(carl)) == (["r.md"], (), ["rapport"])


def test_two_students_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """By the number that Moodle gave their hand-ins."""
    files = {f"Ada L_{number}_assignsubmission_file_/r.md": TEXT for number in (12, 7)}
    assert {found.name for found in hand_ins([zipped(tmp_path / "pw4.zip", files)])} == {"Ada L 12", "Ada L 7"}


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    """What cannot be read is listed and the rest goes on."""
    found = one(zipped(tmp_path / "g.zip", {"a.md": "", "b.md": TEXT, "c.pdf": b"%PDF-broken", "d.ipynb": "{"}))
    assert names(found) == ["b.md"]
    assert [unreadable.name for unreadable in found.unreadable] == ["a.md", "c.pdf", "d.ipynb"]


@pytest.mark.parametrize("name", ["../evil.md", "a/../../evil.md", "/etc/evil.md", "..\\evil.md", "C:\\evil.md"])
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    """A name that leads out of the archive is refused."""
    found = one(zipped(tmp_path / "g.zip", {name: TEXT, "good.md": TEXT}))
    assert names(found) == ["good.md"]
    assert "leads out" in found.unreadable[0].error.message
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["g.zip"]


def test_an_archive_within_an_archive_is_refused(tmp_path: Path) -> None:
    """An archive within an archive is refused."""
    inner = zipped(tmp_path / "inner.zip", {"r.md": TEXT}).read_bytes()
    found = one(zipped(tmp_path / "g.zip", {"inner.zip": inner, "r.md": TEXT}))
    assert names(found) == ["r.md"]
    assert "archive within" in found.unreadable[0].error.message


def test_a_bomb_is_refused_by_what_it_says_of_its_size(tmp_path: Path) -> None:
    """A bomb is refused by what it says of its size."""
    path = zipped(tmp_path / "g.zip", {"bomb.md": b"0" * 5_000_000, "r.md": TEXT})
    assert path.stat().st_size < 20_000
    found = one(path, Limits(bytes=1_000_000))
    assert names(found) == ["r.md"]
    assert "at most 1,000,000 bytes" in found.unreadable[0].error.message


def test_a_bomb_that_lies_about_its_size_is_cut_off(tmp_path: Path) -> None:
    """A bomb that lies about its size is cut off."""
    path = zipped(tmp_path / "g.zip", {"bomb.md": b"0" * 5_000_000})
    data = path.read_bytes()
    path.write_bytes(data.replace((5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    found = one(path, Limits(bytes=1_000))
    assert found.submissions == () or len(found.submissions[0].lines[0].text) <= 1_000


@pytest.mark.parametrize(
    ("limits", "said"), [(Limits(files=2), "at most 2 files"), (Limits(archive=20), "at most 20 bytes")]
)
def test_an_archive_beyond_the_limits_is_refused(tmp_path: Path, limits: Limits, said: str) -> None:
    """An archive beyond the limits is refused."""
    path = zipped(tmp_path / "g.zip", {f"{n}.md": TEXT for n in range(3)})
    with pytest.raises(SubmissionError, match=said):
        one(path, limits)


def test_a_broken_archive_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    """A broken archive and an empty folder are refused."""
    (tmp_path / "g.zip").write_bytes(b"PK\x03\x04broken")
    with pytest.raises(SubmissionError, match="expected a zip"):
        one(tmp_path / "g.zip")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SubmissionError, match="received none"):
        one(tmp_path / "empty")


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    """Links out of a folder are not followed."""
    (tmp_path / "secret.md").write_text("secret")
    folder = tmp_path / "g"
    folder.mkdir()
    (folder / "link.md").symlink_to(tmp_path / "secret.md")
    (folder / "r.md").write_text(TEXT)
    assert names(one(folder)) == ["r.md"]
