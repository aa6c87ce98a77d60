"""The threshold of the lowest cost, found by trying all, and what it does elsewhere."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.answers import binary, thresholds
from reportgen.answers.thresholds import Judged

ranked = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 30)), min_size=2, max_size=50).filter(
    lambda items: len({label for label, _ in items}) == 2
)
HELD_OUT = ((0.1, 0), (0.2, 0), (0.3, 1), (0.4, 0), (0.6, 1), (0.8, 1), (0.9, 1))
TEST = ((0.1, 0), (0.35, 1), (0.45, 0), (0.55, 0), (0.7, 1), (0.95, 0))


def judged(items: tuple[tuple[float, int], ...]) -> Judged:
    """Return scores and labels."""
    return Judged(np.array([score for score, _ in items]), np.array([label for _, label in items], np.uint8))


def answered(price: float, prices: tuple[float, ...] = ()) -> dict[str, object]:
    """Return the values of the answers for the two small sets, by id."""
    found = thresholds.answers("t", judged(HELD_OUT), judged(TEST), price, prices)
    return {answer.id.removeprefix("t."): answer.value for answer in found}


@settings(deadline=None, max_examples=40)
@given(ranked, st.sampled_from([0.5, 1.0, 5.0, 20.0]))
def test_no_threshold_costs_less(items: list[tuple[int, int]], price: float) -> None:
    """Of all thresholds on a fine grid; and no lower one costs as little."""
    held = judged(tuple((score / 30, label) for label, score in items))
    chosen = thresholds.best(held, price)
    lowest = thresholds.cost(held.at(chosen), price)
    for threshold in np.linspace(-0.01, 1, 405):
        other = thresholds.cost(held.at(float(threshold)), price)
        assert other >= lowest
        if other == lowest:
            assert held.at(float(threshold)).false_negatives >= held.at(chosen).false_negatives


@settings(deadline=None, max_examples=40)
@given(ranked)
def test_the_balanced_threshold_has_the_highest_balanced_accuracy(items: list[tuple[int, int]]) -> None:
    """Youden's index and balanced accuracy have their maximum at the same place."""
    held = judged(tuple((score / 30, label) for label, score in items))

    def accuracy(threshold: float) -> float:
        counted = held.at(threshold)
        return counted.true_positives / counted.positives + counted.true_negatives / counted.negatives

    assert accuracy(thresholds.balanced(held)) >= max(map(accuracy, np.linspace(-0.01, 1, 405))) - 1e-12


def test_the_threshold_worked_by_hand() -> None:
    """A miss at 5 alarms: below the ill one at 0.3, at the cost of the healthy one at 0.4; at half an alarm, above."""
    held = judged(HELD_OUT)
    assert thresholds.best(held, 5) == pytest.approx(0.25)
    assert held.at(0.25) == binary.Counts(4, 0, 1, 2)
    assert thresholds.best(held, 0.5) == pytest.approx(0.5)
    assert thresholds.best(held, 1) == pytest.approx(0.25), "of equal costs the lowest threshold, which misses fewest"


def test_what_the_threshold_changes_on_the_test_set() -> None:
    """From 0.5 to 0.25, the ill one at 0.35 is found and the healthy one at 0.45 alarmed."""
    found = answered(5)
    assert found["chosen"] == pytest.approx(0.25)
    assert found["ideal"] == pytest.approx(1 / 6)
    assert (found["moved.won"], found["moved.lost"]) == (1, 1)
    assert (found["moved.ill"], found["moved.healthy"]) == (1, 1)
    assert found["moved.p"] == 1.0
    assert (found["moved.cost_before"], found["moved.cost_after"]) == (7.0, 3.0)
    assert (found["moved.cost_hindsight"], found["moved.cost_everyone"]) == (3.0, 4.0)


def test_the_test_set_has_no_say() -> None:
    """Another test set leaves the threshold where it is."""
    other = judged(tuple((score, 1 - label) for score, label in TEST))
    found = {answer.id: answer.value for answer in thresholds.answers("t", judged(HELD_OUT), other, 5, ())}
    assert found["t.chosen"] == answered(5)["chosen"]


def test_the_table_of_prices() -> None:
    """One row a price; the lowest cost that any threshold has is no more than that of the chosen one."""
    rows = answered(5, (0.5, 1, 5))["tradeoffs"]
    assert isinstance(rows, tuple)
    assert [row.threshold for row in rows] == pytest.approx([0.5, 0.25, 0.25])
    assert all(row.hindsight <= min(row.cost, row.usual, row.everyone) for row in rows)
    assert [row.everyone for row in rows] == [4, 4, 4]


def sample(healthy: float, spread: float, n: int = 400) -> Judged:
    """Return scores of as many healthy as ill images, as normal log odds; the ill ones around 3."""
    rng = np.random.default_rng(3)
    odds = np.concatenate([rng.normal(healthy, spread, n), rng.normal(3, spread, n)])
    return Judged(1 / (1 + np.exp(-odds)), np.repeat([0, 1], n).astype(np.uint8))


@pytest.mark.parametrize(
    ("test", "verdict", "specificity"),
    [(sample(-3, 1), "none", "same"), (sample(0.8, 0.5), "threshold", "lower"), (sample(2.5, 3), "ranking", "lower")],
    ids=["same", "shifted", "mixed"],
)
def test_what_a_fall_is_due_to(test: Judged, verdict: str, specificity: str) -> None:
    """A shifted scale is the threshold's, since another threshold would do; mixed ranks are the ranking's."""
    found = {answer.id: answer.value for answer in thresholds.answers("t", sample(-3, 1), test, 5, ())}
    assert found["t.shift.verdict"] == verdict
    assert found["t.shift.specificity"] == specificity
    assert found["t.shift.back"] >= 0
