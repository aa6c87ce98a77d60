"""The values that travel between the stages: frozen, without logic, without language.

    Experiment -> Result -> Answer, Figure -> report

A spec and its outcome are two types: an `Experiment` says what to train, its `Result` what was learned. Specs name
no Python object, so that a lab file, a section and a parsed report all make the same thing, and so that a spec can be
hashed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from reportgen.arithmetic import Expression, value
from reportgen.model import ModelSpec
from reportgen.plots import Label

Images = NDArray[np.uint8]
Labels = NDArray[np.uint8]
Floats = NDArray[np.float32]
Groups = NDArray[np.int32]
"""A number per image; images of one group (of one patient) must not be on both sides of a split."""
Origin = Literal["real", "sample"]
Protocol = Literal["course", "holdout"]
ClassWeight = Literal["none", "balanced"]

# ── data ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Source:
    """Where data comes from and on which terms; printed in every report that uses it."""

    attribution: str
    licence: str
    url: str


@dataclass(frozen=True)
class DatasetInfo:
    """A registered dataset; its title and class names stand in the labels of each language.

    Attributes:
        name: the registered name, which lab files use.
        image_shape: height and width in pixels, of grey images.
        classes: language-neutral class ids, in the order of the integer labels.
        train_count: images of the real training set.
        test_count: images of the real test set.
        digest: SHA-256 of the real arrays (`canonical.array_digest` of the arrays of a `Dataset`); nothing for data
            whose copies differ in size or compression, and which its file names identify.
        real: source of the real data.
        sample: source of the sample data that stands in for it.
        val_count: images of the validation set that the real data brings along, if any.
    """

    name: str
    image_shape: tuple[int, int]
    classes: tuple[str, ...]
    train_count: int
    test_count: int
    digest: str
    real: Source
    sample: Source
    val_count: int = 0


@dataclass(frozen=True, eq=False)
class Dataset:
    """Loaded data: uint8 images (n, height, width), uint8 labels (n,), and which data it is.

    `x_val` and `y_val` are a validation set of the dataset's own, `groups` the group of each training image; None
    where the data has none.
    """

    info: DatasetInfo
    origin: Origin
    x_train: Images
    y_train: Labels
    x_test: Images
    y_test: Labels
    digest: str
    x_val: Images | None = None
    y_val: Labels | None = None
    groups: Groups | None = None

    @property
    def source(self) -> Source:
        """The source of the data that was loaded."""
        return self.info.real if self.origin == "real" else self.info.sample


@dataclass(frozen=True, eq=False)
class Inputs:
    """What networks read of a dataset: float32 (n, ...) in the order of its images, and their labels."""

    x_train: Floats
    y_train: Labels
    x_test: Floats
    y_test: Labels
    x_val: Floats | None = None
    y_val: Labels | None = None
    groups: Groups | None = None


# ── experiments ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Optimizer:
    """A Keras optimizer: class name and the arguments that differ from its defaults, sorted by name."""

    name: str
    arguments: tuple[tuple[str, bool | int | float | str], ...] = ()


@dataclass(frozen=True)
class Training:
    """How a network is fitted.

    `class_weight` "balanced" weighs the loss of each image by n / (K × count of its class), of the n training images
    in K classes.
    """

    optimizer: Optimizer
    loss: str
    epochs: int
    batch_size: int
    seed: int
    protocol: Protocol
    class_weight: ClassWeight = "none"


@dataclass(frozen=True)
class Pixels:
    """The network reads the pixels, float32 in [0, 1]."""

    kind: Literal["pixels"] = field(default="pixels", init=False)


@dataclass(frozen=True)
class Hog:
    """The network reads histograms of oriented gradients; `features` computes them.

    Attributes:
        orientations: bins of a histogram, over 180 degrees.
        pixels_per_cell: height and width of a cell, in pixels; each cell has one histogram.
    """

    kind: Literal["hog"] = field(default="hog", init=False)
    orientations: int
    pixels_per_cell: int


Features = Pixels | Hog
"""What a network reads of an image."""


@dataclass(frozen=True)
class Experiment:
    """One network, trained once on one dataset. Its canonical JSON is the first part of the key of its result.

    Attributes:
        dataset: the registered name of the dataset.
        features: what the network reads, in the shape of the model's input.
        model: the network.
        training: how it is fitted.
    """

    dataset: str
    features: Features
    model: ModelSpec
    training: Training


@dataclass(frozen=True)
class Case:
    """An experiment under the name that a lab file gives it.

    Attributes:
        section: the section that asks for it.
        id: the case's explicit id in the lab file.
        title: what reports call it.
        experiment: what is trained.
        repeats: the same experiment with further seeds, if the lab asks for several.
    """

    section: str
    id: str
    title: Label
    experiment: Experiment
    repeats: tuple[Experiment, ...] = ()

    @property
    def runs(self) -> tuple[Experiment, ...]:
        """The experiment with each of its seeds, the first one first."""
        return (self.experiment, *self.repeats)

    @property
    def key(self) -> str:
        """The prefix of its answers' ids: `mlp_raw.100`."""
        return f"{self.section}.{self.id}"


Arguments = tuple[tuple[str, bool | int | float | str | None], ...]
"""Argument names and values of a Keras object."""

# ── results ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class History:
    """Loss and accuracy after each epoch, the training ones without dropout on fixed training images."""

    loss: tuple[float, ...]
    accuracy: tuple[float, ...]
    val_loss: tuple[float, ...]
    val_accuracy: tuple[float, ...]


@dataclass(frozen=True)
class Provenance:
    """Where and how long: informative, never part of a comparison or of a report's bytes (versions excepted)."""

    versions: tuple[tuple[str, str], ...]
    processor: str
    seconds: float


@dataclass(frozen=True, eq=False)
class Result:
    """What a training run learned; every number of a report is derived from it.

    Attributes:
        history: one value per epoch.
        test: probabilities on the test set (n, classes), float32, of the epoch that the protocol chooses:
            the last one (`course`) or the one of lowest validation loss (`holdout`); (n, 1) for one output.
        validation_best: probabilities on the validation set at the epoch of lowest validation loss.
        validation_last: probabilities on the validation set after the last epoch.
        validation_labels: labels of the validation set; see `protocol.validation`.
        weights: arrays by `layer/variable`, of the same epoch as `test`.
        parameters: Keras's own count of the weights.
        optimizer_arguments: names and defaults of the optimizer's arguments, from the installed Keras class.
        provenance: informative.
    """

    history: History
    test: Floats
    validation_best: Floats
    validation_last: Floats
    validation_labels: Labels
    weights: Mapping[str, Floats]
    parameters: int
    optimizer_arguments: Arguments
    provenance: Provenance


@dataclass(frozen=True, eq=False)
class Evidence:
    """All that answers are derived from: the lab's cases with their results, and the datasets they read."""

    cases: tuple[Case, ...]
    results: Mapping[Experiment, Result]
    datasets: Mapping[str, Dataset]

    def of(self, section: str) -> tuple[Case, ...]:
        """Return the cases of one section, in the order of the lab file."""
        return tuple(case for case in self.cases if case.section == section)

    def result(self, case: Case) -> Result:
        """Return the result of a case."""
        return self.results[case.experiment]

    def run(self, number: int) -> "Evidence":
        """Return the evidence of one of the seeds alone, counted from 0."""
        return replace(
            self, cases=tuple(replace(case, experiment=case.runs[number], repeats=()) for case in self.cases)
        )

    def runs(self, case: Case) -> tuple[Result, ...]:
        """Return the results of a case with each of its seeds, the first one first."""
        return tuple(self.results[experiment] for experiment in case.runs)

    def dataset(self, case: Case) -> Dataset:
        """Return the dataset that a case reads."""
        return self.datasets[case.experiment.dataset]


# ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────

Unit = Literal[
    "", "count", "weights", "multiplications", "pixels", "images", "neurons", "classes", "epochs",
    "kilobytes", "accuracy", "share", "probability", "loss", "p_value", "ratio", "coefficient", "value",
]  # fmt: skip


@dataclass(frozen=True)
class Exact:
    """Another's value is right when it is equal."""

    how: Literal["exact"] = "exact"


@dataclass(frozen=True)
class Interval:
    """Another's value agrees when it lies in the interval; `method` says what the interval allows for."""

    low: float
    high: float
    method: str
    how: Literal["interval"] = "interval"


@dataclass(frozen=True)
class Rounded:
    """Another's value is right when it is this one rounded to `digits` or more decimals."""

    digits: int
    how: Literal["rounded"] = "rounded"


@dataclass(frozen=True)
class Ranking:
    """Another's list is right when it agrees in order, up to ties; `as_set` forgets the order."""

    as_set: bool = False
    how: Literal["ranking"] = "ranking"


Comparison = Exact | Interval | Rounded | Ranking


@dataclass(frozen=True)
class Step:
    """One line of a derivation: the name of a rule, such as `layer` or `total`, and the computation that applies it."""

    rule: str
    expression: Expression
    result: int | float


@dataclass(frozen=True)
class Spread:
    """The values of a trained answer over seeds.

    Attributes:
        values: one per seed, in the order of the seeds.
        mean: their mean.
        deviation: their standard deviation (n - 1 in the denominator).
        low: the lower end of the 95 % prediction interval for one more run (Student's t).
        high: its upper end.
    """

    values: tuple[float, ...]
    mean: float
    deviation: float
    low: float
    high: float


@dataclass(frozen=True)
class Answer:
    """One fact of a report.

    Attributes:
        id: stable, dotted: `mlp_raw.100.parameters.total`.
        value: a number, a text, or tuples and frozen dataclasses of them.
        unit: what the number counts or measures; decides how it is printed.
        compare: how another's value is compared with it.
        derivation: the computations that lead to it, in order.
        trained: whether it depends on what a network learned, and so on its seed; the others are exact.
        spread: its values over seeds, if it is a trained number and the lab has several seeds.
    """

    id: str
    value: Any
    unit: Unit = ""
    compare: Comparison = Exact()
    derivation: tuple[Step, ...] = ()
    trained: bool = False
    spread: Spread | None = None


def computed(
    id: str,  # noqa: A002
    rule: str,
    expression: Expression,
    unit: Unit,
    compare: Comparison = Exact(),
) -> Answer:
    """Return an answer that is the result of a computation, which is its derivation by one rule."""
    result = value(expression)
    return Answer(id, result, unit, compare, (Step(rule, expression, result),))


def trained(answers: Iterable[Answer]) -> Iterator[Answer]:
    """Mark answers as depending on what a network learned."""
    return (replace(answer, trained=True) for answer in answers)
