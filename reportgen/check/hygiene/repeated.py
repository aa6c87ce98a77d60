"""The same scores for two models, and the same configuration twice with other results.

Two trainings never end with the same loss to seven digits: one of the two results was copied. Rounded scores may well
be equal.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportgen.check.stated import Case, Score, SettingName
from reportgen.check.submission import Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

SCORES, ROWS = "hygiene.same_scores", "hygiene.same_rows"
FULL = 6
"""From so many significant digits on, equal scores are no chance."""
_MOST = 200
_AGAIN = re.compile(
    r"\b(?:again|as before|best|final|chosen|summary|recap\w*|conclusion|same|baseline|reference|r[eé]f[eé]rence"
    r"|meilleur\w*|r[eé]sum[eé]|comparaison|comparison|encore|choisi\w*|retenu\w*|idem|m[eê]me)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Result:
    """A case with its loss and its accuracy."""

    case: Case
    loss: Score
    accuracy: Score

    @property
    def digits(self) -> int:
        """Significant digits that both scores have."""
        return min(_digits(self.loss.quantity.text), _digits(self.accuracy.quantity.text))

    @property
    def scores(self) -> tuple[float, float]:
        """Loss and accuracy as they are written."""
        return self.loss.quantity.value, self.accuracy.quantity.shares[0].value


def _digits(text: str) -> int:
    return len(re.sub(r"\D", "", text).lstrip("0"))


def verdicts(submission: Submission, cases: Sequence[Case]) -> Iterator[Verdict]:
    """Yield what follows for each pair of cases with equal scores, and of equal cases with other scores."""
    results = [result for case in cases[:_MOST] if (result := _result(case)) is not None]
    for first, second in combinations(results, 2):
        if first.scores == second.scores:
            yield from _same_scores(first, second, submission)
        elif first.case.group == second.case.group and _same_title(first.case, second.case, submission):
            yield _verdict(ROWS, "review", first, second, 0.5)


def _result(case: Case) -> _Result | None:
    loss = case.score("loss", "test", "") or case.score("loss", "validation")
    accuracy = case.score("accuracy", "test", "") or case.score("accuracy", "validation")
    return _Result(case, loss, accuracy) if loss and accuracy else None


def _same_scores(first: _Result, second: _Result, submission: Submission) -> Iterator[Verdict]:
    if first.loss.place == second.loss.place or not _differ(first.case, second.case):
        return
    digits = min(first.digits, second.digits)
    if digits < 3:
        return
    again = any(_AGAIN.search(_around(one.case, submission)) for one in (first, second))
    certain = digits >= FULL and not again and first.case.group == second.case.group
    yield _verdict(SCORES, "refuted" if certain else "review", second, first, 0.6 if digits >= FULL else 0.3)


def _around(case: Case, submission: Submission) -> str:
    """Return the title of a case and of its part."""
    return f"{case.title} {submission.path_at(case.place.first)[-1].title}"


def _differ(first: Case, second: Case) -> bool:
    """Tell whether a hyper-parameter is stated for both cases, with two values."""
    names: set[SettingName] = {setting.name for setting in first.settings} & {
        setting.name for setting in second.settings
    }
    return any((one := first.setting(name)) and (other := second.setting(name)) and one != other for name in names)


def _same_title(first: Case, second: Case, submission: Submission) -> bool:
    """Tell whether two rows of a table name the same configuration in the same words."""
    blocks = [submission.block_at(case.place.first) for case in (first, second)]
    rows = blocks[0] is not None and blocks[0] is blocks[1] and blocks[0].kind == "table"
    return rows and bool(first.settings) and _words(first.title) == _words(second.title) != ""


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w.]+", text.lower()))


def _verdict(rule: str, outcome: Outcome, result: _Result, other: _Result, suspicion: float) -> Verdict:
    scores = f"{result.loss.quantity.text} / {result.accuracy.quantity.text}"
    values = (("case", result.case.title[:80]), ("other", other.case.title[:80]), ("scores", scores))
    return Verdict(
        rule, outcome, result.loss.place, result.loss.quote, scores, "",
        Label(f"check.how.hygiene.{rule.partition('.')[2]}", values), "inconsistency",
        0.0 if outcome == "refuted" else suspicion, also=(other.loss.place,),
    )  # fmt: skip
