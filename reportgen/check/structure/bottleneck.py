"""The narrowest layer of an auto-encoder: `a latent space of 96 dimensions`, `le goulot a 96 neurones`."""

from collections.abc import Iterator

from reportgen.check.facts.folding import folded
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedNetwork
from reportgen.check.structure.described import Described
from reportgen.check.structure.judging import number, worded
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.sequences import dense
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_NOUN = (
    r"(?:dimensions?|neurone?s?|units?|unites?|values?|valeurs?|features?|variables?|composantes?|components?|nodes?)"
)
_NUMBER = r"(?<![\w.,×x*-])(\d{1,4})(?!\d|[.,]\d| ?[x×*·%])"
_LATENT = regex(
    r"\b(?:latent (?:space|vector|code|layer|representation|dimension)|bottleneck(?: layer)?|goulot(?: d'etranglement)?"
    r"|espace latent|vecteur latent|representation latente|couche latente)\b"
    rf"[^.;\d]{{0,40}}?{_NUMBER}(?:[ -]{_NOUN}\b|(?=\W{{0,2}}$))"
    rf"|{_NUMBER}[ -]{_NOUN} (?:in|of|dans|de|pour|for) (?:the |a |le |la |l'|un )?(?:latent|bottleneck|goulot|espace)"
)
_CODING = regex(r"\b(?:auto-?)?(?:en|de)cod\w*")


def check(passage: Passage, described: Described) -> Iterator[Verdict]:
    """Yield a verdict for the stated size of the narrowest layer, if the part's network gives back what it reads."""
    text = folded(passage.text)
    match = _LATENT.search(text)
    if match is None or described.is_open(_CODING.sub("", text)):
        return
    stated = int(match[1] or match[2])
    outcome = described.outcome(lambda network: _is_narrowest(network, stated))
    if outcome:
        right = min(dense(described.networks[0]), default=stated)
        how = Label("check.how.structure.narrowest", (("stated", stated), ("count", right)))
        yield worded(passage, outcome, number(stated), number(right), how)


def _is_narrowest(network: StatedNetwork, stated: int) -> bool | None:
    """Tell whether a layer is so narrow as the narrowest; None if the network is no auto-encoder."""
    sizes = dense(network)
    return stated == min(sizes) if len(sizes) > 2 and sizes[0] == sizes[-1] else None
