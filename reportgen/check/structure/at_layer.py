"""What one layer gives: `after the second pooling the maps are 7x7`, `64 cartes à la sortie de la 3e convolution`.

The ordinal selects the layer: a size that another layer has is wrong here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from reportgen.check.facts.folding import folded
from reportgen.check.facts.networks.kinds import POOLINGS
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedLayer, StatedNetwork
from reportgen.check.structure.described import Described
from reportgen.check.structure.judging import worded
from reportgen.check.structure.naming import Named, follows, named
from reportgen.check.structure.passages import Passage
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_AFTER = regex(
    r"(?:apres|after|sortie (?:de|du)|output of|outputs of|at the end of|l'issue (?:de|du)|following|sort (?:de|du)"
    r"|leave|leaving|quitte(?:nt)?)(?: (?:the|la|le|our|notre|this|cette|ce))? ?$"
)
_GIVES = regex(
    r"\W{0,3}(?:\([^()]{0,40}\) ?)?(?:\w{1,14} ){0,3}?"
    r"(?:outputs?|gives?|produces?|yields?|returns?|donne|produit|fournit|renvoie|sort|genere|delivre)\b"
)
_WITH = regex(
    r"\W{0,3}(?:\([^()\d]{0,20}\) ?)?(?:layer |couche )?(?:(?:has|uses|with|contains|a|avec|compte|utilise|possede"
    r"|comporte"
    r"|contient|have|learns|apprend|employs|also|only|aussi|seulement)\W{1,3}){0,3}(?:\d ?[x×] ?\d\W{1,3})?$"
)
_SIZE = regex(
    r"(?<![\w.,×x*·])(\d{1,3}) ?(?:x|×|\*|by|par|sur) ?(\d{1,3})(?: ?(?:x|×|\*) ?(\d{1,4}))?(?![\w]| ?[x×*·] ?\d"
    r"|[.,]\d)"
)
_MAPS = regex(
    r"(?<![\w.,×x*·])(\d{1,4}) (?:(?:different|output|features?|distinct|learned) )?"
    r"(?P<noun>cartes?|maps?|channels?|canaux|filters?|filtres?|noyaux)\b(?! ?\d)"
)
_KERNEL = regex(r"pool|conv|kernel|noyau|filt|window|fenetre|stride|padding|\bpas de\b|taille de la conv")
_OWN_WINDOW = regex(
    r" ?\(?(?:(?:of|de|with|avec|par|by) )?(?:size |taille )?(?:2 ?[x×*] ?2|3 ?[x×*] ?3)\b(?! ?[x×*] ?\d)"
)
"""The window of the layer itself, right after its name: `the first max pooling of 2x2`."""
_STOP = regex(r"[.;|](?= |$)| (?:puis|then|ensuite|whereas|while|tandis|alors que|but|mais|before|avant) ")


@dataclass(frozen=True)
class Given:
    """A size that a text gives one layer.

    Attributes:
        layer: which.
        size: height and width; empty if not said.
        maps: channels; None if not said.
        start: the offset of the first number.
        end: the offset after the last.
    """

    layer: Named
    size: tuple[int, ...]
    maps: int | None
    start: int
    end: int

    def written(self) -> str:
        """Return the claim as a shape."""
        return "×".join(map(str, (*self.size, *((self.maps,) if self.maps else ()))))


def check(passage: Passage, described: Described) -> Iterator[Verdict]:
    """Yield a verdict for each size that the passage gives one layer."""
    text = folded(passage.text)
    for given in sizes_of_layers(text, described.networks):
        if not described.networks:
            return
        outcome = described.outcome(partial(truth, given))
        layer = given.layer.of(described.networks[0])
        if outcome not in (None, "confirmed") and described.is_open(_clause(text, given)):
            continue
        if outcome is not None and layer is not None and layer.shape:
            found, right = given.written(), "×".join(map(str, layer.shape))
            how = Label("check.how.structure.layer_shape", (("layer", layer.name), ("shape", right), ("stated", found)))
            yield worded(passage, outcome, found, right, how)


def sizes_of_layers(text: str, networks: tuple[StatedNetwork, ...]) -> list[Given]:
    """Return the sizes that a folded text gives single layers."""
    if not any(sign.isdigit() for sign in text):
        return []
    found = []
    layers = named(text, networks)
    for index, layer in enumerate(layers):
        low = layers[index - 1].end if index else 0
        high = layers[index + 1].start if index + 1 < len(layers) else len(text)
        found += list(_of(text, layer, low, min(high, layer.end + 90)))
    return found


def _of(text: str, layer: Named, low: int, high: int) -> Iterator[Given]:
    stop = _STOP.search(text, layer.end, high)
    region = text[layer.end : stop.start() if stop else high]
    if window := _OWN_WINDOW.match(region):
        region = " " * window.end() + region[window.end() :]
    after = _AFTER.search(text, max(low, layer.start - 30), layer.start)
    if after or _GIVES.match(region):
        yield from _given(layer, region, layer.end)
        if after and not any(sign.isdigit() for sign in region):
            begin = max(
                [low, *(cut.end() for cut in re.finditer(r"[.;:,|(]|\b(?:puis|then)\b", text[: after.start()]))]
            )
            yield from _given(layer, text[begin : after.start()], begin)
    elif layer.kind != "pool" and (maps := _MAPS.search(region)) and _WITH.fullmatch(region[: maps.start()]):
        yield Given(layer, (), int(maps[1]), layer.end + maps.start(), layer.end + maps.end())


def _given(layer: Named, region: str, offset: int) -> Iterator[Given]:
    """Yield the one size of a region: what stands last where it changes, `from 14x14 to 7x7`."""
    sizes = list(_SIZE.finditer(region))
    if len(sizes) > 1:
        change = re.fullmatch(r"\W{0,3}(?:to|a|into|vers|en|->|→)\W{0,3}", region[sizes[0].end() : sizes[1].start()])
        sizes = sizes[1:] if len(sizes) == 2 and change else []
    maps = [match for match in _MAPS.finditer(region) if not match["noun"].startswith(("filt", "noy"))]
    size = sizes[0] if sizes and not _KERNEL.search(region[: sizes[0].end() + 12]) else None
    if len(maps) > 1 or not (size or maps):
        return
    sides = tuple(int(side) for side in size.groups() if side) if size else ()
    count = int(maps[0][1]) if maps else sides[2] if len(sides) == 3 else None
    spans = [match.span() for match in (size, *maps) if match]
    yield Given(layer, sides[:2], count, offset + min(spans)[0], offset + max(span[1] for span in spans))


def truth(given: Given, network: StatedNetwork) -> bool | None:
    """Tell whether a network gives a layer that size; None if that is open."""
    layer = given.layer.of(network)
    if layer is None or layer.shape is None or len(layer.shape) != 3:
        return None
    if _fits(given, layer):
        return True
    second = [other for other in follows(network, layer) if other.kind in POOLINGS and layer.kind not in POOLINGS]
    if any(_fits(given, other) for other in second):
        return given.layer.kind == "stage" or None
    return None if _is_uneven(given.layer, network) else False


def _fits(given: Given, layer: StatedLayer) -> bool:
    shape = layer.shape or ()
    return (not given.size or shape[:2] == given.size) and (given.maps is None or shape[2:] == (given.maps,))


def _is_uneven(layer: Named, network: StatedNetwork) -> bool:
    """Tell whether an ordinal may count layers that code builds and does not wire in."""
    kinds = [one.kind for one in network.layers]
    pools = sum(kind in POOLINGS for kind in kinds)
    return network.origin == "code" and layer.kind == "pool" and pools != sum("Conv" in kind for kind in kinds)


def _clause(text: str, given: Given) -> str:
    low, high = min(given.start, given.layer.start), max(given.end, given.layer.end)
    start = max((cut.end() for cut in re.finditer(r"[.;|] ", text[:low])), default=0)
    return text[start:high]
