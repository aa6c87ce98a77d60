"""The section on chest X-rays: its network, what it says of 16 images, and the threshold on held-out patients."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reportgen import content
from reportgen.answers.spread import over_seeds
from reportgen.arithmetic import value
from reportgen.build import derive
from reportgen.errors import LabError
from reportgen.i18n import Language, load_language
from reportgen.lab import Lab, load_lab
from reportgen.losses import predictions
from reportgen.plots import Curves, ImageGrid
from reportgen.protocol import split
from reportgen.render.markdown import write
from reportgen.spec import Answer, Dataset, Evidence, Floats, Labels
from tests.conftest import evidence_for, sample

NAME = "xray_pneumonia"


@pytest.fixture(scope="module")
def lab() -> Lab:
    """Return the built-in lab with this section alone."""
    return load_lab("pw04").only([NAME])


@pytest.fixture(scope="module")
def evidence(lab: Lab) -> Evidence:
    """Return evidence for it."""
    return evidence_for(lab)


@pytest.fixture(scope="module")
def answers(lab: Lab, evidence: Evidence) -> dict[str, Answer]:
    """Return its answers, by their ids without the section's name."""
    return answered(lab, evidence)


def answered(lab: Lab, evidence: Evidence) -> dict[str, Answer]:
    """Return the answers that evidence gives, by their ids without the section's name."""
    return {answer.id.removeprefix(f"{NAME}."): answer for answer in derive(lab, evidence)[0]}


def giving(evidence: Evidence, test: Floats) -> Evidence:
    """Return evidence in which every network gives these probabilities to the test images."""
    results = {run: replace(result, test=test) for run, result in evidence.results.items()}
    return replace(evidence, results=results)


def text(lab: Lab, evidence: Evidence, language: Language) -> str:
    """Return the report."""
    return write(lab, *derive(lab, evidence), language, "").markdown


def radiographs() -> Dataset:
    """Return the sample data."""
    return sample("chest_xray")


def test_the_network_is_the_handouts(lab: Lab, answers: dict[str, Answer]) -> None:
    """Five stages, 2,048 values, three dense layers: 164,353 parameters; Adam(0.001), 10 epochs of batches of 64."""
    assert [case.id for case in lab.cases] == ["reference", "held_out"]
    assert answers["reference.parameters.total"].value == 164_353
    assert answers["flattened"].value == 2048
    assert [answers[f"reference.layers.{name}.parameters"].value for name in answers["convolutions"].value] == [
        80, 1_168, 4_640, 18_496, 73_856,
    ]  # fmt: skip
    training = lab.cases[0].experiment.training
    assert (training.optimizer.name, dict(training.optimizer.arguments)) == ("Adam", {"learning_rate": 0.001})
    assert (training.loss, training.epochs, training.batch_size) == ("binary_crossentropy", 10, 64)
    assert training.class_weight == "balanced"


def test_two_networks_differ_in_the_protocol_alone(lab: Lab) -> None:
    """The second is the first with patients held out."""
    first, held = (case.experiment for case in lab.cases)
    assert (first.training.protocol, held.training.protocol) == ("course", "holdout")
    assert replace(held, training=first.training) == first


def test_under_the_other_protocol_one_network_does_for_both(tmp_path: Path) -> None:
    """Patients are held out already."""
    file = tmp_path / "held.toml"
    file.write_text('base = "pw04"\nprotocol = "holdout"\n')
    cases = load_lab(str(file)).only([NAME]).cases
    assert [case.id for case in cases] == ["reference"]
    assert cases[0].experiment.training.protocol == "holdout"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ('dataset="mnist"', "expected one of two classes, received mnist with 10"),
        ('training.loss="categorical_crossentropy"', "expected binary_crossentropy, received categorical"),
        ('cases=[{id="held_out", dense=[8]}]', "case id 'held_out': the case that the section plans itself has it"),
        ("price=0", "price"),
        ("handout={accuracy=[0.5, 2]}", "handout"),
        ("handout={speed=[0.5, 1]}", "handout"),
    ],
)
def test_what_the_section_cannot_answer_is_refused(change: str, message: str) -> None:
    """Before anything is trained, with the place."""
    with pytest.raises(LabError, match=message):
        load_lab("pw04", [f"{NAME}.{change}"])


def test_no_patient_is_on_both_sides(answers: dict[str, Answer]) -> None:
    """The counts are those of the split."""
    data = radiographs()
    assert data.groups is not None
    training, held = split(data, "holdout")
    assert answers["threshold.patients.both"].value == 0
    assert answers["threshold.patients.held_out"].value == len(np.unique(data.groups[held]))
    assert answers["threshold.held_out.before.images"].value == len(held)
    assert answers["held_out.balance.images"].value == len(training)


def test_the_counts_are_the_confusion_matrix(answers: dict[str, Answer], evidence: Evidence) -> None:
    """Of every classifier's answers and of this section's: the same images, the same decisions."""
    (normal, alarmed), (missed, found) = answers["reference.confusions.matrix"].value
    names = ("true_negatives", "false_positives", "false_negatives", "true_positives")
    assert [answers[f"reference.test.{name}"].value for name in names] == [normal, alarmed, missed, found]
    assert answers["reference.test.accuracy"].value == answers["reference.scores.accuracy"].value
    result = evidence.result(evidence.cases[0])
    right = (predictions(result.validation_last) == result.validation_labels).sum()
    assert answers["reference.validation.correct"].value == right
    assert answers["reference.validation.images"].value == 16


def test_derivations_lead_to_their_answers(answers: dict[str, Answer]) -> None:
    """Every computation that is printed has the printed result."""
    derived = [answer for answer in answers.values() if answer.derivation]
    assert len(derived) > 60
    for answer in derived:
        assert value(answer.derivation[-1].expression) == pytest.approx(answer.value), answer.id


def test_what_depends_on_the_seed_is_marked(answers: dict[str, Answer]) -> None:
    """Scores are, counts of images and of weights are not."""
    for name in (
        "reference.test.recall",
        "reference.ranking.auc",
        "threshold.chosen",
        "threshold.moved.won",
        "handout",
    ):
        assert answers[name].trained, name
    for name in ("reference.parameters.total", "reference.balance.normal.weight", "threshold.patients.both"):
        assert not answers[name].trained, name


def test_hand_ins_are_compared_as_they_are_written() -> None:
    """With two decimals: 0.7549 is below 0.76, 0.7551 is not; 0.8449 is within 0.84, 0.8451 above."""
    lab = load_lab("pw04", [f"{NAME}.handout={{accuracy = [0.76, 0.84]}}"]).only([NAME])
    labels = radiographs().y_test
    verdicts = []
    for right in (117, 118, 131, 132):  # of 156: 0.750, 0.756, 0.840, 0.846
        p = np.where(np.arange(len(labels)) < right, labels, 1 - labels).astype(np.float32)
        (row,) = answered(lab, giving(evidence_for(lab), p[:, None]))["handout"].value
        verdicts.append(row.verdict)
    assert verdicts == ["below", "within", "within", "above"]


def test_hand_ins_stand_beside_real_data_only(lab: Lab, evidence: Evidence, language: Language) -> None:
    """On sample data the row would compare what cannot be compared."""
    handout = {"fr": "de vrais rendus", "en": "real hand-ins"}[language.code]
    assert handout not in text(lab, evidence, language)
    real = replace(evidence, datasets={"chest_xray": replace(radiographs(), origin="real")})
    assert handout in text(lab, real, language)


def test_figures_show_both_kinds_of_mistakes(lab: Lab, evidence: Evidence) -> None:
    """The missed with the lowest probability and the alarmed with the highest, at most six of each, light on dark."""
    figures = {figure.id.removeprefix(f"{NAME}."): figure.plot for figure in derive(lab, evidence)[1]}
    labels, p = radiographs().y_test, evidence.result(evidence.cases[0]).test[:, 0]
    for name, wrong in (("missed", p[(labels == 1) & (p <= 0.5)]), ("alarmed", p[(labels == 0) & (p > 0.5)])):
        grid = figures[f"reference.{name}"]
        assert isinstance(grid, ImageGrid)
        assert not grid.ink
        assert len(grid.images) == min(6, len(wrong))


def test_curves_end_where_everyone_is_called_ill(lab: Lab, evidence: Evidence) -> None:
    """The ROC curve goes from (0, 0) to (1, 1); the dots of the thresholds lie on the curve of the test set."""
    figures = {figure.id.removeprefix(f"{NAME}."): figure.plot for figure in derive(lab, evidence)[1]}
    curves = figures["threshold.ranking"]
    assert isinstance(curves, Curves)
    held, test, usual, chosen, _ = curves.panels[0].lines
    for line in (held, test):
        assert (line.x[0], line.y[0], line.x[-1], line.y[-1]) == (0, 0, 1, 1)
    points = list(zip(test.x, test.y, strict=True))
    for dot in (usual, chosen):
        assert min(abs(x - dot.x[0]) + abs(y - dot.y[0]) for x, y in points) < 1e-12


def extreme(kind: str, labels: Labels) -> Floats:
    """Return probabilities of a network that is never wrong, always wrong, or always says the same."""
    p = {"right": labels, "wrong": 1 - labels, "ill": np.ones_like(labels), "healthy": np.zeros_like(labels)}[kind]
    return (0.01 + 0.98 * p[:, None]).astype(np.float32)


@pytest.mark.parametrize("kind", ["right", "wrong", "ill", "healthy"])
def test_extreme_networks_have_a_report_all_the_same(
    kind: str, lab: Lab, evidence: Evidence, language: Language
) -> None:
    """No quotient of nothing, no figure of mistakes that were not made."""
    report = text(lab, giving(evidence, extreme(kind, radiographs().y_test)), language)
    assert ("fig-xray_pneumonia-reference-missed" in report) == (kind in ("wrong", "healthy"))
    assert ("fig-xray_pneumonia-reference-alarmed" in report) == (kind in ("wrong", "ill"))
    assert "nan" not in re.findall(r"\w+", report.lower())


def test_seeds_have_a_table(lab: Lab, language: Language) -> None:
    """With one seed the section says what it cannot tell; with three, it tells."""
    word = {"fr": "avec une seule graine", "en": "was trained with one seed"}[language.code]
    assert word in text(lab, evidence_for(lab), language)
    seeded = lab.seeded(3)
    evidence = evidence_for(seeded)
    first, figures = derive(seeded, evidence)
    spread = over_seeds(first, [derive(seeded, evidence.run(number))[0] for number in (1, 2)])
    report = write(seeded, spread, figures, language, "").markdown
    assert word not in report
    assert "tab-xray_pneumonia-reference-seeds" in report


def test_both_protocols_have_a_report(tmp_path: Path, language: Language) -> None:
    """Where patients are held out anyway, nothing is said of 16 images."""
    file = tmp_path / "held.toml"
    file.write_text('base = "pw04"\nprotocol = "holdout"\n')
    lab = load_lab(str(file)).only([NAME])
    report = text(lab, evidence_for(lab), language)
    assert not re.search(r"\b16 images", report)
    assert "fig-xray_pneumonia-threshold-ranking" in report


def test_several_cases_have_a_chapter_each(language: Language) -> None:
    """And the threshold is that of the first."""
    lab = load_lab("pw04", [f'{NAME}.cases=[{{id="a", dense=[32, 16]}}, {{id="b", dense=[8], dropout=0.2}}]'])
    lab = lab.only([NAME])
    assert [case.id for case in lab.cases] == ["a", "b", "held_out"]
    evidence = evidence_for(lab)
    assert answered(lab, evidence)["threshold.case"].value == "held_out"
    assert {f"tab-{NAME}-{name}-measures" for name in "ab"} <= set(
        re.findall(r'id="([^"]+)"', text(lab, evidence, language))
    )


def test_french_and_english_show_the_same(lab: Lab, evidence: Evidence) -> None:
    """The same answers, figures, tables and equations."""
    answers, figures = derive(lab, evidence)
    shown = [write(lab, answers, figures, load_language(code, content.templates()), "") for code in ("fr", "en")]
    assert shown[0].shown == shown[1].shown
    anchors = [re.findall(r'<a id="([^"]+)"></a>', report.markdown) for report in shown]
    assert sorted(anchors[0]) == sorted(anchors[1])
