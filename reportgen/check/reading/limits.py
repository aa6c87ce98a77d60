"""What a submission may cost: files of strangers are read in bounded time and memory, or refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reportgen.errors import SubmissionError


@dataclass(frozen=True)
class Limits:
    """The largest submission that is read.

    Attributes:
        bytes: of a file, also of one inside an archive.
        lines: of a submission, all pages together.
        line: characters read of a line; what follows them is left out, and that is told.
        characters: of all lines together.
        pages: of a PDF.
        files: in an archive or a folder.
        archive: bytes of an archive's files together, unpacked.
        seconds: that the pages of a PDF may take together; looked at after each page.
        output: lines kept of one output of a notebook's cell; more are cut in the middle.
        hand_in: seconds that a hand-in may take in all where several are checked; its process is ended then.
    """

    bytes: int = 50_000_000
    lines: int = 20_000
    line: int = 20_000
    characters: int = 4_000_000
    pages: int = 400
    files: int = 20_000
    archive: int = 10_000_000_000
    seconds: float = 60.0
    output: int = 400
    hand_in: float = 120.0


# ── what is looked at of a submission that is read ───────────────────────────────────────────────────────────────
# So much stands in no report that a person wrote; it keeps the time of a check within bounds where rules compare
# facts with facts. The longest of real reports have a tenth of it.

SENTENCES = 30_000
"""Sentences and cells of tables; what follows is told as unread."""
COMPUTATIONS = 1_000
NETWORKS = 300
MATRICES = 300
SCORES = 3_000
SETTINGS = 5_000
CASES = 200
OF_A_CASE = 200
"""Facts of one kind that stand within the lines of one case."""


def at_most(name: str, what: str, received: float, limit: float) -> None:
    """Refuse what is larger than its limit.

    Raises:
        SubmissionError: it is.
    """
    if received > limit:
        raise SubmissionError(
            f"{name}: expected at most {limit:,.10g} {what}, received {received:,.10g}",
            "ask for the report alone, without data and long logs, or raise the limit",
        )


def changed(changes: Iterable[str]) -> Limits:
    """Return the limits with some changed, each given as `NAME=NUMBER`: `pages=600`.

    Raises:
        SubmissionError: no such limit, or no positive number; lists the limits.
    """
    own, given = vars(Limits()), dict[str, Any]()
    for change in changes:
        name, _, written = change.partition("=")
        number = _positive(written, whole=isinstance(own.get(name, 0), int))
        if name not in own or number is None:
            expected = "NAME=NUMBER, a positive number" if name in own else "the name of a limit"
            hint = ", ".join(f"{other}={value:g}" for other, value in own.items())
            raise SubmissionError(f"--limit {change[:60]}: expected {expected}", f"limits: {hint}")
        given[name] = number
    return Limits(**{**own, **given})


def _positive(text: str, whole: bool) -> int | float | None:
    """Return a positive number, a whole one if asked for; None for what is none."""
    try:
        number = int(text.replace("_", "")) if whole else float(text)
    except ValueError:
        return None
    return number if 0 < number < 1e15 else None
