"""Shares and sums in words: error rates, `92 % of the images are classified correctly`, the sum of the diagonal.

A share above one is wrong by itself; the rest is compared with the accuracy of the same sentence, or with the matrix
that the sentence speaks of.
"""

import re
from collections.abc import Iterator

from reportgen.check.confusion import error_rates, from_matrix
from reportgen.check.confusion.belonging import Owners
from reportgen.check.confusion.by_diagonal import counted
from reportgen.check.confusion.classes import unmentioned
from reportgen.check.confusion.datasets import sure
from reportgen.check.confusion.error_rates import SOME, is_accuracy
from reportgen.check.confusion.scope import Reach
from reportgen.check.confusion.speaking import Said
from reportgen.check.confusion.understood import IMAGES, understood
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity, Score
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RANGE, TRACE = "metric.range", "metric.trace"
_METRIC = regex(
    r"\b(?:accuracy|exactitude|justesse|pr[ée]cision|recall|rappel|f1(?:[- ]?score)?|sensibilit[ée]|sensitivity"
    r"|sp[ée]cificit[ée]|specificity)\b[^0-9.;,]{0,20}$",
    re.IGNORECASE,
)
_DIAGONAL = regex(
    r"\b(?:diagonale?|trace)\b[^0-9.;]{0,30}\b(?:vaut|est|is|sums?(?:[ ]to)?|equals?|gives?|donne|fait|compte|contient"
    r"|has|holds|de|of)[ ](?:de[ ]|of[ ]|égale?[ ]à[ ])?$",
    re.IGNORECASE,
)
_ONE_CELL = regex(
    r"\b(?:ent(?:ry|ries|r[ée]es?)|values?|valeurs?|cells?|cases?|beside|off|outside|hors|dehors|highest|largest|biggest"
    r"|smallest|lowest|plus[ ](?:grande?|petite?|haute?|basse?))\b",
    re.IGNORECASE,
)
"""With such a word, a number is a cell on or beside the diagonal, not its sum."""
_IMAGES = r"(?:images?|digits?|chiffres?|clothes|garments?|v[êe]tements?|samples?|exemples?|cases|cas|radios?|x-?rays?)"
_SHARE = regex(
    rf"[ ]?%[ ](?:of|des|de)[ ](?:(?:the|all|all[ ]the|les|ces|test)[ ]){{0,2}}{_IMAGES}"
    r"[^.;,0-9]{0,40}\b(?:correct\w*|right\w*|bien|well)\b"
    r"|[ ]?%[ ](?:de[ ]r[ée]ussite|de[ ]bonnes[ ]\w+|correct\w*)\b",
    re.IGNORECASE,
)
_MATRIX = regex(r"\b(?:diagonale?|matri(?:x|ce))\b", re.IGNORECASE)
_CORRECTLY = regex(r"\b(?:correctement|correctly|bien)[ ](?:class\w*[ ])?$", re.IGNORECASE)
_MAYBE = regex(r"%|diagonal|\btrace\b", re.IGNORECASE)


def verdicts(item: Said, reach: Reach, owners: Owners) -> Iterator[Verdict]:
    """Yield the verdicts on the shares and sums of a text."""
    if len(item.text) > 2000 or not _MAYBE.search(item.text):
        return
    found = quantities(item.text)
    yield from _beyond(item, found)
    yield from error_rates.verdicts(item, reach)
    if not SOME.search(item.text):
        yield from _right(item, found, owners)
        yield from _trace(item, found, reach)


# ── more than all ────────────────────────────────────────────────────────────────────────────────────────────────


def _beyond(item: Said, found: tuple[Quantity, ...]) -> Iterator[Verdict]:
    """Refute a metric above 100 %."""
    for quantity in found:
        before = item.text[max(0, quantity.start - 60) : quantity.start]
        if (
            not quantity.percent
            or not _METRIC.search(before)
            or re.search(r"[+*×]\s?$|gain|increas|augment|improv", before)
        ):
            continue
        if all(100 + reading.step < reading.value < 1000 for reading in quantity.readings):
            yield Verdict(
                rule=RANGE,
                outcome="refuted",
                place=item.place,
                quote=item.text[:300],
                found=quantity.text + " %",
                expected="≤ 100 %",
                how=Label("check.how.metric.range"),
            )


# ── by the matrix ────────────────────────────────────────────────────────────────────────────────────────────────


def _right(item: Said, found: tuple[Quantity, ...], owners: Owners) -> Iterator[Verdict]:
    """Compare a share of images that are classified right with the matrix that the sentence speaks of."""
    of_matrix = _MATRIX.search(item.text) is not None
    said = [
        one
        for one in found
        if (one.percent and _says_right(item.text, one)) or (of_matrix and is_accuracy(item.text, one))
    ]
    if len(said) != 1 or said[0].about:
        return
    score = Score(("accuracy",), said[0], item.place, item.text[:300])
    owner = owners.spoken(score, item)
    if owner is not None:
        yield from from_matrix.verdicts(score, owner, owners.submission)


def _says_right(text: str, quantity: Quantity) -> bool:
    after = text[quantity.end :].lstrip()
    before = text[: quantity.start]
    return _SHARE.match(" " + after) is not None or (
        _CORRECTLY.search(before) is not None
        and re.match(rf"%[ ](?:of|des|de)[ ].{{0,12}}{_IMAGES}", after) is not None
    )


def _trace(item: Said, found: tuple[Quantity, ...], reach: Reach) -> Iterator[Verdict]:
    """Compare the sum of the diagonal with the matrix that the sentence speaks of."""
    if _ONE_CELL.search(item.text):
        return
    said = [one for one in found if not one.percent and _DIAGONAL.search(item.text[max(0, one.start - 80) : one.start])]
    scope = reach.scope(item, item.text) if len(said) == 1 and not said[0].about and said[0].value > 1 else None
    if scope is None or not scope.matrices:
        return
    right = [one for one in scope.matrices if said[0].is_exactly(one.trace)]
    if not right and not scope.certain:
        return
    matrix = (right or list(scope.matrices))[0]
    totals = [one for one in found if one == said[0] or one.is_exactly(matrix.total)]
    plain = understood(unmentioned(item.text, totals), IMAGES)
    refuted = plain and len(scope.matrices) == 1 and sure(matrix)
    yield Verdict(
        rule=TRACE,
        outcome="confirmed" if right else "refuted" if refuted else "review",
        place=item.place,
        quote=item.text[:300],
        found=said[0].text,
        expected="" if right else str(matrix.trace),
        how=counted(matrix),
        suspicion=0.0 if right else 0.5,
        also=(matrix.place,),
    )
