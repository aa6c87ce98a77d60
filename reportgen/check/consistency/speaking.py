"""Whether a sentence speaks of the network that its part shows, and of nothing else.

Another network may be named in it, or between the two; it may tell what was, what was tried, or what a layer does in
general. Only a sentence without any such sign can contradict the network.
"""

import re

from reportgen.check.consistency.claims import Claim, Claims
from reportgen.check.consistency.scopes import experiment_in
from reportgen.check.consistency.shown import Shown, Values
from reportgen.check.facts.understood import is_understood, words
from reportgen.check.patterns import regex
from reportgen.check.submission import Place

_ID = r"(?:[A-Z]{1,2}\d{0,2}|\d{1,2}|[ivx]{1,4})"
_NAMED = regex(
    r"\b(?i:model|mod[eè]le|case|cas|network|r[eé]seau|net|variante?|version|config(?:uration)?|exp[eé]riment|exp[eé]rience"
    rf"|essai|test|run)\s?(?:n°\s?|#)?(?P<id>{_ID})(?![\w'’]|[.,]\d)"
    rf"|(?:^|\n)\W{{0,4}}(?P<line>[A-Z]\d{{0,2}}|\([ivx]{{1,3}}\))\s?[:,–-]",
)
_OTHER = regex(
    r"\b(?:(?:after|apr[eè]s) (?:several|some|many|plusieurs|quelques|divers) \w+|(?:chosen|choisi\w*|retenu\w*)"
    r"|(?:second|third|other|another|next|new|deuxi[eè]me|troisi[eè]me|autre|nouveau|nouvel|last|dernier|final"
    r"|best|meilleur) (?:model|mod[eè]le|network|r[eé]seau|case|cas|variante?|version|architecture|cnn|mlp)"
    r"|variants?|variantes?|same (?:model|network)|m[eê]me (?:mod[eè]le|r[eé]seau))\b",
    re.IGNORECASE,
)
_CHANGED = regex(
    r"\b(?:chang\w+|modif\w+|increas\w+|augment\w+|reduc\w+|r[eé]dui\w+|replac\w+|remplac\w+|now|maintenant|next"
    r"|(?:we|nous avons|on a|j['’]ai) (?:then|also|ensuite|aussi|[eé]galement|puis)|tried|essay[eé]\w*)\b",
    re.IGNORECASE,
)
"""Words between a network and a sentence after which the sentence may be about a changed one."""
_VARIANT = regex(
    r"\b(?:(?:second|third|other|another|next|new|deuxi[eè]me|troisi[eè]me|autre|nouveau|nouvel)"
    r" (?:model|mod[eè]le|network|r[eé]seau|case|cas|variante?|version|architecture|cnn|mlp)|variants?|variantes?)\b",
    re.IGNORECASE,
)
_OUTSIDE = regex(
    r"\b(?:pool\w*|strides?|pas de|inputs?|entr[eé]es?|outputs?|sorties?|softmax|class\w*|pixels?|maps?|cartes?"
    r"|shortcut|raccourci|skip|residual|r[eé]siduelle?)\b",
    re.IGNORECASE,
)
_FOREIGN = regex(
    r"\b(?:mlps?|shallow|peu profond\w*|perceptrons?|part(?:ie)? \d|section \d|chapter \d|chapitre \d|groupe?s?|they"
    r"|their|leurs?|ils|elles|doubl\w*|halv\w*|twice|fois|times|as (?:much|many)|autant|equivalent|[eé]quivalent\w*"
    r"|reads?|li[ts]|lisent|sees?|voi[ts]|voient|receptive|was|were|had|[eé]tai\w*|avai\w*|now|maintenant"
    r"|this time|cette fois|in total|au total|en tout|altogether|latente?s?|bottleneck|(?:en|de)cod\w+"
    r"|becomes?|devien\w*)\b",
    re.IGNORECASE,
)
"""Words of a sentence on another network, on what was or becomes, or on what layers do in general."""
_WITH = regex(r"\W{0,3}(?:with|avec|for|pour|using|en utilisant|by|at|when|quand|lorsqu\w*)\b", re.IGNORECASE)
_SCORE = regex(
    r"\b(?:accuracy|loss|score|perte|exactitude|pr[eé]cision|results?|r[eé]sultats?|f1|err(?:or|eur)s?)\b",
    re.IGNORECASE,
)
NETWORK = regex(
    r"\b(?:the|our|this|le|notre|ce) (?:network|model|cnn|convnet|mod[eè]le|r[eé]seau)\b.{0,60}"
    r"\b(?:has|uses|contains|consists|ends|begins|a|utilise|poss[eè]de|comporte|contient|comprend|se termine"
    r"|commence)\b",
    re.IGNORECASE,
)
_AGAIN = regex(r"\b(?:then|puis|ensuite|also|aussi|[eé]galement)\b", re.IGNORECASE)
_COMMENT = regex(
    r"[,;:(] ?(?:which|ce qui|as|since|because|car|puisque|ce|so|donc|this)\b|\b(?:because|parce que)\b", re.IGNORECASE
)
"""What comments on a value that was said."""
_ELLIPSIS = regex(
    r"(?<!this )(?<!ce )\b(?:first|second|third|last|premi[eè]re?|deuxi[eè]me|seconde?|troisi[eè]me|derni[eè]re?"
    r"|\d(?:e|[eè]me)|1er|2nd|3rd)\b(?! (?:[\w-]+ )?(?:layers?|couches?|conv\w*|dense|max|pool\w*|hidden|cach\w+"
    r"|filt\w+|noyaux?|kernels?|blocs?|blocks?|stages?|[eé]tages?)\b)"
    r"|\b(?:celle|celui|ceux|all|tous)\W*$",
    re.IGNORECASE,
)
"""`only in the last`: of the models, or of the layers?"""
_NUMBER = regex(r"\d+")
_FAR, _LONG = 80, 2000
_BETWEEN = regex(r"[.;:,()|]|\b(?:and|et|then|puis|with|avec)\b", re.IGNORECASE)
WE = regex(r"\b(?:we|our|i|my|nous|notre|nos|on|je|mon)\b|\bj['’]", re.IGNORECASE)
"""Whose sentence it is: a notebook has the course's own before its cells, which a changed cell leaves behind."""


def speaks(claim: Claim, shown: Shown, claims: Claims) -> bool:
    """Tell whether a sentence describes the network shown, and nothing else."""
    rest = clause(claim).replace(claim.setting.quote, "")
    if not claim.steady or _OUTSIDE.search(rest) or _FOREIGN.search(claim.sentence) or _is_run(claim):
        return False
    if WE.search(claim.sentence) and _AGAIN.search(claim.sentence):
        return False
    here, said = claims.scopes.experiment(claim.place.first), experiment_in(claim.sentence)
    return said in ("", here) and _is_about(shown, claim, claims)


def _is_run(claim: Claim) -> bool:
    """Tell whether a sentence tells the result of a case: `with 128 neurons the accuracy is 0.99`."""
    return _WITH.match(claim.sentence) is not None or _SCORE.search(claim.sentence) is not None


def _is_about(shown: Shown, claim: Claim, claims: Claims) -> bool:
    """Tell whether a claim of the same lines is about the network shown: no other is named between the two."""
    between = _between(shown, claim, claims)
    own = _NAMED.search(claim.sentence)
    if _OTHER.search(between) or _CHANGED.search(between) or _VARIANT.search(claim.sentence):
        return False
    known = _names(shown, claims, claims.scopes.own_lines(claim.place.first).first)
    return (not own or _name(own) in known) and all(_name(found) in known for found in _NAMED.finditer(between))


def _between(shown: Shown, claim: Claim, claims: Claims) -> str:
    """Return the text between a network and a claim, whichever comes first."""
    lines, quote = claims.facts.submission.lines, claim.setting.quote
    first, last = claim.place.first, claim.place.last
    if first > shown.place.last:
        before = lines[max(shown.place.last + 1, first - _FAR) : first]
        return "\n".join((*(line.text[:_LONG] for line in before), lines[first].text[:_LONG].partition(quote)[0]))
    after = lines[last + 1 : min(shown.place.first, last + _FAR)]
    return "\n".join((lines[last].text[:_LONG].rpartition(quote)[2], *(line.text[:_LONG] for line in after)))


def _names(shown: Shown, claims: Claims, heading: int) -> set[str]:
    """Return what the network is called: by the last line before it that names one, else by its heading."""
    lines = claims.facts.submission.lines
    for line in reversed(lines[heading : shown.place.first]):
        names = {_name(found) for found in _NAMED.finditer(line.text)}
        if line is lines[heading]:
            names |= set(re.findall(r"\b[A-Z]\d{0,2}\b", line.text))
        if names:
            return names if len(names) == 1 or line is lines[heading] else set()
    return set()


def _name(found: re.Match[str]) -> str:
    return (found["id"] or found["line"]).strip("()")


def is_doubtful(claim: Claim, shown: Shown, claims: Claims) -> bool:
    """Tell whether a sentence may be the course's, about a later change, or the code another than the student's."""
    submission = claims.facts.submission
    theirs = submission.format == "ipynb" and claim.place.first <= shown.place.last and not WE.search(claim.sentence)
    return theirs or claims.is_given(claims.scopes.own_lines(claim.place.first))


def is_clear(claim: Claim, claims: Claims, named: bool = False) -> bool:
    """Tell whether all of a sentence up to its comment is understood: each word, each number, and what it computes.

    A sentence that computes with its value means the network that has it. A name of a model is understood only if it is
    known whose it is (`named`).
    """
    comment = _COMMENT.search(claim.sentence, max(0, claim.sentence.find(claim.setting.quote)))
    rest = claim.sentence[: comment.start()] if comment else claim.sentence
    rest = _NAMED.sub(" ", rest) if named else rest
    near = Place(max(0, claim.place.first - 4), claim.place.last + 4)
    for other in claims.within(near):
        if other.sentence == claim.sentence:
            rest = rest.replace(other.setting.quote, " ")
    for computation in claims.facts.computations:
        if computation.place.first in near and computation.quote in rest:
            rest = rest.replace(computation.quote, " ")
            if not set(_NUMBER.findall(claim.setting.quote)).isdisjoint(_NUMBER.findall(computation.quote)):
                return False
    titles = (part.title for part in claims.facts.submission.path_at(claim.place.first))
    return not (_NUMBER.search(rest) or _ELLIPSIS.search(claim.sentence)) and is_understood(
        rest, words(" ".join(titles))
    )


def is_alone(claim: Claim, values: tuple[Values, ...], shown: Shown, claims: Claims) -> bool:
    """Tell whether no other value of the part belongs to no layer: else the part speaks of several networks.

    Before the network, a first network may be described, and then the one that was chosen.
    """
    beside = claims.within(claims.scopes.own_lines(claim.place.first), claim.setting.name)
    has = {value for one in values for value in one}
    if claim.place.first < shown.place.first and any(one.value in values for one in beside):
        return False
    return all(set(one.value) - has <= set(claim.value) for one in beside)


def clause(claim: Claim) -> str:
    """Return the words around a value up to the next sign or joint."""
    at = claim.sentence.lower().find(claim.setting.quote.lower())
    if at < 0:
        return claim.setting.quote
    end = at + len(claim.setting.quote)
    before = _BETWEEN.split(claim.sentence[max(0, at - 120) : at])[-1] or ""
    after = _BETWEEN.split(claim.sentence[end : end + 120])[0] or ""
    return f"{before}{claim.setting.quote}{after}"
