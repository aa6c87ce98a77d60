"""Weight decay: the same network without and with L2 penalties of several factors, each trained several times.

The penalty is that of Keras's `L2`: the factor times the sum of the squares of the hidden layers' kernels.
"""

import re
from collections.abc import Iterator
from statistics import fmean, stdev
from typing import Annotated

from pydantic import Field

from reportgen import datasets
from reportgen.answers import classification, examples, replicates
from reportgen.answers.metrics import SIGNIFICANT, two_shares
from reportgen.model import L2, perceptron
from reportgen.networks import Increasing, Units
from reportgen.options import Name, Options
from reportgen.plots import Figure, Label, Point, Points
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Evidence, Experiment, Pixels, Rounded, trained

NONE = "none"
"""The id of the case without a penalty."""
Factor = Annotated[float, Field(gt=0)]
Share = Annotated[float, Field(gt=0, lt=1)]


class WeightDecayOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        dataset: which images.
        hidden: neurons of the hidden layers, whose kernels are penalised.
        factors: of the penalties, in increasing order; a case without any is added.
        replicates: how many times each setting is trained, with another seed each.
        reference: an accuracy on the test set to compare with.
    """

    dataset: Name
    hidden: Units
    factors: Annotated[Increasing[Factor], Field(min_length=1)]
    replicates: int = Field(default=3, ge=2, le=100)
    reference: Share


class WeightDecay(Section[WeightDecayOptions]):
    """Trains the replicates of each factor and says what the penalty changes, and how far chance goes."""

    options = WeightDecayOptions
    reserved = frozenset({"cases", "reference"})

    def plan(self, options: WeightDecayOptions, context: SectionContext) -> Iterator[Case]:
        """Plan a case without a penalty and one for each factor."""
        info = datasets.info(options.dataset)
        height, width = info.image_shape
        for factor in (0.0, *options.factors):
            penalty = L2(factor) if factor else None
            model = perceptron(height * width, options.hidden, 0.0, len(info.classes), regularizer=penalty)
            experiment = Experiment(options.dataset, Pixels(), model, context.training)
            title = _title(options.hidden, factor)
            yield Case(context.name, _id(factor), title, experiment, replicates=options.replicates)

    def answers(self, name: str, options: WeightDecayOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive the network, the runs of each factor, the best one, the way to the reference."""
        cases = evidence.of(name)
        training = cases[0].experiment.training
        yield Answer(f"{name}.hidden", options.hidden, "neurons")
        yield Answer(f"{name}.cases", tuple(case.id for case in cases))
        yield Answer(f"{name}.replicates", options.replicates, "count")
        yield Answer(f"{name}.runs", options.replicates * len(cases), "count")
        yield Answer(f"{name}.seeds", tuple(run.training.seed for run in cases[0].runs))
        yield Answer(f"{name}.epochs", training.epochs, "epochs")
        yield Answer(f"{name}.last_epochs", min(replicates.LAST, training.epochs), "epochs")
        declared = dict(evidence.result(cases[0]).optimizer_arguments)
        yield Answer(f"{name}.learning_rate", {**declared, **dict(training.optimizer.arguments)}["learning_rate"])
        for case, factor in zip(cases, (0.0, *options.factors), strict=True):
            yield Answer(f"{case.key}.factor", factor, "value")
            yield from classification.answers(case, evidence)
            yield from trained(replicates.of_case(case, evidence))
        yield from trained(_best(name, cases, evidence))
        yield from trained(_reference(f"{name}.reference", options, cases, evidence))

    def figures(self, name: str, options: WeightDecayOptions, evidence: Evidence) -> Iterator[Figure]:
        """Plot the accuracies against the factor, and the curves of each factor."""
        cases = evidence.of(name)
        places = (options.factors[0] / 10, *options.factors)  # a logarithmic axis has no 0
        points: list[Point] = []
        for case, x in zip(cases, places, strict=True):
            values = replicates.accuracies(case, evidence)
            mean, name_ = fmean(values), Label("plot.no_penalty") if case.id == NONE else ""
            deviation = stdev(values)
            points.append(Point(name_, x, mean, mean - deviation, mean + deviation, Label("plot.mean_deviation")))
            points += [Point("", x, value, value, value, Label("plot.single_runs")) for value in values]
        yield Figure(f"{name}.accuracy", Points(Label("plot.factor"), Label("plot.accuracy"), tuple(points), True))
        yield examples.compared_curves(f"{name}.curves", cases, evidence)


def _id(factor: float) -> str:
    """Return the id of a factor's case: `l2_1e_06`."""
    return f"l2_{re.sub('[^0-9a-z]+', '_', repr(factor))}" if factor else NONE


def _title(hidden: tuple[int, ...], factor: float) -> Label:
    network = Label("case.mlp", (("hidden", " + ".join(map(str, hidden))),))
    if not factor:
        return Label("case.no_weight_decay", (("case", network),))
    return Label("case.weight_decay", (("case", network), ("factor", factor)))


def _best(name: str, cases: tuple[Case, ...], evidence: Evidence) -> Iterator[Answer]:
    """Yield the setting of the highest mean, what each factor changes, and the best of all runs."""
    best = max(cases, key=lambda case: fmean(replicates.accuracies(case, evidence)))
    gains = replicates.gains(cases[0], cases[1:], evidence)
    yield Answer(f"{name}.best", best.id)
    yield Answer(f"{name}.gains", gains)
    yield Answer(f"{name}.helps", tuple(item.case for item in gains if item.significant and item.gain > 0))
    yield Answer(f"{name}.hurts", tuple(item.case for item in gains if item.significant and item.gain < 0))
    yield Answer(f"{name}.level", SIGNIFICANT, "value")
    runs = [(value, case.id) for case in cases for value in replicates.accuracies(case, evidence)]
    yield Answer(f"{name}.best_run", max(runs)[0], "accuracy", Rounded(4))
    yield Answer(f"{name}.best_run_cases", tuple(dict.fromkeys(id_ for value, id_ in runs if value == max(runs)[0])))


def _reference(
    prefix: str, options: WeightDecayOptions, cases: tuple[Case, ...], evidence: Evidence
) -> Iterator[Answer]:
    """Yield how far the best setting is from the reference, and what could make so much of a difference."""
    best = max(cases, key=lambda case: fmean(replicates.accuracies(case, evidence)))
    values = replicates.accuracies(best, evidence)
    images, mean = len(evidence.result(best).validation_labels), fmean(values)
    z, p_value = two_shares(options.reference, mean, images)
    yield Answer(f"{prefix}.accuracy", options.reference, "accuracy")
    yield Answer(f"{prefix}.images", images, "images")
    yield Answer(f"{prefix}.difference", options.reference - mean, "share", Rounded(4))
    yield Answer(f"{prefix}.errors", round(images * (options.reference - mean)), "images", Rounded(0))
    yield Answer(f"{prefix}.sampling_error", (options.reference * (1 - options.reference) / images) ** 0.5, "share")
    yield Answer(f"{prefix}.z", z, "value", Rounded(2))
    yield Answer(f"{prefix}.p_value", p_value, "p_value", Rounded(3))
    yield Answer(f"{prefix}.beyond", p_value < SIGNIFICANT)
    yield Answer(f"{prefix}.luck", replicates.luck(values), "share", Rounded(4))
    best_epochs = [max(run.history.val_accuracy) for run in evidence.runs(best)]
    yield Answer(f"{prefix}.best_epoch", fmean(best_epochs) - mean, "share", Rounded(4))
    yield Answer(f"{prefix}.reached", any(value >= options.reference for value in best_epochs))
