"""Two classes in words: `148 false positives`, `TP = 388`, `sensitivity 388/390`, by the printed matrix.

The ill are the positive class. A count that is right if the healthy are is a question, unless the recall that the
report itself states leaves only one reading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.check.confusion import fractions_said
from reportgen.check.confusion.datasets import counted, split_of, sure
from reportgen.check.confusion.derived import share
from reportgen.check.confusion.intervals import is_one_of
from reportgen.check.confusion.scope import Reach
from reportgen.check.confusion.scopes import Scope
from reportgen.check.confusion.speaking import Said
from reportgen.check.confusion.understood import IMAGES, understood
from reportgen.check.facts.matrix_words import Count, Named, by_class, named_counts
from reportgen.check.facts.metric_words import splits
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, Matrix
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

COUNTS = "matrix.counts"
_MAYBE = regex(
    r"(?:fals?e|true|faux|vrai)s?[ -](?:pos|n[ée]g)|pneumon|malade|\bill\b|sick|healthy|alarm"
    r"|alert|\b[TFV][PN]\b|[0-9][ ]?/[ ]?\(?[0-9]",
    re.IGNORECASE,
)
_UNSURE = regex(r"\b(?:about|environ|almost|presque|more|fewer|less|plus|moins)\b", re.IGNORECASE)
_HYPOTHETICAL = regex(
    r"\b(?:if|si|would|could|pourrai\w+|serai\w+|aurai\w+|shown|ex[ae]mples?"
    r"|(?:we|on|nous)[ ](?:show|display|plot|montr\w+|affich\w+))\b",
    re.IGNORECASE,
)
"""What is supposed, or only shown: `we show 4 false positives`."""
_OF = regex(r"\b(?:of|sur|des|parmi|among)[ ](?:(?:the|les|nos|our)[ ])?$", re.IGNORECASE)
"""Behind these words, a number is of how many: `2 of the 390 ill are missed`."""
_CLAUSE = regex(r"[,;:.(](?=\s|$|\w)|[ ](?:and|et|but|mais)[ ]")
_NEAR, _BEHIND = 25, 10
"""Words that make a count inexact stand at most so many characters before it."""
_OPPOSITE: dict[Count, Count] = {"tp": "tn", "tn": "tp", "fp": "fn", "fn": "fp"}
Finding = Literal["right", "swapped", "wrong"]


@dataclass(frozen=True)
class _Two:
    """The four counts of a matrix, pneumonia being the positive class; `known` if its sums tell which class that is."""

    matrix: Matrix
    counts: dict[Count, int]
    known: bool


def verdicts(item: Said, reach: Reach, cases: Sequence[Case]) -> Iterator[Verdict]:
    """Yield the verdicts on counts of two classes, and on metrics written as fractions of images."""
    if len(item.text) > 3000 or not _MAYBE.search(item.text):
        return
    named = [*named_counts(item.text), *by_class(item.text)]
    fractions = list(fractions_said.WRITTEN.finditer(item.text))
    if not named and not fractions:
        return
    spans = [(one.start, one.end) for one in named] + [one.span() for one in fractions]
    scope = _by_split(reach.scope(item, item.text), item.text)
    if scope is None or _HYPOTHETICAL.search(item.text):
        return
    twos = [
        _two(matrix) for matrix in scope.matrices if len(matrix.counts) == 2 and item.place.first not in matrix.place
    ]
    for one in named if twos else ():
        if not _UNSURE.search(item.text[max(0, one.start - _NEAR) : one.end + _BEHIND]) and not _of_many(
            item.text, one
        ):
            yield _count(item, one, twos, _plain(scope, item.text, one.end, spans), cases)
    for found in fractions:
        yield from fractions_said.verdicts(item, found, _plain(scope, item.text, found.end(), spans))


def _of_many(text: str, one: Named) -> bool:
    return _OF.search(text[: one.start]) is not None


def _plain(scope: Scope, text: str, end: int, spans: Sequence[tuple[int, int]]) -> Scope:
    """Return a scope, certain only if all is understood that a sentence says up to the clause that ends behind a count.

    Args:
        scope: of the sentence.
        text: the sentence.
        end: of the count.
        spans: all counts and fractions of the sentence.
    """
    for first, last in spans:
        text = text[:first] + " " * (last - first) + text[last:]
    following = _CLAUSE.search(text, end)
    return replace(
        scope, certain=scope.certain and understood(text[: following.start() if following else None], IMAGES)
    )


def _by_split(scope: Scope | None, text: str) -> Scope | None:
    """Leave the matrices of the images that a text names, or that are enough for its counts."""
    if scope is None or len(scope.matrices) < 2:
        return scope
    said = splits(text)
    fitting = [matrix for matrix in scope.matrices if split_of(matrix) in said] if len(said) == 1 else []
    return Scope(tuple(fitting), scope.every, False) if fitting else scope


def _two(matrix: Matrix) -> _Two:
    """Return what the cells of a matrix of two classes are."""
    found = counted(matrix)
    counts = tuple(zip(*matrix.counts, strict=True)) if found is not None and found.by_columns else matrix.counts
    ill = 1 if found is None or found.known.counts[1] >= found.known.counts[0] else 0
    healthy = 1 - ill
    four: dict[Count, int] = {
        "tp": counts[ill][ill],
        "tn": counts[healthy][healthy],
        "fp": counts[healthy][ill],
        "fn": counts[ill][healthy],
    }
    known = found is not None and found.known.counts[0] != found.known.counts[1]
    return _Two(matrix, four, known)


def _count(item: Said, one: Named, twos: Sequence[_Two], scope: Scope, cases: Sequence[Case]) -> Verdict:
    """Judge one count."""
    findings = [_finding(one, two) for two in twos]
    best = "right" if "right" in findings else "swapped" if "swapped" in findings else "wrong"
    two = twos[findings.index(best)]  # type: ignore[arg-type]
    outcome, suspicion = _outcome(best, two, scope, cases)
    exchanged = [other for other in twos if one.value == other.counts[_OPPOSITE[one.count]]]
    if best == "wrong" and exchanged:
        best, two = "swapped", exchanged[0]
    key = {"right": "count_right", "swapped": "count_swapped", "wrong": "count_wrong"}[best]
    positives = Label("check.how.matrix.positives", tuple((name, two.counts[name]) for name in two.counts))
    return Verdict(
        rule=COUNTS,
        outcome=outcome,
        place=item.place,
        quote=" ".join(item.text[one.start : one.end].split()),
        found=str(one.value),
        expected="" if outcome == "confirmed" else str(two.counts[one.count]),
        how=Label(f"check.how.matrix.{key}", (("positives", positives), ("count", one.value))),
        suspicion=suspicion,
        also=(two.matrix.place,),
    )


def _finding(one: Named, two: _Two) -> Finding:
    if one.value == two.counts[one.count]:
        return "right"
    opposite = two.counts[_OPPOSITE[one.count]]
    if one.value == opposite:
        return "right" if not two.known else "wrong" if one.by_class else "swapped"
    return "wrong"


def _outcome(best: str, two: _Two, scope: Scope, cases: Sequence[Case]) -> tuple[Outcome, float]:
    if best == "right":
        return "confirmed", 0.0
    certain = scope.certain and sure(two.matrix)
    if best == "wrong":
        return ("refuted", 0.0) if certain else ("review", 0.5)
    return ("refuted", 0.0) if certain and _recall_says_so(two, cases) else ("review", 0.7)


def _recall_says_so(two: _Two, cases: Sequence[Case]) -> bool:
    """Tell whether the report states a recall of the case that only the ill as the positive class can have."""
    ill = share(two.counts["tp"], two.counts["tp"] + two.counts["fn"])
    healthy = share(two.counts["tn"], two.counts["tn"] + two.counts["fp"])
    stated = [
        score.quantity
        for case in cases
        if two.matrix in case.matrices
        for score in case.scores
        if score.metrics == ("recall",) and not score.label and not score.average
    ]
    return bool(stated) and all(is_one_of(one, [ill]) and not is_one_of(one, [healthy]) for one in stated)
