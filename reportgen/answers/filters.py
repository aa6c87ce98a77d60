"""What the first convolution has learned: its filters, and what they make of an image."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from reportgen.answers.forward import convolved
from reportgen.arithmetic import Quotient
from reportgen.model import Conv2D
from reportgen.model.layer import PaddingName
from reportgen.plots import Figure, ImageGrid
from reportgen.spec import Answer, Case, Evidence, Images, Rounded, computed

EDGE = 0.5
"""A filter is called an edge detector when a slope explains at least this share of its variation."""
MOST = 10
"""Filters that are shown."""

Kernels = NDArray[np.float64]


def answers(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive how many of the first filters are edge detectors, and how many pure chance would make.

    The weights of a filter, read as heights, are fitted by a plane; an edge detector is light on one side and dark on
    the other, so that a plane explains most of its variation. Of the variation of `n` random weights a plane, which
    has two slopes, explains `2 / (n - 1)` on average.
    """
    kernels = _kernels(case, evidence)
    explained = slopes(kernels)
    chance = Quotient(2, kernels[0].size - 1) if kernels[0].size > 1 else Quotient(0, 1)  # one weight has no slope
    yield Answer(f"{prefix}.case", case.id)
    yield Answer(f"{prefix}.count", len(kernels), "count")
    yield Answer(f"{prefix}.shown", min(MOST, len(kernels)), "count")
    yield Answer(f"{prefix}.shape", kernels.shape[1:])
    yield Answer(f"{prefix}.edges", int((explained >= EDGE).sum()), "count")
    yield Answer(f"{prefix}.threshold", EDGE, "share")
    yield Answer(f"{prefix}.mean", float(explained.mean()), "share", Rounded(2))
    yield computed(f"{prefix}.chance", "chance", chance, "share", Rounded(2))
    label = evidence.dataset(case).y_test[0]
    yield Answer(f"{prefix}.image", evidence.dataset(case).info.classes[label])


def figures(prefix: str, case: Case, evidence: Evidence) -> Iterator[Figure]:
    """Show the first filters, zero in mid-grey, and below each its response to the first test image after ReLU."""
    kernels = _kernels(case, evidence)[:MOST]
    image = evidence.dataset(case).x_test[0] / 255.0
    biases = evidence.result(case).weights[f"{_layer(case).name}/bias"][:MOST].astype(np.float64)
    answered = responses(image, kernels, biases, _layer(case).padding)
    factor = -(-image.shape[0] // kernels.shape[1])
    drawn = np.kron(127.5 + 127.5 * kernels / np.abs(kernels).max(), np.ones((1, factor, factor)))
    below = _framed(255.0 * answered / (answered.max() or 1.0), drawn.shape[1:])
    images: Images = np.concatenate([drawn, below]).round().astype(np.uint8)
    captions = (*(str(number) for number in range(1, len(kernels) + 1)), *("" for _ in kernels))
    yield Figure(f"{prefix}.picture", ImageGrid(images, captions, columns=len(kernels), ink=False))


def slopes(kernels: Kernels) -> NDArray[np.float64]:
    """Return for each kernel (n, height, width) the share of its variance that a plane explains (R²)."""
    height, width = kernels.shape[1:]
    rows, columns = np.indices((height, width)).reshape(2, -1)
    plane = np.stack([rows - rows.mean(), columns - columns.mean()], axis=1)
    centred = kernels.reshape(len(kernels), -1)
    centred = centred - centred.mean(axis=1, keepdims=True)
    fitted = plane @ np.linalg.lstsq(plane, centred.T, rcond=None)[0]
    total = (centred**2).sum(axis=1)
    return np.asarray((fitted**2).sum(axis=0) / np.where(total > 0, total, 1), np.float64)


def responses(
    image: NDArray[np.float64], kernels: Kernels, biases: NDArray[np.float64], padding: PaddingName = "same"
) -> NDArray[np.float64]:
    """Return `max(0, image * kernel + bias)` at each place of the window for each kernel, (n, height, width)."""
    summed = convolved(image[None, :, :, None], np.moveaxis(kernels, 0, -1)[:, :, None, :], padding)[0] + biases
    return np.moveaxis(np.maximum(0, summed), -1, 0)


def _framed(images: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return images in the middle of a larger black frame."""
    margins = [(size - length) // 2 for size, length in zip(shape, images.shape[1:], strict=True)]
    framed = np.zeros((len(images), *shape))
    (top, left), (height, width) = margins, images.shape[1:]
    framed[:, top : top + height, left : left + width] = images
    return framed


def _layer(case: Case) -> Conv2D:
    return next(layer for layer in case.experiment.model.layers if isinstance(layer, Conv2D))


def _kernels(case: Case, evidence: Evidence) -> Kernels:
    """Return the first convolution's filters on the first channel, (filters, height, width)."""
    weights = evidence.result(case).weights[f"{_layer(case).name}/kernel"]
    return np.moveaxis(weights[:, :, 0, :], -1, 0).astype(np.float64)
