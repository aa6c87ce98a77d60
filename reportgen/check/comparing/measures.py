"""Which metric a clause speaks of: the words for it, in folded text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.patterns import regex
from reportgen.check.stated import Metric, Split

_LOSS = r"(?:loss(?:es)?|pertes?|couts?|cost|test[ -]?scores?|scores? de test|entropie croisee|cross-?entropy)"
_ERROR = r"(?:taux d'erreurs?|error rates?|erreurs?|errors?)"
_ACCURACY = (
    r"(?:ac+u?r+a?n?c+(?:y|ies|ys)?s?|accu?rac(?:y|ies|ys)|acc|exactitudes?|justesses?|success rates?"
    r"|taux de (?:reussite|succes|reconnaissance|bonnes? \w{4,16}|classification))"
)
_PRECISION = r"(?:precisions?)"
_F1 = r"(?:f-?1(?:[ -]?scores?)?|f[- ]?scores?|f[- ]?mesures?|f[- ]?measures?|scores? f1)"
_RECALL = r"(?:recalls?|rappels?|sensibilites?|sensitivity)"
_SCORE = r"(?:scores?)"
_OVERALL = r"(?:performances?|perfs?|results?|resultats?|metrics?|metriques?|chiffres obtenus|predictions?)"
_NAMES = (
    ("f1", _F1), ("loss", _LOSS), ("error", _ERROR), ("accuracy", _ACCURACY), ("precision", _PRECISION),
    ("recall", _RECALL), ("score", _SCORE), ("overall", _OVERALL),
)  # fmt: skip
MEASURE = "(?:" + "|".join(pattern for _, pattern in _NAMES) + ")"
_MEASURE = regex(r"(?<![\w-])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NAMES) + r")(?![\w-])")
_DRAWN_AFTER = regex(r"[ -](?:curves?|graphs?|plots?|evolution)\b")
_DRAWN_BEFORE = regex(
    r"\b(?:courbes?|graph\w*|evolution|plot|curve|curves) (?:(?:de|of|des|du|the|la|le|les"
    r"|test|l|d)[ ']){0,4}$"
)
ALL: tuple[Metric, ...] = ("loss", "accuracy", "f1")
_METRICS: dict[str, tuple[Metric, ...]] = {
    "loss": ("loss",),
    "error": ("loss", "accuracy"),
    "accuracy": ("accuracy",),
    "precision": ("accuracy", "precision"),
    "f1": ("f1",),
    "recall": ("recall",),
    "accurate": ("accuracy",),
    "score": ALL,
    "overall": ALL,
}


@dataclass(frozen=True)
class Measure:
    """What a comparison is made by.

    Attributes:
        word: `loss`, `error`, `accuracy`, `precision`, `f1`, `recall`, `score`, `overall`; `accurate` if a word that
            judges says it; empty if it is not said.
        start: the offset of the word.
        end: the offset after it.
    """

    word: str
    start: int = 0
    end: int = 0

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The metrics that may be meant."""
        return _METRICS.get(self.word, ALL)

    @property
    def explicit(self) -> bool:
        """Whether the words say that performance is compared."""
        return self.word not in ("", "accurate")

    @property
    def one_of(self) -> bool:
        """Whether the word names one metric, but leaves open which."""
        return self.word in ("precision", "score", "error")


def measures(folded: str) -> Iterator[Measure]:
    """Yield the words for metrics in a clause, in order."""
    for match in _MEASURE.finditer(folded):
        if _DRAWN_AFTER.match(folded, match.end()) or _DRAWN_BEFORE.search(
            folded[max(0, match.start() - 30) : match.start()]
        ):
            continue
        word = str(match.lastgroup)
        if word == "score" and re.search(r"test ?-? ?$", folded[max(0, match.start() - 7) : match.start()]):
            word = "loss"
        yield Measure(word, match.start(), match.end())


_SPLITS: tuple[tuple[Split, re.Pattern[str]], ...] = (
    ("validation", regex(r"\bval(?:idation|id|_\w{3,10})?\b")),
    (
        "test",
        regex(
            r"\btest(?:[ -](?:set|data|accuracy|loss|images)|s)?\b(?! ?-?scores?\b)|test set|jeu de tests?"
            r"|donnees de test"
        ),
    ),
    ("train", regex(r"(?:training|train|entrainement|apprentissage)\b(?! (?:time|epochs?))")),
)
_ABOUT_TRAINING = regex(
    r"(?:after|during|before|apres|pendant|durant|lors de|avant|temps d|duree d|de temps d"
    r"|algorithme d|taux d)[' ]{0,2}"
    r"(?:the |l'|le |la |d')?(?:training|train|entrainement|apprentissage)"
)


def splits(folded: str) -> tuple[Split, ...]:
    """Return the sets of images that a clause names."""
    folded = _ABOUT_TRAINING.sub(lambda match: " " * len(match[0]), folded)
    return tuple(split for split, pattern in _SPLITS if pattern.search(folded))
