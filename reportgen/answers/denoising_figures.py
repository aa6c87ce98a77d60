"""Pictures of denoising: the cost of a pixel, training, losses over noise levels, digits before and after."""

from collections.abc import Sequence

import numpy as np

from reportgen.answers.autoencoders import Sweep
from reportgen.answers.estimates import Array
from reportgen.losses import binary_crossentropy
from reportgen.plots import Curves, Figure, ImageGrid, Label, Line, Panel, Text
from reportgen.protocol import validation_set
from reportgen.spec import SHOWN, Case, Dataset, Evidence, Floats, Images, Outcome

TARGETS = (0.0, 0.2, 0.5, 1.0)
"""Grey values whose cost is drawn."""
DIGITS, COLUMNS = 4, 6
"""Digits of the large grid, and noise levels at which each is shown."""
_SIDE = 0.74  # inches
_STEPS = np.linspace(0.01, 0.99, 99)


def cost_of_a_pixel(id: str) -> Figure:  # noqa: A002
    """Draw the binary cross-entropy of a pixel against the estimate, for several targets; its minimum is marked."""
    lines = [_cost(target) for target in TARGETS]
    return Figure(id, Curves((Panel(Label("plot.estimate"), Label("plot.pixel_cost"), tuple(lines)),)))


def _cost(target: float) -> Line:
    cost = binary_crossentropy(_STEPS[:, None], np.full((len(_STEPS), 1), target))
    name = Label("plot.target", (("value", target),))
    return Line(name, tuple(map(float, _STEPS)), tuple(map(float, cost)), mark=int(cost.argmin()))


def training(id: str, cases: Sequence[Case], evidence: Evidence) -> Figure:  # noqa: A002
    """Draw training and validation loss after each epoch, each network in a panel of its own."""
    return Figure(id, Curves(tuple(_trained(case, evidence) for case in cases)))


def _trained(case: Case, evidence: Evidence) -> Panel:
    history = evidence.result(case).history
    watched = validation_set(evidence.dataset(case), case.experiment.training.protocol)
    epochs = tuple(float(n) for n in range(1, len(history.loss) + 1))
    best = int(np.argmin(history.val_loss))
    learned = Line(Label("plot.training"), epochs, history.loss, dashed=True)
    judged = Line(Label(f"plot.validation.{watched}"), epochs, history.val_loss, mark=best)
    return Panel(Label("plot.epoch"), Label("plot.loss_of", (("case", case.title),)), (learned, judged))


def losses(id: str, cases: Sequence[Case], found: Sweep) -> Figure:  # noqa: A002
    """Draw mean losses against the noise level, of the networks and of the references."""
    levels, known = found.levels, found.known
    lines = [Line(case.title, levels, tuple(item.loss for item in found.of(case.id))) for case in cases]
    rows = {"pixelwise": known.pixelwise.mean(axis=1)}
    rows |= {
        name: np.full(len(levels), row.mean()) for name, row in (("mean_image", known.mean), ("floor", known.floor))
    }
    lines += [Line(Label(f"plot.reference.{name}"), levels, _floats(row), dashed=True) for name, row in rows.items()]
    return Figure(id, Curves((Panel(Label("plot.noise_level"), Label("plot.loss"), tuple(lines)),)))


def _floats(values: Array) -> tuple[float, ...]:
    return tuple(map(float, values))


def shown_levels(levels: Sequence[float]) -> tuple[int, ...]:
    """Return the places of the levels that are shown: the first, the last, and some between at even distances."""
    chosen = np.linspace(0, len(levels) - 1, min(COLUMNS, len(levels)))
    return tuple(map(int, chosen.round()))


def shown_digits(dataset: Dataset) -> tuple[int, ...]:
    """Return the first test images of different classes, among those of which an outcome keeps the pixels."""
    labels = dataset.y_test[:SHOWN].tolist()
    first = {label: labels.index(label) for label in labels}
    return tuple(sorted(first.values())[:DIGITS])


def grid(id: str, dataset: Dataset, found: Sweep) -> Figure:  # noqa: A002
    """Show digits: in one row as they are and noisy, below it the mean image and the noisy ones denoised."""
    chosen, outcome = shown_levels(found.levels), next(iter(found.outcomes.values()))
    images: list[Images] = []
    captions: list[Text] = []
    for digit in shown_digits(dataset):
        images += [dataset.x_test[digit], *(_grey(outcome.read[place, digit]) for place in chosen)]
        captions += [Label("plot.original"), *(_level(found.levels[place]) for place in chosen)]
        images += [_grey(found.known.mean_image / 255), *(_image(outcome, place, digit, dataset) for place in chosen)]
        captions += [Label("plot.mean_loss", (("value", float(found.known.mean[digit])),))]
        captions += [_loss(float(outcome.losses[place, digit])) for place in chosen]
    return Figure(id, ImageGrid(np.stack(images), tuple(captions), columns=1 + len(chosen), side=_SIDE))


def beside(id: str, dataset: Dataset, found: Sweep) -> Figure:  # noqa: A002
    """Show one digit at several levels: noisy, and below as each network denoises it."""
    chosen, digit = shown_levels(found.levels), shown_digits(dataset)[0]
    images = [_grey(next(iter(found.outcomes.values())).read[place, digit]) for place in chosen]
    captions: list[Text] = [_level(found.levels[place]) for place in chosen]
    for outcome in found.outcomes.values():
        images += [_image(outcome, place, digit, dataset) for place in chosen]
        captions += [_loss(float(outcome.losses[place, digit])) for place in chosen]
    return Figure(id, ImageGrid(np.stack(images), tuple(captions), columns=len(chosen), side=_SIDE))


def _level(level: float) -> Label:
    return Label("plot.level", (("value", level),))


def _loss(loss: float) -> Label:
    return Label("plot.probability", (("value", loss),))


def _image(outcome: Outcome, place: int, digit: int, dataset: Dataset) -> Images:
    return _grey(outcome.outputs[place, digit].reshape(dataset.info.image_shape))


def _grey(image: Floats | Array) -> Images:
    return (255 * image).round().astype(np.uint8)
