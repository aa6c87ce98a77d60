"""Equations: update rules, losses, activations and sizes, term by term against the formulas that they are meant as."""

import re
from collections.abc import Iterator

from reportgen.check.equations import said, slopes
from reportgen.check.equations.context import Contexts
from reportgen.check.equations.group import Group
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.judging import judge
from reportgen.check.equations.sources import Formula, find
from reportgen.check.facts import Facts
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULES: tuple[str, ...] = (
    "equation.rmsprop", "equation.adam", "equation.adagrad", "equation.momentum", "equation.sgd",
    "equation.categorical_crossentropy", "equation.binary_crossentropy", "equation.mse", "equation.l2",
    "equation.softmax", "equation.sigmoid", "equation.relu", "equation.hog_size", "equation.f1", "equation.precision",
    "equation.recall", "equation.accuracy", "equation.symbols",
)  # fmt: skip
_SEEN_THROUGH_DAMAGE = frozenset({
    "missing_minus", "plus", "index", "bounds", "index_and_bounds", "free_index", "second_sign", "second_log",
    "decay_sum", "two_decays", "swapped", "relu_min", "softmax_exponential", "softmax_index", "precision_recall",
    "recall_precision", "metric_share",
})  # fmt: skip
"""What cannot come of lost powers, roots and lines; of other mistakes in damaged text nothing is said."""
_POWERS = frozenset({"square", "mse_square", "l2_square", "hog_square"})
"""What may come of a lost power, unless another one stands in the same formula."""
_ADDED = frozenset({"plus"})
"""What no loss on the way can make of a right formula."""
_INEXACT = frozenset({"", "no_epsilon", "notation"})
_QUOTE = 200


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each formula that is known."""
    submission = facts.submission
    formulas = tuple(find(submission))
    contexts = Contexts(submission)
    groups = _groups(formulas, submission)
    for formula in formulas:
        group = groups[submission.part_at(formula.place.first)]
        found = judge(formula, group, contexts.of(formula))
        if found is not None and (not formula.damaged or _is_seen(found, formula.text)):
            yield _verdict(found, formula.text, formula.place, formula.damaged)
    for one in (*said.find(submission), *slopes.find(submission)):
        yield _verdict(one.judgement, one.quote, one.place, damaged=False)


def _is_seen(found: Judgement, text: str) -> bool:
    """Tell whether a mistake may be spoken of although the text is damaged."""
    if found.mistake in _POWERS:
        return found.certain and re.search(r"[²^]|\*\*", text) is not None
    return found.mistake in _INEXACT or (found.certain and found.mistake in _SEEN_THROUGH_DAMAGE)


def _groups(formulas: tuple[Formula, ...], submission: Submission) -> dict[int, Group]:
    """Return what the update rules of each part have in common."""
    groups: dict[int, Group] = {}
    for formula in formulas:
        group = groups.setdefault(submission.part_at(formula.place.first), Group())
        if len(formula.equation.sides) > 1:
            group.add(formula.equation)
    return groups


def _verdict(found: Judgement, text: str, place: Place, damaged: bool) -> Verdict:
    outcome: Outcome = "confirmed"
    if found.mistake:
        sure = not damaged or (found.mistake in _ADDED and "√(" in text)
        outcome = "refuted" if found.certain and sure else "review"
    quote = text if len(text) <= _QUOTE else text[: _QUOTE - 1] + "…"
    return Verdict(
        found.rule, outcome, place, quote, quote, found.right,
        Label(f"check.how.equation.{found.mistake or 'right'}", (("right", found.right),)),
        severity=found.severity,
        suspicion=max(found.suspicion, 0.7 * found.certain) if outcome == "review" else 0.0,
        cause=f"{found.rule}.{found.mistake}" if found.mistake else "",
    )  # fmt: skip
