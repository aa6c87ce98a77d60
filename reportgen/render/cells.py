"""Cells of tables for spreadsheets: text stays text."""

_BEGIN_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, after an apostrophe if it begins like one."""
    return f"'{text}" if text.startswith(_BEGIN_FORMULAS) else text
