"""The networks that a claim in words may be about, and what comes of it: right by the nearest, or wrong by all."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.facts.understood import is_understood, words
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedNetwork
from reportgen.check.verdict import Outcome

OPEN = regex(
    r"\b(?:previous\w*|precede\w*|earlier|would|could|should|might|\w{2,20}(?:rait|raient|rions)|instead|au lieu"
    r"|si (?:on|nous|le|la|les|l)\b|s'il|if|compar\w*|unlike|contrairement|other\w*|autres?|without|sans|tested|tried"
    r"|essaye\w*|essai\w*|variant\w*|vari(?:e|es|ed|er)|original\w*|initial\w*|suppos\w*|resnet|vgg|lenet|typical\w*"
    r"|usual\w*|souvent|often|general\w*|exemple|example|can|may|peut|peuvent|not|pas|ne|n')\b|\?|n't\b"
    r"|(?<!auto-)(?<!auto )\b(?:en|de)cod"
)
"""Words of a folded text that speak of another network, suppose, deny or generalise."""
_ONLY = regex(r"\b(?:ne |n')(?=\w{1,14} (?:plus )?qu[e'])")
"""French `ne ... que` denies nothing."""
_COMMENT = regex(
    r"[,;:(] ?(?:which|ce qui|as|since|because|car|puisque|so that)\b|\b(?:because|parce que)\b", re.IGNORECASE
)
_CONVOLUTIONAL, _SHALLOW = "cnn", "mlp perceptron"
_MODEL = regex(
    r"\b[a-z]\d\b|fashion|notebook|\bcours\b|course|x-?ray|radiogra|\bpart(?:ie)?\b|section|chapt|hinton|\bhog\b"
    r"|\bmlps?\b"
    r"|\bcnns?\b"
    r"|perceptron|auto-?en|version|classifieur|\bclassifier (?=has|is|uses|gives|of)|generat|\b(?:model|modele|cas"
    r"|case|network|reseau|variante?) ?(?:\d|[b-d]\b)"
    r"|(?:second|deuxieme|troisieme|third|first|premier|1er|2e|3e|last|dernier)e? (?:model|modele|network|reseau|essai"
    r"|test)"
    r"|(?<!c'est )(?<!it is )(?<!est )(?<!is )\b(?:an?|un) (?:\w{1,12} )?(?:model|modele|network|reseau)\b(?! (?:is"
    r"|est) )"
)
"""Words that name a model: an accusation needs that the part is about it."""


@dataclass(frozen=True)
class Described:
    """The networks of a line's part that a summary or code gives.

    Attributes:
        networks: the nearest before the line first.
        varied: whether the report announces a variant between that and the line.
        titles: of the parts around the line, folded.
    """

    networks: tuple[StatedNetwork, ...]
    varied: bool = False
    titles: str = ""

    @property
    def even(self) -> bool:
        """Whether the nearest network has as many poolings as convolutions: then its blocks are one of each."""
        kinds = [layer.kind for network in self.networks[:1] for layer in network.layers]
        return sum("Conv" in kind for kind in kinds) == sum("Pool" in kind for kind in kinds)

    def is_open(self, text: str) -> bool:
        """Tell whether a folded text may speak of another network: it supposes, compares, or names one."""
        own = self._own
        return OPEN.search(_ONLY.sub("", text)) is not None or any(
            match[0] not in own for match in _MODEL.finditer(text)
        )

    def is_clear(self, text: str) -> bool:
        """Tell whether each word of a text, up to its comment, is understood."""
        comment = _COMMENT.search(text)
        return is_understood(text[: comment.start()] if comment else text, words(self._own))

    @cached_property
    def _own(self) -> str:
        """The names of the nearest network, of its layers and of the parts around the line."""
        layers = [layer for network in self.networks[:1] for layer in network.layers]
        kind = _CONVOLUTIONAL if any("Conv" in layer.kind for layer in layers) else _SHALLOW
        return " ".join((self.titles, kind, *(layer.name.lower() for layer in layers)))

    def outcome(self, truth: Callable[[StatedNetwork], bool | None]) -> Outcome | None:
        """Return what a claim comes to: right by the nearest network, or wrong by all; None if that leaves it open."""
        truths = [truth(network) for network in self.networks]
        if not truths or truths[0]:
            return "confirmed" if truths else None
        if any(one is not False for one in truths) or self.varied:
            return None
        return "review" if self.networks[0].damaged else "refuted"
