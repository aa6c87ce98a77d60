"""Written numbers are found in every style, with all their readings, and digits that name something are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.check.numbers import quantities

ONE_READING = (
    ("42", 42, 1),
    ("784", 784, 1),
    ("401'920", 401920, 1),
    ("401’920", 401920, 1),
    ("401\u00a0408", 401408, 1),
    ("401\u202f408", 401408, 1),
    ("401\u2009408", 401408, 1),
    ("2'510", 2510, 1),
    ("1'234'567", 1234567, 1),
    ("1,234,567", 1234567, 1),
    ("1_000", 1000, 1),
    ("73\\,872", 73872, 1),
    ("73\\ 872", 73872, 1),
    ("73\\'872", 73872, 1),
    ("73~872", 73872, 1),
    ("73&nbsp;872", 73872, 1),
    ("0.979", 0.979, 0.001),
    ("0,979", 0.979, 0.001),
    (".95", 0.95, 0.01),
    ("0{,}98", 0.98, 0.01),
    ("401,92", 401.92, 0.01),
    ("3.14159", 3.14159, 0.00001),
    ("1'234.56", 1234.56, 0.01),
    ("1,234.56", 1234.56, 0.01),
    ("1.234,56", 1234.56, 0.01),
    ("1234,567", 1234.567, 0.001),
    ("1e-7", 1e-7, 1e-7),
    ("1e-07", 1e-7, 1e-7),
    ("1E-3", 1e-3, 1e-3),
    ("2.5e-4", 2.5e-4, 1e-5),
    ("10^-7", 1e-7, 1e-7),
    ("10^{-7}", 1e-7, 1e-7),
    ("10**-7", 1e-7, 1e-7),
    ("10⁻⁷", 1e-7, 1e-7),
    ("1·10^-7", 1e-7, 1e-7),
    ("1 × 10⁻⁷", 1e-7, 1e-7),
    ("3 \\times 10^{-4}", 3e-4, 1e-4),
    ("5k", 5000, 1000),
    ("78.5k", 78500, 100),
    ("1.2M", 1200000, 100000),
    ("-3", -3, 1),
    ("−3", -3, 1),
    ("0.07702907919883728", 0.07702907919883728, 1e-17),
)


@pytest.mark.parametrize(("text", "value", "step"), ONE_READING)
@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("la loss vaut ", " à la fin"), ("(", ")"), ("**", "**"), ("$", "$")]
)
def test_a_number_with_one_reading(text: str, value: float, step: float, before: str, after: str) -> None:
    """Whatever stands around it, the number is found where it is, with its value and the unit of its last digit."""
    (quantity,) = quantities(f"{before}{text}{after}")
    assert (quantity.start, quantity.end, quantity.text) == (len(before), len(before) + len(text), text)
    (reading,) = quantity.readings
    assert reading.value == pytest.approx(value, rel=1e-12)
    assert reading.step == pytest.approx(step)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("401,920", [401920, 401.92]),
        ("7,465", [7465, 7.465]),
        ("73{,}872", [73872, 73.872]),
        ("1.234", [1.234, 1234]),
        ("78.500", [78500, 78.5]),
    ],
)
def test_a_separator_before_three_digits_has_two_readings(text: str, values: list[float]) -> None:
    """Thousands or decimals: both are kept, the likelier first."""
    (quantity,) = quantities(f"on a {text} poids")
    assert [reading.value for reading in quantity.readings] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("401 408 poids", [401408]),
        ("les 7 298 726 paramètres", [7298726]),
        ("78 500 + 1 010", [78500, 1010]),
        ("86 148\n2 388", [86, 148, 2, 388]),
        ("[86 148]", [86, 148]),
        ("973 0 0 2", [973, 0, 0, 2]),
        ("784 300 10", [784, 300, 10]),
        ("100 300 600 neurones", [100, 300, 600]),
        ("modèle 1 784 entrées", [1, 784]),
        ("en 2023 100 neurones", [2023, 100]),
        ("28 28", [28, 28]),
    ],
)
def test_thousands_set_apart_by_an_ordinary_space(text: str, values: list[int]) -> None:
    """Groups of three digits are one number, unless they can be numbers beside each other."""
    assert [quantity.value for quantity in quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("28x28", [28, 28]),
        ("28x28x1", [28, 28, 1]),
        ("784 x100", [784, 100]),
        ("(28,28,1)", [28, 28, 1]),
        ("kernel_size=(3,3)", [3, 3]),
        ("[0,1]", [0, 1]),
        ("(0,98)", [0.98]),
        ("100,300,600", [100, 300, 600]),
        ("10-20", [10, 20]),
        ("5 - 3", [5, 3]),
        ("784*100+100=78500", [784, 100, 100, 78500]),
        ("\\times100", [100]),
        ("28^2", [28]),
        ("28²", [28]),
        ("128px, 10epochs", [128, 10]),
    ],
)
def test_numbers_beside_each_other(text: str, values: list[float]) -> None:
    """Shapes, lists, ranges and products are several numbers; exponents are none."""
    assert [quantity.value for quantity in quantities(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "conv2d_1", "l1", "F1", "dense_22", "float32", "CIFAR-10", "ResNet-50", "2D", "3rd", "2ème", "1er", "x_1",
        "w_{12}",
        "3.15.0", "Keras 2.15", "TensorFlow 2.12.0", "Python 3.11", "12.04.2023", "2023-04-12", "12/04/2023", "14:30",
        "12 avril 2023", "April 12, 2023", "https://a.b/12/34", "www.unibe.ch/2023", "0x7f3a", "a1b2c3", "loss12.png",
    ],
)  # fmt: skip
def test_digits_that_name_something_are_no_numbers(text: str) -> None:
    """Names, ordinals, dates, times, versions, addresses."""
    assert quantities(f"voir {text} ici") == ()


@pytest.mark.parametrize(
    "text", ["97.8 %", "97,8%", "97.8\\%", "97.8\u202f%", "97.8 percent", "97,8 pour cent", "**97.8** %"]
)
def test_percentages(text: str) -> None:
    """The value is as written; its share is a hundredth."""
    (quantity,) = quantities(f"une accuracy de {text}.")
    assert quantity.percent
    assert quantity.value == pytest.approx(97.8)
    assert quantity.shares[0].value == pytest.approx(0.978)


@pytest.mark.parametrize(
    "text",
    [
        "about 98 %", "around 98", "environ 98 %", "env. 98", "presque 98 %", "nearly 98", "~98 %", "~ 98",
        "≈ 98 %", "plus de 98 %",
        "more than 98 %", "over 98", "à peu près 98", "98 % environ", "au-dessus de 98 %", "près de 98 %",
        "$\\approx 98$",
        "less than **98**", "> 98 %", "jusqu'à 98 %",
    ],
)  # fmt: skip
def test_numbers_that_are_not_exact(text: str) -> None:
    """The words that say so, before or after."""
    (quantity,) = quantities(f"on a {text}")
    assert quantity.about


@pytest.mark.parametrize("text", ["une accuracy de 98 %", "= 98", "=> 98", "-> 98", "le 98", "the 98", "a total of 98"])
def test_numbers_that_are_exact(text: str) -> None:
    """Nothing says that they are not."""
    (quantity,) = quantities(text)
    assert not quantity.about


@given(st.text(st.sampled_from(list("0123456789.,' ex*^-+%{}\\\n\u202f²k()[]")), max_size=60))
def test_any_text_gives_numbers_in_order(text: str) -> None:
    """Numbers do not overlap, stand where they say, and have a reading."""
    end = 0
    for quantity in quantities(text):
        assert quantity.start >= end
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.readings
        end = quantity.end


@given(st.integers(0, 10**9), st.sampled_from(["'", "’", "\u202f", "\u00a0", "\\,"]))
def test_integers_are_read_back(number: int, separator: str) -> None:
    """What a formatter writes is read again."""
    (quantity,) = quantities(f"{number:,}".replace(",", separator))
    assert quantity.value == number
