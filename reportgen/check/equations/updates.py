"""Update rules of optimizers: moving averages of gradients, and the step that they lead to."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.check.equations.context import Context
from reportgen.check.equations.forms import Choice, Form, first, numbers
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.names import RATES, TINY, WEIGHTS, key
from reportgen.check.equations.normal import normal
from reportgen.check.equations.terms import (
    GRADIENT, BigSum, Call, Equation, Number, Power, Product, Quotient, Sum, Symbol, Term, symbols, walk,
)  # fmt: skip

AVERAGE = "E[g²]ₜ = ρ·E[g²]ₜ₋₁ + (1−ρ)·g²"
STEP = "wₜ = wₜ₋₁ − η·g / (√E[g²]ₜ + ε)"
SGD = "w ← w − η·∂C/∂w"
ADAM_STEP = "θₜ = θₜ₋₁ − η·m̂ₜ / (√v̂ₜ + ε)"
ADAM_MEAN = "mₜ = β₁·mₜ₋₁ + (1−β₁)·g,  vₜ = β₂·vₜ₋₁ + (1−β₂)·g²"
CORRECTION = "m̂ₜ = mₜ / (1−β₁ᵗ),  v̂ₜ = vₜ / (1−β₂ᵗ)"
_root = math.sqrt

_AVERAGES = (
    Form("vgr", lambda v, g, r: r * v + (1 - r) * g * g),
    Form("vgr", lambda v, g, r: (1 - r) * v + r * g * g),
    Form("vgr", lambda v, g, r: r * v + (1 - r) * g, "square"),
    Form("vgr", lambda v, g, r: (1 - r) * v + r * g, "square"),
    Form("vgr", lambda v, g, r: r * v + (1 + r) * g * g, "decay_sum"),
    Form("vgr", lambda v, g, r: (1 + r) * v + (1 - r) * g * g, "decay_sum"),
    Form("vgr", lambda v, g, r: r * v + r * g * g, "decay_sum"),
    Form("vgr", lambda v, g, r: (1 - r) * v + (1 - r) * g * g, "decay_sum"),
    Form("vgr", lambda v, g, r: r * v + g * g, "decay_missing"),
    Form("vgr", lambda v, g, r: v + (1 - r) * g * g, "decay_missing"),
    Form("vgr", lambda v, g, r: r * v + (r - 1) * g * g, "decay_sign"),
    Form("vgr", lambda v, g, r: r * v - (1 - r) * g * g, "decay_sign"),
    Form("vgr", lambda v, g, r: r * v + (1 + r) * g, "square"),
    Form("vgr", lambda v, g, r: r * v * v + (1 - r) * g * g, "state_squared"),
    Form("vgrq", lambda v, g, r, q: r * v + (1 - q) * g * g, "two_decays"),
    Form("vgrq", lambda v, g, r, q: r * v + q * g * g, "two_decays"),
)
_ADAGRAD = (Form("vg", lambda v, g: v + g * g),)
_MOMENTUM = (
    Form("vgr", lambda v, g, r: r * v + (1 - r) * g),
    Form("vgr", lambda v, g, r: (1 - r) * v + r * g),
    Form("vgr", lambda v, g, r: r * v + g),
    Form("vgr", lambda v, g, r: r * v - g),
    Form("vgrh", lambda v, g, r, h: r * v - h * g),
    Form("vgrh", lambda v, g, r, h: r * v + h * g),
    Form("vgrh", lambda v, g, r, h: r * v + (1 - h) * g),
    Form("vgrh", lambda v, g, r, h: r * v - h * (1 - r) * g),
    Form("vgrh", lambda v, g, r, h: r * v + h * (1 - r) * g),
    Form("vgrhs", lambda v, g, r, h, s: r * v + h * g / _root(s)),
    Form("vgrhse", lambda v, g, r, h, s, e: r * v + h * g / _root(s + e)),
    Form("vgrhse", lambda v, g, r, h, s, e: r * v + h * g / (_root(s) + e)),
    Form("vgrhse", lambda v, g, r, h, s, e: r * v - h * g / (_root(s) + e)),
    Form("vgrhse", lambda v, g, r, h, s, e: r * v - h * g / _root(s + e)),
)
_STEPS = (
    Form("wghve", lambda w, g, h, v, e: w - h * g / (_root(v) + e)),
    Form("wghve", lambda w, g, h, v, e: w - h * g / _root(v + e)),
    Form("wghve", lambda w, g, h, v, e: w - h * g / _root(v + e * e)),
    Form("wghvme", lambda w, g, h, v, m, e: w - h * g / _root(v - m * m + e)),
    Form("wghvme", lambda w, g, h, v, m, e: w - h * g / (_root(v - m * m) + e)),
    Form("wghv", lambda w, g, h, v: w - h * g / _root(v), "no_epsilon"),
    Form("wghve", lambda w, g, h, v, e: w + h * g / (_root(v) + e), "plus"),
    Form("wghve", lambda w, g, h, v, e: w + h * g / _root(v + e), "plus"),
    Form("wghv", lambda w, g, h, v: w + h * g / _root(v), "plus"),
    Form("wghve", lambda w, g, h, v, e: w - h * g / (v + e), "no_root"),
    Form("wghv", lambda w, g, h, v: w - h * g / v, "no_root"),
    Form("wghve", lambda w, g, h, v, e: w - h * g / _root(v * v + e), "no_root"),
    Form("wghve", lambda w, g, h, v, e: w - h * g / (v * v + e), "no_root"),
    Form("wghve", lambda w, g, h, v, e: w - h * g * _root(v + e), "multiplied"),
    Form("wghve", lambda w, g, h, v, e: w - h * g * (_root(v) + e), "multiplied"),
    Form("wghv", lambda w, g, h, v: w - h * g * _root(v), "multiplied"),
    Form("whve", lambda w, h, v, e: w - h / (_root(v) + e), "no_gradient"),
    Form("whve", lambda w, h, v, e: w - h / _root(v + e), "no_gradient"),
    Form("whv", lambda w, h, v: w - h / _root(v), "no_gradient"),
    Form("wgve", lambda w, g, v, e: w - g / (_root(v) + e), "no_rate"),
    Form("wgve", lambda w, g, v, e: w - g / _root(v + e), "no_rate"),
    Form("wgv", lambda w, g, v: w - g / _root(v), "no_rate"),
    Form("wghve", lambda w, g, h, v, e: w - h * g * g / (_root(v) + e), "gradient_squared"),
    Form("wghve", lambda w, g, h, v, e: w - h * g * g / _root(v + e), "gradient_squared"),
    Form("wghve", lambda w, g, h, v, e: w - h * g / (_root(v) - e), "epsilon_sign"),
    Form("wghve", lambda w, g, h, v, e: w - h * g / _root(v - e), "epsilon_sign"),
)
_PLAIN_STEPS = (
    Form("wgh", lambda w, g, h: w - h * g),
    Form("wghl", lambda w, g, h, c: w - h * (g + c * w)),
    Form("wghl", lambda w, g, h, c: w - h * g - c * w),
    Form("wghm", lambda w, g, h, m: w - h * g + m),
    Form("wghm", lambda w, g, h, m: w - h * m * g),
    Form("wgh", lambda w, g, h: w + h * g, "plus"),
    Form("wg", lambda w, g: w - g, "no_rate"),
    Form("wgh", lambda w, g, h: w - h / g, "divided"),
)
_SPEED = (
    Form("wv", lambda w, v: w - v),
    Form("wv", lambda w, v: w + v),
    Form("wvh", lambda w, v, h: w - h * v),
)
_CORRECTIONS = (
    Form("mbt", lambda m, b, t: m / (1 - b**t)),
    Form("mb", lambda m, b: m / (1 - b), "no_power"),
    Form("mbt", lambda m, b, t: m / (1 + b**t), "correction"),
    Form("mbt", lambda m, b, t: m * (1 - b**t), "correction"),
    Form("mbt", lambda m, b, t: m / b**t, "correction"),
)


@dataclass
class Group:
    """What the formulas of one part have in common.

    Attributes:
        squared: keys of the averages of squared gradients.
        speeds: keys of what gathers gradients that are not squared.
        rooted: keys that stand below a root.
        corrected: whether a bias correction is given.
    """

    squared: set[str] = field(default_factory=set)
    speeds: set[str] = field(default_factory=set)
    rooted: set[str] = field(default_factory=set)
    corrected: bool = False

    def add(self, equation: Equation) -> None:
        """Take note of a formula."""
        left, right = _state(equation), normal(equation.sides[-1])
        gradients = [part for part in walk(right) if part == Symbol(GRADIENT)]
        own = [
            symbol
            for symbol in symbols(right)
            if key(symbol) == left or (left.startswith("E[") and symbol.name.startswith("E["))
        ]
        if left and own and gradients:
            (self.squared if _squares_gradient(right) else self.speeds).add(left)
        self.rooted.update(key(one) for part in walk(right) if _is_root(part) for one in symbols(part))
        self.corrected = self.corrected or _is_correction(right)


def judge(equation: Equation, group: Group, context: Context) -> Judgement | None:
    """Compare a formula with the update rules; None if it is none of them."""
    if len(equation.sides) < 2 or not isinstance(equation.sides[0], Symbol | Power):
        return None
    for side in equation.sides[1:]:
        term = normal(side)
        if any(isinstance(part, BigSum) for part in walk(term)) or len(symbols(term)) > 12:
            continue
        found = (
            _average(equation, term, group, context)
            or _step(equation, term, group, context)
            or _correction(term, context)
        )
        if found is not None:
            return found
    return None


# ── averages ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _average(equation: Equation, term: Term, group: Group, context: Context) -> Judgement | None:
    state = _state(equation)
    term = _one_average(term, state)
    present = {key(symbol) for symbol in symbols(term)}
    if state not in present or GRADIENT not in present or _is_weight(state):
        return None
    choices = _choices(term, v=(state,), g=(GRADIENT,))
    name = context.closest("rmsprop", "adam", "adagrad", "adadelta", "momentum", "nadam", "centered")
    form = first(term, _AVERAGES, choices)
    if (
        form is None
        or form.mistake in ("square", "decay_missing")
        or (form.mistake == "two_decays" and not _squares_gradient(term))
    ):
        other = _other_average(term, state, choices, name, group, context)
        if other is not None:
            return (
                None
                if other == "silent"
                else Judgement(f"equation.{other}", AVERAGE if other == "rmsprop" else ADAM_MEAN)
            )
    if form is None:
        return None
    rule = "equation.adam" if "adam" in name and "rmsprop" not in name else "equation.rmsprop"
    right = ADAM_MEAN if rule == "equation.adam" else AVERAGE
    if not form.mistake:
        return _right_average(equation, rule, right)
    return _wrong_average(form.mistake, rule, right, term, state, name)


def _other_average(
    term: Term,
    state: str,
    choices: Mapping[str, Sequence[Choice]],
    name: frozenset[str],
    group: Group,
    context: Context,
) -> str | None:
    """Return which other rule a sum of gradients is right for; `silent` if that is open, None if it is certainly none."""
    if first(term, _ADAGRAD, choices) is not None:
        return "adagrad" if "adagrad" in context.all else "silent"
    if first(term, _MOMENTUM, choices) is None:
        return None
    if state == "E[g^2]":
        return None
    if state in group.rooted and not {"momentum", "centered", "nadam"} & context.all and (state not in ("m", "M")):
        return None
    if name & {"momentum", "nadam"}:
        return "momentum"
    return "adam" if "adam" in name else "silent"


def _right_average(equation: Equation, rule: str, right: str) -> Judgement:
    """`E[g]` for `E[g²]` is a matter of notation."""
    names = {symbol.name + symbol.accent for symbol in symbols(equation.sides[-1]) if symbol.name.startswith("E[")}
    names |= {symbol.name for symbol in symbols(equation.sides[0]) if symbol.name.startswith("E[")}
    if any(name != "E[g^2]" and not name.startswith("E[mean") for name in names):
        return Judgement(rule, right, "notation", severity="imprecision", suspicion=0.4)
    return Judgement(rule, right)


def _wrong_average(mistake: str, rule: str, right: str, term: Term, state: str, name: frozenset[str]) -> Judgement:
    known = bool(name & {"rmsprop", "adam"}) or state == "E[g^2]"
    if mistake == "two_decays":
        same_letter = _differ_by_number(term)
        both_numbers = len(numbers(term)) >= 2 and not any(key(one) not in (state, GRADIENT) for one in symbols(term))
        return Judgement(rule, right, mistake, known and (same_letter or both_numbers), suspicion=0.4)
    if mistake == "state_squared":
        return Judgement(rule, right, mistake, suspicion=0.6)
    return Judgement(rule, right, mistake, known, suspicion=0.7)


def _differ_by_number(term: Term) -> bool:
    """Tell whether two factors are of one letter with two numbers: β₁ and 1-β₂."""
    bases = [symbol.name for symbol in {Symbol(one.name, sub=one.sub) for one in symbols(term) if one.sub.isdecimal()}]
    return len(bases) > len(set(bases))


# ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _step(equation: Equation, term: Term, group: Group, context: Context) -> Judgement | None:
    state = _state(equation)
    if state.startswith("Δ"):
        return _difference(term, group, context)
    term = _small_named(_roots_of_mean(term))
    keys = [key(symbol) for symbol in symbols(term)]
    if state not in keys or keys.count(state) > 2:
        return None
    moments = tuple(one for one in keys if one[0] in "mMvV" and one != state)
    gradient: tuple[str, ...] = (GRADIENT,) if GRADIENT in keys else moments if len(moments) > 1 else ()
    choices = _choices(term, w=(state,), g=gradient)
    form = first(term, _STEPS, choices)
    if form is not None:
        return _judged_step(form.mistake, term, state, keys, group, context)
    if GRADIENT in keys:
        form = first(term, _PLAIN_STEPS, choices)
        return None if form is None else _judged_descent(form.mistake, term, state, context)
    speed = [one for one in keys if one in group.speeds]
    if speed and first(term, _SPEED, {**choices, "v": speed}) is not None:
        return Judgement("equation.momentum", "v ← μ·v − η·g,  w ← w + v")
    return None


def _judged_step(
    mistake: str, term: Term, state: str, keys: Sequence[str], group: Group, context: Context
) -> Judgement | None:
    adam = GRADIENT not in keys and mistake != "no_gradient"
    closest = context.closest("rmsprop", "adam", "adagrad", "adadelta")
    closest = closest - {"adagrad", "adadelta"} or closest
    rule = "equation.adam" if adam or ("adam" in closest and "rmsprop" not in closest) else "equation.rmsprop"
    if "adagrad" in closest and not {"rmsprop", "adam"} & context.all:
        rule = "equation.adagrad"
    right = ADAM_STEP if adam else STEP
    below = [one for one in keys if one in group.squared or one.startswith("E[g^2]")]
    if not mistake:
        return _hatless(rule, right, keys, group, context) if adam else Judgement(rule, right)
    if adam and "adam" not in context.all:
        return None
    if mistake == "no_epsilon":
        return Judgement(rule, right, mistake, severity="imprecision", suspicion=0.4)
    if mistake == "plus":
        certain = _is_weight(state) and _has_rate(term) and not _turned(context)
        return Judgement(rule, right, mistake, certain, suspicion=0.7)
    if mistake in ("no_root", "multiplied"):
        if not below:
            return None
        return Judgement(rule, right, mistake, bool(closest), suspicion=0.7)
    return Judgement(rule, right, mistake, suspicion=0.6, severity="imprecision" if mistake == "no_rate" else "error")


def _hatless(rule: str, right: str, keys: Sequence[str], group: Group, context: Context) -> Judgement | None:
    """Adam's averages need their bias correction, unless the rate has it."""
    if "adam" not in context.all:
        return None
    hats = any("^" in one for one in keys)
    said = context.says(r"bias|biais|corrig|correct|Bias")
    if hats or (said and not group.corrected) or "Δ" in keys:
        return Judgement(rule, right)
    return Judgement(rule, right, "no_correction", severity="imprecision", suspicion=0.3)


def _judged_descent(mistake: str, term: Term, state: str, context: Context) -> Judgement | None:
    closest = context.closest("sgd", "rmsprop", "adam", "adagrad", "momentum")
    known = bool(closest)
    if not _is_weight(state):
        return None
    if not mistake:
        named = bool(closest & {"rmsprop", "adam", "adagrad"}) and not context.all & {"sgd", "momentum"}
        return None if named else Judgement("equation.sgd", SGD)
    if mistake == "no_rate":
        return (
            Judgement("equation.sgd", SGD, mistake, severity="imprecision", suspicion=0.4) if "sgd" in closest else None
        )
    if mistake == "plus":
        certain = known and _has_rate(term) and not _turned(context)
        return Judgement("equation.sgd", SGD, mistake, certain, suspicion=0.7) if known else None
    return Judgement("equation.sgd", SGD, mistake, suspicion=0.5) if known else None


def _difference(term: Term, group: Group, context: Context) -> Judgement | None:
    """A difference `Δw` alone: its sign depends on how it is used."""
    whole = Sum(((1, Symbol("w")), (1, term)))
    choices = _choices(whole, w=("w",), g=(GRADIENT,))
    form = first(whole, (*_STEPS, *_PLAIN_STEPS), choices)
    if form is None or form.mistake not in ("", "no_epsilon"):
        return None
    rooted = any(_is_root(part) for part in walk(term))
    rule, right = ("equation.rmsprop", STEP) if rooted else ("equation.sgd", SGD)
    if form.mistake:
        return Judgement(rule, right, form.mistake, severity="imprecision", suspicion=0.4)
    return Judgement(rule, right) if context.all & {"rmsprop", "sgd", "adam", "momentum"} else None


def _correction(term: Term, context: Context) -> Judgement | None:
    if "adam" not in context.all or not isinstance(term, Quotient | Product):
        return None
    keys = [key(symbol) for symbol in symbols(term)]
    choices = _choices(
        term,
        m=tuple(one for one in keys if one[0] in "mvMVsr"),
        b=tuple(one for one in keys if one[0] == "β"),
        t=("t",),
    )
    form = first(term, _CORRECTIONS, choices)
    if form is None:
        return None
    if form.mistake == "no_power":
        return Judgement("equation.adam", CORRECTION, form.mistake, severity="imprecision", suspicion=0.3)
    return Judgement("equation.adam", CORRECTION, form.mistake, certain=bool(form.mistake))


# ── symbols ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _state(equation: Equation) -> str:
    """Return the key of what a formula computes."""
    left = equation.sides[0]
    left = left.base if isinstance(left, Power) else left
    return key(left) if isinstance(left, Symbol) else ""


def _one_average(term: Term, state: str) -> Term:
    """Take `E[g]` and `E[g^2]` for the same, if only one of them can be meant."""
    names = {symbol.name for symbol in symbols(term) if symbol.name.startswith("E[")}
    if not state.startswith("E[") or len(names) != 1:
        return term
    return _renamed(term, next(iter(names)), state)


def _renamed(term: Term, old: str, new: str) -> Term:
    match term:
        case Symbol(name):
            return replace(term, name=new, accent="") if name == old else term
        case Sum(terms):
            return Sum(tuple((sign, _renamed(part, old, new)) for sign, part in terms))
        case Product(factors):
            return Product(tuple(_renamed(factor, old, new) for factor in factors))
        case Quotient(numerator, denominator):
            return Quotient(_renamed(numerator, old, new), _renamed(denominator, old, new))
        case Power(base, exponent):
            return Power(_renamed(base, old, new), _renamed(exponent, old, new))
        case _:
            return term


def _roots_of_mean(term: Term) -> Term:
    """`RMS[g]` is a root by its name."""
    for symbol in symbols(term):
        if symbol.name.startswith("RMS"):
            return _rooted(term, symbol.name)
    return term


def _rooted(term: Term, name: str) -> Term:
    match term:
        case Symbol(found) if found == name:
            return Power(Sum(((1, Symbol("E[g^2]")), (1, Symbol("ε")))), Number(0.5))
        case Sum(terms):
            return Sum(tuple((sign, _rooted(part, name)) for sign, part in terms))
        case Product(factors):
            return Product(tuple(_rooted(factor, name) for factor in factors))
        case Quotient(numerator, denominator):
            return Quotient(_rooted(numerator, name), _rooted(denominator, name))
        case _:
            return term


def _small_named(term: Term) -> Term:
    """Give small numbers the names that they stand for: beside them, sample values would count for nothing."""
    match term:
        case Number(number) if 0 < abs(number) < 0.05:
            return Symbol("ε" if abs(number) < 1e-4 else "η")
        case Sum(terms):
            return Sum(tuple((sign, _small_named(part)) for sign, part in terms))
        case Product(factors):
            return Product(tuple(_small_named(factor) for factor in factors))
        case Quotient(numerator, denominator):
            return Quotient(_small_named(numerator), _small_named(denominator))
        case Power(base, exponent):
            return Power(_small_named(base), exponent)
        case _:
            return term


def _choices(term: Term, **fixed: Sequence[str]) -> dict[str, Sequence[Choice]]:
    """Return which symbols and numbers may have each role: those of fixed roles have no other."""
    taken = {one for keys in fixed.values() for one in keys if len(keys) == 1}
    free = tuple(
        dict.fromkeys(one for symbol in symbols(term) if (one := key(symbol)) not in taken and one != GRADIENT)
    )
    open_: tuple[Choice, ...] = (*free, *numbers(term))
    small = tuple(
        one
        for one in open_
        if (isinstance(one, float) and abs(one) < 0.01) or (isinstance(one, str) and one[:1] in TINY)
    )
    roles: dict[str, Sequence[Choice]] = dict.fromkeys("vrqhmslct", open_)
    return {**roles, "e": small, **fixed}


def _is_weight(state: str) -> bool:
    return state.rstrip("_0123456789") in WEIGHTS


def _has_rate(term: Term) -> bool:
    return any(key(symbol).partition("_")[0] in RATES or key(symbol) in RATES for symbol in symbols(term)) or bool(
        numbers(term)
    )


def _turned(context: Context) -> bool:
    """Tell whether the gradient may have its sign already, or climbs."""
    return "ascent" in context.all or context.says(
        r"[-−–] ?(?:∇|\\nabla|\\frac\{\\partial|∂)|n[eé]gatif du gradient|negative gradient|negative of the gradient"
    )


def _squares_gradient(term: Term) -> bool:
    for part in walk(term):
        if isinstance(part, Power) and part.base == Symbol(GRADIENT):
            return True
        if isinstance(part, Product) and part.factors.count(Symbol(GRADIENT)) == 2:
            return True
    return False


def _is_root(part: Term) -> bool:
    return isinstance(part, Power) and (part.exponent == Number(0.5) or part.exponent == Quotient(Number(1), Number(2)))


def _is_correction(term: Term) -> bool:
    """Tell whether a term divides by `1 - β^t`."""
    return any(
        isinstance(part, Quotient)
        and any(isinstance(one, Power) and isinstance(one.exponent, Symbol) for one in walk(part.denominator))
        for part in walk(term)
    ) and not isinstance(term, Call)
