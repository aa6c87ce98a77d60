"""Whether a verb between a computation and a number says that the number is its result.

`784 * 100 + 100 donne 78 500` does. What has a name like a computation (`the 500-300 network gives 0.98`), a remark in
brackets (`110 biases (100 + 10), that makes 0.14 %`) or another quantity behind the verb (`makes 2.4 times fewer`) does
not: there only equal values tell.
"""

from collections.abc import Collection, Sequence
from fractions import Fraction

from reportgen.check.facts.computations.tokens import Token

_SIZES = 10_000
"""Below it, numbers with a dash, a slash or a sign right between them may be a range, a pair, sizes of layers."""
_SMALL = 100
_BEFORE, _AFTER = 10, 6
_COMPARES = frozenset(
    (
        "average", "chacun", "each", "fewer", "fois", "less", "many", "mean", "moins", "more", "moyenne", "plus",
        "times", "trop",
    )
)  # fmt: skip
"""After a number these say that it is the value of something else: a difference, a mean, a factor."""


def says_result(
    signs: Sequence[Token], left: range, right: range, values: Collection[Fraction], stated: Collection[Fraction]
) -> bool:
    """Tell whether a number behind a verb is said to be the value of the computation before the verb.

    Args:
        signs: of the text.
        left: the indices of the computation's signs, up to the verb.
        right: those of the number's.
        values: of the computation.
        stated: readings of the number.
    """
    inner = [signs[index] for index in left if signs[index].kind not in {"break", "drop"}]
    operators = [token for token in inner if token.kind == "operator"]
    if not inner or (inner[-1].kind == "word" and len(operators) < 2):
        return False
    if _is_remark(signs, left) or _is_name(inner) or _is_power_of_ten(inner) or _told_before(signs, left, values):
        return False
    return not _is_another_quantity(signs, inner, right, values, stated)


def _is_remark(signs: Sequence[Token], left: range) -> bool:
    """Tell whether a computation ends with a bracket that explains the word or the number before it."""
    depth = 0
    for index in range(left.stop - 1, left.start - 1, -1):
        depth += (signs[index].kind == "close") - (signs[index].kind == "open")
        if depth == 0 and signs[index].kind == "open":
            return index > 0 and signs[index - 1].kind in {"word", "number"}
        if depth == 0 and signs[index].kind not in {"break", "drop"}:
            return False
    return False


def _is_name(inner: Sequence[Token]) -> bool:
    """Tell whether signs may be a range, a pair or the sizes of layers: `500-300`, `4/9`, `32+64`, `2x64`."""
    joined = all(
        before.end == token.start and token.end == after.start
        for before, token, after in zip(inner, inner[1:], inner[2:], strict=False)
        if token.kind == "operator"
    )
    numbers = [token.quantity.value for token in inner if token.quantity]
    signs = [token.text for token in inner if token.kind == "operator"]
    if not joined or not numbers:
        return False
    if set(signs) <= {"-", "/"}:
        return max(numbers) < _SIZES
    return len(signs) == 1 and max(numbers) < _SMALL


def _is_power_of_ten(inner: Sequence[Token]) -> bool:
    """Tell whether a number in scientific notation stands there, `5 * 10^-4`, perhaps with its power put down."""
    return any(
        base.quantity
        and base.quantity.value == 10
        and sign.text in {"^", "-"}
        and exponent.kind in {"number", "operator", "open"}
        for base, sign, exponent in zip(inner, inner[1:], inner[2:], strict=False)
    )


def _told_before(signs: Sequence[Token], left: range, values: Collection[Fraction]) -> bool:
    """Tell whether a computation's value stands right before it: `35 times, 982 - 947`."""
    before = signs[max(0, left.start - _BEFORE) : left.start]
    return any(token.quantity and Fraction(token.quantity.value).limit_denominator(10**6) in values for token in before)


def _is_another_quantity(
    signs: Sequence[Token],
    inner: Sequence[Token],
    right: range,
    values: Collection[Fraction],
    stated: Collection[Fraction],
) -> bool:
    """Tell whether a number is a percentage of counts, a fraction beside whole numbers, or compared with something."""
    result = next((signs[index].quantity for index in right if signs[index].quantity), None)
    if result is None:
        return False
    given = [token.quantity for token in inner if token.quantity]
    counts = all(one.value % 1 == 0 and not one.percent for one in given)
    if result.percent and counts and any(abs(value) > 1 for value in values):
        return True
    divided = any(token.text in {"/", "^"} or token.kind == "fraction" for token in inner)
    if counts and not divided and all(value.denominator > 1 for value in stated):
        return True
    behind = signs[right.start + 1 : right.start + 1 + _AFTER]
    return any(token.kind in {"word", "operator"} and token.text in _COMPARES for token in behind)
