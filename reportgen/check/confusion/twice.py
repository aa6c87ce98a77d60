"""A metric that a case states twice: what the text says of a number that an output beside it prints.

Refuted only in a sentence that stands in the case and speaks of nothing else, about test images, where no other output
of the case has such a number either. Everything less is a question.
"""

import re
from collections.abc import Iterator, Sequence

from reportgen.check.confusion.belonging import Owners
from reportgen.check.confusion.comments import may_be_of_all
from reportgen.check.confusion.from_matrix import fraction, written
from reportgen.check.confusion.intervals import digits, exchanged, is_one_of
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, Quantity, Score
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

TWICE = "metric.consistency"
_ELSEWHERE = regex(
    r"\b(?:train\w*|entra[iî]n\w*|apprentissage|valid\w*|val|epochs?|[ée]poques?|best|meilleure?s?|max\w*|peak"
    r"|pic|start\w*|d[ée]but\w*|initial\w*"
    r"|previous\w*|pr[ée]c[ée]dent\w*|first|second|third|premi[èe]re?|deuxi[èe]me|troisi[èe]me|derni[èe]re?"
    r"|compar\w+|groups?|groupes?|voisins?|neighbou?rs?|than|par[ ]rapport|autres?"
    r"|others?|mod[èe]le[ ]\d|model[ ]\d|average|moyenne|mean|instead|au[ ]lieu|contre|against|vs|from|passe\w*"
    r"|increas\w*|augment\w*|drop\w*"
    r"|gain\w*|diff[ée]r\w*|points?|hinton|about|environ|mlps?|hogs?|cnns?|if|si|would|could|curve|courbe"
    r"|graph\w*|plot)\b",
    re.IGNORECASE,
)
_NUMBER = regex(r"(?<![\w.,])[0-9]{1,3}[.,][0-9]{1,18}(?![\w])")


def verdicts(owners: Owners, scores: Sequence[Score]) -> Iterator[Verdict]:
    """Yield a verdict for each metric in words or a table that an output of its case prints too."""
    for score in scores:
        if len(score.metrics) > 1 or _printed(score, owners.submission) or fraction(score, owners.submission):
            continue
        case = owners.around(score)
        if case is not None:
            yield from _against_printed(score, case, owners)


def _printed(score: Score, submission: Submission) -> bool:
    block = submission.block_at(score.place.first)
    return block is not None and block.kind in ("output", "code")


def _against_printed(score: Score, case: Case, owners: Owners) -> Iterator[Verdict]:
    submission = owners.submission
    same = [one for one in case.scores if _same(one, score) and one.place != score.place]
    known = [one for one in same if _printed(one, submission)] or [one for one in same if _finer(one, score)]
    values = {_value(one) for one in known}
    if not known:
        return
    right = [one for one in known if _agree(score, one)]
    if right:
        yield _verdict(score, right[0], "confirmed", 0.0)
    elif not score.quantity.about and len(values) == 1 and not _stands(score, case.extent, submission):
        other = known[0]
        swapped = exchanged(score.quantity.text, _cut(other, score))
        certain = _certain(score, other, case, owners)
        if certain or swapped:
            refuted = certain and (score.split == "test" or swapped)
            yield _verdict(score, other, "refuted" if refuted else "review", 0.8 if swapped else 0.5)


def _same(one: Score, other: Score) -> bool:
    """Tell whether two scores are of one metric, class and split; a split that is not said may be any."""
    alike = (one.metrics, one.label, one.average) == (other.metrics, other.label, other.average)
    return alike and (one.split == other.split or (not other.split and one.split in ("", "test")))


def _finer(one: Score, other: Score) -> bool:
    """Tell whether a score has more digits than another: then it is the one that was rounded."""
    return len(digits(one.quantity.text)) > len(digits(other.quantity.text)) + 1


def _value(score: Score) -> float:
    return score.quantity.value if score.metrics == ("loss",) else round(score.quantity.shares[0].value, 6)


def _agree(score: Score, other: Score) -> bool:
    if score.metrics == ("loss",):
        return score.quantity.can_be(other.quantity.value)
    return is_one_of(score.quantity, [reading.value for reading in other.quantity.shares])


def _cut(other: Score, score: Score) -> str:
    """Return the longer number rounded to the digits of the shorter one."""
    value = other.quantity.value
    step = score.quantity.readings[0].step * (100 if not score.quantity.percent and value > 1 else 1)
    places = max(0, min(12, round(-_log10(step)) + (2 if score.quantity.percent and value <= 1 else 0)))
    return f"{value:.{places}f}"


def _log10(step: float) -> float:
    from math import log10

    return log10(step) if step > 0 else 0.0


def _stands(score: Score, extent: Place, submission: Submission) -> bool:
    """Tell whether another number of the case may be the one that is meant: of another epoch, of another set."""
    for index in range(extent.first, min(extent.last + 1, len(submission.lines))):
        if index in score.place:
            continue
        for found in _NUMBER.findall(submission.lines[index].text[:2000])[:60]:
            value = float(found.replace(",", "."))
            if _can_be(score.quantity, value, score.metrics == ("loss",)):
                return True
    return False


def _can_be(quantity: Quantity, value: float, loss: bool) -> bool:
    if loss:
        return quantity.can_be(value)
    return is_one_of(quantity, [value / 100 if value > 1 else value])


def _certain(score: Score, other: Score, case: Case, owners: Owners) -> bool:
    """Tell whether a sentence can speak of nothing else than the output of the case in which it stands."""
    submission, item = owners.submission, owners.sentence(score)
    inside = [one for one in owners.cases if score.place.first in one.extent]
    alone = len(inside) == 1 and score.place.first in case.extent and other.place.first in case.extent
    block = submission.block_at(score.place.first)
    if may_be_of_all(case, owners.cases, score.place, submission):
        return False
    if not alone or block is None or block.damaged or other.split not in ("test", ""):
        return False
    sentences = [one.text for one in submission.sentences if score.place.first in one.place]
    understood = item is None or owners.plain(score, item)
    return understood and bool(sentences) and not any(_ELSEWHERE.search(text) for text in sentences)


def _verdict(score: Score, other: Score, outcome: Outcome, suspicion: float) -> Verdict:
    values = (("metric", Label(f"check.how.metric.name.{score.metrics[0]}")), ("other", written(other)))
    return Verdict(
        rule=TWICE,
        outcome=outcome,
        place=score.place,
        quote=score.quote,
        found=written(score),
        expected="" if outcome == "confirmed" else written(other),
        how=Label("check.how.metric.twice_right" if outcome == "confirmed" else "check.how.metric.twice", values),
        severity="inconsistency",
        suspicion=0.0 if outcome == "confirmed" else suspicion,
        also=(other.place,),
        question=Label("check.how.metric.which") if outcome == "review" else None,
    )
