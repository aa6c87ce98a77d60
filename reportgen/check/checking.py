"""The check of one submission: every rule's verdicts, those of damaged text never refuted."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from reportgen.check.causes import joined
from reportgen.check.facts import Facts
from reportgen.check.rules import Check, checks
from reportgen.check.submission import Submission
from reportgen.check.verdict import Verdict
from reportgen.errors import first_line, show_traceback

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
        faults: of ours, by which some rules said less than they could; empty if all went well.
    """

    submission: Submission
    verdicts: tuple[Verdict, ...]
    handout: str = ""
    questions: "tuple[Found, ...]" = ()
    topics: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

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
    return _checked(Facts(submission, key), disabled, _strict)


def examine(
    submission: Submission, handout: str, key: "AnswersFile | None" = None, disabled: Collection[str] = ()
) -> Checked:
    """Decide every claim of a submission, and find the questions of a handout that it answers; see `check`.

    A rule that fails, which is a fault of ours, fails alone: the others still speak.
    """
    from reportgen.check.questions import Topics, find

    facts, faults = Facts(submission, key), list[str]()
    checked = _checked(facts, disabled, partial(_forgiving, faults=faults))
    topics = Topics(submission, handout)
    return replace(
        checked,
        handout=handout,
        questions=find(submission, facts, checked.verdicts, handout),
        topics=tuple(topics.of(verdict) for verdict in checked.verdicts),
        faults=tuple(faults),
    )


def _checked(facts: Facts, disabled: Collection[str], run: Callable[[Check, Facts], Iterator[Verdict]]) -> Checked:
    submission = facts.submission
    spoken = (verdict for rule in checks() for verdict in run(rule, facts))
    found = [_careful(verdict, submission) for verdict in spoken if verdict.rule not in disabled]
    kept = sorted(_unspoiled(found), key=lambda verdict: (verdict.place, verdict.rule, verdict.quote))
    return Checked(submission, tuple(joined(kept)))


def _strict(rule: Check, facts: Facts) -> Iterator[Verdict]:
    return rule(facts)


def _forgiving(rule: Check, facts: Facts, faults: list[str]) -> Iterator[Verdict]:
    """Yield what a rule says before it fails, if it does; the failure is noted."""
    try:
        yield from rule(facts)
    except Exception as error:
        show_traceback(error)
        faults.append(f"{rule.__module__.rpartition('.')[2]}: {first_line(error)}")


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
