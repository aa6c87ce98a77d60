"""Prediction intervals and Welch's test, beside SciPy's and worked by hand."""

from statistics import mean, stdev

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import t, ttest_1samp, ttest_ind

from reportgen.answers.student import pooled, prediction_interval, welch

samples = st.lists(st.integers(0, 10_000).map(lambda n: n / 10_000), min_size=2, max_size=8)


@settings(max_examples=40)
@given(samples, st.sampled_from([0.5, 0.9, 0.95, 0.999]))
def test_the_interval_is_students(values: list[float], level: float) -> None:
    """SciPy's own interval of the t distribution, at the scale of one more value."""
    scale = float(np.std(values, ddof=1) * np.sqrt(1 + 1 / len(values)))
    assume(scale)
    expected = t.interval(level, len(values) - 1, loc=np.mean(values), scale=scale)
    assert prediction_interval(values, level) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_the_interval_worked_by_hand() -> None:
    """1, 2, 3: mean 2, s = 1, t(2; 97.5 %) = 4.3027, so 2 ± 4.3027 · √(4/3) = 2 ± 4.9683."""
    assert prediction_interval([1, 2, 3]) == pytest.approx((-2.9683, 6.9683), abs=5e-5)


def test_equal_values_give_an_interval_of_no_width() -> None:
    """No rounding opens it: 0.1 three times is 0.1."""
    assert prediction_interval([0.1, 0.1, 0.1]) == (0.1, 0.1)


@settings(max_examples=40)
@given(samples, st.floats(0, 1))
def test_the_p_value_of_one_more_value_belongs_to_the_interval(values: list[float], other: float) -> None:
    """The value lies at an end of the interval whose level is 1 - p."""
    assume(stdev(values) > 0)
    assume(1e-6 < (p := pooled(values, [other])) < 1 - 1e-6)
    nearest = min(prediction_interval(values, 1 - p), key=lambda end: abs(end - other))
    assert nearest == pytest.approx(other, rel=1e-6, abs=1e-9)


@settings(max_examples=40)
@given(samples, samples)
def test_the_pooled_test_is_scipys(first: list[float], second: list[float]) -> None:
    """Student's own test, of samples of other sizes."""
    assume(stdev(first) > 0 and stdev(second) > 0)
    assert pooled(first, second) == pytest.approx(ttest_ind(first, second).pvalue, rel=1e-7, abs=1e-12)


@settings(max_examples=40)
@given(samples, samples)
def test_welch_is_scipys(first: list[float], second: list[float]) -> None:
    """Two samples of other sizes and variances."""
    assume(stdev(first) > 0 and stdev(second) > 0)
    assert welch(first, second) == pytest.approx(ttest_ind(first, second, equal_var=False).pvalue, rel=1e-7, abs=1e-12)


@settings(max_examples=40)
@given(samples, st.floats(0, 1))
def test_a_constant_sample_is_a_known_mean(values: list[float], known: float) -> None:
    """Welch's test is then Student's of one sample, whichever stands first."""
    assume(stdev(values) > 0)
    expected = pytest.approx(ttest_1samp(values, known).pvalue, rel=1e-7, abs=1e-12)
    assert welch(values, [known] * 3) == expected == welch([known] * 3, values)


def test_welch_worked_by_hand() -> None:
    """1, 2, 3 and 4, 6, 8: t = -4 / √(1/3 + 4/3) = -3.0984, with (5/3)² / (1/18 + 16/18) = 2.9412 degrees of freedom.

    With 2 and 3 degrees the p-value has a closed form: between 0.0903 and 0.0533.
    """
    assert mean([4, 6, 8]) - mean([1, 2, 3]) == 4
    assert welch([1, 2, 3], [4, 6, 8]) == pytest.approx(0.0547, abs=1e-4)


def test_values_near_nothing_have_a_deviation_all_the_same() -> None:
    """No square is lost to the smallest number: the scale makes no difference."""
    first, second = [1.0, 2.0, 3.0], [4.0, 6.0, 8.0]
    small = [[value * 1e-300 for value in values] for values in (first, second)]
    assert welch(*small) == pytest.approx(welch(first, second))
    assert pooled(*small) == pytest.approx(pooled(first, second))


def test_without_any_deviation_is_equality() -> None:
    """There is nothing to estimate: the same or another."""
    for test in (pooled, welch):
        assert test([10, 10, 10], [10, 10]) == 1
        assert test([10, 10, 10], [11, 11]) == 0
