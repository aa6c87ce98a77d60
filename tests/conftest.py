"""What tests share: a store full of results that no network was trained for, made in milliseconds."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from reportgen import content, datasets
from reportgen.i18n import Language, load_language
from reportgen.keys import key_of
from reportgen.lab import Lab, load_lab
from reportgen.losses import per_image, predictions
from reportgen.model import Conv2D, ModelSpec
from reportgen.protocol import monitored, split, validation
from reportgen.spec import Case, Dataset, Evidence, Floats, History, Images, Labels, Provenance, Result
from reportgen.store import Store

VERSIONS = (("keras", "3.15.0"), ("tensorflow", "2.21.0"), ("numpy", "2.4.0"), ("python", "3.11.0"))
RMSPROP = (("learning_rate", 0.001), ("rho", 0.9), ("momentum", 0.0), ("epsilon", 1e-07), ("centered", False))


def nearest_mean(images: Images, dataset: Dataset, pixels: NDArray[np.intp], sharpness: float) -> Floats:
    """Classify by the nearest class mean on some pixels: real probabilities with real confusions, without training."""
    classes = len(dataset.info.classes)
    train, seen = (array.reshape(len(array), -1)[:, pixels] / 255 for array in (dataset.x_train, images))
    means = np.stack([train[dataset.y_train == k].mean(axis=0) for k in range(classes)])
    squares = ((seen[:, None, :] - means[None]) ** 2).sum(axis=2)
    scores = np.exp(-sharpness * (squares - squares.min(axis=1, keepdims=True)))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True), np.float32)


def drawn_weights(model: ModelSpec) -> dict[str, Floats]:
    """Return kernels and biases for the first layer with weights: as an untrained network has them."""
    rng = np.random.default_rng(1)
    first = next(layer for layer in model.layers if layer.kind in ("Dense", "Conv2D"))
    if isinstance(first, Conv2D):
        shape: tuple[int, ...] = (*first.kernel_size, model.input_shape[-1], first.filters)
    else:
        shape = (model.input_shape[-1], model.summary()[1].output_shape[-1])
    kernel = rng.normal(0, 0.1, shape).astype(np.float32)
    return {f"{first.name}/kernel": kernel, f"{first.name}/bias": np.zeros(shape[-1], np.float32)}


def stand_in(case: Case, dataset: Dataset) -> Result:
    """Return a result whose curves and probabilities belong together: larger networks see more pixels, surer."""
    training, model = case.experiment.training, case.experiment.model
    order = np.random.default_rng(model.parameters + len(model.layers)).permutation(784)
    images, labels = validation(dataset, training.protocol)
    watched = monitored(split(dataset.y_train, training.protocol)[0])

    def after(epoch: int, of: Images) -> Floats:
        seen = 20 + epoch * model.parameters // 40_000
        return nearest_mean(of, dataset, order[:seen], 0.12 * epoch * (1 + model.parameters / 4e5))

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
        weights=drawn_weights(model),
        parameters=model.parameters,
        optimizer_arguments=RMSPROP,
        provenance=Provenance(VERSIONS, "a processor", 1.5),
    )


def held_out(lab: Lab, dataset: Dataset) -> Evidence:
    """Return evidence for a lab's cases under the protocol `holdout`."""
    cases = tuple(
        replace(
            case, experiment=replace(case.experiment, training=replace(case.experiment.training, protocol="holdout"))
        )
        for case in lab.cases
    )
    return Evidence("holdout", cases, {case.experiment: stand_in(case, dataset) for case in cases}, {"mnist": dataset})


@pytest.fixture(scope="session")
def digits() -> Dataset:
    """Return the sample digits."""
    return datasets.load("mnist", "sample", None)


@pytest.fixture(scope="session")
def pw04() -> Lab:
    """Return the built-in lab."""
    return load_lab("pw04")


@pytest.fixture(scope="session")
def evidence(pw04: Lab, digits: Dataset) -> Evidence:
    """Return evidence for the built-in lab on sample data."""
    results = {case.experiment: stand_in(case, digits) for case in pw04.cases}
    return Evidence(pw04.options.protocol, pw04.cases, results, {"mnist": digits})


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, evidence: Evidence, digits: Dataset) -> Path:
    """Return a store that holds a result for every case of the built-in lab on sample data."""
    folder = tmp_path_factory.mktemp("store")
    store = Store(folder)
    for experiment, result in evidence.results.items():
        store.save(key_of(experiment, digits.digest), result)
    return folder


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
