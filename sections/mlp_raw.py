"""Digits from raw pixels: multilayer perceptrons with hidden dense layers, with or without dropout."""

from collections.abc import Iterator
from itertools import pairwise

from pydantic import Field, PositiveInt

from reportgen import datasets
from reportgen.answers import classification, comparison, examples
from reportgen.arithmetic import Product, Sum
from reportgen.lab import CaseId, Name, Options
from reportgen.model import Dense, Dropout, Input, ModelSpec, chain
from reportgen.plots import Figure, Label
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Evidence, Experiment, Pixels, Step


class MlpCase(Options):
    """One network: the neurons of its hidden layers, and the dropout after each of them."""

    id: CaseId
    hidden: tuple[PositiveInt, ...] = Field(min_length=1, strict=False)
    dropout: float = Field(default=0.0, ge=0, lt=1)


class MlpOptions(Options):
    """The section's keys in the lab file."""

    dataset: Name
    cases: tuple[MlpCase, ...] = Field(min_length=1, strict=False)


class MlpRaw(Section[MlpOptions]):
    """Trains every case and answers the questions of the handout about them."""

    options = MlpOptions

    def plan(self, options: MlpOptions, context: SectionContext) -> Iterator[Case]:
        """Plan one experiment a case."""
        info = datasets.info(options.dataset)
        for case in options.cases:
            model = perceptron(info.image_shape, case, len(info.classes))
            experiment = Experiment(options.dataset, Pixels(), model, context.training)
            yield Case(context.name, case.id, title(case), experiment)

    def answers(self, name: str, options: MlpOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive inputs and outputs, each case, and the cases beside each other."""
        cases = evidence.of(name)
        info = evidence.dataset(cases[0]).info
        height, width = info.image_shape
        inputs = Step("pixels", Product((height, width)), height * width)
        yield Answer(f"{name}.inputs", height * width, "neurons", derivation=(inputs,))
        yield Answer(f"{name}.side", height, "pixels")
        yield Answer(f"{name}.outputs", len(info.classes), "neurons")
        yield Answer(f"{name}.shallow", all(len(case.hidden) == 1 for case in options.cases))
        each = Sum((height * width, 1, len(info.classes)))
        yield Answer(f"{name}.per_neuron", each.value, "weights", derivation=(Step("per_neuron", each, each.value),))
        yield Answer(f"{name}.cases", tuple(case.id for case in cases))
        for case, chosen in zip(cases, options.cases, strict=True):
            yield Answer(f"{name}.{case.id}.hidden", chosen.hidden, "neurons")
            yield Answer(f"{name}.{case.id}.dropout", chosen.dropout, "share")
            yield from classification.answers(case, evidence)
        yield from comparison.answers(f"{name}.comparison", cases, evidence)
        yield Answer(f"{name}.effects", tuple(_effects(options, cases, evidence)))

    def figures(self, name: str, options: MlpOptions, evidence: Evidence) -> Iterator[Figure]:
        """Show curves and mistakes of each case, the curves of all, and the mean images of the classes."""
        del options
        cases = evidence.of(name)
        for case in cases:
            yield examples.curves(f"{name}.{case.id}.curves", case, evidence)
            yield from examples.mistakes(f"{name}.{case.id}.mistakes", case, evidence)
        yield examples.compared_curves(f"{name}.comparison.curves", cases, evidence)
        yield examples.class_means(f"{name}.comparison.means", evidence.dataset(cases[0]))


def _effects(options: MlpOptions, cases: tuple[Case, ...], evidence: Evidence) -> Iterator[comparison.Effect]:
    """Yield what widening does between neighbours that differ in nothing else, and what dropout does."""
    compared = comparison.differences(cases, evidence)
    chosen = list(zip(options.cases, cases, strict=True))
    plain = sorted((pair for pair in chosen if not pair[0].dropout), key=lambda pair: pair[0].hidden)
    for (narrow, first), (wide, second) in pairwise(plain):
        if len(narrow.hidden) == len(wide.hidden):
            yield comparison.effect("width", first, second, compared, evidence)
    for dropped, second in chosen:
        for without, first in plain:
            if dropped.dropout and dropped.hidden == without.hidden:
                yield comparison.effect("dropout", first, second, compared, evidence)


def perceptron(image_shape: tuple[int, int], case: MlpCase, classes: int) -> ModelSpec:
    """Return the network of a case: pixels in, hidden layers with ReLU, probabilities of the classes out."""
    hidden = [
        layer
        for units in case.hidden
        for layer in (Dense(units, "relu"), *((Dropout(case.dropout),) if case.dropout else ()))
    ]
    return chain(Input((image_shape[0] * image_shape[1],)), *hidden, Dense(classes, "softmax"))


def title(case: MlpCase) -> Label:
    """Return what reports call the case."""
    hidden = (("hidden", " + ".join(map(str, case.hidden))),)
    if case.dropout:
        return Label("case.mlp_dropout", (*hidden, ("dropout", case.dropout)))
    return Label("case.mlp", hidden)
