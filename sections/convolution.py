"""What convolution buys, and what it costs: a convolutional network beside one of fully connected layers.

Both are networks of sections before. Here they are trained on shares of the images, and read test images that were
moved or attacked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from reportgen.chains import named
from reportgen.networks import Several
from reportgen.options import Options
from reportgen.plots import Label
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Change, Evaluation, Evidence, GradientStep, Shift

Share = Annotated[float, Field(gt=0, lt=1)]
Pixel = Annotated[int, Field(ge=1, le=14)]
Step = Annotated[float, Field(gt=0, le=1)]


class ConvolutionOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        convolutional: a case of a section before, `SECTION.ID`.
        dense: a case of fully connected layers that it is compared with.
        shifts: by how many pixels test images are moved, in each of four directions.
        shares: of the training images, on which both networks are trained anew.
        share_epochs: passes over a share.
        steps: sizes of the gradient steps that attack both networks; pixels go from 0 to 1.
    """

    convolutional: str
    dense: str
    shifts: Annotated[Several[Pixel], Field(min_length=1)]
    shares: Annotated[Several[Share], Field(min_length=1)]
    share_epochs: int = Field(ge=1, le=10_000)
    steps: Annotated[Several[Step], Field(min_length=1)]


class Convolution(Section[ConvolutionOptions]):
    """Trains both networks on shares of the images, and evaluates both on changed ones."""

    options = ConvolutionOptions

    def plan(self, options: ConvolutionOptions, context: SectionContext) -> Iterator[Case]:
        """Plan each network on each share."""
        for kind, key in (("cnn", options.convolutional), ("mlp", options.dense)):
            case = named(context.cases, key)
            for share in options.shares:
                training = replace(case.experiment.training, share=share, epochs=options.share_epochs)
                experiment = replace(case.experiment, training=training)
                title = Label("case.share", (("case", case.title), ("value", share)))
                yield Case(context.name, f"{kind}_{share_id(share)}", title, experiment)

    def evaluations(self, name: str, options: ConvolutionOptions, cases: tuple[Case, ...]) -> Mapping[str, Evaluation]:
        """Ask both networks about shifted images, and about images that a gradient step attacks."""
        del name
        found: dict[str, Evaluation] = {}
        for kind, key in (("cnn", options.convolutional), ("mlp", options.dense)):
            network = (named(cases, key).experiment,)
            found[f"shifts_{kind}"] = Evaluation(network, shifts(options.shifts))
            found[f"attack_{kind}"] = Evaluation(network, tuple(GradientStep(size) for size in options.steps))
        return found

    def answers(self, name: str, options: ConvolutionOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive nothing yet."""
        del name, options, evidence
        yield from ()


def share_id(share: float) -> str:
    """Return a share as part of an id: `0_01`."""
    return repr(share).replace(".", "_").replace("-", "_")


def shifts(pixels: tuple[int, ...]) -> tuple[Change, ...]:
    """Return no shift, then each number of pixels in each of four directions."""
    directions = ((1, 0), (-1, 0), (0, 1), (0, -1))
    moved = (Shift(down=down * count, right=right * count) for count in pixels for down, right in directions)
    return (Shift(), *moved)
