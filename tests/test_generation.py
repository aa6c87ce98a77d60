"""Digits from the decoder alone: where codes lie, how they are drawn, what is accepted, how near it is to training."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial import distance
from scipy.stats import mannwhitneyu
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestCentroid, NearestNeighbors

from reportgen.answers import forward, latent, nearest, paths
from reportgen.answers.codec import halves
from reportgen.answers.draws import MIDDLE, between, gaussian, independent
from reportgen.answers.generation import Generated, Request, distances, generated, shuffled
from reportgen.answers.metrics import wilson
from reportgen.build import derive
from reportgen.errors import DataError, LabError
from reportgen.i18n import Language
from reportgen.lab import Lab, load_lab
from reportgen.plots import Figure, ImageGrid
from reportgen.render.markdown import write
from reportgen.spec import Answer, Case, Evidence, Floats
from tests.conftest import sample, stand_in

PARTS, SEEN = 48, 32
"""Principal components that the auto-encoder of the tests keeps, and its classifier: a unit holds one sign of one."""
RNG = np.random.default_rng(3)


@pytest.fixture(scope="module")
def lab() -> Lab:
    """Return the section with the two networks that it reads."""
    whole = load_lab("assignment7", ["generation.classifier=mlp_raw.64_64", "training.epochs=2", "generation.draws=20"])
    return replace(
        whole,
        chapters=tuple(chapter for chapter in whole.chapters if chapter.name == "generation"),
        cases=tuple(case for case in whole.cases if case.key in ("mlp_raw.64_64", "autoencoder.single")),
        shown=("generation",),
    )


@pytest.fixture(scope="module")
def classifier() -> LogisticRegression:
    """Return scikit-learn's classifier of the parts that `read` keeps of an image."""
    data = sample("mnist")
    return LogisticRegression(C=0.1, max_iter=300).fit(read(data.x_train / 255), data.y_train)


@pytest.fixture(scope="module")
def evidence(lab: Lab, classifier: LogisticRegression) -> Evidence:
    """Return an auto-encoder that keeps principal components, and scikit-learn's classifier of them, as results."""
    signed, shift, last = *components(SEEN), (classifier.coef_.T, classifier.intercept_)
    learned = {
        "autoencoder.single": principal_components(),
        "mlp_raw.64_64": layers([(signed, shift), (np.eye(2 * SEEN), np.zeros(2 * SEEN)), last]),
    }
    return with_weights(lab, learned)


@pytest.fixture(scope="module")
def found(lab: Lab, evidence: Evidence) -> Generated:
    """Return what was generated."""
    return generated(Request(**lab.chapters[0].options.model_dump()), evidence)


@pytest.fixture(scope="module")
def answers(lab: Lab, evidence: Evidence) -> tuple[Mapping[str, Answer], Mapping[str, Figure]]:
    """Return answers and figures by their ids."""
    derived, figures = derive(lab, evidence)
    return {answer.id: answer for answer in derived}, {figure.id: figure for figure in figures}


def layers(pairs: list[tuple[NDArray[np.floating], NDArray[np.floating]]]) -> dict[str, Floats]:
    """Return kernels and biases as results have them."""
    return {
        f"dense_{number}/{name}": np.asarray(array, np.float32)
        for number, pair in enumerate(pairs, start=1)
        for name, array in zip(("kernel", "bias"), pair, strict=True)
    }


@cache
def pixels() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the mean of the pixels (784,) and the directions in which they vary most (784, parts), by scikit-learn."""
    found = PCA(PARTS, svd_solver="randomized", random_state=1).fit(sample("mnist").x_train.reshape(-1, 784) / 255)
    return found.mean_, found.components_.T


def components(parts: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a kernel and a bias after which ReLU leaves scores on principal components: a unit for each sign."""
    mean, directions = pixels()
    signed = np.hstack([directions[:, :parts], -directions[:, :parts]])
    return signed, -mean @ signed


def read(images: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return what the classifier of the tests reads of images from 0 to 1."""
    signed, shift = components(SEEN)
    return np.maximum(0, images.reshape(len(images), -1) @ signed + shift)


def principal_components() -> dict[str, Floats]:
    """Return weights 784-128-96-128-784 that keep principal components."""
    signed, shift = components(PARTS)
    mean, widen = pixels()[0], np.eye(2 * PARTS, 128)
    return layers(
        [
            (signed @ widen, shift @ widen),
            (widen.T, np.zeros(2 * PARTS)),
            (widen, np.zeros(128)),
            (8 * widen.T @ signed.T, 8 * (mean - 0.5)),  # a steep sigmoid: black below a half, white above
        ]
    )


def with_weights(lab: Lab, learned: Mapping[str, dict[str, Floats]]) -> Evidence:
    """Return evidence with the weights given, on sample data."""
    data = sample("mnist")
    results = {case.experiment: replace(stand_in(case, data), weights=learned[case.key]) for case in lab.cases}
    return Evidence(lab.cases, results, {"mnist": data})


def case_of(lab: Lab, key: str) -> Case:
    """Return a case of the lab."""
    return next(case for case in lab.cases if case.key == key)


# ── the halves ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_both_halves_make_the_whole(lab: Lab, evidence: Evidence, found: Generated) -> None:
    """Decoding the code of an image gives what the auto-encoder gives; each weight belongs to one half."""
    case = case_of(lab, "autoencoder.single")
    model, images = case.experiment.model, found.dataset.x_test[:20]
    encoder, decoder = halves(model)
    assert encoder.parameters + decoder.parameters == model.parameters
    assert (encoder.output_shape, decoder.input_shape) == ((96,), (96,))
    flat = (images.reshape(20, -1) / np.float32(255)).astype(np.float32)
    whole = forward.outputs(model, evidence.result(case).weights, {"input_1": flat})["dense_4"]
    assert found.codec.decode(found.codec.encode(images)).reshape(20, -1) == pytest.approx(whole, abs=1e-6)


@pytest.mark.slow
def test_the_decoder_is_the_last_layers_of_keras(lab: Lab, evidence: Evidence, found: Generated) -> None:
    """As the report says it: an input for the code, then the layers after the narrowest one."""
    from reportgen.keras_model import build
    from reportgen.training import open_keras

    keras, case = open_keras(), case_of(lab, "autoencoder.single")
    autoencoder, weights = build(case.experiment.model), evidence.result(case).weights
    autoencoder.set_weights([weights[variable.path] for variable in autoencoder.weights])
    decoder = keras.Sequential([keras.Input((96,)), *autoencoder.layers[-2:]])
    images = np.asarray(decoder(found.codes[5][:20])).reshape(-1, 28, 28)
    assert found.codec.decode(found.codes[5][:20]) == pytest.approx(images, abs=1e-5)


def test_codes_are_those_of_the_training_images_class_by_class(found: Generated) -> None:
    """By hand: both signs of the scores on the principal components."""
    data = found.dataset
    assert [len(own) for own in found.codes] == np.bincount(data.y_train).tolist()
    whole = np.concatenate(found.codes)
    assert ((whole[:, :PARTS] > 1e-3) & (whole[:, PARTS:] > 1e-3)).sum() == 0
    x = data.x_train[data.y_train == 3].reshape(-1, 784) / 255
    mean = data.x_train.reshape(-1, 784).mean(axis=0) / 255
    assert np.linalg.norm(found.codes[3], axis=1).max() <= np.linalg.norm(x - mean, axis=1).max()


# ── where codes lie ──────────────────────────────────────────────────────────────────────────────────────────────


def test_classes_are_described_as_numpy_and_scipy_count(found: Generated) -> None:
    """Units ever active, zeros, spread, nearest mean."""
    names = found.dataset.info.classes
    means = np.stack([own.mean(axis=0) for own in found.codes])
    apart = distance.squareform(distance.pdist(means)) + 1e9 * np.eye(10)
    for k, item in enumerate(latent.of_classes(found.codes, names)):
        own = found.codes[k]
        assert item.images == len(own)
        assert item.ever == sum(bool((column > 0).any()) for column in own.T)
        assert item.active == pytest.approx(np.mean([(row > 0).sum() for row in own]))
        assert item.zeros == pytest.approx((own == 0).mean())
        assert item.spread == pytest.approx(np.sqrt((distance.cdist(own, means[k : k + 1]) ** 2).mean()), rel=1e-5)
        assert item.nearest == names[apart[k].argmin()]
        assert item.distance == pytest.approx(apart[k].min(), rel=1e-5)


def test_pairs_of_classes_are_ordered_by_the_distance_of_their_means(found: Generated) -> None:
    """All pairs, once each."""
    pairs = latent.apart(found.codes, found.dataset.info.classes)
    assert len({(item.first, item.second) for item in pairs}) == 45
    assert all(one.distance <= other.distance for one, other in pairwise(pairs))


def test_the_nearest_mean_is_scikit_learns_centroid(found: Generated) -> None:
    """Its score on the codes that it was given."""
    whole, labels = np.concatenate(found.codes), np.repeat(range(10), [len(own) for own in found.codes])
    expected = NearestCentroid().fit(whole, labels).score(whole, labels)
    assert latent.nearest_mean(found.codes) == pytest.approx(expected, abs=2 / len(whole))


def test_the_gaussian_share_below_zero_is_that_of_draws() -> None:
    """To the error of a simulation; a unit that is always 0 has none."""
    own = np.maximum(0, RNG.normal([0.5, -1, 0], [1, 1, 0], (500, 3))).astype(np.float32)
    drawn = RNG.normal(own.mean(axis=0), own.std(axis=0), (200_000, 3))
    assert latent.below_zero(own) == pytest.approx((drawn < 0).mean(), abs=2e-3)


def test_drawn_densities_have_the_area_of_what_is_above_zero(found: Generated) -> None:
    """And the Gaussian, cut off at three deviations, nearly 1."""
    own = found.codes[0]
    for unit, panel in zip(latent.shown_units(own), latent.panels(own), strict=True):
        above, bell = (np.trapezoid(line.y, line.x) for line in panel.lines)
        assert above == pytest.approx((own[:, unit] > 0).mean(), rel=1e-6)
        assert bell == pytest.approx(0.9973, abs=2e-3)


# ── how they are drawn ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def codes() -> Floats:
    """Return codes of three units: the second follows the first, the third is dead."""
    first = np.maximum(0, RNG.normal(0.5, 1, 300))
    return np.stack([first, 2 * first + RNG.exponential(0.1, 300), np.zeros(300)], axis=1).astype(np.float32)


def correlation(codes: Floats) -> float:
    """Return that of the first two units."""
    first, second = codes[:, 0] - codes[:, 0].mean(), codes[:, 1] - codes[:, 1].mean()
    return float(first @ second / np.sqrt((first @ first) * (second @ second)))


def test_a_gaussian_has_the_mean_and_covariance_of_the_codes(codes: Floats) -> None:
    """To the error of many draws; it gives negative values, and none to a dead unit."""
    drawn = gaussian(codes, 100_000, np.random.RandomState(0))
    assert drawn.mean(axis=0) == pytest.approx(codes.mean(axis=0), abs=0.03)
    assert np.cov(drawn.T) == pytest.approx(np.cov(codes.T, bias=True), abs=0.06)
    assert (drawn < 0).any()
    assert np.abs(drawn[:, 2]).max() < 1e-3


def test_units_drawn_by_themselves_keep_their_values_alone(codes: Floats) -> None:
    """Every value is one of the unit's, 0 as often; what belonged together no longer does."""
    drawn = independent(codes, 20_000, np.random.RandomState(0))
    for unit in range(3):
        assert np.isin(drawn[:, unit], codes[:, unit]).all()
    assert (drawn == 0).mean(axis=0) == pytest.approx((codes == 0).mean(axis=0), abs=0.02)
    assert abs(correlation(drawn)) < 0.03 < 0.9 < correlation(codes)


def test_points_between_two_codes_lie_between_two_codes(codes: Floats) -> None:
    """Of two images: neither is it one of them. The second unit still follows the first."""
    two = np.array([[0.0, 1.0], [1.0, 3.0]], np.float32)
    drawn = between(two, 1_000, np.random.RandomState(0))
    assert drawn[:, 1] == pytest.approx(1 + 2 * drawn[:, 0], abs=1e-6)
    assert drawn[:, 0].min() >= MIDDLE[0] - 1e-6
    assert drawn[:, 0].max() <= MIDDLE[1] + 1e-6
    mixed = between(codes, 5_000, np.random.RandomState(0))
    assert mixed.min() >= 0
    assert correlation(mixed) > 0.9


def test_a_seed_draws_the_same_again(lab: Lab, evidence: Evidence, found: Generated) -> None:
    """And another one draws others."""
    request = Request(**lab.chapters[0].options.model_dump())
    for seed, same in ((request.seed, True), (request.seed + 1, False)):
        again = generated.__wrapped__(replace(request, seed=seed), evidence)
        for name in ("gaussian", "independent", "between"):
            assert np.array_equal(again.groups[name].images[4], found.groups[name].images[4]) == same


# ── what is accepted ─────────────────────────────────────────────────────────────────────────────────────────────


def test_probabilities_are_those_of_scikit_learns_network(found: Generated, classifier: LogisticRegression) -> None:
    """Of everything that was judged; an image is accepted if that of its own class is above the threshold."""
    for name, group in found.groups.items():
        for k, (images, given) in enumerate(zip(group.images, group.probabilities, strict=True)):
            expected = classifier.predict_proba(read(images.astype(float)))
            assert given == pytest.approx(expected, abs=1e-4)
            item = found.of_classes(name)[k]
            assert item.accepted == (given[:, k] > 0.9).sum()
            assert (item.low, item.high) == wilson(item.accepted, len(images))


def test_drawn_digits_are_accepted_but_not_all_alike(found: Generated) -> None:
    """With principal components, points between codes are digits; all groups add up."""
    judged = found.judged
    assert judged["between"].share > 0.5
    assert judged["between"].negative == judged["independent"].negative == 0 < judged["gaussian"].negative
    for name, item in judged.items():
        assert item.accepted == sum(one.accepted for one in found.of_classes(name))
        assert item.draws == sum(map(len, found.groups[name].images))
    assert found.chosen == max(("gaussian", "independent", "between"), key=lambda name: judged[name].share)


def test_variety_is_the_mean_distance_of_accepted_images(found: Generated) -> None:
    """By SciPy, over all pairs of one class."""
    accepted = zip(found.groups["between"].images, found.groups["between"].accepted(0.9), strict=True)
    pairs = [distance.pdist(images[kept].reshape(kept.sum(), -1)) for images, kept in accepted]
    item = found.judged["between"]
    assert item.pairs == sum(map(len, pairs))
    assert item.variety == pytest.approx(np.concatenate(pairs).mean(), rel=1e-6)


def test_nearest_images_are_scikit_learns(found: Generated) -> None:
    """Indices and distances; a training image is its own neighbour."""
    images = np.concatenate(found.kept("between"))
    training = found.training.reshape(len(found.training), -1) / 255
    expected, indices = NearestNeighbors(n_neighbors=1).fit(training).kneighbors(images.reshape(len(images), -1))
    near, far = distances(found)["between"]
    assert far == pytest.approx(expected[:, 0], abs=1e-6)
    assert (near == indices[:, 0]).mean() > 0.99
    own, none = nearest.nearest((found.training[:30] / np.float32(255)).astype(np.float32), found.training)
    assert none == pytest.approx(0, abs=1e-6)
    assert (found.training[own] == found.training[:30]).all()


def test_the_share_of_farther_pairs_is_mann_and_whitneys() -> None:
    """Ties count half."""
    first, second = RNG.integers(0, 9, 30).astype(float), RNG.integers(2, 12, 50).astype(float)
    share, low, high = nearest.farther(first, second)
    assert share == pytest.approx(mannwhitneyu(first, second).statistic / 1500)
    assert low < share < high
    assert nearest.farther(np.zeros(2), np.zeros(3))[0] == 0.5


def test_shuffled_images_have_the_same_pixels_in_another_order(found: Generated) -> None:
    """Each in its own."""
    mixed, sure = shuffled(found)
    real = found.dataset.x_test[: len(mixed)] / 255
    assert np.sort(mixed.reshape(len(mixed), -1)) == pytest.approx(np.sort(real.reshape(len(mixed), -1)), abs=1e-6)
    assert not np.array_equal(mixed, real)
    assert ((sure > 0) & (sure <= 1)).all()


def test_a_way_begins_and_ends_at_the_two_images(found: Generated) -> None:
    """Through the pixels at the images themselves, through the codes at what both halves make of them."""
    data = found.dataset
    ends = np.stack([data.x_test[data.y_test == k][0] for k in (1, 7)])
    through = dict(zip(("codes", "pixels"), paths.ways(found, "1", "7"), strict=True))
    for space, expected in (("codes", found.codec.decode(found.codec.encode(ends))), ("pixels", ends / 255)):
        way, images = through[space]
        assert images[[0, -1]] == pytest.approx(expected, abs=1e-5)
        assert len(way.predicted) == len(way.probabilities) == len(images) == paths.STEPS
        assert way.least == min(way.probabilities)
    assert through["pixels"][1][4] == pytest.approx(ends.mean(axis=0) / 255, abs=1e-6)


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("autoencoder=mlp_raw.64_64", "expected a network that gives images"),
        ("classifier=autoencoder.single", "expected a classifier"),
        ("classifier=mlp_raw.64", "no case 'mlp_raw.64'"),
        ("threshold=1.0", "less than 1"),
        ("draws=0", "1 or more"),
    ],
)
def test_what_makes_no_sense_is_refused(change: str, said: str) -> None:
    """Before anything is trained."""
    with pytest.raises(LabError) as caught:
        load_lab("assignment7", [f"generation.{change}"])
    assert said in caught.value.message


def test_a_class_without_images_is_refused(lab: Lab, evidence: Evidence) -> None:
    """There would be nothing to draw from."""
    data = sample("mnist")
    few = replace(data, x_train=data.x_train[data.y_train < 9], y_train=data.y_train[data.y_train < 9])
    request = Request(**lab.chapters[0].options.model_dump())
    with pytest.raises(DataError, match="two training images"):
        generated.__wrapped__(request, replace(evidence, datasets={"mnist": few}))


# ── what it says ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_grid_has_a_row_for_each_digit(
    found: Generated, answers: tuple[Mapping[str, Answer], Mapping[str, Figure]]
) -> None:
    """Eight accepted images of each, in the order in which they were drawn; cells without one are empty."""
    by_id, figures = answers
    plot = figures["generation.samples"].plot
    assert isinstance(plot, ImageGrid)
    assert (plot.images.shape, plot.columns) == ((80, 28, 28), 8)
    filled = plot.images.reshape(10, 8, -1).max(axis=2) > 0
    assert filled.sum() == by_id["generation.grid.images"].value
    group = found.groups[found.chosen]
    for k in range(10):
        kept = group.images[k][group.accepted(0.9)[k]][:8]
        assert np.array_equal(plot.images.reshape(10, 8, 28, 28)[k, : len(kept)], np.rint(255 * kept))
        assert filled[k].sum() == len(kept)


def test_the_nearest_of_each_digit_is_shown_above_its_neighbour(
    found: Generated, answers: tuple[Mapping[str, Answer], Mapping[str, Figure]]
) -> None:
    """Which would be a copy, if any is."""
    by_id, figures = answers
    plot = figures["generation.neighbours"].plot
    assert isinstance(plot, ImageGrid)
    above, below = plot.images.reshape(2, -1, 784).astype(float) / 255
    gaps = np.linalg.norm(above - below, axis=1)
    groups = {item.group: item for item in by_id["generation.nearest.groups"].value}
    assert gaps.min() == pytest.approx(groups[found.chosen].least, abs=0.03)
    closer = [name for name, gap in zip("0123456789", gaps, strict=True) if gap < groups["reconstructed"].least]
    assert list(by_id["generation.nearest.closer_classes"].value) == closer


def test_the_report_is_written_in_both_languages(lab: Lab, evidence: Evidence, language: Language) -> None:
    """With all figures, the intervals and the source."""
    derived, figures = derive(lab, evidence)
    document = write(lab, derived, figures, language, "")
    assert len(document.figures) == 5
    assert "12,416 + 101,136 = 113,552" in document.markdown.replace("\u202f", ",")
    assert "keras.Sequential([keras.Input((96,)), *autoencoder.layers[-2:]])" in document.markdown
    assert "Kingma" in document.markdown


@pytest.mark.parametrize("factor", [0.0, 1.0])
def test_networks_that_learned_nothing_are_told(lab: Lab, english: Language, french: Language, factor: float) -> None:
    """Random weights accept nothing; of weights that are all 0 every unit is dead, and all distances are 0."""
    data = sample("mnist")
    learned = {
        case.key: {name: factor * array for name, array in stand_in(case, data).weights.items()} for case in lab.cases
    }
    derived, figures = derive(lab, with_weights(lab, learned))
    by_id = {answer.id: answer.value for answer in derived}
    texts = [write(lab, derived, figures, language, "").markdown for language in (english, french)]
    assert [text.count("Kingma") for text in texts] == [1, 1]
    if not factor:
        assert (by_id["generation.codes.dead"], by_id["generation.grid.images"]) == (96, 0)
        assert "No image was accepted" in texts[0]
        assert "Aucune image n’a été acceptée" in texts[1]
