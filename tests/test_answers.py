"""The answers of the built-in lab against independent sources, and against each other."""

from typing import Any

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.metrics import accuracy_score, confusion_matrix, log_loss, recall_score

from reportgen.answers.comparison import Difference
from reportgen.arithmetic import value
from reportgen.build import derive
from reportgen.lab import Lab
from reportgen.spec import Answer, Case, Evidence, Interval


@pytest.fixture(scope="module")
def answers(pw04: Lab, evidence: Evidence) -> dict[str, Answer]:
    """Return the lab's answers by id."""
    return {answer.id: answer for answer in derive(pw04, evidence)[0]}


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
    found = answers[f"mlp_raw.{case.id}.scores.accuracy"].compare
    correct, images = (answers[f"mlp_raw.{case.id}.scores.{name}"].value for name in ("correct", "images"))
    expected = binomtest(correct, images).proportion_ci(0.95, method="wilson")
    assert isinstance(found, Interval)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


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


def test_the_choice_follows_its_rule(answers: dict[str, Answer], pw04: Lab, evidence: Evidence) -> None:
    """The smallest of those that no significant difference separates from the most accurate one."""
    accuracies = {case.id: evidence.result(case).history.val_accuracy[-1] for case in pw04.cases}
    best = answers["mlp_raw.comparison.best.id"].value
    assert accuracies[best] == max(accuracies.values())
    titles = {case.title: case for case in pw04.cases}
    differences: tuple[Difference, ...] = answers["mlp_raw.comparison.differences"].value
    assert len(differences) == 6
    worse = {
        titles[title].id
        for item in differences
        if item.significant
        for title in (item.first, item.second)
        if best in {titles[item.first].id, titles[item.second].id} and titles[title].id != best
    }
    candidates = [case for case in pw04.cases if case.id not in worse]
    smallest = min(case.experiment.model.parameters for case in candidates)
    chosen = answers["mlp_raw.comparison.chosen.id"].value
    assert chosen in {case.id for case in candidates if case.experiment.model.parameters == smallest}


def test_classes_are_counted(answers: dict[str, Answer], evidence: Evidence) -> None:
    """The counts per class add up to the sets."""
    labels = evidence.datasets["mnist"].y_train
    for name in evidence.datasets["mnist"].info.classes:
        assert answers[f"introduction.data.mnist.counts.training.{name}"].value == (labels == int(name)).sum()
    assert answers["introduction.data.mnist.training"].value == len(labels)


def test_effects_compare_cases_that_differ_in_one_thing(answers: dict[str, Answer]) -> None:
    """Wider, wider again, and dropout."""
    found: Any = answers["mlp_raw.effects"].value
    assert [effect.kind for effect in found] == ["width", "width", "dropout"]
    assert [dict(effect.second.values)["hidden"] for effect in found] == ["300", "600", "300"]


def test_the_worked_examples_of_the_loss(answers: dict[str, Answer], evidence: Evidence) -> None:
    """Each example's loss is minus the logarithm of its probability; a guess costs ln 10."""
    for name in ("typical", "hard", "wrong"):
        prefix = f"optimizer.categorical_crossentropy.{name}"
        assert answers[f"{prefix}.loss"].value == pytest.approx(-np.log(answers[f"{prefix}.probability"].value))
        index = answers[f"{prefix}.image"].value
        assert answers[f"{prefix}.label"].value == str(evidence.datasets["mnist"].y_test[index])
    assert answers["optimizer.categorical_crossentropy.guess"].value == pytest.approx(np.log(10))
