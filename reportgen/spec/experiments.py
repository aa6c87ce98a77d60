"""Experiments: a network, trained once, and the name that a lab file gives it."""

from dataclasses import dataclass, field, replace
from typing import Literal

from reportgen.model import ModelSpec
from reportgen.plots import Label

Protocol = Literal["course", "holdout"]
ClassWeight = Literal["none", "balanced"]
Target = Literal["class", "image"]
Scaling = Literal["raw", "unit", "standard"]


@dataclass(frozen=True)
class Optimizer:
    """A Keras optimizer: class name and the arguments that differ from its defaults, sorted by name."""

    name: str
    arguments: tuple[tuple[str, bool | int | float | str], ...] = ()


@dataclass(frozen=True)
class SaltAndPepper:
    """Noise: each pixel is replaced with probability `level`; half of those replaced become black, half white.

    Attributes:
        levels: of several, each image has one, drawn with equal probabilities.
    """

    kind: Literal["salt_and_pepper"] = field(default="salt_and_pepper", init=False)
    levels: tuple[float, ...]


@dataclass(frozen=True)
class Training:
    """How a network is fitted.

    `class_weight` "balanced" weighs the loss of each image by n / (K × count of its class), of the n training images
    in K classes.

    Attributes:
        target: what the network should give: the class, or the image itself, as it was before any noise.
        noise: what is done to the images that it reads, in training and in validation.
        share: of the training images that are used, the classes in proportion.
    """

    optimizer: Optimizer
    loss: str
    epochs: int
    batch_size: int
    seed: int
    protocol: Protocol
    class_weight: ClassWeight = "none"
    target: Target = "class"
    noise: SaltAndPepper | None = None
    share: float = 1.0


@dataclass(frozen=True)
class Pixels:
    """The network reads the pixels, float32.

    Attributes:
        scaling: `raw` from 0 to 255; `unit` divided by 255; `standard` minus the mean and divided by the standard
            deviation of all pixels of the training images.
    """

    kind: Literal["pixels"] = field(default="pixels", init=False)
    scaling: Scaling = "unit"


@dataclass(frozen=True)
class Hog:
    """The network reads histograms of oriented gradients; `features` computes them.

    Attributes:
        orientations: bins of a histogram, over 180 degrees.
        pixels_per_cell: height and width of a cell, in pixels; each cell has one histogram.
    """

    kind: Literal["hog"] = field(default="hog", init=False)
    orientations: int
    pixels_per_cell: int


Features = Pixels | Hog
"""What a network reads of an image."""


@dataclass(frozen=True)
class Experiment:
    """One network, trained once on one dataset. Its canonical JSON is the first part of the key of its result.

    Attributes:
        dataset: the registered name of the dataset.
        features: what the network reads, in the shape of the model's input.
        model: the network.
        training: how it is fitted.
    """

    dataset: str
    features: Features
    model: ModelSpec
    training: Training


@dataclass(frozen=True)
class Case:
    """An experiment under the name that a lab file gives it.

    Attributes:
        section: the section that asks for it.
        id: the case's explicit id in the lab file.
        title: what reports call it.
        experiment: what is trained.
        repeats: the same experiment with further seeds, if the lab or the section asks for several.
        replicates: how many seeds the section's own question needs, whatever the lab asks for; 1 leaves it to the lab.
    """

    section: str
    id: str
    title: Label
    experiment: Experiment
    repeats: tuple[Experiment, ...] = ()
    replicates: int = 1

    @property
    def runs(self) -> tuple[Experiment, ...]:
        """The experiment with each of its seeds, the first one first."""
        return (self.experiment, *self.repeats)

    def run(self, number: int) -> "Case":
        """Return the case with one of the lab's seeds alone, counted from 0; replicates stay together."""
        return self if self.replicates > 1 else replace(self, experiment=self.runs[number], repeats=())

    @property
    def key(self) -> str:
        """The prefix of its answers' ids: `mlp_raw.100`."""
        return f"{self.section}.{self.id}"

    @property
    def steps(self) -> int:
        """How many steps a bar has."""
        return self.experiment.training.epochs


Arguments = tuple[tuple[str, bool | int | float | str | None], ...]
"""Argument names and values of a Keras object."""
