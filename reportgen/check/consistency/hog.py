"""The size of HOG features: `28*28*orientations / cell²`, or `floor(28/cell)² * orientations`, with one cell a block.

Blocks of more cells give other sizes; none of these is called wrong.
"""

from itertools import product

from reportgen.check.consistency.claims import Claim, Claims
from reportgen.check.stated import SettingName
from reportgen.check.submission import Place

SIDE = 28
HANDOUT = (4, 7)
"""The cells that the handout names."""
_PAIR: tuple[SettingName, SettingName] = ("orientations", "pixels_per_cell")
Pair = tuple[int, int]
"""Orientations, and pixels per cell."""


def size(orientations: int, cell: int, side: int = SIDE) -> int:
    """Return how many features a square image has with one cell a block."""
    return (side // cell) ** 2 * orientations


def possible(orientations: int, cell: int) -> frozenset[int]:
    """Return the sizes that some blocks or the quotient without rounding give: none of them is refuted."""
    cells = SIDE // cell
    blocks = {max(0, cells - block + 1) ** 2 * block * block * orientations for block in (1, 2, 3)}
    return frozenset(
        {*blocks, SIDE * SIDE * orientations // (cell * cell), round(SIDE * SIDE * orientations / cell**2)}
    )


def sizes(claims: Claims) -> frozenset[int]:
    """Return the sizes of all orientations and cells that a report names, and of those of the handout."""
    orientations = {8, 4, *_values(claims, "orientations")}
    cells = {*HANDOUT, *_values(claims, "pixels_per_cell")}
    pairs = list(product(sorted(orientations)[:12], sorted(cells)[:12]))
    return frozenset(size for pair in pairs for size in possible(*pair))


def _values(claims: Claims, name: SettingName) -> set[int]:
    stated = [value for claim in claims.text if claim.setting.name == name for value in claim.value]
    stated += [value for setting in claims.code if setting.name == name for value in setting.values]
    return {int(value) for value in stated if isinstance(value, float | int) and 0 < value <= 64}


def pairs_in(claims: Claims, place: Place) -> tuple[Pair, ...]:
    """Return the pairs of orientations and cell that can be meant in some lines; empty if one is not stated there."""
    return tuple(product(*(_single(claims.within(place, name)) for name in _PAIR)))[:64]


def _single(found: tuple[Claim, ...]) -> list[int]:
    return sorted(
        {int(value) for claim in found for value in claim.value if isinstance(value, float | int) and 0 < value <= 64}
    )


def pairs_said(claims: Claims, place: Place, sentence: str) -> tuple[Pair, ...]:
    """Return the pairs that one sentence states; empty if it does not state both, or compares."""
    own = [claim for claim in claims.within(place) if claim.sentence == sentence and claim.steady]
    stated = [_single(tuple(one for one in own if one.setting.name == name)) for name in _PAIR]
    return tuple(product(*stated))[:64]


def pairs_titled(claims: Claims, line: int) -> tuple[Pair, ...]:
    """Return the pairs that the heading above a line states; empty if it does not state both."""
    own = claims.scopes.own_lines(line)
    title = [claim for claim in claims.within(Place(own.first, own.first)) if claim.setting.where == "heading"]
    stated = [_single(tuple(one for one in title if one.setting.name == name)) for name in _PAIR]
    return tuple(product(*stated))[:64]


def all_pairs(claims: Claims) -> tuple[Pair, ...]:
    """Return the pairs of all that a report names, and of what the handout does."""
    orientations = sorted({*_values(claims, "orientations"), 4, 8})
    return tuple(product(orientations, sorted({*_values(claims, "pixels_per_cell"), *HANDOUT})))[:64]
