"""Computations know their value and their notation."""

from hypothesis import given
from hypothesis import strategies as st

from reportgen.arithmetic import Expression, Product, Quotient, Sum, value, write

LEAVES = st.integers(1, 9)
EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda items: Sum(tuple(items))),
        st.lists(inner, min_size=2, max_size=3).map(lambda items: Product(tuple(items))),
        st.tuples(inner, inner).map(lambda pair: Quotient(*pair)),
    ),
    max_leaves=8,
)


def test_the_usual_notation() -> None:
    """Products bind tighter than sums; a sum below a bar or in a product is put in parentheses."""
    assert write(Sum((Product((784, 100)), 100)), str) == "784 × 100 + 100"
    assert write(Product((Sum((3, 4)), 2)), str) == "(3 + 4) × 2"
    assert write(Quotient(Product((5, 2)), Product((3, 4))), str) == "5 × 2 / (3 × 4)"
    assert write(Sum((5, -3)), str) == "5 − 3"


@given(EXPRESSIONS)
def test_the_notation_means_the_value(expression: Expression) -> None:
    """Python reads the notation as the same number: no parenthesis is missing."""
    notation = write(expression, str).replace("×", "*").replace("−", "-")
    assert abs(eval(notation) - value(expression)) < 1e-6 * max(1, abs(value(expression)))
