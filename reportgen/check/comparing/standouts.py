"""Cases meant by how they stand out: `the best CNN`, `the worst of them`, `our HOG net (0.9757)`."""

from collections.abc import Sequence

from reportgen.check.comparing.figures import Figure, having
from reportgen.check.comparing.folding import fold
from reportgen.check.comparing.measures import measures
from reportgen.check.comparing.naming import Set
from reportgen.check.comparing.world import World
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Metric, Quantity

_BEST = regex(r"\b(?:best|meilleure?s?|most accurate|plus precise?s?)\b")
_WORST = regex(r"\b(?:worst|pires?|moins bonn?e?s?|least accurate)\b")
_METRICS: tuple[Metric, ...] = ("accuracy", "loss", "f1")


def meant(choices: Sequence[Set], words: str, world: World) -> tuple[Set, ...]:
    """Return whom words mean of the sets of cases that they name.

    Args:
        choices: the sets.
        words: as written.
        world: all cases.
    """
    by_figure = _by_figure(choices, words, world)
    if by_figure is not None:
        return by_figure
    folded = fold(words)
    best, worst = _BEST.search(folded), _WORST.search(folded)
    if not best and not worst:
        return tuple(choices)
    found = [_end(world, choice, metric, bool(best)) for choice in choices for metric in _METRICS]
    return tuple(dict.fromkeys(one for one in found if one))


def _end(world: World, choice: Set, metric: Metric, best: bool) -> Set:
    """Return the case of a set that leads by a metric, or comes last."""
    found = having(world, choice, metric)
    if len(found) < len(choice):
        return ()
    sign = 1 if best != (metric == "loss") else -1
    return (max(found, key=lambda figure: sign * figure.value).case,)


def _by_figure(choices: Sequence[Set], words: str, world: World) -> tuple[Set, ...] | None:
    """Return the cases of the sets that have a figure which the words state; None if they state none."""
    said = [quantity for quantity in quantities(words) if _is_score(quantity, words)]
    if not said:
        return None
    found = [
        (figure.case,)
        for choice in choices
        for metric in _METRICS
        for figure in having(world, choice, metric)
        if any(_has(figure, quantity) for quantity in said)
    ]
    return tuple(dict.fromkeys(found))


def _is_score(quantity: Quantity, words: str) -> bool:
    """Tell whether a number in brackets is a score: with decimals or a percentage, alone or after a metric's name."""
    bracket = words.rfind("(", 0, quantity.start)
    before = fold(words[bracket + 1 : quantity.start]).strip()
    alone = bracket >= 0 and (not before or (")" not in before and any(True for _ in measures(before))))
    return alone and (quantity.percent or "." in quantity.text or "," in quantity.text)


def _has(figure: Figure, quantity: Quantity) -> bool:
    readings = quantity.readings if figure.metric == "loss" else quantity.shares
    return any(abs(figure.value - one.value) <= max(figure.step, one.step) / 2 + 1e-9 for one in readings)
