"""Measures and intervals of two classes against scikit-learn, SciPy and numbers worked by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest
from sklearn import metrics as sk
from sklearn.utils.class_weight import compute_class_weight

from reportgen.answers import balance, binary, metrics
from reportgen.answers.binary import Counts
from reportgen.answers.binomial import clopper_pearson
from reportgen.arithmetic import value
from reportgen.model import Dense, Flatten, Input, chain
from reportgen.plots import Label
from reportgen.spec import Case, Dataset, Evidence, Experiment, Optimizer, Pixels, Training

decisions = st.lists(st.tuples(st.integers(0, 1), st.floats(0, 1)), min_size=2, max_size=60).filter(
    lambda items: len({label for label, _ in items}) == 2
)


def split(items: list[tuple[int, float]]) -> tuple[binary.Scores, np.ndarray]:
    """Return scores and labels."""
    labels, scores = zip(*items, strict=True)
    return np.array(scores), np.array(labels, np.uint8)


@settings(deadline=None, max_examples=40)
@given(decisions, st.floats(0, 1))
def test_the_measures_are_scikit_learns(items: list[tuple[int, float]], threshold: float) -> None:
    """Every one of them, at any threshold; what is made of no image is 0."""
    scores, labels = split(items)
    predicted = (scores > threshold).astype(int)
    found = binary.counts(scores, labels, threshold)
    matrix = [[found.true_negatives, found.false_positives], [found.false_negatives, found.true_positives]]
    assert matrix == sk.confusion_matrix(labels, predicted, labels=[0, 1]).tolist()
    expected = {
        "accuracy": sk.accuracy_score(labels, predicted),
        "balanced_accuracy": sk.balanced_accuracy_score(labels, predicted),
        "precision": sk.precision_score(labels, predicted, zero_division=0),
        "recall": sk.recall_score(labels, predicted),
        "specificity": sk.recall_score(labels, predicted, pos_label=0),
        "f1": sk.f1_score(labels, predicted),
    }
    measured = {name: float(value(share)) for name, share in binary.measures(found).items()}
    assert measured == pytest.approx(expected)
    for name, (low, high) in binary.intervals(found).items():
        assert low - 1e-12 <= measured[name] <= high + 1e-12 or not found.proportions.get(name, (0, 1))[1], name


@settings(deadline=None)
@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_exact_interval_is_scipys(case: tuple[int, int]) -> None:
    """Also at 0 and at n successes; of nothing, everything is possible."""
    successes, trials = case
    if not trials:
        assert clopper_pearson(0, 0) == (0.0, 1.0)
        return
    expected = binomtest(successes, trials).proportion_ci(0.95, method="exact")
    assert clopper_pearson(successes, trials) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_fifteen_of_sixteen() -> None:
    """What 16 validation images say: from 0.70 to 1.00 exactly, from 0.72 to 0.99 by Wilson."""
    found = {answer.id: answer.value for answer in binary.answers("x", Counts(8, 0, 1, 7))}
    assert found["x.exact.accuracy"] == pytest.approx((0.698, 0.998), abs=5e-4)
    assert found["x.wilson"] == pytest.approx((0.717, 0.989), abs=5e-4)


def test_everyone_is_ill() -> None:
    """The rule without a network: 390 of 624 make an accuracy of 0.625 and an F1 of 0.769."""
    labels = np.repeat([1, 0], (390, 234)).astype(np.uint8)
    shares = {name: value(share) for name, share in binary.measures(binary.everyone(labels)).items()}
    assert shares == pytest.approx(
        {"accuracy": 0.625, "balanced_accuracy": 0.5, "precision": 0.625, "recall": 1, "specificity": 0, "f1": 10 / 13}
    )


def test_the_interval_of_f1_is_that_of_the_overlap() -> None:
    """F1 = 2 J / (1 + J) of the share J of the ill or called ill who are both: 30 of 50."""
    exact = binomtest(30, 50).proportion_ci(0.95, method="exact")
    expected = tuple(2 * bound / (1 + bound) for bound in (exact.low, exact.high))
    assert binary.intervals(Counts(30, 10, 10, 50))["f1"] == pytest.approx(expected)


def test_the_interval_of_balanced_accuracy_holds_its_level() -> None:
    """Of 4,000 drawn samples of 40 ill and 60 healthy, about 95 % have the true mean inside, hardly ever fewer."""
    rng = np.random.default_rng(1)
    recall, specificity = 0.9, 0.6
    inside = 0
    for found, left in zip(rng.binomial(40, recall, 4000), rng.binomial(60, specificity, 4000), strict=True):
        low, high = binary.intervals(Counts(int(found), 40 - int(found), 60 - int(left), int(left)))[
            "balanced_accuracy"
        ]
        inside += low <= (recall + specificity) / 2 <= high
    assert 0.945 < inside / 4000 < 0.985


def test_where_another_run_may_lie() -> None:
    """Of a proportion as for every classifier; of balanced accuracy, half the root of both squares."""
    found = binary.differences(Counts(80, 20, 40, 60))
    recall, specificity = metrics.difference(0.8, 100), metrics.difference(0.6, 100)
    assert found["recall"] == recall
    half = np.hypot(recall[1] - 0.8, specificity[1] - 0.6) / 2
    assert found["balanced_accuracy"] == pytest.approx((0.7 - half, 0.7 + half))


def test_how_often_chance_gives_so_many_right_answers() -> None:
    """Where both rates are equal, the binomial tail; where nobody can be wrong, always."""
    found = Counts(7, 1, 0, 8)
    assert binary.at_least(found, 0.7, 0.7) == pytest.approx(binom.sf(14, 16, 0.7))
    assert binary.at_least(found, 1.0, 1.0) == 1.0
    assert binary.at_least(found, 1.0, 0.0) == 0.0


def test_the_score_of_one_output_or_of_two_is_that_of_the_class_1() -> None:
    """The last column, in double precision."""
    p = np.array([[0.25], [0.75]], np.float32)
    assert binary.scores(p).tolist() == binary.scores(np.hstack([1 - p, p])).tolist() == [0.25, 0.75]
    assert binary.scores(p).dtype == np.float64


def test_class_weights_are_scikit_learns(digits: Dataset) -> None:
    """The arithmetic that is shown gives `balanced` of scikit-learn, for the images that train."""
    model = chain(Input((28, 28, 1)), Flatten(), Dense(10, "softmax"))
    training = Training(Optimizer("Adam"), "categorical_crossentropy", 1, 64, 1, "holdout", "balanced")
    case = Case("any", "only", Label("x"), Experiment("mnist", Pixels(), model, training))
    found = {a.id: a for a in balance.answers("b", case, Evidence((case,), {}, {"mnist": digits}))}
    labels = np.repeat(np.arange(10), [found[f"b.{k}.count"].value for k in range(10)])
    weights = [found[f"b.{k}.weight"].value for k in range(10)]
    assert weights == pytest.approx(compute_class_weight("balanced", classes=np.arange(10), y=labels))
    assert sum(found[f"b.{k}.share"].value for k in range(10)) == pytest.approx(1)
    assert found["b.images"].value == len(labels) == 1437 - 120
    assert all(
        value(answer.derivation[-1].expression) == answer.value for answer in found.values() if answer.derivation
    )
