"""How a drawing of a network is ordered: which layers stand in a row, and which lines share a lane above it."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, count
from math import inf

from reportgen.model import ModelSpec

Wire = tuple[int, int]
"""A connection: the places of the layer that is read and of the layer that reads it, counted from 0."""

_CUT = 0.5  # what a skip connection that is cut costs: as much as a row filled to 30 %


def wires(model: ModelSpec) -> tuple[Wire, ...]:
    """Return each connection once."""
    at = {layer.name: place for place, layer in enumerate(model.layers)}
    pairs = ((at[name], place) for place, layer in enumerate(model.layers) for name in layer.inputs)
    return tuple(dict.fromkeys(pairs))


def skips(wire: Wire) -> bool:
    """Say whether a connection passes by a layer."""
    return wire[1] - wire[0] > 1


def rows(widths: Sequence[float], wires: Sequence[Wire], room: float) -> tuple[range, ...]:
    """Break columns into as few rows as fit, evenly filled, with skip connections left whole if possible.

    A column wider than the room has a row of its own. The best way to break the columns before each place is found
    from those before it.
    """
    ends = [0.0, *accumulate(widths)]
    cuts = [_CUT * sum(skips(wire) and wire[0] < start <= wire[1] for wire in wires) for start in range(len(widths))]
    best: list[tuple[float, float, int]] = [(0, 0.0, 0)]  # rows, cost, where the last row begins
    for end in range(1, len(widths) + 1):
        starts = (start for start in range(end) if start == end - 1 or ends[end] - ends[start] <= room)
        ways = ((start, 1 - (ends[end] - ends[start]) / room) for start in starts)
        best.append(min((best[start][0] + 1, best[start][1] + empty**2 + cuts[start], start) for start, empty in ways))
    return _followed(best)


def _followed(best: Sequence[tuple[float, float, int]]) -> tuple[range, ...]:
    """Read the rows off, from the last one back."""
    found, end = [], len(best) - 1
    while end:
        start = best[end][2]
        found.append(range(start, end))
        end = start
    return tuple(reversed(found))


def lanes(row: range, wires: Sequence[Wire]) -> Mapping[Wire, int]:
    """Give each skip connection above a row the lowest lane that is free along it, the shortest ones first.

    One that comes from another row, or leads to one, does so at the right end.
    """
    spans: dict[Wire, tuple[float, float]] = {}
    for wire in filter(skips, wires):
        if inside := [place for place in wire if place in row]:
            spans[wire] = (inside[0], inside[1] if len(inside) > 1 else inf)
    taken: dict[Wire, int] = {}
    for wire in sorted(spans, key=lambda wire: (spans[wire][1] - spans[wire][0], wire)):
        (low, high) = spans[wire]
        busy = {lane for other, lane in taken.items() if low < spans[other][1] and spans[other][0] < high}
        taken[wire] = next(lane for lane in count() if lane not in busy)
    return taken
