"""Networks: layers wired by name, with one input and one output. A network that cannot be is never made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from reportgen.errors import ModelError
from reportgen.model.layer import LayerSpec, Shape
from reportgen.model.reading import read_layers
from reportgen.model.summary import LayerSummary

BYTES_PER_PARAMETER = 4
"""Keras's default type is float32."""

BYTES_PER_KILOBYTE = 1024


@dataclass(frozen=True)
class ModelSpec:
    """A network that Keras can build: layers in an order in which each reads earlier ones.

    The first layer is the only Input, the last one the output, and every layer lies on a path to it.

    Attributes:
        layers: named and wired; `chain` does both.

    Raises:
        ModelError: naming the layer, what was expected and what was received.
    """

    layers: tuple[LayerSpec, ...]

    def __post_init__(self) -> None:
        _check_ends(self.layers)
        _check_names(self.layers)
        _check_wires(self.layers)
        for layer in self.layers:
            layer.validate()
        self.summary()
        _check_paths(self.layers)

    @classmethod
    def from_json(cls, json: object) -> "ModelSpec":
        """Return the network of a JSON value: the inverse of `canonical.to_json`.

        Names and inputs may be left out, as in `chain`.

        Raises:
            ModelError: naming the layer, by its position if it cannot be read at all.
        """
        return chain(*read_layers(json))

    def summary(self) -> tuple[LayerSummary, ...]:
        """Return the shape, parameters and multiplications of each layer, in order."""
        done: dict[str, LayerSummary] = {}
        for layer in self.layers:
            done[layer.name] = layer.summary(*(done[name].output_shape for name in layer.inputs))
        return tuple(done.values())

    @property
    def input_shape(self) -> Shape:
        """The shape of one image that the network reads."""
        return self.summary()[0].output_shape

    @property
    def output_shape(self) -> Shape:
        """The shape of what it answers for one image."""
        return self.summary()[-1].output_shape

    @property
    def parameters(self) -> int:
        """All parameters."""
        return sum(layer.parameters for layer in self.summary())

    @property
    def trainable(self) -> int:
        """Parameters that gradients change."""
        return sum(layer.trainable for layer in self.summary())

    @property
    def non_trainable(self) -> int:
        """Parameters that no gradient changes."""
        return sum(layer.non_trainable for layer in self.summary())

    @property
    def multiplications(self) -> int:
        """Multiplications for one image at inference, by the conventions of `LayerSummary`."""
        return sum(layer.multiplications for layer in self.summary())

    @property
    def kilobytes(self) -> float:
        """Memory of the parameters in KB: 4 bytes each, 1 KB = 1024 bytes."""
        return self.parameters * BYTES_PER_PARAMETER / BYTES_PER_KILOBYTE


def chain(*layers: LayerSpec) -> ModelSpec:
    """Name and wire layers in the order given.

    A layer that names no inputs reads the layer before it, so that a graph is a chain in which some layers
    name theirs: `Add(inputs=("dropout", "dense_1"))`. A layer without a name gets that of its kind with the
    lowest free number: `dense_1`, `conv2d_1`, `max_pooling2d_1`.

    Raises:
        ModelError: if the layers make no network.
    """
    names = [layer.name for layer in layers]
    wired: list[LayerSpec] = []
    for layer in layers:
        name = layer.name or _free_name(layer.kind, names)
        names.append(name)
        inputs = layer.inputs or tuple(before.name for before in wired[-1:])
        wired.append(replace(layer, name=name, inputs=inputs))
    return ModelSpec(tuple(wired))


_SNAKE_CASE = {"MaxPooling2D": "max_pooling2d", "BatchNormalization": "batch_normalization"}


def _free_name(kind: str, taken: Sequence[str]) -> str:
    stem = _SNAKE_CASE.get(kind, kind.lower())
    return next(name for number in count(1) if (name := f"{stem}_{number}") not in taken)


def _check_ends(layers: tuple[LayerSpec, ...]) -> None:
    kinds = [layer.kind for layer in layers]
    if kinds[:1] != ["Input"] or kinds.count("Input") != 1:
        raise ModelError(f"model: expected one Input, and as the first layer; received {', '.join(kinds) or 'none'}")


def _check_names(layers: tuple[LayerSpec, ...]) -> None:
    names: list[object] = []
    for position, layer in enumerate(layers, start=1):
        where, name = f"layer {position} ({layer.kind})", layer.name
        if not _is_name(name):
            raise ModelError(f"{where}: expected a name without '/', as in Keras; received {name!r}")
        if name in names:
            raise ModelError(f"{where}: expected a name of its own; received {name!r} a second time")
        names.append(name)


def _is_name(name: object) -> bool:
    return isinstance(name, str) and name != "" and "/" not in name


def _check_wires(layers: tuple[LayerSpec, ...]) -> None:
    names = [layer.name for layer in layers]
    for position, layer in enumerate(layers):
        is_tuple = isinstance(layer.inputs, tuple)
        layer.require(is_tuple, "inputs to be names of layers", repr(layer.inputs))
        for name in layer.inputs:
            why = "which comes later" if name in names else "which no layer is called"
            earlier = ", ".join(names[:position]) or "none"
            layer.require(name in names[:position], f"inputs among the earlier layers ({earlier})", f"{name!r}, {why}")


def _check_paths(layers: tuple[LayerSpec, ...]) -> None:
    """Check that all but the last layer are read: as no wire goes back, each then leads to the last one."""
    read = {name for layer in layers for name in layer.inputs}
    for layer in layers[:-1]:
        expected = f"a path from every layer to the output {layers[-1].name!r}"
        layer.require(layer.name in read, expected, "a layer whose output nothing reads")
