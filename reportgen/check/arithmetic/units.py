"""Units that a result may be in: `7465 * 4 = 29.16 KB` is right, in thousands of bytes."""

from fractions import Fraction

from reportgen.check.patterns import regex
from reportgen.check.stated import Side

FACTORS = (1000, 1024, 1024**2, 1000**2, 60, 3600, 8, 100)
"""What a result may be divided by."""
_MEMORY = regex(r"[0-9][\s\u00a0\u202f*$]{0,4}(?:([kKMG])i?[boBO]|bits?|bytes?|octets?)\b")
_POINTS = regex(r"[0-9][\s\u00a0\u202f*$]{0,4}(?:points?|pts?|pp|percentage points?)\b")
_THOUSANDS = {"k": 1, "K": 1, "M": 2, "G": 3}
_KIBI = Fraction(1024, 1000)
_NEAR = Fraction(1, 500)
_SAME = (Fraction(1, 5), Fraction(5))
_UNIT = regex(r"[0-9]\W{0,4}[^\W\d_]")


def has_unit(side: Side) -> bool:
    """Tell whether words follow a side's number, which may be a unit."""
    return bool(_UNIT.search(side.text))


def in_memory(side: Side) -> bool:
    """Tell whether a side is a size in memory."""
    return bool(_MEMORY.search(side.text))


def in_points(side: Side) -> bool:
    """Tell whether a side is in percentage points: `0.48 points`."""
    return bool(_POINTS.search(side.text))


def same_unit(value: Fraction, result: Fraction, side: Side) -> bool:
    """Tell whether a size in memory is certainly meant in the unit that its computation gives.

    It is if both are of one size, which bits and bytes are not, but not if they differ as kB and KiB do.
    """
    if not result or not _SAME[0] < value / result < _SAME[1]:
        return False
    unit = _MEMORY.search(side.text)
    power = _THOUSANDS.get(unit[1], 0) if unit else 0
    return not power or all(abs(value / result * _KIBI**p - 1) > _NEAR for p in (-power, power))
