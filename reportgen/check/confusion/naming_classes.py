"""What feedback calls a class: as the matrix prints it, else a garment's name, else its number."""

from reportgen.check.confusion.datasets import dataset_of
from reportgen.check.stated import Matrix
from reportgen.plots import Label, Text


def name(matrix: Matrix, index: int) -> Text:
    """Return the name of a class of a matrix."""
    if index < len(matrix.labels) and matrix.labels[index]:
        return matrix.labels[index]
    dataset = dataset_of(matrix)
    if dataset == "fashion":
        return Label(f"check.how.matrix.garment.g{index}")
    if len(matrix.counts) == 2 and dataset == "chest_xray":
        first_healthy = min(sum(matrix.counts[0]), sum(matrix.counts[1])) == sum(matrix.counts[0])
        return Label("check.how.matrix." + ("healthy" if first_healthy == (index == 0) else "ill"))
    return str(index)
