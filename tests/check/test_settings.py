"""Hyper-parameters are found wherever a report states them, and only with values that hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.facts import setting_code
from reportgen.check.facts.holding import held
from reportgen.check.facts.setting_names import NAMES, NOUNS, STEMS
from reportgen.check.facts.settings import find, settings_in
from reportgen.check.reading import read_text
from reportgen.check.submission import Place

HERE = Place(0, 0)


def stated(text: str) -> set[tuple[str, tuple[float | str, ...]]]:
    """Return names and values of the settings of a sentence."""
    return {(setting.name, setting.values) for setting in settings_in(text, HERE)}


def one(name: str, *values: float | str) -> tuple[str, tuple[float | str, ...]]:
    """Return one."""
    return name, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100 neurons", {one("neurons", 100)}),
        ("300 hidden units", {one("neurons", 300)}),
        ("hidden size 300", {one("neurons", 300)}),
        ("a hidden layer of 300 neurons", {one("neurons", 300)}),
        ("une couche cachee de 300 neurones", {one("neurons", 300)}),
        ("300 neuronnes", {one("neurons", 300)}),
        ("a 256-neurons hidden layer", {one("neurons", 256)}),
        ("nombre de neurones : 300", {one("neurons", 300)}),
        ("Le nombre de neurones dans la couche cachée est de 300.", {one("neurons", 300)}),
        ("Changement du nombre de neurones à 300", {one("neurons", 300)}),
        ("on a changé à 100 le nombre de neurones", {one("neurons", 100)}),
        ("25 neurons in the feed forward part", {one("neurons", 25)}),
        ("Changement à 20 neurones dans feed-forward", {one("neurons", 20)}),
        ("n_hidden = 100", {one("neurons", 100)}),
        ("2 hidden layers of 64 neurons", {one("hidden_layers", 2), one("neurons", 64)}),
        ("2 couches cachées de 64 neurones", {one("hidden_layers", 2), one("neurons", 64)}),
        ("We tested 100, 300 and 600 neurons.", {one("neurons", 100, 300, 600)}),
        ("100 ou 300 neurones", {one("neurons", 100, 300)}),
        ("neurons: 100, 300, 600", {one("neurons", 100, 300, 600)}),
        (
            "PIX_P_CELL 4, orientation 8, 100 neurons",
            {one("pixels_per_cell", 4), one("orientations", 8), one("neurons", 100)},
        ),
        (
            "100 neurones, 8 orientations, 4 pix_p_cell sur 10 epochs",
            {one("neurons", 100), one("orientations", 8), one("pixels_per_cell", 4), one("epochs", 10)},
        ),
        (
            "HOG features with 4 pixels per cell, 8 orientations and 100 neurons",
            {one("pixels_per_cell", 4), one("orientations", 8), one("neurons", 100)},
        ),
        ("le nombre d'orientation qui vaut 8 et pix_p_cell 4", {one("orientations", 8), one("pixels_per_cell", 4)}),
        ("pix_p_cell=4, n_orientations = 8", {one("pixels_per_cell", 4), one("orientations", 8)}),
        ("orientation count: 8", {one("orientations", 8)}),
        ("7 pixels par cellule", {one("pixels_per_cell", 7)}),
        ("8 orientations, 4 pix/cell", {one("orientations", 8), one("pixels_per_cell", 4)}),
        ("10 époques", {one("epochs", 10)}),
        ("on 40 epoch", {one("epochs", 40)}),
        ("Epochs: 10", {one("epochs", 10)}),
        ("avons changé le nombre d'epoch à 10", {one("epochs", 10)}),
        ("Batch size: 128", {one("batch_size", 128)}),
        ("une taille de batch de 128", {one("batch_size", 128)}),
        ("dropout of 0.3", {one("dropout", 0.3)}),
        ("un dropout de 30 %", {one("dropout", 0.3)}),
        ("dropout 0,3", {one("dropout", 0.3)}),
        ("0.25 dropout", {one("dropout", 0.25)}),
        ("learning rate of 0.001", {one("learning_rate", 0.001)}),
        ("taux d'apprentissage : 1e-3", {one("learning_rate", 0.001)}),
        ("a weight decay of 1e-4", {one("l2", 0.0001)}),
        ("noise level 0.4", {one("noise", 0.4)}),
        ("un niveau de bruit de 0,4", {one("noise", 0.4)}),
        ("a 5x5 kernel and 8 filters", {one("kernel", 5, 5), one("filters", 8)}),
        ("un noyau de taille 7x7", {one("kernel", 7, 7)}),
        ("Conv2D (5x5x9) filters", {one("kernel", 5, 5), one("filters", 9)}),
        ("32 filtres", {one("filters", 32)}),
        ("nombre de filtres = 10", {one("filters", 10)}),
        ("392 inputs and 10 outputs", {one("inputs", 392), one("outputs", 10)}),
        ("392 entrées et 10 sorties", {one("inputs", 392), one("outputs", 10)}),
        ("the Adam optimizer", {one("optimizer", "adam")}),
        ("The algorithm used to optimize the weights is RMSprop", {one("optimizer", "rmsprop")}),
        (
            "La fonction de perte est la categorical cross-entropy, loss: categorical_crossentropy",
            {one("loss_function", "categorical_crossentropy")},
        ),
        ("The loss function is binary crossentropy", {one("loss_function", "binary_crossentropy")}),
        ("Activation function: reLU", {one("activation", "relu")}),
    ],
)
def test_a_setting_is_understood_as_students_write_it(text: str, expected: set[object]) -> None:
    """A setting is understood as students write it."""
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we reduced the number of neurons from 300 to 100", {one("neurons", 100)}),
        ("on passe de 100 à 300 neurones", {one("neurons", 300)}),
        ("100 -> 300 neurons", {one("neurons", 300)}),
        ("300 neurons instead of 100", {one("neurons", 300)}),
        ("300 neurones au lieu de 100 neurones", {one("neurons", 300)}),
        ("100 neurons compared to the previous 25", {one("neurons", 100)}),
        ("we varied the neurons from 100 to 600", set()),
        ("between 100 and 600 neurons", set()),
        ("entre 100 et 600 neurones", set()),
        ("With 500 neurons it would overfit.", set()),
        ("On pourrait mettre 500 neurones.", set()),
        ("more than 300 neurons", set()),
        ("plus de 300 neurones", set()),
        ("not 300 neurons", set()),
        ("à partir de 7 epoch on commence à voir de l'overfitting", set()),
        ("after 5 epochs the loss rises", set()),
        ("MaxPooling 2x2 after each", set()),
        ("images of 28x28 pixels", set()),
        ("This algorithm is similar to AdaGrad", set()),
        ("Experiment 2: neurons", set()),
        ("Chaque neurone sur cette couche a 30 entrées.", set()),
        ("8 orientations: 98 % accuracy", {one("orientations", 8)}),
    ],
)
def test_only_values_that_hold_are_settings(text: str, expected: set[object]) -> None:
    """Only values that hold are settings."""
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "an output layer of 10 neurons",
        "La couche output a 10 neurones qui correspond aux 10 chiffres",
        "Output: 10 neurons, one per class",
        "10 neurones en sortie",
        "10 neurons with softmax",
    ],
)
def test_neurons_of_the_output_layer_are_outputs(text: str) -> None:
    """Neurons of the output layer are outputs."""
    assert one("outputs", 10) in stated(text)
    assert not any(name == "neurons" for name, _ in stated(text))


CODE = """\
n_orientations = 8
pix_p_cell = 4
model.add(Dense(300, activation='relu', input_shape=(784,)))
# model.add(Dense(600))
model.add(Dropout(0.3))
model.add(Conv2D(16, (5, 5), padding='same'))
model.add(Dense(10, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer=keras.optimizers.RMSprop(), metrics=['accuracy'])
history = model.fit(X, Y, batch_size=128, epochs=10, verbose=1)
"""


def test_code_states_settings_and_its_comments_do_not() -> None:
    """Code states settings and its comments do not."""
    found = {(name, values) for name, values, _, _ in setting_code.settings(CODE)}
    assert found == {
        one("orientations", 8), one("pixels_per_cell", 4), one("neurons", 300), one("dropout", 0.3), one("filters", 16),
        one("kernel", 5, 5), one("outputs", 10), one("loss_function", "categorical_crossentropy"),
        one("optimizer", "rmsprop"),
        one("batch_size", 128), one("epochs", 10), one("activation", "relu"), one("activation", "softmax"),
    }  # fmt: skip


def test_settings_know_their_lines_and_where_they_stand() -> None:
    """Settings know their lines and where they stand."""
    report = (
        "# 300 neurons\n\nWe train the network\nfor 10 epochs.\n\n- Batch size: 128\n\n```python\nDense(300)\n```\n"
    )
    found = [(setting.name, setting.place.first, setting.where) for setting in find(read_text(report))]
    assert found == [
        ("neurons", 0, "heading"),
        ("epochs", 3, "prose"),
        ("batch_size", 5, "item"),
        ("neurons", 8, "code"),
    ]


def test_a_sentence_that_supposes_leaves_its_numbers_out() -> None:
    """A sentence that supposes leaves its numbers out."""
    assert held("with 300 neurons. if we used 600 it is worse.").split(".")[0] == "with 300 neurons"
    assert "600" not in held("with 300 neurons. if we used 600 it is worse.")


@given(st.text(max_size=400))
def test_any_text_gives_settings_or_none(text: str) -> None:
    """Any text gives settings or none."""
    for setting in settings_in(text, HERE):
        assert setting.values
    list(setting_code.settings(text))


@pytest.mark.parametrize(
    "piece", ["300 ", "neurons, ", "de 3 à ", "(5x5", "not ", "number of ", "1,", "\\", "**", "[a](", "epochs "]
)
def test_long_texts_are_read_in_time_that_grows_with_their_length(piece: str) -> None:
    """Long texts are read in time that grows with their length."""
    settings_in(piece * 5000, HERE)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([pattern for _, pattern in (*NAMES, *NOUNS)]).flatmap(st.from_regex))
def test_every_name_of_a_setting_has_one_of_the_stems_that_texts_are_searched_for(text: str) -> None:
    """Every name of a setting has one of the stems that texts are searched for."""
    assert any(stem in text for stem in STEMS)
