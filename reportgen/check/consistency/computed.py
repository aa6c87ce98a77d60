"""A list's values against the computations beside it: `100 neurons`, and below `392*200 + 200 = 78600`.

A computation tells which layer it counts by its pattern. It is refuted where the part states one value, the pattern is
complete, and nothing else in the report of that experiment has the value that it used: then it can be no other case. A
heading with both layers computed under it, and a sentence that states the neurons and computes with others, contradict
themselves whatever other cases have.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement

from reportgen.check.consistency.claims import Claim, Claims, written
from reportgen.check.consistency.uses import Use, is_whole, uses
from reportgen.check.patterns import regex
from reportgen.check.submission import Place
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "hyperparameter.computed"
_HOW = "check.how.hyperparameter"
FAR = 40
"""So many lines from a computation, a list may be of another model."""
_MOST, _LAYERS = 8, 5
_EXAMPLE = regex(
    r"\b(?:e\.?g|p\.? ?ex|for example|for instance|par exemple|exemple|example|if|si|would|suppos\w*|compared?"
    r"|instead|lieu|"
    r"previous|pr[eé]c[eé]dent\w*|before|avant|serait|aurait|general|g[eé]n[eé]ral\w*)\b",
    re.IGNORECASE,
)
_ELSEWHERE = regex(
    r"\b(?:latente?s?|middle|milieu|central\w*|codes?|bottleneck|goulot|(?:auto-?)?(?:en|de)cod\w+|in total|in all"
    r"|en tout|au total|altogether"
    r"|including|y compris|total|bigger|larger|smaller|biggest|largest|smallest|(?:plus|moins) (?:grand|petit|gros)\w*"
    r"|other|another|autres?|second|deuxi[eè]me|third|troisi[eè]me|notebook|outputs?|sorties?|was|[eé]tait)\b",
    re.IGNORECASE,
)
"""Words of a sentence by which its neurons may be those of another layer, another network, or of all layers."""
_NUMBER = regex(r"\d{1,9}")


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each computation of a Dense layer in a part that states its neurons."""
    found_uses = uses(claims)
    for use in found_uses:
        found = _judged(use, found_uses, claims)
        if found is not None:
            yield found


def _judged(use: Use, found: list[Use], claims: Claims) -> Verdict | None:
    stated = _stated(use, claims)
    if not stated:
        return None
    scope, listed = stated
    beside = [other for other in found if other.computation.place.first in scope]
    chained = {other.layer.is_output for other in beside if other.neurons == use.neurons} == {True, False}
    if not use.certain and not chained:
        return None
    same = next((claim for claim in listed if float(use.neurons) in claim.value), None)
    if same is not None:
        return _agrees(use, same)
    values = {claim.value for claim in listed}
    if any(
        (float(number),) in values
        for other in beside
        for number in (other.neurons, other.layer.inputs or 0, other.layer.units)
    ):
        return None
    if _is_built(use, claims):
        return None
    return _differs(use, listed, claims, chained, found)


def _is_built(use: Use, claims: Claims) -> bool:
    """Tell whether the code or the summary beside a computation has its neurons: then what is stated is wrong."""
    own = claims.scopes.own_lines(use.computation.place.first)
    coded = any(float(use.neurons) in one.values for one in claims.code_within(own, "neurons"))
    shown = (one for one in claims.facts.networks if one.origin != "prose" and one.place.first in own)
    return coded or any(layer.kind == "Dense" and layer.units == use.neurons for one in shown for layer in one.layers)


def _stated(use: Use, claims: Claims) -> tuple[Place, tuple[Claim, ...]] | None:
    """Return what states neurons nearest to a computation, and where: its sentence, or a part of its experiment."""
    line = use.computation.place.first
    here = claims.scopes.experiment(line)
    own = claims.scopes.own_lines(line)
    sentence = claims.sentence_at(use.computation.place, use.computation.quote)
    beside = [claim for claim in claims.within(use.computation.place, "neurons") if claim.sentence == sentence]
    if len(beside) == 1:
        return own, tuple(beside)
    for scope in (own, *claims.scopes.upwards(line)):
        near = claims.within(scope, "neurons")
        found = tuple(claim for claim in near if claims.scopes.experiment(claim.place.first) == here)
        if found:
            return scope, found
    return None


def _agrees(use: Use, claim: Claim) -> Verdict:
    values = (("quote", claim.setting.quote), ("value", use.neurons))
    return _verdict(use, "confirmed", claim, Label(f"{_HOW}.computed_agrees", values))


def _differs(
    use: Use, listed: tuple[Claim, ...], claims: Claims, chained: bool, found: Sequence[Use]
) -> Verdict | None:
    """Return what follows where no listed value is the one that the computation uses."""
    claim = max(
        listed, key=lambda one: (one.plain, one.setting.where == "item", -one.place.apart(use.computation.place))
    )
    line = use.computation.place.first
    sentence = claims.sentence_at(use.computation.place, use.computation.quote)
    single = len({one.value for one in listed}) == 1 and claim.is_single and claim.plain
    inside = (chained and _is_title(claim, line, claims)) or claim.place == use.computation.place
    told = sentence.replace(use.computation.quote, "")
    open_ = (
        not single
        or (claim.setting.where == "prose" and claim.sentence != sentence and _is_elsewhere(use, claim, told, found))
        or str(use.neurons) in _NUMBER.findall(claim.sentence.replace(use.computation.quote, ""))
        or (not inside and _is_hidden_elsewhere(use.neurons, line, claims))
        or _several_layers(claim, claims)
        or _EXAMPLE.search(told)
        or claim.place.apart(use.computation.place) > FAR
        or (claims.scopes.experiment(line) not in ("raw", "hog", "") and not chained)
    )
    if open_ and not single:
        return None
    right = _recomputed(use, int(claim.value[0])) if is_whole(claim.value[0]) else ""
    values = (
        ("quote", claim.setting.quote),
        ("value", use.neurons),
        ("listed", written(claim.value)),
        ("right", right),
    )
    how = Label(f"{_HOW}.computed_differs", values)
    return _verdict(use, "review" if open_ else "refuted", claim, how, claims.scopes.own(claim.place.first), right)


def _is_elsewhere(use: Use, claim: Claim, told: str, found: Sequence[Use]) -> bool:
    """Tell whether neurons of another sentence may be those of another layer or network, or of several layers."""
    if _ELSEWHERE.search(claim.sentence) or _ELSEWHERE.search(told) or str(use.neurons) in _NUMBER.findall(told):
        return True
    near = Place(max(0, use.computation.place.first - FAR), use.computation.place.last + FAR)
    units = {one.layer.units for one in found if one.computation.place.first in near} | {10}
    inputs = use.layer.inputs or 0
    few = sorted(units)[:_MOST]
    sums = {sum(some) for count in range(2, _LAYERS) for some in combinations_with_replacement(few, count)}
    return any(claim.value == (float(total),) for one in sums for total in (one, one + inputs))


def _is_title(claim: Claim, line: int, claims: Claims) -> bool:
    """Tell whether a claim is the heading right above a line."""
    return claim.setting.where == "heading" and claim.place.first == claims.scopes.own_lines(line).first


def _is_hidden_elsewhere(neurons: int, line: int, claims: Claims) -> bool:
    """Tell whether a case, a sentence or a network of the same experiment has as many neurons as a computation uses."""
    here = claims.scopes.experiment(line)
    lines = [
        claim.place.first for claim in claims.text if claim.setting.name == "neurons" and float(neurons) in claim.value
    ]
    lines += [one.place.first for one in claims.code if one.name == "neurons" and float(neurons) in one.values]
    lines += [
        layer.place.first
        for network in claims.facts.networks
        for layer in network.layers
        if layer.kind == "Dense" and neurons in (layer.units, (layer.shape or (0,))[-1])
    ]
    return any(not here or claims.scopes.experiment(other) in ("", here) for other in lines)


def _several_layers(claim: Claim, claims: Claims) -> bool:
    """Tell whether the part around a claim speaks of more than one hidden layer."""
    around = claims.scopes.own_lines(claim.place.first)
    return any(one.value != (1.0,) for one in claims.within(around, "hidden_layers"))


def _recomputed(use: Use, neurons: int) -> str:
    inputs = use.layer.inputs or 0
    first, units = (neurons, 10) if use.layer.is_output else (inputs, neurons)
    return f"{first} × {units} + {units} = {first * units + units}"


def _verdict(use: Use, outcome: Outcome, claim: Claim, how: Label, part: int = 0, right: str = "") -> Verdict:
    return Verdict(
        RULE, outcome, use.computation.place, use.computation.quote,
        Label(f"{_HOW}.neurons", (("value", use.neurons),)),
        right or Label(f"{_HOW}.neurons", (("value", written(claim.value)),)), how, "inconsistency",
        0.6 if outcome == "review" else 0.0,
        "" if outcome == "confirmed" else f"computed:{part}:{use.neurons}", (claim.place,),
    )  # fmt: skip
