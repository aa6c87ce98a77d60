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


LATEX = (
    r"$\sqrt{0{,}98\times 0{,}02/10\,000} = 0{,}0014$",
    r"$1{,}96 \sqrt{0.98 \cdot 0.02/10000} = 0.0027$",
    r"$\sqrt[3]{27 \cdot 8} = 6$, $\binom{10}{2} = 45$, $\overline{97.8 + 98.2} = 98$",
    r"$\ln{(1/2)} = -0.693$, $\exp(-0.5) = 0.607$, $\tanh(1-1) = 0$, $f(2+3) = 10$",
    r"$9 \cdot 2 = 18 \pm 1$",
)
"""What a command takes is not its value."""
SAID_OF_IT = (
    "un réseau qui donne toujours 1/2 a une perte de , soit 0,6931",
    "1/3 des erreurs, soit 35, sont des 9.",
    "1/3 of the errors equals 35 images",
    "Test accuracy: 0.9812 - 0.9764 = 0.48 points",
    "0.9812 - 0.9764 = 0.48 pp",
    "Labs 1+2 = 20% of the grade. Labo 3 + 4 = 2 semaines.",
    "Images 3 - 5 = 7 erreurs",
    "30s/10s = 3x\n0.001 / 10 = 1e-4",
)
BROKEN = (
    "conv2d_1, 5 × 5 × 1 × 9 + 9 = 234 ; conv2d_2, 5 × 5 × 9 × 9 + 9 = 2 034 ; conv2d_3, 3 × 3\n\n"
    "× 9 × 16 + 16 = 1 312. La taille reste.",
    "le total de la couche est de 784\n\n\\times 100 + 100 = 78500",
    "une erreur-type de √\n\n0,99 × 0,01/10 000 = 0,001",
)


def test_what_is_only_a_part_of_a_formula_is_not_judged() -> None:
    """Arguments of commands, shares of something, labels, lines that go on with the ones before."""
    assert [text for text in (*LATEX, *SAID_OF_IT) if "refuted" in outcomes(text)] == []
    assert [text for text in BROKEN if "refuted" in outcomes(text, "report.txt", extracted=True)] == []
    assert outcomes("× 9 × 16 + 16 = 1 312") == []
    assert outcomes(r"\item $784 \times 100 + 100 = 78\,400$", "report.tex") == ["refuted"]


@pytest.mark.parametrize(
    "text",
    [
        "Avec 50 neurones on aurait (784+1) * 50 + (50+1) * 10 = 39'760 paramètres.",
        "The hidden layer of 50 neurons has (784 + 1) * 50 = 39250 weights.",
        "784 inputs (28 x 28) * 100 neurons = 78400",
        "9 filtres (25 poids + 1 biais) = 234",
    ],
)
def test_a_computation_may_begin_at_the_brackets_after_a_number(text: str) -> None:
    """Or go on there: `784 inputs (28 x 28)` is one operand, and `9 filters (25 + 1)` a product."""
    assert outcomes(text)[0] == "confirmed"
    wrong = text.replace("39'760", "39'670").replace("39250", "39150").replace("78400", "78500").replace("234", "243")
    assert outcomes(wrong)[0] in ("refuted", "review")
