"""Inside a network: activations, softmax and the reading of the loss, against other sources of the same numbers."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import special, stats
from sklearn.metrics import log_loss

from reportgen.answers import activations, cross_entropy_reading, forward, softmax
from reportgen.chains import named
from reportgen.errors import LabError
from reportgen.features import extract
from reportgen.i18n import Language
from reportgen.lab import Lab, load_lab
from reportgen.plots import BarPanel, Bars, Figure
from reportgen.render.figures import draw
from reportgen.render.markdown import write
from reportgen.spec import Answer, Dataset, Evidence, Floats, Pixels
from tests.conftest import drawn_weights

Array = NDArray[np.float64]
RNG = np.random.default_rng(3)
SCORES = RNG.normal(0, 1, (200, 10)).astype(np.float32)
LABELS = RNG.integers(0, 10, 200).astype(np.uint8)
CLASSES = tuple(map(str, range(10)))


@pytest.fixture(scope="module")
def lab() -> Lab:
    """Return the lab without what other tests look at; the section itself trains nothing."""
    whole = load_lab("assignment7", ["training.epochs=2"])
    kept = whole.only(["introduction", "optimizer", "mlp_raw", "network"])
    return replace(
        kept,
        chapters=tuple(chapter for chapter in kept.chapters if chapter.name in kept.shown),
        cases=tuple(case for case in kept.cases if case.section == "mlp_raw"),
    )


def probabilities() -> Floats:
    """Return what SciPy's softmax makes of the scores."""
    return np.asarray(special.softmax(SCORES, axis=1), np.float32)


# ── layers and neurons ───────────────────────────────────────────────────────────────────────────────────────────


def test_layers_and_neurons_are_counted_in_every_usual_way(answers: dict[str, Answer]) -> None:
    """Four entries with `Flatten`, three layers with weights, two hidden ones; 138 neurons, 922 circles."""
    counted = {name: answers[f"network.layers.{name}"].value for name in ("listed", "weighted", "hidden")}
    assert counted == {"listed": 4, "weighted": 3, "hidden": 2}
    assert answers["network.neurons"].value == 138
    assert answers["network.circles"].value == 922
    assert (answers["network.inputs"].value, answers["network.outputs"].value) == (784, 10)


@pytest.mark.parametrize("change", ["network.network='mlp_raw.65'", "network.network='cnn_digits.lean'"])
def test_a_network_that_the_section_cannot_explain_is_refused(change: str) -> None:
    """There must be such a case, of dense layers."""
    with pytest.raises(LabError, match=r"mlp_raw\.65|dense layers"):
        load_lab("assignment7", [change]).only(["network"])


# ── activations ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_slopes_are_differences() -> None:
    """Those of sigmoid and tanh by a small step on SciPy's and NumPy's functions."""
    step = 1e-5
    for slope in activations.slopes():
        z = np.array([slope.place - step, slope.place + step])
        assert slope.sigmoid == pytest.approx(np.diff(special.expit(z))[0] / (2 * step), abs=1e-9)
        assert slope.tanh == pytest.approx(np.diff(np.tanh(z))[0] / (2 * step), abs=1e-9)
        assert slope.relu == (slope.place > 0)


def test_activations_are_those_of_the_networks(answers: dict[str, Answer]) -> None:
    """ReLU inside and softmax at the output; of a convolutional network the layers of their own count too."""
    found = [(use.activation, use.output) for use in answers["network.uses"].value]
    assert found == [("relu", False), ("softmax", True)]
    everywhere = activations.uses(load_lab("assignment7").cases)
    assert "cnn_digits" in everywhere[0].sections
    assert [use.activation for use in activations.uses(load_lab("pw04").cases) if use.output] == ["sigmoid", "softmax"]


def test_codes_count_zeros_and_neurons() -> None:
    """A neuron that is never active, one that always is, one that is half the time."""
    outputs = np.array([[0, 1, 2], [0, 3, 0]], np.float32)
    codes = activations.codes("layer", outputs)
    assert (codes.zeros, codes.active, codes.silent, codes.always) == (0.5, 1.5, 1, 1)


def test_a_neuron_is_a_row_of_the_kernel() -> None:
    """Its score is the sum of the products and the bias."""
    x, kernel, bias = (RNG.normal(size=shape).astype(np.float32) for shape in ((20,), (20, 6), (6,)))
    scores = [sum(x[i] * kernel[i, j] for i in range(20)) + bias[j] for j in range(6)]
    most, least = activations.neurons(x, kernel, bias)
    assert scores[most.number] == max(scores)
    assert scores[least.number] == min(scores)
    assert (most.score, least.score) == pytest.approx((max(scores), min(scores)), rel=1e-5)
    assert most.output == max(0, most.score)
    assert least.output == max(0, least.score)


# ── softmax ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_scores_are_what_softmax_turned_into_the_outputs(lab: Lab, digits: Dataset) -> None:
    """SciPy's softmax of the scores is the output of the network."""
    model = named(lab.cases, "mlp_raw.64_64").experiment.model
    weights = drawn_weights(model)
    given = {model.layers[0].name: extract(Pixels(), digits.x_test).reshape(len(digits.x_test), -1)}
    found = softmax.scores(model, weights, given)
    expected = forward.outputs(model, weights, given)[model.layers[-1].name]
    assert special.softmax(found, axis=1) == pytest.approx(expected, abs=1e-6)


def test_a_constant_cancels_and_a_factor_does_not() -> None:
    """The rows of an example against SciPy's softmax of the changed scores."""
    item = softmax.example(SCORES, 7, LABELS, CLASSES)
    z = SCORES[7].astype(np.float64)
    for name, changed in (("probability", z), ("shifted", z), ("doubled", 2 * z), ("halved", z / 2)):
        assert [getattr(row, name) for row in item.rows] == pytest.approx(special.softmax(changed), abs=1e-12)
    assert item.predicted == CLASSES[z.argmax()]
    assert item.lead == pytest.approx(np.log(item.probability / item.second_probability))


def test_shown_images_are_the_ones_that_the_text_says() -> None:
    """No score leads by more than that of the surest; no largest probability is nearer to 0.6."""
    ordered = np.sort(SCORES, axis=1)
    assert (ordered[:, -1] - ordered[:, -2]).argmax() == softmax.surest(SCORES)
    top = probabilities().max(axis=1)
    assert np.abs(top - 0.6).min() == pytest.approx(abs(top[softmax.doubtful(SCORES)] - 0.6), abs=1e-6)


def test_a_factor_on_the_scores_changes_the_loss_alone() -> None:
    """As scikit-learn computes it."""
    found = softmax.scaled(SCORES, LABELS)
    assert len({item.accuracy for item in found}) == 1
    for item in found:
        expected = log_loss(LABELS, special.softmax(item.factor * SCORES.astype(np.float64), axis=1), labels=range(10))
        assert item.loss == pytest.approx(expected, rel=1e-6)


# ── the loss ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_probabilities_cost() -> None:
    """In increasing order, with the two landmarks and Keras's bound."""
    costs = cross_entropy_reading.costs(10)
    assert [cost.loss for cost in costs] == pytest.approx([0, 0.10536, 0.69315, 2.30259, 4.60517, 16.11810], abs=1e-5)
    assert [cost.sense for cost in costs] == ["sure", "", "two", "guess", "", "clipped"]


def test_the_mean_loss_is_a_geometric_mean(answers: dict[str, Answer], results: Evidence) -> None:
    """Of the probabilities of the right classes, by SciPy."""
    (result,), dataset = results.results.values(), results.datasets["mnist"]
    right = result.test[np.arange(len(dataset.y_test)), dataset.y_test].astype(np.float64)
    assert answers["network.loss.geometric"].value == pytest.approx(stats.gmean(np.maximum(right, 1e-7)), rel=1e-5)
    assert answers["network.loss.mean"].value == pytest.approx(answers["mlp_raw.64_64.scores.loss"].value)
    assert answers["network.loss.worst.probability"].value == pytest.approx(max(right.min(), 1e-7), rel=1e-5)


def test_bands_hold_every_image_once() -> None:
    """And all of the loss."""
    losses = RNG.exponential(1.0, 500)
    found = cross_entropy_reading.bands(losses, losses < np.log(2))
    assert sum(band.images for band in found) == 500
    assert sum(band.loss_share for band in found) == pytest.approx(1)
    assert sum(band.right for band in found) == (losses < np.log(2)).sum()
    for band in found:
        inside = [loss for loss in losses if band.low < np.exp(-loss) <= band.high]
        assert band.images == len(inside)
        assert band.loss_share == pytest.approx(sum(inside) / losses.sum())


def test_who_carries_half_of_the_loss() -> None:
    """The fewest images whose losses make half of the sum."""
    losses = np.array([1.0, 5.0, 1.0, 2.0, 1.0])
    assert cross_entropy_reading.half(losses) == 1
    assert cross_entropy_reading.half(np.ones(10)) == 5
    assert cross_entropy_reading.carried(losses, 2) == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("gradient", "loss"),
    [
        (cross_entropy_reading.by_cross_entropy, lambda p, y: -(y * np.log(p)).sum()),
        (cross_entropy_reading.by_squared_error, lambda p, y: ((p - y) ** 2).sum()),
    ],
)
def test_gradients_by_the_scores_are_differences(
    gradient: Callable[[Array, Array], Array], loss: Callable[[Array, Array], float]
) -> None:
    """Of both losses, by a small step on each score in turn."""
    z, target, step = SCORES[0].astype(np.float64), np.eye(10)[4], 1e-6
    moved = [
        (loss(special.softmax(z + step * unit), target) - loss(special.softmax(z - step * unit), target)) / (2 * step)
        for unit in np.eye(10)
    ]
    assert gradient(special.softmax(z), target) == pytest.approx(np.array(moved), abs=1e-8)


def test_the_squared_error_hardly_pulls_at_a_sure_mistake() -> None:
    """A class with the probability 0.001 against one with 0.999."""
    p = np.array([0.001, 0.999])
    right, other = cross_entropy_reading.pulls(p, 0, ("a", "b"))
    assert (right.cross_entropy, other.cross_entropy) == pytest.approx((-0.999, 0.999))
    assert abs(right.squared_error) < 0.005
    assert abs(other.squared_error) < 0.005


# ── what it says ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_report_is_written_in_both_languages(
    lab: Lab, derived: tuple[tuple[Answer, ...], tuple[Figure, ...]], language: Language
) -> None:
    """With each count, each class of the doubtful image and the four figures."""
    text = write(lab, *derived, language, "").markdown
    assert "784 + 64 + 64 + 10 = 922" in text
    assert {"fr": "16,118", "en": "16.118"}[language.code] in text
    assert {figure.id for figure in derived[1] if figure.id.startswith("network")} == {
        "network.activations", "network.images", "network.softmax.bars", "network.loss.curve",
    }  # fmt: skip


def test_the_section_stands_alone(
    lab: Lab, derived: tuple[tuple[Answer, ...], tuple[Figure, ...]], language: Language
) -> None:
    """Without the sections that it refers to."""
    alone = write(replace(lab, shown=("network",)), *derived, language, "").markdown
    assert "fig-network-images" in alone
    assert "eq-optimizer" not in alone


def test_bars_are_drawn_the_same_every_time(english: Language) -> None:
    """Below and above 0, one of them marked."""
    panels = (BarPanel("scores", ("a", "b"), (-1.0, 2.0), 1), BarPanel("shares", ("a", "b"), (0.25, 0.75), unit=True))
    plot = Bars("class", "right", "others", panels)
    assert draw(plot, english) == draw(plot, english)
