"""Classes that a report calls confused, by the matrices that it prints."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.confusion.classes import digits, garments
from reportgen.check.confusion.pair_claims import claims
from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules import pairs
from reportgen.check.verdict import Verdict
from tests.check.test_matrices import RAW, Rows, commas, fenced

GARMENTS: Rows = (
    (857, 2, 19, 24, 6, 3, 68, 0, 21, 0),
    (3, 959, 3, 27, 3, 0, 2, 0, 3, 0),
    (17, 0, 851, 12, 70, 0, 46, 0, 4, 0),
    (24, 6, 11, 897, 29, 0, 25, 0, 8, 0),
    (1, 1, 88, 39, 817, 0, 50, 0, 4, 0),
    (1, 0, 0, 1, 0, 925, 0, 65, 1, 7),
    (163, 1, 91, 31, 93, 0, 604, 0, 17, 0),
    (0, 0, 0, 0, 0, 3, 0, 989, 0, 8),
    (4, 1, 6, 3, 4, 4, 1, 8, 969, 0),
    (0, 0, 1, 0, 0, 9, 0, 76, 0, 914),
)
DIGITS = "# Digits from raw data\n\n## 100 neurons\n\n" + fenced("Test accuracy: 0.9757\n" + commas(RAW)) + "\n\n"
FASHION = "# Fashion-MNIST\n\n## Model\n\n" + fenced("Test accuracy: 0.8782\n" + commas(GARMENTS)) + "\n\n"


def judged(text: str, before: str = DIGITS) -> list[Verdict]:
    """Return what the rule says of a sentence below a matrix."""
    return list(pairs.check(Facts(read_text(before + text + "\n"))))


def outcomes(text: str, before: str = DIGITS) -> list[str]:
    """Return the outcomes of the claims of a sentence."""
    return [verdict.outcome for verdict in judged(text, before)]


RIGHT = (
    # the largest cell is 4 taken for 9 (12 times), the largest pair 4 and 9 (23 times)
    "The model often confuses the 4 with the 9.",
    "An overall observation is that it often confuses the 9 with the 4.",
    "The most confused digits are 4 and 9.",
    "The most frequent confusion is between 4 and 9.",
    "The most common mistake is 4 being classified as 9.",
    "The biggest confusion is 4 -> 9 with 12 images.",
    "The largest error is 4→9 (12 times).",
    "4 and 9 are confused 23 times.",
    "The 9 is taken for a 4 in 11 cases.",
    "9s are often mistaken for 4s.",
    "The 9 is often misclassified as 4 or 3.",
    "Digits 9 and 4, 5 and 3 are often confused.",
    "We see confusions between 2 and 7.",
    "There is some confusion between 5 and 3.",
    "The 5 tends to be confused with the 3 (10 times).",
    "The 5 is predicted as a 3 ten times.",
    "Frequent confusions: 4/9, 3/9 and 2/7.",
    "Frequent confusions: 4-9, 9-3, 5-3.",
    "The most confused pairs are (4, 9), (9, 3) and (5, 3).",
    "The network mixes up 2 with 8 and 7.",
    "The 2 is confused with the 7 and the 8.",
    "It has trouble with the 9, which is confused with 3 and 4.",
    "One of the most common errors is that 5 is confused with 3.",
    "The second most confused pair is 2 and 7.",
    "The model no longer confuses 0 and 1.",
    "The 0 is never confused with the 1.",
    "It rarely confuses 0 and 1.",
    "0 and 4 are not confused at all.",
    "Could the 0 be confused with the 1?",
    "A 1 could be confused with a 0 if badly written.",
    "The 4 and the 9 look alike, so they are often confused.",
    "In the matrix we can see that 8 and 3 are sometimes confused.",
    "Most errors are on the digits 4 and 9.",
    "We trained 2 models with 3 layers to see which digits are confused.",
    "The confusion matrix of model 2 is better than that of model 1.",
    "The confusion matrix shows 10 classes, 0 to 9.",
    "The 9 is the digit that is the worst recognised.",
    "The best recognised digit is 1.",
    "The easiest digit is the 0.",
    "9 is the hardest digit.",
    "4 and 9 are confused more often than 5 and 3.",
    "There are more confusions between 4 and 9 than between 2 and 7.",
    "The 4 is more often taken for a 9 than for a 7.",
    "The 5 is less often taken for an 8 than for a 3.",
    "12 times a 4 is classified as 9, and 10 times a 5 as 3.",
    "Twelve 4s are taken for a 9.",
    "12 fours are read as nine, and 11 nines become a 4.",
    "4 and 9 come first (23 errors), then 2 and 7 (15).",
    "The 5 is mostly confused with the 3.",
    "Most errors are between 4 and 9.",
    "The network mixes up 4 and 9 most often.",
    "4 and 9 are the most confused pair, well ahead of 2 and 7.",
    "The 4 is never taken for a 1 or a 9 badly drawn.",
    "The row of the 6 adds up to 958 images.",
    "24 of the 1028 sevens are lost.",
    "The 5 has 28 errors.",
    "28 of the 892 fives are lost.",
    "864 of the 892 fives are found.",
    "The class with the highest recall is 0.",
    "The lowest recall is that of the 9.",
    # French, with and without accents
    "Le modèle confond souvent le 4 avec le 9.",
    "Le modele confond souvent le 9 et le 4.",
    "Le 9 est souvent pris pour un 4.",
    "Le 5 est confondu avec le 3.",
    "La plus grande confusion est entre le 4 et le 9.",
    "La plus grande erreur est pour le chiffre 4 qui est confondu avec le chiffre 9.",
    "Si on regarde la matrice, on peut voir que la confusion la plus fréquente est 4 avec 9.",
    "Le 4 est confondu 12 fois avec le 9.",
    "Les chiffres 4 et 9 sont confondus 23 fois.",
    "Le 9 est confondu avec le 4 (11 fois) et avec le 3 (11 fois).",
    "Le modèle confond : 5 avec 3 / 4 avec 9 / 9 avec 3 / 2 avec 7",
    "Les confusions les plus fréquentes sont 4/9, 9/3 et 5/3.",
    "Le 3 et le 8 sont parfois confondus.",
    "Le 2 est confondu avec le 7 et le 8.",
    "Les 4 sont souvent confondus avec les 9.",
    "On remarque que le 4 et le 9 se ressemblent et sont donc confondus.",
    "Les chiffres les plus confondus sont le 4 et le 9, le 5 et le 3.",
    "Autrement avec un peu moins, il y a aussi de la confusion avec le 7 qui est confondu avec le 2.",
    "Le 0 n'est plus confondu avec le 1.",
    "Le 0 et le 1 ne sont jamais confondus.",
    "Le modèle ne confond pas le 0 avec le 1.",
    "Il y a moins de confusion entre le 0 et le 1.",
    "Est-ce que le 0 est confondu avec le 1 ?",
    "Le 9 est le chiffre le moins bien reconnu.",
    "Le 4 et le 9 sont plus souvent confondus que le 2 et le 7.",
    "Il y a plus d'erreurs entre 4 et 9 qu'entre 3 et 5.",
    "12 fois un 4 est reconnu comme un 9, et 10 fois un 5 comme un 3.",
    "Onze 9 ont été lus comme des 4.",
    "La paire 4 et 9 arrive en tête avec 23 erreurs, devant 2 et 7 (15).",
    "Le 5 est surtout confondu avec le 3.",
    "La ligne du 8 contient bien 974 images.",
    "Pour le 9 on compte 39 erreurs sur la ligne.",
    "C'est le 0 qui a le meilleur rappel.",
    "Le chiffre le plus difficile est le 9.",
    "Le 1 est le mieux reconnu.",
    "Nous avons testé 3 modèles avec 2 couches, les confusions sont similaires.",
    "Les confusions sont réparties sur toutes les classes, de 0 à 9.",
    "- 4 avec 9\n- 5 avec 3",
    "Les principales confusions sont :\n\n- 4 et 9\n- 9 et 3\n- 2 et 7",
    "| Cas | Confusions |\n|---|---|\n| 100 neurones | 4/9, 5/3 |",
)


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_claim_is_not_refuted(text: str) -> None:
    """Neither by its direction, nor by its number, nor because it denies or asks."""
    assert "refuted" not in outcomes(text)


UNSURE = (
    "no longer", "never", "rarely", " not ", "Could", "could", "plus confondu avec le 1", "jamais", "pas ", "moins de",
    "?", "models", "modèles", "10 classes", "de 0 à 9", "Most errors on", "Most errors are", "matrix of model",
    "- 4 avec 9\n- 5",
)  # fmt: skip
"""What denies, asks or only names classes claims nothing."""
SURELY = [text for text in RIGHT if not any(word in text for word in UNSURE)]


@pytest.mark.parametrize("text", SURELY)
def test_a_right_claim_is_confirmed(text: str) -> None:
    """What the matrix shows is confirmed, claim by claim."""
    assert set(outcomes(text)) == {"confirmed"}


FASHION_RIGHT = (
    "The model often confuses shirts with T-shirts/tops.",
    "The most confused classes are shirt and T-shirt/top.",
    "Shirts are often confused with coats and pullovers.",
    "Coat and pullover are often mixed up.",
    "The ankle boot is often taken for a sneaker.",
    "We often confuse the *Shirt* class with other classes like the *T-Shirt* and the *Coat*.",
    "The hardest class is the shirt.",
    "All the models tend to confuse tops (t-shirts, shirts, etc.).",
    "Les chemises sont souvent confondues avec les t-shirts.",
    "La plus grande confusion est entre la chemise et le t-shirt.",
    "Les pulls sont confondus avec les manteaux, et les chemises avec les pulls.",
    "Les bottines sont parfois prises pour des baskets.",
    "Les sandales sont confondues avec les baskets (65 fois).",
    "La classe 6 est souvent confondue avec la classe 0.",
    "La chemise est la classe la moins bien reconnue.",
    "The dress is rarely confused with the bag.",
    "163 shirts are classified as T-shirt/top, which is the largest error.",
    "A shirt is more often taken for a T-shirt than for a coat.",
    "Le manteau est plus souvent pris pour un pull que pour une robe.",
    "Ankle boots are mostly confused with sneakers.",
    "Bags: 969 of 1000 are found.",
    "Shirts are recognised worst.",
)


@pytest.mark.parametrize("text", FASHION_RIGHT)
def test_a_right_claim_on_garments_is_not_refuted(text: str) -> None:
    """Garments are known by their names in both languages, and by their numbers."""
    found = outcomes(text, FASHION)
    assert "refuted" not in found
    assert found or "rarely" in text


WRONG = (
    "The most confused digits are, in pairs, 0 and 1.",
    "The 4 is often confused with the 9 and the most frequent confusion is 7 with 1.",
    "On voit que le 4 est souvent confondu avec le 9 et que la plus grande confusion est le 8 pris pour un 6.",
    "The most frequent confusion is between 1 and 7.",
    "The biggest confusion is 0 -> 8.",
    "The most common mistake is 6 being classified as 8.",
    "The largest error is 1→8 (3 times).",
    "The model confuses the 0 with the 4 very often.",
    "The 1 is often mistaken for a 0.",
    "1 and 5 are often confused.",
    "The 0 is often confused with the 7.",
    "4 and 9 are confused 42 times.",
    "The 4 is taken for a 9 in 21 cases.",
    "The 5 is confused with the 3 (17 times).",
    "The biggest confusion is 4 -> 9 with 21 images.",
    "The 2 is predicted as a 7 in 18 cases.",
    "The worst recognised digit is the 1.",
    "The hardest digit is 0.",
    "0 is the hardest digit to recognise.",
    "The best recognised digit is 9.",
    "The easiest digit is the 8.",
    "The model often confuses 6 with 9.",
    "3 and 8 are confused more often than 4 and 9.",
    "There are more confusions between 1 and 7 than between 4 and 9.",
    "The 4 is more often taken for a 7 than for a 9.",
    "21 times a 4 is classified as 9, and 10 times a 5 as 3.",
    "12 times a 4 is classified as 9, and 17 times a 5 as 3.",
    "Nineteen 4s are taken for a 9.",
    "The two digits that the network mixes up most are 0 and 6.",
    "The network mixes up 0 and 2 most often.",
    "1 and 7 have become the most confused pair, ahead of 4 and 9.",
    "The 9 is mostly confused with the 2.",
    "The 9 is never taken for a 4.",
    "The row of the 6 adds up to 985 images.",
    "The 5 has 18 errors.",
    "21 of the 892 fives are lost.",
    "846 of the 892 fives are found.",
    "The class with the highest recall is 8.",
    "Le modèle confond souvent le 0 avec le 1.",
    "Le 1 est souvent pris pour un 0.",
    "La plus grande confusion est entre le 1 et le 7.",
    "La confusion la plus fréquente est 0 avec 8.",
    "La plus grande confusion est entre le 2 et le 7.",
    "La plus grande erreur est pour le chiffre 8 qui est confondu avec le chiffre 6.",
    "Si on regarde la matrice, on peut voir que la plus grande erreur est le 6 qui est confondu avec le 8.",
    "Le 4 est confondu 21 fois avec le 9.",
    "Les chiffres 4 et 9 sont confondus 32 fois.",
    "Le 5 est confondu avec le 3 (15 fois).",
    "Le 9 est confondu avec le 4 (17 fois).",
    "Le modèle confond souvent le 6 avec le 9.",
    "Les deux chiffres que le réseau mélange le plus sont 0 et 6.",
    "Le 1 et le 7 sont plus souvent confondus que le 4 et le 9.",
    "Il y a plus d'erreurs entre 0 et 6 qu'entre 4 et 9.",
    "La confusion principale concerne le 1 et le 7.",
    "Dix-neuf 4 ont été lus comme des 9.",
    "Le 4 n'est jamais pris pour un 9.",
    "La ligne du 8 contient 947 images.",
    "Pour le 9 on compte seulement 29 erreurs sur la ligne.",
    "Le 9 est pourtant le chiffre le mieux reconnu.",
    "C'est le 9 qui a le meilleur rappel.",
    "Les 0 sont souvent confondus avec les 4.",
    "Le 1 est le chiffre le plus difficile.",
    "Le chiffre le moins bien reconnu est le 0.",
    "Le mieux reconnu est le 9.",
    "Les principales confusions sont :\n\n- 0 et 1\n- 0 et 4",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_claim_is_refuted(text: str) -> None:
    """A superlative below half of the largest, a wrong count, a confusion that hardly happens."""
    found = [verdict for verdict in judged(text) if verdict.outcome == "refuted"]
    assert found, outcomes(text)
    assert all(verdict.expected and verdict.place.last - verdict.place.first < 5 for verdict in found)


FASHION_WRONG = (
    "The most frequent confusion is bag with dress.",
    "Trousers are often confused with sandals.",
    "The sneaker is often taken for a coat.",
    "The hardest class is the sandal.",
    "Shirts are confused with T-shirts 136 times.",
    "La plus grande confusion est entre la robe et le pantalon.",
    "Les pantalons sont souvent confondus avec les sandales.",
    "Les sacs sont souvent pris pour des bottines.",
    "Les sandales sont confondues avec les baskets (56 fois).",
    "La chemise est la classe la mieux reconnue.",
    "A shirt is more often taken for a coat than for a T-shirt.",
    "Un manteau (Coat) est plus souvent pris pour un sac (Bag) que pour un pull (Pullover).",
    "Ankle boots are confused with bags most of the time.",
    "136 shirts are classified as T-shirt/top.",
    "The class with the highest recall is Shirt.",
    "The pair bag/dress is the hardest one.",
)


@pytest.mark.parametrize("text", FASHION_WRONG)
def test_a_wrong_claim_on_garments_is_refuted(text: str) -> None:
    """The same of garments."""
    assert "refuted" in outcomes(text, FASHION)


OPEN = (
    "The most frequent confusion is between 9 and 3.",
    "The biggest confusion is 5 with 3.",
)


@pytest.mark.parametrize("text", OPEN)
def test_a_large_pair_that_is_not_the_largest_is_a_question(text: str) -> None:
    """A cell close to the largest is no plain error."""
    assert set(outcomes(text)) <= {"review", "confirmed"}


# ── which matrix ─────────────────────────────────────────────────────────────────────────────────────────────────


def exchanged(rows: Rows, one: int, other: int) -> Rows:
    """Return a matrix in which two classes have changed their errors, and every row its sum."""
    order = list(range(10))
    order[one], order[other] = other, one
    moved = [[rows[order[i]][order[j]] for j in range(10)] for i in range(10)]
    for index, row in enumerate(moved):
        row[index] += sum(rows[index]) - sum(row)
    return tuple(map(tuple, moved))


FIRST = "# Digits from raw data\n\n## 100 neurons\n\n" + fenced(
    "Test loss: 0.077\nTest accuracy: 0.9757\n" + commas(RAW)
)
SECOND = fenced("Test loss: 0.064\nTest accuracy: 0.9757\n" + commas(exchanged(RAW, 9, 1)))
TWO = FIRST + "\n\n{first}\n\n## 300 neurons\n\n" + SECOND + "\n\n{second}\n\n## Comparison\n\n{after}\n"


def two(first: str = "", second: str = "", after: str = "") -> list[Verdict]:
    """Return what is said of a report with two models: 4 and 9 are confused in the first, 4 and 1 in the second."""
    return list(pairs.check(Facts(read_text(TWO.format(first=first, second=second, after=after)))))


def test_a_claim_is_about_the_model_under_whose_heading_it_stands() -> None:
    """What is right of one model may be wrong of the next."""
    claim = "The most frequent confusion is between 4 and 9."
    assert [verdict.outcome for verdict in two(first=claim)] == ["confirmed"]
    assert [verdict.outcome for verdict in two(first=claim, second=claim)] == ["confirmed", "refuted"]


def test_a_lone_comment_at_the_end_may_be_about_all_models() -> None:
    """Where only the last model has a comment, it may be of the models before; wrong of all is wrong."""
    claim = "The most frequent confusion is between 4 and 9."
    assert [verdict.outcome for verdict in two(second=claim)] == ["review"]
    nowhere = "The most frequent confusion is between 0 and 7."
    assert [verdict.outcome for verdict in two(second=nowhere)] == ["refuted"]


def test_a_claim_about_all_models_must_hold_for_all() -> None:
    """Right of one and wrong of another is a question."""
    assert [verdict.outcome for verdict in two(after="Both models often confuse 5 with 3.")] == ["confirmed"]
    assert [verdict.outcome for verdict in two(after="All models confuse 4 and 9 most often.")] != ["refuted"]
    assert "refuted" not in [v.outcome for v in two(after="The most frequent confusion of all models is 4 with 9.")]


def test_a_claim_that_names_no_model_is_never_refuted_by_one() -> None:
    """Behind both models, it may be of either."""
    assert "refuted" not in [v.outcome for v in two(after="The most frequent confusion is between 4 and 1.")]


def test_a_matrix_in_a_figure_decides_nothing() -> None:
    """It is for people."""
    before = "# Digits\n\n![cm](cm.png)\n\n"
    assert set(outcomes("The most frequent confusion is between 0 and 1.", before)) <= {"review"}


def test_a_damaged_matrix_refutes_nothing() -> None:
    """Out of a PDF, a sum that is off makes every cell doubtful."""
    damaged = commas(RAW).replace("864", "854")
    text = f"\f\n{damaged}\n\nThe most frequent confusion is between 0 and 1.\n"
    assert "refuted" not in [verdict.outcome for verdict in pairs.check(Facts(read_text(text, "report.txt")))]


# ── what sentences say ───────────────────────────────────────────────────────────────────────────────────────────

SAID = {
    "the 9 with the 4, confused": {(9, 4)},
    "Le 3 et le 5 sont souvent confondus avec le 8": {(3, 8), (5, 8)},
    "le 7 est confondu avec le 2 et le 9": {(7, 2), (7, 9)},
    "confond : 5 avec 0 / 5 avec 8 / 8 avec 2": {(5, 0), (5, 8), (8, 2)},
    "4 and 9, 3 and 5 are confused": {(4, 9), (3, 5)},
    "confusions: 4->9 (24), 7->2 (12)": {(4, 9), (7, 2)},
    "the 4 is confused with the 9, the 3 with the 5": {(4, 9), (3, 5)},
    "Les 4 epochs ne changent rien aux confusions entre 3 et 5": {(3, 5)},
    "model 4 confuses 3 with 5": {(3, 5)},
    "with 8 orientations and 4 pixels, confusions are rare": set(),
    "4 neurons and 9 layers confuse everybody": set(),
    "the 4, 7 and 9 are often confused": set(),
    "34 times a 4 is classified as 9, and 21 7s become a 2": {(4, 9), (7, 2)},
    "22 fours are taken for nines and 13 nines for fours": {(4, 9), (9, 4)},
    "4/9 is the top confusion": {(4, 9)},
    "it is confused with other digits (like 3 and 4)": set(),
}


@pytest.mark.parametrize(("text", "expected"), SAID.items(), ids=SAID)
def test_pairs_are_linked_by_what_stands_between(text: str, expected: set[tuple[int, int]]) -> None:
    """Lists on both sides of a link, pairs with signs, numbers of other things."""
    assert {(claim.first, claim.second) for claim in claims(text, digits)} == expected


@given(st.text(alphabet="0123456789 ,.;/->→avecwithetandconfusedlshirt'()\n", max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_sentence_gives_a_result(text: str) -> None:
    """Whatever a sentence says, its claims are of ten classes."""
    for finder in (digits, garments):
        for claim in claims("confused " + text, finder):
            assert claim.first in range(10)
            assert claim.second in range(10)
