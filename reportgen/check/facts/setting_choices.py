"""Settings whose values are names: the optimizer, the loss, activations; as Keras calls them. Texts are folded."""

import re
from collections.abc import Iterator

from reportgen.check.patterns import regex
from reportgen.check.stated import SettingName

_OPTIMIZERS = {
    "root mean square propagation": "rmsprop", "rmsprop": "rmsprop", "rms prop": "rmsprop", "rms-prop": "rmsprop",
    "adamw": "adamw", "adamax": "adamax", "nadam": "nadam", "adam": "adam", "adagrad": "adagrad",
    "adadelta": "adadelta",
    "stochastic gradient descent": "sgd", "descente de gradient stochastique": "sgd", "sgd": "sgd",
}  # fmt: skip
_LOSSES = (
    (r"sparse[ _-]?categorical[ _-]?cross[ _-]?entropy", "sparse_categorical_crossentropy"),
    (r"categorical[ _-]?cross[ _-]?entropy|entropie[ -]croisee categorielle", "categorical_crossentropy"),
    (r"binary[ _-]?cross[ _-]?entropy|entropie[ -]croisee binaire", "binary_crossentropy"),
    (r"mean[ _-]?squared?[ _-]?error|\bmse|erreur quadratique moyenne", "mean_squared_error"),
)
_ACTIVATIONS = {
    "relu": "relu", "soft-max": "softmax", "softmax": "softmax", "sigmoide": "sigmoid", "sigmoid": "sigmoid",
    "tanh": "tanh", "leaky relu": "leaky_relu", "leaky_relu": "leaky_relu", "elu": "elu", "selu": "selu",
    "gelu": "gelu", "swish": "swish", "lineaire": "linear", "linear": "linear",
}  # fmt: skip
_IS = (
    r" {0,2}(?:[:=*]|\b(?:is|was|are|used|uses?|the|to|of|est|utilisee?s?|la|le|l'|de|called|named|choisie?|chosen"
    r"|we|an?|une?|qui|that"
    r"|here|ici|en|sortie|for|this|model|case|in|par|defaut|optimi[sz]er?|weights?|poids|network|reseau|les|learning"
    r"|training|train"
    r"|apprentissage|parameters?|being|been|therefore|thus|hence|then|donc|ainsi|alors|chose|selected"
    r"|picked|took|take|prend|choisit)\b) {0,2}"
)
_OPTIMIZER = "|".join(_OPTIMIZERS)
_LOSS = "|".join(pattern for pattern, _ in _LOSSES)
_AS = r"(?: (?:is|are|was|est|a ete|has been|we|on))?(?: (?:used|chosen|taken|utilisee?|choisie?|sert|served?))?"
"""What stands between a choice and what it is chosen as: `Adam is used as the optimizer`."""
_THE = r"(?: (?:as|comme|for|pour|de|en tant que))?(?: (?:the|our|an?|la|le|l'|une?|notre))? ?"
_TRAINED = (
    r"(?:train(?:ed|ing|s)?|entrain(?:e|ee|es|ees|ement)|optimi[sz](?:ed?|ee|es|ees|ing)|compil(?:ed?|ee|es|ees))\b"
    r"(?: (?!not\b|pas\b|ne\b)[a-z0-9']{1,15}){0,5}? (?:with|using|uses|by|avec|par|utilise)"
)
_CHOICES: tuple[tuple[SettingName, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "optimizer",
        ("optimi", "algorithm", "train", "compil"),
        regex(
            rf"\b(?:optimi[sz](?:er|eur)|optimi[sz]ation algorithm"
            rf"|algorithme?(?: d' ?(?:apprentissage|optimisation))?)\b(?:{_IS}){{0,8}} ?(?P<value>{_OPTIMIZER})\b"
            rf"|\b(?P<of>{_OPTIMIZER}) (?:optimi[sz](?:er|eur)|algorithm\b)"
            rf"|\b(?P<before>{_OPTIMIZER})\)?{_AS}{_THE}(?:(?:learning|optimi[sz]ation) algorithm"
            rf"|optimi[sz](?:er|eur)|algorithme d' ?(?:apprentissage|optimisation))\b"
            rf"|\b{_TRAINED} (?:(?:the|l'|algorithme?|optimi[sz](?:er|eur)) ?){{0,3}}(?P<with>{_OPTIMIZER})\b"
        ),
    ),
    (
        "loss_function",
        ("entrop", "mse", "squared", "quadrat"),
        regex(
            rf"\b(?:loss|cost|cout|perte|objective)(?: (?:function|fonction)| ?)(?:{_IS}){{0,8}} ?(?P<value>{_LOSS})"
            rf"|\bminimi[sz](?:e[sdr]?|ons|ent|ing)(?:{_IS}){{0,3}} ?(?P<with>{_LOSS})"
            rf"|\b(?P<before>{_LOSS}){_AS}{_THE}(?:(?:loss|cost|objective)\b|fonction (?:de |d')?(?:cout|perte))"
        ),
    ),
    (
        "activation",
        ("activation",),
        regex(
            rf"\b(?:activation(?: function)?"
            rf"|fonction d' ?activation)(?:{_IS}){{0,5}}(?P<value>{'|'.join(_ACTIVATIONS)})\b"
        ),
    ),
)
"""Each setting with what stands in every text that names it, and how it is said."""
_DENIED = regex(r"\b(?:not|n'\w+|ne|pas|instead|lieu|would|could|unlike|similar|contrairement)\b")


def choices(text: str) -> Iterator[tuple[SettingName, tuple[str], int, int]]:
    """Yield each named choice of a text in Keras's spelling, with where it starts and ends."""
    for name, stems, pattern in _CHOICES:
        if not any(stem in text for stem in stems):
            continue
        for match in pattern.finditer(text):
            said = next((value for value in match.groupdict().values() if value), "")
            before = text[max(0, match.start() - 30) : match.start()] + match[0].replace(said, "")
            if not _DENIED.search(before):
                yield name, (canonical(name, said),), match.start(), match.end()


def canonical(name: SettingName, said: str) -> str:
    """Return Keras's name of an optimizer, a loss or an activation."""
    said = " ".join(said.lower().split())
    if name == "optimizer":
        return _OPTIMIZERS.get(said, said)
    if name == "loss_function":
        return next((keras for pattern, keras in _LOSSES if re.fullmatch(pattern, said)), said)
    return _ACTIVATIONS.get(said, said)
