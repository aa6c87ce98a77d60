"""Sizes that a text lists layer after layer: `8, 16 and 32 filters`, `28 -> 14 -> 7 -> 3`, `784-128-96-128-784`.

A list of the right length with one number off is a slip; one with more of them off may be of another network.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from reportgen.check.facts.folding import folded
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedNetwork
from reportgen.check.structure.described import Described
from reportgen.check.structure.judging import worded
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.readings import solved
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

Sequence = tuple[int, ...]
CERTAIN = 3
"""Numbers in a list of which one may be called a slip; SHORTEST where cases differ in one: `784-300-10`."""
SHORTEST = 5
_AND = r"(?: ?, (?:and |et |puis |then )?| (?:and|et|puis|then) | ?[/-] ?)"
_FILTERS = regex(
    rf"(?<![\w.,×x*/-])(?P<list>\d{{1,4}}(?:{_AND}\d{{1,4}}){{1,6}}) (?:\w{{1,14}} )?(?:filters?|filtres?|noyaux"
    rf"|feature maps|cartes)\b"
    rf"|\b(?:filters?|filtres?) ?(?:[:=(]|de|of)? ?(?P<after>\d{{1,4}}(?:{_AND}\d{{1,4}}){{1,6}})(?![\w]|[.,]?\d)"
)
_ARROW = r" ?(?:->|→|=>|⇒|-->|>) ?"
_HEIGHTS = regex(
    rf"(?<![\w.,×x*/-])(?P<list>\d{{1,3}}(?:{_ARROW}\d{{1,3}}){{2,14}})(?![\w]|[.,]\d| ?[x×*] ?\d|{_ARROW})"
)
_DENSE = regex(
    rf"(?<![\w.,×x*/-])(?P<list>\d{{1,4}}(?:(?:{_ARROW}|[-–—/])\d{{1,4}}){{2,8}})(?![\w]|[.,]\d|{_ARROW}|[-–—/])"
)


def check(passage: Passage, described: Described) -> Iterator[Verdict]:
    """Yield a verdict for each list that the networks of its part decide."""
    text = folded(passage.text)
    if not described.networks or not any(sign.isdigit() for sign in text):
        return
    for pattern, sizes in ((_FILTERS, filters), (_HEIGHTS, heights), (_DENSE, dense)):
        for match in list(pattern.finditer(text))[:4]:
            listed = tuple(map(int, re.findall(r"\d+", match["list"] or match["after"])))
            yield from _judged(passage, text, listed, sizes, described)


def _judged(
    passage: Passage, text: str, listed: Sequence, sizes: Callable[[StatedNetwork], Sequence], described: Described
) -> Iterator[Verdict]:
    outcome = described.outcome(partial(_truth, listed, sizes))
    if outcome and (outcome == "confirmed" or not described.is_open(text)):
        right = sizes(described.networks[0])
        stated, expected = (", ".join(map(str, one)) for one in (listed, right))
        how = Label("check.how.structure.sequence", (("stated", stated), ("right", expected)))
        least = SHORTEST if sizes is dense else CERTAIN
        certain = outcome == "confirmed" or (len(listed) >= least and not passage.row)
        yield worded(passage, outcome if certain else "review", stated, expected, how)


def _truth(listed: Sequence, sizes: Callable[[StatedNetwork], Sequence], network: StatedNetwork) -> bool | None:
    right = sizes(network)
    if listed == right:
        return True
    off = sum(one != other for one, other in zip(listed, right, strict=False))
    return False if len(listed) == len(right) > 1 and off == 1 else None


def filters(network: StatedNetwork) -> Sequence:
    """Return the filters of the convolutions, in order; nothing if one is not known."""
    found = [layer.units for layer in network.layers if "Conv" in layer.kind]
    return tuple(size for size in found if size) if None not in found else ()


def heights(network: StatedNetwork) -> Sequence:
    """Return the heights of the images, each time that they change."""
    sides = [layer.shape[0] for layer in network.layers if layer.shape and len(layer.shape) == 3]
    return tuple(side for side, _ in groupby(sides))


def dense(network: StatedNetwork) -> Sequence:
    """Return inputs and neurons of a network of dense layers alone."""
    layers = [answer for answer in solved(network) if answer.layer.kind == "Dense"]
    units = [layer.units for layer in network.layers if layer.kind == "Dense"]
    if any("Conv" in layer.kind for layer in network.layers) or len(layers) != len(units) or not layers:
        return ()
    return (layers[0].received[-1], *(size for size in units if size))
