"""Texts as words are looked for in them: small letters without accents, and no ligatures of a PDF."""

import unicodedata

from reportgen.check.facts.folding import folded

_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}


def whole(text: str) -> str:
    """Return a text in which ligatures of a PDF are letters again, and each letter with its accent is one sign."""
    if text.isascii():
        return text
    for sign, letters in _LIGATURES.items():
        text = text.replace(sign, letters)
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return a text in small letters without accents; every character stays at its offset."""
    return folded(text)
