"""What reports show of a classifier of two classes: its two kinds of mistakes, its ranking, its thresholds."""

from collections.abc import Iterator

import numpy as np

from reportgen.answers import binary, roc
from reportgen.answers.examples import probability
from reportgen.answers.thresholds import USUAL, Judged
from reportgen.arithmetic import value
from reportgen.plots import Curves, Figure, ImageGrid, Label, Line, Panel
from reportgen.spec import Case, Evidence

SHOWN = 6
"""Images of each kind of mistake, in a row."""
STEPS = 100


def mistakes(case: Case, evidence: Evidence) -> Iterator[Figure]:
    """Show the ill who were missed with the least probability, and the healthy who were alarmed with the highest."""
    dataset = evidence.dataset(case)
    scores, ill = binary.scores(evidence.result(case).test), dataset.y_test == 1
    for name, wrong, order in (
        ("missed", ill & (scores <= USUAL), np.argsort(scores, kind="stable")),
        ("alarmed", ~ill & (scores > USUAL), np.argsort(-scores, kind="stable")),
    ):
        shown = order[wrong[order]][:SHOWN]
        if len(shown):
            captions = tuple(probability(float(scores[index])) for index in shown)
            yield Figure(f"{case.key}.{name}", ImageGrid(dataset.x_test[shown], captions, SHOWN, ink=False, side=0.95))


def ranking(id: str, held_out: Judged, test: Judged, chosen: float) -> Figure:  # noqa: A002
    """Show the ROC and the precision-recall curves of both sets, and two thresholds on those of the test set."""
    swept = {name: roc.sweep(item.scores, item.labels) for name, item in (("held_out", held_out), ("test", test))}
    lines = [(Label(f"plot.set.{name}"), item) for name, item in swept.items()]
    places = {name: _place(test, threshold) for name, threshold in (("usual", USUAL), ("chosen", chosen))}
    share = swept["test"].positives / len(test.labels)
    panels = (
        Panel(
            Label("plot.fallout"),
            Label("plot.recall"),
            (
                *(Line(name, _tuple(item.fallout), _tuple(item.recall)) for name, item in lines),
                *(Line(Label(f"plot.threshold.{name}"), (x,), (y,)) for name, (x, y, _) in places.items()),
                Line(Label("plot.chance"), (0.0, 1.0), (0.0, 1.0), dashed=True),
            ),
        ),
        Panel(
            Label("plot.recall"),
            Label("plot.precision"),
            (
                *(Line(name, _tuple(item.recall[1:]), _tuple(item.precision[1:])) for name, item in lines),
                *(Line(Label(f"plot.threshold.{name}"), (y,), (z,)) for name, (_, y, z) in places.items()),
                Line(Label("plot.chance"), (0.0, 1.0), (share, share), dashed=True),
            ),
        ),
    )
    return Figure(id, Curves(panels))


def _place(judged: Judged, threshold: float) -> tuple[float, float, float]:
    """Return false positive rate, recall and precision at a threshold."""
    shares = binary.measures(judged.at(threshold))
    specificity, recall, precision = (float(value(shares[name])) for name in ("specificity", "recall", "precision"))
    return 1 - specificity, recall, precision


def sweep(id: str, held_out: Judged, test: Judged, chosen: float) -> Figure:  # noqa: A002
    """Show recall and specificity of both sets over the threshold; the chosen one is marked."""
    grid = sorted({*(step / STEPS for step in range(STEPS + 1)), chosen})
    panels = tuple(
        Panel(
            Label("plot.threshold.axis"),
            Label(f"plot.{measure}"),
            tuple(
                Line(Label(f"plot.set.{name}"), tuple(grid), _over(judged, measure, grid), mark=grid.index(chosen))
                for name, judged in (("held_out", held_out), ("test", test))
            ),
        )
        for measure in ("recall", "specificity")
    )
    return Figure(id, Curves(panels))


def _over(judged: Judged, measure: str, grid: list[float]) -> tuple[float, ...]:
    return tuple(float(value(binary.measures(judged.at(threshold))[measure])) for threshold in grid)


def _tuple(values: roc.Shares) -> tuple[float, ...]:
    return tuple(map(float, values))
