"""Trained numbers over seeds: their spread, the interval of one more run, and what has none."""

from math import nan

import numpy as np
import pytest
from scipy.stats import t

from reportgen.answers.spread import METHOD, over_seeds
from reportgen.build import derive
from reportgen.lab import Lab
from reportgen.spec import Answer, Exact, Interval, Unit
from tests.conftest import evidence_for


def spread(*values: object, unit: Unit = "", trained: bool = True, compare: Exact | Interval = Exact()) -> Answer:  # noqa: B008
    """Return an answer over so many seeds."""
    runs = [Answer("x.y", value, unit, compare, trained=trained) for value in values]
    (found,) = over_seeds(runs[:1], [[run] for run in runs[1:]])
    return found


def test_the_spread_is_numpys_and_the_interval_scipys() -> None:
    """Mean, sample deviation, and Student's interval for one more value."""
    values = [0.91, 0.93, 0.94, 0.9]
    found = spread(*values).spread
    assert found is not None
    assert found.values == tuple(values)
    assert (found.mean, found.deviation) == pytest.approx((np.mean(values), np.std(values, ddof=1)))
    expected = t.interval(0.95, 3, loc=np.mean(values), scale=np.std(values, ddof=1) * np.sqrt(5 / 4))
    assert (found.low, found.high) == pytest.approx(expected)


def test_the_interval_is_how_a_number_is_compared() -> None:
    """It takes the place of what one seed alone could say; the value stays that of the first seed."""
    found = spread(10, 14, 12, unit="images")
    assert found.value == 10
    assert found.spread is not None
    assert found.compare == Interval(found.spread.low, found.spread.high, METHOD)


@pytest.mark.parametrize(
    ("unit", "values", "bounds"),
    [
        ("accuracy", (0.99, 1.0), (None, 1)),
        ("accuracy", (0.01, 0.0), (0, None)),
        ("loss", (0.01, 0.02), (0, None)),
        ("images", (0, 3), (0, None)),
        ("share", (0.0, 0.01), (None, None)),  # a gap may become negative
        ("share", (-0.9, 0.9), (-1, 1)),
        ("", (0.0, 1.0), (None, None)),
    ],
)
def test_the_interval_ends_where_no_value_can_lie(
    unit: Unit, values: tuple[float, ...], bounds: tuple[float | None, float | None]
) -> None:
    """An accuracy is no more than 1; a difference of two may be negative; what has no bounds is not cut off."""
    found = spread(*values, unit=unit).spread
    assert found is not None
    expected = t.interval(0.95, 1, loc=np.mean(values), scale=np.std(values, ddof=1) * np.sqrt(3 / 2))
    ends = [end if bound is None else bound for end, bound in zip(expected, bounds, strict=True)]
    assert (found.low, found.high) == pytest.approx(ends)


def test_equal_values_say_nothing_of_another() -> None:
    """No deviation is no certainty: the number is compared as that of one seed is."""
    alone = Interval(0.9, 1.0, "difference_95")
    found = spread(0.95, 0.95, 0.95, unit="accuracy", compare=alone)
    assert found.compare == alone
    assert found.spread is not None
    assert (found.spread.deviation, found.spread.low, found.spread.high) == (0, 0.95, 0.95)


def test_two_seeds_are_enough() -> None:
    """With one degree of freedom the interval reaches 12.7 · √(3/2) deviations to each side."""
    found = spread(0.0, 2.0).spread
    assert found is not None
    assert found.high - found.mean == pytest.approx(12.7062 * np.sqrt(2) * np.sqrt(1.5), rel=1e-5)


@pytest.mark.parametrize("values", [("a", "b"), (True, False), (1,), (nan, 1.0), ((1, 2), (1, 3)), (1, None)])
def test_only_numbers_over_several_seeds_have_a_spread(values: tuple[object, ...]) -> None:
    """No text, no truth value, no list, not one seed alone, nothing that one seed does not have."""
    found = spread(*values)
    assert found.spread is None
    assert found.compare == Exact()


def test_what_does_not_depend_on_training_has_no_spread() -> None:
    """A number of weights is exact."""
    assert spread(5, 5, trained=False).spread is None


def test_an_answer_that_a_seed_lacks_has_no_spread() -> None:
    """A third mistake, say."""
    first, other = Answer("x.third", 3, trained=True), Answer("x.other", 3, trained=True)
    (found,) = over_seeds([first], [[first], [other]])
    assert found == first


def test_each_trained_number_has_the_values_of_its_seeds(pw04: Lab) -> None:
    """Those that the sections derive from each seed alone."""
    lab = pw04.seeded(2).only(("mlp_raw",))
    evidence = evidence_for(lab)
    alone = [{answer.id: answer for answer in derive(lab, evidence.run(number))[0]} for number in range(2)]
    found = over_seeds(derive(lab, evidence)[0], [derive(lab, evidence.run(1))[0]])
    assert sum(answer.spread is not None for answer in found) > 50
    for answer in found:
        if answer.spread is not None:
            assert answer.spread.values == tuple(seed[answer.id].value for seed in alone)
            assert answer.trained
    assert any(len(set(answer.spread.values)) > 1 for answer in found if answer.spread)


def test_one_more_run_lies_in_the_interval_as_often_as_it_says() -> None:
    """Of 2,000 simulated accuracies, each beside four, about 95 % lie in it: none of the bounds is near."""
    draws = np.random.default_rng(5).normal(0.5, 0.02, (2000, 5))
    inside = 0
    for *seeds, other in draws.tolist():
        found = spread(*seeds, unit="accuracy").spread
        inside += found is not None and found.low <= other <= found.high
    assert inside / 2000 == pytest.approx(0.95, abs=0.012)
