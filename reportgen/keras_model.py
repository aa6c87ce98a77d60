"""From a spec to the Keras model that it describes.

Kinds and arguments of a `ModelSpec` bear Keras's own names, so that building is one rule for all of them.
"""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from reportgen.model import L2, Add, LayerSpec, ModelSpec

if TYPE_CHECKING:
    import keras


def build(spec: ModelSpec) -> "keras.Model":
    """Return a new, uncompiled functional model; its layers bear the names of the spec, in its order.

    Keras's configuration (backend, type, channels last, seed) is the caller's to set.
    """
    import keras

    tensors: dict[str, Any] = {}
    for layer in spec.layers:
        made = getattr(keras.layers, layer.kind)(**_arguments(layer))
        read = [tensors[name] for name in layer.inputs]
        tensors[layer.name] = made(read if isinstance(layer, Add) else read[0]) if read else made
    first, last = spec.layers[0].name, spec.layers[-1].name
    return keras.Model(tensors[first], tensors[last])


def _arguments(layer: LayerSpec) -> dict[str, Any]:
    wiring = ("kind", "inputs")
    given = {field.name: getattr(layer, field.name) for field in fields(layer) if field.name not in wiring}
    return {name: _regularizer(value) if isinstance(value, L2) else value for name, value in given.items()}


def _regularizer(spec: L2) -> "keras.regularizers.Regularizer":
    import keras

    return keras.regularizers.L2(spec.l2)
