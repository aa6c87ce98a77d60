"""Layers and shapes in words against the networks of the same part: how many convolutions, what a flattening gives."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.check.facts import Facts
from reportgen.check.facts.holding import held
from reportgen.check.facts.networks.kinds import POOLINGS
from reportgen.check.stated import StatedLayer, StatedNetwork
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.readings import solved
from reportgen.check.structure.scope import Scope, Scopes
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "structure.shape"
_NUMBERS = {
    "un": 1, "une": 1, "one": 1, "a": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5,
    "five": 5, "six": 6,
}  # fmt: skip
_COUNTED = re.compile(
    r"(?<![\w.,'’-])(?P<number>un|une|one|deux|two|trois|three|quatre|four|cinq|five|six|[1-9])\s"
    r"(?:(?:successive|consecutive|different|couches?|layers?|of|de|d['’]|stages?|blocs?|blocks?|étages?|hidden|2d|max)"
    r"[\s-]?){0,4}"
    r"(?P<kind>convolution(?:s|al|nal|nelles?|nel)?|convolutives?|conv(?:2d)?s?\b|max[\s-]?pool(?:ing)?(?:2d)?s?|pooling"
    r"|sous-(?:é|e)chantillonnages?|dense|enti(?:è|e)rement connect(?:é|e)es?|fully[\s-]connected)\b"
    r"(?P<after>\s(?:layers?|couches?|2d))?",
    re.IGNORECASE,
)
_COMPOSED = re.compile(
    r"compos|contain|contient|comport|compren|consist|constitu"
    r"|(?:model|network|cnn|mod(?:è|e)le|r(?:é|e)seau)\s(?:has|a|have|poss(?:è|e)de)\b",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"(?:and|et) une?\b|and one|plus une?\b|first|premi|then|puis|ensuite|another|autre|more|additional"
    r"|suppl(?:é|e)ment|last|derni|added|ajout|instead|each|chaque|only|seulement"
    r"|remov|retir|enlev|compar|previous|pr(?:é|e)c(?:é|e)d|test|essa|si\b|if\b|blocs?\b|blocks?\b|stages?\b",
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
    r"conv|sortie|output|feature map|cartes?\b|shape|forme\b|taille|dimension|size|pool|image|entr(?:é|e)e|input|kernel|noyau"
    r"|filt|fen(?:ê|e)tre|window",
    re.IGNORECASE,
)


def check(facts: Facts, scopes: Scopes, passages: tuple[Passage, ...]) -> Iterator[Verdict]:
    """Yield a verdict for each number of layers, each flattening and each shape that the part's networks decide."""
    if all(network.origin == "prose" for network in facts.networks):
        return
    for passage in passages:
        scope = scopes.at(passage.place.first)
        described = [network for network in scope.networks if network.origin != "prose"]
        if scope.own and described:
            yield from _layers(passage, scope, described)
            yield from _flattened(passage, scope, described)
            yield from _images(passage, scope, described)


# ── how many layers ──────────────────────────────────────────────────────────────────────────────────────────────


def _layers(passage: Passage, scope: Scope, described: list[StatedNetwork]) -> Iterator[Verdict]:
    if not _COUNTED.search(passage.text):
        return
    mentions = [match for match in _COUNTED.finditer(held(passage.text)) if match["after"] or _is_plural(match)]
    for kind in ("conv", "pool", "dense"):
        same = [match for match in mentions if _kind(match) == kind]
        if same:
            stated = sum(_number(match) for match in same)
            counts = [count for network in described for count in _numbers(network, kind)]
            yield from _counted(passage, same, stated, counts, _only(scope))


def _is_plural(match: re.Match[str]) -> bool:
    return "couche" in match[0].lower() or "layer" in match[0].lower() or match["kind"].lower().endswith(("s", "2d"))


def _kind(match: re.Match[str]) -> str:
    word = match["kind"].lower()
    return "conv" if word.startswith("conv") else "pool" if "pool" in word or "sous" in word else "dense"


def _number(match: re.Match[str]) -> int:
    word = match["number"].lower()
    return int(word) if word.isdigit() else _NUMBERS[word]


def _numbers(network: StatedNetwork, kind: str) -> tuple[int, ...]:
    """Return how many layers of a kind a network has; dense ones with and without the output."""
    kinds = [layer.kind for layer in network.layers]
    if kind == "conv":
        return (sum("Conv" in name for name in kinds),)
    if kind == "pool":
        return (sum(name in POOLINGS for name in kinds), sum("Pool" in name for name in kinds))
    return (kinds.count("Dense"), kinds.count("Dense") - 1)


def _counted(
    passage: Passage, mentions: list[re.Match[str]], stated: int, counts: list[int], only: StatedNetwork | None
) -> Iterator[Verdict]:
    match = mentions[0]
    texts = (("stated", stated), ("kind", Label(f"check.how.structure.kind_{_kind(match)}")))
    if stated in counts or any(_number(mention) in counts for mention in mentions):
        how = Label("check.how.structure.layers", (*texts, ("count", stated)))
        yield _verdict(passage, "confirmed", match[0], match[0], how)
    elif only is not None and _kind(match) != "dense" and counts[0] and not _PARTIAL.search(passage.text):
        whole = len(mentions) == 1 and _number(match) > 1 and _COMPOSED.search(passage.text) is not None
        how = Label("check.how.structure.layers", (*texts, ("count", counts[0])))
        yield _verdict(
            passage, "refuted" if whole and not only.damaged else "review", match[0], str(counts[0]), how, 0.6
        )


def _only(scope: Scope) -> StatedNetwork | None:
    return scope.only if scope.only and scope.only.origin != "prose" else None


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
            yield _verdict(passage, "confirmed", str(number), str(number), how)
        elif number not in units and len(set(flat)) == 1 and _only(scope) and not _PARTIAL.search(match["between"]):
            near = re.search(r"couche|layer|neur|dense|conv|pool|kernel|noyau|\d", match["between"], re.IGNORECASE)
            yield _verdict(passage, "review" if near else "refuted", str(number), str(flat[0]), how, 0.6)


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
            yield _verdict(passage, "confirmed", size, size, how)
        elif index and shapes[index - 1] in known and _ARROW.fullmatch(text, found[index - 1].end(), match.start()):
            yield from _next(passage, shapes[index - 1], shape, _only(scope))


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
        certain = only.origin == "summary" and not _PARTIAL.search(passage.text)
        yield _verdict(passage, "refuted" if certain else "review", "×".join(map(str, shape)), right, how, 0.6)


def _verdict(
    passage: Passage, outcome: Outcome, found: str, expected: str, how: Label, suspicion: float = 0.0
) -> Verdict:
    return Verdict(
        RULE,
        outcome,
        passage.place,
        passage.text[:200],
        found,
        expected,
        how,
        "inconsistency" if outcome != "confirmed" else "error",
        suspicion if outcome == "review" else 0.0,
    )
