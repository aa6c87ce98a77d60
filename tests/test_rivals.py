"""A section's chosen case beside those of the sections before it."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.stats import binomtest

from reportgen.answers import rivals
from reportgen.answers.rivals import Rival
from reportgen.model import Conv2D, Dense, Flatten, Input, ModelSpec, chain
from reportgen.plots import Label
from reportgen.spec import Case, Dataset, Evidence, Experiment, Floats, Labels, Optimizer, Pixels, Training
from tests.conftest import stand_in

IMAGES = 100
"""Test images that the classifiers below see."""
MODELS: dict[str, ModelSpec] = {
    "small": chain(Input((784,)), Dense(10, "softmax")),
    "large": chain(Input((784,)), Dense(50, "relu"), Dense(10, "softmax")),
    "conv": chain(Input((28, 28, 1)), Conv2D(2, (3, 3), padding="same"), Flatten(), Dense(10, "softmax")),
}


def probabilities(right: range, labels: Labels) -> Floats:
    """Return certain predictions that are right for these images, and one class off for all others."""
    wrong = ~np.isin(np.arange(len(labels)), right)
    return np.eye(10, dtype=np.float32)[(labels + wrong) % 10]


def evidence_of(given: dict[str, range], digits: Dataset, others: dict[str, str] | None = None) -> Evidence:
    """Return one case a section, in this order, right for these images; `others` read another dataset."""
    few = replace(digits, x_test=digits.x_test[:IMAGES], y_test=digits.y_test[:IMAGES])
    training = Training(Optimizer("RMSprop"), "categorical_crossentropy", 2, 128, 1, "course")
    results, cases = {}, []
    for seed, (section, right) in enumerate(given.items(), start=1):
        dataset = (others or {}).get(section, "mnist")
        own = replace(training, seed=seed)
        model = MODELS[section.partition("_")[0]]
        case = Case(section, "only", Label("x"), Experiment(dataset, Pixels(), model, own))
        p = probabilities(right, few.y_test)
        results[case.experiment] = replace(stand_in(case, few), test=p, validation_best=p, validation_last=p)
        cases.append(case)
    return Evidence(tuple(cases), results, {"mnist": few, "other": few})


def found(evidence: Evidence, section: str) -> tuple[Rival, ...]:
    """Return the rivals of a section."""
    value: tuple[Rival, ...] = answered(evidence, section)["rivals"]
    return value


def answered(evidence: Evidence, section: str) -> dict[str, Any]:
    """Return the values of a section's answers, by the last part of their ids."""
    answers = list(rivals.answers(section, evidence))
    assert {answer.id.partition(".")[0] for answer in answers} == {section}
    return {answer.id.partition(".")[2]: answer.value for answer in answers}


def test_only_sections_before_that_read_the_same_data_are_rivals(digits: Dataset) -> None:
    """In the lab's order; the first section has none, and one on other data has none and is none."""
    sections = {"small": range(50), "large": range(60), "small_elsewhere": range(70), "conv": range(80)}
    evidence = evidence_of(sections, digits, {"small_elsewhere": "other"})
    before = {section: rivals.before(section, evidence) for section in sections}
    assert before == {"small": (), "large": ("small",), "small_elsewhere": (), "conv": ("small", "large")}
    assert found(evidence, "small") == ()
    assert found(evidence, "small_elsewhere") == ()
    assert [(rival.section, rival.case) for rival in found(evidence, "conv")] == [("small", "only"), ("large", "only")]


def test_a_section_on_several_datasets_is_no_rival(digits: Dataset) -> None:
    """Its chosen case may have seen other images."""
    evidence = evidence_of({"small": range(50), "large": range(60), "conv": range(80)}, digits, {"large": "other"})
    small, large, conv = evidence.cases
    mixed = replace(evidence, cases=(small, replace(large, section="small"), conv))
    assert rivals.before("conv", mixed) == ()


def test_the_test_is_scipys_binomial_and_holms_correction(digits: Dataset) -> None:
    """By hand: of two rivals the smaller p counts twice, the larger once."""
    evidence = evidence_of({"small": range(60), "large": range(20, 84), "conv": range(90)}, digits)
    first, second = found(evidence, "conv")
    assert (first.only_ours, first.only_theirs) == (30, 0)
    assert (second.only_ours, second.only_theirs) == (26, 0)
    raw = [binomtest(0, images).pvalue for images in (30, 26)]
    assert raw[0] < raw[1]
    assert (first.p_value, second.p_value) == pytest.approx((2 * raw[0], max(2 * raw[0], raw[1])), rel=1e-9)
    assert (first.gain, second.gain) == pytest.approx((0.3, 0.26))
    assert first.better == second.better == "ours"


def test_a_difference_that_may_be_chance_has_no_better_side(digits: Dataset) -> None:
    """Six images against none are significant alone (p = 1/32), not as one of two tests."""
    alone = evidence_of({"small": range(50), "conv": range(56)}, digits)
    (rival,) = found(alone, "conv")
    assert rival.p_value == pytest.approx(2 / 2**6)
    assert rival.better == "ours"
    two = evidence_of({"small": range(50), "large": range(50), "conv": range(56)}, digits)
    assert [rival.p_value for rival in found(two, "conv")] == pytest.approx([4 / 2**6] * 2)
    assert [rival.better for rival in found(two, "conv")] == ["", ""]


def test_theirs_may_be_better(digits: Dataset) -> None:
    """Then the gain is negative; equal classifiers have p = 1."""
    evidence = evidence_of({"small": range(90), "large": range(50), "conv": range(50)}, digits)
    first, second = found(evidence, "conv")
    assert first.better == "theirs"
    assert first.gain == pytest.approx(-0.4)
    assert (first.only_ours, first.only_theirs) == (0, 40)
    assert (second.better, second.gain, second.p_value) == ("", 0.0, 1.0)


def test_ratios_are_theirs_over_ours(digits: Dataset) -> None:
    """Counted by hand: 7,850 weights; 39,760; a convolution of 2 filters of 3 × 3 and 1,568 values to 10 classes."""
    evidence = evidence_of({"small": range(50), "large": range(60), "conv": range(80)}, digits)
    first, second = found(evidence, "conv")
    ours = 2 * 9 + 2 + 28 * 28 * 2 * 10 + 10
    assert (first.weights_ratio, second.weights_ratio) == pytest.approx((7_850 / ours, 39_760 / ours))
    multiplied = 28 * 28 * 2 * 9 + 28 * 28 * 2 * 10
    assert first.multiplications_ratio == pytest.approx(7_840 / multiplied)
    assert second.multiplications_ratio == pytest.approx((784 * 50 + 500) / multiplied)


def test_the_chosen_cases_meet(digits: Dataset) -> None:
    """Of each section the case that its rule chooses: of equal ones the one with fewer weights."""
    evidence = evidence_of({"large": range(60), "small_one": range(60), "conv": range(80)}, digits)
    large, small, conv = evidence.cases
    cases = (replace(large, id="large"), replace(small, section="large", id="small"), conv)
    (rival,) = found(replace(evidence, cases=cases), "conv")
    assert (rival.section, rival.case) == ("large", "small")


def test_the_lab_compares_its_convolutions_with_both_perceptrons(evidence: Evidence) -> None:
    """Each section with all that came before."""
    assert rivals.before("mlp_raw", evidence) == ()
    assert rivals.before("mlp_hog", evidence) == ("mlp_raw",)
    assert rivals.before("cnn_digits", evidence) == ("mlp_raw", "mlp_hog")


def test_twins_differ_in_what_they_read_and_in_nothing_else(evidence: Evidence) -> None:
    """Equal layers after the input, equal training: 100 and 300 neurons on HOG and on pixels."""
    twins = answered(evidence, "mlp_hog")["twins"]
    assert [(twin.ours, twin.section, twin.theirs) for twin in twins] == [
        ("8_4_100", "mlp_raw", "100"),
        ("4_4_100", "mlp_raw", "100"),
        ("8_4_300", "mlp_raw", "300"),
        ("8_7_100", "mlp_raw", "100"),
    ]
    assert answered(evidence, "cnn_digits")["twins"] == ()
    assert answered(evidence, "mlp_raw")["twins"] == ()


def test_twins_are_tested_as_rivals_are(evidence: Evidence) -> None:
    """SciPy's binomial test, the smallest p of four counted four times; the gain is ours minus theirs."""
    twins = answered(evidence, "mlp_hog")["twins"]
    raw = [binomtest(twin.only_ours, twin.only_ours + twin.only_theirs).pvalue for twin in twins]
    smallest = min(range(4), key=lambda k: raw[k])
    assert twins[smallest].p_value == pytest.approx(min(1, 4 * raw[smallest]))
    images = len(evidence.datasets["mnist"].y_test)
    for twin in twins:
        assert twin.gain == pytest.approx((twin.only_ours - twin.only_theirs) / images)
        expected = "" if twin.p_value >= 0.05 else "ours" if twin.gain > 0 else "theirs"
        assert twin.better == expected


def test_hog_is_named_where_it_is_read(evidence: Evidence) -> None:
    """Its own multiplications are counted nowhere, and the report says so."""
    featured = {name: answered(evidence, name)["featured"] for name in ("mlp_raw", "mlp_hog", "cnn_digits")}
    assert featured == {"mlp_raw": False, "mlp_hog": True, "cnn_digits": True}
