"""All that a metric may be by a matrix: each average, either class of two, both axes unless the sums tell the truth."""

from reportgen.check.confusion.classes import index_of
from reportgen.check.confusion.datasets import counted, sure
from reportgen.check.confusion.derived import Counts, averages, classes, share, transposed
from reportgen.check.stated import Matrix, Metric, Score

_PER_CLASS = ("precision", "recall", "f1")


def values(matrix: Matrix, score: Score) -> list[float]:
    """Return all that a metric may be by a matrix, the usual reading first; empty if it cannot be told."""
    found: list[float] = []
    for metric in score.metrics:
        found += _of_metric(matrix, metric, score)
    return found


def _of_metric(matrix: Matrix, metric: Metric, score: Score) -> list[float]:
    both_axes = _axes(matrix)
    if metric == "accuracy":
        return [share(matrix.trace, matrix.total)] if not score.label else _of_class(matrix, "recall", score)
    if metric == "specificity":
        two = len(matrix.counts) == 2
        return [item.recall for counts in both_axes for item in classes(counts)] if two else []
    if metric not in _PER_CLASS:
        return []
    if score.label:
        return _of_class(matrix, metric, score)
    means = [averages(counts, metric) for counts in both_axes]
    if score.average in ("macro", "weighted"):
        return [mean[key] for mean in means for key in (score.average, "of_means") if key in mean]
    overall = [value for mean in means for value in mean.values()] + [share(matrix.trace, matrix.total)]
    if len(matrix.counts) == 2 and not score.average:
        return [getattr(item, metric) for counts in both_axes for item in reversed(classes(counts))] + overall
    return overall


def _of_class(matrix: Matrix, metric: str, score: Score) -> list[float]:
    return [
        getattr(classes(counts)[index], metric) for index in indices(matrix, score.label) for counts in _axes(matrix)
    ]


def of_two(matrix: Matrix, score: Score, value: float) -> list[int]:
    """Return which of two classes has a value of a metric without an average; none if none has."""
    if len(matrix.counts) != 2 or score.average or score.metrics[0] not in _PER_CLASS:
        return []
    return [
        index
        for counts in _axes(matrix)
        for index in (1, 0)
        if getattr(classes(counts)[index], score.metrics[0]) == value
    ]


def _axes(matrix: Matrix) -> tuple[Counts, ...]:
    """Return the counts with the true classes as rows: both ways, if the sums do not tell which they are."""
    found = counted(matrix) if sure(matrix) else None
    if found is None:
        return matrix.counts, transposed(matrix.counts)
    return (transposed(matrix.counts) if found.by_columns else matrix.counts,)


def indices(matrix: Matrix, label: str) -> list[int]:
    """Return which class a label may be: of two without names, sums tell which are the healthy; else both may be."""
    index = index_of(label, len(matrix.counts), matrix.labels)
    if index is None or len(matrix.counts) != 2 or matrix.labels or label.strip().isdecimal():
        return [] if index is None else [index]
    found = counted(matrix)
    sums = found.known.counts if found is not None else matrix.row_sums
    return [0, 1] if sums[0] == sums[1] else [index if sums[0] < sums[1] else 1 - index]
