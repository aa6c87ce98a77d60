"""The one network that some lines show by a summary or code: its layers, as sentences beside it speak of them."""

import math
import re
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.consistency.claims import Claim, Claims
from reportgen.check.facts.networks.kinds import CONVOLUTIONS, MERGING
from reportgen.check.stated import StatedLayer, StatedNetwork
from reportgen.check.submission import Place

_ID = r"(?:[A-Z]{1,2}\d{0,2}|\d{1,2}|[ivx]{1,4})"
_NAMED = re.compile(
    r"\b(?i:model|mod[eè]le|case|cas|network|r[eé]seau|net|variante?|version|config(?:uration)?|exp[eé]riment|exp[eé]rience"
    rf"|essai|test|run)\s?(?:n°\s?|#)?(?P<id>{_ID})(?![\w'’]|[.,]\d)"
    rf"|(?:^|\n)\W{{0,4}}(?P<line>[A-Z]\d{{0,2}}|\([ivx]{{1,3}}\))\s?[:,–-]",
)
_OTHER = re.compile(
    r"\b(?:(?:after|apr[eè]s) (?:several|some|many|plusieurs|quelques|divers) \w+|(?:chosen|choisi\w*|retenu\w*)"
    r"|(?:second|third|other|another|next|new|deuxi[eè]me|troisi[eè]me|autre|nouveau|nouvel|last|dernier|final"
    r"|best|meilleur) (?:model|mod[eè]le|network|r[eé]seau|case|cas|variante?|version|architecture|cnn|mlp)"
    r"|variants?|variantes?|same (?:model|network)|m[eê]me (?:mod[eè]le|r[eé]seau))\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:chang\w+|modif\w+|increas\w+|augment\w+|reduc\w+|r[eé]dui\w+|replac\w+|remplac\w+|now|maintenant|next"
    r"|(?:we|nous avons|on a|j['’]ai) (?:then|also|ensuite|aussi|[eé]galement|puis)|tried|essay[eé]\w*)\b",
    re.IGNORECASE,
)
"""Words between a network and a sentence after which the sentence may be about a changed one."""
_VARIANT = re.compile(
    r"\b(?:(?:second|third|other|another|next|new|deuxi[eè]me|troisi[eè]me|autre|nouveau|nouvel)"
    r" (?:model|mod[eè]le|network|r[eé]seau|case|cas|variante?|version|architecture|cnn|mlp)|variants?|variantes?)\b",
    re.IGNORECASE,
)
_MODELS = re.compile(r"\bSequential\s{0,3}\(|(?<![\w.])(?:keras\.)?(?:models\.)?Model\s{0,3}\(")
_FITS = re.compile(r"\.fit(?:_generator)?\s{0,3}\(")
_MERGES = (*MERGING, "Concatenate", "Lambda", "Functional")


@dataclass(frozen=True)
class Shown:
    """A network with all that shows it: a summary, the code that builds it, or both.

    Attributes:
        networks: its descriptions, in order.
        kernels: of its convolutions, in order, as code has them; empty if it does not.
        rates: of dropout, as code has them.
    """

    networks: tuple[StatedNetwork, ...]
    kernels: tuple[tuple[float, ...], ...]
    rates: frozenset[float]

    @property
    def place(self) -> Place:
        """The lines of its first description."""
        return self.networks[0].place

    @cached_property
    def layers(self) -> tuple[StatedLayer, ...]:
        """Its layers by the surest description: the summary, else the code."""
        return min(self.networks, key=lambda one: ("summary", "code").index(one.origin)).layers

    @cached_property
    def convolutions(self) -> tuple[StatedLayer, ...]:
        """Its convolutions, in order."""
        return tuple(layer for layer in self.layers if layer.kind in CONVOLUTIONS)

    @cached_property
    def filters(self) -> tuple[float, ...]:
        """The filters of its convolutions."""
        return tuple(float(width(layer)) for layer in self.convolutions)

    @property
    def outputs(self) -> float:
        """The neurons of its last Dense layer; 0 if it has none."""
        return next((float(width(layer)) for layer in reversed(self.layers) if layer.kind == "Dense"), 0.0)

    @cached_property
    def hidden(self) -> tuple[float, ...]:
        """The neurons of its Dense layers, the last of which is its output."""
        return tuple(float(width(layer)) for layer in self.layers if layer.kind == "Dense")[:-1]

    @cached_property
    def sides(self) -> tuple[tuple[float, ...], ...]:
        """The kernels of its convolutions: as code has them, else as their numbers of weights tell; empty if open."""
        if len(self.kernels) == len(self.convolutions):
            return self.kernels
        found = [_side(self.layers, index) for index, one in enumerate(self.layers) if one in self.convolutions]
        return tuple((float(side), float(side)) for side in found) if all(found) else ()

    @property
    def is_chain(self) -> bool:
        """Whether each layer reads the one before it, so that layers can be counted."""
        return not any(layer.kind in _MERGES or len(layer.inputs) > 1 for layer in self.layers)

    @property
    def has_dropout(self) -> bool:
        """Whether it has a layer of dropout."""
        return any("Dropout" in layer.kind for layer in self.layers)


def width(layer: StatedLayer) -> int:
    """Return the neurons or filters of a layer; 0 if they are not stated."""
    return layer.units or (layer.shape[-1] if layer.shape else 0)


def shown_in(claims: Claims, scope: Place) -> Shown | None:
    """Return the network that some lines show, if it is one, and nothing of it is damaged."""
    networks = tuple(
        one for one in claims.facts.networks if one.origin != "prose" and one.layers and one.place.first in scope
    )
    if not networks or any(one.damaged for one in networks) or len({_outline(one) for one in networks}) > 1:
        return None
    if not is_one_model(claims, scope):
        return None
    kernels = [setting.values for setting in claims.code_within(scope, "kernel")]
    rates = {value for setting in claims.code_within(scope, "dropout") for value in setting.values}
    return Shown(
        networks,
        tuple(tuple(float(side) for side in values) for values in kernels),
        frozenset(float(rate) for rate in rates),
    )


def is_one_model(claims: Claims, scope: Place) -> bool:
    """Tell whether the code of some lines builds one model at most, and trains it once; so do their summaries."""
    code = "\n".join(block.text for block in claims.facts.submission.of("code") if block.place.first in scope)
    shown = [one.origin for one in claims.facts.networks if one.place.first in scope]
    once = all(shown.count(origin) <= 1 for origin in ("summary", "code"))
    return once and all(len(find.findall(code)) <= 1 for find in (_MODELS, _FITS))


def is_about(shown: Shown, claim: Claim, claims: Claims) -> bool:
    """Tell whether a claim of the same lines is about the network shown: no other is named between the two."""
    between = _between(shown, claim, claims)
    own = _NAMED.search(claim.sentence)
    if _OTHER.search(between) or _CHANGED.search(between) or _VARIANT.search(claim.sentence):
        return False
    known = _names(shown, claims, claims.scopes.own_lines(claim.place.first).first)
    return (not own or _name(own) in known) and all(_name(found) in known for found in _NAMED.finditer(between))


def _between(shown: Shown, claim: Claim, claims: Claims) -> str:
    """Return the text between a network and a claim, whichever comes first."""
    if claim.place.first > shown.place.last:
        lines = range(shown.place.last + 1, claim.place.first)
    else:
        lines = range(claim.place.last + 1, shown.place.first)
    return "\n".join(claims.facts.submission.lines[line].text[:1000] for line in lines[:80])


def _names(shown: Shown, claims: Claims, heading: int) -> set[str]:
    """Return what the network is called: by the last line before it that names one, else by its heading."""
    lines = claims.facts.submission.lines
    for line in reversed(lines[heading : shown.place.first]):
        names = {_name(found) for found in _NAMED.finditer(line.text)}
        if line is lines[heading]:
            names |= set(re.findall(r"\b[A-Z]\d{0,2}\b", line.text))
        if names:
            return names if len(names) == 1 or line is lines[heading] else set()
    return set()


def _name(found: re.Match[str]) -> str:
    return (found["id"] or found["line"]).strip("()")


def _outline(network: StatedNetwork) -> tuple[tuple[str, int], ...]:
    return tuple((layer.kind, width(layer)) for layer in network.layers if layer.kind in (*CONVOLUTIONS, "Dense"))


def _side(layers: tuple[StatedLayer, ...], index: int) -> int:
    """Return the side of a square kernel that a convolution's weights tell; 0 if they do not."""
    layer, before = layers[index], layers[index - 1] if index else None
    channels = before.shape[-1] if before is not None and before.shape else 1 if not index else 0
    filters = width(layer)
    if layer.kind != "Conv2D" or not channels or not filters or not layer.parameters:
        return 0
    cells, rest = divmod(layer.parameters - filters, filters * channels)
    side = math.isqrt(max(0, cells))
    return side if not rest and side * side == cells else 0
