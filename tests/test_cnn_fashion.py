"""The section of garments: its networks, what they are called, what it answers and shows, and its text."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reportgen import content
from reportgen.answers import class_scores
from reportgen.build import derive
from reportgen.i18n import Language
from reportgen.lab import Lab, load_lab
from reportgen.plots import Figure, ImageGrid, Label
from reportgen.render.markdown import write
from reportgen.spec import Answer, Evidence
from tests.conftest import evidence_for

NAME = "cnn_fashion"


@pytest.fixture(scope="module")
def fashion(pw04: Lab) -> Lab:
    """Return the lab with this section alone."""
    return only(pw04)


def only(lab: Lab) -> Lab:
    """Return a lab with this section alone."""
    chapters = tuple(chapter for chapter in lab.chapters if chapter.name == NAME)
    return replace(
        lab, chapters=chapters, shown=(NAME,), cases=tuple(case for case in lab.cases if case.section == NAME)
    )


@pytest.fixture(scope="module")
def garments(fashion: Lab) -> Evidence:
    """Return evidence for it on drawn garments."""
    return evidence_for(fashion)


@pytest.fixture(scope="module")
def derived(fashion: Lab, garments: Evidence) -> tuple[dict[str, Answer], dict[str, Figure]]:
    """Return its answers and figures by their ids."""
    answers, figures = derive(fashion, garments)
    return {answer.id: answer for answer in answers}, {figure.id: figure for figure in figures}


def test_the_networks_are_those_of_the_handout(fashion: Lab) -> None:
    """Their weights, and 15 epochs as the section asks."""
    models = {case.id: case.experiment.model for case in fashion.cases}
    weights = {"base": 7_465, "wide": 628_630, "skip": 10_244, "plain": 10_244}
    assert {id_: models[id_].parameters for id_ in weights} == weights
    assert {case.experiment.training.epochs for case in fashion.cases} == {15}
    assert [layer.kind for layer in models["skip"].layers].count("Add") == 1


def test_titles_tell_the_cases_apart(fashion: Lab, tmp_path: Path) -> None:
    """By the number of convolutions; two that would be called alike are told apart by their filters."""
    ours = {case.id: case.title for case in fashion.cases}
    assert len(set(ours.values())) == len(fashion.cases)
    assert ours["wide"] == Label("case.convolution", (("number", 1), ("dense", "100")))
    wide = "stages = [{ filters = 32, kernel = 3 }]\ndense = [100]\n"
    narrow = f'[[section.cases]]\nid = "narrow"\n{wide.replace("32", "9")}'
    text = (content.labs() / "pw04.toml").read_text("utf-8").replace(wide, f"{wide}\n{narrow}")
    own = tmp_path / "own.toml"
    own.write_text(text, "utf-8")
    titles = {case.id: case.title for case in load_lab(str(own)).cases if case.section == NAME}
    assert titles["wide"] != titles["narrow"]
    assert titles["base"] == ours["base"]


def test_the_network_of_the_digits_is_recognised(pw04: Lab, evidence: Evidence) -> None:
    """In the whole lab; others occur nowhere else."""
    answers, _ = derive(pw04, evidence)
    same = {answer.id: answer.value for answer in answers if answer.id.endswith(".same_network")}
    assert same[f"{NAME}.base.same_network"] == "cnn_digits.25"
    assert same[f"{NAME}.wide.same_network"] == same[f"{NAME}.skip.same_network"] == ""


def test_every_case_has_its_classes_and_groups(
    derived: tuple[dict[str, Answer], dict[str, Figure]], fashion: Lab
) -> None:
    """Ten classes with four numbers, and which of them are confused as a group."""
    answers, _ = derived
    for case in fashion.cases:
        supports = [
            answers[f"{case.key}.metrics.{name}.support"] for name in answers[f"{case.key}.metrics.classes"].value
        ]
        assert [answer.value for answer in supports] == [40] * 10
        assert answers[f"{case.key}.metrics.weighted_recall"].value == answers[f"{case.key}.scores.accuracy"].value
        assert 0 < answers[f"{case.key}.groups.inside_share"].value < 1


def test_equal_matrices_have_the_same_groups(fashion: Lab, garments: Evidence) -> None:
    """Four networks that answer alike are confused alike."""
    test = garments.result(fashion.cases[0]).test
    alike = {experiment: replace(result, test=test) for experiment, result in garments.results.items()}
    given = replace(garments, results=alike)
    options = fashion.chapters[0].options
    section = fashion.chapters[0].section
    found = {answer.id: answer.value for answer in section.answers(NAME, options, given)}
    assert found[f"{NAME}.same_groups"] is True
    assert found[f"{NAME}.base.groups.found"] == found[f"{NAME}.plain.groups.found"] != ()


def test_numbers_of_a_network_are_marked_as_trained(derived: tuple[dict[str, Answer], dict[str, Figure]]) -> None:
    """What follows from the description of a network is exact."""
    answers, _ = derived
    for name in ("base.metrics.macro_f1", "base.groups.found", "skip.connection.ratio", "skip.connection.twin.gain"):
        assert answers[f"{NAME}.{name}"].trained, name
    for name in ("skip.connection.parameters", "skip.connection.twin.case", "base.same_network"):
        assert not answers[f"{NAME}.{name}"].trained, name


def test_examples_are_of_the_best_and_the_worst_class(
    derived: tuple[dict[str, Answer], dict[str, Figure]], fashion: Lab, garments: Evidence
) -> None:
    """Five that are recognised, then five that are not, in the order of the test set."""
    case = fashion.cases[0]
    grid = derived[1][f"{case.key}.extremes"].plot
    assert isinstance(grid, ImageGrid)
    data, predicted = garments.dataset(case), garments.result(case).test.argmax(axis=1)
    worst = data.info.classes.index(class_scores.worst(class_scores.of_case(case, garments)).name)
    own = data.y_test == worst
    found, missed = np.flatnonzero(own & (predicted == worst))[:5], np.flatnonzero(own & (predicted != worst))[:5]
    assert np.array_equal(grid.images[10 : 10 + len(found)], data.x_test[found])
    assert np.array_equal(grid.images[15:20], data.x_test[missed])
    assert len(grid.images) == len(grid.captions) == 20


def test_a_class_without_mistakes_leaves_their_places_empty(
    fashion: Lab, garments: Evidence, language: Language
) -> None:
    """A perfect network has no group, and no image to show on the right."""
    labels = garments.datasets["fashion_mnist"].y_test
    certain = np.eye(10, dtype=np.float32)[labels]
    results = {
        experiment: replace(result, test=certain, validation_best=certain, validation_last=certain)
        for experiment, result in garments.results.items()
    }
    answers, figures = derive(fashion, replace(garments, results=results))
    grid = next(figure.plot for figure in figures if figure.id == f"{NAME}.base.extremes")
    assert isinstance(grid, ImageGrid)
    assert not grid.images[5:10].any()
    assert grid.captions[5:10] == ("",) * 5
    text = write(fashion, answers, figures, language, "").markdown
    assert {"fr": "Aucune classe n’est confondue en groupe.", "en": "No classes are confused as a group."}[
        language.code
    ] in text
    assert f"tab-{NAME}-links" not in text


def test_one_case_is_enough(fashion: Lab, garments: Evidence, language: Language) -> None:
    """A skip connection without its twin is explained all the same."""
    options = fashion.chapters[0].options
    chapter = replace(fashion.chapters[0], options=options.model_copy(update={"cases": (options.cases[2],)}))
    lab = replace(fashion, chapters=(chapter,), cases=fashion.cases[2:3])
    answers, figures = derive(lab, replace(garments, cases=lab.cases))
    text = write(lab, answers, figures, language, "").markdown
    assert "F'(x) + 1" in text
    assert "McNemar" not in text.partition("F'(x) + 1")[2]


def test_garments_need_no_article_and_no_plural(
    derived: tuple[dict[str, Answer], dict[str, Figure]], fashion: Lab, language: Language
) -> None:
    """The names of classes stand in quotes, beside an arrow or in a list."""
    answers, figures = derived
    text = write(fashion, tuple(answers.values()), tuple(figures.values()), language, "").markdown
    wrong = {"fr": r"\b(le|la|un|une|des) (pull|chemise|pantalon)s? (\(|pris)", "en": r"(shirt|trouser|dress)s\)"}
    assert not re.search(wrong[language.code], text)
    assert re.search({"fr": r"chemise → t-shirt \(", "en": r"shirt → T-shirt \("}[language.code], text)
