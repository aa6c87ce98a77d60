"""The answers of one classification case, the same in every section that trains classifiers."""

from collections.abc import Iterator

import numpy as np

from reportgen.answers import confusions, constant, curves, weights
from reportgen.answers.metrics import difference, wilson
from reportgen.arithmetic import Quotient
from reportgen.losses import per_image, predictions
from reportgen.spec import Answer, Case, Evidence, Exact, Interval, Ranking, Rounded, computed, trained

SHOWN = 3
"""Mistakes and pairs that the text names; ties of the last come along, or stay out together."""
GAP = 0.005
"""Training and validation accuracy differ visibly from half a percentage point on."""


def answers(case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive a case's title, network, scores, curves and confusions, with ids under `section.case`."""
    prefix = case.key
    model, training = case.experiment.model, case.experiment.training
    yield Answer(f"{prefix}.title", case.title)
    yield Answer(f"{prefix}.dataset", case.experiment.dataset)
    yield Answer(f"{prefix}.features", case.experiment.features.kind)
    yield Answer(f"{prefix}.epochs", training.epochs, "epochs")
    yield Answer(f"{prefix}.batch_size", training.batch_size, "images")
    yield from weights.answers(prefix, model)
    yield from trained(_scores(prefix, case, evidence))
    yield from trained(_curves(f"{prefix}.curves", case, evidence))
    yield from constant.answers(f"{prefix}.constant", case, evidence)
    yield from trained(_confusions(f"{prefix}.confusions", case, evidence))


def _scores(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    result, labels = evidence.result(case), evidence.dataset(case).y_test
    images, correct = len(labels), int((predictions(result.test) == labels).sum())
    share = Quotient(correct, images)
    yield Answer(f"{prefix}.scores.images", images, "images")
    yield Answer(f"{prefix}.scores.correct", correct, "images")
    yield Answer(f"{prefix}.scores.errors", images - correct, "images")
    other = Interval(*difference(share.value, images), "difference_95")
    yield computed(f"{prefix}.scores.accuracy", "accuracy", share, "accuracy", other)
    yield Answer(f"{prefix}.scores.confidence", wilson(correct, images), "accuracy")
    loss = float(per_image(case.experiment.training.loss, result.test, labels).mean())
    yield Answer(f"{prefix}.scores.loss", loss, "loss", Rounded(2))


def _curves(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    history = evidence.result(case).history
    reading = curves.read(evidence.result(case), case.experiment.training.loss)
    best, chosen = reading.best_epoch, curves.chosen_epoch(history, case.experiment.training.protocol)
    yield Answer(f"{prefix}.verdict", reading.verdict)
    yield Answer(f"{prefix}.best_epoch", best, "epochs")
    yield Answer(f"{prefix}.chosen_epoch", chosen, "epochs")
    yield Answer(f"{prefix}.first_loss", history.val_loss[0], "loss", Rounded(2))
    yield Answer(f"{prefix}.best_loss", history.val_loss[best - 1], "loss", Rounded(2))
    yield Answer(f"{prefix}.last_loss", history.val_loss[-1], "loss", Rounded(2))
    yield Answer(f"{prefix}.best_accuracy", history.val_accuracy[best - 1], "accuracy", Rounded(4))
    yield Answer(f"{prefix}.last_accuracy", history.val_accuracy[-1], "accuracy", Rounded(4))
    yield Answer(f"{prefix}.rise", reading.rise, "loss", Rounded(3))
    yield Answer(f"{prefix}.rise_error", reading.error, "loss", Rounded(4))
    yield Answer(f"{prefix}.rise_errors", reading.rise / reading.error if reading.error else 0.0, "ratio")
    yield Answer(f"{prefix}.threshold", reading.threshold, "ratio", Rounded(1))
    yield Answer(f"{prefix}.lost", reading.lost, "images")
    yield Answer(f"{prefix}.won", reading.won, "images")
    yield Answer(f"{prefix}.accuracy_p", reading.p_value, "p_value", Rounded(3))
    yield Answer(f"{prefix}.epochs_since", len(history.val_loss) - best, "epochs")
    yield Answer(f"{prefix}.best_train_loss", history.loss[best - 1], "loss", Rounded(2))
    yield Answer(f"{prefix}.last_train_loss", history.loss[-1], "loss", Rounded(2))
    yield Answer(f"{prefix}.train_accuracy", history.accuracy[chosen - 1], "accuracy", Rounded(4))
    yield Answer(f"{prefix}.val_accuracy", history.val_accuracy[chosen - 1], "accuracy", Rounded(4))
    gap = curves.gap(history, case.experiment.training.protocol)
    yield Answer(f"{prefix}.gap", gap, "share", Rounded(4))
    yield Answer(f"{prefix}.gap_verdict", "memorised" if gap > GAP else "unfinished" if gap < -GAP else "small")


def _confusions(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    result, dataset = evidence.result(case), evidence.dataset(case)
    classes = dataset.info.classes
    counts = confusions.of_result(result, dataset)
    yield Answer(f"{prefix}.classes", classes)
    yield Answer(f"{prefix}.matrix", tuple(tuple(map(int, row)) for row in counts), "images", Exact())
    yield Answer(f"{prefix}.cells", confusions.cells(counts, classes), "images", Ranking())
    yield Answer(f"{prefix}.pairs", confusions.pairs(counts, classes), "images", Ranking())
    yield Answer(f"{prefix}.frequent_cells", confusions.cells(counts, classes, SHOWN), "images", Ranking())
    yield Answer(f"{prefix}.frequent_pairs", confusions.pairs(counts, classes, SHOWN), "images", Ranking())
    present = counts.sum(axis=1) > 0
    recall = np.where(present, counts.diagonal() / np.maximum(1, counts.sum(axis=1)), np.nan)
    for name, k in (("hardest", int(np.nanargmin(recall))), ("easiest", int(np.nanargmax(recall)))):
        yield Answer(f"{prefix}.{name}.name", classes[k])
        share = Quotient(int(counts[k, k]), int(counts[k].sum()))
        yield computed(f"{prefix}.{name}.recall", "recall", share, "share", Rounded(4))
    yield Answer(f"{prefix}.mistakes", confusions.mistakes(result.test, dataset.y_test, classes), "images")
