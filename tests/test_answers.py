"""The answers of the built-in lab against independent sources, and against each other."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss, recall_score

from reportgen.answers import comparison, curves
from reportgen.answers.comparison import Difference
from reportgen.arithmetic import value
from reportgen.build import derive
from reportgen.errors import ModelError
from reportgen.lab import Lab
from reportgen.spec import Answer, Case, Evidence, Interval
from tests.conftest import evidence_for, held_out


@pytest.fixture(scope="module")
def answers(pw04: Lab, evidence: Evidence) -> dict[str, Answer]:
    """Return the lab's answers by id."""
    return {answer.id: answer for answer in derive(pw04, evidence)[0]}


@pytest.fixture(scope="module")
def two_seeds(pw04: Lab) -> Evidence:
    """Return evidence for the lab with two seeds."""
    return evidence_for(pw04.seeded(2))


@pytest.fixture(scope="module", params=["100", "300", "600", "300_dropout"])
def case(request: pytest.FixtureRequest, pw04: Lab) -> Case:
    """Go through the cases."""
    return next(case for case in pw04.cases if case.id == request.param)


def test_scores_are_scikit_learns(answers: dict[str, Answer], case: Case, evidence: Evidence) -> None:
    """Accuracy, loss, recall of the hardest and the easiest class."""
    p, y = evidence.result(case).test.astype(float), evidence.dataset(case).y_test
    predicted = p.argmax(axis=1)
    prefix = f"mlp_raw.{case.id}"
    assert answers[f"{prefix}.scores.accuracy"].value == pytest.approx(accuracy_score(y, predicted))
    clipped = np.clip(p, 1e-7, 1)  # as Keras does
    expected = log_loss(y, clipped / clipped.sum(axis=1, keepdims=True), labels=range(10))
    assert answers[f"{prefix}.scores.loss"].value == pytest.approx(expected, rel=1e-4)
    recall = recall_score(y, predicted, average=None)
    assert answers[f"{prefix}.confusions.hardest.recall"].value == pytest.approx(recall.min())
    assert answers[f"{prefix}.confusions.easiest.recall"].value == pytest.approx(recall.max())
    counts = np.array(answers[f"{prefix}.confusions.matrix"].value)
    assert (counts == confusion_matrix(y, predicted)).all()


def test_the_interval_of_the_accuracy_is_scipys(answers: dict[str, Answer], case: Case) -> None:
    """Wilson, 95 %."""
    correct, images = (answers[f"mlp_raw.{case.id}.scores.{name}"].value for name in ("correct", "images"))
    expected = binomtest(correct, images).proportion_ci(0.95, method="wilson")
    assert answers[f"mlp_raw.{case.id}.scores.confidence"].value == pytest.approx((expected.low, expected.high))


def test_another_run_is_compared_by_the_interval_of_a_difference(answers: dict[str, Answer], case: Case) -> None:
    """Two runs that recognise each image with the same probability differ by more in one of twenty."""
    answer = answers[f"mlp_raw.{case.id}.scores.accuracy"]
    images = answers[f"mlp_raw.{case.id}.scores.images"].value
    assert isinstance(answer.compare, Interval)
    runs = np.random.default_rng(1).binomial(images, answer.value, (2, 200_000)) / images
    inside = np.abs(runs[0] - runs[1]) <= answer.value - answer.compare.low
    assert inside.mean() == pytest.approx(0.95, abs=0.015)


def test_what_is_not_trained_is_the_same_for_every_seed(pw04: Lab, two_seeds: Evidence) -> None:
    """An answer that another seed moves bears the mark of it: a wrong one would be compared by equality."""
    first, second = (derive(pw04, two_seeds.run(number))[0] for number in range(2))
    exact, other = ({answer.id: answer for answer in run if not answer.trained} for run in (first, second))
    assert exact == other
    assert {"mlp_raw.100.parameters.total", "capacity.verdict"} <= exact.keys()


def test_no_case_can_have_the_name_of_another_answer(pw04: Lab, two_seeds: Evidence) -> None:
    """What answers and figures beside a section's cases are called is reserved, so that no id has two meanings."""
    answers, figures = derive(pw04, two_seeds)
    names: dict[str, set[str]] = {}
    for id_ in (*(answer.id for answer in answers), *(figure.id for figure in figures)):
        section, name, *_ = id_.split(".")
        names.setdefault(section, set()).add(name)
    for chapter in pw04.chapters:
        if cases := {case.id for case in pw04.cases if case.section == chapter.name}:
            assert names[chapter.name] - cases <= chapter.section.reserved


def test_answers_agree_with_each_other(answers: dict[str, Answer], case: Case) -> None:
    """Layers add up to the total, shares to one, correct and wrong images to all."""
    prefix = f"mlp_raw.{case.id}"
    names = answers[f"{prefix}.parameters.layers"].value
    total = answers[f"{prefix}.parameters.total"].value
    assert sum(answers[f"{prefix}.layers.{name}.parameters"].value for name in names) == total
    assert sum(answers[f"{prefix}.layers.{name}.share"].value for name in names) == pytest.approx(1)
    scores = {name: answers[f"{prefix}.scores.{name}"].value for name in ("images", "correct", "errors")}
    assert scores["correct"] + scores["errors"] == scores["images"]
    assert scores["correct"] == np.trace(np.array(answers[f"{prefix}.confusions.matrix"].value))
    curves = {name: answers[f"{prefix}.curves.{name}"].value for name in ("best_loss", "last_loss", "rise")}
    assert curves["rise"] == pytest.approx(curves["last_loss"] - curves["best_loss"], abs=1e-6)


def test_every_derivation_gives_its_answer(answers: dict[str, Answer]) -> None:
    """The last step's expression, its result and the answer's value are the same number."""
    derived = [answer for answer in answers.values() if answer.derivation]
    assert len(derived) > 40
    for answer in derived:
        assert value(answer.derivation[-1].expression) == pytest.approx(answer.derivation[-1].result)
        assert answer.derivation[-1].result == pytest.approx(answer.value)


def test_the_choice_follows_its_rule(answers: dict[str, Answer], evidence: Evidence) -> None:
    """The smallest of those that no significant difference separates from the most accurate one."""
    cases = evidence.of("mlp_raw")
    accuracies = {case.id: evidence.result(case).history.val_accuracy[-1] for case in cases}
    best = answers["mlp_raw.comparison.best"].value
    assert accuracies[best] == max(accuracies.values())
    differences: tuple[Difference, ...] = answers["mlp_raw.comparison.differences"].value
    assert len(differences) == 6
    worse = {id_ for item in differences if item.better == best for id_ in (item.first, item.second)} - {best}
    assert worse, "the stand-ins should differ enough for the rule to have something to exclude"
    candidates = [case for case in cases if case.id not in worse]
    smallest = min(case.experiment.model.parameters for case in candidates)
    chosen = answers["mlp_raw.comparison.chosen"].value
    assert chosen in {case.id for case in candidates if case.experiment.model.parameters == smallest}


def test_differences_are_corrected_for_their_number(answers: dict[str, Answer]) -> None:
    """Each raw p is SciPy's exact binomial test; the smallest is multiplied by six."""
    differences: tuple[Difference, ...] = answers["mlp_raw.comparison.differences"].value
    for item in differences:
        expected = binomtest(item.only_first, item.only_first + item.only_second).pvalue
        assert item.raw == pytest.approx(expected, rel=1e-9)
        assert item.p_value >= item.raw
        leader = item.first if item.only_first > item.only_second else item.second
        assert item.better == (leader if item.p_value < 0.05 else "")
    clearest = min(differences, key=lambda item: item.raw)
    assert clearest.p_value == pytest.approx(min(1, 6 * clearest.raw))
    assert answers["mlp_raw.comparison.clearest"].value == clearest


def test_effects_are_differences_of_accuracies(answers: dict[str, Answer], evidence: Evidence) -> None:
    """The gain is the later case's accuracy minus the earlier one's, the gaps are training minus validation."""
    histories = {case.id: evidence.result(case).history for case in evidence.of("mlp_raw")}
    for effect in answers["mlp_raw.effects"].value:
        first, second = histories[effect.first], histories[effect.second]
        assert effect.gain == pytest.approx(second.val_accuracy[-1] - first.val_accuracy[-1])
        assert effect.gap_before == pytest.approx(first.accuracy[-1] - first.val_accuracy[-1])
        assert effect.gap_after == pytest.approx(second.accuracy[-1] - second.val_accuracy[-1])
        assert effect.accuracy == ("up" if effect.gain > 0 else "down" if effect.gain < 0 else "same")


def test_holdout_judges_the_best_epoch(pw04: Lab) -> None:
    """Scores, gaps and comparisons are those of the epoch of the lowest validation loss."""
    held = evidence_for(held_out(pw04.only(["mlp_raw"])))
    best = [curves.best_epoch(held.result(case).history) for case in held.cases]
    assert any(epoch < 10 for epoch in best), "a stand-in should have its best epoch before the last"
    for case, epoch in zip(held.cases, best, strict=True):
        history = held.result(case).history
        assert comparison.accuracy(case, held) == pytest.approx(history.val_accuracy[epoch - 1])
        expected = history.accuracy[epoch - 1] - history.val_accuracy[epoch - 1]
        assert curves.gap(history, "holdout") == pytest.approx(expected)


def test_cases_with_other_validation_images_are_not_paired(evidence: Evidence) -> None:
    """Nothing can be said image by image of different images."""
    cases = evidence.of("mlp_raw")
    case = cases[1]
    other = replace(evidence.result(case), validation_labels=evidence.result(case).validation_labels[::-1])
    mixed = replace(evidence, results={**evidence.results, case.experiment: other})
    with pytest.raises(ModelError, match=r"mlp_raw\.300: its validation images are not those"):
        comparison.differences(cases, mixed)


def test_classes_are_counted(answers: dict[str, Answer], evidence: Evidence) -> None:
    """The counts per class add up to the sets."""
    labels = evidence.datasets["mnist"].y_train
    for name in evidence.datasets["mnist"].info.classes:
        assert answers[f"introduction.data.mnist.counts.training.{name}"].value == (labels == int(name)).sum()
    assert answers["introduction.data.mnist.training"].value == len(labels)


def test_the_conclusion_tells_how_real_data_is_verified(answers: dict[str, Answer]) -> None:
    """By its arrays, but the X-rays by the names of their files."""
    assert answers["conclusion.by_digest"].value == ("mnist", "fashion_mnist")
    assert answers["conclusion.by_names"].value == ("chest_xray",)


def test_effects_compare_cases_that_differ_in_one_thing(answers: dict[str, Answer]) -> None:
    """Wider, wider again, and dropout."""
    found: Any = answers["mlp_raw.effects"].value
    assert [(effect.setting, effect.before, effect.after) for effect in found] == [
        ("hidden", (100,), (300,)),
        ("hidden", (300,), (600,)),
        ("dropout", 0.0, 0.5),
    ]
    assert [(effect.first, effect.second) for effect in found] == [
        ("100", "300"),
        ("300", "600"),
        ("300", "300_dropout"),
    ]


def test_the_worked_examples_of_the_loss(answers: dict[str, Answer], evidence: Evidence) -> None:
    """Each example's loss is minus the logarithm of its probability; a guess costs ln 10."""
    for name in ("typical", "hard", "wrong"):
        prefix = f"optimizer.categorical_crossentropy.{name}"
        assert answers[f"{prefix}.loss"].value == pytest.approx(-np.log(answers[f"{prefix}.probability"].value))
        index = answers[f"{prefix}.image"].value
        assert answers[f"{prefix}.label"].value == str(evidence.datasets["mnist"].y_test[index])
    assert answers["optimizer.categorical_crossentropy.guess"].value == pytest.approx(np.log(10))
