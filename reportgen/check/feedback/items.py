"""What feedback tells, in its order: one item for each cause, however many claims it runs through."""

from collections import Counter
from dataclasses import dataclass

from reportgen.check.checking import Checked
from reportgen.check.submission import Unread
from reportgen.check.verdict import Kind, Outcome, Verdict


@dataclass(frozen=True)
class Item:
    """Verdicts of one cause: the first one tells it, the others name further lines."""

    verdicts: tuple[Verdict, ...]

    @property
    def head(self) -> Verdict:
        """The verdict that is told in full."""
        return self.verdicts[0]


@dataclass(frozen=True)
class Told:
    """What is told of one file.

    Attributes:
        confirmed: how many right claims of each kind, the most frequent kind first.
        refuted: in the order of the report.
        review: the most suspicious first.
        unread: what could not be checked.
        share: of the lines with numbers, those on which a claim was checked; None if no line has numbers.
    """

    confirmed: tuple[tuple[Kind, int], ...]
    refuted: tuple[Item, ...]
    review: tuple[Item, ...]
    unread: tuple[Unread, ...]
    share: float | None


def told(checked: Checked) -> Told:
    """Arrange the verdicts on a file for people."""
    review = sorted(items(checked, "review"), key=lambda item: -item.head.suspicion)
    counts = Counter(verdict.kind for verdict in checked.of("confirmed"))
    return Told(
        tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))),
        items(checked, "refuted"),
        tuple(review),
        checked.submission.unread,
        _share(checked),
    )


def items(checked: Checked, outcome: Outcome) -> tuple[Item, ...]:
    """Gather the verdicts of one outcome by their causes; those without one stand alone."""
    groups: dict[str | int, list[Verdict]] = {}
    for index, verdict in enumerate(checked.of(outcome)):
        groups.setdefault(verdict.cause or index, []).append(verdict)
    return tuple(Item(tuple(members)) for members in groups.values())


def _share(checked: Checked) -> float | None:
    lines = checked.submission.lines
    numbered = {index for index, line in enumerate(lines) if any(map(str.isdigit, line.text))}
    seen = {line for verdict in checked.verdicts for line in range(verdict.place.first, verdict.place.last + 1)}
    return len(numbered & seen) / len(numbered) if numbered else None
