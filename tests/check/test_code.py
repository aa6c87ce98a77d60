"""Keras code is read, never run: the networks that it builds, with what follows from its literal values."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.check.facts.networks import code
from reportgen.check.stated import StatedNetwork
from reportgen.check.submission import Block, BlockKind, Line, Part, Place, Submission

CNN = """\
l0 = Input(shape=(28, 28, 1), name='l0')
l1 = Conv2D(9, (5, 5), padding='same', activation='relu', name='l1')(l0)
l1_mp = MaxPooling2D(pool_size=(2, 2), name='l1_mp')(l1)
l2 = Conv2D(9, (5, 5), padding='same', activation='relu', name='l2')({read})
l2_mp = MaxPooling2D(pool_size=(2, 2), name='l2_mp')(l2)
l3 = Conv2D(16, (3, 3), padding='same', activation='relu', name='l3')(l2_mp)
l3_mp = MaxPooling2D(pool_size=(2, 2), name='l3_mp')(l3)
flat = Flatten(name='flat')(l3_mp)
l4 = Dense(25, activation='relu', name='l4')(flat)
l5 = Dense(10, activation='softmax', name='l5')(l4)
cnn = Model(inputs=l0, outputs=l5)
"""


def submission(*cells: str, kind: BlockKind = "code", extracted: bool = False) -> Submission:
    """Return code cells as a report."""
    lines, blocks = list[Line](), list[Block]()
    for cell in cells:
        own = cell.split("\n")
        blocks.append(Block(kind, Place(len(lines), len(lines) + len(own) - 1), cell))
        lines += [Line(text, len(lines) + 1) for text in own]
    return Submission(
        "r", "md", "en", tuple(lines), tuple(blocks), (), (Part("", 0, None, (0, 0)),), extracted=extracted
    )


def networks(*cells: str, extracted: bool = False) -> list[StatedNetwork]:
    """Return the networks of some cells."""
    return list(code.find(submission(*cells, extracted=extracted)))


def only(*cells: str, extracted: bool = False) -> StatedNetwork:
    """Return the only network of some cells."""
    (network,) = networks(*cells, extracted=extracted)
    return network


SAME = {
    "a list": """\
model = Sequential([
    Dense(100, activation='relu', input_shape=(784,)),
    Dropout(0.5),
    Dense(10, activation='softmax'),
])""",
    "layers added": """\
model = keras.Sequential(name="mlp")
model.add(layers.Input(shape=(784,)))
model.add(layers.Dense(units=100, activation=tf.nn.relu))
model.add(layers.Dropout(rate=0.5))
model.add(layers.Dense(10, 'softmax'))""",
    "a flattened image": """\
from keras.layers import *
model = tf.keras.models.Sequential([
    tf.keras.layers.Flatten(input_shape=(28, 28)),
    tf.keras.layers.Dense(100, activation="relu"),
    tf.keras.layers.Dropout(.5),
    tf.keras.layers.Dense(10, activation="softmax")
])
model.summary()""",
    "variables": """\
n_hidden, rate = 10 ** 2, 1 / 2
image = (28, 28)
model = Sequential()
model.add(Dense(n_hidden, activation='relu', input_dim=image[0] * image[1]))
model.add(Dropout(rate))
model.add(Dense(10, activation='softmax'))""",
    "calls": """\
inputs = keras.Input((784,))
x = layers.Dense(100, activation="relu")(inputs)
x = layers.Dropout(0.5)(x)
outputs = layers.Dense(10, activation="softmax")(x)
model = keras.Model(inputs, outputs)""",
    "a function": """\
def build(n, rate=0.5):
    model = Sequential()
    model.add(Input(shape=(784,)))
    model.add(Dense(n, activation='relu'))
    model.add(Dropout(rate))
    model.add(Dense(10, activation='softmax'))
    return model

model = build(100)""",
    "a prompt": """\
>>> model = Sequential()
>>> model.add(Dense(100, activation='relu', input_shape=(784,)))
>>> model.add(Dropout(0.5))
>>> model.add(Dense(10, activation='softmax'))""",
    "numbered lines": """\
1 model = Sequential()
2 model.add(Dense(100, activation='relu', input_shape=(784,)))
3 model.add(Dropout(0.5))
4 model.add(Dense(10,
5                 activation='softmax'))""",
    "commands of a notebook": """\
!pip install keras
%matplotlib inline
model = Sequential([Dense(100, 'relu', input_shape=(784,)), Dropout(0.5), Dense(10, 'softmax')])""",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_the_same_network_in_many_styles(text: str) -> None:
    """784 × 100 + 100 + 100 × 10 + 10, as Keras counts."""
    network = only(text)
    assert network.spec is not None
    assert network.spec.parameters == 79510
    assert network.origin == "code"
    assert [layer.parameters for layer in network.layers if layer.kind == "Dense"] == [78500, 1010]
    assert [layer.units for layer in network.layers if layer.kind == "Dense"] == [100, 10]


def test_the_network_of_the_lab() -> None:
    """7,465 parameters, with names, kernels and lines."""
    network = only(CNN.format(read="l1_mp"))
    assert network.spec is not None
    assert network.spec.parameters == 7465
    assert [layer.name for layer in network.layers][:3] == ["l0", "l1", "l1_mp"]
    assert network.layers[1].kernel == (5, 5)
    assert network.layers[1].place == Place(1, 1)
    assert network.name == "cnn"


def test_a_layer_wired_past_a_pooling() -> None:
    """`l1_mp` is then no part of the network: 14 × 14 is what reaches the third convolution."""
    network = only(CNN.format(read="l1"))
    assert "l1_mp" not in [layer.name for layer in network.layers]
    flat = next(layer for layer in network.layers if layer.kind == "Flatten")
    assert flat.shape == (7 * 7 * 16,)


def test_the_network_of_the_other_lab() -> None:
    """Valid padding and a pooling of stride 1: 7,298,726 parameters."""
    network = only(
        "m = Sequential()\n"
        "m.add(Conv2D(32, kernel_size=(3, 3), activation='relu', input_shape=(28, 28, 1)))\n"
        + "m.add(MaxPooling2D(pool_size=(2, 2), strides=1))\n".join(
            ("", "m.add(Conv2D(64, 3, activation='relu'))\n", "m.add(Conv2D(100, 3, activation='relu'))\n", "")
        )
        + "m.add(Flatten())\nm.add(Dense(200, activation='relu'))\nm.add(Dense(10, activation='softmax'))"
    )
    assert network.parameters == 7_298_726


def test_a_skip_connection() -> None:
    """`Add()([x, y])`, `add([x, y])` and `x + y` are the same."""
    for added in ("layers.Add()([x, y])", "layers.add([x, y])", "x + y"):
        network = only(
            "i = Input((28, 28, 9))\n"
            "x = Conv2D(9, 5, padding='SAME')(i)\n"
            "y = Conv2D(9, 3, padding='same')(x)\n"
            f"z = {added}\n"
            "o = Dense(10)(Flatten()(z))\n"
            "m = Model(inputs=[i], outputs=[o])"
        )
        assert network.spec is not None
        assert network.parameters == 2034 + 738 + 70570


def test_an_autoencoder_of_two_models() -> None:
    """Models inside a model are its layers."""
    found = networks(
        "encoder = Sequential([Input((784,)), Dense(128, 'relu'), Dense(96, 'relu')])\n"
        "decoder = Sequential([Input((96,)), Dense(128, 'relu'), Dense(784, 'sigmoid')])\n"
        "auto = Sequential([encoder, decoder])"
    )
    assert [network.parameters for network in found] == [112864, 113552, 226416]


def test_a_loop_over_literal_values_builds_several() -> None:
    """One network for each."""
    found = networks(
        "for n in [100, 300, 600]:\n"
        "    model = Sequential()\n"
        "    model.add(Dense(n, activation='relu', input_shape=(784,)))\n"
        "    model.add(Dense(10, activation='softmax'))\n"
        "    model.fit(x, y, epochs=10)"
    )
    assert [network.parameters for network in found] == [79510, 238510, 477010]


def test_cells_follow_each_other() -> None:
    """A name keeps its value, a Sequential its layers."""
    network = only("n = 100\nmodel = Sequential()", "model.add(Dense(n, input_dim=784))", "model.add(Dense(10))")
    assert network.parameters == 79510


def test_other_layers_that_students_use() -> None:
    """Shapes and counts as Keras documents them; the spec stays empty."""
    network = only(
        "m = Sequential([\n"
        "  Input((28, 28, 1)), Conv2D(8, 3, strides=2, padding='same'), BatchNormalization(), LeakyReLU(0.1),\n"
        "  AveragePooling2D(), UpSampling2D((2, 2)), Conv2DTranspose(4, 3, strides=2, padding='same'),\n"
        "  GlobalAveragePooling2D(), Dense(10)])"
    )
    assert network.spec is None
    shapes = [layer.shape for layer in network.layers]
    assert shapes == [
        (28, 28, 1), (14, 14, 8), (14, 14, 8), (14, 14, 8), (7, 7, 8), (14, 14, 8), (28, 28, 4), (4,), (10,),
    ]  # fmt: skip
    assert [layer.parameters for layer in network.layers] == [0, 80, 32, 0, 0, 0, 292, 0, 50]


@pytest.mark.parametrize(
    "text",
    [
        "m = Sequential([Dense(n_hidden, input_shape=(784,)), Dense(10)])",
        "m = Sequential([Dense(100, input_shape=(x_train.shape[1],)), Dense(10)])",
        "m = Sequential([Dense(100, input_dim=784)])\nif deep:\n    m.add(Dense(50))\nm.add(Dense(10))",
        "m = Sequential([Dense(100, input_dim=784)])\nfor i in range(depth):\n    m.add(Dense(50))\nm.add(Dense(10))",
        "m = Sequential([Dense(100, input_dim=784), MyLayer(3), Dense(10)])",
        "m = Sequential([Dense(9**9**9, input_dim=784), Dense(10)])",
        "def build(n):\n    m = Sequential()\n    m.add(Dense(n, input_dim=784))\n    m.add(Dense(10))\n    return m",
    ],
)
def test_what_is_not_stated_is_unknown(text: str) -> None:
    """No network is taken for certain that the code does not state."""
    assert all(network.spec is None for network in networks(text))


def test_names_that_a_pdf_broke() -> None:
    """`11 = ...(input)` is `l1`."""
    broken = CNN.format(read="l1_mp").replace("l1", "11").replace("l2", "12").replace("l3", "13").replace("l4", "14")
    broken = broken.replace("l5", "15").replace("l0", "10").replace("'1", "'l")
    network = only(broken, extracted=True)
    assert network.damaged
    assert [layer.kind for layer in network.layers].count("Conv2D") == 3
    assert [layer.units for layer in network.layers if layer.units] == [9, 9, 16, 25, 10]


def test_a_snippet_without_its_model() -> None:
    """Layers that are shown without `Model(...)` are a network too."""
    network = only("x = Input((784,))\nh = Dense(100)(x)\ny = Dense(10)(h)\n")
    assert network.parameters == 79510


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "-" * 50_000 + "1 + Dense(3)",
        "x = " + "[" * 300 + "Dense(3)" + "]" * 300,
        "model.add(Dense(" + "1+" * 20_000 + "1))",
        "a = " + "Dense(1)(" * 400 + "b" + ")" * 400,
        "Dense( = 3\n" * 3000,
        "def f():\n    x = " + "1+" * 2500 + "Dense(1)(x)\n    return x",
        "def f(n):\n    return f(n)\nm = Sequential([f(1), Dense(2)])",
        "m = Sequential()\nfor i in [1, 2]:\n" + "".join(f"{' ' * (k + 1)}for j in [1, 2]:\n" for k in range(1, 40)),
        "m = Sequential([m, m])\n" * 50,
        "m = Sequential([Dense(1)])\n" + "m = Sequential([m, m, Dense(1)])\n" * 40,
    ],
)
def test_hostile_code_is_read_in_no_time(text: str) -> None:
    """Nesting, recursion and growth have bounds."""
    start = time.perf_counter()
    networks(text)
    networks(text, extracted=True)
    assert time.perf_counter() - start < 2


@given(st.text(alphabet="mDense(10)Sequential[],.add=xfor in:\n '\\", max_size=200))
def test_any_text_gives_a_result(text: str) -> None:
    """Nothing raises."""
    networks(text, CNN.format(read=text), extracted=True)
