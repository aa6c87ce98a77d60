"""Networks that Keras code builds, read from its syntax tree: nothing is executed.

Code blocks follow each other as cells of a notebook do: a name keeps its value. What the code does not state literally
is unknown, and so is a network that depends on it.
"""

import ast
from collections.abc import Iterator

from reportgen.check.facts.networks.forward import spec_of, stated
from reportgen.check.facts.networks.graph import Network
from reportgen.check.facts.networks.interpret import Program, enter, run
from reportgen.check.facts.networks.kinds import kind_of
from reportgen.check.facts.networks.source import layers_in, statements
from reportgen.check.stated import StatedNetwork
from reportgen.check.submission import Block, Place, Submission


def find(submission: Submission) -> Iterator[StatedNetwork]:
    """Yield the networks that a report's code builds, in order."""
    blocks = [block for block in submission.blocks if _is_code(block, submission)]
    if not any(layers_in(block.text) for block in blocks):
        return
    program, open_ends = Program(), list[Network]()
    for block in blocks:
        for statement, line in statements(block.text):
            run(statement, program, block.place.first + line - statement.lineno + 1, 0)
        open_ends += _open_end(program)
    _call_uncalled(program)
    for network in (*program.graph.networks, *open_ends):
        yield from _stated(network, program, submission)


def _is_code(block: Block, submission: Submission) -> bool:
    if block.kind == "code":
        return block.language.lower() in ("", "py", "python", "python3", "ipython", "ipython3", "keras", "text")
    return submission.extracted and block.kind in ("paragraph", "output", "item") and layers_in(block.text)


def _open_end(program: Program) -> Iterator[Network]:
    """Yield the functional network of a block that shows layers without the `Model` that joins them."""
    if program.last is None:
        return
    ends = {node for network in program.graph.networks for node in network.nodes}
    if program.last.node not in ends:
        yield program.graph.functional([program.last])
    program.last = None


def _call_uncalled(program: Program) -> None:
    """Read the bodies of functions that the report does not show called: what their arguments are is unknown."""
    for name, function in list(program.functions.items()):
        if name not in program.called and _builds(function.node):
            enter(function, {}, program, 0)


def _builds(node: ast.AST) -> bool:
    """Tell whether code may build layers."""
    called = (child.func for child in ast.walk(node) if isinstance(child, ast.Call))
    names = (call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in called)
    return any(name[:1].isupper() and kind_of(name) is not None for name in names)


def _stated(network: Network, program: Program, submission: Submission) -> Iterator[StatedNetwork]:
    layers = tuple(program.graph.built(network))
    if sum(layer.kind != "Input" for layer in layers) < 2:
        return
    place = Place(min(layer.place.first for layer in layers), max(layer.place.last for layer in layers))
    block = submission.block_at(place.first)
    damaged = submission.extracted or (block is not None and block.damaged)
    spec = spec_of(layers) if network.certain else None
    yield StatedNetwork("code", place, stated(layers), spec, network.name, damaged=damaged)
