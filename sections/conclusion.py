"""All cases of the lab beside each other, and what made this report."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen import __version__
from reportgen.answers import comparison, curves
from reportgen.answers.distinct import distinct
from reportgen.answers.metrics import Booleans, mcnemar, wilson
from reportgen.arithmetic import Quotient
from reportgen.losses import predictions
from reportgen.options import Options
from reportgen.plots import Figure, Label, Point, Points, Text
from reportgen.section import Section
from reportgen.spec import Answer, Case, Evidence, Rounded, computed, trained

CROWD, STACK = 16, 4
"""More points than these have no names in a figure, nor have more of one size: there is no room."""
SEVERAL = 3
"""So many networks of one section and one size are told together."""


@dataclass(frozen=True)
class Group:
    """Networks of one section with equally many weights; only a few are told one by one."""

    section: str
    weights: int
    keys: tuple[str, ...]
    together: bool


class ConclusionOptions(Options):
    """No keys of its own."""


class Conclusion(Section[ConclusionOptions]):
    """Sums up."""

    options = ConclusionOptions

    def answers(self, name: str, options: ConclusionOptions, evidence: Evidence) -> Iterator[Answer]:
        """Rank the networks that read the same images; count curves; versions; origin of the data."""
        del options
        cases = _compared(evidence)
        ranked = {dataset: found for dataset in evidence.datasets if (found := _comparable(dataset, evidence))}
        yield Answer(f"{name}.datasets", tuple(ranked))
        for dataset, found in ranked.items():
            yield from trained(_ranking(f"{name}.data.{dataset}", found, evidence))
        yield Answer(f"{name}.cases", len(cases), "count")
        yield from trained(_curves(name, cases, evidence))
        yield Answer(f"{name}.featured", any(case.experiment.features.kind == "hog" for case in cases))
        yield Answer(f"{name}.sections", tuple(dict.fromkeys(case.section for case in evidence.cases)))
        yield Answer(f"{name}.origins", tuple(sorted({data.origin for data in evidence.datasets.values()})))
        registered = {dataset: bool(data.info.digest) for dataset, data in evidence.datasets.items()}
        for way, by_digest in (("by_digest", True), ("by_names", False)):
            yield Answer(f"{name}.{way}", tuple(key for key, known in registered.items() if known == by_digest))
        versions = {pair for case in evidence.cases for pair in evidence.result(case).provenance.versions}
        yield Answer(f"{name}.versions", (("reportgen", __version__), *sorted(versions)), trained=True)

    def figures(self, name: str, options: ConclusionOptions, evidence: Evidence) -> Iterator[Figure]:
        """Plot accuracy against the number of weights, with 95 % intervals, for each dataset."""
        del options
        for dataset in evidence.datasets:
            cases = _comparable(dataset, evidence)
            if cases:
                points = tuple(_point(case, evidence, case.title if case in _named(cases) else "") for case in cases)
                plot = Points(Label("plot.parameters"), Label("plot.accuracy"), points, percent=True)
                yield Figure(f"{name}.overview.{dataset}", plot)


def _compared(evidence: Evidence) -> tuple[Case, ...]:
    """Return the classifiers that learned from all training images, each once."""
    return distinct([case for case in evidence.classifiers if case.experiment.training.share == 1])


def _named(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases that have room for a name."""
    sizes = Counter(case.experiment.model.parameters for case in cases)
    few = tuple(case for case in cases if sizes[case.experiment.model.parameters] <= STACK)
    return few if len(cases) <= CROWD else ()


def _comparable(dataset: str, evidence: Evidence) -> tuple[Case, ...]:
    """Return the cases of a dataset that the same validation images judge, if these can tell networks apart.

    Networks of equal layers are one: where a dataset has one network only, there is nothing to compare.
    """
    cases = [case for case in _compared(evidence) if case.experiment.dataset == dataset]
    if not cases:
        return ()
    labels = evidence.result(cases[0]).validation_labels
    same = tuple(case for case in cases if np.array_equal(evidence.result(case).validation_labels, labels))
    return same if len({case.experiment.model for case in cases}) > 1 or len(_compared(evidence)) == 1 else ()


def _ranking(prefix: str, cases: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Yield the most accurate (in validation), the smallest and the largest network, and what size does."""
    accurate = max(cases, key=lambda case: comparison.accuracy(case, evidence))
    sizes = Counter(case.experiment.model.parameters for case in cases)
    smallest, largest = (
        max(
            (case for case in reversed(cases) if case.experiment.model.parameters == size),
            key=lambda case: comparison.accuracy(case, evidence),
        )
        for size in (min(sizes), max(sizes))
    )
    for role, case in (("accurate", accurate), ("smallest", smallest), ("largest", largest)):
        yield Answer(f"{prefix}.{role}", case.key)
        yield Answer(f"{prefix}.as_large.{role}", sizes[case.experiment.model.parameters], "count")
    top = comparison.accuracy(accurate, evidence)
    ties = [case.key for case in cases if case is not accurate and comparison.accuracy(case, evidence) == top]
    yield Answer(f"{prefix}.ties", tuple(ties))
    yield Answer(f"{prefix}.networks", len(cases), "count")
    yield Answer(f"{prefix}.named", len(_named(cases)) == len(cases))
    yield from _size(prefix, smallest, largest, evidence)


def _size(prefix: str, smallest: Case, largest: Case, evidence: Evidence) -> Iterator[Answer]:
    """Yield what size does: how many times the weights, the gain, and whether the test tells the two apart."""
    ratio = Quotient(largest.experiment.model.parameters, smallest.experiment.model.parameters)
    yield computed(f"{prefix}.weights_ratio", "ratio", ratio, "ratio", Rounded(1))
    small, large = _right(smallest, evidence), _right(largest, evidence)
    gain = float(large.mean() - small.mean())
    yield Answer(f"{prefix}.gain", gain, "share", Rounded(4))
    yield Answer(f"{prefix}.larger_is_better", gain > 0)
    yield Answer(f"{prefix}.gain_p", mcnemar(small, large)[2], "p_value", Rounded(3))


def _curves(name: str, cases: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Yield how many networks have their best epoch before the last one, and which overfit by more than chance."""
    early = [
        case for case in cases if curves.best_epoch(evidence.result(case).history) < case.experiment.training.epochs
    ]
    yield Answer(f"{name}.early", len(early), "count")
    rising = [case for case in early if _rises(case, evidence)]
    yield Answer(f"{name}.rising", tuple(case.key for case in rising))
    yield Answer(f"{name}.rising_groups", tuple(_groups(rising)))


def _groups(cases: Sequence[Case]) -> Iterator[Group]:
    """Yield the cases in their order, those of one section and one size together if they are several."""
    found: dict[tuple[str, int], list[str]] = {}
    for case in cases:
        found.setdefault((case.section, case.experiment.model.parameters), []).append(case.key)
    for (section, weights), keys in found.items():
        yield Group(section, weights, tuple(keys), len(keys) >= SEVERAL)


def _rises(case: Case, evidence: Evidence) -> bool:
    """Tell whether the validation loss of a case rises, after its lowest, by more than chance explains."""
    reading = curves.read(evidence.result(case), case.experiment.training.loss)
    return reading.verdict in ("loss_only", "overfits", "unsettled")


def _right(case: Case, evidence: Evidence) -> Booleans:
    right: Booleans = predictions(evidence.result(case).test) == evidence.dataset(case).y_test
    return right


def _point(case: Case, evidence: Evidence, name: Text) -> Point:
    right = _right(case, evidence)
    low, high = wilson(int(right.sum()), len(right))
    weights = float(case.experiment.model.parameters)
    return Point(name, weights, float(right.mean()), low, high, Label(f"section.{case.section}"))
