"""Confusions against scikit-learn, and by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix

from reportgen.answers.confusions import Cell, Pair, cells, likenesses, matrix, mistakes, pairs

NAMES = ("a", "b", "c")
COUNTS = np.array([[7, 2, 1], [4, 5, 1], [0, 1, 9]])


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=200))
def test_matrix_is_scikit_learns(labels: list[tuple[int, int]]) -> None:
    """Rows are the true classes, columns the predicted ones."""
    true, predicted = (np.array(column, np.uint8) for column in zip(*labels, strict=True))
    expected = confusion_matrix(true, predicted, labels=range(5))
    assert (matrix(true, predicted, 5) == expected).all()


def test_cells_are_directed_and_shares_are_of_the_true_class() -> None:
    """The largest cells off the diagonal come first."""
    assert cells(COUNTS, NAMES, most=2) == (Cell("b", "a", 4, 0.4), Cell("a", "b", 2, 0.2))


def test_pairs_add_both_directions() -> None:
    """A pair's share is of the images of both classes."""
    assert pairs(COUNTS, NAMES, most=1) == (Pair("a", "b", 6, 0.3),)


def test_ties_stay_together() -> None:
    """Ties of the last place come along if they are few; a crowd of them stays out whole."""
    few = np.array([[9, 3, 1], [1, 9, 0], [0, 0, 9]])
    assert [cell.count for cell in cells(few, NAMES, most=2)] == [3, 1, 1]
    crowd = np.full((6, 6), 1) + np.diag([9] * 6)
    crowd[0, 1] = 5
    assert [cell.count for cell in cells(crowd, tuple("abcdef"), most=3)] == [5]


def test_mistakes_are_the_surest_wrong_predictions() -> None:
    """A right prediction is no mistake, however sure."""
    probabilities = np.array([[0.9, 0.1, 0.0], [0.2, 0.8, 0.0], [0.4, 0.6, 0.0]], np.float32)
    found = mistakes(probabilities, np.array([0, 0, 0], np.uint8), NAMES)
    assert [(item.index, item.true, item.predicted) for item in found] == [(1, "a", "b"), (2, "a", "b")]


def test_likeness_is_the_correlation_of_the_mean_images() -> None:
    """Two classes with the same mean rank first, an inverted one last."""
    base = np.array([[0, 10], [20, 30]], np.uint8)
    images = np.stack([base, base, 30 - base])
    found = likenesses(images, np.array([0, 1, 2], np.uint8), NAMES)
    assert [(item.first, item.second, item.rank) for item in found] == [("a", "b", 1), ("a", "c", 2), ("b", "c", 3)]
    assert np.allclose([item.correlation for item in found], [1, -1, -1])
