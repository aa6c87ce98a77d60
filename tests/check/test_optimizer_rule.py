"""Arguments, choices and losses of optimizers: what a release of Keras has is right, what none has is not."""

# ruff: noqa: E501  (reports are quoted as they stand)

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.facts import Facts
from reportgen.check.optimizers.arguments import parsed
from reportgen.check.optimizers.versions import DEFAULTS
from reportgen.check.reading import read_text
from reportgen.check.rules import optimizers
from reportgen.check.verdict import Verdict
from reportgen.i18n import load_language

TEMPLATES = Path(__file__).parents[2] / "templates"


def verdicts(text: str, name: str = "report.md") -> list[Verdict]:
    """Return what the rule says of a report."""
    return list(optimizers.check(Facts(read_text(text, name))))


SIGNATURE = """The parameters are the following:

```
tf.keras.optimizers.{name}(
{lines}
    **kwargs
)
```
"""
KERAS_2_9 = ("learning_rate=0.001", "rho=0.9", "momentum=0.0", "epsilon=1e-07", "centered=False", "name='RMSprop'")
KERAS_2_12 = (*KERAS_2_9[:5], "weight_decay=None", "clipnorm=None", "clipvalue=None", "global_clipnorm=None", "use_ema=False", "ema_momentum=0.99",
              "ema_overwrite_frequency=100", "jit_compile=True", 'name="RMSprop"')  # fmt: skip
KERAS_3 = (
    *KERAS_2_12[:11],
    "ema_overwrite_frequency=None",
    "loss_scale_factor=None",
    "gradient_accumulation_steps=None",
    'name="rmsprop"',
)


def signature(name: str, *arguments: str) -> str:
    """Return a signature as students paste it."""
    return SIGNATURE.format(name=name, lines="\n".join(f"    {argument}," for argument in arguments))


RIGHT = [
    signature("RMSprop", *KERAS_2_9),
    signature("RMSprop", *KERAS_2_12),
    signature("RMSprop", *KERAS_3),
    signature("SGD", "learning_rate=0.01", "momentum=0.0", "nesterov=False", "name='SGD'"),
    signature("SGD", "learning_rate=0.01", "momentum=0.0", "nesterov=False", "weight_decay=None", "ema_overwrite_frequency=None"),
    signature("Adam", "learning_rate=0.001", "beta_1=0.9", "beta_2=0.999", "epsilon=1e-07", "amsgrad=False", "name='Adam'"),
    signature("Adagrad", "learning_rate=0.001", "initial_accumulator_value=0.1", "epsilon=1e-07", "name='Adagrad'"),
    signature("Nadam", "learning_rate=0.001", "beta_1=0.9", "beta_2=0.999", "epsilon=1e-07"),
    signature("Adadelta", "learning_rate=0.001", "rho=0.95", "epsilon=1e-07"),
    signature("Adamax", "lr=0.002", "beta_1=0.9", "beta_2=0.999", "epsilon=None", "decay=0.0"),
    signature("RMSprop", "lr=0.001", "rho=0.9", "epsilon=None", "decay=0.0"),
    signature("Adam", "lr=0.001", "beta_1=0.9", "beta_2=0.999", "epsilon=None", "decay=0.0", "amsgrad=False"),
    "`keras.optimizers.RMSprop(lr=0.001, rho=0.9, epsilon=1e-08, decay=0.0)` with its default values",
    "RMSprop, with the default parameters:\n\n- learning rate: 0.001\n- rho: 0.9\n- momentum: 0.0\n- epsilon: 1e-7\n- centered: False\n",
    "RMSprop avec les valeurs par défaut :\n\n* Learning_rate : 0.001\n* Rho : 0.9\n* Momentum : 0.0 Epsilon : 1e-7 Centered : false\n* Use_ema :false\n* Ema_momentum : 0.99\n",
    "RMSprop, paramètres par défaut : learning_rate = 0.001 / rho = 0.9 / epsilon = 1e-7 / etc..",
    "RMSprop uses by default a learning rate of 0.001 and a rho of 0.9.",
    "Pour RMSprop, le taux d'apprentissage par défaut est 0.001, rho vaut 0,9 et epsilon vaut 10⁻⁷.",
    "Pour RMSprop, le taux d’apprentissage par défaut est de 0,001 et epsilon de $10^{-7}$.",
    "RMSprop has a default momentum of 0 and epsilon = 1e-07.",
    "Adam's defaults are learning rate = 0.001, beta_1 = 0.9, beta_2 = 0.999, epsilon = 1e-8.",
    "Adam's defaults: $\\beta_1 = 0.9$, $\\beta_2 = 0.999$, $\\epsilon = 10^{-8}$.",
    "The default learning rate of SGD is 0.01.",
    "Le taux d'apprentissage par défaut de SGD est 0,01, sans momentum (momentum = 0).",
    "The arguments of RMSprop (defaults):\n\n| Argument | Default |\n|---|---|\n| learning_rate | 0.001 |\n| rho | 0.9 |\n| epsilon | 1e-07 |\n| centered | False |\n",
    "Arguments de RMSprop :\n\n| paramètre | valeur par défaut |\n|---|---|\n| `learning_rate` | 0,001 |\n| `rho` | 0,9 |\n| `momentum` | 0 |\n",
    "RMSprop par défaut. Ema_overwrite_frquency : None",
    "RMSprop (default): ema_overwrite_frequency: 100",
    "RMSprop (default): jit_compile: True",
    "RMSprop has these defaults: weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None",
    # chosen by the student: no defaults
    "We used SGD with a learning rate of 0.1 instead of the default.",
    "We changed the default learning rate of RMSprop to 0.01.",
    "Nous avons modifié le learning rate par défaut de RMSprop : learning rate = 0.01",
    "```python\nmodel.compile(optimizer=RMSprop(learning_rate=0.01), loss='categorical_crossentropy')\n```",
    "```python\nopt = keras.optimizers.SGD(learning_rate=0.1, momentum=0.9, nesterov=True)\n```",
    "```python\ncnn.compile(optimizer=optimizers.Adam(0.0005), loss=losses.BinaryCrossentropy())\n```",
    "```python\nopt = Adam(lr=1e-4, decay=1e-6)\n```",
    "With Adam and a learning rate of 0.01 the loss diverges.",
    "The best learning rate for RMSprop was 0.0005.",
    "| Optimizer | learning rate |\n|---|---|\n| Adam | 0.01 |\n| SGD | 0.1 |\n",
    "RMSprop\n\nlearning_rate: the initial learning rate\n\nrho: the discounting factor (0 to 1)\n",
    "SGD (learning rate 0.1, batch 128) and RMSprop with its defaults were compared.",
    "RMSprop: epsilon = 10-7 by default",
    "We use RMSprop with its default parameters, but a learning rate: 0.01",
    "We use RMSprop with a learning rate of 0.01 and the default values for the rest.",
    "RMSprop with default parameters\n\n- epochs: 10\n- batch size: 128\n- learning rate: 0.01\n",
    "RMSprop with default parameters\n\n- learning rate: 0.01\n- epochs: 10\n- batch size: 128\n",
    "```python\nopt = RMSprop(learning_rate=0.01, rho=0.9, momentum=0.0, epsilon=1e-07, name='RMSprop')\n```",
    # the default is told apart from the value, or is of something else
    "We use RMSprop with its default parameters and a learning rate of 0.01.",
    "We use RMSprop with a learning rate of 0.01 (default: 0.001).",
    "We use RMSprop with a learning rate of 0.01 and the default values.",
    "We use RMSprop with a learning rate of 0.01, ten times the default.",
    "Nous avons pris RMSprop avec un taux d'apprentissage de 0,01, la valeur par défaut étant 0,001.",
    "RMSprop avec learning rate 0.01, les autres paramètres par défaut.",
    "RMSprop with a learning rate of 0.0001, the default being too high.",
    "| Argument | Value | Default |\n|---|---|---|\n| learning_rate (RMSprop) | 0.01 | 0.001 |",
    "RMSprop: rho 0.95 rather than the default 0.9",
    "RMSprop, the default optimizer of the notebook, with a learning rate of 0.01.",
    "The default optimizer is RMSprop; we set the learning rate to 0.01.",
    "RMSprop by default with lr = 0.01.",
    "With RMSprop the default learning rate is 0.001, with SGD it is 0.01.",
    "The default learning rate is 0.01 for SGD and 0.001 for RMSprop and Adam.",
    "SGD has a default learning rate of 0.01, RMSprop and Adam of 0.001.",
    "Adam: learning rate 0.0005, other arguments by default.",
    "Unlike SGD, whose learning rate is 0.01 by default, RMSprop adapts it.",
    "RMSprop(learning_rate=0.0005), the other defaults are kept.",
    "Dropout default 0.5, RMSprop learning rate 0.01",
    "For RMSprop, a good default value for the learning rate is 0.001 and for γ 0.9 (Hinton).",
    "Hinton suggests rho = 0.9, while a good default value for the learning rate η is 0.001, RMSprop.",
    "The learning rate was divided by 10 from the default 0.001 to 0.0001 for RMSprop.",
    "Default batch size 32, RMSprop, momentum 0.9",
    "RMSprop default. We then tried learning_rate = 0.01",
    "Le learning rate par défaut (0.001) est multiplié par 10, soit learning rate = 0.01 pour RMSprop.",
    "RMSprop: lr = 0.0005 (default 1e-3), rho = 0.9 (default).",
    "We did not use the default learning rate of RMSprop but 0.01.",
    "Parameters of our training: optimizer RMSprop (default), learning rate 0.01, batch size 128",
    "RMSprop\n\n| Parameter | Value |\n|---|---|\n| learning_rate | 0.01 |",
    "RMSprop\n\n| Parameter | Default | Ours |\n|---|---|---|\n| learning_rate | 0.001 | 0.01 |\n| rho | 0.9 | 0.95 |",
    "The default learning rate of 0.001 was too slow for RMSprop, so we used 0.01.",
    "RMSprop: with a learning rate of 0.01 instead of the default one the loss diverges.",
    "With lr = 0.1 Adam diverges; with the default (0.001) it converges.",
    "SGD needs a learning rate of 0.1 while RMSprop works with its default.",
    "In TensorFlow 1, RMSProp's decay defaults to 0.9, momentum to 0.0 and epsilon to 1e-10.",
    "PyTorch's RMSprop has a default learning rate of 0.01 and alpha = 0.99.",
    "In PyTorch the default of RMSprop is lr=0.01.",
    "Les valeurs par défaut de RMSprop ont été gardées, sauf learning_rate = 0.01.",
    "RMSprop, default values except the learning rate: 0.01",
    "Le taux d'apprentissage par défaut de RMSprop est divisé par 2 : 0.0005.",
    "Nous gardons les valeurs par défaut de RMSprop. Ensuite nous testons un learning rate de 0.01.",
    "RMSprop: rho = 0.9 by default; we use rho = 0.95",
    "The default is lr=0.001 for RMSprop; our learning rate is 0.01.",
    "By default, our scripts train with RMSprop and a learning rate of 0.01.",
    "Dropout(0.5) and RMSprop with default parameters; learning rate decay 0.5.",
    # choices and losses
    "The optimizer is RMSprop.\n\n```python\nmodel.compile(optimizer=RMSprop(), loss='categorical_crossentropy')\n```",
    "We use the optimizer Adam.\n\n```python\nmodel.compile(optimizer='adam', loss='binary_crossentropy')\n```",
    "The loss function is categorical cross-entropy.\n\n```python\nmodel.compile(optimizer='adam', loss='sparse_categorical_crossentropy')\n```",
    "RMSprop is a variant of stochastic gradient descent.\n\n```python\nmodel.compile(optimizer=RMSprop(), loss='mse')\n```",
    "The optimizer is RMSprop, a variant of SGD.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n",
    "RMSprop is used instead of SGD.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n",
    "Adam would be an alternative to RMSprop.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n",
    "For two classes one would use the binary cross-entropy as loss.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n",
    "The loss is the cross-entropy.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n",
    "The network is trained with backpropagation and gradient descent.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n",
    "In the chest X-ray part the loss is binary cross-entropy.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n",
    "RMSprop combines ideas of the optimizers Adagrad and SGD with momentum.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n",
    "Our previous lab used the optimizer SGD.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n",
    "The Adam optimizer gave worse results.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n",
    "The algorithm is similar to Adam.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n",
    "We could also have used the optimizer SGD.\n\n```python\nmodel.compile(optimizer=RMSprop(), loss='categorical_crossentropy')\n```",
    "# A\n\nThe loss is categorical cross-entropy.\n\n# B\n\n```python\nmodel.compile(optimizer='adam', loss='binary_crossentropy')\n```",
    "```python\nmodel.add(Dense(10, activation='softmax'))\nmodel.compile(optimizer='adam', loss='categorical_crossentropy')\n```",
    "```python\nx = Dense(1, activation='sigmoid')(x)\nmodel.compile(optimizer='adam', loss='binary_crossentropy')\n```",
    "```python\nx = Dense(784, activation='sigmoid')(x)\nauto.compile(optimizer='adam', loss='binary_crossentropy')\n```",
]  # fmt: skip

WRONG = [
    (signature("RMSprop", "learning_rate=0.01", *KERAS_2_9[1:]), "learning_rate"),
    (signature("RMSprop", "learning_rate=0.001", "rho=0.99", *KERAS_2_9[2:]), "rho"),
    (signature("RMSprop", *KERAS_2_9[:2], "momentum=0.9", *KERAS_2_9[3:]), "momentum"),
    (signature("RMSprop", *KERAS_2_9[:3], "epsilon=1e-5", *KERAS_2_9[4:]), "epsilon"),
    (signature("RMSprop", *KERAS_2_9[:4], "centered=True", *KERAS_2_9[5:]), "centered"),
    (signature("RMSprop", *KERAS_2_12[:9], "use_ema=True", *KERAS_2_12[10:]), "use_ema"),
    (signature("RMSprop", *KERAS_2_12[:10], "ema_momentum=0.9", *KERAS_2_12[11:]), "ema_momentum"),
    (signature("SGD", "learning_rate=0.1", "momentum=0.0", "nesterov=False", "name='SGD'"), "learning_rate"),
    (signature("SGD", "learning_rate=0.01", "momentum=0.9", "nesterov=False", "name='SGD'"), "momentum"),
    (signature("SGD", "learning_rate=0.01", "momentum=0.0", "nesterov=True", "name='SGD'"), "nesterov"),
    (signature("Adam", "learning_rate=0.01", "beta_1=0.9", "beta_2=0.999", "epsilon=1e-07"), "learning_rate"),
    (signature("Adam", "learning_rate=0.001", "beta_1=0.99", "beta_2=0.999", "epsilon=1e-07"), "beta_1"),
    (signature("Adam", "learning_rate=0.001", "beta_1=0.9", "beta_2=0.99", "epsilon=1e-07"), "beta_2"),
    (signature("Adam", "learning_rate=0.001", "beta_1=0.9", "beta_2=0.999", "amsgrad=True"), "amsgrad"),
    (signature("Adagrad", "learning_rate=0.1", "initial_accumulator_value=0.1"), "learning_rate"),
    ("RMSprop, with the default parameters:\n\n- learning rate: 0.01\n- rho: 0.9\n- momentum: 0.0\n", "learning_rate"),
    ("RMSprop, with the default parameters:\n\n- learning rate: 0.001\n- rho: 0.95\n- momentum: 0.0\n", "rho"),
    ("RMSprop, with the default parameters:\n\n- learning rate: 0.001\n- rho: 0.9\n- momentum: 0.9\n", "momentum"),
    ("RMSprop avec les valeurs par défaut :\n\n* Learning_rate : 0.01\n* Rho : 0.9\n", "learning_rate"),
    ("RMSprop avec les valeurs par défaut :\n\n* Epsilon : 1e-3\n* Rho : 0.9\n", "epsilon"),
    ("RMSprop, paramètres par défaut : learning_rate = 0.01 / rho = 0.9 / epsilon = 1e-7", "learning_rate"),
    ("L'algorithme est RMSprop. Comme on n'a aucune valeur explicite, on utilise les valeurs par défaut.\n\nLearning rate: 0.001\n\nRho: 0.99\n", "rho"),
    ("The default learning rate of RMSprop is 0.01.", "learning_rate"),
    ("The default learning rate of SGD is 0.1.", "learning_rate"),
    ("Le taux d'apprentissage par défaut de RMSprop est 0,01.", "learning_rate"),
    ("Pour RMSprop, rho vaut par défaut 0,99.", "rho"),
    ("Adam's defaults are beta_1 = 0.9 and beta_2 = 0.99.", "beta_2"),
    ("The arguments of RMSprop:\n\n| Argument | Default |\n|---|---|\n| learning_rate | 0.01 |\n| rho | 0.9 |\n", "learning_rate"),
    ("Arguments de RMSprop :\n\n| paramètre | valeur par défaut |\n|---|---|\n| `rho` | 0,95 |\n", "rho"),
    ("RMSprop par défaut. Ema_momentum : 0.9", "ema_momentum"),
    ("```python\nopt = RMSprop(beta_1=0.9)\n```", "beta_1"),
    ("```python\nopt = keras.optimizers.SGD(learning_rate=0.1, rho=0.9)\n```", "rho"),
    ("```python\nopt = Adam(learning_rate=0.001, rho=0.9)\n```", "rho"),
    ("RMSprop, default parameters:\n\n- beta_1: 0.9\n- beta_2: 0.999\n", "beta_1"),
    # the word `default` in the clause, behind the list, in the description, in the column
    ("SGD a un taux d'apprentissage par défaut de $0{,}01$ alors que pour Adam le taux par défaut est de $0{,}1$.", "learning_rate"),
    ("With Keras's default values of RMSprop, i.e. a learning rate of 0.01, the loss falls quickly.", "learning_rate"),
    ("RMSprop. By default its momentum is 0.9.", "momentum"),
    ("RMSprop's `centered` argument is True by default.", "centered"),
    ("RMSprop (rho=0.99 by default, momentum 0 by default)", "rho"),
    ("By default, Adam uses beta_1 = 0.99 and beta_2 = 0.999.", "beta_1"),
    ("L'algorithme est RMSprop. Par défaut, epsilon vaut 1e-3.", "epsilon"),
    ("RMSprop:\n\n- rho: discounting factor for the old gradients. Defaults to 0.99.\n- momentum: defaults to 0.0", "rho"),
    ("RMSprop\n\nlearning_rate: A float, a schedule. The learning rate. Defaults to `0.01`.\nrho: float, defaults to 0.9. Discounting factor.\n", "learning_rate"),
    ("The default learning rate of Adam (0.01) is used.", "learning_rate"),
    ("No argument is given to RMSprop, so the default values are used: learning rate 0.001, rho 0.99, momentum 0.0.", "rho"),
    ("Comme RMSprop() est appelé sans argument, les valeurs sont celles par défaut (learning rate = 0.01).", "learning_rate"),
    ("| Paramètre | RMSprop par défaut |\n|---|---|\n| learning_rate | 0.01 |\n| rho | 0.9 |", "learning_rate"),
    ("Default values:\n\n| Optimizer | learning_rate | rho |\n|---|---|---|\n| RMSprop | 0.01 | 0.9 |", "learning_rate"),
    ("The default optimizer settings of RMSprop are lr=0.001, rho=0.9 and momentum=0.9.", "momentum"),
    ("We kept the default parameters of RMSprop: learning rate = 0.001, decay rate rho = 0.95.", "rho"),
    ("SGD in Keras has momentum=0.9 by default.", "momentum"),
    ("Les paramètres de RMSprop sont ceux par défaut, soit un taux d'apprentissage de 0,01 et un rho de 0,9.", "learning_rate"),
    ("Keras' default for the learning rate of RMSprop is 0.01.", "learning_rate"),
    ("RMSprop takes several arguments, whose default values are: learning_rate = 0.001, rho = 0.9, momentum = 0.5, epsilon = 1e-7", "momentum"),
    ("Adam's default beta_2 is 0.99", "beta_2"),
    ("Le momentum de RMSprop est par défaut à 0,9.", "momentum"),
    ("The rho of RMSprop defaults to 0.99.", "rho"),
    ("RMSprop: the default value of rho is 0.95 in Keras.", "rho"),
    ("L'algorithme utilise est RMSprop avec les parametres par defaut :\nlr = 0.01\nrho = 0.9\nepsilon = 1e-7", "learning_rate"),
    ("The learning algorithm is RMSprop. Its parameters are the defaults:\n  learning_rate = 0.001\n  rho = 0.99\n  momentum = 0.0", "rho"),
    ("# RMSprop\n\nParameters (default values):\n\n- **learning_rate** = 0.001\n- **rho** = 0.9\n- **momentum** = 0.9", "momentum"),
    ("# RMSprop\n\nThe default arguments are learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-05, centered=False.", "epsilon"),
    ("RMSprop(learning_rate=0.001, rho=0.95, momentum=0.0, epsilon=1e-07, centered=False, **kwargs)", "rho"),
    ("Les arguments de RMSprop, laissés à leur valeur par défaut, sont : learning_rate = 0.001, rho = 0.9 et momentum = 0.1.", "momentum"),
    ("The optimizer is RMSprop. We didn't specify any argument, so the defaults apply: learning rate 0.01, rho 0.9.", "learning_rate"),
    ("Aucun paramètre n'est donné à RMSprop, il prend donc ses valeurs par défaut : taux d'apprentissage de 0.01, rho de 0.9", "learning_rate"),
    ("RMSprop\n\n| Parameter | Default value | Meaning |\n|---|---|---|\n| learning_rate | 0.001 | step |\n| rho | 0.99 | decay |", "rho"),
    ("SGD\n\nlearning_rate (default 0.1), momentum (default 0.0), nesterov (default False)", "learning_rate"),
    ("SGD: learning rate (défaut : 0.1), momentum (défaut : 0)", "learning_rate"),
    ("We used Adam with its default parameters (learning rate 0.001, beta_1 0.9, beta_2 0.99).", "beta_2"),
    ("Adam is used with default settings: lr = 0.01", "learning_rate"),
    ("Keras' RMSprop has a default learning rate of 1e-2.", "learning_rate"),
    ("Par défaut, Keras utilise pour RMSprop un taux d'apprentissage de 0,01.", "learning_rate"),
    ("Le learning rate est laissé à sa valeur par défaut de 0.01 pour RMSprop.", "learning_rate"),
    ("For RMSprop the learning rate is left at its default value of 0.01.", "learning_rate"),
    ("RMSprop: learning_rate — 0.01 (default)", "learning_rate"),
    ("We kept RMSprop's default rho (0.95).", "rho"),
    ("We did not change the default learning rate of RMSprop, which is 0.01.", "learning_rate"),
    ("The default value for the learning rate of Adam is 0.01 and for RMSprop it is 0.001.", "learning_rate"),
    ("RMSprop : rho=0.9 (valeur par défaut), momentum=0.5 (valeur par défaut)", "momentum"),
    ("The learning rate of SGD is by default 0.1.", "learning_rate"),
    ("Default learning rate (RMSprop): 0.01", "learning_rate"),
    ("For the digits the notebook uses `RMSprop()`, without arguments, so we looked the defaults up:\n`learning_rate=0.001`, `rho=0.9` and\n`centered=True`.", "centered"),
    ("For Fashion-MNIST we took Adam instead, with its default step of 0.001 and `beta_1 = 0.9` and\nthe default `beta_2 = 0.99`.", "beta_2"),
    ("Pour Fashion-MNIST on a aussi essayé Adam : `beta_1 = 0.9` et `beta_2 = 0.99`, les valeurs par\ndéfaut de Keras.", "beta_2"),
]  # fmt: skip

OTHER = [
    ("We use the SGD optimizer.\n\n```python\nmodel.compile(optimizer=RMSprop(), loss='categorical_crossentropy')\n```", "optimizer.choice"),
    ("The optimizer is Adam.\n\n```python\nmodel.compile(optimizer='rmsprop', loss='categorical_crossentropy')\n```", "optimizer.choice"),
    ("L'optimiseur est Adam.\n\n```python\nmodel.compile(optimizer='sgd', loss='categorical_crossentropy')\n```", "optimizer.choice"),
    ("The loss function is the mean squared error.\n\n```python\nmodel.compile(optimizer='sgd', loss='categorical_crossentropy')\n```", "optimizer.loss"),
    ("La fonction de perte est l'entropie croisée binaire.\n\n```python\nmodel.compile(optimizer='sgd', loss='categorical_crossentropy')\n```", "optimizer.loss"),
    ("The optimizer SGD is used.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
    ("We use the optimizer SGD for all networks.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
    ("The weights are optimised with Adam.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
    ("Les poids sont optimisés avec Adam.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
    ("The learning algorithm is SGD.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
    ("L'algorithme d'apprentissage est SGD.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
    ("The network is trained with Adam.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
    ("The loss is binary cross-entropy.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.loss"),
    ("La fonction de perte est la binary crossentropy.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.loss"),
    ("The loss function used is the mean squared error.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.loss"),
    ("We minimise the mean squared error.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.loss"),
    ("As loss function we chose binary cross-entropy.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.loss"),
    ("The loss is the categorical cross-entropy.\n\n```python\nmodel.compile(loss='binary_crossentropy', optimizer=Adam(0.001), metrics=['accuracy'])\n```\n", "optimizer.loss"),
    ("On minimise l'entropie croisée binaire.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.loss"),
    ("Adam is used as optimizer.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
    ("Binary cross-entropy is the loss function.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.loss"),
    ("Stochastic gradient descent (SGD) is the optimizer.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
    ("L'entropie croisée binaire sert de fonction de coût.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.loss"),
    ("Optimiseur : SGD (learning rate 0.001)\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
    ("We chose Adam as the optimizer.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
    ("L'optimiseur choisi est Adam.\n\n```python\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n```\n", "optimizer.choice"),
]  # fmt: skip

TASKS = [
    "```python\nx = Dense(1, activation='sigmoid')(x)\nmodel.compile(optimizer='adam', loss='categorical_crossentropy')\n```",
    "```python\nx = Dense(10, activation='softmax')(x)\nmodel.compile(optimizer='adam', loss='binary_crossentropy')\n```",
    "```python\nx = Dense(1, activation='softmax')(x)\nmodel.compile(optimizer='adam', loss='binary_crossentropy')\n```",
]


REASONS = [
    "As the labels are integers from 0 to 9, we use categorical_crossentropy.",
    "Les étiquettes sont des entiers, on prend donc `categorical_crossentropy`.",
    "Since the targets are one-hot encoded, we use sparse_categorical_crossentropy.",
    "The network has a single sigmoid output and we use the categorical cross-entropy.",
    "Pour cette sortie unique on choisit \\texttt{categorical\\_crossentropy}.",
    "Comme les labels sont donnés tels quels, sans codage one-hot, on choisit categorical_crossentropy.",
]

REASONS_LEFT = [
    "With one-hot labels `categorical_crossentropy` is the one to use; had we kept the labels as integers we would have needed `sparse_categorical_crossentropy`.",
    "The labels are integers, converted to one-hot vectors for the categorical cross-entropy.",
    "The categorical cross-entropy needs one-hot labels, not integers.",
    "sparse_categorical_crossentropy avoids the one-hot encoding of the labels.",
    "We use the sparse categorical crossentropy because labels are integers.",
    "The binary cross-entropy goes with the single sigmoid output.",
    "la categorical cross-entropy, ce qui convient car les cibles sont codées en one-hot et la sortie est un softmax à 10 classes",
    "The categorical cross-entropy compares one output per class.",
    "The labels, integers between 0 and 9, must be one-hot encoded to use categorical crossentropy.",
    "Les labels entiers sont convertis avec to_categorical pour l'entropie croisée catégorielle.",
    "The binary cross-entropy is a special case of the categorical cross-entropy with a single output.",
    "The hidden layer uses sigmoid and the loss is categorical cross-entropy.",
    "Contrary to categorical crossentropy with its one-hot targets, integers suffice here.",
    "sparse_categorical_crossentropy, so no one-hot encoding is needed",
    "Categorical crossentropy: the true class is an integer, its one-hot vector has a single 1.",
]


@pytest.mark.parametrize("text", REASONS)
def test_a_reason_that_speaks_against_the_loss_is_refuted(text: str) -> None:
    """Integers for one-hot targets, one output for several classes."""
    assert [(one.outcome, one.rule) for one in verdicts(f"# A\n\n{text}\n")] == [("refuted", "optimizer.loss")]


@pytest.mark.parametrize("text", REASONS_LEFT)
def test_a_reason_that_fits_or_is_open_is_never_refuted(text: str) -> None:
    """Confirmed where it fits."""
    assert {one.outcome for one in verdicts(f"# A\n\n{text}\n")} <= {"confirmed"}


def test_code_without_arguments_is_held_against_the_text() -> None:
    """To review: the sentence may be of another run."""
    text = "We use RMSprop with a learning rate of 0.01.\n\n```python\nmodel.compile(optimizer=RMSprop())\n```\n"
    assert ("review", "optimizer.argument") in [(one.outcome, one.rule) for one in verdicts(text)]


@pytest.mark.parametrize("text", RIGHT)
@pytest.mark.parametrize("name", ["report.md", "report.txt"])
def test_what_a_release_has_or_a_student_chose_is_never_refuted(text: str, name: str) -> None:
    """In Markdown and in plain text."""
    found = [verdict for verdict in verdicts(text, name) if verdict.outcome == "refuted"]
    assert not found, [(verdict.quote, verdict.how) for verdict in found]


@pytest.mark.parametrize(("text", "argument"), WRONG)
def test_what_no_release_had_is_refuted(text: str, argument: str) -> None:
    """That argument alone."""
    found = [dict(verdict.how.values)["argument"] for verdict in verdicts(text) if verdict.outcome == "refuted"]
    assert argument in found
    assert set(found) <= {argument, "beta_2"}


@pytest.mark.parametrize(("text", "rule"), OTHER)
def test_another_name_than_in_the_code_is_refuted(text: str, rule: str) -> None:
    """Where text and code are of one part."""
    assert [verdict.rule for verdict in verdicts(text) if verdict.outcome == "refuted"] == [rule]


@pytest.mark.parametrize("text", TASKS)
def test_a_loss_that_does_not_fit_is_reviewed(text: str) -> None:
    """The student did train with it."""
    assert [verdict.outcome for verdict in verdicts(text) if verdict.rule == "optimizer.loss"] == ["review"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_verdict_can_be_said(language: str) -> None:
    """In both languages."""
    texts = load_language(language, TEMPLATES)
    for text in (*RIGHT, *(text for text, _ in (*WRONG, *OTHER)), *TASKS, *REASONS, *REASONS_LEFT):
        for verdict in verdicts(text):
            assert texts.text(verdict.how)
            assert texts.label(f"check.rules.{verdict.rule}.title")
            assert verdict.rule in optimizers.RULES


def test_a_pasted_signature_is_confirmed_line_by_line() -> None:
    """Each argument on its own line."""
    found = verdicts(signature("RMSprop", *KERAS_2_12))
    assert [verdict.outcome for verdict in found] == ["confirmed"] * 13
    assert len({verdict.place for verdict in found}) == 13


def test_the_table_has_the_signature_of_the_installed_release() -> None:
    """Read as a file: Keras is not imported."""
    import ast
    from importlib.util import find_spec

    spec = find_spec("keras")
    if spec is None or spec.origin is None:
        pytest.skip("no Keras here")
    for name, known in DEFAULTS.items():
        tree = ast.parse((Path(spec.origin).parent / "src" / "optimizers" / f"{name.lower()}.py").read_text("utf-8"))
        init = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "__init__")
        for argument, default in zip(reversed(init.args.args), reversed(init.args.defaults), strict=False):
            value = ast.literal_eval(default)
            if argument.arg in known:
                assert any(
                    value == one and isinstance(value, bool) == isinstance(one, bool) for one in known[argument.arg]
                ), (name, argument.arg)


@given(st.text(max_size=300))
def test_any_text_is_a_value_or_not(text: str) -> None:
    """Without an error."""
    parsed(text)


@settings(max_examples=60, deadline=2000)
@given(
    st.lists(
        st.sampled_from(
            [
                "RMSprop",
                "(",
                ")",
                "=",
                "learning_rate",
                "rho",
                "0.9",
                "1e-7",
                ",",
                "\n",
                "default",
                ":",
                " ",
                "loss=",
                "Adam",
                "|",
                "---",
            ]
        ),
        max_size=120,
    )
)
def test_any_report_gives_a_result(pieces: list[str]) -> None:
    """Within bounded time."""
    verdicts("A report. " + "".join(pieces))
