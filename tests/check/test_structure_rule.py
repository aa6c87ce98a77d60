"""The rules of kind `structure`: rows and totals of summaries, stated counts of weights, layers and shapes in words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules import structure
from reportgen.check.verdict import Verdict
from reportgen.i18n import Language

from .test_summaries import KERAS_2, KERAS_3, KERAS_3_WIRED

MLP = """\
## MLP, pixels bruts

```
Model: "mlp"
_________________________________________________________________
 Layer (type)                Output Shape              Param #
=================================================================
 hidden (Dense)              (None, 100)               78500
 dropout (Dropout)           (None, 100)               0
 output (Dense)              (None, 10)                1010
=================================================================
Total params: 79,510
Trainable params: 79,510
Non-trainable params: 0
_________________________________________________________________
```

"""
CNN = f"## CNN\n\n```\n{KERAS_2}```\n\n"
FASHION = """\
## Fashion

```
 Layer (type)                   Output Shape         Param #     Connected to
==================================================================================================
 l0 (InputLayer)                [(None, 28, 28, 1)]  0           []
 l1 (Conv2D)                    (None, 28, 28, 9)    450         ['l0[0][0]']
 l1_mp (MaxPooling2D)           (None, 14, 14, 9)    0           ['l1[0][0]']
 l2 (Conv2D)                    (None, 14, 14, 9)    2034        ['l1_mp[0][0]']
 l2_2 (Conv2D)                  (None, 14, 14, 9)    738         ['l2[0][0]']
 add_5 (Add)                    (None, 14, 14, 9)    0           ['l2_2[0][0]',
                                                                  'l1_mp[0][0]']
 l2_ap (MaxPooling2D)           (None, 7, 7, 9)      0           ['add_5[0][0]']
 l3 (Conv2D)                    (None, 7, 7, 18)     1476        ['l2_ap[0][0]']
 l3_mp (MaxPooling2D)           (None, 3, 3, 18)     0           ['l3[0][0]']
 dropout_5 (Dropout)            (None, 3, 3, 18)     0           ['l3_mp[0][0]']
 flat (Flatten)                 (None, 162)          0           ['dropout_5[0][0]']
 l5 (Dense)                     (None, 32)           5216        ['flat[0][0]']
 l7 (Dense)                     (None, 10)           330         ['l5[0][0]']
==================================================================================================
Total params: 10,244
```

"""
CODE = """\
## Other lab

```python
model = Sequential([Flatten(input_shape=(28, 28)), Dense(64, activation='relu'), Dense(64, activation='relu'),
                    Dense(10, activation='softmax')])
```

"""


def verdicts(text: str, name: str = "report.md") -> list[Verdict]:
    """Return the verdicts of a report."""
    return list(structure.check(Facts(read_text(text, name))))


def outcomes(text: str, rule: str = "structure.count") -> list[str]:
    """Return the outcomes of one rule, in the order of the lines."""
    return [verdict.outcome for verdict in sorted(verdicts(text), key=lambda v: v.place) if verdict.rule == rule]


def refuted(text: str) -> list[Verdict]:
    """Return the accusations."""
    return [verdict for verdict in verdicts(text) if verdict.outcome == "refuted"]


# ── summaries ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (MLP, 4), (CNN, 7), (FASHION, 7), (f"```\n{KERAS_3}```\n", 7), (f"```\n{KERAS_3_WIRED}```\n", 5),
    ],
)  # fmt: skip
def test_a_right_summary_is_confirmed_row_by_row(text: str, count: int) -> None:
    """A verdict for each row with parameters, for the totals and for the sizes in memory."""
    found = verdicts(text)
    assert {verdict.outcome for verdict in found} == {"confirmed"}
    assert len([verdict for verdict in found if verdict.rule == "structure.summary"]) == count
    assert all(verdict.place.last - verdict.place.first < 5 for verdict in found)


ROWS = """\
conv2d (Conv2D)              {shape}        {conv}
max_pooling2d (MaxPooling2D) {pool}        0
batch_norm (BatchNormalization) {pool}     {norm}
flatten (Flatten)            (None, {flat})            0
dense (Dense)                (None, 10)                {dense}
"""


@pytest.mark.parametrize(
    ("shape", "conv", "pool", "norm", "flat", "dense"),
    [
        ("(None, 26, 26, 32)", 320, "(None, 13, 13, 32)", 128, 5408, 54090),
        ("(None, 26, 26, 32)", 320, "(None, 25, 25, 32)", 128, 20000, 200010),
        ("(None, 28, 28, 32)", 64, "(None, 14, 14, 32)", 128, 6272, 62730),
        ("(None, 26, 26, 32)", 288, "(None, 13, 13, 32)", 96, 5408, 54080),
        ("(None, 24, 26, 32)", 512, "(None, 8, 8, 32)", 128, 2048, 20490),
        ("(None, 22, 22, 32)", 1600, "(None, 7, 7, 32)", 64, 1568, 15690),
        ("(None, 14, 14, 32)", 320, "(None, 7, 7, 32)", 128, 1568, 15690),
        ("(None, 7, 7, 32)", 320, "(None, 3, 3, 32)", 128, 288, 2890),
        ("(None, 7, 7, 32)", 320, "(None, 4, 4, 32)", 128, 512, 5130),
    ],
)
def test_rows_fit_with_any_kernel_stride_and_padding(
    shape: str, conv: int, pool: str, norm: int, flat: int, dense: int
) -> None:
    """Kernels of 1×1 to 7×7, strides, without biases, poolings of stride 1 and 3, normalisations without scale."""
    rows = ROWS.format(shape=shape, conv=conv, pool=pool, norm=norm, flat=flat, dense=dense)
    text = f"```\nLayer (type)  Output Shape  Param #\ninput (InputLayer)  (None, 28, 28, 1)  0\n{rows}```\n"
    assert {verdict.outcome for verdict in verdicts(text)} == {"confirmed"}


@pytest.mark.parametrize(("right", "wrong"), [("2034", "2304"), ("3625", "3652"), ("260", "206"), ("1312", "1213")])
def test_a_row_that_the_total_corrects_is_refuted(right: str, wrong: str) -> None:
    """Neither its shapes nor the total allow the number."""
    (verdict,) = refuted(CNN.replace(f"  {right}\n", f"  {wrong}\n"))
    assert verdict.rule == "structure.summary"
    assert wrong in verdict.quote


def test_a_row_that_nothing_corrects_is_for_review() -> None:
    """Keras's tables are practically never wrong."""
    text = MLP.replace("78500", "78501").replace("79,510", "79,511")
    assert [verdict.outcome for verdict in verdicts(text) if verdict.outcome != "confirmed"] == ["review"]


def test_a_total_that_the_rows_do_not_give() -> None:
    """All rows follow from each other: it is the total that was changed."""
    (verdict,) = refuted(CNN.replace("Total params: 7,465", "Total params: 7,565"))
    assert "7,565" in verdict.quote
    left_out = CNN.replace("Total params: 7,465", "...\nTotal params: 7,565")
    assert refuted(left_out) == []


def test_what_an_extraction_may_have_done_is_never_refuted() -> None:
    """In the text of a PDF a digit may have been lost."""
    damage = "\f".join((CNN.replace("1312", "132"), "page 2"))
    assert refuted(damage.replace("l1 (", "11 (")) == [] or not read_text(damage).extracted


def test_keras_3_counts_the_optimizer_after_training() -> None:
    """Total = trainable + what the optimizer keeps."""
    text = MLP.replace("Total params: 79,510", "Total params: 159,022 (621.18 KB)").replace(
        "Non-trainable params: 0", "Non-trainable params: 0 (0.00 B)\nOptimizer params: 79,512 (310.59 KB)"
    )
    assert {verdict.outcome for verdict in verdicts(text)} == {"confirmed"}


TABLE = """\
## Réseau

| Couche | Sortie | Paramètres |
|---|---|---|
| Conv2D 5x5 | 28x28x9 | 5*5*1*9 + 9 = 234 |
| MaxPooling | 14x14x9 | 0 |
| Flatten | 1764 | – |
| Dense | 10 | 17 650 |
| **Total** | | {total} |
"""


@pytest.mark.parametrize(
    ("total", "outcome"), [("17 884", "confirmed"), ("17'884", "confirmed"), ("17 848", "refuted")]
)
def test_a_total_below_a_table_of_layers(total: str, outcome: str) -> None:
    """The column must sum to it: 234 + 17650."""
    assert outcomes(TABLE.format(total=total), "structure.summary") == [outcome]


# ── counts: right ones ───────────────────────────────────────────────────────────────────────────────────────────

RIGHT_MLP = [
    "Total weights: 79510",
    "Le nombre total de paramètres est de 79'510.",
    "Le modèle a 79 510 paramètres.",
    "Poids entre l'entrée et la couche cachée : 784 * 100 = 78400",
    "Weights in the hidden layer: $784 * 100 + 100 = 78400 + 100 = 78500$",
    "The output layer has 1010 weights.",
    "La couche de sortie compte 1 010 paramètres, dont 10 biais.",
    "Sans les biais, le réseau a 79400 poids.",
    "There are 110 biases in total.",
    "Chaque neurone de la couche cachée a 785 paramètres.",
    "Il y a environ 80'000 paramètres au total.",
    "The model has about 79.5k parameters.",
    "Entre la couche cachée et la sortie : 100 × 10 = 1'000 poids, plus 10 biais.",
    r"$78\,500 + 1\,010 = 79\,510$ paramètres",
]
RIGHT_CNN = [
    "Le total est de 7'465 paramètres.",
    "Total params: 7465 (29.16 KB)",
    "The first convolution has 5*5*1*9+9 = 234 weights, each filter having 26 parameters.",
    "Un filtre de la deuxième couche a 5*5*9 = 225 poids.",
    "The three convolutions together have 3580 parameters and the dense part 3885 parameters.",
    "La couche l4 a 144*25+25 = 3625 paramètres.",
    "69 biases in total",
]


@pytest.mark.parametrize("claim", RIGHT_MLP)
def test_right_counts_of_a_perceptron(claim: str) -> None:
    """Each reading of the network is right: with and without biases, by layer, by neuron, rounded."""
    found = outcomes(MLP + claim + "\n")
    assert found
    assert set(found) == {"confirmed"}


@pytest.mark.parametrize("claim", RIGHT_CNN)
def test_right_counts_of_a_convolutional_network(claim: str) -> None:
    """By layer, by filter, cumulated."""
    assert "refuted" not in outcomes(CNN + claim + "\n")
    assert "confirmed" in outcomes(CNN + claim + "\n")


SILENT = [
    "A CNN with 300 filters would have 123'456 parameters in total.",
    "Compared with the 203'530 parameters of the previous model, this is small.",
    "Le réseau précédent avait 203'530 paramètres au total.",
    "We trained for 10 epochs with 60000 images and a batch size of 128.",
    "ResNet-50 has 25'557'032 parameters, GPT-3 175 billion.",
    "It has 10 times fewer parameters than the shallow one.",
    "Les poids sont initialisés aléatoirement, 2 fois.",
    "Weights between 2019 and 2020 were not kept.",
    "More than 70'000 weights are in the hidden layer.",
]


@pytest.mark.parametrize("claim", SILENT)
@pytest.mark.parametrize("part", [MLP, CNN, CODE], ids=["mlp", "cnn", "code"])
def test_what_is_said_of_something_else_is_not_refuted(part: str, claim: str) -> None:
    """Other networks, suppositions, other numbers."""
    assert refuted(part + claim + "\n") == []


MODELS = "| Modèle | Total params | Accuracy |\n|---|---|---|\n| MLP | 79 510 | 97.6 |\n| CNN | 7 465 | 98.8 |\n\n"
HOG = """\
## HOG

- orientations: 8
- pix_p_cell 4: 392 inputs
- 100 neurons in the hidden layer, 10 outputs
- total weights: 392*100+100+100*10+10 = 40310
- with pix_p_cell 7: 128 inputs, total weights: 128*100+100+100*10+10 = 13910
"""
TWO_SIZES = """\
## MLP

784 inputs, 10 outputs. One hidden layer of 100 neurons: 784*100+100+1010 = 79510 weights in total.
With 300 neurons: total of weights 784*300+300+3010 = 238510.
"""
STACKED = """\
## MLP

784 entrées, couche cachée de 30 neurones, sortie de 10 neurones. La deuxième couche cachée a aussi 30 neurones.
Poids au total : 23550 + 930 + 310 = 24790.
"""
CAPACITY = """\
## Capacity

The shallow network has 784 inputs, a hidden layer of 100 neurons and 10 outputs.
The deep one has a total of 7465 weights, 7'465 parameters in all.

"""
SAVED = """\
Les poids du modèle sont appris à partir de 7645 images. Les poids des classes sont 1.94 et 0.67.
Weights were saved after 7456 iterations.
"""
SUPPOSED = """\
If the hidden layer had 200 neurons, the total would be 159'010 parameters.
Avec 200 neurones on aurait 159010 paramètres au total.
"""
OTHER_MODEL = "Le CNN n'a que 7'465 paramètres au total. Le modèle convolutif a 7465 poids.\n\n"
RIGHT_REPORTS = {
    "the other model of a comparison": MLP.replace("MLP, pixels bruts", "Questions générales") + OTHER_MODEL + CNN,
    "a table of all models": MLP.replace("MLP, pixels bruts", "Conclusion") + MODELS + CNN,
    "words of one model, counts of the other": CAPACITY + CNN,
    "HOG with two sizes of cells": HOG,
    "two hidden sizes": TWO_SIZES,
    "a second hidden layer": STACKED,
    "a summary printed by a program": f"{CODE}```\nTotal params: 79,510\nTrainable params: 79,510\n```\n{MLP}",
    "a model that only a figure shows": f"{MLP}Pour le modèle 2, le total est de 238'150 paramètres : 235500 + 2650.\n",
    "class weights and saved weights": CNN + SAVED,
    "a supposition": MLP + SUPPOSED,
    "the model before": f"{MLP}{CNN}Le total est plus petit que les 79'510 paramètres du modèle précédent.\n",
    "optimizer": f"{MLP}With the state of RMSprop, Keras counts 159,022 parameters in total.\n",
    "memory": f"{MLP}Total params: 310.59 KB. Les paramètres du modèle occupent 318 040 octets.\n",
    "two summaries, one total each": f"{MLP}{CNN}Le modèle a 7465 paramètres.\n",
    "a question": f"{MLP}How many weights does the model have in total, 79501 or 79510?\n",
    "a partial total": f"{CNN}Convolutions: 234 + 2034 + 1312 = 3580 weights in total. Dense: 3625 + 260 = 3885.\n",
    "counts of values": f"{CNN}The maps of the first layer have 28*28*9 = 7056 values in total, weights excluded.\n",
}


@pytest.mark.parametrize("text", RIGHT_REPORTS.values(), ids=RIGHT_REPORTS)
def test_right_reports_are_not_accused(text: str) -> None:
    """Numbers that belong to something else than the one network of the part."""
    assert [verdict.quote for verdict in refuted(text)] == []


def test_flatten_past_a_pooling_is_right() -> None:
    """6272 = 14 × 14 × 32: the last pooling is not wired in."""
    text = """\
## Fashion

```python
l0 = Input(shape=(28, 28, 1))
l1 = Conv2D(32, (3, 3), padding='same', activation='relu')(l0)
l1_mp = MaxPooling2D(pool_size=(2, 2))(l1)
l2 = Conv2D(32, (3, 3), padding='same', activation='relu')(l1_mp)
l2_mp = MaxPooling2D(pool_size=(2, 2))(l2)
flat = Flatten()(l2)
l6 = Dense(100, activation='relu')(flat)
l5 = Dense(10, activation='softmax')(l6)
```

Flatten donne 6272 valeurs. La couche l6 a 6272 * 100 + 100 = 627300 poids. Au total 637'878 paramètres.
"""
    found = verdicts(text)
    assert {verdict.outcome for verdict in found} == {"confirmed"}
    assert len(found) == 3


def test_two_models_in_one_part() -> None:
    """A total of either is right, another one is not certain to be wrong."""
    text = MLP + MLP.split("\n", 2)[2].replace("100)", "300)").replace("78500", "235500").replace(
        "1010", "3010"
    ).replace("79,510", "238,510")
    assert outcomes(f"{text}Le modèle a 238'510 paramètres au total.\n") == ["confirmed"]
    assert outcomes(f"{text}Le modèle a 79'510 paramètres au total.\n") == ["confirmed"]
    assert refuted(f"{text}Le modèle a 97'510 paramètres au total.\n") == []


# ── counts: wrong ones ───────────────────────────────────────────────────────────────────────────────────────────

WRONG = [
    (MLP, "Le nombre total de paramètres est de 79'501.", "79,510"),
    (MLP, "Total weights: 78400 + 1010 = 79410", "79,510"),
    (MLP, "The model has 79 150 parameters.", "79,510"),
    (MLP, "The output layer has 1100 weights.", "1,010"),
    (MLP, "Poids de la couche cachée : 784 * 200 + 200 = 157000", "78,500"),
    (CNN, "Ce modèle a un total de 7'645 paramètres.", "7,465"),
    (CNN, "La couche l4 a 144 * 25 = 3650 paramètres.", "3,625"),
    (CNN, "Total number of parameters: 7456", "7,465"),
    (CODE, "The network has 55,500 parameters in total.", "55,050"),
    (
        "## HOG\n\n- orientation count: 8\n- pixels per cell: 4\n- Hidden layers:\n  - 100 neurons\n- 10 outputs\n",
        "- Weights in the hidden layer: $392 * 200 + 200 = 78400 + 200 = 78600$",
        "39,300",
    ),
]


@pytest.mark.parametrize(("part", "claim", "expected"), WRONG)
def test_wrong_counts_are_refuted(part: str, claim: str, expected: str, english: Language) -> None:
    """Slips of the pen and computations with other operands than the network's."""
    (verdict,) = refuted(f"{part}{claim}\n")
    assert verdict.rule == "structure.count"
    assert english.text(verdict.expected) == expected
    assert verdict.also


def test_a_claim_below_its_own_heading() -> None:
    """The summary stands under one heading of the experiment, the count under the next."""
    text = (
        "# Report\n\n" + CNN.replace("## CNN", "## CNN\n\n### Topology") + "### Weights\n\nTotal weights: 7645\n\n"
        "## Other\n\n" + "Words.\n\n" * 60
    )
    (verdict,) = refuted(text)
    assert verdict.quote == "Total weights: 7645"


def test_the_total_of_another_model_is_named(english: Language) -> None:
    """Copied from the part before."""
    (verdict,) = refuted(f"{MLP}\n{CNN}Le modèle a 79'510 paramètres au total.\n")
    assert english.text(verdict.expected) == "7,465"
    assert "another network" in english.text(verdict.how)


def test_a_number_of_another_kind_is_for_review() -> None:
    """Nothing shows where it comes from."""
    assert outcomes(f"{CNN}Le modèle a 31'337 paramètres au total.\n") == ["review"]


def test_wrong_sizes_share_a_cause() -> None:
    """One wrong operand runs through three sums."""
    text = (
        "## Raw data\n\n- Hidden layers:\n  - 100 neurons, reLU\n- 784 inputs, 10 outputs\n"
        "- Weights in the hidden layer: 784 * 200 + 200 = 157000\n"
        "- Weights in the output layer = 10 * 200 + 10 = 2010\n"
        "- Total weights: 157000 + 2010 = 159010\n"
    )
    found = refuted(text)
    assert len(found) == 3
    assert len({verdict.cause for verdict in found}) == 1


# ── layers and shapes in words ───────────────────────────────────────────────────────────────────────────────────

RIGHT_WORDS = [
    "Le réseau est composé de trois couches de convolution et de deux couches denses.",
    "It has 3 convolutional layers, each followed by max pooling.",
    "The image goes from 28x28 to 14x14 to 7x7 and the last output is 3x3x16.",
    "Après le pooling, la taille passe de 7x7 à 3x3.",
    "Le Flatten donne un vecteur de 144 valeurs.",
    "The kernels are 5x5, 5x5 and 3x3, the pooling windows 2x2.",
    "Flatten gives 3*3*16 = 144 features.",
    "Two Conv2D layers (5x5x9) and one of 3x3x16.",
]
WRONG_WORDS = [
    "Le réseau est composé de deux couches de convolution.",
    "La couche Flatten donne 256 valeurs.",
    "The feature maps shrink: 28x28 -> 14x14 -> 7x7 -> 4x4.",
]
OPEN_WORDS = [
    "We then removed one of the layers and tested two convolutional layers.",
    "Flatten turns the last feature maps into a vector read by 25 neurons.",
    "Un kernel 2x2 aurait donné une image de 13x13.",
    "We use 4 GPUs and 3 runs of 10 epochs on 64x64 crops.",
    "The first two convolutional layers have 5x5 kernels.",
]


@pytest.mark.parametrize("claim", RIGHT_WORDS)
def test_right_words(claim: str) -> None:
    """Words that the summary bears out."""
    found = outcomes(CNN + claim + "\n", "structure.shape")
    assert found
    assert set(found) == {"confirmed"}


@pytest.mark.parametrize("claim", WRONG_WORDS)
def test_wrong_words(claim: str) -> None:
    """Words that the only summary of the part contradicts."""
    (verdict,) = refuted(CNN + claim + "\n")
    assert verdict.rule == "structure.shape"


@pytest.mark.parametrize("claim", OPEN_WORDS)
def test_open_words(claim: str) -> None:
    """Words about something else."""
    assert refuted(CNN + claim + "\n") == []


@pytest.mark.parametrize(
    ("part", "claim", "outcome"),
    [
        (MLP, "La couche cachée a 100 neurones.", "confirmed"),
        (MLP, "Il y a 10 neurones en sortie.", "confirmed"),
        (MLP, "La couche cachée a 200 neurones.", "review"),
        (CNN, "The second convolution has 9 filters.", "confirmed"),
        (CNN, "La couche de sortie a 10 neurones, la couche cachée 25 neurones.", "confirmed"),
    ],
)
def test_sizes_in_words(part: str, claim: str, outcome: str) -> None:
    """Neurons and filters that the summary has; another size is for an assistant to look at."""
    assert set(outcomes(f"{part}{claim}\n", "structure.shape")) == {outcome}


@pytest.mark.parametrize(
    "claim", ["We tested 200 and 300 neurons in the hidden layer.", "With 50 neurons it overfits."]
)
def test_sizes_of_other_cases(claim: str) -> None:
    """Cases are not the network of the summary."""
    assert outcomes(f"{MLP}{claim}\n", "structure.shape") == []


# ── all ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_verdict_can_be_written(language: Language) -> None:
    """All labels exist in both languages."""
    for rule in structure.RULES:
        assert language.label(f"check.rules.{rule}.title")
    claims = "\n\n".join((*RIGHT_MLP, *(claim for _, claim, _ in WRONG), *RIGHT_WORDS, *WRONG_WORDS))
    for text in (MLP + claims, CNN + claims, CODE + claims, FASHION, MLP.replace("1010", "1100")):
        for verdict in verdicts(text):
            parts = (verdict.found, verdict.expected, verdict.how, verdict.question or "")
            assert all(isinstance(language.text(part), str) for part in parts)


def test_a_long_report_takes_no_time() -> None:
    """Five hundred lines, and lines of a megabyte."""
    text = (MLP + CNN + FASHION + "\n\n".join(RIGHT_MLP) + "\n\n") * 4
    facts = Facts(read_text(text))
    start = time.perf_counter()
    list(structure.check(facts))
    assert time.perf_counter() - start < 1
    for hostile in (
        "poids 1 " * 120_000,
        "784-" * 200_000,
        "(None, 1" * 100_000,
        "deux couches cachées de 3 " * 40_000,
    ):
        facts = Facts(read_text(MLP + hostile))
        start = time.perf_counter()
        list(structure.check(facts))
        assert time.perf_counter() - start < 2, hostile[:20]


@given(st.text(alphabet="poids total 7465=*+ couche (None,)|#\n", max_size=200))
def test_any_text_gives_a_result(text: str) -> None:
    """Nothing raises."""
    verdicts(MLP + text)
