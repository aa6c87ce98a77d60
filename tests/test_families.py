"""The two families of networks that labs vary, against the handout's numbers and the lab's own plans."""

import pytest

from reportgen.canonical import digest
from reportgen.errors import ModelError
from reportgen.i18n import Language
from reportgen.lab import Lab
from reportgen.model import (
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Input,
    MaxPooling2D,
    Stage,
    chain,
    convolutional,
    perceptron,
)
from reportgen.model.layer import LayerSpec
from reportgen.render.figures.network import lay_out
from reportgen.spec import Case

STAGES = (Stage(9, (5, 5)), Stage(9, (5, 5)), Stage(16, (3, 3)))
"""The convolutional stages of the handout."""


def kinds(layers: tuple[LayerSpec, ...]) -> list[str]:
    """Return the kinds of some layers."""
    return [layer.kind for layer in layers]


@pytest.mark.parametrize(("dense", "weights"), [(25, 7_465), (250, 42_340), (500, 81_090)])
def test_the_handouts_convolutional_networks(dense: int, weights: int) -> None:
    """With 25, 250 and 500 neurons after the flattening."""
    model = convolutional((28, 28, 1), STAGES, (dense,), 0.0, 10)
    assert (model.parameters, model.output_shape) == (weights, (10,))


def test_the_multiplications_of_the_smallest() -> None:
    """By hand: positions × window × channels × filters, then inputs × neurons."""
    model = convolutional((28, 28, 1), STAGES, (25,), 0.0, 10)
    by_hand = (28 * 28 * 25 * 9, 14 * 14 * 25 * 9 * 9, 7 * 7 * 9 * 9 * 16, 3 * 3 * 16 * 25, 25 * 10)
    assert sum(by_hand) == 640_654
    assert model.multiplications == 640_654
    assert tuple(layer.multiplications for layer in model.summary() if layer.parameters) == by_hand


def test_layers_come_in_the_order_of_the_handout() -> None:
    """Names are Keras's, numbered by kind; ReLU keeps height and width, each stage ends in a pooling."""
    model = convolutional((28, 28, 1), STAGES, (25,), 0.0, 10)
    assert [(layer.name, layer.output_shape) for layer in model.summary()] == [
        ("input_1", (28, 28, 1)),
        ("conv2d_1", (28, 28, 9)),
        ("max_pooling2d_1", (14, 14, 9)),
        ("conv2d_2", (14, 14, 9)),
        ("max_pooling2d_2", (7, 7, 9)),
        ("conv2d_3", (7, 7, 16)),
        ("max_pooling2d_3", (3, 3, 16)),
        ("flatten_1", (144,)),
        ("dense_1", (25,)),
        ("dense_2", (10,)),
    ]
    activations = [layer.activation for layer in model.layers if isinstance(layer, Conv2D | Dense)]
    assert activations == ["relu"] * 4 + ["softmax"]
    assert {layer.padding for layer in model.layers if isinstance(layer, Conv2D)} == {"same"}


@pytest.mark.parametrize(
    ("hidden", "weights"), [((), 7_850), ((100,), 79_510), ((300,), 238_510), ((600,), 477_010), ((100, 100), 89_610)]
)
def test_perceptrons_have_the_handouts_weights(hidden: tuple[int, ...], weights: int) -> None:
    """Any number of hidden layers, none too; softmax last."""
    model = perceptron(784, hidden, 0.0, 10)
    assert model.parameters == weights
    assert kinds(model.layers) == ["Input", *["Dense"] * (len(hidden) + 1)]
    assert model == chain(Input((784,)), *(Dense(units, "relu") for units in hidden), Dense(10, "softmax"))


def test_dropout_follows_each_dense_layer_but_the_last() -> None:
    """It has no weights; a rate of 0 is no layer."""
    model = perceptron(784, (30, 20), 0.5, 10)
    assert kinds(model.layers) == ["Input", "Dense", "Dropout", "Dense", "Dropout", "Dense"]
    assert {layer.rate for layer in model.layers if isinstance(layer, Dropout)} == {0.5}
    assert model.parameters == perceptron(784, (30, 20), 0.0, 10).parameters
    convolved = convolutional((8, 8, 3), (Stage(2, (3, 3)),), (5,), 0.25, 4)
    assert convolved == chain(
        Input((8, 8, 3)), Conv2D(2, (3, 3), activation="relu", padding="same"), MaxPooling2D(), Flatten(),
        Dense(5, "relu"), Dropout(0.25), Dense(4, "softmax"),
    )  # fmt: skip


def test_stages_may_be_of_any_size_or_missing() -> None:
    """Windows that are not square; and without a stage, a perceptron on the flattened image."""
    model = convolutional((28, 20, 3), (Stage(4, (3, 5), (4, 2)),), (), 0.0, 2)
    assert [layer.output_shape for layer in model.summary()] == [(28, 20, 3), (28, 20, 4), (7, 10, 4), (280,), (2,)]
    assert model.parameters == 3 * 5 * 3 * 4 + 4 + 280 * 2 + 2
    flat = convolutional((28, 28, 1), (), (100,), 0.0, 10)
    assert flat.parameters == perceptron(784, (100,), 0.0, 10).parameters


def test_layers_may_have_an_activation_and_a_dropout_each() -> None:
    """One value for all, or one for each; a rate of 0 is no layer."""
    model = perceptron(784, (512, 256), (0.3, 0.0), 10, ("sigmoid", "relu"))
    assert model == chain(
        Input((784,)), Dense(512, "sigmoid"), Dropout(0.3), Dense(256, "relu"), Dense(10, "softmax")
    )  # fmt: skip
    convolved = convolutional((8, 8, 1), (Stage(2, (3, 3)),), (5,), 0.0, 1, "tanh", "sigmoid")
    activations = [layer.activation for layer in convolved.layers if isinstance(layer, Conv2D | Dense)]
    assert activations == ["tanh", "tanh", "sigmoid"]


def test_a_stage_may_go_without_pooling_and_end_in_dropout() -> None:
    """The size that reaches the dense layers is that before; dropout changes no shape."""
    stages = (Stage(4, (3, 3), (1, 1)), Stage(4, (3, 3), dropout=0.25))
    model = convolutional((8, 8, 1), stages, (), 0.0, 2)
    assert kinds(model.layers)[1:-2] == ["Conv2D", "Conv2D", "MaxPooling2D", "Dropout"]
    assert model.summary()[-2].output_shape == (4 * 4 * 4,)


@pytest.mark.parametrize(("skip", "source"), [(1, "conv2d_2"), (2, "max_pooling2d_1")])
def test_a_skip_connection_adds_what_the_first_convolution_that_it_passes_by_reads(skip: int, source: str) -> None:
    """As in the hand-ins' network of 10,244 weights: past two convolutions, from the first pooling."""
    last = Stage(18, (3, 3), dropout=0.3)
    stages = (Stage(9, (7, 7)), Stage(9, (5, 5), (1, 1)), Stage(9, (3, 3), skip=skip), last)
    model = convolutional((28, 28, 1), stages, (32,), 0.0, 10)
    (add,) = (layer for layer in model.layers if layer.kind == "Add")
    assert add.inputs == ("conv2d_3", source)
    assert kinds(model.layers)[4:8] == ["Conv2D", "Add", "MaxPooling2D", "Conv2D"]
    assert model.parameters == 10_244


def test_a_skip_connection_that_does_not_fit_is_refused() -> None:
    """Between other numbers of channels, or past more convolutions than there are."""
    with pytest.raises(ModelError, match="inputs of one shape; received 'conv2d_2' 14 × 14 × 16 and 'max_pooling2d_1'"):
        convolutional((28, 28, 1), (Stage(9, (5, 5)), Stage(16, (3, 3), skip=1)), (), 0.0, 10)
    with pytest.raises(ModelError, match="'conv2d_2': expected a skip connection past at most 2 convolutions"):
        convolutional((28, 28, 1), (Stage(9, (5, 5)), Stage(9, (3, 3), skip=3)), (), 0.0, 10)


def test_a_skip_connection_can_be_drawn(english: Language) -> None:
    """It goes round the layers that it passes by."""
    model = convolutional((28, 28, 1), (Stage(9, (5, 5)), Stage(9, (3, 3), skip=1)), (8,), 0.0, 10)
    assert [arrow.skips for arrow in lay_out(model, english).arrows].count(True) == 1


MADE = {
    "mlp_raw.100": perceptron(784, (100,), 0.0, 10),
    "mlp_raw.300": perceptron(784, (300,), 0.0, 10),
    "mlp_raw.600": perceptron(784, (600,), 0.0, 10),
    "mlp_raw.300_dropout": perceptron(784, (300,), 0.5, 10),
    "mlp_hog.8_4_100": perceptron(7 * 7 * 8, (100,), 0.0, 10),
    "mlp_hog.4_4_100": perceptron(7 * 7 * 4, (100,), 0.0, 10),
    "mlp_hog.8_4_300": perceptron(7 * 7 * 8, (300,), 0.0, 10),
    "mlp_hog.8_7_100": perceptron(4 * 4 * 8, (100,), 0.0, 10),
    "cnn_digits.25": convolutional((28, 28, 1), STAGES, (25,), 0.0, 10),
    "cnn_digits.250": convolutional((28, 28, 1), STAGES, (250,), 0.0, 10),
    "cnn_digits.500": convolutional((28, 28, 1), STAGES, (500,), 0.0, 10),
}
"""The lab's networks on digits, as its sections plan them."""


def test_sections_plan_these_networks(pw04: Lab) -> None:
    """Equal, and of the same digest: a result serves whoever asks for the network."""
    planned: dict[str, Case] = {case.key: case for case in pw04.cases}
    assert planned.keys() >= MADE.keys()
    for key, model in MADE.items():
        assert planned[key].experiment.model == model
        assert digest(planned[key].experiment.model) == digest(model)
