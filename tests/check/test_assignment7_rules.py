"""Assignment 7: logarithms, updates of an epoch, tables of layers, counts beside sizes, gradients, questions."""

from math import ceil

import pytest

from reportgen.check.checking import examine
from reportgen.check.handouts.numbering import Numbering
from reportgen.check.reading import read_text
from tests.check.sweep_reports import outcome


def _part(text: str) -> str:
    return f"# Assignment 7\n\n{text}\n"


# ── logarithms ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "A probability of one half costs -ln(0.5) = 0.69.",
        r"A guess costs $-\ln(0.1) = 2.303$.",
        r"$$-\ln(0{,}9) = 0{,}105$$",
        "ln 10 ≈ 2.3",
        "-log(1/10) = 2.30",
        "-log(0.5) = 0.301",
        "-log2(0.5) = 1",
        "exp(-0.09) = 0.914",
        "Au hasard : -ln(0,1) = 2,303, et -ln(0,5) = 0,69 pour une chance sur deux.",
        "-ln(0.9713) = 0.029",
    ],
)
def test_values_of_logarithms_are_confirmed(text: str) -> None:
    """`log` may be natural, to the base of 10 or of 2; in French commas are no thousands."""
    assert outcome(_part(text), "arithmetic.logarithm") == "confirmed"


@pytest.mark.parametrize(
    "text",
    [
        "-ln(0.5) = 0.639",
        "So ln(10) = 2.203.",
        "Avec 0,5 : -ln(0,5) = 0,96.",
        "-log(0,9) = 0,205",
        "exp(-0.09) = 0.941",
    ],
)
def test_other_values_are_refuted(text: str) -> None:
    """In no base and in no reading."""
    assert outcome(_part(text), "arithmetic.logarithm") == "refuted"


@pytest.mark.parametrize(
    "text",
    [
        "1 - ln(2) = 0.307",
        "0.5 * ln(4) = 0.693",
        "It is 3 times ln(2) = 2.079.",
        "ln(2)/2 = 0.35",
        "-0.5 ln(0.5) - 0.5 ln(0.5) = 0.693",
        "x log(0.3) = 4",
        "Half of ln(2) = 0.347.",
        "La moitié de ln(2) = 0,347.",
        "log(x) = 0.5",
    ],
)
def test_parts_of_computations_are_left_alone(text: str) -> None:
    """What stands beside a logarithm changes its value."""
    assert outcome(_part(text), "arithmetic.logarithm") == "none"


def test_a_lost_sign_is_a_review() -> None:
    """The minus may have been the mark of a list."""
    assert outcome(_part("The loss is ln(0.5) = 0.69."), "arithmetic.logarithm") == "review"


# ── updates of an epoch ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With 60,000 images and a batch size of 128 there are 469 updates per epoch.", "confirmed"),
        ("With 60,000 images and a batch size of 128 there are 468 updates per epoch.", "confirmed"),
        ("With 60,000 images and a batch size of 32 there are 1,875 steps per epoch.", "confirmed"),
        ("Avec 54 000 images et des lots de 128, on a 422 itérations par époque.", "confirmed"),
        ("With 60,000 images and a batch size of 128 there are 496 updates per epoch.", "refuted"),
        ("Avec 60 000 images et des lots de 128 on a 648 mises à jour par époque.", "refuted"),
        ("Avec 60 000 images et des lots de 128, chaque époque compte 467 mises à jour.", "refuted"),
        ("The batch size is 128.\n\nThere are 500 updates per epoch.", "review"),
        ("With a validation split of 0.2, 60,000 images and a batch size of 128: 375 updates per epoch.", "none"),
        ("There are 500 updates per epoch.", "none"),
    ],
)
def test_updates_of_an_epoch(text: str, expected: str) -> None:
    """Wrong only where images and batch stand beside; images set apart leave fewer."""
    assert ceil(60_000 / 128) == 469
    assert outcome(_part(text), "optimizer.updates") == expected


# ── layers and counts ────────────────────────────────────────────────────────────────────────────────────────────

LAYERS = """| {head} |
|---|---|---|
| Flatten | 784 | 0 |
| Dense (ReLU) | 64 | 50,240 |
| Dense (ReLU) | 64 | @@ |
| Dense (softmax) | 10 | 650 |
"""


@pytest.mark.parametrize("head", ["Layer | Output shape | Params", "Couche | Neurones | Nombre de paramètres"])
@pytest.mark.parametrize(
    ("count", "expected"),
    [("4,160", "confirmed"), ("4,096", "review"), ("4,224", "refuted"), ("about 4k", "confirmed")],
)
def test_rows_of_a_table_of_layers(head: str, count: str, expected: str) -> None:
    """64 × 64 + 64; without the biases a question."""
    table = LAYERS.replace("{head}", head).replace("@@", count)
    assert outcome(_part(table), "structure.layers") == expected


def test_convolutions_of_a_table_of_layers() -> None:
    """3 × 3 × 32 × 64 + 64 = 18,496; the dense layer reads the flattened values."""
    table = """| Layer | Shape | Parameters |
|---|---|---|
| Conv2D 3x3, ReLU | 26x26x32 | 320 |
| MaxPooling 2x2 | 13x13x32 | 0 |
| Conv2D 3x3, ReLU | 11x11x64 | @@ |
| MaxPooling 2x2 | 5x5x64 | 0 |
| Flatten | 1600 | 0 |
| Dense | 128 | 204,928 |
"""
    assert outcome(_part(table.replace("@@", "18,496")), "structure.layers") == "confirmed"
    assert outcome(_part(table.replace("@@", "18,469")), "structure.layers") == "refuted"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The auto-encoder 784-128-96-128-784 has 226,416 parameters.", "confirmed"),
        ("The auto-encoder 784-128-96-128-784 has 226,146 parameters.", "refuted"),
        ("L'auto-encodeur (784 → 128 → 96 → 128 → 784) compte 226 461 paramètres.", "refuted"),
        ("Réseau 784-500-300-10, 545 810 paramètres, 40 époques.", "confirmed"),
        ("784-64-64-10: 54,912 weights.", "review"),
    ],
)
def test_a_count_beside_all_sizes(text: str, expected: str) -> None:
    """226,416 = 100,480 + 12,384 + 12,416 + 101,136; without biases it may be meant so."""
    assert outcome(_part(text), "structure.count") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The encoder of 784-128-96-128-784 has 112,864 parameters.",
        "784-500-300-10 has 490,760 parameters more than 784-64-64-10.",
        "With dropout 784-500-300-10 would have 550,000 parameters.",
    ],
)
def test_counts_of_a_part_or_a_difference_are_not_refuted(text: str) -> None:
    """The sizes beside a number need not be what it counts."""
    assert outcome(_part(text), "structure.count") != "refuted"


def test_the_total_beside_a_share_of_one_layer_is_the_total() -> None:
    """`99 % of them in the first dense layer` does not make it a count of that layer."""
    code = """```python
model = Sequential([
    Conv2D(32, (3, 3), activation='relu', input_shape=(28, 28, 1)), MaxPooling2D((2, 2), strides=1),
    Conv2D(64, (3, 3), activation='relu'), MaxPooling2D((2, 2), strides=1),
    Conv2D(100, (3, 3), activation='relu'), MaxPooling2D((2, 2), strides=1),
    Flatten(), Dense(200, activation='relu'), Dense(10, activation='softmax')])
```
"""
    said = "In total 7,298,726 parameters, 99 % of them in the first dense layer."
    assert outcome(_part(f"## CNN\n\n{code}\n{said}"), "structure.count") == "confirmed"
    wrong = "The first dense layer has 7,298,726 parameters."
    assert outcome(_part(f"## CNN\n\n{code}\n{wrong}"), "structure.count") != "confirmed"


# ── errors after an accuracy, the gradient of the penalty ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Test accuracy 0.9713, training accuracy 0.9812. So 287 of the 10,000 test images are wrong.", "confirmed"),
        ("Test accuracy 0.9713. So 278 of the 10,000 test images are classified wrong.", "refuted"),
        ("Exactitude de test : 97,15 %. Cela fait 285 erreurs sur 10 000 images.", "confirmed"),
        ("Exactitude de test : 97,15 %. Cela fait 385 erreurs sur 10 000 images.", "refuted"),
        ("Exactitude de test : 97,15 %. Le CNN fait 82 erreurs sur 10 000 images.", "none"),
        ("Accuracy 0.9713. Only 40 of the 10,000 images are wrong with a probability above 0.9.", "none"),
        ("The validation accuracy is 0.9731. On the test set 287 of the 10,000 images are wrong.", "none"),
        ("Accuracy of A 0.9713, accuracy of B 0.9812. So 287 of the 10,000 images are wrong.", "none"),
    ],
)
def test_errors_in_the_sentence_after_the_accuracy(text: str, expected: str) -> None:
    """Of one accuracy that is not of the training images, and of no other network."""
    assert outcome(_part(text), "metric.errors") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"The gradient of the penalty is $2 \lambda w_i$.", "confirmed"),
        ("La dérivée de λw² vaut 2λw.", "confirmed"),
        (r"The gradient of this L2 penalty is $\lambda w_i^2$.", "refuted"),
        (r"La dérivée de $\lambda w^2$ vaut $2\lambda$.", "refuted"),
        ("The gradient of the L2 penalty is λw.", "review"),
        ("The derivative of w² is 2w.", "none"),
    ],
)
def test_the_gradient_of_the_penalty(text: str, expected: str) -> None:
    """λ·w is that of the convention with a half: a question."""
    assert outcome(_part(text), "equation.l2") == expected


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "line", "number"),
    [
        ("## 2.A Network\n\nText.", 2, "2.A"),
        ("## 2B\n\nText.", 2, "2.B"),
        ("## Question 4\n\n**C)** Text.", 2, "4.C"),
        ("## Exercice 2\n\n### D. Régularisation\n\nText.", 4, "2.D"),
        ("## 3\n\n**a)** Texte.\n\nSuite.", 4, "3.A"),
        ("## 2. A network of our own\n\nText.", 2, ""),
        ("## Results\n\nA network.", 2, ""),
    ],
)
def test_reports_number_their_answers(text: str, line: int, number: str) -> None:
    """In headings, or in the paragraphs under them."""
    assert Numbering(read_text(text, "report.md")).at(line) == number


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Question 4", "**A.** Encoder 784-128-96, decoder 96-128-784, with noise."),
        ("Question 4", "**A.** L'encodeur et le décodeur sont symétriques."),
    ],
)
def test_an_answer_is_found_where_no_heading_names_the_auto_encoder(heading: str, words: str) -> None:
    """Its number tells."""
    found = examine(read_text(_part(f"## {heading}\n\n{words}"), "report.md"), "assignment7").questions
    assert {question.id: question.answered for question in found}["4.A"]
