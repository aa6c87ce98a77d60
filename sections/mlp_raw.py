"""Digits from raw pixels: multilayer perceptrons with hidden dense layers, with or without dropout."""

from collections.abc import Iterator

from pydantic import Field, PositiveInt

from reportgen import datasets
from reportgen.answers import classifiers
from reportgen.arithmetic import Product, Sum
from reportgen.model import perceptron
from reportgen.options import CaseId, Name, Options
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
    reserved = classifiers.RESERVED | {"inputs", "per_neuron", "shallow", "side", "softmax"}

    def plan(self, options: MlpOptions, context: SectionContext) -> Iterator[Case]:
        """Plan one experiment a case."""
        info = datasets.info(options.dataset)
        height, width = info.image_shape
        for case in options.cases:
            model = perceptron(height * width, case.hidden, case.dropout, len(info.classes))
            yield Case(
                context.name, case.id, title(case), Experiment(options.dataset, Pixels(), model, context.training)
            )

    def answers(self, name: str, options: MlpOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive inputs and outputs, each case, and the cases beside each other."""
        info = evidence.dataset(evidence.of(name)[0]).info
        height, width = info.image_shape
        inputs = Step("pixels", Product((height, width)), height * width)
        yield Answer(f"{name}.inputs", height * width, "neurons", derivation=(inputs,))
        yield Answer(f"{name}.side", height, "pixels")
        yield Answer(f"{name}.shallow", all(len(case.hidden) == 1 for case in options.cases))
        each = Sum((height * width, 1, len(info.classes)))
        yield Answer(f"{name}.per_neuron", each.value, "weights", derivation=(Step("per_neuron", each, each.value),))
        yield from classifiers.answers(name, options.cases, evidence)

    def figures(self, name: str, options: MlpOptions, evidence: Evidence) -> Iterator[Figure]:
        """Show what every section of classifiers shows."""
        del options
        yield from classifiers.figures(name, evidence)


def title(case: MlpCase) -> Label:
    """Return what reports call the case."""
    hidden = (("hidden", " + ".join(map(str, case.hidden))),)
    if case.dropout:
        return Label("case.mlp_dropout", (*hidden, ("dropout", case.dropout)))
    return Label("case.mlp", hidden)
