"""Which cases a piece of a sentence names: by the labels that their titles have, by position, by settings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.check.comparing.naming import NOBODY, named
from reportgen.check.comparing.world import World
from reportgen.check.facts.settings import settings_in
from reportgen.check.reading import read_text
from reportgen.check.stated import Case
from reportgen.check.submission import Place


def _group(part: int, first: int, *titles: str) -> tuple[Case, ...]:
    """Return cases of ten lines each, with the settings of their titles."""
    return tuple(
        Case(title, Place(line, line), Place(line, line + 9), part, number, settings_in(title, Place(line, line)))
        for number, (title, line) in enumerate(
            zip(titles, range(first, first + 10 * len(titles), 10), strict=True), start=1
        )
    )


RAW = _group(1, 0, "100 neurons", "300 neurons", "600 neurons")
HOG = _group(
    2,
    30,
    "H1, orientations: 8, pix_p_cell: 4, inputs: 392",
    "H2, orientations: 4, pix_p_cell: 4, inputs: 196",
    "H3, orientations: 8, pix_p_cell: 7, inputs: 128",
)
CNN = _group(3, 60, "(i) Dense 32", "(ii) Dense 64", "(iii) Dense 64 and Dropout 0.3")
WORLD = World(read_text("# Report\n" + "\n" * 100, "report.md"), (*RAW, *HOG, *CNN))


def _numbers(text: str, line: int) -> list[tuple[int, ...]]:
    found = named(text, WORLD, line)
    return [] if found is None else [tuple(case.number for case in choice) for choice in found.choices]


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("H2 has a higher loss", 45, [(2,)]),
        ("H2 has a higher loss", 90, [(2,)]),
        ("le cas H3", 90, [(3,)]),
        ("H1 and H3", 45, [(1, 3)]),
        ("(iii) is our best model", 85, [(3,)]),
        ("with 300 neurons", 25, [(2,)]),
        ("the last model", 25, [(3,)]),
        ("models (1) and (3)", 25, [(1, 3)]),
        ("celui à 4 orientations", 55, [(2,)]),
        ("the smallest network", 25, [(1,)]),
    ],
)
def test_labels_positions_settings_and_extremes(text: str, line: int, expected: list[tuple[int, ...]]) -> None:
    """A label that one group alone has is certain wherever it is said."""
    assert _numbers(text, line) == expected


@pytest.mark.parametrize(
    "text",
    ["is obtained with B", "than H7", "the fifth model", "with 500 neurons", "Le cas D"],
)
def test_what_fits_no_case_names_nobody(text: str) -> None:
    """So that nothing is said of another case in its place."""
    assert named(text, WORLD, 25) is NOBODY or not _numbers(text, 25)


@pytest.mark.parametrize(
    "text", ["A loss that falls", "The accuracy is better", "C'est bien", "L2 helps", "le F1 monte"]
)
def test_articles_metrics_and_norms_are_no_labels(text: str) -> None:
    """A, C', L2 and F1 are words."""
    assert named(text, WORLD, 25) is None


@given(st.text(max_size=200))
def test_any_words_give_cases_of_the_report(text: str) -> None:
    """Any sentence gives cases of those given."""
    found = named(text, WORLD, 40)
    assert found is None or all(case in WORLD.cases for choice in found.choices for case in choice)
