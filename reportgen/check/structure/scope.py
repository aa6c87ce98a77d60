"""Which networks a line of a report is about: those of its part, or else of the part around it."""

from dataclasses import dataclass
from functools import cached_property

from reportgen.check.stated import StatedNetwork
from reportgen.check.submission import Submission


@dataclass(frozen=True)
class Scope:
    """The networks that a claim may be about.

    Attributes:
        networks: of the nearest part that has any.
        own: whether that is the innermost part of the claim, or one experiment around it.
        others: all other networks of the report.
    """

    networks: tuple[StatedNetwork, ...]
    own: bool
    others: tuple[StatedNetwork, ...]

    @cached_property
    def only(self) -> StatedNetwork | None:
        """The network of the part, if it describes exactly one: in whatever way, and without a sign of another."""
        if not self.own or not self.networks:
            return None
        known = [network for network in self.networks if network.parameters is not None and not network.damaged]
        best = min(known, key=lambda network: ("summary", "code", "prose").index(network.origin), default=None)
        if best is None or any(not _alike(network, best) for network in self.networks):
            return None
        return best

    @property
    def described(self) -> StatedNetwork | None:
        """The network of the part, if a summary or code gives it."""
        return self.only if self.only is not None and self.only.origin != "prose" else None


def _alike(network: StatedNetwork, best: StatedNetwork) -> bool:
    """Tell whether a network may be the same as another that is better known."""
    if network.parameters is not None:
        return network.parameters == best.parameters and not network.damaged
    sizes = {layer.units for layer in network.layers if layer.units}
    return network.origin == "prose" and sizes <= {layer.units for layer in best.layers}


@dataclass(frozen=True)
class Scopes:
    """The scopes of a report's lines."""

    submission: Submission
    networks: tuple[StatedNetwork, ...]

    def at(self, line: int) -> Scope:
        """Return the scope of a line."""
        return self._of_part(self.submission.part_at(line))

    def _of_part(self, part: int) -> Scope:
        if part not in self._found:
            index: int | None = part
            while index is not None and index not in self._below:
                index = self.submission.parts[index].parent if index else None
            here = self._below[index] if index is not None else ()
            members = {id(network) for network in here}
            others = tuple(network for network in self.networks if id(network) not in members)
            own = index is not None and (index == part or self._is_one_experiment(index))
            self._found[part] = Scope(here, own, others)
        return self._found[part]

    def _is_one_experiment(self, index: int) -> bool:
        """Tell whether a part around a claim is one experiment: not the whole report, nor most of it."""
        if index == 0:
            return False
        first, last = self.submission.parts[index].blocks
        blocks = self.submission.blocks
        return 2 * (blocks[last].place.last - blocks[first].place.first) < len(self.submission.lines)

    @cached_property
    def _found(self) -> dict[int, Scope]:
        return {}

    @cached_property
    def _below(self) -> dict[int, tuple[StatedNetwork, ...]]:
        """The networks of each part and of those within it."""
        below: dict[int, list[StatedNetwork]] = {}
        for network in self.networks:
            index: int | None = self.submission.part_at(network.place.first)
            while index is not None:
                below.setdefault(index, []).append(network)
                index = self.submission.parts[index].parent if index else None
        return {index: tuple(networks) for index, networks in below.items()}
