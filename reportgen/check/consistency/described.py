"""Layers in words against the network that the same lines show: `the dense layer has 64 neurons` below a summary.

A sentence tells which layers it means by a rank (`the second convolution`), or by their being one, or alike.
Refuted only where one network is shown in the part, no other is named between it and the sentence, and the layer that
is meant has another value: then the two stand side by side and one is wrong. A value that belongs to no layer, in a
sentence that does not tell which, is for review.
"""

import re
from collections.abc import Iterator

from reportgen.check.consistency.claims import Claim, Claims, written
from reportgen.check.consistency.scopes import experiment_in
from reportgen.check.consistency.shown import Shown, is_about, shown_in
from reportgen.check.stated import SettingName
from reportgen.check.submission import Place
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

CODE, RULE = "hyperparameter.code", "hyperparameter.summary"
NAMES: tuple[SettingName, ...] = ("neurons", "filters", "kernel", "dropout")
_RANKS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"first|1st|1[eè]?re|premi[eè]re",
        r"second|2nd|2e|2[eè]me|deuxi[eè]me|seconde",
        r"third|3rd|3e|3[eè]me|troisi[eè]me",
        r"fourth|4th|4e|4[eè]me|quatri[eè]me",
    )
)
_MIDDLE = re.compile(r"\b(?:middle|milieu|centrale?|interm[eé]diaire)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last|final|derni[eè]re)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:(?:two|three|deux|trois|both|les) (?:first|last)|premi[eè]res|derni[eè]res|(?:first|last) (?:two|three))\b",
    re.IGNORECASE,
)
_CONVOLUTION = re.compile(r"\bconv|filt|noyau|kernel", re.IGNORECASE)
_DENSE = re.compile(r"\bdense|fully|cach[eé]e|hidden|enti[eè]rement|feed", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"\b(?:pool\w*|strides?|pas de|inputs?|entr[eé]es?|outputs?|sorties?|softmax|class\w*|pixels?|maps?|cartes?"
    r"|shortcut|raccourci|skip|residual|r[eé]siduelle?)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:mlps?|shallow|peu profond\w*|perceptrons?|part(?:ie)? \d|section \d|chapter \d|chapitre \d|groupe?s?|they"
    r"|their|leurs?|ils|elles|doubl\w*|halv\w*|twice|fois|times|as (?:much|many)|autant|equivalent|[eé]quivalent\w*"
    r"|reads?|li[ts]|lisent|sees?|voi[ts]|voient|receptive|was|were|had|[eé]tai\w*|avai\w*|now|maintenant"
    r"|this time|cette fois|in total|au total|en tout|altogether|latente?s?|bottleneck|(?:en|de)cod\w+"
    r"|becomes?|devien\w*)\b",
    re.IGNORECASE,
)
"""Words of a sentence on another network, on what was or becomes, or on what layers do in general."""
_WITH = re.compile(r"\W{0,3}(?:with|avec|for|pour|using|en utilisant|by|at|when|quand|lorsqu\w*)\b", re.IGNORECASE)
_SCORE = re.compile(
    r"\b(?:accuracy|loss|score|perte|exactitude|pr[eé]cision|results?|r[eé]sultats?|f1|err(?:or|eur)s?)\b",
    re.IGNORECASE,
)
_NETWORK = re.compile(
    r"\b(?:the|our|this|le|notre|ce) (?:network|model|cnn|convnet|mod[eè]le|r[eé]seau)\b.{0,60}"
    r"\b(?:has|uses|contains|consists|ends|begins|a|utilise|poss[eè]de|comporte|contient|comprend|se termine"
    r"|commence)\b",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"\b(?:has|have|uses?|contains?|is|are|of|with|go(?:es)? to|followed|then|a|ont|utilis\w+|contien\w+|compren\w+"
    r"|comport\w+|poss[eè]d\w+|est|sont|font|fait|suit|suivie?|de)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:then|puis|ensuite|also|aussi|[eé]galement)\b", re.IGNORECASE)
_CROSS = re.compile(r"[x×*]")
_BETWEEN = re.compile(r"[.;:,()|]|\b(?:and|et|then|puis|with|avec)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|our|i|my|nous|notre|nos|on|je|mon)\b|\bj['’]", re.IGNORECASE)
"""Whose sentence it is: a notebook has the course's own before its cells, which a changed cell leaves behind."""

Values = tuple[float | str, ...]


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each sentence that describes a layer of the network that its part shows."""
    found: dict[Place, Shown | None] = {}
    for claim in claims.text:
        if claim.setting.name not in NAMES or claim.setting.where in ("heading", "caption"):
            continue
        scope = claims.scopes.own_lines(claim.place.first)
        if scope not in found:
            found[scope] = shown_in(claims, scope)
        shown = found[scope]
        if shown is not None and not _is_computed(claim, claims):
            yield from _judged(claim, shown, claims)


def _is_computed(claim: Claim, claims: Claims) -> bool:
    """Tell whether what looks like a layer is a piece of a computation: `3 * 1 * 10`."""
    piece = "".join(claim.setting.quote.split()).strip("()")
    return ("*" in piece or claim.setting.name in ("kernel", "filters")) and any(
        computation.place.apart(claim.place) == 0 and piece in "".join(computation.quote.split())
        for computation in claims.facts.computations
    )


def _judged(claim: Claim, shown: Shown, claims: Claims) -> Iterator[Verdict]:
    if claim.setting.name == "dropout":
        yield from _dropout(claim, shown, claims)
        return
    values = _values(claim.setting.name, shown)
    depth = claim.setting.name == "filters" and len(_CROSS.findall(claim.setting.quote)) > 1
    if not values or depth or (claim.setting.name == "neurons" and claim.value == (shown.outputs,)):
        return
    meant = _meant(claim, values)
    if not claim.is_single:
        if set(claim.value) <= {value for one in values for value in one}:
            yield _verdict(claim, "confirmed", values, shown)
    elif claim.value in meant and (len(set(meant)) == 1 or meant == values):
        yield _verdict(claim, "confirmed", values, shown)
    elif claim.value not in meant and _speaks(claim, shown, claims) and _is_alone(claim, values, shown, claims):
        told = claim.value not in values and _names_layer(claim) and not claims.says_several(claim)
        ranked = len(set(meant)) == 1 and (shown.is_chain or len(set(values)) == 1)
        certain = (told or ranked) and not _doubtful(claim, shown, claims)
        yield _verdict(claim, "refuted" if certain else "review", meant, shown)


def _values(name: SettingName, shown: Shown) -> tuple[Values, ...]:
    if name == "kernel":
        return tuple(shown.sides)
    return tuple((value,) for value in (shown.filters if name == "filters" else shown.hidden))


def _meant(claim: Claim, values: tuple[Values, ...]) -> tuple[Values, ...]:
    """Return the values of the layers that a sentence means: one, if it tells its rank; else all."""
    clause = _clause(claim)
    noun = _DENSE if claim.setting.name == "neurons" else _CONVOLUTION
    if _SEVERAL.search(clause) or not noun.search(clause):
        return values
    rank = next((index for index, pattern in enumerate(_RANKS) if pattern.search(clause)), None)
    if rank is not None:
        return values[rank : rank + 1] or values
    if _MIDDLE.search(clause) and len(values) % 2:
        return values[len(values) // 2 : len(values) // 2 + 1]
    if _LAST.search(clause) and claim.setting.name != "neurons":
        return values[-1:]
    return values


def _clause(claim: Claim) -> str:
    """Return the words around a value up to the next sign or joint."""
    at = claim.sentence.lower().find(claim.setting.quote.lower())
    if at < 0:
        return claim.setting.quote
    end = at + len(claim.setting.quote)
    before = _BETWEEN.split(claim.sentence[max(0, at - 120) : at])[-1] or ""
    after = _BETWEEN.split(claim.sentence[end : end + 120])[0] or ""
    return f"{before}{claim.setting.quote}{after}"


def _speaks(claim: Claim, shown: Shown, claims: Claims) -> bool:
    """Tell whether a sentence describes the network shown, and nothing else."""
    clause = _clause(claim)
    rest = clause.replace(claim.setting.quote, "")
    if not claim.steady or _OUTSIDE.search(rest) or _FOREIGN.search(claim.sentence) or _is_run(claim):
        return False
    if _WE.search(claim.sentence) and _AGAIN.search(claim.sentence):
        return False
    here, said = claims.scopes.experiment(claim.place.first), experiment_in(claim.sentence)
    return said in ("", here) and is_about(shown, claim, claims)


def _is_run(claim: Claim) -> bool:
    """Tell whether a sentence tells the result of a case: `with 128 neurons the accuracy is 0.99`."""
    return _WITH.match(claim.sentence) is not None or _SCORE.search(claim.sentence) is not None


def _doubtful(claim: Claim, shown: Shown, claims: Claims) -> bool:
    """Tell whether a sentence may be the course's, about a later change, or the code another than the student's."""
    submission = claims.facts.submission
    theirs = submission.format == "ipynb" and claim.place.first <= shown.place.last and not _WE.search(claim.sentence)
    return theirs or claims.is_given(claims.scopes.own_lines(claim.place.first))


def _names_layer(claim: Claim) -> bool:
    """Tell whether a sentence says of a layer, or of the network, that it has a value."""
    if claim.setting.where in ("item", "table"):
        return True
    noun = _DENSE if claim.setting.name == "neurons" else _CONVOLUTION
    return bool(_NETWORK.search(claim.sentence) or (noun.search(_clause(claim)) and _HAS.search(claim.sentence)))


def _is_alone(claim: Claim, values: tuple[Values, ...], shown: Shown, claims: Claims) -> bool:
    """Tell whether no other value of the part belongs to no layer: else the part speaks of several networks.

    Before the network, a first network may be described, and then the one that was chosen.
    """
    beside = claims.within(claims.scopes.own_lines(claim.place.first), claim.setting.name)
    has = {value for one in values for value in one}
    if claim.place.first < shown.place.first and any(one.value in values for one in beside):
        return False
    return all(one.value == claim.value or has.issuperset(one.value) for one in beside)


def _dropout(claim: Claim, shown: Shown, claims: Claims) -> Iterator[Verdict]:
    """Yield what follows for a rate: of the code, or for a network without such a layer."""
    if shown.rates.issuperset(claim.value) and shown.rates:
        yield _verdict(claim, "confirmed", tuple((rate,) for rate in sorted(shown.rates)), shown)
    elif not claim.is_single or claim.value == (0.0,) or not _speaks(claim, shown, claims):
        return
    elif len(shown.rates) == 1 and shown.has_dropout:
        certain = not _doubtful(claim, shown, claims) and _is_alone(claim, (tuple(shown.rates),), shown, claims)
        yield _verdict(claim, "refuted" if certain else "review", (tuple(shown.rates),), shown)
    elif not shown.rates and not shown.has_dropout:
        after = claim.place.first > shown.place.last
        yield _verdict(claim, "refuted" if after else "review", (), shown, "no_dropout")


def _verdict(claim: Claim, outcome: Outcome, values: tuple[Values, ...], shown: Shown, key: str = "") -> Verdict:
    has = "; ".join(written(one) for one in dict.fromkeys(values[:6]))
    said = (("quote", claim.setting.quote), ("value", has))
    rule = CODE if any(one.origin == "code" for one in shown.networks) else RULE
    key = key or f"{rule.partition('.')[2]}_{'agrees' if outcome == 'confirmed' else 'differs'}"
    return Verdict(
        rule, outcome, claim.place, claim.setting.quote, written(claim.value), has,
        Label(f"check.how.hyperparameter.{key}", said), "inconsistency",
        0.5 if outcome == "review" else 0.0, also=() if outcome == "confirmed" else (_start(shown.place),),
    )  # fmt: skip


def _start(place: Place) -> Place:
    return Place(place.first, min(place.last, place.first + 4))
