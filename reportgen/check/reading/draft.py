"""What a reader makes of a file, before sentences and parts are found in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.check.submission import Block, BlockKind, Line, Place, Unread


@dataclass(frozen=True)
class Draft:
    """A file as its reader understood it; see `Submission` for the fields."""

    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...] = ()
    extracted: bool = False


@dataclass(frozen=True)
class Piece:
    """Neighbouring lines that one reader reads: of a whole file, of a notebook's cell, of a fence.

    Attributes:
        texts: the lines.
        offset: the index of the first among the submission's.
    """

    texts: tuple[str, ...]
    offset: int = 0

    def within(self, first: int, after: int) -> "Piece":
        """Return the lines from `first` up to `after` (excluded)."""
        return Piece(self.texts[first:after], self.offset + first)

    def place(self, first: int, last: int) -> Place:
        """Return the place of some lines, both ends included."""
        return Place(self.offset + first, self.offset + last)

    def trimmed(self, first: int, after: int) -> tuple[int, int]:
        """Return the range without the blank lines at its ends; empty if all are blank."""
        while first < after and not self.texts[after - 1].strip():
            after -= 1
        while first < after and not self.texts[first].strip():
            first += 1
        return first, after

    def block(
        self,
        kind: BlockKind,
        first: int,
        after: int,
        level: int = 0,
        language: str = "",
        cells: Sequence[tuple[str, ...]] = (),
        rows: Sequence[Place] = (),
        damaged: bool = False,
    ) -> list[Block]:
        """Return the block of some lines without the blank ones around it; nothing if all are blank."""
        first, after = self.trimmed(first, after)
        if first == after:
            return []
        text = "\n".join(self.texts[first:after])
        place = self.place(first, after - 1)
        return [Block(kind, place, text, level, language, tuple(cells), tuple(rows), damaged)]


def lines(texts: Sequence[str], page: int | None = None) -> tuple[Line, ...]:
    """Return texts as the numbered lines of a file or of a page."""
    return tuple(Line(text, number, page) for number, text in enumerate(texts, 1))
