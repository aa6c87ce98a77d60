"""Notes left in, copies, empty parts: what is unmistakable is refuted, the rest stays quiet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules.hygiene import MOST, RULES, check
from reportgen.check.verdict import Verdict
from tests.check.showing import cnn, report


def verdicts(text: str, name: str = "report.md") -> list[Verdict]:
    """Check a text as the file `name`."""
    return list(check(Facts(read_text(text, name))))


def rules(text: str, outcome: str) -> list[str]:
    """Return the rules of one outcome."""
    return sorted(verdict.rule for verdict in verdicts(text) if verdict.outcome == outcome)


def said(sentence: str) -> str:
    """Return a report that says one thing."""
    return f"# Digits from raw data\n\n{sentence}\n"


def results(*cases: tuple[str, str, str], title: str = "Digits from raw data") -> str:
    """Return a report with a part for each case: its heading, its loss and its accuracy."""
    parts = (
        f"## {name}\n\n```\nTest score: {loss}\nTest accuracy: {accuracy}\n```\n" for name, loss, accuracy in cases
    )
    return f"# {title}\n\n" + "\n".join(parts)


def rows(*cases: tuple[str, str, str]) -> str:
    """Return a report with a table of cases."""
    lines = (f"| {name} | {loss} | {accuracy} |" for name, loss, accuracy in cases)
    return "# Digits from raw data\n\n| Model | Loss | Accuracy |\n|---|---|---|\n" + "\n".join(lines) + "\n"


FULL = ("0.07702907919883728", "0.9757000207901001")

SILENT = [
    "It remains to be verified whether dropout helps.",
    "Il resterait à vérifier si le dropout aide.",
    "Ce qu'il reste à faire est d'essayer d'autres optimiseurs.",
    "There is a lot to do in order to reach 99 %.",
    "The task is to complete the code of the notebook.",
    "We completed the TODO of the notebook.",
    'The cell marked "TODO" was left as it was.',
    "Select a final model (e.g., the one with best performance) for analysis.",
    "Test at least three different meaningful cases.",
    "How many weights are there?",
    "Why does it overfit??",
    "The figure is shown here.",
    "On peut ajouter une couche pour améliorer le résultat.",
    "We can insert a dropout layer here.",
    "Insert a layer after the flatten layer.",
    "The roman numeral XX is not a digit.",
    "The loss is 0.0x smaller.",
    "The 10 classes are 0, 1, 2, ..., 9.",
    "Mettre plus de neurones ici n'aide pas.",
    "Les chiffres sont à compléter par d'autres mesures, ce que nous avons fait.",
    "An accuracy of 98.14 % was reached.",
    "The model that had had the best loss won.",
    "Nous nous sommes arrêtés à 10 époques.",
    "The seventh class (shirt) is often confused.",
    "La septième classe (shirt) est souvent confondue.",
    "The first class (T-shirt) is easy.",
    "Class 6 (shirt) is often confused.",
    "The tenth class is the ankle boot.",
    "Le réseau a 784 neurones sur la couche d'entrée.",
    "There are 392 neurons in the input layer of the HOG network, 784 in the other.",
    "The first hidden layer has 100 neurons and reads 784 inputs.",
    "Nous avons demandé plus de mémoire à l'ordinateur.",
    "The assistant told us to use RMSprop.",
    "See the page of Keras: https://keras.io/api/optimizers/?x=??",
    "Voir le tableau 2 et la figure 3.",
    "To be or not to be correct is the question.",
]


NAMED = [
    'There\'s nothing left "to do": all TODO cells are filled in.',
    "Le commentaire # TODO: your code here du carnet de départ a été supprimé partout.",
    "Every # TODO comment of the notebook was replaced.",
    "Les parties « TODO » du notebook ont toutes été remplies.",
    "The TODOs of the notebook are done.",
    'We did not use the "TODO" template any more.',
    "All TODO: lines were removed.",
    "The `# TODO` markers are gone.",
    "Tous les TODO ont été traités.",
    "Il ne reste aucun TODO : tout est fait.",
    "Chapter XX of the course book explains dropout.",
    "We completed every TODO.",
    "TODO cells are filled in.",
    "TODO list",
    "The remaining TODO is the augmentation.",
    "In the TODO: block we wrote the fit call.",
    "No TODO remains.",
    "See question 2 (TODO of the notebook).",
    "The FIXME comment in the code of the course was solved.",
    "XXX is not a digit.",
    "The cell TODO: complete the model was completed by us.",
    "Where the handout says 'TODO: define the network' we put three layers.",
    "We removed each TODO!",
    "(All TODOs done.)",
    "Le TODO du notebook demandait de changer le nombre de neurones.",
    "Le notebook contient des TODO.",
    "The error was small.",
    "Error! The kernel died, so we restarted.",
    "Erreur ! Nous avons dû relancer.",
    "Insert a dropout layer here [3].",
    "We add comments here.",
    "Nous pouvons ajouter une remarque ici : le modèle surapprend.",
    "Reste à faire : tester d'autres taux.",
    "À faire une autre fois.",
    "A COMPARER avec le groupe 7.",
]
"""Sentences that name a marker or a placeholder and make none."""


@pytest.mark.parametrize("sentence", [*SILENT, *NAMED])
def test_prose_that_says_something_is_left_alone(sentence: str) -> None:
    """Prose that says something is left alone."""
    assert verdicts(said(sentence)) == []


NOTES = [
    "TODO: comment the results.",
    "The best model is the second one. TODO",
    "FIXME check these numbers.",
    "TBD",
    "XXX",
    "As Figure ?? shows, the model overfits.",
    "See Table ??.",
    "Comme le montre la figure ??, le modèle surapprend.",
    "Voir la section ??.",
    "[insert figure here]",
    "[Insert confusion matrix]",
    "[insérer la figure ici]",
    "(ajouter la matrice de confusion)",
    "[insert plot]",
    "Mettre la figure ici",
    "Insert the graph here.",
    "insérer une image ici",
    "(à compléter)",
    "[à vérifier]",
    "À compléter",
    "à rédiger...",
    "(to be completed)",
    "[to do]",
    "To be completed.",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "Is that the right formula? Ask the assistant!",
    "Demander à l'assistant si c'est juste.",
    "The accuracy is xx %.",
    "L'exactitude vaut XX.X %.",
    "Test accuracy: 0.XXX",
    "Note to self",
    "TODO : relire la conclusion et ajouter la figure du CNN !!",
    "TODO: mettre la courbe du cas 3.3 ici",
    "FIXME: numbers below are from the old run, update!",
    "XXX add the numbers of Student H here XXX",
    "[insert final remarks here]",
    "[insert comment about the loss curves here]",
    "Erreur ! Source du renvoi introuvable.",
    "Comme montré dans la Erreur ! Source du renvoi introuvable., les réseaux demandent moins.",
    "Error! Reference source not found.",
    "Voir Erreur ! Signet non défini.",
    "**A COMPLETER : discussion sur les faux positifs**",
    "À COMPLÉTER : la matrice",
    "(TODO: check this)",
    "The loss is small. TODO check",
    "The result is 0.98 [TODO]",
    "- TODO add figure",
    "À FAIRE !",
    "Les résultats sont bons. TODO: à vérifier",
    "[votre texte ici]",
    "see #REF!",
    "[add conclusion]",
    "TODO commenter les courbes",
    "> TODO: finish",
    "TBD: number of epochs",
    "TODO (Student A): describe the matrix",
]


@pytest.mark.parametrize("sentence", NOTES)
def test_a_note_to_oneself_is_refuted(sentence: str) -> None:
    """A note to oneself is refuted."""
    assert rules(said(sentence), "refuted") == ["hygiene.note"]


@pytest.mark.parametrize("comment", ["# TODO: complete this cell", "x = 1  # FIXME", "    # TODO add a layer"])
def test_a_note_in_code_may_be_the_courses(comment: str) -> None:
    """A note in code may be the courses."""
    text = said(f"```python\n{comment}\nmodel = Sequential()\n```")
    assert rules(text, "refuted") == []
    assert rules(text, "review") == ["hygiene.note"]


FITTING = [
    cnn("ok", title="CNN with and without skip connection"),
    cnn("ok", title="Without skip connection"),
    cnn("ok", title="Sans connexion résiduelle"),
    report(
        "# Raw",
        "## Case 1",
        "Test score: 0.0812\nTest accuracy: 0.9781",
        "## Case 2",
        "Test score: 0.0812\nTest accuracy: 0.9791",
    ),
    report(
        "# Raw",
        "## Case 1",
        "Test score: 0.0812\nTest accuracy: 0.9781",
        "## Case 2",
        "Test score: 0.0812\nTest accuracy: 0.9781",
        "By chance case 2 has exactly the same scores.",
    ),
    report("# Raw", "| model | loss | acc |\n|---|---|---|\n| 100 | 0.08 | 0.98 |\n| 300 | 0.08 | 0.98 |"),
    report("# Raw", "| model | loss | acc |\n|---|---|---|\n| A | 2.3026 | 0.1135 |\n| B | 2.3026 | 0.1135 |"),
    report(
        "# Raw",
        "## Case 1",
        "Test score: 0.0812\nTest accuracy: 0.9781",
        "# Summary",
        "| model | loss | acc |\n|---|---|---|\n| Case 1 | 0.0812 | 0.9781 |\n| best | 0.0812 | 0.9781 |",
    ),
    report(
        "# Raw",
        "| model | neurons | loss | accuracy |\n|---|---|---|---|\n| 1 | 100 | 0.0812 | 0.9781 |\n"
        "| 2 | 300 | 0.0640 | 0.9812 |\n| best (2) | 300 | 0.0640 | 0.9812 |",
    ),
    cnn("ok", title="Residual connections"),
    cnn("ok", title="Skip connections"),
    cnn("ok", title="Idea: skip connection"),
    report(
        "# Raw", "| run | loss | accuracy |\n|---|---|---|\n| Run 1 | 0.0812 | 0.9781 |\n| Run 2 | 0.0812 | 0.9781 |"
    ),
    report(
        "# HOG",
        "| Case | orientations | neurons | loss | accuracy |\n|---|---|---|---|---|\n"
        "| 1 | 8 | 100 | 0.0812 | 0.9781 |\n"
        "| 2 | 4 | 100 | 0.0912 | 0.9681 |\n| 3 | 8 | 100 | 0.0812 | 0.9781 |\n| 4 | 8 | 300 | 0.0712 | 0.9801 |",
    ),
]
LEFT = [
    (cnn("ok", title="4.2 Modèle B (residual)"), "hygiene.heading"),
    (cnn("ok", title="Model R (skip connection)"), "hygiene.heading"),
    (cnn("ok", title="M3 : connexion résiduelle"), "hygiene.heading"),
    (cnn("ok", title="CNN with residual block"), "hygiene.heading"),
    (
        report(
            "# 4. CNN",
            "## 4.1 CNN with 32 neurons",
            "ok",
            "## 4.2 HOG, pix_p_cell = 7, 12 orientations",
            "The same convolutional network with 128 neurons.",
        ),
        "hygiene.heading",
    ),
    (report("# Fashion-MNIST", "## HOG 8 orientations", "Trois convolutions avec 16 filtres."), "hygiene.heading"),
    (
        report(
            "# Raw",
            "## Case 1: 100 neurons",
            "Test score: 0.0812\nTest accuracy: 0.9781",
            "## Case 2: 300 neurons",
            "Test score: 0.0812\nTest accuracy: 0.9781",
        ),
        "hygiene.same_scores",
    ),
    (
        report(
            "# Raw",
            "Case 1: loss 0.0812, accuracy 97.81 %.",
            "Case 2: loss 0.0812, accuracy 97.81 %.",
            "Case 3: loss 0.0701, accuracy 98.01 %.",
        ),
        "hygiene.same_scores",
    ),
    (
        report(
            "# Fashion",
            "| Modèle | Perte | Exactitude |\n|---|---|---|\n| V1 | 0,2688 | 0,9055 |\n| V2 | 0,2688 | 0,9055 |\n"
            "| V3 | 0,2501 | 0,9101 |",
        ),
        "hygiene.same_scores",
    ),
]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("100 neurons", *FULL), ("300 neurons", *FULL)),
        (("8 orientations, 100 neurons", *FULL), ("4 orientations, 100 neurons", *FULL)),
        (("100 neurones", *FULL), ("600 neurones", *FULL)),
    ],
)
def test_two_models_with_all_digits_alike_are_a_copy(first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
    """Two models with all digits alike are a copy."""
    (found,) = verdicts(results(first, second))
    assert (found.rule, found.outcome) == ("hygiene.same_scores", "refuted")
    assert found.place.first > found.also[0].first


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("100 neurons", "0.08", "0.98"), ("300 neurons", "0.08", "0.98")),
        (("100 neurons", *FULL), ("300 neurons", "0.06406917423809872", "0.9811999797821045")),
        (("100 neurons", *FULL), ("300 neurons", FULL[0], "0.9811999797821045")),
        (("100 neurons", *FULL), ("100 neurons", *FULL)),
        (("Model 1", *FULL), ("Best model", *FULL)),
    ],
)
def test_short_scores_and_repeated_mentions_are_no_copy(
    first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    """Short scores and repeated mentions are no copy."""
    assert verdicts(results(first, second)) == []


def test_scores_of_few_digits_alike_are_for_review() -> None:
    """Three decimals may meet by chance."""
    text = results(("100 neurons", "0.123", "0.978"), ("300 neurons", "0.123", "0.978"))
    assert rules(text, "refuted") == []
    assert rules(text, "review") == ["hygiene.same_scores"]


@pytest.mark.parametrize("text", FITTING)
def test_headings_and_results_that_may_be_right_are_not_refuted(text: str) -> None:
    """Headings and results that may be right are not refuted."""
    assert rules(text, "refuted") == []


@pytest.mark.parametrize(("text", "rule"), LEFT)
def test_headings_and_results_left_from_another_model_are_refuted(text: str, rule: str) -> None:
    """Headings and results left from another model are refuted."""
    assert rules(text, "refuted") == [rule]


def matrix() -> str:
    """Return a printed confusion matrix of ten classes."""
    rows = (" ".join(str(95 if at == row else 5 if at == row - 1 else 0) for at in range(10)) for row in range(10))
    return "```\n[[" + "]\n [".join(rows) + "]]\n```"


@pytest.mark.parametrize(("second", "outcome"), [("0.9812", "refuted"), ("0.9791", "review")])
def test_one_matrix_for_two_models_is_a_copy(second: str, outcome: str) -> None:
    """With one accuracy the two may be one model; with two, one of the matrices was copied."""
    cases = (
        f"## {name}\n\nTest score: {loss}\nTest accuracy: {accuracy}\n\n{matrix()}"
        for name, loss, accuracy in (("100 neurons", "0.0770", "0.9791"), ("300 neurons", "0.0640", second))
    )
    text = report("# Digits from raw data", *cases)
    found = [verdict for verdict in verdicts(text) if verdict.rule == "hygiene.same_matrix"]
    assert [verdict.outcome for verdict in found] == [outcome]


def test_the_best_case_mentioned_again_is_not_refuted() -> None:
    """The best case mentioned again is not refuted."""
    text = results(("100 neurons", *FULL), ("Best: 300 neurons", *FULL))
    assert rules(text, "refuted") == []


def test_one_configuration_with_two_results_is_for_review() -> None:
    """One configuration with two results is for review."""
    text = rows(("128 neurons", "0.0622", "98.2 %"), ("128 neurons", "0.0607", "98.33 %"))
    assert rules(text, "review") == ["hygiene.same_rows"]


@pytest.mark.parametrize(
    "text",
    [
        rows(("128 neurons", "0.0622", "98.2 %"), ("256 neurons", "0.0607", "98.33 %")),
        rows(("128 neurons", "0.0622", "98.2 %"), ("128 neurons, dropout 0.5", "0.0607", "98.33 %")),
        rows(("Run 1", "0.0622", "98.2 %"), ("Run 2", "0.0607", "98.33 %")),
    ],
)
def test_rows_that_differ_are_left_alone(text: str) -> None:
    """Rows that differ are left alone."""
    assert verdicts(text) == []


COPIED = "We train the network with {} neurons for ten epochs and plot how its error evolves."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"# Raw\n\n## 100 neurons\n\n{COPIED.format(100)}\n\n## 300 neurons\n\n{COPIED.format(100)}\n",
            ["hygiene.copied"],
        ),
        (f"# Raw\n\n## 100 neurons\n\n{COPIED.format(100)}\n\n## 300 neurons\n\n{COPIED.format(300)}\n", []),
        ("# MLP from raw data\n\nok\n\nFigure 1: CNN with its confusion matrix\n", ["hygiene.copied"]),
        ("# Données brutes\n\nok\n\nFigure 1 : matrice de confusion du CNN\n", ["hygiene.copied"]),
        ("# CNN\n\nok\n\nFigure 1: model on raw data\n", ["hygiene.copied"]),
        ("# CNN\n\nok\n\nFigure 1: CNN against the model on raw data\n", []),
        ("# MLP from raw data\n\nok\n\nFigure 1: error on raw data\n", []),
        ("# CNN Fashion\n\nok\n\nFigure 1: CNN with its confusion matrix\n", []),
        ("# Chest X-ray\n\nok\n\nFigure 1: CNN and its layers\n", []),
        ("# Experiments\n\nok\n\nFigure 1: CNN with its confusion matrix\n", []),
    ],
)
def test_sentences_and_captions_of_another_model_are_for_review(text: str, found: list[str]) -> None:
    """Sentences and captions of another model are for review."""
    assert rules(text, "review") == found
    assert rules(text, "refuted") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Lab\n\n## Introduction\n\n## Results\n\nGood.\n", ["hygiene.empty"]),
        ("# Lab\n\n## Results\n\n### Raw\n\nGood.\n", []),
        ("# Lab\n\n## Results\n\n![curve](a.png)\n\n## Conclusion\n\nGood.\n", []),
        ("# Lab\n\n## What is the loss?\n\n## Results\n\nGood.\n", []),
    ],
)
def test_a_heading_without_anything_is_for_review(text: str, found: list[str]) -> None:
    """A heading without anything is for review."""
    assert rules(text, "review") == found


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Accuracy: 98.14%%", "hygiene.typo"),
        ("The the model overfits.", "hygiene.typo"),
        ("Le modèle surapprend dans dans ce cas.", "hygiene.typo"),
        ("We often mis-identify the sixth class (*shirt*).", "language.ordinal"),
        ("La sixième classe (shirt) est souvent confondue.", "language.ordinal"),
        ("Il y a 784 entrées et 30 neurones sur la couche input.", "language.layer"),
        ("There are 784 pixels and 100 neurons in the input layer.", "language.layer"),
        ("The images are 28x28; a 256-neurons input layer reads them.", "language.layer"),
        ("Is it right ???", "hygiene.note"),
        ("As Keras says [?], the rate is 0.001.", "hygiene.note"),
    ],
)
def test_slips_are_for_review_with_low_suspicion(sentence: str, rule: str) -> None:
    """Slips are for review with low suspicion."""
    (found,) = verdicts(said(sentence))
    assert (found.rule, found.outcome) == (rule, "review")
    assert found.suspicion <= 0.5


def test_few_reviews_the_graver_first() -> None:
    """Few reviews the graver first."""
    text = said("\n\n".join(f"Value {number}: 98.{number}%% of of the images." for number in range(10, 40)))
    reviews = [verdict for verdict in verdicts(text) if verdict.outcome == "review"]
    assert len(reviews) == MOST
    assert min(verdict.suspicion for verdict in reviews) == pytest.approx(0.1)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_any_text_gives_verdicts_of_these_rules(text: str) -> None:
    """Any text gives verdicts of these rules."""
    for found in verdicts("# Raw\n\n" + text):
        assert found.rule in RULES
        assert found.place.last - found.place.first < 5
