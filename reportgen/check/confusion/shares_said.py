"""Shares and sums in words: error rates, `92 % of the images are classified correctly`, the sum of the diagonal.

A share above one is wrong by itself; the rest is compared with the accuracy of the same sentence, or with the matrix
that the sentence speaks of.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.check.confusion.datasets import sure
from reportgen.check.confusion.intervals import FLOAT, Interval, is_one_of, shares
from reportgen.check.confusion.scope import Reach, Scope
from reportgen.check.confusion.speaking import Said
from reportgen.check.numbers import quantities
from reportgen.check.stated import Matrix, Quantity
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RATE, RANGE, TRACE, ACCURACY = "metric.rate", "metric.range", "metric.trace", "metric.accuracy"
_RATE = re.compile(r"\b(?:error[ ]rate|taux[ ]d['’ ]?[ ]?erreurs?)\b[^0-9.;]{0,25}$", re.IGNORECASE)
_ACCURACY = re.compile(
    r"\b(?:accuracy|exactitude|pr[ée]cision|justesse|taux[ ]de[ ]r[ée]ussite|success[ ]rate|reconnaissance)\b",
    re.IGNORECASE,
)
_METRIC = re.compile(
    r"\b(?:accuracy|exactitude|justesse|pr[ée]cision|recall|rappel|f1(?:[- ]?score)?|sensibilit[ée]|sensitivity"
    r"|sp[ée]cificit[ée]|specificity)\b[^0-9.;,]{0,20}$",
    re.IGNORECASE,
)
_DIAGONAL = re.compile(
    r"\b(?:diagonale?|trace)\b[^0-9.;]{0,30}\b(?:vaut|est|is|sums?(?:[ ]to)?|equals?|gives?|donne|fait|compte|contient"
    r"|has|holds|de|of)[ ](?:de[ ]|of[ ]|égale?[ ]à[ ])?$",
    re.IGNORECASE,
)
_IMAGES = r"(?:images?|digits?|chiffres?|clothes|garments?|v[êe]tements?|samples?|exemples?|cases|cas|radios?|x-?rays?)"
_SHARE = re.compile(
    rf"[ ]?%[ ](?:of|des|de)[ ](?:(?:the|all|all[ ]the|les|ces|test)[ ]){{0,2}}{_IMAGES}"
    r"[^.;,0-9]{0,40}\b(?:correct\w*|right\w*|bien|well)\b"
    r"|[ ]?%[ ](?:de[ ]r[ée]ussite|de[ ]bonnes[ ]\w+|correct\w*)\b",
    re.IGNORECASE,
)
_MATRIX = re.compile(r"\b(?:diagonale?|matri(?:x|ce))\b", re.IGNORECASE)
_CORRECTLY = re.compile(r"\b(?:correctement|correctly|bien)[ ](?:class\w*[ ])?$", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?:train\w*|entra[iî]n\w*|valid\w*|class(?:e|es)?\b(?![ée])|more|fewer|less|plus|moins|than|first|gain\w*"
    r"|points?|rises?|falls?|drops?|from|passe|between|entre|monte|baisse|diff[ée]r\w*|epochs?|[ée]poques?|if|si|would|about|environ|presque|almost|pr[eè]s)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?:[,;][ ])?\b(?:alors[ ]que|while|whereas|tandis[ ]que)\b|;[ ]")
_MAYBE = re.compile(r"%|diagonal|\btrace\b", re.IGNORECASE)


def verdicts(item: Said, reach: Reach) -> Iterator[Verdict]:
    """Yield the verdicts on the shares and sums of a text."""
    if len(item.text) > 2000 or not _MAYBE.search(item.text):
        return
    found = quantities(item.text)
    yield from _beyond(item, found)
    for clause in _CLAUSE.split(item.text):
        yield from _rates(replace(item, text=clause), reach)
    if not _SOME.search(item.text):
        yield from _right(item, found, reach)
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


# ── error rates ──────────────────────────────────────────────────────────────────────────────────────────────────


def _rates(clause: Said, reach: Reach) -> Iterator[Verdict]:
    found = quantities(clause.text)
    rates = [one for one in found if one.percent and _RATE.search(clause.text[max(0, one.start - 60) : one.start])]
    if len(rates) == 1 and not _SOME.search(clause.text):
        yield from _rate(clause, rates[0], found, reach)


def _rate(item: Said, rate: Quantity, found: tuple[Quantity, ...], reach: Reach) -> Iterator[Verdict]:
    """Compare an error rate with the only accuracy of the same sentence, or with the matrix that it speaks of."""
    accuracies = [one for one in found if is_accuracy(item.text, one) and one != rate]
    if len(accuracies) > 1:
        return
    if accuracies:
        yield from _by_accuracy(item, rate, accuracies[0])
        return
    scope = reach.scope(item, item.text)
    if scope is not None and scope.matrices and not rate.about:
        yield from _by_matrix(item, rate, scope, RATE)


def _by_accuracy(item: Said, rate: Quantity, accuracy: Quantity) -> Iterator[Verdict]:
    right = any(
        one.low <= 1 - other.low and 1 - other.high <= one.high for one in _shares(rate) for other in shares(accuracy)
    )
    if right or not (rate.about or accuracy.about):
        value = 100 * (1 - accuracy.shares[0].value)
        values = (("accuracy", accuracy.text + (" %" if accuracy.percent else "")), ("rate", value))
        yield Verdict(
            rule=RATE,
            outcome="confirmed" if right else "refuted",
            place=item.place,
            quote=item.text[:300],
            found=rate.text + " %",
            expected="" if right else Label("check.how.metric.percent", (("value", value),)),
            how=Label("check.how.metric.rate", values),
        )


def _shares(quantity: Quantity) -> tuple[Interval, ...]:
    """Return what an error rate in percent may be as a share."""
    return tuple(
        Interval((r.value - r.step) / 100 - FLOAT, (r.value + r.step) / 100 + FLOAT) for r in quantity.readings
    )


def is_accuracy(text: str, quantity: Quantity) -> bool:
    """Tell whether a number is an accuracy: said so before it, or after (`98 % of accuracy`)."""
    near = text[max(0, quantity.start - 50) : quantity.start] + " " + text[quantity.end : quantity.end + 25]
    share = quantity.percent or 0 < quantity.value < 1
    return share and _ACCURACY.search(near) is not None and quantity.shares[0].value > 0.5


# ── by the matrix ────────────────────────────────────────────────────────────────────────────────────────────────


def _right(item: Said, found: tuple[Quantity, ...], reach: Reach) -> Iterator[Verdict]:
    """Compare a share of images that are classified right with the matrix that the sentence speaks of."""
    by_matrix = _MATRIX.search(item.text) is not None
    said = [
        one
        for one in found
        if (one.percent and _says_right(item.text, one)) or (by_matrix and is_accuracy(item.text, one))
    ]
    if len(said) != 1 or said[0].about:
        return
    scope = reach.scope(item, item.text)
    if scope is not None and scope.matrices:
        yield from _by_matrix(item, said[0], scope, ACCURACY)


def _says_right(text: str, quantity: Quantity) -> bool:
    after = text[quantity.end :].lstrip()
    before = text[: quantity.start]
    return _SHARE.match(" " + after) is not None or (
        _CORRECTLY.search(before) is not None
        and re.match(rf"%[ ](?:of|des|de)[ ].{{0,12}}{_IMAGES}", after) is not None
    )


def _by_matrix(item: Said, quantity: Quantity, scope: Scope, rule: str) -> Iterator[Verdict]:
    known = [(one, _share(one, rule)) for one in scope.matrices]
    right = [(one, value) for one, value in known if is_one_of(quantity, [value])]
    if not right and not scope.certain:
        return
    matrix, value = (right or known)[0]
    refuted = scope.certain and len(known) == 1 and sure(matrix)
    expected = Label("check.how.metric.percent", (("value", 100 * value),))
    yield Verdict(
        rule=rule,
        outcome="confirmed" if right else "refuted" if refuted else "review",
        place=item.place,
        quote=item.text[:300],
        found=quantity.text + (" %" if quantity.percent else ""),
        expected="" if right else expected,
        how=counted(matrix),
        suspicion=0.0 if right else 0.5,
        also=(matrix.place,),
    )


def _share(matrix: Matrix, rule: str) -> float:
    accuracy = matrix.trace / matrix.total
    return 1 - accuracy if rule == RATE else accuracy


def counted(matrix: Matrix) -> Label:
    """Return the sentence that counts a matrix's diagonal."""
    values = (
        ("trace", matrix.trace),
        ("total", matrix.total),
        ("value", matrix.trace / matrix.total),
        ("errors", matrix.total - matrix.trace),
    )
    return Label("check.how.metric.accuracy", values)


def _trace(item: Said, found: tuple[Quantity, ...], reach: Reach) -> Iterator[Verdict]:
    """Compare the sum of the diagonal with the matrix that the sentence speaks of."""
    said = [one for one in found if not one.percent and _DIAGONAL.search(item.text[max(0, one.start - 80) : one.start])]
    scope = reach.scope(item, item.text) if len(said) == 1 and not said[0].about and said[0].value > 1 else None
    if scope is None or not scope.matrices:
        return
    right = [one for one in scope.matrices if said[0].is_exactly(one.trace)]
    if not right and not scope.certain:
        return
    matrix = (right or list(scope.matrices))[0]
    yield Verdict(
        rule=TRACE,
        outcome="confirmed" if right else "refuted" if len(scope.matrices) == 1 and sure(matrix) else "review",
        place=item.place,
        quote=item.text[:300],
        found=said[0].text,
        expected="" if right else str(matrix.trace),
        how=counted(matrix),
        suspicion=0.0 if right else 0.5,
        also=(matrix.place,),
    )
