"""Digits from features: the same perceptrons on histograms of oriented gradients."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from pydantic import Field, PositiveInt

from reportgen import datasets, features
from reportgen.answers import classifiers
from reportgen.answers.robustness import CHANGED, NEIGHBOURS, Robustness, robustness
from reportgen.arithmetic import Product, Quotient
from reportgen.networks import PerceptronOptions, titled
from reportgen.options import Name, Options, Settings
from reportgen.plots import Figure, HogGrid, Label, LabelValues
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Dataset, Evidence, Experiment, Hog, Pixels, Rounded, Step, Training

LOST = 0.05
"""Share of the images that may lose a neighbour of their class before noise is said to hurt."""
SHOWN = 2
"""Test images whose HOG is shown."""


class HogCase(PerceptronOptions):
    """One network, and what it reads."""

    orientations: PositiveInt
    pixels_per_cell: PositiveInt

    @property
    def features(self) -> Hog:
        """What the network reads."""
        return Hog(self.orientations, self.pixels_per_cell)

    def settings(self) -> Settings:
        """Return what distinguishes the network, what it reads included."""
        read = {"orientations": self.orientations, "pixels_per_cell": self.pixels_per_cell}
        return {**read, **super().settings()}

    def title(self, training: Training) -> Label:
        """Return what reports call the case; `training` is that of its section."""
        hidden = ("hidden", " + ".join(map(str, self.hidden)))
        return titled(Label("case.hog", (*_values(self.features), hidden)), self, training)


class HogOptions(Options):
    """The section's keys in the lab file."""

    dataset: Name
    cases: tuple[HogCase, ...] = Field(min_length=1, strict=False)


class MlpHog(Section[HogOptions]):
    """Trains every case and answers the questions of the handout about them."""

    options = HogOptions
    reserved = classifiers.RESERVED | {"pictures", "robustness", "side"}

    def plan(self, options: HogOptions, context: SectionContext) -> Iterator[Case]:
        """Plan one experiment a case."""
        info = datasets.info(options.dataset)
        for case in options.cases:
            training = classifiers.training(case, context.training)
            inputs = features.size(case.features, info.image_shape)
            model = case.model(inputs, len(info.classes), training.loss)
            experiment = Experiment(options.dataset, case.features, model, training)
            yield Case(context.name, case.id, case.title(context.training), experiment)

    def answers(self, name: str, options: HogOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive the size of the inputs, what HOG is robust to, each case, and the cases beside each other."""
        dataset = evidence.dataset(evidence.of(name)[0])
        yield Answer(f"{name}.side", dataset.info.image_shape[0], "pixels")
        for case in options.cases:
            yield from _inputs(f"{name}.{case.id}", case.features, dataset.info.image_shape)
        yield from _robustness(f"{name}.robustness", options.cases[0].features, dataset)
        yield from classifiers.answers(name, options.cases, evidence)

    def figures(self, name: str, options: HogOptions, evidence: Evidence) -> Iterator[Figure]:
        """Show images beside their HOG by each setting, then what every section of classifiers shows."""
        dataset = evidence.dataset(evidence.of(name)[0])
        yield _pictures(f"{name}.pictures", tuple(dict.fromkeys(case.features for case in options.cases)), dataset)
        yield from classifiers.figures(name, evidence)


def _inputs(prefix: str, read: Hog, image_shape: tuple[int, int]) -> Iterator[Answer]:
    """Yield the size of the input: cells times orientations; by the handout's formula too where the cells fill it."""
    cell = read.pixels_per_cell
    cells = tuple(length // cell for length in image_shape)
    size = features.size(read, image_shape)
    whole = all(length % cell == 0 for length in image_shape)
    handout = Quotient(Product((*image_shape, read.orientations)), Product((cell, cell)))
    steps = [Step("handout", handout, size)] if whole else []
    steps.append(Step("cells", Product((*cells, read.orientations)), size))
    yield Answer(f"{prefix}.inputs", size, "neurons", derivation=tuple(steps))
    yield Answer(f"{prefix}.cells", cells[0], "count")
    yield Answer(f"{prefix}.whole", whole)


@dataclass(frozen=True)
class Change:
    """What a change of the images does to pixels and to HOG."""

    name: str
    pixels: Robustness
    hog: Robustness


def _robustness(prefix: str, read: Hog, dataset: Dataset) -> Iterator[Answer]:
    """Yield how far changes of an image move its pixels and its HOG, and whether its class can still be told."""
    rows = zip(robustness(dataset, Pixels()), robustness(dataset, read), strict=True)
    changes = tuple(Change(pixels.change, pixels, hog) for pixels, hog in rows)
    yield Answer(f"{prefix}.changes", changes, "ratio", Rounded(1))
    yield Answer(f"{prefix}.images", min(CHANGED, len(dataset.y_test)), "images")
    yield Answer(f"{prefix}.neighbours", min(NEIGHBOURS, len(dataset.y_train)), "images")
    shifted = next(change for change in changes if change.name == "shift_2")
    unchanged, noisy = (next(item.hog for item in changes if item.name == name) for name in ("none", "noise_4"))
    yield Answer(f"{prefix}.noise_tells", noisy.recognised > unchanged.recognised - LOST)
    yield Answer(f"{prefix}.tolerant", shifted.hog.recognised > shifted.pixels.recognised)
    for change in changes:
        yield Answer(f"{prefix}.of.{change.name}", change, "ratio", Rounded(1))


def _pictures(id: str, settings: tuple[Hog, ...], dataset: Dataset) -> Figure:  # noqa: A002
    """Show test images of the first classes that are there, each beside its HOG by every setting."""
    shown = np.unique(dataset.y_test, return_index=True)[1][:SHOWN]
    captions = (Label("plot.image"), *(Label("plot.hog", _values(read)) for read in settings))
    values = tuple((read.orientations, read.pixels_per_cell) for read in settings)
    return Figure(id, HogGrid(dataset.x_test[shown], values, captions))


def _values(read: Hog) -> LabelValues:
    return (("orientations", read.orientations), ("pixels", read.pixels_per_cell))
