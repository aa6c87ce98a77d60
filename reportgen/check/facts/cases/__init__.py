"""Cases: each trained network of a report with the settings, scores and matrices that are stated for it.

A case is a part under a heading (`300 neurons`), a result that Keras printed, a row of a table, an item of a list or a
sentence. Where a result cannot be attributed with certainty, its case has no title: that is safer than a wrong one.
"""

from collections.abc import Iterator, Sequence

from reportgen.check.facts.cases import layout, listed, told
from reportgen.check.facts.cases import tables as in_tables
from reportgen.check.facts.cases.evidence import Draft, filled
from reportgen.check.stated import Case, Matrix, Score, Setting
from reportgen.check.submission import Submission

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
    rows = list(in_tables.find(submission))
    items = list(listed.find(submission, settings, scores))
    used = frozenset(line for draft in (*rows, *items) for line in range(draft.place.first, draft.extent.last + 1))
    results = list(layout.find(submission, [score for score in scores if score.place.first not in used], matrices))
    drafts = [*rows, *items, *results]
    drafts += told.find(submission, settings, scores, drafts)
    return tuple(_numbered(filled(submission, draft, settings, scores, matrices) for draft in _ordered(drafts)))


def _ordered(drafts: Sequence[Draft]) -> list[Draft]:
    return sorted(drafts, key=lambda draft: (draft.extent.first, draft.column, draft.place))


def _numbered(cases: Iterator[tuple[Draft, Case]]) -> Iterator[Case]:
    """Number the cases of each group; a table or a list in a group that has others is counted on its own."""
    counts: dict[tuple[int, int], int] = {}
    for draft, case in cases:
        key = (case.group, draft.series)
        counts[key] = counts.get(key, 0) + 1
        yield Case(
            case.title, case.place, case.extent, case.group, counts[key], case.settings, case.scores, case.matrices
        )
