"""Where the layers stand in a drawing of a network, in points from its top left.

layers -> columns: solid and words -> rows -> places
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.i18n import Language
from reportgen.model import Add, ModelSpec
from reportgen.render.figures.network_blocks import Block, Solid, solids, tint
from reportgen.render.figures.network_rows import Wire, lanes, rows, wires
from reportgen.render.figures.network_words import Words, words
from reportgen.render.figures.style import WIDTH

HEAD = 36.0  # the column of the headings
GUTTER = 14.0  # the margin on the right, for lines to another row
ROOM = 72 * WIDTH - HEAD - GUTTER
LANE = 8.0  # between two lines above a row
SUM = 3.6  # the radius of the sign of a sum
TURN = 7.0  # from a solid to where a line beside it rises or falls
ROW_GAP = 17.0
_CLEAR = 2.0  # between a line and a solid
_BESIDE = 6.0  # between two texts
_FLOW = 34.0  # between two solids, at least
_SPREAD = 44.0  # how much more room than it needs a column may take
_LOWEST = 22.0  # the least height kept for a row's solids
_LINE = 8.6
_METER = 34.0  # the length of the bar of a layer's share


@dataclass(frozen=True)
class Column:
    """A layer before it has a place."""

    solid: Solid
    words: Words
    share: float
    adds: bool

    @property
    def width(self) -> float:
        """The room it needs."""
        return max(self.words.width + _BESIDE, self.solid.extent[0] + _FLOW)


@dataclass(frozen=True)
class Row:
    """The heights of a row.

    Attributes:
        places: which layers stand in it.
        lanes: the lane of each line above them.
        top: where its lanes begin.
        ceiling: where its solids begin.
        axis: the height of the flow.
        baselines: of the kind, the first argument, the shape and the parameters.
        bottom: where it ends.
    """

    places: range
    lanes: Mapping[Wire, int]
    top: float
    ceiling: float
    axis: float
    baselines: tuple[float, float, float, float]
    bottom: float

    def lane(self, wire: Wire) -> float:
        """Return the height of a line above the row."""
        return self.ceiling - LANE * (self.lanes[wire] + 0.6)


@dataclass(frozen=True)
class Caption:
    """A text on its baseline, centred at its abscissa; a heading begins there."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Meter:
    """A layer's share of all parameters: how much of a bar's length is filled."""

    x: float
    y: float
    length: float
    filled: float


@dataclass(frozen=True)
class Place:
    """A layer at its place: the solid, the texts below it, and its share of the parameters if it has any."""

    block: Block
    kind: Caption
    arguments: tuple[Caption, ...]
    shape: Caption
    parameters: Caption
    meter: Meter | None
    adds: bool
    row: Row
    right: float  # where its column ends

    @property
    def out(self) -> float:
        """Where a line begins."""
        return self.block.right + _CLEAR

    @property
    def entry(self) -> float:
        """Where a line along the flow ends: at the block, or at the sign of a sum before it."""
        return self.block.x - (2 * SUM + TURN if self.adds else _CLEAR)

    @property
    def descent(self) -> float:
        """Where a line from above comes down: onto the sign of a sum, or beside the block."""
        return self.entry + SUM if self.adds else self.entry - TURN


def place_layers(model: ModelSpec, language: Language) -> tuple[Place, ...]:
    """Place the layers at the width of a page, in as many rows as they need."""
    columns, lines = _columns(model, language), wires(model)
    stack = _stacked(rows([column.width for column in columns], lines, ROOM), columns, lines)
    return tuple(place for row in stack for place in _row(row, [columns[index] for index in row.places]))


def _columns(model: ModelSpec, language: Language) -> tuple[Column, ...]:
    summaries, total = model.summary(), model.parameters or 1
    described = zip(model.layers, summaries, solids(summaries), strict=True)
    return tuple(
        Column(solid, words(layer, summary, language), summary.parameters / total, isinstance(layer, Add))
        for layer, summary, solid in described
    )


def _stacked(broken: Sequence[range], columns: Sequence[Column], lines: Sequence[Wire]) -> Iterator[Row]:
    """Give each row its heights."""
    top = 1.0
    for places in broken:
        taken, inside = lanes(places, lines), columns[places.start : places.stop]
        ceiling = top + LANE * (max(taken.values(), default=-1) + 1)
        height = max(_LOWEST, *(column.solid.extent[1] for column in inside))
        kind = ceiling + height + 11
        shape = kind + _LINE * max(len(column.words.arguments) for column in inside) + 10.5
        baselines = (kind, kind + _LINE, shape, shape + 10)
        yield (row := Row(places, taken, top, ceiling, ceiling + height / 2, baselines, shape + 15.5))
        top = row.bottom + ROW_GAP


def _row(row: Row, columns: Sequence[Column]) -> Iterator[Place]:
    """Place the layers of a row, which share the room that is left, up to a limit."""
    left, more = HEAD, (ROOM - sum(column.width for column in columns)) / len(columns)
    for column in columns:
        width = column.width + max(0.0, min(_SPREAD, more))
        yield _place(column, left, width, row)
        left += width


def _place(column: Column, left: float, room: float, row: Row) -> Place:
    x, said, (width, height) = left + room / 2, column.words, column.solid.extent
    kind, arguments, shape, parameters = row.baselines
    return Place(
        Block(x - width / 2, row.axis - height / 2 + column.solid.slant, column.solid, tint(column.share)),
        Caption(x, kind, said.kind),
        tuple(Caption(x, arguments + _LINE * line, text) for line, text in enumerate(said.arguments)),
        Caption(x, shape, said.shape),
        Caption(x, parameters, said.parameters),
        Meter(x - _METER / 2, parameters + 2.8, _METER, _METER * column.share) if column.share else None,
        column.adds,
        row,
        left + room,
    )
