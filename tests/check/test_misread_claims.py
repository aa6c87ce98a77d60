"""Right sentences about confusion matrices that are easily misread: asides, subsets, sums, single cells."""

from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules import metrics, pairs
from tests.check.test_matrices import RAW, XRAY, commas, fenced
from tests.check.test_pairs import GARMENTS, exchanged

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
    "The largest one is 4 taken for 9, 12 times.",
    "The highest one beside the diagonal of row 7 is 8.",
    "La plus fréquente est 4 pris pour 9.",
    "La deuxième confusion la plus fréquente est celle du 9 avec le 4.",
    "Sur $10\\,000$ images, $9\\,757$ sont bien classées.",
    "Loss 0.0958; 243 images of 10 000 are wrong.",
)
LUNGS_RIGHT = (
    "148 healthy children are called ill, only 2 of the 390 pneumonia cases are missed.",
    "The model misses 2 pneumonias (6 in X1).",
    "Il y a 148 faux positifs (84 pour X1) et 2 faux négatifs (6 pour X1).",
    "64 faux positifs de plus que X1.",
    "With a threshold of 0.8 there are only 40 false positives but 15 false negatives.",
    "| Class | Precision | Recall | F1 |\n|---|---|---|---|\n| normal | 0.962 | 0.641 | 0.769 |\n"
    "| pneumonia | 0.821 | 0.985 | 0.895 |\n| mean | 0.891 | 0.813 | 0.832 |",
    "We show 4 true positives, 4 false positives and the 2 false negatives.",
    "- Precision: 0.724\n- Recall: 0.995\n- F1: 0.838\n- Always ill: F1 0.769",
    "- precision 0.724\n- recall 0.995\n\nA rule without a network has an accuracy of 62.5 % and an F1 of 0.769.",
    "The model has an F1 of 0.838, group 4 with precision 0.78 and recall 0.99 has 0.87.",
    "The best F1 is 0.895 (X1), the best recall 0.995 (X2), the worst precision 0.724 (X2).",
    "Si 148 malades étaient considérés comme sains, ce serait grave.",
    "En prenant normal comme classe positive : VP = 86, FN = 148, FP = 2, VN = 388.",
)


GARMENT_RIGHT = (
    "The accuracy is 87.82 % but only 60.4 % of the shirts are found.",
    "La chemise (classe 6) a un rappel de 0,604.",
    "Le rappel des chemises est 60,4 %, celui des pantalons 95,9 %.",
)
CLOTHES = "# Fashion-MNIST\n\n## Model\n\n" + fenced("Test accuracy: 0.8782\n" + commas(GARMENTS)) + "\n\n"
MORE_THAN_LOOKED_UP = (
    (DIGITS, "The 7 that is taken for a 2 gets to 21."),
    (DIGITS, "The worst one of all in the row of the 2 is 2 for 7."),
    (LUNGS, "X2: precision 0.995, recall 0.724."),
)


def accused(text: str) -> list[str]:
    """Return what is refuted in a report."""
    facts = Facts(read_text(text + "\n"))
    return [one.quote for rule in (pairs, metrics) for one in rule.check(facts) if one.outcome == "refuted"]


def test_what_is_not_understood_as_a_whole_is_not_refuted() -> None:
    """Each of these was once: one word or one number in it changes what the rest says."""
    assert [text for text in RIGHT if accused(DIGITS + text)] == []
    assert [text for text in LUNGS_RIGHT if accused(LUNGS + text)] == []
    assert [text for text in GARMENT_RIGHT if accused(CLOTHES + text)] == []


def test_a_claim_that_says_more_than_was_looked_up_is_not_confirmed() -> None:
    """A number that is no count of the pair, an extreme that is none, precision and recall exchanged."""
    for before, text in MORE_THAN_LOOKED_UP:
        facts = Facts(read_text(before + text + "\n"))
        line = len((before + text).splitlines()) - 1
        found = [one.outcome for rule in (pairs, metrics) for one in rule.check(facts) if line in one.place]
        assert "confirmed" not in found, text


def test_what_students_write_of_two_classes_wrongly_is_refuted() -> None:
    """Counts by class in other words, numbers of TeX, precision and recall with an F1 line by line."""
    assert accused(LUNGS + "In X2 148 malades sont considérés comme sains.")
    assert accused(LUNGS + "- Precision: 0.724\n- Recall: 0.995\n- F1: 0.77")
    wrong = "La perte est de 0,0958 et l'exactitude de 97,57 %, soit $343$ images mal classées sur $10\\,000$."
    assert accused(DIGITS + wrong)
