"""What the prose says of letters: which is the target and which the prediction."""

import re
from typing import Literal

from reportgen.check.equations.context import Context
from reportgen.check.equations.terms import Symbol
from reportgen.check.patterns import regex

Meaning = Literal["target", "prediction", ""]
_TARGET = (
    r"true|target|label|ground|correct|cibles?|vraie?s?|étiquettes?|etiquettes?"
    r"|attendue?s?|one-hot|expected|désirée?s?|desired|réelles? (?:class|val)"
)
_PREDICTION = r"predict\w*|prédi\w*|predi\w*|network|réseau|reseau|softmax|estim\w*|output (?:of|prob)|sorties? du"
_KIND = regex(rf"\b(?:(?P<target>{_TARGET})|(?P<prediction>{_PREDICTION}))", re.IGNORECASE)
_INDEX = r"(?:_?\{?\w{0,3}\}?)?\}?\$?\)?"
_SAYS = (
    r"\s?(?:is|are|est|sont|=|:|the\b|la\b|le\b|les\b|,|\(|being|étant|représente\w*|represents?|denotes?|désigne\w*)"
)
_REACH = 60


def meaning(symbol: Symbol, context: Context) -> Meaning:
    """Return what a letter is said to be, by the first such word behind it; empty if nothing is said, or both."""
    text = f"{context.after} {context.before} {context.part}".replace("ŷ", r"\hat{y}")
    name = re.escape(symbol.name)
    bare = rf"(?<![\w{{\\^])(?<!\\hat ){name}(?![A-Za-z])"
    letter = rf"\\hat\s?\{{?{name}\}}?(?![A-Za-z])" if symbol.accent else bare
    found: set[str] = set()
    for said in re.finditer(letter + _INDEX + _SAYS, text):
        kind = _KIND.search(text, said.end(), said.end() + _REACH)
        if kind and not re.search(r"[.;]\s", text[said.end() : kind.start()]):
            found.add("target" if kind["target"] else "prediction")
    if found == {"target"}:
        return "target"
    return "prediction" if found == {"prediction"} else ""
