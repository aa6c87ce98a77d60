"""What every section of classifiers answers and shows: each case, the cases side by side, the sections before."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from reportgen.answers import classification, comparison, effects, examples, likeness, rivals, seeds
from reportgen.answers.comparison import Difference
from reportgen.answers.effects import Effect
from reportgen.errors import LabError
from reportgen.networks import optimizer_name
from reportgen.options import CaseOptions, Settings
from reportgen.plots import Drawing, Figure
from reportgen.spec import Answer, Case, Evidence, Training, Unit, trained

UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "hidden": "neurons", "dense": "neurons", "dropout": "share", "stage_dropout": "share", "orientations": "count",
        "pixels_per_cell": "pixels", "filters": "count", "kernel": "pixels", "pool": "pixels", "skip": "count",
    }
)  # fmt: skip
"""The units of the settings of cases."""


RESERVED = frozenset(
    {"activations", "cases", "comparison", "effects", "epochs_alike", "featured", "outputs", "rivals", "seeds", "twins"}
)
"""Names of the answers that every such section has beside its cases."""

FEW = 6
"""So many cases can be compared in words, pair by pair, and drawn on the same axes."""


def training(case: CaseOptions, usual: Training) -> Training:
    """Return how a case is trained; `usual` is how those of its section are.

    Raises:
        LabError: its protocol is another one, so that it would be judged on other images than those beside it.
    """
    own = case.training.of(usual)
    if own.protocol != usual.protocol:
        expected = f"{usual.protocol} as in the other cases, with which it is compared image by image"
        raise LabError(f"case {case.id}: protocol: expected {expected}; received {own.protocol}")
    return own


def answers(section: str, options: Sequence[CaseOptions], evidence: Evidence) -> Iterator[Answer]:
    """Derive all that the cases of a section have in common.

    Args:
        section: its name, with which the ids begin.
        options: of its cases, in their order: an id, and the settings that distinguish their networks.
        evidence: the results.
    """
    cases = evidence.of(section)
    settings = [case.settings() for case in options]
    yield Answer(f"{section}.outputs", cases[0].experiment.model.output_shape[-1], "neurons")
    yield Answer(f"{section}.cases", tuple(case.id for case in cases))
    used = (own["activation"] for own in settings if "activation" in own)
    several = (value if isinstance(value, tuple) else (value,) for value in used)
    yield Answer(f"{section}.activations", tuple(dict.fromkeys(name for names in several for name in names)))
    yield Answer(f"{section}.epochs_alike", len({case.experiment.training.epochs for case in cases}) == 1)
    for case, chosen in zip(cases, settings, strict=True):
        for name, value in chosen.items():
            yield Answer(f"{case.key}.{name}", value, UNITS.get(name, ""))
        yield from classification.answers(case, evidence)
    yield from trained(comparison.answers(f"{section}.comparison", cases, evidence))
    earlier = rivals.before(section, evidence)
    yield Answer(f"{section}.comparison.before", earlier)
    yield from trained(likeness.answers(f"{section}.comparison", cases, evidence))
    compared = comparison.differences(cases, evidence)
    all_settings = [{**own, **_trained(case)} for own, case in zip(settings, cases, strict=True)]
    found = tuple(effects.effects(all_settings, cases, compared, evidence))
    yield Answer(f"{section}.effects", found, trained=True)
    shown = tuple(compared) if len(cases) <= FEW else _clear(compared, found)
    yield from trained(_told(f"{section}.comparison", cases, shown, evidence))
    yield from trained(rivals.answers(section, evidence))
    yield from trained(seeds.answers(section, cases, shown, evidence))


def _clear(compared: Sequence[Difference], found: Sequence[Effect]) -> tuple[Difference, ...]:
    """Return those of many differences that are shown: between neighbours, and the clearest one."""
    neighbours = [{effect.first, effect.second} for effect in found]
    clearest = min(compared, key=lambda item: item.raw, default=None)
    return tuple(item for item in compared if item is clearest or {item.first, item.second} in neighbours)


def _told(prefix: str, cases: Sequence[Case], shown: Sequence[Difference], evidence: Evidence) -> Iterator[Answer]:
    """Yield which differences are shown, and whose curves are drawn: all of a few cases, some of many."""
    yield Answer(f"{prefix}.few", FEW, "count")
    yield Answer(f"{prefix}.all_shown", len(cases) <= FEW)
    yield Answer(f"{prefix}.shown", tuple(shown))
    yield Answer(f"{prefix}.drawn", tuple(case.id for case in _drawn(cases, evidence)))


def _drawn(cases: Sequence[Case], evidence: Evidence) -> Sequence[Case]:
    """Return the cases whose curves are drawn together: a few, or the first, best, worst and chosen of many."""
    if len(cases) <= FEW:
        return cases
    found = comparison.choice(cases, evidence)
    worst = min(cases, key=lambda case: comparison.accuracy(case, evidence))
    shown = {cases[0].id, found.best.id, found.chosen.id, worst.id}
    return [case for case in cases if case.id in shown]


def _trained(case: Case) -> Settings:
    """Return the settings of a case that its options may leave to the section and the loss."""
    training = case.experiment.training
    return {
        "output": getattr(case.experiment.model.layers[-1], "activation", ""),
        "optimizer": optimizer_name(training.optimizer),
        "loss": training.loss,
        "epochs": training.epochs,
        "batch_size": training.batch_size,
        "class_weight": training.class_weight,
        "protocol": training.protocol,
        "seed": training.seed,
    }


def figures(section: str, evidence: Evidence) -> Iterator[Figure]:
    """Show curves and mistakes of each case, the curves of all, the chosen network, the mean images of the classes.

    The mean images are shown by the first section that reads the dataset.
    """
    cases = evidence.of(section)
    for case in cases:
        yield examples.curves(f"{case.key}.curves", case, evidence)
        yield from examples.mistakes(f"{case.key}.mistakes", case, evidence)
    yield examples.compared_curves(f"{section}.comparison.curves", _drawn(cases, evidence), evidence)
    chosen = comparison.choice(cases, evidence).chosen
    yield Figure(f"{section}.comparison.network", Drawing(chosen.experiment.model))
    if not rivals.before(section, evidence):
        yield examples.class_means(f"{section}.comparison.means", evidence.dataset(cases[0]))
