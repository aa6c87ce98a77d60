"""The graph that code builds: layers, what they read, and the networks that they make."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.check.facts.networks.built import Built
from reportgen.check.facts.networks.values import Value
from reportgen.check.submission import Place

MOST_NODES = 400


@dataclass(frozen=True)
class Layer:
    """A layer that has not been called yet."""

    kind: str
    arguments: Mapping[str, Value]
    place: Place


@dataclass(frozen=True)
class Tensor:
    """What a node of the graph gives."""

    node: int


@dataclass
class Network:
    """A network in the making: a Sequential grows.

    Attributes:
        nodes: indices of its nodes, in order.
        name: as the code calls it.
        certain: whether every layer of it is known.
    """

    nodes: list[int]
    name: str = ""
    certain: bool = True


@dataclass
class Graph:
    """All nodes and networks of a report's code; a node's name is its number, its label what the code calls it."""

    nodes: list[Built] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    networks: list[Network] = field(default_factory=list)

    def join(self, layer: Layer, inputs: Sequence[Tensor]) -> Tensor:
        """Add a node that reads others; a graph that is full stays as it is."""
        if len(self.nodes) < MOST_NODES:
            given = layer.arguments.get("name")
            read = tuple(str(tensor.node) for tensor in inputs)
            self.nodes.append(Built(layer.kind, str(len(self.nodes)), layer.arguments, read, layer.place))
            self.labels.append(given.replace("/", "_") if isinstance(given, str) else "")
        return Tensor(len(self.nodes) - 1)

    def label(self, tensor: Tensor, name: str) -> None:
        """Call a node as its variable, unless the code names its layer."""
        self.labels[tensor.node] = self.labels[tensor.node] or name

    def append(self, network: Network, item: object) -> None:
        """Add a layer or the layers of a network at the end of a Sequential."""
        if isinstance(item, Tensor):
            network.nodes.append(item.node)
        elif isinstance(item, Network):
            network.certain &= item.certain
            for node in list(item.nodes):
                self.append(network, self._layer(node))
        elif not isinstance(item, Layer) or len(self.nodes) >= MOST_NODES:
            network.certain = False
        else:
            self._append(network, item)

    def _append(self, network: Network, layer: Layer) -> None:
        shaped = {"input_shape", "input_dim"} & set(layer.arguments)
        if not network.nodes and shaped and layer.kind != "Input":
            shape = layer.arguments[shaped.pop()]
            network.nodes.append(self.join(Layer("Input", {"shape": shape}, layer.place), ()).node)
        before = [] if layer.kind == "Input" else [Tensor(node) for node in network.nodes[-1:]]
        network.nodes.append(self.join(layer, before).node)

    def functional(self, ends: Sequence[Tensor]) -> Network:
        """Return the network of all nodes on the way to some ends."""
        wanted, new = set[int](), [tensor.node for tensor in ends]
        while new:
            node = new.pop()
            if node not in wanted:
                wanted.add(node)
                new += map(int, self.nodes[node].inputs)
        return Network(sorted(wanted), certain=len(ends) == 1)

    def replay(self, network: Network, tensor: Tensor) -> Tensor | None:
        """Call a network: its layers once more, reading a tensor; a chain only."""
        nodes = [node for node in network.nodes if self.nodes[node].kind != "Input"]
        if not network.certain or len(self.nodes) + len(nodes) > MOST_NODES or not self._is_chain(network):
            return None
        for node in nodes:
            tensor = self.join(self._layer(node), (tensor,))
        return tensor

    def _is_chain(self, network: Network) -> bool:
        pairs = zip(network.nodes, network.nodes[1:], strict=False)
        return all(self.nodes[after].inputs in ((str(before),), ()) for before, after in pairs)

    def _layer(self, node: int) -> Layer:
        built = self.nodes[node]
        return Layer(built.kind, built.arguments, built.place)

    def built(self, network: Network) -> Iterator[Built]:
        """Yield the nodes of a network with names of their own: the code's, or their kinds with a number."""
        names: dict[str, str] = {}
        for node in dict.fromkeys(network.nodes):
            layer = self.nodes[node]
            number = sum(name.startswith(f"{layer.kind.lower()}_") for name in names.values()) + 1
            plain = f"{layer.kind.lower()}_{number}"
            name = self.labels[node] if self.labels[node] not in ("", *names.values()) else plain
            names[layer.name] = name if name not in names.values() else f"{plain}_{node}"
            inputs = tuple(names[read] for read in layer.inputs if read in names)
            yield replace(layer, name=names[layer.name], inputs=inputs)
