"""Many hand-ins, one after the other or side by side: each is read, checked and made something of, in the order given.

    paths -> groups (listed, not read) -> hand-in -> outcome -> what the caller makes of it

All but the first happens in the process of the hand-in. Whatever is wrong with one, its name and the reason are told
with the others, and none stops the rest.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reportgen.check.checking import Checked, examine
from reportgen.check.reading import Group, Limits, Unreadable, groups, read_group
from reportgen.check.reading.listing import Source
from reportgen.check.submission import Submission
from reportgen.errors import SubmissionError, first_line, show_traceback

if TYPE_CHECKING:
    from reportgen.answers_file import AnswersFile

T = TypeVar("T")


@dataclass(frozen=True)
class Settings:
    """What a session is asked for.

    Attributes:
        key: answers to compare with.
        disabled: ids of rules that are left out.
        limits: what is refused as too large.
        jobs: processes side by side; as many as there are cores if None. One hand-in alone is checked in this process.
        handout: whose questions the reports answer; guessed from each if None.
    """

    key: "AnswersFile | None" = None
    disabled: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    jobs: int | None = None
    handout: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a hand-in.

    Attributes:
        name: of the group.
        files: those that were checked.
        unreadable: those that could not be read.
        paths: of `files`, one each, as an editor may open them; in an archive, after the archive's.
    """

    name: str
    files: tuple[Checked, ...]
    unreadable: tuple[Unreadable, ...] = ()
    paths: tuple[str, ...] = ()

    @property
    def refuted(self) -> bool:
        """Whether anything is refuted in any file."""
        return any(checked.of("refuted") for checked in self.files)


def outcomes(paths: Sequence[Path], settings: Settings) -> Iterator[Outcome]:
    """Yield what came of each hand-in, in the order of the paths."""
    return made(paths, settings, _itself)


def made(paths: Sequence[Path], settings: Settings, make: Callable[[Outcome], T]) -> Iterator[T]:
    """Yield what `make` makes of the outcome of each hand-in, in the order of the paths.

    Args:
        paths: of files, folders and archives; one that cannot be read is a hand-in with that as its outcome.
        settings: what is asked for.
        make: called where the hand-in was checked; it and what it returns can be pickled.
    """
    given = [group for path in paths for group in _listed(path, settings.limits)]
    if len(given) == 1:
        yield _made(given[0], settings, make)
        return
    from reportgen.check.side_by_side import Work, cores, in_order

    do, failed = partial(_made, settings=settings, make=make), partial(_failed, make=make)
    jobs = min(settings.jobs or cores(), len(given))
    yield from in_order(given, Work(do, failed, settings.limits.hand_in), max(1, jobs))


def _listed(path: Path, limits: Limits) -> tuple[Group, ...]:
    try:
        return groups(path, limits)
    except SubmissionError as error:
        return (Group(path.name or str(path), (Source(path.name or str(path), path, refused=error),)),)


def _made(group: Group, settings: Settings, make: Callable[[Outcome], T]) -> T:
    """Read and check a hand-in; a fault of ours fails it alone."""
    try:
        return make(_outcome(group, settings))
    except (Exception, RecursionError) as error:
        show_traceback(error)
        hint = "this is a fault of reportgen: look at this hand-in by hand; REPORTGEN_DEBUG=1 shows where"
        return _failed(group, SubmissionError(f"expected a check, received {first_line(error)}", hint), make)


def _failed(group: Group, error: SubmissionError, make: Callable[[Outcome], T]) -> T:
    told = SubmissionError(f"{group.name}: {error.message}", error.hint)
    return make(Outcome(group.name, (), (Unreadable(", ".join(source.name for source in group.sources), told),)))


def _outcome(group: Group, settings: Settings) -> Outcome:
    hand_in = read_group(group, limits=settings.limits)
    handout = settings.handout or _handout(hand_in.submissions)
    files = tuple(examine(item, handout, settings.key, settings.disabled) for item in hand_in.submissions)
    return Outcome(hand_in.name, files, hand_in.unreadable, _paths(group, hand_in.submissions))


def _paths(group: Group, submissions: Sequence[Submission]) -> tuple[str, ...]:
    paths = {
        source.name: str(source.path if source.position is None else source.path / source.name)
        for source in group.sources
    }
    return tuple(paths[submission.name] for submission in submissions)


def _handout(submissions: Sequence[Submission]) -> str:
    """Return whose questions a hand-in answers, by the words of its longest file."""
    from reportgen.check.questions import guess_lab

    longest = max(submissions, key=lambda submission: len(submission.lines), default=None)
    return guess_lab(longest) if longest else ""


def _itself(outcome: Outcome) -> Outcome:
    return outcome
