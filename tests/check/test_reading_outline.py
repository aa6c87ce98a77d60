"""Sentences, parts and language."""

import pytest

from reportgen.check.reading import read_text


def sentences(text: str, name: str = "a.md") -> list[str]:
    """Return the sentences of a text."""
    return [sentence.text for sentence in read_text(text, name).sentences]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is good. It is fast! Is it? Yes; no.", ["It is good.", "It is fast!", "Is it?", "Yes;", "no."]),
        ("The loss is 0.077. The accuracy is 97.5 %.", ["The loss is 0.077.", "The accuracy is 97.5 %."]),
        ("Voir p. ex. la fig. 3 et cf. le tab. 2.", ["Voir p. ex. la fig. 3 et cf. le tab. 2."]),
        ("Many (e.g. 300, i.e. more) and env. 10 vs. 20.", ["Many (e.g. 300, i.e. more) and env. 10 vs. 20."]),
        ("Tops (shirts, coats, etc.). They differ.", ["Tops (shirts, coats, etc.).", "They differ."]),
        ("Bags, coats, etc. They differ.", ["Bags, coats, etc.", "They differ."]),
        ("See https://keras.io/api/optimizers. Then stop.", ["See https://keras.io/api/optimizers.", "Then stop."]),
        ("It has **100.** Yes.", ["It has 100.", "Yes."]),
        ("Elle est de 10. la suite", ["Elle est de 10.", "la suite"]),
        ("Qu'est-ce ? Rien !", ["Qu'est-ce ?", "Rien !"]),
        ("Il dit « non. » Puis oui.", ["Il dit « non. »", "Puis oui."]),
        ("3. item", ["item"]),
        ("- `relu` and **softmax**", ["relu and softmax"]),
        ("> quoted\n> text.", ["quoted text."]),
    ],
)
def test_sentences_end_where_they_end(text: str, said: list[str]) -> None:
    """Sentences end where they end."""
    assert sentences(text) == said


def test_lines_that_each_state_something_are_sentences_and_wrapped_lines_are_not() -> None:
    """Lines that each state something are sentences and wrapped lines are not."""
    assert sentences("Test score: 0.07\nTest accuracy: 0.97") == ["Test score: 0.07", "Test accuracy: 0.97"]
    assert sentences("We have chosen a network with one hidden layer, of which the\nneurons are many.") == [
        "We have chosen a network with one hidden layer, of which the neurons are many."
    ]
    assert sentences("We have:\nan epoch") == ["We have:", "an epoch"]


def test_a_sentence_stands_on_its_own_lines() -> None:
    """A sentence stands on its own lines."""
    submission = read_text("One is\nlong. Two\nis too.\n")
    assert [(found.place.first, found.place.last) for found in submission.sentences] == [(0, 1), (1, 2)]


def test_cells_are_sentences_on_their_rows() -> None:
    """Cells are sentences on their rows."""
    submission = read_text("| a | b |\n|---|---|\n| **1** | |\n")
    assert [(found.text, found.place.first) for found in submission.sentences] == [("a", 0), ("b", 0), ("1", 2)]


def test_code_outputs_and_formulas_have_no_sentences() -> None:
    """Code outputs and formulas have no sentences."""
    assert sentences("```python\nx = 3\n```\n\n$$a = b$$\n\n```\nTest score: 0.07\n```\n") == []


def test_words_parted_at_the_end_of_a_line_are_joined_in_text_of_a_pdf() -> None:
    """Words parted at the end of a line are joined in text of a PDF."""
    assert sentences("\fIt is a convo‐\nlution of many fea-\ntures.", "a.txt") == [
        "It is a convolution of many features."
    ]


def test_parts_lie_within_each_other() -> None:
    """Parts lie within each other."""
    submission = read_text("intro\n\n# A\n\n## 1.1 B\n\ntext\n\n## C\n\ntext\n\n# D\n\ntext\n")
    assert [(part.title, part.parent) for part in submission.parts] == [
        ("", None),
        ("A", 0),
        ("B", 1),
        ("C", 1),
        ("D", 0),
    ]
    assert [part.title for part in submission.path_at(6)] == ["", "A", "B"]
    assert submission.part_at(0) == 0
    assert [part.blocks for part in submission.parts] == [(0, 7), (1, 5), (2, 3), (4, 5), (6, 7)]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# 1. Raw data #", "Raw data"),
        ("## 2.1.3) *CNN*", "CNN"),
        ("## IV. Conclusion", "Conclusion"),
        ("### 100 neurons", "100 neurons"),
        ("### 2 convolutions, 25 neurons", "2 convolutions, 25 neurons"),
        ("## 2 - Features", "Features"),
        ("# A. Network", "Network"),
    ],
)
def test_titles_lose_their_numbers_but_not_their_amounts(heading: str, title: str) -> None:
    """Titles lose their numbers but not their amounts."""
    assert read_text(heading).parts[1].title == title


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The network is good and the loss is low.", "en"),
        ("Le reseau est bon et la perte est faible.", "fr"),
        (
            "What is the learning algorithm being used?\n\nNous avons utilisé RMSprop avec les valeurs par défaut.\n",
            "fr",
        ),
        ("What is the loss?\n\nHow many weights are there in the network?\n\nIl y en a 79510 dans le modèle.\n", "fr"),
        ("# Réseau\n\nThe network has 100 neurons in the hidden layer.", "en"),
        ("CNN 123", "en"),
    ],
)
def test_the_language_is_that_of_most_sentences(text: str, language: str) -> None:
    """The language is that of most sentences."""
    assert read_text(text).language == language
