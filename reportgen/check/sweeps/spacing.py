"""How the factors of a sweep follow each other: `each is ten times the one before`, by the report's own factors."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reportgen.check.facts.folding import folded
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.submission import Submission
from reportgen.check.sweeps.best import sweeps
from reportgen.check.sweeps.stated import Row
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "hyperparameter.spacing"
_SAID = regex(
    r"\b(?:each|every|chacun|chaque (?:facteur|valeur))\b[^.;\d]{0,30}?\b(?:is|are|being|vaut|est|of"
    r"|multiplie)\b[^.;\d]{0,16}?"
    r"(?P<n>\d[\d.,]*|ten|dix) ?(?:times|fois|x)\b[^.;]{0,10}\b(?:the|as|le|la|plus)\b[^.;]{0,30}"
    r"\b(?:before|previous|last|precedente?|preceding|avant)\b"
)
_ABOUT = regex(
    r"\b(?:except|but|sauf|about|almost|roughly|nearly|environ|presque|at (?:least|most)|au (?:moins|plus))\b"
)
_SAME, _OTHER = 0.05, 0.15


def verdicts(submission: Submission, rows: Sequence[Row]) -> Iterator[Verdict]:
    """Yield the verdicts on the steps between the factors, if the report has one sweep."""
    found = sweeps(rows)
    if len(found) != 1 or found[0].levels[0] <= 0:
        return
    ratios = [two / one for one, two in pairwise(found[0].levels)]
    for sentence in submission.sentences:
        low = folded(sentence.text)
        match = _SAID.search(low)
        if match is None:
            continue
        said = next((float(one.value) for one in quantities(sentence.text) if one.start == match.start("n")), 10.0)
        right = all(abs(ratio / said - 1) <= _SAME for ratio in ratios)
        wrong = all(abs(ratio / said - 1) > _OTHER for ratio in ratios)
        if not right and _ABOUT.search(low):
            continue
        outcome: Outcome = "confirmed" if right else "refuted" if wrong else "review"
        yield Verdict(
            RULE,
            outcome,
            sentence.place,
            sentence.text[:200],
            match["n"],
            "",
            Label(
                "check.how.sweep.spacing",
                (
                    ("factors", "; ".join(row.written for row in found[0].rows)),
                    ("low", min(ratios)),
                    ("high", max(ratios)),
                ),
            ),
            suspicion=0.3 if outcome == "review" else 0.0,
            also=(found[0].rows[0].place,),
        )
