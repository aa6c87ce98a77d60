"""Digits with a convolutional network: stages of convolution and pooling, then dense layers."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field, model_validator

from reportgen import datasets
from reportgen.answers import classifiers, filters, normalisation, published, weights
from reportgen.answers.comparison import choice
from reportgen.arithmetic import Expression, Product, Sum
from reportgen.losses import predictions
from reportgen.model import Conv2D, MaxPooling2D, ModelSpec, Stage
from reportgen.networks import ConvolutionalOptions, StageOptions
from reportgen.options import Name, Options
from reportgen.plots import Figure
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Evidence, Experiment, Pixels, computed, trained

Share = Annotated[float, Field(gt=0, lt=1)]


class Published(Options):
    """A result that others report of a network: accuracy and loss on the test set."""

    accuracy: Share
    loss: float = Field(gt=0)


class DigitsCase(ConvolutionalOptions):
    """One network; `reference` is a published result of it."""

    reference: Published | None = None


class CnnOptions(Options):
    """The section's keys in the lab file; a case without stages of its own has those of the section.

    Attributes:
        dataset: which images.
        goal: an accuracy to reach, if there is one.
        stages: of the cases that have none of their own.
        cases: the networks.
    """

    dataset: Name
    goal: Share | None = None
    stages: tuple[StageOptions, ...] = Field(default=(), strict=False)
    cases: tuple[DigitsCase, ...] = Field(min_length=1, strict=False)

    @model_validator(mode="after")
    def _has_stages(self) -> "CnnOptions":
        for case in self.networks:
            if not case.stages:
                raise ValueError(f"expected stages for case {case.id}, its own or the section's")
        return self

    @property
    def networks(self) -> tuple[DigitsCase, ...]:
        """The cases, each with its stages."""
        return tuple(case.within(self.stages) for case in self.cases)


class CnnDigits(Section[CnnOptions]):
    """Trains every case and answers the questions of the handout about them."""

    options = CnnOptions
    reserved = classifiers.RESERVED | {
        "convolutions", "dropped", "filters", "flattened", "goal", "normalised", "path", "receptive", "referenced",
        "same_convolutions", "sliding",
    }  # fmt: skip

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
        same = len({network.stages for network in options.networks}) == 1
        yield Answer(f"{name}.same_convolutions", same)
        yield from _convolutional_part(name, options.networks[0], cases[0].experiment.model)
        yield from _sliding(f"{name}.sliding", options.networks, cases)
        yield from normalisation.answers(f"{name}.normalised", cases, evidence)
        yield Answer(f"{name}.dropped", tuple(case.id for case in cases if _kinds(case) & {"Dropout"}))
        chosen = choice(cases, evidence).chosen
        yield from trained(filters.answers(f"{name}.filters", chosen, evidence))
        yield from classifiers.answers(name, options.networks, evidence)
        yield from _goals(name, options, evidence)
        for case, network in zip(cases, options.networks, strict=True):
            if not same:
                yield from _convolutional_part(case.key, network, case.experiment.model)

    def figures(self, name: str, options: CnnOptions, evidence: Evidence) -> Iterator[Figure]:
        """Show the first filters and what they make of an image, then what every section of classifiers shows."""
        del options
        chosen = choice(evidence.of(name), evidence).chosen
        yield from filters.figures(f"{name}.filters", chosen, evidence)
        yield from classifiers.figures(name, evidence)


def _convolutional_part(prefix: str, network: ConvolutionalOptions, model: ModelSpec) -> Iterator[Answer]:
    """Yield a network's layers up to the vector that the dense part reads, and the field of a last value."""
    summary = model.summary()
    flatten = next(place for place, layer in enumerate(summary) if layer.kind == "Flatten")
    yield weights.convolutions(prefix, model)
    yield Answer(f"{prefix}.path", tuple(layer.name for layer in summary[: flatten + 1]))
    yield weights.flattened(prefix, model)
    field = receptive_field([stage.spec() for stage in network.stages])
    yield computed(f"{prefix}.receptive", "receptive", field, "pixels")


def _sliding(prefix: str, networks: Sequence[DigitsCase], cases: Sequence[Case]) -> Iterator[Answer]:
    """Yield which cases have convolutions without padding, or poolings that move by one pixel, and what they lose.

    `usual` tells that all convolutions keep height and width, and that all poolings move as far as they are wide.
    """
    stages = [stage for network in networks for stage in network.stages]
    yield Answer(f"{prefix}.usual", all(stage.padding == "same" and not stage.pool_strides for stage in stages))
    for name in ("bare", "creeping"):
        sizes = {case.id: _size(case.experiment.model, name) for case in cases}
        found = {id_: size for id_, size in sizes.items() if size}
        yield Answer(f"{prefix}.{name}", tuple(found))
        for size in list(found.values())[:1]:
            yield computed(f"{prefix}.{name}_size", "window", size, "pixels")


def _size(model: ModelSpec, kind: str) -> Sum | None:
    """Return the height after the first window of stride 1 that loses places at the edges, `28 - 3 + 1`; if any."""
    heights = {layer.name: layer.output_shape[0] for layer in model.summary()}
    for layer in model.layers:
        if kind == "bare" and isinstance(layer, Conv2D) and layer.padding == "valid":
            return Sum((heights[layer.inputs[0]], -layer.kernel_size[0], 1))
        if kind == "creeping" and isinstance(layer, MaxPooling2D) and layer.strides == (1, 1):
            return Sum((heights[layer.inputs[0]], -layer.pool_size[0], 1))
    return None


def _goals(name: str, options: CnnOptions, evidence: Evidence) -> Iterator[Answer]:
    """Yield which cases reach the goal of the lab, and how far published results are from ours."""
    cases = evidence.of(name)
    right = {case.id: predictions(evidence.result(case).test) == evidence.dataset(case).y_test for case in cases}
    if options.goal is not None:
        yield Answer(f"{name}.goal.accuracy", options.goal, "accuracy")
        reached = tuple(id_ for id_, hits in right.items() if hits.mean() >= options.goal)
        yield Answer(f"{name}.goal.reached", reached, trained=True)
    known = [(case, own.reference) for case, own in zip(cases, options.networks, strict=True) if own.reference]
    yield Answer(f"{name}.referenced", tuple(case.id for case, _ in known))
    for case, reference in known:
        yield from published.answers(f"{case.key}.reference", reference.accuracy, reference.loss, case, evidence)


def _kinds(case: Case) -> set[str]:
    return {layer.kind for layer in case.experiment.model.layers}


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
