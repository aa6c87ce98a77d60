"""Cross-entropies, categorical and binary."""

import math
import re

from reportgen.check.equations.bounds import index_mistake
from reportgen.check.equations.context import Context
from reportgen.check.equations.explained import meaning
from reportgen.check.equations.forms import Form, first
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.minus import is_likelihood, is_named, missing_minus
from reportgen.check.equations.names import key
from reportgen.check.equations.peel import Peeled, factors, peel, plain_symbol
from reportgen.check.equations.sources import Formula
from reportgen.check.equations.terms import (
    BigSum,
    Call,
    Equation,
    Number,
    Power,
    Quotient,
    Symbol,
    Term,
    has_call,
    symbols,
    walk,
)
from reportgen.check.patterns import regex

CATEGORICAL = "CE = −(1/N)·Σᵢ Σ_c y_{i,c}·log(ŷ_{i,c})"
BINARY = "BCE = −(1/N)·Σᵢ [yᵢ·log(ŷᵢ) + (1−yᵢ)·log(1−ŷᵢ)]"
_log = math.log
_PREDICTED = regex(r"\^|pred|hat|output|prev|est|out|prob|softmax|sortie|prédi")
_TARGET = regex(r"true|target|label|cible|real|vrai|réel|onehot|truth")

_BINARIES = (
    Form("yp", lambda y, p: y * _log(p) + (1 - y) * _log(1 - p)),
    Form("ypab", lambda y, p, a, b: a * y * _log(p) + b * (1 - y) * _log(1 - p)),
    Form("ypa", lambda y, p, a: a * y * _log(p) + (1 - y) * _log(1 - p)),
    Form("yp", lambda y, p: y * _log(p) - (1 - y) * _log(1 - p), "second_sign"),
    Form("yp", lambda y, p: -y * _log(p) + (1 - y) * _log(1 - p), "second_sign"),
    Form("yp", lambda y, p: y * _log(p) + (1 - y) * _log(p), "second_log"),
    Form("yp", lambda y, p: y * _log(p) + (1 + y) * _log(1 - p), "second_factor"),
    Form("yp", lambda y, p: y * _log(p) + (1 - y) * _log(1 + p), "second_log"),
    Form("yp", lambda y, p: y * _log(p) + _log(1 - p), "second_factor"),
    Form("yp", lambda y, p: y * _log(p) + (1 - p) * _log(1 - y), "second_swapped"),
    Form("yp", lambda y, p: y * _log(p) + y * _log(1 - p), "second_factor"),
    Form("yp", lambda y, p: (1 - y) * _log(p) + y * _log(1 - p), "exchanged"),
)


def entropy(side: Term, equation: Equation, formula: Formula, context: Context) -> Judgement | None:
    """Compare one side of a formula with the cross-entropies."""
    if not has_call(side, "log"):
        return None
    peeled = peel(side)
    logs = [part for part in walk(peeled.core) if isinstance(part, Call) and part.name == "log"]
    if len(logs) == 2:
        return _binary(peeled, equation, formula, context)
    if len(logs) != 1 or not _is_loss(equation, context):
        return None
    return _categorical(peeled, logs[0], equation, formula, context)


def _is_loss(equation: Equation, context: Context) -> bool:
    """Tell whether a formula is meant as a cross-entropy."""
    entropy = bool(context.near & {"crossentropy", "categorical"})
    return entropy or (is_named(equation) and "crossentropy" in context.all)


def _binary(peeled: Peeled, equation: Equation, formula: Formula, context: Context) -> Judgement | None:
    core = peeled.core
    keys = tuple(dict.fromkeys(key(symbol) for symbol in symbols(core)))
    if not 2 <= len(keys) <= 4 or any(isinstance(part, BigSum) for part in walk(core)):
        return None
    form = first(core, _BINARIES, dict.fromkeys("ypab", keys))
    if form is None:
        return None
    rule = "equation.binary_crossentropy"
    if not form.mistake:
        if peeled.sign == -1 or is_likelihood(context):
            wrong = index_mistake(peeled, core, context)
            return wrong.of(rule, BINARY) if wrong else Judgement(rule, BINARY)
        return missing_minus(rule, BINARY, equation, formula, context)
    if form.mistake in ("second_swapped", "exchanged"):
        told = len(keys) == 2 and len([one for one in keys if "^" in one]) == 1 and "^" in _first_log(core)
        return Judgement(rule, BINARY, form.mistake, certain=told, suspicion=0.6)
    if form.mistake == "second_sign" and peeled.sums:
        # -Σ y log p + (1-y) log(1-p): brackets left out
        return Judgement(rule, BINARY, form.mistake, certain=peeled.sign == 1 or _bracketed(formula), suspicion=0.6)
    return Judgement(rule, BINARY, form.mistake, certain=bool({"crossentropy", "binary"} & context.all))


def _first_log(core: Term) -> str:
    """Return the keys of what the first logarithm is of, in one text."""
    log = next(part for part in walk(core) if isinstance(part, Call) and part.name == "log")
    return " ".join(key(symbol) for symbol in symbols(log))


def _bracketed(formula: Formula) -> bool:
    return "[" in formula.text or "(" in formula.text.partition("log")[0]


def _categorical(peeled: Peeled, log: Call, equation: Equation, formula: Formula, context: Context) -> Judgement | None:
    rule = "equation.categorical_crossentropy"
    parts = factors(peeled.core)
    if log not in parts or len(parts) > 4:
        return None
    argument, sign = log.arguments[0], peeled.sign
    if isinstance(argument, Quotient) and argument.numerator == Number(1):
        argument, sign = argument.denominator, -sign
    weights = [part for part in parts if part is not log]
    if not all(isinstance(weight, Symbol | Power) for weight in weights) or not _may_be_probability(argument):
        return None
    if _only_binary(equation, formula, context, peeled):
        return Judgement(
            "equation.binary_crossentropy",
            BINARY,
            "second_missing",
            certain=bool(peeled.averaged)
            or (isinstance(equation.sides[0], Symbol) and equation.sides[0].name.upper() == "BCE"),
        )
    swapped = _swapped(weights, argument, context)
    if swapped is not None:
        return Judgement(rule, CATEGORICAL, "swapped", certain=swapped, suspicion=0.6)
    if sign == 1:
        return None if is_likelihood(context) else missing_minus(rule, CATEGORICAL, equation, formula, context)
    wrong = index_mistake(peeled, peeled.core, context)
    return wrong.of(rule, CATEGORICAL) if wrong else Judgement(rule, CATEGORICAL)


def _may_be_probability(argument: Term) -> bool:
    if plain_symbol(argument) is not None:
        return True
    softmax = isinstance(argument, Quotient) and has_call(argument, "exp")
    return softmax or (isinstance(argument, Call) and argument.name == "exp")


def _only_binary(equation: Equation, formula: Formula, context: Context, peeled: Peeled) -> bool:
    """Tell whether a binary cross-entropy has one term alone; a sum over two classes is right."""
    closest = context.closest("binary", "categorical")
    if closest != {"binary"} or isinstance(peeled.core, Call):
        return False
    classes = any(
        (isinstance(one.high, Number) and one.high.value <= 2)
        or (isinstance(one.high, Symbol) and one.high.name in "CKM")
        for one in peeled.sums
    )
    left = equation.sides[0]
    other = isinstance(left, Symbol) and left.name.upper() in ("CE", "CCE")
    single = re.search(
        r"y\s?=\s?[01]|si y|if y|classes?\b|positi|général|general", formula.words + context.after[:80], re.IGNORECASE
    )
    return not classes and not other and single is None and len(peeled.sums) < 2


def _swapped(weights: list[Term], argument: Term, context: Context) -> bool | None:
    """Tell whether target and prediction changed places: certainly, perhaps (False), or not (None)."""
    inside = plain_symbol(argument)
    if inside is None or len(weights) != 1 or not isinstance(weights[0], Symbol):
        return None
    weight = weights[0]
    said = meaning(weight, context), meaning(inside, context)
    names = key(weight) + weight.argument, key(inside) + inside.argument
    if _PREDICTED.search(names[0]) and not _PREDICTED.search(names[1]):
        if _TARGET.search(names[1]):
            return True
        if weight.name == inside.name:
            return said == ("prediction", "target")
    return True if said == ("prediction", "target") else None
