"""Functions: softmax, sigmoid and ReLU; the size of HOG's features; metrics of a confusion matrix."""

import math
import re
from collections.abc import Mapping, Sequence

from reportgen.check.equations.context import Context
from reportgen.check.equations.forms import Choice, Form, first
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.names import key, letters
from reportgen.check.equations.terms import (
    BigSum, Call, Equation, Number, Power, Product, Quotient, Sum, Symbol, Term, has_call, symbols, walk,
)  # fmt: skip

SOFTMAX = "softmax(z)ᵢ = exp(zᵢ) / Σⱼ exp(zⱼ)"
SIGMOID = "σ(x) = 1 / (1 + exp(−x))"
RELU = "ReLU(x) = max(0, x)"
HOG = "⌊28 / pix_p_cell⌋² · n_orientations"
F1 = "F1 = 2·P·R / (P + R)"
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
_RELUS = (
    Form("xn", lambda x, n: max(0.0, x - n)),
    Form("x", lambda x: max(0.0, x - 0.5), ""),
)
_HOGS = (
    Form("np", lambda n, p: n * (28 / p) ** 2),
    Form("nps", lambda n, p, s: n * (s / p) ** 2),
    Form("npst", lambda n, p, s, t: n * (s / p) * (t / p)),
    Form("npsb", lambda n, p, s, b: n * (s / p - b + 1) ** 2 * b * b),
    Form("npb", lambda n, p, b: n * (28 / p - b + 1) ** 2 * b * b),
    Form("npb", lambda n, p, b: n * (28 / p) ** 2 * b),
    Form("npb", lambda n, p, b: n * (28 / p) ** 2 * b * b),
    Form("np", lambda n, p: n * 784 / p, "hog_square"),
    Form("np", lambda n, p: n * 28 / p, "hog_square"),
    Form("np", lambda n, p: n * 784 * p * p, "hog_divided"),
    Form("np", lambda n, p: n * 784 * p, "hog_divided"),
    Form("np", lambda n, p: 784 * p * p / n, "hog_exchanged"),
    Form("np", lambda n, p: p * (28 / n) ** 2, "hog_exchanged"),
    Form("np", lambda n, p: n + (28 / p) ** 2, "hog_sum"),
    Form("np", lambda n, p: n * n * (28 / p) ** 2, "hog_power"),
    Form("np", lambda n, p: (n * 28 / p) ** 2, "hog_power"),
    Form("nps", lambda n, p, s: n * s * s / p, "hog_square"),
    Form("npst", lambda n, p, s, t: n * s * t / p, "hog_square"),
)
_METRICS: Mapping[str, tuple[str, tuple[Form, ...]]] = {
    "f1": (F1, (
        Form("pr", lambda p, r: 2 * p * r / (p + r)),
        Form("afn", lambda a, f, n: 2 * a / (2 * a + f + n)),
        Form("afn", lambda a, f, n: a / (a + 0.5 * (f + n))),
        Form("pr", lambda p, r: p * r / (p + r), "f1_two"),
        Form("pr", lambda p, r: (p + r) / 2, "f1_mean"),
        Form("pr", lambda p, r: 2 * (p + r) / (p * r), "f1_inverted"),
        Form("pr", lambda p, r: (p + r) / (2 * p * r), "f1_inverted"),
        Form("pr", lambda p, r: (p + r) / (p * r), "f1_inverted"),
    )),
    "precision": ("TP / (TP + FP)", (
        Form("af", lambda a, f: a / (a + f)),
        Form("afnb", lambda a, f, n, b: (a + b) / (a + f + n + b)),
        Form("an", lambda a, n: a / (a + n), "precision_recall"),
        Form("af", lambda a, f: f / (a + f), "metric_share"),
    )),
    "recall": ("TP / (TP + FN)", (
        Form("an", lambda a, n: a / (a + n)),
        Form("af", lambda a, f: a / (a + f), "recall_precision"),
        Form("an", lambda a, n: n / (a + n), "metric_share"),
    )),
    "accuracy": ("(TP + TN) / (TP + TN + FP + FN)", (
        Form("afnb", lambda a, f, n, b: (a + b) / (a + f + n + b)),
        Form("afn", lambda a, f, n: a / (a + f + n), "accuracy_negatives"),
        Form("afnb", lambda a, f, n, b: a / (a + f + n + b), "accuracy_negatives"),
    )),
}  # fmt: skip
_SIDE = re.compile(
    r"img|image|width|height|size|side|largeur|hauteur|taille|side|dim|rows|cols|^[HWwhsdNM](?:_\w+)?$|IMG|pixels",
    re.IGNORECASE,
)
_LEFT = re.compile(r"f_?1|f1[_-]?score|precision|précision|recall|rappel|accuracy|exactitude|acc", re.IGNORECASE)


def judge(equation: Equation, context: Context) -> Judgement | None:
    """Compare a formula with the functions; None if it is none of them."""
    for side in equation.sides[1:] or equation.sides:
        found = _softmax(side, context) or _sigmoid(side, equation, context) or _relu(side, equation, context)
        found = found or _hog(side, context) or _metric(side, equation, context)
        if found is not None:
            return found
    return None


# ── activations ──────────────────────────────────────────────────────────────────────────────────────────────────


def _softmax(side: Term, context: Context) -> Judgement | None:
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
    body = sums[0].body if isinstance(sums[0], BigSum) else sums[0].arguments[0]  # type: ignore[union-attr]
    below = has_call(body, "exp") or _is_exponential(body)
    if above != below:
        return Judgement(rule, SOFTMAX, "softmax_exponential", certain=True)
    if not above:
        return None
    return _softmax_index(side.numerator, sums[0], body, rule)


def _softmax_index(numerator: Term, total: Term, body: Term, rule: str) -> Judgement:
    index = set(total.index) if isinstance(total, BigSum) else set()
    inside = {letter for symbol in symbols(body) for letter in letters(symbol)}
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


def _sigmoid(side: Term, equation: Equation, context: Context) -> Judgement | None:
    left = equation.sides[0] if len(equation.sides) > 1 else None
    named = isinstance(left, Symbol) and left.name.lower() in ("σ", "sigmoid", "sigmoide")
    if (
        not (named or "sigmoid" in context.near)
        or not has_call(side, "exp")
        or any(isinstance(part, BigSum) for part in walk(side))
    ):
        return None
    keys = tuple(dict.fromkeys(key(symbol) for symbol in symbols(side)))
    if not 1 <= len(keys) <= 3:
        return None
    form = first(side, _SIGMOIDS, dict.fromkeys("xbw", keys))
    if form is None:
        return None
    return Judgement(
        "equation.sigmoid", SIGMOID, form.mistake, certain=bool(form.mistake) and (named or "sigmoid" in context.own)
    )


def _relu(side: Term, equation: Equation, context: Context) -> Judgement | None:
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


# ── HOG ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _hog(side: Term, context: Context) -> Judgement | None:
    keys = tuple(dict.fromkeys(key(symbol) for symbol in symbols(side)))
    bins = tuple(one for one in keys if re.search(r"orient|bins|^ori", one, re.IGNORECASE))
    pixels = tuple(one for one in keys if re.search(r"pix|ppc|cell", one, re.IGNORECASE) and "block" not in one)
    if len(keys) < 2 or any(isinstance(part, BigSum) for part in walk(side)):
        return None
    certain = len(bins) == 1 and len(pixels) == 1
    if not certain:
        single = tuple(one for one in keys if len(one) == 1 or re.fullmatch(r"\w_\w{1,12}", one))
        if "hog" not in context.near or len(keys) != 2 or not (bins or pixels or set(keys) <= set(single)):
            return None
        bins, pixels = (
            (bins or tuple(one for one in keys if one not in pixels)),
            (pixels or tuple(one for one in keys if one not in bins)),
        )
    sides = tuple(one for one in keys if one not in (*bins, *pixels) and (_SIDE.search(one) or "block" in one))
    choices: dict[str, Sequence[Choice]] = {"n": bins, "p": pixels, "s": sides, "t": sides, "b": sides}
    form = first(side, _HOGS, choices)
    if form is None:
        return None
    if not form.mistake:
        return Judgement("equation.hog_size", HOG)
    if not certain or not {"hog", "inputs"} & context.near or form.mistake in ("hog_exchanged",):
        return Judgement("equation.hog_size", HOG, form.mistake, suspicion=0.5) if certain else None
    return Judgement("equation.hog_size", HOG, form.mistake, certain=True)


# ── metrics ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _metric(side: Term, equation: Equation, context: Context) -> Judgement | None:
    name = _metric_name(equation, context)
    if name is None or not isinstance(side, Quotient | Product):
        return None
    choices = _metric_choices(side)
    if choices is None:
        return None
    right, forms = _METRICS[name]
    if name == "precision" and "recall" in _names_of(equation):
        return None
    form = first(side, forms, choices)
    if form is None:
        return None
    return Judgement(f"equation.{name}", right, form.mistake, certain=bool(form.mistake), suspicion=0.6)


def _names_of(equation: Equation) -> str:
    left = equation.sides[0]
    return (left.name + left.sub).lower() if isinstance(left, Symbol) else ""


def _metric_name(equation: Equation, context: Context) -> str | None:
    """Return the metric that the left side names."""
    if len(equation.sides) < 2:
        return None
    name = _names_of(equation)
    if name == "result":
        found = context.own & {"f1", "precision", "recall", "accuracy"}
        return next(iter(found)) if len(found) == 1 else None
    if name.startswith(("f1", "f_1")) or (name[:1] == "f" and "1" in name[:3]):
        return "f1"
    return next(
        (
            metric
            for word, metric in (("pr", "precision"), ("rec", "recall"), ("rappel", "recall"), ("acc", "accuracy"))
            if name.startswith(word)
        ),
        None,
    )


def _metric_choices(side: Term) -> dict[str, Sequence[Choice]] | None:
    """Return which names may have each role; None if a name is unknown."""
    choices: dict[str, list[Choice]] = {role: [] for role in "prafnb"}
    for symbol in symbols(side):
        one = key(symbol)
        name = one.lower()
        role = {"tp": "a", "fp": "f", "fn": "n", "tn": "b", "p": "p", "r": "r"}.get(name)
        role = role or ("p" if name.startswith("pr") else "r" if name.startswith(("rec", "rap", "sens")) else None)
        if role is None:
            return None
        if one not in choices[role]:
            choices[role].append(one)
    return {role: tuple(found) for role, found in choices.items()}
