"""How many weights, where, and what they cost: answers from the ModelSpec alone."""

from collections.abc import Iterator

from reportgen.answers import variants
from reportgen.arithmetic import Expression, Product, Quotient, Sum
from reportgen.model import LayerSummary, ModelSpec
from reportgen.model.network import BYTES_PER_KILOBYTE, BYTES_PER_PARAMETER
from reportgen.spec import Answer, Rounded, Unit, computed


def answers(prefix: str, model: ModelSpec) -> Iterator[Answer]:
    """Derive shapes, parameters and multiplications of a network, layer by layer and in all."""
    summary = model.summary()
    for layer in summary:
        yield from _layer(f"{prefix}.layers.{layer.name}", layer, model.parameters)
    yield Answer(f"{prefix}.layer_names", tuple(layer.name for layer in summary))
    counted = tuple(layer for layer in summary if layer.parameters)
    yield Answer(f"{prefix}.parameters.layers", tuple(layer.name for layer in counted))
    yield _total(f"{prefix}.parameters.total", "total", [layer.parameters for layer in counted], "weights")
    yield _total(f"{prefix}.parameters.weights", "weights", [layer.weights for layer in counted], "weights")
    yield _total(f"{prefix}.parameters.biases", "biases", [layer.biases for layer in counted], "weights")
    yield Answer(f"{prefix}.parameters.trainable", model.trainable, "weights")
    yield Answer(f"{prefix}.parameters.non_trainable", model.non_trainable, "weights")
    yield _total(
        f"{prefix}.multiplications",
        "multiplications",
        [layer.multiplications_formula for layer in summary if layer.multiplications],
        "multiplications",
    )
    memory = Quotient(Product((model.parameters, BYTES_PER_PARAMETER)), BYTES_PER_KILOBYTE)
    yield computed(f"{prefix}.memory", "memory", memory, "kilobytes", Rounded(0))


def convolutions(prefix: str, model: ModelSpec) -> Answer:
    """Return the names of the convolutions, in order."""
    return Answer(f"{prefix}.convolutions", tuple(layer.name for layer in model.summary() if layer.kind == "Conv2D"))


def flattened(prefix: str, model: ModelSpec) -> Answer:
    """Return how many values the `Flatten` of a network hands to its dense layers: height × width × channels."""
    (flatten,) = (layer.name for layer in model.layers if layer.kind == "Flatten")
    return _total(f"{prefix}.flattened", "flatten", [Product(variants.read_by(model, flatten).output_shape)], "count")


def _layer(prefix: str, layer: LayerSummary, total: int) -> Iterator[Answer]:
    yield Answer(f"{prefix}.kind", layer.kind)
    yield Answer(f"{prefix}.shape", layer.output_shape)
    yield computed(f"{prefix}.parameters", "layer", layer.parameters_formula, "weights")
    yield Answer(f"{prefix}.weights", layer.weights, "weights")
    yield Answer(f"{prefix}.biases", layer.biases, "weights")
    share = Quotient(layer.parameters, total) if total else 0.0
    yield computed(f"{prefix}.share", "share", share, "share", Rounded(2))


def _total(id: str, rule: str, terms: list[Expression], unit: Unit) -> Answer:  # noqa: A002
    expression = Sum(tuple(terms)) if len(terms) != 1 else terms[0]
    return computed(id, rule, expression, unit)
