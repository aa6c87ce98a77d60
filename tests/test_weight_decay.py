"""Weight decay over replicates: what is trained, how it is counted, and what it says in both languages."""

from dataclasses import replace
from math import pi, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from scipy import stats

from reportgen.answers.metrics import expected_maximum, two_shares
from reportgen.answers.student import mean_interval
from reportgen.build import derive
from reportgen.errors import LabError
from reportgen.i18n import Language
from reportgen.lab import Lab, load_lab
from reportgen.model import Dense
from reportgen.render.markdown import write
from reportgen.spec import Answer, Evidence

RNG = np.random.default_rng(7)


@pytest.fixture(scope="module")
def lab() -> Lab:
    """Return the lab, with fewer epochs: its results are made up."""
    return load_lab(
        "assignment7", ["weight_decay.training.epochs=3", "training.epochs=3", "convolution.share_epochs=3"]
    )


# ── what is trained ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_network_has_the_weights_of_the_handout(answers: dict[str, Answer]) -> None:
    """784-64-64-10."""
    assert answers["mlp_raw.64_64.parameters.total"].value == 55_050


def test_six_settings_of_three_replicates(lab: Lab) -> None:
    """Without a penalty and with five factors; the kernels of the hidden layers are penalised, the output's is not."""
    cases = [case for case in lab.cases if case.section == "weight_decay"]
    assert [len(case.runs) for case in cases] == [3] * 6
    for case, factor in zip(cases, (None, 1e-6, 5.62e-6, 3.16e-5, 1.78e-4, 1e-3), strict=True):
        layers = [layer for layer in case.experiment.model.layers if isinstance(layer, Dense)]
        penalties = [layer.kernel_regularizer and layer.kernel_regularizer.l2 for layer in layers]
        assert penalties == [factor, factor, None]
        assert [run.training.seed for run in case.runs] == [1, 2, 3]


def test_seeds_of_the_lab_are_no_replicates(lab: Lab) -> None:
    """A section that needs replicates has as many as it says; the others have the lab's seeds."""
    seeded = lab.seeded(5)
    assert seeded.seeds == 5
    together = {case.section: len(case.runs) for case in seeded.cases}
    assert together.pop("weight_decay") == 3
    assert set(together.values()) == {5}
    alone = {case.section: len(case.runs) for case in Evidence(seeded.cases, {}, {}).run(4).cases}
    assert alone.pop("weight_decay") == 3
    assert set(alone.values()) == {1}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("factors=[1e-3, 1e-6]", "increasing order"),
        ("factors=[0.0]", "more than 0.0"),
        ("replicates=1", "2"),
        ("reference=98.47", "less than 1"),
    ],
)
def test_what_makes_no_sense_is_refused(change: str, said: str) -> None:
    """Where it stands in the lab file."""
    with pytest.raises(LabError, match="weight_decay") as caught:
        load_lab("assignment7", [f"weight_decay.{change}"])
    assert said in caught.value.message


# ── what is counted ──────────────────────────────────────────────────────────────────────────────────────────────


def test_means_and_deviations_are_those_of_the_last_epochs(
    lab: Lab, results: Evidence, answers: dict[str, Answer]
) -> None:
    """Of validation, with n - 1 in the denominator; the printed loss is the data's loss and the penalty."""
    for case in (case for case in lab.cases if case.section == "weight_decay"):
        runs = results.runs(case)
        last = [run.history.val_accuracy[-1] for run in runs]
        assert answers[f"{case.key}.accuracy"].value == pytest.approx(np.mean(last))
        assert answers[f"{case.key}.deviation"].value == pytest.approx(np.std(last, ddof=1))
        squares = [sum(float((run.weights[f"dense_{n}/kernel"] ** 2).sum()) for n in (1, 2)) for run in runs]
        penalty = answers[f"{case.key}.factor"].value * np.mean(squares)
        assert answers[f"{case.key}.penalty"].value == pytest.approx(penalty, rel=1e-5)
        loss = np.mean([run.history.val_loss[-1] for run in runs])
        assert answers[f"{case.key}.reported_loss"].value == pytest.approx(loss + penalty, rel=1e-5)


def test_the_best_setting_has_the_highest_mean(answers: dict[str, Answer]) -> None:
    """And the difference to the reference is that of its mean."""
    means = {
        id_.split(".")[1]: answer.value
        for id_, answer in answers.items()
        if id_.startswith("weight_decay.") and id_.endswith(".accuracy") and id_.count(".") == 2
    }
    reference = means.pop("reference")
    best = answers["weight_decay.best"].value
    assert means[best] == max(means.values())
    assert answers["weight_decay.reference.difference"].value == pytest.approx(reference - means[best])


@pytest.mark.parametrize(("count", "expected"), [(1, 0), (2, 1 / sqrt(pi)), (3, 1.5 / sqrt(pi)), (5, 1.16296)])
def test_the_expected_maximum_of_normal_values(count: int, expected: float) -> None:
    """Known in closed form up to three; Tippett's table for five."""
    assert expected_maximum(count) == pytest.approx(expected, abs=1e-5)


def test_the_expected_maximum_of_eighteen_is_what_a_simulation_gives() -> None:
    """To its own error."""
    drawn = RNG.normal(size=(200_000, 18)).max(axis=1)
    assert expected_maximum(18) == pytest.approx(drawn.mean(), abs=4 * drawn.std() / sqrt(len(drawn)))


def test_the_test_of_two_shares_is_the_chi_square_test() -> None:
    """Its square is Pearson's statistic without a correction."""
    z, p = two_shares(0.9847, 0.982, 10_000)
    table = [[9847, 153], [9820, 180]]
    chi_square = stats.chi2_contingency(table, correction=False)
    assert z**2 == pytest.approx(chi_square.statistic)
    assert p == pytest.approx(chi_square.pvalue)
    assert p == pytest.approx(2 * NormalDist().cdf(-z))


def test_the_mean_of_as_many_runs_lies_in_its_interval() -> None:
    """In 95 % of simulated pairs of three runs."""
    pairs = RNG.normal(size=(4_000, 2, 3))
    inside = [low <= other.mean() <= high for one, other in pairs for low, high in [mean_interval(list(one))]]
    assert np.mean(inside) == pytest.approx(0.95, abs=0.012)


# ── what it says ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_report_is_written_in_both_languages(lab: Lab, results: Evidence, language: Language) -> None:
    """Each factor as a power of ten, each run, and the three figures."""
    found, figures = derive(lab, results)
    text = write(lab, found, figures, language, "").markdown
    assert text.count("10⁻⁶") > 3
    assert "545" in text
    assert {figure.id for figure in figures if figure.id.startswith("weight_decay")} == {
        "weight_decay.accuracy", "weight_decay.curves",
    }  # fmt: skip


def test_a_report_whose_best_network_reaches_the_reference(lab: Lab, results: Evidence, language: Language) -> None:
    """Then there is no distance to explain."""
    chapters = tuple(
        replace(chapter, options=chapter.options.model_copy(update={"reference": 0.5}))
        if chapter.name == "weight_decay"
        else chapter
        for chapter in lab.chapters
    )
    other = replace(lab, chapters=chapters)
    found, figures = derive(other, results)
    text = write(other, found, figures, language, "").markdown
    assert {"fr": "n’est pas plus basse", "en": "is not below it"}[language.code] in text
