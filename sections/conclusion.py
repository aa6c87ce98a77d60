"""All cases of the lab beside each other, and what made this report."""

from collections.abc import Iterator

from reportgen import __version__
from reportgen.answers.metrics import wilson
from reportgen.arithmetic import Quotient
from reportgen.lab import Options
from reportgen.losses import predictions
from reportgen.plots import Figure, Label, Point, Points
from reportgen.spec import Answer, Case, Evidence, Rounded, Section, Step


class ConclusionOptions(Options):
    """No keys of its own."""


class Conclusion(Section[ConclusionOptions]):
    """Sums up."""

    options = ConclusionOptions

    def answers(self, name: str, options: ConclusionOptions, evidence: Evidence) -> Iterator[Answer]:
        """Name the most accurate, the smallest and the largest case; versions; origin of the data."""
        del options
        cases = evidence.cases
        accurate = max(cases, key=lambda case: _accuracy(case, evidence))
        smallest = min(cases, key=lambda case: case.experiment.model.parameters)
        largest = max(cases, key=lambda case: case.experiment.model.parameters)
        for role, case in (("accurate", accurate), ("smallest", smallest), ("largest", largest)):
            yield Answer(f"{name}.{role}.id", f"{case.section}.{case.id}")
        gain = _accuracy(largest, evidence) - _accuracy(smallest, evidence)
        yield Answer(f"{name}.gain", gain, "share", Rounded(4))
        ratio = Quotient(largest.experiment.model.parameters, smallest.experiment.model.parameters)
        step = Step("ratio", ratio, ratio.value)
        yield Answer(f"{name}.weights_ratio", ratio.value, "ratio", Rounded(1), (step,))
        yield Answer(f"{name}.larger_is_better", gain > 0)
        yield Answer(f"{name}.sections", tuple(dict.fromkeys(case.section for case in cases)))
        yield Answer(f"{name}.cases", tuple(f"{case.section}.{case.id}" for case in cases))
        yield Answer(f"{name}.origins", tuple(sorted({data.origin for data in evidence.datasets.values()})))
        versions = {pair for case in cases for pair in evidence.result(case).provenance.versions}
        yield Answer(f"{name}.versions", (("reportgen", __version__), *sorted(versions)))

    def figures(self, name: str, options: ConclusionOptions, evidence: Evidence) -> Iterator[Figure]:
        """Plot accuracy against the number of weights, with 95 % intervals."""
        del options
        points = tuple(_point(case, evidence) for case in evidence.cases)
        yield Figure(f"{name}.overview", Points(Label("plot.parameters"), Label("plot.accuracy"), points, percent=True))


def _right(case: Case, evidence: Evidence) -> int:
    return int((predictions(evidence.result(case).test) == evidence.dataset(case).y_test).sum())


def _accuracy(case: Case, evidence: Evidence) -> float:
    return _right(case, evidence) / len(evidence.dataset(case).y_test)


def _point(case: Case, evidence: Evidence) -> Point:
    right, images = _right(case, evidence), len(evidence.dataset(case).y_test)
    low, high = wilson(right, images)
    return Point(case.title, float(case.experiment.model.parameters), right / images, low, high)
