r"""Numbers of a text in every style that students write: `401'920`, `401 408`, `0,979`, `97.8 %`, `1·10⁻⁷`, `73\,872`.

Digits that name something are no numbers: `conv2d_1`, `F1`, `2D`, dates, versions, addresses.
"""

from collections.abc import Iterator
from dataclasses import replace

from reportgen.check.numbers.around import (
    LARGEST_POWER,
    SUPERSCRIPTS,
    about,
    exponent,
    named,
    negative,
    percent,
    scale,
    spans,
)
from reportgen.check.numbers.spaced import joined
from reportgen.check.numbers.written import Digits, written
from reportgen.check.patterns import regex
from reportgen.check.remembered import remembered
from reportgen.check.stated import Quantity, Reading

_RAISED = regex(r"(?:\^ ?|[0-9)\]}](?:\*\*| \*\* ))\{?$")

__all__ = ["SUPERSCRIPTS", "numerals", "quantities"]


@remembered
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text, in order, with their offsets in it.

    Powers of ten belong to their number (`1·10^-7` is one), other exponents and indices are left out.
    """
    return tuple(_with_powers(text, numerals(text)))


@remembered
def numerals(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text as a computation has them: exponents are numbers of their own."""
    outside = iter(spans(text))
    until, skip = 0, next(outside, None)
    found: list[Quantity] = []
    for digits in joined(text, written(text)):
        while skip is not None and skip[0] <= digits.start:
            until, skip = max(until, skip[1]), next(outside, None)
        if digits.start >= until and not named(text, digits.start, digits.end):
            found += _quantity(text, digits)
    return tuple(found)


def _quantity(text: str, digits: Digits) -> Iterator[Quantity]:
    """Add what stands around the digits: sign, exponent, thousands (`5k`), percent sign, `about`."""
    start = digits.start - negative(text, digits.start)
    power, end = scale(text, digits.end)
    if abs(power) > LARGEST_POWER:
        return
    readings = tuple(_scaled(reading, -1 if start < digits.start else 1, power) for reading in digits.readings)
    is_percent = percent(text, end)
    if is_percent:
        readings = tuple(sorted((r for r in readings if abs(r.value) <= 999 or len(readings) == 1), key=_size))
    yield Quantity(text[start:end], start, end, readings, is_percent, about(text, start, end))


def _size(reading: Reading) -> float:
    return abs(reading.value)


def _scaled(reading: Reading, sign: int, power: int) -> Reading:
    """Return a reading with its sign and its power of ten, as exact as decimals can be."""
    if not power:
        return Reading(sign * reading.value, reading.step)
    value = float(f"{sign * reading.value!r}e{power}") if isinstance(reading.value, int) else _shifted(reading, power)
    whole = power > 0 and float(value).is_integer() and abs(value) < 1e15
    return Reading(int(value) if whole else sign * abs(value), reading.step * 10.0**power)


def _shifted(reading: Reading, power: int) -> float:
    mantissa, _, exponent_ = repr(reading.value).partition("e")
    return float(f"{mantissa}e{int(exponent_ or 0) + power}")


def _with_powers(text: str, found: tuple[Quantity, ...]) -> Iterator[Quantity]:
    until = 0
    for quantity in found:
        if quantity.start < until or _RAISED.search(text[max(0, quantity.start - 5) : quantity.start]):
            continue
        power = exponent(text, quantity)
        if power is None:
            yield quantity
            continue
        until = power[1]
        if abs(power[0]) > LARGEST_POWER:
            continue
        base = (Reading(1, 1),) if power[2] else quantity.readings
        readings = tuple(_scaled(reading, 1, power[0]) for reading in base)
        yield replace(quantity, text=text[quantity.start : until], end=until, readings=readings)
