"""What is said of missed pneumonias and of false alarms, against the recall and the precision of the same images.

A model with a recall of 0.99 has no trouble finding pneumonias, whatever its accuracy is: it is the healthy that it
gets wrong. What is said of telling two classes apart is about both, and is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.check.comparing.clauses import LONGEST, Clause, clauses
from reportgen.check.comparing.detection_words import APART, BESIDE, DENIED, OTHERS, PATTERNS, SUPPOSED
from reportgen.check.comparing.figures import Figure, figures
from reportgen.check.comparing.folding import fold
from reportgen.check.comparing.judging import Judgement
from reportgen.check.comparing.measures import splits
from reportgen.check.comparing.relations import relations
from reportgen.check.comparing.understood import unknown_words
from reportgen.check.comparing.verdicts import verdict
from reportgen.check.comparing.world import World
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, Metric, Split
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "comparison.detection"
_NEAR = 14
"""A denial stands at most this many characters before what it denies."""
_RATHER = {"recall": (0.80, 0.95), "precision": (0.85, 0.97)}
"""Below the first a metric is low, above the second it is high; between them words decide nothing."""


@dataclass(frozen=True)
class _Said:
    metric: Metric
    sign: int
    clause: Clause
    split: Split
    whole: bool


def detections(world: World) -> Iterator[Verdict]:
    """Yield a verdict for each statement on missed pneumonias or false alarms whose metric the report gives."""
    if not any(score.metrics == (metric,) for case in world.cases for score in case.scores for metric in _RATHER):
        return
    before: Split = ""
    for index, sentence in enumerate(world.submission.sentences):
        if _ILLNESS.search(sentence.text):
            for clause in clauses(sentence, index):
                before = _only(splits(clause.folded)) or before
                said = _said(clause, before)
                if said:
                    yield from _verdict(world, said)
        elif _SETS.search(sentence.text):
            before = _only(splits(fold(sentence.text[:LONGEST]))) or before


def _only(found: Sequence[Split]) -> Split:
    return found[0] if len(found) == 1 else ""


_SETS = regex(r"[Tt]est|[Vv]alid")
_ILLNESS = regex(r"pneumo|malad|sick|false|faux|fauss|positi|infect|\bill\b", re.IGNORECASE)


def _said(clause: Clause, split: Split) -> _Said | None:
    if APART.search(clause.folded) or SUPPOSED.search(clause.folded):
        return None
    for metric, sign, pattern in PATTERNS:
        match = pattern.search(clause.folded)
        if match:
            denied = bool(DENIED.search(clause.folded[max(0, match.start() - _NEAR) : match.start()]))
            return _Said(metric, -sign if denied else sign, clause, split, _whole(clause, match, denied))
    return None


def _whole(clause: Clause, match: re.Match[str], denied: bool) -> bool:
    """Tell whether a clause says nothing beside what was found in it: no other model, no number, no comparison."""
    before, after = clause.folded[: match.start()], clause.folded[match.end() :]
    rest = f"{before} {after}"
    if bool(DENIED.search(before)) != denied or OTHERS.search(rest):
        return False
    return not (any(True for _ in relations(rest)) or quantities(rest) or unknown_words(BESIDE.sub(" ", rest)))


def _verdict(world: World, said: _Said) -> Iterator[Verdict]:
    found = [
        figure
        for case in _cases(world, said)
        for split in _splits(said)
        for figure in figures(world, (case,), said.metric, split)
    ]
    if not found:
        return
    low, high = _RATHER[said.metric]
    sides = {
        1 if figure.value >= (high if said.sign < 0 else low) else -1 if figure.value <= low else 0 for figure in found
    }
    judged = _judge(said, sides, found)
    if judged:
        yield _with(verdict(RULE, said.clause, judged, world.submission, found[0].label), said.metric, found[0])


def _judge(said: _Said, sides: set[int], found: list[Figure]) -> Judgement | None:
    """Refute only if all figures that may be meant are on the other side."""
    figures_ = tuple(found[:1])
    if said.sign in sides:
        return Judgement("confirmed", 0.0, figures_) if len(sides) == 1 and said.whole else None
    if sides == {-said.sign}:
        return (
            Judgement("refuted", 0.0, figures_)
            if _contradicted(said, found) and said.whole
            else Judgement("review", 0.6, figures_, "interval")
        )
    return None


def _contradicted(said: _Said, found: list[Figure]) -> bool:
    """Tell whether every figure is plainly on the other side: a recall of 0.99, or one of 0.6."""
    low, high = _RATHER[said.metric]
    return all(
        figure.value - figure.step >= high - 0.005 if said.sign < 0 else figure.value + figure.step <= low - 0.05
        for figure in found
    )


def _with(found: Verdict, metric: Metric, figure: Figure) -> Verdict:
    share = round(100 * figure.value, 1)
    rest = round(100 - share, 1)
    values = (
        (("value", share), ("found", share), ("missed", rest))
        if metric == "recall"
        else (("value", share), ("false", rest))
    )
    return replace(found, how=Label(f"check.how.comparison.{metric}", values))


def _cases(world: World, said: _Said) -> tuple[Case, ...]:
    """Return the last case before the statement that gives the metric for all classes."""
    line = said.clause.place.first
    before = [
        case
        for case in world.cases
        if case.extent.first <= line
        and any(score.metrics == (said.metric,) and not score.label for score in case.scores)
    ]
    return (before[-1],) if before else ()


def _splits(said: _Said) -> tuple[Split, ...]:
    return (said.split,) if said.split else ("test", "", "validation")
