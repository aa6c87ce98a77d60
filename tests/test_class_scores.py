"""Scores of each class against scikit-learn, and what is left undefined."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score, precision_recall_fscore_support

from reportgen.answers import class_scores
from reportgen.answers.class_scores import ClassScores, best, macro_f1, weighted_f1, worst
from reportgen.answers.confusions import matrix
from reportgen.arithmetic import value, write
from reportgen.lab import Lab
from reportgen.spec import Answer, Evidence

NAMES = ("a", "b", "c", "d")
COUNTS = np.array([[6, 2, 0, 0], [1, 3, 0, 0], [1, 1, 0, 0], [0, 0, 0, 0]])
"""Nothing is predicted as c; no image is of d, nor is any predicted as it."""


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=120))
def test_scores_are_scikit_learns(labels: list[tuple[int, int]]) -> None:
    """Each class and both means, absent classes and classes never predicted included."""
    true, predicted = (np.array(column, np.uint8) for column in zip(*labels, strict=True))
    found = class_scores.class_scores(matrix(true, predicted, 5), tuple("abcde"))
    expected = precision_recall_fscore_support(true, predicted, labels=range(5), zero_division=0)
    shares = [[value(item.precision), value(item.recall), value(item.f1), item.support] for item in found]
    assert np.allclose(np.transpose(shares), expected)
    for mean, average in ((macro_f1(found), "macro"), (weighted_f1(found), "weighted")):
        score = f1_score(true, predicted, labels=range(5), average=average, zero_division=0)
        assert mean.value == pytest.approx(score)


def test_the_arithmetic_is_shown() -> None:
    """By hand: 6 of 8 predicted as a, 6 of 8 that are a."""
    a, b, *_ = class_scores.class_scores(COUNTS, NAMES)
    assert a == ClassScores("a", right=6, predicted=8, support=8)
    assert write(a.precision, str) == "6 / 8"
    assert write(b.precision, str) == "3 / 6"
    assert write(b.recall, str) == "3 / 4"
    assert write(b.f1, str) == "2 × 3 / (4 + 6)"
    p, r = Fraction(3, 6), Fraction(3, 4)
    assert value(b.f1) == pytest.approx(float(2 * p * r / (p + r)))


def test_a_quotient_of_nothing_is_nothing() -> None:
    """Neither a class that is never predicted nor one without images divides by zero."""
    _, _, c, d = class_scores.class_scores(COUNTS, NAMES)
    assert [value(share) for share in (c.precision, c.recall, c.f1)] == [0, 0, 0]
    assert [value(share) for share in (d.precision, d.recall, d.f1)] == [0, 0, 0]


def test_best_and_worst_are_by_f1() -> None:
    """Of equals the first one."""
    found = class_scores.class_scores(COUNTS, NAMES)
    assert (best(found).name, worst(found).name) == ("a", "c")


@pytest.fixture(scope="module")
def answers(pw04: Lab, evidence: Evidence) -> dict[str, Answer]:
    """Return the answers of one case, without their prefix."""
    case = next(case for case in pw04.cases if case.key == "mlp_raw.100")
    return {item.id.removeprefix("here."): item for item in class_scores.answers("here", case, evidence)}


def test_weighted_recall_is_the_accuracy(answers: dict[str, Answer], pw04: Lab, evidence: Evidence) -> None:
    """The images of each class that are right, added up, are all that are right."""
    case = next(case for case in pw04.cases if case.key == "mlp_raw.100")
    right = evidence.result(case).test.argmax(axis=1) == evidence.dataset(case).y_test
    assert answers["weighted_recall"].value == pytest.approx(right.mean())
    assert answers["images"].value == len(right)


def test_every_share_has_its_computation(answers: dict[str, Answer]) -> None:
    """The last step's expression has the answer's value."""
    shares = [answer for answer in answers.values() if answer.unit == "share"]
    assert len(shares) == 3 * 10 + 3
    for answer in shares:
        assert value(answer.derivation[-1].expression) == pytest.approx(answer.value)


def test_undefined_shares_are_named(pw04: Lab, evidence: Evidence) -> None:
    """A network that says 3 to every image never predicts nine classes."""
    case = next(case for case in pw04.cases if case.key == "mlp_raw.100")
    always = np.zeros_like(evidence.result(case).test)
    always[:, 3] = 1
    result = replace(evidence.result(case), test=always)
    given = replace(evidence, results={**evidence.results, case.experiment: result})
    found = {item.id: item.value for item in class_scores.answers("here", case, given)}
    assert found["here.never_predicted"] == ("0", "1", "2", "4", "5", "6", "7", "8", "9")
    assert found["here.absent"] == ()
    assert found["here.best"] == "3"
    assert found["here.0.precision"] == found["here.0.f1"] == 0
