"""What the introduction, the optimizer and the conclusion say of a lab with replicates and with equal trainings."""

from dataclasses import replace
from typing import Any

import pytest

from reportgen import canonical
from reportgen.answers.distinct import distinct, plainest
from reportgen.build import derive
from reportgen.i18n import Language
from reportgen.lab import Lab, load_lab
from reportgen.render.markdown import write
from reportgen.spec import Case, Evidence
from tests.conftest import evidence_for

SECTIONS = ("introduction", "preprocessing", "optimizer", "mlp_raw", "weight_decay", "conclusion")


@pytest.fixture(scope="module")
def lab() -> Lab:
    """Return the lab without convolutions, with fewer epochs: its results are made up."""
    whole = load_lab("assignment7", ["weight_decay.training.epochs=3", "training.epochs=2"])
    return replace(
        whole,
        chapters=tuple(chapter for chapter in whole.chapters if chapter.name in SECTIONS),
        cases=tuple(case for case in whole.cases if case.section in SECTIONS),
        shown=SECTIONS,
    )


@pytest.fixture(scope="module")
def evidence(lab: Lab) -> Evidence:
    """Return evidence for the lab on sample data."""
    return evidence_for(lab)


@pytest.fixture(scope="module")
def answers(lab: Lab, evidence: Evidence) -> dict[str, Any]:
    """Return the values of its answers by their ids."""
    return {answer.id: answer.value for answer in derive(lab, evidence)[0]}


def of_images(case: Case) -> Case:
    """Return a case whose network gives images."""
    training = replace(case.experiment.training, target="image", loss="binary_crossentropy")
    return replace(case, experiment=replace(case.experiment, training=training))


def test_equal_trainings_are_one_network(lab: Lab, answers: dict[str, Any]) -> None:
    """Three scales, one of them that of the first network, and six settings of three replicates each."""
    assert answers["introduction.experiments"] == 3 + 6
    assert answers["introduction.trainings"] == 3 + 6 * 3
    assert answers["introduction.replicated"] == ("weight_decay",)
    assert [case.key for case in distinct(lab.cases)][:3] == [
        "preprocessing.raw", "preprocessing.standard", "mlp_raw.64_64",
    ]  # fmt: skip
    assert answers["conclusion.cases"] == 9


def test_a_lab_without_either_counts_its_cases(pw04: Lab) -> None:
    """Each case is a network of its own."""
    assert distinct(pw04.cases) == pw04.cases == Evidence(pw04.cases, {}, {}).classifiers
    assert plainest(pw04.cases) is pw04.cases[0]


def test_examples_of_the_loss_are_those_of_the_usual_pixels(lab: Lab) -> None:
    """Not of the first case, which reads pixels from 0 to 255; and by the name that tells its layers."""
    assert lab.cases[0].key == "preprocessing.raw"
    assert plainest(lab.cases).key == "mlp_raw.64_64"


def test_networks_that_give_images_are_no_classifiers(lab: Lab) -> None:
    """Their losses and accuracies are not comparable."""
    last = of_images(lab.cases[-1])
    assert Evidence((*lab.cases, last), {}, {}).classifiers == lab.cases


def test_updates_are_counted(answers: dict[str, Any], evidence: Evidence) -> None:
    """As many as there are batches; what is left over makes a smaller one."""
    batches = list(range(0, len(evidence.datasets["mnist"].y_train), 128))
    assert answers["optimizer.use_1.updates"] == len(batches)
    assert answers["optimizer.use_1.last_batch"] == len(evidence.datasets["mnist"].y_train) - batches[-1]
    totals = [(item.epochs, item.updates) for item in answers["optimizer.use_1.totals"]]
    assert totals == [(2, 2 * len(batches)), (3, 3 * len(batches))]


def test_networks_of_one_size_are_told_together(answers: dict[str, Any]) -> None:
    """In the conclusion: how many share the extremes, and which validation losses rise."""
    assert answers["conclusion.data.mnist.as_large.smallest"] == 3
    assert answers["conclusion.data.mnist.as_large.largest"] == 6
    groups = answers["conclusion.rising_groups"]
    assert tuple(key for group in groups for key in group.keys) == answers["conclusion.rising"]
    assert all(group.together == (len(group.keys) > 2) for group in groups)


def test_every_answer_can_be_written(answers: dict[str, Any]) -> None:
    """As JSON, which knows numbers, text and flags, none of NumPy's."""
    for value in answers.values():
        canonical.to_json(value)  # raises what it cannot write


def test_the_texts_fit(lab: Lab, evidence: Evidence, language: Language) -> None:
    """The lab's own title, networks and trainings, one line for each question."""
    found, figures = derive(lab, evidence)
    text = write(lab, found, figures, language, "").markdown
    said = {
        "fr": (
            "Réseaux de neurones avec Keras",
            "Nous entraînons 9 réseaux",
            "21 entraînements",
            "aucun n’est plus exact",
        ),
        "en": ("Neural networks with Keras", "We train 9 networks", "21 trainings", "none is more accurate"),
    }
    assert all(words in text for words in said[language.code])
    assert "deep neural" not in text
    assert "réseaux de neurones profonds" not in text
