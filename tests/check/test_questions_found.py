"""Which questions of the handout a report answers: found is what stands there, not found accuses nobody."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.facts import Facts
from reportgen.check.handouts import LABS, load
from reportgen.check.questions import Topics, find, guess_lab, topic_of
from reportgen.check.reading import read_text
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Verdict
from reportgen.i18n import load_language
from reportgen.plots import Label

ROOT = Path(__file__).parents[2]

SUMMARY = """```
 Layer (type)                Output Shape              Param #
=================================================================
 l0 (InputLayer)             [(None, 28, 28, 1)]       0
 l1 (Conv2D)                 (None, 28, 28, 9)         234
 l1_mp (MaxPooling2D)        (None, 14, 14, 9)         0
 flat (Flatten)              (None, 1764)              0
 l5 (Dense)                  (None, 10)                17650
=================================================================
Total params: 17,884
```"""


def cases(*names: str) -> str:
    """Return parts with results."""
    return "\n".join(
        f"#### {name}\n\n```\nTest score: 0.0{number}123456\nTest accuracy: 0.97{number}12345\n```\n"
        for number, name in enumerate(names, 5)
    )


OPTIMIZER_EN = """## Optimizer

The weights are optimised by RMSprop with a learning rate of 0.001 and rho = 0.9.

$$ w_t = w_{t-1} - \\frac{\\eta}{\\sqrt{E[g^2]_t + \\epsilon}} g_t $$

The loss is the categorical cross-entropy.
"""
PW04_EN = f"""# Deep neural networks

{OPTIMIZER_EN}
## Digits from raw data

### Topology

The network has 784 inputs (28x28 pixels) and 10 outputs with softmax.

### Weights

784*100+100 = 78500

### Cases

{cases("100 neurons", "300 neurons", "600 neurons")}
The second is the best; the digits 4 and 9 are often confused, and the last model overfits.

## Digits from HOG features

### Topology

With 8 orientations and cells of 4 pixels there are 392 inputs.

### Weights

392*100+100 = 39300

### Cases

{cases("8 orientations, 100 neurons", "4 orientations, 100 neurons", "8 orientations, 300 neurons")}
The digits 4 and 9 are confused; the best is the third.

## Digits with a CNN

### Topology

Images of 28x28x1 are read by a convolution; there are 10 outputs.

### Weights

{SUMMARY}

### Cases

{cases("25 neurons", "250 neurons", "500 neurons")}
Again 4 and 9 are confused. The second model is the best.

## Capacity

The shallow network has 79510 weights, the deep CNN only 17884 parameters.

## Fashion-MNIST

Test accuracy: 0.9027

The F1-score of the class Shirt is 0.70: shirts are confused with coats.
"""
PW04_FR = f"""# Réseaux profonds

## Algorithme d'apprentissage

Les poids sont optimisés par RMSprop, avec un taux d'apprentissage de 0.001.

$$ CE = -\\sum y \\log p $$

La fonction de perte est l'entropie croisée catégorielle.

## Données brutes

### Topologie

Le réseau a 784 entrées et 10 sorties.

### Poids

784*100+100 = 78500

### Cas

{cases("100 neurones", "300 neurones", "600 neurones")}
Le 4 et le 9 sont confondus ; le meilleur est le deuxième.

## Radiographies du thorax

Test accuracy: 0.8125

Le score F1 vaut 0.86. La matrice de confusion montre 3 faux négatifs.
"""
ASSIGNMENT_7 = """# Assignment 7

## 1. Preprocessing

The pixels are scaled to [0, 1] (divided by 255) and the targets one-hot encoded.

## 2. Network

### A. Model

Two hidden layers with ReLU, softmax at the output, 55,050 parameters.

### B. Loss

The categorical cross-entropy fits a classification.

### C. Training

The accuracy after 10 epochs is 0.971.

### D. Three layers and weight decay

With 500 and 300 units and weight decay the accuracy is 0.982, near Hinton's 0.9847.

## 3. Convolutional layers

### A. CNN

The model with convolutional layers has an accuracy of 0.992.

### B. Differences

Fully connected layers have far more weights than convolutional ones.

## 4. Denoising auto-encoder

### A. Auto-encoder

The encoder compresses the image, the decoder restores it.

### B. Noise levels

From a noise level of 0.6 on nobody can read the digits.

### C. Classification

The classifier has a higher accuracy on denoised images.

### D. Decoder

Digits are generated from random samples of the latent space.
"""


def report(text: str) -> Submission:
    """Read a text."""
    return read_text(text)


def answered(text: str, lab: str | None = None) -> dict[str, bool]:
    """Return whether each question was found answered."""
    submission = report(text)
    return {one.id: one.answered for one in find(submission, Facts(submission), (), lab)}


def line(text: str, said: str) -> Place:
    """Return the first line that says something."""
    first = next(number for number, one in enumerate(text.split("\n")) if said in one)
    return Place(first, first)


@pytest.mark.parametrize(
    ("text", "lab"),
    [(PW04_EN, "pw04"), (PW04_FR, "pw04"), (ASSIGNMENT_7, "assignment7"), ("# Nothing\n\nto tell\n", "pw04")],
)
def test_the_lab_is_guessed_from_the_words(text: str, lab: str) -> None:
    """The lab is guessed from the words."""
    assert guess_lab(report(text)) == lab


def test_a_whole_english_report_answers_all_of_its_edition() -> None:
    """A whole english report answers all of its edition."""
    found = answered(PW04_EN)
    assert set(found.values()) == {True}
    assert "4.1" in found
    assert "4.2" not in found


def test_a_french_report_lacks_what_it_does_not_have() -> None:
    """A french report lacks what it does not have."""
    found = answered(PW04_FR)
    assert [id_ for id_, there in found.items() if there] == ["1", "2.1.1", "2.1.2", "2.1.3", "4.2"]
    assert "4.1" not in found


def test_a_whole_assignment_7_answers_all() -> None:
    """A whole assignment 7 answers all."""
    assert set(answered(ASSIGNMENT_7).values()) == {True}


def test_two_cases_are_not_three() -> None:
    """Two cases are not three."""
    assert not answered(
        "# Digits from raw data\n\n" + cases("100 neurons", "300 neurons") + "\n4 and 9 are confused; best.\n"
    )["2.1.3"]


@pytest.mark.parametrize(
    "removed", ["The loss is the categorical cross-entropy.", "with a learning rate of 0.001 and rho = 0.9"]
)
def test_an_answer_needs_all_that_is_asked(removed: str) -> None:
    """An answer needs all that is asked."""
    assert answered(PW04_EN)["1"]
    assert not answered(PW04_EN.replace(removed, ""))["1"]


@pytest.mark.parametrize(
    ("text", "said", "kind", "question"),
    [
        (PW04_EN, "w_{t-1}", "equation.sign", "1"),
        (PW04_EN, "RMSprop", "optimizer.default", "1"),
        (PW04_EN, "784*100", "arithmetic.result", "2.1.2"),
        (PW04_EN, "300 neurons", "hyperparameter.caption", "2.1.3"),
        (PW04_EN, "392*100", "arithmetic.result", "2.2.2"),
        (PW04_EN, "4 orientations", "metric.accuracy", "2.2.3"),
        (PW04_EN, "17650", "structure.count", "2.3.2"),
        (PW04_EN, "250 neurons", "comparison.best", "2.3.3"),
        (PW04_EN, "The shallow network", "capacity.more", "3"),
        (PW04_EN, "class Shirt", "metric.f1", "4.1"),
        (PW04_FR, "784*100", "arithmetic.result", "2.1.2"),
        (PW04_FR, "score F1", "metric.f1", "4.2"),
        (ASSIGNMENT_7, "55,050", "arithmetic.result", "2.A"),
        (ASSIGNMENT_7, "cross-entropy fits", "equation.sign", "2.B"),
        (ASSIGNMENT_7, "Hinton", "hyperparameter.code", "2.D"),
        (ASSIGNMENT_7, "0.992", "metric.accuracy", "3.A"),
        (ASSIGNMENT_7, "higher accuracy", "comparison.best", "4.C"),
    ],
)
def test_a_verdict_belongs_to_the_question_of_its_part(text: str, said: str, kind: str, question: str) -> None:
    """A verdict belongs to the question of its part."""
    verdict = Verdict(kind, "review", line(text, said), said, "", "", Label("check.how.x"))
    assert topic_of(report(text), verdict) == question


@pytest.mark.parametrize(
    ("said", "question"), [("784 inputs", "2.1.1"), ("392 inputs", "2.2.1"), ("28x28x1", "2.3.1"), ("F1-score", "4.1")]
)
def test_a_place_belongs_to_the_question_of_its_heading(said: str, question: str) -> None:
    """A place belongs to the question of its heading."""
    assert topic_of(report(PW04_EN), line(PW04_EN, said)) == question


def test_verdicts_add_their_places_where_nothing_else_was_found() -> None:
    """Verdicts add their places where nothing else was found."""
    text = "# CNN\n\nweights\n"
    submission = report(text)
    verdict = Verdict("arithmetic.result", "confirmed", Place(2, 2), "weights", "", "", Label("check.how.x"))
    found = {one.id: one for one in find(submission, Facts(submission), [verdict])}
    assert found["2.3.2"].places == (Place(2, 2),)
    assert not found["2.3.2"].answered


def test_the_questions_of_pw04_are_those_of_the_lab_file() -> None:
    """The questions of pw04 are those of the lab file."""
    lab = tomllib.loads((ROOT / "reportgen" / "labs" / "pw04.toml").read_text("utf-8"))
    assert [question.id for question in load("pw04").questions] == [question["id"] for question in lab["question"]]


@pytest.mark.parametrize("lab", LABS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_question_has_a_label(lab: str, language: str) -> None:
    """Each question has a label."""
    labels = load_language(language, ROOT / "templates")
    submission = report("# Fashion and x-ray\n\nnothing\n")
    topics = Topics(submission, lab)
    for one in find(submission, Facts(submission), (), lab):
        assert labels.text(one.topic)
    assert topics.asked


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_any_text_has_questions(text: str) -> None:
    """Any text has questions."""
    submission = report("# CNN\n\n" + text)
    assert find(submission, Facts(submission))
