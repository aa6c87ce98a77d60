"""Comparisons in words are judged by the figures of the cases that they mean; what is open accuses nobody."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.comparing.figures import Figure, order
from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules import capacity, comparisons
from reportgen.check.stated import Case, Metric
from reportgen.check.submission import Place
from reportgen.check.verdict import Verdict
from reportgen.content import templates
from reportgen.i18n import Language, load_language
from tests.check import comparison_claims as listed
from tests.check import right_comparisons as right
from tests.check.comparison_reports import outcome, verdicts


def _rows(text: str) -> list[tuple[str, str]]:
    """Return the place and the words of each claim of a list."""
    return [(line[:8].strip(), line[9:]) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("slot", "claim"), _rows(listed.CONFIRMED))
def test_a_comparison_that_the_figures_bear_out_is_confirmed(slot: str, claim: str) -> None:
    """Superlatives, comparisons, trends, changes and differences, in both languages, as students write them."""
    assert outcome(claim, slot) == "confirmed"


@pytest.mark.parametrize(("slot", "claim"), _rows(listed.NOT_TO_ACCUSE))
def test_what_is_open_is_never_refuted(slot: str, claim: str) -> None:
    """One metric for it, another against; within the interval; overfitting, curves, time, opinions, other results."""
    assert outcome(claim, slot) != "refuted"


@pytest.mark.parametrize(("slot", "claim"), _rows(listed.SILENT))
def test_questions_tasks_and_expectations_are_no_claims(slot: str, claim: str) -> None:
    """Nothing is said of them."""
    assert outcome(claim, slot) == "none"


@pytest.mark.parametrize(("slot", "claim"), _rows(listed.WRONG))
def test_a_comparison_that_all_figures_contradict_is_refuted(slot: str, claim: str) -> None:
    """The cases are certain, the metric is certain, and the difference is more than its interval."""
    found = [verdict for verdict in verdicts(claim, slot) if verdict.outcome == "refuted"]
    assert found
    assert all(verdict.place.last - verdict.place.first < 5 and verdict.expected for verdict in found)


def _figure(metric: Metric, value: float, images: int = 10_000, step: float = 0.0001) -> Figure:
    return Figure(Case("", Place(0, 0), Place(0, 0), 0, 1), metric, value, step, images)


@pytest.mark.parametrize(
    ("metric", "one", "two", "images", "expected"),
    [
        ("accuracy", 0.9812, 0.9757, 10_000, 2),  # z = 2.7 by the two-proportion test
        ("accuracy", 0.9815, 0.9812, 10_000, 1),  # three images of 10,000
        ("accuracy", 0.9812, 0.9812, 10_000, 0),
        ("accuracy", 0.80, 0.76, 624, 1),  # z = 1.71
        ("accuracy", 0.76, 0.84, 624, -2),  # z = 3.5
        ("accuracy", 0.94, 0.75, 16, 1),  # 15 and 12 of 16 images
        ("loss", 0.064, 0.077, 10_000, -2),
        ("loss", 0.0376, 0.0383, 10_000, -1),  # 1.8 %
        ("loss", 0.0401, 0.0383, 10_000, 2),
    ],
)
def test_a_difference_is_sure_only_beyond_its_interval(
    metric: Metric, one: float, two: float, images: int, expected: int
) -> None:
    """Shares by two proportions at 95 %, losses by 2 % and their rounding."""
    assert order(_figure(metric, one, images), _figure(metric, two, images)) == expected


def test_losses_that_are_equal_within_their_rounding_are_not_told_apart() -> None:
    """0.04 may be 0.0383 as well as 0.0401."""
    assert abs(order(_figure("loss", 0.04, step=0.01), _figure("loss", 0.044, step=0.001))) == 1


# ── whole reports, with what the finders find ────────────────────────────────────────────────────────────────────

PDF_TEXT = """Deep Neural Networks

Experiments

Raw data

100 neurons

Test score: 0.07702907919883728
Test accuracy: 0.9757000207901001

Figure 1: Model with raw data and 100 neurons in the dense layer

300 neurons

Test score: 0.06406917423809872
Test accuracy: 0.9811999797821045

Figure 2: Model with raw data and 300 neurons in the dense layer

600 neurons

Test score: 0.060618676245212555
Test accuracy: 0.9815000295639038

Figure 3: Model with raw data and 600 neurons in the dense layer

{claim}
"""
TABLE = """# Rapport

## Données brutes

| Neurones | Loss | Accuracy |
|---|---|---|
| 100 neurones | 0,077 | 97,57 % |
| 300 neurones | 0,064 | 98,12 % |
| 600 neurones | 0,061 | 98,15 % |

{claim}
"""


def _whole(text: str, claim: str, name: str) -> list[Verdict]:
    return list(comparisons.check(Facts(read_text(text.format(claim=claim), name))))


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The model with 600 neurons has the lowest loss.", "confirmed"),
        ("The more neurons, the better the accuracy.", "confirmed"),
        ("The model with 100 neurons has the lowest loss.", "refuted"),
        ("The more we increase the number of neurons, the more it overfits and the results aren't better.", "refuted"),
        ("The best model is the first one, as it does not overfit.", "review"),
    ],
)
def test_text_of_a_pdf_is_judged_by_its_cases(claim: str, expected: str) -> None:
    """Headings are plain lines there."""
    assert [verdict.outcome for verdict in _whole(PDF_TEXT, claim, "report.txt")] == [expected]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Le modèle avec 600 neurones a la perte la plus basse.", "confirmed"),
        ("Le modèle avec 100 neurones est le moins bon.", "confirmed"),
        ("La perte est plus élevée avec 300 neurones qu'avec 100 neurones.", "refuted"),
        ("Plus il y a de neurones, plus la perte est élevée.", "refuted"),
        ("Le modèle avec 300 neurones a la meilleure accuracy.", "review"),
    ],
)
def test_a_table_is_judged_row_by_row(claim: str, expected: str) -> None:
    """Decimal commas and percentages are figures like others."""
    assert [verdict.outcome for verdict in _whole(TABLE, claim, "rapport.md")] == [expected]


FLAT = """Model A, 64 neurons
Test score: 0.0958
Test accuracy: 0.9712
Model B, 256 neurons
Test score: 0.0702
Test accuracy: 0.9793
HOG 1: 8 orientations
Test score: 0.0711
Test accuracy: 0.9784
HOG 2: 16 orientations
Test score: 0.1513
Test accuracy: 0.9542
CNN 1
Test score: 0.0366
Test accuracy: 0.9881

{claim}
"""


@pytest.mark.parametrize(
    "claim",
    [
        "Run 3 gives the best test accuracy (82.4 %), run 2 the worst.",
        "Run 1 has the lowest loss.",
        "Model B has the best accuracy.",
        "HOG 1 has the highest accuracy and the lowest loss.",
        "L'essai 4 est le meilleur.",
        "Le modèle B a la perte la plus basse.",
    ],
)
def test_nothing_is_best_among_networks_that_only_the_lack_of_headings_puts_together(claim: str) -> None:
    """A flat text has one group for all; a name that none bears means a case that was not found."""
    assert not [one for one in _whole(FLAT, claim, "report.txt") if one.outcome == "refuted"]


@pytest.mark.parametrize(
    "claim",
    ["The model with 100 neurons is the best (82.4 %).", "Le modèle avec 100 neurones est le meilleur, avec 91,8 %."],
)
def test_a_score_that_no_case_has_tells_of_other_cases(claim: str) -> None:
    """The same words without the figure are refuted."""
    assert not [one for one in _whole(PDF_TEXT, claim, "report.txt") if one.outcome == "refuted"]


def test_nothing_is_said_without_figures() -> None:
    """A report whose scores are in its pictures cannot be judged."""
    text = "# Report\n\n## 100 neurons\n\n![scores](a.png)\n\n## 300 neurons\n\nThe loss is lower than before.\n"
    assert _whole(text.replace("{", "{{"), "", "report.md") == []


# ── for people ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module", params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> Language:
    """Each language of the labels."""
    return load_language(request.param, templates())


def test_every_verdict_can_be_told_in_both_languages(language: Language) -> None:
    """The figures compared stand in the explanation, with their cases."""
    rows = _rows(listed.CONFIRMED) + _rows(listed.WRONG) + _rows(listed.NOT_TO_ACCUSE)
    for verdict in (verdict for slot, claim in rows for verdict in verdicts(claim, slot)):
        assert language.text(verdict.how)
        language.text(verdict.found)
        language.text(verdict.expected)
        assert verdict.question is None or language.text(verdict.question)


def test_rules_have_titles(language: Language) -> None:
    """What each rule checks, in a line."""
    assert all(language.label(f"check.rules.{rule}.title") for rule in comparisons.RULES)


def test_an_explanation_names_the_figures() -> None:
    """The student sees which numbers were compared."""
    (verdict,) = verdicts("The loss of the first model is lower than that of the second.", "raw")
    told = load_language("en", templates()).text(verdict.how)
    assert told == "Your figures say otherwise: 100 neurons: loss 0.077; 300 neurons: loss 0.0641."


# ── robustness ───────────────────────────────────────────────────────────────────────────────────────────────────

_SAID = (
    "the more neurons better loss accuracy than previous de plus en moins que la perte le meilleur modèle 2 300 ( ) , ."
    " 0.06 98,1 % from to n'est pas premier second and et mais compared autres all highest twice pneumonie rate"
)


@given(
    st.one_of(
        st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300),
        st.lists(st.sampled_from(_SAID.split()), max_size=40).map(" ".join),
    )
)
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_result(text: str) -> None:
    """No text breaks the rule."""
    verdicts(text.replace("\n", " "), "raw2")


@pytest.mark.parametrize("piece", ["better than ", "plus la perte ", "from 0.1 to ", "(1) and ", "a" * 40, "le plus "])
def test_long_lines_take_no_time(piece: str) -> None:
    """A sentence of a megabyte is none; one of the longest that count is read in a moment."""
    start = time.process_time()
    verdicts(piece * (1_000_000 // len(piece)), "raw")
    verdicts("The loss " + piece * (1_400 // len(piece)), "raw")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("report", "claims", "name"),
    [
        (right.EN, right.RIGHT_EN, "report.md"),
        (right.FR, right.RIGHT_FR, "report.md"),
        (right.LISTED, right.RIGHT_LISTED, "report.txt"),
    ],
    ids=["english", "french", "listed"],
)
def test_right_sentences_are_never_refuted(report: str, claims: str, name: str) -> None:
    """A clause that is not understood as a whole accuses nobody: several networks, other splits, history, brackets."""
    refuted = []
    for slot, claim in _rows(claims):
        text = re.sub(r"\{\w+\}", "", report.replace(f"{{{slot}}}", claim))
        facts = Facts(read_text(text, name))
        found = [*comparisons.check(facts), *capacity.check(facts)]
        refuted += [(claim, verdict.rule) for verdict in found if verdict.outcome == "refuted"]
    assert refuted == []
