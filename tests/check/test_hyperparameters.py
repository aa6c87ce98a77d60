"""Hyper-parameters in the text against computations, captions, code, summaries: what is right stays unaccused."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules.hyperparameters import RULES, check
from reportgen.check.verdict import Verdict


def verdicts(text: str, name: str = "report.md") -> list[Verdict]:
    """Check a text as the file `name`."""
    return list(check(Facts(read_text(text, name))))


def outcomes(text: str, outcome: str) -> list[tuple[str, int]]:
    """Return the rules of one outcome with their lines."""
    return [
        (verdict.rule.partition(".")[2], verdict.place.first + 1)
        for verdict in verdicts(text)
        if verdict.outcome == outcome
    ]


def summary(hidden: int, inputs: int = 784) -> str:
    """Return Keras's summary of a shallow network."""
    first, last = inputs * hidden + hidden, hidden * 10 + 10
    return f"""```
Model: "sequential"
_________________________________________________________________
 Layer (type)                Output Shape              Param #
=================================================================
 dense (Dense)               (None, {hidden})               {first}

 dense_1 (Dense)             (None, 10)                {last}

=================================================================
Total params: {first + last}
Trainable params: {first + last}
Non-trainable params: 0
_________________________________________________________________
```"""


def code(hidden: int = 256, epochs: int = 10, batch: int = 128, dropout: float = 0.25) -> str:
    """Return the code of a shallow network and its training."""
    return f"""```python
model = Sequential()
model.add(Dense({hidden}, input_shape=(784,), activation='relu'))
model.add(Dropout({dropout}))
model.add(Dense(10, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])
history = model.fit(X_train, Y_train, batch_size={batch}, epochs={epochs}, validation_data=(X_test, Y_test))
```"""


CNN_CODE = """```python
l0 = Input(shape=(28, 28, 1), name='l0')
l1 = Conv2D(9, (5, 5), padding='same', activation='relu', name='l1')(l0)
l1_mp = MaxPooling2D(pool_size=(2, 2), name='l1_mp')(l1)
l2 = Conv2D(16, (3, 3), padding='same', activation='relu', name='l2')(l1_mp)
flat = Flatten(name='flat')(l2)
l4 = Dense(25, activation='relu', name='l4')(flat)
l5 = Dense(10, activation='softmax', name='l5')(l4)
cnn = Model(inputs=l0, outputs=l5)
```"""
CASES_EN = """# Digits from raw data

## 100 neurons

Test score: 0.0770
Test accuracy: 0.9757

Figure 1: Model with raw data and 100 neurons

## 300 neurons

Test score: 0.0640
Test accuracy: 0.9812

Figure 2: Model with raw data and {second} neurons

## 600 neurons

Test score: 0.0606
Test accuracy: 0.9815

Figure 3: Model with raw data and {third} neurons
"""
CASES_FR = """# Réseau sur les données brutes

## Cas 1 : 50 neurones

La perte vaut 0.11.

Figure 1 : courbes pour 50 neurones

## Cas 2 : 150 neurones

La perte vaut 0.09.

Figure 2 : courbes pour {second} neurones

## Cas 3 : 250 neurones

La perte vaut 0.08.

Figure 3 : courbes pour {third} neurones
"""


def listed(neurons: str, first: str, last: str, title: str = "Digits from raw data") -> str:
    """Return a list of hyper-parameters with computations."""
    sizes = f"- Epochs: 10\n- Hidden layer: {neurons}\n- Batch size: 128"
    return f"# {title}\n\n{sizes}\n- Hidden layer weights: {first}\n- Output layer weights: {last}\n"


def hog(said: str, orientations: int = 8, cell: int = 4) -> str:
    """Return a part on HOG features."""
    return f"# Digits from HOG features\n\n- orientations: {orientations}\n- pixels per cell: {cell}\n\n{said}\n"


def part(said: str, shown: str, title: str = "MLP from raw data") -> str:
    """Return a part with text and what stands below it."""
    return f"# Lab 4\n\n## {title}\n\n{said}\n\n{shown}\n"


RIGHT = {
    # computed
    "the listed value is used": listed("100 neurons", "784*100+100 = 78500", "100*10+10 = 1010"),
    "output first": listed("100 neurons", "100*784+100 = 78500", "10*100+10 = 1010"),
    "thousands with an apostrophe": listed("300 neurons", "784 x 300 + 300 = 235'500", "300 x 10 + 10 = 3'010"),
    "bias inside": listed("100 neurons", "(784+1)*100 = 78500", "(100+1)*10 = 1010"),
    "two layers": listed("100 neurons and 50 neurons", "784*100+100 = 78500", "100*50+50 = 5050"),
    "a value is in prose only": (
        "# Raw data\n\nWe reduced the number of neurons from 300 to 100.\n\n784*100+100 = 78500\n"
    ),
    "the number before": (
        "# Raw data\n\nWe reduced the number of neurons from 300 to 100.\n\nBefore: 784*300+300 = 235500\n"
    ),
    "an example": "# Raw data\n\n- Hidden layer: 100 neurons\n\nFor example with two neurons: 784*2+2 = 1570\n",
    "several cases": (
        "# Raw data\n\nWe tested 100, 300 and 600 neurons.\n\n784*300+300 = 235500 and 784*600+600 = 471000\n"
    ),
    "a case elsewhere": (
        "# Raw data\n\n- Hidden layer: 100 neurons\n\n784*300+300 = 235500\n\n## 300 neurons\n\nTest accuracy: 0.98\n"
    ),
    "no list": "# Raw data\n\n784*200+200 = 157000\n",
    "French list": (
        "# Données brutes\n\n- Couche cachée : 100 neurones\n- Poids : 784 × 100 + 100 = 78 500\n"
        "- Sortie : 100 × 10 + 10 = 1 010\n"
    ),
    "French, two hidden layers": (
        "# Données brutes\n\nLe réseau a deux couches cachées de 30 neurones.\n\n"
        "784*30+30 = 23550, 30*30+30 = 930, 30*10+10 = 310\n"
    ),
    "conv count is no Dense layer": "# CNN\n\n- Dense: 25 neurons\n\n25*9+9 = 234 and 5*5*9*9+9 = 2034\n",
    "CNN chain": "# CNN\n\n- Dense (25 neurons)\n\n144*25+25 = 3625 and 25*10+10 = 260\n",
    "kernels as listed": (
        "# CNN\n\n- Conv2D 5x5, 9 filters\n- Conv2D 3x3, 16 filters\n\n5*5*1*9+9 = 234\n\n3*3*9*16+16 = 1312\n"
    ),
    "one kernel of several": "# CNN\n\n- Conv2D: noyau 7x7\n- Conv2D: noyau 5x5\n\n10*7*7*1+10 = 500\n",
    "only an arithmetic slip": listed("100 neurons", "784*100+100 = 78400", "100*10+10 = 1010"),
    "wrong operand, right neurons beside": listed("100 neurons", "784*100+10 = 78410", "100*10+10 = 1010"),
    # captions
    "captions as headings": CASES_EN.format(second=300, third=600),
    "French captions": CASES_FR.format(second=150, third=250),
    "caption of all": (
        "# Raw\n\n## 100 neurons\n\nok\n\n## 300 neurons\n\nFigure 3: Comparison of 100, 300 and 600 neurons\n"
    ),
    "caption of two": "# Raw\n\n## 300 neurons\n\nFigure 3: loss of the models with 100 and 300 neurons\n",
    "caption with sides": "# Raw\n\n## 300 neurons\n\nFigure 3: loss with 100 neurons (left) and 300 (right)\n",
    "heading inherits": (
        "# HOG\n\n## 8 orientations\n\n### 300 neurons\n\nFigure 1: 8 orientations, 300 neurons\n\n"
        "### 100 neurons\n\nFigure 2: 8 orientations, 100 neurons\n"
    ),
    "caption without setting": "# Raw\n\n## 300 neurons\n\nFigure 1: Confusion matrix\n",
    "announced": "# Raw\n\n## 300 neurons\n\nThis model has 300 neurons in its hidden layer.\n",
    "announced in French": "# Brut\n\n## 300 neurones\n\nDans ce cas, nous avons utilisé 300 neurones.\n",
    "compared with another": (
        "# Raw\n\n## 100 neurons\n\nok\n\n## 300 neurons\n\nWe can see that it is better than with 100 neurons.\n"
    ),
    "French comparison": (
        "# Brut\n\n## 100 neurones\n\nok\n\n## 300 neurones\n\nOn obtient mieux qu'avec 100 neurones.\n"
    ),
    "increased from": "# Raw\n\n## 300 neurons\n\nWe increased the number of neurons from 100 to 300.\n",
    "output neurons": "# Raw\n\n## 300 neurons\n\nThe model has 10 neurons in the output layer.\n",
    "epoch of overfitting": "# Raw\n\n## 10 epochs\n\nWe see overfitting from epoch 7 on.\n",
    "French epoch of overfitting": "# Brut\n\n## 40 époques\n\nÀ partir de 7 époques, on voit du surapprentissage.\n",
    "all captions under the next heading": (
        "# Raw\n\nFigure 1: 100 neurons\n\n## 100 neurons\n\nok\n\nFigure 2: 300 neurons\n\n## 300 neurons\n\nok\n"
    ),
    # HOG
    "HOG size": hog("The network has 392 inputs."),
    "HOG size of 7": hog("The network has 128 inputs.", 8, 7),
    "HOG size computed": hog("28*28*8/(4*4) = 392"),
    "HOG size by cells": hog("7*7*8 = 392 features"),
    "HOG blocks": hog("With cells_per_block=(2, 2) there are 1152 features."),
    "HOG size in French": (
        "# Caractéristiques HOG\n\n- nombre d'orientations : 4\n- pix_p_cell : 4\n\nIl y a donc 196 entrées.\n"
    ),
    "HOG of cell 5": hog("We get 200 inputs.", 8, 5),
    "HOG: both cells of the handout": (
        "# HOG\n\nWe use 8 orientations and pix_p_cell 4 and 7.\n\nThere are 392 inputs or 128 inputs.\n"
    ),
    "HOG: image has 784 pixels": hog("Each image has 784 pixels; the features are 392 inputs."),
    "HOG: images": hog("The 60000 images are split."),
    "HOG computed with weights": hog("- Hidden: 100 neurons\n\n392*100+100 = 39300"),
    "HOG compared with raw": hog(
        "- Hidden: 100 neurons\n\nInstead of 784*100+100 = 78500 for raw pixels we have 392*100+100 = 39300."
    ),
    "HOG: 2 pixels": hog("The input size is 1568.", 8, 2),
    # code
    "text and code": part("The model has 256 neurons and a dropout of 0.25.", code()),
    "epochs and batch as in code": part("We train for 10 epochs with a batch size of 128.", code()),
    "French text and code": part(
        "Le modèle a 256 neurones dans la couche cachée, avec un dropout de 0.25.", code(), "Données brutes"
    ),
    "dropout in percent": part("A dropout of 25% is used.", code()),
    "changed from": part("We changed the number of neurons from 300 to 256.", code()),
    "also tried": part("We also tried 512 neurons.", code()),
    "French: also tried": part("Nous avons aussi essayé 512 neurones.", code(), "Données brutes"),
    "would be": part("With 512 neurons there would be more weights.", code()),
    "other value after": part("The curves diverge after 5 epochs.", code()),
    "two models": part("The model has 300 neurons.", code(100) + "\n\n" + code(200)),
    "two fits": part(
        "The model has 128 neurons.",
        code(100) + "\n\n```python\nmodel2 = Sequential()\nmodel2.add(Dense(128))\nmodel2.fit(x, y)\n```",
    ),
    "early stopping": part("The training took 7 epochs thanks to early stopping.", code(epochs=100)),
    "French early stopping": part("L'entraînement a duré 7 époques (early stopping).", code(epochs=100), "Brut"),
    "a list of values": part("We used 100, 300 and 600 neurons.", code()),
    "code of the handout": part("Our final model has 100 neurons; the original code is below.", code(2)),
    "handout question": part("Change the number of neurons in the hidden layer (e.g., 300 neurons).", code()),
    "output layer in code": part("The model ends with 10 neurons.", code()),
    "CNN code": part("The network has 9 filters of 5x5, then 16 filters of 3x3 and 25 neurons.", CNN_CODE, "CNN"),
    "RMSprop signature": part(
        "We used a learning rate of 0.01.",
        "```python\ntf.keras.optimizers.RMSprop(learning_rate=0.001, rho=0.9, global_clipnorm=None, **kwargs)\n```",
    ),
    "progress of batches": part(
        "The model is trained for 10 epochs.", "```\nEpoch 1/10\n469/469 [====] - 3s 5ms/step - loss: 0.4\n```"
    ),
    "other part's code": "# Lab\n\n## Raw data\n\nThe model has 300 neurons.\n\n## HOG\n\n" + code(100),
    "increased in text": part("The number of epochs was increased to 20.", code()),
    "learning rate as in code": part(
        "Adam with a learning rate of 0.001.", "```python\nmodel.compile(optimizer=Adam(0.001))\n```", "X-ray"
    ),
    # summary
    "heading and summary": "# Raw data\n\n## 256 neurons\n\n" + summary(256),
    "caption and summary": "# Raw data\n\n## Final model\n\n" + summary(256) + "\n\nFigure 1: model with 256 neurons\n",
    "list and summary": "# Raw data\n\n- Hidden layer: 256 neurons\n- Output: 10 neurons\n\n" + summary(256),
    "French list and summary": "# Données brutes\n\n- Couche cachée : 256 neurones\n- Sortie : 10 neurones\n\n"
    + summary(256),
    "two summaries": "# Raw data\n\n- Hidden layer: 300 neurons\n\n" + summary(256) + "\n\n" + summary(300),
    # restated
    "list and sentence": "# Raw\n\n- Epochs: 10\n\nThe model is trained for 10 epochs.\n",
    "list and other case": "# Raw\n\n- Epochs: 10\n\nThen we trained the second model for 20 epochs.\n",
    "no numbers": "# Raw\n\nThe model overfits.\n",
    "year and names": "# Lab 04\n\nFall 2024, group 7, MNIST 28x28.\n",
    "cited paper": "# Raw\n\n## 300 neurons\n\nHinton's paper uses 800 neurons.\n",
    "per image": "# Raw\n\n## 300 neurons\n\nEach neuron has 784 weights.\n",
    "time": "# Raw\n\n## 10 epochs\n\nThe training took 20 seconds for each of the epochs.\n",
    "recommendation": part("It is recommended to use 512 neurons.", code()),
    "question of the student": part("Why not 512 neurons?", code()),
    "hidden layers counted": (
        "# Raw\n\n- 2 hidden layers: 100 neurons\n\n784*200+200 = 157000 and 200*100+100 = 20100\n"
    ),
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_is_right_or_open_is_never_refuted(text: str) -> None:
    """What is right or open is never refuted."""
    assert outcomes(text, "refuted") == []


WRONG: dict[str, tuple[str, list[str]]] = {
    "computed with others": (
        listed("100 neurons", "784*200+200 = 157000", "200*10+10 = 2010"),
        ["computed", "computed"],
    ),
    "HOG computed with others": (
        listed("100 neurons", "392 * 200 + 200 = 78600", "10 * 200 + 10 = 2010", "Digits from HOG features"),
        ["computed", "computed"],
    ),
    "only the hidden layer": ("# Raw data\n\n- Hidden: 100 neurons\n\nWeights: 784*300+300 = 235500\n", ["computed"]),
    "only the output layer": (
        "# Raw data\n\n- Hidden: 100 neurons\n\nOutput weights: 10*300+10 = 3010\n",
        ["computed"],
    ),
    "bias inside": ("# Raw data\n\n- Hidden: 100 neurons\n\n(784+1)*300 = 235500\n", ["computed"]),
    "French": ("# Données brutes\n\n- Couche cachée : 100 neurones\n- Poids : 784*128+128 = 100480\n", ["computed"]),
    "French prose": (
        "# Données brutes\n\nLa couche cachée a 100 neurones.\n\n784 × 128 + 128 = 100 480\n",
        ["computed"],
    ),
    "swapped factors": ("# Raw data\n\nThe hidden layer has 50 neurons.\n\n300*784+300 = 235500\n", ["computed"]),
    "sum of both layers": (
        "# Raw data\n\n- Hidden: 100 neurons\n\nTotal: 784*300+300+300*10+10 = 238510\n",
        ["computed", "computed"],
    ),
    "one caption": (CASES_EN.format(second=200, third=600), ["caption"]),
    "last caption": (CASES_EN.format(second=300, third=500), ["caption"]),
    "caption of the case before": (CASES_EN.format(second=100, third=600), ["caption"]),
    "captions of two cases swapped": (CASES_EN.format(second=600, third=300), ["caption", "caption"]),
    "French caption": (CASES_FR.format(second=200, third=250), ["caption"]),
    "French caption of the case before": (CASES_FR.format(second=150, third=150), ["caption"]),
    "French captions swapped": (CASES_FR.format(second=250, third=150), ["caption", "caption"]),
    "orientations in the caption": (
        "# HOG\n\n## 8 orientations, 4 pix_p_cell\n\nok\n\nFigure 1: 6 orientations and 4 pixels per cell\n",
        ["caption"],
    ),
    "cell in the caption": (
        "# HOG\n\n## PIX_P_CELL 4, orientation 8\n\nok\n\nFigure 1: 8 orientations, 7 pixels per cell\n",
        ["caption"],
    ),
    "epochs in the caption": ("# Raw\n\n## 10 epochs\n\nok\n\nFigure 1: loss over 20 epochs\n", ["caption"]),
    "dropout in the caption": ("# CNN\n\n## Dropout 0.3\n\nok\n\nFigure 1: CNN with dropout 0.5\n", ["caption"]),
    "heading above says otherwise": (
        "# HOG\n\n## 8 orientations\n\n### 300 neurons\n\nok\n\nFigure 1: 4 orientations, 300 neurons\n",
        ["caption"],
    ),
    "announced with another": (
        "# Raw\n\n## 300 neurons\n\nThis model has 200 neurons in its hidden layer.\n",
        ["caption"],
    ),
    "announced in French": (
        "# Brut\n\n## 300 neurones\n\nDans ce cas, nous avons utilisé 200 neurones.\n",
        ["caption"],
    ),
    "announced epochs": ("# Raw\n\n## 20 epochs\n\nHere we use 30 epochs.\n", ["caption"]),
    "announced batch": ("# Raw\n\n## Batch size 64\n\nWe use a batch size of 256.\n", ["caption"]),
    "model with": ("# Raw\n\n## 300 neurons\n\nResults with 200 neurons in the hidden layer.\n", ["caption"]),
    "French model with": ("# Brut\n\n## 300 neurones\n\nLe modèle a 250 neurones.\n", ["caption"]),
    "HOG size": (hog("The network has 512 inputs."), ["hog_size"]),
    "HOG size for cell 7": (hog("This gives 300 inputs.", 8, 7), ["hog_size"]),
    "HOG size in French": (
        "# Caractéristiques HOG\n\n- nombre d'orientations : 8\n- pix_p_cell : 4\n\nIl y a donc 400 entrées.\n",
        ["hog_size"],
    ),
    "HOG computed with another orientation": (hog("28*28*9/(4*4) = 441"), ["hog_size"]),
    "HOG computed with another cell": (hog("28*28*8/(8*8) = 98"), ["hog_size"]),
    "HOG weights with the pixels as inputs": (hog("- Hidden: 100 neurons\n\n784*100+100 = 78500"), ["hog_size"]),
    "neurons in code": (part("The model has 300 neurons.", code(256)), ["code"]),
    "French neurons in code": (
        part("Le modèle a 300 neurones dans la couche cachée.", code(256), "Données brutes"),
        ["code"],
    ),
    "epochs in code": (part("The model is trained for 20 epochs.", code()), ["code"]),
    "French epochs in code": (part("Le modèle est entraîné pendant 20 époques.", code(), "Brut"), ["code"]),
    "batch in code": (part("The batch size is 64.", code()), ["code"]),
    "French batch in code": (part("La taille du batch est de 64.", code(), "Brut"), ["code"]),
    "dropout in code": (part("We use a dropout of 0.5.", code()), ["code"]),
    "French dropout in code": (part("On utilise un dropout de 0.5.", code(), "Brut"), ["code"]),
    "dropout in percent": (part("A dropout of 50% is used.", code()), ["code"]),
    "list against code": (part("- Hidden layer: 300 neurons", code(256)), ["code"]),
    "heading against code": ("# Lab\n\n## 300 neurons\n\n" + code(256), ["code"]),
    "learning rate in code": (
        part("We use a learning rate of 0.01.", "```python\nmodel.compile(optimizer=Adam(0.001))\n```", "X-ray"),
        ["code"],
    ),
    "orientations in code": (
        part("We use 4 orientations.", "```python\nn_orientations = 8\npix_p_cell = 4\n```", "HOG"),
        ["code"],
    ),
    "cell in code": (
        part("The value of pix_p_cell is 7.", "```python\nn_orientations = 8\npix_p_cell = 4\n```", "HOG"),
        ["code"],
    ),
    "filters in code": (part("The convolution has 32 filters.", CNN_CODE, "CNN"), ["code"]),
    "kernel in code": (part("The convolution uses 7x7 kernels for its filters.", CNN_CODE, "CNN"), ["code"]),
    "epochs as printed": (
        part("The model is trained for 20 epochs.", "```\nEpoch 1/10\n469/469 [====] - 3s 5ms/step - loss: 0.4\n```"),
        ["code"],
    ),
    "heading against summary": ("# Raw data\n\n## 300 neurons\n\n" + summary(256), ["summary"]),
    "list against summary": ("# Raw data\n\n- Hidden layer: 300 neurons\n\n" + summary(256), ["summary"]),
    "French list against summary": (
        "# Données brutes\n\n- Couche cachée : 300 neurones\n\n" + summary(256),
        ["summary"],
    ),
}


@pytest.mark.parametrize(("text", "rules"), WRONG.values(), ids=WRONG)
def test_what_contradicts_its_own_part_is_refuted(text: str, rules: list[str]) -> None:
    """What contradicts its own part is refuted."""
    assert sorted(rule for rule, _ in outcomes(text, "refuted")) == rules


def test_a_figure_of_another_size_than_the_network_shown_is_a_question() -> None:
    """Code is pasted once, and then varied: the figure may be of a later run."""
    text = "# Raw\n\n" + summary(256) + "\n\nFigure 1: model with 300 neurons\n"
    assert [rule for rule, _ in outcomes(text, "review")] == ["summary"]


@pytest.mark.parametrize(
    ("name", "rule", "times"),
    [
        ("the listed value is used", "computed", 2),
        ("bias inside", "computed", 2),
        ("French list", "computed", 2),
        ("kernels as listed", "computed", 2),
        ("captions as headings", "caption", 3),
        ("French captions", "caption", 3),
        ("heading inherits", "caption", 2),
        ("announced", "caption", 1),
        ("announced in French", "caption", 1),
        ("HOG size", "hog_size", 1),
        ("HOG size of 7", "hog_size", 1),
        ("HOG size computed", "hog_size", 1),
        ("HOG size in French", "hog_size", 1),
        ("HOG of cell 5", "hog_size", 1),
        ("HOG: both cells of the handout", "hog_size", 2),
        ("text and code", "code", 2),
        ("epochs and batch as in code", "code", 2),
        ("French text and code", "code", 2),
        ("dropout in percent", "code", 1),
        ("changed from", "code", 1),
        ("CNN code", "code", 5),
        ("progress of batches", "code", 1),
        ("heading and summary", "summary", 1),
        ("caption and summary", "summary", 1),
        ("French list and summary", "summary", 1),
    ],
)
def test_pairs_that_agree_are_confirmed(name: str, rule: str, times: int) -> None:
    """Pairs that agree are confirmed."""
    assert [found for found, _ in outcomes(RIGHT[name], "confirmed")].count(rule) == times


def test_lines_with_one_wrong_value_share_their_cause_and_name_the_list() -> None:
    """Lines with one wrong value share their cause and name the list."""
    first, second = (v for v in verdicts(WRONG["HOG computed with others"][0]) if v.outcome == "refuted")
    assert first.cause == second.cause != ""
    assert first.also == second.also
    assert str(first.expected) == "392 × 100 + 100 = 39300"
    assert str(second.expected) == "100 × 10 + 10 = 1010"


def test_a_caption_that_contradicts_stands_on_the_heading_and_names_the_caption() -> None:
    """A caption that contradicts stands on the heading and names the caption."""
    text = CASES_EN.format(second=200, third=600)
    (found,) = (v for v in verdicts(text) if v.outcome == "refuted")
    lines = text.split("\n")
    assert lines[found.place.first] == "## 300 neurons"
    assert lines[found.also[0].first] == "Figure 2: Model with raw data and 200 neurons"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("# Raw\n\n- Epochs: 10\n\nThe model is trained for 20 epochs.\n", "restated"),
        ("# Brut\n\n- Époques : 10\n\nLe modèle est entraîné pendant 20 époques.\n", "restated"),
        (hog("The network has 196 inputs."), "hog_size"),
        (RIGHT["a case elsewhere"], "computed"),
        (RIGHT["code of the handout"], "code"),
    ],
)
def test_what_may_be_meant_otherwise_is_for_review(text: str, rule: str) -> None:
    """What may be meant otherwise is for review."""
    assert [found for found, _ in outcomes(text, "review")] == [rule]


def test_in_a_notebook_only_the_students_own_sentences_are_accused() -> None:
    """A cell of the course keeps saying 300 neurons when the student has changed the code."""
    for sentence, accused in (("The network has 300 neurons.", False), ("Our network has 300 neurons.", True)):
        source = code(100).removeprefix("```python\n").removesuffix("\n```")
        cells = [
            {"cell_type": "markdown", "metadata": {}, "source": f"# Raw data\n\n{sentence}"},
            {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": 1},
        ]
        notebook = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
        found = verdicts(notebook, "report.ipynb")
        assert [one.outcome for one in found if "300" in one.quote] == ["refuted" if accused else "review"]


def test_a_chain_of_two_layers_is_one_of_hidden_neurons_in_a_cnn_too() -> None:
    """144*200+200 and then 200*10+10 can be nothing but 200 neurons, where the list says 25."""
    text = "# CNN\n\n- Dense (25 neurons)\n\n144*200+200 = 29000\n\n200*10+10 = 2010\n"
    assert [rule for rule, _ in outcomes(text, "refuted")] == ["computed", "computed"]
    alone = "# CNN\n\n- Dense (25 neurons)\n\n200*10+10 = 2010\n"
    assert outcomes(alone, "refuted") == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 *+=()/xneurosCD-#|\n.,:'`", max_size=400))
def test_any_text_gives_verdicts_of_these_rules(text: str) -> None:
    """Any text gives verdicts of these rules."""
    for found in verdicts("# Raw\n\n" + text):
        assert found.rule in RULES
        assert found.place.last - found.place.first < 5


def test_lines_of_tables_and_legends_out_of_a_pdf_are_not_refuted() -> None:
    """Names of cases run into each other there, and a number that begins one is no case's name."""
    rows = (
        "4 convolutions, 32 neurons",
        "B, 32 neurons C, 25 neurons",
        "1 convolution, 100 neurons 4 convolutions, 32 neurons, skip connection",
    )
    head = "# Convolutions\n\n| case | neurons |\n|---|---|\n| A | 100 |\n| B | 25 |\n| 4 | 25 |\n\n"
    for row in rows:
        submission = replace(read_text(f"{head}{row}\n"), extracted=True)
        assert [one.quote for one in check(Facts(submission)) if one.outcome == "refuted"] == []


def test_a_value_after_what_compares_is_of_another_case() -> None:
    """`79510 weights (against 238510 with 300 neurons)` under the heading of 100 neurons."""
    for said in (
        "(contre 238510 avec 300 neurones)",
        "(against 238510 with 300 neurons)",
        "; celui à 300 neurones en a 3",
    ):
        text = f"# Brut\n\n## 100 neurones\n\nCe modèle a 784*100+100+100*10+10 = 79510 poids {said}.\n"
        assert outcomes(text, "refuted") == []
