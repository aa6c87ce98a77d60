"""What replicates say: the same network trained with several seeds, setting by setting, beside each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

import numpy as np

from reportgen.answers.metrics import SIGNIFICANT, expected_maximum, holm
from reportgen.answers.student import mean_interval, welch
from reportgen.losses import penalty
from reportgen.spec import Answer, Case, Comparison, Evidence, Interval, Rounded

LAST = 10
"""Epochs at the end whose spread is set beside that of the replicates; fewer if there are fewer."""
METHOD = "mean_95"
"""How the interval of a mean over replicates is called: it holds the mean of as many further runs in 95 % of cases."""


@dataclass(frozen=True)
class Gain:
    """A setting beside the first one, over the replicates.

    Attributes:
        case: the id of the setting's case.
        gain: its mean accuracy minus that of the first one.
        raw: the p-value of Welch's test.
        p_value: the same, Holm-corrected for all settings.
        significant: whether the difference is.
    """

    case: str
    gain: float
    raw: float
    p_value: float
    significant: bool


def accuracies(case: Case, evidence: Evidence) -> tuple[float, ...]:
    """Return the validation accuracy after the last epoch, run by run."""
    return tuple(result.history.val_accuracy[-1] for result in evidence.runs(case))


def of_case(case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive the accuracies of a case's replicates, their mean and deviation, and the loss with its penalty apart."""
    prefix, runs = case.key, evidence.runs(case)
    values = accuracies(case, evidence)
    yield Answer(f"{prefix}.accuracies", values, "accuracy", Rounded(4))
    yield Answer(f"{prefix}.accuracy", fmean(values), "accuracy", _mean(values))
    yield Answer(f"{prefix}.deviation", stdev(values), "share", Rounded(4))
    last = [np.std(run.history.val_accuracy[-LAST:], ddof=1) for run in runs if len(run.history.val_accuracy) > 1]
    yield Answer(f"{prefix}.epoch_deviation", float(np.mean(last)) if last else 0.0, "share", Rounded(4))
    best = [max(run.history.val_accuracy) for run in runs]
    yield Answer(f"{prefix}.best_epoch_accuracy", fmean(best), "accuracy", _mean(best))
    fitted = [run.history.accuracy[-1] for run in runs]
    yield Answer(f"{prefix}.train_accuracy", fmean(fitted), "accuracy", _mean(fitted))
    losses = [run.history.val_loss[-1] for run in runs]
    penalties = [penalty(case.experiment.model, run.weights) for run in runs]
    yield Answer(f"{prefix}.data_loss", fmean(losses), "loss", Rounded(3))
    yield Answer(f"{prefix}.penalty", fmean(penalties), "loss", Rounded(3))
    yield Answer(f"{prefix}.reported_loss", fmean(losses) + fmean(penalties), "loss", Rounded(3))


def gains(first: Case, others: Sequence[Case], evidence: Evidence) -> tuple[Gain, ...]:
    """Compare each setting with the first one by Welch's test over the replicates, Holm-corrected."""
    base = accuracies(first, evidence)
    found = [accuracies(case, evidence) for case in others]
    raw = [welch(base, values) for values in found]
    return tuple(
        Gain(case.id, fmean(values) - fmean(base), own, p, p < SIGNIFICANT)
        for case, values, own, p in zip(others, found, raw, holm(raw), strict=True)
    )


def luck(values: Sequence[float]) -> float:
    """Return by how much the best of so many runs exceeds their mean on average, if they are about normal."""
    return stdev(values) * expected_maximum(len(values))


def _mean(values: Sequence[float]) -> Comparison:
    low, high = mean_interval(values)
    return Interval(max(0.0, low), min(1.0, high), METHOD) if low < high else Rounded(4)
