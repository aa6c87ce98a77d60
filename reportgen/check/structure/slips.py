"""Which count a claim should state, and whether a wrong number was meant for this network: a slip, or another kind."""

from reportgen.check.facts.folding import folded
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity, StatedLayer, StatedNetwork
from reportgen.check.structure.claims import Claim
from reportgen.check.structure.naming import named
from reportgen.check.structure.readings import Count, Ledger, solved

SEVERAL = 100
"""A clause with two numbers above this, and no computation, may give each to something else."""


def is_slip(claim: Claim, expected: Count, foreign: Count | None, only: Ledger, wrong: set[float]) -> bool:
    """Tell whether a number was meant for this network: computed from its sizes, mistyped, or copied from another one.

    What is described in words is taken for the network only where a computation shows that it is meant.
    """
    if _is_computed(claim, only.network, wrong):
        return only.network.origin != "prose" or only.network.spec is not None
    misplaced = claim.about == "layer" and int(claim.quantity.value) in only.by_value
    return only.network.origin != "prose" and (misplaced or foreign is not None or near_miss(claim.quantity, expected))


def _is_computed(claim: Claim, network: StatedNetwork, wrong: set[float]) -> bool:
    """Tell whether the claim shows a computation with a size or a count of the network, or with a wrong one of it."""
    if not _COMPUTED.search(claim.quote):
        return False
    least = 2 if claim.about == "layer" else 11
    sides = [side for layer in network.layers for side in (*(layer.shape or ()), layer.parameters or 0)]
    sides += [side for answer in solved(network) for side in answer.received]
    sizes = wrong | {side for side in sides if side >= least}
    return any(quantity.value in sizes for quantity in quantities(claim.quote))


def near_miss(quantity: Quantity, expected: Count) -> bool:
    """Tell a slip of the pen from a number of another kind: a digit off, lost or doubled, or a few biases forgotten."""
    found, right = str(int(quantity.value)), str(expected.value)
    if abs(quantity.value - expected.value) <= 0.05 * expected.value or sorted(found) == sorted(right):
        return True
    if len(found) == len(right):
        return sum(a != b for a, b in zip(found, right, strict=True)) == 1
    short, long = sorted((found, right), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def is_of(count: Count, meant: Count | None, claim: Claim) -> bool:
    """Tell whether a count is one of the layer that the claim names, or the total where it says so too.

    `7,298,726 in total, 99 % of them in the first dense layer` names a layer, and states no count of it.
    """
    in_all = count.what == "total" and _IN_ALL.search(folded(claim.clause)) is not None
    return claim.about != "layer" or meant is None or count.layer == meant.layer or in_all


def expected_count(claim: Claim, only: Ledger) -> Count | None:
    """Return what the claim should say, if it is certain which count it means."""
    if claim.noun == "biases":
        return None
    if claim.about == "total":
        return only.total
    amounts = [one for one in quantities(claim.clause) if one.value >= SEVERAL]
    if len(amounts) > 1 and "=" not in claim.clause:
        return None
    layer = _layer(folded(claim.clause), only.network)
    return only.layer(layer.name) if layer is not None and layer.parameters else None


def _layer(clause: str, network: StatedNetwork) -> StatedLayer | None:
    """Return the one layer that a clause names."""
    words = named(clause, (network,))
    meant = [layer for one in words if (layer := one.of(network)) is not None]
    if words and _ANOTHER.search(clause, words[-1].end):
        return None
    if meant:
        return meant[0] if len({layer.name for layer in meant}) == 1 else None
    output, hidden = _OUTPUT.search(clause), _HIDDEN.search(clause)
    weighted = [layer for layer in network.layers if layer.parameters]
    dense = [layer for layer in weighted if layer.kind == "Dense"]
    if _OTHERS.search(clause) or (output and hidden) or not dense:
        return None
    if output:
        return dense[-1] if dense[-1] is weighted[-1] else None
    return dense[0] if hidden and len(dense) == len(weighted) == 2 else None


_IN_ALL = regex(
    r"\b(?:in total|in all|altogether|en tout|au total|total of|total de)\b[^.;]{0,60}\b(?:of (?:them|which)"
    r"|dont|d'entre eux)\b"
)
_ANOTHER = regex(r"conv|pool|dense|layer|couche|\badd")
_COMPUTED = regex(r"\d\s?[*×·+]\s?\d{1,9}[^=]{0,60}=")
_OUTPUT = regex(r"output layer|couche de sortie|couche output|output-?layer|derniere couche|last layer")
_HIDDEN = regex(r"hidden layer(?!s)|couche cachee(?!s)")
_OTHERS = regex(r"input|entree|between|entre|from|depuis|vers|each|chaque|\bper\b|\bpar\b|without|sans|hors|neuron")
