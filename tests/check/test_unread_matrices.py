"""Confusions by matrices that are pictures: they are left to the assistant, one item a part."""

from reportgen.check import reading
from reportgen.check.checking import check
from reportgen.check.submission import Place

REPORT = """\
# MLP

The confusion matrix:

![matrix](matrix.png)

The most confused digits are 4 and 9. The 5 is often taken for a 3. They may confuse 1 and 7.

# CNN

We train the network with 100 neurons.
"""


def test_a_confusion_beside_a_picture_is_to_be_compared_with_it() -> None:
    """Each claim is a review of hardly any suspicion that leads to the picture; what only may be is none."""
    found = [v for v in check(reading.read_text(REPORT)).verdicts if v.rule == "matrix.unread"]
    assert [(v.outcome, v.place, v.also) for v in found] == [("review", Place(6, 6), (Place(4, 4),))] * 2
    assert {v.suspicion for v in found} == {0.05}
    assert len({v.cause for v in found}) == 1


def test_a_confusion_without_any_matrix_is_told_too() -> None:
    """Silence would look like praise."""
    (found,) = check(reading.read_text("Our network confuses the 4 with the 9 most often.")).verdicts
    assert (found.rule, found.outcome, found.also) == ("matrix.unread", "review", ())
