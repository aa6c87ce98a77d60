"""Evaluations: what trained networks give on changed images, without training."""

from dataclasses import dataclass, field
from typing import Literal

from reportgen.spec.data import Floats
from reportgen.spec.experiments import Experiment, SaltAndPepper
from reportgen.spec.results import Provenance


@dataclass(frozen=True)
class Shift:
    """Images moved by whole pixels, down and to the right; what comes in is black."""

    kind: Literal["shift"] = field(default="shift", init=False)
    down: int = 0
    right: int = 0


@dataclass(frozen=True)
class GradientStep:
    """Each pixel moved by `size` to where the loss grows, within [0, 1]: the fast gradient sign method.

    `x + size * sign(gradient of the loss by x)` (Goodfellow, Shlens and Szegedy, "Explaining and harnessing
    adversarial examples", 2015).
    """

    kind: Literal["gradient_step"] = field(default="gradient_step", init=False)
    size: float


Change = Shift | GradientStep | SaltAndPepper
"""What is done to the test images."""


@dataclass(frozen=True)
class Evaluation:
    """Trained networks on the test images, changed in several ways; canonical JSON as for an `Experiment`.

    Attributes:
        networks: the first one reads the images, each other what the one before it gives.
        changes: what is done to the images, each by itself.
    """

    networks: tuple[Experiment, ...]
    changes: tuple[Change, ...]

    @property
    def dataset(self) -> str:
        """The registered name of the dataset whose test images are read."""
        return self.networks[0].dataset


@dataclass(frozen=True)
class Trial:
    """An evaluation under the name that a section gives it.

    Attributes:
        section: the section that asks for it.
        id: tells it from the others of the section.
        evaluation: what is asked.
    """

    section: str
    id: str
    evaluation: Evaluation

    @property
    def key(self) -> str:
        """What people are told: `convolution.shifts_mlp`."""
        return f"{self.section}.{self.id}"

    @property
    def steps(self) -> int:
        """How many steps a bar has."""
        return len(self.evaluation.changes)


SHOWN = 100
"""Test images whose changed pixels, and images made of them, an outcome keeps."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What an evaluation gave, for each of its changes.

    Attributes:
        outputs: of the last network, float32 (changes, n, outputs); of the first `SHOWN` images if they are images.
        losses: of the last network per image, float32 (changes, n): against the class, or the image before the change.
        read: the first `SHOWN` images as they were changed, float32 (changes, m, height, width).
        provenance: informative.
    """

    outputs: Floats
    losses: Floats
    read: Floats
    provenance: Provenance
