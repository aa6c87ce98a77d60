"""Formulas in words: what a sentence says of a loss or of a letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.equations.entropies import CATEGORICAL
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.ratios import F1
from reportgen.check.equations.update_forms import AVERAGE
from reportgen.check.patterns import regex
from reportgen.check.submission import Place, Submission

_ENTROPY = regex(
    r"\b(?:sum|somme)\b.{0,70}\b(?:target|true|label|actual|cible|vrai|réel|attendu)\w{0,5}\b"
    r".{0,90}\b(?:log|logarithm\w{0,3})\b.{0,50}(?:predict|prédi|predi|output|sortie|probab)",
    re.IGNORECASE,
)
_PRODUCT = regex(r"multipl|times|product|fois|produit|weighted|pondér", re.IGNORECASE)
_MINUS = regex(r"negativ|négati|minus|moins|oppos|[-−–]\s?(?:log|Σ|sum|somme)|inverse|sign", re.IGNORECASE)
_NOTATION = regex(
    r"(?P<name>E\[g\](?:_t)?)\$?\s?(?:is|est|=|:|,|représente|represents|denotes|désigne)\s?"
    r"(?:the |la |l['’])?"
    r"[\w\s]{0,20}?(?:average|moyenne|mean)[\w\s'’]{0,40}?"
    r"(?:squared? gradients?|gradients? squared|carr[ée]s? des? gradients?"
    r"|gradients? (?:au |élevés? au )?carr)",
    re.IGNORECASE,
)


_MEAN = regex(
    r"\bf[ _-]?(?:1|score|mesure|measure)\b.{0,40}?\b(?:is|are|being|est|étant|sont|the|la|:|=)\s.{0,25}?"
    r"(?P<kind>\bharmonic |\barithmetic |\bsimple |\bgeometric )?(?:\bmean|\baverage|\bmoyenne)\b"
    r"(?P<french> harmonique| arithmétique| simple| géométrique)?"
    r"\s(?:value )?(?:of|between|entre|de|du)\s.{0,20}?\bpr[ée]cision.{0,20}?\b(?:recall|rappel|sensi)",
    re.IGNORECASE,
)
_DENIED = regex(
    r"\b(?:not|pas|unlike|rather than|plutôt|contrairement|instead|would|serait|weighted|pondérée?)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Said:
    """What a sentence says, compared with the formula it means."""

    quote: str
    place: Place
    judgement: Judgement


def find(submission: Submission) -> Iterator[Said]:
    """Yield what sentences say of formulas."""
    for sentence in submission.sentences:
        text = sentence.text[:1_500]
        judgement = _of(text)
        if judgement is not None:
            place = Place(sentence.place.first, min(sentence.place.last, sentence.place.first + 4))
            yield Said(text, place, judgement)


def _of(text: str) -> Judgement | None:
    if "E[g]" in text and _NOTATION.search(text):
        return Judgement("equation.symbols", AVERAGE, "notation", severity="imprecision", suspicion=0.4)
    lower = text.lower()
    if "log" in lower and _ENTROPY.search(text) and _PRODUCT.search(text) and not _MINUS.search(text):
        rule, mistake = "equation.categorical_crossentropy", "minus_in_words"
        return Judgement(rule, CATEGORICAL, mistake, severity="imprecision", suspicion=0.4)
    mean = _MEAN.search(text) if "cision" in lower else None
    if mean is None or _DENIED.search(text):
        return None
    kind = (mean["kind"] or mean["french"] or "").strip().lower()
    if kind.startswith("harmoni"):
        return Judgement("equation.f1", F1)
    certain = kind.startswith(("arithm", "simple", "géom", "geom"))
    return Judgement("equation.f1", F1, "f1_mean", certain, "error" if certain else "imprecision", suspicion=0.3)
