"""Digits from raw pixels: multilayer perceptrons with hidden dense layers, with or without dropout."""

from collections.abc import Iterator

from pydantic import Field

from reportgen import datasets
from reportgen.answers import classifiers
from reportgen.arithmetic import Product, Sum
from reportgen.networks import PerceptronOptions
from reportgen.options import Name, Options
from reportgen.plots import Figure
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Evidence, Experiment, Pixels, computed


class MlpOptions(Options):
    """The section's keys in the lab file."""

    dataset: Name
    cases: tuple[PerceptronOptions, ...] = Field(min_length=1, strict=False)


class MlpRaw(Section[MlpOptions]):
    """Trains every case and answers the questions of the handout about them."""

    options = MlpOptions
    reserved = classifiers.RESERVED | {"inputs", "per_neuron", "shallow", "side", "softmax"}

    def plan(self, options: MlpOptions, context: SectionContext) -> Iterator[Case]:
        """Plan one experiment a case."""
        info = datasets.info(options.dataset)
        height, width = info.image_shape
        for case in options.cases:
            training = classifiers.training(case, context.training)
            model = case.model(height * width, len(info.classes), training.loss)
            experiment = Experiment(options.dataset, Pixels(), model, training)
            yield Case(context.name, case.id, case.title(context.training), experiment)

    def answers(self, name: str, options: MlpOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive inputs and outputs, each case, and the cases beside each other."""
        info = evidence.dataset(evidence.of(name)[0]).info
        height, width = info.image_shape
        yield computed(f"{name}.inputs", "pixels", Product((height, width)), "neurons")
        yield Answer(f"{name}.side", height, "pixels")
        yield Answer(f"{name}.shallow", all(len(case.hidden) == 1 for case in options.cases))
        each = Sum((height * width, 1, len(info.classes)))
        yield computed(f"{name}.per_neuron", "per_neuron", each, "weights")
        yield from classifiers.answers(name, options.cases, evidence)

    def figures(self, name: str, options: MlpOptions, evidence: Evidence) -> Iterator[Figure]:
        """Show what every section of classifiers shows."""
        del options
        yield from classifiers.figures(name, evidence)
