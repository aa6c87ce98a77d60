"""How reports call metrics, the images they are measured on, and classes: in French and English, with usual misspellings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.stated import Metric, Split

_NAMES: tuple[tuple[Metric, str], ...] = (
    ("f1", r"(?:score[ _-]?)?f(?:[ _-]?1|1)?[ _-]?(?:scores?|mesures?|measures?)(?:[ _-]?f?1)?|score[ _-]f1|f[ _-]?1"),
    ("specificity", r"sp[eé]cificit(?:y|é|e)"),
    ("auc", r"(?:roc[ _-]?)?auc(?:[ _-]?(?:roc|score))?|aire[ ]sous[ ]la[ ]courbe"),
    ("recall", r"recall(?:[ _-]score)?|rappel|sensitivity|sensibilit[eé]"),
    ("precision", r"pr[eé]cisions?(?:[ _-]score)?"),
    ("accuracy", r"(?:(?:binary|categorical|sparse_categorical)_)?acc?ura(?:nc|c)?y(?:[ _-]score)?|acuracy|acc|exactitude|justesse"
                 r"|taux[ ]de[ ](?:r[eé]ussite|reconnaissance|bonnes?[ ](?:classifications?|pr[eé]dictions?|r[eé]ponses?))|success[ ]rate"),
    ("loss", r"loss(?:es)?(?:[ ]value)?|perte|(?(split)scores?|score(?=[ ]?[:=][ ]?0?[.,]\d))|co[uû]t"),
)  # fmt: skip
METRIC = re.compile(
    r"(?<![A-Za-zÀ-ÿ0-9])(?P<split>(?:val(?:id(?:ation)?)?|test(?:ing)?|train(?:ing)?)[ _-]{1,2})?(?:final[ ]"
    r"|overall[ ]|global[ ])?(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NAMES)
    + r")(?![A-Za-zÀ-ÿ0-9])",
    re.IGNORECASE,
)
_SPLITS: tuple[tuple[Split, re.Pattern[str]], ...] = (
    ("validation", re.compile(r"(?<![A-Za-z])val(?:id(?:ation)?)?(?![A-Za-zé])", re.IGNORECASE)),
    ("test", re.compile(r"(?<![A-Za-z])test(?:ing|s)?(?![A-Za-zé])", re.IGNORECASE)),
    (
        "train",
        re.compile(
            r"(?<!after )(?<!after the )(?<!during )(?<!during the )(?<![A-Za-z])train(?:ing)?(?![A-Za-z])"
            r"|(?:jeu|donn[eé]es|base|set|ensemble|images|courbe)[ ]d['’ ]?(?:entra[iî]nement|apprentissage)"
            r"|(?:sur|en|[aà])[ ](?:l['’])?(?:entra[iî]nement|apprentissage)|(?:accuracy|exactitude|pr[eé]cision"
            r"|loss|perte)[ ](?:d['’]|en[ ]|[aà][ ]l['’])(?:entra[iî]nement|apprentissage)|^entra[iî]nement$",
            re.IGNORECASE,
        ),
    ),
)
FASHION = "t-?shirt(?:/top)?|trousers?|pullover|dress|coat|sandals?|shirt|sneakers?|bag|ankle[ ]boots?|boots?|bottines?"
LABEL = re.compile(
    rf"(?:\b(?:class(?:e)?|cat[eé]gor(?:y|ie)|label|digit"
    rf"|chiffre)[ ]{{1,2}}(?:[\"'«“][ ]?(?P<quoted>[^\"'«»“”\n]{{1,30}})[ ]?[\"'»”]"
    rf"|(?P<word>\d|normale?|pneumonia|pneumonie|{FASHION})(?!\w))|\b(?P<fashion>{FASHION})\b"
    rf"|[\"«“][ ]?(?P<cited>{FASHION})[ ]?[\"»”])",
    re.IGNORECASE,
)
AVERAGE = re.compile(r"\b(?P<macro>macro)|\b(?P<weighted>weighted|pond[eé]r[eé]e?)|\b(?P<micro>micro)", re.IGNORECASE)


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


def names(text: str) -> Iterator[Name]:
    """Yield the metrics that a text names, in order."""
    for match in METRIC.finditer(text):
        metric = next(name for name, _ in _NAMES if match[name] is not None)
        said = (match["split"] or "").lower()
        split: Split = "validation" if said[:3] == "val" else "test" if said[:4] == "test" else "train" if said else ""
        yield Name(metric, split, match.start(), match.end())


def splits(text: str) -> frozenset[Split]:
    """Return the splits that a text names."""
    return frozenset(split for split, pattern in _SPLITS if pattern.search(text))


def average(text: str) -> str:
    """Return the kind of average that a text names: `macro`, `weighted`, `micro` or nothing."""
    match = AVERAGE.search(text)
    return str(match.lastgroup) if match else ""


def labels(text: str) -> tuple[str, ...]:
    """Return the classes that a text names, each once."""
    found = (next(said for said in match.groups() if said) for match in LABEL.finditer(text))
    return tuple(dict.fromkeys(said.strip() for said in found))
