"""Deep and shallow networks: who has more weights is judged by the report's own totals."""

from collections.abc import Sequence

import pytest

from reportgen.check.comparing.size_verdicts import statements
from reportgen.check.comparing.sizes import Size, sizes
from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules import capacity
from reportgen.check.submission import Place
from reportgen.check.verdict import Verdict
from reportgen.content import templates
from reportgen.i18n import load_language

_SOMEWHERE = Place(0, 0)
RAW = Size("raw", 79_510, _SOMEWHERE, True)
"""784 * 100 + 100 + 100 * 10 + 10"""
HOG = Size("hog", 40_310, _SOMEWHERE, True)
"""392 * 100 + 100 + 100 * 10 + 10"""
CNN = Size("cnn", 7_465, _SOMEWHERE, True)
"""As Keras counts the CNN of the course's notebook."""
XRAY = Size("cnn", 164_353, _SOMEWHERE, False)


def _said(text: str, known: Sequence[Size] = (RAW, HOG, CNN)) -> list[Verdict]:
    return list(statements(read_text(text + "\n", "report.md"), lambda: known))


def _outcome(text: str, known: Sequence[Size] = (RAW, HOG, CNN)) -> str:
    found = {verdict.outcome for verdict in _said(text, known)}
    return next((name for name in ("refuted", "review", "confirmed") if name in found), "none")


@pytest.mark.parametrize(
    "text",
    [
        "No, the CNN has fewer weights than the shallow network.",
        "Non, le CNN a moins de poids que le MLP.",
        "Non, le CNN a moins de poids (7465 contre 79510 pour le MLP).",
        "Le MLP a environ 10 fois plus de paramètres que le CNN.",
        "Le CNN est 10 fois plus petit que le MLP.",
        "The shallow model has 10 times more parameters than the deep one.",
        "The shallow network on raw data has about 10x more weights than our CNN.",
        "The MLP with HOG has about 5 times more weights than the CNN.",
        "Not necessarily: our CNN has fewer parameters than the MLP.",
        "Deep networks do not necessarily have more weights than shallow ones.",
        "Les réseaux profonds n'ont pas forcément plus de poids que les réseaux peu profonds.",
        "In our case the deep network has less weights than the shallow one.",
        "Dans notre cas le réseau profond a moins de paramètres.",
        "The number of parameters of the CNN is lower than that of the MLP.",
        "Le nombre de poids du CNN est plus petit que celui du MLP.",
        "Le CNN possède beaucoup moins de poids que les réseaux peu profonds.",
        "The CNN needs fewer parameters although it is deeper.",
        "Contrary to what one might think, our CNN has fewer weights than our MLP.",
    ],
)
def test_what_the_totals_bear_out_is_confirmed(text: str) -> None:
    """79,510 and 40,310 against 7,465: 10.65 and 5.4 times as many."""
    assert _outcome(text) == "confirmed"


@pytest.mark.parametrize(
    "text",
    [
        "Our CNN has more weights than our MLP.",
        "Yes, the CNN has more weights than the shallow network.",
        "Oui, notre CNN a plus de poids que notre MLP.",
        "The deep network of this lab has more parameters than the shallow one.",
        "The CNN has 20 times fewer weights than the raw MLP.",
        "Le CNN est 20 fois plus petit que le MLP brut.",
        "Our CNN (7,465) has more weights than the MLP (79,510).",
        "Le nombre de poids du CNN est plus élevé que celui du MLP.",
        "The shallow network has fewer parameters than the CNN.",
        "Le MLP a moins de paramètres que le CNN.",
        "The number of weights of our CNN is higher than that of the MLP.",
        "The MLP has 3 times more parameters than the CNN.",
        "Le MLP n'a pas plus de poids que le CNN.",
    ],
)
def test_what_the_totals_contradict_is_refuted(text: str) -> None:
    """Said of the networks of the report, with the totals of both."""
    found = [verdict for verdict in _said(text) if verdict.outcome == "refuted"]
    assert found
    assert all(verdict.expected for verdict in found)


@pytest.mark.parametrize(
    "text",
    [
        "Yes, deep neural networks generally have much more capacity than shallow ones, as they have more layers.",
        "Deep networks have more weights than shallow ones.",
        "Oui, les réseaux profonds ont plus de poids que les réseaux peu profonds.",
        "Deep networks have a higher capacity than shallow networks.",
        "The deep network has more capacity than the shallow one.",
    ],
)
def test_what_is_said_of_all_networks_is_to_be_looked_at(text: str) -> None:
    """The report's own networks are an example against it, but no proof; capacity may mean power to represent."""
    assert _outcome(text) == "review"


@pytest.mark.parametrize(
    "text",
    [
        "Our CNN has 7,465 weights while the MLP has 79,510.",
        "The deep network has more capacity to represent complex functions than the MLP.",
        "Do the deep networks have more weights than the shallow ones?",
        "One could expect the CNN to have more weights than the MLP.",
        "With more filters, the CNN would have more weights than the MLP.",
        "The dense layer of the CNN has more weights than its convolutional layers.",
        "Convolutional layers have fewer weights than dense layers.",
        "La couche dense a plus de poids que les couches de convolution.",
        "The CNN has more layers than the MLP.",
        "The loss of the CNN is smaller than that of the MLP.",
        "The CNN with 500 neurons has more weights than the CNN with 25 neurons.",
        "More weights do not mean a better accuracy for the CNN.",
        "The HOG network has fewer weights than the raw one.",
        "Deep networks have more layers but fewer weights.",
        "Un CNN partage ses poids, il en a donc moins.",
        "Deeper networks can have more parameters, but it depends on the layers.",
        "Le CNN a plus de couches et moins de poids.",
    ],
)
def test_what_is_open_or_about_something_else_is_not_refuted(text: str) -> None:
    """Questions, conditions, layers, losses."""
    assert _outcome(text) != "refuted"


def test_a_network_for_other_images_may_be_meant() -> None:
    """The CNN for X-rays has more weights than the MLP for digits."""
    assert _outcome("Our CNN has more weights than our MLP.", (RAW, CNN, XRAY)) == "review"


def test_nothing_is_said_without_totals() -> None:
    """A report without counts gives no example."""
    assert _said("Our CNN has more weights than our MLP.", ()) == []


REPORT = """# Digits from raw data

- Weights in the hidden layer: 784 * 100 + 100 = 78500
- Weights in the output layer: 100 * 10 + 10 = 1010
- Total weights of the MLP: 78500 + 1010 = 79510

# Digits with a CNN

```
Model: "cnn"
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
```

# General questions

{claim}
"""


def _facts(claim: str) -> Facts:
    return Facts(read_text(REPORT.replace("{claim}", claim), "report.md"))


def test_sizes_come_from_summaries_and_from_totals_in_words() -> None:
    """Each with the kind of network that its layers or its heading tell."""
    found = {(size.kind in ("cnn",), size.value) for size in sizes(_facts(""))}
    assert found == {(False, 79_510), (True, 7_465)}


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The CNN has about 10 times fewer weights than the shallow network.", "confirmed"),
        ("Our CNN has more weights than our MLP.", "refuted"),
        ("Deep networks have more weights than shallow ones.", "review"),
    ],
)
def test_a_whole_report_is_judged_by_what_it_counts(claim: str, expected: str) -> None:
    """From text to verdict."""
    assert {verdict.outcome for verdict in capacity.check(_facts(claim))} == {expected}


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_verdict_can_be_told(code: str) -> None:
    """In both languages, with the numbers."""
    language = load_language(code, templates())
    texts = (
        "Our CNN has more weights than our MLP.",
        "Deep networks have more weights.",
        "Le MLP a 10 fois plus de poids que le CNN.",
    )
    for verdict in (verdict for text in texts for verdict in _said(text)):
        assert "7" in language.text(verdict.how)
    assert all(language.label(f"check.rules.{rule}.title") for rule in capacity.RULES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The CNN has 25,034 parameters, the MLP 159,010. That is about 6 times less.", "confirmed"),
        ("The CNN has 25,034 parameters, the MLP 159,010. That is about 16 times less.", "refuted"),
        ("Le CNN a 7 954 poids, le MLP 198 760. Le réseau profond a donc plus de poids que le MLP.", "refuted"),
        ("Le CNN a 7 954 poids, le MLP 198 760. Le réseau profond a donc moins de poids que le MLP.", "confirmed"),
        ("Avec ses 40 112 poids, il en a même plus que le petit MLP (101 770 poids).", "refuted"),
        ("Avec ses 40 112 poids, il en a moins que le petit MLP (101 770 poids).", "confirmed"),
        ("Même le grand CNN (65 826 poids) reste en dessous du petit MLP (63 610).", "refuted"),
        ("The CNN (81,090 weights) stays below the 79,510 of that MLP.", "refuted"),
        ("The CNN (81,090 weights) exceeds the small MLP (79,510).", "confirmed"),
        ("Our CNN has 41,514 weights. It is smaller than the HOG network (23,260).", "refuted"),
        ("Our CNN has 41,514 weights. It is smaller than the HOG network (67,810).", "confirmed"),
        ("Le CNN a 37 974 poids. Par rapport au MLP (397 510 poids), c'est environ 15 fois moins.", "refuted"),
        ("Le CNN a 37 974 poids. Par rapport au MLP (397 510 poids), c'est environ 10 fois moins.", "confirmed"),
    ],
)
def test_numbers_that_were_just_told_are_compared(text: str, expected: str) -> None:
    """`That`, `it` and `the deep one` are the numbers of the sentence or of the last ones."""
    assert _outcome(text, ()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The dense layer has 18,496 of 25,034 parameters. That is 3 times more than the convolutions.",
        "The CNN has 25,034 weights. The MLP with 600 neurons has more than 10 times as many.",
        "Le CNN a 25 034 poids et a été entraîné sur 60 000 images, soit 5 fois moins.",
        "The CNN has 25,034 weights or 50,890. It is smaller than the MLP (30,000 weights).",
        "784 * 100 + 100 = 78,500 weights. That is 3 times more.",
        "The CNN has 25,034 weights. It does not have more than 20,000.",
    ],
)
def test_numbers_of_something_else_decide_nothing(text: str) -> None:
    """Parts of a network, images, computations, and `it` that may be either of two."""
    assert _outcome(text, ()) != "refuted"


@pytest.mark.parametrize(
    "text",
    [
        "HOG 3 a une perte plus basse que C, avec trois fois moins de poids.",
        "HOG 3 is as good as C, with three times fewer weights.",
        "Le HOG suffit. Il a deux fois plus de poids.",
    ],
)
def test_networks_that_are_not_named_are_not_compared(text: str) -> None:
    """C may be any network, not the deep one."""
    assert _outcome(text) != "refuted"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Les poids : même le plus grand CNN (55 234) reste en dessous du réseau à deux couches (109 386).",
            "confirmed",
        ),
        ("Weights: even the largest CNN (55,234) stays below the two-layer network (109,386).", "confirmed"),
        ("Weights: even the largest CNN (155,234) stays below the two-layer network (109,386).", "refuted"),
    ],
)
def test_two_numbers_of_a_sentence_decide(text: str, expected: str) -> None:
    """Layers that a network has do not make its total one of a layer."""
    assert _outcome(text) == expected
