"""Denoising auto-encoders: noise, the floor of the loss, references, where denoising stops, in both languages."""

import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from sklearn.decomposition import PCA

from reportgen import content
from reportgen.answers import denoising
from reportgen.answers.crossings import Crossing, crossings
from reportgen.answers.denoising import Range
from reportgen.answers.estimates import entropies, guesses, references
from reportgen.build import derive
from reportgen.errors import LabError
from reportgen.features.pixels import scaled
from reportgen.i18n import Language, load_language
from reportgen.lab import Lab, load_lab
from reportgen.losses import binary_crossentropy
from reportgen.noise import noisy
from reportgen.render.markdown import write
from reportgen.spec import Answer, Dataset, Evidence, Floats, SaltAndPepper

LEVELS = tuple(n / 10 for n in range(11))


@pytest.fixture(scope="module")
def lab() -> Lab:
    """Return the lab without what other tests look at."""
    return load_lab("assignment7", ["training.epochs=3", "autoencoder.training.epochs=3"]).only(["autoencoder"])


# ── the network ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_network_has_the_weights_of_the_handout(answers: dict[str, Answer]) -> None:
    """784-128-96-128-784: 226,416 weights, which its two halves share."""
    assert answers["autoencoder.single.parameters.total"].value == 226_416
    halves = [answers[f"autoencoder.{half}.parameters"].value for half in ("encoder", "decoder")]
    assert sum(halves) == 226_416
    assert answers["autoencoder.encoder.layers"].value == ("dense_1", "dense_2")
    assert answers["autoencoder.ratio"].value == pytest.approx(784 / 96)


def test_the_variance_that_components_keep_is_scikit_learns(answers: dict[str, Answer], digits: Dataset) -> None:
    """As many components as the code has numbers."""
    found = PCA(96, svd_solver="full").fit(scaled(digits.x_train.reshape(len(digits.x_train), -1)))
    assert answers["autoencoder.components.kept"].value == pytest.approx(
        found.explained_variance_ratio_.sum(), abs=1e-4
    )


# ── noise, the floor, references ─────────────────────────────────────────────────────────────────────────────────


def test_the_expected_share_of_changed_pixels_is_what_is_counted(digits: Dataset, answers: dict[str, Answer]) -> None:
    """Over all test images, to three standard errors."""
    images = scaled(digits.x_test)
    known = references(digits, "course", LEVELS)
    for level in (0.0, 0.4, 1.0):
        counted = (noisy(images, SaltAndPepper((level,))) != images).mean()
        assert counted == pytest.approx(known.changed(level), abs=3 * 0.5 / np.sqrt(images.size))
    assert answers["autoencoder.noise.changed"].value == pytest.approx(known.changed(0.4))


def test_the_floor_is_the_loss_of_the_images_themselves(digits: Dataset) -> None:
    """The entropy of the targets, by SciPy and by the loss itself; what exceeds it is the divergence."""
    t = digits.x_test.reshape(len(digits.x_test), -1) / 255
    known = references(digits, "course", LEVELS)
    assert entropies()[:256] == pytest.approx(stats.entropy([np.arange(256) / 255, 1 - np.arange(256) / 255]))
    assert known.floor == pytest.approx(binary_crossentropy(t, t), abs=1e-6)
    q = np.full_like(t, 0.3)
    divergence = stats.entropy(np.stack([t, 1 - t]), np.stack([q, 1 - q])).mean(axis=1)
    assert binary_crossentropy(q, t) - known.floor == pytest.approx(divergence)


def test_references_cost_what_a_simulation_says(digits: Dataset) -> None:
    """The estimates are given to really noisy images, and their loss is averaged."""
    known = references(digits, "course", LEVELS)
    images = scaled(digits.x_test)
    targets = images.reshape(len(images), -1)
    train = digits.x_train.reshape(len(digits.x_train), -1)
    mean = train.mean(axis=0) / 255
    assert known.mean == pytest.approx(binary_crossentropy(np.tile(mean, (len(targets), 1)), targets), abs=1e-5)
    for place in (0, 4, 10):
        level = LEVELS[place]
        read = noisy(images, SaltAndPepper((level,))).reshape(targets.shape)
        black, white = guesses(level, mean, (train == 0).mean(axis=0), (train == 255).mean(axis=0))
        given = np.where(read == 0, black, np.where(read == 1, white, read))
        for expected, answer in ((known.pixelwise, given), (known.nothing, read)):
            simulated = binary_crossentropy(answer, targets)
            error = simulated.std() / np.sqrt(len(simulated))
            assert expected[place].mean() == pytest.approx(simulated.mean(), abs=3 * error * max(level, 1e-3) + 1e-6)


def test_no_other_estimate_pixel_by_pixel_is_better(digits: Dataset) -> None:
    """On the training images themselves: without noise it reaches the floor, and noise alone leaves the mean."""
    same = replace(digits, x_test=digits.x_train, y_test=digits.y_train)
    known = references(same, "course", (0.0, 0.4, 1.0))
    floor, best, mean = known.pixelwise.mean(axis=1)
    assert floor == pytest.approx(known.floor.mean(), abs=1e-6)
    assert mean == pytest.approx(known.mean.mean(), abs=1e-6)
    assert floor < best < mean


# ── level by level ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_crossing_is_where_a_straight_line_meets_zero() -> None:
    """Both ways; a value of exactly 0 is no change of sign by itself."""
    assert crossings((0, 1, 2), (1, -1, 3)) == (Crossing(0.5, False), Crossing(1.25, True))
    assert crossings((0, 1, 2), (1, 0, -1)) == (Crossing(1.0, False),)
    assert crossings((0, 1, 2), (1, 0, 1)) == crossings((0, 1), (0, 1)) == ()


def test_neighbouring_levels_make_a_range() -> None:
    """Gaps end it."""
    assert denoising.ranges(LEVELS, (0.0, 0.1, 0.4, 0.9, 1.0)) == (Range(0.0, 0.1), Range(0.4, 0.4), Range(0.9, 1.0))
    assert denoising.ranges(LEVELS, ()) == ()


def test_denoising_stops_by_the_rule(digits: Dataset) -> None:
    """At the first level whose gain is no more than two standard errors of the differences image by image."""
    known = references(digits, "course", LEVELS)
    rng = np.random.default_rng(5)
    gains = np.linspace(0.1, -0.1, len(LEVELS)) + 0.012
    losses = (known.mean - gains[:, None] + rng.normal(0, 0.05, (len(LEVELS), len(known.mean)))).astype(np.float32)
    found = denoising.sweep(LEVELS, losses, known)
    level, crossing = denoising.stops(found)
    tests = [stats.ttest_1samp(known.mean - row, 0) for row in losses.astype(float)]
    idle = [level for level, test in zip(LEVELS, tests, strict=True) if test.statistic <= 2]
    assert level == idle[0]
    assert crossing == pytest.approx(0.56, abs=0.03)
    assert [item.gain_error for item in found] == pytest.approx(
        [stats.sem(known.mean - row) for row in losses.astype(float)]
    )
    works = denoising.sweep(LEVELS[:3], losses[:3], references(digits, "course", LEVELS[:3]))
    assert denoising.stops(works) == (None, None)


def test_networks_are_compared_pair_by_pair() -> None:
    """The test is SciPy's for so many images, corrected by Holm; the interval is that of the mean difference."""
    rng = np.random.default_rng(3)
    first = rng.uniform(0.1, 0.3, (3, 4000)).astype(np.float32)
    second = (
        first + np.array([[0.01], [0.0], [-0.01]], np.float32) + rng.normal(0, 0.02, first.shape).astype(np.float32)
    )
    found = denoising.duels((0.0, 0.5, 1.0), first, second)
    assert [duel.better for duel in found] == [1, 0, 2]
    middle = stats.ttest_rel(second[1].astype(float), first[1])
    assert found[1].p_value == pytest.approx(middle.pvalue, abs=1e-3)
    interval = middle.confidence_interval()
    assert (found[1].low, found[1].high) == pytest.approx((interval.low, interval.high), abs=1e-5)
    assert [duel.better for duel in denoising.duels((0.0,), first[:1], first[:1])] == [0]


# ── what it says ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("levels=[0.4, 0.0]", "increasing order"),
        ("level=0.35", "among the levels"),
        ("legible=2", "1"),
        ("hidden=[1000, 784]", "fewer than 784 neurons"),
    ],
)
def test_what_makes_no_sense_is_refused(change: str, said: str) -> None:
    """Where it stands in the lab file."""
    with pytest.raises(LabError, match="autoencoder") as caught:
        load_lab("assignment7", [f"autoencoder.{change}"])
    assert said in caught.value.message


def with_losses(results: Evidence, change: dict[int, Floats | float]) -> Evidence:
    """Return evidence whose outcomes have other losses: of the first network those of the key 0, of the second of 1."""
    outcomes = {
        evaluation: replace(
            outcome, losses=(outcome.losses * np.float32(1) + change.get(place, 0.0)).astype(np.float32)
        )
        for place, (evaluation, outcome) in enumerate(results.outcomes.items())
    }
    return replace(results, outcomes=outcomes)


@pytest.mark.parametrize(
    "losses",
    [{}, {0: 1.0}, {1: 1.0}, {0: -0.3, 1: -0.3}, {0: np.linspace(-0.3, 0.3, 11)[:, None].astype(np.float32)}],
    ids=["stand-ins", "first useless", "second useless", "never stops", "stops"],
)
def test_both_languages_say_the_same(lab: Lab, results: Evidence, losses: dict[int, Floats | float]) -> None:
    """Whatever the networks are worth: the same figures, tables, equations and answers."""
    found, figures = derive(lab, with_losses(results, losses))
    reports = [write(lab, found, figures, load_language(code, content.templates()), "") for code in ("en", "fr")]
    anchors = [Counter(re.findall(r'<a id="([^"]+)"></a>', report.markdown)) for report in reports]
    assert anchors[0] == anchors[1]
    assert reports[0].shown == reports[1].shown
    assert set(reports[0].figures) == set(reports[1].figures)
    assert len(reports[0].figures) == 6


def test_the_level_that_people_read_stands_in_the_report(lab: Lab, results: Evidence, language: Language) -> None:
    """If the lab file says it; else the report says how to find it."""
    for legible in (None, 0.7):
        chapters = tuple(
            replace(chapter, options=chapter.options.model_copy(update={"legible": legible}))
            for chapter in lab.chapters
        )
        other = replace(lab, chapters=chapters)
        text = write(other, *derive(other, results), language, "").markdown
        words = {"en": "cover the lower rows", "fr": "couvrir les lignes du bas"}[language.code]
        assert (words in text) == (legible is None)
        assert (language.decimal(0.7, 1) in text.split("?**")[1][:400]) == (legible is not None)
