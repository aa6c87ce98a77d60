"""Where confusion matrices stand: which title each has, what follows it, and which topic of the report it is of.

A comment belongs to the matrix above it as long as nothing new begins between: no heading, no title of another case,
no result that is not the matrix's own, no table, no listing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.confusion.intervals import is_one_of
from reportgen.check.confusion.signs import LONGEST_TITLE, Signs, begins, clash, in_order, of_title
from reportgen.check.facts.cases.evidence import result_line
from reportgen.check.stated import Matrix, Score
from reportgen.check.submission import Place, Submission, plain

ABOVE = 8
"""So many lines above a matrix may announce it."""
_ANNOUNCES = re.compile(r"confusion|matri[xc]", re.IGNORECASE)
_COMMENTS = re.compile(r"\b(?:shows?|montre\w*|see|voi[rt]|we|on|nous|confus\w+[ ](?:between|entre))\b", re.IGNORECASE)
_ONLY_MATRIX = re.compile(
    r"[\W_]{0,8}(?:(?:the|la|voici la|its|sa)[ ])?(?:confusion[ ]matrix|matrice[ ]de[ ]confusion|matri(?:x|ce))\b"
    r".{0,60}",
    re.IGNORECASE,
)
_SECTION = re.compile(r"^\s{0,4}(?P<top>\d{1,2})(?P<sub>(?:\.\d{1,2}){0,3})[.)]?\s{1,3}[A-ZÉÀÈÊ][^.!?]{2,75}$")
_NEXT = 6
"""Matrices that are announced together stand at most so many lines apart."""
_WORDS = 6
"""A paragraph of fewer words is no comment."""
_SPREAD = 25
"""A comment stands at most so many lines below its matrix."""


@dataclass(frozen=True)
class Layout:
    """Finds the matrix of a line.

    Attributes:
        submission: the report.
        matrices: its matrices, in order.
        scores: its scores.
    """

    submission: Submission
    matrices: tuple[Matrix, ...]
    scores: tuple[Score, ...]

    def beside(self, line: int) -> tuple[Matrix, ...]:
        """Return the matrix that a comment on a line belongs to; two if it may be the one above or the one below."""
        above, below = self.above(line), self.below(line)
        return tuple(matrix for matrix in (above, below) if matrix is not None)

    def above(self, line: int) -> Matrix | None:
        """Return the matrix above a line, if nothing new begins between them."""
        before = [matrix for matrix in self.matrices if matrix.place.last < line]
        if not before or line - before[-1].place.last > _SPREAD:
            return None
        matrix = before[-1]
        between = range(matrix.place.last + 1, line + 1)
        return None if any(self._parts(stop, matrix) for stop in self._stops_in(between)) else matrix

    def below(self, line: int) -> Matrix | None:
        """Return the matrix below a line, if nothing new begins between them: no title, no result, no code."""
        after = [matrix for matrix in self.matrices if matrix.place.first > line]
        if not after or after[0].place.first - line > ABOVE:
            return None
        between = range(line + 1, after[0].place.first)
        announced = any(_ONLY_MATRIX.fullmatch(self._plain(at)) for at in between)
        return None if announced or any(True for _ in self._stops_in(between)) else after[0]

    def commented(self, matrix: Matrix) -> bool:
        """Tell whether a comment stands below a matrix."""
        return matrix in self._commented

    @cached_property
    def _commented(self) -> frozenset[Matrix]:
        """The matrices below which a paragraph stands."""
        blocks = (block for block in self.submission.of("paragraph", "item") if len(block.text.split()) >= _WORDS)
        return frozenset(matrix for block in blocks if (matrix := self.above(block.place.first)) is not None)

    def is_result(self, score: Score) -> bool:
        """Tell whether a score stands on a line of results, not in a sentence."""
        return score in self._results.get(score.place.first, ())

    def foreign(self, matrix: Matrix, lines: Place) -> bool:
        """Tell whether results stand in some lines that are not a matrix's own."""
        return any(line in lines and self._parts(line, matrix) for line in self._results)

    def states(self, line: int, matrix: Matrix) -> bool:
        """Tell whether a result on a line surely is that of a matrix: above it, or right below, and of no other."""
        if clash(self._context(line), self.signs_of(matrix)):
            return False
        if line < matrix.place.first:
            return matrix.place.first - line <= _SPREAD and self._free(line, matrix)
        return line - matrix.place.last <= ABOVE and self._below(line, matrix)

    def _free(self, line: int, matrix: Matrix) -> bool:
        """Tell whether nothing new begins between a result and the matrix below it."""
        if any(line < other.place.first < matrix.place.first for other in self.matrices):
            return False
        values = {_value(score) for score in self._results.get(line, ())}
        return all(
            self._harmless(stop) or (stop in self._results and {_value(one) for one in self._results[stop]} <= values)
            for stop in self._stops_in(range(line + 1, matrix.place.first))
        )

    def _harmless(self, line: int) -> bool:
        """Tell whether what begins on a line may stand between a result and its matrix: code, or what announces it."""
        block = self.submission.block_at(line)
        code = block is not None and block.kind == "code" and line == block.place.first
        return code or _ONLY_MATRIX.fullmatch(self._plain(line).strip("# ")) is not None

    def _below(self, line: int, matrix: Matrix) -> bool:
        """Tell whether a result right below a matrix is its own: it has none above, and no other matrix follows."""
        if any(True for _ in self._stops_in(range(matrix.place.last + 1, line))):
            return False
        before = [other.place.last for other in self.matrices if other.place.last < matrix.place.first]
        after = next((other for other in self.matrices if other.place.first > line), None)
        start = max([*before, matrix.place.first - _SPREAD, 0])
        above = any(self._free(one, matrix) for one in self._results if start < one < matrix.place.first)
        return not above and not (after is not None and self.states(line, after))

    def _context(self, line: int) -> Signs:
        """Return the signs of a line, of the title above it, and of the headings around it, the nearest first."""
        lines = range(line, max(-1, line - ABOVE), -1)
        above = next((text for at in lines if begins(text := self._plain(at))), "")
        found: Signs = frozenset()
        parts = self.submission.path_at(line) if self.submission.parts else ()
        for text in (self._plain(line), above, *(part.title for part in reversed(parts))):
            kinds = {kind for kind, _ in found}
            found |= {sign for sign in of_title(text[:LONGEST_TITLE]) if sign[0] not in kinds}
        return found

    def _parts(self, line: int, matrix: Matrix) -> bool:
        """Tell whether what begins on a line parts it from a matrix: not its own result, nor its own name."""
        if line in self._results:
            return not all(is_one_of(one.quantity, [matrix.trace / matrix.total]) for one in self._results[line])
        own = self.signs_of(matrix)
        said = of_title(self._plain(line))
        return not (begins(self._plain(line)) and said & own and not clash(said, own))

    # ── what begins on a line ────────────────────────────────────────────────────────────────────────────────────

    def _stops_in(self, lines: range) -> Iterator[int]:
        stops = self._stops
        yield from stops[bisect_left(stops, lines.start) : bisect_right(stops, lines.stop - 1)]

    @cached_property
    def _stops(self) -> list[int]:
        own = {line for matrix in self.matrices for line in range(matrix.place.first, matrix.place.last + 1)}
        found = {block.place.first for block in self.submission.of("heading", "table", "code")} - own
        found |= {block.place.first for block in self.submission.of("output") if not own & set(_lines(block.place))}
        found |= set(self._results) - own
        for index, line in enumerate(self.submission.lines):
            if index not in own and len(line.text) <= LONGEST_TITLE:
                text = self._plain(index)
                if begins(text) or _SECTION.match(text):
                    found.add(index)
        return sorted(found)

    @cached_property
    def _results(self) -> dict[int, list[Score]]:
        """The accuracies that stand on lines of results."""
        found: dict[int, list[Score]] = {}
        for score in self.scores:
            if score.metrics == ("accuracy",) and not score.label and score.split != "train":
                block = self.submission.block_at(score.place.first)
                printed = block is not None and block.kind in ("output", "code", "table")
                line = self.submission.lines[score.place.first].text
                if printed or result_line(self.submission, score) or begins(plain(line[:LONGEST_TITLE])):
                    found.setdefault(score.place.first, []).append(score)
        return found

    def _plain(self, line: int) -> str:
        return plain(self.submission.lines[line].text[: LONGEST_TITLE + 1])

    # ── titles ───────────────────────────────────────────────────────────────────────────────────────────────────

    def signs_of(self, matrix: Matrix) -> Signs:
        """Return what names the network of a matrix."""
        return self._signs[matrix]

    @cached_property
    def _signs(self) -> dict[Matrix, Signs]:
        announced = [(matrix, self._announcement(matrix)) for matrix in self.matrices]
        return {matrix: self._named(matrix, own) for matrix, own in shared(announced).items()}

    def _named(self, matrix: Matrix, announced: Signs) -> Signs:
        """Return the signs that announce a matrix, and those of the headings above it, the nearest first."""
        found = announced
        parts = self.submission.parts
        for part in reversed(self.submission.path_at(matrix.place.first) if parts else ()):
            new = of_title(part.title[:LONGEST_TITLE]) if parts.index(part) not in self._titles else frozenset()
            kinds = {kind for kind, _ in found}
            found |= {sign for sign in new if sign[0] not in kinds}
        return found

    def _announcement(self, matrix: Matrix) -> str:
        """Return the nearest line above a matrix that names its network."""
        others = {line for other in self.matrices if other is not matrix for line in _lines(other.place)}
        for line in range(matrix.place.first - 1, max(-1, matrix.place.first - ABOVE - 1), -1):
            text, block = self._plain(line), self.submission.block_at(line)
            heading = (block is not None and block.kind == "heading") or _SECTION.match(text) is not None
            named = bool(of_title(text)) and (block is None or block.kind != "code")
            if line in others or (heading and not named):
                return ""
            if named and (heading or begins(text) or (text.endswith(":") and len(text) < 120) or _names_matrix(text)):
                return text
        return ""

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels of the networks whose matrices the report prints."""
        return frozenset(name for signs in self._signs.values() for kind, name in signs if kind == "label")

    # ── topics ───────────────────────────────────────────────────────────────────────────────────────────────────

    def topic(self, line: int) -> tuple[int, int]:
        """Return what tells the topics of a report apart: the highest heading that is not its title, and a number."""
        parts = self.submission.parts
        path = self.submission.path_at(line) if parts else ()
        topics = (index for part in path if (index := parts.index(part)) and index not in self._no_topics)
        return next(topics, 0), bisect_right(self._numbered, line)

    @cached_property
    def _titles(self) -> frozenset[int]:
        """The heading that the whole report stands under, if there is one."""
        tops = [index for index, part in enumerate(self.submission.parts) if part.parent == 0]
        return frozenset(tops) if len(tops) == 1 else frozenset()

    @cached_property
    def _no_topics(self) -> frozenset[int]:
        """The headings that make no topic: the report's title, and those of single networks."""
        titles = (of_title(part.title[:LONGEST_TITLE]) for part in self.submission.parts)
        named = (index for index, title in enumerate(titles) if any(kind != "section" for kind, _ in title))
        return self._titles.union(named)

    @cached_property
    def _numbered(self) -> list[int]:
        """The lines of a report without headings that number its sections: `4 Digits, HOG features`."""
        found = []
        for index, line in enumerate(self.submission.lines):
            match = _SECTION.match(line.text[:100])
            if match and not match["sub"]:
                found.append(index)
        return found


def _value(score: Score) -> float:
    return round(score.quantity.shares[0].value, 3)


def _lines(place: Place) -> range:
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
