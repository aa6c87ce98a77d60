"""A denoising auto-encoder: what it learns, what noise it takes away, and where it stops.

It reads images with salt-and-pepper noise and is trained to give the images as they were. A second one is trained on
several noise levels.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from reportgen import datasets
from reportgen.model import perceptron
from reportgen.networks import Several, Units
from reportgen.options import Name, Options
from reportgen.plots import Label
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Evaluation, Evidence, Experiment, Pixels, SaltAndPepper

Level = Annotated[float, Field(ge=0, le=1)]


class AutoencoderOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        dataset: which images.
        hidden: neurons of the hidden layers; the narrowest holds the code.
        level: noise level in training: the probability that a pixel is replaced.
        mixed: noise levels in the training of the second auto-encoder.
        levels: of the test images, in increasing order.
        legible: the highest level at which people still read the digits, as the teacher has found on the grid.
    """

    dataset: Name
    hidden: Units
    level: Annotated[float, Field(gt=0, le=1)]
    mixed: Annotated[Several[Level], Field(min_length=2)]
    levels: Annotated[Several[Level], Field(min_length=2)]
    legible: Level | None = None


class Autoencoder(Section[AutoencoderOptions]):
    """Trains both auto-encoders and evaluates them on every noise level."""

    options = AutoencoderOptions

    def plan(self, options: AutoencoderOptions, context: SectionContext) -> Iterator[Case]:
        """Plan one auto-encoder of a single level, one of several."""
        height, width = datasets.info(options.dataset).image_shape
        model = perceptron(height * width, options.hidden, 0.0, height * width, output="sigmoid")
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
        """Derive nothing yet."""
        del name, options, evidence
        yield from ()
