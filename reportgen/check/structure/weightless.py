"""Layers that learn nothing: a pooling, a flattening, a dropout and an addition have no weights, in any network."""

import re
from collections.abc import Iterator

from reportgen.check.facts.folding import folded
from reportgen.check.patterns import regex
from reportgen.check.structure.judging import worded
from reportgen.check.structure.passages import Passage
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_LAYER = regex(
    r"\b(?P<layer>max[ -]?pool(?:ing)?s?(?:2d)?|pooling|poolings|sous-echantillonnage|flatten|aplatissement|dropout"
    r"|add|batch[ -]?norm(?:ali[sz]ation)?)\b'?"
    r"(?: (?:layers?|couches?|operations?|stages?|2 ?x ?2|2d|[(][^()]{0,20}[)])){0,2}"
    r"(?P<verb>(?: (?:elles?|ils?|also|too|aussi|egalement|meme|memes|both|all|each|chacune?|toutes?|each of them|do"
    r"|does"
    r"|eux|still|don't|doesn't|didn't|ne|n'|quant|a)){0,4}"
    r" ?(?:has|have|possede(?:nt)?|ont|a|contient|contiennent|contains?|adds?|ajoute(?:nt)?|apprend|apprennent|learns?"
    r"|comporte(?:nt)?|n'a|n'ont|n'ajoute(?:nt)?|introduces?)\b)"
    r"(?P<between>(?: (?:no|any|some|a|few|aucune?s?|pas|quelques?|des|de|un|its|their|own|leurs?|propres?|additional"
    r"|supplementaires?|new|nouveaux|peu|non|also|aussi|elles?|ils?|too|egalement|zero|0|trainable|learnable|d'|plus"
    r"|more"
    r"|extra|several|plusieurs|\d{1,6})){0,5}) ?(?P<noun>weights|poids|parameters|parametres|biases|biais"
    r"|parametre(?= entrain))\b"
    r"(?P<after>(?: \w{1,14}){0,3})"
)
_SUBJECT = regex(
    r"(?:^|[.;:,(] ?|\b(?:that|que|because|car|since|puisque|as|comme|so|donc) )"
    r"(?:(?:the|an?|les?|la|une?|chaque|each|every|our|nos|notre|all|toutes les|aussi|even|meme|also) ){0,2}"
    r"(?P<couche>(?:couches?|operations?) (?:de |d')?)?'?$"
)
"""What may stand before the layer if it is what the sentence speaks of: not `the model with dropout`."""
_NONE = regex(r"\b(?:no|aucune?s?|pas|not|zero|0|without|sans|never|jamais|non|any)\b|n't\b|\bn'|\bne\b")
_OPEN = regex(r"\b(?:if|si|would|could|should|might|why|pourquoi|whether|how many|combien|\w{2,20}rait)\b|\?|\bpeu\b")
_LEARNED = regex(r"weight|poids|bia|trainable|learnable|entrain|appren|to learn")


def check(passage: Passage) -> Iterator[Verdict]:
    """Yield a verdict for each layer without weights that is said to have some, or to have none."""
    text = folded(passage.text)
    for match in list(_LAYER.finditer(text))[:4]:
        before = text[max(0, match.start() - 60) : match.start()]
        subject = _SUBJECT.search(before)
        plain = match["layer"] != "add" or (subject and subject["couche"]) or match[0].startswith("add layer")
        if subject is None or not plain or _OPEN.search(before + match[0]):
            continue
        none = _NONE.search(match["verb"] + match["between"]) or _NONE.search(before[-12:])
        learned = _LEARNED.search(match["between"] + match["noun"] + match["after"])
        normal = match["layer"].startswith("batch")
        how = Label(f"check.how.structure.{'normalised' if normal else 'weightless'}")
        if normal:
            yield worded(passage, "review" if none else "confirmed", match["noun"], "4 / channel", how)
        elif none:
            yield worded(passage, "confirmed", match["noun"], "0", how)
        elif learned and not re.search(r"\b(?:more|plus|less|fewer|moins)\b", match["between"]):
            yield worded(passage, "refuted", match[0].strip()[:80], "0", how)
