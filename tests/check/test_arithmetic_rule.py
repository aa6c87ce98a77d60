"""Written computations: right ones in every style are never accused, wrong ones are refuted with what explains them."""

from pathlib import Path

import pytest

from reportgen.check.rules.arithmetic import RULES
from reportgen.check.submission import BlockKind
from reportgen.i18n import load_language
from tests.check.computed import outcomes, verdicts

CONFIRMED = (
    # plain, with every sign of multiplication and every thousands separator
    "784*100+100 = 78500",
    "784 * 100 + 100 = 78500",
    "784 x 100 + 100 = 78500",
    "784x100+100=78500",
    "784 X 100 + 100 = 78'500",
    "784 × 100 + 100 = 78’500",
    "784 · 100 + 100 = 78 500 poids",
    "784 ⋅ 100 + 100 = 78\u202f500",
    "784 ∗ 100 + 100 = 78\u00a0500",
    "784 • 100 + 100 = 78,500",
    "784 * 100 + 100 = 78.500",
    "784 \\* 100 + 100 = 78500",
    "784 fois 100 plus 100 = 78500",
    "784 times 100 = 78400",
    "100*784+100*1=78500",
    "(784+1)*100 = 78500",
    "(784 + 1) x 100 = 78 500 paramètres",
    "[784 + 1] * 100 = 78500",
    "100(784 + 1) = 78500",
    "10 * (100 + 1) = 1010",
    # words, units and labels
    "784 inputs * 100 neurons + 100 biases = 78500",
    "784 (entrées) x 100 + 100 (biais) = 78500",
    "784 (28x28) * 100 + 100 = 78500",
    "28x28 (784) * 100 + 100 = 78500",
    "784 (one per pixel) x 100 + 100 (one bias each neuron) = 78500",
    "Weights in the hidden layer: 784 * 100 + 100 = 78500",
    "Weights in the output layer = 10 * 100 + 10 = 1010",
    "Total weights : 78500 + 1010 = 79510",
    "Total = 78500 + 1010 = 79510 parameters",
    "Couche 1 : 784*100+100 = 78500, couche 2 : 100*10+10 = 1010",
    "Hidden layer - 784*100+100 = 78500",
    "La première couche a donc 784 * 100 + 100 = 78500 paramètres, la deuxième 100 * 10 + 10 = 1010.",
    "On a 784*100 + 100 = 78500 et 100*10 + 10 = 1010.",
    "1) 784*100 + 100 = 78500",
    "- 784*100 + 100 = 78500",
    "• 784*100 + 100 = 78500",
    "* 784*100 + 100 = 78500",
    "> 784*100 + 100 = 78500",
    "**Total:** 784*100 + 100 = **78500**",
    "*784* inputs, 784 * 100 + 100 = *78500*",
    "`784*100+100 = 78500`",
    "The layer (784*100+100 = 78500) is the largest.",
    "Nombre de poids (784 * 100 + 100) = 78500",
    "784 entrées * 100 neurones cachés + 100 biais = 78'500 paramètres (avec les biais)",
    "784*100 + biais 100 = 78500",
    "les biais : 100 + 10 = 110",
    "100 784 x 100 + 100 = 78 500",
    "784 x 200 + 200 = 157 000, 200 x 10 + 10 = 2 010, 157 000 + 2 010 = 159 010",
    "784*100 + 100 = 78500 plus 100*10 + 10 = 1010",
    "784*100 + 100 = 78500 + 100*10 + 10 = 1010",
    "9 filtres, au plus 20 + 1 = 21 morceaux",
    # words that say `equals`
    "784 * 100 + 100, soit 78500 poids",
    "784 * 100 + 100 donne 78500",
    "784 * 100 + 100 gives 78500",
    "784 * 100 + 100, ce qui donne 78500",
    "784 * 100 + 100, which gives 78500 weights",
    "784*100+100 => 78500",
    "784*100+100 -> 78500",
    "784*100+100 → 78500",
    "784*100+100 == 78500",
    "28*28 soit 784 pixels",
    "Ce qui nous donne 2 * 10, donc 20.",
    "28 * 28 is 784",
    "784*100 est égal à 78400",
    # LaTeX
    "$784 \\times 100 + 100 = 78500$",
    "$784 \\times 100 + 100 = 78\\,500$",
    "$784 \\cdot 100 + 100 = 78{,}500$",
    "$784\\times100+100=78\\ 500$ weights",
    "$(784 + 1) \\cdot 100 = 78'500$",
    "$\\frac{28}{4} \\cdot \\frac{28}{4} \\cdot 8 = 392$",
    "$\\left(\\frac{28}{4}\\right)^2 \\times 8 = 392$",
    "$\\frac{28 \\cdot 28 \\cdot 8}{4^2} = 392$",
    "$\\dfrac{28^2 \\times 8}{16} = 392$",
    "$\\lfloor 28/8 \\rfloor^2 \\cdot 8 = 72$",
    "$\\underbrace{784 \\times 100}_{poids} + \\underbrace{100}_{biais} = 78500$",
    "$\\text{Total} = 78500 + 1010 = 79510$",
    "$784 \\text{ inputs} \\times 100 + 100 = 78500$",
    "$784 \\times 100 + 100 = \\mathbf{78500}$",
    "$\\frac{9757}{10000} = 0{,}9757$",
    "$\\frac{9757}{10000} = 97.57\\%$",
    "$W_1 = 784 \\times 100 + 100 = 78500$",
    # convolutions and HOG
    "5x5x1x9 + 9 = 234",
    "(5x5x1 + 1) x 9 = 234",
    "(5x5x9 + 1) * 9 = 2034",
    "5*5*9*9 + 9 = 2034",
    "(3*3*9 + 1) * 16 = 1312",
    "9 * (5*5*9) + 9 = 2034",
    "10 * 7 * 7 * 1 + 10 = 500",
    "10 * 5 * 5 * 10 + 10 = 2'510",
    "3x3x16 = 144",
    "3 x 3 x 16 = 144 features",
    "28x28 = 784",
    "28*28*8/4^2 = 392",
    "28² * 8 / 4² = 392",
    "28**2 * 8 / 4**2 = 392",
    "28^2*8/16 = 392",
    "(28/4)^2 * 8 = 392",
    "(28/4) * (28/4) * 8 = 392",
    "7*7*8 = 392",
    "28/4 = 7",
    "28 ÷ 4 = 7",
    "floor(28/8)^2 * 8 = 72",
    "⌊28/8⌋ = 3",
    "28/8 = 3",
    "28/8 * 28/8 * 8 = 72",
    "(28/8)^2 * 8 = 72",
    "7/2 = 3",
    "7/2 = 4",
    "60000/128 = 469",
    "60000 / 128 = 468",
    "60000/128 = 468.75",
    "60000/128 ≈ 469 batches",
    "234 + 2034 + 1312 + 3625 + 260 = 7465",
    "144 * 25 + 25 = 3625",
    # several equals signs
    "784 * 100 + 100 = 78400 + 100 = 78500",
    "392 * 200 + 200 = 78400 + 200 = 78600",
    "392 * 200 = 78400 + 200 = 78600 + 2010 = 80610",
    "784*100 = 78400 + 100 biais = 78500",
    "28*28*1 = 784*100 = 78400",
    "784*100 = 78400 (+ 100 biais)",
    "784 * 100 = 78400 + 100 biais",
    "30 * 30 = 900 poids + 30 biais",
    "9757/10000 = 0.9757 = 97.57 %",
    "78500 = 784*100 + 100",
    "28/4 = 7 x 7 cells",
    # rounding and percentages
    "9757/10000 = 0.9757",
    "9757/10000 = 97.57 %",
    "9757/10000 = 97,57%",
    "9757 / 10000 = 97.6 %",
    "9757 / 10000 = 0.976",
    "9757 / 10000 = 0,97",
    "9757 / 10000 ≈ 0.98",
    "9757/10000*100 = 97.57",
    "9757/10000 * 100 = 97.57 %",
    "1 - 0.9757 = 0.0243",
    "100 - 97.57 = 2.43 %",
    "100 % - 97.57 % = 2.43 %",
    "1 - 0.9757 = 2.43 %",
    "10000 - 9757 = 243",
    "97.8 - 95.2 = 2.6",
    "2*0.9*0.8/(0.9+0.8) = 0.847",
    "F1 = 2 * 0.9 * 0.8 / (0.9 + 0.8) = 0.85",
    "F1 = 2*(0.72*0.99)/(0.72+0.99) = 0.84",
    "388 / (388 + 148) = 0.72",
    "388/(388+148) = 72.4 %",
    "388 / 390 = 0.99",
    "388/390 = 99.5%",
    "(388 + 86) / 624 = 0.76",
    "79510 / 7465 = 10.65",
    "79510/7465 ≈ 10,7",
    "79510 / 7465 ~ 11",
    "1/3 = 0.33",
    "2/3 = 0.67",
    "2/3 = 0.66",
    "19/25 = 76 %",
    "784*100+100 ≈ 78'000",
    "784*100+100 ≈ 80 000",
    "401408 + 512 = 401'920",
    "401408 + 512 + 5130 = 407,050",
    # units
    "7465 * 4 = 29860 bytes",
    "7465 * 4 = 29.16 KB",
    "7465 * 4 = 29.86 kB",
    "7465 params * 4 = 29860",
    "10 * 60 = 600 s",
    "10 * 12 s = 120 s = 2 min",
    # powers
    "10^-3 * 10 = 0.01",
    "2^10 = 1024",
    "2^{10} = 1024",
    "1e-3 * 10 = 0.01",
    "10⁻³ * 10 = 0,01",
    # negative numbers
    "5 - 8 = -3",
    "-5 + 8 = 3",
    "0.979 − 0.981 = −0.002",
    # assignment 7
    "784*64 + 64 = 50240",
    "64*64 + 64 = 4160",
    "64*10+10 = 650",
    "50240 + 4160 + 650 = 55,050",
    "50'240+4'160+650=55'050 paramètres",
)

SILENT = (
    # no equations, or none that can be understood
    "a = 3",
    "epochs = 10",
    "batch_size=128, epochs=10",
    "learning_rate = 0.001 / rho = 0.9 / epsilon = 1e-7 / etc..",
    "Input = 30 * 784 + 30 / Hidden = 30 * 30 + 30 / Output = 30 * 10 + 10",
    "lr = 0.01 - momentum = 0.9",
    "l1 = 500",
    "x*10 + 10 = 500",
    "n * 100 + 100 = 500",
    "784 * n = 500",
    "height * width * n_orientations / 16 = 12",
    "313/313 [==============================] - 1s 2ms/step - loss: 0.0770 - accuracy: 0.9757",
    "Epoch 5/10 = 0.97",
    "Fold 2/5 = 0.97",
    "kernel 3x3 = 16 filters",
    "Conv2D 5x5 = 234",
    "28x28 / 2 = 14x14",
    "28x28x1 -> 14x14x9",
    "784 -> 128 -> 96 -> 128 -> 784",
    "784-100-10 = 79510",
    "10-20 = small",
    "9 filters 5x5 * 9 + 9 = 2034",
    "2 couches de 3*3*16 + 16 = 320 poids",
    "64 filtres sur 32 canaux avec 3*3 + 1 = 18496",
    "78500 de la couche cachée avec 100*10 + 10 = 79510",
    "Epoch 3/10 = 0.390",
    "5*5*1*9+9 = 234 100",
    "N = 100 784 x 100 + 100 = 78 500",
    "7*7*8 = 392 392*100+100 = 39300 1010",
    "= 784*100+100\n= 78500\n= 100*10+10\n= 1010",
    "7465 * 4 = 29.16 MB",
    "79510*4/1000 = 310.6 kB",
    "16 filters de taille 3x3 * 9 + 16 = 1312",
    "784 * 100 = 78\n400",
    "784*100 = 78, 400",
    "9757/10000 = 0. 9757",
    "784*100 + ... + 10 = 79510",
    "784*100 + … = 79510",
    "784 * 100 = 78 mille",
    "784*100*4 = 313 kilobytes + biais",
    "784 * 100 = 78500 - 100",
    "16 filters * 9 weights each + 1 = 160",
    "9 weights per filter * 16 + 1 per filter = 160",
    "784*100 = 79 + neurones",
    "E[g^2]_t = 0.9 E[g^2]_{t-1} + 0.1 g^2",
    "$w_t = w_{t-1} - \\frac{0.001}{\\sqrt{v}} g = 3$",
    "$\\sum_{i=1}^{10} 2 * 3 = 60$",
    "sqrt(784 * 2) = 28",
    "log 10 * 2 = 3",
    "12.04.2023 = date",
    "Python 3.11 * 2 = fun",
    "accuracy 97 - 98 = good",
    "784 : 2 * 4 = 1568",
    "3 times more than 784*100 = a lot",
    "model.add(Dense(100, input_dim=28*28))",
    "assert 28*28 != 783",
    "9 ** 9 ** 9 ** 9 = 3",
    "9^9^9 = 12",
    "1/0 = 3",
    "1" * 500 + " * 2 = 4",
    "(" * 300 + "1 + 1" + ")" * 300 + " = 3",
    "= 3",
    "3 =",
    "1 + 1 =",
    "=" * 50,
)

OPEN = (
    "9 filtres : (25 + 1) = 234",
    "Of the 16 filters each has 5*5*8 + 1 = 3216",
    # two readings, one of them right; or a rough value
    "784 + 1 * 100 = 78500",
    "28*28*8/4*4 = 392",
    "784*100 = 78500 (avec les biais)",
    "784 * 100 = 78'500 biais compris",
    "784 * 100 + 100 = 78400 (sans les biais)",
    "Without the biases: 784 * 100 + 100 = 78400",
    "5000 + 2465 = 7500",
    "79510 / 7465 = 10.64",
    "5x5x9x16 = 3616",
    "F1 = 2*0.9*0.8/(0.9+0.8) = 0.90",
    "28*28*8 = 12",
    "7465*4 = 2 pages",
)

WRONG: tuple[tuple[str, str], ...] = (
    # what is written, what explains it
    ("784*100+100 = 78400", "dropped"),
    ("784 × 300 + 300 = 235 200", "dropped"),
    ("784 x 300 + 300 = 235'200 poids", "dropped"),
    ("10 * 100 + 10 = 1000", "dropped"),
    ("$784 \\times 600 + 600 = 470\\,400$", "dropped"),
    ("28*28*8/16 = 49", "dropped"),
    ("234 + 2034 + 1312 + 3625 + 260 = 7205", "dropped"),
    ("784*100 = 78500", "missing"),
    ("100 * 10 = 1010", "missing"),
    ("$392 \\cdot 100 = 39300$", "missing"),
    ("748*100 + 100 = 78500", "operand"),
    ("784*10 + 100 = 78500", "operand"),
    ("784*600+600 = 235500 et 784*300+300 = 235500", "operand"),
    ("392*200+200 = 78600, puis 392*100+200 = 78600", "operand"),
    ("5*5*8*9 + 9 = 2034", "operand"),
    ("(3*3*9 + 1) * 18 = 1312", "operand"),
    ("144 * 25 + 52 = 3625", "operand"),
    ("(5x5x1 + 1) x 8 = 234", "operand"),
    ("784*100+100 = 78050", "digits"),
    ("784*100+100 = 78600", "missing"),
    ("784*100+100 = 7850", "digits"),
    ("78500 + 1010 = 79150", "digits"),
    ("78500 + 1010 = 79500", "digits"),
    ("78'500 + 1'010 = 78'510", "digits"),
    ("28x28 = 786", "digits"),
    ("28 x 28 = 748", "digits"),
    ("401408 + 512 = 401'290", "digits"),
    ("10000 - 9757 = 253", "digits"),
    ("28/4 = 8", "digits"),
    ("7*7*8 = 382", "digits"),
    ("64*64 + 64 = 4106", "digits"),
    ("784*64 + 64 = 50420", "digits"),
    ("9757/10000 = 0.9577", "operand"),
    ("9757/10000 = 95.77 %", "wrong"),
    ("388 / (388 + 148) = 0.75", "wrong"),
    ("F1 = 2*0.91*0.82/(0.91+0.82) = 0.90", "wrong"),
    ("1 - 0.9757 = 0.0343", "wrong"),
    ("100 - 97.57 = 3.43 %", "wrong"),
    ("79510 / 7465 = 12.6", "wrong"),
    ("(388 + 86) / 624 = 0.84", "wrong"),
    ("La couche a 784 * 100 + 100 = 62300 poids.", "wrong"),
    ("Total : 784*100 + 100 + 100*10 + 10 = 81230", "wrong"),
    ("Total weights: 78500 + 1010 = 81610 parameters", "wrong"),
    ("50240 + 4160 + 650 = 57150", "wrong"),
    ("784 * 100 + 100, soit 62300 poids", "wrong"),
    ("784 * 100 + 100 donne 62300", "wrong"),
    ("784 * 100 + 100 gives 62300 weights", "wrong"),
    ("784*100+100 => 62300", "wrong"),
    ("784*100+100 -> 62300", "wrong"),
    ("784 inputs * 100 neurons + 100 biases = 82300", "wrong"),
    ("784 (28x28) * 100 + 100 = 62300", "wrong"),
    ("$784 \\times 100 + 100 = 62\\,300$", "wrong"),
    ("$\\frac{28}{4} \\cdot \\frac{28}{4} \\cdot 8 = 356$", "wrong"),
    ("28² * 8 / 4² = 356", "wrong"),
    ("**Total:** 784*100 + 100 = **62300**", "wrong"),
    ("- Couche 1 : 784*100 + 100 = 62300", "wrong"),
    ("Hidden layer - 784*100+100 = 62300", "wrong"),
    ("784*100 +\n100 = 62300", "wrong"),
    ("784*100 + 100\n= 62300", "wrong"),
    ("784*100 + 100 =\n62300", "wrong"),
    ("78500 = 784*100 + 1000", "operand"),
    ("784*100 = 78400 + 100 = 62300", "wrong"),
    ("784*100+100 ≈ 62'300", "wrong"),
    ("784 fois 100 plus 100 donne 62300", "wrong"),
    ("78500 + 1010 = 40310, car 392*100+100+1010 = 40310", "copied"),
    # a size in memory, a metric, a number of thousands
    ("In memory: 79,510 × 4 / 1,024 = 301.6 KiB, at 4 bytes per weight.", "wrong"),
    ("7465 × 4 / 1024 = 27,2 Kio", "wrong"),
    ("79510 * 4 = 381 040 octets", "digits"),
    ("the worst is “shirt”: recall 7 / 40 = 71.50%, precision 7 / 25 = 28.00%.", "wrong"),
    ("28/2 = 54", "digits"),
    ("944 / 624 = 0.7564\nrappel = 387 / (387 + 149) = 0.722", "wrong"),
    ("472 / 624 = 0.7564\nrappel = 387 / (387 + 149) = 0.762", "wrong"),
    ("235,500 + 3,100 = 238,510", "operand"),
    ("785 x 201 = 157 000, 201 x 10 = 2 010", "operand"),
    ("25*20 + 10 = 260\n234 + 2034 = 2268", "operand"),
    ("784 poids + 1 biais = 758, 100 * 785 = 78500", "digits"),
    # a number stands before it, but does not belong to it
    ("turns 28 × 28 × 1 values into 28 × 28 × 9 with 5 × 5 × 1 × 9 + 9 = 243 weights.", "missing"),
    ("autant de neurones en une seule couche, avec 61 poids, en font au plus 20 + 1 = 22.", "digits"),
    ("392*300 + 300 = 117,600 plus 300*10 + 10 = 3,010.", "dropped"),
    ("784*300 + 300 = 235200 and 300*10 + 10 = 3010.\nWithout any bias it would be less.", "dropped"),
    ("784 inputs * 200 neurons + 200 biases = 157200", "missing"),
)


@pytest.mark.parametrize("text", CONFIRMED)
def test_right_computations_are_confirmed(text: str) -> None:
    """Every style, with its words, units and labels."""
    assert outcomes(text) == {"confirmed"}


@pytest.mark.parametrize("text", CONFIRMED)
@pytest.mark.parametrize("kind", ["item", "formula", "code", "output", "caption", "heading"])
def test_right_computations_are_never_refuted_wherever_they_stand(text: str, kind: BlockKind) -> None:
    """In every kind of block, from a PDF or not."""
    assert "refuted" not in outcomes(text, kind)
    assert "refuted" not in outcomes(text, kind, extracted=True)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_computation_or_is_cut_off_is_not_judged(text: str) -> None:
    """What may mean something else, or goes on elsewhere."""
    assert outcomes(text) <= {"confirmed"}


@pytest.mark.parametrize("text", OPEN)
def test_two_readings_are_left_to_an_assistant(text: str) -> None:
    """One reading is right, or the value is only rough."""
    assert outcomes(text) == {"review"}


@pytest.mark.parametrize(("text", "reason"), WRONG)
def test_wrong_computations_are_refuted_with_what_explains_them(text: str, reason: str) -> None:
    """One refutation, with the likeliest mistake."""
    refuted = [verdict for verdict in verdicts(text) if verdict.outcome == "refuted"]
    assert [verdict.how.key.rpartition(".")[2] for verdict in refuted] == [reason]


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_message_is_written_in_every_language(code: str) -> None:
    """Rules have titles; messages have all that they name."""
    language = load_language(code, Path("templates"))
    assert all(language.label(f"check.rules.{rule}.title") for rule in RULES)
    texts = (*CONFIRMED, *OPEN, *(text for text, _ in WRONG))
    for verdict in (verdict for text in texts for verdict in verdicts(text)):
        assert language.text(verdict.how)
        assert language.text(verdict.expected)


def test_the_message_follows_the_report() -> None:
    """The report's own numbers, the right value, and what explains the wrong one."""
    (verdict,) = verdicts("784 × 300 + 300 = 235 200 poids")
    assert load_language("en", Path("templates")).text(verdict.how) == (
        "784 × 300 + 300 gives 235,500; 235 200 is what remains without 300, which is written but not counted."
    )
    assert load_language("fr", Path("templates")).text(verdict.expected) == "235\u202f500"
