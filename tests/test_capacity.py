"""Depth and number of weights: counts against numbers worked out by hand, and every kind of lab in both languages."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.answers.depth import depth
from reportgen.answers.variants import on_a_line, unpooled, widest
from reportgen.arithmetic import value
from reportgen.build import derive
from reportgen.i18n import Language
from reportgen.lab import Lab, load_lab
from reportgen.model import (
    Add,
    BatchNormalization,
    Conv2D,
    Dense,
    Flatten,
    Input,
    LayerSpec,
    MaxPooling2D,
    ModelSpec,
    chain,
)
from reportgen.plots import Label
from reportgen.render.markdown import Document, write
from reportgen.spec import Answer, Case, Evidence, Experiment, Features, Hog, Pixels
from reportgen.training import open_keras

LAB = """
title = { fr = "Profondeur", en = "Depth" }
subtitle = { fr = "Essai", en = "Trial" }
course = { fr = "Cours", en = "Course" }
authors = [{ fr = "A", en = "A" }]
date = 2026-11-21
[training]
optimizer = { name = "RMSprop" }
loss = "categorical_crossentropy"
epochs = 1
batch_size = 128
[[section]]
name = "mlp_raw"
dataset = "mnist"
cases = [{ id = "100", hidden = [100] }]
[[section]]
name = "capacity"
"""


def mlp(*hidden: int, inputs: int = 784) -> ModelSpec:
    """Return a perceptron for digits."""
    return chain(Input((inputs,)), *(Dense(units, "relu") for units in hidden), Dense(10, "softmax"))


def cnn(units: int) -> ModelSpec:
    """Return the course's convolutional network."""
    stages: list[LayerSpec] = []
    for filters, size in ((9, 5), (9, 5), (16, 3)):
        stages += [Conv2D(filters, (size, size), activation="relu", padding="same"), MaxPooling2D()]
    return chain(Input((28, 28, 1)), *stages, Flatten(), Dense(units, "relu"), Dense(10, "softmax"))


MLPS = {"mlp_raw.100": mlp(100), "mlp_raw.300": mlp(300)}
CNNS = {"cnn_digits.25": cnn(25), "cnn_digits.500": cnn(500)}
LABS: dict[str, dict[str, ModelSpec]] = {
    "both": MLPS | CNNS,
    "fewer": MLPS | {"cnn_digits.25": cnn(25)},
    "more": {"mlp_raw.100": mlp(100), "cnn_digits.500": cnn(500)},
    "dense_fewer": {"mlp_raw.100": mlp(100), "mlp_raw.50_50": mlp(50, 50)},
    "dense_more": {"mlp_raw.9": mlp(9), "mlp_raw.50_50": mlp(50, 50)},
    "one_mlp": {"mlp_raw.100": mlp(100)},
    "one_cnn": {"cnn_digits.25": cnn(25)},
    "same_depth": MLPS,
}
"""Labs by what they can show."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    """Return a lab whose only section that answers is `capacity`."""
    path = tmp_path_factory.mktemp("lab") / "depth.toml"
    path.write_text(LAB, "utf-8")
    loaded = load_lab(str(path))
    return replace(loaded, chapters=loaded.chapters[1:], shown=("capacity",))


def case_of(lab: Lab, key: str, model: ModelSpec, features: Features) -> Case:
    """Return a case under `section.id`, with the title that its section would give it."""
    section, _, name = key.partition(".")
    title = {
        "mlp_raw": Label("case.mlp", (("hidden", name.replace("_", " + ")),)),
        "cnn_digits": Label("case.cnn", (("dense", name),)),
        "mlp_hog": Label("case.hog", (("orientations", 4), ("pixels", 4), ("hidden", name))),
    }[section]
    return Case(section, name, title, Experiment("mnist", features, model, lab.cases[0].experiment.training))


def evidence_of(lab: Lab, models: dict[str, ModelSpec]) -> Evidence:
    """Return evidence without results: none is needed to count."""
    cases = [case_of(lab, key, model, Hog(4, 4) if "hog" in key else Pixels()) for key, model in models.items()]
    return Evidence(tuple(cases), {}, {})


def answers_of(lab: Lab, models: dict[str, ModelSpec]) -> dict[str, Answer]:
    """Return the answers for the networks of a lab, by id without the section's name."""
    found = derive(lab, evidence_of(lab, models))[0]
    return {answer.id.removeprefix("capacity."): answer for answer in found}


def numbers(answers: dict[str, Answer], *names: str) -> list[Any]:
    """Return the values of some answers."""
    return [answers[name].value for name in names]


def document(lab: Lab, models: dict[str, ModelSpec], language: Language) -> Document:
    """Write the report."""
    answers, figures = derive(lab, evidence_of(lab, models))
    return write(lab, answers, figures, language, "")


# ── the lab's own networks ───────────────────────────────────────────────────────────────────────────────────


def test_the_table_counts_every_network(lab: Lab) -> None:
    """Depth, weights, shares and multiplications, as worked out by hand."""
    found = answers_of(lab, LABS["both"])
    assert found["networks"].value == tuple(LABS["both"])
    columns = ("depth", "parameters", "multiplications")
    assert numbers(found, *(f"network.mlp_raw.100.{name}" for name in columns)) == [2, 79510, 79400]
    assert numbers(found, *(f"network.mlp_raw.300.{name}" for name in columns)) == [2, 238510, 238200]
    assert numbers(found, *(f"network.cnn_digits.25.{name}" for name in columns)) == [5, 7465, 640654]
    assert numbers(found, *(f"network.cnn_digits.500.{name}" for name in columns)) == [5, 81090, 713804]
    shares = numbers(found, "network.cnn_digits.25.dense", "network.cnn_digits.25.conv2d", "network.mlp_raw.100.conv2d")
    assert shares == pytest.approx([(3625 + 260) / 7465, (234 + 2034 + 1312) / 7465, 0])


def test_a_network_stands_in_the_table_once(lab: Lab) -> None:
    """The same network on the same input is one row; on another input it is another."""
    again = {"mlp_raw.100": mlp(100), "mlp_raw.again": mlp(100), "mlp_hog.100": mlp(100)}
    found = answers_of(lab, again)
    assert found["networks"].value == ("mlp_raw.100", "mlp_hog.100")
    assert not found["network.mlp_raw.100.ambiguous"].value


def test_networks_of_one_title_are_told_apart_by_their_section(lab: Lab, english: Language) -> None:
    """Where two sections have a title in common, the text names the section."""
    evidence = evidence_of(lab, {"mlp_raw.100": mlp(100), "mlp_raw.50_50": mlp(50, 50)})
    cases = tuple(replace(case, title=Label("case.mlp", (("hidden", "9"),))) for case in evidence.cases)
    answers, figures = derive(lab, replace(evidence, cases=cases))
    assert "“9\u00a0neurons” (Digits from raw pixels)" in write(lab, answers, figures, english, "").markdown


def test_depth_is_the_longest_way() -> None:
    """A short cut beside a convolution adds nothing, and neither does a normalisation."""
    conv = Conv2D(4, (3, 3), padding="same")
    skip = chain(
        Input((8, 8, 4)), replace(conv, name="a"), BatchNormalization(), replace(conv, name="b"),
        replace(conv, name="short", inputs=("a",)), Add(inputs=("b", "short")), Flatten(), Dense(1),
    )  # fmt: skip
    assert depth(skip) == 3


def test_the_pairs_decide(lab: Lab) -> None:
    """A deeper network with fewer weights, and one with more, both against the same shallow network."""
    found = answers_of(lab, LABS["both"])
    assert found["verdict"].value == "both"
    assert numbers(found, "fewer.deep", "fewer.shallow") == ["cnn_digits.25", "mlp_raw.100"]
    assert numbers(found, "more.deep", "more.shallow") == ["cnn_digits.500", "mlp_raw.100"]
    assert numbers(found, "same_shallow", "same_depth") == [True, True]
    ratios = numbers(found, "fewer.weights_ratio", "fewer.multiplications_ratio")
    assert ratios == pytest.approx([10.651, 8.0687], abs=1e-3)
    assert found["fewer.computes_more"].value == "deep"


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("fewer", "fewer"),
        ("more", "more"),
        ("dense_fewer", "fewer"),
        ("dense_more", "more"),
        ("one_mlp", "none"),
        ("one_cnn", "none"),
        ("same_depth", "none"),
    ],
)
def test_a_lab_says_only_what_its_networks_show(lab: Lab, name: str, verdict: str) -> None:
    """One direction, or none: the other pair is not there."""
    found = answers_of(lab, LABS[name])
    assert found["verdict"].value == verdict
    assert {"fewer", "more"} & {id_.split(".")[0] for id_ in found} == {verdict} - {"none"}
    assert ("example.pair" in found) == (verdict != "none")


def test_networks_that_read_the_same_are_compared_first(lab: Lab) -> None:
    """A smaller network on features makes no pair as long as one on pixels does; alone, it does and says so."""
    hog = {"mlp_hog.100": mlp(100, inputs=128)}
    found = answers_of(lab, hog | LABS["both"])
    assert numbers(found, "fewer.shallow", "fewer.same_input", "hog") == ["mlp_raw.100", True, True]
    found = answers_of(lab, hog | {"cnn_digits.25": cnn(25)})
    assert numbers(found, "fewer.shallow", "fewer.same_input") == ["mlp_hog.100", False]


def test_the_example_is_counted_layer_by_layer(lab: Lab) -> None:
    """The layers with weights, their counts, and the heaviest one."""
    found = answers_of(lab, LABS["both"])
    names = found["example.deep.layers"].value
    assert names == ("conv2d_1", "conv2d_2", "conv2d_3", "dense_1", "dense_2")
    weights = numbers(found, *(f"example.deep.layer.{name}.parameters" for name in names))
    products = numbers(found, *(f"example.deep.layer.{name}.multiplications" for name in names))
    assert weights == [234, 2034, 1312, 3625, 260]
    assert products == [176400, 396900, 63504, 3600, 250]
    assert numbers(found, "example.shallow.heaviest", "example.deep.heaviest") == ["dense_1", "dense_1"]
    assert found["example.shallow.heaviest_share"].value == pytest.approx(78500 / 79510)


@pytest.mark.parametrize("name", LABS)
def test_every_derivation_gives_its_answer(lab: Lab, name: str) -> None:
    """The last step's expression, its result and the answer's value are the same number."""
    derived = [answer for answer in answers_of(lab, LABS[name]).values() if answer.derivation]
    assert len(derived) > 8
    for answer in derived:
        assert value(answer.derivation[-1].expression) == answer.derivation[-1].result == answer.value


# ── networks that are only counted ───────────────────────────────────────────────────────────────────────────


def test_the_first_convolution_saves_by_windows_and_by_sharing(lab: Lab) -> None:
    """784 inputs to 7,056 outputs: densely, by windows of their own, by shared windows."""
    found = answers_of(lab, LABS["both"])
    names = ("dense", "unshared", "parameters", "positions", "multiplications")
    expected = [784 * 7056 + 7056, 7056 * 25 + 7056, 234, 784, 176400]
    assert numbers(found, *(f"convolution.{name}" for name in names)) == expected
    assert found["convolution.network"].value == "cnn_digits.25"
    assert found["convolution.ratio"].value == pytest.approx(23670.77, abs=0.01)


def test_poolings_decide_the_size_at_the_flatten(lab: Lab) -> None:
    """144 values with them, 12,544 without; the network is 42.5 times as heavy."""
    found = answers_of(lab, LABS["both"])
    assert found["flattening.ways"].value == ("pooled", "unpooled")
    pooled = numbers(found, *(f"flattening.pooled.{name}" for name in ("size", "dense", "parameters")))
    unpooled_ = numbers(found, *(f"flattening.unpooled.{name}" for name in ("size", "dense", "parameters")))
    assert pooled == [144, 3625, 7465]
    assert unpooled_ == [12544, 313625, 317465]
    assert found["flattening.ratio"].value == pytest.approx(42.527, abs=1e-3)


def test_poolings_that_cannot_be_left_out_stay() -> None:
    """None without poolings, and none where only a pooling makes two branches fit."""
    assert unpooled(mlp(100)) is None
    strided = chain(
        Input((8, 8, 1)), Conv2D(4, (3, 3), padding="same", name="a"), MaxPooling2D(name="pool"),
        Conv2D(4, (1, 1), strides=(2, 2), name="short", inputs=("a",)), Add(inputs=("pool", "short")), Flatten(),
        Dense(10),
    )  # fmt: skip
    assert unpooled(strided) is None


def test_perceptrons_of_a_budget(lab: Lab) -> None:
    """One neuron more in each layer and the budget would be exceeded."""
    found = answers_of(lab, LABS["both"])
    assert found["budget.shown"].value == ("three", "small")
    three = numbers(found, *(f"budget.three.{name}" for name in ("neurons", "parameters", "multiplications", "within")))
    assert three == [82, 78812, 784 * 82 + 82 * 82 * 2 + 82 * 10, "mlp_raw.100"]
    assert mlp(83, 83, 83).parameters == 79939
    small = numbers(found, *(f"budget.small.{name}" for name in ("neurons", "parameters", "multiplications", "within")))
    assert small == [9, 7165, 7146, "cnn_digits.25"]
    assert numbers(found, "budget.one.neurons", "budget.narrower") == [100, True]
    assert widest(chain(Input((784,)), Dense(1)), 1) is None


def test_without_a_perceptron_the_smallest_network_sets_the_budget(lab: Lab) -> None:
    """Both perceptrons are then shown; here three hidden layers are no narrower than one."""
    found = answers_of(lab, LABS["one_cnn"])
    assert numbers(found, "budget.reference", "budget.light") == ["cnn_digits.25", ""]
    assert numbers(found, "budget.shown", "budget.narrower") == [("one", "three"), False]
    assert numbers(found, "budget.one.parameters", "budget.three.parameters") == [7165, 7345]


def test_a_chain_of_tents_has_its_pieces() -> None:
    """Run through in NumPy: ten layers of two ReLU neurons make 1,024 pieces, with the weights that are counted."""
    first = (np.array([[1.0, 1.0]]), np.array([0, -0.5]))
    next_ = (np.array([[2.0, 2.0], [-4.0, -4.0]]), np.array([0, -0.5]))
    last = (np.array([[2.0], [-4.0]]), np.array([0.0]))
    layers = [first, *[next_] * 9, last]
    x = np.linspace(0, 1, 2**12 + 1)[:, None]  # four steps a piece; exact in binary
    y = x
    for kernel, bias in layers[:-1]:
        y = np.maximum(0, y @ kernel + bias)
    slopes = np.diff((y @ last[0] + last[1])[:, 0]) / np.diff(x[:, 0])
    assert set(np.abs(slopes)) == {2.0**10}
    assert 1 + np.count_nonzero(np.diff(slopes)) == 1024
    assert sum(kernel.size + bias.size for kernel, bias in layers) == 61 == on_a_line(*(2,) * 10).parameters


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-9, 9), st.integers(-3, 3)), min_size=1, max_size=12))
def test_one_hidden_layer_makes_at_most_one_piece_more_than_neurons(neurons: list[tuple[int, int, int]]) -> None:
    """Random ReLU neurons `c max(0, a x + b)` whose kinks lie on a grid of sixths."""
    x = np.arange(-60, 61)
    y = sum(c * np.maximum(0, a * x + 6 * b) for a, b, c in neurons)
    assert 1 + np.count_nonzero(np.diff(y, 2)) <= len(neurons) + 1


def test_the_figures_of_expressivity(lab: Lab) -> None:
    """Twenty neurons and 61 weights either way: 1,024 pieces or at most 21."""
    found = answers_of(lab, LABS["one_mlp"])
    assert numbers(found, "expressivity.layers", "expressivity.neurons") == [10, 20]
    assert numbers(found, "expressivity.deep.pieces", "expressivity.shallow.pieces") == [1024, 21]
    assert numbers(found, "expressivity.deep.parameters", "expressivity.shallow.parameters") == [61, 61]


@pytest.mark.slow
def test_keras_counts_the_same() -> None:
    """The networks that are only counted have Keras's own number of weights."""
    from reportgen.keras_model import build

    open_keras()

    bare = unpooled(cnn(25))
    three, small = widest(mlp(100), 3), widest(cnn(25), 1)
    assert bare
    assert three
    assert small
    for model, expected in ((bare, 317465), (three, 78812), (small, 7165), (on_a_line(20), 61)):
        assert build(model).count_params() == expected == model.parameters


# ── the text ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [*LABS, "hog"])
def test_both_languages_say_the_same(lab: Lab, french: Language, english: Language, name: str) -> None:
    """Same headings, same tables, same answers shown, whatever a lab has; no reference leads nowhere."""
    models = LABS.get(name) or {"mlp_hog.100": mlp(100, inputs=128), **CNNS}
    reports = [document(lab, models, language) for language in (french, english)]
    assert not reports[0].shown ^ reports[1].shown
    shapes = [
        (re.findall(r"^#+ [\d.]*", text, re.MULTILINE), re.findall(r'<a id="([^"]+)"></a>', text))
        for text in (report.markdown for report in reports)
    ]
    assert shapes[0] == shapes[1]
    for report in reports:
        assert set(re.findall(r"\]\(#([^)]+)\)", report.markdown)) <= set(shapes[0][1])
        assert not re.search(r" [.,]|\.\.|\(\)|“”|[a-z]\n[A-Z]", re.sub(r"`[^`]*`|\$[^$]*\$", "x", report.markdown))


def test_the_text_of_the_counter_example(lab: Lab, language: Language) -> None:
    """The computations stand in the text as the language writes them."""
    text = document(lab, LABS["both"], language).markdown.replace("\u202f", " ").replace("\u00a0", " ")
    written = {"fr": "79 510 / 7 465 = 10,7", "en": "79,510 / 7,465 = 10.7"}[language.code]
    assert written in text
    assert "5 × 5 × 9 × 9 + 9" in text
    assert "82 + 82 + 82" in text


def test_a_lab_without_convolutions_does_not_speak_of_them(lab: Lab, language: Language) -> None:
    """No shared weights, no Flatten, no column for them."""
    text = document(lab, LABS["dense_fewer"], language).markdown
    assert "Conv2D" not in text
    assert not re.search(r"convol|Flatten|aplatissement|partage|shar(ed|ing)", text)
