"""Which algorithm optimises the weights, with which arguments and equations, and which loss it lowers.

The optimizers and losses are those of the lab's experiments; the arguments and defaults are those that the installed
Keras class declares.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.answers import crossentropy, optimizers
from reportgen.answers.distinct import plainest
from reportgen.arithmetic import Quotient
from reportgen.options import Options
from reportgen.protocol import part, split
from reportgen.section import Section
from reportgen.spec import Answer, Case, Evidence, Rounded, computed

GRADIENTS = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6)
"""Gradients of the worked example: the two places of epsilon differ at the small ones."""


@dataclass(frozen=True)
class Argument:
    """An argument of the optimizer: Keras's default and the value that the lab uses."""

    name: str
    default: bool | int | float | str | None
    used: bool | int | float | str | None


@dataclass(frozen=True)
class FirstStep:
    """The first update of a weight for a constant gradient, with epsilon under the root and beside it."""

    gradient: float
    inside: float
    outside: float
    ratio: float


@dataclass(frozen=True)
class Updates:
    """How many updates a training of so many epochs makes."""

    epochs: int
    updates: int


class OptimizerOptions(Options):
    """No keys of its own."""


class Optimizer(Section[OptimizerOptions]):
    """Explains every optimizer and every loss that the lab's cases use."""

    options = OptimizerOptions

    def check(self, options: OptimizerOptions, cases: tuple[Case, ...]) -> None:
        """Refuse optimizers and losses that the section has no equations for."""
        del options
        for training in (case.experiment.training for case in cases):
            optimizers.check(training.optimizer)
            if training.target == "class":
                crossentropy.check(training.loss)

    def answers(self, name: str, options: OptimizerOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive arguments, equations and symbols of each optimizer; equation and example of each loss."""
        del options
        uses: dict[str, Case] = {}
        for case in evidence.cases:
            training = case.experiment.training
            if training.optimizer not in (used.experiment.training.optimizer for used in uses.values()):
                uses[f"use_{len(uses) + 1}"] = case
        yield Answer(f"{name}.uses", tuple(uses))
        for id_, case in uses.items():
            used = [other for other in evidence.cases if _optimizes_alike(other, case)]
            yield Answer(f"{name}.{id_}.sections", tuple(dict.fromkeys(other.section for other in used)))
            yield from _optimizer(f"{name}.{id_}", case, evidence)
            if case.experiment.training.optimizer.name == "SGD":
                yield from _updates(f"{name}.{id_}", case, used, evidence)
        yield from _losses(name, evidence)


def _losses(name: str, evidence: Evidence) -> Iterator[Answer]:
    """Yield each loss of the classifiers with an example, and the sections whose networks give images instead."""
    cases = evidence.classifiers
    losses = tuple(dict.fromkeys(case.experiment.training.loss for case in cases))
    yield Answer(f"{name}.losses", losses)
    for loss in losses:
        used = [case for case in cases if case.experiment.training.loss == loss]
        yield Answer(f"{name}.{loss}.sections", tuple(dict.fromkeys(case.section for case in used)))
        yield from crossentropy.answers(f"{name}.{loss}", plainest(used), evidence)
    others = dict.fromkeys(case.section for case in evidence.cases if case not in cases)
    if others:
        yield Answer(f"{name}.image_sections", tuple(others))


def _updates(prefix: str, case: Case, used: list[Case], evidence: Evidence) -> Iterator[Answer]:
    """Yield how many mini-batches the training images make, and how many updates the trainings."""
    training = case.experiment.training
    dataset = evidence.dataset(case)
    images = len(part(dataset.y_train, split(dataset, training.protocol)[0], training.share))
    updates = -(-images // training.batch_size)
    epochs = sorted({other.experiment.training.epochs for other in used if _reads_alike(other, case)})
    yield Answer(f"{prefix}.plain", not dict(training.optimizer.arguments).get("momentum"))
    yield Answer(f"{prefix}.batch_size", training.batch_size, "images")
    yield computed(f"{prefix}.batches", "updates", Quotient(images, training.batch_size), "value")
    yield Answer(f"{prefix}.updates", updates, "count")
    yield Answer(f"{prefix}.last_batch", images - (updates - 1) * training.batch_size, "images")
    yield Answer(f"{prefix}.totals", tuple(Updates(count, count * updates) for count in epochs), "count")


def _reads_alike(case: Case, other: Case) -> bool:
    """Tell whether two cases read equally many images in batches of one size."""
    one, another = (each.experiment.training for each in (case, other))
    alike = (one.batch_size, one.share, one.protocol) == (another.batch_size, another.share, another.protocol)
    return alike and case.experiment.dataset == other.experiment.dataset


def _optimizes_alike(case: Case, other: Case) -> bool:
    return case.experiment.training.optimizer == other.experiment.training.optimizer


def _optimizer(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    spec = case.experiment.training.optimizer
    declared = evidence.result(case).optimizer_arguments
    values = {**dict(declared), **dict(spec.arguments)}
    rule = optimizers.rule(spec.name)
    yield Answer(f"{prefix}.name", spec.name)
    arguments = tuple(Argument(key, default, values[key]) for key, default in declared)
    yield Answer(f"{prefix}.arguments", arguments)
    yield Answer(f"{prefix}.changed", tuple(item.name for item in arguments if item.default != item.used))
    yield Answer(f"{prefix}.equations", rule.equations(values))
    yield Answer(f"{prefix}.symbols", rule.symbols(values))
    yield Answer(f"{prefix}.keras", dict(evidence.result(case).provenance.versions)["keras"])
    if spec.name == "RMSprop":
        steps = tuple(_first_step(gradient, values) for gradient in GRADIENTS)
        yield Answer(f"{prefix}.first_steps", steps, compare=Rounded(6))
        yield Answer(f"{prefix}.first_factor", (1 - float(str(values["rho"]))) ** -0.5, "ratio", Rounded(2))


def _first_step(gradient: float, values: optimizers.Values) -> FirstStep:
    start = optimizers.State(0.0)
    inside = -optimizers.rule("RMSprop").step(start, gradient, values).weight
    outside = -optimizers.outside_root(start, gradient, values).weight
    return FirstStep(gradient, inside, outside, outside / inside)
