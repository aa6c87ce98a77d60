"""What a flattening gives, and shapes of images, against the networks of the same part: `7×7 → 3×3`."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from math import prod

from reportgen.check.facts.folding import folded
from reportgen.check.facts.networks.kinds import POOLINGS
from reportgen.check.facts.understood import EVERY
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedNetwork
from reportgen.check.structure.at_layer import sizes_of_layers
from reportgen.check.structure.described import Described
from reportgen.check.structure.judging import number, worded
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.readings import solved
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_VALUES = (
    r"(?:values?|valeurs?|neur\w*|features?|elements?|entries|entrees?|inputs?|units?|unites?|dimensions?|composantes?"
    r"|components?|nodes?|numbers?|nombres?|pixels?|caracteristiques)"
)
_N = r"(?<![\w.,×x*·])(?P<number>\d{2,6})(?!\d| ?[×x*·/] ?\d|[.,]\d)"
_FLAT = regex(
    rf"(?:\bflat\w{{0,8}}|\bapp?lat\w{{0,12}})\b(?P<between>[^.;|]{{0,90}}?){_N}(?:\s?-?\s?{_VALUES}|(?=\W{{0,3}}$)"
    rf"|(?=\)))"
)
_TO_DENSE = regex(
    rf"{_N} {_VALUES}(?: \w{{1,14}}){{0,4}}? (?:(?:after|apres|at the output of|en sortie de|a la sortie de)"
    r"(?: the| le| la| l'|l')? ?(?:layer |couche )?(?:flatten\w*|aplatissement)"
    r"|(?:go|goes|are fed|fed|enter|entrent|vont|passent|feed|are passed|are given)(?: \w{1,10})? ?(?:to|into|dans|a"
    r"|in)?"
    r" (?:the|a|la|une) (?:first |premiere )?(?:dense|couche dense|fully[ -]connected))"
)
_IMAGE = regex(
    r"(?<![\w.,])\(?(?:none, ?)?(\d{1,3}) ?(?:[x×*]|, )\s?(\d{1,3})(?: ?(?:[x×*]|, )\s?(\d{1,4}))?\)?(?![\w]"
    r"|\s?[×x*]\s?\d)"
)
_NEAR = regex(r"couche|layer|neur|dense|conv|pool|kernel|noyau|\d")
_ARROW = regex(
    r"\W{0,4}(?:->|→|=>|⇒|-->|\bto\b|\ba\b|\ben\b|\bpuis\b|\bthen\b|\binto\b)\W{0,4}(?:\w{1,12} ){0,2}\W{0,3}"
)
_FLATTENING = regex(
    r"\b(?:flat|app?lat)\w{0,12}(?: (?:layer|couche))?(?: \w{1,14}){0,2} (?:gives?|has|have|outputs?|produces?|yields?"
    r"|returns?|donne|a|produit|fournit|renvoie|sort)(?: \w{1,10}){0,3} ?$"
)
_WINDOW = regex(r"kernel|noyau|filt|fenetre|window|pool|conv|stride|size of \d")
_MAP = regex(
    r"sortie|output|map|carte|shape|forme\b|taille|dimension|size|pool|image|entree|input|flatten|aplat|after|apres"
    r"|tensor|tenseur"
    r"|pixel|passe|shrink"
)


def check(passage: Passage, described: Described) -> Iterator[Verdict]:
    """Yield a verdict for each flattening and each shape that the part's networks decide."""
    text = folded(passage.text)
    if described.networks and any(sign.isdigit() for sign in text):
        yield from _flattened(passage, text, described)
        yield from _images(passage, text, described)


# ── what a flattening gives ──────────────────────────────────────────────────────────────────────────────────────


def _flattened(passage: Passage, text: str, described: Described) -> Iterator[Verdict]:
    for match in [*_FLAT.finditer(text), *_TO_DENSE.finditer(text)][:3]:
        stated = int(match["number"])
        between = match.groupdict().get("between") or ""
        near = _NEAR.search(between) is not None
        outcome = described.outcome(partial(_is_flat, stated, near))
        if outcome is None or (outcome != "confirmed" and described.is_open(text)):
            continue
        count = next(iter(_flat(described.networks[0])), stated)
        how = Label("check.how.structure.flatten", (("stated", stated), ("count", count)))
        yield worded(
            passage, "review" if near and outcome == "refuted" else outcome, number(stated), number(count), how
        )


def _is_flat(stated: int, near: bool, network: StatedNetwork) -> bool | None:
    """Tell whether a flattening gives so many values; None if the number may be of a layer that is named near it."""
    flat = _flat(network)
    if not flat or stated in flat:
        return bool(flat) or None
    units = [layer.units for layer in network.layers]
    sizes = [prod(layer.shape) for layer in network.layers if layer.shape]
    return None if stated in units or (near and stated in sizes) else False


def _flat(network: StatedNetwork) -> list[int]:
    return [layer.shape[0] for layer in network.layers if layer.kind == "Flatten" and layer.shape]


# ── shapes of images ─────────────────────────────────────────────────────────────────────────────────────────────


def _images(passage: Passage, text: str, described: Described) -> Iterator[Verdict]:
    """Confirm shapes that the nearest network has, and windows; judge those that follow one of it."""
    found = list(_IMAGE.finditer(text))[:12]
    decided = [(given.start, given.end) for given in sizes_of_layers(text, described.networks)] if found else []
    nearest = described.networks[0]
    known, windows = set(_shapes(nearest)), set(_windows(nearest))
    shapes = [tuple(int(side) for side in match.groups() if side) for match in found]
    for index, (match, shape) in enumerate(zip(found, shapes, strict=True)):
        if any(start <= match.start() < end for start, end in decided):
            continue
        size = "×".join(map(str, shape))
        around = text[max(0, match.start() - 60) : match.end() + 25]
        arrow = index > 0 and _ARROW.fullmatch(text, found[index - 1].end(), match.start())
        window = (
            shape in windows and _WINDOW.search(around) and not (EVERY.search(text) and _is_of_some(shape, nearest))
        )
        if not _is_received(text, match.start(), shape, nearest):
            continue
        if (shape in known and _MAP.search(around)) or window:
            how = Label("check.how.structure.shape_known", (("shape", size),))
            yield worded(passage, "confirmed", size, size, how)
        elif arrow and shapes[index - 1] in known:
            yield from _next(passage, text, shapes[index - 1], shape, described)


def _shapes(network: StatedNetwork) -> Iterator[tuple[int, ...]]:
    """Yield the outputs of layers, with and without channels."""
    for layer in network.layers:
        if layer.shape and len(layer.shape) == 3:
            yield from (layer.shape, layer.shape[:2])


def _windows(network: StatedNetwork) -> Iterator[tuple[int, ...]]:
    """Yield the kernels of layers, alone, with their channels and with how many there are; those of poolings too."""
    for layer in network.layers:
        if layer.kernel:
            yield from (layer.kernel, (*layer.kernel, layer.units or 0))
        elif layer.kind in POOLINGS:
            yield from ((2, 2), (3, 3))
    for answer in solved(network):
        if answer.kernel:
            yield from (answer.kernel, (*answer.kernel, answer.layer.units or 0))
            yield (*answer.kernel, *answer.received[-1:])


def _is_received(text: str, at: int, shape: tuple[int, ...], network: StatedNetwork) -> bool:
    """Tell whether a shape of which a text says that the flattening gives it is the one that it reads."""
    return not _FLATTENING.search(text, max(0, at - 60), at) or prod(shape) in _flat(network)


def _is_of_some(shape: tuple[int, ...], network: StatedNetwork) -> bool:
    """Tell whether some convolutions have a kernel, and others have not."""
    found = {answer.kernel == shape for answer in solved(network) if answer.kernel}
    return len(found) == 2


def _next(
    passage: Passage, text: str, before: tuple[int, ...], shape: tuple[int, ...], described: Described
) -> Iterator[Verdict]:
    """Judge `7×7 → 4×4`: what the network has after 7×7, if there is one answer."""
    outcome = described.outcome(lambda network: _comes_next(network, before, shape))
    after = _after(described.networks[0], before)
    if outcome and outcome != "confirmed" and len(after) == 1 and not described.is_open(text):
        right, start, stated = ("×".join(map(str, sides)) for sides in (next(iter(after)), before, shape))
        how = Label("check.how.structure.shape_next", (("before", start), ("shape", right)))
        certain = described.networks[0].origin == "summary"
        yield worded(passage, outcome if certain else "review", stated, right, how)


def _after(network: StatedNetwork, before: tuple[int, ...]) -> set[tuple[int, ...]]:
    sizes = [layer.shape[:2] for layer in network.layers if layer.shape and len(layer.shape) == 3]
    return {b for a, b in pairwise(sizes) if a == before and b != before}


def _comes_next(network: StatedNetwork, before: tuple[int, ...], shape: tuple[int, ...]) -> bool | None:
    after = _after(network, before)
    return shape in after if len(after) == 1 and len(shape) == 2 else None
