"""Right sentences beside a network that they are not about, or not in the way that they look: none is refuted."""

from pathlib import Path

import pytest

from reportgen.check import reading
from reportgen.check.checking import check
from reportgen.check.feedback.items import items
from reportgen.check.verdict import Verdict

_OURS = {"arithmetic", "structure", "hyperparameter", "equation", "optimizer", "comparison", "capacity", "matrix"}
_EMPTY = "# Digits\n\n@@\n"
_RUNS = """# Assignment 7

| Model | Loss | Accuracy |
|---|---|---|
| A | 0.0941 | 97.13 % |
| B | 0.0812 | 98.19 % |
| C | 0.0350 | 98.86 % |
| D | 0.0372 | 99.20 % |

@@
"""
_SIZES = """# Digits

| | inputs | hidden | weights |
|-|-|-|-|
| run 1 | 392 | 128 | 51594 |
| run 2 | 588 | 128 | 76682 |

@@
"""
_GROUPS = """## MLP

### 40 neurons

Test accuracy: 0.9779

### 250 neurons

Test accuracy: 0.9909

@@

## CNN

### 25 neurons

Test accuracy: 0.9959

### 100 neurons

Test accuracy: 0.9966

The worst CNN has 99.59 %.
"""
_MATRIX = """# MNIST

```
[[ 976    0    0    0    2    0    0    0    2    0]
 [   2 1121    2    0    1    1    1    7    0    0]
 [   5    0 1010   11    0    0    5    0    0    1]
 [   1    5    3  962    0   14    3    7   13    2]
 [   3    2    0    3  953    2    0    1    0   18]
 [   0    0    0    1    3  861    6    7   12    2]
 [   0    0    1    1    2    0  949    0    4    1]
 [   2    0    0    4    1    7    0 1001    1   12]
 [   1    2    1    8    0    7    0    0  955    0]
 [   2    3    1    1    9    0    0    1    1  991]]
```

@@
"""
_CODE = """# Digits

## 4. CNN

```python
model.add(Dense(25, activation='relu'))
model.add(Dense(10, activation='softmax'))
model.fit(x, y, batch_size=128, epochs=10)
```

@@
"""

_SHALLOW = """# Digits

## 1. MLP on raw data

```python
model = Sequential()
model.add(Dense(300, input_shape=(784,), activation='relu'))
model.add(Dense(10, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])
model.fit(x_train, y_train, batch_size=128, epochs=10, validation_data=(x_test, y_test))
```

@@

## 2. Conclusion

It works.
"""
_DEEP = """# Digits

## 3. CNN

```
Layer (type)                 Output Shape              Param #
=================================================================
l0 (InputLayer)              (None, 28, 28, 1)         0
l1 (Conv2D)                  (None, 28, 28, 9)         234
l1_mp (MaxPooling2D)         (None, 14, 14, 9)         0
l2 (Conv2D)                  (None, 14, 14, 9)         2034
l2_mp (MaxPooling2D)         (None, 7, 7, 9)           0
l3 (Conv2D)                  (None, 7, 7, 16)          1312
l3_mp (MaxPooling2D)         (None, 3, 3, 16)          0
flat (Flatten)               (None, 144)               0
l4 (Dense)                   (None, 25)                3625
l5 (Dense)                   (None, 10)                260
=================================================================
Total params: 7,465
```

@@
"""
_RIGHT = {
    "shallow": (
        _SHALLOW,
        (
            "The hidden layer has 784*300 + 300 = 235,500 weights plus 300*10 + 10 = 3,010 for the output.",
            "235,500 plus 300·10 + 10 = 3,010 makes 238,510 in total.",
            "The number of weights for 500 neurons: 784 * 500 + 500 + 500 * 10 + 10 = 397,510.",
            "We tested 100, 200, 300 and 512 neurons; the dropout of 0.2 is only in the last.",
            "1 hidden layer, 300 neurons, 10 epochs, batch size 128: 97.9 %; same with 20 epochs: 98.1 %.",
            "20 epochs avec 200 neurones donnaient 97.8 %, 10 epochs avec 300 neurones 98.0 %.",
            "Le plus petit modèle a 100 neurones, le plus grand 500.",
            "The first model uses 300 neurons, the second uses 500 neurons.",
            "The network has 310 neurons.",
            "The optimizer was Adam in the notebook; we replaced it by RMSprop.",
            "238,510 = 32 * 7,465 approximately",
            "The batch size of 64 is used in the next section.",
        ),
    ),
    "deep": (
        _DEEP,
        (
            "The feature maps are 14x14 after the first max pooling of 2x2.",
            "Les cartes font 14x14 après le premier pooling (2x2).",
            "Dans le CNN 2, la couche dense a 100 neurones.",
            "Le réseau pour les radios (chapitre 5) a 4 convolutions et des images de 128x128.",
            "The first two convolutions have kernels of size 5x5, the last one of 3x3.",
            "All filters are 5x5 except in the third layer (3x3).",
            "La version large a 32 filtres par couche.",
        ),
    ),
    "neurons of another layer, of all layers or of another network": (
        _EMPTY,
        (
            "The network has 138 neurons. The first layer has 784 * 64 + 64 = 50240 parameters.",
            "En tout il y a donc 138 neurones. La première couche a 784 * 64 + 64 = 50240 paramètres.",
            "The network has 810 neurons. 784*500+500 = 392500, 500*300+300 = 150300 and 300*10+10 = 3010 parameters.",
            "Including the input there are 922 neurons. The first layer has 784*64+64 = 50240 parameters.",
            "The latent space has 96 neurons. The first layer of the encoder has 784*128+128 = 100480 parameters.",
            "La couche du milieu a 96 neurones. La première couche a 784*128+128 = 100480 paramètres.",
            "The network has 64 hidden neurons. The bigger network has 784*500+500 = 392500 parameters in one layer.",
            "With 32 neurons the accuracy was 0.962. With the 64 of the notebook we have 784*64+64 = 50240 parameters.",
            "The CNN has 225,034 parameters. The 500-300 network has 2.4 times more parameters (545,810).",
            "Le réseau 64-64 a 55 050 paramètres. Le réseau 500-300 a 10 fois plus de poids (545 810).",
            "Réseau 784-100-10. Les 200 neurones en plus représentent 159'000 poids.",
            "Réseau 784-100-10. 100 neurones supplémentaires donnent 79'500 poids de plus.",
        ),
    ),
    "what one network has more than another": (
        _SIZES,
        (
            "Run 2 has 76682 weights (196 inputs more times 128 neurons).",
            "Run 2 has 76682 weights, which is more than run 1, since it has 196 inputs more and the same 128 neurons.",
            "588 - 392 = 196 inputs with 128 neurons explain why run 2 has 76682 weights and run 1 51594.",
            "Of the 76682 weights of run 2, 25088 belong to the 196 inputs of the 4 new orientations with 128 neurons.",
        ),
    ),
    "figures of other runs than that of the code": (
        _CODE,
        (
            "On a ensuite augmenté le nombre de neurones à 250.\n\nFigure 2 : 250 neurones",
            "Pour voir l'overfitting on a entrainé plus longtemps.\n\n![Loss, 50 epochs](a.png)",
            "Par rapport au MLP la courbe est plus stable.\n\n![MLP à 100 neurones](b.png)",
        ),
    ),
    "the best of a kind": (
        _GROUPS,
        (
            "It is the best MLP.",
            "This is the highest accuracy of the raw models.",
            "It has the highest accuracy of all MLPs.",
            "It's the best result with raw data.",
            "C'est le meilleur MLP.",
            "C'est la meilleure accuracy des modèles bruts.",
        ),
    ),
    "counts of several pairs, and of all errors of a class": (
        _MATRIX,
        (
            "The 3 is confused with 5 and 8 27 times.",
            "3 is taken for 5 or 8 27 times.",
            "Le 3 est pris 27 fois pour un 5 ou un 8.",
            "Le 4 et le 7 sont pris 30 fois pour un 9.",
            "The 9 is confused with 4 and 7 in 40 cases.",
            "Les meilleurs sont le 0 avec 4 et le 6 avec 9 erreurs.",
            "4 is confused 29 times and 7 27 times.",
            "The digit 3 has been confused 48 times, mostly with 5 and 8.",
            "Le 4 est pris 18 fois pour un 9 et le 7 12 fois.",
        ),
    ),
    "another version than the one shown": (
        _DEEP,
        (
            "Conv3 now has 32 filters and 3*3*9*32+32 = 2624 weights.",
            "Premier essai : il reste 3136 valeurs, donc 3136 · 10 + 10 = 31370 paramètres pour la couche de sortie.",
            "An earlier version had only two convolutional layers with 8 and 16 filters, in total"
            " 80 + 1168 + 7850 = 9098 weights.",
            "We began with two convolutional layers (8 and 16 filters of 3x3), each followed by max pooling, and the"
            " output layer: 80 + 1168 + 7850 = 9098 parameters.",
        ),
    ),
    "restricted to other networks, or not about weights": (
        _EMPTY,
        (
            "Le CNN des radios a 164353 poids, le MLP 101770. Sur MNIST par contre le CNN a moins de poids que le MLP.",
            "The CNN with 500 neurons has 81090 weights, more than the raw net with 100 neurons (79510)."
            " Apart from that, the CNN is smaller than the shallow nets.",
            "The CNN does 640,654 multiplications, eight times more than the MLP (79,400) although the MLP has 10.7"
            " times more weights.",
            "The first network without any hidden layer had 784 * 10 + 10 = 7850 weights for the output layer."
            " With 100 hidden neurons it is 79510.",
            "The layer of the classes comes last, and the second layer has 9\n· 225 + 9 = 2034 weights.",
        ),
    ),
    "ordinals counted from the end": (
        _RUNS,
        (
            "The last one has a higher loss than the second to last.",
            "The last but one has the lowest loss.",
            "The lowest loss is that of the last but one.",
            "The one before the last has the lowest loss.",
            "Le meilleur est le dernier avec 99,20 %, même si sa perte est plus haute que celle de l'avant-dernier.",
        ),
    ),
}
_WRONG = (
    (_SHALLOW, "The hidden layer has 200 neurons.", "hyperparameter.code"),
    (_SHALLOW, "We trained the network for 30 epochs.", "hyperparameter.code"),
    (_DEEP, "The convolutions have kernels of size 5x5 in all three layers.", "hyperparameter.summary"),
    (_DEEP, "After the second pooling the maps are 14x14.", "structure.shape"),
    (_SHALLOW, "w(t) = w(t−1) + η / √(v(t) + ε) · g(t) is RMSprop's step.", "equation.rmsprop"),
    (
        _SHALLOW,
        r"The cross-entropy: $L = -\frac{1}{N}\sum_{n=1}^{N} \sum_{c=1}^{N} y_{n,c} \log \hat{y}_{n,c}$",
        "equation.categorical_crossentropy",
    ),
)


def _verdicts(tmp_path: Path, report: str, sentence: str) -> list[Verdict]:
    path = tmp_path / "report.md"
    path.write_text(report.replace("@@", sentence), encoding="utf-8")
    return [verdict for verdict in check(reading.read(path)).verdicts if verdict.kind in _OURS]


@pytest.mark.parametrize("name", _RIGHT)
def test_a_right_sentence_is_not_refuted(name: str, tmp_path: Path) -> None:
    """It speaks of another network, run or layer, or says it in a way that only looks wrong."""
    report, sentences = _RIGHT[name]
    accused = [
        (sentence, verdict.rule, verdict.quote)
        for sentence in sentences
        for verdict in _verdicts(tmp_path, report, sentence)
        if verdict.outcome == "refuted"
    ]
    assert accused == []


def test_a_plain_sentence_that_is_wrong_is_refuted(tmp_path: Path) -> None:
    """Each word and number of it is understood, and the network beside it has another value."""
    missed = [
        sentence
        for report, sentence, rule in _WRONG
        if ("refuted", rule) not in {(one.outcome, one.rule) for one in _verdicts(tmp_path, report, sentence)}
    ]
    assert missed == []


def test_what_two_rules_tell_of_one_mistake_is_one_item(tmp_path: Path) -> None:
    """It is told once, and costs points once."""
    path = tmp_path / "report.md"
    sentence = "This network has 784*300 + 300 + 300*10 + 10 = 239,510 weights."
    path.write_text(_SHALLOW.replace("@@", sentence), encoding="utf-8")
    checked = check(reading.read(path))
    assert {verdict.rule for verdict in checked.of("refuted")} == {"arithmetic.result", "structure.count"}
    assert len(items(checked, "refuted")) == 1
