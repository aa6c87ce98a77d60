"""Verdicts on comparisons, with the figures that decide, for people."""

from reportgen.check.comparing.clauses import Clause, quoted
from reportgen.check.comparing.figures import listed
from reportgen.check.comparing.judging import Judgement
from reportgen.check.comparing.places import placed
from reportgen.check.submission import Submission
from reportgen.check.verdict import Verdict
from reportgen.plots import Label, Text

REASONS = ("readings", "metrics", "interval", "hedged", "named", "opinion", "criterion")


def verdict(
    rule: str, clause: Clause, judged: Judgement, submission: Submission, expected: Text = "", word: str = ""
) -> Verdict:
    """Return the verdict on a claim, with the figures compared."""
    shown = listed(judged.figures)
    kind = judged.reason or judged.outcome
    how = Label(f"check.how.comparison.{kind}", (("figures", shown),))
    return Verdict(
        rule=rule,
        outcome=judged.outcome,
        place=placed(clause, submission),
        quote=quoted(clause),
        found=word.strip() or quoted(clause, 40),
        expected=expected if judged.outcome == "refuted" else "",
        how=how,
        suspicion=judged.suspicion,
        question=Label("check.how.comparison.which") if judged.reason in ("readings", "named") else None,
    )


def unseen(rule: str, clause: Clause, submission: Submission) -> Verdict:
    """Return a review of a claim that the figures of the report do not decide."""
    return Verdict(
        rule=rule,
        outcome="review",
        place=placed(clause, submission),
        quote=quoted(clause),
        found=quoted(clause, 40),
        expected="",
        how=Label("check.how.comparison.unseen"),
        suspicion=0.15,
        question=Label("check.how.comparison.which"),
    )
