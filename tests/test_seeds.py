"""What several seeds say of a section's cases, beside SciPy, scikit-learn and NumPy; and how the reports say it."""

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import t, ttest_ind
from sklearn.metrics import confusion_matrix

from reportgen import content, engine
from reportgen.answers import examples, seeds
from reportgen.answers.seeds import FATES, Fate, Survival, fate
from reportgen.answers.spread import over_seeds
from reportgen.build import derive
from reportgen.i18n import Language, load_language
from reportgen.keys import key_of
from reportgen.lab import Lab, load_lab
from reportgen.plots import Curves, Line, Panel
from reportgen.render.figures import draw
from reportgen.render.markdown import Document, write
from reportgen.spec import Answer, Case, Dataset, Evidence
from reportgen.store import Store
from tests.conftest import evidence_for
from tests.test_reports import ENGLISH, FRENCH, words

SEEDS = 3
FILE = """
base = "pw04"
without = ["optimizer", "mlp_hog", "cnn_digits", "cnn_fashion", "xray_pneumonia", "capacity", "conclusion"]
"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """Return a lab of two sections, of which one trains."""
    path = tmp_path_factory.mktemp("lab") / "small.toml"
    path.write_text(FILE)
    return load_lab(str(path)).seeded(SEEDS)


@pytest.fixture(scope="module")
def runs(lab: Lab) -> Evidence:
    """Return its evidence, with each seed."""
    return evidence_for(lab)


@pytest.fixture(scope="module")
def answers(lab: Lab, runs: Evidence) -> dict[str, Any]:
    """Return the values of its answers."""
    return {answer.id: answer.value for answer in spread_over(lab, runs)}


def spread_over(lab: Lab, evidence: Evidence) -> tuple[Answer, ...]:
    """Return a lab's answers as a build gathers them."""
    return over_seeds(derive(lab, evidence)[0], [derive(lab, evidence.run(k))[0] for k in range(1, lab.seeds)])


def document(lab: Lab, evidence: Evidence, code: str) -> Document:
    """Write the report in a language."""
    figures = derive(lab, evidence)[1]
    return write(lab, spread_over(lab, evidence), figures, load_language(code, content.templates()), "")


def right(evidence: Evidence, case: str) -> list[float]:
    """Return the test accuracy of a case with each seed, counted anew."""
    (found,) = (item for item in evidence.cases if item.id == case)
    labels = evidence.dataset(found).y_test
    return [float(np.mean(result.test.argmax(axis=1) == labels)) for result in evidence.runs(found)]


# ── differences ──────────────────────────────────────────────────────────────────────────────────────────────


def test_welchs_test_is_scipys_and_holms_correction_by_its_definition(runs: Evidence, answers: dict[str, Any]) -> None:
    """Adjusted: the largest (m - rank + 1) · p of the p-values up to one's own, at most 1."""
    found: tuple[Survival, ...] = answers["mlp_raw.seeds.pairs"]
    ids = [case.id for case in runs.of("mlp_raw")]
    assert [(item.first, item.second) for item in found] == list(combinations(ids, 2))
    raws = [float(ttest_ind(right(runs, one.first), right(runs, one.second), equal_var=False).pvalue) for one in found]
    assert [item.raw for item in found] == pytest.approx(raws)
    ordered = sorted(raws)
    for item, raw in zip(found, raws, strict=True):
        steps = [(len(raws) - rank) * p for rank, p in enumerate(ordered) if p <= raw]
        assert item.p_value == pytest.approx(min(1, max(steps)))
        gain = np.mean(right(runs, item.first)) - np.mean(right(runs, item.second))
        assert item.gain == pytest.approx(gain)
        assert item.better == ("" if item.p_value >= 0.05 else item.first if gain > 0 else item.second)


def test_the_conclusions_of_the_first_seed_stand_beside(answers: dict[str, Any]) -> None:
    """McNemar's, of the same pairs; what became of them is counted."""
    found: tuple[Survival, ...] = answers["mlp_raw.seeds.pairs"]
    told = {(item.first, item.second): item.better for item in answers["mlp_raw.comparison.differences"]}
    assert {(item.first, item.second): item.told for item in found} == told
    assert sum(bool(item.told) for item in found) > 0
    fates = Counter(item.fate for item in found)
    assert {name: answers[f"mlp_raw.seeds.fates.{name}"] for name in FATES} == {name: fates[name] for name in FATES}


@pytest.mark.parametrize(
    ("told", "better", "expected"),
    [
        ("a", "a", "survives"),
        ("a", "", "lost"),
        ("a", "b", "reversed"),
        ("", "b", "appears"),
        ("", "", "open"),
    ],
)
def test_what_becomes_of_a_conclusion(told: str, better: str, expected: Fate) -> None:
    """One seed's conclusion and that of all of them."""
    assert fate(told, better) == expected


def test_the_choice_is_made_anew_for_each_seed(lab: Lab, runs: Evidence, answers: dict[str, Any]) -> None:
    """As many choices as seeds; each is that of the report of this seed alone."""
    alone = []
    for number in range(SEEDS):
        values = {answer.id: answer.value for answer in derive(lab, runs.run(number))[0]}
        alone.append((values["mlp_raw.comparison.best"], values["mlp_raw.comparison.chosen"]))
    for name, picked in zip(("best", "chosen"), zip(*alone, strict=True), strict=True):
        picks = answers[f"mlp_raw.seeds.{name}"]
        assert {pick.name: pick.seeds for pick in picks} == Counter(picked)
        assert all(one.seeds >= other.seeds for one, other in pairwise(picks))


def test_cases_that_the_seeds_call_better_than_the_choice_are_told(answers: dict[str, Any]) -> None:
    """Those of the significant pairs with the chosen case; the others are none."""
    chosen = answers["mlp_raw.comparison.chosen"]
    expected = {
        item.better
        for item in answers["mlp_raw.seeds.pairs"]
        if item.better and item.better != chosen and chosen in (item.first, item.second)
    }
    assert set(answers["mlp_raw.seeds.better"]) == expected


# ── a case ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_mean_confusion_matrix_is_that_of_scikit_learns(runs: Evidence, answers: dict[str, Any]) -> None:
    """And the hardest and the easiest class are those of the mean recall."""
    for case in runs.of("mlp_raw"):
        labels = runs.dataset(case).y_test
        each = [confusion_matrix(labels, run.test.argmax(axis=1), labels=range(10)) for run in runs.runs(case)]
        assert answers[f"{case.key}.seeds.matrix"] == pytest.approx(np.mean(each, axis=0))
        recall = np.mean([one.diagonal() / one.sum(axis=1) for one in each], axis=0)
        assert answers[f"{case.key}.seeds.hardest.recall"] == pytest.approx(recall.min())
        assert answers[f"{case.key}.seeds.easiest.recall"] == pytest.approx(recall.max())


def test_mistakes_that_recur_are_counted_over_the_seeds(lab: Lab, runs: Evidence, answers: dict[str, Any]) -> None:
    """With how many seeds a mistake is among the most frequent ones of the report of this seed alone."""
    key = runs.of("mlp_raw")[0].key
    counted: Counter[tuple[str, str]] = Counter()
    for number in range(SEEDS):
        values = {answer.id: answer.value for answer in derive(lab, runs.run(number))[0]}
        counted.update((cell.true, cell.predicted) for cell in values[f"{key}.confusions.frequent_cells"])
    found = answers[f"{key}.seeds.recurrences"]
    assert {(item.true, item.predicted): item.seeds for item in found} == counted
    assert [item.seeds for item in found] == sorted(counted.values(), reverse=True)
    mean = np.array(answers[f"{key}.seeds.matrix"])
    for item in found:
        assert item.mean == pytest.approx(mean[int(item.true), int(item.predicted)])
        assert item.least <= item.mean <= item.most


def test_curves_run_between_the_lowest_and_the_highest_seed(runs: Evidence) -> None:
    """Around their mean, whose lowest validation loss is marked."""
    case = runs.of("mlp_raw")[0]
    plot = examples.curves("x", case, runs).plot
    assert isinstance(plot, Curves)
    for panel, name in zip(plot.panels, ("loss", "accuracy"), strict=True):
        for line, column in zip(panel.lines, (name, f"val_{name}"), strict=True):
            values = np.array([getattr(run.history, column) for run in runs.runs(case)])
            assert line.band is not None
            assert line.y == pytest.approx(values.mean(axis=0))
            assert np.array(line.band) == pytest.approx(np.array([values.min(axis=0), values.max(axis=0)]))
            losses = np.mean([run.history.val_loss for run in runs.runs(case)], axis=0)
            assert line.mark == (None if column == name else losses.argmin())


@pytest.mark.parametrize("epochs", [1, 4])
def test_a_band_is_drawn(epochs: int, english: Language) -> None:
    """Behind its curve, and a bar behind the dot of a single epoch."""
    x = tuple(float(n) for n in range(1, epochs + 1))
    line = Line("loss", x, (0.5,) * epochs)
    band = replace(line, band=((0.4,) * epochs, (0.7,) * epochs))
    plain, banded = (draw(Curves((Panel("epoch", "loss", (one,)),)), english) for one in (line, band))
    assert banded.count(b"Collection") > plain.count(b"Collection")


def test_one_seed_has_no_band_and_says_nothing_of_seeds(lab: Lab, runs: Evidence) -> None:
    """Neither a lab of one seed nor one of several seeds alone."""
    alone = runs.run(1)
    assert not [answer.id for answer in derive(lab, alone)[0] if ".seeds." in answer.id]
    plot = examples.compared_curves("x", alone.of("mlp_raw"), alone).plot
    assert isinstance(plot, Curves)
    assert all(line.band is None for panel in plot.panels for line in panel.lines)


@pytest.mark.parametrize("count", [2, 5, 20])
def test_how_far_the_interval_of_one_more_run_reaches(count: int, runs: Evidence) -> None:
    """In standard deviations: t · √(1 + 1/n)."""
    cases = runs.of("mlp_raw")
    (first, *_) = cases
    many = replace(first, repeats=(first.repeats * count)[: count - 1])
    reach = next(answer for answer in seeds.answers("x", [many], (), runs) if answer.id == "x.seeds.reach")
    assert reach.value == pytest.approx(t.ppf(0.975, count - 1) * np.sqrt(1 + 1 / count))
    assert not reach.trained


# ── stored seeds ─────────────────────────────────────────────────────────────────────────────────────────────


def test_seeds_that_are_stored_are_not_trained_again(lab: Lab, runs: Evidence, digits: Dataset, tmp_path: Path) -> None:
    """More seeds add to those that there are: each has its own key, which the number of seeds is no part of."""
    store = Store(tmp_path)
    for experiment, result in evidence_for(lab.seeded(2)).results.items():
        store.save(key_of(experiment, digits.digest), result)
    wanted = engine.keys(lab.cases, runs.datasets)
    missing = [case for key, case in wanted.items() if store.load(key) is None]
    assert len(wanted) == SEEDS * len(lab.cases)
    assert len(missing) == len(lab.cases)
    assert {case.experiment.training.seed for case in missing if isinstance(case, Case)} == {
        lab.cases[0].experiment.training.seed + 2
    }


# ── reports ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("count", [2, SEEDS])
def test_both_languages_say_the_same_of_the_seeds(lab: Lab, count: int) -> None:
    """Same headings, figures, tables, answers; no word of the other language."""
    own = lab.seeded(count)
    evidence = evidence_for(own)
    french, english = (document(own, evidence, code) for code in ("fr", "en"))
    assert french.shown == english.shown
    assert french.figures.keys() == english.figures.keys()
    anchors = [re.findall(r'<a id="([^"]+)"></a>', report.markdown) for report in (french, english)]
    assert Counter(anchors[0]) == Counter(anchors[1])
    assert "tab-mlp_raw-seeds" in anchors[0]
    assert not words(french.markdown) & ENGLISH
    assert not words(english.markdown) & FRENCH


def test_the_report_says_from_how_many_seeds_on_the_interval_is_useful(lab: Lab) -> None:
    """With two it does; with five there is no need to."""
    two, five = (document(lab.seeded(n), evidence_for(lab.seeded(n)), "en").markdown for n in (2, 5))
    assert "reaches 15.6 standard deviations" in two
    assert "becomes useful from about 5 seeds on, where it reaches 3.0" in two
    assert "reaches 3.0 standard deviations" in five
    assert "becomes useful" not in five


@pytest.mark.parametrize(("code", "expected"), [("fr", "ce rapport ne peut pas le dire"), ("en", "cannot tell")])
def test_with_one_seed_the_report_says_what_it_cannot_tell(lab: Lab, code: str, expected: str) -> None:
    """How far another seed would move its numbers."""
    one = lab.seeded(1)
    assert expected in document(one, evidence_for(one), code).markdown


def test_seeds_that_agree_to_the_image_give_no_interval(lab: Lab, runs: Evidence) -> None:
    """There is no spread to say where one more run would lie; the report says so."""
    first = {case.experiment: runs.result(case) for case in runs.cases}
    equal = {run: first[case.experiment] for case in runs.cases for run in case.runs}
    text = document(lab, replace(runs, results=equal), "en").markdown
    assert "there is no spread from which to tell" in text
    assert "one more run would lie in" not in text
