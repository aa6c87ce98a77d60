"""Words by which reports say what a count of weights is of, in English and French."""

import re

from reportgen.check.patterns import regex

NOUN = regex(
    r"\b(?:(?P<biases>biais|bias(?:es)?)|(?P<weights>poids|weights?|connexions|connections)"
    r"|(?P<parameters>param(?:è|e)tres?|parameters?|params?))\b(?![\s-](?:decay|initiali|sharing))",
    re.IGNORECASE,
)
BETWEEN = regex(
    r"\s?(?:\*{1,2})?\s?(?:(?:trainable|total|learnable|different|entra(?:î|i)nables?|de|d'|of|the|model|own|free"
    r"|individual|ajustables?|apprenables?|synaptic|synaptiques)\s){0,3}"
)
"""What may stand between an amount and the noun: `7'465 trainable parameters`."""

LEAD = regex(
    r"[^.;|]{0,70}?(?:[:=≈→]|=>|\b(?:is|are|est|sont|vaut|of|de|à|a|as|by|gives?|donne|fait|has|equals?|soit|gets?"
    r"|obtient|obtenons|counts?))\W{0,6}"
)
"""What may stand between the noun and its amount: `weights of this model: 7465`."""

TOTAL = regex(
    r"\btot(?:al|aux|ale|als)\b|au total|en tout|altogether|overall|in all|tous les poids"
    r"|all (?:the )?(?:weights|parameters)"
    r"|(?:weights|parameters|poids|param(?:è|e)tres) (?:of|in|for|du|de ce|de notre|dans le) (?:the |this |our )?"
    r"(?:mod|network|r(?:é|e)seau)",
    re.IGNORECASE,
)
MODEL_HAS = regex(
    r"(?:model|network|mod(?:è|e)le|r(?:é|e)seau|mlp|cnn)\s(?:\w{1,20}\s){0,2}"
    r"(?:has|have|a|poss(?:è|e)de|compte|contient|contains|uses|utilise|comporte)\b",
    re.IGNORECASE,
)
LAYER = regex(
    r"couche|layer|cach(?:é|e)e|hidden|sortie|output|entr(?:é|e)e|input|conv|dense|flatten|filt|noyau|kernel|neuron"
    r"|between|entre|each|chaque|\bpar\b|\bper\b|pool|dropout|batch|norm|\bl\d|trainable|entra(?:î|i)nable|classifi"
    r"|feed|partie|part\b|(?:en|de|d['e])coder?",
    re.IGNORECASE,
)
FOREIGN = regex(
    r"compar|contre|versus|\bvs\b|than\b|\bque\b|previous|pr(?:é|e)c(?:é|e)d|shallow|peu profond|other|autre|respectiv"
    r"|second|deuxi|troisi|third|\bbase\b|initial|original|d(?:é|e)part|fourni|while|alors que|tandis|instead|au lieu"
    r"|only|seulement|factor|fois|times (?:more|fewer|less)|plus de|moins de|ratio|difference|ajout|add",
    re.IGNORECASE,
)
"""Signs that a clause may be about something else than the network of its part."""

MODEL = regex(
    r"\bcnns?\b|\bmlps?\b|\bhog\b|convolutif|convolutional|perceptron|\bdeep\b|profond|fashion|pneumo|x-?ray|auto-?en"
    r"|\braw\b|brut|features|caract(?:é|e)ristiques|resnet|vgg|lenet"
    r"|(?:mod(?:è|e)le?|cas|case|network|r(?:é|e)seau)\s(?:n[o°]\s?)?(?:\d|(?-i:[ABC]))\b",
    re.IGNORECASE,
)
"""Names of models: the clause may be about the one that it names."""

OTHER_UNIT = regex(
    r"\s?-?\s?(?:images?|(?:é|e)p(?:o|ô)que?s?|epochs?|neur|classes|samples|exemples|examples|fois|times|%|px|pixels?"
    r"|entr(?:é|e)es|inputs?|outputs?|sorties?|couches|layers|filt|it(?:é|e)rations?|batch|ms\b|s\b|min|h\b|KB|MB"
    r"|units?"
    r"|unit(?:é|e)s|valeurs|values|features)",
    re.IGNORECASE,
)
"""What an amount counts that is no amount of weights."""
