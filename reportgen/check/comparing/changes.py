"""Scores that go from one value to another: `drops from 0.077 to 0.064`, and two figures compared in one sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.judging import Judgement
from reportgen.check.comparing.measures import Measure, measures, splits
from reportgen.check.comparing.quantifying import nouns
from reportgen.check.comparing.relations import Relation, relations
from reportgen.check.comparing.speech import Speech
from reportgen.check.comparing.understood import unknown_words
from reportgen.check.comparing.verdicts import verdict
from reportgen.check.comparing.weighing import direction
from reportgen.check.comparing.world import World
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, Metric, Quantity
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "comparison.change"
_LINK = regex(
    r"^ ?%? ?(?:with [^,.;]{1,30}|avec [^,.;]{1,30}|\([^()]{1,40}\)|[a-z]{2,12} )? ?(?:to|a|vers|->|→"
    r"|jusqu'a|up to|down to|and then to|puis) (?:about |environ |only |seulement |the |un |une "
    r"|plus de |approximately )?$"
)
_FROM = regex(r"\b(?:from|de|d')(?: about| environ| an?| une?| around| pres de)? ?$")
_PASSES = regex(r"\b(?:goes|went|going|passe|passes|passant|est passee?|passed|moves?|moved|changes?|changed|change)\b")


@dataclass(frozen=True)
class _Step:
    """Two numbers of one metric: from one to another."""

    clause: Clause
    old: Quantity
    new: Quantity
    measure: Measure
    relation: Relation | None


def changes(world: World, clause: Clause, how: Speech, earlier: Measure | None) -> Iterator[Verdict]:
    """Yield a verdict for each change of a score from one number to another."""
    for step in _steps(clause, earlier):
        judged = _judge(world, step, how)
        if judged is not None:
            yield _told(verdict(RULE, clause, judged, world.submission), step, judged)


def states_change(clause: Clause, earlier: Measure | None) -> bool:
    """Tell whether a clause says that a score goes from one number to another: then its verb alone decides nothing."""
    return any(True for _ in _steps(clause, earlier))


def _told(found: Verdict, step: _Step, judged: Judgement) -> Verdict:
    values = (("old", step.old.text), ("new", step.new.text))
    key = "agrees" if judged.outcome == "confirmed" else "change"
    how = Label(f"check.how.comparison.{key}", values)
    return replace(found, how=how, expected=how if judged.outcome == "refuted" else "")


def _steps(clause: Clause, earlier: Measure | None) -> Iterator[_Step]:
    if len(splits(clause.folded)) > 1:
        return
    found = [quantity for quantity in quantities(clause.text) if _score_like(quantity)]
    for old, new in pairwise(found):
        if not _LINK.match(clause.folded[old.end : new.start]) or not _FROM.search(clause.folded[: old.start]):
            continue
        measure = _measure(clause, old, new, earlier)
        if measure is not None:
            yield _Step(clause, old, new, measure, _relation(clause, old))


def _score_like(quantity: Quantity) -> bool:
    """Tell whether a number may be a score: with decimals, or a percentage."""
    return (quantity.percent or "." in quantity.text or "," in quantity.text) and 0 <= quantity.value <= 100


def _measure(clause: Clause, old: Quantity, new: Quantity, earlier: Measure | None) -> Measure | None:
    """Return the one metric that the numbers are of; None if they may be of a hyper-parameter."""
    near = clause.folded[max(0, old.start - 60) : new.end + 25]
    start = max(0, old.start - 60)
    hyper = [begin + start for _, begin, _ in nouns(near)]
    named = [
        one for one in measures(clause.folded) if one.word in ("loss", "accuracy", "precision", "f1", "recall", "error")
    ]
    before = [one for one in named if one.end <= old.start]
    last = before[-1] if before else next(iter(named), None)
    if last is None:
        last = earlier if earlier and earlier.word in ("loss", "accuracy", "f1") and not hyper else None
    if last is None or any(min(last.end, old.start) <= offset < old.start for offset in hyper):
        return None
    return None if any(new.end <= offset < new.end + 4 for offset in hyper) else last


def _relation(clause: Clause, old: Quantity) -> Relation | None:
    """Return the verb of the change: the only one of its direction in the clause."""
    found = [one for one in relations(clause.folded) if one.verb and one.end <= old.start]
    return found[-1] if found and not _PASSES.search(clause.folded[found[-1].end : old.start]) else None


def _judge(world: World, step: _Step, how: Speech) -> Judgement | None:
    """Judge a change whose clause is understood as a whole, and says nothing but that."""
    if not _alone(step):
        return None
    if step.relation is not None and not step.relation.negated:
        signs = {direction(step.relation, step.measure, metric) for metric in step.measure.metrics[:1]}
        difference = _value(step, step.new) - _value(step, step.old)
        if difference and (1 if difference > 0 else -1) not in signs and step.measure.word != "error":
            return Judgement("review", 0.6, (), "hedged") if how.hedged else Judgement("refuted", 0.0, ())
    return Judgement("confirmed", 0.0, ()) if _known(world, step) else None


def _alone(step: _Step) -> bool:
    """Tell whether a clause speaks of one metric with one verb, in known words: `the gap grows` is of another."""
    folded = step.clause.folded
    verbs = [one for one in relations(folded) if one.verb]
    return (
        not unknown_words(folded)
        and len({one.word for one in measures(folded)} - {step.measure.word}) == 0
        and len(verbs) <= 1
        and (step.relation is not None or bool(_PASSES.search(folded[: step.old.start])) or not verbs)
    )


def _value(step: _Step, quantity: Quantity) -> float:
    return quantity.value if step.measure.word == "loss" else quantity.shares[0].value


def _known(world: World, step: _Step) -> bool:
    """Tell whether two cases have the two numbers: those whose settings the clause names, if it names some."""
    said = [one.value for one in quantities(step.clause.text) if one not in (step.old, step.new)]
    ends = [
        (old, new)
        for metric in step.measure.metrics
        for old in _having(world, step, step.old, metric)
        for new in _having(world, step, step.new, metric)
        if old is not new
    ]
    return len(said) <= 2 and any(_named(said, old, new) for old, new in ends)


def _named(said: Sequence[float], old: Case, new: Case) -> bool:
    """Tell whether numbers beside a change are settings of its cases: one of the new case, or one of each."""
    ends = ((old, new) if len(said) == 2 else (new,))[: len(said)]
    return all(
        any(value in setting.values for setting in case.settings) for value, case in zip(said, ends, strict=True)
    )


def _having(world: World, step: _Step, quantity: Quantity, metric: Metric) -> list[Case]:
    readings = quantity.readings if step.measure.word == "loss" else quantity.shares
    return [
        case
        for case in world.cases
        for score in case.scores
        if metric in score.metrics
        for value in [score.quantity.value if metric == "loss" else score.quantity.shares[0].value]
        if any(one.low - 1e-9 <= value <= one.high + 1e-9 for one in readings)
    ]
