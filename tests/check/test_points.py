"""Suggested points, and the file of marks in which an assistant's own points survive."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import content
from reportgen.check.checking import examine
from reportgen.check.feedback import marks
from reportgen.check.points import Scheme, Suggestion, lab, schemes, suggestions
from reportgen.check.reading import Unreadable, read_text
from reportgen.check.reading.formats import unknown
from reportgen.check.session import Outcome
from reportgen.errors import LabError, ReportgenError
from reportgen.i18n import load_language
from reportgen.lab import load_lab

EN = load_language("en", content.templates())
WRONG = "# CNN\n\n## Weights\n\nThe layer has 784 * 100 + 100 = 78400 weights in total.\n"
SCHEME = Scheme((("2.3.2", 1.5), ("2.1.2", 1.5)), (("error", 0.5), ("inconsistency", 0.25), ("imprecision", 0.0)))


def outcome(text: str) -> Outcome:
    """Return the outcome of a report."""
    return Outcome("g", (examine(read_text(text), "pw04"),), (), ("report.md",))


def suggested(text: str, scheme: Scheme | None = SCHEME) -> dict[str, Suggestion]:
    """Return what is suggested, by question."""
    return {item.question: item for item in suggestions(outcome(text), scheme, EN)}


def test_a_refuted_cause_costs_what_its_severity_does() -> None:
    """The reason has the cost, what was looked at, and where."""
    item = suggested(WRONG)["2.3.2"]
    assert (item.of, item.points) == (1.5, 1.0)
    assert item.reasons.startswith("−0.5 ")
    assert "line 5" in item.reasons


def test_points_never_fall_below_nothing() -> None:
    """Two mistakes of two points each in a question of 1.5."""
    scheme = Scheme(SCHEME.points, (("error", 2.0), ("inconsistency", 2.0), ("imprecision", 2.0)))
    assert suggested(WRONG, scheme)["2.3.2"].points == 0.0


def test_what_was_not_found_is_for_a_person() -> None:
    """No suggestion, and a word why."""
    item = suggested(WRONG)["2.1.2"]
    assert item.points is None
    assert item.reasons.startswith("not found: please look")


def test_an_answer_of_which_nothing_was_checked_is_for_a_person() -> None:
    """Silence is no praise, and no full marks."""
    text = "# MLP from raw data\n\n## Topology\n\nThe 28 x 28 pixels go in; a softmax chooses the class.\n"
    scheme = Scheme((("2.1.1", 1.5),), ())
    item = suggested(text, scheme)["2.1.1"]
    assert (item.points, item.reasons) == (None, "nothing of it could be checked: please look")


def test_a_hand_in_that_cannot_be_read_has_a_row_that_says_why() -> None:
    """So that the file of marks has every student."""
    unreadable = Unreadable("r.docx", unknown("r.docx"))
    (item,) = suggestions(Outcome("g", (), (unreadable,)), SCHEME, EN)
    assert (item.question, item.points) == ("-", None)
    assert "received '.docx'" in item.reasons


def test_without_a_scheme_there_are_reasons_only() -> None:
    """A lab that says no points."""
    assert {item.points for item in suggested(WRONG, None).values()} == {None}


def test_both_labs_have_a_scheme() -> None:
    """The handouts' points; a lab based on another has the same."""
    found = lab("pw04")
    assert found.scheme is not None
    assert dict(found.scheme.points)["2.1.3"] == 3
    assert dict(found.scheme.costs) == {"error": 0.5, "inconsistency": 0.25, "imprecision": 0.0}
    assert lab("pw04-fashion").handout == "pw04"
    second = lab("assignment7").scheme
    assert second is not None
    assert dict(second.points)["4.C"] == 3
    assert set(schemes()) == {"assignment7", "pw04"}
    assert load_lab("pw04").options.marking.error == 0.5


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("error = -1", "marking.error: expected 0.* or more, received -1"),
        ('error = "much"', "marking.error: expected a number"),
        ("eror = 1", "marking.eror: unknown key; did you mean 'error'?"),
    ],
)
def test_marking_is_checked(tmp_path: Path, table: str, said: str) -> None:
    """As all of a lab file is."""
    path = tmp_path / "mine.toml"
    path.write_text(f'base = "pw04"\n[marking]\n{table}\n', "utf-8")
    with pytest.raises(LabError, match=said.replace("?", r"\?")):
        lab(str(path))


def test_a_lab_of_ones_own_changes_what_mistakes_cost(tmp_path: Path) -> None:
    """The questions come from its base."""
    path = tmp_path / "strict.toml"
    path.write_text('base = "pw04"\n[marking]\nerror = 1\n', "utf-8")
    found = lab(str(path))
    assert found.handout == "pw04"
    assert found.scheme is not None
    assert dict(found.scheme.costs)["error"] == 1.0


# ── the file of marks ───────────────────────────────────────────────────────────────────────────────────────


def rows(body: bytes, separator: str = ",") -> list[dict[str, str]]:
    """Return the rows of a file."""
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=separator))


def written(tmp_path: Path, text: str) -> Path:
    """Write a file of marks."""
    path = tmp_path / "marks.csv"
    path.write_text(text, "utf-8", newline="")
    return path


HALF = (Suggestion("1", 4.0, 3.5, "−0.5 because"), Suggestion("2", 1.0, None, "not found: please look"))


def test_a_new_file_has_a_row_for_each_question(tmp_path: Path) -> None:
    """The assistant's column is empty."""
    file = marks.read(tmp_path / "none.csv")
    assert file.suggest("Ada", HALF) == (3.5, 4.0)
    assert rows(file.to_bytes()) == [
        {"report": "Ada", "question": "1", "of": "4", "suggested": "3.5", "reasons": "−0.5 because", "own": ""},
        {"report": "Ada", "question": "2", "of": "1", "suggested": "", "reasons": "not found: please look", "own": ""},
    ]


@pytest.mark.parametrize(
    ("separator", "own", "points"), [(",", "2.5", "3.5"), (";", "2,5", "3,5"), ("\t", "2.5", "3.5")]
)
def test_the_assistants_own_points_win_and_stay(tmp_path: Path, separator: str, own: str, points: str) -> None:
    """With the columns that were added and the rows of others, as a French spreadsheet writes them too."""
    head = ["report", "question", "of", "suggested", "reasons", "own", "comment"]
    lines = [head, ["Ada", "1", "4", "1", "old", own, "see me"], ["Bob", "1", "4", "4", "", "", ""]]
    path = written(tmp_path, "".join(f"{separator.join(line)}\r\n" for line in lines))
    file = marks.read(path)
    assert file.suggest("Ada", HALF) == (2.5, 4.0)
    path.write_bytes(file.to_bytes())
    again = marks.read(path)
    again.suggest("Ada", HALF)
    first, bob, new = rows(again.to_bytes(), separator)
    assert (first["suggested"], first["own"], first["comment"]) == (points, own, "see me")
    assert (bob["report"], bob["suggested"]) == ("Bob", "4")
    assert (new["question"], new["comment"]) == ("2", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Ada,1,4,3,,much", r"row 2, column own: expected points from 0 to 4, received 'much'"),
        ("Ada,1,4,3,,-1", "row 2, column own"),
        ("Ada,1,4,3,,5", "row 2, column own: expected points from 0 to 4, received '5'"),
        ("Ada,1,4,3,,nan", "row 2, column own"),
        (",1,4,3,,1", "row 2, column report"),
        ("Ada,,4,3,,1", "row 2, column question"),
        ("Ada,1,4,3,,1,more", "row 2: expected 6 cells, received 7"),
        ("Ada,1,4,3,,1\nAda,1,4,3,,2", "row 3: 'Ada', question 1: given twice"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, line: str, said: str) -> None:
    """Before anything is checked, so that nothing is lost."""
    path = written(tmp_path, f"report,question,of,suggested,reasons,own\n{line}\n")
    with pytest.raises(ReportgenError, match=said):
        marks.read(path)


@pytest.mark.parametrize("text", ["", "a,b\n", "report,question\nAda,1\n", "report,report,question,own\n"])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    """So that it is not overwritten; an empty one may be."""
    path = written(tmp_path, text)
    if text:
        with pytest.raises(ReportgenError, match="row 1"):
            marks.read(path)
    else:
        assert marks.read(path).rows == {}


def test_a_question_that_is_gone_stays_if_it_has_points(tmp_path: Path) -> None:
    """What was suggested for it goes."""
    path = written(tmp_path, "report,question,of,suggested,reasons,own\nAda,8,1,1,,0.5\nAda,9,1,1,,\n")
    file = marks.read(path)
    file.suggest("Ada", HALF)
    assert [row["question"] for row in rows(file.to_bytes())] == ["8", "1", "2"]


@given(st.text(max_size=60))
def test_any_name_comes_back(name: str) -> None:
    """A formula, quotes, line ends: what is written is read as the same hand-in."""
    file = marks.Marks()
    file.suggest(f"x{name}", HALF)
    file.suggest(f"x{name}", HALF)
    assert len(file.rows) == 2
    assert len(rows(file.to_bytes())) == 2
