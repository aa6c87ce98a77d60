"""Forms: known formulas and known mistakes as functions of their roles, compared with a term by its values.

A term is a form if the two agree at sample points for one way to give the form's roles to the term's symbols. So
`βv + (1-β)g²` is found in `v + (1-β)(g² - v)` as well, and only what is exactly a known mistake is ever called one.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.check.equations.names import key
from reportgen.check.equations.terms import Number, Term, symbols, walk
from reportgen.check.equations.values import same, value

Choice = str | float
"""What has a role: the key of a symbol, or a number."""
_MOST = 400
"""No more ways to give out the roles are tried."""


@dataclass(frozen=True)
class Form:
    """A formula.

    Attributes:
        roles: the letters of its roles, in the order of the function's arguments.
        function: its value.
        mistake: the key of the mistake that it is; empty if it is right.
    """

    roles: str
    function: Callable[..., float]
    mistake: str = ""


def first(term: Term, forms: Sequence[Form], choices: Mapping[str, Sequence[Choice]]) -> Form | None:
    """Return the first form that a term is.

    Args:
        term: in normal form.
        forms: those that are right first.
        choices: for each role, the symbols and numbers that may have it.
    """
    names = sorted({key(symbol) for symbol in symbols(term)})
    points = [_samples(names, turn) for turn in range(3)]
    values = [value(term, point) for point in points]
    if any(math.isnan(found) for found in values):
        return None
    fitting = (
        form for form in forms if len(names) <= len(form.roles) and all(choices.get(role) for role in form.roles)
    )
    return next((form for form in fitting if _is(form, choices, points, values)), None)


def numbers(term: Term) -> tuple[float, ...]:
    """Return the numbers of a term that may have a role: no 1, 2, one half."""
    return tuple(part.value for part in walk(term) if isinstance(part, Number) and part.value not in (0, 0.5, 1, 2))


def _samples(names: Sequence[str], turn: int) -> dict[str, float]:
    """Return values between 0.2 and 0.9, unlike each other."""
    return {
        name: 0.2 + 0.7 * math.modf((index + 1) * (0.618034 + 0.1732 * turn))[0] for index, name in enumerate(names)
    }


def _is(
    form: Form, choices: Mapping[str, Sequence[Choice]], points: Sequence[Mapping[str, float]], values: Sequence[float]
) -> bool:
    for count, given in enumerate(_given(form.roles, choices)):
        if count >= _MOST:
            return False
        if all(same(_value(form, given, point), found) for point, found in zip(points, values, strict=True)):
            return True
    return False


def _given(
    roles: str, choices: Mapping[str, Sequence[Choice]], taken: tuple[Choice, ...] = ()
) -> Iterator[tuple[Choice, ...]]:
    """Yield the ways to give out the roles, nothing twice."""
    if len(taken) == len(roles):
        yield taken
        return
    for choice in choices.get(roles[len(taken)], ()):
        if choice not in taken:
            yield from _given(roles, choices, (*taken, choice))


def _value(form: Form, given: Sequence[Choice], point: Mapping[str, float]) -> float:
    try:
        return float(form.function(*(point[one] if isinstance(one, str) else one for one in given)))
    except (ArithmeticError, ValueError, KeyError, TypeError):
        return math.nan
