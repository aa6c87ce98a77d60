"""Which matrix a stated metric belongs to, and how certain that is.

A printed result belongs to the matrix beside it, a metric in a sentence to the matrix that the sentence speaks of.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.confusion.classes import Mention, digits, unmentioned
from reportgen.check.confusion.datasets import split_of, sure
from reportgen.check.confusion.intervals import is_one_of
from reportgen.check.confusion.metric_values import values
from reportgen.check.confusion.scope import Reach
from reportgen.check.confusion.scopes import distinct
from reportgen.check.confusion.signs import signs
from reportgen.check.confusion.speaking import Said, said
from reportgen.check.confusion.understood import IMAGES, understood
from reportgen.check.facts.metric_words import names
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, Matrix, Quantity, Score
from reportgen.check.submission import Submission

_BEHIND = 40
_COMPUTED = regex(r"[0-9][0-9 ()+*/.,·×−x-]{2,60}= ?(?=\$?x)")
"""What a number is computed from, up to the number itself."""
_CLAUSE_END = regex(r"[,;:.](?=\s|$)|[ ](?:but|mais|while|alors|whereas|tandis)[ ]|\(")
NEAR = 40
"""A metric and its matrix stand at most this many lines apart."""
_ELSEWHERE = regex(
    r"\b(?:train\w*|entra[iî]n\w*|apprentissage|epochs?|[ée]poques?|best|meilleure?s?|max\w*|peak|pic|start\w*|d[ée]but\w*"
    r"|initial\w*|average|moyenne|mean|instead|au[ ]lieu|compar\w+|than|par[ ]rapport|contre|against|vs|from|passe\w*"
    r"|increas\w*|augment\w*|drop\w*|gain\w*|diff[ée]r\w*|hinton|if|si|would|could|curve|courbe|graph\w*|plot|random\w*"
    r"|hasard|group\w*|others?|autres?|another|settings?|different|next|suivant\w*|web|literature|state)\b",
    re.IGNORECASE,
)
"""Where a sentence has such a word, its number may be of other images, another epoch or another network."""


@dataclass(frozen=True)
class Owner:
    """The matrices that a metric may have been counted on.

    Attributes:
        matrices: different ones.
        certain: whether it is the only one, nothing of it is damaged, and the metric surely is of the same images.
        beside: whether the metric stands beside the matrix: then it is a question if it does not follow from it.
    """

    matrices: tuple[Matrix, ...]
    certain: bool
    beside: bool = False


@dataclass(frozen=True)
class Owners:
    """Finds the matrices of metrics in one report.

    Attributes:
        cases: its cases.
        matrices: its matrices.
        submission: the report.
        reach: what finds the matrices of sentences.
        scores: all metrics of the report.
    """

    cases: tuple[Case, ...]
    matrices: tuple[Matrix, ...]
    submission: Submission
    reach: Reach
    scores: tuple[Score, ...]

    @cached_property
    def _of(self) -> dict[Score, list[Case]]:
        found: dict[Score, list[Case]] = {}
        for case in self.cases:
            for score in case.scores:
                found.setdefault(score, []).append(case)
        return found

    def cases_of(self, score: Score) -> list[Case]:
        """Return the cases that a score is stated for."""
        return self._of.get(score, [])

    def around(self, score: Score) -> Case | None:
        """Return the case that a score is stated for, or in whose lines it stands: the innermost."""
        inside = self.cases_of(score) or [case for case in self.cases if score.place.first in case.extent]
        return max(inside, key=lambda case: (case.extent.first, -case.extent.last)) if inside else None

    def owner(self, score: Score) -> Owner | None:
        """Return the matrices of a metric; None if no matrix can say anything of it."""
        if score.split == "train":
            return None
        item = self.sentence(score)
        if item is not None:
            found = self.spoken(score, item)
            if found is not None:
                return found
        beside = distinct(one for one in self.matrices if self.reach.layout.results.states(score.place.first, one))
        fitting = tuple(one for one in beside if self._of_split(score, one))
        if len(fitting) == 1:
            neighbours = self._neighbours(score, fitting[0])
            return Owner((*fitting, *neighbours), not neighbours and self._certain(score, fitting[0]), True)
        return self._maybe(score)

    # ── printed results ──────────────────────────────────────────────────────────────────────────────────────────

    def _certain(self, score: Score, matrix: Matrix) -> bool:
        """Tell whether a metric is of the same images as a matrix, and the only one of its kind beside it."""
        images = score.split == "test" == split_of(matrix) or (
            score.split == "validation" == split_of(matrix) and matrix.total == 16
        )
        same = {_value(one) for one in self.scores if _alike(one, score) and self._beside(one, matrix)}
        return images and sure(matrix) and same <= {_value(score)}

    def _neighbours(self, score: Score, matrix: Matrix) -> tuple[Matrix, ...]:
        """Return other matrices of the part that a metric follows from if it does not from its own."""
        if is_one_of(score.quantity, values(matrix, score)):
            return ()
        others = (one for one in self.matrices if one != matrix and self._same_part(score, one))
        return distinct(
            one for one in others if self._of_split(score, one) and is_one_of(score.quantity, values(one, score))
        )

    def _beside(self, score: Score, matrix: Matrix) -> bool:
        return score.place.apart(matrix.place) <= NEAR and self.reach.layout.results.states(score.place.first, matrix)

    def _maybe(self, score: Score) -> Owner | None:
        """Return the matrices of a metric's cases or of its part: it may be right by one of them."""
        of_cases = self.cases_of(score)
        if of_cases:
            found = distinct(matrix for case in of_cases for matrix in case.matrices)
        elif _said_of_another(score, self.cases):
            return None
        else:
            found = distinct(matrix for matrix in self.matrices if self._same_part(score, matrix))
        fitting = tuple(matrix for matrix in found if self._of_split(score, matrix))
        return Owner(fitting, False) if fitting else None

    def _of_split(self, score: Score, matrix: Matrix) -> bool:
        return not score.split or split_of(matrix) in ("", score.split)

    def _same_part(self, score: Score, matrix: Matrix) -> bool:
        if not self.submission.parts:
            return score.place.apart(matrix.place) <= NEAR
        return self.submission.part_at(score.place.first) == self.submission.part_at(matrix.place.first)

    # ── metrics in sentences ─────────────────────────────────────────────────────────────────────────────────────

    def spoken(self, score: Score, item: Said) -> Owner | None:
        """Return the matrices that the sentence of a metric speaks of."""
        scope = self.reach.scope(item, item.text)
        if scope is None:
            return None
        fitting = tuple(matrix for matrix in scope.matrices if self._of_split(score, matrix))
        if score.split == "validation":
            fitting = tuple(matrix for matrix in fitting if matrix.total == 16)
        if not fitting:
            return None
        same = [one for one in self.scores if _alike(one, score)]
        told = {_value(one) for one in same if one.place.first in item.place and _in(one, item)}
        others = {_value(one) for one in same if not (one.place.first in item.place and _in(one, item))}
        sole = told <= {_value(score)} and _value(score) not in others
        layout = self.reach.layout
        near = all(one in layout.beside(item.place.first) for one in fitting) or signs(item.text, layout.titles.labels)
        sure_ = bool(near) and (scope.certain or len(fitting) == 1 < len(scope.matrices))
        plain = not _ELSEWHERE.search(_until(item.text, score)) and all(map(sure, fitting))
        plain = plain and self.plain(score, item, fitting)
        certain = sure_ and sole and plain and not scope.every
        return Owner(fitting, certain, certain)

    def plain(self, score: Score, item: Said, matrices: Sequence[Matrix] = ()) -> bool:
        """Tell whether all is understood that a sentence says up to a metric's number and the end of its clause."""
        text = without_tex(item.text)
        at = text.find(score.quantity.text)
        end = _CLAUSE_END.search(text, max(0, at) + len(score.quantity.text))
        text = text[: end.start() if end else len(text)]
        told = {one.quantity.text for one in self.scores if one.place.first in item.place} | {score.quantity.text}
        sums = {number for one in matrices for number in (one.total, one.trace, one.total - one.trace)}
        known: list[Mention | Quantity] = [one for one in quantities(text) if one.text in told or one.value in sums]
        known += [one for one in digits(text) if score.label.strip() == str(one.index)]
        named = _COMPUTED.sub(" ", unmentioned(text, known))
        for one in names(named):
            named = named[: one.start] + " " * (one.end - one.start) + named[one.end :]
        return understood(named, IMAGES)

    def sentence(self, score: Score) -> Said | None:
        """Return the sentence that states a metric; None if a table, an output or a line of results does."""
        block = self.submission.block_at(score.place.first)
        if block is None or block.kind not in ("paragraph", "item") or self.reach.layout.breaks.is_result(score):
            return None
        fitting = [one for one in self._said.get(score.place.first, ()) if _in(score, one)]
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def _said(self) -> dict[int, list[Said]]:
        found: dict[int, list[Said]] = {}
        for item in said(self.submission):
            for line in range(item.place.first, item.place.last + 1):
                found.setdefault(line, []).append(item)
        return found


def _in(score: Score, item: Said) -> bool:
    """Tell whether a sentence has a score's number, perhaps with TeX's marks in it."""
    return score.quantity.text in without_tex(item.text)


def without_tex(text: str) -> str:
    """Return a text with its numbers as TeX prints them."""
    return text.replace("{,}", ",").replace("\\,", " ")


def _until(text: str, score: Score) -> str:
    """Return a sentence up to a score's number and the words right behind it."""
    text = text.replace("{,}", ",")
    at = text.find(score.quantity.text)
    return text if at < 0 else text[: at + len(score.quantity.text) + _BEHIND]


def _said_of_another(score: Score, cases: Sequence[Case]) -> bool:
    """Tell whether a sentence stands in a case that prints the same metric: then the two are compared."""
    inside = [case for case in cases if score.place.first in case.extent]
    return any(one.metrics == score.metrics for case in inside for one in case.scores)


def _alike(one: Score, other: Score) -> bool:
    return (one.metrics, one.label, one.average) == (other.metrics, other.label, other.average)


def _value(score: Score) -> float:
    return round(score.quantity.shares[0].value, 3)
