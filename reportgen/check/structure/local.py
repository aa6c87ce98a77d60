"""The network of one row, item or clause that gives its own sizes: `7 px: 144 inputs, 23,260 parameters`.

It is the network of the part with these inputs or these neurons; the totals of the other cases are not its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.check.facts.folding import folded
from reportgen.check.facts.holding import held
from reportgen.check.facts.networks.prose import dense_network
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedLayer, StatedNetwork
from reportgen.check.structure.ends import DIGITS
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.readings import solved
from reportgen.check.submission import Place

LARGEST_OUTPUT = 20
SIDE = 28
_N = r"(?<![\w.,'×x*/-])(?:\d{1,3}[ '\u202f]\d{3}|\d{1,5})(?![\d']|[.,]\d)"
_HIDDEN = regex(
    rf"(?P<before>{_N})[ -]?(?:hidden |dense )?(?:neurones?|neurons?|units?|unites?|nodes?|noeuds?)\b(?! (?:de"
    rf"|en) sortie)"
    rf"|\b(?:dense|neurones?|neurons?|units?|unites?|hidden(?: \w{{1,8}})?|caches?"
    rf"|couche cachee) ?[:=(]? ?(?P<after>{_N})"
    r"(?! ?[x×*·] ?\d)"
)
_INPUTS = regex(
    rf"(?P<before>{_N}) (?:inputs?|entrees?|input (?:values|features)|valeurs (?:en|d') ?entree|hog features)\b"
    rf"|\b(?:inputs?|entrees?|input size|taille d'entree|nb entrees|n_inputs?) ?[:=] ?(?P<after>{_N})"
)
_ORIENTATIONS = regex(
    r"\b(?:n_)?(?:orientations?|orient) ?[:=] ?(\d{1,2})(?!\d|\.\d)|(?<![\w.,])(\d{1,2}) orientations?\b"
)
_CELLS = regex(r"\b(?:pix_p_cell|pixels?(?: per|_per|/| par) ?_?(?:cell\w*)|pix/cell) ?[:=] ?(\d{1,2})(?!\d|\.\d)")
_OTHERWISE = regex(r"filtr|filter|kernel|noyau|\b(?:deux|two|trois|three|[23]) (?:hidden |dense )?(?:couches|layers)")


@dataclass(frozen=True)
class Size:
    """A stated size with the offset of its number."""

    value: int
    start: int


@dataclass(frozen=True)
class Sizes:
    """What a passage states of its own network."""

    hidden: tuple[Size, ...] = ()
    inputs: tuple[Size, ...] = ()


def sizes(passage: Passage) -> Sizes:
    """Return the sizes that a passage states: neurons of a hidden layer, and inputs, or HOG's cells that give them."""
    text = folded(held(passage.text))
    if not any(sign.isdigit() for sign in text):
        return Sizes()
    hidden = tuple(size for size in _found(_HIDDEN, text) if size.value != DIGITS and size.value >= 4)
    inputs = tuple(size for size in _found(_INPUTS, text) if size.value >= 16) or tuple(_histogram(text))
    return Sizes(hidden[:12], inputs[:4])


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Size]:
    for match in pattern.finditer(text):
        group = "before" if match["before"] else "after"
        yield Size(int(re.sub(r"\D", "", match[group])), match.start(group))


def _histogram(text: str) -> Iterator[Size]:
    orientations, cells = list(_ORIENTATIONS.finditer(text)), list(_CELLS.finditer(text))
    if len(orientations) == len(cells) == 1 and 2 <= int(cells[0][1]) <= SIDE:
        count = int(orientations[0][1] or orientations[0][2])
        yield Size((SIDE // int(cells[0][1])) ** 2 * count, cells[0].start())


def at(stated: Sizes, start: int) -> tuple[int | None, int | None]:
    """Return the inputs and neurons that a count at an offset belongs to: the last ones before it, or the only ones."""
    return _near(stated.inputs, start), _near(stated.hidden, start)


def _near(found: tuple[Size, ...], start: int) -> int | None:
    before = [size.value for size in found if size.start < start]
    values = {size.value for size in found}
    return before[-1] if before else values.pop() if len(values) == 1 else None


def network(
    passage: Passage,
    inputs: int | None,
    hidden: int | None,
    described: Sequence[StatedNetwork],
    words: Sequence[StatedNetwork],
) -> StatedNetwork | None:
    """Return the network of a passage, if its sizes and those of its part make one.

    Args:
        passage: that states sizes.
        inputs: stated by it.
        hidden: neurons of its hidden layer, stated by it.
        described: networks of the part that a summary or code gives, the nearest first.
        words: those that it gives in words.
    """
    text = folded(passage.text)
    if (inputs is None and hidden is None) or _OTHERWISE.search(text):
        return None
    if described:
        return _like(described[0], inputs, hidden, passage.place)
    sides = [{size for network in words if (size := _side(network, index))} for index in (0, 1, -1)]
    outputs = {size for size in sides[2] if size <= LARGEST_OUTPUT} or {DIGITS}
    whole = [{stated} if stated else known for stated, known in zip((inputs, hidden), sides[:2], strict=True)]
    if any(len(one) != 1 for one in (*whole, outputs)):
        return None
    return dense_network((*(one.pop() for one in whole), outputs.pop()), passage.place, True)


def _side(network: StatedNetwork, index: int) -> int | None:
    shape = network.layers[index].shape if len(network.layers) == 3 else None
    return shape[0] if shape else None


def _like(base: StatedNetwork, inputs: int | None, hidden: int | None, place: Place) -> StatedNetwork | None:
    """Return a network like another, with other inputs or another hidden layer, if it has one such layer."""
    dense = [answer for answer in solved(base) if answer.layer.kind == "Dense"]
    images = any("Conv" in layer.kind for layer in base.layers)
    plain = all(answer.biases for answer in dense) and len(dense) == sum(layer.kind == "Dense" for layer in base.layers)
    if len(dense) != 2 or not plain or (images and inputs) or base.parameters is None:
        return None
    units = hidden or dense[0].layer.units or 0
    read = (inputs or dense[0].received[-1], units)
    changed = {
        answer.layer: _resized(answer.layer, size, count)
        for answer, size, count in zip(dense, (units, dense[1].layer.units or 0), read, strict=True)
    }
    layers = tuple(changed.get(layer, layer) for layer in base.layers)
    if not images:
        layers = tuple(changed.values())
    return StatedNetwork("prose", place, layers)


def _resized(layer: StatedLayer, units: int, read: int) -> StatedLayer:
    return replace(layer, units=units, shape=(units,), parameters=read * units + units)
