"""Languages: the texts of a label file, and numbers and dates written and read in a language.

A language is a folder `templates/<code>/` with a `labels.toml`: its locale, its spacing and its short texts; more of
these may stand in other TOML files beside it. Nothing here knows a language by name, and nothing depends on the locale
of the process.
"""

import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from reportgen.errors import LanguageError
from reportgen.plots import Label, Text

LABELS = "labels.toml"
SMALL = 1e-3
"""Smaller numbers are written as powers of ten."""
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")


@dataclass(frozen=True)
class Language:
    """One language of the reports.

    Attributes:
        code: the name of its folder, an ISO 639 code.
        labels: the parsed label file.
        origin: the label file that was found first, for error messages.
    """

    code: str
    labels: Mapping[str, Any]
    origin: Path

    def label(self, key: str, **values: str | int | float) -> str:
        """Return the label at the dotted `key`, filled in: `{name}` as `value` writes it, `{name:3}` with 3 decimals.

        Raises:
            LanguageError: no such label, or one that names a value that is not given.
        """
        found: Any = self.labels
        for part in key.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
        if not isinstance(found, str):
            raise LanguageError(f"{self.origin}: no label '{key}'", "add it to the label file of the language")
        try:
            return _Filler(self).format(found, **values)
        except KeyError as error:
            raise LanguageError(f"{self.origin}: label '{key}' names {error}, which is not given") from None

    def has(self, key: str) -> bool:
        """Say whether a label without values exists."""
        try:
            return bool(self.label(key))
        except LanguageError:
            return False

    def text(self, text: Text) -> str:
        """Return a text of a plot: a label, or a string that is the same in every language."""
        if isinstance(text, str):
            return text
        values = {name: self.text(value) if isinstance(value, Label) else value for name, value in text.values}
        return self.label(text.key, **values)

    # ── numbers and dates, written ───────────────────────────────────────────────────────────────────────────

    @cached_property
    def locale(self) -> Locale:
        """The Babel locale that the label file names."""
        return Locale.parse(self.label("language.locale"))

    def value(self, value: str | int | float) -> str:
        """Write a text as it is, an integer with thousands, a float with the decimals it has (at most 6).

        A small float is written as a power of ten, with the digits it has.
        """
        if isinstance(value, str):
            return value
        if isinstance(value, int):
            return self.integer(value)
        if 0 < abs(value) < SMALL:
            return self.significant(value, len(f"{abs(value):.6e}".partition("e")[0].replace(".", "").rstrip("0")))
        return self._decimal(value, "#,##0.######")

    def integer(self, value: int) -> str:
        """Write an integer with thousands separators."""
        return self._decimal(value, "#,##0")

    def decimal(self, value: float, digits: int) -> str:
        """Write a number with exactly `digits` decimals."""
        return self._decimal(value, "#,##0" + ("." + "0" * digits if digits else ""))

    def percent(self, share: float, digits: int = 2) -> str:
        """Write a share of one as a percentage."""
        return self.label("language.percent", number=self.decimal(100 * share, digits))

    def significant(self, value: float, digits: int = 2) -> str:
        """Write a number with at most `digits` significant digits; small ones as a power of ten."""
        if value == 0 or abs(value) >= SMALL:
            return self._decimal(float(f"{value:.{digits}g}"), "#,##0.########")
        mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
        power = self.power_of_ten(int(exponent))
        return power if mantissa == "1" else f"{self.decimal(float(mantissa), digits - 1)} × {power}"

    def power_of_ten(self, exponent: int) -> str:
        """Write a power of ten."""
        return f"10{str(exponent).translate(_SUPERSCRIPTS)}"

    def interval(self, low: str, high: str) -> str:
        """Write an interval of two written numbers."""
        return self.label("language.interval", low=low, high=high)

    def counted(self, key: str, number: float, digits: int) -> str:
        """Write a number with its noun, `<key>.one` or `<key>.other` after the language's own rule for plurals."""
        written = self.decimal(number, digits)
        form = "one" if self.locale.plural_form(abs(round(number, digits))) == "one" else "other"
        return self.label(f"{key}.{form}", number=written)

    def date(self, day: date) -> str:
        """Write a date in full."""
        return format_date(day, format="long", locale=self.locale)

    def _decimal(self, value: float, pattern: str) -> str:
        text = str(format_decimal(value, format=pattern, locale=self.locale))
        return (text if re.search("[1-9]", text) else text.removeprefix("-")).replace("-", "−")

    # ── numbers, read ────────────────────────────────────────────────────────────────────────────────────────

    def parse(self, text: str) -> float:
        """Read a number as this language writes it, percentages included; the inverse of the writers above.

        Raises:
            ValueError: not a number of this language.
        """
        percent = text.rstrip().endswith("%")
        body = _SPACES.sub("", text.rstrip().removesuffix("%")).replace("−", "-")
        symbols = self.locale.number_symbols["latn"]
        group, point = _SPACES.sub("", symbols["group"]), symbols["decimal"]
        if not re.fullmatch(rf"-?(\d{{1,3}}({re.escape(group)}\d{{3}})+|\d+)({re.escape(point)}\d+)?", body):
            raise ValueError(f"not a number in {self.code}: {text!r}")
        number = float((body.replace(group, "") if group else body).replace(point, "."))
        return number / 100 if percent else number


class _Filler(string.Formatter):
    """Fills values into a label as a language writes them."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: str | int | float, format_spec: str) -> str:
        """Write a value; the format is the number of decimals."""
        if format_spec and not isinstance(value, str):
            return self.language.decimal(value, int(format_spec))
        return self.language.value(value)


_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def languages(*folders: Path) -> tuple[str, ...]:
    """Return the codes of the languages found in template folders: those with a label file, sorted."""
    return tuple(sorted({path.parent.name for folder in folders for path in folder.glob(f"*/{LABELS}")}))


def load_language(code: str, *folders: Path) -> Language:
    """Read a language's label files; those of earlier folders add to and overrule those of later ones.

    Raises:
        LanguageError: no such language (the valid ones are listed), or a label file that is not TOML.
    """
    found = [path for folder in folders for path in sorted((folder / code).glob("*.toml"), key=_labels_first)]
    if not any(path.name == LABELS for path in found):
        raise LanguageError(
            f"no language '{code}' in {', '.join(map(str, folders))}",
            f"valid languages: {', '.join(languages(*folders))}",
        )
    labels: Mapping[str, Any] = {}
    for path in reversed(found):
        labels = _merged(labels, _read(path))
    return Language(code, labels, found[0])


def _labels_first(path: Path) -> tuple[bool, str]:
    return path.name != LABELS, path.name


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguageError(f"{path}: not a TOML file: {error}") from None


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the tables laid over each other, key by key."""
    merged = dict(below)
    for key, item in above.items():
        both = isinstance(item, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = _merged(merged[key], item) if both else item
    return merged
