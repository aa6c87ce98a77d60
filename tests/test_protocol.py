"""Which images train and which choose."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportgen.protocol import MONITORED, monitored, split

HELD_FIRST = [1, 12, 14, 15, 20]


def test_course_trains_on_everything() -> None:
    """Nothing is held out."""
    training, held = split(np.zeros(30, np.uint8), "course")
    assert len(training) == 30
    assert len(held) == 0


def test_holdout_of_mnists_size() -> None:
    """Five thousand of sixty thousand, stratified."""
    labels = np.repeat(np.arange(10, dtype=np.uint8), 6000)
    training, held = split(labels, "holdout")
    assert len(held) == 5000
    assert np.bincount(labels[held]).tolist() == [500] * 10
    assert sorted((*training, *held)) == list(range(60_000))
    assert held[:5].tolist() == HELD_FIRST, "another split would make stored results incomparable"


@given(st.lists(st.integers(0, 4), min_size=24, max_size=300))
def test_holdout_keeps_the_proportions(values: list[int]) -> None:
    """Each class gives its share up to one image, and the same images every time."""
    labels = np.array(values, np.uint8)
    training, held = split(labels, "holdout")
    assert len(held) == round(len(labels) / 12)
    assert not set(training) & set(held)
    for name in set(values):
        assert abs((labels[held] == name).sum() - len(held) * (labels == name).mean()) < 1
    assert (split(labels, "holdout")[1] == held).all()


def test_monitored_images_are_fixed() -> None:
    """Few images are all watched, many are sampled."""
    assert len(monitored(np.arange(50))) == 50
    watched = monitored(np.arange(60_000))
    assert len(watched) == len(set(watched)) == MONITORED
    assert (monitored(np.arange(60_000)) == watched).all()
