"""`reportgen check` as a user meets it: exit codes, what goes where, options."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.test_cli import run

RIGHT = "# Report\n\nThe first layer has 784 * 100 + 100 = 78500 weights.\n"
WRONG = "# Report\n\nThe first layer has 784 * 100 + 100 = 78400 weights.\n"
FRENCH = "# Rapport\n\nLa première couche du réseau a 784 * 100 + 100 = 78400 poids, et nous les avons comptés.\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Write a right, a wrong, a French and an unreadable report."""
    for name, text in {"right.md": RIGHT, "wrong.md": WRONG, "french.md": FRENCH, "empty.md": ""}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["right.md"], 0), (["wrong.md"], 1), (["empty.md"], 3), (["missing.md"], 3), (["right.md", "empty.md"], 3),
        (["empty.md", "wrong.md", "right.md"], 1), ([], 2),
    ],
)  # fmt: skip
def test_exit_codes(reports: Path, names: list[str], code: int) -> None:
    """Refuted wins over unreadable; what cannot be read is told on stderr, without a traceback."""
    done = run("check", *names, cwd=reports)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert ("empty" in done.stderr) == ("empty.md" in names)


def test_the_terminal_shows_what_is_wrong_where(reports: Path) -> None:
    """A table by question, then `file:line` with the value that is right."""
    done = run("check", "wrong.md", cwd=reports)
    assert "wrong.md: 0 right, 1 wrong" in done.stdout
    assert "2.1.2" in done.stdout
    assert "wrong.md:3: ✗ " in done.stdout
    assert "78,500" in done.stdout or "78500" in done.stdout


def test_several_reports_end_in_a_table(reports: Path) -> None:
    """A line a hand-in."""
    lines = run("check", "right.md", "wrong.md", cwd=reports).stdout.splitlines()
    assert [line.split()[0] for line in lines[-3:]] == ["Report", "right", "wrong"]


def test_feedback_is_in_the_reports_language_or_the_one_asked_for(reports: Path) -> None:
    """`--lang` is of the feedback; the report is read in its own."""
    assert "poids" in run("check", "french.md", cwd=reports).stdout
    done = run("check", "french.md", "--lang", "en", cwd=reports)
    assert "1 wrong" in done.stdout


def test_all_formats_go_into_a_folder(reports: Path) -> None:
    """Beside the reports themselves, which stay."""
    done = run("check", "wrong.md", "--format", "md,html,pdf,json,csv", "--output", str(reports), cwd=reports)
    assert done.returncode == 1
    made = {f"wrong{ending}" for ending in (".feedback.html", ".feedback.md", ".feedback.pdf", ".json")}
    assert {path.name for path in reports.iterdir()} >= {*made, "reports.csv", "wrong.md"}
    assert (reports / "wrong.md").read_text("utf-8") == WRONG
    assert (reports / "wrong.feedback.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((reports / "wrong.json").read_text("utf-8"))["report"] == "wrong.md"


def test_json_and_csv_go_to_the_terminal_without_a_folder(reports: Path) -> None:
    """For pipes."""
    document = json.loads(run("check", "wrong.md", "--format", "json", cwd=reports).stdout)
    assert [item["verdict"] for item in document["verdicts"]].count("refuted") >= 1
    table = list(
        csv.DictReader(io.StringIO(run("check", "wrong.md", "empty.md", "--format", "csv", cwd=reports).stdout))
    )
    assert [row["refuted"] for row in table] == [table[0]["refuted"], ""]
    assert "empty" in table[1]["unreadable"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "docx"), "received 'docx'"),
        (("--format", "html"), "--output: expected a folder"),
        (("--format", "text,csv"), "--output: expected a folder"),
        (("--lang", "it"), "no language 'it'"),
        (("--disable", "arithmetic.results"), "did you mean 'arithmetic.result'?"),
        (("--limit", "pages=many"), "expected NAME=NUMBER"),
        (("--limit", "paes=1"), "expected the name of a limit"),
        (("--lab", "pw99"), "no lab 'pw99'"),
        (("--key", "nowhere.json"), "nowhere.json"),
        (("--jobs", "0"), "--jobs"),
        (("--points", "wrong.md"), "row 1"),
        (("--format", "json", "--output", "wrong.md"), "not a folder"),
    ],
)
def test_wrong_usage_is_exit_2(reports: Path, arguments: tuple[str, ...], said: str) -> None:
    """One message that names what is wrong; nothing is checked or written."""
    done = run("check", "wrong.md", *arguments, cwd=reports)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert (reports / "wrong.md").read_text("utf-8") == WRONG


def test_a_limit_can_be_lowered_and_a_rule_left_out(reports: Path) -> None:
    """A file beyond a limit is unreadable; without its rules nothing is refuted."""
    assert run("check", "wrong.md", "--limit", "bytes=10", cwd=reports).returncode == 3
    rules = ("--disable", "arithmetic.result", "--disable", "structure.count")
    assert run("check", "wrong.md", *rules, cwd=reports).returncode == 0


def test_rules_are_listed() -> None:
    """Each with what it looks at, in a language."""
    assert "arithmetic.result                  Result of a computation" in run("check", "--rules").stdout
    assert "Résultat d’un calcul" in run("check", "--rules", "--lang", "fr").stdout


def test_points_are_suggested_and_the_assistants_own_stay(reports: Path) -> None:
    """A second run reads the file back."""
    arguments = ("check", "wrong.md", "--points", "marks.csv", "--format", "csv")
    assert run(*arguments, cwd=reports).returncode == 1
    path = reports / "marks.csv"
    path.write_bytes(path.read_bytes().replace(b"wrong,1,4,,not found: please look,", b"wrong,1,4,,see talk,0.75"))
    assert b"0.75" in path.read_bytes()
    assert run(*arguments, cwd=reports).returncode == 1
    assert b"wrong,1,4,,not found: please look,0.75" in path.read_bytes()


def test_a_zip_of_moodle_gives_a_file_a_student(tmp_path: Path) -> None:
    """Names that lead elsewhere do not; equal names stay apart."""
    with zipfile.ZipFile(tmp_path / "pw4.zip", "w") as archive:
        archive.writestr("Ada L_1_assignsubmission_file_/r.md", WRONG)
        archive.writestr("Ada L_2_assignsubmission_file_/r.md", RIGHT)
        archive.writestr("../x_3_assignsubmission_file_/r.md", RIGHT)
    done = run("check", "pw4.zip", "--format", "json", "--output", "out", "--jobs", "2", cwd=tmp_path)
    assert done.returncode == 1
    assert "leads out of the archive" in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["Ada-L-1.json", "Ada-L-2.json"]


def test_a_folder_that_looks_like_a_class_is_told(tmp_path: Path) -> None:
    """Its reports are one hand-in, as the guide says; how to check each by itself is said beside."""
    for name in ("ada.md", "blaise.md"):
        (tmp_path / name).write_text("784 * 100 + 100 = 78500\n")
    found = run("check", str(tmp_path))
    assert "its 2 reports are taken as one hand-in" in found.stderr
    assert str(tmp_path / "*") in found.stderr
    assert "hint" not in run("check", str(tmp_path / "ada.md"), str(tmp_path / "blaise.md")).stderr
