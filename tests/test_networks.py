"""What cases of lab files say of their networks: the network, its last layer, what reports call it, what is refused."""

import re
from pathlib import Path

import pytest

from reportgen import content
from reportgen.errors import LabError
from reportgen.i18n import Language
from reportgen.lab import load_lab
from reportgen.model import Add, Dense, MaxPooling2D
from reportgen.networks import ConvolutionalOptions, PerceptronOptions, StageOptions
from reportgen.spec import Optimizer, Training

TRAINING = Training(Optimizer("RMSprop"), "categorical_crossentropy", 10, 128, 1, "course")
STAGES = (StageOptions(filters=9, kernel=5), StageOptions(filters=18, kernel=3))


def perceptron(**keys: object) -> PerceptronOptions:
    """Return the options of a case, as a lab file gives them."""
    return PerceptronOptions.model_validate({"id": "a", "hidden": [30, 20], **keys})


def convolutional(**keys: object) -> ConvolutionalOptions:
    """Return the options of a case, as a lab file gives them."""
    return ConvolutionalOptions.model_validate({"id": "a", "dense": [8], **keys})


@pytest.mark.parametrize(
    ("loss", "classes", "keys", "expected"),
    [
        ("categorical_crossentropy", 10, {}, (10, "softmax")),
        ("categorical_crossentropy", 2, {}, (2, "softmax")),
        ("binary_crossentropy", 2, {}, (1, "sigmoid")),
        ("binary_crossentropy", 2, {"output": "relu"}, (1, "relu")),
        ("categorical_crossentropy", 10, {"output": "sigmoid"}, (10, "sigmoid")),
    ],
)
def test_the_loss_asks_for_the_last_layer(
    loss: str, classes: int, keys: dict[str, object], expected: tuple[int, str]
) -> None:
    """One probability of the second class, or one for each; a case may want another activation."""
    models = (
        perceptron(**keys).model(784, classes, loss),
        convolutional(**keys).within(STAGES).model((28, 28), classes, loss),
    )
    for model in models:
        last = model.layers[-1]
        assert isinstance(last, Dense)
        assert (last.units, last.activation) == expected


def test_a_case_has_its_own_stages_or_those_of_its_section() -> None:
    """Its own come first; each may go without pooling, or have a skip connection."""
    own = convolutional(stages=[{"filters": 1, "kernel": 3, "pool": 1, "skip": 1}])
    assert own.within(STAGES) is own
    assert [type(layer) for layer in own.model((28, 28), 10, TRAINING.loss).layers[2:3]] == [Add]
    theirs = convolutional().within(STAGES)
    assert theirs.stages == STAGES
    assert sum(isinstance(layer, MaxPooling2D) for layer in theirs.model((28, 28), 10, TRAINING.loss).layers) == 2


def test_settings_of_equal_layers_are_given_once() -> None:
    """So that a rate for all layers and the same rate for each are one setting."""
    once = perceptron(dropout=0.3, activation="tanh").settings()
    assert perceptron(dropout=[0.3, 0.3], activation=["tanh", "tanh"]).settings() == once
    assert once == {"hidden": (30, 20), "activation": "tanh", "dropout": 0.3}
    assert perceptron(dropout=[0.3, 0.5]).settings()["dropout"] == (0.3, 0.5)


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        ({}, "30 + 20 neurons"),
        ({"dropout": 0.5}, "30 + 20 neurons, dropout 0.5"),
        ({"activation": "sigmoid", "training": {"epochs": 3}}, "30 + 20 neurons, sigmoid, 3 epochs"),
        ({"activation": ["sigmoid", "relu"], "dropout": [0.3, 0.5]},
         "30 + 20 neurons, sigmoid + ReLU, dropout 0.3 + 0.5"),
        ({"training": {"epochs": 1, "batch_size": 32}}, "30 + 20 neurons, 1 epoch, batches of 32"),
        ({"training": {"epochs": 10, "batch_size": 128}}, "30 + 20 neurons"),
        ({"training": {"optimizer": {"name": "SGD", "arguments": {"learning_rate": 0.1}}}},
         "30 + 20 neurons, SGD(learning_rate=0.1)"),
        ({"output": "relu", "training": {"seed": 2}}, "30 + 20 neurons, ReLU at the output, seed 2"),
        ({"training": {"class_weight": "balanced", "loss": "binary_crossentropy"}},
         "30 + 20 neurons, binary cross-entropy, classes weighted"),
    ],
)  # fmt: skip
def test_a_title_says_what_sets_a_case_apart(keys: dict[str, object], title: str, english: Language) -> None:
    """Only where it is not as usual, or not as in its section."""
    assert english.text(perceptron(**keys).title(TRAINING)).replace("\u00a0", " ") == title


@pytest.mark.parametrize(
    ("stages", "title"),
    [
        ([], "CNN, 8 neurons"),
        ([(5, 9, {}), (3, 18, {})], "CNN 5×5×9 + 3×3×18, 8 neurons"),
        ([(2, 32, {"pool": 1}), (2, 32, {})], "CNN 2 × (2×2×32), 8 neurons, poolings: 1"),
        ([(2, 32, {"pool": 1})], "CNN 2×2×32, 8 neurons, no pooling"),
        ([(3, 9, {}), (3, 9, {"skip": 1, "dropout": 0.3})],
         "CNN 2 × (3×3×9), 8 neurons, skip connection, dropout 0.3 after the convolutions"),
    ],
)  # fmt: skip
def test_a_title_has_the_stages_that_a_case_has_for_itself(
    stages: list[tuple[int, int, dict[str, object]]], title: str, english: Language
) -> None:
    """Windows and filters as the handout writes them."""
    given = [{"kernel": kernel, "filters": filters, **keys} for kernel, filters, keys in stages]
    assert english.text(convolutional(stages=given).title(TRAINING)).replace("\u00a0", " ") == title


def test_every_mark_has_its_words(language: Language) -> None:
    """In each language."""
    changes = {"epochs": 1, "batch_size": 7, "class_weight": "balanced", "protocol": "holdout", "seed": 2}
    case = perceptron(training=changes, activation=["sigmoid", "relu"], dropout=[0.1, 0.2], output="linear")
    assert language.text(case.title(TRAINING)).count(",") >= 8


PW04 = (content.labs() / "pw04.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ("hidden = [100], dropout = [0.1, 0.2]",
         "cases.0.dropout: expected one value, or one for each of 1 layers, received [0.1, 0.2]"),
        ('hidden = [100], activation = ["relu", "tanh"]', "cases.0.activation: expected one value, or one for each"),
        ("hidden = [100], dropout = 1.0", "cases.0.dropout: expected less than 1.0, received 1.0"),
        ("hidden = [100], dropout = [0.5, 2.0]", "mlp_raw: cases.0.dropout.1: expected less than 1.0, received 2.0"),
        ('hidden = [100], activation = "rule"', "cases.0.activation: expected 'linear', 'relu'"),
        ("hidden = []", "cases.0.hidden: expected 1 or more items, received []"),
        ('hidden = [100], training = { protocol = "holdout" }',
         "case 100: protocol: expected course as in the other cases, with which it is compared image by image; "
         "received holdout"),
    ],
)  # fmt: skip
def test_what_is_no_network_is_refused(case: str, message: str, tmp_path: Path) -> None:
    """The message has the place, what was expected and what was received."""
    path = tmp_path / "lab.toml"
    path.write_text(PW04.replace('id = "100", hidden = [100]', f'id = "100", {case}', 1), "utf-8")
    with pytest.raises(LabError, match=re.escape(message)):
        load_lab(str(path))


@pytest.mark.parametrize(
    ("section", "first", "sign"),
    [("mlp_raw", "100", ", "), ("mlp_hog", "8_4_100", ", "), ("cnn_digits", "25", ", "), ("cnn_fashion", "base", "\n")],
)
def test_cases_that_stand_side_by_side_have_one_protocol(section: str, first: str, sign: str, tmp_path: Path) -> None:
    """In every section: it is refused before training, for their validation images would be others."""
    before, after = PW04.split(f'name = "{section}"', 1)
    changed = after.replace(f'id = "{first}"', f'id = "{first}"{sign}training = {{ protocol = "holdout" }}', 1)
    path = tmp_path / "lab.toml"
    path.write_text(f'{before}name = "{section}"{changed}', "utf-8")
    with pytest.raises(LabError, match=f"case {first}: protocol: expected course"):
        load_lab(str(path))
