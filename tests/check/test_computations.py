"""Computations are found with their sides, readings and places; what only looks like one is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.arithmetic import Product, Quotient, Sum
from reportgen.check.facts.computations import find
from reportgen.check.stated import Computation
from reportgen.check.submission import Block, Line, Place, Submission
from tests.check.computed import outcomes, submission, verdicts

HIDDEN = Sum((Product((784, 100)), 100))


def _one(text: str) -> Computation:
    (computation,) = find(submission(text))
    return computation


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("784 * 100 + 100 = 78500", HIDDEN),
        ("784 (entrées) x 100 + 100 (biais) = 78500", HIDDEN),
        ("784 inputs · 100 neurons + 100 biases = 78500", HIDDEN),
        ("$784 \\times 100 + 100 = 78\\,500$", HIDDEN),
        ("784 fois 100 plus 100 donne 78500", HIDDEN),
        ("(784 + 1) * 100 = 78500", Product((Sum((784, 1)), 100))),
        ("5x5x9 + 1 = 226", Sum((Product((5, 5, 9)), 1))),
        ("$\\frac{28}{4} + 1 = 8$", Sum((Quotient(28, 4), 1))),
        ("28^2 * 8 = 6272", Product((28, 28, 8))),
        ("28² * 8 = 6272", Product((28, 28, 8))),
        ("10000 - 9757 = 243", Sum((10000, -9757))),
        ("⌊28/8⌋ * 8 = 24", Product((3, 8))),
        ("28*28/16 = 49", Quotient(Product((28, 28)), 16)),
    ],
)
def test_a_side_is_an_expression(text: str, expression: object) -> None:
    """One notation for all signs; products bind tighter than sums."""
    side = _one(text).sides[0]
    assert side.expressions[0] == expression
    assert side.whole
    assert side.quantity is None


def test_the_result_is_a_quantity_with_its_readings() -> None:
    """`78,500` may be decimal; the words after it do not belong to it."""
    result = _one("784 * 100 + 100 = 78,500 weights").sides[1]
    assert result.quantity is not None
    assert result.quantity.text == "78,500"
    assert result.expressions == (78500, 78.5)


def test_the_order_of_operations_has_loose_readings() -> None:
    """From left to right, or all factors below the bar."""
    assert _one("784 + 1 * 100 = 78500").sides[0].loose == (Product((Sum((784, 1)), 100)),)
    assert Quotient(Quotient(28, 4), 4) in _one("28/4*4 = 2").sides[0].loose


def test_a_chain_has_all_its_sides() -> None:
    """`a = b = c` is one computation."""
    assert [side.text for side in _one("Total: 392 * 200 + 200 = 78400 + 200 = 78600.").sides] == [
        "392 * 200 + 200",
        "78400 + 200",
        "78600",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Voici :\n784 * 100 + 100 = 78500\nvoilà", (1, 1)),
        ("784 * 100 +\n100 = 78500", (0, 1)),
        ("784 * 100\n+ 100 = 78500", (0, 1)),
        ("784 * 100 + 100\n= 78500", (0, 1)),
        ("784 * 100 + 100 =\n78500", (0, 1)),
        ("784 inputs * 100\nneurons + 100 biases = 78500", (0, 1)),
        ("$$\n784 \\times 100 + 100 \\\\\n= 78500\n$$", (1, 2)),
    ],
)
def test_a_computation_may_run_over_the_end_of_a_line(text: str, lines: tuple[int, int]) -> None:
    """An operator or an equals sign at a line's end or start goes on."""
    computation = _one(text)
    assert computation.place == Place(*lines)
    assert computation.sides[0].expressions[0] == HIDDEN


@pytest.mark.parametrize(
    "text",
    [
        "Hidden = 784*100 + 100 = 78500\nOutput = 100*10 + 10 = 1010\nTotal = 78500 + 1010 = 79510",
        "hidden = 784*100 + 100 = 78500\noutput = 100*10 + 10 = 1010",
        "Hidden = 784*100 + 100 = 78500 Output = 100*10 + 10 = 1010",
        "hidden: 784*100 + 100 = 78500, output: 100*10 + 10 = 1010",
        "784*100 + 100 = 78500 et 100*10 + 10 = 1010",
        "784*100 + 100 = 78500 / Output = 100*10 + 10 = 1010",
        "- 784*100 + 100 = 78500 - 100*10 + 10 = 1010",
    ],
)
def test_equations_beside_each_other_stay_apart(text: str) -> None:
    """A label, a comma, a word or a line's end ends an equation."""
    assert "refuted" not in outcomes(text)
    assert "confirmed" in outcomes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Couche 2 - 10*100 + 10 = 1010", "Dense 2 (10*100+10) = 1010", "Layer 1 = 784*100 + 100 = 78500",
        "2 - 10*100 = 1000",
        "-784*100+100 = 78500", "Couche 1 : 784*100 + 100 = 78500", "L1: 784*100+100 = 78500",
        "Modèle 3 → 784*100 = 78400",
        "n=100: 784*100 + 100 = 78500", "a) 784*100 = 78400", "3) 784*100 = 78400", "Fig. 2: 28*28 = 784",
        "3000 (= 30 * 100)",
    ],
)  # fmt: skip
def test_the_number_of_a_label_is_no_operand(text: str) -> None:
    """Layers, models, items and figures are numbered."""
    assert outcomes(text) == {"confirmed"}


def _table(*rows: tuple[str, ...]) -> Submission:
    texts = [" | ".join(row) for row in rows]
    places = tuple(Place(number, number) for number in range(len(rows)))
    block = Block("table", Place(0, len(rows) - 1), "\n".join(texts), cells=rows, rows=places)
    return Submission("r.md", "md", "en", tuple(Line(t, n) for n, t in enumerate(texts, 1)), (block,))


def test_a_table_with_a_column_of_computations() -> None:
    """The headings tell which column has the results; a row of its own is the place."""
    found = find(
        _table(
            ("Layer", "Computation", "Parameters"),
            ("hidden", "784*100 + 100", "78,500"),
            ("output", "100*10 + 10", "1,100"),
        )
    )
    assert [computation.place for computation in found] == [Place(1, 1), Place(2, 2)]
    assert found[1].sides[1].expressions[0] == 1100


def test_a_table_whose_columns_never_agree_is_left_alone() -> None:
    """Without a row that agrees, the columns mean something else."""
    assert find(_table(("Formula", "Value"), ("784*100", "12"), ("100*10", "7"))) == ()


def test_a_computation_within_a_cell() -> None:
    """Cells are read one by one."""
    (computation,) = find(_table(("Layer", "Parameters"), ("hidden", "784*100 + 100 = 78500")))
    assert computation.place == Place(1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "28282 = 784",  # never a computation
        "282 * 8 = 6272",  # 28^2
        "10-7 * 10 = 0.000001",
        "784100 + 100 = 78500",
        "784*100 + 100 = 7850",
        "784*100 + 100 = 785000",
        "784*10 + 100 = 78500",
        "9757/10000 = 09757",
        "284 + 1 = 8",
        "5x5x9 + 1\ufffd = 300",
        "784100 + 10010 = 79400",  # 784*100 + 100*10
        "5519 + 9 = 234",
        "78464+64 + 6464+64 + 64*10+10 = 50240 + 4160 + 650",
        "784100 + 100 = 62300",  # an operand above the result
        "100 784 x 100 + 100 = 78 500 100 x 10 + 10 = 1 010 79 510",
    ],
)
def test_what_extraction_may_have_damaged_is_not_refuted(text: str) -> None:
    """A lost digit, point, exponent or operator explains the difference."""
    assert "refuted" not in outcomes(text, extracted=True)


@pytest.mark.parametrize(
    "text",
    [
        "784*100 + 100 = 62300",
        "784 × 300 + 300 = 235 200",
        "78500 + 1010 = 81610",
        "3·3·8·16 + 16 = 1158",  # no sign is missing: 16 is no 1·6
        "10 * 100 + 10 = 1410",  # digits do not vanish alone
    ],
)
def test_extracted_text_is_refuted_where_damage_explains_nothing(text: str) -> None:
    """No single sign makes these right."""
    assert outcomes(text, extracted=True) == {"refuted"}


def test_one_wrong_operand_is_one_cause() -> None:
    """The same wrong operand in two sums."""
    causes = {
        v.cause
        for v in verdicts("392*100 + 100 = 78500\n\n784*100 + 100 = 78500\n\n392*100 = 78400")
        if v.outcome == "refuted"
    }
    assert causes == {"arithmetic:392->784"}


def test_a_wrong_middle_side_is_one_finding() -> None:
    """In `a = b = c` with a = c only b is wrong; its place is its line."""
    (verdict,) = verdicts("784*100 + 100 = 78500 + 1000 = 78500")
    assert verdict.outcome == "refuted"


def test_a_wrong_value_that_is_used_later_is_right_there() -> None:
    """The total is right for its operands."""
    found = verdicts("784*100 + 100 = 78400\n\n78400 + 1010 = 79410")
    assert [verdict.outcome for verdict in found] == ["refuted", "confirmed"]
    assert [verdict.place for verdict in found] == [Place(0, 0), Place(2, 2)]


ALPHABET = st.sampled_from(
    [
        *(
            "1",
            "2 ",
            "28",
            "784",
            "0.5",
            "1,234",
            " ",
            "*",
            "**",
            "+",
            "-",
            "/",
            "^",
            "(",
            ")",
            "=",
            "≈",
            "->",
            "x",
            "$",
        ),
        *("\\frac{", "{", "}", "\\times", "\n", "biais", "donne", "%", "⌊", "⌋", "²", ",", ".", ":", "…"),
    ]
)


@given(st.lists(ALPHABET, max_size=40).map("".join))
def test_any_text_gives_a_result(text: str) -> None:
    """Nothing raises; what is found has sides that stand next to each other, in few lines."""
    for computation in find(submission(text)):
        assert len(computation.sides) > 1
        assert all(side.expressions for side in computation.sides)
    for verdict in verdicts(text):
        assert verdict.place.last - verdict.place.first < 5


@given(
    st.integers(1, 2000), st.integers(1, 2000), st.integers(1, 2000), st.sampled_from(["*", " x ", " × ", " \\times "])
)
def test_right_counts_are_confirmed_and_wrong_ones_never(inputs: int, units: int, error: int, sign: str) -> None:
    """The count of a dense layer, as Keras documents it: inputs * units + units."""
    right = inputs * units + units
    assert outcomes(f"{inputs}{sign}{units} + {units} = {right}") == {"confirmed"}
    assert "confirmed" not in outcomes(f"{inputs}{sign}{units} + {units} = {right + error}")
