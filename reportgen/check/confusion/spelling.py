"""Numbers and digits in words, as digits: `thirteen 9s` is `13 9s`, `22 fours` is `22 4s`, `neuf 7` is `9 fois 7`."""

import re

from reportgen.check.patterns import regex

_ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_FRENCH = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip
_VALUES = {name: value for names in (_ENGLISH, _FRENCH) for value, name in enumerate(names)}
_PLURALS = {f"{name}{'es' if name == 'six' else 's'}": value for value, name in enumerate(_ENGLISH[:10]) if value != 1}
_DIGITS = regex(rf"\b(?:{'|'.join(_PLURALS)})\b", re.IGNORECASE)
_SINGULAR = regex(
    rf"(?P<before>[ ](?:(?:as|to)[ ](?:an?[ ])?|(?:for|into|with)[ ]a[ ]))(?P<word>{'|'.join(_ENGLISH[:10])})\b",
    re.IGNORECASE,
)
_COUNTED = sorted((name for name, value in _VALUES.items() if value > 1), key=len, reverse=True)
_NUMBER = regex(
    rf"(?<!\w)(?P<word>{'|'.join(_COUNTED)})[ ]"
    r"(?:(?=(?:times|fois|images?|errors?|erreurs?|mistakes?|confusions?|samples?|occurrences?)\b)"
    r"|(?P<of>(?=[0-9]s?\b(?![.,][0-9]))))",
    re.IGNORECASE,
)


def spelled(text: str) -> str:
    """Return a sentence with its numbers and classes in digits, where it is clear what they are."""
    words = _DIGITS.sub(lambda match: f"{_PLURALS[match[0].lower()]}s", text)
    if words != text:
        words = _SINGULAR.sub(lambda match: f"{match['before']}{_VALUES[match['word'].lower()]}", words)
    return _NUMBER.sub(_digits, words)


def _digits(match: re.Match[str]) -> str:
    value = _VALUES[match["word"].lower()]
    return f"{value} fois " if match["of"] is not None else f"{value} "
