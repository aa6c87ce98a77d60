"""Experiment to Result: the only door to Keras.

The door sets all that a user's `keras.json` or environment could change, so that the same experiment gives the same
numbers in every process: backend, float type, data format, epsilon, seeds, one thread. One thread, because another
number of threads (or of experiments that run beside it) changes the order of the sums and with it the third digit of an
accuracy; with one, the plain operations repeat to the last bit, and the deterministic ones, which cost an MLP a third
more, are not needed. oneDNN is asked for: left to itself, TensorFlow uses it on some processors only, and convolutions
are three times slower without it.
"""

import contextlib
import importlib.metadata
import importlib.util
import inspect
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from reportgen.errors import TrainingError, first_line
from reportgen.keras_model import build
from reportgen.losses import check_outputs, class_weights, hits, per_image
from reportgen.noise import noisy
from reportgen.protocol import Indices, monitored, part, split, validation, validation_set
from reportgen.spec import (
    Arguments,
    Experiment,
    Floats,
    History,
    Inputs,
    Labels,
    Optimizer,
    Provenance,
    Result,
)

THREADS = 1
_PREDICTION_BATCH = 1000
_STEPS_PER_EXECUTION = 50  # batches per call into TensorFlow: twice as fast for an MLP, the same weights
_SWITCHES = ("KERAS_", "TF_", "XLA_", "ONEDNN_", "DNNL_")
"""How the environment variables begin that could change a number; none of a user's is heard."""

Report = Callable[[int, float, float], None]
"""Called after each epoch with its number (from 1), the validation loss and the validation accuracy."""


def versions() -> tuple[tuple[str, str], ...]:
    """Return the versions that decide a result, without importing anything; empty without TensorFlow."""
    if importlib.util.find_spec("tensorflow") is None:
        return ()
    return tuple((name, importlib.metadata.version(name)) for name in ("keras", "tensorflow"))


def train(experiment: Experiment, inputs: Inputs, report: Report = lambda *_: None) -> Result:
    """Train a network and return what it learned.

    Raises:
        TrainingError: TensorFlow is not installed, the loss is not finite, or Keras disagrees with the spec.
    """
    check_outputs(experiment.training.loss, experiment.model.output_shape[-1], experiment.training.target)
    keras = open_keras()
    started = time.perf_counter()
    spec = experiment.training
    keras.backend.clear_session()
    keras.utils.set_random_seed(spec.seed)
    model = build(experiment.model)
    if model.count_params() != experiment.model.parameters:
        raise TrainingError(
            f"{experiment.model.parameters} parameters derived, but Keras counts {model.count_params()}"
        )
    data = _Data.of(experiment, inputs)
    recorder = _Recorder(model, experiment, data, report)
    model.compile(
        optimizer=optimizer(keras, spec.optimizer),
        loss=spec.loss,
        jit_compile=False,
        steps_per_execution=_STEPS_PER_EXECUTION,
    )
    model.fit(
        data.x,
        data.targets,
        batch_size=spec.batch_size,
        epochs=spec.epochs,
        verbose=0,
        class_weight=_class_weights(data.y, experiment),
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, _: recorder.epoch(epoch))],
    )
    return recorder.result(optimizer_arguments(keras, spec.optimizer.name), time.perf_counter() - started)


def open_keras() -> Any:
    """Import Keras on TensorFlow with every setting made here, and return the module.

    Raises:
        TrainingError: TensorFlow is not installed.
    """
    if not versions():
        raise TrainingError(
            "TensorFlow is not installed, and an experiment has to be trained",
            "install it with: pip install 'reportgen[train]'",
        )
    home = os.environ.get("KERAS_HOME")
    for name in [name for name in os.environ if name.startswith(_SWITCHES)]:
        del os.environ[name]
    os.environ.update(
        KERAS_BACKEND="tensorflow", CUDA_VISIBLE_DEVICES="-1", TF_CPP_MIN_LOG_LEVEL="3", TF_ENABLE_ONEDNN_OPTS="1"
    )
    with tempfile.TemporaryDirectory() as empty, _silent_stderr():  # no keras.json is read, none is written
        os.environ["KERAS_HOME"] = empty
        import keras
        import tensorflow as tf
    os.environ.pop("KERAS_HOME")
    if home is not None:
        os.environ["KERAS_HOME"] = home
    keras.config.set_floatx("float32")
    keras.config.set_epsilon(1e-7)
    keras.config.set_image_data_format("channels_last")
    keras.config.set_dtype_policy("float32")
    if tf.config.threading.get_intra_op_parallelism_threads() != THREADS:
        tf.config.threading.set_intra_op_parallelism_threads(THREADS)
        tf.config.threading.set_inter_op_parallelism_threads(THREADS)
    return keras


def optimizer(keras: Any, spec: Optimizer) -> Any:
    """Make the Keras optimizer of a spec.

    Raises:
        TrainingError: no such optimizer or argument.
    """
    try:
        return getattr(keras.optimizers, spec.name)(**dict(spec.arguments))
    except (AttributeError, TypeError, ValueError) as error:
        raise TrainingError(f"optimizer {spec.name}: {first_line(error)}") from None


def optimizer_arguments(keras: Any, name: str) -> Arguments:
    """Return the arguments and defaults of an optimizer, as the installed class declares them."""
    parameters = inspect.signature(getattr(keras.optimizers, name).__init__).parameters.values()
    return tuple(
        (parameter.name, parameter.default)
        for parameter in parameters
        if parameter.default is not parameter.empty and parameter.name != "name"
    )


@contextlib.contextmanager
def _silent_stderr() -> Iterator[None]:
    """Mute what TensorFlow's C++ code says of missing GPUs before its log level is heard."""
    sys.stderr.flush()
    kept = os.dup(2)
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123  (a device, not a path)
        os.dup2(nothing.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@dataclass(frozen=True, eq=False)
class _Data:
    """The arrays of one experiment: inputs as float32 in the model's shape, and what the network should give.

    That is `targets` as Keras takes them, the labels (n,) or the clean images (n, pixels) where it is measured. `test`
    is None where the test set is the validation set.
    """

    x: Floats
    y: Labels
    targets: Floats
    watched: Floats
    watched_y: Labels | Floats
    validation: Floats
    validation_y: Labels | Floats
    labels: Labels
    test: Floats | None

    @classmethod
    def of(cls, experiment: Experiment, inputs: Inputs) -> "_Data":
        spec, model = experiment.training, experiment.model
        held_in, _ = split(inputs, spec.protocol)
        training = part(inputs.y_train, held_in, spec.share)
        watched = monitored(training)
        read, labels = validation(inputs, spec.protocol)
        x, y = _chosen(inputs.x_train, training), inputs.y_train[training]
        watched_x = _chosen(inputs.x_train, watched)
        as_image = spec.target == "image"

        def changed(images: Floats) -> Floats:
            return (noisy(images, spec.noise) if spec.noise else images).reshape(-1, *model.input_shape)

        return cls(
            x=changed(x),
            y=y,
            targets=_flat(x) if as_image else _targets(y, model.output_shape[-1]),
            watched=changed(watched_x),
            watched_y=_flat(watched_x) if as_image else inputs.y_train[watched],
            validation=changed(read),
            validation_y=_flat(read) if as_image else labels,
            labels=labels,
            test=None if validation_set(inputs, spec.protocol) == "test" else changed(inputs.x_test),
        )


def _flat(images: Floats) -> Floats:
    return images.reshape(len(images), -1)


def _chosen(x: Floats, indices: Indices) -> Floats:
    """Return some of the images, increasing in their order; all of them without a copy."""
    return x if len(indices) == len(x) else x[indices]


class _Recorder:
    """Measures the network after each epoch and keeps what the protocol asks for."""

    def __init__(self, model: Any, experiment: Experiment, data: _Data, report: Report) -> None:
        self.model, self.spec, self.data, self.report = model, experiment.training, data, report
        self.rows: list[tuple[float, float, float, float]] = []
        self.best_loss = np.inf

    def epoch(self, epoch: int) -> None:
        """Measure loss and accuracy on the watched training images and on the validation set."""
        loss, accuracy, _ = self._measure(self.data.watched, self.data.watched_y)
        val_loss, val_accuracy, self.validation_last = self._measure(self.data.validation, self.data.validation_y)
        if not np.isfinite([loss, val_loss]).all():
            raise TrainingError(f"the loss is not finite after epoch {epoch + 1}", "lower the learning rate")
        self.rows.append((loss, accuracy, val_loss, val_accuracy))
        if val_loss < self.best_loss:
            self.best_loss, self.validation_best = val_loss, self.validation_last
            self.best_weights = self._weights()
        self.report(epoch + 1, val_loss, val_accuracy)

    def result(self, arguments: Arguments, seconds: float) -> Result:
        """Return the result, with the test set seen by the weights that the protocol chooses."""
        weights = self._weights()
        if self.spec.protocol == "holdout":
            weights = self.best_weights
            self.model.set_weights(list(weights.values()))
        test = self.validation_last if self.data.test is None else self._predict(self.data.test)
        return Result(
            history=History(*(tuple(column) for column in zip(*self.rows, strict=True))),
            test=self._kept(test),
            validation_best=self._kept(self.validation_best),
            validation_last=self._kept(self.validation_last),
            validation_labels=self.data.labels,
            weights=weights,
            parameters=int(self.model.count_params()),
            optimizer_arguments=arguments,
            provenance=provenance(seconds),
        )

    def _kept(self, outputs: Floats) -> Floats:
        """Return the outputs that a result keeps: none that are images, which an evaluation can make again."""
        return outputs[:0] if self.spec.target == "image" else outputs

    def _measure(self, x: Floats, targets: Labels | Floats) -> tuple[float, float, Floats]:
        probabilities = self._predict(x)
        loss = float(per_image(self.spec.loss, probabilities, targets).mean())
        return loss, float(hits(probabilities, targets).mean()), probabilities

    def _predict(self, x: Floats) -> Floats:
        probabilities: Floats = self.model.predict(x, batch_size=_PREDICTION_BATCH, verbose=0)
        return probabilities

    def _weights(self) -> dict[str, Floats]:
        paths = [variable.path for variable in self.model.weights]
        return dict(zip(paths, self.model.get_weights(), strict=True))


def _class_weights(labels: Labels, experiment: Experiment) -> dict[int, float] | None:
    """Return the weight of each class as Keras takes it."""
    if experiment.training.class_weight == "none":
        return None
    return dict(enumerate(class_weights(labels, max(2, experiment.model.output_shape[-1]))))


def _targets(labels: Labels, outputs: int) -> Floats:
    if outputs == 1:
        return labels[:, None].astype(np.float32)
    return np.eye(outputs, dtype=np.float32)[labels]


def provenance(seconds: float) -> Provenance:
    """Return where and how long something ran."""
    installed = (*versions(), ("numpy", np.__version__), ("python", platform.python_version()))
    return Provenance(installed, _processor(), round(seconds, 1))


def _processor() -> str:
    """Return the processor's name as the system gives it; informative."""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
