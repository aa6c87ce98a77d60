"""Which algorithm optimises the weights, with which arguments and equations, and which loss it lowers.

The optimizers and losses are those of the lab's experiments; the arguments and defaults are those that the installed
Keras class declares.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.answers import crossentropy, optimizers
from reportgen.options import Options
from reportgen.section import Section
from reportgen.spec import Answer, Case, Evidence, Rounded

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
            crossentropy.check(training.loss)

    def answers(self, name: str, options: OptimizerOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive arguments, equations and symbols of each optimizer; equation and example of each loss."""
        del options
        uses: dict[str, Case] = {}
        losses: dict[str, Case] = {}
        for case in evidence.cases:
            training = case.experiment.training
            if training.optimizer not in (used.experiment.training.optimizer for used in uses.values()):
                uses[f"use_{len(uses) + 1}"] = case
            if case in evidence.classifiers:  # what a loss of images says, their own section explains
                losses.setdefault(training.loss, case)
        yield Answer(f"{name}.uses", tuple(uses))
        for id_, case in uses.items():
            used = [other for other in evidence.cases if _optimizes_alike(other, case)]
            yield Answer(f"{name}.{id_}.sections", tuple(dict.fromkeys(other.section for other in used)))
            yield from _optimizer(f"{name}.{id_}", case, evidence)
        yield Answer(f"{name}.losses", tuple(losses))
        for loss, case in losses.items():
            used = [other for other in evidence.classifiers if other.experiment.training.loss == loss]
            yield Answer(f"{name}.{loss}.sections", tuple(dict.fromkeys(other.section for other in used)))
            yield from crossentropy.answers(f"{name}.{loss}", case, evidence)


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
