"""ROC and precision-recall curves against scikit-learn and SciPy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.stats import mannwhitneyu
from sklearn import metrics as sk

from reportgen.answers import binary, roc
from reportgen.answers.metrics import Z_95

ranked = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 20)), min_size=2, max_size=60).filter(
    lambda items: len({label for label, _ in items}) == 2
)
"""Labels, and scores with many ties, 0 and 1 among them."""


def split(items: list[tuple[int, int]]) -> tuple[binary.Scores, np.ndarray]:
    """Return scores in [0, 1] and labels."""
    labels, scores = zip(*items, strict=True)
    return np.array(scores) / 20, np.array(labels, np.uint8)


@settings(deadline=None, max_examples=40)
@given(ranked)
def test_the_curves_are_scikit_learns(items: list[tuple[int, int]]) -> None:
    """Every point of both, and the areas under them."""
    scores, labels = split(items)
    found = roc.sweep(scores, labels)
    fallout, recall, _ = sk.roc_curve(labels, scores, drop_intermediate=False)
    assert found.fallout == pytest.approx(fallout)
    assert found.recall == pytest.approx(recall)
    precision, recall, _ = sk.precision_recall_curve(labels, scores)
    assert found.precision[::-1] == pytest.approx(precision)
    assert found.recall[::-1] == pytest.approx(recall)
    assert roc.area(found) == pytest.approx(sk.roc_auc_score(labels, scores))
    assert roc.average_precision(found) == pytest.approx(sk.average_precision_score(labels, scores))


@settings(deadline=None, max_examples=40)
@given(ranked)
def test_the_area_is_that_of_mann_and_whitney(items: list[tuple[int, int]]) -> None:
    """How probable it is that an ill image ranks above a healthy one, ties counted half."""
    scores, labels = split(items)
    u = mannwhitneyu(scores[labels == 1], scores[labels == 0]).statistic
    pairs = (labels == 1).sum() * (labels == 0).sum()
    assert roc.area(roc.sweep(scores, labels)) == pytest.approx(u / pairs)


@given(ranked)
def test_each_threshold_does_what_the_sweep_says(items: list[tuple[int, int]]) -> None:
    """No image lies on a threshold; the first calls nobody ill, the last everybody."""
    scores, labels = split(items)
    found = roc.sweep(scores, labels)
    assert not set(found.thresholds) & set(scores.tolist()) - {1.0}
    assert (np.diff(found.thresholds) < 0).all()
    for place, threshold in enumerate(found.thresholds):
        counted = binary.counts(scores, labels, threshold)
        assert counted.true_positives == found.true_positives[place]
        assert counted.false_positives == found.false_positives[place]


@given(st.floats(0.02, 0.98), st.integers(2, 400), st.integers(2, 400))
def test_the_interval_ends_where_the_score_does(area: float, positives: int, negatives: int) -> None:
    """SciPy's root finder solves the same equation on each side."""

    def score(bound: float) -> float:
        return abs(bound - area) - Z_95 * roc.standard_error(bound, positives, negatives)

    low, high = roc.interval(area, positives, negatives)
    assert 0 <= low < area < high <= 1
    assert low == pytest.approx(brentq(score, 0, area), abs=1e-7) or score(1e-9) < 0
    assert high == pytest.approx(brentq(score, area, 1), abs=1e-7) or score(1 - 1e-9) < 0


def test_the_standard_error_is_that_of_hanley_and_mcneil() -> None:
    """Worked by hand for 0.8 and 50 of each: Q1 = 0.6667, Q2 = 0.7111, √((0.16 + 49 · (0.0267 + 0.0711)) / 2500)."""
    assert roc.standard_error(0.8, 50, 50) == pytest.approx(0.04451, abs=1e-4)


def test_a_perfect_ranking_has_an_interval_of_some_width() -> None:
    """Ten ill above ten healthy do not prove that no healthy one will ever rank above an ill one."""
    low, high = roc.interval(1.0, 10, 10)
    assert high == 1.0
    assert 0.7 < low < 0.95
    assert roc.interval(0.0, 10, 10) == pytest.approx((0.0, 1 - low))


def test_the_interval_holds_its_level() -> None:
    """Of 600 drawn samples with normal scores one deviation and a half apart, about 95 % have the true area inside."""
    rng = np.random.default_rng(2)
    true, inside = 0.8556, 0  # the normal distribution function at 1.5 / √2
    labels = np.repeat([1, 0], (60, 40)).astype(np.uint8)
    for _ in range(600):
        scores = 1 / (1 + np.exp(-np.concatenate([rng.normal(1.5, 1, 60), rng.normal(0, 1, 40)])))
        low, high = roc.interval(roc.area(roc.sweep(scores, labels)), 60, 40)
        inside += low <= true <= high
    assert 0.92 < inside / 600 < 0.985
