"""Training behind its door: the same numbers whatever stands in a user's files or runs beside it."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reportgen.errors import TrainingError
from reportgen.features import extract
from reportgen.lab import Lab
from reportgen.losses import per_image, predictions
from reportgen.spec import Case, Dataset, Experiment, Inputs, Optimizer, Result
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
    from reportgen.keras_model import build

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
