"""What learning curves say: the epochs that count, the gap, and overfitting by a stated rule.

The rule compares the validation images one by one between the epoch of the lowest validation loss and the last one.
Paired, because the same images are seen twice: unpaired errors would hide most rises. The best epoch is chosen after
the fact, among all of them, which makes any rise look larger; so both tests are corrected for the number of epochs it
was chosen from (Bonferroni). Simulated runs without overfitting are then called overfitting in less than 5 % of cases.
And a network that does worse on the images that it trains on, too, has not memorised them: the part of the rise that
the training loss shares is no overfitting.
"""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from reportgen.answers.metrics import SIGNIFICANT, mcnemar, mean_and_error
from reportgen.losses import per_image, predictions
from reportgen.spec import History, Protocol, Result

Verdict = Literal["improving", "flat", "loss_only", "overfits", "unsettled"]


@dataclass(frozen=True)
class Reading:
    """What the curves of one training run say.

    Attributes:
        best_epoch: epoch of the lowest validation loss, from 1.
        rise: mean rise of the validation loss from that epoch to the last.
        error: standard error of the rise, from the paired per-image losses.
        threshold: standard errors that a rise must exceed to count.
        lost: validation images that were right at the best epoch and are wrong after the last one.
        won: the opposite.
        p_value: of the change of accuracy since the best epoch (exact McNemar, corrected).
        verdict: `improving`: the last epoch is the best; `flat`: no rise beyond chance; `loss_only`: the loss
            rises while the accuracy does not fall; `overfits`: the loss rises and the accuracy falls; `unsettled`: the
            loss rises, but not by more than chance beyond what the training loss does.
    """

    best_epoch: int
    rise: float
    error: float
    threshold: float
    lost: int
    won: int
    p_value: float
    verdict: Verdict


def best_epoch(history: History) -> int:
    """Return the epoch of the lowest validation loss, from 1; the first of equal ones."""
    return min(range(len(history.val_loss)), key=history.val_loss.__getitem__) + 1


def chosen_epoch(history: History, protocol: Protocol) -> int:
    """Return the epoch whose weights the protocol judges: the last (`course`) or the best (`holdout`)."""
    return best_epoch(history) if protocol == "holdout" else len(history.val_loss)


def training_accuracy(history: History, protocol: Protocol) -> float:
    """Return the accuracy on the watched training images, at the epoch that the protocol chooses."""
    return history.accuracy[chosen_epoch(history, protocol) - 1]


def gap(history: History, protocol: Protocol) -> float:
    """Return the training accuracy minus the validation accuracy, at the epoch that the protocol chooses."""
    return training_accuracy(history, protocol) - history.val_accuracy[chosen_epoch(history, protocol) - 1]


def read(result: Result, loss: str) -> Reading:
    """Read the curves of a result that was trained on the named loss."""
    epochs, best = len(result.history.val_loss), best_epoch(result.history)
    earlier = max(1, epochs - 1)
    threshold = NormalDist().inv_cdf(1 - SIGNIFICANT / 2 / earlier)
    if best == epochs:
        return Reading(best, 0.0, 0.0, threshold, 0, 0, 1.0, "improving")
    labels = result.validation_labels
    rise, error = mean_and_error(
        per_image(loss, result.validation_last, labels) - per_image(loss, result.validation_best, labels)
    )
    before, after = (predictions(p) == labels for p in (result.validation_best, result.validation_last))
    lost, won, p_value = mcnemar(before, after)
    p_value = min(1.0, p_value * earlier)
    shared = result.history.loss[-1] - result.history.loss[best - 1]
    verdict: Verdict = "flat"
    if rise > threshold * error and rise - shared > threshold * error:
        verdict = "overfits" if lost > won and p_value < SIGNIFICANT else "loss_only"
    elif rise > threshold * error:
        verdict = "unsettled"
    return Reading(best, rise, error, threshold, lost, won, p_value, verdict)
