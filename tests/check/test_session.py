"""Many hand-ins: in order, each on its own, whatever happens to one."""

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.check.facts import Facts
from reportgen.check.session import Outcome, Settings, made, outcomes
from reportgen.check.verdict import Verdict

TEXT = "# Report\n\nThe first layer has 784 * 100 + 100 = 78500 weights.\n"
WRONG = "# Report\n\nThe first layer has 784 * 100 + 100 = 78400 weights.\n"


def folder(tmp_path: Path, **texts: str) -> list[Path]:
    """Write reports."""
    paths = [tmp_path / f"{name}.md" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, "utf-8")
    return paths


def named(outcome: Outcome) -> str:
    """Return a hand-in's name; some names do harm to the process that checks them."""
    if outcome.name == "dies" and outcome.files:
        os._exit(7)
    if outcome.name == "fails" and outcome.files:
        raise ValueError("a fault of ours")
    return f"{outcome.name}: {'; '.join(item.error.message for item in outcome.unreadable) or 'checked'}"


def test_one_report_is_checked_in_this_process(tmp_path: Path) -> None:
    """It has verdicts, the handout's questions, and the path that an editor opens."""
    (path,) = folder(tmp_path, report=WRONG)
    (outcome,) = outcomes([path], Settings())
    assert (outcome.name, outcome.paths, outcome.refuted) == ("report", (str(path),), True)
    (checked,) = outcome.files
    assert checked.handout == "pw04"
    assert checked.questions
    assert len(checked.topics) == len(checked.verdicts)


def test_outcomes_come_in_the_order_of_the_paths(tmp_path: Path) -> None:
    """Long and short ones mixed, two processes: 3, 1, 2 stays 3, 1, 2; a right and a wrong one are told apart."""
    paths = folder(tmp_path, c=TEXT * 200, a=WRONG, b=TEXT)
    found = list(outcomes(paths, Settings(jobs=2)))
    assert [(outcome.name, outcome.refuted) for outcome in found] == [("c", False), ("a", True), ("b", False)]


def test_what_happens_to_one_hand_in_stops_no_other(tmp_path: Path) -> None:
    """A process that dies, a fault of ours, a file that is none: each told by name."""
    paths = folder(tmp_path, first=TEXT, dies=TEXT, fails=TEXT, empty="", last=TEXT)
    (tmp_path / "broken.zip").write_bytes(b"PK broken")
    paths += [tmp_path / "broken.zip", tmp_path / "missing.md"]
    first, dies, fails, empty, last, broken, missing = made(paths, Settings(jobs=2), named)
    assert (first, last) == ("first: checked", "last: checked")
    assert "exit code 7" in dies
    assert "ValueError: a fault of ours" in fails
    assert empty.startswith("empty: ")
    assert "checked" not in empty
    assert "expected a zip archive" in broken
    assert "no file has" in missing


def test_the_files_of_one_group_come_together(tmp_path: Path) -> None:
    """Two students of one name stay two; paths lead into the archive."""
    with zipfile.ZipFile(tmp_path / "pw4.zip", "w") as archive:
        archive.writestr("Ada_1_assignsubmission_file_/report.md", TEXT)
        archive.writestr("Ada_1_assignsubmission_file_/more.txt", WRONG)
        archive.writestr("Ada_2_assignsubmission_file_/report.md", TEXT)
    found = list(outcomes([tmp_path / "pw4.zip"], Settings(jobs=1)))
    assert [(outcome.name, len(outcome.files)) for outcome in found] == [("Ada 1", 2), ("Ada 2", 1)]
    assert found[0].paths == (str(tmp_path / "pw4.zip/more.txt"), str(tmp_path / "pw4.zip/report.md"))


def test_a_rule_can_be_left_out(tmp_path: Path) -> None:
    """Its verdicts are not there, right or wrong."""
    paths = folder(tmp_path, report=WRONG)
    (outcome,) = outcomes(paths, Settings(disabled=("arithmetic.result", "structure.count")))
    assert not outcome.refuted


@pytest.mark.parametrize("handout", ["pw04", "assignment7"])
def test_the_lab_can_be_named(tmp_path: Path, handout: str) -> None:
    """Its questions are looked for, whatever the words tell."""
    (outcome,) = outcomes(folder(tmp_path, report=TEXT), Settings(handout=handout))
    assert outcome.files[0].handout == handout


def test_a_rule_that_fails_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other rules still speak; the fault is told."""

    def broken(facts: Facts) -> Iterator[Verdict]:
        raise ValueError(f"no {facts.submission.name}")

    monkeypatch.setattr("reportgen.check.rules.capacity.check", broken)
    (outcome,) = outcomes(folder(tmp_path, report=WRONG), Settings())
    assert outcome.refuted
    assert outcome.files[0].faults[0].endswith("ValueError: no report.md")
