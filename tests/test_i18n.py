"""Numbers, dates and labels in each language, whatever the locale of the process."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import content
from reportgen.errors import LanguageError
from reportgen.i18n import Language, languages, load_language
from reportgen.plots import Label

NARROW = "\u202f"
LANGUAGES = {code: load_language(code, content.templates()) for code in languages(content.templates())}


def test_french_numbers(french: Language) -> None:
    """Decimal comma, narrow no-break spaces between thousands and before the percent sign."""
    assert french.integer(79_510) == f"79{NARROW}510"
    assert french.decimal(0.9757, 4) == "0,9757"
    assert french.percent(0.9757) == f"97,57{NARROW}%"
    assert french.interval("0,972", "0,979") == f"[0,972{NARROW};\u00a00,979]"
    assert french.value(-0.5) == "−0,5"


def test_english_numbers(english: Language) -> None:
    """Decimal point, commas between thousands."""
    assert english.integer(79_510) == "79,510"
    assert english.decimal(0.9757, 4) == "0.9757"
    assert english.percent(0.9757) == "97.57%"
    assert english.interval("0.972", "0.979") == "[0.972,\u00a00.979]"


def test_significant_digits(french: Language, english: Language) -> None:
    """Small numbers are powers of ten."""
    assert english.significant(0.0234, 2) == "0.023"
    assert english.significant(2.34e-7, 2) == "2.3 × 10⁻⁷"
    assert french.significant(1e-5, 1) == "10⁻⁵"
    assert french.value(5.62e-6) == "5,62 × 10⁻⁶"
    assert english.value(1e-6) == "10⁻⁶"
    assert english.value(0.05) == "0.05"
    assert english.significant(0) == "0"


def test_dates(french: Language, english: Language) -> None:
    """Dates are written in full."""
    assert french.date(date(2026, 11, 21)) == "21 novembre 2026"
    assert english.date(date(2026, 11, 21)) == "21 November 2026"


@pytest.mark.parametrize("code", LANGUAGES)
@given(number=st.integers(-(10**12), 10**12))
def test_integers_round_trip(code: str, number: int) -> None:
    """What is written is read back."""
    assert LANGUAGES[code].parse(LANGUAGES[code].integer(number)) == number


@pytest.mark.parametrize("code", LANGUAGES)
@given(number=st.floats(-1e6, 1e6), digits=st.integers(1, 6))
def test_decimals_round_trip(code: str, number: float, digits: int) -> None:
    """What is written is read back to the digits that were written."""
    assert LANGUAGES[code].parse(LANGUAGES[code].decimal(number, digits)) == pytest.approx(
        number, abs=0.51 * 10**-digits
    )


@pytest.mark.parametrize("code", LANGUAGES)
@given(share=st.floats(0, 1))
def test_percentages_round_trip(code: str, share: float) -> None:
    """A percentage is read back as the share of one."""
    assert LANGUAGES[code].parse(LANGUAGES[code].percent(share, 3)) == pytest.approx(share, abs=0.6e-5)


@pytest.mark.parametrize(("code", "text"), [("fr", "0.9757"), ("en", "0,9757"), ("fr", ""), ("en", "1,23")])
def test_a_number_of_another_language_is_refused(code: str, text: str) -> None:
    """Strict: `0,9786` is no English number, and 9786 least of all."""
    with pytest.raises(ValueError, match="not a number"):
        LANGUAGES[code].parse(text)


def test_a_plain_space_between_thousands_is_read(french: Language) -> None:
    """Students and PDFs write ordinary spaces."""
    assert french.parse("79 510") == french.parse("79'510") == 79_510


def test_labels_fill_in_numbers_in_the_language(french: Language) -> None:
    """A value in a label is written by the language; a label inside a label too."""
    label = Label("case.dropout", (("case", Label("case.mlp", (("hidden", "300"),))), ("value", 0.5)))
    assert french.text(label) == "300\u00a0neurones, dropout\u00a00,5"
    inner = Label("datasets.mnist.classes.7")
    mistake = Label(
        "plot.mistake",
        (("true", inner), ("predicted", "9"), ("probability", Label("plot.probability", (("value", 0.25),)))),
    )
    assert french.text(mistake) == "7 → 9\n0,250"


def test_a_missing_label_names_its_file_and_key(french: Language) -> None:
    """So that a translator knows where to go."""
    with pytest.raises(LanguageError, match=r"labels\.toml: no label 'plot.nothing'"):
        french.label("plot.nothing")
    with pytest.raises(LanguageError, match="names 'hidden', which is not given"):
        french.label("case.mlp")


def test_languages_are_discovered(tmp_path: Path) -> None:
    """A folder with a label file is a language; another name lists the valid ones."""
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "labels.toml").write_text('[language]\nlocale = "de_CH"\npercent = "{number} %"\n')
    (tmp_path / "notes").mkdir()
    assert languages(tmp_path) == ("de",)
    assert load_language("de", tmp_path).integer(1234) == "1’234"
    with pytest.raises(LanguageError) as caught:
        load_language("it", tmp_path)
    assert caught.value.hint == "valid languages: de"
    (tmp_path / "de" / "labels.toml").write_text("[language\n")
    with pytest.raises(LanguageError, match="not a TOML file"):
        load_language("de", tmp_path)
