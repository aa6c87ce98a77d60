"""Texts of verdicts in a language, for tests."""

from functools import cache
from pathlib import Path

from reportgen.i18n import Language, load_language
from reportgen.plots import Text

TEMPLATES = Path(__file__).parents[2] / "templates"


@cache
def language(code: str = "en") -> Language:
    """Return a language with its labels."""
    return load_language(code, TEMPLATES)


def said(text: Text, code: str = "en") -> str:
    """Return what a person reads."""
    return language(code).text(text)
