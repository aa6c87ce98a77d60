"""Whether a wrong equation can be right in the PDF that its text came out of: a sign may have been lost on the way."""

from collections.abc import Collection, Iterator
from fractions import Fraction

from reportgen.arithmetic import Expression, Product, Quotient
from reportgen.check.arithmetic.agreement import shown, values
from reportgen.check.arithmetic.diagnosis import lost, needed_operands
from reportgen.check.arithmetic.stars import larger_operand
from reportgen.check.numbers.exact import exact, leaves, with_leaf
from reportgen.check.patterns import regex
from reportgen.check.stated import Side

_LOST_POWER = regex(r"(?<![0-9])10\s?[-−–]\s?[0-9]{1,2}(?![0-9])")
_ODD_SIGN = regex(r"[\ufffd\ue000-\uf8ff\u0000-\u0008]|(?<=[0-9])[lOIΘθ]|[lOIΘθ](?=[0-9])")


def may_be_damaged(left: Side, right: Side) -> bool:
    """Tell whether one lost or misread sign explains why two sides differ."""
    if any(_LOST_POWER.search(side.text) or _ODD_SIGN.search(side.text) for side in (left, right)):
        return True
    if larger_operand(left, right) or larger_operand(right, left):
        return True
    if right.quantity:
        return _one_lost(left, right)
    return _one_lost(right, left) if left.quantity else _both(left, right)


def _one_lost(computed: Side, result: Side) -> bool:
    results = {number.value for number in shown(result)}
    text = computed.text + result.text
    if any(_digit_or_point_lost(value, number, text) for value in values(computed) for number in results):
        return True
    return _repaired(computed, results, text)


def _both(left: Side, right: Side) -> bool:
    text = left.text + right.text
    return _repaired(left, values(right), text) or _repaired(right, values(left), text)


def _digit_or_point_lost(value: Fraction, result: Fraction, text: str) -> bool:
    """Tell whether a result has lost a point or a digit, or got the mark of a note at its end."""
    if any(value == result * 10**power for power in range(1, 7)) or any(
        value * 10**power == result for power in range(1, 7)
    ):
        return True
    right, written = str(value), str(result)
    return right[:-1] == written or written[:-1] == right or _vanished(written, right, text)


def _vanished(short: str, long: str, text: str) -> bool:
    """Tell whether a number may have lost a digit: one that its text has nowhere else, or the twin of its neighbour."""
    twins = any(long[at] == long[at + 1] and long[:at] + long[at + 1 :] == short for at in range(len(long) - 1))
    return twins or (lost(short, long) and bool(set(long) - set(text)))


def _repaired(side: Side, results: Collection[Fraction], text: str) -> bool:
    """Tell whether a result is right after one operand has got back a digit or an operator: `282` was `28^2`.

    Signs that the text still has elsewhere were not lost.
    """
    quotients = "/" not in text
    for expression in side.expressions:
        needed = (pair for result in results for pair in needed_operands(expression, result))
        if any(_vanished(str(leaf), str(right), text) for leaf, right in needed):
            return True
        for index, number in enumerate(leaves(expression)):
            if not isinstance(number, int) or not 10 <= number < 10**9:
                continue
            for repaired in _splits(str(number), quotients):
                if exact(with_leaf(expression, index, repaired)) in results:
                    return True
    return False


def _splits(digits: str, quotients: bool) -> Iterator[Expression]:
    """Yield a number with the operator, the point or the exponent that it may have lost."""
    for at in range(1, len(digits)):
        if digits[at] == "0":
            continue
        left, right = int(digits[:at]), int(digits[at:])
        if at == len(digits) - 1 and right in {2, 3}:
            yield Product((left,) * right)
        if quotients:
            yield Quotient(left, right)
        yield float(f"{left}.{digits[at:]}")
