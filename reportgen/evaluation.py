"""Evaluation to Outcome: trained networks on changed images, by the Keras that `training` has opened."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from reportgen.changes import changed
from reportgen.keras_model import build
from reportgen.losses import hits, per_image
from reportgen.spec import SHOWN, Change, Evaluation, Floats, GradientStep, Labels, Outcome
from reportgen.training import open_keras, provenance

_BATCH = 1000
Report = Callable[[int, float, float], None]
"""Called after each change with its number (from 1), the mean loss and the accuracy, of images that of pixels."""


def evaluate(
    evaluation: Evaluation,
    weights: Sequence[Mapping[str, Floats]],
    images: Floats,
    labels: Labels,
    report: Report = lambda *_: None,
) -> Outcome:
    """Return what trained networks give on changed images.

    Args:
        evaluation: which networks, and what is done to the images.
        weights: of each network, by `layer/variable`, as its result has them.
        images: the test images, float32 from 0 to 1 (n, height, width).
        labels: their classes (n,).
        report: hears of each change.

    Raises:
        TrainingError: TensorFlow is not installed.
    """
    keras = open_keras()
    started = time.perf_counter()
    keras.backend.clear_session()
    chain = _chain(keras, evaluation, weights, images.shape[1:])
    last = evaluation.networks[-1].training
    as_image = last.target == "image"
    targets = images.reshape(len(images), -1) if as_image else labels
    outputs, losses, read = [], [], []
    for number, change in enumerate(evaluation.changes, start=1):
        seen = _changed(keras, chain, images, targets, change, last.loss)
        given: Floats = chain.predict(seen, batch_size=_BATCH, verbose=0)
        losses.append(per_image(last.loss, given, targets).astype(np.float32))
        outputs.append(given[:SHOWN] if as_image else given)
        read.append(seen[:SHOWN])
        report(number, float(losses[-1].mean()), float(hits(given, targets).mean()))
    seconds = time.perf_counter() - started
    return Outcome(np.stack(outputs), np.stack(losses), np.stack(read), provenance(seconds))


def _chain(
    keras: Any, evaluation: Evaluation, weights: Sequence[Mapping[str, Floats]], image_shape: tuple[int, ...]
) -> Any:
    """Return one model of all networks, reading images (height, width)."""
    entrance = value = keras.Input(image_shape)
    for experiment, arrays in zip(evaluation.networks, weights, strict=True):
        model = build(experiment.model)
        model.set_weights([arrays[variable.path] for variable in model.weights])
        value = model(keras.layers.Reshape(experiment.model.input_shape)(value))
    return keras.Model(entrance, value)


def _changed(keras: Any, chain: Any, images: Floats, targets: Floats | Labels, change: Change, loss: str) -> Floats:
    if not isinstance(change, GradientStep):
        return changed(images, change)
    batches = range(0, len(images), _BATCH)
    signs = [_signs(keras, chain, images[i : i + _BATCH], targets[i : i + _BATCH], loss) for i in batches]
    return np.clip(images + np.float32(change.size) * np.concatenate(signs), 0, 1)


def _signs(keras: Any, chain: Any, images: Floats, targets: Floats | Labels, loss: str) -> Floats:
    """Return the sign of the loss's gradient by each pixel."""
    import tensorflow as tf

    read = tf.constant(images)
    with tf.GradientTape() as tape:
        tape.watch(read)
        given = chain(read, training=False)
        wanted = np.eye(given.shape[-1], dtype=np.float32)[targets] if targets.ndim == 1 else targets
        total = keras.ops.sum(keras.losses.get(loss)(wanted, given))
    found: Floats = np.sign(tape.gradient(total, read).numpy())
    return found
