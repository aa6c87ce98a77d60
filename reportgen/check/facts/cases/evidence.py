"""What is stated for a case: chosen among all facts by where they stand, the surest source first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


_THIS = re.compile(
    r"\b(?:(?:pour|dans|for|in|with|avec)[ ](?:cette?|la|le|the|this|our|notre)[ ](?:\w+[ ])?(?:mesure|essai|test"
    r"|cas|case|mod[eè]le?|model|exp[eé]rience|experiment"
    r"|measure\w*|configuration|run|variante?|attempt|tentative)|here|ici|this (?:model|time|case|network|test)"
    r"|ce (?:mod[eè]le|r[eé]seau|cas|test)|cette (?:fois|mesure))",
    re.IGNORECASE,
)


def filled(
    submission: Submission,
    draft: Draft,
    settings: Sequence[Setting],
    scores: Sequence[Score],
    matrices: Sequence[Matrix],
) -> tuple[Draft, Case]:
    """Return a draft with its case: with the settings, scores and matrices that are stated for it."""
    in_row = draft.series >= 0
    within = (
        [score for score in scores if score.place.first in draft.extent] if draft.scores is None else list(draft.scores)
    )
    own = tuple(dict.fromkeys((*draft.settings, *(() if in_row else _settings(submission, draft, settings)))))
    of_case = () if in_row else tuple(matrix for matrix in matrices if matrix.place.first in draft.extent)
    return draft, Case(
        draft.title, draft.place, draft.extent, draft.group, 0, own, tuple(_surest(submission, within)), of_case
    )


def _settings(submission: Submission, draft: Draft, settings: Sequence[Setting]) -> Iterable[Setting]:
    """Yield what is stated in the extent by captions and code; by prose only if it speaks of this case."""
    told = {setting.name for setting in draft.settings}
    for setting in settings:
        if setting.place.first not in draft.extent or (draft.title and setting.place == draft.place):
            continue
        if setting.where in ("caption", "code") or (setting.where == "item" and setting.name not in told):
            yield setting
        elif setting.where == "prose" and _THIS.search(submission.quote(setting.place, 300)):
            yield setting


def _rank(submission: Submission, score: Score) -> int:
    block = submission.block_at(score.place.first)
    if block is None or block.kind in ("code", "output", "table"):
        return 0
    if result_line(submission, score):
        return 0
    return 1 if block.kind in ("item", "caption", "heading", "figure") else 2


_RESULT = re.compile(
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
    for rank, score in kept:
        same = {
            other.quantity.value
            for _, other in kept
            if (other.metrics, other.label, other.split, other.average)
            == (score.metrics, score.label, score.split, score.average)
        }
        if rank < 2 or len(same) == 1:
            yield score
