"""A layer as code builds it: its class with the arguments that the code states."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.check.facts.networks.values import Value
from reportgen.check.submission import Place

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Built:
    """A layer that code builds.

    Attributes:
        kind: its class.
        name: unique in its network.
        arguments: as far as the code states them; `UNKNOWN` else.
        inputs: names of the layers it reads.
        place: its lines.
    """

    kind: str
    name: str
    arguments: Mapping[str, Value]
    inputs: tuple[str, ...]
    place: Place

    def whole(self, *names: str) -> int | None:
        """Return the whole number at least 1 of the first argument that is given."""
        value = next((self.arguments[name] for name in names if name in self.arguments), None)
        return value if isinstance(value, int) and not isinstance(value, bool) and value >= 1 else None

    def pair(self, name: str, default: tuple[int, int] | None = None) -> tuple[int, int] | None:
        """Return a height and width; None if it is not known."""
        value = self.arguments.get(name)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value, value
        sides = tuple(side for side in value if isinstance(side, int)) if isinstance(value, tuple) else ()
        return (sides[0], sides[1]) if len(sides) == 2 and min(sides) >= 1 else None

    def text(self, name: str, default: str) -> str | None:
        """Return a text in small letters; None if it is not known."""
        value = self.arguments.get(name, default)
        value = default if value is None else value
        return value.lower() if isinstance(value, str) else None

    @property
    def shape(self) -> Shape | None:
        """The shape that an input layer or the argument `input_shape` gives."""
        given = self.arguments.get("shape", self.arguments.get("input_shape", self.arguments.get("input_dim")))
        if isinstance(given, int) and not isinstance(given, bool) and given >= 1:
            return (given,)
        axes = tuple(axis for axis in given if isinstance(axis, int) and axis >= 1) if isinstance(given, tuple) else ()
        return axes if isinstance(given, tuple) and axes and len(axes) == len(given) else None
