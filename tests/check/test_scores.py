"""Metrics are found in outputs, prose, lists and tables, with the images and the class that they are for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.check.facts.passages import Passage, clean
from reportgen.check.facts.scores import find, scores_in
from reportgen.check.reading import read_text
from reportgen.check.stated import Score
from reportgen.check.submission import Place

Told = tuple[str, float, str]


def found(text: str) -> list[Score]:
    """Return found."""
    return list(scores_in(Passage(clean(text), Place(0, 9), "prose", "paragraph", 0)))


def told(scores: list[Score] | tuple[Score, ...]) -> list[Told]:
    """Return metric, value and split of each score."""
    return [("|".join(score.metrics), score.quantity.value, score.split) for score in scores]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Test score: 0.0770\nTest accuracy: 0.9757", [("loss", 0.077, "test"), ("accuracy", 0.9757, "test")]),
        ("Test score: 0.0770 Test accuracy: 0.9757", [("loss", 0.077, "test"), ("accuracy", 0.9757, "test")]),
        ("Score: 0.0662 Accuracy: 98.39%", [("loss", 0.0662, ""), ("accuracy", 98.39, "")]),
        ("F1-score : 0.8767111886301882", [("f1", 0.8767111886301882, "")]),
        (
            "313/313 - 1s - loss: 0.0770 - accuracy: 0.9757 - val_loss: 0.0812 - val_accuracy: 0.9743",
            [
                ("loss", 0.077, "train"),
                ("accuracy", 0.9757, "train"),
                ("loss", 0.0812, "validation"),
                ("accuracy", 0.9743, "validation"),
            ],
        ),
        (
            "Test Accuracy: 0.76 Test Precision: 0.72 Test Recall: 0.99 Test F1 Score: 0.84",
            [("accuracy", 0.76, "test"), ("precision", 0.72, "test"), ("recall", 0.99, "test"), ("f1", 0.84, "test")],
        ),
        ("une exactitude de 97,57 %", [("accuracy", 97.57, "")]),
        ("an accuracy of **97.6%** on the test set", [("accuracy", 97.6, "test")]),
        ("loss de 0.077", [("loss", 0.077, "")]),
        ("une précision de 98 %", [("accuracy|precision", 98, "")]),
        ("98 % de précision", [("accuracy|precision", 98, "")]),
        ("une precision de 0.72 et un rappel de 0.99", [("precision", 0.72, ""), ("recall", 0.99, "")]),
        ("une loss de 0,06 et une exactitude de 98,1 %", [("loss", 0.06, ""), ("accuracy", 98.1, "")]),
        ("loss and accuracy of 0.07 and 0.97", [("loss", 0.07, ""), ("accuracy", 0.97, "")]),
        (
            "precision, recall and F1-score are 0.72, 0.99 and 0.84 respectively",
            [("precision", 0.72, ""), ("recall", 0.99, ""), ("f1", 0.84, "")],
        ),
        (
            "accuracy of 97.57 %, 98.12 % and 98.15 %",
            [("accuracy", 97.57, ""), ("accuracy", 98.12, ""), ("accuracy", 98.15, "")],
        ),
        ("98% sur l'entraînement", []),
        (
            "l'accuracy est de 99% sur l'entraînement et 97% sur le test",
            [("accuracy", 99, "train"), ("accuracy", 97, "test")],
        ),
        (
            "training accuracy 99.1%, validation accuracy 98.2%",
            [("accuracy", 99.1, "train"), ("accuracy", 98.2, "validation")],
        ),
        ("a test loss of 0.093 and accuracy of 0.971", [("loss", 0.093, "test"), ("accuracy", 0.971, "test")]),
        ("Validation: accuracy 0.94, recall 1.00", [("accuracy", 0.94, "validation"), ("recall", 1.0, "validation")]),
        ("It reaches 0.982 validation accuracy.", [("accuracy", 0.982, "validation")]),
        ("0.077 loss 0.9757 accuracy", [("loss", 0.077, ""), ("accuracy", 0.9757, "")]),
        ("After training, the accuracy is 0.97.", [("accuracy", 0.97, "")]),
        ("Test 1: 100 neurons\nloss: 0.0770 - accuracy: 0.9757", [("loss", 0.077, ""), ("accuracy", 0.9757, "")]),
        ("Our validation accuracy is 0.982, below Hinton's 0.9847.", [("accuracy", 0.982, "validation")]),
        ("un taux de réussite de 98,1 %", [("accuracy", 98.1, "")]),
        ("the accuracy after 10 epochs: 0.9757", [("accuracy", 0.9757, "")]),
    ],
)
def test_a_metric_is_understood_as_students_write_it(text: str, expected: list[Told]) -> None:
    """A metric is understood as students write it."""
    assert told(found(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The accuracy increased by 2%.",
        "an accuracy above 98%",
        "the accuracy does not reach 98%",
        "l'accuracy n'atteint pas 98 %",
        "Hinton's validation accuracy of 0.9847",
        "an accuracy of 99 % is possible",
        "we expected an accuracy of 99 %",
        "the loss of the 300 neurons",
        "accuracy: 10 epochs",
        "abaisser la loss de 0.7 qu'on avait de base",
        "l'accuracy est presque à 1",
        "the loss function (equation 2)",
        "F1 and F2",
        "Learning rate 0.001",
    ],
)
def test_what_could_be_something_else_is_left_out(text: str) -> None:
    """What could be something else is left out."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ('F1-Score for class "Trouser": 0.98', "Trouser", 0.98),
        ("F1-score de la classe Shirt : 0.70", "Shirt", 0.7),
        ("la classe 5 a un rappel de 0.96", "5", 0.96),
        ("The class Shirt has an F1-score of 0.70", "Shirt", 0.7),
    ],
)
def test_a_metric_of_a_class_has_its_label(text: str, label: str, value: float) -> None:
    """A metric of a class has its label."""
    (score,) = found(text)
    assert (score.label, score.quantity.value) == (label, value)


def test_a_sentence_with_several_classes_is_left_out() -> None:
    """A sentence with several classes is left out."""
    assert found("Shirt and Coat have an F1-score of 0.70") == []


REPORT = """\
              precision    recall  f1-score   support

 T-shirt/top       0.84      0.86      0.85      1000
     Trouser       0.99      0.97      0.98      1000
           2       0.83      0.84      0.83      1000

    accuracy                           0.90     10000
   macro avg       0.90      0.91      0.92     10000
weighted avg       0.90      0.90      0.90     10000
"""


def test_a_classification_report_gives_classes_and_averages() -> None:
    """A classification report gives classes and averages."""
    scores = find(read_text(f"# Results\n\n```\n{REPORT}```\n"))
    assert [(s.metrics[0], s.quantity.value, s.label, s.average) for s in scores] == [
        ("precision", 0.84, "T-shirt/top", ""), ("recall", 0.86, "T-shirt/top", ""), ("f1", 0.85, "T-shirt/top", ""),
        ("precision", 0.99, "Trouser", ""), ("recall", 0.97, "Trouser", ""), ("f1", 0.98, "Trouser", ""),
        ("precision", 0.83, "2", ""), ("recall", 0.84, "2", ""), ("f1", 0.83, "2", ""), ("accuracy", 0.9, "", ""),
        ("precision", 0.9, "", "macro"), ("recall", 0.91, "", "macro"), ("f1", 0.92, "", "macro"),
        ("precision", 0.9, "", "weighted"), ("recall", 0.9, "", "weighted"), ("f1", 0.9, "", "weighted"),
    ]  # fmt: skip
    assert scores[0].place == Place(5, 5)


def table(*rows: str) -> tuple[Score, ...]:
    """Return table."""
    head, *rest = rows
    line = "|".join("---" for _ in head.strip("|").split("|"))
    return find(read_text("\n".join((f"# R\n\n{head}", f"|{line}|", *rest)) + "\n"))


def test_columns_of_a_table_are_metrics() -> None:
    """Columns of a table are metrics."""
    scores = table("| Neurons | Loss | Test accuracy (%) |", "| 100 | 0.077 | 97.57 |", "| 300 | 0,064 | 98,12 |")
    assert told(scores) == [
        ("loss", 0.077, ""),
        ("accuracy", 97.57, "test"),
        ("loss", 0.064, ""),
        ("accuracy", 98.12, "test"),
    ]
    assert [score.place.first for score in scores] == [4, 4, 5, 5]


def test_rows_of_a_table_are_metrics() -> None:
    """Rows of a table are metrics."""
    scores = table(
        "| | 100 neurones | 300 neurones |", "| Perte | 0,077 | 0,064 |", "| Exactitude | 97,57 % | 98,12 % |"
    )
    assert told(scores) == [("loss", 0.077, ""), ("loss", 0.064, ""), ("accuracy", 97.57, ""), ("accuracy", 98.12, "")]


def test_the_images_of_a_row_are_its_split() -> None:
    """The images of a row are its split."""
    scores = table("| Set | Accuracy | F1 |", "| Validation | 0.94 | 0.94 |", "| Test | 0.76 | 0.84 |")
    assert [score.split for score in scores] == ["validation", "validation", "test", "test"]


def test_a_table_of_classes_has_labels() -> None:
    """A table of classes has labels."""
    scores = table(
        "| Classe | Précision | Rappel | F1 |", "| Shirt | 0.7 | 0.71 | 0.7 |", "| Bag | 0.98 | 0.97 | 0.98 |"
    )
    assert [(score.metrics[0], score.label) for score in scores][:3] == [
        ("precision", "Shirt"),
        ("recall", "Shirt"),
        ("f1", "Shirt"),
    ]


def test_a_cell_may_name_its_metrics() -> None:
    """A cell may name its metrics."""
    scores = table("| Model | Loss | Score |", "| 100 | ![l](img/l_1.png) | Score: 0.0662 Accuracy: 98.39% |")
    assert told(scores) == [("loss", 0.0662, ""), ("accuracy", 98.39, "")]


def test_a_list_after_evaluate_is_loss_and_accuracy() -> None:
    """A list after evaluate is loss and accuracy."""
    code = (
        "```python\nmodel.compile(metrics=['accuracy'])\nmodel.evaluate(X_test, Y_test)\n```\n\n```\n"
        "[0.0770, 0.9757]\n```\n"
    )
    assert told(find(read_text(f"# R\n\n{code}"))) == [("loss", 0.077, ""), ("accuracy", 0.9757, "")]
    assert find(read_text("# R\n\n```\n[0.0770, 0.9757]\n```\n")) == ()


def test_a_heading_tells_the_images_if_nothing_else_does() -> None:
    """A heading tells the images if nothing else does."""
    scores = find(
        read_text("# Résultats sur le jeu de test\n\nAccuracy: 0.76\n\n# Validation results\n\nAccuracy: 0.94\n")
    )
    assert [score.split for score in scores] == ["test", "validation"]


@given(st.text(max_size=400))
def test_any_text_gives_scores_or_none(text: str) -> None:
    """Any text gives scores or none."""
    for score in found(text):
        assert score.metrics


@pytest.mark.parametrize("piece", ["accuracy of ", "loss 0.1 ", "0.97 ", "accuracy, ", "98 % ", 'for class "', "the "])
def test_long_texts_are_read_in_time_that_grows_with_their_length(piece: str) -> None:
    """Long texts are read in time that grows with their length."""
    found(piece * 2000)
