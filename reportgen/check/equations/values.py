"""Values of terms at sample points: two formulas that agree at several points are the same, however arranged."""

import math
from collections.abc import Callable, Mapping

from reportgen.check.equations.names import key
from reportgen.check.equations.terms import Call, Number, Power, Product, Quotient, Sum, Symbol, Term

# cells are counted whole; where 28 is a multiple, rounding down changes nothing
_ONE: Mapping[str, Callable[[float], float]] = {
    "log": math.log,
    "exp": math.exp,
    "abs": abs,
    "norm": abs,
    "floor": float,
    "tanh": math.tanh,
}


def value(term: Term, samples: Mapping[str, float]) -> float:
    """Return the value of a term whose symbols have values; NaN where it has none.

    Args:
        term: without sums over an index.
        samples: by the key of a symbol.
    """
    try:
        found = _value(term, samples)
    except (ArithmeticError, ValueError, KeyError, TypeError):
        return math.nan
    return found if abs(found) < 1e12 else math.nan


def same(left: float, right: float) -> bool:
    """Tell whether two values agree; NaN agrees with nothing."""
    return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-12)


def _value(term: Term, samples: Mapping[str, float]) -> float:
    match term:
        case Number(number):
            return number
        case Symbol():
            return samples[key(term)]
        case Sum(terms):
            return sum(sign * _value(part, samples) for sign, part in terms)
        case Product(factors):
            return math.prod(_value(factor, samples) for factor in factors)
        case Quotient(numerator, denominator):
            return _value(numerator, samples) / _value(denominator, samples)
        case Power(base, exponent):
            return _power(_value(base, samples), _value(exponent, samples))
        case Call(name, arguments):
            return _called(name, [_value(argument, samples) for argument in arguments])
        case _:
            raise ValueError


def _power(base: float, exponent: float) -> float:
    if abs(exponent) > 50 or abs(base) > 1e6:
        raise ValueError
    return float(base**exponent)


def _called(name: str, arguments: list[float]) -> float:
    if name in ("max", "min"):
        return (max if name == "max" else min)(arguments)
    if len(arguments) != 1 or name not in _ONE or abs(arguments[0]) > 700:
        raise ValueError
    return float(_ONE[name](arguments[0]))
