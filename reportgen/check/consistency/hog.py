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
    return _pairs(claims.within(place))


def pairs_said(claims: Claims, place: Place, sentence: str) -> tuple[Pair, ...]:
    """Return the pairs that one sentence states; empty if it does not state both, or compares."""
    return _pairs(tuple(one for one in claims.within(place) if one.sentence == sentence and one.steady))


def pairs_titled(claims: Claims, line: int) -> tuple[Pair, ...]:
    """Return the pairs that the heading above a line states; empty if it does not state both."""
    title = claims.scopes.own_lines(line).first
    return _pairs(tuple(one for one in claims.within(Place(title, title)) if one.setting.where == "heading"))


def _pairs(found: tuple[Claim, ...]) -> tuple[Pair, ...]:
    first = _single(tuple(one for one in found if one.setting.name == "orientations"))
    second = _single(tuple(one for one in found if one.setting.name == "pixels_per_cell"))
    return tuple(product(first, second))[:64]


def _single(found: tuple[Claim, ...]) -> list[int]:
    return sorted(
        {int(value) for claim in found for value in claim.value if isinstance(value, float | int) and 0 < value <= 64}
    )


def all_pairs(claims: Claims) -> tuple[Pair, ...]:
    """Return the pairs of all that a report names, and of what the handout does."""
    orientations = sorted({*_values(claims, "orientations"), 4, 8})
    return tuple(product(orientations, sorted({*_values(claims, "pixels_per_cell"), *HANDOUT})))[:64]
