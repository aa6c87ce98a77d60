"""Equals signs that may say something else than that two values are the same: `kernel 3x3 = 16`, `fold 2/5 = 0.97`."""

import re

from reportgen.check.arithmetic.agreement import shown, values
from reportgen.check.arithmetic.diagnosis import diagnose, near
from reportgen.check.arithmetic.units import in_memory, same_unit
from reportgen.check.patterns import regex
from reportgen.check.stated import Side

SHAPE = regex(r"\$?([0-9]{1,4})\s?(?:[xX×]|\\times)\s?\1(?:\s?(?:[xX×]|\\times)\s?[0-9]{1,4}){0,2}\$?")
_WORDS_AFTER = regex(r"\s?[^\W\d_][^\d=+*×·/]{0,60}$")
"""What a shape is of: `11x11 image gives 5x5 after pooling`, `a 2x2 pooling gives 5`."""
_RATIO = regex(r"([0-9]{1,3})\s?[/:]\s?([0-9]{1,3})")
_MOST_COUNTED = 100
_RANGE = regex(r"[0-9]{1,2}[-–][0-9]{1,2}(?:[-–][0-9]{1,4})*|[0-9]{1,5}(?:[-–][0-9]{1,5}){2,}")
_LABELS = regex(r"(1?[0-9])\s?[-–−+]\s?(1?[0-9])")
"""Digits that are mixed up, `3 - 5 = 7 errors`, or numbers of tasks, `labs 1 + 2 = 20 %`."""
_NAME = regex(r"[0-9]{1,4}[-–/][0-9]{1,4}")
"""A network by the sizes of its layers, `500-300 = 98.19 %`."""
_SHARE = regex(
    r"(?:recall|rappel|sensibilit\w|pr[ée]cision|accuracy|exactitude|justesse|taux|rate|proportion|share|part"
    r"|sp[ée]cificit\w|specificity|F1)\W{0,4}(?:(?:de|of|is|est|vaut|class\w{0,3}|\w)\W{1,3}){0,3}\$?$",
    re.IGNORECASE,
)
_COUNTED = regex(
    r"\b(?:epochs?|[ée]poques?|folds?|plis?|run|essai|trial|step|[ée]tape|batch|page|fig\w{0,5}|question|ex\w{0,7}|groupe?"
    r"|tp|pw|lab|it[ée]ration|mod[èe]le?|version|cas|case|layer|couche)\.?\W{0,3}$",
    re.IGNORECASE,
)
_BEFORE = 40


def other_meaning(left: Side, right: Side, text: str) -> bool:
    """Tell whether two sides that differ may mean different things.

    Args:
        left: a side of an equation.
        right: the next.
        text: of the lines around it.
    """
    shapes = [bool(SHAPE.fullmatch(_WORDS_AFTER.sub("", side.text))) for side in (left, right)]
    if any(shapes):
        named = SHAPE.fullmatch(left.text) is None
        return named or not (right.quantity and (_alike(left, right, 2) or _explained(left, right)))
    for side, other in ((left, right), (right, left)):
        if _RANGE.fullmatch(side.text) or _LABELS.fullmatch(side.text):
            return True
        if _NAME.fullmatch(side.text) and other.quantity and (other.quantity.percent or other.quantity.value % 1):
            return True
        ratio = _RATIO.fullmatch(side.text)
        if ratio and not _divided(int(ratio[1]), int(ratio[2]), side, other, text):
            return True
    return _in_another_unit(left, right) or _otherwise(left, right)


def _explained(left: Side, right: Side) -> bool:
    """Tell whether a likely mistake explains a result: another operand, biases that are not written."""
    return any(diagnose(left.expressions[0], value, (), ()).reason in {"missing", "operand"} for value in values(right))


def _alike(left: Side, right: Side, digits: int = 1) -> bool:
    """Tell whether a result of some digits at least is one digit away from the right one."""
    return any(
        abs(number.value) >= number.step * 10 ** (digits - 1)
        and near(str(round(value / number.step)), str(round(number.value / number.step)))
        for value in values(left)
        for number in shown(right)
    )


def _divided(above: int, below: int, side: Side, result: Side, text: str) -> bool:
    """Tell whether a ratio is a division, `recall 7/40`, and no number of something, `fold 2/5`."""
    at = text.find(side.text)
    before = text[max(0, at - _BEFORE) : max(0, at)]
    if _COUNTED.search(before):
        return False
    if above > below or (below > _MOST_COUNTED and above != below):
        return True
    return bool(_SHARE.search(before)) or _close(side, result) or _alike(side, result, 3)


def _close(left: Side, right: Side) -> bool:
    return any(abs(a - b) <= abs(a) / 4 for a in values(left) for b in (n.value for n in shown(right) if not n.guessed))


def _in_another_unit(left: Side, right: Side) -> bool:
    size = right if in_memory(right) else left
    return in_memory(size) and not any(same_unit(a, b, size) for a in values(left) for b in values(right))


def _otherwise(left: Side, right: Side) -> bool:
    """Tell whether two sides agree if one of them begins or ends elsewhere."""
    return not {*values(left), *left.otherwise}.isdisjoint((*values(right), *right.otherwise))
