"""A denoising auto-encoder: what it learns, what noise it takes away, and where it stops.

It reads images with salt-and-pepper noise and is trained to give the images as they were. A second one is trained on
several noise levels.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import prod
from typing import Annotated

from pydantic import Field, model_validator

from reportgen import datasets
from reportgen.answers import autoencoders, denoising_figures, weights
from reportgen.answers.autoencoders import Sweep
from reportgen.answers.estimates import references
from reportgen.errors import LabError
from reportgen.model import perceptron
from reportgen.networks import Increasing, Level, Several, Units
from reportgen.options import Name, Options
from reportgen.plots import Drawing, Figure, Label
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Evaluation, Evidence, Experiment, Pixels, SaltAndPepper, trained


class AutoencoderOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        dataset: which images.
        hidden: neurons of the hidden layers; the narrowest, of fewer than there are pixels, holds the code.
        level: noise level in training: the probability that a pixel is replaced.
        mixed: noise levels in the training of the second auto-encoder.
        levels: of the test images, in increasing order; that of training is one of them.
        legible: the highest level at which people still read the digits, as the teacher has found on the grid.
    """

    dataset: Name
    hidden: Units
    level: Annotated[float, Field(gt=0, le=1)]
    mixed: Annotated[Several[Level], Field(min_length=2)]
    levels: Annotated[Increasing[Level], Field(min_length=2)]
    legible: Level | None = None

    @model_validator(mode="after")
    def _is_measured(self) -> "AutoencoderOptions":
        if self.level not in self.levels:
            raise ValueError(f"expected the level of training, {self.level}, among the levels of the test images")
        return self


class Autoencoder(Section[AutoencoderOptions]):
    """Trains both auto-encoders and evaluates them on every noise level."""

    options = AutoencoderOptions

    def plan(self, options: AutoencoderOptions, context: SectionContext) -> Iterator[Case]:
        """Plan one auto-encoder of a single level, one of several."""
        pixels = prod(datasets.info(options.dataset).image_shape)
        if min(options.hidden) >= pixels:
            raise LabError(f"hidden: expected a layer of fewer than {pixels} neurons, received {options.hidden}")
        model = perceptron(pixels, options.hidden, 0.0, pixels, output="sigmoid")
        for name, title, levels in (
            ("single", "case.denoising", (options.level,)),
            ("mixed", "case.denoising_mixed", options.mixed),
        ):
            training = replace(context.training, target="image", noise=SaltAndPepper(levels))
            yield Case(context.name, name, Label(title), Experiment(options.dataset, Pixels(), model, training))

    def evaluations(self, name: str, options: AutoencoderOptions, cases: tuple[Case, ...]) -> Mapping[str, Evaluation]:
        """Ask each auto-encoder for the test images of every noise level."""
        changes = tuple(SaltAndPepper((level,)) for level in options.levels)
        return {case.id: Evaluation((case.experiment,), changes) for case in cases if case.section == name}

    def answers(self, name: str, options: AutoencoderOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive the network, what noise changes, the floor of the loss, each network level by level, both together."""
        cases = evidence.of(name)
        found = self._sweep(name, options, evidence)
        yield from autoencoders.network(name, cases[0], evidence)
        yield from autoencoders.noise(f"{name}.noise", found, options.mixed, evidence.dataset(cases[0]))
        yield from autoencoders.costs(name, found)
        for case in cases:
            yield Answer(f"{case.key}.title", case.title)
            yield from weights.answers(case.key, case.experiment.model)
            yield from trained(autoencoders.training(f"{case.key}.training", case, evidence))
            yield from trained(autoencoders.by_level(case.key, found, case))
        yield from trained(autoencoders.compared(name, found))
        yield Answer(f"{name}.legible", options.legible)
        yield Answer(f"{name}.runs", len(cases[0].runs), "count")

    def figures(self, name: str, options: AutoencoderOptions, evidence: Evidence) -> Iterator[Figure]:
        """Draw the network, the cost of a pixel, training, losses over the levels, and digits before and after."""
        cases = evidence.of(name)
        dataset, found = evidence.dataset(cases[0]), self._sweep(name, options, evidence)
        yield Figure(f"{name}.network", Drawing(cases[0].experiment.model))
        yield denoising_figures.cost_of_a_pixel(f"{name}.cost")
        yield denoising_figures.training(f"{name}.training", cases, evidence)
        yield denoising_figures.losses(f"{name}.losses", cases, found)
        yield denoising_figures.grid(f"{name}.grid", dataset, found)
        yield denoising_figures.beside(f"{name}.beside", dataset, found)

    def _sweep(self, name: str, options: AutoencoderOptions, evidence: Evidence) -> Sweep:
        """Return what came of the evaluations, beside what can be said without a network."""
        first = evidence.of(name)[0]
        known = references(evidence.dataset(first), first.experiment.training.protocol, options.levels)
        asked = self.evaluations(name, options, evidence.cases)
        outcomes = {id_: evidence.outcome(evaluation) for id_, evaluation in asked.items()}
        return Sweep(options.levels, options.levels.index(options.level), known, outcomes)
