"""What is said of missed pneumonias and of false alarms, against the recall and the precision of the same images.

A model with a recall of 0.99 has no trouble finding pneumonias, whatever its accuracy is: it is the healthy that it
gets wrong. What is said of telling two classes apart is about both, and is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.check.comparing.clauses import LONGEST, Clause, clauses
from reportgen.check.comparing.figures import Figure, figures
from reportgen.check.comparing.folding import fold
from reportgen.check.comparing.judging import Judgement
from reportgen.check.comparing.measures import splits
from reportgen.check.comparing.verdicts import verdict
from reportgen.check.comparing.world import World
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, Metric, Split
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "comparison.detection"
_ILL = (
    r"(?:pneumon\w*|malad(?:e|es|ie|ies)|sick|ill(?:ness)?|infect\w*|diseased?|positi(?:f|fs|ve|ves)|patients atteints)"
)
_FIND = (
    r"(?:detect\w*|detecter|predi\w*|preduire|recogni\w*|identif\w*|find\w*|diagnos\w*|reconna\w*"
    r"|trouv\w*|reper\w*|spot\w*|see(?:ing)?|voir|determin\w*)"
)
_TROUBLE = (
    r"(?:trouble|difficult\w*|struggl\w*|hard time|du mal|de la peine|beaucoup de peine|n'arrive pas"
    r"|ne parvient pas|n'arrive pas bien|fails?|unable|incapable|not able|pas capable|problemes?"
    r"|problems?|bad at|mauvais pour)"
)
_MANY = (
    r"(?:many|a lot of|lots of|numerous|too many|so many|beaucoup (?:de|d'|trop de)|trop de|trop d'"
    r"|de nombreu(?:x|ses)|nombreu(?:x|ses)|plein de|enormement de|bien trop de|(?:a |un )?(?:large"
    r"|high|grand|gros|important) (?:number|amount|nombre) (?:of|de)|bon nombre de)"
)
_FEW = (
    r"(?:few|almost no|hardly any|very little|barely any|peu (?:de|d')|tres peu (?:de|d')"
    r"|presque (?:pas|aucun)\w* (?:de )?|quasiment (?:pas|aucun)\w* (?:de )?|only (?:a )?few)"
)
_PATTERNS: tuple[tuple[Metric, int, re.Pattern[str]], ...] = (
    ("recall", -1, regex(rf"\b{_TROUBLE}\b[^.;]{{0,30}}?\b{_FIND}\b[^.;]{{0,45}}?\b{_ILL}\b")),
    (
        "recall",
        -1,
        regex(
            rf"\b(?:misses|missed|miss|rate|ratent|manque|loupe|oublie|passe a cote d[e']"
            rf"|laisse passer) (?:also |aussi |encore |still |out on )?{_MANY} ?(?:the |les |des |real "
            rf"|vrai\w* )?(?:cas |cases |images |of )?(?:de |of |d'|avec |with )?{_ILL}"
        ),
    ),
    ("recall", -1, regex(rf"\b{_MANY} ?(?:false[ -]negatives?|faux[ -]negatifs?)\b")),
    (
        "recall",
        1,
        regex(
            rf"\b(?:detects?|finds?|recogni[sz]es?|identif\w+|detecte\w*|trouve|reconnait|repere)\w* (?:almost "
            rf"|nearly |presque |quasiment |pratiquement )?(?:all|every|tous|toutes"
            rf"|tout)\b[^.;]{{0,25}}?\b{_ILL}\b"
        ),
    ),
    (
        "recall",
        1,
        regex(
            rf"\b{_FEW} ?(?:false[ -]negatives?|faux[ -]negatifs?)\b|\b(?:rarely|almost never|hardly ever"
            rf"|rarement|presque jamais) (?:misses|miss|manque|rate)\b[^.;]{{0,25}}?\b{_ILL}\b"
        ),
    ),
    (
        "precision",
        -1,
        regex(rf"\b{_MANY} ?(?:false[ -]positives?|faux[ -]positifs?|fausses? alertes?|false alarms?)\b"),
    ),
    (
        "precision",
        1,
        regex(rf"\b{_FEW} ?(?:false[ -]positives?|faux[ -]positifs?|fausses? alertes?|false alarms?)\b"),
    ),
)
_APART = regex(
    r"distingu\w*|differenci\w*|\bseparat\w*|\bnormal\w*|\bhealthy\b|\bsain\w*|\babsence\b|\bwithout\b"
    r"|\bsans\b|\bnon[- ](?:pneumon|malad)\w*|no pneumonia|pas de pneumonie|\bvs\b|virale?|bacteri\w*"
)
_DENIED = regex(r"\b(?:no|not|never|without|aucune?|sans|jamais|n'a pas|n'ont pas|ne (?:\w+ )?pas|little|peu)\b|n't\b")
_SUPPOSED = regex(
    r"\b(?:would|could|might|should|may|serai(?:t|ent)|aurai(?:t|ent)|pourrai(?:t|ent)|risque\w*"
    r"|if (?:the|it|we|a)|si (?:on|l'on|le|un|notre|ce|la)|in case|faudrait|better to|prefer\w*"
    r"|mieux)\b|\?"
)
_RATHER = {"recall": (0.80, 0.95), "precision": (0.85, 0.97)}
"""Below the first a metric is low, above the second it is high; between them words decide nothing."""


@dataclass(frozen=True)
class _Said:
    metric: Metric
    sign: int
    clause: Clause
    split: Split


def detections(world: World) -> Iterator[Verdict]:
    """Yield a verdict for each statement on missed pneumonias or false alarms whose metric the report gives."""
    if not any(score.metrics == (metric,) for case in world.cases for score in case.scores for metric in _RATHER):
        return
    before: Split = ""
    for index, sentence in enumerate(world.submission.sentences):
        if _ILLNESS.search(sentence.text):
            for clause in clauses(sentence, index):
                before = _only(splits(clause.folded)) or before
                said = _said(clause, before)
                if said:
                    yield from _verdict(world, said)
        elif _SETS.search(sentence.text):
            before = _only(splits(fold(sentence.text[:LONGEST]))) or before


def _only(found: Sequence[Split]) -> Split:
    return found[0] if len(found) == 1 else ""


_SETS = regex(r"[Tt]est|[Vv]alid")
_ILLNESS = regex(r"pneumo|malad|sick|false|faux|fauss|positi|infect|\bill\b", re.IGNORECASE)


def _said(clause: Clause, split: Split) -> _Said | None:
    if _APART.search(clause.folded) or _SUPPOSED.search(clause.folded):
        return None
    for metric, sign, pattern in _PATTERNS:
        match = pattern.search(clause.folded)
        if match:
            denied = bool(_DENIED.search(clause.folded[max(0, match.start() - 14) : match.start()]))
            return _Said(metric, -sign if denied else sign, clause, split)
    return None


def _verdict(world: World, said: _Said) -> Iterator[Verdict]:
    found = [
        figure
        for case in _cases(world, said)
        for split in _splits(said)
        for figure in figures(world, (case,), said.metric, split)
    ]
    if not found:
        return
    low, high = _RATHER[said.metric]
    sides = {
        1 if figure.value >= (high if said.sign < 0 else low) else -1 if figure.value <= low else 0 for figure in found
    }
    judged = _judge(said, sides, found)
    if judged:
        yield _with(verdict(RULE, said.clause, judged, world.submission, found[0].label), said.metric, found[0])


def _judge(said: _Said, sides: set[int], found: list[Figure]) -> Judgement | None:
    """Refute only if all figures that may be meant are on the other side."""
    figures_ = tuple(found[:1])
    if said.sign in sides:
        return Judgement("confirmed", 0.0, figures_) if len(sides) == 1 else None
    if sides == {-said.sign}:
        return (
            Judgement("refuted", 0.0, figures_)
            if _contradicted(said, found)
            else Judgement("review", 0.6, figures_, "interval")
        )
    return None


def _contradicted(said: _Said, found: list[Figure]) -> bool:
    """Tell whether every figure is plainly on the other side: a recall of 0.99, or one of 0.6."""
    low, high = _RATHER[said.metric]
    return all(
        figure.value - figure.step >= high - 0.005 if said.sign < 0 else figure.value + figure.step <= low - 0.05
        for figure in found
    )


def _with(found: Verdict, metric: Metric, figure: Figure) -> Verdict:
    share = round(100 * figure.value, 1)
    rest = round(100 - share, 1)
    values = (
        (("value", share), ("found", share), ("missed", rest))
        if metric == "recall"
        else (("value", share), ("false", rest))
    )
    return replace(found, how=Label(f"check.how.comparison.{metric}", values))


def _cases(world: World, said: _Said) -> tuple[Case, ...]:
    """Return the last case before the statement that gives the metric for all classes."""
    line = said.clause.place.first
    before = [
        case
        for case in world.cases
        if case.extent.first <= line
        and any(score.metrics == (said.metric,) and not score.label for score in case.scores)
    ]
    return (before[-1],) if before else ()


def _splits(said: _Said) -> tuple[Split, ...]:
    return (said.split,) if said.split else ("test", "", "validation")
