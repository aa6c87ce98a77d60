"""What tests share: a store full of results that no network was trained for, made in milliseconds."""

from pathlib import Path

import numpy as np
import pytest

from reportgen import content, datasets
from reportgen.i18n import Language, load_language
from reportgen.lab import Lab, load_lab
from reportgen.losses import per_image, predictions
from reportgen.protocol import monitored, split, validation
from reportgen.spec import Case, Dataset, Evidence, Floats, History, Images, Provenance, Result
from reportgen.store import Store, key_of

VERSIONS = (("keras", "3.15.0"), ("tensorflow", "2.21.0"), ("numpy", "2.4.0"), ("python", "3.11.0"))
RMSPROP = (("learning_rate", 0.001), ("rho", 0.9), ("momentum", 0.0), ("epsilon", 1e-07), ("centered", False))


def nearest_mean(images: Images, dataset: Dataset, sharpness: float) -> Floats:
    """Classify by the nearest class mean: real probabilities with real confusions, without training."""
    classes = len(dataset.info.classes)
    train = dataset.x_train.reshape(len(dataset.x_train), -1) / 255
    means = np.stack([train[dataset.y_train == k].mean(axis=0) for k in range(classes)])
    pixels = images.reshape(len(images), -1) / 255
    squares = ((pixels[:, None, :] - means[None]) ** 2).sum(axis=2)
    scores = np.exp(-sharpness * (squares - squares.min(axis=1, keepdims=True)))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True), np.float32)


def stand_in(case: Case, dataset: Dataset) -> Result:
    """Return a result whose curves and probabilities belong together, for a case of any classifier."""
    training = case.experiment.training
    sharpness = 0.05 + case.experiment.model.parameters / 4e6
    images, labels = validation(dataset, training.protocol)
    watched = monitored(split(dataset.y_train, training.protocol)[0])
    x_watched, y_watched = dataset.x_train[watched], dataset.y_train[watched]
    rows = []
    for epoch in range(1, training.epochs + 1):
        now = sharpness * epoch
        seen, unseen = nearest_mean(x_watched, dataset, now), nearest_mean(images, dataset, now)
        rows.append(
            (
                float(per_image(training.loss, seen, y_watched).mean()),
                float((predictions(seen) == y_watched).mean()),
                float(per_image(training.loss, unseen, labels).mean()),
                float((predictions(unseen) == labels).mean()),
            )
        )
    history = History(*(tuple(column) for column in zip(*rows, strict=True)))
    best = int(np.argmin(history.val_loss)) + 1
    chosen = training.epochs if training.protocol == "course" else best
    return Result(
        history=history,
        test=nearest_mean(dataset.x_test, dataset, sharpness * chosen),
        validation_best=nearest_mean(images, dataset, sharpness * best),
        validation_last=nearest_mean(images, dataset, sharpness * training.epochs),
        validation_labels=labels,
        weights={"dense_1/kernel": np.zeros((2, 3), np.float32)},
        parameters=case.experiment.model.parameters,
        optimizer_arguments=RMSPROP,
        provenance=Provenance(VERSIONS, "a processor", 1.5),
    )


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
