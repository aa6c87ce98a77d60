"""Summaries of networks as Keras prints them and as documents leave them: the same network is read from all."""

from hypothesis import given
from hypothesis import strategies as st

from reportgen.check.facts.networks import summaries
from reportgen.check.stated import StatedNetwork
from reportgen.check.submission import Block, Line, Part, Place, Submission

KERAS_2 = """\
Model: "CNN"
_________________________________________________________________
 Layer (type)                Output Shape              Param #
=================================================================
 l0 (InputLayer)             [(None, 28, 28, 1)]       0

 l1 (Conv2D)                 (None, 28, 28, 9)         234

 l1_mp (MaxPooling2D)        (None, 14, 14, 9)         0

 l2 (Conv2D)                 (None, 14, 14, 9)         2034

 l2_mp (MaxPooling2D)        (None, 7, 7, 9)           0

 l3 (Conv2D)                 (None, 7, 7, 16)          1312

 l3_mp (MaxPooling2D)        (None, 3, 3, 16)          0

 flat (Flatten)              (None, 144)               0

 l4 (Dense)                  (None, 25)                3625

 l5 (Dense)                  (None, 10)                260

=================================================================
Total params: 7,465
Trainable params: 7,465
Non-trainable params: 0
_________________________________________________________________
"""
KERAS_3 = """\
Model: "sequential"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ conv2d (Conv2D)                 │ (None, 26, 26, 32)     │           320 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ max_pooling2d (MaxPooling2D)    │ (None, 25, 25, 32)     │             0 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ flatten (Flatten)               │ (None, 20000)          │             0 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ dense (Dense)                   │ (None, 10)             │       200,010 │
└─────────────────────────────────┴────────────────────────┴───────────────┘
 Total params: 200,330 (782.54 KB)
 Trainable params: 200,330 (782.54 KB)
 Non-trainable params: 0 (0.00 B)
"""
KERAS_3_WIRED = """\
┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┓
┃ Layer (type)        ┃ Output Shape      ┃    Param # ┃ Connected to      ┃
┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━┩
│ input_layer         │ (None, 128, 128,  │          0 │ -                 │
│ (InputLayer)        │ 1)                │            │                   │
├─────────────────────┼───────────────────┼────────────┼───────────────────┤
│ conv2d (Conv2D)     │ (None, 128, 128,  │         80 │ input_layer[0][0] │
│                     │ 8)                │            │                   │
├─────────────────────┼───────────────────┼────────────┼───────────────────┤
│ conv2d_1 (Conv2D)   │ (None, 128, 128,  │        584 │ conv2d[0][0]      │
│                     │ 8)                │            │                   │
├─────────────────────┼───────────────────┼────────────┼───────────────────┤
│ add (Add)           │ (None, 128, 128,  │          0 │ conv2d_1[0][0],   │
│                     │ 8)                │            │ conv2d[0][0]      │
├─────────────────────┼───────────────────┼────────────┼───────────────────┤
│ global_average_poo… │ (None, 8)         │          0 │ add[0][0]         │
│ (GlobalAveragePool… │                   │            │                   │
├─────────────────────┼───────────────────┼────────────┼───────────────────┤
│ dense (Dense)       │ (None, 1)         │          9 │ global_average_p… │
└─────────────────────┴───────────────────┴────────────┴───────────────────┘
 Total params: 673 (2.63 KB)
"""
KERAS_2_CUT = """\
Layer (type)                 Output Shape              Param #
=================================================================
conv2d_transpose_1 (Conv2DTr (None, 28, 28, 1)         10
anspose)
max_pooling2d_12 (MaxPooling (None, 14, 14, 1)         0
2D)
flatten (Flatten)            (None, 196)               0
Total params: 10
"""
MARKDOWN = """\
| Layer (type) | Output Shape | Param # |
|---|---|---|
| **hidden (Dense)** | (None, 100) | 78 500 |
| dropout (Dropout) | (None, 100) | 0 |
| output (Dense) | (None, 10) | 1 010 |

Total params: 79,510
"""
NUMBERED = """\
1	Layer (type)	Output Shape	Param #
2	=====	=====	=====
3
4	l0 (InputLayer)	[(None, 784)]	0
5
6	l1 (Dense)	(None, 100)	78500
24 =====
25 Total params: 78,500
26 Trainable params: 78,500
27 Non-trainable params: 0
"""
COLUMNS = """\
Layer (type)
l0 (InputLayer)
11 (Dense)
12 (Dense)
Output Shape
(None, 784)
(None, 100)
(None, 10)
Param #
0
78500
1010
Total params: 79,510
"""


def submission(text: str, extracted: bool = False) -> Submission:
    """Return a text as one block of a report."""
    lines = tuple(Line(line, number) for number, line in enumerate(text.split("\n"), start=1))
    block = Block("output", Place(0, len(lines) - 1), text)
    return Submission("r", "md", "en", lines, (block,), (), (Part("", 0, None, (0, 0)),), extracted=extracted)


def only(text: str, extracted: bool = False) -> StatedNetwork:
    """Return the only network of a text."""
    (network,) = summaries.find(submission(text, extracted))
    return network


def rows(network: StatedNetwork) -> list[tuple[str, str, tuple[int, ...] | None, int | None]]:
    """Return the rows of a network."""
    return [(layer.name, layer.kind, layer.shape, layer.parameters) for layer in network.layers]


def test_a_table_of_keras_2() -> None:
    """Names, classes, shapes, parameters and totals, with their lines."""
    network = only(KERAS_2)
    assert rows(network)[:3] == [
        ("l0", "Input", (28, 28, 1), 0),
        ("l1", "Conv2D", (28, 28, 9), 234),
        ("l1_mp", "MaxPooling2D", (14, 14, 9), 0),
    ]
    assert rows(network)[-1] == ("l5", "Dense", (10,), 260)
    assert network.name == "CNN"
    assert [(name, count) for name, count, _ in network.totals] == [
        ("total", 7465), ("trainable", 7465), ("non_trainable", 0),
    ]  # fmt: skip
    assert network.layers[1].place == Place(6, 6)
    assert network.parameters == 7465
    assert not network.damaged


def test_a_table_of_keras_3() -> None:
    """Boxes, and a pooling of stride 1."""
    network = only(KERAS_3)
    assert rows(network)[1:] == [
        ("max_pooling2d", "MaxPooling2D", (25, 25, 32), 0),
        ("flatten", "Flatten", (20000,), 0),
        ("dense", "Dense", (10,), 200010),
    ]
    assert network.totals[0][1] == 200330


def test_cells_that_go_on_in_the_next_line() -> None:
    """Keras 3 breaks names, classes, shapes and connections."""
    network = only(KERAS_3_WIRED)
    assert rows(network)[:2] == [("input_layer", "Input", (128, 128, 1), 0), ("conv2d", "Conv2D", (128, 128, 8), 80)]
    assert network.layers[3].inputs == ("conv2d_1", "conv2d")
    assert network.layers[4].kind == "GlobalAveragePooling2D"
    assert network.layers[5].parameters == 9


def test_classes_that_keras_2_cuts_off() -> None:
    """The beginning of a class is enough."""
    assert [layer.kind for layer in only(KERAS_2_CUT).layers] == ["Conv2DTranspose", "MaxPooling2D", "Flatten"]


def test_a_markdown_table() -> None:
    """Bars, emphasis, thousands with spaces."""
    assert rows(only(MARKDOWN)) == [
        ("hidden", "Dense", (100,), 78500),
        ("dropout", "Dropout", (100,), 0),
        ("output", "Dense", (10,), 1010),
    ]


def test_numbered_lines_and_tabs() -> None:
    """Line numbers are no names."""
    network = only(NUMBERED, extracted=True)
    assert rows(network) == [("l0", "Input", (784,), 0), ("l1", "Dense", (100,), 78500)]
    assert len(network.totals) == 3
    assert not network.damaged


def test_a_table_that_came_apart_into_columns() -> None:
    """Columns after each other are put together; that all fits shows that nothing was lost."""
    network = only(COLUMNS, extracted=True)
    assert rows(network) == [("l0", "Input", (784,), 0), ("11", "Dense", (100,), 78500), ("12", "Dense", (10,), 1010)]
    assert not network.damaged


def test_what_does_not_add_up_in_extracted_text_is_damaged() -> None:
    """A digit that the extraction lost must not become an accusation."""
    assert only(KERAS_2.replace("1312", "132"), extracted=True).damaged
    assert only(KERAS_2.replace("(None, 7, 7, 16)          1312", ""), extracted=True).damaged
    assert not only(KERAS_2.replace("1312", "132")).damaged


def test_french_totals_and_thousands() -> None:
    """Totals in French, with the thousands of Switzerland."""
    text = KERAS_2.replace("Total params: 7,465", "Paramètres totaux : 7'465")
    assert only(text).totals[0][:2] == ("total", 7465)


def test_several_tables_are_several_networks() -> None:
    """A heading, a model's name or a row after the totals begins a new one."""
    assert len(list(summaries.find(submission(KERAS_2 + KERAS_3 + NUMBERED)))) == 3
    bare = "l1 (Dense)  (None, 100)  78500\nl2 (Dense)  (None, 10)  1010\nTotal params: 79,510\n"
    assert len(list(summaries.find(submission(bare + bare)))) == 2


def test_prose_with_shapes_is_no_summary() -> None:
    """A shape in a sentence describes no network."""
    for text in (
        "La sortie de la couche (Conv2D) est (None, 28, 28, 9) et non (None, 26, 26, 9).",
        "Total params: 7,465",
        "x = Input(shape=(None, 28))",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ):
        assert list(summaries.find(submission(text))) == []


@given(st.text(alphabet="(None,28) Dense\n│┃|_=\t[]0Total params:", max_size=300))
def test_any_text_gives_a_result(text: str) -> None:
    """Nothing raises."""
    list(summaries.find(submission(text)))
    list(summaries.find(submission(KERAS_2[:300] + text + KERAS_3[-200:], extracted=True)))
