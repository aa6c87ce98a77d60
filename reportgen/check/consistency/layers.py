"""The layers that a computation counts: `784*100+100` is a Dense layer of 100 neurons that read 784 inputs.

Recognised are complete patterns alone: a product, and the biases of as many units as one of its factors, or the bias
inside, `(784 + 1)*100`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.arithmetic import Expression, Product, Sum
from reportgen.check.stated import Computation

DEEPEST = 8
_KERNELS = range(1, 12)


@dataclass(frozen=True)
class Counted:
    """A layer as a computation counts it.

    Attributes:
        units: neurons or filters, from the biases.
        others: the other factors, in order: the inputs of a Dense layer; height, width and channels of a kernel.
    """

    units: int
    others: tuple[int, ...]

    @property
    def inputs(self) -> int | None:
        """How many inputs each neuron reads, if this can be a Dense layer with its factors written out."""
        return self.others[0] if len(self.others) == 1 else None

    @property
    def kernel(self) -> tuple[int, int] | None:
        """Height and width, if this is written as a convolution: two equal small factors and at most one more."""
        if len(self.others) not in (2, 3):
            return None
        sides = [side for side in _KERNELS if self.others.count(side) >= 2]
        return (sides[-1], sides[-1]) if sides else None

    @property
    def is_output(self) -> bool:
        """Whether this can be the layer of the ten classes, read from a hidden layer."""
        return self.units == 10 and self.inputs is not None and self.inputs != 10


def counted(computation: Computation) -> tuple[Counted, ...]:
    """Return the layers that the sides of a computation count, each once, in order."""
    found = (layer for side in computation.sides for reading in side.expressions[:1] for layer in _layers(reading, 0))
    return tuple(dict.fromkeys(found))


def _layers(expression: Expression, depth: int) -> Iterator[Counted]:
    if depth > DEEPEST:
        return
    if isinstance(expression, Product):
        yield from _biased_inside(expression)
        for factor in expression.factors:
            yield from _layers(factor, depth + 1)
    elif isinstance(expression, Sum):
        yield from _in_sum(tuple(_flat_terms(expression, 0)), depth)


def _in_sum(terms: tuple[Expression, ...], depth: int) -> Iterator[Counted]:
    """Yield the layers of a sum: each product with the biases that are written after it (or before)."""
    for index, term in enumerate(terms):
        if not isinstance(term, Product):
            continue
        yield from _layers(term, depth + 1)
        factors = _factors(term, 0)
        near = [*terms[index + 1 : index + 2], *terms[:index][-1:]]
        units = next((bias for bias in near if isinstance(bias, int) and bias in factors), None)
        if factors and units is not None and len(factors) > 1:
            yield _layer(factors, units)


def _biased_inside(product: Product) -> Iterator[Counted]:
    """Yield the layer of `(784 + 1) * 100`."""
    if len(product.factors) != 2:
        return
    for inner, units in (product.factors, product.factors[::-1]):
        if not (isinstance(inner, Sum) and isinstance(units, int) and len(inner.terms) == 2 and 1 in inner.terms):
            continue
        rest = inner.terms[0] if inner.terms[1] == 1 else inner.terms[1]
        factors = (rest,) if isinstance(rest, int) else _factors(rest, 0) if isinstance(rest, Product) else ()
        if factors and units > 1:
            yield Counted(units, factors)


def _layer(factors: tuple[int, ...], units: int) -> Counted:
    """Return a layer without one of the factors that are its units: the last, since units are mostly written so."""
    at = len(factors) - 1 - factors[::-1].index(units)
    return Counted(units, factors[:at] + factors[at + 1 :])


def _flat_terms(expression: Expression, depth: int) -> Iterator[Expression]:
    if isinstance(expression, Sum) and depth < DEEPEST:
        for term in expression.terms:
            yield from _flat_terms(term, depth + 1)
    else:
        yield expression


def _factors(expression: Expression, depth: int) -> tuple[int, ...]:
    """Return the whole factors of a product, those of products within it too; empty if one is no whole number."""
    if isinstance(expression, int):
        return (expression,)
    if not isinstance(expression, Product) or depth > DEEPEST:
        return ()
    inner = [_factors(factor, depth + 1) for factor in expression.factors]
    return tuple(number for factors in inner for number in factors) if all(inner) else ()
