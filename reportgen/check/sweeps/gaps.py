"""A difference of two scores, all three in one sentence: `25.7 points (0.9580 against 0.7010)`.

Whose scores they are does not matter: they stand beside the difference. So they must, in one of a few forms.
"""

import re
from collections.abc import Iterator

from reportgen.check.comparing.clauses import LONGEST, clauses
from reportgen.check.facts.folding import folded
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity, Reading
from reportgen.check.submission import Sentence, Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "comparison.gap"
_N = r"(?P<{}>\d[\d.,]*(?: ?%)?)"
_POINTS = r" ?(?:% ?)?(?:percentage )?(?:points?|pts?|pp)\b(?: de pourcentage)?"
_AGAINST = r" ?(?:against|versus|vs\.?|contre|instead of|au lieu de|compared (?:to|with)|rather than|->|→) ?"
_FORMS = (
    regex(
        rf"{_N.format('gap')}{_POINTS}[^().;:,\d]{{0,40}}[(:] ?{_N.format('one')}"
        rf"(?: \w+){{0,3}}{_AGAINST}{_N.format('two')}"
    ),
    regex(
        rf"{_N.format('one')}(?: \w+){{0,3}}{_AGAINST}{_N.format('two')}[^.;\d]{{0,20}}[,(] ?(?:i\.?e\.? |soit "
        rf"|so |donc |that is |a gain of |un gain de )+(?:(?:a |an |un |une )?(?:gain|gap|difference|ecart) "
        rf"(?:of|de) )?{_N.format('gap')}{_POINTS}"
    ),
    regex(
        rf"{_N.format('one')}[^.;()\d]{{0,30}}(?:and|et"
        rf"|,)[^.;()\d]{{0,50}}?{_N.format('two')}[^.;()\d]{{0,50}}, (?:soit|i\.e\.|that is|so|donc|which is|a"
        rf"|un)(?: (?:a|an|un|une))?(?: (?:gap|difference|ecart|gain)(?: of| de)?)? {_N.format('gap')}{_POINTS}"
        rf"(?=[.;,)]|$| d'ecart| de difference| of difference| apart| between)"
    ),
    regex(
        rf"{_N.format('one')}\)?,? ?(?:is|was|lies|est|se situe|reste)(?: (?:only|just|still|about|seulement"
        rf"|encore|a|environ)){{0,2}} {_N.format('gap')}(?:{_POINTS})? ?(?:below|above|under|over|less than"
        rf"|lower than|higher than|more than|away from|short of|from|en[- ]dessous d[eu']|au-dessus d[eu']|de"
        rf"|du|d')(?: \w+(?:'s?)?(?: \w+)?)?(?: result| resultat)?(?: (?:of|de"
        rf"|d')? ?\w+)? ?\(?{_N.format('two')}"
    ),
)  # fmt: skip
_LOSS = regex(r"\b(?:loss(?:es)?|perte)\b(?! (?:of|d'|de) ?(?:accuracy|exactitude|precision))|\bmse\b")
"""A loss is no share, and its points are none of percent."""
_OPEN = regex(
    r"\b(?:relati\w*|from|would|could|might|if|si|serait|pourrait|error rate|taux d'erreur|not|pas|hardly)\b"
    r"|n't\b"
)
_ABOUT = regex(
    r"\b(?:about|around|almost|nearly|approx\w*|roughly|over|more than|less than|at least|presque|environ"
    r"|pres de|plus d[e']|moins d[e'])\b"
)
_SCORE = regex(r"\d[.,]\d|\d ?%")
_SCORES, _LEAST, _LOOSE = 2, 0.03, 0.3


def verdicts(submission: Submission) -> Iterator[Verdict]:
    """Yield the verdict on each difference that stands beside its two scores."""
    for index, sentence in enumerate(submission.sentences):
        if submission.blocks[sentence.block].kind not in ("paragraph", "item", "caption"):
            continue
        text = sentence.text
        if len(text) > LONGEST or len(_SCORE.findall(text)) < _SCORES:
            continue
        found = _of(sentence, text)
        if found is None:
            pieces = clauses(sentence, index)
            found = next((one for piece in pieces if len(pieces) > 1 and (one := _of(sentence, piece.text))), None)
        if found is not None:
            yield found


def _of(sentence: Sentence, text: str) -> Verdict | None:
    low = folded(text)
    if _LOSS.search(low):
        return None
    for form in _FORMS:
        match = form.search(low)
        numbers = _numbers(match) if match else None
        if match is None or numbers is None:
            continue
        one, two, gap = numbers
        in_points = bool(regex(_POINTS).match(low[match.start("gap") + gap.end :]))
        if not _are_scores(one, two, gap, in_points):
            return None
        return _judge(sentence, text, match, numbers, in_points)
    return None


def _numbers(match: re.Match[str]) -> tuple[Quantity, Quantity, Quantity] | None:
    """Return the two scores and their difference; each is read alone: `(0,9847)` is no pair here."""
    one, two, gap = (quantities(match[name].rstrip(" .,")) for name in ("one", "two", "gap"))
    return (one[0], two[0], gap[0]) if len(one) == len(two) == len(gap) == 1 else None


def _are_scores(one: Quantity, two: Quantity, gap: Quantity, in_points: bool) -> bool:
    """Tell whether two numbers are shares written alike, and the third can be their difference."""
    shares = [number.shares[0].value for number in (one, two)]
    alike = one.percent == two.percent or in_points
    decimals = all(number.percent or "." in number.text or "," in number.text for number in (one, two, gap))
    small = in_points or gap.percent == one.percent
    return alike and small and (decimals or in_points) and all(_LEAST < share <= 1 for share in shares)


def _judge(
    sentence: Sentence, text: str, match: re.Match[str], numbers: tuple[Quantity, Quantity, Quantity], in_points: bool
) -> Verdict:
    one, two, gap = numbers
    first, second = one.shares[0], two.shares[0]
    own = gap.readings[0]
    stated = Reading(own.value / 100, own.step / 100) if in_points or gap.percent else own
    right = abs(first.value - second.value)
    open_ = stated.step + (first.step + second.step) / 2
    away = abs(abs(stated.value) - right)
    outcome: Outcome = "confirmed" if away <= open_ + 1e-9 else "refuted"
    if outcome == "refuted" and _ABOUT.search(folded(text)):
        outcome = "review" if away > _LOOSE * right else "confirmed"
    if outcome == "refuted" and (_OPEN.search(folded(text[: match.end()])) or away <= 2 * open_):
        outcome = "review"
    scale = 100 if in_points or gap.percent else 1
    how = Label(
        "check.how.gap.points" if scale == 100 else "check.how.gap.shares",
        (("one", one.text), ("two", two.text), ("gap", scale * right)),
    )
    return Verdict(
        RULE,
        outcome,
        sentence.place,
        text[:200],
        gap.text,
        Label(f"check.how.gap.{'points' if scale == 100 else 'shares'}_value", (("gap", scale * right),)),
        how,
        suspicion=0.5 if outcome == "review" else 0.0,
    )
