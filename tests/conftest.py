"""What tests share: a store full of results that no network was trained for, made in milliseconds."""

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from reportgen import content, datasets
from reportgen.build import derive
from reportgen.changes import changed
from reportgen.features.pixels import scaled
from reportgen.i18n import Language, load_language
from reportgen.keys import key_of
from reportgen.lab import Lab, load_lab, trials
from reportgen.losses import per_image, predictions
from reportgen.model import BatchNormalization, Conv2D, Dense, ModelSpec
from reportgen.plots import Figure
from reportgen.protocol import monitored, split, validation
from reportgen.spec import (
    SHOWN,
    Answer,
    Arguments,
    Case,
    Dataset,
    Evaluation,
    Evidence,
    Floats,
    GradientStep,
    History,
    Images,
    Labels,
    Outcome,
    Provenance,
    Result,
    SaltAndPepper,
)
from reportgen.store import Store

VERSIONS = (("keras", "3.15.0"), ("tensorflow", "2.21.0"), ("numpy", "2.4.0"), ("python", "3.11.0"))
ARGUMENTS: dict[str, Arguments] = {
    "RMSprop": (
        ("learning_rate", 0.001), ("rho", 0.9), ("momentum", 0.0), ("epsilon", 1e-07), ("centered", False),
    ),
    "Adam": (
        ("learning_rate", 0.001), ("beta_1", 0.9), ("beta_2", 0.999), ("epsilon", 1e-07), ("amsgrad", False),
    ),
    "SGD": (("learning_rate", 0.01), ("momentum", 0.0), ("nesterov", False)),
}  # fmt: skip
"""The first arguments that Keras's classes declare."""


def nearest_mean(images: Images, dataset: Dataset, pixels: NDArray[np.intp], sharpness: float) -> Floats:
    """Classify by the nearest class mean on some pixels: real probabilities with real confusions, without training."""
    classes = len(dataset.info.classes)
    train, seen = (array.reshape(len(array), -1)[:, pixels] / 255 for array in (dataset.x_train, images))
    means = np.stack([train[dataset.y_train == k].mean(axis=0) for k in range(classes)])
    squares = ((seen[:, None, :] - means[None]) ** 2).sum(axis=2)
    scores = np.exp(-sharpness * (squares - squares.min(axis=1, keepdims=True)))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True), np.float32)


def drawn_weights(model: ModelSpec, seed: int = 1) -> dict[str, Floats]:
    """Return kernels and biases of every layer with weights: as an untrained network has them."""
    rng = np.random.default_rng(seed)
    shapes = {layer.name: layer.output_shape for layer in model.summary()}
    weights: dict[str, Floats] = {}
    for layer in model.layers:
        if isinstance(layer, Conv2D | Dense):
            window = layer.kernel_size if isinstance(layer, Conv2D) else ()
            shape = (*window, shapes[layer.inputs[0]][-1], shapes[layer.name][-1])
            weights[f"{layer.name}/kernel"] = rng.normal(0, 0.1, shape).astype(np.float32)
            weights[f"{layer.name}/bias"] = np.zeros(shape[-1], np.float32)
        if isinstance(layer, BatchNormalization):
            for name, value in (("gamma", 1), ("beta", 0), ("moving_mean", 0), ("moving_variance", 1)):
                weights[f"{layer.name}/{name}"] = np.full(shapes[layer.name][-1], value, np.float32)
    return weights


def stand_in(case: Case, dataset: Dataset) -> Result:
    """Return a result whose curves and probabilities belong together: larger networks see more pixels, surer."""
    if case.experiment.training.target == "image":
        return of_images(case, dataset)
    training, model = case.experiment.training, case.experiment.model
    drawn = model.parameters + len(model.layers) + 10**9 * (training.seed - 1)
    order = np.random.default_rng(drawn).permutation(dataset.x_train[0].size)
    images, labels = validation(dataset, training.protocol)
    watched = monitored(split(dataset, training.protocol)[0])

    def after(epoch: int, of: Images) -> Floats:
        seen = 20 + epoch * model.parameters // 40_000
        p = nearest_mean(of, dataset, order[:seen], 0.12 * epoch * (1 + model.parameters / 4e5))
        return p[:, 1:] if model.output_shape == (1,) else p

    def measured(epoch: int, of: Images, true: Labels) -> tuple[float, float]:
        p = after(epoch, of)
        return float(per_image(training.loss, p, true).mean()), float((predictions(p) == true).mean())

    rows = [
        (*measured(epoch, dataset.x_train[watched], dataset.y_train[watched]), *measured(epoch, images, labels))
        for epoch in range(1, training.epochs + 1)
    ]
    history = History(*(tuple(column) for column in zip(*rows, strict=True)))
    best = int(np.argmin(history.val_loss)) + 1
    return Result(
        history=history,
        test=after(training.epochs if training.protocol == "course" else best, dataset.x_test),
        validation_best=after(best, images),
        validation_last=after(training.epochs, images),
        validation_labels=labels,
        weights=drawn_weights(model, training.seed),
        parameters=model.parameters,
        optimizer_arguments=ARGUMENTS[training.optimizer.name],
        provenance=Provenance(VERSIONS, "a processor", 1.5),
    )


def of_images(case: Case, dataset: Dataset) -> Result:
    """Return a result of a network that gives images: falling losses, no outputs, drawn weights."""
    training, model = case.experiment.training, case.experiment.model
    epochs = range(1, training.epochs + 1)
    falling = tuple(0.1 + 0.2 / epoch for epoch in epochs)
    rising = tuple(0.97 - 0.1 / epoch for epoch in epochs)
    none = np.zeros((0, model.output_shape[-1]), np.float32)
    return Result(
        history=History(falling, rising, tuple(1.02 * loss for loss in falling), tuple(0.99 * part for part in rising)),
        test=none,
        validation_best=none,
        validation_last=none,
        validation_labels=validation(dataset, training.protocol)[1],
        weights=drawn_weights(model, training.seed),
        parameters=model.parameters,
        optimizer_arguments=ARGUMENTS[training.optimizer.name],
        provenance=Provenance(VERSIONS, "a processor", 1.5),
    )


def stand_in_outcome(evaluation: Evaluation, dataset: Dataset) -> Outcome:
    """Return an outcome without networks: classes by the nearest mean, images by leaning towards the mean image."""
    images, labels = scaled(dataset.x_test), dataset.y_test
    last = evaluation.networks[-1]
    as_image = last.training.target == "image"
    denoising = evaluation.networks[0].training.target == "image"
    targets = images.reshape(len(images), -1) if as_image else labels
    every = np.arange(images[0].size)
    outputs, losses, read = [], [], []
    for change in evaluation.changes:
        step = change.size if isinstance(change, GradientStep) else 0.0
        opposite = scaled(dataset.x_train).mean(axis=0) - images
        seen = images + np.float32(step) * np.sign(opposite) if step else changed(images, change)  # type: ignore[arg-type]
        level = change.levels[0] if isinstance(change, SaltAndPepper) else 0.0
        cleaned = (1 - level**2) * images + level**2 * scaled(dataset.x_train).mean(axis=0) if denoising else seen
        given = cleaned.reshape(len(images), -1).astype(np.float32)
        if not as_image:
            given = nearest_mean(np.rint(cleaned * 255).astype(np.uint8), dataset, every, 0.3)
        losses.append(per_image(last.training.loss, given, targets).astype(np.float32))
        outputs.append(given[:SHOWN] if as_image else given)
        read.append(seen[:SHOWN].astype(np.float32))
    return Outcome(np.stack(outputs), np.stack(losses), np.stack(read), Provenance(VERSIONS, "a processor", 1.5))


@cache
def sample(name: str) -> Dataset:
    """Return the sample data of a dataset, drawn once."""
    return datasets.load(name, "sample", None)


def evidence_for(lab: Lab) -> Evidence:
    """Return evidence for a lab's cases, with each of their seeds, on sample data."""
    data = {case.experiment.dataset: sample(case.experiment.dataset) for case in lab.cases}
    results = {
        run: stand_in(replace(case, experiment=run), data[run.dataset]) for case in lab.cases for run in case.runs
    }
    asked = {trial.evaluation for trial in trials(lab)}
    return Evidence(lab.cases, results, data, {item: stand_in_outcome(item, data[item.dataset]) for item in asked})


def held_out(lab: Lab) -> Lab:
    """Return a lab under the protocol `holdout`."""
    return replace(
        lab,
        cases=tuple(
            replace(
                case,
                experiment=replace(case.experiment, training=replace(case.experiment.training, protocol="holdout")),
            )
            for case in lab.cases
        ),
        options=lab.options.model_copy(update={"protocol": "holdout"}),
    )


@pytest.fixture(scope="session", autouse=True)
def no_downloads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no test find what its user has downloaded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("downloads")))
        yield


@pytest.fixture(scope="session")
def digits() -> Dataset:
    """Return the sample digits."""
    return sample("mnist")


@pytest.fixture(scope="session")
def pw04() -> Lab:
    """Return the built-in lab."""
    return load_lab("pw04")


@pytest.fixture(scope="session")
def evidence(pw04: Lab) -> Evidence:
    """Return evidence for the built-in lab on sample data."""
    return evidence_for(pw04)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, evidence: Evidence) -> Path:
    """Return a store that holds a result for every case of the built-in lab on sample data.

    Tests that run side by side share it, as builds do: a figure that one has drawn, the others find.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "filled"
    folder.mkdir(exist_ok=True)
    store = Store(folder)
    for experiment, result in evidence.results.items():
        store.save(key_of(experiment, evidence.datasets[experiment.dataset].digest), result)
    return folder


@pytest.fixture(scope="module")
def results(lab: Lab) -> Evidence:
    """Return evidence on sample data for the lab of a test module, its own fixture `lab`."""
    return evidence_for(lab)


@pytest.fixture(scope="module")
def derived(lab: Lab, results: Evidence) -> tuple[tuple[Answer, ...], tuple[Figure, ...]]:
    """Return the answers and figures of a test module's lab."""
    return derive(lab, results)


@pytest.fixture(scope="module")
def answers(derived: tuple[tuple[Answer, ...], tuple[Figure, ...]]) -> dict[str, Answer]:
    """Return the answers of a test module's lab by their ids."""
    return {answer.id: answer for answer in derived[0]}


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    """Go through the languages."""
    return load_language(request.param, content.templates())


@pytest.fixture(scope="session")
def french() -> Language:
    """Return French as the course writes it."""
    return load_language("fr", content.templates())


@pytest.fixture(scope="session")
def english() -> Language:
    """Return English."""
    return load_language("en", content.templates())


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `--update-goldens` write the goldens anew."""
    parser.addoption("--update-goldens", action="store_true", help="write the golden files anew")
