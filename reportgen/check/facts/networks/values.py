"""Values that code states literally: numbers, texts, tuples, and arithmetic of them. Everything else is unknown.

Nothing is executed: a syntax tree is read, with bounds on size and depth.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LARGEST = 10**9
DEEPEST = 12
LONGEST = 64


@dataclass(frozen=True)
class Unknown:
    """A value that the code does not state."""


UNKNOWN: Final = Unknown()
Value = int | float | str | bool | None | tuple["Value", ...] | Unknown


def literal(node: ast.expr, names: Mapping[str, object], depth: int = 0) -> Value:
    """Return what an expression states, given what names stand for; names of anything else are unknown."""
    if depth > DEEPEST:
        return UNKNOWN
    match node:
        case ast.Constant(value=bool() | int() | float() | str() | None as constant):
            return constant if not isinstance(constant, int | float) or abs(constant) <= LARGEST else UNKNOWN
        case ast.Name(id=name):
            known = names.get(name, UNKNOWN)
            return known if isinstance(known, int | float | str | tuple | None) else UNKNOWN
        case ast.Attribute(attr=attribute):
            return attribute.lower() if attribute.lower() in _FUNCTIONS else UNKNOWN
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return tuple(literal(item, names, depth + 1) for item in items) if len(items) <= LONGEST else UNKNOWN
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            value = literal(operand, names, depth + 1)
            return -value if isinstance(value, int | float) else UNKNOWN
        case ast.BinOp(left=left, op=op, right=right):
            return _computed(literal(left, names, depth + 1), op, literal(right, names, depth + 1))
        case ast.Subscript(value=whole, slice=index):
            return _item(literal(whole, names, depth + 1), literal(index, names, depth + 1))
        case ast.Call(func=ast.Name(id="int" | "float" | "tuple" | "list"), args=[only], keywords=[]):
            return _cast(node, literal(only, names, depth + 1))
        case ast.Call(func=ast.Attribute(attr=attribute) | ast.Name(id=attribute)):
            return _FUNCTIONS.get(attribute.lower(), UNKNOWN)
    return UNKNOWN


_FUNCTIONS: dict[str, str] = {
    name: name for name in ("relu", "softmax", "sigmoid", "tanh", "elu", "selu", "gelu", "linear", "softplus", "swish")
} | {"leakyrelu": "leaky_relu", "leaky_relu": "leaky_relu"}
"""Activations given as functions or layers: `tf.nn.relu`, `LeakyReLU()`."""


def _computed(left: Value, op: ast.operator, right: Value) -> Value:
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        return UNKNOWN
    match op:
        case ast.Add():
            value: float = left + right
        case ast.Sub():
            value = left - right
        case ast.Mult():
            value = left * right
        case ast.Div() if right:
            value = left / right
        case ast.FloorDiv() if right:
            value = left // right
        case ast.Pow() if abs(left) <= 1024 and 0 <= right <= 3:
            value = left**right
        case _:
            return UNKNOWN
    return value if abs(value) <= LARGEST else UNKNOWN


def _item(whole: Value, index: Value) -> Value:
    if isinstance(whole, tuple) and isinstance(index, int) and -len(whole) <= index < len(whole):
        return whole[index]
    return UNKNOWN


def _cast(node: ast.Call, value: Value) -> Value:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in ("tuple", "list"):
        return value if isinstance(value, tuple) else UNKNOWN
    if not isinstance(value, int | float):
        return UNKNOWN
    return int(value) if name == "int" else float(value)
