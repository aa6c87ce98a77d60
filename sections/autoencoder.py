"""A denoising auto-encoder: what it learns, what noise it takes away, and where it stops.

It reads images with salt-and-pepper noise and is trained to give the images as they were. A second one is trained on
several noise levels.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import log
from typing import Annotated

import numpy as np
from pydantic import Field, field_validator, model_validator

from reportgen import datasets
from reportgen.answers import denoising, denoising_figures, weights
from reportgen.answers.estimates import DEAREST, References, is_sorted, references
from reportgen.answers.metrics import SIGNIFICANT
from reportgen.arithmetic import Product, Quotient, Sum
from reportgen.features.pixels import scaled
from reportgen.model import perceptron
from reportgen.networks import Several, Units
from reportgen.options import Name, Options
from reportgen.plots import Drawing, Figure, Label
from reportgen.section import Section, SectionContext
from reportgen.spec import (
    SHOWN,
    Answer,
    Case,
    Dataset,
    Evaluation,
    Evidence,
    Experiment,
    Images,
    Outcome,
    Pixels,
    Rounded,
    SaltAndPepper,
    computed,
    trained,
)

Level = Annotated[float, Field(ge=0, le=1)]
COMPONENTS = 10_000
"""Training images whose principal components are computed; fewer if there are fewer."""


class AutoencoderOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        dataset: which images.
        hidden: neurons of the hidden layers; the narrowest holds the code.
        level: noise level in training: the probability that a pixel is replaced.
        mixed: noise levels in the training of the second auto-encoder.
        levels: of the test images, in increasing order; that of training is one of them.
        legible: the highest level at which people still read the digits, as the teacher has found on the grid.
    """

    dataset: Name
    hidden: Units
    level: Annotated[float, Field(gt=0, le=1)]
    mixed: Annotated[Several[Level], Field(min_length=2)]
    levels: Annotated[Several[Level], Field(min_length=2)]
    legible: Level | None = None

    @field_validator("levels")
    @classmethod
    def _increasing(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if not is_sorted(value):
            raise ValueError("expected levels in increasing order, each once")
        return value

    @model_validator(mode="after")
    def _is_measured(self) -> "AutoencoderOptions":
        if self.level not in self.levels:
            raise ValueError(f"expected the level of training, {self.level}, among the levels of the test images")
        return self


@dataclass(frozen=True)
class Reference:
    """What noise of a level changes, and what the best estimate pixel by pixel costs then.

    Attributes:
        level: of the noise.
        changed: the expected share of pixels that are changed.
        pixelwise: mean loss of the estimate.
    """

    level: float
    changed: float
    pixelwise: float


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
        """Derive the network, what noise changes, the floor of the loss, each network level by level, both together."""
        single, mixed = evidence.of(name)
        known, outcomes = self._known(name, options, evidence)
        yield from _network(name, single, evidence)
        yield from _noise(f"{name}.noise", options, evidence.dataset(single), known, outcomes["single"])
        yield from _references(name, options, known)
        for case in (single, mixed):
            yield from _case(case, options, known, outcomes[case.id], evidence)
        yield from trained(_compared(name, options, outcomes, known))
        yield Answer(f"{name}.legible", options.legible)

    def figures(self, name: str, options: AutoencoderOptions, evidence: Evidence) -> Iterator[Figure]:
        """Draw the network, the cost of a pixel, training, losses over the levels, and digits before and after."""
        cases = evidence.of(name)
        dataset = evidence.dataset(cases[0])
        known, outcomes = self._known(name, options, evidence)
        yield Figure(f"{name}.network", Drawing(cases[0].experiment.model))
        yield denoising_figures.cost_of_a_pixel(f"{name}.cost")
        yield denoising_figures.training(f"{name}.training", cases, evidence)
        found = {case.title: denoising.sweep(options.levels, outcomes[case.id].losses, known) for case in cases}
        compared = denoising.duels(options.levels, outcomes["single"].losses, outcomes["mixed"].losses)
        yield denoising_figures.losses(f"{name}.losses", known, found, compared)
        yield denoising_figures.grid(f"{name}.grid", dataset, options.levels, outcomes["single"], known)
        titled = {case.title: outcomes[case.id] for case in cases}
        yield denoising_figures.beside(f"{name}.beside", dataset, options.levels, titled)

    def _known(
        self, name: str, options: AutoencoderOptions, evidence: Evidence
    ) -> tuple[References, Mapping[str, Outcome]]:
        """Return what can be said without a network, and what came of the evaluations by the ids of the cases."""
        first = evidence.of(name)[0]
        known = references(evidence.dataset(first), first.experiment.training.protocol, options.levels)
        asked = self.evaluations(name, options, evidence.cases)
        return known, {id_: evidence.outcome(evaluation) for id_, evaluation in asked.items()}


def _network(name: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Yield the shape of the network: its two halves, the bottleneck, and what as many numbers can hold."""
    model, training = case.experiment.model, case.experiment.training
    summary = [layer for layer in model.summary() if layer.parameters]
    narrowest = min(range(len(summary)), key=lambda place: summary[place].output_shape[-1])
    for half, layers in (("encoder", summary[: narrowest + 1]), ("decoder", summary[narrowest + 1 :])):
        yield Answer(f"{name}.{half}.layers", tuple(layer.name for layer in layers))
        counts = Sum(tuple(layer.parameters for layer in layers))
        yield computed(f"{name}.{half}.parameters", "total", counts, "weights")
    height, width = evidence.dataset(case).info.image_shape
    code = summary[narrowest].output_shape[-1]
    yield computed(f"{name}.inputs", "pixels", Product((height, width)), "pixels")
    yield Answer(f"{name}.code", code, "neurons")
    yield computed(f"{name}.ratio", "ratio", Quotient(height * width, code), "ratio", Rounded(1))
    images = evidence.dataset(case).x_train[:COMPONENTS]
    yield Answer(f"{name}.components.images", len(images), "images")
    yield Answer(f"{name}.components.kept", _kept(images, code), "share", Rounded(3))
    yield Answer(f"{name}.epochs", training.epochs, "epochs")
    yield Answer(f"{name}.batch_size", training.batch_size, "images")
    yield Answer(f"{name}.optimizer", training.optimizer.name)


def _kept(images: Images, count: int) -> float:
    """Return the share of the variance of images that so many of their principal components keep."""
    flat = scaled(images.reshape(len(images), -1))
    flat -= flat.mean(axis=0)
    variances = np.linalg.eigvalsh((flat.T @ flat).astype(np.float64))
    return float(variances[-count:].sum() / variances.sum())


def _noise(
    prefix: str, options: AutoencoderOptions, dataset: Dataset, known: References, outcome: Outcome
) -> Iterator[Answer]:
    """Yield the level of training and how many pixels it changes: expected, and on the images that are shown."""
    yield Answer(f"{prefix}.level", options.level, "probability")
    yield Answer(f"{prefix}.mixed", options.mixed)
    yield Answer(f"{prefix}.black", known.black, "share", Rounded(3))
    yield Answer(f"{prefix}.white", known.white, "share", Rounded(3))
    half = options.level / 2
    share = Sum((Product((half, Sum((1, -known.black)))), Product((half, Sum((1, -known.white))))))
    yield computed(f"{prefix}.changed", "changed", share, "share", Rounded(3))
    read = outcome.read[options.levels.index(options.level)]
    yield Answer(f"{prefix}.images", len(read), "images")
    observed = float((read != scaled(dataset.x_test[:SHOWN])).mean())
    yield Answer(f"{prefix}.observed", observed, "share", Rounded(3))


def _references(name: str, options: AutoencoderOptions, known: References) -> Iterator[Answer]:
    """Yield the floor of the loss, and what simple estimates cost."""
    place = options.levels.index(options.level)
    yield Answer(f"{name}.floor", float(known.floor.mean()), "loss", Rounded(3))
    yield Answer(f"{name}.grey", 1 - known.black - known.white, "share", Rounded(3))
    yield Answer(f"{name}.guess", log(2), "loss", Rounded(3))
    yield Answer(f"{name}.mean_image", float(known.mean.mean()), "loss", Rounded(3))
    yield Answer(f"{name}.nothing", float(known.nothing[place].mean()), "loss", Rounded(2))
    yield Answer(f"{name}.dearest", DEAREST, "loss", Rounded(1))
    rows = zip(options.levels, known.pixelwise.mean(axis=1), strict=True)
    found = tuple(Reference(level, known.changed(level), float(cost)) for level, cost in rows)
    yield Answer(f"{name}.references", found, compare=Rounded(3))
    yield Answer(f"{name}.pixelwise", found[place].pixelwise, "loss", Rounded(3))
    yield Answer(f"{name}.errors", denoising.ERRORS, "ratio")
    yield Answer(f"{name}.test_images", len(known.floor), "images")


def _case(
    case: Case, options: AutoencoderOptions, known: References, outcome: Outcome, evidence: Evidence
) -> Iterator[Answer]:
    """Yield a network's weights, its training, its losses level by level, and where it stops."""
    prefix, history = case.key, evidence.result(case).history
    yield Answer(f"{prefix}.title", case.title)
    yield from weights.answers(prefix, case.experiment.model)
    found = denoising.sweep(options.levels, outcome.losses, known)
    idle, crossing = denoising.stops(found)
    own = found[options.levels.index(options.level)]
    again = [at.level for at in found if idle is not None and at.works and at.level > idle]
    yield from trained(
        (
            Answer(f"{prefix}.training.first_loss", history.val_loss[0], "loss", Rounded(2)),
            Answer(f"{prefix}.training.last_loss", history.val_loss[-1], "loss", Rounded(2)),
            Answer(f"{prefix}.training.last_train_loss", history.loss[-1], "loss", Rounded(2)),
            Answer(f"{prefix}.training.best_epoch", int(np.argmin(history.val_loss)) + 1, "epochs"),
            Answer(f"{prefix}.training.best_loss", min(history.val_loss), "loss", Rounded(2)),
            Answer(f"{prefix}.levels", found, compare=Rounded(3)),
            Answer(f"{prefix}.own", own, compare=Rounded(3)),
            Answer(f"{prefix}.clean", found[0], compare=Rounded(3)),
            Answer(f"{prefix}.stops.level", idle),
            Answer(f"{prefix}.stops.crossing", crossing, compare=Rounded(2)),
            Answer(f"{prefix}.stops.again", denoising.ranges(options.levels, again)),
            Answer(f"{prefix}.leads", denoising.ranges(options.levels, [at.level for at in found if at.leads > 0])),
            Answer(f"{prefix}.trails", denoising.ranges(options.levels, [at.level for at in found if at.leads < 0])),
        )
    )


def _compared(
    name: str, options: AutoencoderOptions, outcomes: Mapping[str, Outcome], known: References
) -> Iterator[Answer]:
    """Yield both networks beside each other, level by level, and what the second pays where the first was trained."""
    found = denoising.duels(options.levels, outcomes["single"].losses, outcomes["mixed"].losses)
    yield Answer(f"{name}.duels", found, compare=Rounded(4))
    yield Answer(f"{name}.significance", SIGNIFICANT, "value")
    for id_, number in (("single_wins", 1), ("mixed_wins", 2), ("open", 0)):
        won = [duel.level for duel in found if duel.better == number]
        yield Answer(f"{name}.{id_}", denoising.ranges(options.levels, won))
    place = options.levels.index(options.level)
    excess = float(outcomes["single"].losses[place].mean() - known.floor.mean())
    yield Answer(f"{name}.price", found[place], compare=Rounded(4))
    yield Answer(f"{name}.price_share", found[place].difference / excess, "share", Rounded(2))
    yield Answer(f"{name}.around", _around(options.level, found))


def _around(level: float, found: tuple[denoising.Duel, ...]) -> bool:
    """Tell whether the first network wins nearer to its level, and the second one farther from it."""
    near, far = ([abs(duel.level - level) for duel in found if duel.better == number] for number in (1, 2))
    return bool(near and far) and max(near) < min(far)
