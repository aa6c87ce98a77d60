"""What stands around the digits of a number and belongs to it, or tells that they are none."""

import re

from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity

SUPERSCRIPTS = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")

_MONTHS = (
    "jan(?:vier|uary)?|f[ée]v(?:rier)?|feb(?:ruary)?|mars|march|mar|avr(?:il)?|apr(?:il)?|mai|may|juin|june|jun|juil(?:let)?"
    "|july|jul|ao[uû]t|aug(?:ust)?|sept?(?:embre|ember)?|oct(?:obre|ober)?|nov(?:embre|ember)?|d[ée]c(?:embre|ember)?"
)
_ADDRESS = regex(r"(?:https?://|www\.)\S++|\b(?:arXiv: ?|10\.(?=[0-9]{4,5}/))[0-9]{4,5}[./]\S++")
_HEXADECIMAL = regex(r"\b0x[0-9]{0,16}[a-fA-F][0-9a-fA-F]{0,16}\b")
_POINTED = regex(r"[0-9]{1,4}+(?:[./:-][0-9]{1,4}+){1,2}(?:T[0-9:.]{5,15}Z?)?")
_DATE_OR_TIME = regex(
    r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}(?:T.*)?|[0-9]{1,2}([./-])[0-9]{1,2}\1(?:19|20)[0-9]{2}|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
)
_YEAR = regex(r" (?:19|20)[0-9]{2}(?![0-9])")
_DAY = regex(
    rf"[0-9]{{1,2}}(?:er|st|nd|rd|th)? (?:{_MONTHS})\.?$|(?:{_MONTHS})\.? [0-9]{{1,2}}(?:st|nd|rd|th)?,?$",
    re.IGNORECASE,
)
_VERSION = regex(
    r"\b(?:tensorflow|keras|python|numpy|scikit-learn|sklearn|pytorch|torch|version|cuda|ubuntu|windows|colab|tf|v)"
    r"[ =:v-]{0,3}$",
    re.IGNORECASE,
)
_ORDINAL = regex(r"(?:st|nd|rd|th|er|[èe]re|re|i?[èe]mes?|nde?|e|ᵉ|º)(?![^\W_])|[dD](?![^\W_])")
_CODE = regex(r"[^\W\d_]{0,20}_|(?!\s?[xX][0-9(])[^\W\d]{1,20}[0-9]")
_FILE = regex(r"\.(?:png|jpe?g|pdf|ipynb|py|csv|h5|svg|gif|keras|md|npz?|txt|tex)\b", re.IGNORECASE)
_EXPONENT = regex(r"[eE]([+\-−–]?)([0-9]{1,3})(?![\w])")
_MULTIPLIED = regex(r"[0-9)\]}] ?[xX]$|\\[a-zA-Z]{2,12}$")
_HYPHEN = regex(r"[^\W\d_]-$|_\{$")
_SCALE = regex(r"(k|K|M)(?![^\W])")
_PERCENT = regex(
    r"\*{0,2}(?:[ \u00a0\u202f\u2009]|\\,|\\ |~)?\$?\\?%|\s?(?:percents?|per cent|pour ?cents?|pourcents?|pct)\b",
    re.IGNORECASE,
)
_ABOUT = regex(
    r"(?:\b(?:about|around|approx\.?|approximately|approximativement|roughly|nearly|almost|close to|circa|ca\."
    r"|over|under|more than|less than|above|below|at least|at most|up to|some|env\.?|environ|presque|quasi(?:ment)?"
    r"|autour de|aux alentours de|pr[èe]s de|proches? de|plus de|plus d['’]|moins de|moins d['’]|au moins"
    r"|au plus|jusqu['’][àa]|au[- ]dessus de|en[- ]dessous de|[àa] peu pr[èe]s|d[ée]passe|exceeds?|avoisine|frôle)"
    r"|[~≈≃≅≤≥<±∼]=?|(?<![=-])>=?|\\(?:approx|sim|simeq|gtrsim|lesssim|pm|geq?|leq?))"
    r"[\s\u00a0\u202f]{0,2}(?:de |les? |la |the |a |à |of |d['’])?[$*_`({]{0,3}$",
    re.IGNORECASE,
)
_LAST_OF_ABOUT = frozenset(
    (
        "about",
        "around",
        "approx",
        "approximately",
        "approximativement",
        "roughly",
        "nearly",
        "almost",
        "to",
        "circa",
        "ca",
        "over",
        "under",
        "than",
        "above",
        "below",
        "least",
        "most",
        "some",
        "env",
        "environ",
        "presque",
        "quasi",
        "quasiment",
        "de",
        "plus",
        "moins",
        "à",
        "a",
        "pres",
        "près",
        "dépasse",
        "depasse",
        "exceed",
        "exceeds",
        "avoisine",
        "frôle",
        "le",
        "les",
        "la",
        "the",
        "of",
        "d",
    )
)
_ABOUT_AFTER = regex(
    r"[\s\u00a0\u202f%\\$*]{0,4}"
    r"(?:environ|env\.|approx\.?|or so|à peu près|approximativement|approximately|roughly)(?!\w)",
    re.IGNORECASE,
)
_LAST_WORD = regex(r"[^\W\d_]{1,20}(?=['’.]?$)|[~≈≃≅≤≥<>±∼=]$")
_ENDS_OF_ABOUT = frozenset("'’.~≈≃≅≤≥<>±∼=")
_BEFORE_PERCENT = frozenset("%\\$p~*P")
_BEFORE_ABOUT = frozenset("eaoràEAOR")
_BEFORE_POWER = frozenset("·×⋅*∙xX\\^⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹")
_TIMES_TEN = regex(r"(?: {0,2}(?:[·×⋅*∙xX]|\\cdot|\\times) {0,2}10)?")
_POWER = regex(r" ?\^ ?\{? ?([-−–+]?) ?([0-9]{1,3})(?: ?\})?|\*\*([-+]?)([0-9]{1,3})|([⁻⁺]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")


LARGEST_POWER = 250
"""Of ten; a number with a larger one is none that a computer can hold."""


def spans(text: str) -> list[tuple[int, int]]:
    """Return where digits are no numbers: addresses, dates, times."""
    found = [match.span() for match in _POINTED.finditer(text) if _is_date(text, match)]
    if "http" in text or "www" in text or "arXiv" in text or "10." in text:
        found += [match.span() for match in _ADDRESS.finditer(text)]
    if "0x" in text:
        found += [match.span() for match in _HEXADECIMAL.finditer(text)]
    for year in _YEAR.finditer(text):
        if day := _DAY.search(text[max(0, year.start() - 24) : year.start()]):
            found.append((year.start() - len(day[0]), year.end()))
    return sorted(found)


def _is_date(text: str, match: re.Match[str]) -> bool:
    inside = match.start() and text[match.start() - 1] in "0123456789:.,"
    return (
        not inside and text[match.end() : match.end() + 1] not in {":", ","} and bool(_DATE_OR_TIME.fullmatch(match[0]))
    )


def named(text: str, start: int, end: int) -> bool:
    """Tell whether digits are a part of a name: `F1`, `conv2d_1`, `CIFAR-10`, `2D`, `3rd`, `loss.12.png`."""
    before, after = text[start - 1] if start else "", text[end] if end < len(text) else ""
    if before == "_" or (before.isalpha() and not _MULTIPLIED.search(text[max(0, start - 14) : start])):
        return True
    if "." in text[start:end] and _VERSION.search(text[max(0, start - 16) : start]):
        return True
    if before in {"-", "{"} and _HYPHEN.search(text[max(0, start - 2) : start]):
        return True
    if not (after.isalpha() or after in {"_", ".", "ᵉ", "º"}) or _EXPONENT.match(text, end):
        return False
    return bool(_ORDINAL.match(text, end) or _FILE.match(text, end) or _CODE.match(text, end))


def negative(text: str, start: int) -> int:
    """Return the length of the minus sign of the number that starts here; 0 if it has none."""
    if text[max(0, start - 1) : start] not in {"-", "−", "–"}:
        return 0
    before = text[max(0, start - 4) : start - 1]
    if text[start - 1] == "–" and not re.search(r"[(\[=,:{$]\s*$", before):
        return 0
    return 1 if not before.strip() or re.search(r"(?:[(\[{=,:;$*/<>|]|(?<![0-9)%\]}])\s)$", before) else 0


def scale(text: str, end: int) -> tuple[int, int]:
    """Return the power of ten that is attached to a number (`e-07`, `k`, `M`), and where the number then ends."""
    if match := _EXPONENT.match(text, end):
        return (-1 if match[1] in {"-", "−", "–"} else 1) * int(match[2]), match.end()
    if match := _SCALE.match(text, end):
        return (6 if match[1] == "M" else 3), match.end()
    return 0, end


def percent(text: str, end: int) -> bool:
    """Tell whether a percent sign or its word follows."""
    after = text[end : end + 2].lstrip()
    return after[:1] in _BEFORE_PERCENT and bool(_PERCENT.match(text, end))


def about(text: str, start: int, end: int) -> bool:
    """Tell whether the text says that a number is not exact."""
    before = text[max(0, start - 24) : start].rstrip(" \u00a0\u202f$*_`({\n")
    last = _LAST_WORD.search(before) if before[-1:].isalpha() or before[-1:] in _ENDS_OF_ABOUT else None
    if (
        last
        and (last[0].lower() in _LAST_OF_ABOUT or not last[0].isalpha())
        and _ABOUT.search(text[max(0, start - 30) : start])
    ):
        return True
    after = text[end : end + 8].lstrip(" \u00a0\u202f%\\$*\n")
    return after[:1] in _BEFORE_ABOUT and bool(_ABOUT_AFTER.match(text, end))


def exponent(text: str, quantity: Quantity) -> tuple[int, int, bool] | None:
    """Return the power of ten of `3·10^-4` or `10⁻⁷`, where it ends, and whether the number is that power alone."""
    if text[quantity.end : quantity.end + 3].lstrip()[:1] not in _BEFORE_POWER:
        return None
    alone = quantity.text == "10" and _POWER.match(text, quantity.end)
    times = None if alone else _TIMES_TEN.match(text, quantity.end)
    power = alone or (_POWER.match(text, times.end()) if times and times.end() > quantity.end else None)
    if not power:
        return None
    sign = (power[1] or power[3] or power[5] or "").translate(SUPERSCRIPTS)
    size = int((power[2] or power[4] or power[6]).translate(SUPERSCRIPTS))
    return (-size if sign in {"-", "−", "–"} else size), power.end(), bool(alone)
