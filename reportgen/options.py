"""What the keys of a lab file are made of: the base of their models, and the types of names."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from reportgen.losses import LOSSES
from reportgen.spec import ClassWeight, Optimizer, Protocol, Training

OptimizerName = Literal[
    "Adadelta", "Adafactor", "Adagrad", "Adam", "AdamW", "Adamax", "Ftrl", "Lamb", "Lion", "Muon", "Nadam", "RMSprop",
    "SGD", "ScheduleFreeAdamW",
]  # fmt: skip
"""Keras's optimizers that need no other one."""
SEEDS = 2**32
"""A seed is smaller."""
NAME = "lower-case letters, digits and _, a letter first"
"""What a `Name` is, for errors."""


def name(text: str) -> str:
    """Return the name of a section or a dataset; `ValueError` for what is none."""
    return _matching(r"[a-z][a-z0-9_]*", text, NAME)


def _case_id(text: str) -> str:
    return _matching(r"[a-z0-9][a-z0-9_]*", text, "lower-case letters, digits and _, no _ first")


def _matching(pattern: str, text: str, expected: str) -> str:
    if not re.fullmatch(pattern, text):
        raise ValueError(f"expected {expected}")
    return text


def _loss(text: str) -> str:
    if text not in LOSSES:
        raise ValueError(f"expected {' or '.join(LOSSES)}")
    return text


Localised = Mapping[str, str]
"""A text per language code."""

Name = Annotated[str, AfterValidator(name)]
CaseId = Annotated[str, AfterValidator(_case_id)]
Loss = Annotated[str, AfterValidator(_loss)]


class Options(BaseModel):
    """Base of all parts of a lab file: frozen, and strict about unknown keys and wrong types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class OptimizerOptions(Options):
    """The optimizer's Keras class, and arguments other than its defaults."""

    name: OptimizerName
    arguments: dict[str, bool | int | float | str] = Field(default_factory=dict)

    def spec(self) -> Optimizer:
        """Return the optimizer as part of an experiment."""
        return Optimizer(self.name, tuple(sorted(self.arguments.items())))


class TrainingOptions(Options):
    """How the lab's networks are fitted."""

    optimizer: OptimizerOptions
    loss: Loss
    epochs: int = Field(ge=1, le=10_000)
    batch_size: int = Field(ge=1)
    class_weight: ClassWeight = "none"
    seed: int = Field(default=1, ge=0, lt=SEEDS)


class TrainingChanges(Options):
    """How the networks of a section, or the network of a case, are fitted other than the lab's."""

    optimizer: OptimizerOptions | None = None
    loss: Loss | None = None
    epochs: int | None = Field(default=None, ge=1, le=10_000)
    batch_size: int | None = Field(default=None, ge=1)
    class_weight: ClassWeight | None = None
    protocol: Protocol | None = None
    seed: int | None = Field(default=None, ge=0, lt=SEEDS)

    def of(self, training: Training) -> Training:
        """Return a training with these changes."""
        given: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        if self.optimizer is not None:
            given["optimizer"] = self.optimizer.spec()
        return replace(training, **given)


Setting = int | float | str | tuple[int | float | str, ...]
"""The value of a setting of a case: a number, a name, or one for each layer."""

Settings = Mapping[str, Setting]
"""The settings of a case by name; those of a section's cases have the same names."""


class CaseOptions(Options):
    """What every case has: an explicit id, and how it is trained if not as the others of its section."""

    id: CaseId
    training: TrainingChanges = TrainingChanges()

    def settings(self) -> Settings:
        """Return what distinguishes the network of a case, and what it reads, from those of the other cases."""
        settings: Settings = self.model_dump(exclude={"id", "training"})
        return settings
