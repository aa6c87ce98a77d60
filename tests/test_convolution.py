"""What convolution buys: fields and moves by brute force, both networks on moved, few and attacked images, the text."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats
from scipy.signal import correlate2d
from skimage.measure import block_reduce

from reportgen import content
from reportgen.answers import attacks, deviations, duels, equivariance, feature_maps, forward, translations
from reportgen.answers.fields import Field, fields
from reportgen.answers.metrics import wilson
from reportgen.build import derive
from reportgen.errors import LabError
from reportgen.i18n import Language, load_language
from reportgen.lab import Lab, load_lab, trials
from reportgen.model import ModelSpec, Stage, convolutional
from reportgen.plots import Figure, ImageGrid, Points
from reportgen.render.markdown import Document, write
from reportgen.spec import Answer, Case, Evidence, Outcome
from tests.conftest import drawn_weights, evidence_for

RNG = np.random.default_rng(11)
FEW = ("training.epochs=2", "cnn_digits.training.epochs=3", "convolution.share_epochs=2")
"""Few epochs: the results are made up."""
STAGES = {
    "same": [Stage(2, (3, 3)), Stage(2, (5, 5)), Stage(2, (3, 3), pool=(3, 3))],
    "valid": [Stage(2, (3, 3), padding="valid", pool_strides=(1, 1)), Stage(2, (4, 4), padding="valid")],
    "bare": [Stage(2, (3, 3), pool=(1, 1)), Stage(2, (2, 2), pool=(3, 3), pool_strides=(2, 2))],
}


@pytest.fixture(scope="module")
def lab() -> Lab:
    """Return the section with those that it reads."""
    return load_lab("assignment7", FEW).only(["mlp_raw", "cnn_digits", "convolution"])


@pytest.fixture(scope="module")
def answers(derived: tuple[tuple[Answer, ...], tuple[Figure, ...]]) -> dict[str, Any]:
    """Return the values of its answers by their ids."""
    return {answer.id: answer.value for answer in derived[0]}


@pytest.fixture(scope="module")
def lean(lab: Lab) -> Case:
    """Return the convolutional network of the section."""
    return next(case for case in lab.cases if case.key == "cnn_digits.lean")


def document(lab: Lab, results: Evidence, language: Language) -> Document:
    """Write the report in a language."""
    return write(lab, *derive(lab, results), language, "")


# ── what is asked for ────────────────────────────────────────────────────────────────────────────────────────────


def test_both_networks_learn_from_shares_and_read_moved_and_attacked_images(lab: Lab) -> None:
    """Four evaluations, four trainings; nothing else of the networks changes."""
    own = {case.id: case.experiment for case in lab.cases if case.section == "convolution"}
    assert list(own) == ["cnn_0_01", "cnn_0_1", "mlp_0_01", "mlp_0_1"]
    first = next(case.experiment for case in lab.cases if case.key == "cnn_digits.lean")
    assert own["cnn_0_1"].model == first.model
    assert own["cnn_0_1"].training == replace(first.training, share=0.1, epochs=2)
    asked = {trial.id: len(trial.evaluation.changes) for trial in trials(lab)}
    assert asked == {"shifts_cnn": 17, "shifts_mlp": 17, "attack_cnn": 3, "attack_mlp": 3}


def test_the_section_alone_brings_the_networks_that_it_reads() -> None:
    """Their experiments, not their chapters."""
    alone = load_lab("assignment7").only(["convolution"])
    assert alone.shown == ("convolution",)
    assert {case.section for case in alone.cases} == {"mlp_raw", "cnn_digits", "convolution"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('convolutional="mlp_raw.64_64"', "expected a network with convolutions"),
        ('dense="cnn_digits.handout"', "expected a network without convolutions"),
        ('dense="mlp_raw.65"', "did you mean 'mlp_raw.64_64'"),
        ("shifts=[2, 1]", "increasing order"),
        ("shares=[1.0]", "less than 1"),
        ("steps=[]", "1 or more"),
    ],
)
def test_what_makes_no_sense_is_refused(change: str, said: str) -> None:
    """Where it stands in the lab file."""
    with pytest.raises(LabError, match="convolution") as caught:
        load_lab("assignment7", [f"convolution.{change}"])
    assert said in caught.value.message


# ── fields and moves ─────────────────────────────────────────────────────────────────────────────────────────────


def positive(model: ModelSpec) -> dict[str, NDArray[np.float32]]:
    """Return weights that let every pixel under a window count."""
    return {name: np.abs(value) + np.float32(0.1) for name, value in drawn_weights(model).items()}


@pytest.mark.parametrize("name", list(STAGES))
def test_a_field_has_the_pixels_that_move_a_value(name: str) -> None:
    """Each pixel of the middle column is made bright, and every layer's values are looked at."""
    model = convolutional((28, 28, 1), STAGES[name], (4,), 0.0, 10)
    pixels = np.zeros((29, 28, 28, 1), np.float32)
    pixels[range(28), range(28), 14] = 10
    seen = forward.outputs(model, positive(model), {"input_1": pixels})
    for layer, field in fields(model).items():
        values = seen[layer]
        moved = (np.abs(values[:28] - values[28]) > 1e-6).any(axis=(2, 3))  # (pixel, place)
        assert field.length == moved.shape[1]
        for place in range(field.length):
            first, last = field.of(place)
            assert np.flatnonzero(moved[:, place]).tolist() == list(range(max(0, first), min(28, last)))


def test_the_places_inside_have_whole_fields() -> None:
    """A field of 22 pixels every 8 fits once into 28."""
    assert list(Field(3, -7, 22, 8).inside(28)) == [1]
    assert list(Field(3, -2, 40, 8).inside(28)) == []


def test_the_computation_of_the_report_is_the_field_of_the_last_convolution(lab: Lab, answers: dict[str, Any]) -> None:
    """Of both networks."""
    for case in (case for case in lab.cases if case.section == "cnn_digits"):
        last = feature_maps.convolutions(case)[-1]
        assert answers[f"{case.key}.receptive"] == fields(case.experiment.model)[last].size


def test_the_first_maps_of_a_moved_image_are_the_moved_maps(lean: Case, results: Evidence) -> None:
    """SciPy's correlation of the moved image, away from the edges; the report's difference is rounding."""
    found = {answer.id: answer.value for answer in equivariance.answers("here", lean, results)}
    assert found["here.inside"] < 1e-6 < found["here.largest"]
    weights = results.result(lean).weights
    kernel, bias = weights["conv2d_1/kernel"][:, :, 0], weights["conv2d_1/bias"]
    image = results.dataset(lean).x_test[equivariance.SHOWN] / 255
    moved = np.pad(image, ((0, 0), (2, 0)))[:, :28]
    own, other = (
        np.stack([np.maximum(0, correlate2d(one, kernel[:, :, k], "same") + bias[k]) for k in range(16)], axis=-1)
        for one in (image, moved)
    )
    assert np.allclose(other[1:-1, 3:27], own[1:-1, 1:25])
    assert found["here.largest"] == pytest.approx(own.max(), rel=1e-5)


def test_a_bias_shows_at_the_edge_and_nowhere_else(lean: Case, results: Evidence) -> None:
    """What comes into a moved map is 0, what comes into a moved image is answered by the bias."""
    own = results.result(lean)
    raised = replace(own, weights={**own.weights, "conv2d_1/bias": np.full(16, 0.25, np.float32)})
    given = replace(results, results={**results.results, lean.experiment: raised})
    found = {answer.id: answer.value for answer in equivariance.answers("here", lean, given)}
    assert found["here.inside"] < 1e-6
    assert found["here.anywhere"] == pytest.approx(0.25, abs=0.2)
    grid = equivariance.figure("here", lean, given).plot
    assert isinstance(grid, ImageGrid)
    assert grid.images.shape == (18, 28, 28)
    assert grid.images[13:, 3:-3, 3:-3].max() == 0 < grid.images[13:, :, :2].min()


def test_poolings_move_along_by_multiples_of_their_step_alone(lean: Case, results: Evidence) -> None:
    """By one value after the first pooling, compared with scikit-image's pooling; by none exactly in between."""
    found = {(row.layer, row.pixels): row.deviation for row in deviations.of_case(lean, results)}
    assert list(found) == [("max_pooling2d_1", n) for n in (1, 2)] + [("max_pooling2d_2", n) for n in (1, 2, 3, 4)]
    for (layer, pixels), deviation in found.items():
        exact = pixels == {"max_pooling2d_1": 2, "max_pooling2d_2": 4}[layer]
        assert deviation < 1e-5 if exact else deviation > 0.1
    images = (results.dataset(lean).x_test[: deviations.IMAGES] / 255).astype(np.float32)
    moved = np.pad(images, ((0, 0), (0, 0), (1, 0)))[:, :, :28]
    name = "batch_normalization_1"
    still, other = (
        block_reduce(feature_maps.maps(lean, results, one)[name], (1, 2, 2, 1), np.max) for one in (images, moved)
    )
    inside = still[:, 1:13, 2:13]
    spread = np.sqrt(((inside - inside.mean(axis=(0, 1, 2))) ** 2).mean())
    by_hand = [np.sqrt(((other[:, 1:13, 2:13] - still[:, 1:13, 2 - q : 13 - q]) ** 2).mean()) / spread for q in (0, 1)]
    assert found["max_pooling2d_1", 1] == pytest.approx(min(by_hand), rel=0.02)


def test_poolings_that_move_by_one_pixel_move_along_with_every_image(lab: Lab, results: Evidence) -> None:
    """The network of the handout."""
    handout = next(case for case in lab.cases if case.key == "cnn_digits.handout")
    rows = deviations.of_case(handout, results)
    assert [(row.step, row.pixels) for row in rows] == [(1, 1)] * 3
    assert max(row.deviation for row in rows) < 1e-5


def test_maps_are_shown_with_the_field_of_a_value(lean: Case, results: Evidence) -> None:
    """Three rows of an image and eight maps; the lit square has the size of the field."""
    grid = feature_maps.figure("here", lean, results).plot
    assert isinstance(grid, ImageGrid)
    assert grid.images.shape == (27, 28, 28)
    lit = [grid.images[row] >= round(0.3 * 255) for row in (0, 9, 18)]
    assert [int(one.any(axis=1).sum()) for one in lit][2] >= 18
    assert [grid.captions[row] for row in (1, 10, 19)] != [""] * 3


# ── two networks on the same images ──────────────────────────────────────────────────────────────────────────────


def test_the_test_of_one_question_is_the_exact_binomial_test() -> None:
    """And over several, Holm's correction."""
    first, second = (RNG.random((2, 400)) < [[0.9], [0.8]]).astype(float)
    one, other = duels.duels((0.5, 2), [(first, second), (second, second)])
    alone, against = int((first > second).sum()), int((second > first).sum())
    expected = stats.binomtest(alone, alone + against).pvalue
    assert (one.only_first, one.only_second) == (alone, against)
    assert one.p_value == pytest.approx(2 * expected)
    assert (one.better, other.better, other.p_value) == ("first" if 2 * expected < 0.05 else "", "", 1)
    assert (one.first.low, one.first.high) == wilson(int(first.sum()), 400)


@pytest.mark.parametrize("bond", [0.0, 0.5, 1.0])
def test_the_interval_of_several_questions_an_image_is_never_too_narrow(bond: float) -> None:
    """Four answers an image that go together more or less: the true accuracy lies inside in 95 % of samples or more."""
    inside = []
    for _ in range(400):
        common = RNG.random((300, 1)) < 0.8
        own = np.where(RNG.random((300, 4)) < bond, common, RNG.random((300, 4)) < 0.8)
        found = duels.rate(own.mean(axis=1))
        inside.append(found.low <= 0.8 <= found.high)
    assert np.mean(inside) > 0.925


def test_moved_images_are_counted_over_the_directions(lab: Lab, results: Evidence, answers: dict[str, Any]) -> None:
    """By hand from the outputs; what the pixels cost adds up to the whole loss."""
    outcome = {trial.id: results.outcome(trial.evaluation) for trial in trials(lab)}["shifts_cnn"]
    labels = results.datasets["mnist"].y_test
    right = (outcome.outputs.argmax(axis=2) == labels).mean(axis=1)
    expected = [right[0], *(right[1 + 4 * n : 5 + 4 * n].mean() for n in range(4))]
    rows = answers["convolution.shifts.rows"]
    assert [row.at for row in rows] == [0, 1, 2, 3, 4]
    assert [row.first.share for row in rows] == pytest.approx(expected)
    costs = answers["convolution.shifts.first.costs"]
    assert sum(costs) == pytest.approx(expected[0] - expected[-1])
    kept = [n for n in range(5) if min(expected[: n + 1]) >= translations.KEPT]
    assert answers["convolution.shifts.first.coped"] == max(kept, default=-1)


def test_the_ink_that_leaves_is_that_of_the_borders(results: Evidence) -> None:
    """Rows and columns that are pushed out, over the four directions."""
    images = results.datasets["mnist"].x_test.astype(float)
    borders = [images[:, :3], images[:, -3:], images[:, :, :3], images[:, :, -3:]]
    expected = np.mean([part.sum() for part in borders]) / images.sum()
    assert translations.lost_ink(results.datasets["mnist"], 3) == pytest.approx(expected, abs=1e-6)


def test_shares_are_counted_in_images_and_steps(answers: dict[str, Any]) -> None:
    """1,437 images: 1 %, 10 % and all; a last mini-batch may be smaller."""
    learned = answers["convolution.shares.learned"]
    assert [row.images for row in learned] == [14, 144, 1437]
    assert [row.steps for row in learned] == [(2, 2), (4, 4), (3 * 12, 2 * 12)]
    assert learned[0].left == (pytest.approx(0.99**2), 0)
    assert answers["convolution.shares.rows"][-1].first.share == answers["cnn_digits.lean.scores.accuracy"]


def test_attacked_examples_are_those_that_the_attack_takes_away(lab: Lab, results: Evidence) -> None:
    """Right as they are, wrong after the largest step, in both networks, of two classes."""
    data = results.datasets["mnist"]
    asked = {trial.id: trial.evaluation for trial in trials(lab)}
    plain = [results.outcome(asked[f"shifts_{kind}"]).outputs[0] for kind in ("cnn", "mlp")]
    fooled = [fool(results.outcome(asked[f"attack_{kind}"]), [7, 30, 31]) for kind in ("cnn", "mlp")]
    right = np.flatnonzero((plain[0].argmax(axis=1) == data.y_test)[:100])
    expected = [image for image in (7, 30, 31) if image in right]
    shown = attacks._examples(plain, fooled, data)
    assert len(shown) == 2
    assert len({data.y_test[image] for image in shown}) == 2
    assert set(shown[: min(2, len({data.y_test[image] for image in expected}))]) <= set(expected)


def fool(outcome: Outcome, images: list[int]) -> Outcome:
    """Return an outcome that is right on every image but some, after the largest step."""
    outputs = outcome.outputs.copy()
    outputs[-1, images] = np.roll(np.eye(10, dtype=np.float32)[outputs[-1, images].argmax(axis=1)], 1, axis=1)
    return replace(outcome, outputs=outputs)


def test_an_attack_is_shown_with_its_change_and_each_step(
    derived: tuple[tuple[Answer, ...], tuple[Figure, ...]],
) -> None:
    """Two images, two networks, five tiles; the change is at most the step, mid-grey where there is none."""
    plots = {figure.id: figure.plot for figure in derived[1]}
    grid = plots["convolution.attack.picture"]
    assert isinstance(grid, ImageGrid)
    assert grid.images.shape == (20, 28, 28)
    difference = grid.images[4].astype(int) - grid.images[0]
    assert np.abs(difference).max() <= round(0.2 * 255) + 1
    unchanged = difference == 0
    assert np.abs(grid.images[1].astype(int)[unchanged] - 128).max() <= 2
    lines = plots["convolution.shares.accuracy"]
    assert isinstance(lines, Points)
    assert lines.joined
    assert [point.x for point in lines.points] == [14, 144, 1437] * 2


# ── the networks of the digits ───────────────────────────────────────────────────────────────────────────────────


def test_sizes_of_the_handouts_network(answers: dict[str, Any]) -> None:
    """28 → 26 → 25 → 23 → 22 → 20 → 19, and 7,298,726 parameters."""
    path = answers["cnn_digits.handout.path"]
    heights = [answers[f"cnn_digits.handout.layers.{name}.shape"][0] for name in path[:-1]]
    assert heights == [28, 26, 25, 23, 22, 20, 19]
    assert answers["cnn_digits.handout.parameters.total"] == 7_298_726
    assert (answers["cnn_digits.sliding.bare_size"], answers["cnn_digits.sliding.creeping_size"]) == (26, 25)
    assert answers["cnn_digits.sliding.bare"] == answers["cnn_digits.sliding.creeping"] == ("handout",)
    assert answers["cnn_digits.lean.parameters.total"] < 100_000


def test_a_published_result_is_compared_by_the_test_of_two_shares(
    lab: Lab, results: Evidence, answers: dict[str, Any]
) -> None:
    """Pearson's chi-square of the same counts; the loss by its own scatter."""
    handout = next(case for case in lab.cases if case.key == "cnn_digits.handout")
    images, right = 360, answers["cnn_digits.handout.scores.correct"]
    published = round(0.992 * images, 6)
    table = [[published, images - published], [right, images - right]]
    found = stats.chi2_contingency(table, correction=False)
    assert answers["cnn_digits.handout.reference.errors"] ** 2 == pytest.approx(found.statistic, rel=1e-6)
    assert answers["cnn_digits.handout.reference.p_value"] == pytest.approx(found.pvalue, rel=1e-6)
    labels = results.datasets["mnist"].y_test
    losses = -np.log(np.clip(results.result(handout).test[np.arange(images), labels], 1e-7, 1 - 1e-7))
    away = (losses.mean() - 0.035) / (losses.std(ddof=1) * np.sqrt(2 / images))
    assert answers["cnn_digits.handout.reference.loss_errors"] == pytest.approx(away, rel=1e-3)


def test_batch_normalisation_is_counted_by_channel(answers: dict[str, Any]) -> None:
    """Four values a channel, two of them not trained."""
    assert answers["cnn_digits.normalised.cases"] == ("lean",)
    assert answers["cnn_digits.lean.layers.batch_normalization_1.parameters"] == 64
    assert answers["cnn_digits.lean.parameters.non_trainable"] == 2 * (16 + 32 + 64)
    assert answers["cnn_digits.normalised.left"] == pytest.approx(0.99 ** answers["cnn_digits.normalised.steps"])


@pytest.mark.slow
def test_its_constants_are_kerass() -> None:
    """Momentum and epsilon, by default."""
    from reportgen.answers.normalisation import MOMENTUM
    from reportgen.training import open_keras

    layer = open_keras().layers.BatchNormalization()
    assert (layer.momentum, layer.epsilon) == (MOMENTUM, pytest.approx(float(forward.BATCH_NORMALIZATION_EPSILON)))


# ── what it says ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_both_languages_say_the_same(lab: Lab, results: Evidence) -> None:
    """The same figures, tables, equations and answers; each begins a paragraph."""
    found = [document(lab, results, load_language(code, content.templates())) for code in ("en", "fr")]
    anchors = [re.findall(r'<a id="([^"]+)"></a>', one.markdown) for one in found]
    assert anchors[0] == anchors[1]
    assert sum(anchor.startswith("fig-convolution") for anchor in anchors[0]) == 6
    assert found[0].shown == found[1].shown
    for one in found:
        lines = one.markdown.splitlines()
        places = [n for n, line in enumerate(lines) if re.search(r'<a id="(fig|tab|eq)-', line)]
        assert all(lines[n].startswith("<a id=") and not lines[n - 1] for n in places)


def test_the_report_says_who_is_better_and_where(lab: Lab, results: Evidence, english: Language) -> None:
    """With a dense network that guesses, the convolutional one is better everywhere; the other way round, nowhere."""
    asked = {trial.id: trial.evaluation for trial in trials(lab)}
    for kind, better in (("mlp", "the convolutional network"), ("cnn", "the dense network")):
        blind = {
            asked[name]: replace(one, outputs=np.full_like(one.outputs, 0.1))
            for name in (f"shifts_{kind}", f"attack_{kind}")
            for one in [results.outcome(asked[name])]
        }
        text = document(lab, replace(results, outcomes={**results.outcomes, **blind}), english).markdown
        assert re.search(rf"At shifts by 1[^.]* pixels, {better} is more accurate\.", text)
        assert f"After steps of 0.05, 0.1 and 0.2, {better} is more accurate." in text


def test_a_report_on_the_handouts_network(french: Language) -> None:
    """Without padding, without strides: nothing is left to measure in between, and the text still holds."""
    change = 'convolution.convolutional="cnn_digits.handout"'
    other = load_lab("assignment7", (*FEW, change)).only(["convolution"])
    text = document(other, evidence_for(other), french).markdown
    assert "il ne reste que l’arrondi." in text
    assert "la normalisation par lot" not in text


def test_a_report_on_a_network_without_poolings_and_a_single_move(language: Language) -> None:
    """Nothing is said of poolings that the network does not have, and one pixel is one."""
    cases = "cnn_digits.cases=[{ id = 'lean', stages = [{ filters = 4, kernel = 3, pool = 1 }], dense = [8] }]"
    other = load_lab("assignment7", (*FEW, cases, "convolution.shifts=[1]")).only(["convolution"])
    text = document(other, evidence_for(other), language).markdown
    said = {
        "en": ("This network has no pooling.", "(one row each): the", "by up to 1 pixel,", "At shifts by 1 pixel,"),
        "fr": (
            "Ce réseau n’a pas de sous-échantillonnage.",
            "(une rangée chacune) : les",
            "jusqu’à 1 pixel,",
            "Pour des translations de 1 pixel,",
        ),
    }
    plain = re.sub("[\u00a0\u202f]", " ", text)
    assert [words for words in said[language.code] if words not in plain] == []


def test_the_digits_explain_what_their_networks_have(lab: Lab, results: Evidence, language: Language) -> None:
    """Batch normalisation and dropout, sizes without padding, the goal and the published result."""
    text = document(lab, results, language).markdown
    assert text.count("26 − 2 + 1 = 25") == 1
    assert "\\gamma" in text
    assert {"en": "CNN of the handout", "fr": "CNN de l’énoncé"}[language.code] in text
    assert {"en": "The goal", "fr": "L’objectif"}[language.code] in text
    assert {"en": "for the 1 comparisons", "fr": "pour les 1 comparaisons"}[language.code] not in text
