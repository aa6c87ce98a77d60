"""Statements and calls of code that builds networks, read one by one into a graph. Nothing is executed.

What the code does not state literally is unknown; so is what a branch or a loop over unknown values may change.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportgen.check.facts.networks.graph import MOST_NODES, Graph, Layer, Network, Tensor
from reportgen.check.facts.networks.kinds import MERGING, kind_of
from reportgen.check.facts.networks.values import UNKNOWN, Value, literal
from reportgen.check.submission import Place

MOST_STATEMENTS = 4_000
MOST_ROUNDS = 12
DEEPEST = 8

_WINDOW = ("filters", "kernel_size", "strides", "padding")
_POSITIONS = {
    "Dense": ("units", "activation", "use_bias"),
    "Conv2D": _WINDOW,
    "Conv2DTranspose": _WINDOW,
    "SeparableConv2D": _WINDOW,
    "MaxPooling2D": ("pool_size", "strides", "padding"),
    "AveragePooling2D": ("pool_size", "strides", "padding"),
    "Dropout": ("rate",),
    "Activation": ("activation",),
    "Input": ("shape",),
    "Reshape": ("target_shape",),
    "UpSampling2D": ("size",),
}
_FUNCTIONS = {kind.lower() for kind in MERGING} | {"concatenate"}


@dataclass(frozen=True)
class Function:
    """A function that the code defines, with the first line of its block."""

    node: ast.FunctionDef
    offset: int


@dataclass
class Program:
    """What has been read so far."""

    graph: Graph = field(default_factory=Graph)
    names: dict[str, object] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)
    last: Tensor | None = None
    read: int = 0


# ── statements ───────────────────────────────────────────────────────────────────────────────────────────────────


def run(statement: ast.stmt, program: Program, offset: int, depth: int) -> object:
    """Read a statement; return what it returns, if it is a `return`."""
    program.read += 1
    if program.read > MOST_STATEMENTS or len(program.graph.nodes) >= MOST_NODES or depth > DEEPEST:
        return UNKNOWN
    match statement:
        case ast.Assign(targets=[target], value=value) | ast.AnnAssign(target=target, value=ast.expr() as value):
            _assign(target, _value(value, program, offset, depth), program)
        case ast.Expr(value=value) | ast.Return(value=ast.expr() as value):
            return _value(value, program, offset, depth)
        case ast.FunctionDef(name=name):
            program.functions[name] = Function(statement, offset)
        case ast.For(target=ast.Name(id=name), iter=items, body=body):
            _loop(name, literal(items, program.names), body, program, offset, depth)
        case ast.With(body=body) | ast.Try(body=body):
            return _body(body, program, offset, depth)
        case ast.If() | ast.While() | ast.For() | ast.AugAssign():
            _forget(statement, program)
    return UNKNOWN


def _body(body: Sequence[ast.stmt], program: Program, offset: int, depth: int) -> object:
    for statement in body:
        returned = run(statement, program, offset, depth + 1)
        if isinstance(statement, ast.Return):
            return returned
    return UNKNOWN


def _assign(target: ast.expr, result: object, program: Program) -> None:
    if isinstance(target, ast.Name):
        program.names[target.id] = result
        if isinstance(result, Tensor):
            program.graph.label(result, target.id)
        if isinstance(result, Network):
            result.name = result.name or target.id
    elif isinstance(target, ast.Tuple | ast.List):
        parts = result if isinstance(result, tuple) and len(result) == len(target.elts) else None
        for index, item in enumerate(target.elts):
            _assign(item, parts[index] if parts else UNKNOWN, program)


def _loop(name: str, items: Value, body: Sequence[ast.stmt], program: Program, offset: int, depth: int) -> None:
    """Read the body once for each item of a literal list; what a loop over anything else does is unknown."""
    if not isinstance(items, tuple):
        for statement in body:
            _forget(statement, program)
        return
    for item in items[:MOST_ROUNDS]:
        program.names[name] = item
        _body(body, program, offset, depth)


def _forget(statement: ast.stmt, program: Program) -> None:
    """Make unknown what a branch or a loop may change: names that it sets, networks that it adds layers to."""
    for count, node in enumerate(ast.walk(statement)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            program.names[node.id] = UNKNOWN
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "add":
            network = program.names.get(node.func.value.id) if isinstance(node.func.value, ast.Name) else None
            if isinstance(network, Network):
                network.certain = False
        if count > 2_000:
            return


# ── expressions ──────────────────────────────────────────────────────────────────────────────────────────────────


def _value(node: ast.expr, program: Program, offset: int, depth: int) -> object:
    if depth > DEEPEST:
        return UNKNOWN
    match node:
        case ast.Name(id=name):
            return program.names.get(name, UNKNOWN)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="add"), args=[layer]):
            network = program.names.get(name)
            if isinstance(network, Network):
                program.graph.append(network, _value(layer, program, offset, depth + 1))
                return UNKNOWN
            return _call(node, program, offset, depth)
        case ast.Call():
            return _call(node, program, offset, depth)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            sides = tuple(_value(side, program, offset, depth + 1) for side in (left, right))
            tensors = [side for side in sides if isinstance(side, Tensor)]
            if len(tensors) == 2:
                return program.graph.join(Layer("Add", {}, _place(node, offset)), tensors)
    return literal(node, program.names)


def _call(node: ast.Call, program: Program, offset: int, depth: int) -> object:
    if isinstance(node.func, ast.Call):
        return _applied(_call(node.func, program, offset, depth + 1), node, program, offset, depth)
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    known = program.names.get(name) if isinstance(node.func, ast.Name) else None
    if isinstance(known, Layer | Network):
        return _applied(known, node, program, offset, depth)
    if name in program.functions and isinstance(node.func, ast.Name):
        return _inlined(name, node, program, depth)
    if name == "Sequential":
        return _sequential(node, program, offset, depth)
    if name == "Model":
        return _functional(node, program, offset, depth)
    if name in _FUNCTIONS:
        return _applied(Layer(kind_of(name) or "", {}, _place(node, offset)), node, program, offset, depth)
    kind = kind_of(name) if name[:1].isupper() else None
    if kind is None:
        return literal(node, program.names)
    layer = Layer(kind, _arguments(kind, node, program), _place(node, offset))
    return _noted(program.graph.join(layer, ()), program) if kind == "Input" else layer


def _arguments(kind: str, node: ast.Call, program: Program) -> dict[str, Value]:
    given = {
        name: literal(item, program.names) for name, item in zip(_POSITIONS.get(kind, ()), node.args, strict=False)
    }
    return given | {key.arg: literal(key.value, program.names) for key in node.keywords if key.arg}


def _place(node: ast.expr, offset: int) -> Place:
    first = node.lineno - 1 + offset
    return Place(first, min((node.end_lineno or node.lineno) - 1 + offset, first + 4))


def _applied(layer: object, node: ast.Call, program: Program, offset: int, depth: int) -> object:
    """Call a layer or a network with tensors."""
    given = node.args[0].elts if node.args and isinstance(node.args[0], ast.List | ast.Tuple) else node.args[:1]
    if isinstance(layer, Layer):
        _begin(given, program, _place(node, offset))
    found = [_value(item, program, offset, depth + 1) for item in given[:16]]
    tensors = [item for item in found if isinstance(item, Tensor)]
    if not tensors or len(tensors) < len(found):
        return UNKNOWN
    if isinstance(layer, Layer):
        return _noted(program.graph.join(layer, tensors), program)
    result = program.graph.replay(layer, tensors[0]) if isinstance(layer, Network) else None
    return UNKNOWN if result is None else _noted(result, program)


def _begin(given: Sequence[ast.expr], program: Program, place: Place) -> None:
    """Take a name that the report does not show assigned as an input of unknown shape: a listing begins below it."""
    for item in given[:1]:
        if isinstance(item, ast.Name) and item.id not in program.names:
            program.names[item.id] = program.graph.join(Layer("Input", {}, place), ())


def _noted(tensor: Tensor, program: Program) -> Tensor:
    program.last = tensor
    return tensor


def _sequential(node: ast.Call, program: Program, offset: int, depth: int) -> Network:
    network = Network([])
    program.graph.networks.append(network)
    listed = next((item for item in (*node.args, *(key.value for key in node.keywords if key.arg == "layers"))), None)
    if isinstance(listed, ast.List | ast.Tuple):
        for item in listed.elts[:MOST_NODES]:
            program.graph.append(network, _value(item, program, offset, depth + 1))
    elif listed is not None:
        network.certain = False
    network.name = _given_name(node)
    return network


def _functional(node: ast.Call, program: Program, offset: int, depth: int) -> object:
    named = {key.arg: key.value for key in node.keywords}
    outputs = named.get("outputs", node.args[1] if len(node.args) > 1 else None)
    listed = outputs.elts if isinstance(outputs, ast.List | ast.Tuple) else [outputs] if outputs else []
    found = [_value(item, program, offset, depth + 1) for item in listed[:4]]
    tensors = [item for item in found if isinstance(item, Tensor)]
    if not tensors:
        return UNKNOWN
    network = program.graph.functional(tensors)
    network.name = _given_name(node)
    program.graph.networks.append(network)
    return network


def _given_name(node: ast.Call) -> str:
    values = (key.value for key in node.keywords if key.arg == "name")
    return next(
        (value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)), ""
    )


# ── functions ────────────────────────────────────────────────────────────────────────────────────────────────────


def _inlined(name: str, node: ast.Call, program: Program, depth: int) -> object:
    """Read a function's body with the arguments of a call."""
    function = program.functions[name]
    program.called.add(name)
    names = [argument.arg for argument in function.node.args.args]
    given: dict[str, object] = {
        name: _value(item, program, function.offset, depth + 1) for name, item in zip(names, node.args, strict=False)
    }
    given |= {key.arg: _value(key.value, program, function.offset, depth + 1) for key in node.keywords if key.arg}
    return enter(function, given, program, depth + 1)


def enter(function: Function, given: dict[str, object], program: Program, depth: int) -> object:
    """Read a function's body where some of its arguments are given; the others are their defaults, or unknown."""
    arguments = function.node.args
    names = [argument.arg for argument in (*arguments.args, *arguments.kwonlyargs)]
    defaults = dict(zip(names[len(arguments.args) - len(arguments.defaults) :], arguments.defaults, strict=False))
    own = {name: literal(node, program.names) for name, node in defaults.items()}
    outer = dict(program.names)
    program.names.update(dict.fromkeys(names, UNKNOWN) | own | given)
    try:
        return _body(function.node.body, program, function.offset, depth)
    finally:
        program.names = outer
