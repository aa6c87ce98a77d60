"""Dropout in words against the network that the same lines show: `a dropout of 0.5` beside `Dropout(0.3)`, or no layer.

Keras prints every layer of dropout, so that a network shown without one has none.
"""

import re
from collections.abc import Iterator

from reportgen.check.consistency.claims import Claim, Claims
from reportgen.check.consistency.shown import Shown, compared, shown_beside
from reportgen.check.consistency.speaking import NETWORK, WE, is_alone, is_clear, is_doubtful, speaks
from reportgen.check.patterns import regex
from reportgen.check.verdict import Verdict

_USED = regex(
    r"\b(?:(?:the|our|its|le|notre|son|du) (?:taux de )?drop-?out|drop-?out(?: rate)? (?:is|est|vaut)"
    r"|there is|il y a|(?:is|est) (?:used|utilis[eé]|applied|appliqu[eé]|mis))\b",
    re.IGNORECASE,
)
_GENERAL = regex(r"\b(?:(?:is|are|est|sont) (?:an?|une?)|ways?|fa[cç]ons?|m[eé]thod\w*|technique\w*)\b", re.IGNORECASE)


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each rate that a sentence states of the network that its part shows."""
    for claim, shown in shown_beside(claims, ("dropout",)):
        yield from _judged(claim, shown, claims)


def _judged(claim: Claim, shown: Shown, claims: Claims) -> Iterator[Verdict]:
    """Yield what follows for a rate: of the code, or for a network without such a layer."""
    if shown.rates.issuperset(claim.value) and shown.rates:
        yield compared(claim, "confirmed", tuple((rate,) for rate in sorted(shown.rates)), shown)
    elif not claim.is_single or claim.value == (0.0,) or not _is_used(claim) or not speaks(claim, shown, claims):
        return
    elif len(shown.rates) == 1 and shown.has_dropout:
        certain = not is_doubtful(claim, shown, claims) and is_alone(claim, (tuple(shown.rates),), shown, claims)
        yield compared(
            claim,
            "refuted" if certain and is_clear(claim, claims, named=True) else "review",
            (tuple(shown.rates),),
            shown,
        )
    elif not shown.rates and not shown.has_dropout:
        certain = claim.place.first > shown.place.last and is_clear(claim, claims, named=True)
        yield compared(claim, "refuted" if certain else "review", (), shown, "no_dropout")


def _is_used(claim: Claim) -> bool:
    """Tell whether a sentence says that the network has this dropout, not what dropout is good for."""
    if claim.setting.where in ("item", "table"):
        return True
    said = _USED.search(claim.sentence) or NETWORK.search(claim.sentence) or WE.search(claim.sentence)
    return said is not None and not _GENERAL.search(claim.sentence)
