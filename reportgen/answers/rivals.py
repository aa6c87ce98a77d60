"""A section's chosen case beside those of the sections before it, on the same images."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from reportgen.answers.comparison import Paired, accuracy, choice, tested
from reportgen.answers.distinct import distinct
from reportgen.answers.replicates import accuracies
from reportgen.spec import Answer, Case, Evidence, Rounded

Side = Literal["ours", "theirs", ""]
"""Who is more accurate, if the difference is significant."""


@dataclass(frozen=True)
class Rival:
    """The chosen case of an earlier section, against this section's chosen case.

    Attributes:
        section: the earlier section.
        case: the id of its chosen case.
        only_ours: images that only this section's case has right.
        only_theirs: images that only the earlier one has right.
        p_value: exact McNemar, Holm-corrected over the rivals.
        gain: our accuracy on the validation set minus theirs.
        weights_ratio: how many times our weights theirs has.
        multiplications_ratio: how many times our multiplications for one image theirs needs.
        better: who is more accurate, if the difference is significant.
    """

    section: str
    case: str
    only_ours: int
    only_theirs: int
    p_value: float
    gain: float
    weights_ratio: float
    multiplications_ratio: float
    better: Side


@dataclass(frozen=True)
class Twin:
    """A case, and one of an earlier section whose layers are the same after the input: only what they read differs.

    Attributes:
        ours: the id of this section's case.
        section: the earlier section.
        theirs: the id of its case.
        only_ours: images that only our case has right.
        only_theirs: images that only theirs has right.
        p_value: exact McNemar, Holm-corrected over the twins.
        gain: our accuracy on the validation set minus theirs.
        better: who is more accurate, if the difference is significant.
    """

    ours: str
    section: str
    theirs: str
    only_ours: int
    only_theirs: int
    p_value: float
    gain: float
    better: Side


def answers(section: str, evidence: Evidence) -> Iterator[Answer]:
    """Derive the comparison with the earlier sections that read the same dataset; with none, it is empty."""
    ours = choice(evidence.of(section), evidence).chosen
    earlier = distinct([_chosen(name, evidence) for name in before(section, evidence)])
    pairs = [(ours, theirs) for theirs in earlier if theirs.experiment != ours.experiment]
    compared = {case for pair in pairs for case in pair}
    rivals = tuple(_rival(test, evidence) for test in tested(pairs, evidence))
    yield Answer(f"{section}.rivals", rivals, compare=Rounded(4))
    if several := tuple(dict.fromkeys(case.section for case in earlier if case.replicates > 1)):
        yield Answer(f"{section}.replicated", several)
    yield Answer(f"{section}.featured", any(case.experiment.features.kind == "hog" for case in compared))
    twins = tuple(_twin(test, evidence) for test in tested(_equal_layers(section, evidence), evidence))
    yield Answer(f"{section}.twins", twins, compare=Rounded(4))


def _chosen(section: str, evidence: Evidence) -> Case:
    """Return the case that a section chooses; of settings with replicates the one with the highest mean."""
    cases = evidence.of(section)
    if cases[0].replicates > 1:
        return max(cases, key=lambda case: fmean(accuracies(case, evidence)))
    return choice(cases, evidence).chosen


def before(section: str, evidence: Evidence) -> tuple[str, ...]:
    """Return the sections before this one whose cases all read the dataset that its first case reads."""
    datasets: dict[str, set[str]] = {}
    for case in evidence.cases:
        datasets.setdefault(case.section, set()).add(case.experiment.dataset)
    names = list(datasets)
    own = {evidence.of(section)[0].experiment.dataset}
    return tuple(name for name in names[: names.index(section)] if datasets[name] == own)


def _equal_layers(section: str, evidence: Evidence) -> list[tuple[Case, Case]]:
    """Return each case with those of earlier sections that differ from it in nothing but the input."""
    return [
        (ours, theirs)
        for ours in evidence.of(section)
        for name in before(section, evidence)
        for theirs in evidence.of(name)
        if _same_but_the_input(ours, theirs)
    ]


def _same_but_the_input(ours: Case, theirs: Case) -> bool:
    mine, other = ours.experiment, theirs.experiment
    same = mine.model.layers[1:] == other.model.layers[1:] and mine.training == other.training
    return same and mine.features != other.features


def _rival(test: Paired, evidence: Evidence) -> Rival:
    mine, other = test.first.experiment.model, test.second.experiment.model
    return Rival(
        section=test.second.section,
        case=test.second.id,
        only_ours=test.only_first,
        only_theirs=test.only_second,
        p_value=test.p_value,
        gain=_gain(test, evidence),
        weights_ratio=other.parameters / mine.parameters,
        multiplications_ratio=other.multiplications / mine.multiplications,
        better=_side(test),
    )


def _twin(test: Paired, evidence: Evidence) -> Twin:
    ours, theirs = test.first, test.second
    counts = (test.only_first, test.only_second, test.p_value)
    return Twin(ours.id, theirs.section, theirs.id, *counts, _gain(test, evidence), _side(test))


def _gain(test: Paired, evidence: Evidence) -> float:
    return accuracy(test.first, evidence) - accuracy(test.second, evidence)


def _side(test: Paired) -> Side:
    return "" if test.better is None else "ours" if test.better is test.first else "theirs"
