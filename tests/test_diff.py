"""What `reportgen diff` calls moved, and what it says of the rest."""

import json
from collections import Counter
from pathlib import Path
from statistics import mean, stdev
from typing import Any

import numpy as np
import pytest

from reportgen.answers.student import prediction_interval
from reportgen.answers_file import AnswerRecord, AnswersFile, DataRecord
from reportgen.canonical import to_json
from reportgen.diff import Diff, Verdict, diff
from reportgen.errors import AnswersError
from reportgen.spec import Spread
from tests.test_cli import run


def exact(value: Any, id_: str = "a.exact", unit: str = "count") -> AnswerRecord:
    """Return an answer that no training decides."""
    return AnswerRecord(id_, value, unit, trained=False, spread=None)


def learned(*values: Any, id_: str = "a.learned") -> AnswerRecord:
    """Return a trained answer with a value a seed."""
    if len(values) == 1:
        return AnswerRecord(id_, values[0], "accuracy", trained=True, spread=None)
    spread = Spread(values, mean(values), stdev(values), *prediction_interval(values))
    return AnswerRecord(id_, values[0], "accuracy", trained=True, spread=spread)


def built(*answers: AnswerRecord, **changed: Any) -> AnswersFile:
    """Return the file of a build."""
    parts: dict[str, Any] = {
        "lab": "pw04",
        "changes": (),
        "sections": ("a",),
        "protocol": "course",
        "seeds": 1,
        "data": {"mnist": DataRecord("real", "1" * 64)},
    }
    return AnswersFile(**(parts | changed), answers=answers)


def only(found: Diff) -> Verdict:
    """Return the only verdict."""
    (verdict,) = found.verdicts
    return verdict


NEAR = (0.951, 0.953, 0.949, 0.950, 0.952)
ALSO_NEAR = (0.950, 0.952, 0.948, 0.951, 0.953)
FAR = (0.911, 0.913, 0.909, 0.910, 0.912)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (exact(79_510), exact(79_510), "equal"),
        (exact(79_510), exact(79_511), "moved"),
        (exact({"b": 1, "a": [2]}), exact({"a": [2], "b": 1}), "equal"),
        (exact(0.1), exact(0.1 + 1e-15), "moved"),
        (exact(9, unit="count"), exact(9, unit="weights"), "moved"),
        (exact(9, "a.x"), learned(9, id_="a.x"), "moved"),
        (learned(*NEAR), learned(*NEAR), "equal"),
        (learned(*NEAR), learned(NEAR[0]), "equal"),
        (learned(*NEAR), learned(NEAR[0], *ALSO_NEAR), "within"),
        (learned(*NEAR), learned(*ALSO_NEAR), "within"),
        (learned(*NEAR), learned(*FAR), "moved"),
        (learned(*NEAR), learned(0.956), "within"),
        (learned(*NEAR), learned(0.91), "moved"),
        (learned(0.956), learned(*NEAR), "within"),
        (learned(0.91), learned(*NEAR), "moved"),
        (learned(10, 10, 10, 10, 10), learned(9), "changed"),
        (learned(10, 10, 10, 10, 10), learned(9, 9, 9, 9, 9), "moved"),
        (learned(0.3, 0.3), learned(0.1 + 0.2, 0.3), "within"),
        (learned(0.95), learned(0.95), "equal"),
        (learned(0.95), learned(0.15), "unjudged"),
        (learned("600"), learned("300"), "changed"),
        (learned(True), learned(False), "changed"),
        (learned([1, 2]), learned([1, 2]), "equal"),
        (learned(*NEAR), learned(None), "changed"),
        (learned(*NEAR), learned(10**400), "changed"),
    ],
)
def test_an_answer_is_judged_by_what_it_is(old: AnswerRecord, new: AnswerRecord, kind: str) -> None:
    """Exact ones by equality, trained numbers by their seeds; texts, lists and lone runs are not judged."""
    found = diff(built(old), built(new))
    assert only(found).kind == kind
    assert found.failed == (kind == "moved")
    assert bool(only(found).why) == (kind in ("moved", "changed"))


def test_an_answer_of_one_file_only() -> None:
    """One that is gone fails; one that is new does not, nor one that networks learned to have."""
    found = diff(
        built(exact(1, "a.x"), exact(2, "a.gone"), learned(3, id_="a.third")), built(exact(4, "a.new"), exact(1, "a.x"))
    )
    assert [(verdict.id, verdict.kind) for verdict in found.verdicts] == [
        ("a.x", "equal"),
        ("a.gone", "removed"),
        ("a.third", "changed"),
        ("a.new", "added"),
    ]
    assert found.failed
    assert not diff(built(), built(exact(4, "a.new"))).failed


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"lab": "pw05"}, "lab is pw04 in OLD, pw05 in NEW"),
        ({"protocol": "holdout"}, "protocol is course in OLD, holdout in NEW"),
        ({"data": {"mnist": DataRecord("sample", "2" * 64)}}, r"data mnist is real \(SHA-256 1{12}…\) in OLD, sample"),
    ],
)
def test_other_data_labs_and_protocols_are_refused(changed: dict[str, Any], message: str) -> None:
    """None of their answers need agree; what differs is said instead of hundreds of answers."""
    with pytest.raises(AnswersError, match=message):
        diff(built(exact(1)), built(exact(1), **changed))


def test_what_may_explain_a_move_is_noted() -> None:
    """Settings, sections, seeds; a dataset that one side alone reads is no reason to refuse."""
    other = built(changes=("a.epochs=3",), sections=("a", "b"), seeds=5, data={"fashion": DataRecord("real", "3" * 64)})
    assert diff(built(), other).notes == ("--set: none -> a.epochs=3", "sections: a -> a b", "seeds: 1 -> 5")


def test_the_number_of_answers_counts() -> None:
    """A difference that is rare for one answer is not for one of hundreds, whether the others differ or not."""
    old, new = learned(*NEAR), learned(0.963)
    others = [learned(*NEAR, id_=f"a.n{number}") for number in range(300)]
    assert only(diff(built(old), built(new))).kind == "moved"
    verdicts = diff(built(old, *others), built(new, *others)).verdicts
    assert Counter(verdict.kind for verdict in verdicts) == {"within": 1, "equal": 300}


def test_a_build_with_other_seeds_seldom_seems_to_have_moved() -> None:
    """Accuracies, mistakes, losses, constants and texts of the same lab: less than 5 alarms in 100 comparisons."""
    rng = np.random.default_rng(2)

    def build(seeds: int) -> AnswersFile:
        skill = rng.normal(size=seeds)  # answers of one network go up and down together
        answers = [exact(79_510), learned(*[10] * seeds, id_="a.constant")]
        for number in range(4):
            accuracy = 0.95 + 0.01 * (skill + rng.normal(size=seeds))
            mistakes = rng.poisson(np.exp(1 - skill / 2))
            loss = np.exp(-2 - skill + rng.normal(size=seeds))
            for name, values in (("accuracy", accuracy), ("mistakes", mistakes), ("loss", loss)):
                answers.append(learned(*values.tolist(), id_=f"a.{name}{number}"))
        return built(*answers, learned(str(rng.integers(4)), id_="a.text"), seeds=seeds)

    for seeds in ((5, 5), (5, 1), (6, 2)):
        assert sum(diff(*map(build, seeds)).failed for _ in range(100)) < 5


def write(path: Path, file: AnswersFile) -> Path:
    """Write a file as a build would, as far as a comparison reads it."""
    path.write_text(json.dumps({"schema": 3, **to_json(file)}), "utf-8")
    return path


def test_the_command_tells_what_moved_and_exits_with_it(tmp_path: Path) -> None:
    """A line a moved answer, then the counts; what cannot be judged is said."""
    old = write(tmp_path / "old.json", built(exact(79_510), learned(*NEAR), learned(0.5, id_="a.lone")))
    new = write(tmp_path / "new.json", built(exact(79_520), learned(*FAR), learned(0.6, id_="a.lone"), seeds=5))
    done = run("diff", str(old), str(new))
    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines() == [
        "note: seeds: 1 -> 5",
        "moved    a.exact: 79510 -> 79520 (exact)",
        "moved    a.learned: 0.951 ± 0.0016 -> 0.911 ± 0.0016 "
        "(trained, seeds 5 and 5: p = 1.8e-08, adjusted; tested: 1)",
        "2 moved, 0 removed; 0 equal, 0 within what other seeds do, 0 changed and not judged, 0 added",
        "cannot judge trained numbers that differ (1): each has one value for all seeds",
    ]
    assert run("diff", str(old), str(old)).returncode == 0


def test_without_seeds_the_command_says_that_it_cannot_judge(tmp_path: Path) -> None:
    """A trained number that differs fails nothing, and is not passed over in silence."""
    old, new = (write(tmp_path / f"{value}.json", built(learned(value))) for value in (0.5, 0.6))
    done = run("diff", str(old), str(new))
    assert (done.returncode, done.stderr) == (0, "")
    why = "neither file has several seeds; build one with --seeds 5"
    assert f"cannot judge trained numbers that differ (1): {why}" in done.stdout


def test_the_command_refuses_in_one_line(tmp_path: Path) -> None:
    """A file that is none; sample data against real."""
    old = write(tmp_path / "old.json", built())
    new = write(tmp_path / "new.json", built(data={"mnist": DataRecord("sample", "2" * 64)}))
    for name, message in ((str(tmp_path / "none"), "cannot be read"), (str(new), "mnist is real")):
        done = run("diff", str(old), name)
        assert done.returncode == 1
        assert message in done.stderr.splitlines()[0]
        assert len(done.stderr.splitlines()) == 2
    assert run("diff", str(old)).returncode == 2
