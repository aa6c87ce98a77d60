"""The one network that some lines show by a summary or code: its layers, as sentences beside it speak of them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.consistency.claims import Claim, Claims, written
from reportgen.check.facts.networks.kinds import CONVOLUTIONS, MERGING
from reportgen.check.patterns import regex
from reportgen.check.stated import SettingName, StatedLayer, StatedNetwork
from reportgen.check.submission import Place
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

LAYERS: tuple[SettingName, ...] = ("neurons", "filters", "kernel", "dropout")
"""Hyper-parameters of layers, which a network that is shown decides."""
CODE, RULE = "hyperparameter.code", "hyperparameter.summary"
Values = tuple[float | str, ...]
_MODELS = regex(r"\bSequential\s{0,3}\(|(?<![\w.])(?:keras\.)?(?:models\.)?Model\s{0,3}\(")
_FITS = regex(r"\.fit(?:_generator)?\s{0,3}\(")
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


def shown_beside(claims: Claims, names: tuple[SettingName, ...]) -> Iterator[tuple[Claim, Shown]]:
    """Yield the claims of some hyper-parameters whose part shows one network, with it; headings are no part of one."""
    found: dict[Place, Shown | None] = {}
    for claim in claims.text:
        if claim.setting.name not in names or claim.setting.where in ("heading", "caption"):
            continue
        scope = claims.scopes.own_lines(claim.place.first)
        if scope not in found:
            found[scope] = shown_in(claims, scope)
        shown = found[scope]
        if shown is not None:
            yield claim, shown


def is_one_model(claims: Claims, scope: Place) -> bool:
    """Tell whether the code of some lines builds one model at most, and trains it once; so do their summaries."""
    code = "\n".join(block.text for block in claims.facts.submission.of("code") if block.place.first in scope)
    shown = [one.origin for one in claims.facts.networks if one.place.first in scope]
    once = all(shown.count(origin) <= 1 for origin in ("summary", "code"))
    return once and all(len(find.findall(code)) <= 1 for find in (_MODELS, _FITS))


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


def compared(claim: Claim, outcome: Outcome, values: tuple[Values, ...], shown: Shown, key: str = "") -> Verdict:
    """Return the verdict on a claim beside a network whose layers have some values; `key` is the label's name."""
    has = "; ".join(written(one) for one in dict.fromkeys(values[:6]))
    said = (("quote", claim.setting.quote), ("value", has))
    rule = CODE if any(one.origin == "code" for one in shown.networks) else RULE
    key = key or f"{rule.partition('.')[2]}_{'agrees' if outcome == 'confirmed' else 'differs'}"
    return Verdict(
        rule, outcome, claim.place, claim.setting.quote, written(claim.value), has,
        Label(f"check.how.hyperparameter.{key}", said), "inconsistency",
        0.5 if outcome == "review" else 0.0, also=() if outcome == "confirmed" else (_start(shown.place),),
    )  # fmt: skip


def _start(place: Place) -> Place:
    return Place(place.first, min(place.last, place.first + 4))
