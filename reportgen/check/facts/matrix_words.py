"""The four counts of two classes in words: `TN = 86, FP = 148`, `vrais positifs : 388`, `2 false negatives (FN)`."""

import re
from dataclasses import dataclass
from typing import Literal

from reportgen.check.patterns import regex

Count = Literal["tn", "fp", "fn", "tp"]
_NAMES: dict[Count, str] = {
    "tn": r"TN|VN|true[ -]negatives?|vrais?[ -]n[ée]gatifs?",
    "fp": r"FP|false[ -]positives?|faux[ -]positifs?",
    "fn": r"FN|false[ -]negatives?|faux[ -]n[ée]gatifs?",
    "tp": r"TP|VP|true[ -]positives?|vrais?[ -]positifs?",
}
_NAME = "|".join(f"(?P<{count}>{names})" for count, names in _NAMES.items())
_COUNTS = regex(
    rf"(?<![\w.,])(?P<before>[0-9]{{1,5}})[ \n]?(?:images?[ \n]|cas[ \n]|cases?[ \n])?(?:de[ \n]|of[ \n])?[*_(`]{{0,3}}"
    rf"(?:{_NAME})(?![\w])(?![ \n]{{0,2}}[:=][ \n]{{0,2}}[0-9])",
    re.IGNORECASE,
)
_NAMED = regex(
    rf"(?<![\w])(?:{_NAME})[*_`]{{0,3}}[ \n]?(?:\((?:TN|VN|FP|FN|TP|VP)\))?[*_`]{{0,3}}[ \n]?"
    r"(?:[:=]|→|->|\|)[*_` \n$]{0,4}"
    r"(?P<after>[0-9]{1,5})(?![\w%]|[.,][0-9]|[ \n]?%)",
    re.IGNORECASE,
)
_ANY = regex(r"(?<![\w])(?:[TFV][NP](?!\w)|true|false|vrai|faux)", re.IGNORECASE)
_SICK = (
    r"(?:pneumonia[es]*|pneumonies?|malades?|ill|sick|infected|cas[ ]de[ ]pneumonie|cases[ ]of[ ]pneumonia"
    r"|patients?[ ]malades?)"
)
_WELL = r"(?:normal(?:e?s|aux|es)?|healthy|sains?|saines?)"
_OF_PEOPLE = r"(?:[ ](?:patients?|people|persons?|personnes?|images?|radios?|x-?rays?|radiographies?|cases|cas))?"
_CALLED = (
    r"(?:class\w+|predicted|pr[ée]dit\w*|pris\w*|taken|called|declared|d[ée]clar[ée]\w*|consid[ée]r\w+|identifi\w+"
    r"|label\w+|diagnos\w+|jug[ée]\w*|flagged|reconnu\w*)"
)
_AS = r"(?:[ ](?:comme|as|pour|for|en))?(?:[ ](?:[ée]tant|being))?(?:[ ](?:des|de|having|ayant[ ]une))?"
_BY_CLASS: tuple[tuple[re.Pattern[str], Count], ...] = (
    (
        regex(
            rf"\b(?:manque|rate|oublie|laisse[ ]passer|miss(?:es|ed)?|overlooks?|fails[ ]to[ ]detect)["
            rf" ](?:only[ ]|seulement[ ]"
            rf"|encore[ ])?(?P<n>[0-9]{{1,5}})[ ](?:sick[ ]|ill[ ]|patients?[ ]|images?[ ]de[ ])?{_SICK}\b",
            re.IGNORECASE,
        ),
        "fn",
    ),
    (
        regex(
            rf"(?<![\w.,/])(?P<n>[0-9]{{1,5}})[ ](?:sick[ ]|ill[ ]|patients?[ ]|images?[ ]de[ ])?{_SICK}{_OF_PEOPLE}"
            r"[ ](?:are|were|sont|ont[ ][ée]t[ée])[ ](?:missed|overlooked|manqu[ée]\w*|rat[ée]\w*|not["
            r" ]detected|non[ ]d[ée]tect\w*"
            rf"|{_CALLED}{_AS}[ ]{_WELL})\b",
            re.IGNORECASE,
        ),
        "fn",
    ),
    (
        regex(
            rf"(?<![\w.,/])(?P<n>[0-9]{{1,5}})[ ](?:patients?[ ]|images?[ ]|radios?[ ]|cas[ ])?{_WELL}{_OF_PEOPLE}"
            rf"[ ](?:are|were|sont|ont[ ][ée]t[ée])[ ]{_CALLED}{_AS}[ ]{_SICK}\b",
            re.IGNORECASE,
        ),
        "fp",
    ),
    (
        regex(r"(?<![\w.,/])(?P<n>[0-9]{1,5})[ ](?:false[ ]alarms?|fausses?[ ]al(?:armes?|ertes?))\b", re.IGNORECASE),
        "fp",
    ),
)
REACH = 500
"""How many characters the four counts may be apart, from the first to the last."""


@dataclass(frozen=True)
class Four:
    """The counts of two classes as a text names them.

    Attributes:
        tn: the healthy that are taken for healthy.
        fp: the healthy that are taken for ill.
        fn: the ill that are taken for healthy.
        tp: the ill that are taken for ill.
        spans: where each stands in the text, in this order.
    """

    tn: int
    fp: int
    fn: int
    tp: int
    spans: tuple[tuple[int, int], ...]

    @property
    def counts(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The matrix, the healthy first."""
        return ((self.tn, self.fp), (self.fn, self.tp))


@dataclass(frozen=True)
class Named:
    """One count in words: which, how many, where in the text; and whether the words name the class that is ill."""

    count: Count
    value: int
    start: int
    end: int
    by_class: bool = False


def named_counts(text: str) -> list[Named]:
    """Return the counts of two classes that a text names, in order."""
    if _ANY.search(text) is None:
        return []
    found = [_named(match, "after") for match in _NAMED.finditer(text)]
    taken = [(item.start, item.end) for item in found]
    for match in _COUNTS.finditer(text):
        item = _named(match, "before")
        if not any(start < item.end and item.start < end for start, end in taken):
            found.append(item)
    return sorted(found, key=lambda item: item.start)


def by_class(text: str) -> list[Named]:
    """Return the errors that a text counts by what the images show: `misses 6 pneumonias`, `113 healthy called ill`."""
    found = []
    for pattern, count in _BY_CLASS:
        found += [Named(count, int(match["n"]), match.start(), match.end(), True) for match in pattern.finditer(text)]
    return sorted(found, key=lambda item: item.start)


def _named(match: re.Match[str], group: str) -> Named:
    count = next(name for name in _NAMES if match[name])
    return Named(count, int(match[group]), match.start(), match.end())


def fours(text: str) -> list[Four]:
    """Return the groups of four counts that stand together, each named once."""
    found: list[Four] = []
    group: dict[Count, Named] = {}
    for item in named_counts(text):
        first = min((other.start for other in group.values()), default=item.start)
        if item.count in group or item.end - first > REACH:
            group = {}
        group[item.count] = item
        if len(group) == len(_NAMES):
            items = [group[count] for count in _NAMES]
            spans = tuple((item.start, item.end) for item in items)
            found.append(Four(items[0].value, items[1].value, items[2].value, items[3].value, spans))
            group = {}
    return found
