"""What one setting changes, all else being equal: neurons, layers, activation, orientations, dropout, epochs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from reportgen.answers import curves
from reportgen.answers.comparison import Difference, accuracy
from reportgen.options import Setting, Settings
from reportgen.spec import Case, Evidence

LAYERS: Mapping[str, str] = MappingProxyType({"hidden": "hidden_layers", "dense": "dense_layers"})
"""The settings that are neurons of layers, and what their number of layers is called as a setting."""

Pair = tuple[tuple[Settings, Case], tuple[Settings, Case]]
"""Two cases with their settings."""

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
    for name in settings[0]:
        for first, second in _neighbours(name, list(zip(settings, cases, strict=True))):
            yield _effect(name, first, second, compared, evidence)
    for name in (name for name in LAYERS if name in settings[0]):
        deep = [(_by_depth(item, name), case) for item, case in zip(settings, cases, strict=True)]
        for first, second in _neighbours(LAYERS[name], deep):
            yield _effect(LAYERS[name], first, second, compared, evidence)


def _neighbours(name: str, given: Sequence[tuple[Settings, Case]]) -> Iterator[Pair]:
    """Yield the pairs of cases that are neighbours in one setting and equal in all others.

    A number has those next to it as neighbours; a name, which has no order, is set beside the first one given.
    """
    groups: dict[tuple[object, ...], dict[Setting, tuple[Settings, Case]]] = {}
    for item in given:
        group = groups.setdefault(_others(item[0], name), {})
        group.setdefault(item[0][name], item)  # the same network may have two names
    for group in groups.values():
        if any(map(_is_name, group)):
            first, *rest = group.values()
            yield from ((first, other) for other in rest)
        else:
            yield from pairwise(group[value] for value in sorted(group))


def _is_name(value: Setting) -> bool:
    return isinstance(value, str) or (isinstance(value, tuple) and isinstance(value[0], str))


def _by_depth(settings: Settings, name: str) -> Settings:
    """Return settings in which layers of one width are that width and how many there are."""
    units = settings[name]
    layers = units if isinstance(units, tuple) else (units,)
    return {**settings, name: layers[:1] if len(set(layers)) == 1 else layers, LAYERS[name]: len(layers)}


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
    gaps = [curves.gap(evidence.result(case).history, case.experiment.training.protocol) for case in cases]
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
