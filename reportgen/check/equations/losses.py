"""Losses: cross-entropies, the mean squared error, the penalty of L2."""

import re

from reportgen.check.equations.bounds import index_mistake
from reportgen.check.equations.context import Context
from reportgen.check.equations.forms import Form, first
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.names import key
from reportgen.check.equations.peel import Peeled, factors, peel, plain_symbol
from reportgen.check.equations.sources import Formula
from reportgen.check.equations.terms import (
    BigSum, Call, Equation, Number, Power, Product, Quotient, Sum, Symbol, Term, has_call, symbols, walk,
)  # fmt: skip
from reportgen.check.equations.values import math

CATEGORICAL = "CE = −(1/N)·Σᵢ Σ_c y_{i,c}·log(ŷ_{i,c})"
BINARY = "BCE = −(1/N)·Σᵢ [yᵢ·log(ŷᵢ) + (1−yᵢ)·log(1−ŷᵢ)]"
SQUARED = "MSE = (1/N)·Σᵢ (yᵢ − ŷᵢ)²"
PENALTY = "λ·Σ w²"
_log = math.log
_PREDICTED = re.compile(r"\^|pred|hat|output|prev|est|out|prob|softmax|sortie|prédi")
_TARGET = re.compile(r"true|target|label|cible|real|vrai|réel|onehot|truth")

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
_SQUARES = (
    Form("yp", lambda y, p: (y - p) ** 2),
    Form("yp", lambda y, p: (y + p) ** 2, "mse_plus"),
    Form("yp", lambda y, p: y**2 - p**2, "mse_squares"),
)
_DIFFERENCES = (Form("yp", lambda y, p: y - p), Form("yp", lambda y, p: abs(y - p)))


def judge(formula: Formula, context: Context) -> Judgement | None:
    """Compare a formula with the losses; None if it is none of them."""
    found: Judgement | None = None
    for equation in (formula.equation, formula.wide):
        for side in equation.sides[1:] or equation.sides:
            judged = (
                _entropy(side, equation, formula, context)
                or _squares(side, equation, context)
                or _penalty(side, equation, context)
            )
            if judged is not None and not judged.mistake:
                return judged
            found = found or judged
    return found


# ── cross-entropy ────────────────────────────────────────────────────────────────────────────────────────────────


def _entropy(side: Term, equation: Equation, formula: Formula, context: Context) -> Judgement | None:
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
    left = equation.sides[0] if len(equation.sides) > 1 else None
    name = left.name.lower() if isinstance(left, Symbol) else ""
    named = (
        name in ("ce", "cce", "bce", "loss", "cost", "l", "j", "c", "e", "h", "xe", "nll", "crossentropy")
        or "entropy" in name
        or "loss" in name
    )
    entropy = bool(context.near & {"crossentropy", "categorical"})
    return entropy or (named and "crossentropy" in context.all)


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
        if peeled.sign == -1 or _is_likelihood(context):
            wrong = index_mistake(peeled, core, context)
            return wrong.of(rule, BINARY) if wrong else Judgement(rule, BINARY)
        return _missing_minus(rule, BINARY, equation, formula, context)
    if form.mistake in ("second_swapped", "exchanged"):
        return Judgement(rule, BINARY, form.mistake, suspicion=0.6)
    if form.mistake == "second_sign" and peeled.sums:
        # -Σ y log p + (1-y) log(1-p): brackets left out
        return Judgement(rule, BINARY, form.mistake, certain=peeled.sign == 1 or _bracketed(formula), suspicion=0.6)
    return Judgement(rule, BINARY, form.mistake, certain=bool({"crossentropy", "binary"} & context.all))


def _bracketed(formula: Formula) -> bool:
    return "[" in formula.text or "(" in formula.text.partition("log")[0]


def _is_likelihood(context: Context) -> bool:
    return "ascent" in context.near or context.says(r"likelihood|vraisemblance")


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
            certain="binary" in context.own | context.closest("binary", "categorical"),
        )
    swapped = _swapped(weights, argument, context)
    if swapped is not None:
        return Judgement(rule, CATEGORICAL, "swapped", certain=swapped, suspicion=0.6)
    if sign == 1:
        return None if _is_likelihood(context) else _missing_minus(rule, CATEGORICAL, equation, formula, context)
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
    if closest != {"binary"} or not peeled.core or isinstance(peeled.core, Call):
        return False
    classes = any(
        isinstance(one.high, Number)
        and one.high.value <= 2
        or (isinstance(one.high, Symbol) and one.high.name in "CKM")
        for one in peeled.sums
    )
    left = equation.sides[0]
    other = isinstance(left, Symbol) and left.name.upper() in ("CE", "CCE")
    single = re.search(r"y\s?=\s?[01]|si y|if y|classes?\b", formula.words + context.after[:80], re.IGNORECASE)
    return not classes and not other and single is None and len(peeled.sums) < 2


def _swapped(weights: list[Term], argument: Term, context: Context) -> bool | None:
    """Tell whether target and prediction changed places: certainly, perhaps (False), or not (None)."""
    inside = plain_symbol(argument)
    if inside is None or len(weights) != 1 or not isinstance(weights[0], Symbol):
        return None
    weight = weights[0]
    names = key(weight) + weight.argument, key(inside) + inside.argument
    if _PREDICTED.search(names[0]) and not _PREDICTED.search(names[1]):
        if _TARGET.search(names[1]):
            return True
        if weight.name == inside.name:
            return _explained(inside, weight, context)
    if weight.name != inside.name and _explained(inside, weight, context):
        return True
    return None


def _explained(target: Symbol, prediction: Symbol, context: Context) -> bool:
    """Tell whether the text says of two letters which is the target and which the prediction."""
    words = r"(?:true|target|label|ground|real|actual|correct|cible|vrai|réel|reel|étiquette|attendu|one-hot|expected)"
    guess = r"(?:predict|prédi|predi|output|sortie|softmax|estim)"
    one, two = re.escape(target.name), re.escape(prediction.name)
    hat = r"(?:[\u0302^]|_?hat)?"
    accent = r"\\hat\{?|\\hat ?|" if prediction.accent else ""
    said = r"[\w\s,:='’$\\{}()/-]{0,30}?"
    text = re.sub(r"ŷ", "\\\\hat{y}", context.after + " " + context.before + " " + context.part)
    is_target = re.search(
        rf"(?<![\w{{\\]){one}(?:_?\{{?\w{{0,3}}\}}?)?\$?\s?(?:is|are|est|sont|=|:|the|la|le|,|\(){said}{words}",
        text,
        re.IGNORECASE,
    )
    is_guess = re.search(
        rf"(?<!\w)(?:{accent}){two}\}}?{hat}(?:_?\{{?\w{{0,3}}\}}?)?\$?\s?(?:is|are|est|sont|=|:|the|la|le|,|\(){said}{guess}",
        text,
        re.IGNORECASE,
    )
    return is_target is not None and is_guess is not None


def _missing_minus(rule: str, right: str, equation: Equation, formula: Formula, context: Context) -> Judgement | None:
    """A loss that is minimised needs the minus: refuted where none is near, not even in words."""
    if formula.dashed and len(equation.sides) < 2:
        return Judgement(rule, right)
    doubt = (formula.dashed
        or "negative" in context.near
        or len(equation.sides) < 2
        or re.search(r"[-−–]\s*$", formula.words) is not None
    )
    return Judgement(rule, right, "missing_minus", certain=not doubt, suspicion=0.6)


# ── squares ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _squares(side: Term, equation: Equation, context: Context) -> Judgement | None:
    left = equation.sides[0] if len(equation.sides) > 1 else None
    own = isinstance(left, Symbol) and left.name.upper() == "MSE"
    if (not own and "mse" not in context.near) or (isinstance(left, Symbol) and left.name.upper() in ("MAE", "RMSE")):
        return None
    peeled = peel(side)
    core = _without_norm(peeled.core)
    keys = tuple(dict.fromkeys(key(symbol) for symbol in symbols(core)))
    if len(keys) != 2 or any(isinstance(part, BigSum | Call) and not _is_abs(part) for part in walk(core)):
        return None
    rule, choices = "equation.mse", dict.fromkeys("yp", keys)
    form = first(core, _SQUARES, choices)
    if form is not None:
        if not form.mistake:
            wrong = index_mistake(peeled, core, context)
            return wrong.of(rule, SQUARED) if wrong else Judgement(rule, SQUARED)
        return Judgement(rule, SQUARED, form.mistake, certain=own or "mse" in context.own, suspicion=0.7)
    if first(core, _DIFFERENCES, choices) is None or not (peeled.sums or peeled.averaged or peeled.called):
        return None
    other = bool({"mae", "rmse"} & context.near)
    return Judgement(rule, SQUARED, "mse_square", certain=(own or "mse" in context.own) and not other, suspicion=0.7)


def _is_abs(part: Term) -> bool:
    return isinstance(part, Call) and part.name in ("abs", "norm")


def _without_norm(core: Term) -> Term:
    """`||y - ŷ||²` is the square of a difference."""
    if isinstance(core, Power) and isinstance(core.base, Call) and core.base.name == "norm":
        return Power(core.base.arguments[0], core.exponent)
    return core


def _penalty(side: Term, equation: Equation, context: Context) -> Judgement | None:
    """Compare with λ·Σw²; with λ/2 before it, it is right too."""
    if "l2" not in context.closest("l2", "l1", "crossentropy", "mse"):
        return None
    parts = [part for _, part in side.terms] if isinstance(side, Sum) else [side]
    for part in parts[-1:]:
        if not any(_is_strength(symbol) for symbol in symbols(part)):
            return None
        peeled = peel(part)
        core = peeled.core
        squared = any(
            isinstance(one, Power) and one.exponent == Number(2) for one in (*factors(core), *walk(core))
        ) or _is_square(core)
        if squared:
            return Judgement("equation.l2", PENALTY)
        plain = core.arguments[0] if isinstance(core, Call) and core.name == "abs" else core
        if isinstance(plain, Symbol) and plain.name in ("w", "W", "θ", "weights") and peeled.sums:
            return Judgement(
                "equation.l2", PENALTY, "l2_square", certain="l1" not in context.near and "l2" in context.near
            )
    return None


def _is_strength(symbol: Symbol) -> bool:
    return symbol.name in (
        "λ",
        "α",
        "lambda",
        "l2",
        "l",
        "γ",
        "η",
        "β",
        "wd",
        "weight_decay",
    ) or symbol.name.startswith("λ")


def _is_square(core: Term) -> bool:
    parts = factors(core)
    return isinstance(core, Product) and len(parts) >= 2 and len(set(map(str, parts))) < len(parts)
