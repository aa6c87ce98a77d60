"""A section's chosen case beside those of the sections before it, on the same images."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.answers.comparison import accuracy, choice, paired
from reportgen.answers.metrics import SIGNIFICANT, holm
from reportgen.spec import Answer, Case, Evidence, Rounded


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
    better: Literal["ours", "theirs", ""]


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
    better: Literal["ours", "theirs", ""]


def answers(section: str, evidence: Evidence) -> Iterator[Answer]:
    """Derive the comparison with the earlier sections that read the same dataset; with none, it is empty."""
    ours = choice(evidence.of(section), evidence).chosen
    found = [_rival(ours, choice(evidence.of(name), evidence).chosen, evidence) for name in before(section, evidence)]
    adjusted = holm([rival.p_value for rival in found])
    corrected = (replace(rival, p_value=p) for rival, p in zip(found, adjusted, strict=True))
    rivals = tuple(replace(rival, better=_better(rival)) for rival in corrected)
    yield Answer(f"{section}.rivals", rivals, compare=Rounded(4))
    compared = (ours, *(_case(rival, evidence) for rival in rivals))
    yield Answer(f"{section}.featured", any(case.experiment.features.kind == "hog" for case in compared))
    yield Answer(f"{section}.twins", _twins(section, evidence), compare=Rounded(4))


def before(section: str, evidence: Evidence) -> tuple[str, ...]:
    """Return the sections before this one whose cases all read the dataset that its first case reads."""
    datasets: dict[str, set[str]] = {}
    for case in evidence.cases:
        datasets.setdefault(case.section, set()).add(case.experiment.dataset)
    names = list(datasets)
    own = {evidence.of(section)[0].experiment.dataset}
    return tuple(name for name in names[: names.index(section)] if datasets[name] == own)


def _twins(section: str, evidence: Evidence) -> tuple[Twin, ...]:
    """Compare each case with those of earlier sections that differ from it in nothing but the input."""
    pairs = [
        (ours, theirs)
        for ours in evidence.of(section)
        for name in before(section, evidence)
        for theirs in evidence.of(name)
        if _same_but_the_input(ours, theirs)
    ]
    tests = [paired(ours, theirs, evidence) for ours, theirs in pairs]
    found = []
    for (ours, theirs), (mine, other, _), p in zip(pairs, tests, holm([raw for _, _, raw in tests]), strict=True):
        gain = accuracy(ours, evidence) - accuracy(theirs, evidence)
        better: Literal["ours", "theirs", ""] = "" if p >= SIGNIFICANT else "ours" if gain > 0 else "theirs"
        found.append(Twin(ours.id, theirs.section, theirs.id, mine, other, p, gain, better))
    return tuple(found)


def _same_but_the_input(ours: Case, theirs: Case) -> bool:
    mine, other = ours.experiment, theirs.experiment
    same = mine.model.layers[1:] == other.model.layers[1:] and mine.training == other.training
    return same and mine.features != other.features


def _case(rival: Rival, evidence: Evidence) -> Case:
    return next(case for case in evidence.of(rival.section) if case.id == rival.case)


def _rival(ours: Case, theirs: Case, evidence: Evidence) -> Rival:
    only_ours, only_theirs, raw = paired(ours, theirs, evidence)
    mine, other = ours.experiment.model, theirs.experiment.model
    return Rival(
        section=theirs.section,
        case=theirs.id,
        only_ours=only_ours,
        only_theirs=only_theirs,
        p_value=raw,
        gain=accuracy(ours, evidence) - accuracy(theirs, evidence),
        weights_ratio=other.parameters / mine.parameters,
        multiplications_ratio=other.multiplications / mine.multiplications,
        better="",
    )


def _better(rival: Rival) -> Literal["ours", "theirs", ""]:
    if rival.p_value >= SIGNIFICANT:
        return ""
    return "ours" if rival.gain > 0 else "theirs"
