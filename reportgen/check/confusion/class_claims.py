"""Which class a sentence calls the hardest or the best recognised: `le 8 est le plus difficile`, `9 is the worst`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.check.confusion.classes import Mention, unmentioned
from reportgen.check.confusion.pair_claims import Finder
from reportgen.check.confusion.understood import understood
from reportgen.check.patterns import regex

_HARD = (
    r"(?:most|plus)[ ](?:difficult|difficile|hard|problematic|probl[ée]matique|compliqu[ée]e?|mis-?classified"
    r"|error-prone)"
    r"|hardest|recogni[sz]ed[ ](?:the[ ])?worst"
    r"|worst[ ](?:recogni[sz]ed|classified|performing)|(?:the|is|le|la|clearly)[ ](?:clearly[ ])?wors(?:t"
    r"|e)\b|\b(?:le|la)[ ]pire\b"
    r"|moins[ ]bien[ ](?:reconnu|class|pr[ée]dit|identifi)\w*"
    r"|moins[ ]bonn?e?[ ](?:reconnaissance|class\w+)|least[ ](?:well[ ])?(?:recogni[sz]ed|classified|accurate)"
    r"|worst[ ](?:recogni[sz]ed|classified|digit|class|category|performing)"
    r"|plus[ ](?:mal|mauvaise?)|le[ ]plus[ ]d['’]erreurs|most[ ](?:errors|mistakes|misclassifications)"
)
_BEST = (
    r"recogni[sz]ed[ ](?:the[ ])?best|best[ ](?:digit|class|category)\b"
    r"|best[ ](?:recogni[sz]ed|classified|predicted|identified|performing)|(?:most[ ]easily"
    r"|most[ ]accurately)[ ]\w+|easiest"
    r"|mieux[ ](?:reconnu|class|pr[ée]dit|identifi|d[ée]tect)\w*|(?:le|la)[ ]plus[ ](?:facile|simple)"
    r"|le[ ]moins[ ]d['’]erreurs"
    r"|fewest[ ](?:errors|mistakes)|least[ ](?:errors|mistakes)"
)
_METRIC = (
    r"(?P<metric>recall|rappel|sensitivity|sensibilit[ée]|precision|f[- ]?1(?:[- ]score)?"
    r"|f[- ]?(?:score|mesure|measure))"
)
_HIGH = r"highest|best|largest|biggest|meilleur|plus[ ](?:haut|grand|[ée]lev[ée])"
_LOW = r"lowest|worst|smallest|weakest|pire|moins[ ]bon|plus[ ](?:bas|petit|faible|mauvais)"
_RANKED = regex(
    rf"(?:(?P<high>{_HIGH})|(?P<low>{_LOW}))e?s?[ ](?:test[ ])?{_METRIC}"
    rf"|{_METRIC.replace('metric', 'before')}[ ](?:le[ ]|la[ ])(?:(?P<most>{_HIGH})|(?P<least>{_LOW}))",
    re.IGNORECASE,
)
_SAYS = regex(rf"(?P<hard>{_HARD})|(?P<best>{_BEST})", re.IGNORECASE)
_NOT = regex(
    r"\b(?:not|n['’]est|pas|one[ ]of[ ]the|among|parmi|l['’]un|un[ ]des|une[ ]des|second|third|deuxi\w+|models?"
    r"|mod[eè]les?|cases?|cas|loss|epoch|accurac\w+"
    r"|than|que[ ]le|after|apr[eè]s|seem\w*|sembl\w+|would|peut|can|could|results?|r[ée]sultats?|reports?"
    r"|r[ée]seaux?|networks?|two|deux|three|trois)\b",
    re.IGNORECASE,
)
_BETWEEN = regex(
    r"[ \"'*«“:,(]{0,3}(?:(?:is|are|was|be|being|est|sont|[ée]tait|reste|remains?|the|le|la|les|l['’]|digit"
    r"|chiffre|class|classe|number"
    r"|category|cat[ée]gorie|one|to|[àa]|recogni[sz]ed?|that|has|reconna[iî]tre|classify|classer|classifier|clearly"
    r"|clairement|also|aussi|with|avec|by|par|far|pourtant|cependant|toutefois|however|though|again"
    r"|encore|celui|celle"
    r"|loin|de|of|for|pour|du|has|have|a|which|qui|c['’]est|ce|it|d['’]|un|une|images?|toujours|still"
    r"|always)[ \"'*»”«“:,)]{1,3}){0,8}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ClassClaim:
    """A class called the worst or the best recognised of all.

    Attributes:
        index: of the class.
        best: whether it is the best.
        metric: by which metric: `recall`, `precision`, `f1`; empty if that is not said.
        plain: whether the whole sentence is understood.
    """

    index: int
    best: bool
    metric: str = ""
    plain: bool = False


def claims(text: str, mentions: Finder) -> Iterator[ClassClaim]:
    """Yield the classes that a sentence calls the worst or the best, where only one is named."""
    if len(text) > 600 or text.rstrip().endswith("?") or _NOT.search(text):
        return
    found = list(mentions(text))
    said = list(_RANKED.finditer(text)) or list(_SAYS.finditer(text))
    if len(said) == 1 and len({mention.index for mention in found}) == 1:
        mention = _beside(text, found, said[0])
        if mention is not None:
            groups = said[0].groupdict()
            best = any(groups.get(name) for name in ("best", "high", "most"))
            metric = _metric(groups.get("metric") or groups.get("before") or "")
            yield ClassClaim(mention.index, best, metric, understood(unmentioned(text, found)))


def _metric(word: str) -> str:
    """Return the metric that a word names."""
    return "" if not word else "f1" if word[0] in "fF" else "precision" if word[0] in "pP" else "recall"


def _beside(text: str, found: Iterable[Mention], said: re.Match[str]) -> Mention | None:
    """Return the class of which it is said: only small words stand between."""
    for mention in found:
        start, end = (mention.end, said.start()) if mention.end <= said.start() else (said.end(), mention.start)
        if end - start < 80 and _BETWEEN.fullmatch(text[start:end] + " "):
            return mention
    return None
