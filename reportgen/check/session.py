"""Many hand-ins, checked side by side: each is read and checked in a process of its own pool, in the order given.

A file that cannot be read is told with the others; none stops the rest.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from reportgen.answers_file import AnswersFile
from reportgen.check.checking import Checked, check
from reportgen.check.reading import HandIn, Limits, Unreadable, hand_ins


@dataclass(frozen=True)
class Settings:
    """What a session is asked for.

    Attributes:
        language: of the reports; found by their words if None.
        key: answers to compare with.
        disabled: ids of rules that are left out.
        limits: what is refused as too large.
        jobs: processes side by side; one checks in this process.
    """

    language: str | None = None
    key: AnswersFile | None = None
    disabled: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    jobs: int = 1


@dataclass(frozen=True)
class Outcome:
    """What came of a hand-in: its files checked, and those that could not be read."""

    name: str
    files: tuple[Checked, ...]
    unreadable: tuple[Unreadable, ...]

    @property
    def refuted(self) -> bool:
        """Whether anything is refuted in any file."""
        return any(checked.of("refuted") for checked in self.files)


def outcomes(paths: Sequence[Path], settings: Settings) -> Iterator[Outcome]:
    """Yield what came of each hand-in, in the order of the paths.

    Raises:
        SubmissionError: a path does not exist, or an archive as a whole cannot be read.
    """
    given = hand_ins(paths, settings.language, settings.limits)
    if settings.jobs == 1:
        yield from (_outcome(hand_in, settings) for hand_in in given)
        return
    with ProcessPoolExecutor(settings.jobs, get_context("spawn")) as pool:
        while batch := list(islice(given, 8 * settings.jobs)):
            yield from pool.map(_outcome, batch, [settings] * len(batch))


def _outcome(hand_in: HandIn, settings: Settings) -> Outcome:
    files = tuple(check(submission, settings.key, settings.disabled) for submission in hand_in.submissions)
    return Outcome(hand_in.name, files, hand_in.unreadable)
