"""How reports call metrics, the images that they are measured on, and classes, with usual misspellings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.facts.class_names import FASHION, garment_of
from reportgen.check.facts.folding import folded
from reportgen.check.patterns import regex
from reportgen.check.remembered import remembered
from reportgen.check.stated import Metric, Split

_NAMES: tuple[tuple[Metric, str], ...] = (
    (
        "f1",
        r"(?:score[ _-]?)?f(?:[ _-]?1|1)?[ _-]?(?:scores?|mesures?|measures?)(?:[ _-]?f?1)?|score[ _-]f1|f[ _-]?1",
    ),
    ("specificity", r"specificit(?:y|e)"),
    ("auc", r"(?:roc[ _-]?)?auc(?:[ _-]?(?:roc|score))?|aire sous la courbe"),
    ("recall", r"recall(?:[ _-]score)?|rappel|sensitivity|sensibilite"),
    ("precision", r"precisions?(?:[ _-]score)?"),
    (
        "accuracy",
        r"(?:(?:binary|(?:sparse_)?categorical)_)?acc?ura(?:nc|c)?y(?:[ _-]score)?|acuracy|acc"
        r"|exactitude|justesse|success rate"
        r"|taux de (?:reussite|reconnaissance|bonnes? (?:classifications?|predictions?|reponses?))",
    ),
    ("loss", r"loss(?:es)?(?: value)?|perte|(?(split)scores?|score(?= ?[:=] ?0?[.,]\d))|cout"),
)
METRIC = regex(
    r"(?<![a-z0-9])(?P<split>(?:val(?:id(?:ation)?)?|test(?:ing)?|train(?:ing)?)[ _-]{1,2})?(?:final "
    r"|overall |global )?(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NAMES) + r")(?![a-z0-9])"
)
_SPLITS: tuple[tuple[Split, re.Pattern[str]], ...] = (
    ("validation", regex(r"(?<![a-z])val(?:id(?:ation)?)?(?![a-z])")),
    ("test", regex(r"(?<![a-z])test(?:ing|s)?(?![a-z]| ?(?:n[o°] ?|#)?\d)")),
    (
        "train",
        regex(
            r"(?<!after )(?<!after the )(?<!during )(?<!during the )(?<![a-z])train(?:ing)?(?![a-z])"
            r"|(?:jeu|donnees|base|set|ensemble|images|courbe) d[' ]?(?:entrainement|apprentissage)"
            r"|(?:sur|en|a) (?:l')?(?:entrainement|apprentissage)|(?:accuracy|exactitude|precision"
            r"|loss|perte) (?:d'|en |a l')(?:entrainement|apprentissage)|^entrainement$"
        ),
    ),
)
LABEL = regex(
    rf"(?:\b(?:class(?:e)?|cat[eé]gor(?:y|ie)|label|digit"
    rf"|chiffre)[ ]{{1,2}}(?:[\"'«“][ ]?(?P<quoted>[^\"'«»“”\n]{{1,30}})[ ]?[\"'»”]"
    rf"|(?P<word>\d|normale?|pneumonia|pneumonie|{FASHION})(?!\w))|\b(?P<fashion>{FASHION})\b"
    rf"|[\"«“][ ]?(?P<cited>{FASHION})[ ]?[\"»”]"
    r"|(?:\b(?:for|of|pour)[ ](?:the|le)|\bdu|^(?:the|le))[ ](?P<bare>[0-9])"
    r"(?=[ ](?:is|has|reaches|gets|the|we|on|est|a|atteint|only|seulement|vaut|le|la)\b|[ ]?[,:]?$|[,:][ ]))",
    re.IGNORECASE,
)
AVERAGE = regex(r"\b(?P<macro>macro)|\b(?P<weighted>weighted|ponderee?)|\b(?P<micro>micro)")


_STEMS = (
    "loss", "acc", "acur", "f1", "f-1", "f_1", "f 1", "score", "precis", "recall", "rappel", "specif", "sensi", "auc",
    "aire sous", "exactitude", "justesse", "taux de", "success rate", "perte", "cout", "mesure", "measure",
)  # fmt: skip
"""Every name of a metric has one of these in it: a text with none is not searched."""


@dataclass(frozen=True)
class Name:
    """A metric's name in a text.

    Attributes:
        metric: which.
        split: of a word before it that belongs to it (`val_loss`); else empty.
        start: the offset of its first character.
        end: the offset after its last.
    """

    metric: Metric
    split: Split
    start: int
    end: int


@remembered
def names(text: str) -> tuple[Name, ...]:
    """Return the metrics that a text names, in order."""
    return tuple(_names(text))


def _names(text: str) -> Iterator[Name]:
    low = folded(text)
    if not any(stem in low for stem in _STEMS):
        return
    for match in METRIC.finditer(low):
        metric = next(name for name, _ in _NAMES if match[name] is not None)
        said = match["split"] or ""
        split: Split = "validation" if said[:3] == "val" else "test" if said[:4] == "test" else "train" if said else ""
        yield Name(metric, split, match.start(), match.end())


@remembered
def splits(text: str) -> frozenset[Split]:
    """Return the splits that a text names."""
    text = folded(text)
    return frozenset(split for split, pattern in _SPLITS if pattern.search(text))


@remembered
def average(text: str) -> str:
    """Return the kind of average that a text names: `macro`, `weighted`, `micro` or nothing."""
    match = AVERAGE.search(folded(text))
    return str(match.lastgroup) if match else ""


@remembered
def labels(text: str) -> tuple[str, ...]:
    """Return the classes that a text names, each once: `the shirts (class 6)` are one."""
    found = [next(said for said in match.groups() if said).strip() for match in LABEL.finditer(text)]
    indices = [garment_of(said) for said in found]
    named = {str(index) for index in indices if index is not None}
    once = {said if index is None else index: said for said, index in zip(found, indices, strict=True)}
    return tuple(said for said in once.values() if said not in named)
