"""Which images train and which choose."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportgen.protocol import MONITORED, Indices, monitored, part, validation, validation_set
from reportgen.protocol import split as split_data
from reportgen.spec import Inputs, Labels, Protocol

HELD_FIRST = [1, 12, 14, 15, 20]


def inputs(labels: Labels) -> Inputs:
    """Return inputs with these training labels."""
    nothing = np.zeros((len(labels), 1), np.float32)
    return Inputs(nothing, labels, nothing[:3], labels[:3])


def split(labels: Labels, protocol: Protocol) -> tuple[Indices, Indices]:
    """Split images without groups."""
    return split_data(inputs(labels), protocol)


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


@given(st.lists(st.integers(0, 4), min_size=20, max_size=300), st.sampled_from([0.01, 0.1, 0.5, 1.0]))
def test_a_share_keeps_the_proportions(values: list[int], share: float) -> None:
    """Of the images that train: each class gives its share up to one image, the same images every time."""
    labels = np.array(values, np.uint8)
    training, _ = split(labels, "holdout")
    chosen = part(labels, training, share)
    assert len(chosen) == max(1, round(len(training) * share))
    assert set(chosen) <= set(training)
    assert (np.diff(chosen) > 0).all()
    for name in set(values):
        assert abs((labels[chosen] == name).sum() - len(chosen) * (labels[training] == name).mean()) < 1
    assert (part(labels, training, share) == chosen).all()


def test_monitored_images_are_fixed() -> None:
    """Few images are all watched, many are sampled."""
    assert len(monitored(np.arange(50))) == 50
    watched = monitored(np.arange(60_000))
    assert len(watched) == len(set(watched)) == MONITORED
    assert (monitored(np.arange(60_000)) == watched).all()


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(1, 9)), min_size=12, max_size=60))
def test_no_group_is_on_both_sides(patients: list[tuple[int, int]]) -> None:
    """Whole groups are held out, of each class at least its share, and no more than the last group needs."""
    labels = np.repeat([label for label, _ in patients], [images for _, images in patients]).astype(np.uint8)
    groups = np.repeat(np.arange(len(patients)), [images for _, images in patients]).astype(np.int32)
    training, held = split_data(replace(inputs(labels), groups=groups), "holdout")
    assert sorted((*training, *held)) == list(range(len(labels)))
    assert not set(groups[training]) & set(groups[held])
    largest = max(images for _, images in patients)
    for name in set(labels):
        share = round(len(labels) / 12) * (labels == name).mean()
        assert share - 1 < (labels[held] == name).sum() < share + 1 + largest


def test_a_validation_set_of_its_own_comes_before_the_test_set() -> None:
    """In the course's protocol; images that are held out need none."""
    own = replace(
        inputs(np.arange(24, dtype=np.uint8) % 2), x_val=np.ones((2, 1), np.float32), y_val=np.array([0, 1], np.uint8)
    )
    assert validation_set(own, "course") == "own"
    assert validation(own, "course")[0] is own.x_val
    assert validation_set(own, "holdout") == "held_out"
    assert validation_set(replace(own, x_val=None, y_val=None), "course") == "test"
