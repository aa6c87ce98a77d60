"""Images that one gradient step attacks: what is left of the accuracy of two networks, and what people see of it.

The fast gradient sign method moves every pixel by `ε` to where the loss grows (Goodfellow, Shlens and Szegedy,
"Explaining and harnessing adversarial examples", 2015). Each network is attacked with its own gradient.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reportgen.answers.duels import Duel, duels, hits
from reportgen.answers.examples import probability
from reportgen.features.pixels import scaled
from reportgen.losses import confidence, predictions
from reportgen.plots import Figure, ImageGrid, Label, Text
from reportgen.spec import Answer, Dataset, Floats, Images, Outcome, Rounded, trained

EXAMPLES = 2
"""Images that are shown, the same of both networks."""


def rows(steps: Sequence[float], plain: Sequence[Floats], attacked: Sequence[Outcome], data: Dataset) -> Sequence[Duel]:
    """Compare two networks without an attack and after a step of each size.

    Args:
        steps: the sizes.
        plain: probabilities of the first and of the second network for the images as they are, (n, classes).
        attacked: what they gave after the steps.
        data: of the test images.
    """
    one, other = ([mine[None], *theirs.outputs[:, None]] for mine, theirs in zip(plain, attacked, strict=True))
    found = [(hits(a, data.y_test), hits(b, data.y_test)) for a, b in zip(one, other, strict=True)]
    return duels((0.0, *steps), found)


def answers(
    prefix: str, steps: Sequence[float], plain: Sequence[Floats], attacked: Sequence[Outcome], data: Dataset
) -> Iterator[Answer]:
    """Derive the accuracies, where they fall below a guess, and which images are shown; see `rows`."""
    found = tuple(rows(steps, plain, attacked, data))
    yield Answer(f"{prefix}.steps", tuple(steps), "value")
    yield Answer(f"{prefix}.pixels", int(data.x_test[0].size), "pixels")
    yield Answer(f"{prefix}.guess", 1 / len(data.info.classes), "accuracy")
    yield from trained(
        [
            Answer(f"{prefix}.rows", found, compare=Rounded(4)),
            Answer(f"{prefix}.both_fooled", _both_fooled(plain, attacked, data)),
            Answer(f"{prefix}.shown", len(_examples(plain, attacked, data)), "images"),
            Answer(f"{prefix}.first_class", data.info.classes[int(data.y_test[_examples(plain, attacked, data)[0]])]),
        ]
    )


def figure(
    id: str,  # noqa: A002
    names: Sequence[Label],
    steps: Sequence[float],
    plain: Sequence[Floats],
    attacked: Sequence[Outcome],
    data: Dataset,
) -> Figure:
    """Show some images, what the largest step changes in them, and the images after each step; both networks."""
    drawn: list[NDArray[np.float64]] = []
    captions: list[Text] = []
    for image in _examples(plain, attacked, data):
        original = scaled(data.x_test[image][None])[0]
        for name, mine, theirs in zip(names, plain, attacked, strict=True):
            change = (theirs.read[-1, image] - original) / (2 * steps[-1]) + 0.5
            drawn += [original, change, *theirs.read[:, image]]
            captions += [_said(mine[image], int(data.y_test[image]), data, name), Label("plot.change")]
            for size, outputs in zip(steps, theirs.outputs, strict=True):
                captions.append(
                    _said(outputs[image], int(data.y_test[image]), data, Label("plot.step", (("size", size),)))
                )
    images: Images = (255 * np.clip(np.stack(drawn), 0, 1)).round().astype(np.uint8)
    return Figure(id, ImageGrid(images, tuple(captions), columns=2 + len(steps), ink=False, side=0.95))


def _said(outputs: Floats, true: int, data: Dataset, head: Text) -> Label:
    """Return the predicted class with its probability below a head, marked if it is wrong."""
    found = int(predictions(outputs[None])[0])
    name = Label(f"datasets.{data.info.name}.classes.{data.info.classes[found]}")
    value = probability(float(confidence(outputs[None])[0]))
    key = "plot.answer" if found == true else "plot.wrong_answer"
    return Label(key, (("head", head), ("class", name), ("probability", value)))


def _examples(plain: Sequence[Floats], attacked: Sequence[Outcome], data: Dataset) -> tuple[int, ...]:
    """Return the first images, of different classes, that both networks had right and the largest step takes away.

    Where there are not enough, others follow: those that both had right, then any.
    """
    count = attacked[0].read.shape[1]
    labels = data.y_test[:count]
    before = np.all([predictions(one[:count]) == labels for one in plain], axis=0)
    after = np.all([predictions(one.outputs[-1][:count]) != labels for one in attacked], axis=0)
    ranked = np.argsort(-(before.astype(int) + (before & after)), kind="stable")
    first = {int(labels[image]): int(image) for image in ranked[::-1]}  # the first in rank of each class
    chosen = sorted(first.values(), key=list(ranked).index)
    return tuple(chosen[:EXAMPLES])


def _both_fooled(plain: Sequence[Floats], attacked: Sequence[Outcome], data: Dataset) -> bool:
    """Tell whether the images that are shown were recognised by both networks, and no longer after the largest step."""
    return all(
        predictions(mine[image][None])[0] == data.y_test[image]
        and predictions(theirs.outputs[-1][image][None])[0] != data.y_test[image]
        for image in _examples(plain, attacked, data)
        for mine, theirs in zip(plain, attacked, strict=True)
    )
