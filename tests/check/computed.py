"""Submissions of one text, and what the arithmetic rule says of them."""

from reportgen.check.facts import Facts
from reportgen.check.rules import arithmetic
from reportgen.check.submission import Block, BlockKind, Line, Place, Submission
from reportgen.check.verdict import Verdict


def submission(text: str, kind: BlockKind = "paragraph", extracted: bool = False) -> Submission:
    """Return a report of one block."""
    lines = tuple(Line(line, number) for number, line in enumerate(text.split("\n"), start=1))
    block = Block(kind, Place(0, len(lines) - 1), text)
    return Submission("report.md", "md", "en", lines, (block,), extracted=extracted)


def verdicts(text: str, kind: BlockKind = "paragraph", extracted: bool = False) -> tuple[Verdict, ...]:
    """Return the verdicts on a report of one block."""
    return tuple(arithmetic.check(Facts(submission(text, kind, extracted))))


def outcomes(text: str, kind: BlockKind = "paragraph", extracted: bool = False) -> set[str]:
    """Return the outcomes of the verdicts."""
    return {verdict.outcome for verdict in verdicts(text, kind, extracted)}
