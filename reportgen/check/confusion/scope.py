"""Which matrices a sentence speaks of: those of the cases it names, of all models, of the case in which it stands.

Where that is open, the scope holds all that may be meant, and nothing is certain.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.check.comparing.naming import NOBODY, named
from reportgen.check.comparing.world import World
from reportgen.check.confusion.comments import may_be_of_all
from reportgen.check.facts import Facts
from reportgen.check.stated import Case, Matrix
from reportgen.check.submission import Part, Place, Submission

_ALL = re.compile(
    r"\b(?:all|every|each|both|tous|toutes|chaque|the|our|these|les|nos|ces)[ ](?:of[ ])?(?:(?:the|our|these|les"
    r"|nos|ces|two|three|four"
    r"|deux|trois|quatre|different|diff[ée]rents|tested|\d)[ ]){0,2}(?:models|mod[èe]les|networks|r[ée]seaux"
    r"|cases|cas|configurations"
    r"|mesures|experiments|exp[ée]riences|runs|essais)\b|\b(?:every|each|chaque)[ ](?:model|mod[èe]le|network"
    r"|r[ée]seau|case|cas)\b"
    r"|\b(?:overall|in[ ]general|generally|globalement|en[ ]g[ée]n[ée]ral|g[ée]n[ée]ralement|both[ ]of[ ]them"
    r"|in[ ]all[ ]of[ ]them)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:previous|previously|pr[ée]c[ée]dent\w*|before|avant|earlier|former|latter|compar\w+|contrairement"
    r"|unlike|par[ ]rapport|other[ ]models?"
    r"|autres?[ ](?:mod[èe]le|cas|r[ée]seau)\w*|training|entra[iî]nement|validation|first|second|third|last"
    r"|premi[èe]re?|deuxi[èe]me|troisi[èe]me"
    r"|derni[èe]re?|mod[èe]le[ ]\d|model[ ]\d|case[ ]\d|cas[ ]\d|mlps?|hogs?|cnns?|raw|brut\w*|shallow|than"
    r"|literature|litt[ée]rature|figure[ ]\d|fig\.)\b",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"confusion|matri|\bcm\d?\b|conf_?mat", re.IGNORECASE)


@dataclass(frozen=True)
class Scope:
    """Matrices that a sentence may speak of.

    Attributes:
        matrices: different ones, the likeliest first.
        every: whether the sentence speaks of all of them, not of one of them.
        certain: whether it can speak of no other.
    """

    matrices: tuple[Matrix, ...]
    every: bool
    certain: bool


@dataclass(frozen=True)
class Reach:
    """Finds scopes in one report.

    Attributes:
        submission: the report.
        world: its cases.
        matrices: its matrices.
    """

    submission: Submission
    world: World
    matrices: tuple[Matrix, ...]

    @classmethod
    def of(cls, facts: Facts) -> "Reach":
        """Return what finds scopes in a report."""
        return cls(facts.submission, World(facts.submission, facts.cases), facts.matrices)

    def scope(self, place: Place, text: str) -> Scope | None:
        """Return the matrices that a sentence speaks of.

        Args:
            place: of the sentence.
            text: of the sentence, without the classes and counts that it names.
        """
        return self._named(place, text) or self._all(place, text) or self._here(place, text) or self._near(place, text)

    def _named(self, place: Place, text: str) -> Scope | None:
        """Return the matrices of the cases that a sentence names."""
        if not self.world.cases:
            return None
        who = named(text, self.world, place.first)
        if who is None or who is NOBODY or not any(who.choices):
            return None
        matrices = distinct(matrix for cases in who.choices for case in cases for matrix in case.matrices)
        if not matrices:
            return Scope((), False, False)
        whole = all(len(distinct(case.matrices)) == 1 for cases in who.choices for case in cases)
        return Scope(matrices, len(who.choices) == 1, who.certain and len(who.choices) == 1 and whole)

    def _all(self, place: Place, text: str) -> Scope | None:
        """Return the matrices of the group, if a sentence speaks of all its models."""
        if not _ALL.search(text):
            return None
        group = self.world.near(place.first)
        if not group or not self.world.within(place.first):
            return self._near(place, text, every=True)
        return _of_cases(group)

    def _here(self, place: Place, text: str) -> Scope | None:
        """Return the matrix of the case in which a sentence stands."""
        case = self.world.current(place.first)
        found = distinct(case.matrices) if case is not None else ()
        if case is None or not found:
            return None
        if may_be_of_all(case, self.world.cases, place, self.submission):
            others = (matrix for one in self.world.group_of(case) for matrix in one.matrices)
            return Scope(distinct((*found, *others)), False, False)
        certain = len(found) == 1 and not _ELSEWHERE.search(text) and not self._pictured(case.extent)
        return Scope(found, False, certain)

    def _near(self, place: Place, text: str, every: bool = False) -> Scope | None:
        """Return the matrices of the innermost part around a sentence that has any."""
        parts = reversed(self.submission.path_at(place.first)) if self.submission.parts else ()
        for lines in [*(self._lines(part) for part in parts), Place(0, len(self.submission.lines))]:
            inside = [matrix for matrix in self.matrices if matrix.place.first in lines]
            if inside:
                found = distinct(sorted(inside, key=lambda matrix: _distance(matrix, place)))
                alone = len(found) == 1 and not self._others(found[0], lines)
                certain = alone and not _ELSEWHERE.search(text) and not self._pictured(lines)
                return Scope(found, every, certain)
        return None

    def _others(self, matrix: Matrix, lines: Place) -> bool:
        """Tell whether other cases than the matrix's stand in some lines."""
        cases = [case for case in self.world.cases if case.place.first in lines]
        return len(cases) > 1 or any(matrix not in case.matrices for case in cases)

    def _lines(self, part: Part) -> Place:
        first, last = part.blocks
        blocks = self.submission.blocks
        return Place(blocks[first].place.first, blocks[min(last, len(blocks) - 1)].place.last)

    def _pictured(self, lines: Place) -> bool:
        """Tell whether a confusion matrix stands in some lines as a picture."""
        unread = any(item.kind == "image_matrix" and item.place.first in lines for item in self.submission.unread)
        figures = (block for block in self.submission.of("figure") if block.place.first in lines)
        return unread or any(_PICTURE.search(block.text[:500]) for block in figures)


def distinct(matrices: Iterable[Matrix]) -> tuple[Matrix, ...]:
    """Return matrices of different counts."""
    found: dict[tuple[tuple[int, ...], ...], Matrix] = {}
    for matrix in matrices:
        found.setdefault(matrix.counts, matrix)
    return tuple(found.values())


def _of_cases(cases: Sequence[Case]) -> Scope | None:
    matrices = distinct(matrix for case in cases for matrix in case.matrices)
    if not matrices:
        return None
    return Scope(matrices, True, all(len(distinct(case.matrices)) == 1 for case in cases))


def _distance(matrix: Matrix, place: Place) -> tuple[bool, int]:
    """Order matrices by how near they are, those before a place first."""
    return matrix.place.first > place.first, matrix.place.apart(place)
