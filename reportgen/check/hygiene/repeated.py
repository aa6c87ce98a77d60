"""The same scores, or the same confusion matrix, for two models; and the same configuration twice with other results.

Two trainings never end with the same matrix, nor with the same loss and the same accuracy to four decimals: of some
thousand losses and hundred accuracies that are possible, both would have to meet. One of the two was copied. A report
that says so itself, repeats its best model, or has models that learnt nothing is left alone; rounded scores may well be
equal, and are for review.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from reportgen.check.facts import Facts
from reportgen.check.hygiene.results import Result, are_two_models, find
from reportgen.check.patterns import regex
from reportgen.check.stated import Case
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label, Text

SCORES, MATRICES, ROWS = "hygiene.same_scores", "hygiene.same_matrix", "hygiene.same_rows"
_AGAIN = regex(
    r"\b(?:again|as before|best|final|chosen|summary|recap\w*|conclusion|same|baseline|reference|r[eé]f[eé]rence"
    r"|meilleur\w*|r[eé]sum[eé]|comparaison|comparison|encore|runs?|seeds?|graines?|r[eé]p[eé]t\w*|replica\w*|choisi\w*|retenu\w*|idem|m[eê]me|above|copy|copie)\b",
    re.IGNORECASE,
)
_KNOWN = regex(
    r"\b(?:same|identical|identiques?|m[eê]mes?|equal|[eé]ga(?:l|le|ux))\b[^.]{0,60}\b(?:scores?|results?|r[eé]sultats?|loss"
    r"|perte|accurac\w+|exactitude|pr[eé]cision|values?|valeurs?|matri\w+|weights|model|mod[eè]le)\b"
    r"|\b(?:hasard|co[iï]ncidence|by chance|on purpose|expr[eè]s|volontaire\w*|reproduc\w*|same seed)\b",
    re.IGNORECASE,
)
_CLASSES = 3


def verdicts(facts: Facts) -> Iterator[Verdict]:
    """Yield what follows for each pair of models with equal results, and of equal rows with other results."""
    for first, second in combinations(find(facts), 2):
        if first.scores == second.scores:
            yield from _same_scores(first, second, facts.submission)
        elif first.table >= 0 and first.table == second.table and _same_title(first, second):
            yield _verdict(ROWS, "review", second, first, 0.5)
    yield from _same_matrices(facts)


def _same_scores(first: Result, second: Result, submission: Submission) -> Iterator[Verdict]:
    rows = first.table >= 0 and first.table == second.table
    if first.group != second.group or first.table != second.table:
        return
    if (
        first.loss.place == second.loss.place
        or not are_two_models(first, second)
        or min(first.digits, second.digits) < 3
    ):
        return
    again = any(_AGAIN.search(one.title if rows else _around(one, submission)) for one in (first, second))
    known = any(_is_known(one.place, submission) for one in (first, second))
    fine = first.is_fine and second.is_fine
    certain = fine and not again and not known
    yield _verdict(SCORES, "refuted" if certain else "review", second, first, 0.6 if fine else 0.3)


def _around(result: Result, submission: Submission) -> str:
    """Return the title of a result and of its part."""
    return f"{result.title} {submission.path_at(result.place.first)[-1].title}"


def _is_known(place: Place, submission: Submission) -> bool:
    """Tell whether the part says itself that results are equal."""
    blocks = submission.parts[submission.part_at(place.first)].blocks
    text = "\n".join(one.text[:2000] for one in submission.blocks[blocks[0] : blocks[1] + 1] if one.kind == "paragraph")
    return _KNOWN.search(text[:40_000]) is not None


def _same_title(first: Result, second: Result) -> bool:
    """Tell whether two rows of a table name the same configuration in the same words."""
    words = [re.findall(r"[\w.]+", one.title.lower()) for one in (first, second)]
    return bool(first.settings) and words[0] == words[1] != []


def _same_matrices(facts: Facts) -> Iterator[Verdict]:
    owners = [case for case in facts.cases if case.title and len(case.matrices) == 1]
    for first, second in combinations(owners[:60], 2):
        matrix, other = second.matrices[0], first.matrices[0]
        alike = matrix.counts == other.counts and len(matrix.counts) >= _CLASSES and matrix.place != other.place
        if alike and matrix.trusted and other.trusted and not any(map(_AGAIN.search, (first.title, second.title))):
            yield _same_matrix(first, second, facts.submission)


def _same_matrix(first: Case, second: Case, submission: Submission) -> Verdict:
    matrix, other = second.matrices[0], first.matrices[0]
    accuracies = [case.score("accuracy", "test", "") for case in (first, second)]
    values = {score.quantity.shares[0].value for score in accuracies if score}
    known = any(_is_known(one.place, submission) for one in (matrix, other))
    certain = len(values) == 2 and first.group == second.group and not known
    how = Label("check.how.hygiene.same_matrix", (("case", second.title[:80]), ("other", first.title[:80])))
    place = Place(matrix.place.first, min(matrix.place.last, matrix.place.first + 4))
    return Verdict(
        MATRICES, "refuted" if certain else "review", place, submission.quote(place, 120), second.title[:80], "", how,
        "inconsistency", 0.0 if certain else 0.6, also=(Place(other.place.first, other.place.first),),
    )  # fmt: skip


def _verdict(rule: str, outcome: Outcome, result: Result, other: Result, suspicion: float) -> Verdict:
    scores: Text = f"{result.loss.quantity.text} / {result.accuracy.quantity.text}"
    values = (("case", result.title[:80]), ("other", other.title[:80]), ("scores", scores))
    return Verdict(
        rule, outcome, result.loss.place, result.loss.quote, scores, "",
        Label(f"check.how.hygiene.{rule.partition('.')[2]}", values), "inconsistency",
        0.0 if outcome == "refuted" else suspicion, also=(other.loss.place,),
    )  # fmt: skip
