"""The check of one submission: every rule's verdicts, those of damaged text never refuted."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportgen.check.facts import Facts
from reportgen.check.rules import checks
from reportgen.check.submission import Submission
from reportgen.check.verdict import Verdict

if TYPE_CHECKING:
    from reportgen.answers_file import AnswersFile
    from reportgen.check.questions import Found


@dataclass(frozen=True)
class Checked:
    """A submission with its verdicts, in the order of their lines.

    Attributes:
        submission: as it was read.
        verdicts: on its claims.
        handout: whose questions were looked for; empty if none were.
        questions: what was found of their answers.
        topics: for each verdict the id of the question that it belongs to; empty if to none.
    """

    submission: Submission
    verdicts: tuple[Verdict, ...]
    handout: str = ""
    questions: "tuple[Found, ...]" = ()
    topics: tuple[str, ...] = ()

    def of(self, outcome: str) -> tuple[Verdict, ...]:
        """Return the verdicts of one outcome."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome == outcome)


def check(submission: Submission, key: "AnswersFile | None" = None, disabled: Collection[str] = ()) -> Checked:
    """Decide every claim of a submission that a rule understands.

    Args:
        submission: as it was read.
        key: answers to compare with, if there are any.
        disabled: ids of rules that are left out.
    """
    return _checked(Facts(submission, key), disabled)


def examine(
    submission: Submission, handout: str, key: "AnswersFile | None" = None, disabled: Collection[str] = ()
) -> Checked:
    """Decide every claim of a submission, and find the questions of a handout that it answers; see `check`."""
    from reportgen.check.questions import Topics, find

    facts = Facts(submission, key)
    checked = _checked(facts, disabled)
    topics = Topics(submission, handout)
    belonging = tuple(topics.of(verdict) for verdict in checked.verdicts)
    return replace(
        checked,
        handout=handout,
        questions=find(submission, facts, checked.verdicts, handout),
        topics=belonging,
    )


def _checked(facts: Facts, disabled: Collection[str]) -> Checked:
    submission = facts.submission
    found = [_careful(verdict, submission) for verdict in _found(facts) if verdict.rule not in disabled]
    kept = _unspoiled(found)
    return Checked(submission, tuple(sorted(kept, key=lambda verdict: (verdict.place, verdict.rule, verdict.quote))))


def _found(facts: Facts) -> Iterator[Verdict]:
    for rule in checks():
        yield from rule(facts)


def _careful(verdict: Verdict, submission: Submission) -> Verdict:
    """Refute nothing on text that was put together from pieces."""
    block = submission.block_at(verdict.place.first)
    if verdict.outcome == "refuted" and block is not None and block.damaged:
        return replace(verdict, outcome="review", suspicion=max(verdict.suspicion, 0.5))
    return verdict


def _unspoiled(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Confirm nothing on a line where something is refuted: a right sum of wrong operands is nothing to praise."""
    spoiled = {
        line
        for verdict in verdicts
        if verdict.outcome == "refuted"
        for line in range(verdict.place.first, verdict.place.last + 1)
    }
    return [
        verdict
        for verdict in verdicts
        if verdict.outcome != "confirmed" or spoiled.isdisjoint(range(verdict.place.first, verdict.place.last + 1))
    ]
