"""What a flattening gives, and shapes of images, against the networks of the same part: `7×7 → 3×3`."""

import re
from collections.abc import Iterator
from itertools import pairwise
from math import prod

from reportgen.check.facts import Facts
from reportgen.check.facts.networks.kinds import POOLINGS
from reportgen.check.stated import StatedLayer, StatedNetwork
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.readings import solved
from reportgen.check.structure.scope import Scope, Scopes
from reportgen.check.structure.words import worded
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_ELSEWHERE = re.compile(
    r"previous|pr(?:é|e)c(?:é|e)d|test|essa|\bsi\b|\bif\b|would|could|(?:rait|raient)\b|instead|au lieu"
    r"|compar|other|autre|without|sans"
    r"|\bbase\b|original|initial|mlp\b",
    re.IGNORECASE,
)
_FLAT = re.compile(
    r"(?:flatten|aplat\w{0,12}|applat\w{0,12})\b(?P<between>[^.;|]{0,90}?)(?<![\w.,×x*])(?P<number>\d{2,6})"
    r"(?!\s?[×x*,.]\s?\d)(?:\s?-?\s?(?:values?|valeurs?|neur|features?|(?:é|e)l(?:é|e)ments?|entries|entr(?:é|e)es|inputs?"
    r"|units?|unit(?:é|e)s?|dimension|composantes?|nodes?)"
    r"|(?=\W{0,3}$)|(?=\)))",
    re.IGNORECASE,
)
_IMAGE = re.compile(
    r"(?<![\w.,])\(?(?:None,\s?)?(\d{1,3})\s?(?:[x×*]|,\s|\\times)\s?(\d{1,3})"
    r"(?:\s?(?:[x×*]|,\s|\\times)\s?(\d{1,4}))?\)?(?![\w]|\s?[×x*]\s?\d)"
)
_ARROW = re.compile(
    r"\W{0,4}(?:->|→|=>|⇒|-->|\bto\b|\bà\b|\ben\b|\bpuis\b|\bthen\b|\binto\b)\W{0,4}(?:\w{1,12}\s){0,2}\W{0,3}"
)
_SHAPED = re.compile(
    r"conv|sortie|output|feature map|cartes?\b|shape|forme\b|taille|dimension|size|pool|image|entr(?:é|e)e|input"
    r"|kernel|noyau|filt|fen(?:ê|e)tre|window",
    re.IGNORECASE,
)


def check(facts: Facts, scopes: Scopes, passages: tuple[Passage, ...]) -> Iterator[Verdict]:
    """Yield a verdict for each flattening and each shape that the part's networks decide."""
    if all(network.origin == "prose" for network in facts.networks):
        return
    for passage in passages:
        scope = scopes.at(passage.place.first)
        described = [network for network in scope.networks if network.origin != "prose"]
        if scope.own and described:
            yield from _flattened(passage, scope, described)
            yield from _images(passage, scope, described)


# ── what a flattening gives ──────────────────────────────────────────────────────────────────────────────────────


def _flattened(passage: Passage, scope: Scope, described: list[StatedNetwork]) -> Iterator[Verdict]:
    for match in list(_FLAT.finditer(passage.text))[:3]:
        number = int(match["number"])
        flat = [layer.shape[0] for network in described for layer in _flat(network) if layer.shape]
        units = [layer.units for network in described for layer in network.layers]
        if not flat:
            continue
        how = Label("check.how.structure.flatten", (("stated", number), ("count", flat[0])))
        if number in flat:
            yield worded(passage, "confirmed", str(number), str(number), how)
        elif number not in (*units, *_products(described)) and len(set(flat)) == 1 and scope.described:
            if _ELSEWHERE.search(passage.text):
                continue
            near = re.search(r"couche|layer|neur|dense|conv|pool|kernel|noyau|\d", match["between"], re.IGNORECASE)
            yield worded(passage, "review" if near else "refuted", str(number), str(flat[0]), how, 0.6)


def _products(described: list[StatedNetwork]) -> set[int]:
    """Return how many values each layer gives: what the text may say of another layer than the flattening."""
    return {prod(layer.shape) for network in described for layer in network.layers if layer.shape}


def _flat(network: StatedNetwork) -> list[StatedLayer]:
    return [layer for layer in network.layers if layer.kind == "Flatten"]


# ── shapes of images ─────────────────────────────────────────────────────────────────────────────────────────────


def _images(passage: Passage, scope: Scope, described: list[StatedNetwork]) -> Iterator[Verdict]:
    text = passage.text
    found = list(_IMAGE.finditer(text))[:12]
    if not found or not _SHAPED.search(text):
        return
    known = {shape for network in described for shape in _shapes(network)}
    shapes = [tuple(int(side) for side in match.groups() if side) for match in found]
    for index, (match, shape) in enumerate(zip(found, shapes, strict=True)):
        size = "×".join(map(str, shape))
        if shape in known:
            how = Label("check.how.structure.shape_known", (("shape", size),))
            yield worded(passage, "confirmed", size, size, how)
        elif index and shapes[index - 1] in known and _ARROW.fullmatch(text, found[index - 1].end(), match.start()):
            yield from _next(passage, shapes[index - 1], shape, scope.described)


def _shapes(network: StatedNetwork) -> Iterator[tuple[int, ...]]:
    """Yield the shapes that a report may name: outputs with and without channels, kernels with and without filters."""
    for layer in network.layers:
        if layer.shape and len(layer.shape) == 3:
            yield from (layer.shape, layer.shape[:2])
        if layer.kernel:
            yield layer.kernel
            yield from ([(*layer.kernel, layer.units)] if layer.units else [])
        if layer.kind in POOLINGS:
            yield from ((2, 2), (3, 3)) if layer.kernel is None else ()
    for answer in solved(network):
        if answer.kernel:
            yield answer.kernel
            yield (*answer.kernel, answer.layer.units or 0)
            yield (*answer.kernel, answer.received[-1]) if answer.received else answer.kernel


def _next(
    passage: Passage, before: tuple[int, ...], shape: tuple[int, ...], only: StatedNetwork | None
) -> Iterator[Verdict]:
    """Judge `7×7 → 4×4`: what the network has after 7×7, if it is one network and it has one answer."""
    if only is None or len(before) != len(shape):
        return
    sizes = [layer.shape[: len(shape)] for layer in only.layers if layer.shape and len(layer.shape) == 3]
    after = {b for a, b in pairwise(sizes) if a == before and b != before}
    if len(after) == 1 and len(shape) == 2:
        right = "×".join(map(str, after.pop()))
        values = (("before", "×".join(map(str, before))), ("shape", right))
        how = Label("check.how.structure.shape_next", values)
        certain = only.origin == "summary" and not _ELSEWHERE.search(passage.text)
        yield worded(passage, "refuted" if certain else "review", "×".join(map(str, shape)), right, how, 0.6)
