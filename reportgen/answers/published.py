"""A published result of a network beside ours: by how many standard errors they are apart."""

from collections.abc import Iterator

import numpy as np

from reportgen.answers.metrics import SIGNIFICANT, two_shares
from reportgen.losses import per_image, predictions
from reportgen.spec import Answer, Case, Evidence, Rounded


def answers(prefix: str, accuracy: float, loss: float, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive the distances of a published test accuracy and loss.

    Both are taken as means over as many images as ours; of the published loss, which tells nothing of its images, the
    losses are taken to scatter as ours. Judged on the same images, the two err together: the true standard error is
    smaller.
    """
    result, labels = evidence.result(case), evidence.dataset(case).y_test
    right = predictions(result.test) == labels
    losses = per_image(case.experiment.training.loss, result.test, labels)
    z, p_value = two_shares(accuracy, float(right.mean()), len(labels))
    error = float(losses.std(ddof=1)) * (2 / len(labels)) ** 0.5
    yield Answer(f"{prefix}.accuracy", accuracy, "accuracy")
    yield Answer(f"{prefix}.loss", loss, "loss")
    yield Answer(f"{prefix}.difference", float(right.mean()) - accuracy, "share", Rounded(4), trained=True)
    yield Answer(f"{prefix}.errors", -z, "value", Rounded(1), trained=True)
    yield Answer(f"{prefix}.p_value", p_value, "p_value", Rounded(3), trained=True)
    yield Answer(f"{prefix}.beyond", p_value < SIGNIFICANT, trained=True)
    away = float(losses.mean()) - loss
    yield Answer(f"{prefix}.loss_difference", away, "loss", Rounded(3), trained=True)
    yield Answer(
        f"{prefix}.loss_errors", float(np.divide(away, error)) if error else 0.0, "value", Rounded(1), trained=True
    )
