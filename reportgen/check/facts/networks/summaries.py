"""Summaries of networks, as Keras prints them and as documents, spreadsheets and PDFs leave them.

Lines are read one by one; what a line holds of a row is put together over several lines where the table was narrow or
came apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reportgen.check.facts.networks import rows
from reportgen.check.facts.networks.kinds import kind_of_piece
from reportgen.check.facts.networks.rows import Row
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedLayer, StatedNetwork
from reportgen.check.structure.solving import solve
from reportgen.check.submission import Line, Place, Submission

MOST_ROWS = 400
MOST_STRANGE_LINES = 3
"""Lines of other text within a table: a page's foot, a number, a legend."""

_MODEL = regex(r"\W{0,4}Mod(?:el|èle|ele)\s?:\s?\"([^\"]{0,80})\"")


@dataclass
class _Draft:
    """A row in the making."""

    first: int
    last: int
    row: Row

    def add(self, **changes: object) -> None:
        self.row = replace(self.row, **changes)  # type: ignore[arg-type]


@dataclass
class _Table:
    """A summary in the making."""

    first: int
    name: str = ""
    headed: bool = False
    wired: bool = False
    drafts: list[_Draft] = field(default_factory=list)
    totals: list[tuple[rows.Total, int]] = field(default_factory=list)
    strange: int = 0
    pieced: bool = False

    @property
    def last(self) -> int:
        """The last line that is certainly of the table."""
        return max([draft.last for draft in self.drafts] + [line for _, line in self.totals] + [self.first])


def find(submission: Submission) -> Iterator[StatedNetwork]:
    """Yield the networks of all summaries, in order."""
    for table in _tables(submission.lines):
        layers = tuple(_layer(draft) for draft in table.drafts)
        if not _is_summary(table, layers):
            continue
        place = Place(table.first, table.last)
        totals = tuple((total.name, total.count, Place(line, line)) for total, line in table.totals)
        plain = StatedNetwork(
            "summary",
            place,
            layers,
            name=table.name,
            totals=tuple(t for t in totals if t[0] != "optimizer"),  # type: ignore[misc]
        )
        doubtful = submission.extracted or table.pieced or _touches_damage(submission, place) or _incomplete(plain)
        yield replace(plain, damaged=doubtful and not adds_up(plain))


def adds_up(network: StatedNetwork) -> bool:
    """Tell whether every row follows from those before it and the total from the rows: no sign of it was lost."""
    layers = network.layers
    total = next((count for name, count, _ in network.totals if name == "total"), None)
    counts = [layer.parameters for layer in layers]
    if None in counts or not any(counts) or total != sum(count or 0 for count in counts):
        return False
    return all(solve(layer, layers[:index]) is not None for index, layer in enumerate(layers))


# ── lines to tables ──────────────────────────────────────────────────────────────────────────────────────────────


def _tables(lines: tuple[Line, ...]) -> Iterator[_Table]:
    table: _Table | None = None
    name = ""
    for number, line in enumerate(lines):
        text = rows.clean(line.text)
        model = _MODEL.match(text)
        name = model[1] if model else name
        headed = rows.is_header(text) and (table is None or bool(table.drafts))
        starts = bool(model) or headed or _starts(text, table)
        if table and (starts or _ends(text, table)):
            yield table
            table = None
        if table is None and starts:
            table, name = _Table(number, name), ""
        if table:
            _take(text, number, table)
    if table:
        yield table


def _starts(text: str, table: _Table | None) -> bool:
    """Tell whether a row begins a table: the first one, one after totals, or a second input without wires."""
    row = rows.row(text)
    if row is None or row.kind is None or row.name is None:
        return False
    again = row.kind == "Input" and table is not None and bool(table.drafts) and not table.wired
    return table is None or bool(table.totals) or again


def _ends(text: str, table: _Table) -> bool:
    if len(table.drafts) >= MOST_ROWS:
        return True
    return table.strange >= (1 if table.totals else MOST_STRANGE_LINES) and not rows.is_ruler(text)


def _take(text: str, number: int, table: _Table) -> None:
    """Add a line to the table."""
    if rows.is_header(text):
        table.headed, table.wired = True, "onnect" in text
        return
    total = rows.total(text)
    if total and total.name not in {other.name for other, _ in table.totals}:
        table.totals.append((total, number))
        table.strange = 0
        return
    row = rows.row(text)
    known = row is not None and (row.name is not None or row.kind is not None)
    if row and known:
        table.drafts.append(_Draft(number, number, row))
        table.strange = 0
        return
    part = row or rows.piece(text)
    if part and not table.totals and _fit(part, number, table):
        table.strange = 0
    elif not rows.is_ruler(text) and not _MODEL.match(text):
        table.strange += 1


def _fit(part: Row, number: int, table: _Table) -> bool:
    """Add a piece to the row that it belongs to; tell whether there is one."""
    last = table.drafts[-1] if table.drafts else None
    if part.name is not None:
        table.drafts.append(_Draft(number, number, part))
        table.pieced = True
        return True
    if part.parameters is not None:
        return _put(table, "parameters", part.parameters, number)
    if part.shape is not None and not (last and last.row.open):
        return _put(table, "shape", part.shape, number)
    if last is None:
        return False
    if part.shape is not None:
        last.add(shape=(*(last.row.shape or ()), *part.shape), open=False)
    if part.kind is not None and last.row.kind is None:
        last.add(kind=kind_of_piece(part.kind) or part.kind)
    last.add(inputs=(*last.row.inputs, *part.inputs))
    last.last = number
    return True


def _put(table: _Table, name: str, value: object, number: int) -> bool:
    """Give a lone cell to the first row that lacks it: cells one below the other, or column after column."""
    draft = next((draft for draft in table.drafts if getattr(draft.row, name) is None), None)
    if draft is None:
        return False
    draft.add(**{name: value})
    draft.last = max(draft.last, number)
    table.pieced = True
    return True


# ── tables to networks ───────────────────────────────────────────────────────────────────────────────────────────


def _layer(draft: _Draft) -> StatedLayer:
    row = draft.row
    units = row.shape[-1] if row.shape and row.kind in ("Dense", "Conv2D", "Conv2DTranspose") else None
    name, kind = row.name or "", row.kind or ""
    shape = None if row.open or row.shape is None else row.shape
    last = draft.last if draft.last - draft.first < 5 else draft.first
    return StatedLayer(name, kind, Place(draft.first, last), shape, row.parameters, row.inputs, units)


def _is_summary(table: _Table, layers: tuple[StatedLayer, ...]) -> bool:
    known = sum(layer.kind != "" and (layer.shape is not None or layer.parameters is not None) for layer in layers)
    return known >= 2 or (known == 1 and (table.headed or bool(table.totals)))


def _incomplete(network: StatedNetwork) -> bool:
    return any(layer.shape is None or layer.parameters is None or not layer.kind for layer in network.layers)


def _touches_damage(submission: Submission, place: Place) -> bool:
    blocks = (submission.block_at(line) for line in range(place.first, place.last + 1))
    return any(block is not None and block.damaged for block in blocks)
