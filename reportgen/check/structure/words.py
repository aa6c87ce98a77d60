"""Numbers of layers in words against the networks of the same part: `trois couches de convolution`."""

import re
from collections.abc import Iterator

from reportgen.check.facts import Facts
from reportgen.check.facts.holding import held
from reportgen.check.facts.networks.kinds import POOLINGS
from reportgen.check.stated import StatedNetwork
from reportgen.check.structure.passages import Passage
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
    r"|\bbase\b|initial|original|fourni|d(?:é|e)part|suppl(?:é|e)ment|last|derni|added|ajout|instead|each"
    r"|chaque|only|seulement"
    r"|remov|retir|enlev|compar|previous|pr(?:é|e)c(?:é|e)d|test|essa|si\b|if\b|blocs?\b|blocks?\b|stages?\b",
    re.IGNORECASE,
)


def check(facts: Facts, scopes: Scopes, passages: tuple[Passage, ...]) -> Iterator[Verdict]:
    """Yield a verdict for each number of layers that the part's networks decide."""
    if all(network.origin == "prose" for network in facts.networks):
        return
    for passage in passages:
        scope = scopes.at(passage.place.first)
        described = [network for network in scope.networks if network.origin != "prose"]
        if scope.own and described:
            yield from _layers(passage, scope, described)


def _layers(passage: Passage, scope: Scope, described: list[StatedNetwork]) -> Iterator[Verdict]:
    if not _COUNTED.search(passage.text):
        return
    mentions = [match for match in _COUNTED.finditer(held(passage.text)) if match["after"] or _is_plural(match)]
    for kind in ("conv", "pool", "dense"):
        same = [match for match in mentions if _kind(match) == kind]
        if same:
            stated = sum(_number(match) for match in same)
            counts = [count for network in described for count in _numbers(network, kind)]
            yield from _counted(passage, same, stated, counts, scope.described)


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
        yield worded(passage, "confirmed", match[0], match[0], how)
    elif only is not None and _kind(match) != "dense" and counts[0] and not _PARTIAL.search(passage.text):
        whole = len(mentions) == 1 and _number(match) > 1 and _COMPOSED.search(passage.text) is not None
        how = Label("check.how.structure.layers", (*texts, ("count", counts[0])))
        yield worded(passage, "refuted" if whole and not only.damaged else "review", match[0], str(counts[0]), how, 0.6)


def worded(
    passage: Passage, outcome: Outcome, found: str, expected: str, how: Label, suspicion: float = 0.0
) -> Verdict:
    """Return the verdict on a claim in words; the suspicion is that of a review."""
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
