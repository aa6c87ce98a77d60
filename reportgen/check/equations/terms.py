"""Terms: what a written formula is made of, once notation is set aside."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True)
class Symbol:
    """A letter or a name with what hangs on it.

    Attributes:
        name: `w`, `β`, `E[g^2]`, `learning_rate`; a gradient is `∇`, whatever it was written as.
        accent: `^` for a hat, `~`, `-`; else empty.
        sub: the text of its index: `t-1`, `ij`, `true`.
        sup: the text of an upper index that is no power: `(i)`, `t`.
        argument: the text in brackets behind it: `t-1` of `w(t-1)`, `y_i` of `p[y_i]`.
    """

    name: str
    accent: str = ""
    sub: str = ""
    sup: str = ""
    argument: str = ""


@dataclass(frozen=True)
class Sum:
    """Terms with their signs, 1 or -1."""

    terms: tuple[tuple[int, "Term"], ...]


@dataclass(frozen=True)
class Product:
    """Factors."""

    factors: tuple["Term", ...]


@dataclass(frozen=True)
class Quotient:
    """A fraction."""

    numerator: "Term"
    denominator: "Term"


@dataclass(frozen=True)
class Power:
    """A power; a root has an exponent of one half."""

    base: "Term"
    exponent: "Term"


@dataclass(frozen=True)
class Call:
    """A known function of arguments: `log`, `exp`, `max`."""

    name: str
    arguments: tuple["Term", ...]


@dataclass(frozen=True)
class BigSum:
    """A sum over an index.

    Attributes:
        index: the letters below the sign; empty if none is written.
        low: the first value, if written.
        high: the last value, if written.
        body: what is summed.
    """

    index: str
    low: "Term | None"
    high: "Term | None"
    body: "Term"


Term = Number | Symbol | Sum | Product | Quotient | Power | Call | BigSum


@dataclass(frozen=True)
class Equation:
    """A parsed formula.

    Attributes:
        sides: what stands between the signs of equality; one if there is none.
        clean: whether all brackets were closed and no sign had to be guessed.
    """

    sides: tuple[Term, ...]
    clean: bool = True


GRADIENT = "∇"


def children(term: Term) -> tuple[Term, ...]:
    """Return the terms that a term is made of."""
    match term:
        case Sum(terms):
            return tuple(part for _, part in terms)
        case Product(factors):
            return factors
        case Quotient(numerator, denominator):
            return (numerator, denominator)
        case Power(base, exponent):
            return (base, exponent)
        case Call(_, arguments):
            return arguments
        case BigSum(_, low, high, body):
            return tuple(part for part in (low, high, body) if part is not None)
        case _:
            return ()


def changed(term: Term, change: Callable[[Term], Term | None]) -> Term:
    """Return a term in which each part is what `change` makes of it; where that is None, what is inside is changed."""
    new = change(term)
    if new is not None:
        return new
    match term:
        case Sum(terms):
            return Sum(tuple((sign, changed(part, change)) for sign, part in terms))
        case Product(factors):
            return Product(tuple(changed(factor, change) for factor in factors))
        case Quotient(numerator, denominator):
            return Quotient(changed(numerator, change), changed(denominator, change))
        case Power(base, exponent):
            return Power(changed(base, change), changed(exponent, change))
        case Call(name, arguments):
            return Call(name, tuple(changed(argument, change) for argument in arguments))
        case _:
            return term


def walk(term: Term) -> Iterator[Term]:
    """Yield a term and all that is in it."""
    waiting = [term]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(children(found)))


def symbols(term: Term) -> tuple[Symbol, ...]:
    """Return the symbols of a term, in order."""
    return tuple(part for part in walk(term) if isinstance(part, Symbol))


def has_call(term: Term, *names: str) -> bool:
    """Tell whether one of some functions occurs in a term."""
    return any(isinstance(part, Call) and part.name in names for part in walk(term))
