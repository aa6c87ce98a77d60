"""Pneumonia on chest X-rays: two unbalanced classes, 16 validation images, and mistakes of unequal price."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field, PositiveFloat

from reportgen import datasets
from reportgen.answers import balance, binary, binary_figures, classification, examples, roc, thresholds, weights
from reportgen.answers.binary import Counts
from reportgen.answers.comparison import validated
from reportgen.answers.metrics import mcnemar
from reportgen.answers.thresholds import USUAL, Judged
from reportgen.arithmetic import Product, Quotient, Sum, value
from reportgen.errors import LabError
from reportgen.networks import ConvolutionalOptions, Several, StageOptions
from reportgen.options import Name, Options
from reportgen.plots import Drawing, Figure, Label
from reportgen.protocol import split, validation_set
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Evidence, Experiment, Pixels, Rounded, computed, trained

HELD_OUT = "held_out"
"""The id of the case that the section plans itself: the first network, patients held out to choose a threshold."""
RARE = 0.1
"""A share of ill people, smaller than in the data, at which precision is worked out."""

Measure = Literal["accuracy", "balanced_accuracy", "precision", "recall", "specificity", "f1"]
Share = Annotated[float, Field(ge=0, le=1)]
Range = Annotated[tuple[Share, Share], Field(strict=False)]


class XrayOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        dataset: of two classes, the second one ill.
        stages: convolutional stages of the cases without stages of their own.
        cases: the networks.
        price: false alarms that cost as much as a missed patient; the threshold is chosen for it.
        prices: those of the table.
        handout: from where to where the measures of real hand-ins on the test set go.
    """

    dataset: Name
    stages: Several[StageOptions] = ()
    cases: tuple[ConvolutionalOptions, ...] = Field(min_length=1, strict=False)
    price: PositiveFloat = 5.0
    prices: Several[PositiveFloat] = (1.0, 2.0, 5.0, 10.0, 20.0)
    handout: dict[Measure, Range] = Field(default_factory=dict)


@dataclass(frozen=True)
class HandedIn:
    """A measure beside those of real hand-ins, all as the handout writes them: with two decimals."""

    measure: str
    value: float
    low: float
    high: float
    verdict: Literal["below", "within", "above"]


class XrayPneumonia(Section[XrayOptions]):
    """Trains every case, judges it on both sets, and chooses a threshold on patients held out."""

    options = XrayOptions
    reserved = frozenset({"balance", "cases", "convolutions", "flattened", "handout", "network", "origin", "threshold"})

    def plan(self, options: XrayOptions, context: SectionContext) -> Iterator[Case]:
        """Plan one experiment a case, and one that holds out patients, unless the first does."""
        planned = [_case(item, options, context) for item in options.cases]
        yield from planned
        first = planned[0]
        if first.experiment.training.protocol != "holdout":
            held = replace(first.experiment, training=replace(first.experiment.training, protocol="holdout"))
            yield Case(context.name, HELD_OUT, Label("case.held_out", (("case", first.title),)), held)

    def answers(self, name: str, options: XrayOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive each case, what the threshold does, and how the first case compares with the hand-ins."""
        cases, held = _parts(evidence.of(name))
        first = cases[0]
        yield Answer(f"{name}.cases", tuple(case.id for case in cases))
        yield Answer(f"{name}.origin", evidence.dataset(first).origin)
        yield weights.convolutions(name, first.experiment.model)
        yield weights.flattened(name, first.experiment.model)
        for case in evidence.of(name):
            yield from classification.answers(case, evidence)
            yield from balance.answers(f"{case.key}.balance", case, evidence)
        for case, item in zip(cases, options.cases, strict=True):
            yield Answer(f"{case.key}.dense", item.dense, "neurons")
            yield from trained(_measured(case, evidence))
        yield Answer(f"{name}.threshold.case", held.id)
        yield from trained(_threshold(f"{name}.threshold", held, options, evidence))
        yield from _patients(f"{name}.threshold.patients", held, evidence)
        yield Answer(f"{name}.handout", _handed_in(first, options, evidence), trained=True)

    def figures(self, name: str, options: XrayOptions, evidence: Evidence) -> Iterator[Figure]:
        """Show the network, curves and mistakes of each case, and what thresholds do."""
        cases, held = _parts(evidence.of(name))
        yield Figure(f"{name}.network", Drawing(cases[0].experiment.model))
        for case in evidence.of(name):
            yield examples.curves(f"{case.key}.curves", case, evidence)
        for case in cases:
            yield from binary_figures.mistakes(case, evidence)
        seen, test = _judged("validation", held, evidence), _judged("test", held, evidence)
        chosen = thresholds.best(seen, options.price)
        yield binary_figures.ranking(f"{name}.threshold.ranking", seen, test, chosen)
        yield binary_figures.sweep(f"{name}.threshold.sweep", seen, test, chosen)


def _case(item: ConvolutionalOptions, options: XrayOptions, context: SectionContext) -> Case:
    info, training = datasets.info(options.dataset), item.training.of(context.training)
    if item.id == HELD_OUT:
        raise LabError(f"case id '{HELD_OUT}': the case that the section plans itself has it", "give it another id")
    if len(info.classes) != 2:
        raise LabError(f"dataset: expected one of two classes, received {options.dataset} with {len(info.classes)}")
    if training.loss != "binary_crossentropy":
        raise LabError(
            f"case {item.id}: loss: expected binary_crossentropy, received {training.loss}",
            'let the section have training = { loss = "binary_crossentropy" }',
        )
    model = item.within(options.stages).model(info.image_shape, len(info.classes), training.loss)
    experiment = Experiment(options.dataset, Pixels(), model, training)
    return Case(context.name, item.id, item.title(context.training), experiment)


def _parts(cases: tuple[Case, ...]) -> tuple[tuple[Case, ...], Case]:
    """Return the cases of the lab file, and the one that holds out patients: the section's own, or the first."""
    own = tuple(case for case in cases if case.id != HELD_OUT)
    return own, next((case for case in cases if case.id == HELD_OUT), own[0])


def _judged(part: str, case: Case, evidence: Evidence) -> Judged:
    """Return what a case gives to the validation or the test set, at the epoch that its protocol chooses."""
    result = evidence.result(case)
    if part == "test":
        return Judged(binary.scores(result.test), evidence.dataset(case).y_test)
    return Judged(binary.scores(validated(case, evidence)), result.validation_labels)


def _measured(case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Yield counts and measures on each set, how well the scores rank, and what the decisions are worth."""
    judged = {part: _judged(part, case, evidence) for part in ("validation", "test")}
    watched = validation_set(evidence.dataset(case), case.experiment.training.protocol)
    found = {part: item.at(USUAL) for part, item in judged.items()}
    yield Answer(f"{case.key}.validation_set", watched)
    for part, counted in found.items():
        yield from binary.answers(f"{case.key}.{part}", counted)
    yield from binary.answers(f"{case.key}.everyone", binary.everyone(judged["test"].labels))
    yield from roc.answers(f"{case.key}.ranking", judged["test"].scores, judged["test"].labels)
    yield from _why_they_differ(case.key, found["validation"], found["test"])
    yield from _worth(f"{case.key}.worth", judged["test"])


def _why_they_differ(prefix: str, few: Counts, many: Counts) -> Iterator[Answer]:
    """Yield how often other images give at least the validation accuracy, with the recall and specificity of the test.

    The two sets hold other shares of ill people, so that their accuracies differ even where the rates are the same.
    """
    recall, specificity = (float(value(binary.measures(many)[name])) for name in ("recall", "specificity"))
    chance = binary.at_least(few, recall, specificity)
    yield computed(f"{prefix}.validation.step", "step", Quotient(1, few.images), "share")
    yield Answer(f"{prefix}.validation.expected", _mix(few, recall, specificity), "share", Rounded(3))
    yield Answer(f"{prefix}.validation.chance", chance, "p_value", Rounded(3))


def _mix(few: Counts, recall: float, specificity: float) -> float:
    """Return the accuracy that two rates give in the proportions of a set."""
    return (few.positives * recall + few.negatives * specificity) / few.images


def _worth(prefix: str, test: Judged) -> Iterator[Answer]:
    """Yield whether the network beats the rule that calls everyone ill, up to which price, and precision elsewhere."""
    found, ill = test.at(USUAL), test.labels == 1
    only_network, only_rule, p_value = mcnemar((test.scores > USUAL) == ill, ill)
    yield Answer(f"{prefix}.only_network", only_network, "images")
    yield Answer(f"{prefix}.only_rule", only_rule, "images")
    yield Answer(f"{prefix}.p", p_value, "p_value", Rounded(3))
    if found.false_negatives:
        price = Quotient(found.true_negatives, found.false_negatives)
        yield computed(f"{prefix}.price", "price", price, "ratio", Rounded(1))
    recall, specificity = (float(value(binary.measures(found)[name])) for name in ("recall", "specificity"))
    alarms = Product((1 - RARE, 1 - specificity))
    precision = Quotient(Product((RARE, recall)), Sum((Product((RARE, recall)), alarms)))
    yield Answer(f"{prefix}.rare", RARE, "share")
    if recall or alarms.value:
        yield Answer(f"{prefix}.precision", precision.value, "share", Rounded(2))


def _threshold(prefix: str, held: Case, options: XrayOptions, evidence: Evidence) -> Iterator[Answer]:
    seen, test = _judged("validation", held, evidence), _judged("test", held, evidence)
    yield from thresholds.answers(prefix, seen, test, options.price, options.prices)


def _patients(prefix: str, held: Case, evidence: Evidence) -> Iterator[Answer]:
    """Yield how many patients are on each side of the split, and how many are on both."""
    dataset = evidence.dataset(held)
    yield Answer(f"{prefix}.known", dataset.groups is not None)
    if dataset.groups is not None:
        training, held_out = (set(dataset.groups[side].tolist()) for side in split(dataset, "holdout"))
        yield Answer(f"{prefix}.training", len(training), "count")
        yield Answer(f"{prefix}.held_out", len(held_out), "count")
        yield Answer(f"{prefix}.both", len(training & held_out), "count")


def _handed_in(case: Case, options: XrayOptions, evidence: Evidence) -> tuple[HandedIn, ...]:
    shares = binary.measures(_judged("test", case, evidence).at(USUAL))
    return tuple(_beside(name, float(value(shares[name])), *bounds) for name, bounds in options.handout.items())


def _beside(measure: str, share: float, low: float, high: float) -> HandedIn:
    written = round(share, 2)
    return HandedIn(measure, share, low, high, "below" if written < low else "above" if written > high else "within")
