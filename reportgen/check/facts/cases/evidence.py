"""What is stated for a case: chosen among all facts by where they stand, the surest source first."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from reportgen.check.patterns import regex
from reportgen.check.reading.limits import OF_A_CASE
from reportgen.check.stated import Case, Matrix, Score, Setting
from reportgen.check.submission import Place, Submission


@dataclass(frozen=True)
class Draft:
    """A case before its facts are put together.

    Attributes:
        title: what names it; empty if nothing does for certain.
        place: of the title, or of the result.
        extent: all its lines.
        group: the index of the part whose cases are compared.
        settings: those of its title.
        scores: those that are its own; None: all that stand in the extent.
        series: the index of the table's or list's first block, if it is of one; else -1.
        column: of a table whose columns are cases; else 0.
    """

    title: str
    place: Place
    extent: Place
    group: int
    settings: tuple[Setting, ...] = ()
    scores: tuple[Score, ...] | None = None
    series: int = -1
    column: int = 0


Fact = TypeVar("Fact", bound=Setting | Score | Matrix)


class Standing(Generic[Fact]):
    """Facts of one kind in the order of their lines, to take those that begin within some lines."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = sorted(facts, key=lambda fact: fact.place.first)
        self.lines = [fact.place.first for fact in self.facts]

    def within(self, extent: Place) -> Sequence[Fact]:
        """Return the facts whose first lines are within an extent: the first of them, if they are very many."""
        return self.facts[bisect_left(self.lines, extent.first) : bisect_right(self.lines, extent.last)][:OF_A_CASE]


_THIS = regex(
    r"\b(?:(?:pour|dans|for|in|with|avec)[ ](?:cette?|la|le|the|this|our|notre)[ ](?:\w+[ ])?(?:mesure|essai|test"
    r"|cas|case|mod[eè]le?|model|exp[eé]rience|experiment"
    r"|measure\w*|configuration|run|variante?|attempt|tentative)|here|ici|this (?:model|time|case|network|test)"
    r"|ce (?:mod[eè]le|r[eé]seau|cas|test)|cette (?:fois|mesure))",
    re.IGNORECASE,
)


def filled(
    submission: Submission,
    draft: Draft,
    settings: Standing[Setting],
    scores: Standing[Score],
    matrices: Standing[Matrix],
) -> Case:
    """Return the case of a draft, still without a number: with the settings, scores and matrices stated for it."""
    in_row = draft.series >= 0
    within = scores.within(draft.extent) if draft.scores is None else draft.scores
    told = () if in_row else _settings(submission, draft, settings.within(draft.extent))
    return Case(
        title=draft.title,
        place=draft.place,
        extent=draft.extent,
        group=draft.group,
        number=0,
        settings=tuple(dict.fromkeys((*draft.settings, *told))),
        scores=tuple(_surest(submission, within)),
        matrices=() if in_row else tuple(matrices.within(draft.extent)),
    )


def _settings(submission: Submission, draft: Draft, settings: Sequence[Setting]) -> Iterable[Setting]:
    """Yield what is stated in the extent by captions and code; by prose only if it speaks of this case."""
    told = {setting.name for setting in draft.settings}
    for setting in settings:
        several = len(setting.values) > 1 and setting.name != "kernel"
        if several or (draft.title and setting.place == draft.place):
            continue
        own = setting.where in ("caption", "code") or (setting.where == "item" and setting.name not in told)
        if own or (setting.where == "prose" and _THIS.search(submission.quote(setting.place, 300))):
            yield setting


_PROSE = 2
"""The rank of scores in sentences, after that of results (0), items and captions (1)."""


def _rank(submission: Submission, score: Score) -> int:
    block = submission.block_at(score.place.first)
    if block is None or block.kind in ("code", "output", "table") or result_line(submission, score):
        return 0
    return 1 if block.kind in ("item", "caption", "heading", "figure") else _PROSE


_RESULT = regex(
    r"^[\W_]{0,8}(?:(?:final|le|la|the|sur|on)[ ])?(?:(?:val(?:idation)?|test(?:ing)?"
    r"|train(?:ing)?)[ _-]?)?(?:scores?|loss|acc|accuracy|exactitude|pr[eé]cision|precision|recall|rappel"
    r"|f-?1|f-?score|perte|evaluation)\b[^.:=\n]{0,25}[:=]",
    re.IGNORECASE,
)


def result_line(submission: Submission, score: Score) -> bool:
    """Tell whether a score stands on a line of results (`Test score: 0.077`), not in a sentence."""
    return bool(_RESULT.match(submission.lines[score.place.first].text[:120]))


def _surest(submission: Submission, scores: Sequence[Score]) -> Iterable[Score]:
    """Leave out scores in words where the case has results of the metric; and words that contradict each other."""
    ranked = [(_rank(submission, score), score) for score in scores]
    best: dict[tuple[object, ...], int] = {}
    for rank, score in ranked:
        key = (score.metrics, score.label)
        best[key] = min(rank, best.get(key, rank))
    kept = [(rank, score) for rank, score in ranked if rank == best[(score.metrics, score.label)]]
    values: dict[tuple[object, ...], set[float]] = {}
    for _, score in kept:
        values.setdefault(_what(score), set()).add(score.quantity.value)
    yield from (score for rank, score in kept if rank < _PROSE or len(values[_what(score)]) == 1)


def _what(score: Score) -> tuple[object, ...]:
    return score.metrics, score.label, score.split, score.average
