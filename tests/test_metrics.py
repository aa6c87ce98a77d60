"""Scores and tests against SciPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, spearmanr

from reportgen.answers import likeness
from reportgen.answers.metrics import difference, holm, mcnemar, mean_and_error, wilson


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_scipys(case: tuple[int, int]) -> None:
    """The interval is SciPy's, also at 0 and at n successes."""
    successes, trials = case
    expected = binomtest(successes, trials).proportion_ci(0.95, method="wilson")
    assert wilson(successes, trials) == pytest.approx((expected.low, expected.high), abs=1e-12)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 100))
def test_mcnemar_is_the_exact_binomial_test(first: int, second: int, both: int) -> None:
    """Images that one alone has right fall to either side like a coin; those both have right say nothing."""
    right = np.array([True] * first + [False] * second + [True] * both, bool)
    other = np.array([False] * first + [True] * second + [True] * both, bool)
    only_first, only_second, p = mcnemar(right, other)
    assert (only_first, only_second) == (first, second)
    expected = binomtest(first, first + second).pvalue if first + second else 1.0
    assert p == pytest.approx(expected, rel=1e-9)


def test_a_perfect_run_does_not_promise_another() -> None:
    """Of 16 images all right, another run may well have one wrong."""
    low, high = difference(1.0, 16)
    assert low < 15 / 16
    assert high == 1


def test_holm_steps_down() -> None:
    """Holm (1979): the smallest p times m, the next times m - 1, and never less than the one before."""
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    assert holm([0.5, 0.9]) == pytest.approx((1.0, 1.0))
    assert holm([]) == ()


def test_mean_and_error() -> None:
    """The standard error is s over the root of n."""
    assert mean_and_error(np.array([1.0, 2.0, 3.0])) == pytest.approx((2.0, 1 / np.sqrt(3)))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=40))
def test_rank_correlation_is_scipys(pairs: list[tuple[int, int]]) -> None:
    """Ties get their mean rank."""
    first, second = (np.array(column, np.float64) for column in zip(*pairs, strict=True))
    if len(set(first)) == 1 or len(set(second)) == 1:
        assert likeness.spearman(first, second) == 0
        return
    assert likeness.spearman(first, second) == pytest.approx(spearmanr(first, second).statistic, abs=1e-12)
