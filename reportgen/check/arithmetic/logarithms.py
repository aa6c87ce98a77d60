r"""Values of logarithms and of exponentials: `-ln(0.5) = 0.69`, `\log(10) \approx 2.30`, `exp(-0.09) = 0.914`.

`ln` is the natural logarithm; `log` may be that, or to the base of 10 or 2: any of them is right.
"""

import re
from collections.abc import Iterator, Sequence
from math import exp, log, log2, log10

from reportgen.check.facts.passages import Passage, passages
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.submission import Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "arithmetic.logarithm"
_NUMBER = r"\d(?:[\d.,]{0,12}\d)?"
_VALUE = regex(
    r"(?P<sign>[-−–] ?)?\\?(?P<name>ln|log|exp)(?P<base>_?10|_?2(?=[ (])|_e)?\\?(?:left)? ?(?P<open>\(?) ?"
    rf"(?P<minus>[-−–] ?)?(?P<arg>{_NUMBER})(?: ?(?P<over>/) ?(?P<below>{_NUMBER}))? ?\\?(?:right)?(?P<close>\)?) ?"
    rf"(?:=|≈|~|\\approx|\\simeq|≃) ?(?P<result>[-−–]? ?{_NUMBER})(?! ?[*×·/+^(%\\]| ?[-−–] ?\d|\d)",
    re.IGNORECASE,
)
_BEFORE = regex(r"(?:[\w.,)*×·/+^=}\]]|[-−–]) ?$")
_AFTER_WORD = regex(r"(?:[^\W\d_]{2,}|[=≈:;(,]) ?$")
_PART = regex(
    r"\b(?:(?:half|twice|double|moiti[eé]) (?:of|the|de|d['’])|times|fois|sum|somme|plus|minus|moins|mean|moyenne"
    r"|average|weighted)\b(?! [a-z]{1,12} (?:is|est)\b)[^.;]{0,24}$",
    re.IGNORECASE,
)
_BACK = 40
_KINDS = frozenset({"paragraph", "item", "caption", "table", "formula"})
_LARGEST = 300.0
_MEASURED = 3
"""A number of so many digits is a rounded one; one of fewer, as 0.5 or 1/10, is meant as it stands."""


def verdicts(submission: Submission) -> Iterator[Verdict]:
    """Yield the verdict on each value of a logarithm that stands alone on its side."""
    for passage in passages(submission):
        if passage.kind in _KINDS and ("ln" in passage.text or "log" in passage.text or "exp" in passage.text):
            for match in _VALUE.finditer(passage.text):
                if _alone(passage.text[max(0, match.start() - _BACK) : match.start()]):
                    yield from _judge(passage, match, submission)
    for block in submission.of("formula"):
        if not block.damaged:
            text = block.text.replace("{,}", ",").replace("{", "").replace("}", "")
            for match in _VALUE.finditer(text):
                if _alone(text[max(0, match.start() - _BACK) : match.start()]):
                    yield from _judge(Passage(text, block.place, "prose", "formula", 0), match, submission)


def _alone(before: str) -> bool:
    """Tell whether nothing that is computed with stands before: `0.5 * ln 2`, `1 - ln 2`, `x ln 2` are no values."""
    if _PART.search(before):
        return False
    return not _BEFORE.search(before) or _AFTER_WORD.search(before) is not None


def _judge(passage: Passage, match: re.Match[str], submission: Submission) -> Iterator[Verdict]:
    if bool(match["open"]) != bool(match["close"]):
        return
    result = next((one for one in quantities(match[0]) if one.end == match.end("result") - match.start()), None)
    value, below = _number(match["arg"]), _number(match["below"]) if match["below"] else 1.0
    if result is None or value is None or not below:
        return
    decimals = len(match["arg"].replace(",", ".").partition(".")[2])
    slack = 0.5 * 10.0**-decimals / below if decimals and len(_digits(match["arg"])) >= _MEASURED else 0.0
    value = (-1 if match["minus"] else 1) * value / below
    found = list(_values(match, value, slack))
    if not found:
        return
    sign = -1 if match["result"][0] in "-−–" else 1
    right, turned = _fits(result, sign, found), _fits(result, -sign, found)
    outcome: Outcome = "confirmed" if right else "review" if turned or submission.extracted else "refuted"
    argument_text = f"{'-' if match['minus'] else ''}{match['arg']}{'/' + match['below'] if match['below'] else ''}"
    computation = f"{'-' if match['sign'] else ''}{match['name']}{match['base'] or ''}({argument_text})"
    how = "logarithm_sign" if turned and not right else "logarithm"
    yield Verdict(
        RULE,
        outcome,
        passage.at(match.start(), match.end()),
        match[0].strip(),
        match["result"].strip(),
        Label("check.how.arithmetic.logarithm_value", (("value", found[0][0]),)),
        Label(f"check.how.arithmetic.{how}", (("value", found[0][0]), ("computation", computation))),
        suspicion=0.4 if outcome == "review" else 0.0,
    )


def _fits(result: Quantity, sign: int, values: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a stated result, with a sign, is one of some values in any of its readings, rounded or cut."""
    return any(
        abs(sign * abs(reading.value) - value) <= reading.step + open_ + 1e-9
        for reading in result.readings
        for value, open_ in values
    )


def _digits(number: str) -> str:
    """Return the digits of a number without the zeros at its beginning."""
    return re.sub(r"[.,]", "", number).lstrip("0")


def _number(text: str) -> float | None:
    """Return a number in brackets, where a comma may be that of French; None if it may be one of thousands."""
    whole, _, decimals = text.replace(",", ".").partition(".")
    if "." in decimals or ("," in text and len(decimals) == 3 and whole != "0"):
        return None
    return float(f"{whole}.{decimals or 0}")


def _values(match: re.Match[str], value: float, slack: float) -> Iterator[tuple[float, float]]:
    """Yield the values that the left side may have, each with what the rounding of its number leaves open."""
    sign = -1 if match["sign"] else 1
    if match["name"].lower() == "exp":
        if abs(value) < _LARGEST:
            yield sign * exp(value), exp(value) * slack
        return
    if value <= slack:
        return
    base = (match["base"] or "").strip("_")
    if match["name"].lower() == "ln" or base in ("", "e"):
        yield sign * log(value), slack / value
    if match["name"].lower() == "log" and base in ("", "10"):
        yield sign * log10(value), slack / value
    if match["name"].lower() == "log" and base in ("", "2"):
        yield sign * log2(value), slack / value
