"""Networks made from others, to be counted and never trained: without poolings, of a given budget, on a line."""

from bisect import bisect_right
from dataclasses import replace
from math import prod

from reportgen.errors import ModelError
from reportgen.model import Dense, Input, LayerSpec, LayerSummary, ModelSpec, chain, perceptron


def without(model: ModelSpec, kind: str) -> ModelSpec:
    """Return a network without its layers of a kind: what read one of them reads what that one read first.

    Raises:
        ModelError: the other layers do not fit together.
    """
    kept: list[LayerSpec] = []
    instead: dict[str, str] = {}
    for layer in model.layers:
        inputs = tuple(instead.get(name, name) for name in layer.inputs)
        if layer.kind == kind:
            instead[layer.name] = inputs[0]
        else:
            kept.append(replace(layer, inputs=inputs))
    return ModelSpec(tuple(kept))


def unpooled(model: ModelSpec) -> ModelSpec | None:
    """Return a network without its poolings; None if it has none, or if its layers would no longer fit together."""
    try:
        bare = without(model, "MaxPooling2D")
        return bare if bare != model else None
    except ModelError:  # two branches that meet in an Add, pooled in one and strided in the other
        return None


def read_by(model: ModelSpec, name: str) -> LayerSummary:
    """Return the layer that a layer reads, the first one if it reads several."""
    summary = {layer.name: layer for layer in model.summary()}
    return next(summary[layer.inputs[0]] for layer in model.layers if layer.name == name)


def after_flatten(model: ModelSpec) -> tuple[LayerSummary, LayerSummary] | None:
    """Return what the first Flatten reads and the first dense layer after it; None if there are no such layers."""
    summary = model.summary()
    kinds = [layer.kind for layer in summary]
    if "Flatten" not in kinds:
        return None
    start = kinds.index("Flatten")
    dense = next((layer for layer in summary[start:] if layer.kind == "Dense"), None)
    return (read_by(model, summary[start].name), dense) if dense else None


def widest(model: ModelSpec, hidden: int) -> ModelSpec | None:
    """Return the widest perceptron with so many hidden layers of one width and no more weights than a network.

    It has the network's inputs and outputs. None if even hidden layers of one neuron have more weights.
    """
    inputs, outputs, budget = prod(model.input_shape), model.output_shape[-1], model.parameters

    def made(width: int) -> ModelSpec:
        return perceptron(inputs, (width,) * hidden, 0.0, outputs)

    width = bisect_right(range(1, budget + 1), budget, key=lambda width: made(width).parameters)
    return made(width) if width else None


def alike(first: ModelSpec, second: ModelSpec) -> bool:
    """Say whether two networks have the same layers with weights: dropout makes no difference."""

    def counted(model: ModelSpec) -> list[tuple[str, int]]:
        return [(layer.kind, layer.parameters) for layer in model.summary() if layer.parameters]

    return counted(first) == counted(second)


def on_a_line(*hidden: int) -> ModelSpec:
    """Return a network from a number to a number with hidden layers of ReLU."""
    return chain(Input((1,)), *(Dense(units, "relu") for units in hidden), Dense(1))
