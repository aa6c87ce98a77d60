"""Confusions that a report claims of a matrix that cannot be read: a picture, or an output that copying broke.

Nothing is known of them, so an assistant is told where to look. The claims of one part have one cause: one matrix.
"""

from collections.abc import Iterator

from reportgen.check.confusion import pair_claims
from reportgen.check.confusion.classes import digits, garments
from reportgen.check.confusion.speaking import Said
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

UNREAD = "matrix.unread"
_NEAR = 60
"""A picture is looked for in so many lines before a claim, and in half as many after it."""
_PICTURES = ("figure", "image_matrix", "damaged", "page")


def verdicts(item: Said, submission: Submission) -> Iterator[Verdict]:
    """Yield a verdict for a text that calls classes confused, if it does."""
    finder = garments if any(True for _ in garments(item.text)) else digits
    claimed = [one for one in pair_claims.claims(item.text, finder, item.context) if one.strength != "soft"]
    if claimed:
        picture = _picture(item.place, submission)
        part = submission.part_at(item.place.first) if submission.parts else 0
        yield Verdict(
            rule=UNREAD,
            outcome="review",
            place=item.place,
            quote=item.text[:300],
            found=claimed[0].piece[:80],
            expected="",
            how=Label("check.how.matrix.unread"),
            suspicion=0.05,
            cause=f"{UNREAD} {part}",
            also=() if picture is None else (picture,),
        )


def _picture(place: Place, submission: Submission) -> Place | None:
    """Return where the matrix may be that a claim is about: the nearest that could not be read."""
    near = range(place.first - _NEAR, place.last + _NEAR // 2)
    found = [one.place for one in submission.unread if one.kind in _PICTURES and one.place.last in near]
    return min(found, key=lambda one: one.apart(place)) if found else None
