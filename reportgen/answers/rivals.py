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


def answers(section: str, evidence: Evidence) -> Iterator[Answer]:
    """Derive the comparison with the earlier sections that read the same dataset; with none, it is empty."""
    ours = choice(evidence.of(section), evidence).chosen
    found = [_rival(ours, choice(evidence.of(name), evidence).chosen, evidence) for name in before(section, evidence)]
    adjusted = holm([rival.p_value for rival in found])
    corrected = (replace(rival, p_value=p) for rival, p in zip(found, adjusted, strict=True))
    rivals = tuple(replace(rival, better=_better(rival)) for rival in corrected)
    yield Answer(f"{section}.rivals", rivals, compare=Rounded(4))


def before(section: str, evidence: Evidence) -> tuple[str, ...]:
    """Return the sections before this one whose cases all read the dataset that its first case reads."""
    datasets: dict[str, set[str]] = {}
    for case in evidence.cases:
        datasets.setdefault(case.section, set()).add(case.experiment.dataset)
    names = list(datasets)
    own = {evidence.of(section)[0].experiment.dataset}
    return tuple(name for name in names[: names.index(section)] if datasets[name] == own)


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
