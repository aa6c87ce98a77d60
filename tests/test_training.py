"""Training behind its door: the same numbers whatever stands in a user's files or runs beside it."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.utils.class_weight import compute_sample_weight

from reportgen.errors import TrainingError
from reportgen.features import extract
from reportgen.keras_model import build
from reportgen.lab import Lab
from reportgen.losses import per_image, predictions
from reportgen.model import Dense, Input, chain
from reportgen.protocol import split
from reportgen.spec import Case, Dataset, Experiment, Floats, Inputs, Optimizer, Pixels, Result, Training
from reportgen.training import open_keras
from reportgen.training import train as train_on

pytestmark = pytest.mark.slow


def train(experiment: Experiment, dataset: Dataset) -> Result:
    """Train on what the experiment reads of a dataset."""
    x_train, x_test = (extract(experiment.features, images) for images in (dataset.x_train, dataset.x_test))
    return train_on(experiment, Inputs(x_train, dataset.y_train, x_test, dataset.y_test))


@pytest.fixture(scope="module")
def case(pw04: Lab) -> Case:
    """Return the case with dropout, for three epochs."""
    return short(pw04.cases[3], "course")


def short(case: Case, protocol: str, epochs: int = 3) -> Case:
    """Return a case for fewer epochs."""
    training = replace(case.experiment.training, epochs=epochs, protocol=protocol)  # type: ignore[arg-type]
    return replace(case, experiment=replace(case.experiment, training=training))


@pytest.fixture(scope="module")
def trained(case: Case, digits: Dataset) -> Result:
    """Return its result."""
    return train(case.experiment, digits)


def same(first: Result, second: Result) -> bool:
    """Tell whether two results are equal to the last bit."""
    weights = all((first.weights[name] == second.weights[name]).all() for name in first.weights)
    return weights and first.history == second.history and bool((first.test == second.test).all())


def test_a_network_learns(trained: Result, digits: Dataset) -> None:
    """The loss falls, the accuracy is far above chance, and all parts of the result agree."""
    assert trained.history.val_loss[-1] < trained.history.val_loss[0]
    assert trained.history.val_accuracy[-1] > 0.8
    assert (predictions(trained.test) == digits.y_test).mean() == trained.history.val_accuracy[-1]
    loss = per_image("categorical_crossentropy", trained.test, digits.y_test).mean()
    assert loss == pytest.approx(trained.history.val_loss[-1], abs=1e-9)
    assert (trained.validation_last == trained.test).all()
    assert trained.parameters == 238_510
    assert dict(trained.optimizer_arguments)["rho"] == 0.9
    assert "seed" not in dict(trained.optimizer_arguments)


def test_the_result_is_what_keras_itself_evaluates(trained: Result, case: Case, digits: Dataset) -> None:
    """A Keras model with these weights has this loss and accuracy."""
    open_keras()
    model = build(case.experiment.model)
    model.set_weights(list(trained.weights.values()))
    model.compile(loss="categorical_crossentropy", metrics=["accuracy"])
    x = digits.x_test.reshape(-1, 784).astype("float32") / 255
    loss, accuracy = model.evaluate(x, np.eye(10)[digits.y_test], verbose=0)
    assert loss == pytest.approx(trained.history.val_loss[-1], rel=1e-4)
    assert accuracy == pytest.approx(trained.history.val_accuracy[-1], abs=1e-6)


def test_numbers_do_not_depend_on_what_ran_before(trained: Result, case: Case, pw04: Lab, digits: Dataset) -> None:
    """A worker trains many experiments; each starts from its own seed."""
    train(short(pw04.cases[0], "course", 1).experiment, digits)
    assert same(trained, train(case.experiment, digits))


def test_another_seed_gives_other_numbers(trained: Result, case: Case, digits: Dataset) -> None:
    """The seed of the experiment is the one that is used."""
    other = replace(case.experiment, training=replace(case.experiment.training, seed=7))
    assert not same(trained, train(other, digits))


def test_holdout_keeps_the_weights_of_the_best_epoch(pw04: Lab, digits: Dataset) -> None:
    """The test set sees the epoch of the lowest validation loss, chosen on held-out training images."""
    fast = replace(pw04.cases[0].experiment.training, optimizer=Optimizer("RMSprop", (("learning_rate", 0.2),)))
    runs = (
        train(
            replace(pw04.cases[0].experiment, training=replace(fast, protocol="holdout", epochs=6, seed=seed)), digits
        )
        for seed in range(1, 9)
    )
    result = next(run for run in runs if np.argmin(run.history.val_loss) < 5)  # a learning rate too high: soon found
    best = int(np.argmin(result.history.val_loss))
    assert len(result.validation_labels) == 120
    loss = per_image("categorical_crossentropy", result.validation_best, result.validation_labels).mean()
    assert loss == pytest.approx(result.history.val_loss[best], abs=1e-9)
    x = digits.x_test.reshape(-1, 784).astype("float64") / 255
    hidden = np.maximum(0, x @ result.weights["dense_1/kernel"] + result.weights["dense_1/bias"])
    scores = hidden @ result.weights["dense_2/kernel"] + result.weights["dense_2/bias"]
    assert (scores.argmax(axis=1) == predictions(result.test)).mean() > 0.995


def test_a_hostile_keras_json_changes_nothing(trained: Result, tmp_path: Path) -> None:
    """Backend, float type, data format, epsilon and epoch limits of a user's files and environment are not heard."""
    (tmp_path / ".keras").mkdir()
    hostile = {"backend": "jax", "floatx": "float16", "image_data_format": "channels_first", "epsilon": 0.5}
    (tmp_path / ".keras" / "keras.json").write_text(json.dumps(hostile))
    code = (
        "import sys\nfrom dataclasses import replace\nfrom reportgen import datasets\n"
        "from reportgen.features import extract\nfrom reportgen.lab import load_lab\n"
        "from reportgen.spec import Inputs\nfrom reportgen.training import train\n"
        "experiment = load_lab('pw04').cases[3].experiment\n"
        "experiment = replace(experiment, training=replace(experiment.training, epochs=3))\n"
        "d = datasets.load('mnist', 'sample', None)\n"
        "x, t = extract(experiment.features, d.x_train), extract(experiment.features, d.x_test)\n"
        "result = train(experiment, Inputs(x, d.y_train, t, d.y_test))\n"
        "print(repr(result.history.val_loss))\n"
    )
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "KERAS_HOME": str(tmp_path / ".keras"),
        "KERAS_BACKEND": "jax",
        "TF_XLA_FLAGS": "--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit",
        "ONEDNN_MAX_CPU_ISA": "SSE41",
        "KERAS_MAX_EPOCHS": "1",
        "KERAS_MAX_STEPS_PER_EPOCH": "1",
    }
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == repr(trained.history.val_loss)
    assert json.loads((tmp_path / ".keras" / "keras.json").read_text()) == hostile


@pytest.mark.parametrize(
    ("optimizer", "message"),
    [
        (Optimizer("Lionel"), "optimizer Lionel"),
        (Optimizer("RMSprop", (("speed", 1.0),)), "optimizer RMSprop.*speed"),
        (Optimizer("SGD", (("learning_rate", 1e12),)), "the loss is not finite after epoch 1"),
    ],
)
def test_what_cannot_be_trained_says_why(case: Case, digits: Dataset, optimizer: Optimizer, message: str) -> None:
    """An unknown optimizer or argument, or a loss that explodes."""
    training = replace(case.experiment.training, optimizer=optimizer)
    with pytest.raises(TrainingError, match=message):
        train(replace(case.experiment, training=training), digits)


def binary_inputs() -> Inputs:
    """Return 300 points of two overlapping classes, one in five of the second, with a validation set of their own."""
    random = np.random.RandomState(1)
    labels = (np.arange(300) % 5 == 0).astype(np.uint8)
    points = (random.normal(0, 1, (300, 2)) + labels[:, None]).astype(np.float32)
    return Inputs(
        points,
        labels,
        points[:50] + 0.1,
        labels[:50],
        points[50:60],
        labels[50:60],
        np.arange(300, dtype=np.int32) // 3,
    )


def logistic(**training: Any) -> Experiment:
    """Return logistic regression on two numbers: one epoch of one batch, by plain gradient descent."""
    model = chain(Input((2,)), Dense(1, "sigmoid"))
    given = {"epochs": 1, "batch_size": 300, "seed": 1, "protocol": "course", **training}
    spec = Training(Optimizer("SGD", (("learning_rate", 0.5),)), "binary_crossentropy", **given)
    return Experiment("mnist", Pixels(), model, spec)


def after_one_step(weighted: bool) -> tuple[Floats, Floats]:
    """Return kernel and bias after one step of the gradient of the mean weighted loss, from Keras's first weights."""
    keras = open_keras()
    keras.utils.set_random_seed(1)
    kernel, bias = build(logistic().model).get_weights()
    inputs = binary_inputs()
    each = compute_sample_weight("balanced", inputs.y_train) if weighted else np.ones(300)
    p = 1 / (1 + np.exp(-(inputs.x_train @ kernel + bias)[:, 0].astype(np.float64)))
    slope = each * (p - inputs.y_train)
    return kernel - 0.5 * (inputs.x_train.T @ slope / 300)[:, None], bias - 0.5 * slope.mean()


@pytest.mark.parametrize("class_weight", ["none", "balanced"])
def test_class_weights_weigh_the_loss_of_each_image(class_weight: str) -> None:
    """A step is that of a NumPy replay with scikit-learn's balanced weights; the history is of the plain loss."""
    experiment = logistic(class_weight=class_weight)
    found = train_on(experiment, binary_inputs())
    kernel, bias = after_one_step(class_weight == "balanced")
    assert found.weights["dense_1/kernel"] == pytest.approx(kernel, abs=1e-6)
    assert found.weights["dense_1/bias"] == pytest.approx(bias, abs=1e-6)
    p = 1 / (1 + np.exp(-(binary_inputs().x_train @ kernel + bias)))
    loss = per_image("binary_crossentropy", p, binary_inputs().y_train).mean()
    assert found.history.loss[0] == pytest.approx(loss, abs=1e-5)


def test_a_validation_set_of_its_own_is_watched_and_the_test_set_judged_once() -> None:
    """Curves are of the ten validation points, the test probabilities of the fifty others."""
    found = train_on(logistic(epochs=3), binary_inputs())
    assert found.test.shape == (50, 1)
    assert found.validation_last.shape == (10, 1)
    assert (found.validation_labels == binary_inputs().y_train[50:60]).all()
    loss = per_image("binary_crossentropy", found.validation_last, found.validation_labels).mean()
    assert loss == pytest.approx(found.history.val_loss[-1], abs=1e-9)


def test_held_out_images_are_whole_groups() -> None:
    """Whoever is validated on was not trained on, nor anyone of the same group."""
    inputs = binary_inputs()
    found = train_on(logistic(protocol="holdout"), inputs)
    training, held = split(inputs, "holdout")
    assert (found.validation_labels == inputs.y_train[held]).all()
    assert inputs.groups is not None
    assert not set(inputs.groups[training]) & set(inputs.groups[held])
