"""What one setting changes, all else being equal: more neurons, more orientations, smaller cells, dropout."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from reportgen.answers import curves
from reportgen.answers.comparison import Difference, accuracy
from reportgen.spec import Case, Evidence

Setting = int | float | tuple[int, ...]
"""The value of a setting of a case: a number, or one for each layer."""

Settings = Mapping[str, Setting]
"""The settings of a case by name; those of a section's cases have the same names."""

Way = Literal["up", "down", "same"]


@dataclass(frozen=True)
class Effect:
    """What one change does: the accuracy gained on the validation set, and the gaps to training before and after.

    `significant` repeats the paired test: without it, the gain may be chance. `accuracy` says which way it went, as far
    as a hundredth of a point shows; `gap` calls a change `same` that is below twice the standard error of the paired
    difference in validation. `ratio` is how many times the weights of the first the second has.
    """

    setting: str
    before: Setting
    after: Setting
    first: str
    second: str
    gain: float
    gap_before: float
    gap_after: float
    ratio: float
    accuracy: Way
    gap: Way
    significant: bool


def effects(
    settings: Sequence[Settings], cases: Sequence[Case], compared: Sequence[Difference], evidence: Evidence
) -> Iterator[Effect]:
    """Yield what each setting does, between neighbours in its value that differ in nothing else.

    Args:
        settings: of each case.
        cases: of one section.
        compared: the differences of all pairs of them.
        evidence: their results.
    """
    given = list(zip(settings, cases, strict=True))
    for name in settings[0]:
        groups: dict[tuple[object, ...], list[tuple[Settings, Case]]] = {}
        for item in given:
            groups.setdefault(_others(item[0], name), []).append(item)
        for group in groups.values():
            for first, second in pairwise(sorted(group, key=lambda item: item[0][name])):
                if first[0][name] != second[0][name]:  # the same network may have two names
                    yield _effect(name, first, second, compared, evidence)


def _others(settings: Settings, name: str) -> tuple[object, ...]:
    """Return all settings but one, and of that one how many layers it is given for."""
    value = settings[name]
    layers = len(value) if isinstance(value, tuple) else 1
    return (layers, *(item for key, item in settings.items() if key != name))


def _effect(
    name: str,
    first: tuple[Settings, Case],
    second: tuple[Settings, Case],
    compared: Sequence[Difference],
    evidence: Evidence,
) -> Effect:
    cases = (first[1], second[1])
    gaps = [curves.gap(evidence.result(case).history, evidence.protocol) for case in cases]
    gain = accuracy(cases[1], evidence) - accuracy(cases[0], evidence)
    pair = next(item for item in compared if {item.first, item.second} == {case.id for case in cases})
    images = len(evidence.result(cases[0]).validation_labels)
    noise = 2 * (pair.only_first + pair.only_second) ** 0.5 / images
    return Effect(
        setting=name,
        before=first[0][name],
        after=second[0][name],
        first=cases[0].id,
        second=cases[1].id,
        gain=gain,
        gap_before=gaps[0],
        gap_after=gaps[1],
        ratio=cases[1].experiment.model.parameters / cases[0].experiment.model.parameters,
        accuracy=_way(gain),
        gap=_way(gaps[1] - gaps[0], noise),
        significant=bool(pair.better),
    )


def _way(change: float, noise: float = 0.0) -> Way:
    shown = round(change, 4)
    return "same" if abs(shown) <= noise else "up" if shown > 0 else "down"
