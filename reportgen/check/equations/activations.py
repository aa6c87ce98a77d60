"""Activations: softmax, sigmoid, ReLU."""

import math

from reportgen.check.equations.context import Context
from reportgen.check.equations.forms import Form, first
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.names import key, letters
from reportgen.check.equations.terms import (
    BigSum,
    Call,
    Equation,
    Number,
    Power,
    Quotient,
    Sum,
    Symbol,
    Term,
    has_call,
    symbols,
    walk,
)

SOFTMAX = "softmax(z)ᵢ = exp(zᵢ) / Σⱼ exp(zⱼ)"
SIGMOID = "σ(x) = 1 / (1 + exp(−x))"
RELU = "ReLU(x) = max(0, x)"
_exp = math.exp
_SIGMOIDS = (
    Form("x", lambda x: 1 / (1 + _exp(-x))),
    Form("xb", lambda x, b: 1 / (1 + _exp(-(x + b)))),
    Form("xb", lambda x, b: 1 / (1 + _exp(-b * x))),
    Form("wxb", lambda w, x, b: 1 / (1 + _exp(-(w * x + b)))),
    Form("x", lambda x: 1 / (1 + _exp(x)), "sigmoid_sign"),
    Form("x", lambda x: 1 / (1 - _exp(-x)), "sigmoid_plus"),
    Form("x", lambda x: 1 / (1 - _exp(x)), "sigmoid_plus"),
    Form("x", lambda x: 1 / _exp(-x) + 1, "sigmoid_plus"),
    Form("x", lambda x: _exp(-x) / (1 + _exp(-x)), "sigmoid_sign"),
)


def softmax(side: Term, context: Context) -> Judgement | None:
    """Compare one side of a formula with softmax."""
    if not isinstance(side, Quotient) or "softmax" not in context.near:
        return None
    sums = [
        part
        for part in walk(side.denominator)
        if isinstance(part, BigSum) or (isinstance(part, Call) and part.name == "sum")
    ]
    if len(sums) != 1:
        return None
    rule, above = "equation.softmax", has_call(side.numerator, "exp") or _is_exponential(side.numerator)
    body = sums[0].body if isinstance(sums[0], BigSum) else sums[0].arguments[0]
    below = has_call(body, "exp") or _is_exponential(body)
    if above != below:
        return Judgement(rule, SOFTMAX, "softmax_exponential", certain=True)
    if not above:
        return None
    return _softmax_index(side.numerator, sums[0], body, rule)


def _softmax_index(numerator: Term, total: Term, body: Term, rule: str) -> Judgement:
    index = set(total.index.lower()) if isinstance(total, BigSum) else set()
    inside = {letter for symbol in symbols(body) for letter in letters(symbol)}
    inside |= {symbol.name.lower() for symbol in symbols(body)} if inside else set()
    above = {letter for symbol in symbols(numerator) for letter in letters(symbol)}
    if index and inside and not index & inside:
        return Judgement(rule, SOFTMAX, "softmax_index", certain=len(index) == 1)
    if index and index & above and not above - index:
        return Judgement(rule, SOFTMAX, "softmax_same", severity="imprecision", suspicion=0.3)
    return Judgement(rule, SOFTMAX)


def _is_exponential(term: Term) -> bool:
    return any(
        isinstance(part, Power) and isinstance(part.base, Symbol) and part.base.name == "e" for part in walk(term)
    )


def sigmoid(side: Term, equation: Equation, context: Context) -> Judgement | None:
    """Compare one side of a formula with the sigmoid."""
    left = equation.sides[0] if len(equation.sides) > 1 else None
    named = isinstance(left, Symbol) and left.name.lower() in ("σ", "sigmoid", "sigmoide")
    if (
        not (named or "sigmoid" in context.near)
        or not has_call(side, "exp")
        or any(isinstance(part, BigSum) for part in walk(side))
    ):
        return None
    keys = tuple(dict.fromkeys(key(symbol) for symbol in symbols(side)))
    if isinstance(left, Symbol) and "-" in left.argument:
        return None
    if not 1 <= len(keys) <= 3:
        return None
    form = first(side, _SIGMOIDS, dict.fromkeys("xbw", keys))
    if form is None:
        return None
    return Judgement(
        "equation.sigmoid", SIGMOID, form.mistake, certain=bool(form.mistake) and (named or "sigmoid" in context.own)
    )


def relu(side: Term, equation: Equation, context: Context) -> Judgement | None:
    """Compare one side of a formula with ReLU."""
    left = equation.sides[0] if len(equation.sides) > 1 else None
    named = isinstance(left, Symbol) and left.name.lower() == "relu"
    if not (named or "relu" in context.closest("relu", "sigmoid", "softmax")) or "leaky" in context.near:
        return None
    if not isinstance(side, Call) or side.name not in ("max", "min") or len(side.arguments) != 2:
        return None
    zero = [one for one in side.arguments if one == Number(0)]
    other = [one for one in side.arguments if one != Number(0)]
    if len(zero) != 1 or len(other) != 1:
        return None
    if isinstance(other[0], Sum) and len(other[0].terms) == 1 and other[0].terms[0][0] == -1:
        return Judgement("equation.relu", RELU, "relu_sign", certain=side.name == "max" and named)
    return Judgement(
        "equation.relu",
        RELU,
        "" if side.name == "max" else "relu_min",
        certain=side.name == "min" and (named or "relu" in context.near),
    )
