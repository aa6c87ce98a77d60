"""F1 from the precision and the recall that are stated beside it, with what their rounding leaves open.

Of one class, F1 is the harmonic mean of the two. An average over classes is not: the mean of the F1 scores may even lie
below both means. So a triple over many classes is never refuted.
"""

import re
from collections.abc import Iterator, Sequence

from reportgen.check.confusion.derived import harmonic
from reportgen.check.confusion.from_matrix import fraction, written
from reportgen.check.confusion.intervals import Interval, shares
from reportgen.check.patterns import regex
from reportgen.check.stated import Metric, Score
from reportgen.check.submission import Submission
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

F1 = "metric.f1"
NEAR = 8
"""How many lines a precision and a recall may stand from an F1 that they give."""
TOGETHER = 2
"""How many lines they may stand from one that they do not give: further off they may be of other images."""
_TWO = regex(r"pneumon|x-?ray|radiogra|thorax|chest|poumon|lung|binar|binair|sigmoid", re.IGNORECASE)
_AVERAGED = regex(r"average\s?=|weighted|macro|micro|pond[ée]r|moyenne", re.IGNORECASE)
_LOOSE = 0.05


def verdicts(scores: Sequence[Score], submission: Submission) -> Iterator[Verdict]:
    """Yield a verdict for each F1 that stands with one precision and one recall of the same images and class."""
    for score in scores:
        if score.metrics != ("f1",) or score.quantity.about or fraction(score, submission):
            continue
        precision, recall = _beside(score, "precision", scores), _beside(score, "recall", scores)
        if precision is not None and recall is not None:
            yield from _verdict(score, precision, recall, scores, submission)


def _beside(score: Score, metric: Metric, scores: Sequence[Score]) -> Score | None:
    """Return the only score of another metric near a score, of the same images, class and average."""
    near = [
        other
        for other in scores
        if metric in other.metrics
        and (other.split, other.label, other.average) == (score.split, score.label, score.average)
        and other.place.apart(score.place) <= NEAR
    ]
    if len({other.quantity.value for other in near}) > 1:
        nearest = min(other.place.apart(score.place) for other in near)
        near = [other for other in near if other.place.apart(score.place) == nearest and _same_lines(other, score)]
    return near[0] if len({other.quantity.value for other in near}) == 1 else None


def _same_lines(one: Score, other: Score) -> bool:
    return one.place.first == other.place.first


def _verdict(
    score: Score, precision: Score, recall: Score, scores: Sequence[Score], submission: Submission
) -> Iterator[Verdict]:
    possible = [_f1(p, r) for p in shares(precision.quantity) for r in shares(recall.quantity)]
    right = any(one.meets(other) for one in possible for other in shares(score.quantity))
    value = harmonic(precision.quantity.shares[0].value, recall.quantity.shares[0].value)
    off = min(abs(reading.value - value) for reading in score.quantity.shares)
    single = _single(score, submission) and not _may_be_mean(score, recall, scores)
    together = all(one.place.apart(score.place) <= TOGETHER for one in (precision, recall))
    if not right and (not together or (not single and off < _LOOSE)):
        return
    refuted = single and not precision.quantity.about and not recall.quantity.about and len(precision.metrics) == 1
    values = (("precision", written(precision)), ("recall", written(recall)), ("value", value))
    yield Verdict(
        rule=F1,
        outcome="confirmed" if right else "refuted" if refuted else "review",
        place=score.place,
        quote=score.quote,
        found=written(score),
        expected="" if right else Label("check.how.metric.value", (("value", value),)),
        how=Label("check.how.metric.f1", values),
        severity="error",
        suspicion=0.0 if right else 0.5,
        also=(precision.place, recall.place),
    )


def _f1(precision: Interval, recall: Interval) -> Interval:
    low = harmonic(max(precision.low, 0.0), max(recall.low, 0.0))
    return Interval(low - 1e-9, harmonic(min(precision.high, 1.0), min(recall.high, 1.0)) + 1e-9)


def _single(score: Score, submission: Submission) -> bool:
    """Tell whether a triple is of one class: labelled, or of two classes of which one is the positive."""
    if score.label:
        return True
    if score.average:
        return False
    titles = " ".join(part.title for part in submission.path_at(score.place.first)) if submission.parts else ""
    around = submission.lines[max(0, score.place.first - 30) : score.place.last + 15]
    text = titles + " " + " ".join(line.text[:300] for line in around)
    return _TWO.search(text) is not None and not _AVERAGED.search(text)


def _may_be_mean(score: Score, recall: Score, scores: Sequence[Score]) -> bool:
    """Tell whether an F1 may be a mean: those of classes stand beside it, or the recall is that of all images."""
    if score.label:
        return False
    near = [one for one in scores if one.place.apart(score.place) <= NEAR]
    of_classes = any(one.label and one.metrics == score.metrics for one in near)
    accuracies = [one for one in near if "accuracy" in one.metrics and not one.label]
    return of_classes or any(
        one.meets(other) for acc in accuracies for one in shares(acc.quantity) for other in shares(recall.quantity)
    )
