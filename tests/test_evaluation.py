"""Networks whose target is the image, and trained networks on changed images: against Keras and NumPy."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reportgen import engine
from reportgen.answers import forward
from reportgen.cli.store import _trained
from reportgen.engine import keys
from reportgen.errors import TrainingError
from reportgen.evaluation import evaluate
from reportgen.inputs import inputs, keep
from reportgen.keys import key_of
from reportgen.model import perceptron
from reportgen.noise import noisy
from reportgen.plots import Label
from reportgen.processes import Processes
from reportgen.spec import (
    SHOWN,
    Case,
    Dataset,
    Evaluation,
    Experiment,
    GradientStep,
    Inputs,
    Optimizer,
    Outcome,
    Pixels,
    Provenance,
    Result,
    SaltAndPepper,
    Shift,
    Training,
    Trial,
)
from reportgen.store import Store
from reportgen.training import open_keras, train

pytestmark = pytest.mark.slow

NOISE = SaltAndPepper((0.4,))
CLASS = Training(Optimizer("Adam"), "categorical_crossentropy", 2, 64, 1, "course")
IMAGE = replace(CLASS, loss="binary_crossentropy", target="image", noise=NOISE)
CLASSIFIER = Experiment("mnist", Pixels(), perceptron(784, (), 0.0, 10), CLASS)
DENOISER = Experiment("mnist", Pixels(), perceptron(784, (16,), 0.0, 784, output="sigmoid"), IMAGE)


@pytest.fixture(scope="module")
def read(digits: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """Return the pixels of the sample digits."""
    store = Store(tmp_path_factory.mktemp("store"))
    keep(digits, store)
    return inputs(Pixels(), digits.digest, store)


@pytest.fixture(scope="module")
def classifier(read: Inputs) -> Result:
    """Return a trained network without hidden layers."""
    return train(CLASSIFIER, read)


@pytest.fixture(scope="module")
def denoiser(read: Inputs) -> Result:
    """Return a trained auto-encoder."""
    return train(DENOISER, read)


# ── the image as the target ──────────────────────────────────────────────────────────────────────────────────────


def test_the_loss_of_images_is_kerass_between_the_denoised_and_the_clean(denoiser: Result, read: Inputs) -> None:
    """The network reads noisy test images, in validation as in training, and is judged by the clean ones."""
    keras = open_keras()
    clean = read.x_test.reshape(-1, 784)
    seen = {"input_1": noisy(read.x_test, NOISE).reshape(-1, 784)}
    given = forward.outputs(DENOISER.model, denoiser.weights, seen)["dense_2"]
    loss = float(np.mean(keras.losses.binary_crossentropy(clean, given)))
    assert loss == pytest.approx(denoiser.history.val_loss[-1], rel=1e-5)
    assert denoiser.history.val_accuracy[-1] == pytest.approx(((given > 0.5) == (clean > 0.5)).mean(), abs=1e-5)
    assert denoiser.history.val_loss[-1] < denoiser.history.val_loss[0]


def test_images_are_not_kept_in_results(denoiser: Result) -> None:
    """An evaluation makes them again; the weights are kept."""
    assert denoiser.test.shape == (0, 784)
    assert denoiser.weights["dense_1/kernel"].shape == (784, 16)


def test_a_share_of_the_images_trains_the_classes_in_proportion(read: Inputs) -> None:
    """Half as many steps reach less far."""
    half = train(replace(CLASSIFIER, training=replace(CLASS, share=0.5)), read)
    whole = train(CLASSIFIER, read)
    assert half.history.loss != whole.history.loss
    assert half.history.val_loss[-1] > whole.history.val_loss[-1]


# ── evaluations ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_change_an_evaluation_is_the_result(classifier: Result, read: Inputs, digits: Dataset) -> None:
    """To the last bit; a shift moves what is read."""
    evaluation = Evaluation((CLASSIFIER,), (Shift(), Shift(right=3)))
    told: list[tuple[int, float, float]] = []
    found = evaluate(evaluation, [classifier.weights], read.x_test, read.y_test, lambda *values: told.append(values))
    assert np.array_equal(found.outputs[0], classifier.test)
    assert found.losses[0].mean() == pytest.approx(classifier.history.val_loss[-1], rel=1e-6)
    assert np.array_equal(found.read[1, :, :, 3:], read.x_test[:SHOWN, :, :-3])
    moved = forward.outputs(
        CLASSIFIER.model, classifier.weights, {"input_1": np.roll(read.x_test, 3, axis=2).reshape(-1, 784)}
    )["dense_1"]
    assert np.allclose(found.outputs[1], moved, atol=1e-6), "the margin of these digits is wider than three pixels"
    accuracy = float((found.outputs[1].argmax(axis=1) == digits.y_test).mean())
    number, loss, told_accuracy = told[1]
    assert (number, told_accuracy) == (2, accuracy)
    assert loss == pytest.approx(found.losses[1].mean(), rel=1e-5)


def test_a_classifier_reads_what_a_denoiser_gives(denoiser: Result, classifier: Result, read: Inputs) -> None:
    """A replay in NumPy of both networks."""
    found = evaluate(
        Evaluation((DENOISER, CLASSIFIER), (NOISE,)), [denoiser.weights, classifier.weights], read.x_test, read.y_test
    )
    seen = {"input_1": noisy(read.x_test, NOISE).reshape(-1, 784)}
    denoised = forward.outputs(DENOISER.model, denoiser.weights, seen)["dense_2"]
    expected = forward.outputs(CLASSIFIER.model, classifier.weights, {"input_1": denoised})["dense_1"]
    assert np.allclose(found.outputs[0], expected, atol=1e-5)


def test_denoised_images_are_kept_for_some_and_their_losses_for_all(denoiser: Result, read: Inputs) -> None:
    """Against the clean images, whatever the noise."""
    found = evaluate(
        Evaluation((DENOISER,), (SaltAndPepper((0.0,)), NOISE)), [denoiser.weights], read.x_test, read.y_test
    )
    assert found.outputs.shape == (2, SHOWN, 784)
    assert found.losses.shape == (2, len(read.x_test))
    assert found.losses[1].mean() == pytest.approx(denoiser.history.val_loss[-1], rel=1e-5)


def test_a_gradient_step_follows_the_sign_of_the_gradient(classifier: Result, read: Inputs) -> None:
    """Of a network without hidden layers the gradient by the pixels is `(p - y) W'` (Bishop 2006, 4.3.4)."""
    found = evaluate(Evaluation((CLASSIFIER,), (GradientStep(0.1),)), [classifier.weights], read.x_test, read.y_test)
    errors = classifier.test - np.eye(10, dtype=np.float32)[read.y_test]
    gradient = (errors @ classifier.weights["dense_1/kernel"].T).reshape(read.x_test.shape)
    expected = np.clip(read.x_test + 0.1 * np.sign(gradient), 0, 1)[:SHOWN]
    sure = np.abs(gradient[:SHOWN]) > 1e-6  # below, rounding decides the sign
    assert sure.mean() > 0.9
    assert np.allclose(found.read[0][sure], expected[sure], atol=1e-6)
    assert found.losses[0].mean() > classifier.history.val_loss[-1]


# ── in the engine ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def trial() -> Trial:
    """Return a denoiser and a classifier on two noise levels."""
    return Trial("mine", "denoised", Evaluation((DENOISER, CLASSIFIER), (SaltAndPepper((0.0,)), NOISE)))


@pytest.fixture
def store(tmp_path: Path, denoiser: Result, classifier: Result, digits: Dataset) -> Store:
    """Return a store with both networks."""
    store = Store(tmp_path / "store")
    store.save(key_of(DENOISER, digits.digest), denoiser)
    store.save(key_of(CLASSIFIER, digits.digest), classifier)
    return store


def test_evaluations_run_once_and_are_stored(trial: Trial, store: Store, digits: Dataset) -> None:
    """The second time no process starts; a listing says what was evaluated."""
    found = engine.outcomes([trial], {"mnist": digits}, store, Processes(1))
    (outcome,) = found.values()
    assert outcome.outputs.shape == (2, len(digits.y_test), 10)
    again = engine.outcomes([trial], {"mnist": digits}, store, Processes(0))
    assert all(
        np.array_equal(getattr(outcome, name), getattr(again[trial.evaluation], name))
        for name in ("outputs", "losses", "read")
    )
    (entry,) = (entry for entry in store.entries() if not entry.epochs)
    assert entry.network == "Dense 16, Dense 784 -> Dense 10"
    assert "evaluated in" in _trained(entry)


def test_an_evaluation_whose_network_is_gone_fails_by_name(trial: Trial, store: Store, digits: Dataset) -> None:
    """Someone cleaned the store meanwhile."""
    (store.folder / key_of(CLASSIFIER, digits.digest).name).unlink()
    with pytest.raises(TrainingError, match=r"1 of 1 evaluations failed: mine\.denoised") as caught:
        engine.outcomes([trial], {"mnist": digits}, store, Processes(1))
    assert caught.value.__notes__ == ["mine.denoised: the trained network that it reads vanished from the store"]


def test_the_key_of_an_evaluation_has_its_networks_and_its_changes(trial: Trial, digits: Dataset) -> None:
    """Another seed of a network, or another level, is another evaluation."""
    case = Case("mine", "classifier", Label("case.mlp"), CLASSIFIER)
    reseeded = replace(CLASSIFIER, training=replace(CLASS, seed=2))
    others = (
        trial,
        replace(trial, evaluation=replace(trial.evaluation, changes=(NOISE,))),
        replace(trial, evaluation=replace(trial.evaluation, networks=(DENOISER, reseeded))),
        replace(trial, evaluation=replace(trial.evaluation, networks=(CLASSIFIER,))),
        case,
    )
    assert len({key.name for key in keys(others, {"mnist": digits})}) == len(others)


def test_an_outcome_survives_the_store(trial: Trial, tmp_path: Path, digits: Dataset) -> None:
    """Arrays to the last bit, without pickle."""
    rng = np.random.default_rng(1)
    shapes = {"outputs": (2, 5, 10), "losses": (2, 5), "read": (2, 5, 28, 28)}
    arrays = {name: rng.random(shape).astype(np.float32) for name, shape in shapes.items()}
    provenance = Provenance((("keras", "3.15.0"),), "a processor", 1.5)
    store, key = Store(tmp_path), key_of(trial.evaluation, digits.digest)
    store.save(key, Outcome(**arrays, provenance=provenance))
    loaded = store.load(key)
    assert isinstance(loaded, Outcome)
    assert loaded.provenance == provenance
    for name, array in arrays.items():
        assert np.array_equal(getattr(loaded, name), array)
