"""Which matrices a sentence speaks of: those of the networks it names, of all models, the one that it comments.

Where that is open, the scope holds all that may be meant, and nothing is certain.
"""

import re
from dataclasses import dataclass, replace

from reportgen.check.comparing.naming import NOBODY, named
from reportgen.check.comparing.world import World
from reportgen.check.confusion.layout import Layout
from reportgen.check.confusion.scope_words import ALL, ELSEWHERE, NETWORK, PICTURE, THIS
from reportgen.check.confusion.scopes import Scope, distinct
from reportgen.check.confusion.signs import Signs, clash, signs
from reportgen.check.confusion.speaking import Said, before
from reportgen.check.confusion.titles import Titles
from reportgen.check.facts import Facts
from reportgen.check.facts.cases.titles import closing
from reportgen.check.patterns import regex
from reportgen.check.stated import Matrix
from reportgen.check.submission import Part, Place, Submission

BESIDE = 30
"""A picture of a confusion matrix within so many lines may be the one that is spoken of."""
_ASIDE = regex(r"[,(;]|\b(?:than|que|contre|against|versus|vs|instead|lieu)\b|\bqu['’]", re.IGNORECASE)
LEADS = 40
"""Before the first comma, the subject of a sentence stands in so many characters."""


@dataclass(frozen=True)
class Reach:
    """Finds scopes in one report.

    Attributes:
        submission: the report.
        world: its cases.
        matrices: its matrices.
        layout: where they stand.
    """

    submission: Submission
    world: World
    matrices: tuple[Matrix, ...]
    layout: Layout

    @classmethod
    def of(cls, facts: Facts) -> "Reach":
        """Return what finds scopes in a report."""
        layout = Layout.of(facts)
        return cls(facts.submission, World(facts.submission, facts.cases), facts.matrices, layout)

    @property
    def titles(self) -> Titles:
        """What names the networks of the report."""
        return self.layout.titles

    def scope(self, item: Said, text: str) -> Scope | None:
        """Return the matrices that a sentence speaks of.

        Args:
            item: the sentence.
            text: the sentence without the classes and counts that it names.
        """
        this = THIS.search(text) is not None and len(self.layout.beside(item.place.first)) == 1
        found = self._by_signs(item, text) or (self._commented(item, text) if this else None)
        found = found or self._all(item.place, text) or self._named(item.place, text)
        found = found or self._commented(item, text) or self._near(item.place)
        if found is None or not found.certain:
            return found
        elsewhere = ELSEWHERE.search(text) or any(self._pictured(matrix) for matrix in found.matrices)
        return replace(found, certain=not elsewhere)

    # ── networks that the sentence names ─────────────────────────────────────────────────────────────────────────

    def _by_signs(self, item: Said, text: str) -> Scope | None:
        """Return the matrix of the network that a sentence, or one before it in its paragraph, names by a sign."""
        line = item.place.first
        own = signs(text, self.titles.labels)
        if own:
            return self._signed(own, line, self._leads(text))
        before = self._said_before(item)
        said = self._signed(before, line, True) if before else None
        if said is None:
            return None
        found = distinct((*said.matrices, *self.layout.beside(line)))
        return Scope(found, False, said.certain)

    def _leads(self, text: str) -> bool:
        """Tell whether a sentence begins with the network that it names."""
        head = _ASIDE.split(text)[0][:LEADS]
        return bool(signs(head, self.titles.labels))

    def _signed(self, wanted: Signs, line: int, leading: bool) -> Scope | None:
        """Return the matrices whose titles have a sign.

        None is certain if two networks are named, or another topic; nor if the sign stands far from the beginning of
        the sentence, and the matrix above is of another network: it may be named in passing, `(18 in R2)`.
        """
        matching = [one for one in self.matrices if _fits(wanted, self.titles.of(one))]
        if not matching:
            return None
        topic = self.titles.topic(line)
        inside = [one for one in matching if self.titles.topic(one.place.first) == topic]
        found = distinct(inside or matching)
        unique = len(found) == 1 and any(kind == "label" for kind, _ in wanted)
        several = len({kind for kind, _ in wanted}) < len(wanted)
        beside = self.layout.beside(line)
        if beside and not leading and found[0].counts not in {one.counts for one in beside}:
            return Scope(distinct((*found, *beside)), False, False)
        return Scope(found, False, len(found) == 1 and not several and (bool(inside) or unique))

    def _said_before(self, item: Said) -> Signs:
        """Return the signs of the nearest sentence before in the same paragraph that has any."""
        found: Signs = frozenset()
        for text in before(self.submission, item):
            found = (signs(text, self.titles.labels) if not ELSEWHERE.search(text) else None) or found
        return found

    def _named(self, place: Place, text: str) -> Scope | None:
        """Return the matrices of the cases that a sentence names by their place, extremes or titles."""
        if not self.world.cases or not NETWORK.search(text):
            return None
        who = named(text, self.world, place.first)
        if who is None or who is NOBODY or not any(who.choices):
            return None
        matrices = distinct(matrix for cases in who.choices for case in cases for matrix in case.matrices)
        if not matrices:
            return None
        one = all(len(distinct(case.matrices)) == 1 for cases in who.choices for case in cases)
        beside = self.layout.beside(place.first)
        certain = who.certain and len(who.choices) == 1 and one and (not beside or beside[0] in matrices)
        return Scope(matrices, len(who.choices) == 1, certain)

    def _all(self, place: Place, text: str) -> Scope | None:
        """Return the matrices of the topic, if a sentence speaks of all its networks."""
        if not ALL.search(text):
            return None
        group = self.world.near(place.first)
        if not group or not self.world.within(place.first):
            inside = distinct(self._of_topic(place.first))
            return Scope(inside, True, False) if inside else None
        matrices = distinct(matrix for case in group for matrix in case.matrices)
        whole = all(len(distinct(case.matrices)) == 1 for case in group)
        return Scope(matrices, True, whole) if matrices else None

    # ── networks that it does not name ───────────────────────────────────────────────────────────────────────────

    def _commented(self, item: Said, text: str) -> Scope | None:
        """Return the matrix that a sentence comments; all of the topic if no other has a comment of its own."""
        place = item.place
        beside = self.layout.beside(place.first)
        if not beside:
            return None
        if len(beside) > 1 or beside[0].place.first > place.first:
            return Scope(distinct(beside), False, len(beside) > 1)
        moved = self.layout.moved(item.place, " ".join((*before(self.submission, item), item.text)), beside[0])
        topic = self._of_topic(place.first)
        last = len(topic) > 1 and beside[0] == topic[-1]
        if last and not THIS.search(text) and not all(self.layout.commented(one) for one in topic[:-1]):
            return Scope(distinct((beside[0], *topic)), False, not moved)
        return Scope(beside, False, not moved)

    def _near(self, place: Place) -> Scope | None:
        """Return the matrices of the innermost part around a sentence that has any."""
        for part in reversed(self.submission.path_at(place.first)) if self.submission.parts else ():
            lines = self._lines(part)
            inside = [matrix for matrix in self.matrices if matrix.place.first in lines]
            if inside and part.level:
                found = distinct(sorted(inside, key=lambda matrix: _distance(matrix, place)))
                certain = len(found) == 1 and not self._others(found[0], lines) and self._of_part(found[0], place.first)
                certain = certain and not self.layout.foreign(found[0], lines)
                return Scope(found, False, certain)
        everything = distinct(self.matrices)
        return Scope(everything, False, False) if len(everything) == 1 else None

    def _of_part(self, matrix: Matrix, line: int) -> bool:
        """Tell whether a line stands in the part of a matrix, or in a discussion below it."""
        own, part = self.submission.part_at(matrix.place.first), self.submission.part_at(line)
        here = self.submission.parts[part]
        return own == part or (here.parent == own and closing(here.title))

    def _of_topic(self, line: int) -> list[Matrix]:
        topic = self.titles.topic(line)
        return [matrix for matrix in self.matrices if self.titles.topic(matrix.place.first) == topic]

    def _others(self, matrix: Matrix, lines: Place) -> bool:
        """Tell whether other cases than the matrix's stand in some lines."""
        cases = [case for case in self.world.cases if case.place.first in lines]
        return len(cases) > 1 or any(matrix not in case.matrices for case in cases)

    def _lines(self, part: Part) -> Place:
        first, last = part.blocks
        blocks = self.submission.blocks
        return Place(blocks[first].place.first, blocks[min(last, len(blocks) - 1)].place.last)

    def _pictured(self, matrix: Matrix) -> bool:
        """Tell whether another confusion matrix stands beside a matrix as a picture."""
        part = self._lines(self.submission.parts[self.submission.part_at(matrix.place.first)])
        lines = Place(max(part.first, matrix.place.first - BESIDE), min(part.last, matrix.place.last + BESIDE))
        unread = any(item.kind == "image_matrix" and item.place.first in lines for item in self.submission.unread)
        figures = (block for block in self.submission.of("figure") if block.place.first in lines)
        return unread or any(PICTURE.search(block.text[:500]) for block in figures)


def _fits(wanted: Signs, own: Signs) -> bool:
    return bool(wanted & own) and not clash(wanted, own)


def _distance(matrix: Matrix, place: Place) -> tuple[bool, int]:
    """Order matrices by how near they are, those before a place first."""
    return matrix.place.first > place.first, matrix.place.apart(place)
