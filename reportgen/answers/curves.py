"""What learning curves say: the best epoch, and overfitting by a stated rule.

The rule compares the validation images one by one between the epoch of the lowest validation loss and the last one:
the rise of the loss counts when it is more than twice its standard error, the fall of the accuracy when McNemar's exact
test gives p < 0.05. Paired, because the same images are seen twice: unpaired errors would hide most rises.
"""

from dataclasses import dataclass
from typing import Literal

from reportgen.answers.metrics import SIGNIFICANT, mcnemar, mean_and_error
from reportgen.losses import per_image, predictions
from reportgen.spec import Result

STANDARD_ERRORS = 2.0
Verdict = Literal["improving", "flat", "loss_only", "overfits"]


@dataclass(frozen=True)
class Reading:
    """What the curves of one training run say.

    Attributes:
        best_epoch: epoch of the lowest validation loss, from 1.
        rise: mean rise of the validation loss from that epoch to the last.
        error: standard error of the rise, from the paired per-image losses.
        lost: validation images that were right at the best epoch and are wrong after the last one.
        won: the opposite.
        p_value: of the change of accuracy since the best epoch (exact McNemar).
        verdict: `improving`: the last epoch is the best; `flat`: no rise beyond chance; `loss_only`: the loss
            rises while the accuracy holds; `overfits`: the loss rises and the accuracy falls.
    """

    best_epoch: int
    rise: float
    error: float
    lost: int
    won: int
    p_value: float
    verdict: Verdict


def read(result: Result, loss: str) -> Reading:
    """Read the curves of a result that was trained on the named loss."""
    history = result.history
    best = min(range(len(history.val_loss)), key=history.val_loss.__getitem__)
    if best == len(history.val_loss) - 1:
        return Reading(best + 1, 0.0, 0.0, 0, 0, 1.0, "improving")
    labels = result.validation_labels
    rise, error = mean_and_error(
        per_image(loss, result.validation_last, labels) - per_image(loss, result.validation_best, labels)
    )
    before, after = (predictions(p) == labels for p in (result.validation_best, result.validation_last))
    lost, won, p_value = mcnemar(before, after)
    verdict: Verdict = "flat"
    if rise > STANDARD_ERRORS * error:
        verdict = "overfits" if lost > won and p_value < SIGNIFICANT else "loss_only"
    return Reading(best + 1, rise, error, lost, won, p_value, verdict)
