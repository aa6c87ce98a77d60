"""Numbers of layers in words against the networks of the same part: `trois couches de convolution`."""

import re
from collections.abc import Iterator

from reportgen.check.facts.folding import folded
from reportgen.check.facts.holding import held
from reportgen.check.facts.networks.kinds import POOLINGS
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedNetwork
from reportgen.check.structure.described import Described
from reportgen.check.structure.ends import WORDS, value
from reportgen.check.structure.judging import worded
from reportgen.check.structure.passages import Passage
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_COUNTED = regex(
    rf"(?<![\w.,'-])(?:(?P<alone>single|seule|unique|only one|une seule|une unique) |(?P<number>{'|'.join(WORDS)}"
    rf"|[1-9])[\s-])"
    r"(?:(?:successive|successives|consecutive|different|differentes|couches?|layers?|of|de|d'|stages?|blocs?|blocks?"
    r"|etages?|2d"
    r"|max)[\s-]?){0,4}"
    r"(?P<kind>convolution(?:s|al|nal|nelles?|nel)?|convolutives?|conv(?:2d)?s?\b|max[\s-]?pool(?:ing)?(?:2d)?s?"
    r"|pooling"
    r"|sous-echantillonnages?|denses?|entierement connectees?|fully[\s-]connected|hidden|cachees?)\b"
    r"(?P<after>\s(?:layers?|couches?|2d))?"
)
_ASSERTS = regex(
    r"compos|contain|contient|comport|compren|consist|constitu|\b(?:il y a|there (?:is|are)|on a|nous avons|we (?:have"
    r"|use|used)"
    r"|on utilise|uses?|utilise|has|have|a|possede|(?:network|model|cnn|mlp|reseau|modele) (?:with|avec|a))\b"
)
_PART_OF = regex(
    r"\b(?:first|premi\w*|another|more|additional|suppl\w*|last|dern\w*|added|ajout\w*|each|chaque|every|remov\w*"
    r"|retir\w*"
    r"|enlev\w*|base|the|les|ces|these|nos|our|remaining|restant\w*|one of|des|d'|now|the two|entre"
    r"|between)\s?(?:\w{1,12}\s)?$"
)
_AND_MORE = regex(
    r"\b(?:and|et|plus|then|puis|ensuite|followed by|suivies? d[e'])\s?(?:an?|une?|one|deux|two|trois|three"
    r"|\d)\b(?P<rest>.{0,30})"
)
_OTHER_KIND = regex(r"dense|pool|flatten|sortie|output|fully|connect|hidden|cach|conv|dropout|sous")
_NOMINAL = regex(r" ?(?:[,.;(]|$|each\b|chacune?|followed|suivi|and\b|et\b|puis|then|with\b|avec\b|de\b|of\b)")
_BLOCKS = regex(r"bloc|block|stage|etage")


def check(passage: Passage, described: Described) -> Iterator[Verdict]:
    """Yield a verdict for each number of layers that the networks of its part decide."""
    text = folded(passage.text)
    if not _COUNTED.search(text):
        return
    mentions = [match for match in _COUNTED.finditer(folded(held(passage.text))) if match["after"] or _is_plural(match)]
    for kind in ("conv", "pool", "dense", "hidden"):
        same = [match for match in mentions if _kind(match) == kind]
        if same:
            yield from _counted(passage, text, same, described)


def _is_plural(match: re.Match[str]) -> bool:
    return "couche" in match[0] or "layer" in match[0] or match["kind"].endswith(("s", "2d"))


def _kind(match: re.Match[str]) -> str:
    word = match["kind"]
    if word.startswith(("hidden", "cach")):
        return "hidden"
    return "conv" if word.startswith("conv") else "pool" if "pool" in word or "sous" in word else "dense"


def _number(match: re.Match[str]) -> int:
    return 1 if match["alone"] else value(match["number"])


def _counts(network: StatedNetwork, kind: str) -> tuple[int, ...]:
    """Return how many layers of a kind a network has, the plainest count first; nothing if that is open."""
    kinds = [layer.kind for layer in network.layers]
    dense, convolutions = kinds.count("Dense"), sum("Conv" in name for name in kinds)
    if kind == "hidden":
        return (
            (dense - 1,) if dense > 1 and not convolutions and kinds[-1] in ("Dense", "Activation", "Softmax") else ()
        )
    if kind == "dense":
        return (dense, dense - 1) if dense else ()
    if kind == "pool":
        return (sum(name in POOLINGS for name in kinds), sum("Pool" in name for name in kinds)) if convolutions else ()
    return (convolutions,) if convolutions else ()


def _counted(passage: Passage, text: str, same: list[re.Match[str]], described: Described) -> Iterator[Verdict]:
    """Judge the numbers of one kind of layer: several in one passage are parts of a sum."""
    match, kind = same[0], _kind(same[0])
    stated = sum(map(_number, same))
    outcome = described.outcome(lambda network: _truth(stated, kind, network))
    if outcome in (None, "confirmed") or (len(same) == 1 and _is_whole(match, text, described)):
        right = next(iter(_counts(described.networks[0], kind)), stated) if described.networks else stated
        texts = (("stated", stated), ("kind", Label(f"check.how.structure.kind_{kind}")), ("count", right))
        if outcome:
            expected = match[0] if outcome == "confirmed" else str(right)
            yield worded(passage, outcome, match[0], expected, Label("check.how.structure.layers", texts))


def _truth(stated: int, kind: str, network: StatedNetwork) -> bool | None:
    counts = _counts(network, kind)
    if stated in counts:
        return True
    return False if counts and not (kind == "dense" and stated == counts[0] + 1) else None


def _is_whole(match: re.Match[str], text: str, described: Described) -> bool:
    """Tell whether a number is said of the whole network, for certain."""
    start = max((cut.end() for cut in re.finditer(r"[.;:] ", text[: match.start()])), default=0)
    end = regex(r"[.;](?= |$)|$").search(text, match.end())
    begun = max((cut.end() for cut in re.finditer(r"[.;] ", text[:start])), default=0)  # `X2: only one dense layer`
    before, sentence = text[start : match.start()], text[begun : end.start() if end else len(text)]
    more = _AND_MORE.search(text[match.end() : match.end() + 70])
    asserted = _ASSERTS.search(before) or (not before.strip() and _NOMINAL.match(text, match.end()))
    partial = (
        _PART_OF.search(before)
        or (more and not _OTHER_KIND.search(more["rest"]))
        or (_BLOCKS.search(match[0]) and not described.even)
    )
    one = _number(match) == 1 and not match["alone"]
    return bool(asserted) and not partial and not one and not described.is_open(sentence)
