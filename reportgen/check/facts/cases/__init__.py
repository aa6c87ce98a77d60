"""Cases: each trained network of a report with the settings, scores and matrices that are stated for it.

A case is a part under a heading (`300 neurons`), a result that Keras printed, a row of a table, an item of a list or a
sentence. Where a result cannot be attributed with certainty, its case has no title: that is safer than a wrong one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportgen.check.facts.cases import layout, listed, told
from reportgen.check.facts.cases import tables as in_tables
from reportgen.check.facts.cases.evidence import Draft, Standing, filled
from reportgen.check.facts.cases.results import last_epochs
from reportgen.check.reading.limits import CASES
from reportgen.check.stated import Case, Matrix, Score, Setting
from reportgen.check.submission import Place, Submission

__all__ = ["find"]


def find(
    submission: Submission, settings: Sequence[Setting], scores: Sequence[Score], matrices: Sequence[Matrix]
) -> tuple[Case, ...]:
    """Return the cases of a submission in the order of their lines.

    Args:
        submission: the report.
        settings: all that it states.
        scores: all that it states.
        matrices: all that it prints.
    """
    scores = list(last_epochs(submission, scores))
    rows = list(in_tables.find(submission))
    items = list(listed.find(submission, Standing(settings), Standing(scores)))
    tables = {draft.series: submission.blocks[draft.series].place for draft in rows}
    used = {line for place in (*tables.values(), *(one.extent for one in items)) for line in _lines(place)}
    others = [score for score in scores if score.place.first not in used]
    results = list(layout.find(submission, others, matrices, used))
    drafts = [*rows, *items, *results]
    drafts += told.find(submission, drafts)
    drafts.sort(key=lambda draft: (draft.extent.first, draft.column, draft.place))
    stated = Standing(settings), Standing(scores), Standing(matrices)
    return tuple(_numbered((draft, filled(submission, draft, *stated)) for draft in drafts[:CASES]))


def _lines(place: Place) -> range:
    return range(place.first, place.last + 1)


def _numbered(cases: Iterable[tuple[Draft, Case]]) -> Iterator[Case]:
    """Yield the cases with their numbers in their groups; a table or a list is counted on its own."""
    counts: dict[tuple[int, int], int] = {}
    for draft, case in cases:
        key = (case.group, draft.series)
        counts[key] = counts.get(key, 0) + 1
        yield replace(case, number=counts[key])
