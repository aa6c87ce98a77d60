"""Metrics that are said to lie above or below a number: `the recall of the 4 is still above 0.95`."""

import re
from collections.abc import Iterator

from reportgen.check.confusion.belonging import Owners
from reportgen.check.confusion.from_matrix import CLASS, derived, written
from reportgen.check.confusion.metric_values import values
from reportgen.check.confusion.speaking import Said
from reportgen.check.facts.metric_words import average, labels, names
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity, Score
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_ABOVE = regex(
    r"(?:above|over|more[ ]than|at[ ]least|greater[ ]than|exceeds?|plus[ ]de|au[- ]dessus[ ]de|sup[ée]rieure?s?[ ][àa]"
    r"|d[ée]passe|au[ ]moins)[ ](?:les[ ]|the[ ])?\$?$",
    re.IGNORECASE,
)
_BELOW = regex(
    r"(?:below|under|less[ ]than|at[ ]most|moins[ ]de|en[- ]dessous[ ]de|inf[ée]rieure?s?[ ][àa]|au[ ]plus)[ ]"
    r"(?:les[ ]|the[ ])?\$?$",
    re.IGNORECASE,
)
_CLEAR = 0.002
"""A bound is wrong if the metric lies on the other side by so much."""
_FAR = 80
_CHANGES = regex(
    r"\b(?:always|toujours|never|jamais|each|every|all|tous|toutes|chaque|gain\w*|increas\w*|augment\w*)\b",
    re.IGNORECASE,
)


def verdicts(item: Said, owners: Owners) -> Iterator[Verdict]:
    """Yield a verdict for the only bound of a sentence, if its matrix is certain."""
    if len(item.text) > 1000 or _CHANGES.search(item.text):
        return
    bounded = [(one, side) for one in quantities(item.text) if (side := _side(item.text, one))]
    if len(bounded) != 1:
        return
    quantity, side = bounded[0]
    score = _score(item, quantity)
    owner = owners.spoken(score, item) if score is not None else None
    if score is not None and owner is not None and owner.certain:
        known = [value for matrix in owner.matrices for value in values(matrix, score)]
        limits = [reading.value for reading in quantity.shares]
        beyond = [value - limit if side == "low" else limit - value for value in known for limit in limits]
        if beyond and (max(beyond) >= 0 or max(beyond) < -_CLEAR):
            yield _verdict(score, known[0], derived(score, owner.matrices[0], known[0]), max(beyond) >= 0)


def _side(text: str, quantity: Quantity) -> str:
    """Return `low` if something is said to be above a number, `high` if below, else nothing."""
    before = text[max(0, quantity.start - 40) : quantity.start]
    return "low" if _ABOVE.search(before) else "high" if _BELOW.search(before) else ""


def _score(item: Said, quantity: Quantity) -> Score | None:
    """Return the metric that a bound is of: the nearest named before it."""
    before = [name for name in names(item.text) if 0 <= quantity.start - name.end <= _FAR]
    classes = labels(item.text)
    if not before or len(classes) > 1 or before[-1].metric in ("loss", "auc") or before[-1].split == "train":
        return None
    label = classes[0] if classes else ""
    metric = before[-1].metric
    return Score((metric,), quantity, item.place, item.text[:300], before[-1].split, label, average(item.text))


def _verdict(score: Score, value: float, how: Label, right: bool) -> Verdict:
    return Verdict(
        rule=CLASS,
        outcome="confirmed" if right else "refuted",
        place=score.place,
        quote=score.quote,
        found=written(score),
        expected="" if right else Label("check.how.metric.value", (("value", value),)),
        how=how,
        severity="inconsistency",
    )
