"""What a report states, taken out of its text: numbers, computations, networks, matrices, scores, settings, cases.

A fact says where it stands. Whether it is right is for the rules; that it was understood is for the finders: where a
text can be understood in two ways, a finder leaves it out or keeps both readings.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from reportgen.arithmetic import Expression
from reportgen.check.submission import Place
from reportgen.model import ModelSpec

# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Reading:
    """One way to read a written number.

    Attributes:
        value: the number; of a percentage, as written (97.8).
        step: the unit of its last digit (0.01 of 3.14; 1 of 42): what rounding leaves open is half of it.
    """

    value: float
    step: float

    @property
    def low(self) -> float:
        """The least number that is written so when it is rounded or cut."""
        return self.value - self.step

    @property
    def high(self) -> float:
        """The greatest number that is written so when it is rounded or cut."""
        return self.value + self.step


@dataclass(frozen=True)
class Quantity:
    """A written number with all its readings: `1,234` may be 1234 or 1.234.

    Attributes:
        text: as written.
        start: the offset of its first character in the text it was found in.
        end: the offset after its last.
        readings: the likelier first; never empty.
        percent: whether a percent sign follows.
        about: whether the report says that it is not exact (`about`, `environ`, `~`, `≈`, `plus de`).
    """

    text: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    percent: bool = False
    about: bool = False

    @property
    def value(self) -> float:
        """The number in its likeliest reading; of a percentage, as written."""
        return self.readings[0].value

    @cached_property
    def shares(self) -> tuple[Reading, ...]:
        """The readings of a metric as shares of one: `97.8 %` and, where it is above 1, `97.8` are 0.978."""
        hundred = [Reading(reading.value / 100, reading.step / 100) for reading in self.readings]
        if self.percent:
            return tuple(hundred)
        return tuple(
            share if 1 < reading.value <= 100 else reading
            for reading, share in zip(self.readings, hundred, strict=True)
        )

    def can_be(self, value: float) -> bool:
        """Tell whether the number may be `value` rounded or cut, in one of its readings."""
        slack = 1e-9 * max(1.0, abs(value))
        return any(reading.low - slack < value < reading.high + slack for reading in self.readings)

    def is_exactly(self, value: float) -> bool:
        """Tell whether one of the readings is `value`."""
        return any(abs(reading.value - value) <= 1e-9 * max(1.0, abs(value)) for reading in self.readings)


# ── computations ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Side:
    """One side of an equation.

    Attributes:
        text: as written.
        expressions: its readings; a lone number is an int or a float. Empty: not understood (words, letters).
        quantity: the number, if the side is one.
        place: its lines; None: those of the computation.
        whole: whether it is certain where it begins and ends: if not, it may be confirmed but not refuted.
        about: whether the report says that it is not exact (`≈`).
        loose: readings against the rules of notation: from left to right, or `a / b * c` as a / (b * c).
        otherwise: values that it has if it begins or ends elsewhere: with a number before it, which words part from
            it, or without the number of another column.
    """

    text: str
    expressions: tuple[Expression, ...]
    quantity: Quantity | None = None
    place: Place | None = None
    whole: bool = True
    about: bool = False
    loose: tuple[Expression, ...] = ()
    otherwise: tuple[Fraction, ...] = ()


@dataclass(frozen=True)
class Computation:
    """A written computation, `a = b = c`: at least two sides that are understood, and next to each other."""

    place: Place
    quote: str
    sides: tuple[Side, ...]


# ── networks ─────────────────────────────────────────────────────────────────────────────────────────────────────

Origin = Literal["summary", "code", "prose"]


@dataclass(frozen=True)
class StatedLayer:
    """A layer as the report has it; what it does not say is None.

    Attributes:
        name: as the report calls it.
        kind: Keras's class: `Dense`; a word of its own if Keras has none.
        place: its lines.
        shape: of its output, without the batch axis.
        parameters: as stated; of code and words, as they follow from it.
        inputs: names of the layers that it reads, if stated.
        units: neurons of a Dense layer or filters of a convolution.
        kernel: of a convolution or pool.
    """

    name: str
    kind: str
    place: Place
    shape: tuple[int, ...] | None = None
    parameters: int | None = None
    inputs: tuple[str, ...] = ()
    units: int | None = None
    kernel: tuple[int, int] | None = None


@dataclass(frozen=True)
class StatedNetwork:
    """A network that the report describes by a summary, by code or in words.

    Attributes:
        origin: how.
        place: its lines.
        layers: as stated, in order.
        spec: the network that this is, if that can be told for certain, as reports of our own have it.
        name: what the report calls it; may be empty.
        totals: parameters in all, trainable, non-trainable, as far as stated, with their places.
        damaged: whether the text is damaged, so that nothing may be refuted on it.
    """

    origin: Origin
    place: Place
    layers: tuple[StatedLayer, ...]
    spec: ModelSpec | None = None
    name: str = ""
    totals: tuple[tuple[Literal["total", "trainable", "non_trainable"], int, Place], ...] = ()
    damaged: bool = False

    @cached_property
    def parameters(self) -> int | None:
        """Parameters in all: of the spec, or the sum of the layers, or the stated total; None if that is not known."""
        if self.spec is not None:
            return self.spec.parameters
        counts = [layer.parameters for layer in self.layers]
        known = [count for count in counts if count is not None]
        stated = next((count for name, count, _ in self.totals if name == "total"), None)
        return sum(known) if known and len(known) == len(counts) else stated


# ── scores, matrices, settings, cases ────────────────────────────────────────────────────────────────────────────

Metric = Literal["loss", "accuracy", "precision", "recall", "f1", "specificity", "auc"]
Split = Literal["train", "validation", "test", ""]


@dataclass(frozen=True)
class Score:
    """A stated metric.

    Attributes:
        metrics: which; more than one if the word is ambiguous (French `précision` may be the accuracy).
        quantity: the number; `quantity.shares` reads percentages as shares.
        place: where.
        quote: as written.
        split: of which images; empty if not said.
        label: the class it is for, as written; empty for all.
        average: `macro`, `weighted`, `micro` if said.
    """

    metrics: tuple[Metric, ...]
    quantity: Quantity
    place: Place
    quote: str
    split: Split = ""
    label: str = ""
    average: str = ""


@dataclass(frozen=True)
class Matrix:
    """A confusion matrix, put together for certain.

    Attributes:
        counts: row by row.
        place: all its lines.
        rows: the line of each row.
        trusted: whether every cell certainly is what the student had: False if the text was damaged on its way.
        labels: of the classes, if printed.
    """

    counts: tuple[tuple[int, ...], ...]
    place: Place
    rows: tuple[Place, ...]
    trusted: bool = True
    labels: tuple[str, ...] = ()

    @property
    def row_sums(self) -> tuple[int, ...]:
        """Images of each class, if the rows are the true classes."""
        return tuple(map(sum, self.counts))

    @property
    def total(self) -> int:
        """All images."""
        return sum(self.row_sums)

    @property
    def trace(self) -> int:
        """Images classified right."""
        return sum(row[index] for index, row in enumerate(self.counts))


SettingName = Literal[
    "neurons", "hidden_layers", "filters", "kernel", "orientations", "pixels_per_cell", "inputs", "outputs", "dropout",
    "epochs", "batch_size", "learning_rate", "l2", "noise", "optimizer", "loss_function", "activation",
]  # fmt: skip
Where = Literal["heading", "caption", "table", "item", "code", "prose"]


@dataclass(frozen=True)
class Setting:
    """A hyper-parameter with its value as the report states it.

    Attributes:
        name: which.
        values: one, or several (`5x5` is 5, 5; `300 or 600 neurons` are two); texts of an optimizer, a loss.
        place: where.
        quote: as written.
        where: what kind of block states it.
    """

    name: SettingName
    values: tuple[float | str, ...]
    place: Place
    quote: str
    where: Where


@dataclass(frozen=True)
class Case:
    """One trained network of a report with what is said of it: a heading's part, a row of a table, an output.

    Attributes:
        title: what names it: a heading, a caption, the first cell of a row, a sentence (`with 300 neurons`).
        place: of the title.
        extent: all lines that belong to it.
        group: the index of the part whose cases are compared with each other.
        number: 1-based among the cases of its group.
        settings: stated for it.
        scores: stated for it.
        matrices: stated for it.
    """

    title: str
    place: Place
    extent: Place
    group: int
    number: int
    settings: tuple[Setting, ...] = ()
    scores: tuple[Score, ...] = ()
    matrices: tuple[Matrix, ...] = ()

    def score(self, metric: Metric, *splits: Split) -> Score | None:
        """Return the only score of a metric over all classes, on the images asked for; None if several differ."""
        found = [
            score
            for score in self.scores
            if score.metrics == (metric,) and not score.label and (not splits or score.split in splits)
        ]
        values = {score.quantity.shares[0].value if metric != "loss" else score.quantity.value for score in found}
        return found[0] if len(values) == 1 else None

    def setting(self, name: SettingName) -> tuple[float | str, ...]:
        """Return what is stated of a hyper-parameter; empty if nothing, or if the case contradicts itself."""
        found = self._values.get(name, ())
        return found[0] if len(found) == 1 else ()

    @cached_property
    def _values(self) -> dict[SettingName, tuple[tuple[float | str, ...], ...]]:
        """What is stated of each hyper-parameter, each value once."""
        found: dict[SettingName, dict[tuple[float | str, ...], None]] = {}
        for setting in self.settings:
            found.setdefault(setting.name, {})[setting.values] = None
        return {name: tuple(values) for name, values in found.items()}
