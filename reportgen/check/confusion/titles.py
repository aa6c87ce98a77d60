"""Titles: what names the network of a confusion matrix, and which topic of the report it is of."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.confusion.signs import LONGEST_TITLE, Sign, Signs, begins, in_order, of_title
from reportgen.check.patterns import regex
from reportgen.check.stated import Matrix
from reportgen.check.submission import Place, Submission, plain

ABOVE = 8
"""So many lines above a matrix may announce it."""
SPREAD = 25
"""What belongs to a matrix stands at most so many lines from it."""
ONLY_MATRIX = regex(
    r"[\W_]{0,8}(?:(?:the|la|voici la|its|sa)[ ])?(?:confusion[ ]matrix|matrice[ ]de[ ]confusion|matri(?:x|ce))\b"
    r".{0,60}",
    re.IGNORECASE,
)
"""A line that announces a matrix, and says nothing else."""
SECTION = regex(r"^\s{0,4}(?P<top>\d{1,2})(?P<sub>(?:\.\d{1,2}){0,3})[.)]?\s{1,3}[A-ZÉÀÈÊ][^.!?]{2,75}$")
"""A heading that is numbered, in a text whose headings have no other mark."""
_ANNOUNCES = regex(r"confusion|matri[xc]", re.IGNORECASE)
_COMMENTS = regex(r"\b(?:shows?|montre\w*|see|voi[rt]|we|on|nous|confus\w+[ ](?:between|entre))\b", re.IGNORECASE)
_NEXT = 6
"""Matrices that are announced together stand at most so many lines apart."""


@dataclass(frozen=True)
class Titles:
    """Finds the titles of matrices and of lines.

    Attributes:
        submission: the report.
        matrices: its matrices, in order.
    """

    submission: Submission
    matrices: tuple[Matrix, ...]

    def text(self, line: int) -> str:
        """Return a line without markup; of one that is too long for a title, its beginning."""
        return plain(self.submission.lines[line].text[: LONGEST_TITLE + 1])

    def of(self, matrix: Matrix) -> Signs:
        """Return what names the network of a matrix."""
        return self._signs[matrix]

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels of the networks whose matrices the report prints."""
        return frozenset(name for signs in self._signs.values() for kind, name in signs if kind == "label")

    def around(self, line: int) -> Signs:
        """Return the signs of a line, of the title above it, and of the headings around it, the nearest first."""
        lines = range(line, max(-1, line - ABOVE), -1)
        above = next((text for at in lines if begins(text := self.text(at))), "")
        return self._first(of_title(self.text(line)), of_title(above), *self._headings(line))

    @cached_property
    def _signs(self) -> dict[Matrix, Signs]:
        announced = shared([(matrix, self._announcement(matrix)) for matrix in self.matrices])
        return {matrix: self._first(own, *self._headings(matrix.place.first)) for matrix, own in announced.items()}

    def _first(self, *titles: Signs) -> Signs:
        """Return the signs of several titles: of each kind, those of the first that has any."""
        found: set[Sign] = set()
        for title in titles:
            kinds = {kind for kind, _ in found}
            found |= {sign for sign in title if sign[0] not in kinds}
        return frozenset(found)

    def _headings(self, line: int) -> Sequence[Signs]:
        """Return the signs of the headings that a line stands under, the innermost first; not of the report's title."""
        found: list[Signs] = []
        index: int | None = self.submission.part_at(line) if self.submission.parts else None
        while index:
            found += [] if index in self._titles else [self._parts[index]]
            index = self.submission.parts[index].parent
        return found

    @cached_property
    def _parts(self) -> tuple[Signs, ...]:
        return tuple(of_title(part.title[:LONGEST_TITLE]) for part in self.submission.parts)

    def _announcement(self, matrix: Matrix) -> str:
        """Return the nearest line above a matrix that names its network."""
        others = {line for other in self.matrices if other is not matrix for line in lines_of(other.place)}
        for line in range(matrix.place.first - 1, max(-1, matrix.place.first - ABOVE - 1), -1):
            text, block = self._end(line), self.submission.block_at(line)
            heading = (block is not None and block.kind == "heading") or SECTION.match(text) is not None
            named = bool(of_title(text)) and (block is None or block.kind != "code")
            if line in others or (heading and not named):
                return ""
            if named and (heading or begins(text) or (text.endswith(":") and len(text) < 120) or _names_matrix(text)):
                return text
        return ""

    def _end(self, line: int) -> str:
        """Return a line without markup; of a paragraph in one line, its last sentence."""
        text = self.submission.lines[line].text
        return plain(text if len(text) <= LONGEST_TITLE else re.split(r"[.!?] ", text[-LONGEST_TITLE:])[-1])

    # ── topics ───────────────────────────────────────────────────────────────────────────────────────────────────

    def topic(self, line: int) -> tuple[int, int]:
        """Return what tells the topics of a report apart: the highest heading that is no title, and a number."""
        found, index = 0, self.submission.part_at(line) if self.submission.parts else 0
        while index:
            found = found if index in self._no_topics else index
            index = self.submission.parts[index].parent or 0
        return found, bisect_right(self._numbered, line)

    @cached_property
    def _titles(self) -> frozenset[int]:
        """The heading that the whole report stands under, if there is one."""
        tops = [index for index, part in enumerate(self.submission.parts) if part.parent == 0]
        return frozenset(tops) if len(tops) == 1 else frozenset()

    @cached_property
    def _no_topics(self) -> frozenset[int]:
        """The headings that make no topic: the report's title, and those of single networks."""
        named = (index for index, signs in enumerate(self._parts) if any(kind != "section" for kind, _ in signs))
        return self._titles.union(named)

    @cached_property
    def _numbered(self) -> list[int]:
        """The lines of a report without headings that number its sections: `4 Digits, HOG features`."""
        found = ((index, SECTION.match(line.text[:100])) for index, line in enumerate(self.submission.lines))
        return [index for index, match in found if match and not match["sub"]]


def lines_of(place: Place) -> range:
    """Return the lines of a place."""
    return range(place.first, place.last + 1)


def shared(announced: Sequence[tuple[Matrix, str]]) -> dict[Matrix, Signs]:
    """Return each matrix with the signs of its announcement; `Matrices of A and B:` announces the two that follow."""
    found: dict[Matrix, Signs] = {}
    for index, (matrix, text) in enumerate(announced):
        if matrix in found:
            continue
        several, group = in_order(text), [matrix]
        for other, own in announced[index + 1 : index + len(several)]:
            if own or other.place.first - group[-1].place.last > _NEXT:
                break
            group.append(other)
        if len(several) < 2:
            found[matrix] = of_title(text)
        else:
            each = several if len(group) == len(several) else ()
            found |= {one: frozenset({each[at]}) if each else frozenset() for at, one in enumerate(group)}
    return found


def _names_matrix(text: str) -> bool:
    """Tell whether a line names a matrix and comments nothing."""
    return _ANNOUNCES.search(text) is not None and not _COMMENTS.search(text)
