"""Numbers of images in words: `188 errors out of 10,000`, `98.12 %, i.e. 188 errors`, `178 are misclassified`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.check.confusion.by_diagonal import counted
from reportgen.check.confusion.classes import garments, unmentioned
from reportgen.check.confusion.datasets import sure
from reportgen.check.confusion.derived import classes, transposed
from reportgen.check.confusion.error_rates import is_accuracy
from reportgen.check.confusion.images_said import Images, images_said
from reportgen.check.confusion.intervals import is_one_of, shares
from reportgen.check.confusion.scope import Reach
from reportgen.check.confusion.scopes import Scope
from reportgen.check.confusion.speaking import Said
from reportgen.check.confusion.understood import IMAGES, understood
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Matrix, Quantity, Score
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

ERRORS = "metric.errors"
NOT_ALL = regex(
    r"\b(?:train\w*|entra[iî]n\w*|valid\w*|class(?:e|es)?\b(?![ée])|more|fewer|less|plus|moins|than|first|gain\w*"
    r"|points?|largest|biggest|confusions?|between|entre|pairs?|paires?|taken|pris|confond\w+|confused|mistaken)\b",
    re.IGNORECASE,
)
_LOSS = regex(r"\b(?:loss|perte)\b[^0-9.;,]{0,25}$", re.IGNORECASE)
_CLAUSE = regex(r"[;,](?=[ ])|[ ](?:et|and)(?=[ ])")
_MAYBE = regex(
    r"[0-9][^.;]{0,60}\b(?:err|mis|wrong|incorrect|mal|faute|correct|right|bien|bonn|well)|err\w*[^.;]{0,40}[0-9]|[0-9][^.;]{0,20}diagonal"
    r"|(?:tromp|fail|[ée]chou)\w*[^.;]{0,12}[0-9]",
    re.IGNORECASE,
)


def verdicts(item: Said, reach: Reach, scores: Sequence[Score]) -> Iterator[Verdict]:
    """Yield the verdicts on numbers of errors of a text."""
    if len(item.text) > 2000 or not _MAYBE.search(item.text):
        return
    found = quantities(item.text)
    images = list(images_said(item.text, found))
    if not images or NOT_ALL.search(item.text) or any(True for _ in garments(item.text)):
        return
    for one in images:
        if len(images) == 1:
            yield from _by_accuracy(item, one, found)
        yield from _by_matrix(_clause(item, one, images), item, one, reach, scores)


def _clause(item: Said, images: Images, every: Sequence[Images]) -> Said:
    """Return the clause of a number, if others have numbers too: `181 with 450 units and 222 with 150`."""
    if len(every) == 1:
        return item
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(item.text)), len(item.text)]
    start = max(cut for cut in cuts if cut <= images.start)
    end = min(cut for cut in cuts if cut > images.start)
    return replace(item, text=item.text[start:end])


# ── by the accuracy of the same sentence ─────────────────────────────────────────────────────────────────────────


def _by_accuracy(item: Said, images: Images, found: tuple[Quantity, ...]) -> Iterator[Verdict]:
    """Compare a number of errors with the only accuracy of the sentence, if it says of how many images."""
    accuracies = [one for one in found if is_accuracy(item.text, one)]
    if len(accuracies) != 1 or images.total is None:
        return
    accuracy = accuracies[0]
    share = 1 - images.count / images.total if images.wrong else images.count / images.total
    slack = 0.5 / images.total
    right = any(one.low - slack <= share <= one.high + slack for one in shares(accuracy))
    if not right and (
        images.about or accuracy.about or not _plain(item.text, images, images.total, accuracy.shares[0].value)
    ):
        return
    part = 1 - accuracy.shares[0].value if images.wrong else accuracy.shares[0].value
    yield Verdict(
        rule=ERRORS,
        outcome="confirmed" if right else "refuted",
        place=item.place,
        quote=item.text[:300],
        found=str(images.count),
        expected="" if right else str(round(images.total * part)),
        how=Label("check.how.metric.share", (("count", images.count), ("total", images.total), ("share", 100 * share))),
    )


# ── by the matrix ────────────────────────────────────────────────────────────────────────────────────────────────


def _by_matrix(clause: Said, item: Said, images: Images, reach: Reach, scores: Sequence[Score]) -> Iterator[Verdict]:
    """Compare a number of errors with the matrices that a clause speaks of."""
    scope = reach.scope(clause, clause.text)
    if scope is None or not scope.matrices or images.about:
        return
    fitting = [m for m in scope.matrices if _expected(m, images) == images.count]
    first = scope.matrices[0]
    plain = _plain(clause.text, images, first.total, first.trace / first.total)
    outcome = _outcome(scope, bool(fitting), images, scores, plain)
    if outcome is None:
        return
    matrix = (fitting or list(scope.matrices))[0]
    yield Verdict(
        rule=ERRORS,
        outcome=outcome,
        place=item.place,
        quote=item.text[:300],
        found=str(images.count),
        expected="" if fitting else str(_expected(matrix, images)),
        how=counted(matrix),
        suspicion=0.0 if fitting else 0.5,
        also=(matrix.place,),
    )


def _expected(matrix: Matrix, images: Images) -> int:
    return matrix.total - matrix.trace if images.wrong else matrix.trace


def _outcome(scope: Scope, fits: bool, images: Images, scores: Sequence[Score], plain: bool) -> Outcome | None:
    """Return what comes of a number that fits or not; None if it may be of another network, or of one class."""
    if fits:
        return "confirmed"
    if not scope.certain or any(_of_class(matrix, images.count) for matrix in scope.matrices):
        return None
    whole = images.total or scope.matrices[0].total
    share = images.count / whole
    accuracy = 1 - share if images.wrong else share
    if any(one.metrics == ("accuracy",) and is_one_of(one.quantity, [accuracy]) for one in scores):
        return None
    sole = len(scope.matrices) == 1 and whole == scope.matrices[0].total
    return "refuted" if sole and plain and sure(scope.matrices[0]) else "review"


def _plain(text: str, images: Images, total: int, accuracy: float) -> bool:
    """Tell whether a clause speaks of nothing but the images of one network, wrong and right."""
    own = {images.count, images.total, total, total - images.count}
    rates = [accuracy, 1 - accuracy]
    known = [
        one
        for one in quantities(text)
        if one.value in own or (one.percent and is_one_of(one, rates)) or _LOSS.search(text[: one.start])
    ]
    return understood(unmentioned(text, known), IMAGES)


def _of_class(matrix: Matrix, count: int) -> bool:
    """Tell whether a number may be that of one class: its errors, its images, or a cell."""
    scores = [one for axis in (matrix.counts, transposed(matrix.counts)) for one in classes(axis)]
    numbers = {number for one in scores for number in (one.right, one.support, one.support - one.right)}
    return count in numbers or any(count in row for row in matrix.counts)
