"""Numbers of images of one class in words: `the row of the 6 adds up to 958`, `34 of the 892 fives are lost`.

What is counted is a row or a column of a matrix: all its images, those on the diagonal, or those beside it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reportgen.check.confusion.classes import Mention, unmentioned
from reportgen.check.confusion.derived import ClassMetrics, classes, transposed
from reportgen.check.confusion.spelling import spelled
from reportgen.check.confusion.understood import ROWS, understood
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Matrix, Quantity

Finder = Callable[[str], Iterable[Mention]]
Counted = Literal["all", "wrong", "right"]
_MAYBE = regex(
    r"\b(?:rows?|lines?|lignes?|colonnes?|columns?)\b|[0-9][ ](?:of|out|sur|err|mis|wrong|images?)|only one|un seul",
    re.I,
)
_ROW = regex(r"\b(?:rows?|lines?|lignes?|colonnes?|columns?)\b", re.IGNORECASE)
_SUMS = regex(
    r"\b(?:sums?|adds?|total\w*|somme|contain\w*|contien\w*|comporte\w*|compte\w*|has|have|holds?|a|vaut)\b",
    re.IGNORECASE,
)
_WRONG = regex(
    r"\b(?:err\w+|mistakes?|wrong\w*|mis-?\w*class\w*|missed|lost|perdu\w*|manqu\w+|rat[ée]\w*|faute\w*"
    r"|mal[ ]\w+|not[ ](?:recogni|found|correct)\w*|non[ ]reconnu\w*|n['’]est[ ]pas[ ]reconnu\w*|incorrect\w*)",
    re.IGNORECASE,
)
_RIGHT = regex(
    r"\b(?:right|correct\w*|well|bien|found|recogni[sz]ed|reconnu\w*|trouv[ée]\w*|detected|d[ée]tect[ée]\w*)\b",
    re.IGNORECASE,
)
_UNSURE = regex(
    r"\b(?:than|compar\w+|par[ ]rapport|more|fewer|less|plus[ ]de|moins[ ]de|about|environ|almost|presque|if|si|pixels?"
    r"|train\w*|entra[iî]n\w*|epochs?|confus\w+|confond\w+|taken|pris|instead|predicted|pr[ée]dit\w*|otherwise)\b",
    re.IGNORECASE,
)
_CALLED = regex(
    r"\b(?:digits?|chiffres?|class(?:e|es)?|number|num[ée]ro|les?|la|the|du|des|une?|of|one|row|ligne"
    r"|label)[ ][\"'«“]?$",
    re.IGNORECASE,
)
_UP_TO = regex(r"\b(?:adds?|sums?)[ ]up[ ]to\b", re.IGNORECASE)
_SINGLE = regex(r"\b(?:only[ ]one|un[ ]seul|une[ ]seule)\b", re.IGNORECASE)
_OF = regex(r"[ ](?:images?[ ])?(?:out[ ]of|of|sur|/|des|de)(?:[ ](?:the|les|its|ses|nos|our))?[ ]$", re.IGNORECASE)
_CLAUSE = regex(r"[;.](?:[ ]|$)|,?[ ](?:but|mais|while|alors[ ]que|tandis[ ]que)[ ]")


@dataclass(frozen=True)
class RowClaim:
    """How many images of a class are said to be there, right or wrong.

    Attributes:
        index: of the class.
        counted: which of its images.
        count: how many.
        whole: of how many, if that is said.
        piece: the words that say so.
        plain: whether all of them are understood.
    """

    index: int
    counted: Counted
    count: int
    whole: int | None
    piece: str
    plain: bool = False


def claims(text: str, mentions: Finder) -> Iterator[RowClaim]:
    """Yield the numbers of images that a sentence gives of single classes."""
    if len(text) > 1000 or text.rstrip().endswith("?") or not _MAYBE.search(text):
        return
    for piece in _CLAUSE.split(_UP_TO.sub("sums to", spelled(text))):
        named = [one for one in mentions(piece) if _is_class(piece, one)]
        if len({mention.index for mention in named}) == 1 and not _UNSURE.search(piece):
            numbers = [one for one in quantities(piece) if not _inside(one, named)]
            yield from _of_piece(piece, named[0], numbers)


def _is_class(piece: str, mention: Mention) -> bool:
    """Tell whether a number is said to be a class: `the 5`, `5s`, `class 5`; garments always are."""
    said = piece[mention.start : mention.end]
    return said[-1].isalpha() or _CALLED.search(piece[: mention.start][-24:]) is not None


def _inside(number: Quantity, named: Iterable[Mention]) -> bool:
    return any(number.start < one.end and one.start < number.end for one in named)


def _of_piece(piece: str, mention: Mention, numbers: list[Quantity]) -> Iterator[RowClaim]:
    counts = [one for one in numbers if _is_count(one)]
    found = _counted(piece, counts, alone=not numbers)
    if found is not None:
        spans = [mention, *(Mention(0, one.start, one.end) for one in counts)]
        plain = understood(unmentioned(piece, spans), ROWS)
        yield RowClaim(mention.index, *found, " ".join(piece.split()), plain)


def _counted(piece: str, counts: list[Quantity], alone: bool) -> tuple[Counted, int, int | None] | None:
    """Return what is counted, how much it is, and of how many; None if that is open."""
    wrong, right = _WRONG.search(piece) is not None, _RIGHT.search(piece) is not None
    if len(counts) == 1 and not wrong and _ROW.search(piece) and _SUMS.search(piece):
        return "all", int(counts[0].value), None
    if len(counts) == 1 and wrong:
        return "wrong", int(counts[0].value), None
    if len(counts) == 2 and _OF.search(piece[counts[0].end : counts[1].start]) and wrong != right:
        return "wrong" if wrong else "right", int(counts[0].value), int(counts[1].value)
    return ("wrong", 1, None) if alone and wrong and _SINGLE.search(piece) else None


def _is_count(number: Quantity) -> bool:
    return not number.percent and number.value == int(number.value) and number.value >= 0 and not number.about


def values(matrix: Matrix, claim: RowClaim) -> list[int]:
    """Return what may be counted, the rows read as the true classes first; empty if the class or all do not fit."""
    if claim.index >= len(matrix.counts):
        return []
    scores = [classes(axis)[claim.index] for axis in (matrix.counts, transposed(matrix.counts))]
    fitting = [one for one in scores if claim.whole in (None, one.support)]
    found = [_value(one, claim.counted) for one in fitting]
    return found + ([sum(found)] if claim.counted == "wrong" and claim.whole is None else [])


def _value(scores: ClassMetrics, counted: Counted) -> int:
    if counted == "all":
        return scores.support
    return scores.right if counted == "right" else scores.support - scores.right
