"""Images that reports show: one of each class, the means of the classes, the surest mistakes, learning curves."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from reportgen.answers import confusions
from reportgen.losses import predictions
from reportgen.plots import Curves, Figure, ImageGrid, Label, Line, Panel, Text
from reportgen.protocol import validation_set
from reportgen.spec import Case, Dataset, Evidence, History, Images


def of_each_class(id: str, dataset: Dataset, each: int = 2) -> Figure:  # noqa: A002
    """Show the first `each` training images of every class, class by class."""
    classes = dataset.info.classes
    shown = [np.flatnonzero(dataset.y_train == k)[row] for row in range(each) for k in range(len(classes))]
    captions = tuple(_class(dataset, k) if row == 0 else "" for row in range(each) for k in range(len(classes)))
    return Figure(id, ImageGrid(dataset.x_train[shown], captions, columns=len(classes)))


def class_means(id: str, dataset: Dataset) -> Figure:  # noqa: A002
    """Show the mean training image of every class."""
    classes = dataset.info.classes
    means = confusions.class_means(dataset.x_train, dataset.y_train, len(classes))
    captions = tuple(_class(dataset, k) for k in range(len(classes)))
    return Figure(id, ImageGrid(means.round().astype(np.uint8), captions, columns=len(classes)))


def mistakes(id: str, case: Case, evidence: Evidence) -> Iterator[Figure]:  # noqa: A002
    """Show the wrong predictions that were made with the highest probability, if there are any."""
    dataset = evidence.dataset(case)
    classes = dataset.info.classes
    found = confusions.mistakes(evidence.result(case).test, dataset.y_test, classes)
    captions = tuple(
        Label(
            "plot.mistake",
            (
                ("true", _class(dataset, classes.index(item.true))),
                ("predicted", _class(dataset, classes.index(item.predicted))),
                ("probability", probability(item.probability)),
            ),
        )
        for item in found
    )
    if found:
        yield Figure(id, ImageGrid(dataset.x_test[[item.index for item in found]], captions, columns=10))


def right_and_wrong(id: str, case: Case, classes: Sequence[str], evidence: Evidence, each: int = 5) -> Figure:  # noqa: A002
    """Show, in a row for each class, the first `each` test images that are recognised and the first that are not."""
    dataset = evidence.dataset(case)
    predicted = predictions(evidence.result(case).test)
    shown: list[Images] = []
    captions: list[Text] = []
    for name in classes:
        k = dataset.info.classes.index(name)
        own, right = dataset.y_test == k, predicted == dataset.y_test
        for rows in (np.flatnonzero(own & right)[:each], np.flatnonzero(own & ~right)[:each]):
            blank = each - len(rows)
            shown.append(np.pad(dataset.x_test[rows], ((0, blank), (0, 0), (0, 0))))
            captions += [*(taken(dataset, k, int(predicted[row])) for row in rows), *[""] * blank]
    return Figure(id, ImageGrid(np.concatenate(shown), tuple(captions), columns=2 * each))


def taken(dataset: Dataset, true: int, predicted: int) -> Label:
    """Return the class of an image, or both classes if it is taken for another: 4 → 9."""
    if true == predicted:
        return _class(dataset, true)
    return Label("plot.taken", (("true", _class(dataset, true)), ("predicted", _class(dataset, predicted))))


def curves(id: str, case: Case, evidence: Evidence) -> Figure:  # noqa: A002
    """Show loss and accuracy after each epoch; the epoch of the lowest validation loss is marked.

    Over several seeds the mean of each epoch is shown, and the band from the lowest to the highest.
    """
    histories = [result.history for result in evidence.runs(case)]
    watched = validation_set(evidence.dataset(case), case.experiment.training.protocol)
    best = int(np.argmin(np.mean([history.val_loss for history in histories], axis=0)))
    panels = tuple(
        Panel(
            Label("plot.epoch"),
            Label(f"plot.{name}"),
            (
                replace(_line(Label("plot.training"), histories, name), dashed=True),
                replace(_line(Label(f"plot.validation.{watched}"), histories, f"val_{name}"), mark=best),
            ),
        )
        for name in ("loss", "accuracy")
    )
    return Figure(id, Curves(panels))


def compared_curves(id: str, cases: Sequence[Case], evidence: Evidence) -> Figure:  # noqa: A002
    """Show the validation loss and accuracy of all cases on the same axes; over several seeds as `curves` does."""
    histories = {case: [result.history for result in evidence.runs(case)] for case in cases}
    panels = tuple(
        Panel(
            Label("plot.epoch"),
            Label(f"plot.compared.{name}"),
            tuple(_line(case.title, histories[case], f"val_{name}") for case in cases),
        )
        for name in ("loss", "accuracy")
    )
    return Figure(id, Curves(panels))


def _line(title: Label, histories: Sequence[History], name: str) -> Line:
    """Return a column of histories against the epochs, its mean and its band if there are several."""
    values = np.array([getattr(history, name) for history in histories])
    epochs = tuple(float(n) for n in range(1, values.shape[1] + 1))
    line = Line(title, epochs, tuple(map(float, values.mean(axis=0))))
    if len(histories) == 1:
        return line
    return replace(line, band=(tuple(map(float, values.min(axis=0))), tuple(map(float, values.max(axis=0)))))


def probability(value: float) -> Label:
    """Return a probability with 3 decimals; one that would round to 0 or to 1 is shown as beyond the last before it."""
    if value >= 0.9995:
        return Label("plot.nearly_sure", (("bound", 0.999),))
    if value < 0.0005:
        return Label("plot.nearly_none", (("bound", 0.001),))
    return Label("plot.probability", (("value", value),))


def _class(dataset: Dataset, k: int) -> Label:
    return Label(f"datasets.{dataset.info.name}.classes.{dataset.info.classes[k]}")
