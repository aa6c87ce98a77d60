"""What several seeds say of a section's cases: mean confusions, and which differences survive another training.

McNemar's test asks whether a difference between two trained networks would survive other images; Welch's test over the
seeds asks whether it survives another training. All seeds are judged by the same images: neither replaces the other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import fmean, stdev
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from reportgen.answers import comparison, confusions, curves
from reportgen.answers.classification import SHOWN
from reportgen.answers.comparison import Difference
from reportgen.answers.metrics import SIGNIFICANT, holm
from reportgen.answers.student import prediction_interval, welch
from reportgen.spec import Answer, Case, Evidence, Rounded, trained

USEFUL = 5
"""From so many seeds on, Student's interval is about 1.5 times that of a known deviation; with two it is 8 times."""

Fate = Literal["survives", "lost", "reversed", "appears", "open"]
"""What the seeds make of a difference: McNemar's and Welch's tests agree, only the first one sees it, they disagree,
only the second one sees it, neither does."""
FATES: tuple[Fate, ...] = get_args(Fate)


@dataclass(frozen=True)
class Survival:
    """Two cases, by their ids, over the seeds.

    Attributes:
        first: id of one case.
        second: id of the other.
        gain: mean accuracy of the first minus that of the second, on the validation set.
        raw: the p-value of Welch's test.
        p_value: the same, Holm-corrected for all pairs of the section.
        better: id of the better case if the difference is significant over the seeds, else nothing.
        told: id of the better case by McNemar's test on the first seed, else nothing.
        fate: what becomes of the first seed's conclusion.
    """

    first: str
    second: str
    gain: float
    raw: float
    p_value: float
    better: str
    told: str
    fate: Fate


@dataclass(frozen=True)
class Recurrence:
    """Images of class `true` that were predicted as `predicted`, over the seeds.

    Attributes:
        true: the true class.
        predicted: the predicted class.
        mean: how many images, on average.
        least: how many at least.
        most: how many at most.
        seeds: with how many seeds it is among the most frequent mistakes.
    """

    true: str
    predicted: str
    mean: float
    least: int
    most: int
    seeds: int


@dataclass(frozen=True)
class Pick:
    """A case, by its id, or a verdict, and how many seeds pick it."""

    name: str
    seeds: int


def answers(section: str, cases: Sequence[Case], shown: Sequence[Difference], evidence: Evidence) -> Iterator[Answer]:
    """Derive what the seeds say of a section's cases; with one seed there is nothing to say.

    Args:
        section: its name.
        cases: its cases.
        shown: the pairs that the report shows.
        evidence: the results, with all seeds.
    """
    if not cases[0].repeats:
        return
    prefix, count = f"{section}.seeds", len(cases[0].runs)
    yield Answer(f"{prefix}.count", count, "count")
    yield Answer(f"{prefix}.useful", USEFUL, "count")
    for name, number in (("reach", count), ("useful_reach", USEFUL)):
        yield Answer(f"{prefix}.{name}", _reach(number), "ratio")
    for case in cases:
        yield from trained(of_case(case, evidence))
    yield from trained(_compared(prefix, cases, shown, evidence))


def _compared(prefix: str, cases: Sequence[Case], shown: Sequence[Difference], evidence: Evidence) -> Iterator[Answer]:
    """Yield what becomes of the first seed's conclusions: of each pair, how many of each fate, of the choice."""
    found = survivals(cases, evidence)
    wanted = {(item.first, item.second) for item in shown}
    yield Answer(f"{prefix}.pairs", found, compare=Rounded(3))
    yield Answer(f"{prefix}.shown", tuple(item for item in found if (item.first, item.second) in wanted))
    fates = Counter(item.fate for item in found)
    for name in FATES:
        yield Answer(f"{prefix}.fates.{name}", fates[name], "count")
    yield from _choices(prefix, cases, found, evidence)


def of_case(case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive what the seeds say of a case: its mean confusions, those that recur, the verdicts on its curves."""
    prefix, dataset = f"{case.key}.seeds", evidence.dataset(case)
    classes = dataset.info.classes
    counts = np.stack([confusions.of_result(run, dataset) for run in evidence.runs(case)])
    mean = counts.mean(axis=0)
    yield Answer(f"{prefix}.count", len(counts), "count")
    yield Answer(f"{prefix}.matrix", tuple(tuple(map(float, row)) for row in mean), "images", Rounded(1))
    yield Answer(f"{prefix}.recurrences", _recurrences(counts, classes), "images")
    recall = mean.diagonal() / np.maximum(1, mean.sum(axis=1))
    present = np.flatnonzero(mean.sum(axis=1))
    ordered = present[np.argsort(recall[present], kind="stable")]
    for name, k in (("hardest", int(ordered[0])), ("easiest", int(ordered[-1]))):
        yield Answer(f"{prefix}.{name}.name", classes[k])
        yield Answer(f"{prefix}.{name}.recall", float(recall[k]), "share", Rounded(4))
    read = (curves.read(run, case.experiment.training.loss).verdict for run in evidence.runs(case))
    yield Answer(f"{prefix}.verdicts", _picks(read))


def survivals(cases: Sequence[Case], evidence: Evidence) -> tuple[Survival, ...]:
    """Compare every pair of cases by Welch's test over the seeds, Holm-corrected, beside the test of the first seed."""
    reached = {case.id: accuracies(case, evidence) for case in cases}
    pairs = list(combinations(reached, 2))
    raws = [welch(reached[first], reached[second]) for first, second in pairs]
    told = {(item.first, item.second): item.better for item in comparison.differences(cases, evidence)}
    found = []
    for (first, second), raw, p in zip(pairs, raws, holm(raws), strict=True):
        gain = fmean(reached[first]) - fmean(reached[second])
        better = "" if p >= SIGNIFICANT else first if gain > 0 else second
        before = told[first, second]
        found.append(Survival(first, second, gain, raw, p, better, before, fate(before, better)))
    return tuple(found)


def fate(told: str, better: str) -> Fate:
    """Return what becomes of a conclusion: `told` by one seed, `better` over all of them; nothing where none is."""
    if told and better:
        return "survives" if told == better else "reversed"
    return "lost" if told else "appears" if better else "open"


def accuracies(case: Case, evidence: Evidence) -> tuple[float, ...]:
    """Return a case's accuracy on the validation set with each seed, at the epoch that the protocol chooses."""
    return tuple(comparison.accuracy(replace(case, experiment=run), evidence) for run in case.runs)


def _choices(prefix: str, cases: Sequence[Case], found: Sequence[Survival], evidence: Evidence) -> Iterator[Answer]:
    """Yield what the rule makes of each seed alone, and which cases the seeds call better than the chosen one."""
    alone = [evidence.run(number) for number in range(len(cases[0].runs))]
    choices = [comparison.choice(one.of(cases[0].section), one) for one in alone]
    chosen = choices[0].chosen.id
    yield Answer(f"{prefix}.best", _picks(choice.best.id for choice in choices))
    yield Answer(f"{prefix}.chosen", _picks(choice.chosen.id for choice in choices))
    worse = (item for item in found if item.better and chosen in (item.first, item.second))
    yield Answer(f"{prefix}.better", tuple(item.better for item in worse if item.better != chosen))


def _picks(names: Iterable[str]) -> tuple[Pick, ...]:
    """Return what was picked, most often first; of equals, the one that was picked first."""
    return tuple(Pick(name, seeds) for name, seeds in Counter(names).most_common())


def _recurrences(counts: NDArray[np.int64], classes: tuple[str, ...]) -> tuple[Recurrence, ...]:
    """Return the confusions that are among the most frequent with some seed: those of most seeds first.

    Args:
        counts: confusion matrices (seeds, classes, classes).
        classes: the names of the classes.
    """
    frequent = Counter((cell.true, cell.predicted) for one in counts for cell in confusions.cells(one, classes, SHOWN))
    found = []
    for (true, predicted), seeds in frequent.items():
        own = counts[:, classes.index(true), classes.index(predicted)]
        found.append(Recurrence(true, predicted, float(own.mean()), int(own.min()), int(own.max()), seeds))
    return tuple(sorted(found, key=lambda item: (-item.seeds, -item.mean)))


def _reach(seeds: int) -> float:
    """Return how many standard deviations the prediction interval of so many seeds reaches to each side."""
    low, high = prediction_interval(range(seeds))
    return (high - low) / 2 / stdev(range(seeds))
