"""What follows from a confusion matrix: its transpose, sums, precision, recall, F1 and their averages.

Plain integers and floats: a check must not wait for NumPy. A quotient of nothing is 0, as in scikit-learn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Counts = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class ClassMetrics:
    """The scores of one class.

    Attributes:
        right: its images that were found.
        support: its images.
        predicted: images taken for it.
    """

    right: int
    support: int
    predicted: int

    @property
    def precision(self) -> float:
        """The share of the images taken for the class that are it."""
        return share(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """The share of its images that were found."""
        return share(self.right, self.support)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return share(2 * self.right, self.support + self.predicted)


def share(part: float, whole: float) -> float:
    """Return a quotient; 0 if there is nothing below the bar."""
    return part / whole if whole else 0.0


def transposed(counts: Counts) -> Counts:
    """Return the matrix with its axes exchanged."""
    return tuple(zip(*counts, strict=True))


def column_sums(counts: Counts) -> tuple[int, ...]:
    """Return how many images were taken for each class, if the rows are the true classes."""
    return tuple(map(sum, transposed(counts)))


def classes(counts: Counts) -> tuple[ClassMetrics, ...]:
    """Return the scores of each class, if the rows are the true classes."""
    predicted = column_sums(counts)
    return tuple(ClassMetrics(row[index], sum(row), predicted[index]) for index, row in enumerate(counts))


def macro(values: Sequence[float]) -> float:
    """Return the mean over the classes."""
    return share(sum(values), len(values))


def weighted(values: Sequence[float], supports: Sequence[int]) -> float:
    """Return the mean over the images."""
    return share(sum(value * support for value, support in zip(values, supports, strict=True)), sum(supports))


def harmonic(precision: float, recall: float) -> float:
    """Return F1 from precision and recall."""
    return share(2 * precision * recall, precision + recall)


def averages(counts: Counts, metric: str) -> dict[str, float]:
    """Return a metric over all classes: `macro`, `weighted`, and of F1 also the F1 of the macro means."""
    found = classes(counts)
    values = [getattr(item, metric) for item in found]
    means = {"macro": macro(values), "weighted": weighted(values, [item.support for item in found])}
    if metric == "f1":
        precision, recall = macro([item.precision for item in found]), macro([item.recall for item in found])
        means["of_means"] = harmonic(precision, recall)
    return means


def errors(counts: Counts) -> int:
    """Return how many images were classified wrong."""
    return sum(map(sum, counts)) - sum(row[index] for index, row in enumerate(counts))


def off_diagonal(counts: Counts) -> tuple[int, ...]:
    """Return the cells of confusions, the largest first."""
    return tuple(sorted((cell for i, row in enumerate(counts) for j, cell in enumerate(row) if i != j), reverse=True))


def unordered(counts: Counts) -> tuple[int, ...]:
    """Return the confusions of each pair of classes in both directions, the largest first."""
    size = len(counts)
    return tuple(sorted((counts[i][j] + counts[j][i] for i in range(size) for j in range(i)), reverse=True))
