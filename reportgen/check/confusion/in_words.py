"""Numbers of images in words: `188 errors out of 10,000`, `98.12 %, i.e. 188 errors`, error rates, shares above 1."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.confusion.classes import garments
from reportgen.check.confusion.datasets import sure
from reportgen.check.confusion.intervals import FLOAT, Interval, shares
from reportgen.check.confusion.scope import Reach, Scope
from reportgen.check.confusion.speaking import Said
from reportgen.check.numbers import quantities
from reportgen.check.stated import Quantity
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

ERRORS, RATE, RANGE = "metric.errors", "metric.rate", "metric.range"
_WRONG = re.compile(
    r"[ ](?:images?[ ]|digits?[ ]|chiffres?[ ]|samples?[ ])?(?:(?:are|were|sont|ont[ ][ée]t[ée])[ ])?(?:errors?"
    r"|erreurs?|mistakes?|mis-?classif\w+|wrong\w*|incorrect\w*"
    r"|mal[ ](?:class|pr[ée]dit|reconnu)\w*|fautes?)\b",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"[ ](?:images?[ ]|digits?[ ]|chiffres?[ ]|samples?[ ])?(?:(?:are|were|sont"
    r"|ont[ ][ée]t[ée])[ ])?(?:correct\w*|right\w*|bien[ ](?:class|pr[ée]dit|reconnu)\w*|bonnes?[ ]\w+"
    r"|well[ ]classified)\b",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"(?:sur|out[ ]of|of|parmi|among|/)(?:[ ](?:the|les|our|nos|un[ ]total[ ]de|a[ ]total[ ]of|environ))?[ ]?$",
    re.IGNORECASE,
)
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
_SOME = re.compile(
    r"\b(?:train\w*|entra[iî]n\w*|valid\w*|class(?:e|es)?\b(?![ée])|more|fewer|less|plus|moins|than|only"
    r"|seulement|first|gain\w*|points?)\b",
    re.IGNORECASE,
)


_MAYBE = re.compile(
    r"[0-9][^.;]{0,60}\b(?:err|mis|wrong|incorrect|mal|faute|correct|right|bien|bonn|well)|err\w*[^.;]{0,40}[0-9]"
    r"|[1-9][0-9]{2}[0-9.,]{0,6} ?%",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Images:
    """A number of images classified wrong (or right) out of all."""

    count: int
    wrong: bool
    total: int | None
    about: bool


def verdicts(item: Said, reach: Reach) -> Iterator[Verdict]:
    """Yield the verdicts on numbers of errors, error rates and impossible metrics of a text."""
    if len(item.text) > 2000 or not _MAYBE.search(item.text):
        return
    found = quantities(item.text)
    yield from _beyond(item, found)
    yield from _rates(item, found)
    images = list(_images(item.text, found))
    if len(images) == 1 and not _SOME.search(item.text) and not any(True for _ in garments(item.text)):
        yield from _by_accuracy(item, images[0], found)
        yield from _by_matrix(item, images[0], reach)


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


def _rates(item: Said, found: tuple[Quantity, ...]) -> Iterator[Verdict]:
    """Compare an error rate with the only accuracy of the same sentence."""
    rates = [one for one in found if one.percent and _RATE.search(item.text[max(0, one.start - 60) : one.start])]
    accuracies = [one for one in found if _is_accuracy(item.text, one) and one not in rates]
    if len(rates) != 1 or len(accuracies) != 1 or _SOME.search(item.text):
        return
    rate, accuracy = rates[0], accuracies[0]
    right = any(
        one.low <= 1 - other.low and 1 - other.high <= one.high for one in shares_of(rate) for other in shares(accuracy)
    )
    about = rate.about or accuracy.about
    if right or not about:
        value = 1 - accuracy.shares[0].value
        yield Verdict(
            rule=RATE,
            outcome="confirmed" if right else "refuted",
            place=item.place,
            quote=item.text[:300],
            found=rate.text + " %",
            expected="" if right else Label("check.how.metric.percent", (("value", 100 * value),)),
            how=Label(
                "check.how.metric.rate",
                (("accuracy", accuracy.text + (" %" if accuracy.percent else "")), ("rate", 100 * value)),
            ),
        )


def shares_of(quantity: Quantity) -> tuple[Interval, ...]:
    """Return what an error rate in percent may be as a share."""
    return tuple(
        Interval((r.value - r.step) / 100 - FLOAT, (r.value + r.step) / 100 + FLOAT) for r in quantity.readings
    )


def _is_accuracy(text: str, quantity: Quantity) -> bool:
    """Tell whether a number is an accuracy: said so before it, or after (`98 % of accuracy`)."""
    near = text[max(0, quantity.start - 50) : quantity.start] + " " + text[quantity.end : quantity.end + 25]
    share = quantity.percent or 0 < quantity.value < 1
    return share and _ACCURACY.search(near) is not None and quantity.shares[0].value > 0.5


# ── numbers of images ────────────────────────────────────────────────────────────────────────────────────────────


def _images(text: str, found: tuple[Quantity, ...]) -> Iterator[_Images]:
    """Yield the numbers of images that are said to be classified wrong or right, of all."""
    totals: list[Quantity] = []
    for quantity in found:
        if quantity.percent or quantity in totals or quantity.value != int(quantity.value):
            continue
        after = text[quantity.end : quantity.end + 60]
        total = _total(text, quantity, found)
        totals += [] if total is None else [total]
        tail = after if total is None else text[total.end : total.end + 60]
        wrong = _WRONG.match(after) or _WRONG.match(tail)
        if wrong or _RIGHT.match(after) or _RIGHT.match(tail):
            yield _Images(
                int(quantity.value), wrong is not None, None if total is None else int(total.value), quantity.about
            )


def _total(text: str, quantity: Quantity, found: tuple[Quantity, ...]) -> Quantity | None:
    """Return the number that follows as `out of 10,000`."""
    for other in found:
        between = text[quantity.end : other.start]
        if 0 < other.start - quantity.end < 70 and _OUT_OF.search(between) and other.value > quantity.value:
            return other if other.value == int(other.value) and other.value >= 16 else None
    return None


def _by_accuracy(item: Said, images: _Images, found: tuple[Quantity, ...]) -> Iterator[Verdict]:
    """Compare a number of errors with the only accuracy of the sentence, if it says of how many images."""
    accuracies = [one for one in found if _is_accuracy(item.text, one)]
    if len(accuracies) != 1 or images.total is None:
        return
    accuracy = accuracies[0]
    share = 1 - images.count / images.total if images.wrong else images.count / images.total
    slack = 0.5 / images.total
    right = any(one.low - slack <= share <= one.high + slack for one in shares(accuracy))
    if not right and (images.about or accuracy.about):
        return
    yield Verdict(
        rule=ERRORS,
        outcome="confirmed" if right else "refuted",
        place=item.place,
        quote=item.text[:300],
        found=str(images.count),
        expected=""
        if right
        else str(round(images.total * (1 - accuracy.shares[0].value if images.wrong else accuracy.shares[0].value))),
        how=Label("check.how.metric.share", (("count", images.count), ("total", images.total), ("share", 100 * share))),
    )


def _by_matrix(item: Said, images: _Images, reach: Reach) -> Iterator[Verdict]:
    """Compare a number of errors with the matrices that the sentence speaks of."""
    scope = reach.scope(item, item.text)
    if scope is None or not scope.matrices or images.about:
        return
    fitting = [m for m in scope.matrices if (m.total - m.trace if images.wrong else m.trace) == images.count]
    outcome = _outcome(scope, bool(fitting), images)
    if outcome is None:
        return
    matrix = (fitting or list(scope.matrices))[0]
    values = (
        ("trace", matrix.trace),
        ("total", matrix.total),
        ("value", matrix.trace / matrix.total),
        ("errors", matrix.total - matrix.trace),
    )
    expected = matrix.total - matrix.trace if images.wrong else matrix.trace
    yield Verdict(
        rule=ERRORS,
        outcome=outcome,
        place=item.place,
        quote=item.text[:300],
        found=str(images.count),
        expected="" if fitting else str(expected),
        how=Label("check.how.metric.accuracy", values),
        suspicion=0.0 if fitting else 0.5,
        also=(matrix.place,),
    )


def _outcome(scope: Scope, fits: bool, images: _Images) -> Outcome | None:
    if fits:
        return "confirmed"
    if images.total is None:
        return None
    whole = images.total == scope.matrices[0].total
    return "refuted" if scope.certain and whole and len(scope.matrices) == 1 and sure(scope.matrices[0]) else "review"
