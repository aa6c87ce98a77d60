"""Stated counts against the networks of their part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import prod

from reportgen.check.facts import Facts
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.structure import local
from reportgen.check.structure.claims import Claim, claims
from reportgen.check.structure.count_verdicts import RULE as RULE
from reportgen.check.structure.count_verdicts import confirmed, differs, foreign_total
from reportgen.check.structure.passages import Passage
from reportgen.check.structure.readings import Count, Ledger, ledger
from reportgen.check.structure.scope import Scopes
from reportgen.check.structure.slips import expected_count, is_of, is_slip, near_miss
from reportgen.check.verdict import Verdict

MOST = 1_000
"""Counts of a report that are judged: far more than a long one states."""
SMALLEST = 200
"""Smaller numbers are rarely counts of weights: they are never said to be wrong."""

_LAYER = regex(r"layer|couche|hidden|cach|sortie|output|between|entre\b|conv|bia|each|chaque", re.IGNORECASE)
"""Words by which a count beside stated sizes is not the network's total."""
_NAMED = regex(
    r"\b(?:for|with|pour|avec|cas|case|model|mod[eè]le)\s(\d{2,4})(?=\s?(?:[:,(]|neur|units?|unit[ée]s))", re.IGNORECASE
)
"""A case that is called by its neurons."""
_SIZE = (
    r"(?:inputs?|neurons?|neurones?|entr[ée]es?|units?|unit[ée]s?|filters?|filtres?|orientations?|features?|weights?|poids"
    r"|parameters?|param[èe]tres?)"
)
_DIFFERENCE = regex(
    rf"\b{_SIZE}\s(?:\w+\s)?(?:more|less|fewer|added|de plus|en plus|de moins|en moins|suppl[ée]mentaires?|ajout\w*)\b"
    rf"|\b(?:more|additional|extra|new|added|fewer|less|nouv\w+|autres)\s(?:\w+\s)?{_SIZE}\b"
    rf"|\b{_SIZE}\s(?:that|which|qu['’]\w+|que)\s(?:\w+\s){{0,3}}(?:add\w*|ajout\w*)"
    rf"|\d\s?[-–−]\s?\d[\d'’ ]{{0,8}}=\s?[\d'’ ]{{1,9}}{_SIZE}\b",
    re.IGNORECASE,
)
"""Sizes of what one network has more than another: no network has them, and no total."""
_WHAT = r"(?:version|try|attempt|network|model|cnn|architecture|essai|mod[eè]le|r[eé]seau|tentative)"
_VERSION = regex(
    rf"\b(?:first|earlier|initial|old|original|early|another|other|second) {_WHAT}"
    rf"|\b(?:premi[eè]re?|ancien\w*|autre|seconde?|deuxi[eè]me) {_WHAT}"
    r"|\bat first\b|\b(?:we|i) (?:began|started)\b|\bnow\b|\breplac\w+|\bhad only\b|\binstead\b"
    r"|\bau d[eé](?:but|part)\b|\bcommenc[eé]\w*|\bmaintenant\b|\bremplac\w+|\bn['’]avait que\b|\bau lieu\b",
    re.IGNORECASE,
)
"""Words of a sentence by which its counts may be those of another version than the one shown."""
_STATED_SIZE = regex(
    r"(?<![\w.,])(\d{1,5})\s(?:filters?|filtres?|valeurs?|values?|neurons?|neurones?|maps|cartes|channels|canaux|noyaux"
    r"|kernels)",
    re.IGNORECASE,
)
_SUM = regex(r"\d{2,}\s?\+\s?\d[\d'’., ]{1,9}(?:\+[^=]{1,40})?=")
_PRODUCT = regex(r"\d\s?[*×·x]\s?\d")
_ROUGH = regex(r"about|around|roughly|approx|nearly|environ|presque|[~≈]|(?:à|a) peu pr(?:è|e)s|autour", re.IGNORECASE)


@dataclass(frozen=True)
class _Spoken:
    """A claim with the networks that it may be about.

    Attributes:
        claim: the stated count.
        part: the index of its part.
        own: the network whose sizes stand beside it, if they do.
        lone: whether no other size stands there.
        here: the networks of its part.
        others: all others of the report.
        only: the network of its part, if it has one and announces no variant of it.
    """

    claim: Claim
    part: int
    own: Ledger | None
    lone: bool
    here: list[Ledger]
    others: list[Ledger]
    only: Ledger | None


def check(facts: Facts, scopes: Scopes, passages: tuple[Passage, ...]) -> Iterator[Verdict]:
    """Yield a verdict for each stated count that the networks of its part decide."""
    ledgers = {id(network): ledger(network) for network in facts.networks}
    every = (one for passage in passages for one in _spoken(passage, scopes, ledgers))
    spoken = list(islice(every, MOST))
    totals: dict[int, set[int]] = {}
    for one in spoken:
        if one.own and one.own.total:
            totals.setdefault(one.part, set()).add(one.own.total.value)
    wrong: dict[int, set[float]] = {}
    for one in spoken:
        for verdict in _judge(one, totals.get(one.part, set()), wrong.get(id(one.only), set())):
            if verdict.outcome == "refuted":
                wrong.setdefault(id(one.only), set()).add(one.claim.quantity.value)
            yield verdict


def _spoken(passage: Passage, scopes: Scopes, ledgers: dict[int, Ledger]) -> Iterator[_Spoken]:
    found = list(claims(passage))
    if not found:
        return
    line = passage.place.first
    scope, described, sizes = scopes.at(line), scopes.described(line), local.sizes(passage)
    words = [network for network in scope.networks if network.origin == "prose"]
    here = [ledgers[id(network)] for network in scope.networks]
    others = [ledgers[id(network)] for network in scope.others]
    only = ledgers[id(scope.only)] if scope.only and not (described.networks and described.varied) else None
    lone = len(sizes.hidden) < 2 and len(sizes.inputs) < 2
    for claim in found:
        own = local.network(passage, *local.at(sizes, claim.quantity.start), described.networks, words)
        part = scopes.submission.part_at(line)
        yield _Spoken(claim, part, ledger(own) if own else None, lone, here, others, only)


def _judge(one: _Spoken, totals: set[int], wrong: set[float]) -> Iterator[Verdict]:
    """Judge a claim.

    Args:
        one: the claim.
        totals: of the networks of its part whose sizes are stated beside a count.
        wrong: the refuted counts of the same network: sums of them are wrong too.
    """
    claim = one.claim
    near = [one.own] if one.own else []
    here = [item for item in one.here if item.network.origin != "prose"] if one.own and one.lone else one.here
    meant = expected_count(claim, one.only) if one.only else None
    count = next((count for count in _found(claim, [*near, *here]) if is_of(count, meant, claim)), None)
    if count is not None:
        yield confirmed(claim, count)
    elif _DIFFERENCE.search(claim.quote):
        return
    elif one.own:
        yield from _beside_sizes(one, one.own, totals)
    elif claim.quantity.value >= SMALLEST:
        yield from _elsewhere(one, meant, wrong)


def _beside_sizes(one: _Spoken, own: Ledger, totals: set[int]) -> Iterator[Verdict]:
    """Judge a count beside the sizes of its network: wrong if it is another case's total, or a slip of its own."""
    claim, right = one.claim, own.total
    if right is None or not claim.plain or claim.named or _LAYER.search(claim.clause) or not one.lone:
        return
    copied = any(claim.quantity.is_exactly(total) for total in totals)
    if claim.quantity.value >= SMALLEST and (copied or near_miss(claim.quantity, right)):
        yield differs(claim, right, copied, True, own.network)


def _elsewhere(one: _Spoken, meant: Count | None, wrong: set[float]) -> Iterator[Verdict]:
    """Judge a count that no network of the part has."""
    claim, only = one.claim, one.only
    if any(_nearly(claim.quantity, item.total) for item in (*one.here, *one.others)):
        return
    foreign = next((count for count in _found(claim, one.others) if count.what == "total"), None)
    if meant is not None and only is not None:
        certain = claim.plain and not claim.named and is_slip(claim, meant, foreign, only, wrong)
        certain = certain and not (_computes_another(claim, only) or _is_version(claim, only))
        yield differs(claim, meant, foreign is not None, certain, only.network)
    elif foreign and only and claim.about == "total" and claim.plain:
        yield foreign_total(claim, foreign)


def _computes_another(claim: Claim, only: Ledger) -> bool:
    """Tell whether a claim names neurons that the network does not have: `For 200: 216 * 200 + 200 = ...`."""
    own = {size for layer in only.network.layers for size in (layer.units, *(layer.shape or ())) if size}
    return any(int(match[1]) not in own for match in _NAMED.finditer(claim.quote))


def _is_version(claim: Claim, only: Ledger) -> bool:
    """Tell whether a count may be of another version: by its words, a size that the network lacks, a sum of layers."""
    shapes = [layer.shape or () for layer in only.network.layers]
    own = {size for shape in shapes for size in (*shape, prod(shape))} | {layer.units for layer in only.network.layers}
    lacking = any(int(match[1]) not in own for match in _STATED_SIZE.finditer(claim.quote))
    summed = claim.about == "layer" and _SUM.search(claim.quote) is not None and not _PRODUCT.search(claim.quote)
    return lacking or summed or _VERSION.search(claim.quote) is not None


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
