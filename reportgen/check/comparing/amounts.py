"""How much better: `0.5 points`, `twice as low`, `10 fois plus`, against the figures of the two cases compared."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from reportgen.check.comparing.figures import Figure, figures, having, listed
from reportgen.check.comparing.judging import Judgement
from reportgen.check.comparing.naming import Set
from reportgen.check.comparing.said import Said
from reportgen.check.comparing.verdicts import verdict
from reportgen.check.comparing.world import World
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity, Reading
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "comparison.difference"
_UNIT = regex(
    r"^ ?(?:(?P<points>(?:percentage )?points?\b|pts?\b|pp\b|points? de pourcentage|% ?points?)"
    r"|(?P<percent>%|percent\w*|pour ?cents?))"
)
_TIMES = regex(
    r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?) ?(?:times|fois|x)\b(?! ?\d)|\b(?P<word>two|three|four|five"
    r"|ten|deux|trois|quatre|cinq|dix) (?:times|fois)\b|\b(?P<two>twice|doubled?|doubles?|halved?|half"
    r"|moitie)\b"
)
_WORDS = {
    "two": 2,
    "deux": 2,
    "three": 3,
    "trois": 3,
    "four": 4,
    "quatre": 4,
    "five": 5,
    "cinq": 5,
    "ten": 10,
    "dix": 10,
}
_LOOSE = regex(
    r"\b(?:about|around|almost|nearly|approx\w*|roughly|over|more than|less than|at least|presque"
    r"|environ|pres de|quasi\w*|plus d[e']|moins d[e']|au moins|a peu pres)\b"
)
_LOOSELY = 0.3


@dataclass(frozen=True)
class _Amount:
    """What is said of a difference: readings of a number, in points and percent or as a ratio."""

    readings: tuple[Reading, ...]
    ratio: bool
    loose: bool


def differences(world: World, said: Said, sides: tuple[Set, Set], certain: bool) -> Iterator[Verdict]:
    """Yield the verdict on a stated difference of two cases, or ratio."""
    amount = _amount(said)
    if amount is None or said.relation.negated or len(sides[0]) != 1 or len(sides[1]) != 1:
        return
    metrics = [metric for metric in said.measure.metrics if figures(world, (*sides[0], *sides[1]), metric, said.split)]
    pairs = [figures(world, (*sides[0], *sides[1]), metric, said.split) for metric in metrics]
    if not pairs:
        return
    right = any(_fits(amount, one, two) for one, two in pairs)
    judged = Judgement("confirmed", 0.0, pairs[0]) if right else _wrong(world, said, amount, pairs, certain)
    yield _told(verdict(RULE, said.clause, judged, world.submission, word=said.words), amount, pairs[0])


def _wrong(world: World, said: Said, amount: _Amount, pairs: Sequence[tuple[Figure, ...]], certain: bool) -> Judgement:
    """Refute if the cases and the metric are certain, and no other pair of the report gives the number."""
    others = (
        pair
        for metric in said.measure.metrics
        for pair in combinations(having(world, world.cases, metric, said.split), 2)
    )
    open_ = (
        not certain
        or not said.measure.word
        or said.measure.one_of
        or said.how.hedged
        or any(_fits(amount, *pair) for pair in others)
    )
    return (
        Judgement("review", 0.5, pairs[0], "named") if open_ or len(pairs) > 1 else Judgement("refuted", 0.0, pairs[0])
    )


def _amount(said: Said) -> _Amount | None:
    text, start, end = said.clause.folded, said.relation.start, said.relation.end
    match = next(
        (one for one in _TIMES.finditer(text) if -25 < one.start() - end < 25 or -25 < start - one.end() < 12), None
    )
    if match:
        loose = bool(_LOOSE.search(text[max(0, match.start() - 16) : match.start()]))
        value = (
            2.0
            if match["two"]
            else float(_WORDS[match["word"]])
            if match["word"]
            else float(match["number"].replace(",", "."))
        )
        step = 1.0 if match["two"] or match["word"] or value == int(value) else 0.1
        return _Amount((Reading(value, step),), True, loose)
    for quantity in quantities(said.clause.text):
        if _near(quantity, start, end, text) and _UNIT.match(text[quantity.end :]):
            return _Amount(quantity.readings, False, quantity.about)
    return None


def _near(quantity: Quantity, start: int, end: int, text: str) -> bool:
    """Tell whether a number is how much, not the figure itself: `by 0.5 %`, `0.5 % better`, not `at 98 %`."""
    if 0 <= start - quantity.end <= 14:
        return not re.search(r"\b(?:with|avec|a|at|of|to) ?$", text[: quantity.start])
    if not 0 <= quantity.start - end <= 40:
        return False
    return bool(
        re.search(
            r"\b(?:by|de|d'|d'environ|of|only|about)(?: (?:about|environ|only|seulement|around|pres de|nearly"
            r"|presque))? ?$",
            text[: quantity.start],
        )
    ) and not re.match(r" ?%? ?(?:to|a|vers)\b", text[quantity.end :])


def _fits(amount: _Amount, one: Figure, two: Figure) -> bool:
    return any(
        _is(amount, reading, low, high) for reading in amount.readings for low, high in _values(amount, one, two)
    )


def _values(amount: _Amount, one: Figure, two: Figure) -> Iterator[tuple[float, float]]:
    """Yield the intervals of what the words may mean: points, percent of either figure, of the errors; ratios."""
    doubt = (one.step + two.step) / 2
    gap = abs(one.value - two.value)
    ends = [(one.value, two.value)] + ([(1 - one.value, 1 - two.value)] if one.metric != "loss" else [])
    for a, b in ends:
        if min(a, b) <= 0:
            continue
        if amount.ratio:
            ratio = max(a, b) / min(a, b)
            yield ratio * (1 - doubt / min(a, b)), ratio * (1 + doubt / min(a, b))
            yield ratio - 1, ratio - 1
        else:
            yield from ((100 * (gap - doubt) / base, 100 * (gap + doubt) / base) for base in (a, b, 1.0))
            yield gap - doubt, gap + doubt


def _is(amount: _Amount, reading: Reading, low: float, high: float) -> bool:
    slack = max(
        reading.step, _LOOSELY * reading.value if amount.loose else 0.1 * reading.value if amount.ratio else 0.0
    )
    return reading.value - slack <= high and low <= reading.value + slack


def _told(found: Verdict, amount: _Amount, pair: Sequence[Figure]) -> Verdict:
    one, two = pair
    low, high = sorted((one.value, two.value))
    gap = 100 * (high - low)
    if amount.ratio:
        label = Label(
            "check.how.comparison.ratio", (("figures", listed(pair)), ("ratio", round(high / low, 2) if low else 0))
        )
    else:
        values = (
            ("figures", listed(pair)),
            ("points", round(gap, 2)),
            ("percent", round(gap / two.value, 2) if two.value else 0),
        )
        label = Label("check.how.comparison.difference", values)
    return replace(found, how=label, expected=label if found.outcome == "refuted" else "")
