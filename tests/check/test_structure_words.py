"""Claims in words on a network that a summary or code describes: layers, ordinals, wires, shares, inputs, outputs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules import structure
from reportgen.check.verdict import Verdict
from reportgen.i18n import Language

from .test_structure_rule import CNN, CODE, FASHION, MLP

XRAY = """\
## Pneumonia

```
Model: "xray"
 Layer (type)                Output Shape              Param #
=================================================================
 conv2d (Conv2D)             (None, 128, 128, 8)       80
 max_pooling2d (MaxPooling2D) (None, 64, 64, 8)        0
 conv2d_1 (Conv2D)           (None, 64, 64, 16)        1168
 max_pooling2d_1 (MaxPooling2D) (None, 32, 32, 16)     0
 conv2d_2 (Conv2D)           (None, 32, 32, 32)        4640
 max_pooling2d_2 (MaxPooling2D) (None, 16, 16, 32)     0
 conv2d_3 (Conv2D)           (None, 16, 16, 64)        18496
 max_pooling2d_3 (MaxPooling2D) (None, 8, 8, 64)       0
 conv2d_4 (Conv2D)           (None, 8, 8, 128)         73856
 max_pooling2d_4 (MaxPooling2D) (None, 4, 4, 128)      0
 flatten (Flatten)           (None, 2048)              0
 dense (Dense)               (None, 32)                65568
 dense_1 (Dense)             (None, 16)                528
 dense_2 (Dense)             (None, 1)                 17
=================================================================
Total params: 164,353
```

"""
AUTO = """\
## Auto-encoder

```python
autoencoder = Sequential([Input((784,)), Dense(128, activation='relu'), Dense(96, activation='relu'),
                          Dense(128, activation='relu'), Dense(784, activation='sigmoid')])
```

"""
HOG = "## HOG\n\nOn garde 100 neurones cachés, pix_p_cell = 4 et 8 orientations. Sortie : 10 classes.\n\n"
TABLE = """\
## HOG

100 hidden neurons, 10 outputs.

| case | inputs | weights | acc |
|---|---|---|---|
| A | 392 | 40,310 | 97 |
"""
PARTS = {
    "CNN": CNN, "MLP": MLP, "FASHION": FASHION, "CODE": CODE, "XRAY": XRAY, "AUTO": AUTO, "HOG": HOG, "TABLE": TABLE,
}  # fmt: skip


def claimed(part: str, claim: str) -> list[Verdict]:
    """Return the verdicts on a claim that stands below the network of a part."""
    text = PARTS[part]
    found = structure.check(Facts(read_text(f"{text}{claim}\n", "report.md")))
    return [verdict for verdict in found if verdict.place.first >= text.count("\n")]


RIGHT = {
    "CNN": [
        "After the first pooling the maps are 14x14.",
        "Après le 2e max pooling, les cartes font 7 x 7.",
        "The last pooling layer reduces 7x7 to 3x3.",
        "À la sortie de la troisième convolution on a 16 cartes de 7x7.",
        "The first convolution (5x5, 9 filters) outputs 9 maps of 28x28.",
        "apres le 3eme pooling on obtient 3x3x16 soit 144 valeurs",
        "la derniere couche de convolution sort 16 features maps de taille 7x7",
        "Layer l2_mp outputs 7x7x9.",
        "The third convolution has 16 filters of size 3x3.",
        "Les trois couches de convolution ont 9, 9 et 16 filtres.",
        "The image after the second pooling is 7 by 7.",
        "The flattened vector has 144 entries.",
        "The dense layer receives 144 values.",
        "The network receives 784 pixels.",
        "La sortie compte 10 neurones, un par chiffre.",
        "There are 3 convolutional layers and 3 pooling layers.",
        "48 % of the parameters are in the convolutions.",
        "The pooling layers have no parameters to learn.",
        "Dropout doesn't have any weights to learn.",
        "After the flatten there is a dense layer with 25 neurons.",
        "Dense 250: 42,340 parameters",
        "250 neurones : 42'340 poids ; 500 neurones : 81'090 poids",
        "Same network but with 500 neurons in the dense layer: 81,090 parameters.",
        "| Dense | poids |\n|---|---|\n| 25 | 7'465 |\n| 250 | 42'340 |\n",
        "The sizes are 28 -> 14 -> 7 -> 3.",
    ],
    "MLP": [
        "Il y a une seule couche cachée.",
        "It has two dense layers.",
        "Almost all parameters are in the hidden layer.",
        "98.7 % of the weights are in the hidden layer.",
        "Avec 300 neurones on a 238'510 paramètres.",
        "The output layer has 10 units and 1010 weights.",
        "| neurons | weights |\n|---|---|\n| 100 | 79,510 |\n| 300 | 238,510 |\n",
    ],
    "FASHION": [
        "The Add layer adds the output of the first pooling and that of the third convolution.",
        "add_5 adds l2_2 and l1_mp.",
        "On ajoute la sortie de la première étape à celle de la troisième.",
        "After the addition there is a max pooling.",
        "The network has four convolutions.",
        "Après le dernier pooling il reste 18 cartes de 3x3.",
    ],
    "CODE": ["The network has two hidden layers of 64 neurons.", "The first hidden layer receives 784 values."],
    "XRAY": [
        "The five convolutional layers have 8, 16, 32, 64 and 128 filters.",
        "After the fifth pooling we have 128 maps of size 4x4.",
        "The output layer has one neuron with a sigmoid.",
        "More than half of the weights are in the convolutional layers.",
    ],
    "AUTO": [
        "The auto-encoder has three hidden layers.",
        "The output layer has 784 neurons.",
        "The topology is 784-128-96-128-784.",
        "The latent space has 96 dimensions.",
        "Le goulot a 96 neurones.",
    ],
    "HOG": [
        "Le réseau reçoit 392 valeurs, car 8 orientations et pix_p_cell = 4.",
        "Avec pix_p_cell = 7 : 128 entrées, 13'910 poids.",
    ],
    "TABLE": ["| B | 128 | 13,910 | 95 |\n| C | 196 | 20,710 | 96 |"],
}
WRONG = {
    "CNN": [
        "After the first pooling the maps are 7x7.",
        "apres le 3eme pooling on obtient 4x4x16",
        "At the output of the second convolution there are 16 maps of 14x14.",
        "La troisième convolution a 32 filtres.",
        "Layer l2_mp outputs 14x14x9.",
        "conv 3: 32 filters",
        "The flattened vector has 256 entries.",
        "Le Flatten donne un vecteur de 784 valeurs.",
        "La couche dense reçoit 256 valeurs.",
        "3x3x16 = 256 values are fed to the dense layer",
        "La sortie compte 9 neurones, un par chiffre.",
        "On a 9 neurones en sortie (un par chiffre de 0 à 9).",
        "The output layer has 12 neurons.",
        "The network consists of four convolutional layers and two dense layers.",
        "Il y a deux couches de convolution, chacune suivie d'un pooling.",
        "The majority of the weights are in the output layer.",
        "Presque tous les paramètres sont dans les convolutions.",
        "20 % of the parameters are in the dense layers.",
        "The pooling layers also have weights that are learned.",
        "Le Flatten a 144 poids.",
        "After the flattening there is a convolution.",
        "The second convolution has 234 parameters.",
        "La couche de sortie a 3625 poids.",
        "Avec 250 neurones dans la couche dense, il y a 42430 paramètres.",
        "| Dense | poids |\n|---|---|\n| 25 | 7'465 |\n| 250 | 42'430 |\n",
        "The sizes are 28 -> 14 -> 7 -> 4.",
        "The filters of the convolutions: 9, 16 and 16 filters.",
        "The input images are 32x32.",
    ],
    "MLP": [
        "The network has two hidden layers of 100 neurons.",
        "Le réseau est composé de deux couches cachées.",
        "sortie : 9 neurones, un pour chaque chiffre",
        "More than half of the parameters are in the output layer.",
        "The hidden layer has 1010 weights.",
        "La couche cachée reçoit 392 valeurs.",
        "200 neurons: 238,510 weights. 300 neurons: 238,510 weights.",
    ],
    "FASHION": [
        "The Add layer adds the outputs of the second and fourth convolutions.",
        "la couche Add additionne la sortie de la 1re et de la 4e convolution",
        "add_5 adds l1 and l3",
        "The network contains three convolutional layers.",
        "Après le deuxième pooling les cartes font 14x14.",
    ],
    "CODE": ["The network has three hidden layers.", "Il y a une seule couche cachée."],
    "XRAY": [
        "Le réseau est composé de quatre couches de convolution, chacune suivie d'un max pooling.",
        "Deux neurones de sortie avec une softmax",
        "Le Flatten donne 4096 valeurs.",
        "Après le quatrième pooling, on a 128 cartes de 8x8.",
        "Presque tous les poids sont dans les convolutions.",
    ],
    "AUTO": [
        "The auto-encoder has two hidden layers.",
        "The topology is 784-128-64-128-784.",
        "The encoder maps the image to a latent vector of 64 values.",
        "Le goulot d'étranglement ne compte que 128 neurones.",
    ],
    "HOG": [
        "Avec pix_p_cell = 4 : 392 entrées, 40'310 poids.\n\nAvec pix_p_cell = 7 : 128 entrées, 40'310 poids.",
        "Avec 8 orientations et pix_p_cell = 14 le réseau reçoit 64 entrées.",
    ],
    "TABLE": ["| B | 128 | 40,310 | 95 |", "| B | 128 | 13,190 | 95 |"],
}
OPEN = {
    "CNN": [
        "The layer before the max pooling has 234 weights.",
        "The convolution followed by a max pooling has weights to learn.",
        "Max pooling has two parameters: the window and the stride.",
        "With a third pooling the maps would be 4x4.",
        "If the padding were 'valid', the maps would be 12x12 after the first pooling.",
        "The second pooling uses a window of 2x2.",
        "Après la troisième convolution et son pooling, il reste des cartes de 3x3.",
        "We first tried with two convolutional layers.",
        "with 4 convolutional layers we got worse results",
        "Un modèle à quatre couches de convolution a aussi été entraîné.",
        "The Fashion network has 4 convolutional layers.",
        "Model 2 has two convolutional layers.",
        "9 outputs of the pooling are averaged.",
        "One output neuron per digit, 10 in total.",
        "The model takes 12 seconds per epoch.",
        "The network sees 128 images per batch.",
        "Most of the parameters are in the dense layers.",
        "Les deux couches cachées du MLP ont été remplacées par trois convolutions.",
        "Même réseau, mais avec 128 neurones dans la couche dense : 144·128 + 128 = 18 560, en tout 19 850 paramètres.",
        "| filtres | Dense | poids |\n|---|---|---|\n| 18-18-32 | 25 | 21'000 |\n",
        "The output layer is connected to the 25 neurons of the hidden layer.",
        "La sortie de la couche cachée de 25 neurones est lue par la dernière couche.",
        "La sortie de ces 25 neurones passe par un softmax.",
        "The hidden layer receives 144 values.",
        "The last layer of the feature part has 16 units.",
        "Après la première convolution on applique un max pooling 2x2.",
        "After the second convolution we use a 2x2 pooling.",
        "The best CNN of the other group has 4 convolutional layers.",
        "Most of the parameters of the convolutional part are in the second convolution.",
        "Of the 7,465 parameters 3,625 belong to the first dense layer.",
    ],
    "MLP": [
        "We also tested 2 hidden layers of 100 neurons each.",
        "Avec deux couches cachées de 100 neurones : 89'610 poids.",
        "The hidden layer has 100 outputs.",
        "un seul neurone de sortie est actif",
        "| couches cachées | poids |\n|---|---|\n| 100 + 100 | 89'610 |\n",
    ],
    "FASHION": ["The Add layer adds the input of the second convolution to the output of the third."],
    "XRAY": [
        "There are two output classes, NORMAL and PNEUMONIA.",
        "2 sorties possibles : 0 ou 1",
        "The digits CNN had three convolutional layers.",
    ],
    "AUTO": ["Le classifieur a 10 sorties.", "L'encodeur a deux couches cachées.", "The decoder has two dense layers."],
    "CODE": ["With 500 and 300 hidden units the network has 545,810 parameters."],
}


def pairs(claims: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return the claims with the names of their parts."""
    return [(part, claim) for part, listed in claims.items() for claim in listed]


@pytest.mark.parametrize(("part", "claim"), pairs(RIGHT))
def test_what_the_network_bears_out_is_confirmed(part: str, claim: str) -> None:
    """Whatever the wording, in both languages."""
    assert {verdict.outcome for verdict in claimed(part, claim)} == {"confirmed"}


@pytest.mark.parametrize(("part", "claim"), pairs(WRONG))
def test_what_the_network_contradicts_is_refuted(part: str, claim: str) -> None:
    """The ordinal selects the layer, the row its own sizes: what is right elsewhere is wrong here."""
    assert "refuted" in {verdict.outcome for verdict in claimed(part, claim)}


@pytest.mark.parametrize(("part", "claim"), pairs(OPEN))
def test_what_may_be_about_something_else_is_not_refuted(part: str, claim: str) -> None:
    """Suppositions, variants, other models, windows, and what another reading makes right."""
    assert "refuted" not in {verdict.outcome for verdict in claimed(part, claim)}


def test_a_listing_below_its_input() -> None:
    """The first layer reads a name that the report does not show assigned: layers can be counted all the same."""
    text = """\
## Digits

```python
l1 = Conv2D(9, (5, 5), padding='same', activation='relu')(l0)
l1_mp = MaxPooling2D(pool_size=(2, 2))(l1)
l2 = Conv2D(16, (3, 3), padding='same', activation='relu')(l1_mp)
flat = Flatten()(l2)
l3 = Dense(10, activation='softmax')(flat)
```

As the listing shows, the network contains three convolutional layers.
"""
    (verdict,) = (one for one in structure.check(Facts(read_text(text, "r.md"))) if one.outcome == "refuted")
    assert verdict.quote.startswith("As the listing")


def test_below_two_networks_the_nearest_is_meant() -> None:
    """What only the other has is left open."""
    text = CNN + FASHION.replace("## Fashion\n\n", "")
    for claim, outcomes in (
        ("The network contains four convolutional layers.", {"confirmed"}),
        ("The network contains three convolutional layers.", set()),
        ("The network contains five convolutional layers.", {"refuted"}),
    ):
        found = structure.check(Facts(read_text(f"{text}{claim}\n", "r.md")))
        assert {verdict.outcome for verdict in found if verdict.quote == claim} == outcomes


def test_every_verdict_can_be_written(language: Language) -> None:
    """All labels exist in both languages."""
    for claims in (RIGHT, WRONG, OPEN):
        for part, listed in claims.items():
            for verdict in claimed(part, "\n\n".join(claim for claim in listed if "|" not in claim)):
                texts = (verdict.found, verdict.expected, verdict.how, verdict.question or "")
                assert all(isinstance(language.text(text), str) for text in texts)


@pytest.mark.parametrize(
    "piece",
    [
        "after the second pooling ", "la deuxième convolution et ", "28 -> ", "8, 16, ", "add the first and ",
        "max pooling layers elles aussi quelques ", "more than half of the parameters are in the ",
        "the network receives a vector of ", "100 neurones, 784 entrées, ", "latent space of ", "poids 1 ",
    ],
)  # fmt: skip
def test_hostile_lines_take_no_time(piece: str) -> None:
    """A line of half a megabyte, and a hundred long ones."""
    for text in (piece * 20_000, "\n\n".join([(piece * 100)[:1_400]] * 50)):
        facts = Facts(read_text(CNN + text))
        start = time.process_time()
        list(structure.check(facts))
        assert time.process_time() - start < 3


@given(st.lists(st.sampled_from(sorted(" ".join(claim for _, claim in pairs(WRONG)).split())), max_size=30))
def test_any_words_give_a_result(words: list[str]) -> None:
    """Nothing raises."""
    claimed("FASHION", " ".join(words))


def test_what_is_said_of_another_network_or_of_a_section_is_not_refuted() -> None:
    """A pronoun keeps the subject of the sentence before; a title's number counts nothing."""
    asides = (
        "3 Convolutional layers",
        "# 3 Convolutional layers",
        "In the tutorial there was a larger network. Its flatten layer gives 784 values.",
        "Before we had only two convolutions; its flatten layer gave 784 values.",
    )
    assert [text for text in asides if "refuted" in [one.outcome for one in claimed("CNN", text)]] == []


def test_a_flattening_does_not_give_the_shape_of_another_layer() -> None:
    """7×7×9 is in the network, but the flattening gives 3×3×18."""
    assert [one.outcome for one in claimed("FASHION", "The flatten layer gives 7x7x9 = 441 values")] == []
    assert "confirmed" in [one.outcome for one in claimed("FASHION", "The flatten layer gives 3x3x18 = 162 values")]


def test_a_factor_after_the_last_equals_sign_is_no_count() -> None:
    """Of `= 10.65 * 7465` neither number is what the weights come to."""
    assert "refuted" not in [one.outcome for one in claimed("CNN", "Total weights = 7455 + 10 = 10.65 * 701")]
