"""Stated counts against the networks of their part."""

import re
from collections.abc import Iterator

from reportgen.arithmetic import write
from reportgen.check.facts import Facts
from reportgen.check.numbers import quantities
from reportgen.check.stated import Quantity, StatedNetwork
from reportgen.check.structure.claims import Claim, claims
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.readings import Count, Ledger, ledger, solved
from reportgen.check.structure.scope import Scopes
from reportgen.check.structure.solving import Solved
from reportgen.check.submission import Place
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

SMALLEST = 200
"""Smaller numbers are rarely counts of weights: they are never said to be wrong."""

RULE = "structure.count"


def check(facts: Facts, scopes: Scopes, passages: tuple[Passage, ...]) -> Iterator[Verdict]:
    """Yield a verdict for each stated count that the networks of its part decide."""
    ledgers = {id(network): ledger(network) for network in facts.networks}
    wrong: dict[int, set[float]] = {}
    for passage in passages:
        scope = scopes.at(passage.place.first)
        here = [ledgers[id(network)] for network in scope.networks]
        others = [ledgers[id(network)] for network in scope.others]
        only = ledgers[id(scope.only)] if scope.only else None
        for claim in claims(passage):
            for verdict in _judge(claim, here, others, only, wrong.get(id(only), set())):
                if verdict.outcome == "refuted":
                    wrong.setdefault(id(only), set()).add(claim.quantity.value)
                yield verdict


def _judge(
    claim: Claim, here: list[Ledger], others: list[Ledger], only: Ledger | None, wrong: set[float]
) -> Iterator[Verdict]:
    """Judge a claim; `wrong` are the refuted counts of the same network: sums of them are wrong too."""
    count = next(_found(claim, here), None)
    if count is not None:
        yield _confirmed(claim, count)
        return
    if claim.quantity.value < SMALLEST or any(_nearly(claim.quantity, item.total) for item in (*here, *others)):
        return
    foreign = next((count for count in _found(claim, others) if count.what == "total"), None)
    expected = _expected(claim, only) if only else None
    if expected is not None and only is not None:
        certain = claim.plain and not claim.named and _is_slip(claim, expected, foreign, only, wrong)
        yield _wrong(claim, expected, foreign, certain, only.network)
    elif foreign and only and claim.about == "total" and claim.plain:
        yield _elsewhere(claim, foreign)


def _found(claim: Claim, ledgers: list[Ledger]) -> Iterator[Count]:
    """Yield the counts that a claim may state; of biases only where it is of biases."""
    values = [int(reading.value) for reading in claim.quantity.readings if float(reading.value).is_integer()]
    for item in ledgers:
        for count in (count for value in values for count in item.by_value.get(value, ())):
            if claim.noun == "biases" or count.what not in ("layer_biases", "total_biases"):
                yield count
    for item in ledgers if _ROUGH.search(claim.clause) else ():
        if item.total and _nearly(claim.quantity, item.total):
            yield item.total


def _nearly(quantity: Quantity, count: Count | None) -> bool:
    """Tell whether a number that is said to be rough, or has at most two digits but zeros, is near a count."""
    if count is None or not (quantity.about or len(str(int(quantity.value)).rstrip("0")) <= 2):
        return False
    return any(abs(reading.value - count.value) <= 0.1 * count.value for reading in quantity.readings)


def _is_slip(claim: Claim, expected: Count, foreign: Count | None, only: Ledger, wrong: set[float]) -> bool:
    """Tell whether a number was meant for this network: computed from its sizes, mistyped, or copied from another one.

    What is described in words is taken for the network only where a computation shows that it is meant.
    """
    if _is_computed(claim, only.network, wrong):
        return only.network.origin != "prose" or only.network.spec is not None
    return only.network.origin != "prose" and (foreign is not None or _near_miss(claim.quantity, expected))


def _is_computed(claim: Claim, network: StatedNetwork, wrong: set[float]) -> bool:
    """Tell whether the claim shows a computation with a size or a count of the network, or with a wrong one of it."""
    if not _COMPUTED.search(claim.quote):
        return False
    least = 2 if claim.about == "layer" else 11
    sides = [side for layer in network.layers for side in (*(layer.shape or ()), layer.parameters or 0)]
    sides += [side for answer in solved(network) for side in answer.received]
    sizes = wrong | {side for side in sides if side >= least}
    return any(quantity.value in sizes for quantity in quantities(claim.quote))


def _near_miss(quantity: Quantity, expected: Count) -> bool:
    """Tell a slip of the pen from a number of another kind: a digit off, lost or doubled, or a few biases forgotten."""
    found, right = str(int(quantity.value)), str(expected.value)
    if abs(quantity.value - expected.value) <= 0.05 * expected.value or sorted(found) == sorted(right):
        return True
    if len(found) == len(right):
        return sum(a != b for a, b in zip(found, right, strict=True)) == 1
    short, long = sorted((found, right), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _expected(claim: Claim, only: Ledger) -> Count | None:
    """Return what the claim should say, if it is certain which count it means."""
    if claim.noun == "biases":
        return None
    if claim.about == "total":
        return only.total
    names = [layer for layer in only.network.layers if layer.parameters]
    named = [
        layer
        for layer in names
        if re.search(r"[\d_]", layer.name) and re.search(rf"(?<![\w-]){re.escape(layer.name)}(?!\w)", claim.clause)
    ]
    dense = [layer for layer in names if layer.kind == "Dense"]
    output, hidden = (re.search(word, claim.clause, re.IGNORECASE) for word in (_OUTPUT, _HIDDEN))
    others = re.search(_OTHERS, claim.clause, re.IGNORECASE)
    if len(named) == 1:
        meant = named
    elif output and not hidden and not others and dense[-1:] == names[-1:]:
        meant = dense[-1:]
    elif hidden and not output and not others and len(dense) == len(names) == 2:
        meant = dense[:1]
    else:
        return None
    return only.layer(meant[0].name)


_COMPUTED = re.compile(r"\d\s?[*×·+]\s?\d{1,9}[^=]{0,60}=")
_ROUGH = re.compile(
    r"about|around|roughly|approx|nearly|environ|presque|[~≈]|(?:à|a) peu pr(?:è|e)s|autour", re.IGNORECASE
)
_OUTPUT = r"output layer|couche de sortie|couche output|output-?layer|derni(?:è|e)re couche|last layer"
_HIDDEN = r"hidden layer|couche cach(?:é|e)e"
_OTHERS = r"input|entr(?:é|e)e|between|entre|from|depuis|vers|each|chaque|\bper\b|\bpar\b|without|sans|hors|neuron"


# ── verdicts ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _confirmed(claim: Claim, count: Count) -> Verdict:
    return Verdict(RULE, "confirmed", claim.place, claim.quote, number(claim), number(count), how(count))


def _wrong(claim: Claim, expected: Count, foreign: Count | None, certain: bool, network: StatedNetwork) -> Verdict:
    label = "total_elsewhere" if foreign else "expected"
    values = (("found", claim.quantity.text), ("count", how(expected)))
    return Verdict(
        RULE,
        "refuted" if certain else "review",
        claim.place,
        claim.quote,
        number(claim),
        number(expected),
        Label(f"check.how.structure.{label}", values),
        suspicion=0.0 if certain else 0.6,
        cause=f"{RULE}:{network.place.first}" if network.origin == "prose" else "",
        also=(Place(network.place.first, min(network.place.last, network.place.first + 4)),),
    )


def _elsewhere(claim: Claim, foreign: Count) -> Verdict:
    how_ = Label("check.how.structure.elsewhere", (("found", claim.quantity.text), ("count", how(foreign))))
    question = Label("check.how.structure.which_model")
    return Verdict(
        RULE, "review", claim.place, claim.quote, number(claim), "", how_, "inconsistency", 0.5, question=question
    )


def number(item: Claim | Count | Solved) -> Label:
    """Return a count as a label: a number in the reader's language."""
    value = (
        item.value if isinstance(item, Count) else item.parameters if isinstance(item, Solved) else item.quantity.value
    )
    return Label("check.how.structure.number", (("value", value),))


def how(count: Count) -> Label:
    """Return how a count comes about."""
    formula = write(count.formula or count.value, str)
    plain = formula == str(count.value)
    values = (("layer", count.layer), ("formula", formula), ("value", count.value))
    return Label(f"check.how.structure.count_{count.what}{'_plain' if plain else ''}", values)
