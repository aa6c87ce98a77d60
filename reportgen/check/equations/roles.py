"""Roles of symbols in update rules: what a formula computes, which symbols may be the rate, the average, ε."""

from collections.abc import Sequence
from dataclasses import replace

from reportgen.check.equations.context import Context
from reportgen.check.equations.forms import Choice, numbers
from reportgen.check.equations.names import RATES, TINY, WEIGHTS, key
from reportgen.check.equations.terms import (
    GRADIENT,
    Call,
    Equation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    changed,
    symbols,
    walk,
)


def state_of(equation: Equation) -> str:
    """Return the key of what a formula computes."""
    left = equation.sides[0]
    left = left.base if isinstance(left, Power) else left
    return key(left) if isinstance(left, Symbol) else ""


def one_average(term: Term, state: str) -> Term:
    """Take `E[g]` and `E[g^2]` for the same, if only one of them can be meant."""
    names = {symbol.name for symbol in symbols(term) if symbol.name.startswith("E[")}
    if not state.startswith("E[") or len(names) != 1:
        return term
    name = next(iter(names))
    return changed(
        term,
        lambda part: replace(part, name=state, accent="") if isinstance(part, Symbol) and part.name == name else None,
    )


def roots_of_mean(term: Term) -> Term:
    """Return a term in which `RMS[g]` is the root that its name says."""
    root = Power(Sum(((1, Symbol("E[g^2]")), (1, Symbol("ε")))), Number(0.5))
    return changed(term, lambda part: root if isinstance(part, Symbol) and part.name.startswith("RMS") else None)


def small_named(term: Term) -> Term:
    """Give small numbers the names that they stand for: beside them, sample values would count for nothing."""
    return changed(term, _named)


def _named(part: Term) -> Term | None:
    if isinstance(part, Power):
        return Power(small_named(part.base), part.exponent)
    if isinstance(part, Number) and 0 < abs(part.value) < 0.05:
        return Symbol("ε" if abs(part.value) < 1e-4 else "η")
    return None


def choices_of(term: Term, **fixed: Sequence[str]) -> dict[str, Sequence[Choice]]:
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


def is_weight(state: str) -> bool:
    """Tell whether what a formula computes is a weight by its name."""
    return state.rstrip("_0123456789") in WEIGHTS


def has_rate(term: Term) -> bool:
    """Tell whether a term has a learning rate, by its name or as a number."""
    return any(key(symbol).partition("_")[0] in RATES or key(symbol) in RATES for symbol in symbols(term)) or bool(
        numbers(term)
    )


def turned(context: Context) -> bool:
    """Tell whether the gradient may have its sign already, or climbs."""
    return "ascent" in context.all or context.says(
        r"[-−–] ?(?:∇|\\nabla|\\frac\{\\partial|∂)|n[eé]gatif du gradient|negative gradient|negative of the gradient"
    )


def squares_gradient(term: Term) -> bool:
    """Tell whether the square of a gradient occurs in a term."""
    for part in walk(term):
        if isinstance(part, Power) and part.base == Symbol(GRADIENT):
            return True
        if isinstance(part, Product) and part.factors.count(Symbol(GRADIENT)) == 2:
            return True
    return False


def is_root(part: Term) -> bool:
    """Tell whether a term is a square root."""
    return isinstance(part, Power) and (part.exponent == Number(0.5) or part.exponent == Quotient(Number(1), Number(2)))


def is_correction(term: Term) -> bool:
    """Tell whether a term divides by `1 - β^t`."""
    return any(
        isinstance(part, Quotient)
        and any(isinstance(one, Power) and isinstance(one.exponent, Symbol) for one in walk(part.denominator))
        for part in walk(term)
    ) and not isinstance(term, Call)
