"""How many images of each class the labs' data sets have: what the rows of a confusion matrix must sum to.

Sources: LeCun, Cortes and Burges, The MNIST database (labels of both files counted); Xiao, Rasul and Vollgraf,
arXiv:1708.07747, table 1 (Fashion-MNIST); Kermany, Zhang and Goldbaum, Mendeley Data rscbjbr9sj (chest X-rays).
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ClassCounts:
    """The images of each class of one split.

    Attributes:
        dataset: `mnist`, `fashion` or `chest_xray`.
        split: `train`, `validation` or `test`.
        counts: images of each class, in the order of the labels.
    """

    dataset: str
    split: str
    counts: tuple[int, ...]


KNOWN = (
    ClassCounts("mnist", "test", (980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009)),
    ClassCounts("fashion", "test", (1000,) * 10),
    ClassCounts("chest_xray", "test", (234, 390)),
    ClassCounts("chest_xray", "validation", (8, 8)),
    ClassCounts("mnist", "train", (5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949)),
    ClassCounts("fashion", "train", (6000,) * 10),
    ClassCounts("chest_xray", "train", (1341, 3875)),
)
"""Those that students print most often first."""


def hits(sums: Sequence[int], known: ClassCounts) -> int:
    """Return in how many places sums are a split's class counts; 0 if there are more or fewer classes.

    Two classes may stand in either order: students put the ill first as often as the healthy.
    """
    if len(sums) != len(known.counts):
        return 0
    straight = sum(one == other for one, other in zip(sums, known.counts, strict=True))
    if len(sums) > 2:
        return straight
    return max(straight, sum(one == other for one, other in zip(sums, known.counts[::-1], strict=True)))


def all_known(sums: Sequence[int]) -> bool:
    """Tell whether sums are the class counts of a split, every one."""
    return any(hits(sums, known) == len(sums) for known in KNOWN)


def partly_known(sums: Sequence[int]) -> bool:
    """Tell whether at least half of the sums are the class counts of a split."""
    return any(2 * hits(sums, known) >= len(sums) for known in KNOWN)
