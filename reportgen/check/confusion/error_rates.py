"""Error rates in words: against the accuracy of the same sentence, or the matrix that the sentence speaks of."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.check.confusion.by_diagonal import RATE, by_matrix
from reportgen.check.confusion.intervals import FLOAT, Interval, shares
from reportgen.check.confusion.scope import Reach
from reportgen.check.confusion.speaking import Said
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_RATE = regex(r"\b(?:error[ ]rate|taux[ ]d['’ ]?[ ]?erreurs?)\b[^0-9.;]{0,25}$", re.IGNORECASE)
_ACCURACY = regex(
    r"\b(?:accuracy|exactitude|pr[ée]cision|justesse|taux[ ]de[ ]r[ée]ussite|success[ ]rate|reconnaissance)\b",
    re.IGNORECASE,
)
_CLAUSE = regex(r"(?:[,;][ ])?\b(?:alors[ ]que|while|whereas|tandis[ ]que)\b|;[ ]")
SOME = regex(
    r"\b(?:train\w*|entra[iî]n\w*|valid\w*|class(?:e|es)?\b(?![ée]|[ ](?:correct|bien|mal))|more|fewer|less|plus"
    r"|moins|than|first|gain\w*|points?|rises?|falls?|drops?|from|passe|between|entre|monte|baisse|diff[ée]r\w*|epochs?"
    r"|[ée]poques?|if|si|would|about|environ|presque|almost|pr[eè]s)\b",
    re.IGNORECASE,
)


def verdicts(item: Said, reach: Reach) -> Iterator[Verdict]:
    """Yield the verdicts on the error rates of a text, clause by clause."""
    for clause in _CLAUSE.split(item.text):
        yield from _rates(replace(item, text=clause), reach)


def _rates(clause: Said, reach: Reach) -> Iterator[Verdict]:
    found = quantities(clause.text)
    rates = [one for one in found if one.percent and _RATE.search(clause.text[max(0, one.start - 60) : one.start])]
    if len(rates) == 1 and not SOME.search(clause.text):
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
        yield from by_matrix(item, rate, scope)


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
