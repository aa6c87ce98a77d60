"""Losses taken apart: sign, averages, sums over an index, and what is summed."""

from dataclasses import dataclass, field

from reportgen.check.equations.terms import (
    BigSum,
    Call,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Term,
    has_call,
    walk,
)


@dataclass
class Peeled:
    """A term without its outer layers.

    Attributes:
        core: what is summed.
        sign: 1 or -1.
        sums: the sums around it, the outermost first.
        averaged: what it is divided by: `N`, `2n`, a number.
        factors: other factors before it: weights, λ.
        called: whether it is in a `sum(...)` or `mean(...)` without an index.
    """

    core: Term
    sign: int = 1
    sums: list[BigSum] = field(default_factory=list)
    averaged: list[Term] = field(default_factory=list)
    factors: list[Term] = field(default_factory=list)
    called: bool = False


def peel(term: Term) -> Peeled:
    """Return a term taken apart."""
    found = Peeled(term)
    while True:
        inner = _inside(found)
        if inner is None:
            return found
        found.core = inner


def _inside(found: Peeled) -> Term | None:
    """Return what is below the outermost layer, which is taken note of; None if there is none left."""
    match found.core:
        case Sum(terms) if len(terms) == 1:
            found.sign *= terms[0][0]
            return terms[0][1]
        case Sum(terms) if all(sign == -1 for sign, _ in terms):
            found.sign *= -1
            return Sum(tuple((1, part) for _, part in terms))
        case BigSum(_, _, _, body):
            found.sums.append(found.core)
            return body
        case Call("sum" | "mean", arguments):
            found.called = True
            return arguments[0]
        case Quotient(Sum(((-1, numerator),)), denominator):
            found.sign *= -1
            return Quotient(numerator, denominator)
        case Quotient(numerator, denominator) if _is_count(denominator) and not _is_one(numerator):
            found.averaged.append(denominator)
            return numerator
        case Product(factors):
            return _of_product(found, factors)
        case _:
            return None


def _of_product(found: Peeled, factors: tuple[Term, ...]) -> Term | None:
    """Take signs and averages out of a product, and go into its sum if it has one."""
    rest: list[Term] = []
    changed = False
    for factor in factors:
        if isinstance(factor, Sum) and len(factor.terms) == 1:
            found.sign *= factor.terms[0][0]
            factor, changed = factor.terms[0][1], True
        if isinstance(factor, Quotient) and _is_minus_one(factor.numerator):
            found.sign *= -1
            factor, changed = Quotient(Number(1), factor.denominator), True
        if isinstance(factor, Quotient) and _is_one(factor.numerator) and _is_count(factor.denominator):
            found.averaged.append(factor.denominator)
            changed = True
        elif isinstance(factor, Number):
            found.sign *= -1 if factor.value < 0 else 1
            changed = True
        elif isinstance(factor, Product):
            rest.extend(factor.factors)
            changed = True
        else:
            rest.append(factor)
    sums = [
        factor
        for factor in rest
        if isinstance(factor, BigSum) or (isinstance(factor, Call) and factor.name in ("sum", "mean"))
    ]
    if (
        len(sums) == 1
        and len(rest) > 1
        and not any(has_call(factor, "log") for factor in rest if factor is not sums[0])
    ):
        found.factors.extend(factor for factor in rest if factor is not sums[0])
        return sums[0]
    if not changed or not rest:
        return None
    return rest[0] if len(rest) == 1 else Product(tuple(rest))


def _is_one(term: Term) -> bool:
    return isinstance(term, Number) and term.value == 1


def _is_minus_one(term: Term) -> bool:
    return isinstance(term, Sum) and len(term.terms) == 1 and term.terms[0][0] == -1 and _is_one(term.terms[0][1])


def _is_count(term: Term) -> bool:
    """Tell whether a term is a number of samples: `N`, `2n`, `batch_size`."""
    return not any(isinstance(part, Call | BigSum | Sum | Power) for part in walk(term)) and len([*walk(term)]) <= 3


def factors(term: Term) -> tuple[Term, ...]:
    """Return the factors of a term, products within products opened."""
    if isinstance(term, Product):
        return tuple(inner for factor in term.factors for inner in factors(factor))
    return (term,)


def plain_symbol(term: Term) -> Symbol | None:
    """Return the symbol that a term is, also with an ε added: `log(p + ε)`."""
    if isinstance(term, Symbol):
        return term
    if isinstance(term, Sum) and len(term.terms) == 2 and isinstance(term.terms[0][1], Symbol):
        other = term.terms[1][1]
        small = isinstance(other, Number) and other.value < 0.01
        if small or (isinstance(other, Symbol) and other.name == "ε"):
            return term.terms[0][1]
    return None
