"""Which numbers of a sentence hold: `from 300 to 100` leaves 100, `instead of 300` leaves nothing.

Numbers that do not hold are blanked out, so that whoever looks for values sees only those that the report says are so.
"""

import re
from itertools import pairwise

from reportgen.check.facts.folding import folded
from reportgen.check.patterns import regex
from reportgen.check.remembered import remembered

_NUMBER = r"\d{1,9}(?:[.,]\d{1,12})?(?:e[-−]?\d{1,3})?"
_NOUN = r"(?: [^\W\d]{1,20}){0,3}?"
_CHANGE = regex(
    rf"\b(?:from|de|d'|of)(?: (?:the|les|nos|initially|original|initial|default)){{0,2}} ?(?P<old>{_NUMBER}){_NOUN}"
    rf" (?:to|a|into|vers) {_NOUN} ?(?P<new>{_NUMBER})"
    rf"|(?<![\w.,])(?P<was>{_NUMBER}){_NOUN} ?(?:-{{1,2}}>|→|=>|⇒) ?(?={_NUMBER})"
)
_RANGE = regex(rf"\b(?:between|entre) (?P<old>{_NUMBER}){_NOUN} (?:and|et) (?P<new>{_NUMBER})")
_VARY = regex(r"\b(?:var(?:y|ied|ies|ying|iant|ier|ie|ions?)|rang(?:e|es|ed|ing)|allant|go(?:es|ing)|parmi|among)\b")
_NOT_NOW = regex(
    r"\b(?:instead of|au lieu d(?:e|'\w*)|rather than|plutot qu(?:e|'\w*)|compared (?:to|with)|par rapport (?:a"
    r"|aux?)|contre|against"
    r"|versus|vs\.?|previous(?:ly)?|precedente?s?|original(?:ly)?|initial(?:e|ement|ly)?|alors qu'(?:avant|on|il)"
    r"|avant|former(?:ly)?"
    r"|au depart|more than|less than|fewer than|plus (?:de|que)|moins (?:de|que)|at least|at most|au (?:moins|plus)"
    r"|up to"
    r"|jusqu'(?:a|au)|beyond|au[- ]dela de|than|unlike|contrairement (?:a|aux?)|not|pas|sans|without|neither|ni|no"
    r"|default(?: (?:of|is|value))?|par defaut)(?!\w)"
    rf"[ :(]{{0,3}}(?:[^\W\d][\w'-]{{0,20}}[ :(]{{1,2}}){{0,4}}?(?P<old>{_NUMBER})"
)
_SUPPOSED = regex(
    r"\b(?:would|could|might|should|suppos\w*|imagin\w*|maybe|perhaps|if (?:we|one|you|there|it)|si (?:on|l'on|nous"
    r"|je|le|la)|s'il"
    r"|peut[- ]etre|\w+(?:erait|eraient|rions)|aurait|auraient|serait|seraient|pourrait|pourraient|devrait|devraient"
    r"|faudrait"
    r"|next time|hypoth\w*)\b"
)
_END = regex(r"(?<=[.!?;]) +(?=[^\W\d_])")


@remembered
def held(text: str) -> str:
    """Return a text of the same length in which numbers that do not hold now are blanks."""
    if not _DIGIT.search(text):
        return text
    low = folded(text)
    blanked = "".join(_sentence(piece) for piece in pieces(low))
    if blanked == low:
        return text
    return "".join(" " if new != old else sign for sign, old, new in zip(text, low, blanked, strict=True))


_DIGIT = regex(r"\d")


def pieces(text: str) -> list[str]:
    """Return a text cut into sentences, each with the space after it: joined they are the text."""
    cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if end > start]


def _sentence(text: str) -> str:
    if not _DIGIT.search(text):
        return text
    if _SUPPOSED.search(text):
        return _DIGIT.sub(" ", text)
    text = _RANGE.sub(lambda match: _blank(match, "old", "new"), text)
    text = _CHANGE.sub(_changed, text)
    return _NOT_NOW.sub(lambda match: _blank(match, "old"), text)


def _changed(match: re.Match[str]) -> str:
    """Blank the old value of a change; where values vary in a range, none holds."""
    if match["was"]:
        return _blank(match, "was")
    before = match.string[max(0, match.start() - 60) : match.start()]
    return _blank(match, "old", "new") if _VARY.search(before) else _blank(match, "old")


def _blank(match: re.Match[str], *groups: str) -> str:
    text = match[0]
    for group in groups:
        start, end = match.start(group) - match.start(), match.end(group) - match.start()
        text = text[:start] + " " * (end - start) + text[end:]
    return text
