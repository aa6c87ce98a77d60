"""What a network reads and gives: `the output layer has 9 neurons, one for each digit`, `it receives 196 values`."""

import re
from collections.abc import Callable, Iterator
from math import prod

from reportgen.check.consistency.hog import SIDE, possible, size
from reportgen.check.facts.folding import folded
from reportgen.check.facts.networks.mentions import histogram
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedLayer, StatedNetwork
from reportgen.check.structure.described import Described
from reportgen.check.structure.judging import number, worded
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.readings import solved
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

DIGITS = 10
"""Classes of MNIST and of Fashion-MNIST."""
WORDS = {
    "un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5,
    "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "neuf": 9, "nine": 9, "dix": 10, "ten": 10,
    "onze": 11, "eleven": 11, "douze": 12, "twelve": 12,
}  # fmt: skip
_N = rf"(?<![\w.,×x*-])(?P<number>\d{{1,3}}|{'|'.join(WORDS)})"
_NEURONS = r"(?:neurones?|neurons?|units?|unites?|nodes?|noeuds?)"
_OUTPUTS = regex(
    rf"\b(?:output layer|couche de sortie|output|la sortie|sortie|derniere couche|last layer|final layer)s?\b"
    r"(?: (?:layer|du reseau|of the network|dense|softmax))? ?"
    rf"(?::|=|\b(?:is|are|has|have|a|est|sont|contient|contains|compte|comporte|consists?|comprises|possede|uses"
    rf"|utilise|de|of|avec|with)\b)(?: (?:composee?|made|up|constituee?|formee?|of|de|d'|exactly|only|exactement"
    rf"|seulement|always"
    rf"|toujours|bien|alors|donc|thus|therefore|then|also|aussi|just|simply|size|taille|the|des|en tout|maintenant"
    rf"|now)){{0,4}} {_N} (?:\w{{1,12}} )?{_NEURONS}\b"
)
_OUTPUTS_BEFORE = regex(
    rf"{_N} (?:(?:output|softmax) {_NEURONS}|{_NEURONS} (?:de|en) sortie|{_NEURONS} (?:in|at|for|a|dans|sur|pour)"
    rf" (?:the |la |notre |our )?(?:output|sortie|couche de sortie)"
    rf"|(?P<bare>outputs|sorties)(?! (?:of|de|du|des|from|d'|poss))\b)"
)
_INNER = regex(r"hidden|cachee|dense|conv|pool|flatten|layer|couche|each|chaque|encod")
_ONE_EACH = regex(
    r"(?:one|un|une) (?:for|per|pour|par|neurone? (?:pour|par)|neuron (?:for|per)) (?:(?:each|every|chaque|of the"
    r"|des) ){0,2}"
    r"(?:\w{1,12} )?(?:digits?|chiffres?)|(?:0|zero) (?:to|a|-|through|jusqu'a) (?:9|nine|neuf)\b"
    r"|(?:digits?|chiffres?) (?:0|de 0|from 0)(?: ?(?:to|a|-) ?9)"
)
_INPUTS = regex(
    r"\b(?P<reader>input layer|couche d'entree|network|reseau|model|modele|mlp|perceptron|hidden layer|couche cachee"
    r"|(?:first )?dense layer|(?:premiere )?couche dense)\b(?: (?:itself|now|alors|donc|thus|then|here|ici|also"
    r"|only)){0,2} "
    r"(?:receives?|gets|recoit|takes(?: in)?|prend|sees|voit|reads|lit)\b(?: (?:only|a|an|un|une|vector|vecteur|of|de"
    r"|en entree|the"
    r"|therefore|thus|then|now|les|des|now|alors|donc)){0,5} "
    r"(?<![\w.,×x*-])(?P<number>\d{2,6})(?![\w]|[.,]\d| ?[x×*·] ?\d)"
    r" (?:values?|valeurs?|inputs?|entrees?|pixels?|features?|numbers?|composantes?|components?|elements?|entries"
    r"|nombres?"
    r"|dimensions?|caracteristiques|neurones? d'entree)\b"
)


_INPUT_IMAGE = regex(
    r"\b(?:input (?:images?|shape|size|layer)|images? (?:d'entree|en entree)|couche d'entree|taille d'entree"
    r"|(?:network|reseau|model|modele|cnn) (?:receives|recoit|takes|prend|reads|lit|gets))\b[^.;\d]{0,40}?"
    r"(?<![\w.,])\(?(?P<height>\d{1,3}) ?(?:x|×|, ) ?(?P<width>\d{1,3})(?![\d]|[.,]\d)"
)


def check(passage: Passage, described: Described, others: Callable[[], frozenset[int]]) -> Iterator[Verdict]:
    """Yield a verdict for each number of outputs or inputs.

    Args:
        passage: what is read.
        described: the networks of its part.
        others: numbers of inputs that other cases of the part may have.
    """
    text = folded(passage.text)
    yield from _outputs(passage, text, described)
    yield from _inputs(passage, text, described, others)
    yield from _image(passage, text, described)


# ── outputs ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _outputs(passage: Passage, text: str, described: Described) -> Iterator[Verdict]:
    after, before = _OUTPUTS.search(text), _OUTPUTS_BEFORE.search(text)
    match = after or before
    if match and not after and _INNER.search(text[: match.start()]):
        return
    if match is None or described.is_open(_sentence(text, match)):
        return
    stated = value(match["number"])
    outcome = described.outcome(lambda network: _gives(network, stated))
    loose = stated == 1 or (stated == 2 and match.groupdict().get("bare"))
    if loose and outcome != "confirmed":  # `one output neuron per digit`, `only one is active`, `2 outputs: 0 or 1`
        return
    if _ONE_EACH.search(text, match.start(), min(len(text), match.end() + 80)):
        right = "confirmed" if stated == DIGITS else "refuted"
        how = Label("check.how.structure.digits", (("count", DIGITS),))
        if outcome in (None, "review", right):
            yield worded(passage, "confirmed" if stated == DIGITS else "refuted", number(stated), number(DIGITS), how)
    elif outcome:
        units = _last(described.networks[0])
        count = units.units if units and units.units else stated
        how = Label("check.how.structure.outputs", (("stated", stated), ("count", count)))
        yield worded(passage, outcome, number(stated), number(count), how)


def value(word: str) -> int:
    """Return a number in digits or in words."""
    return int(word) if word.isdigit() else WORDS[word]


def _last(network: StatedNetwork) -> StatedLayer | None:
    dense = [layer for layer in network.layers if layer.kind == "Dense" and layer.units]
    return dense[-1] if dense and network.layers[-1].kind in ("Dense", "Activation", "Softmax", "Dropout") else None


def _gives(network: StatedNetwork, stated: int) -> bool | None:
    last = _last(network)
    return None if last is None else last.units == stated


# ── inputs ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _inputs(
    passage: Passage, text: str, described: Described, others: Callable[[], frozenset[int]]
) -> Iterator[Verdict]:
    match = _INPUTS.search(text)
    if match is None or described.is_open(_sentence(text, match)):
        return
    stated, dense = int(match["number"]), re.search("dense|hidden|cachee", match["reader"]) is not None
    if not described.networks:
        yield from _histogram(passage, stated)
        return
    outcome = described.outcome(lambda network: _reads(network, stated, dense))
    if outcome == "confirmed" or (outcome and stated not in others()):
        read = received(described.networks[0], dense)
        count = read[0] if read else stated
        how = Label("check.how.structure.inputs", (("stated", stated), ("count", count)))
        yield worded(passage, outcome, number(stated), number(count), how)


def _histogram(passage: Passage, stated: int) -> Iterator[Verdict]:
    """Judge inputs beside the one pair of orientations and cells that the passage states."""
    orientations, cells = histogram(passage.text)
    if len(orientations) != 1 or len(cells) != 1:
        return
    count, cell = orientations.pop(), cells.pop()
    right = size(count, cell)
    how = Label("check.how.structure.histogram", (("cells", SIDE // cell), ("count", count), ("value", right)))
    if stated in possible(count, cell):
        yield worded(passage, "confirmed", number(stated), number(right), how)
    elif passage.text.count(str(stated)) == 1:
        yield worded(passage, "refuted", number(stated), number(right), how)


def _reads(network: StatedNetwork, stated: int, dense: bool) -> bool | None:
    read = received(network, dense)
    return stated in read if read else None


def received(network: StatedNetwork, dense: bool = False) -> tuple[int, ...]:
    """Return how many values a network reads, or its first dense layer: in all ways to count an image."""
    if dense:
        first = next((answer for answer in solved(network) if answer.layer.kind == "Dense"), None)
        return first.received[-1:] if first else ()
    shapes = [layer.shape for layer in network.layers[:1] if layer.kind == "Input" and layer.shape]
    shapes = shapes or [answer.received for answer in solved(network)[:1] if answer.layer == network.layers[0]]
    return tuple(dict.fromkeys(size for shape in shapes if shape for size in (prod(shape), *shape, prod(shape[:2]))))


def _image(passage: Passage, text: str, described: Described) -> Iterator[Verdict]:
    match = _INPUT_IMAGE.search(text)
    if match is None or described.is_open(_sentence(text, match)):
        return
    stated = (int(match["height"]), int(match["width"]))
    outcome = described.outcome(lambda network: _sides(network) == stated if _sides(network) else None)
    if outcome:
        found, right = ("×".join(map(str, sides)) for sides in (stated, _sides(described.networks[0]) or stated))
        yield worded(passage, outcome, found, right, Label("check.how.structure.shape_known", (("shape", right),)))


def _sides(network: StatedNetwork) -> tuple[int, ...] | None:
    """Return height and width of the images that a network reads, if it shows its input layer."""
    first = network.layers[0]
    return first.shape[:2] if first.kind == "Input" and first.shape and len(first.shape) >= 2 else None


def _sentence(text: str, match: re.Match[str]) -> str:
    start = max((cut.end() for cut in re.finditer(r"[.;] ", text[: match.start()])), default=0)
    end = regex(r"[.;](?= |$)|$").search(text, match.end())
    return text[start : end.start() if end else len(text)]
