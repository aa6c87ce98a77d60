"""How many images of each class train, and what each of them weighs in the loss."""

from collections.abc import Iterator

import numpy as np

from reportgen.arithmetic import Product, Quotient
from reportgen.protocol import split
from reportgen.spec import Answer, Case, Evidence, Rounded, computed


def answers(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive counts and shares of the classes, and the weight `n / (K × count)` of each, if they have one."""
    dataset, training = evidence.dataset(case), case.experiment.training
    classes = dataset.info.classes
    labels = dataset.y_train[split(dataset, training.protocol)[0]]
    yield Answer(f"{prefix}.weighted", training.class_weight == "balanced")
    yield Answer(f"{prefix}.images", len(labels), "images")
    yield computed(f"{prefix}.each", "each", Quotient(len(labels), len(classes)), "value")
    for name, count in zip(classes, np.bincount(labels, minlength=len(classes)).tolist(), strict=True):
        yield Answer(f"{prefix}.{name}.count", count, "images")
        yield computed(f"{prefix}.{name}.share", "share", Quotient(count, len(labels)), "share", Rounded(2))
        weight = Quotient(len(labels), Product((len(classes), count)))
        yield computed(f"{prefix}.{name}.weight", "class_weight", weight, "value", Rounded(2))
