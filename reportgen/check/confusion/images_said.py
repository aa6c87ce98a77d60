"""Numbers of images that a sentence calls wrong or right: `188 errors out of 10,000`, `178 are misclassified`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity

_WHAT = (
    r"[ ](?:test[ ](?=images?\b|digits?\b|samples?\b))?(?:images?[ ]|digits?[ ]|chiffres?[ ]|samples?[ ]"
    r"|clothes[ ]|v[êe]tements[ ]|exemples?[ ])?"
    r"(?:(?:of|in|du|de|dans|sur)[ ](?:the[ ]|le[ ]|la[ ]|l['’])?(?:test|jeu|base|ensemble)[ ]?"
    r"(?:set|data|images?|de[ ]tests?)?[ ])?"
    r"(?:(?:are|were|sont|ont[ ][ée]t[ée]|restent|remain)[ ])?"
)
_WRONG = regex(
    rf"{_WHAT}(?:classified[ ](?=wrong|incorrect))?(?:errors?|erreurs?|mistakes?|mis-?classif\w+|wrong\w*"
    rf"|incorrect\w*|fausses?|faux(?![ -]))\b"
    rf"|{_WHAT}(?:mal[ ](?:class|pr[ée]dit|reconnu)\w*|fautes?)\b",
    re.IGNORECASE,
)
_RIGHT = regex(
    rf"{_WHAT}(?:correct\w*|right\w*|bien[ ](?:class|pr[ée]dit|reconnu)\w*|bonnes?[ ]\w+"
    r"|(?:on[ ]the|sur[ ]la)[ ]diagonale?|well[ ]classified)\b",
    re.IGNORECASE,
)
_FAILS = regex(r"\b(?:tromp\w+|fails?|errs?|[ée]chou\w+)[ ](?:\w+[ ])?(?:sur|on|dans|in|for|pour)[ ]$", re.IGNORECASE)
_NUMBER_OF = regex(
    r"\b(?:number[ ]of[ ](?:errors|mistakes|misclassifi\w+(?:[ ]images)?)|nombre[ ]d['’]erreurs)\b[^0-9.;]{0,25}"
    r"(?:\b[0-9 '’]{3,7}[−–-][0-9 '’]{3,7}=[ ])?$",
    re.IGNORECASE,
)
_OUT_OF = regex(
    r"(?:sur|out[ ]of|of|parmi|among|/)(?:[ ](?:the|les|our|nos|un[ ]total[ ]de|a[ ]total[ ]of|environ))?[ ]?$",
    re.IGNORECASE,
)
_MINUS = regex(r" ?[−–-] ?[0-9]")


@dataclass(frozen=True)
class Images:
    """A number of images classified wrong (or right) out of all."""

    count: int
    wrong: bool
    total: int | None
    about: bool
    start: int


def images_said(text: str, found: tuple[Quantity, ...]) -> Iterator[Images]:
    """Yield the numbers of images that are said to be classified wrong or right, of all."""
    totals: list[Quantity] = []
    for quantity in found:
        after = text[quantity.end : quantity.end + 80]
        if quantity.percent or quantity in totals or quantity.value != int(quantity.value) or _MINUS.match(after):
            continue
        total = _total(text, quantity, found)
        totals += [] if total is None else [total]
        tail = after if total is None else text[total.end : total.end + 80]
        wrong = _WRONG.match(after) or _WRONG.match(tail) or _FAILS.search(text[: quantity.start])
        wrong = wrong or _NUMBER_OF.search(text[: quantity.start])
        if wrong or _RIGHT.match(after) or _RIGHT.match(tail):
            whole = None if total is None else int(total.value)
            yield Images(int(quantity.value), wrong is not None, whole, quantity.about, quantity.start)


def _total(text: str, quantity: Quantity, found: tuple[Quantity, ...]) -> Quantity | None:
    """Return the number that follows as `out of 10,000`."""
    for other in found:
        between = text[quantity.end : other.start]
        if 0 < other.start - quantity.end < 70 and _OUT_OF.search(between) and other.value > quantity.value:
            return other if other.value == int(other.value) and other.value >= 16 else None
    return None
