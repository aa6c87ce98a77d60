"""What is said of each step between listed settings: `from 50 to 200 to 400 neurons the loss gets lower every time`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reportgen.check.comparing.figures import figures, listed, order
from reportgen.check.comparing.judging import judge
from reportgen.check.comparing.quantifying import NOUN, nouns, number, varied
from reportgen.check.comparing.said import Said
from reportgen.check.comparing.trends import chains
from reportgen.check.comparing.understood import understood
from reportgen.check.comparing.verdicts import verdict
from reportgen.check.comparing.weighing import Weight, direction
from reportgen.check.comparing.world import World
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, Metric
from reportgen.check.verdict import Verdict

RULE = "comparison.trend"
_VALUE = r"\d{1,4}(?:\.\d{1,3})?(?:e-\d{1,2})?"
_ROW = regex(
    rf"\b(?:from|de) (?P<values>{_VALUE}(?:(?:,| to| then| and| a| puis| et| vers| ->|, then){{1,2}} {_VALUE}){{1,5}})"
    rf"(?: (?:hidden )?(?P<noun>{NOUN}))?"
)
_EACH = regex(r"\b(?:every|each) (?:time|step)\b|\ba chaque (?:fois|pas|etape)\b")


def is_stepwise(said: Said) -> bool:
    """Tell whether a comparison is of each step of a row of settings."""
    return (
        said.relation.degree == "comparative"
        and _EACH.search(said.clause.folded) is not None
        and _told(said) is not None
    )


def _told(said: Said) -> re.Match[str] | None:
    """Return the row of settings, in the clause or before it in its sentence."""
    found = (_ROW.search(clause.folded) for clause in (said.clause, *said.before))
    return next((match for match in found if match), None)


def stepwise(world: World, said: Said) -> Iterator[Verdict]:
    """Yield the verdict on what is said of each step, if there is one case for each setting, all else equal."""
    row = _row(world, said)
    reading = tuple(weight for metric in said.measure.metrics for weight in _weigh(world, said, row, metric))
    clause = replace(said.clause, folded=_ROW.sub(lambda match: " " * len(match[0]), said.clause.folded))
    before = [one for one in said.before if not _ROW.search(one.folded)]
    whole = not said.relation.negated and understood(clause, before, [reading])
    judged = judge([reading], said.relation, said.measure, said.how, world.within(said.clause.place.first), whole)
    if judged is not None:
        yield verdict(RULE, said.clause, judged, world.submission, listed(judged.figures), said.words)


def _row(world: World, said: Said) -> tuple[Case, ...]:
    """Return the cases that have the settings, in the order in which these are said; of two ends all between too."""
    match = _told(said)
    group = world.near(said.clause.place.first)
    if match is None or not group:
        return ()
    name = next(nouns(match["noun"]))[0] if match["noun"] else varied(group)
    values = [float(value) for value in re.findall(_VALUE, match["values"])]
    if name is None:
        return ()
    found = [_between(row, [number(case, name) or 0.0 for case in row], values) for row in chains(group, name)]
    found = [row for row in found if len(row) > 2]
    return found[0] if len(found) == 1 else ()


def _between(row: Sequence[Case], own: Sequence[float], values: Sequence[float]) -> tuple[Case, ...]:
    if any(value not in own for value in values):
        return ()
    if len(values) > 2:
        return tuple(row[own.index(value)] for value in values)
    first, last = own.index(values[0]), own.index(values[1])
    return tuple(row[first : last + 1]) if first < last else tuple(reversed(row[last : first + 1]))


def _weigh(world: World, said: Said, row: Sequence[Case], metric: Metric) -> Iterator[Weight]:
    found = figures(world, row, metric, said.split) if row else ()
    if found:
        sign = direction(said.relation, said.measure, metric)
        yield Weight(metric, min((order(two, one) * sign or -1) for one, two in pairwise(found)), found)
