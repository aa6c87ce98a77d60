"""Readings of one side of an equation: the expressions that its signs can mean.

A number may have two readings (`1,234`), a bracket may repeat what stands before it (`784 (28x28)`) or be a factor
(`10(25+1)`), `97 %` may be 97 or 0.97: each combination is a reading of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from reportgen.arithmetic import Expression, Product
from reportgen.check.facts.computations.grammar import Grammar, Order, Way
from reportgen.check.facts.computations.tokens import Token
from reportgen.check.numbers.exact import Written, exact
from reportgen.check.stated import Quantity, Reading

LONGEST = 120
"""A side with more signs is not read."""
_MOST_READINGS = 12
_MOST_BRACKETS = 2


@dataclass(frozen=True)
class Readings:
    """The readings of a side, and those against the rules of notation."""

    proper: tuple[Expression, ...]
    loose: tuple[Expression, ...]
    end: int
    """How many of its signs they take in."""


def read(side: Sequence[Token]) -> Readings | None:
    """Read as much of a side as makes an expression; None if it does not begin with one."""
    side = side[:LONGEST]
    first = Grammar(side, Way(_usual(side)))
    begun = first.expression(0)
    if begun is None:
        return None
    end = first.at
    side = side[:end]
    ways = [Way(values, factor) for values in _values(side) for factor in first.choices]
    proper = _all(side, [*ways, *([Way(_usual(side), order="each")] if first.mixed else [])])
    proper = (*_at_brackets(side), *proper, *_added(side))
    orders: tuple[Order, ...] = ("left", "below") if first.mixed else ()
    loose = _all(side, [Way(_usual(side), order=order) for order in orders])
    loose = tuple(expression for expression in loose if expression not in proper)
    return Readings(proper, loose, end) if proper else None


def _at_brackets(side: Sequence[Token]) -> tuple[Expression, ...]:
    """Read the brackets after words, where a computation may begin anew, or be times the number before the words.

    `50 neurons (784 + 1) * 50`, `3x3 kernels the layer has (9 + 1) * 32`.
    """
    found: list[Expression] = []
    places = [at for at in range(1, len(side)) if side[at].kind == "open" and side[at - 1].kind == "word"]
    for at in places[:_MOST_BRACKETS]:
        if all(token.kind != "operator" for token in side[at:]):
            continue
        anew = read(side[at:])
        if anew is not None and anew.end == len(side) - at:
            found += anew.proper
            quantity = side[0].quantity if all(token.kind == "word" for token in side[1:at]) else None
            factors = [_number(reading) for reading in quantity.readings] if quantity else []
            found += [Product((factor, expression)) for factor in factors for expression in anew.proper]
    return tuple(found)


def _added(side: Sequence[Token]) -> tuple[Expression, ...]:
    """Read a side with the terms that it has in brackets of their own: `784 * 64 (+ 64)`."""
    kept, closing = list[Token](), 0
    for token, after in zip(side, [*side[1:], None], strict=True):
        if token.kind == "open" and after is not None and after.kind == "operator" and after.text == "+":
            closing += 1
        elif token.kind == "close" and closing:
            closing -= 1
        else:
            kept.append(token)
    found = read(kept) if len(kept) < len(side) else None
    return found.proper if found is not None and found.end == len(kept) else ()


def _usual(side: Sequence[Token]) -> tuple[float, ...]:
    return next(_values(side))


def _values(side: Sequence[Token]) -> Iterator[tuple[float, ...]]:
    """Yield the combinations of the readings of all numbers, the likeliest first, up to a limit."""
    numbers = [token.quantity for token in side if token.quantity]
    plain = [[_number(reading) for reading in quantity.readings] for quantity in numbers]
    doubtful = [quantity for quantity in numbers if len(quantity.readings) > 1]
    if len({_point(quantity) for quantity in doubtful}) > 1:
        yield from islice(product(*plain), _MOST_READINGS)
        yield tuple(values[-1] for values in plain)
    else:  # one sign is for thousands everywhere, or nowhere
        thousands = any(quantity.readings[0].step >= 1 for quantity in doubtful)
        for larger in (thousands, not thousands) if doubtful else (True,):
            yield tuple(max(values) if larger else min(values) for values in plain)
    if any(quantity.percent for quantity in numbers):
        yield tuple(
            float(f"{values[0]}e-2") if quantity.percent else values[0]
            for quantity, values in zip(numbers, plain, strict=True)
        )


def _point(quantity: Quantity) -> str:
    """Return the sign in a number that is for thousands or decimals."""
    return next((sign for sign in quantity.text if not sign.isalnum()), "")


def _number(reading: Reading) -> float:
    if reading.step >= 1 and float(reading.value).is_integer():
        return int(reading.value)
    return Written(reading.value, reading.step) if reading.step < 1 else reading.value


def _all(side: Sequence[Token], ways: list[Way]) -> tuple[Expression, ...]:
    found: list[Expression] = []
    for way in ways:
        reader = Grammar(side, way)
        expression = reader.expression(0)
        if expression is None or reader.at != len(side) or expression in found:
            continue
        if exact(expression) is not None:
            found.append(expression)
    return tuple(found)
