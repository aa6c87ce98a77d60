"""Sentences against the network, the training, the case and the features that the same report shows.

What is right, or about another network, run or case, is never accused; what contradicts its own part is.
"""

import pytest

from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules.hyperparameters import check
from reportgen.check.verdict import Verdict
from tests.check.showing import cnn, fitted, report, table


def verdicts(text: str) -> list[Verdict]:
    """Check a text as a Markdown report."""
    return list(check(Facts(read_text(text, "report.md"))))


def refuted(text: str) -> list[str]:
    """Return the quotes of what is refuted."""
    return [verdict.quote for verdict in verdicts(text) if verdict.outcome == "refuted"]


RIGHT_LAYERS = [
    cnn("The results are good. Next we changed the dense layer. It has 128 neurons."),
    cnn("Ensuite on a augmenté la couche dense : elle contient 128 neurones."),
    cnn("The last dense layer has 10 neurons."),
    cnn("A dropout of 0.5 is a common choice."),
    cnn("We tried 16, 64 and 256 filters in the last convolution."),
    cnn("The convolutions have 8, 16 and 32 filters."),
    cnn("The convolutions of the variant have 8, 32 and 64 filters."),
    cnn("With 8, 32 and 64 filters it takes longer."),
    cnn("Les convolutions du modèle 2 ont 8, 32 et 64 filtres."),
    cnn("The network has three convolutions of 3x3 with 8, 16 and 32 filters and a dense layer of 64 neurons."),
    cnn("The first convolution has 8 filters, the second 16 and the third 32."),
    cnn("La première convolution a 8 filtres, la deuxième 16 filtres et la dernière 32 filtres."),
    cnn("The last layer has 10 neurons."),
    cnn("La dernière couche a 10 neurones, une par classe."),
    cnn("We also tried a dense layer of 128 neurons but it did not help."),
    cnn("We then tried 128 neurons in the dense layer."),
    cnn("Then we used 128 neurons."),
    cnn("With 128 neurons in the dense layer the accuracy is 0.991."),
    cnn("Nous avons ensuite utilisé 128 neurones dans la couche dense."),
    cnn("Un deuxième modèle a 128 neurones dans la couche dense."),
    cnn("The MLP of part 1 has 300 neurons."),
    cnn("The shallow network had 100 hidden neurons."),
    cnn("Compared with the MLP and its 300 neurons it is small."),
    cnn("Le MLP avec 300 neurones a plus de poids que ce CNN."),
    cnn("The variant with 5x5 kernels gives 0.99."),
    cnn("In case 2 we use 5x5 kernels."),
    cnn("Case B: 5x5 kernels, 12 filters, dense 32."),
    cnn("| case | dense | dropout | accuracy |\n|---|---|---|---|\n| a | 64 | 0 | 0.98 |\n| b | 128 | 0.3 | 0.99 |"),
    cnn("- Model A: 64 neurons\n- Model B: 128 neurons\n- Model C: 256 neurons"),
    cnn("Modèle 1 : 64 neurones\n\nModèle 2 : 128 neurones\n\nModèle 3 : 256 neurones"),
    cnn("The pooling uses 2x2 windows."),
    cnn("Les filtres de pooling font 2x2."),
    cnn("Each of the 32 filters of the last convolution reads 16 maps."),
    cnn("Each neuron of the dense layer reads 288 inputs."),
    cnn("Il faudrait ajouter un dropout de 0.5 avant la couche dense."),
    cnn("A dropout of 0.5 would help."),
    cnn("We did not use dropout (0.5 in the notebook)."),
    cnn("Contrairement au modèle de Hinton avec 800 neurones, le nôtre en a 64."),
    cnn("Le dropout de 0,3 est appliqué avant la couche dense.", before="`Dropout(0.3)`", dropout=True),
    cnn("We use a dropout of 30 % before the dense layer.", before="drop = Dropout(rate=0.3)(flat)", dropout=True),
    cnn("The fashion network has a dropout of 0.3."),
    cnn("Model X has a dropout of 0.3."),
    cnn("This doubles the 32 filters to 64 filters."),
    cnn("We went from 8 filters to 32 filters through the network."),
    cnn("The number of filters doubles: 8 filters, then 16 filters, then 32 filters."),
    cnn("Le noyau de 3x3 a 9 poids par canal."),
    cnn("Two 3x3 kernels see as much as one 5x5 kernel."),
    cnn("If the kernels were 5x5 the first layer would have 208 weights."),
    cnn("Ours has 64 neurons; the group next to us used 128 neurons."),
    cnn("Les résultats sont donnés pour 16, 64 et 256 neurones dans la couche dense."),
    cnn("Test 1 : 16 neurones dans la couche dense. Test accuracy : 0.98"),
    cnn("Model 2\n\nThe dense layer now has 128 neurons."),
    cnn("Next we changed the dense layer.\n\nIt has 128 neurons and 37,888 weights."),
    cnn("The latent layer has 96 neurons and the dense layer has 64 neurons."),
    cnn("La couche dense de 64 neurones est suivie d'une couche de 10 neurones."),
    cnn("Les deux couches denses ont 64 et 10 neurones."),
    cnn("The two dense layers have 64 neurons and 10 neurons."),
    cnn("The dense layer has 64 neurons, the HOG network has 100 neurons."),
    cnn("The dense layers of the other group have 128 neurons."),
    cnn("Le troisième bloc de convolution a 32 filtres."),
    cnn("The third stage has 32 filters and its output is 3x3."),
    cnn("Les cartes font 14x14 après le premier filtre 3x3."),
    cnn("The first convolution produces 8 maps of 28x28, the last convolution 32 maps of 7x7."),
    cnn("In the last convolution we have 32 filters of 3x3x16."),
    cnn("We used 20 % of the training set for validation and a dropout of 0."),
    cnn("Le modèle n'a pas de dropout (0.0)."),
    cnn("Dropout with a rate of 0.25 is a way to fight overfitting."),
    cnn("Un dropout de 0.25 est une façon de réduire le surapprentissage."),
]
WRONG_LAYERS = [
    cnn("As the summary shows, most weights are there. The dense layer has 128 neurons."),
    cnn("The last hidden layer has 32 neurons."),
    cnn("The three convolutions have 8, 16 and 64 filters."),
    cnn("Les convolutions ont 16, 32 et 64 filtres."),
    cnn("Notre CNN a une couche dense de 100 neurones."),
    cnn("It has one dense layer with 32 units."),
    cnn("Puis une couche dense de 250 neurones et la sortie softmax."),
    cnn("La deuxième convolution utilise 32 filtres."),
    cnn("The convolutions use kernels of size 5x5."),
    cnn("Toutes les convolutions ont un noyau 7x7."),
    cnn("The dense layer has 128 neurons."),
    cnn("La couche dense contient 128 neurones."),
    cnn("Une couche dense de 100 neurones suit."),
    cnn("The second convolution has 64 filters."),
    cnn("La troisième convolution a 64 filtres."),
    cnn("The first convolution uses 5x5 kernels."),
    cnn("All convolutions use 5x5 kernels."),
    cnn("Les noyaux font tous 5x5."),
    cnn("Les trois convolutions ont des noyaux de 7x7."),
    cnn("We use a dropout of 0.3 before the dense layer."),
    cnn("Le dropout de 0.5 évite l'overfitting."),
    cnn("The dropout rate is 0.5.", before="The model has a `Dropout(0.3)` layer.", dropout=True),
    cnn("Le dropout est de 0.2.", before="drop = Dropout(0.3)(flat)", dropout=True),
    cnn("The network ends with a hidden layer of 32 units."),
]
RIGHT_TRAINING = [
    report(
        "# Lab",
        "All models are trained for 20 epochs unless stated otherwise.",
        "## Raw",
        "Here we train for 40 epochs.",
    ),
    report(
        "# Lab",
        "Tous les modèles sont entraînés 20 époques sauf mention contraire.",
        "## Brut",
        "On entraîne pendant 40 époques.",
    ),
    report(
        "# Lab",
        "## Raw",
        "The networks are trained for 10 epochs.",
        "## CNN",
        "The network is trained for 20 epochs.",
        "```python\nmodel.fit(x, y, epochs=20)\n```",
    ),
    report("# Lab", "```python\nn_epoch = 20\n```", "After 10 epochs of training nothing changes."),
    report("# Lab", "```python\nn_epoch = 20\n```", "Le surapprentissage commence après 10 époques d'entraînement."),
    report("# Lab", "```python\nn_epoch = 20\n```", "The training of 10 epochs takes 50 seconds."),
    report("# Lab", "```python\nn_epoch = 20\n```", "10 epochs of training would be enough."),
    report("# Lab", "```python\nn_epoch = 20\n```", "We trained for 10 epochs first, then for 20 epochs."),
    report("# Lab", "```python\nepochs = 20\n```", "With 5 epochs the training is too short."),
    report(
        "# Lab",
        "```python\nhistory = model.fit(X, Y, epochs=100, callbacks=[EarlyStopping(patience=3)])\n```",
        "The model was trained for 17 epochs.",
    ),
    report(
        "# Lab",
        "```python\ndef train(model, epochs=5):\n    model.fit(x, y, epochs=epochs)\ntrain(m, 20)\n```",
        "We trained for 20 epochs.",
    ),
    report("# Lab", "We use a batch size of 128 everywhere.", "## X-ray", "Here we use a batch size of 64."),
    report(
        "# Lab",
        "We trained all the networks for 10 epochs.",
        "## CNN",
        "Figure 1: CNN after 20 epochs",
        "The CNN was trained for 20 epochs.",
    ),
    report("# Lab", "```\nEpoch 1/10\nEpoch 2/10\n```", "```\nEpoch 1/20\n```", "We trained for 20 epochs."),
    report(
        "# Optimiser",
        "Keras's SGD has a learning rate of 0.01.",
        "```python\nmodel.compile(optimizer=SGD(learning_rate=0.1))\n```",
    ),
    report(
        "# Lab",
        "## Raw",
        "n_epoch = 10",
        "```python\nmodel.fit(x, y, epochs=10)\n```",
        "La convergence demande 5 époques.",
    ),
    fitted("On remarque que le modèle apprend surtout pendant les 3 premières époques.", "model.fit(x, y, epochs=10)"),
    fitted("Le modèle n'apprend plus rien après 4 époques.", "model.fit(x, y, epochs=10)"),
    fitted("The curve of the training shows 5 epochs only.", "model.fit(x, y, epochs=10)"),
    fitted("One batch of 128 images takes 2 ms, a batch of 1000 images takes 9 ms.", "model.fit(x, y, batch_size=128)"),
    fitted("For evaluation Keras uses a batch size of 32.", "model.fit(x, y, batch_size=128)"),
    fitted("Keras's default batch size is 32.", "model.fit(x, y, batch_size=128)"),
    report(
        "# Lab",
        "## Auto-encoder",
        "The auto-encoder was trained for 30 epochs, the classifier for 10 epochs.",
        "```python\nauto.fit(x, y, epochs=30)\n```",
    ),
    report(
        "# Lab",
        "## Auto-encoder",
        "The classifier was trained for 10 epochs.",
        "```python\nautoencoder.fit(x, y, epochs=30)\n```",
    ),
    report("# Lab", "## Hinton", "Hinton trained for 500 epochs.", "```python\nmodel.fit(x, y, epochs=40)\n```"),
    report("# Lab", "## L2", "In part C we trained for 10 epochs.", "```python\nmodel.fit(x, y, epochs=40)\n```"),
    report(
        "# Lab",
        "## L2",
        "Dans la question précédente, le réseau était entraîné 10 époques.",
        "```python\nmodel.fit(x, y, epochs=40)\n```",
    ),
    report(
        "# Lab",
        "## L2",
        "We trained three replicates with 5 epochs each for a first look.",
        "```python\nmodel.fit(x, y, epochs=40)\n```",
    ),
    report("# Lab", "```python\nn_epoch = 20\n```", "## Raw", "The training loss falls during 10 epochs."),
    fitted("The loss is averaged over batches of 32 images in the plot.", "model.fit(x, y, batch_size=128)"),
]
WRONG_TRAINING = [
    fitted(
        "On entraîne le réseau pendant 20 époques avec des batchs de 128.", "model.fit(x, y, epochs=10, batch_size=128)"
    ),
    report(
        "# Lab", "## Raw", "- Epochs: 20\n- Batch size: 64", "```python\nmodel.fit(x, y, epochs=10, batch_size=64)\n```"
    ),
    report("# Lab", "## Raw", "```python\nmodel.fit(x, y, epochs=10, batch_size=64)\n```", "The batch size is 128."),
    report(
        "# Lab",
        "## X-ray",
        "```python\nmodel.compile(optimizer=Adam(0.001))\n```",
        "We use Adam with a learning rate of 0.01.",
    ),
    report("# Lab", "We train all models for 20 epochs.", "```python\nn_epoch = 10\n```"),
    report(
        "# Lab",
        "Chaque réseau est entraîné pendant 50 époques.",
        "```python\nmodel.fit(X, Y, batch_size=128, epochs=20)\n```",
    ),
    report(
        "# Lab",
        "Tous les modèles ont été entraînés avec une taille de batch de 64.",
        "## Brut",
        "```python\nbatch_size = 128\n```",
    ),
    report(
        "# Lab",
        "```python\nbatch_size = 128\nepochs = 10\n```",
        "## CNN",
        "As in the code above, we trained for 20 epochs.",
    ),
    report(
        "# Lab",
        "All networks are trained for 10 epochs.",
        "## Raw",
        "Figure 1: error over 10 epochs",
        "The model was trained for 30 epochs.",
    ),
]
RIGHT_CASES = [
    report("# Brut", "## Cas 1 : 100 neurones", "ok", "## Cas 2 : 300 neurones", "Le cas 1 a 100 neurones."),
    report("# CNN", "## CNN on HOG features?", "We use conv layers."),
    report("# CNN", "## Comparison with HOG", "The convolutions learn filters."),
    report("# Convolutional networks", "## HOG", "With 8 orientations the MLP has 392 inputs."),
    report("# 3. CNN", "## Compared to HOG", "The CNN has fewer weights."),
    report("# Fashion-MNIST", "## Why not HOG", "Convolutions are better."),
    report("# Brut", "## 300 neurones", "Ce modèle utilise 10 neurones en sortie."),
    report("# Brut", "## 300 neurones", "Ici on a 3 fois plus de neurones qu'avec 100 neurones."),
    report("# Raw", "## 300 neurons", "This model has two layers: 300 neurons and 100 neurons."),
    report("# Raw", "## 2 hidden layers, 300 neurons", "This model has 100 neurons in its second hidden layer."),
    report("# Brut", "## Cas 2 : 300 neurones", "Ce deuxième cas utilise 300 neurones."),
    report(
        "# Raw",
        "## 300 neurons",
        "784*300+300 = 235500 and 300*10+10 = 3010",
        "For the case before: 784*100+100 = 78500 and 100*10+10 = 1010",
    ),
    report("# Raw", "## 300 neurons", "Compared to 784*100+100 = 78500 and 100*10+10 = 1010 this is more."),
    report("# Raw", "## From 100 to 300 neurons", "784*100+100 = 78500 and 100*10+10 = 1010"),
    report("# Raw", "- Hidden: 100 neurons", "The output has 10 neurons, hence 100*10+10 = 1010 weights."),
    report("# Raw", "On a 10 neurones, un par chiffre : 100*10+10 = 1010."),
    report("# Brut", "## 300 neurones", "Ce réseau a 310 neurones au total."),
    report("# Brut", "## 300 neurones", "Ce modèle comporte 310 neurones."),
    report("# CNN", "## Feature extraction", "The convolutions extract features."),
    report("# CNN", "## Caractéristiques du modèle", "Trois convolutions."),
    report("# CNN", "## Difference to HOG", "The convolutions learn their filters."),
    table("Case 3 has 300 neurons."),
    table("Cases 1 and 2 have less than 300 neurons."),
    table("Case 3 is better than case 1 with its 100 neurons."),
    table("Case 2 (200 neurons) is fine."),
    table("Case 3 has three times the 100 neurons of case 1."),
    table("Case 4 would have 400 neurons."),
    table("Case 3 gains 1 % over the 100 neurons of case 1."),
    table("3 cases with 100 neurons were tried."),
]
WRONG_CASES = [
    report(
        "# Brut",
        "## Cas 2 : 300 neurones",
        "Ce deuxième modèle utilise 600 neurones cachés.",
        "## Cas 3 : 600 neurones",
        "ok",
    ),
    report("# Raw", "## 300 neurons", "Here we use 100 hidden neurons.", "## 100 neurons", "ok"),
    report("# Raw", "## 500 neurons", "784*250+250 = 196250 and 250*10+10 = 2510", "## 250 neurons", "ok"),
    report(
        "# HOG",
        "We keep 160 neurons.",
        "## 8 orientations, 4 pix",
        "There are 300 hidden neurons and 392*160+160 = 62880 weights.",
    ),
    report(
        "# Brut",
        "## Cas 1 : 100 neurones",
        "Test score: 0.08",
        "## Cas 2 : 300 neurones",
        "Test score: 0.07",
        "Le cas 1 a 200 neurones.",
    ),
    table("Case 3 has 500 hidden neurons."),
    table("Case 3 differs from case 1 only by its 500 hidden neurons."),
    table("Case 2 uses 250 neurons in its hidden layer."),
]
RIGHT_HOG = [
    report("# HOG", "## 8 orientations, 4 pix_p_cell", "There are 392 inputs."),
    report("# HOG", "## 8 orientations, pix_p_cell = 7", "There are 128 inputs instead of 392 inputs."),
    report("# HOG", "With 8 orientations and pix_p_cell 4 we have 392 inputs; with pix_p_cell 7 we have 128 inputs."),
    report("# HOG", "## 4 orientations, pix_p_cell 4", "The 196 inputs are half of the 392 inputs of before."),
    report("# HOG", "## Cas A : 12 orientations, pix_p_cell 7", "Le réseau a 192 entrées et 200 neurones."),
    report("# HOG", "A : pix_p_cell = 7, 12 orientations. 4·4·12 = 192 entrées, 192·100 + 100 + 1010 = 20310 poids."),
    report(
        "# HOG",
        "- A: 8 orientations, pix_p_cell 4, 100 neurons: 392 inputs\n"
        "- B: 8 orientations, pix_p_cell 7, 100 neurons: 128 inputs",
    ),
    report("# HOG", "## 8 orientations, pix_p_cell = 4", "The CNN has 300 features."),
    report("# HOG", "## 8 orientations, pix_p_cell = 4", "The raw images have 784 inputs."),
    report("# HOG", "## 8 orientations, pix_p_cell = 4", "392*200+200 = 78600"),
    report("# HOG", "## 8 orientations, pix_p_cell = 4, cells_per_block=(2,2)", "1152 features"),
    report("# HOG", "With pix_p_cell 4 and 8 orientations there are 8 features per cell."),
    report("# HOG", "With pix_p_cell 4 and 8 orientations there are 49 cells with 8 features each, i.e. 392 features."),
    report(
        "# Brut",
        "La fonction d'activation est ReLU.",
        "```python\nmodel.add(Dense(100, activation='relu'))\nmodel.add(Dense(10, activation='softmax'))\n```",
    ),
    report(
        "# Brut",
        "Sigmoid saturates. The activation function sigmoid would be slower.",
        "```python\nmodel.add(Dense(100, activation='relu'))\n```",
    ),
    report(
        "# Brut",
        "We also tried the activation function tanh.",
        "```python\nmodel.add(Dense(100, activation='relu'))\n```",
    ),
]
WRONG_HOG = [
    report("# HOG", "## 8 orientations, pix_p_cell = 4", "There are 196 inputs."),
    report("# HOG", "Avec 8 orientations et pix_p_cell = 7, on a 392 entrées."),
    report("# HOG", "- A: 8 orientations, pix_p_cell 4: 392 inputs\n- B: 8 orientations, pix_p_cell 7: 392 inputs"),
    report(
        "# Brut",
        "La fonction d'activation est la tangente tanh : activation = tanh.",
        "```python\nmodel.add(Dense(100, activation='relu'))\nmodel.add(Dense(10, activation='softmax'))\n```",
    ),
]


@pytest.mark.parametrize("text", [*RIGHT_LAYERS, *RIGHT_TRAINING, *RIGHT_CASES, *RIGHT_HOG])
def test_what_is_right_or_of_something_else_is_not_refuted(text: str) -> None:
    """What is right or of something else is not refuted."""
    assert refuted(text) == []


@pytest.mark.parametrize("text", [*WRONG_LAYERS, *WRONG_TRAINING, *WRONG_CASES, *WRONG_HOG])
def test_what_contradicts_its_own_part_is_refuted(text: str) -> None:
    """What contradicts its own part is refuted."""
    assert refuted(text) != []


@pytest.mark.parametrize("text", [*WRONG_LAYERS, *WRONG_TRAINING])
def test_a_contradiction_names_its_other_side(text: str) -> None:
    """A contradiction names its other side."""
    for verdict in verdicts(text):
        if verdict.outcome == "refuted":
            assert verdict.also
            assert verdict.severity == "inconsistency"


@pytest.mark.parametrize(
    ("said", "confirmed"),
    [
        ("The dense layer has 64 neurons.", ["64 neurons"]),
        ("La couche dense a 64 neurones.", ["64 neurones"]),
        ("The second convolution has 16 filters.", ["16 filters"]),
        ("The convolutions use 3x3 kernels.", ["3x3"]),
        ("Les convolutions ont 8, 16 et 32 filtres.", ["8, 16 et 32 filtres"]),
    ],
)
def test_layers_as_the_summary_has_them_are_confirmed(said: str, confirmed: list[str]) -> None:
    """Layers as the summary has them are confirmed."""
    assert [verdict.quote for verdict in verdicts(cnn(said)) if verdict.outcome == "confirmed"] == confirmed
