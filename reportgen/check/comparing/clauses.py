"""Clauses: the pieces of a sentence that each say one thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.comparing.folding import fold, whole
from reportgen.check.comparing.measures import MEASURE
from reportgen.check.patterns import regex
from reportgen.check.submission import Place, Sentence

LONGEST = 1500
"""A sentence longer than this many characters is no sentence: it is left out."""
_VERB = (
    r"(?:is|are|isn't|aren't|was|were|has|have|had|does|do|did|doesn't|gives?|gets?|shows?|performs?"
    r"|seems?|remains?|becomes?|est|sont|etait|a|ont|n'est|n'a|ne|donne"
    r"|reste|devient|obtient|semble|diminue\w*|augmente\w*|baisse\w*|ameliore\w*|increases?|decreases?"
    r"|improves?|rises?|grows?|gains?|narrows?|shrinks?|widens?|drops?|falls?|stays?|monte|descend|gagne|perd|grandit)"
)
_SAYS = (
    rf"(?=(?:(?:the|la|le|les|its|their|our|sa|son|ses|this|that|it|they|he|we|on|nous|il|elle|ils"
    rf"|elles|ce|cela|ca|which|l'|d'|un|une|a|qui|then|also)[ ']?)?(?:[\w'-]{{1,18}} ){{0,5}}?{_VERB}\b"
    rf"|(?:the |la |le |les |l'|a |un |une |de )?(?:best|worst|highest|lowest|meilleure?s?|plus|moins"
    rf"|lower|higher|better|worse)\b|(?:the |la |le |l'|une |a )?{MEASURE} )"
)
_CUT = regex(
    r"(?P<but>[,;]? ?\b(?:(?<!last )but|mais|whereas|while|tandis qu[e']|alors qu[e']|although|though"
    r"|even (?:though|if)|bien qu[e']"
    r"|meme si|malgre|despite|par contre|en revanche|except|sauf)\b|[,;] ?(?:however|cependant"
    r"|toutefois|pourtant|neanmoins|nevertheless|yet)\b,?|;(?= )| -{1,2} )"
    r"|(?P<because>,? ?\b(?:because|car|puisque?|parce qu[e']|since|vu qu[e']|so that|donc|therefore"
    r"|thus|which means|ce qui signifie|ce qui (?:veut|indique|montre))\b)"
    rf"|(?P<and>,? ?\b(?:and|et|ainsi que|as well as)\b(?= )(?: |$){_SAYS})"
    r"|(?P<stop>(?<= [a-hj-z])\. (?=[a-z]{2}(?<!ex)))"
    rf"|(?P<comma>[,:](?= ?(?:it|its|it's|they|this|which|the results?|c'est|ce qui|ce n'est|elle|il|on"
    rf"|nous|we|qui|la loss|la perte|the loss|the accuracy|l'accuracy|la precision|l'exactitude"
    rf"|les resultats|the performances?|les performances|with|avec|son|sa|au niveau|(?:the |le |la "
    rf"|les )(?:best|worst|highest|lowest|least|most|meilleure?s?|pires?|plus|moins))\b))"
)

_AHEAD = regex(
    r" ?(?:against|in comparison|comparison|compared|comparing|en comparaison|comparee?s?|par rapport"
    r"|contrairement|unlike|contrary)\b[^,]{0,80}$"
)


@dataclass(frozen=True)
class Clause:
    """A piece of a sentence.

    Attributes:
        text: as it stands in the sentence.
        folded: in small letters without accents, of the same length.
        joined: what it begins with: `but`, `because`, `and`, `comma`, `stop`; empty for the first.
        sentence: the index of its sentence.
        place: the lines of the sentence.
    """

    text: str
    folded: str
    joined: str
    sentence: int
    place: Place


def clauses(sentence: Sentence, index: int) -> tuple[Clause, ...]:
    """Return the clauses of a sentence, in order; none of one that is too long."""
    text = whole(sentence.text)
    if len(text) > LONGEST:
        return ()
    return tuple(_cut(text, fold(text), sentence.place, index))


def _cut(text: str, folded: str, place: Place, index: int) -> Iterator[Clause]:
    start, joined = 0, ""
    for match in _CUT.finditer(folded):
        if match.start() - start < 3 or not _complete(folded, match, start):
            continue
        yield Clause(text[start : match.start()], folded[start : match.start()], joined, index, place)
        start, joined = match.end(), str(match.lastgroup)
    yield Clause(text[start:], folded[start:], joined, index, place)


def _complete(folded: str, match: re.Match[str], start: int) -> bool:
    """Tell whether a cut is not inside brackets or between two names."""
    before = folded[max(0, match.start() - 80) : match.start()]
    if match.lastgroup == "comma" and _AHEAD.match(folded[start : match.start()]):
        return False
    if before.count("(") > before.count(")"):
        return False
    return not (match.lastgroup == "and" and re.search(r"\b(?:between|entre|both)\b[^,]{0,50}$", before))


def quoted(clause: Clause, limit: int = 200) -> str:
    """Return a clause as the student wrote it, in one line."""
    text = " ".join(clause.text.split()).strip(" ,;:-")
    return text if len(text) <= limit else text[: limit - 1] + "…"
