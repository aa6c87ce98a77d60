"""A network as data: shapes, counts, wiring, JSON, and what cannot be."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.arithmetic import Expression, Product, Sum, value, write
from reportgen.canonical import canonical, to_json
from reportgen.errors import ModelError
from reportgen.model import (
    ACTIVATIONS,
    L2,
    PADDINGS,
    Activation,
    Add,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Input,
    LayerSpec,
    LayerSummary,
    MaxPooling2D,
    ModelSpec,
    chain,
)


def mlp() -> ModelSpec:
    """Return a perceptron on MNIST: 784-100-10."""
    return chain(Input((784,)), Dense(100, "relu"), Dense(10, "softmax"))


def cnn() -> ModelSpec:
    """Return the convolutional network of the lab on MNIST."""
    return chain(
        Input((28, 28, 1)),
        Conv2D(9, (5, 5), activation="relu", padding="same"),
        MaxPooling2D(),
        Conv2D(9, (5, 5), activation="relu", padding="same"),
        MaxPooling2D(),
        Conv2D(16, (3, 3), activation="relu", padding="same"),
        MaxPooling2D(),
        Flatten(),
        Dense(25, "relu"),
        Dense(10, "softmax"),
    )


def xray() -> ModelSpec:
    """Return five stages of convolution and pooling on X-ray images."""
    stages = [
        layer
        for filters in (8, 16, 32, 64, 128)
        for layer in (Conv2D(filters, (3, 3), activation="relu", padding="same"), MaxPooling2D())
    ]
    head = (Flatten(), Dense(32, "relu"), Dense(16, "relu"), Dense(1, "sigmoid"))
    return chain(Input((128, 128, 1)), *stages, *head)


def residual() -> ModelSpec:
    """Return a small graph with a skip connection."""
    return chain(
        Input((8, 8, 3)),
        Conv2D(4, (3, 3), padding="same", use_bias=False, kernel_regularizer=L2(1e-4), name="stem"),
        BatchNormalization(),
        Activation("relu"),
        Dropout(0.25),
        Conv2D(4, (3, 3), padding="same"),
        Add(inputs=("stem", "conv2d_1")),
        Flatten(),
        Dense(2, "softmax"),
    )


def line(spec: ModelSpec, name: str) -> LayerSummary:
    """Return the summary of one layer."""
    return next(layer for layer in spec.summary() if layer.name == name)


def written(expression: Expression) -> str:
    """Write a computation with plain numbers."""
    return write(expression, str)


# ── counts ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("make", "parameters", "multiplications"),
    [
        (mlp, 79_510, 784 * 100 + 100 * 10),
        (cnn, 7_465, 784 * 25 * 9 + 196 * 25 * 81 + 49 * 9 * 144 + 144 * 25 + 250),
        (xray, 164_353, None),
    ],
)
def test_parameters_of_the_courses_networks(
    make: Callable[[], ModelSpec], parameters: int, multiplications: int | None
) -> None:
    """The networks of the course have the parameters that its slides and notebooks give."""
    spec = make()
    assert (spec.parameters, spec.trainable, spec.non_trainable) == (parameters, parameters, 0)
    assert multiplications is None or spec.multiplications == multiplications


def test_summary_of_a_dense_layer() -> None:
    """A Dense layer has inputs × units weights and one bias per unit, and multiplies once per weight."""
    hidden = mlp().summary()[1]
    assert (hidden.name, hidden.kind, hidden.output_shape) == ("dense_1", "Dense", (100,))
    assert (hidden.weights, hidden.biases, hidden.parameters) == (78_400, 100, 78_500)
    assert hidden.parameters_formula == Sum((Product((784, 100)), 100))
    assert hidden.multiplications_formula == Product((784, 100))


def test_dense_works_on_the_last_axis() -> None:
    """As in Keras, Dense on an image keeps height and width and applies one kernel at each pixel."""
    layer = line(chain(Input((4, 5, 3)), Dense(7)), "dense_1")
    assert (layer.output_shape, layer.parameters) == ((4, 5, 7), 3 * 7 + 7)
    assert written(layer.multiplications_formula) == "4 × 5 × 3 × 7"


def test_summary_of_a_convolution() -> None:
    """A Conv2D has kernel × channels × filters weights, used at each position of its output."""
    layer = line(cnn(), "conv2d_3")
    assert written(layer.parameters_formula) == "3 × 3 × 9 × 16 + 16"
    assert written(layer.multiplications_formula) == "7 × 7 × 3 × 3 × 9 × 16"
    assert (layer.weights, layer.biases, layer.parameters, layer.multiplications) == (1296, 16, 1312, 63_504)


def test_a_layer_without_bias() -> None:
    """Without bias the formula is the product alone."""
    layer = line(residual(), "stem")
    assert (layer.biases, written(layer.parameters_formula)) == (0, "3 × 3 × 3 × 4")


def test_summary_of_a_batch_normalisation() -> None:
    """A BatchNormalization has four values per channel, two of them trained; one product per value."""
    layer = line(residual(), "batch_normalization_1")
    assert (layer.weights, layer.biases, layer.trainable, layer.non_trainable) == (4, 4, 8, 8)
    assert written(layer.parameters_formula) == "4 × 4"
    assert written(layer.multiplications_formula) == "8 × 8 × 4"


def test_layers_without_parameters_count_nothing() -> None:
    """Input, pooling, flattening, dropout, activation and addition have the formula 0."""
    kinds = {"Input", "MaxPooling2D", "Flatten", "Dropout", "Activation", "Add"}
    plain = [layer for spec in (cnn(), residual()) for layer in spec.summary() if layer.kind in kinds]
    assert {layer.kind for layer in plain} == kinds
    assert {(layer.parameters_formula, layer.multiplications_formula) for layer in plain} == {(0, 0)}


def test_totals_of_a_network() -> None:
    """A network knows its shapes, its totals and its memory, 4 bytes a parameter and 1024 bytes a KB."""
    spec = residual()
    assert (spec.input_shape, spec.output_shape) == ((8, 8, 3), (2,))
    assert (spec.parameters, spec.trainable, spec.non_trainable) == (786, 778, 8)
    assert spec.kilobytes == 786 * 4 / 1024


# ── shapes ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        (Conv2D(2, (3, 3)), (5, 8, 2)),
        (Conv2D(2, (3, 3), padding="same"), (7, 10, 2)),
        (Conv2D(2, (3, 1), (2, 3)), (3, 4, 2)),
        (Conv2D(2, (9, 9), (2, 2), padding="same"), (4, 5, 2)),
        (MaxPooling2D(), (3, 5, 3)),
        (MaxPooling2D(padding="same"), (4, 5, 3)),
        (MaxPooling2D((3, 3), (1, 2)), (5, 4, 3)),
        (MaxPooling2D((7, 10)), (1, 1, 3)),
        (Flatten(), (210,)),
        (BatchNormalization(), (7, 10, 3)),
    ],
)
def test_output_shapes(layer: LayerSpec, shape: tuple[int, ...]) -> None:
    """Shapes follow the windows, strides and padding of Keras, on an image of 7 × 10 × 3."""
    assert chain(Input((7, 10, 3)), layer).output_shape == shape


def test_pooling_without_strides_moves_by_its_size() -> None:
    """Strides equal to the pool size are the default: the same pooling is the same spec."""
    assert MaxPooling2D((2, 2), (2, 2)) == MaxPooling2D((2, 2))


# ── wiring ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_chain_names_and_wires_its_layers() -> None:
    """Layers are named by kind and number, and read the layer before."""
    spec = chain(Input((8, 8, 1)), MaxPooling2D(), BatchNormalization(), Flatten(), Dense(2), Dense(1))
    assert [(layer.name, layer.inputs) for layer in spec.layers] == [
        ("input_1", ()),
        ("max_pooling2d_1", ("input_1",)),
        ("batch_normalization_1", ("max_pooling2d_1",)),
        ("flatten_1", ("batch_normalization_1",)),
        ("dense_1", ("flatten_1",)),
        ("dense_2", ("dense_1",)),
    ]


def test_given_names_are_kept() -> None:
    """A given name is kept wherever it stands, and no generated name takes it."""
    spec = chain(Input((3,)), Dense(2), Dense(2, name="dense_1"), Dense(2))
    assert [layer.name for layer in spec.layers] == ["input_1", "dense_2", "dense_1", "dense_3"]


def test_a_graph_is_a_chain_with_named_inputs() -> None:
    """A layer that names its inputs reads these, so that a skip connection is one Add."""
    spec = residual()
    assert spec.layers[6].inputs == ("stem", "conv2d_1")
    assert line(spec, "add_1").output_shape == (8, 8, 4)


def test_equal_networks_are_equal_keys() -> None:
    """Specs are hashable; equal ones have the same canonical JSON, whatever the spelling of a number."""
    one, other = (chain(Input((3,)), Dropout(rate), Dense(1)) for rate in (0, -0.0))
    assert len({one, other}) == 1
    assert canonical(one) == canonical(other)
    assert mlp() != cnn()


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_carries_kinds_and_arguments() -> None:
    """A layer's JSON is its kind, its wiring and Keras's arguments."""
    assert to_json(chain(Input((3,)), Dense(2, "relu")))["layers"][1] == {
        "kind": "Dense",
        "name": "dense_1",
        "inputs": ["input_1"],
        "units": 2,
        "activation": "relu",
        "use_bias": True,
        "kernel_regularizer": None,
    }


def test_json_may_leave_out_what_has_a_default() -> None:
    """A lab file writes only what Keras needs: names, wiring and defaults come by themselves."""
    layers = [
        {"kind": "Input", "shape": [9, 9, 1]},
        {"kind": "Conv2D", "filters": 4, "kernel_size": 3, "padding": "same"},
        {"kind": "MaxPooling2D", "pool_size": [2, 2], "strides": None},
    ]
    same = chain(Input((9, 9, 1)), Conv2D(4, (3, 3), padding="same"), MaxPooling2D())
    assert ModelSpec.from_json({"layers": layers}) == same


sizes = st.tuples(st.integers(1, 4), st.integers(1, 4))
paddings = st.sampled_from(PADDINGS)
activations = st.sampled_from(ACTIVATIONS)
on_images = st.one_of(
    st.builds(Conv2D, st.integers(1, 9), sizes, sizes, activations, st.booleans(), padding=paddings),
    st.builds(MaxPooling2D, sizes, st.none() | sizes, padding=paddings),
)
anywhere = st.one_of(
    st.builds(Dense, st.integers(1, 9), activations, st.booleans()),
    st.builds(Dropout, st.floats(0, 1, exclude_max=True)),
    st.builds(Activation, activations),
    st.builds(BatchNormalization),
    st.builds(Flatten),
    st.builds(Add, inputs=st.just(("the image", "the image"))),
)
images = st.builds(
    Input, st.tuples(st.integers(6, 12), st.integers(6, 12), st.integers(1, 3)), name=st.just("the image")
)


@given(images, st.lists(on_images, max_size=3), st.lists(anywhere, max_size=5))
def test_any_layers_make_a_network_or_a_model_error(
    image: Input, first: list[LayerSpec], then: list[LayerSpec]
) -> None:
    """Whatever the layers, they are refused by a ModelError or survive JSON, with formulas that hold."""
    try:
        spec = chain(image, *first, *then)
    except ModelError:
        return
    assert ModelSpec.from_json(json.loads(canonical(spec))) == spec
    for layer in spec.summary():
        assert value(layer.parameters_formula) == layer.parameters


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 9) | st.floats() | st.sampled_from(("", "relu", "same", "a/b")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("kind", "x")), inner),
    max_leaves=4,
)
arguments = (
    "name",
    "inputs",
    "shape",
    "units",
    "filters",
    "kernel_size",
    "strides",
    "padding",
    "rate",
    "use_bias",
    "kernel_regularizer",
)
kinds = st.sampled_from(("Input", "Dense", "Conv2D", "MaxPooling2D", "Flatten", "Dropout", "Add", "LSTM"))
layer_like = st.tuples(kinds, st.dictionaries(st.sampled_from(arguments), anything, max_size=4)).map(
    lambda made: {"kind": made[0], **made[1]}
)
start = st.just({"kind": "Input", "shape": [6, 6, 1]})


@given(anything | st.builds(lambda first, rest: {"layers": [first, *rest]}, start, st.lists(layer_like | anything)))
def test_any_json_makes_a_network_or_a_model_error(received: object) -> None:
    """A parsed report may say anything; nothing but a ModelError comes of it."""
    try:
        spec = ModelSpec.from_json(received)
    except ModelError:
        return
    assert ModelSpec.from_json(to_json(spec)) == spec


# ── errors ──────────────────────────────────────────────────────────────────────────────────────────────────

image = Input((8, 8, 3))


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ((), "model: expected one Input, and as the first layer; received none"),
        ((Dense(1),), "model: expected one Input, and as the first layer; received Dense"),
        ((image, image), "model: expected one Input, and as the first layer; received Input, Input"),
        (
            (Input(()),),
            "layer 'input_1' (Input): expected shape to be whole numbers of at least 1; received ()",
        ),
        (
            (Input((8, 0)),),
            "layer 'input_1' (Input): expected shape to be whole numbers of at least 1; received (8, 0)",
        ),
        (
            (Input((8,), inputs=("x",)), Dense(1, name="x")),
            "layer 'input_1' (Input): expected inputs among the earlier layers (none); received 'x', which comes later",
        ),
        (
            (image, Dense(1, name="a"), Dense(1, name="a")),
            "layer 3 (Dense): expected a name of its own; received 'a' a second time",
        ),
        (
            (image, Dense(1, name="a/b")),
            "layer 2 (Dense): expected a name without '/', as in Keras; received 'a/b'",
        ),
        (
            (image, Dense(1, inputs=("dense",))),
            "layer 'dense_1' (Dense): expected inputs among the earlier layers (input_1);"
            " received 'dense', which no layer is called",
        ),
        (
            (image, Add(inputs=("input_1", "late")), Dense(3, name="late")),
            "layer 'add_1' (Add): expected inputs among the earlier layers (input_1);"
            " received 'late', which comes later",
        ),
        (
            (image, Dense(1, inputs=("input_1", "input_1"))),
            "layer 'dense_1' (Dense): expected one input; received 2: ('input_1', 'input_1')",
        ),
        ((image, Add()), "layer 'add_1' (Add): expected at least two inputs; received 1: ('input_1',)"),
        (
            (image, Dense(4), Add(inputs=("input_1", "dense_1"))),
            "layer 'add_1' (Add): expected inputs of one shape; received 'input_1' 8 × 8 × 3 and 'dense_1' 8 × 8 × 4",
        ),
        (
            (image, Dense(3, name="dead"), Flatten(inputs=("input_1",), name="out")),
            "layer 'dead' (Dense): expected a path from every layer to the output 'out';"
            " received a layer whose output nothing reads",
        ),
        (
            (image, Dense(0)),
            "layer 'dense_1' (Dense): expected units to be a whole number of at least 1; received 0",
        ),
        (
            (image, Dense(True)),
            "layer 'dense_1' (Dense): expected units to be a whole number of at least 1; received True",
        ),
        (
            (image, Conv2D(0, (3, 3))),
            "layer 'conv2d_1' (Conv2D): expected filters to be a whole number of at least 1; received 0",
        ),
        (
            (image, Conv2D(1, (3, 0))),
            "layer 'conv2d_1' (Conv2D): expected kernel_size to be two whole numbers of at least 1; received (3, 0)",
        ),
        (
            (image, Conv2D(1, (3, 3), (0, 1))),
            "layer 'conv2d_1' (Conv2D): expected strides to be two whole numbers of at least 1; received (0, 1)",
        ),
        (
            (image, MaxPooling2D((0, 2))),
            "layer 'max_pooling2d_1' (MaxPooling2D): expected pool_size to be two whole numbers"
            " of at least 1; received (0, 2)",
        ),
        (
            (image, MaxPooling2D(strides=(1, 0))),
            "layer 'max_pooling2d_1' (MaxPooling2D): expected strides to be two whole numbers of at least 1;"
            " received (1, 0)",
        ),
        (
            (image, Flatten(), Conv2D(1, (3, 3))),
            "layer 'conv2d_1' (Conv2D): expected an input of height × width × channels; received 192",
        ),
        (
            (image, Conv2D(1, (9, 3))),
            "layer 'conv2d_1' (Conv2D): expected an input that the window of 9 × 3 fits into; received 8 × 8 × 3",
        ),
        (
            (image, MaxPooling2D((2, 9))),
            "layer 'max_pooling2d_1' (MaxPooling2D): expected an input that the window of 2 × 9 fits into;"
            " received 8 × 8 × 3",
        ),
        (
            (image, Dropout(1.0)),
            "layer 'dropout_1' (Dropout): expected rate to be a number of at least 0 and below 1; received 1.0",
        ),
        (
            (image, Dropout(float("nan"))),
            "layer 'dropout_1' (Dropout): expected rate to be a number of at least 0 and below 1; received nan",
        ),
    ],
)
def test_a_network_that_cannot_be(layers: tuple[LayerSpec, ...], message: str) -> None:
    """A network that Keras could not build, or in part would drop, is refused, naming the layer and why."""
    with pytest.raises(ModelError) as caught:
        chain(*layers)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("received", "message"),
    [
        ([], "model: expected an object with a list of layers and nothing else; received []"),
        (
            {"layers": [{"kind": "LSTM"}]},
            "layer 1: expected a kind of Input, Dense, Conv2D, MaxPooling2D, Flatten, Dropout,"
            " BatchNormalization, Activation, Add; received {'kind': 'LSTM'}",
        ),
        (
            {"layers": [{"kind": "Dense", "unit": 3}]},
            "layer 1 (Dense): expected only name, inputs, units, activation, use_bias,"
            " kernel_regularizer; received 'unit'",
        ),
        (
            {"layers": [{"kind": "Dense", "name": "a"}]},
            "layer 1 (Dense): expected units; received only name",
        ),
        (
            {"layers": [{"kind": "Input", "shape": [3]}, {"kind": "Dense", "units": 2, "inputs": "input_1"}]},
            "layer 'dense_1' (Dense): expected inputs to be names of layers; received 'input_1'",
        ),
        (
            {"layers": [{"kind": "Input", "shape": [3]}, {"kind": "Dense", "units": 2, "use_bias": 1}]},
            "layer 'dense_1' (Dense): expected use_bias to be true or false; received 1",
        ),
        (
            {"layers": [{"kind": "Input", "shape": [3]}, {"kind": "Dense", "units": 2, "kernel_regularizer": 0.1}]},
            "layer 'dense_1' (Dense): expected kernel_regularizer to be none, or an L2 with a number above 0;"
            " received 0.1",
        ),
        (
            {"layers": [{"kind": "Input", "shape": [3]}, {"kind": "Dense", "units": 2, "kernel_regularizer": L2(0.0)}]},
            "layer 'dense_1' (Dense): expected kernel_regularizer to be none, or an L2 with a number above 0;"
            " received L2(kind='L2', l2=0.0)",
        ),
    ],
)
def test_json_that_is_no_network(received: object, message: str) -> None:
    """JSON that is no network is refused with the place, what was expected and what was received."""
    with pytest.raises(ModelError) as caught:
        ModelSpec.from_json(received)
    assert caught.value.message == message


@pytest.mark.parametrize(("argument", "valid"), [("padding", PADDINGS), ("activation", ACTIVATIONS)])
def test_an_unknown_name_is_answered_with_the_valid_ones(argument: str, valid: tuple[str, ...]) -> None:
    """An unknown activation or padding is answered with the list of those that exist."""
    layer = {"kind": "Conv2D", "filters": 1, "kernel_size": 1, argument: "magic"}
    with pytest.raises(ModelError, match=f"{argument} to be one of {', '.join(valid)}; received 'magic'"):
        ModelSpec.from_json({"layers": [{"kind": "Input", "shape": [8, 8, 1]}, layer]})
