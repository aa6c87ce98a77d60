"""How many images of each class train, and what each of them weighs in the loss."""

from collections.abc import Iterator

import numpy as np

from reportgen.arithmetic import Product, Quotient
from reportgen.protocol import split
from reportgen.spec import Answer, Case, Evidence, Rounded, Step


def answers(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive counts and shares of the classes, and the weight `n / (K × count)` of each, if they have one."""
    dataset, training = evidence.dataset(case), case.experiment.training
    classes = dataset.info.classes
    labels = dataset.y_train[split(dataset, training.protocol)[0]]
    yield Answer(f"{prefix}.weighted", training.class_weight == "balanced")
    yield Answer(f"{prefix}.images", len(labels), "images")
    each = Quotient(len(labels), len(classes))
    yield Answer(f"{prefix}.each", each.value, "value", derivation=(Step("each", each, each.value),))
    for name, count in zip(classes, np.bincount(labels, minlength=len(classes)).tolist(), strict=True):
        yield Answer(f"{prefix}.{name}.count", count, "images")
        share = Quotient(count, len(labels))
        yield Answer(f"{prefix}.{name}.share", share.value, "share", Rounded(2), (Step("share", share, share.value),))
        weight = Quotient(len(labels), Product((len(classes), count)))
        step = Step("class_weight", weight, weight.value)
        yield Answer(f"{prefix}.{name}.weight", weight.value, "value", Rounded(2), (step,))
