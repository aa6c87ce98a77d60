"""Denoising before classification: accuracies, paired tests, where it turns, pure noise, in both languages."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from sklearn.metrics import accuracy_score, recall_score

from reportgen import content
from reportgen.answers import denoised
from reportgen.answers.metrics import holm
from reportgen.build import derive
from reportgen.errors import LabError
from reportgen.i18n import load_language
from reportgen.lab import Lab, load_lab
from reportgen.losses import predictions
from reportgen.render.markdown import write
from reportgen.spec import Answer, Evidence, Floats
from tests.conftest import evidence_for

NAME = "denoising_classification"
OTHERS = ("introduction", "preprocessing", "optimizer", "weight_decay", "conclusion")
RNG = np.random.default_rng(11)


@pytest.fixture(scope="module")
def lab() -> Lab:
    """Return the lab with the networks that the section needs, and few epochs: its results are made up."""
    whole = load_lab("assignment7", ["training.epochs=2", "cnn_digits.training.epochs=2"])
    return whole.only([chapter.name for chapter in whole.chapters if chapter.name not in OTHERS])


@pytest.fixture(scope="module")
def results(lab: Lab) -> Evidence:
    """Return evidence for the lab on sample data."""
    return evidence_for(replace(lab, cases=tuple(case for case in lab.cases if case.section not in OTHERS)))


@pytest.fixture(scope="module")
def section(lab: Lab) -> Lab:
    """Return the lab with this section alone to derive and to write."""
    chapters = tuple(chapter for chapter in lab.chapters if chapter.name == NAME)
    return replace(lab, chapters=chapters, shown=(NAME,))


@pytest.fixture(scope="module")
def answers(section: Lab, results: Evidence) -> dict[str, Answer]:
    """Return its answers by their ids."""
    return {answer.id: answer for answer in derive(section, results)[0]}


def outcomes(lab: Lab, results: Evidence) -> Mapping[str, Floats]:
    """Return the classifier's outputs by the names of the evaluations."""
    (chapter,) = (chapter for chapter in lab.chapters if chapter.name == NAME)
    asked = chapter.section.evaluations(NAME, chapter.options, results.cases)
    return {name: results.outcome(item).outputs for name, item in asked.items()}


# ── what is counted ──────────────────────────────────────────────────────────────────────────────────────────────


def test_accuracies_are_scikit_learns(section: Lab, results: Evidence, answers: dict[str, Answer]) -> None:
    """At each level; they are true-positive rates, weighted by the images of the classes."""
    labels = results.datasets["mnist"].y_test
    for name, outputs in outcomes(section, results).items():
        for at, row in zip(answers[f"{NAME}.{name.removeprefix('denoised_')}.levels"].value, outputs, strict=True):
            assert at.accuracy == pytest.approx(accuracy_score(labels, predictions(row)))
            assert at.accuracy == pytest.approx(recall_score(labels, predictions(row), average="weighted"))
            interval = stats.binomtest(at.correct, len(labels)).proportion_ci(method="wilson")
            assert (at.low, at.high) == pytest.approx((interval.low, interval.high))


def test_each_claim_is_an_exact_test_corrected_for_all(
    section: Lab, results: Evidence, answers: dict[str, Answer]
) -> None:
    """33 tests: each auto-encoder beside none, and the second beside the first, at eleven levels."""
    labels = results.datasets["mnist"].y_test
    found = [
        *answers[f"{NAME}.single.effects"].value,
        *answers[f"{NAME}.mixed.effects"].value,
        *answers[f"{NAME}.mixed.beside"].value,
    ]
    assert answers[f"{NAME}.tests"].value == len(found) == 33
    assert [item.p_value for item in found] == pytest.approx(holm([item.raw for item in found]))
    given = outcomes(section, results)
    noisy, single = ([predictions(row) == labels for row in given[name]] for name in ("noisy", "denoised_single"))
    for place, item in enumerate(answers[f"{NAME}.single.effects"].value):
        lost, won = int((noisy[place] & ~single[place]).sum()), int((single[place] & ~noisy[place]).sum())
        assert (item.only_first, item.only_second) == (lost, won)
        assert item.raw == pytest.approx(stats.binomtest(lost, lost + won).pvalue if lost + won else 1)
        assert item.gain == pytest.approx(single[place].mean() - noisy[place].mean())


def test_what_is_better_and_worse_needs_the_test() -> None:
    """A clear gain, a clear loss, a difference that chance makes."""
    known = {"noisy": np.zeros((3, 400), bool), "clean": np.zeros((3, 400), bool)}
    known["clean"][0, :60] = known["noisy"][1, :60] = True
    known["clean"][2, :6] = known["noisy"][2, 6:9] = True
    found = denoised.compared((0.0, 0.5, 1.0), known, [("noisy", "clean")])["noisy", "clean"]
    assert [item.verdict for item in found] == ["better", "worse", "open"]
    assert found[2].gain == pytest.approx(3 / 400)


def test_the_accuracy_by_chance_is_that_of_shuffled_predictions() -> None:
    """The mean over many ways to deal the same answers out."""
    labels = RNG.integers(0, 3, 300).astype(np.uint8)
    outputs = RNG.dirichlet([8, 2, 1], 300).astype(np.float32)
    found = denoised.blind(outputs, labels, ("a", "b", "c"))
    said = predictions(outputs)
    dealt = [(RNG.permutation(said) == labels).mean() for _ in range(4000)]
    assert found.chance == pytest.approx(np.mean(dealt), abs=4 * np.std(dealt) / 4000**0.5)
    assert found.name == "a"
    assert found.share == pytest.approx((said == 0).mean())
    assert found.confidence == pytest.approx(outputs.max(axis=1).mean())


def test_recognition_fails_where_the_interval_reaches_chance() -> None:
    """At the lowest such level; a classifier that always recognises something has none."""
    labels = np.repeat(np.arange(4), 100).astype(np.uint8)
    outputs = np.zeros((3, 400, 4), np.float32)
    for row, share in zip(outputs, (0.9, 0.27, 0.9), strict=True):
        said = np.where(np.arange(400) % 100 < 100 * share, labels, (labels + 1) % 4)
        row[np.arange(400), said] = 1
        assert denoised.by_chance(predictions(row), labels) == pytest.approx(1 / 4)
    assert denoised.fails((0.0, 0.5, 1.0), outputs, labels) == 0.5
    assert denoised.fails((0.0,), outputs[:1], labels) is None


def test_recognition_of_two_classes_by_one_output_can_fail() -> None:
    """Where one class alone is said, the accuracy is that of chance."""
    labels = np.repeat([0, 1], (30, 70)).astype(np.uint8)
    outputs = np.stack([labels[:, None], np.zeros((100, 1))]).astype(np.float32)
    assert denoised.by_chance(predictions(outputs[1]), labels) == pytest.approx(0.3)
    assert denoised.fails((0.0, 1.0), outputs, labels) == 1.0


def test_the_classifier_is_compared_with_every_network_of_the_lab(
    results: Evidence, answers: dict[str, Answer]
) -> None:
    """By its accuracy on the test images; networks of images are none."""
    labels = results.datasets["mnist"].y_test
    scores = {
        case.key: accuracy_score(labels, predictions(results.result(case).test))
        for case in results.cases
        if case.section != "autoencoder"
    }
    assert answers[f"{NAME}.classifier.networks"].value == len(scores)
    assert answers[f"{NAME}.classifier.best.accuracy"].value == pytest.approx(max(scores.values()))
    is_best = scores["cnn_digits.lean"] == max(scores.values())
    assert answers[f"{NAME}.classifier.is_best"].value == is_best


# ── what it says ─────────────────────────────────────────────────────────────────────────────────────────────────


def with_known(results: Evidence, section: Lab, share: Callable[[str, float], float]) -> Evidence:
    """Return evidence in which a share of the images is recognised: of a version's name and a level."""
    (chapter,) = section.chapters
    labels = results.datasets["mnist"].y_test
    changed = dict(results.outcomes)
    for name, item in chapter.section.evaluations(NAME, chapter.options, results.cases).items():
        outputs = np.full((len(item.changes), len(labels), 10), 0.05, np.float32)
        for row, change in zip(outputs, item.changes, strict=True):
            right = np.arange(len(labels)) < share(name, change.levels[0]) * len(labels)  # type: ignore[union-attr]
            row[np.arange(len(labels)), np.where(right, labels, (labels + 1) % 10)] = 0.55
        changed[item] = replace(results.outcomes[item], outputs=outputs)
    return replace(results, outcomes=changed)


@pytest.mark.parametrize(
    ("share", "en"),
    [
        (lambda _, level: 1 - level, "hurts at no level and helps at none"),
        (lambda name, level: 0.9 - 0.5 * level * (name == "noisy"), "hurts at no level and helps at levels 0.1 to 1"),
        (lambda name, level: 0.9 - 0.5 * level * (name != "noisy"), "hurts at levels 0.1 to 1 and helps at none"),
        (lambda name, level: 0.7 + (0.25 - 0.5 * level) * (name == "noisy"), "gain at **0.50**"),
        (lambda name, level: 0.7 - (0.25 - 0.5 * level) * (name == "noisy"), "from gain to loss at 0.50"),
    ],
    ids=["nothing", "helps", "hurts", "crosses", "crosses back"],
)
def test_both_languages_say_what_the_tests_say(
    section: Lab, results: Evidence, share: Callable[[str, float], float], en: str
) -> None:
    """Whatever comes out: the same figures, tables and answers, and no claim without a test."""
    found, figures = derive(section, with_known(results, section, share))
    english, french = (
        write(section, found, figures, load_language(code, content.templates()), "") for code in ("en", "fr")
    )
    assert en in english.markdown
    anchors = [Counter(re.findall(r'<a id="([^"]+)"></a>', report.markdown)) for report in (english, french)]
    assert anchors[0] == anchors[1]
    assert english.shown == french.shown
    assert set(english.figures) == set(french.figures)


def test_what_hand_ins_found_is_set_beside(section: Lab, results: Evidence) -> None:
    """Where the tests agree, and where they do not."""
    cross = with_known(results, section, lambda name, level: 0.7 + (0.25 - 0.5 * level) * (name == "noisy"))
    found = {answer.id: answer.value for answer in derive(section, cross)[0]}
    assert [item.low for item in found[f"{NAME}.handout.hurts.agree"]] == [0.0]
    assert found[f"{NAME}.handout.hurts.differ"] == ()
    (agree,), (differ,) = found[f"{NAME}.handout.helps.agree"], found[f"{NAME}.handout.helps.differ"]
    assert (agree.low, agree.high) == (0.6, 1.0)
    assert (differ.low, differ.high) == (0.4, 0.5)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("classifier=autoencoder.single", "gives classes"),
        ("classifier=cnn_digits.fat", "no case"),
        ('autoencoders=["autoencoder.single", "autoencoder.single"]', "different ids"),
        ('autoencoders=["mlp_raw.64_64"]', "gives images"),
        ("levels=[0.5, 0.5]", "increasing order"),
    ],
)
def test_what_makes_no_sense_is_refused(change: str, said: str) -> None:
    """Before anything is trained, with its place."""
    with pytest.raises(LabError, match=NAME) as caught:
        load_lab("assignment7", [f"{NAME}.{change}"])
    assert said in caught.value.message
