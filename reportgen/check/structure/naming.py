"""Layers as reports name them: `the second pooling`, `la dernière couche dense`, `l2_mp`, and the layer meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.facts.networks.kinds import POOLINGS
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedLayer, StatedNetwork

LAST = -1
MIDDLE = -2
_WORDS = (
    (1, "first premier premiere 1st 1er 1ere 1re"), (2, "second seconde deuxieme 2nd 2nde 2e 2eme 2ieme"),
    (3, "third troisieme 3rd 3e 3eme 3ieme"), (4, "fourth quatrieme 4th 4e 4eme"), (5, "fifth cinquieme 5th 5e 5eme"),
    (6, "sixth sixieme 6th 6e 6eme"), (LAST, "last final dernier derniere"), (MIDDLE, "middle"),
)  # fmt: skip
ORDINALS = {word: number for number, words in _WORDS for word in words.split()}
ORDINAL = "|".join(ORDINALS)
_KIND = (
    r"(?P<conv>convolution(?:al|nelle|nel)?|convolutive|conv(?:2d)?)"
    r"|(?P<pool>max[ -]?pool(?:ing)?(?:[ -]?2d)?|pooling|sous-echantillonnage)"
    r"|(?P<dense>dense|fully[ -]connected|entierement connectee)"
    r"|(?P<stage>etage|etape|stage|block|bloc)"
)
_LAYER = r"(?:(?:couche|layer) (?:de |d')?)?"
_ORDERED = regex(
    rf"(?<![\w.,-])(?P<ordinal>{ORDINAL}) {_LAYER}(?:{_KIND})(?: (?:layer|couche|stage|2d))?(?![\w-])"
    r"(?! (?:layers|couches))"
)
_NUMBERED = regex(
    rf"(?<![\w.,-]){_LAYER}(?:(?P<conv>conv(?:olution)?)|(?P<stage>stage|etage|block|bloc)|(?P<pool>(?!))"
    rf"|(?P<dense>(?!)))"
    r"(?: layer)? ?(?:no |n° ?|# ?)?(?P<number>[1-6])(?![\w]|[.,]?\d| ?[x×*·/])"
)
KINDS = {"conv": ("Conv2D", "SeparableConv2D"), "pool": POOLINGS, "dense": ("Dense",), "stage": ("Conv2D",)}


@dataclass(frozen=True)
class Named:
    """A layer that words name.

    Attributes:
        kind: `conv`, `pool`, `dense` or `stage`; empty if it is named as the summary does.
        ordinal: from 1 among those of its kind; LAST or MIDDLE.
        name: as the summary has it; empty if an ordinal tells.
        start: the offset of its first character.
        end: the offset after its last.
    """

    kind: str
    ordinal: int
    name: str
    start: int
    end: int

    def of(self, network: StatedNetwork) -> StatedLayer | None:
        """Return the layer that is meant, if the network has it and it is the only one."""
        if self.name:
            return next((layer for layer in network.layers if layer.name.lower() == self.name), None)
        found = [layer for layer in network.layers if layer.kind in KINDS[self.kind]]
        if self.ordinal == MIDDLE:
            return found[len(found) // 2] if len(found) % 2 else None
        index = len(found) - 1 if self.ordinal == LAST else self.ordinal - 1
        return found[index] if 0 <= index < len(found) else None


def named(text: str, networks: tuple[StatedNetwork, ...] = ()) -> list[Named]:
    """Return the single layers that a folded text names, in order; names with a digit or `_` as the networks do."""
    found = [*_by_ordinal(text), *_by_name(text, networks)]
    return sorted(found, key=lambda one: one.start)[:12]


def _by_ordinal(text: str) -> Iterator[Named]:
    for match in _ORDERED.finditer(text):
        yield Named(_kind(match), ORDINALS[match["ordinal"]], "", match.start(), match.end())
    for match in _NUMBERED.finditer(text):
        yield Named(_kind(match), int(match["number"]), "", match.start(), match.end())


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in KINDS if match[kind])


def _by_name(text: str, networks: tuple[StatedNetwork, ...]) -> Iterator[Named]:
    names = {
        layer.name.lower()
        for network in networks
        for layer in network.layers
        if re.search(r"_|\d(?!d)", layer.name, re.IGNORECASE)
    }
    for match in re.finditer(r"(?<![\w.-])[a-z]\w{0,30}(?![\w-])", text) if names else ():
        if match[0] in names:
            yield Named("", 0, match[0], match.start(), match.end())


def follows(network: StatedNetwork, layer: StatedLayer) -> tuple[StatedLayer, ...]:
    """Return the layers that read a layer: by the wires, or the next one where none are stated."""
    if any(other.inputs for other in network.layers):
        return tuple(other for other in network.layers if layer.name in other.inputs)
    index = network.layers.index(layer)
    return network.layers[index + 1 : index + 2]
