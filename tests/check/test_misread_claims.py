"""Right sentences about confusion matrices that are easily misread: asides, subsets, sums, single cells."""

from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules import metrics, pairs
from tests.check.test_matrices import RAW, XRAY, commas, fenced
from tests.check.test_pairs import exchanged

OTHER = exchanged(RAW, 9, 1)
DIGITS = (
    f"# Lab\n\n## R1: 100 neurons\n\n{fenced(commas(OTHER))}\n\n"
    f"## R2: 256 neurons\n\n{fenced('Test accuracy: 0.9757' + chr(10) + commas(RAW))}\n\n"
)
LUNGS = (
    f"# Chest X-rays\n\n## X1\n\n{fenced(commas(((150, 84), (6, 384))))}\n\n"
    f"## X2\n\n{fenced('Test accuracy: 0.7596' + chr(10) + commas(XRAY))}\n\n"
)
RIGHT = (
    "4 and 9 are confused 23 times in all, against 0 in R1.",
    "Between 4 and 9 there are 23 confusions in both directions together (0 in R1).",
    "There are 243 errors, of which 12 are 4s taken for 9s and 7 are 7s read as 2s.",
    "In the row of the 9 the errors are spread: 11 to 4, 11 to 3, 5 to 1, 4 to 0.",
    "Apart from 4 and 9, the most confused pair is 2 and 7.",
    "After 4 and 9, the most confused pair is 2 and 7.",
    "The highest entry beside the diagonal is 12 (4 seen as 9).",
    "The smallest value on the diagonal is 864 for the 5.",
    "Pour le 3, rappel 98,1 % mais précision 95,8 %.",
    "Plus grande erreur du 2 : pris pour un 7 (8 fois).",
    "Chez les chiffres pairs, la plus grande confusion est entre 2 et 8.",
    "Le 4 et le 9 puis le 3 et le 9 reviennent partout : 23 et 14 erreurs respectivement.",
    "- R1 : 1 et 4 (23 erreurs)\n- R2 : 4 et 9 (23 erreurs)",
    "Neurons Test loss Test accuracy\n64 0.0958 97.57 %\n",
)
LUNGS_RIGHT = (
    "148 healthy children are called ill, only 2 of the 390 pneumonia cases are missed.",
    "The model misses 2 pneumonias (6 in X1).",
    "Il y a 148 faux positifs (84 pour X1) et 2 faux négatifs (6 pour X1).",
    "64 faux positifs de plus que X1.",
    "With a threshold of 0.8 there are only 40 false positives but 15 false negatives.",
    "| Class | Precision | Recall | F1 |\n|---|---|---|---|\n| normal | 0.962 | 0.641 | 0.769 |\n"
    "| pneumonia | 0.821 | 0.985 | 0.895 |\n| mean | 0.891 | 0.813 | 0.832 |",
)


def accused(text: str) -> list[str]:
    """Return what is refuted in a report."""
    facts = Facts(read_text(text + "\n"))
    return [one.quote for rule in (pairs, metrics) for one in rule.check(facts) if one.outcome == "refuted"]


def test_what_is_not_understood_as_a_whole_is_not_refuted() -> None:
    """Each of these was once: one word or one number in it changes what the rest says."""
    assert [text for text in RIGHT if accused(DIGITS + text)] == []
    assert [text for text in LUNGS_RIGHT if accused(LUNGS + text)] == []
