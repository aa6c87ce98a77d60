"""All cases of the lab beside each other, and what made this report."""

from collections.abc import Iterator

from reportgen import __version__
from reportgen.answers import comparison, curves
from reportgen.answers.metrics import Booleans, mcnemar, wilson
from reportgen.arithmetic import Quotient
from reportgen.losses import predictions
from reportgen.options import Options
from reportgen.plots import Figure, Label, Point, Points
from reportgen.section import Section
from reportgen.spec import Answer, Case, Evidence, Rounded, Step


class ConclusionOptions(Options):
    """No keys of its own."""


class Conclusion(Section[ConclusionOptions]):
    """Sums up."""

    options = ConclusionOptions

    def answers(self, name: str, options: ConclusionOptions, evidence: Evidence) -> Iterator[Answer]:
        """Name the most accurate (in validation), the smallest and the largest case; versions; origin of the data."""
        del options
        cases = evidence.cases
        accurate = max(cases, key=lambda case: comparison.accuracy(case, evidence))
        paired = [case for case in cases if case.experiment.dataset == cases[0].experiment.dataset]
        smallest = min(paired, key=lambda case: case.experiment.model.parameters)
        largest = max(paired, key=lambda case: case.experiment.model.parameters)
        for role, case in (("accurate", accurate), ("smallest", smallest), ("largest", largest)):
            yield Answer(f"{name}.{role}", case.key)
        yield from _size(name, smallest, largest, evidence)
        early = sum(
            curves.best_epoch(evidence.result(case).history) < case.experiment.training.epochs for case in cases
        )
        yield Answer(f"{name}.cases", len(cases), "count")
        yield Answer(f"{name}.early", early, "count")
        rising = [case.key for case in cases if _rises(case, evidence)]
        yield Answer(f"{name}.rising", tuple(rising))
        top = comparison.accuracy(accurate, evidence)
        ties = [case.key for case in cases if case is not accurate and comparison.accuracy(case, evidence) == top]
        yield Answer(f"{name}.ties", tuple(ties))
        yield Answer(f"{name}.featured", any(case.experiment.features.kind == "hog" for case in cases))
        yield Answer(f"{name}.sections", tuple(dict.fromkeys(case.section for case in cases)))
        yield Answer(f"{name}.origins", tuple(sorted({data.origin for data in evidence.datasets.values()})))
        versions = {pair for case in cases for pair in evidence.result(case).provenance.versions}
        yield Answer(f"{name}.versions", (("reportgen", __version__), *sorted(versions)))

    def figures(self, name: str, options: ConclusionOptions, evidence: Evidence) -> Iterator[Figure]:
        """Plot accuracy against the number of weights, with 95 % intervals."""
        del options
        points = tuple(_point(case, evidence) for case in evidence.cases)
        yield Figure(f"{name}.overview", Points(Label("plot.parameters"), Label("plot.accuracy"), points, percent=True))


def _rises(case: Case, evidence: Evidence) -> bool:
    """Tell whether the validation loss of a case rises, after its lowest, by more than chance explains."""
    reading = curves.read(evidence.result(case), case.experiment.training.loss)
    return reading.verdict in ("loss_only", "overfits")


def _size(name: str, smallest: Case, largest: Case, evidence: Evidence) -> Iterator[Answer]:
    """Yield what size does: how many times the weights, the gain, and whether the test tells the two apart."""
    ratio = Quotient(largest.experiment.model.parameters, smallest.experiment.model.parameters)
    step = Step("ratio", ratio, ratio.value)
    yield Answer(f"{name}.weights_ratio", ratio.value, "ratio", Rounded(1), (step,))
    small, large = _right(smallest, evidence), _right(largest, evidence)
    gain = float(large.mean() - small.mean())
    yield Answer(f"{name}.gain", gain, "share", Rounded(4))
    yield Answer(f"{name}.larger_is_better", gain > 0)
    yield Answer(f"{name}.gain_p", mcnemar(small, large)[2], "p_value", Rounded(3))


def _right(case: Case, evidence: Evidence) -> Booleans:
    right: Booleans = predictions(evidence.result(case).test) == evidence.dataset(case).y_test
    return right


def _point(case: Case, evidence: Evidence) -> Point:
    right = _right(case, evidence)
    low, high = wilson(int(right.sum()), len(right))
    weights = float(case.experiment.model.parameters)
    return Point(case.title, weights, float(right.mean()), low, high, Label(f"section.{case.section}"))
