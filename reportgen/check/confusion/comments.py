"""Whether a comment below the last model of a group may speak of the whole group.

Students often show all results first and comment once, at the end: these lines then stand in the last case's extent.
"""

from collections.abc import Sequence

from reportgen.check.stated import Case
from reportgen.check.submission import Place, Submission

_WORDS = 6
"""A paragraph of fewer words is no comment."""


def may_be_of_all(case: Case, cases: Sequence[Case], place: Place, submission: Submission) -> bool:
    """Tell whether a text in a case's extent may be about the cases before it too."""
    group = [one for one in cases if one.group == case.group]
    if len(group) < 2 or any(one.extent.first > case.extent.first for one in group):
        return False
    before = [one for one in group if one.extent.first < case.extent.first]
    if not any(_comments(one.extent, submission) for one in before):
        return True
    own = _comments(case.extent, submission)
    return bool(own) and place.first > own[0].last


def _comments(extent: Place, submission: Submission) -> list[Place]:
    """Return the paragraphs and items of some lines that are comments."""
    return [
        block.place
        for block in submission.of("paragraph", "item")
        if block.place.first in extent and len(block.text.split()) >= _WORDS
    ]
