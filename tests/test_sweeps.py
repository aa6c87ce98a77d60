"""The lab of sweeps: configurations that hand-ins report, with their counts, and a report that reads sensibly."""

from dataclasses import replace

import numpy as np
import pytest

from reportgen.build import derive
from reportgen.i18n import Language
from reportgen.keras_model import build
from reportgen.lab import Lab, load_lab
from reportgen.lab_file import names
from reportgen.losses import per_image
from reportgen.plots import Figure
from reportgen.render.markdown import write
from reportgen.render.typography import spacing
from reportgen.spec import Answer, Case, Evidence, History, Result
from tests.conftest import evidence_for

WEIGHTS = {
    "mlp_raw.30_30": 24_790,
    "mlp_raw.256_dropout_25": 203_530,
    "mlp_raw.512_256": 535_818,
    "mlp_hog.8_4_2": 816,
    "mlp_hog.8_4_256": 103_178,
    "cnn_digits.10": 4_940,
    "cnn_digits.32_2_64": 410_538,
    "cnn_digits.32_2_128": 812_650,
    "cnn_digits.32_5_128": 856_330,
    "cnn_fashion.skip": 10_244,
    "cnn_fashion.wide": 628_630,
    "cnn_fashion.two": 14_106,
    "xray_pneumonia.reference": 164_353,
    "xray_pneumonia.output_relu": 164_353,
}
"""Weights that hand-ins report, as Keras's summary gave them."""

INPUTS = {"mlp_hog.16_4_100": 784, "mlp_hog.8_2_100": 1_568, "mlp_hog.8_5_100": 200, "mlp_hog.8_7_100": 128}
"""Inputs: orientations times whole cells."""

DIGITS = ["mlp_raw", "mlp_hog", "cnn_digits"]


@pytest.fixture(scope="module")
def sweeps() -> Lab:
    """Return the lab."""
    return load_lab("pw04-sweeps")


@pytest.fixture(scope="module")
def results(sweeps: Lab) -> Evidence:
    """Return evidence for the lab on sample data."""
    return evidence_for(sweeps)


@pytest.fixture(scope="module")
def content_of(sweeps: Lab, results: Evidence) -> tuple[tuple[Answer, ...], tuple[Figure, ...]]:
    """Return its answers and figures."""
    return derive(sweeps, results)


@pytest.fixture(scope="module")
def derived(content_of: tuple[tuple[Answer, ...], tuple[Figure, ...]]) -> dict[str, Answer]:
    """Return its answers by id."""
    return {answer.id: answer for answer in content_of[0]}


def planned(lab: Lab) -> dict[str, Case]:
    """Return the cases of a lab by key."""
    return {case.key: case for case in lab.cases}


def test_the_lab_is_there_for_those_who_ask(sweeps: Lab) -> None:
    """Beside the one that is built by default, of whose title it says what is different."""
    assert {"pw04", "pw04-sweeps"} <= set(names())
    assert sweeps.options.title["en"].startswith(load_lab("pw04").options.title["en"])


def test_the_counts_of_the_hand_ins(sweeps: Lab) -> None:
    """As derived from their layers."""
    cases = planned(sweeps)
    assert {key: cases[key].experiment.model.parameters for key in WEIGHTS} == WEIGHTS
    assert {key: cases[key].experiment.model.input_shape for key in INPUTS} == {k: (n,) for k, n in INPUTS.items()}


@pytest.mark.slow
def test_keras_counts_the_same(sweeps: Lab) -> None:
    """Every network of the lab, built."""
    for model in {case.experiment.model for case in sweeps.cases}:
        assert build(model).count_params() == model.parameters


def test_settings_are_swept_one_at_a_time(derived: dict[str, Answer]) -> None:
    """Each factor that hand-ins vary has neighbours that differ in it alone, over the values that they report."""
    swept: dict[str, set[object]] = {}
    for section in (*DIGITS, "cnn_fashion"):
        for effect in derived[f"{section}.effects"].value:
            swept.setdefault(f"{section}.{effect.setting}", set()).update((effect.before, effect.after))
    assert swept["mlp_raw.hidden"] >= {(2,), (3,), (100,)}
    assert swept["mlp_raw.hidden_layers"] == {1, 2, 3}
    assert swept["mlp_raw.activation"] == {"relu", "sigmoid"}
    assert swept["mlp_raw.epochs"] == {3, 10, 20, 40}
    assert swept["mlp_raw.batch_size"] == {32, 128, 256}
    assert swept["mlp_raw.dropout"] == {0.0, 0.25, 0.3, 0.5}
    assert swept["mlp_hog.orientations"] == {4, 8, 16}
    assert swept["mlp_hog.pixels_per_cell"] == {2, 4, 5, 7}
    assert swept["cnn_digits.dense"] >= {(8,), (10,), (20,), (100,), (300,)}
    assert swept["cnn_digits.kernel"] == {(2, 2, 2), (5, 5, 5)}
    assert swept["cnn_digits.pool"] == {(1, 1, 2), (2, 2, 2)}
    assert swept["cnn_fashion.skip"] == {(0, 0, 0, 0), (0, 0, 2, 0)}


def test_many_cases_are_compared_by_their_neighbours(derived: dict[str, Answer]) -> None:
    """All pairs are tested and corrected for; the table has those that differ in one setting, and the clearest."""
    comparison = {
        end: derived[f"mlp_raw.comparison.{end}"].value for end in ("differences", "shown", "clearest", "tests")
    }
    cases = len(derived["mlp_raw.cases"].value)
    assert len(comparison["differences"]) == comparison["tests"] == cases * (cases - 1) // 2
    neighbours = {frozenset((effect.first, effect.second)) for effect in derived["mlp_raw.effects"].value}
    shown = {frozenset((item.first, item.second)) for item in comparison["shown"]}
    clearest = comparison["clearest"]
    assert shown == neighbours | {frozenset((clearest.first, clearest.second))}
    assert len(derived["mlp_raw.comparison.drawn"].value) <= 4


def test_few_cases_are_all_compared(pw04: Lab, evidence: Evidence) -> None:
    """The table of four cases has their six pairs."""
    derived = {answer.id: answer.value for answer in derive(pw04.only(DIGITS), evidence)[0]}
    assert derived["mlp_raw.comparison.shown"] == derived["mlp_raw.comparison.differences"]
    assert derived["mlp_raw.comparison.drawn"] == derived["mlp_raw.cases"]


def test_the_report_can_be_written(
    sweeps: Lab, content_of: tuple[tuple[Answer, ...], tuple[Figure, ...]], language: Language
) -> None:
    """In each language; the names of its cases say what sets them apart, and no two of a section are called alike."""
    text = write(sweeps, *content_of, language, "").markdown
    for section in dict.fromkeys(case.section for case in sweeps.cases):
        titles = [spacing(language.text(case.title), language) for case in sweeps.cases if case.section == section]
        assert len(titles) == len(set(titles))
        assert all(title in text for title in titles)


def constant(result: Result, probability: float) -> Result:
    """Return the result of a network that gives every image the same probability."""
    test, seen = (np.full_like(given, probability) for given in (result.test, result.validation_last))
    loss = float(per_image("binary_crossentropy", seen, result.validation_labels).mean())
    epochs = len(result.history.loss)
    history = History((loss,) * epochs, (0.5,) * epochs, (loss,) * epochs, (0.5,) * epochs)
    return replace(result, test=test, validation_best=seen, validation_last=seen, history=history)


STUCK = {"output_relu": 0.0, "output_relu_seed_2": 0.5, "output_softmax": 1.0, "sigmoids": 0.5}
"""Where training ends for a wrong activation."""
WHY = {
    "en": ("the activation ReLU does not keep to the range", "a softmax over a single output is always 1",
           "multiplies the gradient by 1/4 at most"),
    "fr": ("l’activation ReLU ne reste pas dans le domaine", "un softmax sur une seule sortie vaut toujours 1",
           "multiplie le gradient par 1/4 au plus"),
}  # fmt: skip


def test_a_wrong_activation_explains_a_loss_that_stays(sweeps: Lab, results: Evidence, language: Language) -> None:
    """0.69 is the loss of a guess between two classes; each cause has its reason, a network that learns has none."""
    lab = sweeps.only(["xray_pneumonia"])
    given = dict(results.results)
    for case in lab.cases:
        if case.id in STUCK:
            given[case.experiment] = constant(given[case.experiment], STUCK[case.id])
    evidence = replace(results, cases=lab.cases, results=given)
    answers, figures = derive(lab, evidence)
    values = {answer.id: answer.value for answer in answers}
    same = {case.id: values[f"{case.key}.constant.same"] for case in lab.cases}
    assert {id_ for id_, found in same.items() if found} == set(STUCK)
    assert values["xray_pneumonia.sigmoids.scores.loss"] == pytest.approx(
        values["xray_pneumonia.sigmoids.constant.guess"]
    )
    assert values["xray_pneumonia.sigmoids.constant.guess"] == pytest.approx(0.6931, abs=1e-4)
    text = write(lab, answers, figures, language, "").markdown
    assert [text.count(reason) for reason in WHY[language.code]] == [2, 1, 1]


def test_a_network_that_learns_is_not_called_constant(derived: dict[str, Answer], sweeps: Lab) -> None:
    """Nor is one that is right on every second image only."""
    for case in sweeps.cases:
        if derived[f"{case.key}.scores.accuracy"].value > 0.7:
            assert not derived[f"{case.key}.constant.same"].value
