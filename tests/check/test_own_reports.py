"""The reports that the build writes pass the check, and a planted error is refuted where it stands."""

import re
from functools import cache
from pathlib import Path

import pytest

from reportgen.check.checking import Checked, check
from reportgen.check.reading import read, read_text

GOLDEN = Path(__file__).parents[1] / "golden"
PLANTED = (
    # a computation: the result, an operand, a sum
    (117, r"`0\.9`", "`0.99`"),
    (133, r"g_t\^2", "g_t"),
    (139, r"w_\{t-1\} -", "w_{t-1} +"),
    (229, r"L = -", "L ="),
    (258, r"\(1 - y_i\) \\ln", r"(1 + y_i) \\ln"),
    (299, r"28 × 28 = 784", "28 × 28 = 748"),
    (308, r"e\^\{z_j\}", "z_j"),
    (311, r"784 \+ 1 \+ 10 = 795", "784 + 1 + 10 = 785"),
    (324, r"\*\*79(.)510", r"**79\g<1>150"),
    (326, r"= 310(.)6", r"= 301\g<1>6"),
    (370, r"235(.)500 \+ 3(.)010", r"235\g<1>500 + 3\g<2>100"),
    (638, r"7 × 7 × 8 = 392", "7 × 7 × 8 = 329"),
    (1313, r"7 / 40 = 17", "7 / 40 = 71"),
    (1838, r"= 10(.)7", r"= 12\g<1>7"),
    (1851, r"= 78(.)500", r"= 78\g<1>400"),
    (1860, r"\+ 9 = 234", "+ 9 = 243"),
    (1862, r"3 × 3 × 16 = 144", "3 × 3 × 16 = 154"),
    (1866, r"= 8(.)07", r"= 9\g<1>07"),
    (1868, r"20 \+ 1 = 21", "20 + 1 = 22"),
    (1904, r"less accurate than|moins exact que", "__turned__"),
)
TURNED = {"en": "more accurate than", "fr": "plus exact que"}
"""Lines of the golden reports, which both languages share, and what becomes of them."""


@cache
def checked(language: str) -> Checked:
    """Return the check of a report that the build wrote."""
    return check(read(GOLDEN / f"pw04.{language}.md"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_of_our_own_is_not_refuted_anywhere(language: str) -> None:
    """Whoever teaches from it can check it with the same tool."""
    refuted = [(v.place.first + 1, v.rule, v.quote) for v in checked(language).of("refuted")]
    assert refuted == []
    assert len(checked(language).of("confirmed")) >= 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_planted_errors_are_refuted_at_their_lines(language: str) -> None:
    """Twenty and more slips of many kinds, each alone on its line."""
    lines = (GOLDEN / f"pw04.{language}.md").read_text("utf-8").splitlines()
    for number, old, new in PLANTED:
        planted = re.sub(old, new.replace("__turned__", TURNED[language]), lines[number - 1], count=1)
        assert planted != lines[number - 1], (number, old, lines[number - 1])
        lines[number - 1] = planted
    found = check(read_text("\n".join(lines), "report.md", language))
    refuted = {verdict.place.first + 1 for verdict in found.of("refuted")}
    assert {number for number, _, _ in PLANTED} - refuted == set()


@pytest.mark.xfail(reason="a sentence below the heading of a case is not yet compared with that heading", strict=True)
def test_a_planted_setting_is_refuted_below_the_heading_of_its_case() -> None:
    """`One hidden layer of 200 neurons` below `Case: 100 neurons`."""
    lines = (GOLDEN / "pw04.en.md").read_text("utf-8").splitlines()
    lines[314] = lines[314].replace("100 neuron", "200 neuron")
    found = check(read_text("\n".join(lines), "report.md", "en"))
    assert 315 in {verdict.place.first + 1 for verdict in found.of("refuted")}
