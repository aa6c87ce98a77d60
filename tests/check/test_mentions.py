"""Which cases a sentence means: only where that is certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.check.facts.mentions import named
from reportgen.check.facts.settings import settings_in
from reportgen.check.stated import Case
from reportgen.check.submission import Place


def group(*titles: str, part: int = 1, first: int = 0) -> tuple[Case, ...]:
    """Return cases of ten lines each, with the settings of their titles."""
    return tuple(
        Case(title, Place(line, line), Place(line, line + 9), part, number, settings_in(title, Place(line, line)))
        for number, (title, line) in enumerate(
            zip(titles, range(first, first + 10 * len(titles), 10), strict=True), start=1
        )
    )


RAW = group("100 neurons", "300 neurons", "600 neurons")
HOG = group(
    "pix_p_cell 4, 8 orientations, 100 neurons",
    "pix_p_cell 4, 4 orientations, 100 neurons",
    "pix_p_cell 4, 8 orientations, 300 neurons",
    "pix_p_cell 7, 8 orientations, 100 neurons",
    part=2,
    first=30,
)


def numbers(cases: tuple[Case, ...], text: str, line: int | None = None) -> tuple[int, ...]:
    """Return numbers."""
    return tuple(case.number for case in named(cases, text, None if line is None else Place(line, line)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The first model is the most suitable.", (1,)),
        ("For us the best model is the seconde one.", (2,)),
        ("Le meilleur modèle pour nous est le 2ème.", (2,)),
        ("Le deuxième modèle est meilleur.", (2,)),
        ("Pour la troisième mesure, on a de l'overfitting.", (3,)),
        ("The last model is very good.", (4,)),
        ("Pour cette dernière mesure, la courbe est bien.", (4,)),
        ("Models (1) and (3) are overfitting.", (1, 3)),
        ("It is better than (2).", (2,)),
        ("Le modèle 2 est le meilleur.", (2,)),
        ("model #2 is the best", (2,)),
        ("The first is better than the second.", (1, 2)),
        ("The fifth model is the best.", ()),
        ("The one with 4 orientations is the worst.", (2,)),
        ("celui à 7 pixels par cellule est moins bon", (4,)),
        ("With 300 neurons the loss is lower.", (3,)),
        ("With 100 neurons the loss is lower.", ()),
        ("With 8 orientations, 4 pixels per cell and 100 neurons it is the best.", (1,)),
        ("With 500 neurons the loss is lower.", ()),
        ("The second model with 4 orientations is good.", (2,)),
        ("The third model with 4 orientations is good.", ()),
        ("The first layer has many weights.", ()),
        ("Overall the results are good.", ()),
        ("The 5 is often confused with the 3.", ()),
        ("The model with fewer orientations is worse.", (2,)),
        ("Celui avec le plus de neurones est le meilleur.", (3,)),
        ("The one with fewer neurons is better.", ()),
        ("More neurons give a lower loss.", ()),
        ("La plus grande confusion est entre le 4 et le 9.", ()),
        ("After 3 epochs the first signs show.", ()),
    ],
)
def test_cases_of_one_group(text: str, expected: tuple[int, ...]) -> None:
    """Cases of one group."""
    assert numbers(HOG, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The smallest model is the best.", (1,)),
        ("Le plus petit modèle suffit.", (1,)),
        ("The biggest one overfits.", (3,)),
        ("The model with less neurons is the best one.", (1,)),
        ("100 and 300 neurons give the same.", (1, 2)),
        ("The smallest loss is here.", ()),
        ("from 100 to 300 neurons the loss falls", (2,)),
        ("less than 300 neurons", ()),
    ],
)
def test_sizes(text: str, expected: tuple[int, ...]) -> None:
    """Sizes."""
    assert numbers(RAW, text) == expected


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("The second one is better.", 25, (1, 2)),
        ("The second one is better.", 65, (2, 2)),
        ("The second one is better.", None, None),
        ("The one with 4 orientations is worse.", None, (2, 2)),
        ("With 600 neurons it overfits.", None, (1, 3)),
        ("With 300 neurons it overfits.", None, None),
        ("With 300 neurons it overfits.", 25, (1, 2)),
    ],
)
def test_groups_are_told_by_place_or_by_what_fits_one_only(
    text: str, line: int | None, expected: tuple[int, int] | None
) -> None:
    """Groups are told by place or by what fits one only."""
    found = named((*RAW, *HOG), text, None if line is None else Place(line, line))
    assert [(case.group, case.number) for case in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("This model overfits.", 12, (2,)),
        ("Ce modèle est meilleur.", 3, (1,)),
        ("Pour cette mesure, on a changé les neurones.", 13, (2,)),
        ("It overfits.", 15, (2,)),
        ("Il est meilleur.", 15, (2,)),
        ("Il y a de la confusion.", 15, ()),
        ("It is clear that networks overfit.", 15, ()),
        ("It is better than the previous one.", 15, (1,)),
        ("C'est mieux que le précédent.", 15, (1,)),
        ("It is better than the previous one.", 5, ()),
        ("This model overfits.", 25, ()),
        ("This model overfits like the others.", 15, ()),
        ("It overfits.", None, ()),
        ("The curve is good.", 15, ()),
    ],
)
def test_what_was_spoken_of(text: str, line: int | None, expected: tuple[int, ...]) -> None:
    """What was spoken of."""
    assert numbers(RAW, text, line) == expected


def test_numbers_of_titles_come_before_positions() -> None:
    """Numbers of titles come before positions."""
    models = group("Model 2", "Model 3", "Model 4")
    assert [case.title for case in named(models, "Model 3 is the best.")] == ["Model 3"]
    assert named(models, "Model 1 is the best.") == ()


def test_names_of_titles() -> None:
    """Names of titles."""
    kinds = group("MLP", "HOG + MLP 100", "CNN 250", "CNN 500")
    assert [case.title for case in named(kinds, "The HOG is a bit worse.")] == ["HOG + MLP 100"]
    assert [case.title for case in named(kinds, "CNN 250 is the best.")] == ["CNN 250"]
    assert named(kinds, "The CNN is the best.") == ()


def test_no_cases_no_mention() -> None:
    """No cases no mention."""
    assert named((), "The first model is the best.", Place(0, 0)) == ()


@given(st.text(max_size=200))
def test_any_sentence_gives_cases_of_those_given(text: str) -> None:
    """Any sentence gives cases of those given."""
    assert set(named((*RAW, *HOG), text, Place(40, 40))) <= {*RAW, *HOG}
