"""Groups of classes that are confused among themselves, found in the confusion matrix alone.

Two classes are linked if, of the mistakes that involve either of them, far more lie between the two than chance would
put there; a group is what links hold together. Mistakes spread evenly over all pairs of `K` classes would fall
between the two once in `2K − 3` times, for so many pairs involve either. A link has `FACTOR` times that share, and
not by luck: exact binomial test, Holm-corrected over all pairs. A share of the classes' own mistakes, not of their
images, finds groups of easy classes beside those of hard ones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from reportgen.answers import confusions
from reportgen.answers.binomial import at_least
from reportgen.answers.confusions import Matrix
from reportgen.answers.metrics import SIGNIFICANT, holm
from reportgen.arithmetic import Product, Quotient, Sum
from reportgen.spec import Answer, Case, Evidence, Ranking, Rounded, computed

FACTOR = 2.5
"""How many times the share that chance gives to two classes their mistakes have to reach."""


@dataclass(frozen=True)
class Link:
    """Two classes that are confused with each other more than with others.

    Attributes:
        first: one class.
        second: the other.
        count: mistakes between them, in both directions.
        involved: mistakes that involve either of them.
        share: `count / involved`.
        p_value: of as many or more, if mistakes were spread evenly; Holm-corrected over all pairs of classes.
    """

    first: str
    second: str
    count: int
    involved: int
    share: float
    p_value: float


@dataclass(frozen=True)
class Group:
    """Classes that links hold together, in the order of the dataset; `errors` are the mistakes among them."""

    classes: tuple[str, ...]
    errors: int


def chance(classes: int) -> Quotient:
    """Return the share of the mistakes involving two of some classes that an even spread puts between the two."""
    return Quotient(1, Sum((Product((2, classes)), -3)))


def links(counts: Matrix, classes: tuple[str, ...]) -> tuple[Link, ...]:
    """Return the linked pairs, the largest share first."""
    wrong = counts - np.diag(counts.diagonal())
    both, involving = wrong + wrong.T, wrong.sum(axis=0) + wrong.sum(axis=1)
    pairs = [(i, j, int(both[i, j])) for i, j in combinations(range(len(classes)), 2)]
    involved = [int(involving[i] + involving[j]) - count for i, j, count in pairs]
    even = float(chance(len(classes)).value)
    raw = [at_least(count, trials, even) for (_, _, count), trials in zip(pairs, involved, strict=True)]
    found = [
        Link(classes[i], classes[j], count, trials, count / trials, p)
        for (i, j, count), trials, p in zip(pairs, involved, holm(raw), strict=True)
        if count and count / trials >= FACTOR * even and p < SIGNIFICANT
    ]
    return tuple(sorted(found, key=lambda link: -link.share))


def groups(counts: Matrix, classes: tuple[str, ...]) -> tuple[Group, ...]:
    """Return what the links hold together, directly or over other classes; the most mistakes first."""
    group = {name: {name} for name in classes}
    for link in links(counts, classes):
        joined = group[link.first] | group[link.second]
        group |= dict.fromkeys(joined, joined)
    found = {tuple(name for name in classes if name in names) for names in group.values() if len(names) > 1}
    made = (Group(names, _among(counts, [classes.index(name) for name in names])) for names in found)
    return tuple(sorted(made, key=lambda item: (-item.errors, classes.index(item.classes[0]))))


def of_case(case: Case, evidence: Evidence) -> tuple[Group, ...]:
    """Return the groups on the test set."""
    dataset = evidence.dataset(case)
    return groups(confusions.of_result(evidence.result(case), dataset), dataset.info.classes)


def _among(counts: Matrix, members: Sequence[int]) -> int:
    """Return the mistakes among some classes."""
    block = counts[np.ix_(members, members)]
    return int(block.sum() - block.trace())


def answers(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive the groups of a case, the mistakes inside them, and the accuracy if a group counted as one class."""
    dataset = evidence.dataset(case)
    classes, counts = dataset.info.classes, confusions.of_result(evidence.result(case), dataset)
    found = groups(counts, classes)
    yield Answer(f"{prefix}.links", links(counts, classes), "images", Ranking())
    yield Answer(f"{prefix}.found", found, "images", Ranking(as_set=True))
    yield Answer(f"{prefix}.factor", FACTOR, "ratio")
    yield computed(f"{prefix}.chance", "chance", chance(len(classes)), "share", Rounded(4))
    inside, right, images = sum(group.errors for group in found), int(counts.trace()), int(counts.sum())
    yield Answer(f"{prefix}.inside", inside, "images")
    share = Quotient(inside, images - right) if inside else 0
    yield computed(f"{prefix}.inside_share", "inside", share, "share", Rounded(4))
    pairs, possible = sum(comb(len(group.classes), 2) for group in found), comb(len(classes), 2)
    yield computed(f"{prefix}.pairs_share", "pairs", Quotient(pairs, possible), "share", Rounded(4))
    yield computed(f"{prefix}.coarse", "coarse", Quotient(Sum((right, inside)), images), "share", Rounded(4))
