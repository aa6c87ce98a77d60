"""The networks that cases of lab files describe: the keys of a case, the network that they make, what it is called.

{ id = "512_256", hidden = [512, 256], activation = ["sigmoid", "relu"], dropout = [0.3, 0.5] }
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Annotated, Self, TypeVar

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    NonNegativeInt,
    PositiveInt,
    Tag,
    ValidationInfo,
    field_validator,
)

from reportgen.model import ModelSpec, Stage, convolutional, perceptron
from reportgen.model.layer import ActivationName, PaddingName, Pair, proper_name
from reportgen.options import CaseOptions, Name, Options, Setting, Settings
from reportgen.plots import Label
from reportgen.spec import Optimizer, Training

ItemT = TypeVar("ItemT")
Several = Annotated[tuple[ItemT, ...], Field(strict=False)]
"""A list of a lab file."""


def _increasing(values: tuple[ItemT, ...]) -> tuple[ItemT, ...]:
    if list(values) != sorted(set(values)):  # type: ignore[type-var]
        raise ValueError("expected values in increasing order, each once")
    return values


Increasing = Annotated[Several[ItemT], AfterValidator(_increasing)]
"""A list of a lab file in increasing order."""
Level = Annotated[float, Field(ge=0, le=1)]
"""A noise level: a probability."""


def _form(value: object) -> str:
    return "several" if isinstance(value, list | tuple) else "one"


OneOrSeveral = Annotated[Annotated[ItemT, Tag("one")] | Annotated[Several[ItemT], Tag("several")], Discriminator(_form)]
"""A value for all layers, or a list with one for each; what is wrong is told of the form that was given."""

Rate = Annotated[float, Field(ge=0, lt=1)]
Units = Annotated[tuple[PositiveInt, ...], Field(min_length=1, strict=False)]

Mark = tuple[str, "str | int | float | Label"]
"""Something that sets a case apart: the key of a label in the table `case`, and its value."""


class StageOptions(Options):
    """A convolution, then the maximum over windows of `pool` by `pool` pixels.

    Attributes:
        filters: of the convolution.
        kernel: height and width of its window, in pixels.
        pool: height and width of the window of the pooling; 1: there is none.
        skip: how many convolutions a skip connection passes by, this one included; see `Stage`.
        dropout: the rate of a dropout after the pooling; 0: there is none.
        padding: of the convolution: `same` keeps height and width, `valid` adds nothing at the edges.
        pool_strides: how far the window of the pooling moves, in pixels; 0: as far as it is wide.
        batch_normalization: whether the values are normalised after the convolution.
    """

    filters: PositiveInt
    kernel: PositiveInt
    pool: PositiveInt = 2
    skip: NonNegativeInt = 0
    dropout: Rate = 0.0
    padding: PaddingName = "same"
    pool_strides: NonNegativeInt = 0
    batch_normalization: bool = False

    def spec(self) -> Stage:
        """Return the stage as part of a network."""
        return Stage(
            self.filters,
            (self.kernel, self.kernel),
            (self.pool, self.pool),
            self.skip,
            self.dropout,
            self.padding,
            (self.pool_strides, self.pool_strides) if self.pool_strides else None,
            self.batch_normalization,
        )


class NetworkOptions(CaseOptions):
    """What the cases of both families have.

    Attributes:
        output: the activation of the last layer, if another than the loss asks for.
    """

    output: ActivationName | None = None

    def last(self, classes: int, loss: str) -> tuple[int, ActivationName]:
        """Return the neurons and the activation of the last layer.

        One sigmoid for binary cross-entropy on two classes, the probability of the second one; else a softmax over
        all classes.
        """
        if loss == "binary_crossentropy" and classes == 2:
            return 1, self.output or "sigmoid"
        return classes, self.output or "softmax"


class PerceptronOptions(NetworkOptions):
    """A network of dense layers.

    Attributes:
        hidden: neurons of the hidden layers.
        activation: of the hidden layers, or one for each.
        dropout: the rate of a dropout after each hidden layer, or one for each; 0: there is none.
    """

    hidden: Units
    activation: OneOrSeveral[ActivationName] = "relu"
    dropout: OneOrSeveral[Rate] = 0.0

    @field_validator("activation", "dropout")
    @classmethod
    def _one_for_each(cls, value: object, info: ValidationInfo) -> object:
        return _checked(value, info.data.get("hidden"))

    def model(self, inputs: int, classes: int, loss: str) -> ModelSpec:
        """Return the network that reads so many values and gives what the loss judges."""
        outputs, output = self.last(classes, loss)
        return perceptron(inputs, self.hidden, self.dropout, outputs, self.activation, output)

    def settings(self) -> Settings:
        """Return what distinguishes the network; one value for all layers where they are equal."""
        return {
            "hidden": self.hidden,
            "activation": _alike(self.activation),
            "dropout": _alike(self.dropout),
        }

    def title(self, training: Training) -> Label:
        """Return what reports call the case; `training` is that of its section."""
        return titled(Label("case.mlp", (("hidden", " + ".join(map(str, self.hidden))),)), self, training)


class ConvolutionalOptions(NetworkOptions):
    """A network of convolutional stages, then dense layers.

    Attributes:
        stages: its own; without any, it has those of its section.
        dense: neurons of the dense layers before the last one.
        activation: of the convolutions, and of the dense layers before the last one.
        dropout: the rate of a dropout after each of these dense layers, or one for each; 0: there is none.
        called: what reports call the case, by the label `network.NAME`; unless given, they say how it is built.
    """

    called: Name | None = None
    stages: Several[StageOptions] = ()
    dense: Units
    activation: ActivationName = "relu"
    dropout: OneOrSeveral[Rate] = 0.0

    @field_validator("dropout")
    @classmethod
    def _one_for_each(cls, value: object, info: ValidationInfo) -> object:
        return _checked(value, info.data.get("dense"))

    def model(self, image_shape: Pair, classes: int, loss: str) -> ModelSpec:
        """Return the network that reads grey images of a height and width and gives what the loss judges."""
        outputs, output = self.last(classes, loss)
        stages = [stage.spec() for stage in self.stages]
        return convolutional((*image_shape, 1), stages, self.dense, self.dropout, outputs, self.activation, output)

    def within(self, stages: tuple[StageOptions, ...]) -> Self:
        """Return the case with the stages of its section, if it has none of its own."""
        return self if self.stages else self.model_copy(update={"stages": stages})

    def settings(self) -> Settings:
        """Return what distinguishes the network: of its stages one value for each, of its dense layers as `hidden`."""
        return {
            "filters": tuple(stage.filters for stage in self.stages),
            "kernel": tuple(stage.kernel for stage in self.stages),
            "pool": tuple(stage.pool for stage in self.stages),
            "skip": tuple(stage.skip for stage in self.stages),
            "stage_dropout": tuple(stage.dropout for stage in self.stages),
            "padding": _alike(tuple(stage.padding for stage in self.stages)),
            "pool_strides": tuple(stage.pool_strides for stage in self.stages),
            "batch_normalization": sum(stage.batch_normalization for stage in self.stages),
            "dense": self.dense,
            "activation": self.activation,
            "dropout": _alike(self.dropout),
        }

    def title(self, training: Training) -> Label:
        """Return what reports call the case; `training` is that of its section."""
        return Label(f"network.{self.called}") if self.called else self.built(training)

    def built(self, training: Training) -> Label:
        """Return how the network is built, by its own stages if it has any; `training` is that of its section."""
        dense = ("dense", " + ".join(map(str, self.dense)))
        if not self.stages:
            return titled(Label("case.cnn", (dense,)), self, training)
        stages = ("stages", _in_short(self.stages))
        return titled(Label("case.cnn_stages", (stages, dense)), self, training, _of_stages(self.stages))


def titled(network: Label, case: NetworkOptions, training: Training, marks: Iterable[Mark] = ()) -> Label:
    """Return what reports call a case.

    Args:
        network: what its network is called.
        case: what else sets it apart: settings other than the usual ones.
        training: how the cases of its section are trained, if they do not say otherwise.
        marks: what sets it apart besides.
    """
    found = (*marks, *_of_layers(case), *_of_training(training, case.training.of(training)))
    return reduce(lambda title, mark: Label(f"case.{mark[0]}", (("case", title), ("value", mark[1]))), found, network)


def optimizer_name(optimizer: Optimizer) -> str:
    """Return an optimizer with its arguments as in Python: `SGD(learning_rate=0.1)`."""
    arguments = ", ".join(f"{name}={value!r}" for name, value in optimizer.arguments)
    return f"{optimizer.name}({arguments})" if arguments else optimizer.name


def _in_short(stages: Sequence[StageOptions]) -> str:
    """Return windows and filters as the handout writes them: `5×5×9 + 3×3×18`, or `3 × (2×2×32)` for equal ones."""
    each = [f"{stage.kernel}×{stage.kernel}×{stage.filters}" for stage in stages]
    return f"{len(each)} × ({each[0]})" if len(each) > 1 and len(set(each)) == 1 else " + ".join(each)


def _of_stages(stages: Sequence[StageOptions]) -> Iterator[Mark]:
    pooled = sum(stage.pool > 1 for stage in stages)
    if pooled < len(stages):
        yield ("poolings" if pooled else "unpooled"), pooled
    if any(stage.skip for stage in stages):
        yield "skip", sum(bool(stage.skip) for stage in stages)
    if stages and all(stage.padding == "valid" for stage in stages):
        yield "padding", stages[0].padding
    if moves := [stage.pool_strides for stage in stages if stage.pool_strides]:
        yield "pool_strides", _plus(moves if len(set(moves)) > 1 else moves[0])
    if normalised := sum(stage.batch_normalization for stage in stages):
        yield "batch_normalization", normalised
    if any(stage.dropout for stage in stages):
        yield "stage_dropout", _plus([stage.dropout for stage in stages if stage.dropout])


def _of_layers(case: NetworkOptions) -> Iterator[Mark]:
    settings = case.settings()
    if settings["activation"] != "relu":
        yield "activation", _plus(settings["activation"])
    if settings["dropout"]:
        yield "dropout", _plus(settings["dropout"])
    if case.output:
        yield "output", proper_name(case.output)


def _of_training(usual: Training, own: Training) -> Iterator[Mark]:
    if own.optimizer != usual.optimizer:
        yield "optimizer", optimizer_name(own.optimizer)
    if own.loss != usual.loss:
        yield "loss", Label(f"loss.{own.loss}")
    if own.epochs != usual.epochs:
        yield ("epochs" if own.epochs > 1 else "epoch"), own.epochs
    if own.batch_size != usual.batch_size:
        yield "batch_size", own.batch_size
    if own.class_weight != usual.class_weight:
        yield f"class_weight_{own.class_weight}", own.class_weight
    if own.protocol != usual.protocol:
        yield "protocol", own.protocol
    if own.seed != usual.seed:
        yield "seed", str(own.seed)


def _plus(values: Setting | Sequence[float]) -> Label | str | float:
    """Return the values of layers for a title: `0.3 + 0.5`."""
    if isinstance(values, str):
        return proper_name(values)
    if isinstance(values, int | float):
        return values
    first, *rest = map(_plus, values)
    return reduce(lambda before, value: Label("case.plus", (("before", before), ("value", value))), rest, first)


def _alike(value: Setting) -> Setting:
    """Return a setting of layers once, if it is the same for all."""
    return value[0] if isinstance(value, tuple) and len(set(value)) == 1 else value


def _checked(value: object, layers: Sequence[int] | None) -> object:
    """Return a setting of dense layers, if it is given once or for each; `ValueError` if not."""
    if isinstance(value, tuple) and layers is not None and len(value) != len(layers):
        raise ValueError(f"expected one value, or one for each of {len(layers)} layers")
    return value
