"""Figures of cases, and how surely one is above another.

Two losses differ for certain if more than their rounding and 2 % lie between them; two shares of `n` images if the 95 %
interval of their difference (two proportions) leaves out zero.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from reportgen.check.comparing.world import World
from reportgen.check.stated import Case, Metric, Score, Split
from reportgen.plots import Label

SPLITS: tuple[Split, ...] = ("test", "", "validation")
"""Which images a score is of, if a sentence does not say: in this order."""
METRICS: tuple[Metric, ...] = ("loss", "accuracy", "f1", "precision", "recall", "specificity", "auc")
_LOSS_DIFFERS = 0.02
_Z = 1.96


@dataclass(frozen=True)
class Figure:
    """A metric of a case.

    Attributes:
        case: whose.
        metric: which.
        value: a loss as it is, anything else as a share of one.
        step: the unit of its last digit.
        images: on how many it was measured.
    """

    case: Case
    metric: Metric
    value: float
    step: float
    images: int

    @property
    def label(self) -> Label:
        """The figure with its case, for people."""
        metric = Label(f"check.how.comparison.metric.{self.metric}")
        values = (("case", titled(self.case)), ("metric", metric), ("value", written(self.metric, self.value)))
        return Label("check.how.comparison.figure", values)


def titled(case: Case) -> str:
    """Return what names a case, in one short line: of a row of a table its first cell and its first setting."""
    title = " ".join(case.title.split()).strip(" :.*#")
    cells = title.split(", ")
    if len(cells) > 2 and sum(": " in cell for cell in cells) * 2 >= len(cells):
        title = ", ".join(cells[:2])
    return (title if len(title) <= 40 else title[:39].rstrip(" ,") + "…") or f"#{case.number}"


def written(metric: Metric, value: float) -> Label:
    """Return a metric's value for people: a loss with four decimals, a share as a percentage."""
    if metric == "loss":
        return Label("check.how.comparison.loss", (("value", round(value, 4)),))
    return Label("check.how.comparison.share", (("value", round(100 * value, 2)),))


def figures(world: World, cases: Sequence[Case], metric: Metric, split: Split = "") -> tuple[Figure, ...]:
    """Return the figures of cases by one metric on the same images; empty if one of them has none."""
    for asked in (split,) if split else SPLITS:
        found = tuple(figure for case in cases if (figure := _figure(world, case, metric, asked)))
        if len(found) == len(cases):
            return found
    return ()


def having(world: World, cases: Sequence[Case], metric: Metric, split: Split = "") -> tuple[Figure, ...]:
    """Return the figures of those cases that have one, on the images that most of them have it for."""
    asked = (split,) if split else SPLITS
    found = [tuple(figure for case in cases if (figure := _figure(world, case, metric, one))) for one in asked]
    return max(found, key=len)


def _figure(world: World, case: Case, metric: Metric, split: Split) -> Figure | None:
    score = _score(case, metric, split)
    if score is None:
        return None
    reading = score.quantity.readings[0] if metric == "loss" else score.quantity.shares[0]
    return Figure(case, metric, reading.value, reading.step, world.images(case, split))


def _score(case: Case, metric: Metric, split: Split) -> Score | None:
    """Return the score that a case states for certain images; those of unsaid images count as the test's."""
    splits: tuple[Split, ...] = ("test", "") if split == "test" else (split,)
    for asked in splits:
        found = case.score(metric, asked)
        if found is None and metric == "accuracy":
            found = _loosely(case, asked)
        if found is not None:
            return found
    return None


def _loosely(case: Case, split: Split) -> Score | None:
    """Return the only score that may be an accuracy: French `précision` may be one."""
    named = [score for score in case.scores if "accuracy" in score.metrics and not score.label and score.split == split]
    return named[0] if len({round(score.quantity.shares[0].value, 6) for score in named}) == 1 else None


def order(one: Figure, other: Figure) -> int:
    """Return how surely one figure is above another: 2 surely, 1 by little, 0 as written, -1 and -2 below."""
    difference = one.value - other.value
    if abs(difference) <= 1e-12:
        return 0
    sign = 1 if difference > 0 else -1
    return sign * (2 if abs(difference) > _doubt(one, other) else 1)


def _doubt(one: Figure, other: Figure) -> float:
    """Return the difference that two figures may have by rounding and by chance."""
    rounding = (one.step + other.step) / 2
    if one.metric == "loss":
        return max(rounding, _LOSS_DIFFERS * max(abs(one.value), abs(other.value)))
    return rounding + _Z * sqrt(sum(figure.value * (1 - figure.value) / figure.images for figure in (one, other)))


def same(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are equal as far as their rounding tells."""
    return abs(one.value - other.value) <= max(one.step, other.step) / 2 + 1e-12


def listed(found: Sequence[Figure]) -> Label | str:
    """Return figures in one line for people: of at most four cases."""
    cases = list(dict.fromkeys(id(figure.case) for figure in found))[:4]
    texts = [figure.label for figure in found if id(figure.case) in cases][:8]
    if not texts:
        return ""
    line: Label | str = texts[0]
    for text in texts[1:]:
        line = Label("check.how.comparison.list", (("first", line), ("next", text)))
    return line


def unique(found: Sequence[Figure]) -> Iterator[Figure]:
    """Yield figures, each once."""
    seen: set[tuple[int, int, str]] = set()
    for figure in found:
        key = (figure.case.group, figure.case.number, figure.metric)
        if key not in seen:
            seen.add(key)
            yield figure
