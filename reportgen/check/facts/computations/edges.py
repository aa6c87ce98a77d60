"""Whether it is certain where a computation begins and ends: what cannot be told for certain is never refuted.

`9 filters 5x5 * 9 + 9 = 2034` may begin at the 9; `= 78400 + biases` goes on; a page's edge may cut `78 500`.
"""

from collections.abc import Sequence

from reportgen.check.facts.computations.signs import limits
from reportgen.check.facts.computations.tokens import Token
from reportgen.check.facts.computations.units import changes_result, connects, is_command, meaning

_FARTHEST = 12
_LONG_LINE = 45


def certain_start(signs: Sequence[Token], start: int, index: int, prose: bool) -> bool:
    """Tell whether an expression certainly begins at a sign.

    Args:
        signs: of the text.
        start: the index of the first sign of the segment.
        index: the index of the expression's first sign.
        prose: whether sentences run over lines' ends.
    """
    before = index - 1
    if 0 <= before < start and signs[before].kind != "break":  # the number of an item: `1)`
        return True
    if before >= start and signs[before].kind == "operator":
        return _after_dash(signs, start, before)
    if before >= start and signs[before].kind == "open":
        return before == 0 or signs[before - 1].kind not in {"number", "operator", "close"}
    if before >= start and signs[before].kind == "word":
        if signs[index].kind == "open" and signs[before].end == signs[index].start:  # `round(784 * 100)`
            return False
        if _conjunction(signs[before]):
            return True
    for position in range(before, max(-1, before - _FARTHEST), -1):
        token = signs[position]
        if token.kind == "break":
            if position == before or token.text != "\n" or not prose:
                return _after_break(signs, position, prose, position == before)
        elif token.kind == "word":
            if connects(token) or _conjunction(token):
                return True
            if position == before and meaning(token) and not limits(signs[position - 1].text, token.text):
                return False
        elif not _annotation(signs, position):
            return token.kind == "equals"
    return True


def beside(signs: Sequence[Token], start: int, index: int) -> list[float]:
    """Return the numbers before an expression that only words part from it: `9 filters with 5x5 + 1`.

    One of them may be a factor of it, or have nothing to do with it. A product counts as its factors and as itself.
    There are none if anything else stands before the expression.
    """
    found: list[float] = []
    product, bound = 1.0, False
    if signs[index - 1].kind == "number":
        return []
    for token in reversed(signs[max(start, index - _FARTHEST) : index]):
        if token.kind == "number" and token.quantity:
            if token.quantity.percent:
                return []
            product = product * token.quantity.value if bound else token.quantity.value
            found += [token.quantity.value, product] if bound else [product]
        elif token.kind in {"break", "equals"} or (token.kind == "word" and connects(token)):
            break
        elif meaning(token) or (token.kind not in {"word", "open", "close"} and not (found and token.text == "*")):
            return []
        bound = token.text == "*"
    return found


def _conjunction(token: Token) -> bool:
    return token.text in {"et", "and", "à", "to", "que", "or", "ou", "si", "if"}


def _after_dash(signs: Sequence[Token], start: int, dash: int) -> bool:
    """Tell whether a dash only stands before an expression: at a line's start or after a label."""
    token, after = signs[dash], signs[dash + 1]
    if after.start == token.end and token.text == "-":  # "-784*100": a sign, or a bullet without its space
        return False
    if token.text == "+" or token.text == "/":
        return False
    return all(before.kind in {"word", "open", "close"} for before in signs[start:dash])


def _after_break(signs: Sequence[Token], position: int, prose: bool, directly: bool) -> bool:
    """Tell whether a computation certainly begins after a break, directly or after some words."""
    before = signs[position - 1] if position else None
    if before is None:
        return True
    match signs[position].text:
        case ":":
            labelled = position > 1 and signs[position - 2].kind in {"word", "equals"}
            return before.kind != "number" or labelled or not directly
        case ",":
            result = position > 1 and signs[position - 2].kind == "equals"
            return before.kind != "number" or result or not directly
        case "\n":
            return not (prose and _wrapped(signs, position))
        case _:
            return True


def _wrapped(signs: Sequence[Token], position: int) -> bool:
    """Tell whether a sentence goes on after the end of a long line."""
    before = signs[position - 1]
    line_start = next(
        (t.end for t in reversed(signs[max(0, position - 60) : position]) if t.text == "\n"), signs[0].start
    )
    if before.end - line_start < _LONG_LINE or before.kind not in {"word", "number"}:
        return False
    for token in reversed(signs[max(0, position - _FARTHEST) : position]):
        if token.kind == "number":
            return True
        if token.kind == "break" or (token.kind == "word" and connects(token)):
            return False
    return False


def _annotation(signs: Sequence[Token], position: int) -> bool:
    """Tell whether a sign is a bracket around words only."""
    token = signs[position]
    return token.kind in {"open", "close"} and token.text in {"(", ")"}


def certain_end(signs: Sequence[Token], last: int, index: int) -> bool:
    """Tell whether an expression certainly ends before a sign.

    Args:
        signs: of the text.
        last: the index of the expression's last sign.
        index: the index of the sign after it.
    """
    if index >= len(signs):
        return True
    token = signs[index]
    following = signs[index + 1] if index + 1 < len(signs) else None
    if token.kind == "break":
        return not _cut_number(signs[last], token, following) or _computed_next(signs, index)
    if token.kind == "operator":
        return token.text == "-" and following is not None and following.kind == "word" and following.start > token.end
    if token.kind == "word":
        return _after_words(signs, index)
    return token.kind in {"close", "open", "equals"}


def _cut_number(number: Token, cut: Token, following: Token | None) -> bool:
    """Tell whether a break may stand inside of a number: `78` at a line's end, `500` at the start of the next."""
    if following is None or following.kind != "number" or number.kind != "number":
        return False
    if cut.text in {"\n", ",", "gap", "'", "’"}:
        return len(number.text) <= 3 and len(following.text) == 3
    return cut.text == "." and number.text == "0"


def _computed_next(signs: Sequence[Token], index: int) -> bool:
    """Tell whether another computation begins after a break: `= 785, 785 * 100`."""
    return index + 2 < len(signs) and signs[index + 2].kind == "operator"


def _after_words(signs: Sequence[Token], index: int) -> bool:
    """Tell whether the words after a result leave it as it is."""
    if changes_result(signs[index]) or is_command(signs[index]):
        return False
    for token in signs[index + 1 : index + 7]:
        if token.kind == "operator":
            return token.text == "-"
        if token.kind != "word":
            return True
    return True
