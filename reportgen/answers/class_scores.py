"""Precision, recall and F1 of each class: what one accuracy for all classes hides.

Of the images predicted as a class, precision is the share that are it; of those that are it, recall is the share that
was found; F1 is the harmonic mean of the two, `2 × right / (support + predicted)` (van Rijsbergen, Information
Retrieval, 1979). A quotient of nothing counts as 0, as scikit-learn's `zero_division=0` has it, and is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.answers import confusions
from reportgen.answers.confusions import Matrix
from reportgen.arithmetic import Expression, Product, Quotient, Sum, value
from reportgen.spec import Answer, Case, Evidence, Rounded, computed

NOTHING = 0
"""What a quotient with nothing below the bar counts as."""


@dataclass(frozen=True)
class ClassScores:
    """The images of one class.

    Attributes:
        name: the class.
        right: images of the class that were predicted as it.
        predicted: images that were predicted as it.
        support: images that are of the class.
    """

    name: str
    right: int
    predicted: int
    support: int

    @property
    def precision(self) -> Expression:
        """The share of the images predicted as the class that are it."""
        return _share(self.right, self.predicted)

    @property
    def recall(self) -> Expression:
        """The share of the images of the class that were found."""
        return _share(self.right, self.support)

    @property
    def f1(self) -> Expression:
        """The harmonic mean of precision and recall."""
        return _share(Product((2, self.right)), Sum((self.support, self.predicted)))


def class_scores(counts: Matrix, classes: tuple[str, ...]) -> tuple[ClassScores, ...]:
    """Return the scores of each class, in the order of the classes."""
    columns = (counts.diagonal(), counts.sum(axis=0), counts.sum(axis=1))
    rows = zip(*(map(int, column) for column in columns), strict=True)
    return tuple(ClassScores(name, *row) for name, row in zip(classes, rows, strict=True))


def of_case(case: Case, evidence: Evidence) -> tuple[ClassScores, ...]:
    """Return the scores of each class on the test set."""
    dataset = evidence.dataset(case)
    return class_scores(confusions.of_result(evidence.result(case), dataset), dataset.info.classes)


def macro_f1(scores: Sequence[ClassScores]) -> Quotient:
    """Return the mean F1 of the classes, each as important as the others."""
    return Quotient(Sum(tuple(value(item.f1) for item in scores)), len(scores))


def weighted_f1(scores: Sequence[ClassScores]) -> Quotient:
    """Return the mean F1 of the images: each class counts as often as it has images."""
    terms = tuple(Product((item.support, value(item.f1))) for item in scores)
    return Quotient(Sum(terms), sum(item.support for item in scores))


def best(scores: Sequence[ClassScores]) -> ClassScores:
    """Return the class of the highest F1, the first of equals."""
    return max(scores, key=lambda item: value(item.f1))


def worst(scores: Sequence[ClassScores]) -> ClassScores:
    """Return the class of the lowest F1, the first of equals."""
    return min(scores, key=lambda item: value(item.f1))


def answers(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive the scores of each class and their means; recall, weighted by the images, is the accuracy."""
    found = of_case(case, evidence)
    yield Answer(f"{prefix}.classes", tuple(item.name for item in found))
    for item in found:
        yield from _class(f"{prefix}.{item.name}", item)
    images = sum(item.support for item in found)
    recall = Quotient(Sum(tuple(item.right for item in found)), images)
    means = {"macro_f1": macro_f1(found), "weighted_f1": weighted_f1(found), "weighted_recall": recall}
    for name, mean in means.items():
        yield computed(f"{prefix}.{name}", name, mean, "share", Rounded(4))
    yield Answer(f"{prefix}.images", images, "images")
    yield Answer(f"{prefix}.best", best(found).name)
    yield Answer(f"{prefix}.worst", worst(found).name)
    yield Answer(f"{prefix}.never_predicted", tuple(item.name for item in found if not item.predicted))
    yield Answer(f"{prefix}.absent", tuple(item.name for item in found if not item.support))


def _class(prefix: str, item: ClassScores) -> Iterator[Answer]:
    for name, share in (("precision", item.precision), ("recall", item.recall), ("f1", item.f1)):
        yield computed(f"{prefix}.{name}", name, share, "share", Rounded(4))
    yield Answer(f"{prefix}.predicted", item.predicted, "images")
    yield Answer(f"{prefix}.support", item.support, "images")


def _share(part: Expression, whole: Expression) -> Expression:
    return Quotient(part, whole) if value(whole) else NOTHING
