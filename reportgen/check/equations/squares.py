"""Squares: the mean squared error and the penalty of L2."""

from reportgen.check.equations.bounds import index_mistake
from reportgen.check.equations.context import Context
from reportgen.check.equations.forms import Form, first
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.names import key
from reportgen.check.equations.peel import factors, peel
from reportgen.check.equations.terms import (
    BigSum,
    Call,
    Equation,
    Number,
    Power,
    Product,
    Sum,
    Symbol,
    Term,
    symbols,
    walk,
)

SQUARED = "MSE = (1/N)·Σᵢ (yᵢ − ŷᵢ)²"
PENALTY = "λ·Σ w²"
_SQUARES = (
    Form("yp", lambda y, p: (y - p) ** 2),
    Form("yp", lambda y, p: (y + p) ** 2, "mse_plus"),
    Form("yp", lambda y, p: y**2 - p**2, "mse_squares"),
)
_DIFFERENCES = (Form("yp", lambda y, p: y - p), Form("yp", lambda y, p: abs(y - p)))


def squares(side: Term, equation: Equation, context: Context) -> Judgement | None:
    """Compare one side of a formula with the mean squared error."""
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


def penalty(side: Term, context: Context) -> Judgement | None:
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
        if isinstance(plain, Symbol) and plain.name in ("w", "W", "θ", "weights") and plain.sub != "2" and peeled.sums:
            return Judgement(
                "equation.l2", PENALTY, "l2_square", certain="l1" not in context.near and "l2" in context.near
            )
    return None


def _is_strength(symbol: Symbol) -> bool:
    """Tell whether a symbol is the strength of a penalty by its name."""
    names = ("α", "lambda", "l2", "l", "γ", "η", "β", "wd", "weight_decay")
    return symbol.name in names or symbol.name.startswith("λ")


def _is_square(core: Term) -> bool:
    parts = factors(core)
    return isinstance(core, Product) and len(parts) >= 2 and len(set(map(str, parts))) < len(parts)
