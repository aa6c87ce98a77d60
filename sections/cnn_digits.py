"""Digits with a convolutional network: stages of convolution and pooling, then dense layers."""

from collections.abc import Iterator, Sequence

from pydantic import Field, model_validator

from reportgen import datasets
from reportgen.answers import classifiers, filters, weights
from reportgen.answers.comparison import choice
from reportgen.arithmetic import Expression, Product, Sum
from reportgen.model import ModelSpec, Stage
from reportgen.networks import ConvolutionalOptions, StageOptions
from reportgen.options import Name, Options
from reportgen.plots import Figure
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Evidence, Experiment, Pixels, computed, trained


class CnnOptions(Options):
    """The section's keys in the lab file; a case without stages of its own has those of the section."""

    dataset: Name
    stages: tuple[StageOptions, ...] = Field(default=(), strict=False)
    cases: tuple[ConvolutionalOptions, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _has_stages(self) -> "CnnOptions":
        for case in self.networks:
            if not case.stages:
                raise ValueError(f"expected stages for case {case.id}, its own or the section's")
        return self

    @property
    def networks(self) -> tuple[ConvolutionalOptions, ...]:
        """The cases, each with its stages."""
        return tuple(case.within(self.stages) for case in self.cases)


class CnnDigits(Section[CnnOptions]):
    """Trains every case and answers the questions of the handout about them."""

    options = CnnOptions
    reserved = classifiers.RESERVED | {"convolutions", "filters", "flattened", "path", "receptive", "same_convolutions"}

    def plan(self, options: CnnOptions, context: SectionContext) -> Iterator[Case]:
        """Plan one experiment a case."""
        info = datasets.info(options.dataset)
        for case, network in zip(options.cases, options.networks, strict=True):
            training = classifiers.training(case, context.training)
            model = network.model(info.image_shape, len(info.classes), training.loss)
            experiment = Experiment(options.dataset, Pixels(), model, training)
            yield Case(context.name, case.id, case.title(context.training), experiment)

    def answers(self, name: str, options: CnnOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive shapes through the network, what the filters learned, each case, and the cases beside each other."""
        cases = evidence.of(name)
        yield Answer(f"{name}.same_convolutions", len({network.stages for network in options.networks}) == 1)
        yield from _convolutional_part(name, options, cases[0].experiment.model)
        chosen = choice(cases, evidence).chosen
        yield from trained(filters.answers(f"{name}.filters", chosen, evidence))
        yield from classifiers.answers(name, options.networks, evidence)

    def figures(self, name: str, options: CnnOptions, evidence: Evidence) -> Iterator[Figure]:
        """Show the first filters and what they make of an image, then what every section of classifiers shows."""
        del options
        chosen = choice(evidence.of(name), evidence).chosen
        yield from filters.figures(f"{name}.filters", chosen, evidence)
        yield from classifiers.figures(name, evidence)


def _convolutional_part(name: str, options: CnnOptions, model: ModelSpec) -> Iterator[Answer]:
    """Yield what all cases share: layers up to the vector that the dense part reads, and the field of a last value."""
    summary = model.summary()
    flatten = next(place for place, layer in enumerate(summary) if layer.kind == "Flatten")
    yield weights.convolutions(name, model)
    yield Answer(f"{name}.path", tuple(layer.name for layer in summary[: flatten + 1]))
    yield weights.flattened(name, model)
    field = receptive_field([stage.spec() for stage in options.networks[0].stages])
    yield computed(f"{name}.receptive", "receptive", field, "pixels")


def receptive_field(stages: Sequence[Stage]) -> Sum:
    """Return on how many pixels, in height, a value of the last convolution depends.

    A window of size `k` on maps whose neighbours lie `j` pixels apart adds `(k - 1) × j`; pooling by `p` makes it
    `p × j`, or `s × j` where its window moves by `s` (Dumoulin and Visin, A guide to convolution arithmetic, 2016).
    """
    terms: list[Expression] = [1]
    apart = 1
    for stage in stages:
        terms += [Product((stage.kernel[0] - 1, apart)), Product((stage.pool[0] - 1, apart))]
        apart *= (stage.pool_strides or stage.pool)[0]
    return Sum(tuple(terms[:-1]))  # without the last pooling
