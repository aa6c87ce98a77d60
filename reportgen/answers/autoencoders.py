"""A denoising auto-encoder: its two halves, the noise, the loss above its floor, level by level, beside another one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from reportgen.answers import denoising
from reportgen.answers.codec import halves
from reportgen.answers.denoising import Duel, ranges
from reportgen.answers.estimates import DEAREST, References
from reportgen.answers.metrics import SIGNIFICANT
from reportgen.arithmetic import Product, Quotient, Sum
from reportgen.features.pixels import scaled
from reportgen.spec import SHOWN, Answer, Case, Dataset, Evidence, Images, Outcome, Rounded, computed

COMPONENTS = 10_000
"""Training images whose principal components are computed; fewer if there are fewer."""


@dataclass(frozen=True, eq=False)
class Sweep:
    """What came of noise on the test images.

    Attributes:
        levels: of the noise, in increasing order.
        place: where among them the level of training is.
        known: what estimates without a network cost.
        outcomes: of the auto-encoders, by the ids of their cases.
    """

    levels: tuple[float, ...]
    place: int
    known: References
    outcomes: Mapping[str, Outcome]

    @property
    def level(self) -> float:
        """The level of training."""
        return self.levels[self.place]

    def of(self, id: str) -> tuple[denoising.AtLevel, ...]:  # noqa: A002
        """Return what an auto-encoder costs at each level."""
        return denoising.sweep(self.levels, self.outcomes[id].losses, self.known)

    def duels(self) -> tuple[Duel, ...]:
        """Compare the two auto-encoders at each level."""
        first, second = (outcome.losses for outcome in self.outcomes.values())
        return denoising.duels(self.levels, first, second)


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


def network(name: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Yield the shape of the network: its two halves, the bottleneck, and what as many numbers can hold."""
    training = case.experiment.training
    encoder, decoder = halves(case.experiment.model)
    for half, model in (("encoder", encoder), ("decoder", decoder)):
        layers = [layer for layer in model.summary() if layer.parameters]
        yield Answer(f"{name}.{half}.layers", tuple(layer.name for layer in layers))
        counts = Sum(tuple(layer.parameters for layer in layers))
        yield computed(f"{name}.{half}.parameters", "total", counts, "weights")
    height, width = evidence.dataset(case).info.image_shape
    (code,) = decoder.input_shape
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


def noise(prefix: str, found: Sweep, mixed: Sequence[float], dataset: Dataset) -> Iterator[Answer]:
    """Yield the levels of training and how many pixels the first one changes: expected, and on the images shown."""
    known, half = found.known, found.level / 2
    yield Answer(f"{prefix}.level", found.level, "probability")
    yield Answer(f"{prefix}.mixed", tuple(mixed))
    yield Answer(f"{prefix}.black", known.black, "share", Rounded(3))
    yield Answer(f"{prefix}.white", known.white, "share", Rounded(3))
    share = Sum((Product((half, Sum((1, -known.black)))), Product((half, Sum((1, -known.white))))))
    yield computed(f"{prefix}.changed", "changed", share, "share", Rounded(3))
    read = next(iter(found.outcomes.values())).read[found.place]
    yield Answer(f"{prefix}.images", len(read), "images")
    observed = float((read != scaled(dataset.x_test[:SHOWN])).mean())
    yield Answer(f"{prefix}.observed", observed, "share", Rounded(3))


def costs(name: str, found: Sweep) -> Iterator[Answer]:
    """Yield the floor of the loss, and what estimates without a network cost."""
    known = found.known
    floor = float(known.floor.mean())
    yield Answer(f"{name}.floor", floor, "loss", Rounded(3))
    yield Answer(f"{name}.grey", 1 - known.black - known.white, "share", Rounded(3))
    yield Answer(f"{name}.nothing", float(known.nothing[found.place].mean()), "loss", Rounded(2))
    yield Answer(f"{name}.dearest", DEAREST, "loss", Rounded(1))
    rows = zip(found.levels, known.pixelwise.mean(axis=1), strict=True)
    references = tuple(Reference(level, known.changed(level), float(cost)) for level, cost in rows)
    yield Answer(f"{name}.references", references, compare=Rounded(3))
    own = references[found.place].pixelwise
    for estimate, cost in (("guess", log(2)), ("mean_image", float(known.mean.mean())), ("pixelwise", own)):
        yield Answer(f"{name}.{estimate}", cost, "loss", Rounded(3))
        yield Answer(f"{name}.above.{estimate}", cost - floor, "loss", Rounded(3))
    yield Answer(f"{name}.errors", denoising.ERRORS, "ratio")
    yield Answer(f"{name}.test_images", len(known.floor), "images")


def training(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Yield the losses of a network while it was trained."""
    history = evidence.result(case).history
    yield Answer(f"{prefix}.first_loss", history.val_loss[0], "loss", Rounded(2))
    yield Answer(f"{prefix}.last_loss", history.val_loss[-1], "loss", Rounded(2))
    yield Answer(f"{prefix}.last_train_loss", history.loss[-1], "loss", Rounded(2))
    yield Answer(f"{prefix}.best_epoch", int(np.argmin(history.val_loss)) + 1, "epochs")
    yield Answer(f"{prefix}.best_loss", min(history.val_loss), "loss", Rounded(2))


def by_level(prefix: str, found: Sweep, case: Case) -> Iterator[Answer]:
    """Yield a network's losses level by level, where it stops, and where it knows something of the neighbours."""
    levels, items = found.levels, found.of(case.id)
    idle, crossing = denoising.stops(items)
    again = [at.level for at in items if idle is not None and at.works and at.level > idle]
    yield Answer(f"{prefix}.levels", items, compare=Rounded(3))
    yield Answer(f"{prefix}.own", items[found.place], compare=Rounded(3))
    yield Answer(f"{prefix}.clean", items[0], compare=Rounded(3))
    yield Answer(f"{prefix}.stops.level", idle)
    yield Answer(f"{prefix}.stops.crossing", crossing, compare=Rounded(2))
    yield Answer(f"{prefix}.stops.again", ranges(levels, again))
    yield Answer(f"{prefix}.leads", ranges(levels, [at.level for at in items if at.leads > 0]))
    yield Answer(f"{prefix}.trails", ranges(levels, [at.level for at in items if at.leads < 0]))


def compared(name: str, found: Sweep) -> Iterator[Answer]:
    """Yield both networks beside each other, level by level, and what the second pays where the first was trained."""
    duels = found.duels()
    yield Answer(f"{name}.duels", duels, compare=Rounded(4))
    yield Answer(f"{name}.significance", SIGNIFICANT, "value")
    for id_, number in (("single_wins", 1), ("mixed_wins", 2), ("open", 0)):
        won = [duel.level for duel in duels if duel.better == number]
        yield Answer(f"{name}.{id_}", ranges(found.levels, won))
    first = next(iter(found.outcomes))
    yield Answer(f"{name}.price", duels[found.place], compare=Rounded(4))
    share = duels[found.place].difference / found.of(first)[found.place].excess
    yield Answer(f"{name}.price_share", share, "share", Rounded(2))
    yield Answer(f"{name}.around", _around(found.level, duels))


def _around(level: float, duels: Sequence[Duel]) -> bool:
    """Tell whether the first network wins nearer to its level, and the second one farther from it."""
    near, far = ([abs(duel.level - level) for duel in duels if duel.better == number] for number in (1, 2))
    return bool(near and far) and max(near) < min(far)
