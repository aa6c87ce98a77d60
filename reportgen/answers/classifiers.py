"""What every section of classifiers answers and shows: each case, the cases side by side, the sections before."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reportgen.answers import classification, comparison, effects, examples, likeness, rivals
from reportgen.answers.effects import Settings
from reportgen.options import Options
from reportgen.plots import Drawing, Figure
from reportgen.spec import Answer, Evidence, Unit

UNITS: Mapping[str, Unit] = MappingProxyType(
    {"hidden": "neurons", "dense": "neurons", "dropout": "share", "orientations": "count", "pixels_per_cell": "pixels"}
)
"""The units of the settings of cases."""


RESERVED = frozenset({"cases", "comparison", "effects", "featured", "outputs", "rivals", "twins"})
"""Names of the answers that every such section has beside its cases."""


def answers(section: str, options: Sequence[Options], evidence: Evidence) -> Iterator[Answer]:
    """Derive all that the cases of a section have in common.

    Args:
        section: its name, with which the ids begin.
        options: of its cases, in their order: an id, and the settings that distinguish them.
        evidence: the results.
    """
    cases = evidence.of(section)
    settings: list[Settings] = [case.model_dump(exclude={"id"}) for case in options]
    yield Answer(f"{section}.outputs", cases[0].experiment.model.output_shape[-1], "neurons")
    yield Answer(f"{section}.cases", tuple(case.id for case in cases))
    for case, chosen in zip(cases, settings, strict=True):
        for name, value in chosen.items():
            yield Answer(f"{case.key}.{name}", value, UNITS.get(name, ""))
        yield from classification.answers(case, evidence)
    yield from comparison.answers(f"{section}.comparison", cases, evidence)
    earlier = rivals.before(section, evidence)
    yield Answer(f"{section}.comparison.before", earlier)
    yield from likeness.answers(f"{section}.comparison", cases, evidence)
    compared = comparison.differences(cases, evidence)
    yield Answer(f"{section}.effects", tuple(effects.effects(settings, cases, compared, evidence)))
    yield from rivals.answers(section, evidence)


def figures(section: str, evidence: Evidence) -> Iterator[Figure]:
    """Show curves and mistakes of each case, the curves of all, the chosen network, the mean images of the classes.

    The mean images are shown by the first section that reads the dataset.
    """
    cases = evidence.of(section)
    for case in cases:
        yield examples.curves(f"{case.key}.curves", case, evidence)
        yield from examples.mistakes(f"{case.key}.mistakes", case, evidence)
    yield examples.compared_curves(f"{section}.comparison.curves", cases, evidence)
    chosen = comparison.choice(cases, evidence).chosen
    yield Figure(f"{section}.comparison.network", Drawing(chosen.experiment.model))
    if not rivals.before(section, evidence):
        yield examples.class_means(f"{section}.comparison.means", evidence.dataset(cases[0]))
