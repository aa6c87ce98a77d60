"""Normal form: derivatives and names of gradients become one symbol, so that notation no longer matters."""

import math
from dataclasses import replace

from reportgen.check.equations.names import GRADIENTS, differential
from reportgen.check.equations.terms import GRADIENT, BigSum, Call, Number, Power, Product, Quotient, Sum, Symbol, Term

_TIMES = (Symbol("t"), Symbol("w"))
_SLANTED = (Symbol("δ"), Symbol("d"))
"""What some write for `∂`."""
THE_GRADIENT = Symbol(GRADIENT)


def normal(term: Term) -> Term:
    """Return a term in which every gradient is `∇`, whether it is averaged over a batch or not."""
    match term:
        case Symbol():
            return _symbol(term)
        case Sum(terms):
            return Sum(tuple((sign, normal(part)) for sign, part in terms))
        case Product(factors):
            return _product(tuple(normal(factor) for factor in factors))
        case Quotient(numerator, denominator):
            return _quotient(normal(numerator), normal(denominator))
        case Power(base, exponent):
            return _power(normal(base), normal(exponent))
        case Call(name, arguments):
            return Call(name, tuple(normal(argument) for argument in arguments))
        case BigSum(_, _, _, body):
            inner = normal(body)
            return inner if _is_gradient(inner) else replace(term, body=inner)
        case _:
            return term


def _is_gradient(term: Term) -> bool:
    return term == THE_GRADIENT or (
        isinstance(term, Call) and term.name in ("mean", "sum") and term.arguments[0] == THE_GRADIENT
    )


def _symbol(symbol: Symbol) -> Term:
    if symbol.name not in GRADIENTS or symbol.accent.strip("^-"):
        return symbol
    # a power that was pasted as a plain digit: gt2
    return Power(THE_GRADIENT, Number(2)) if symbol.sub == "2" else THE_GRADIENT


def _power(base: Term, exponent: Term) -> Term:
    """`E[g]^2` is how some write the average of squares."""
    if isinstance(base, Symbol) and base.name.startswith("E[") and exponent == Number(2):
        return replace(base, name="E[g^2]", accent="?")
    if base == Number(10) and isinstance(exponent, Sum) and len(exponent.terms) == 1:
        power = exponent.terms[0][1]
        return Number(10.0 ** max(-30.0, -power.value)) if isinstance(power, Number) else Power(base, exponent)
    return Power(base, exponent)


def _product(factors: tuple[Term, ...]) -> Term:
    """Join `∂/∂w` with the function behind it, and an average of gradients with its `1/m`."""
    found: list[Term] = []
    skip = False
    for factor, after in zip(factors, (*factors[1:], None), strict=True):
        if skip or (found[-1:] == [THE_GRADIENT] and factor in _TIMES):
            skip = False
            continue
        if isinstance(factor, Quotient) and _is_operator(factor):
            found.append(THE_GRADIENT)
            skip = isinstance(after, Symbol)
        else:
            found.append(factor)
    if THE_GRADIENT in found:
        found = [factor.numerator if _is_mean(factor) else factor for factor in found]  # type: ignore[union-attr]
    if all(isinstance(factor, Number) for factor in found):
        return Number(math.prod(factor.value for factor in found if isinstance(factor, Number)))
    return found[0] if len(found) == 1 else Product(tuple(found))


def _is_operator(quotient: Quotient) -> bool:
    return quotient.numerator == Symbol("∂") and quotient.denominator == Symbol("∂", sub="of")


def _is_mean(factor: Term) -> bool:
    """Tell whether a factor is the `1/m` of an average over a batch."""
    return (
        isinstance(factor, Quotient)
        and isinstance(factor.denominator, Symbol)
        and factor.denominator.name in ("m", "N", "n", "M", "B", "b")
    )


def _quotient(numerator: Term, denominator: Term) -> Term:
    if (
        _starts_slanted(denominator)
        and isinstance(numerator, Product)
        and len(numerator.factors) > 1
        and numerator.factors[-2] in _SLANTED
    ):
        return _product((*numerator.factors[:-2], THE_GRADIENT))
    if _is_differential(denominator):
        if _is_differential(numerator):
            return THE_GRADIENT if numerator != Symbol("∂") else Quotient(numerator, denominator)
        if isinstance(numerator, Product) and _is_differential(numerator.factors[-1]):
            return _product((*numerator.factors[:-1], THE_GRADIENT))
        if isinstance(numerator, Product) and numerator.factors[-1] == THE_GRADIENT:
            return numerator
    return Quotient(numerator, denominator)


def _starts_slanted(term: Term) -> bool:
    return isinstance(term, Product) and len(term.factors) == 2 and term.factors[0] in _SLANTED


def _is_differential(term: Term) -> bool:
    """Tell whether a term is one half of a derivative; names of gradients (`dw`) have become one before."""
    if term == THE_GRADIENT:
        return True
    return isinstance(term, Symbol) and (term.name == "∂" or differential(term.name))
