"""F1 from the precision and the recall that are stated beside it, with what their rounding leaves open.

Of one class, F1 is the harmonic mean of the two. An average over classes is not: the mean of the F1 scores may even lie
below both means. So a triple over many classes is never refuted.
"""

import re
from collections.abc import Iterator, Sequence

from reportgen.check.confusion.belonging import Owners, without_tex
from reportgen.check.confusion.derived import harmonic
from reportgen.check.confusion.from_matrix import fraction, written
from reportgen.check.confusion.intervals import Interval, shares
from reportgen.check.confusion.signs import signs
from reportgen.check.confusion.speaking import Said
from reportgen.check.facts.metric_words import names
from reportgen.check.patterns import regex
from reportgen.check.stated import Metric, Score
from reportgen.check.submission import Submission
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

F1 = "metric.f1"
NEAR = 8
"""How many lines a precision and a recall may stand from an F1 that they give."""
_MARKS = " \t-–*•·>|_`+."
_LISTED = 60
"""A line of a list that states a metric and nothing else is at most so long."""
_TWO = regex(r"pneumon|x-?ray|radiogra|thorax|chest|poumon|lung|binar|binair|sigmoid", re.IGNORECASE)
_AVERAGED = regex(r"average\s?=|weighted|macro|micro|pond[ée]r|moyenne", re.IGNORECASE)
_EXTREME = regex(r"\b(?:best|worst|highest|lowest|maxim\w+|meilleure?s?|pires?)\b", re.IGNORECASE)
"""Extremes may be of different networks."""
_LOOSE = 0.05


def verdicts(owners: Owners) -> Iterator[Verdict]:
    """Yield a verdict for each F1 that stands with one precision and one recall of the same images and class."""
    for score in owners.scores:
        if score.metrics != ("f1",) or score.quantity.about or fraction(score, owners.submission):
            continue
        precision, recall = _beside(score, "precision", owners.scores), _beside(score, "recall", owners.scores)
        if precision is not None and recall is not None:
            yield from _verdict(score, precision, recall, owners)


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


def _verdict(score: Score, precision: Score, recall: Score, owners: Owners) -> Iterator[Verdict]:
    possible = [_f1(p, r) for p in shares(precision.quantity) for r in shares(recall.quantity)]
    right = any(one.meets(other) for one in possible for other in shares(score.quantity))
    value = harmonic(precision.quantity.shares[0].value, recall.quantity.shares[0].value)
    off = min(abs(reading.value - value) for reading in score.quantity.shares)
    single = _single(score, owners.submission) and not _may_be_mean(score, recall, owners.scores)
    listed, item = _listed((score, precision, recall), owners), owners.sentence(score)
    told = listed or (_in_sentence(item, precision, recall) if item else _in_line(score, precision, recall))
    if not right and (not told or (not single and off < _LOOSE)):
        return
    refuted = (
        single
        and (item is None or listed or _plain(item, (score, precision, recall), owners))
        and not precision.quantity.about
        and not recall.quantity.about
        and len(precision.metrics) == 1
    )
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


def _in_sentence(item: Said, *others: Score) -> bool:
    """Tell whether a sentence states other metrics too: those before it may be of another network or rule."""
    return all(one.place.first in item.place and one.quantity.text in without_tex(item.text) for one in others)


def _in_line(score: Score, *others: Score) -> bool:
    return all(one.place == score.place for one in others)


def _listed(scores: Sequence[Score], owners: Owners) -> bool:
    """Tell whether metrics stand in one row or one printed report, or line by line in a list of metrics."""
    submission, lines = owners.submission, sorted({score.place.first for score in scores})
    block = submission.block_at(lines[0])
    if len(lines) == 1 or (block is not None and block.cells):
        printed = block is not None and block.kind in ("table", "output", "code")
        named = block is not None and lines[-1] in block.place and len(block.cells[:1] and block.cells[0]) == 2
        return printed and (len(lines) == 1 or named)
    stated = {one.place.first for one in owners.scores}
    between = [line for line in range(lines[0], lines[-1] + 1) if submission.lines[line].text.strip()]
    return all(line in stated and _is_metric(submission.lines[line].text) for line in between)


def _is_metric(line: str) -> bool:
    """Tell whether a line of a list states a metric and nothing else: it begins with its name."""
    text = line.lstrip(_MARKS)
    return len(line.strip()) <= _LISTED and any(name.start == 0 for name in names(text))


def _plain(item: Said, scores: Sequence[Score], owners: Owners) -> bool:
    """Tell whether a sentence is understood that states all three metrics, and of one network."""
    one = len(signs(item.text, owners.reach.layout.titles.labels)) < 2
    one = one and not _EXTREME.search(item.text)
    return one and all(owners.plain(score, item) for score in scores)


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
