"""Computations as students write them, in `right_computations.txt`: none is refuted or left to an assistant.

They come from notes, notebooks, word processors and LaTeX, in French and English; a blank line ends each.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules.arithmetic import check

TEXTS = tuple(Path(__file__).with_name("right_computations.txt").read_text("utf-8").strip().split("\n\n"))


def outcomes(text: str, name: str = "report.md", extracted: bool = False) -> list[str]:
    """Return the outcomes of the verdicts on a report's text."""
    submission = replace(read_text(text, name, "fr"), extracted=extracted)
    return [verdict.outcome for verdict in check(Facts(submission))]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ["report.md", "report.txt"])
def test_a_right_computation_is_confirmed_or_nothing_is_said(text: str, name: str) -> None:
    """In Markdown and in plain text."""
    assert set(outcomes(text, name)) <= {"confirmed"}


@pytest.mark.parametrize("text", TEXTS)
def test_a_right_computation_from_a_pdf_is_not_refuted(text: str) -> None:
    """Its signs may be damaged."""
    assert "refuted" not in outcomes(text, "report.txt", extracted=True)


@pytest.mark.parametrize("text", TEXTS)
def test_a_right_computation_whose_stars_a_pdf_took_for_emphasis_is_not_refuted(text: str) -> None:
    """`784*100 + 100*10 = 79400` is printed as 784100 + 10010 = 79400."""
    assert "refuted" not in outcomes(text.replace("*", ""), "report.txt", extracted=True)


@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_they_do_not_disturb_each_other(separator: str) -> None:
    """All in one report: most of them are confirmed."""
    found = outcomes(separator.join(TEXTS))
    assert set(found) == {"confirmed"}
    assert len(found) > 280
