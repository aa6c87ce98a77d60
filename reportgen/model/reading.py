"""Layers from JSON: from a result store, a lab file or a parsed report. What comes in may be anything."""

import reprlib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from reportgen.errors import ModelError
from reportgen.model.layer import LayerSpec
from reportgen.model.layers import KINDS
from reportgen.model.regularizers import L2

_PAIRS = ("kernel_size", "pool_size", "strides")


def read_layers(json: object) -> tuple[LayerSpec, ...]:
    """Read `{"layers": [...]}`; each layer has its kind and the arguments of that Keras class.

    As in Keras, an argument left out has its default, and one number for a height and width means both.

    Raises:
        ModelError: naming the position of a layer that is not one.
    """
    layers = json.get("layers") if isinstance(json, Mapping) and set(json) == {"layers"} else None
    if not isinstance(layers, list | tuple):
        raise ModelError(
            f"model: expected an object with a list of layers and nothing else; received {reprlib.repr(json)}"
        )
    return tuple(_layer(f"layer {position}", item) for position, item in enumerate(layers, start=1))


def _layer(where: str, json: object) -> LayerSpec:
    kind = json.get("kind") if isinstance(json, Mapping) else None
    if not isinstance(json, Mapping) or not isinstance(kind, str) or kind not in KINDS:
        raise ModelError(f"{where}: expected a kind of {', '.join(KINDS)}; received {reprlib.repr(json)}")
    given = {key: item for key, item in json.items() if key != "kind"}
    _check_arguments(f"{where} ({kind})", KINDS[kind], given)
    arguments: dict[str, Any] = {key: _value(key, item) for key, item in given.items()}
    return KINDS[kind](**arguments)


def _check_arguments(where: str, kind: type[LayerSpec], given: Mapping[str, Any]) -> None:
    known = {field.name: field.default is MISSING for field in fields(kind) if field.init}
    for key in given:
        if key not in known:
            raise ModelError(f"{where}: expected only {', '.join(known)}; received {key!r}")
    for key, required in known.items():
        if required and key not in given:
            raise ModelError(f"{where}: expected {key}; received only {', '.join(given) or 'the kind'}")


def _value(key: str, item: object) -> object:
    if key in _PAIRS and isinstance(item, int):
        return item, item
    if (
        key == "kernel_regularizer"
        and isinstance(item, Mapping)
        and set(item) == {"kind", "l2"}
        and item["kind"] == "L2"
    ):
        return L2(item["l2"])
    return tuple(item) if isinstance(item, list) else item
