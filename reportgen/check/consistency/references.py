"""The text against code and summaries of its part: `256 neurons`, and below `Dense(128)`.

Refuted only where the part shows one model, the text states one value and says plainly that the model is so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.consistency.claims import Claim, Claims, written
from reportgen.check.consistency.shown import LAYERS, is_one_model, shown_in, width
from reportgen.check.patterns import regex
from reportgen.check.stated import SettingName, StatedLayer
from reportgen.check.submission import Place
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULES = ("hyperparameter.code", "hyperparameter.summary")
_NAMES: tuple[SettingName, ...] = (*LAYERS, "orientations", "pixels_per_cell", "l2", "activation")
_TITLES = ("heading", "caption", "item", "table")
_WE = regex(r"\b(?:we|our|i|my|nous|notre|nos|on|je|mon)\b|\bj['’]", re.IGNORECASE)
"""Whose sentence it is: a notebook has the course's own, which a changed cell leaves behind."""


@dataclass(frozen=True)
class Reference:
    """What code and summaries of some lines have of a hyper-parameter.

    Attributes:
        values: each once.
        place: of the first.
        rule: which of the two rules asks.
        alone: whether the lines show one model and no more.
    """

    values: tuple[tuple[float | str, ...], ...]
    place: Place
    rule: str
    alone: bool


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each claim of a part whose code or summary has the same hyper-parameter."""
    found: dict[tuple[Place, SettingName], Reference | None] = {}
    for claim in claims.text:
        name = claim.setting.name
        if name not in _NAMES:
            continue
        scope = claims.scopes.own_lines(claim.place.first)
        if _is_described(claim, scope, claims):
            continue
        if (scope, name) not in found:
            found[scope, name] = _reference(claims, scope, name)
        reference = found[scope, name]
        verdict = reference and _judged(claim, reference, scope, claims)
        if verdict:
            yield verdict


def _is_described(claim: Claim, scope: Place, claims: Claims) -> bool:
    """Tell whether the network that the part shows decides, layer by layer."""
    layer = claim.setting.name in LAYERS and claim.setting.where not in ("heading", "caption")
    return layer and shown_in(claims, scope) is not None


def _reference(claims: Claims, scope: Place, name: SettingName) -> Reference | None:
    code = [setting for setting in claims.code_within(scope, name) if _counts(setting.place, claims)]
    summaries = [one for one in claims.facts.networks if one.origin == "summary" and one.place.first in scope]
    layers = [layer for one in summaries if not one.damaged for layer in one.layers]
    shown = [(layer.place, value) for layer in layers if (value := _value(layer, name)) is not None]
    values = dict.fromkeys([setting.values for setting in code] + [value for _, value in shown])
    if not values:
        return None
    place = code[0].place if code else shown[0][0]
    return Reference(tuple(values), place, RULES[0] if code else RULES[1], is_one_model(claims, scope))


def _counts(place: Place, claims: Claims) -> bool:
    """Tell whether a line of code was read as it was written."""
    block = claims.facts.submission.block_at(place.first)
    return block is not None and not block.damaged


def _value(layer: StatedLayer, name: SettingName) -> tuple[float | str, ...] | None:
    wanted = {"neurons": "Dense", "filters": "Conv2D"}.get(name)
    return (float(width(layer)),) if wanted == layer.kind and width(layer) else None


def _judged(claim: Claim, reference: Reference, scope: Place, claims: Claims) -> Verdict | None:
    has = {value for values in reference.values for value in values}
    agrees = claim.value in reference.values if claim.setting.name == "kernel" else has.issuperset(claim.value)
    titled = claim.setting.where in _TITLES
    if reference.rule == RULES[1] and not titled:
        return None
    if agrees:
        return _verdict(claim, reference, "confirmed")
    if claim.setting.name == "neurons" and any(
        claim.value == one.values for one in claims.code_within(scope, "outputs")
    ):
        return None
    if not reference.alone or not claim.is_single or not claim.plain:
        return None
    return _differs(claim, reference, scope, claims)


def _differs(claim: Claim, reference: Reference, scope: Place, claims: Claims) -> Verdict | None:
    name = claim.setting.name
    stated = {one.value for one in claims.within(scope, name)}
    if len(stated) > 1:
        listed = {value for values in stated for value in values}
        new = name == "neurons" and not any(listed.intersection(values) for values in reference.values)
        return _verdict(claim, reference, "review") if new else None
    theirs = claims.facts.submission.format == "ipynb" and not _WE.search(claim.sentence)
    figure = claim.setting.where == "caption"  # of another run perhaps: code is pasted once, and then varied
    return _verdict(claim, reference, "review" if theirs or figure or claims.is_given(scope) else "refuted")


def _verdict(claim: Claim, reference: Reference, outcome: Outcome) -> Verdict:
    has = "; ".join(written(values) for values in reference.values[:6])
    side = reference.rule.partition(".")[2]
    values = (("quote", claim.setting.quote), ("value", has))
    key = f"{side}_agrees" if outcome == "confirmed" else f"{side}_differs"
    return Verdict(
        reference.rule, outcome, claim.place, claim.setting.quote, written(claim.value), has,
        Label(f"check.how.hyperparameter.{key}", values), "inconsistency", 0.5 if outcome == "review" else 0.0,
        also=() if outcome == "confirmed" else (reference.place,),
    )  # fmt: skip
