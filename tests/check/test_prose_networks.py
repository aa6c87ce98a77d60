"""Networks in words: what a part says of inputs, hidden layers and outputs makes a network, if it is unambiguous."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.check.facts.networks import prose
from reportgen.check.reading import read_text
from reportgen.check.stated import StatedNetwork


def networks(text: str) -> list[StatedNetwork]:
    """Return the networks that a report describes in words."""
    return list(prose.find(read_text(text)))


CERTAIN = {
    "Le réseau a une couche cachée de 100 neurones, 784 entrées et 10 sorties.": 79510,
    "Il y a 784 entrées, 100 neurones dans la couche cachée et 10 neurones en sortie.": 79510,
    "MNIST images of 28x28 pixels. The hidden layer has 300 neurons (ReLU), the output layer 10 neurons.": 238510,
    "The network reads 784 inputs, has one hidden layer with 600 units and 10 outputs.": 477010,
    "MNIST, 28x28 pixels: three layers with 500 and 300 hidden units.": 545810,
    "A 784-500-300-10 network was trained.": 545810,
    "Topologie : 784 → 100 → 10": 79510,
    "Two hidden layers of 64 neurons each, on the 784 pixels of MNIST, and 10 outputs.": 55050,
    "MNIST (28x28): Flatten, Dense 64 ReLU, Dense 64 ReLU, Dense 10 softmax.": 55050,
    "Deux couches cachées de 500 et 300 neurones, 784 entrées, 10 sorties.": 545810,
    "## HOG\n\n- orientations : 8\n- pix_p_cell : 4\n- couche cachée : 100 neurones\n- 10 sorties": 40310,
    "HOG features with 4 orientations and 7 pixels per cell, hidden layer of 100 neurons, 10 classes.": 7510,
    "Le HOG donne 392 entrées. La couche cachée contient 200 neurones, la couche de sortie 10.": 80610,
    "- Epochs: 10\n- Hidden layers:\n  - 100 neurons, reLU\n- 784 inputs, 10 digits (MNIST)": 79510,
}


@pytest.mark.parametrize(("text", "parameters"), CERTAIN.items())
def test_a_network_in_words(text: str, parameters: int) -> None:
    """Counted by hand: (inputs + 1) × hidden + (hidden + 1) × outputs."""
    (network,) = networks(text)
    assert network.origin == "prose"
    assert network.spec is not None
    assert network.spec.parameters == parameters


@pytest.mark.parametrize(
    "text",
    [
        "La couche cachée a 100 neurones.",
        "On a ajouté une deuxième couche cachée de 30 neurones. Il y a 784 entrées et 10 sorties.",
        "The output layer has 10 neurons, one for each of the digits.",
        "If we used 500 neurons in the hidden layer instead of 100, the 784 inputs would give more weights.",
        "Une architecture avec 100 neurones.",
    ],
)
def test_what_is_not_said_is_not_certain(text: str) -> None:
    """Without inputs, with a layer that is not described, in a supposition: no spec."""
    assert all(network.spec is None for network in networks(text))


def test_several_sizes_are_several_networks() -> None:
    """Cases of a part, each a network of its own."""
    found = networks(
        "## MLP, raw pixels (784 inputs, MNIST)\n\n"
        "We tested 100, 300 and 600 neurons.\n\n"
        "- 100 neurons in the hidden layer: accuracy 97.6 %\n- 300 neurons in the hidden layer: 98.1 %\n"
    )
    assert sorted(network.parameters or 0 for network in found)[:2] == [79510, 238510]


def test_what_a_report_calls_an_input_layer_is_the_first_hidden_one() -> None:
    """`a 256-neurons input layer` reads 784 pixels."""
    (network,) = networks(
        "### MLP from raw data (MNIST)\n\nA 256-neurons input layer, a dropout layer with 256 neurons and a 10-neurons "
        "output layer."
    )
    assert network.parameters == 203530


def test_convolutional_parts_are_left_to_summaries() -> None:
    """Words do not tell enough of a convolution."""
    assert networks("## CNN\n\nThree convolutions, then a dense layer with 25 neurons and 10 outputs.") == []


@given(st.text(alphabet="0123456789 neurones hidden couche cachée de-→,.x\n#", max_size=300))
def test_any_text_gives_a_result(text: str) -> None:
    """Nothing raises."""
    networks(f"Report\n\n{text}")
