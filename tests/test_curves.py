"""Overfitting by the stated rule, each verdict on curves made for it."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from reportgen.answers.curves import best_epoch, chosen_epoch, gap, read
from reportgen.spec import Floats, History, Provenance, Result

Values = NDArray[np.float64]
LABELS = np.zeros(400, np.uint8)


def probabilities(of_true: Values) -> Floats:
    """Return two-class probabilities that give the true class (0) these values."""
    return np.stack([of_true, 1 - of_true], axis=1).astype(np.float32)


def result(val_loss: tuple[float, ...], best: Values, last: Values) -> Result:
    """Return a result with these validation losses and probabilities of the true class."""
    zeros = (0.0,) * len(val_loss)
    return Result(
        history=History(zeros, zeros, val_loss, zeros),
        test=probabilities(last),
        validation_best=probabilities(best),
        validation_last=probabilities(last),
        validation_labels=LABELS,
        weights={},
        parameters=1,
        optimizer_arguments=(),
        provenance=Provenance((), "", 0.0),
    )


RNG = np.random.default_rng(3)
SURE = np.full(400, 0.9)
HALF = np.where(np.arange(400) < 50, 0.49, 0.95)


@pytest.mark.parametrize(
    ("val_loss", "best", "last", "verdict"),
    [
        ((0.5, 0.4, 0.3), SURE, SURE, "improving"),
        ((0.5, 0.3, 0.31), SURE, np.clip(SURE + RNG.normal(0, 0.05, 400), 0.6, 0.99), "flat"),
        ((0.5, 0.3, 0.35), SURE, np.where(np.arange(400) < 200, 0.6, 0.9), "loss_only"),
        ((0.5, 0.3, 0.6), SURE, np.where(np.arange(400) < 40, 0.01, 0.9), "overfits"),
        # a rise of about one and a half standard errors
        ((0.5, 0.3, 0.31), SURE, np.where(np.arange(400) < 2, 0.55, 0.9), "flat"),
        # the loss rises while the accuracy improves
        ((0.5, 0.3, 0.35), HALF, np.where(np.arange(400) < 50, 0.51, 0.62), "loss_only"),
        # four images lost, none gained: p = 0.125, twice that for two epochs to choose from
        ((0.5, 0.3, 0.35), SURE, np.where(np.arange(400) < 4, 0.4, 0.8), "loss_only"),
    ],
)
def test_each_verdict(val_loss: tuple[float, ...], best: Values, last: Values, verdict: str) -> None:
    """The loss's rise counts beyond two standard errors, the accuracy's fall by McNemar's test."""
    assert read(result(val_loss, best, last), "categorical_crossentropy").verdict == verdict


@pytest.mark.parametrize(
    ("training_loss", "verdict"),
    [((0.5, 0.2, 0.1), "overfits"), ((0.5, 0.2, 0.2001), "overfits"), ((0.5, 0.2, 0.6), "unsettled")],
)
def test_what_the_training_loss_shares_is_no_overfitting(training_loss: tuple[float, ...], verdict: str) -> None:
    """The validation loss rises by 0.45, more than chance: overfitting, unless the training loss rises with it."""
    worse = result((0.5, 0.3, 0.6), SURE, np.where(np.arange(400) < 40, 0.01, 0.9))
    seen = replace(worse, history=replace(worse.history, loss=training_loss))
    assert read(seen, "categorical_crossentropy").verdict == verdict


def test_rise_is_the_mean_of_the_paired_differences() -> None:
    """Half of the images lose ln(0.9 / 0.6) each."""
    last = np.where(np.arange(400) < 200, 0.6, 0.9)
    reading = read(result((0.5, 0.3, 0.35), SURE, last), "categorical_crossentropy")
    assert reading.best_epoch == 2
    assert reading.rise == pytest.approx(np.log(0.9 / 0.6) / 2, rel=1e-6)


def test_the_first_of_equal_minima_is_the_best_epoch() -> None:
    """A plateau counts from its start."""
    flat = result((0.5, 0.3, 0.3), SURE, SURE)
    assert read(flat, "categorical_crossentropy").best_epoch == 2
    assert read(replace(flat), "categorical_crossentropy").verdict == "flat"


def test_the_epoch_that_counts() -> None:
    """The last one in the course's protocol, the best one where images are held out for choosing."""
    history = History((0.0,) * 3, (0.7, 0.8, 0.9), (0.5, 0.3, 0.4), (0.6, 0.75, 0.7))
    assert (best_epoch(history), chosen_epoch(history, "course"), chosen_epoch(history, "holdout")) == (2, 3, 2)
    assert gap(history, "course") == pytest.approx(0.2)
    assert gap(history, "holdout") == pytest.approx(0.05)


def test_runs_without_overfitting_are_rarely_called_so() -> None:
    """Ten epochs that differ by chance alone: although the best is chosen afterwards, few rises count."""
    rng, called = np.random.default_rng(5), 0
    for _ in range(300):
        losses = 0.1 + rng.exponential(0.3, (10, 400))
        means = losses.mean(axis=1)
        chance = result(tuple(means), np.exp(-losses[means.argmin()]), np.exp(-losses[-1]))
        called += read(chance, "categorical_crossentropy").verdict in {"loss_only", "overfits"}
    assert called / 300 < 0.05
