"""What is done to the images before a network reads them, on real values, and why scaling helps, by an experiment."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reportgen import datasets
from reportgen.answers import classification, examples, forward, scaling
from reportgen.answers.metrics import wilson
from reportgen.arithmetic import Product
from reportgen.features import extract
from reportgen.losses import predictions
from reportgen.model import perceptron
from reportgen.networks import Units
from reportgen.options import Name, Options
from reportgen.plots import Curves, Figure, Label
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Dataset, Evidence, Experiment, Pixels, Rounded, computed, trained

SHOWN = 0
"""The training image whose values are shown."""


class PreprocessingOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        dataset: which images.
        hidden: neurons of the hidden layers of the network of the experiment.
    """

    dataset: Name
    hidden: Units


@dataclass(frozen=True)
class Row:
    """A row of pixels of the image that is shown, in the middle, where there is ink."""

    number: int
    first: int
    raw: tuple[int, ...]
    unit: tuple[float, ...]
    standard: tuple[float, ...]


class Preprocessing(Section[PreprocessingOptions]):
    """Shows each step on one image, and trains the same network on pixels of three scales."""

    options = PreprocessingOptions
    reserved = frozenset({"cases", "image", "scalings", "ratios", "inputs", "one_hot", "row", "label"})

    def plan(self, options: PreprocessingOptions, context: SectionContext) -> Iterator[Case]:
        """Plan one network for each scale."""
        info = datasets.info(options.dataset)
        height, width = info.image_shape
        model = perceptron(height * width, options.hidden, 0.0, len(info.classes))
        for name in scaling.SCALINGS:
            experiment = Experiment(options.dataset, Pixels(name), model, context.training)
            yield Case(context.name, name, Label(f"case.scaling.{name}"), experiment)

    def answers(self, name: str, options: PreprocessingOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive the values of one image after each step, what scales make of gradients, and the three networks."""
        cases = evidence.of(name)
        dataset = evidence.dataset(cases[0])
        height, width = dataset.info.image_shape
        label = int(dataset.y_train[SHOWN])
        yield Answer(f"{name}.image", SHOWN, "")
        yield Answer(f"{name}.label", dataset.info.classes[label])
        yield Answer(f"{name}.one_hot", tuple(int(k == label) for k in range(len(dataset.info.classes))))
        yield Answer(f"{name}.height", height, "pixels")
        yield Answer(f"{name}.width", width, "pixels")
        yield computed(f"{name}.inputs", "pixels", Product((height, width)), "neurons")
        yield Answer(f"{name}.row", _row(dataset), compare=Rounded(3))
        found = tuple(scaling.scaled(one, dataset, options.hidden) for one in scaling.SCALINGS)
        yield Answer(f"{name}.scalings", found, compare=Rounded(3))
        yield Answer(f"{name}.batch", min(scaling.BATCH, len(dataset.x_train)), "images")
        raw, unit, standard = (scaling.ratio(scaling.bowl_shape(one, dataset)) for one in scaling.SCALINGS)
        yield Answer(f"{name}.ratios.raw", raw, "ratio", Rounded(0))
        yield Answer(f"{name}.ratios.unit", unit, "ratio", Rounded(1))
        yield Answer(f"{name}.ratios.standard", standard, "ratio", Rounded(1))
        yield Answer(f"{name}.cases", tuple(case.id for case in cases))
        yield Answer(f"{name}.hidden", options.hidden, "neurons")
        yield Answer(f"{name}.guess", float(np.log(len(dataset.info.classes))), "loss", Rounded(3))
        for case in cases:
            yield from classification.answers(case, evidence)
            yield from trained(_silence(case, evidence))

    def figures(self, name: str, options: PreprocessingOptions, evidence: Evidence) -> Iterator[Figure]:
        """Draw the valleys of two weights, and the curves of the three networks."""
        del options
        cases = evidence.of(name)
        yield Figure(f"{name}.bowls", Curves(tuple(scaling.bowls(evidence.dataset(cases[0])))))
        yield examples.compared_curves(f"{name}.curves", cases, evidence)


def _row(dataset: Dataset) -> Row:
    """Return seven pixels of the row with most ink, from the first one that is not empty."""
    image = dataset.x_train[SHOWN]
    number = int(image.astype(int).sum(axis=1).argmax())
    first = max(0, min(int(np.flatnonzero(image[number])[0]) - 1, image.shape[1] - 7))
    read = {one: scaling.levels(one, dataset)[image[number, first : first + 7]] for one in scaling.SCALINGS}
    return Row(
        number,
        first,
        tuple(map(int, read["raw"])),
        tuple(map(float, read["unit"])),
        tuple(map(float, read["standard"])),
    )


def _silence(case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Yield whether a network does no better than one class for all images, and how many neurons are always 0.

    No better: the interval of its accuracy reaches down to the share of the most frequent class.
    """
    model, result, dataset = case.experiment.model, evidence.result(case), evidence.dataset(case)
    first, hidden = model.layers[0].name, model.layers[-2].name
    x = extract(case.experiment.features, dataset.x_test, dataset.x_train).reshape(len(dataset.x_test), -1)
    outputs = forward.outputs(model, result.weights, {first: x})[hidden]
    predicted = predictions(result.test)
    low, _ = wilson(int((predicted == dataset.y_test).sum()), len(predicted))
    yield Answer(f"{case.key}.lost", bool(low <= np.bincount(dataset.y_test).max() / len(predicted)))
    yield Answer(f"{case.key}.alike", int(np.bincount(predicted).max()), "images")
    yield Answer(f"{case.key}.last_hidden", outputs.shape[1], "neurons")
    yield Answer(f"{case.key}.zeros", float((outputs <= 0).mean()), "share", Rounded(3))
    yield Answer(f"{case.key}.silent", int((outputs.max(axis=0) <= 0).sum()), "neurons")
