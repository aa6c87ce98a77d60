"""What becomes of the outcomes: each is made into words and files where it was checked, then published in order.

    outcome -> Making (in the process of the hand-in) -> Made -> Publisher (here) -> terminal, folder

Of a hand-in that is published nothing but a row is kept, so that memory stays flat.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen import output
from reportgen.check.confusion.key_values import KEY
from reportgen.check.feedback import contract, marks, sheet
from reportgen.check.feedback.columns import aligned, cut
from reportgen.check.feedback.escaping import visible
from reportgen.check.feedback.files import Format, file_name, files, language_of, spoken
from reportgen.check.feedback.screen import Screen
from reportgen.check.points import Scheme, Suggestion, suggestions
from reportgen.check.session import Outcome
from reportgen.errors import RenderError, ReportgenError

ALONE: frozenset[Format] = frozenset({"html", "pdf", "md"})
"""Formats that need a folder: one document for each hand-in."""
_NAME = 40


@dataclass(frozen=True)
class Wanted:
    """What is asked for.

    Attributes:
        formats: what is written.
        folder: where files go; without one, text, JSON or CSV goes to the terminal.
        language: of the feedback; None for that of each report.
        points: the file of marks; None for none.
        schemes: of marks, by handout.
        width: of the terminal; None where no person reads.
    """

    formats: tuple[Format, ...]
    folder: Path | None = None
    language: str | None = None
    points: Path | None = None
    schemes: tuple[tuple[str, Scheme], ...] = ()
    width: int | None = None


@dataclass(frozen=True)
class Made:
    """A hand-in's check, made into what is published.

    Attributes:
        name: of the hand-in.
        refuted: whether anything is.
        unreadable: message and hint for each file that could not be read.
        faults: of ours, in words.
        text: for the terminal.
        files: ends of names, and bodies.
        row: of the table of all hand-ins, without the name.
        marks: what is suggested.
        compared: whether any number was compared with the answers that were given.
        language: code of the language that all this is in.
    """

    name: str
    refuted: bool
    unreadable: tuple[ReportgenError, ...]
    faults: tuple[str, ...]
    text: str
    files: tuple[tuple[str, bytes], ...]
    row: tuple[str, ...]
    marks: tuple[Suggestion, ...]
    compared: bool
    language: str


@dataclass(frozen=True)
class Making:
    """Makes what is published of an outcome; travels to the processes that check."""

    wanted: Wanted

    def __call__(self, outcome: Outcome) -> Made:
        """Return an outcome as words and files."""
        language = language_of(outcome, self.wanted.language)
        screen = Screen(language, self.wanted.width)
        formats, folder = self.wanted.formats, self.wanted.folder
        text = "\n".join(screen.lines(outcome)) + "\n" if "text" in formats and outcome.files else ""
        if folder is None and "json" in formats:
            text = "".join(contract.to_json(checked, language) for checked in outcome.files)
        handout = outcome.files[0].handout if outcome.files else ""
        scheme = dict(self.wanted.schemes).get(handout)
        return Made(
            outcome.name,
            outcome.refuted,
            tuple(item.error for item in outcome.unreadable),
            tuple(
                f"{path}: {fault}"
                for path, file in zip(outcome.paths, outcome.files, strict=True)
                for fault in file.faults
            ),
            text,
            tuple(files(outcome, formats, language)) if folder is not None else (),
            sheet.row(outcome),
            tuple(suggestions(outcome, scheme, language)) if self.wanted.points else (),
            any(verdict.rule == KEY for file in outcome.files for verdict in file.verdicts),
            language.code,
        )


class Publisher:
    """Takes what was made of each hand-in as it comes.

    Raises:
        RenderError: the formats do not go together without a folder, or the folder cannot be written.
        ReportgenError: the file of marks cannot be read, or a cell of it does not fit.
    """

    def __init__(self, wanted: Wanted) -> None:
        _check(wanted)
        self._wanted = wanted
        self._names: list[str] = []
        self._rows: list[tuple[str, ...]] = []
        self._titles: dict[str, int] = {}
        self._marks = marks.read(wanted.points) if wanted.points else None
        self._refuted = self._unreadable = False
        self._compared = 0

    def publish(self, made: Made) -> str:
        """Write the files of a hand-in; return what goes to the terminal."""
        self._refuted |= made.refuted
        self._unreadable |= bool(made.unreadable)
        self._compared += made.compared
        title = self._title(made.name)
        self._rows.append((title, *made.row))
        if self._marks is not None:
            self._marks.suggest(title, made.marks)
        folder = self._wanted.folder
        if folder is None:
            return made.text
        self._names.append(file_name(made.name, self._names))
        paths = {folder / f"{self._names[-1]}{ending}": body for ending, body in made.files}
        output.publish(paths)
        return made.text or "".join(f"{path}\n" for path in paths)

    def finish(self) -> str:
        """Write what is told of all hand-ins; return what goes to the terminal."""
        folder, formats = self._wanted.folder, self._wanted.formats
        files, text = dict[Path, bytes](), ""
        if self._wanted.points and self._marks:
            files[self._wanted.points] = self._marks.to_bytes()
        if "csv" in formats and folder is None:
            text = sheet.to_csv(self._rows).decode("utf-8-sig")
        elif "csv" in formats and folder is not None:
            files[folder / f"{file_name('reports', self._names)}.csv"] = sheet.to_csv(self._rows)
        output.publish(files)
        if "text" in formats and len(self._rows) > 1:
            text += "".join(f"{line}\n" for line in self._overview())
        return text

    @property
    def compared(self) -> tuple[int, int]:
        """How many hand-ins had a number to compare with the answers that were given, of how many."""
        return self._compared, len(self._rows)

    @property
    def exit_code(self) -> int:
        """0 if nothing is refuted, 1 if something is, 3 if nothing is but a file could not be read."""
        return 1 if self._refuted else 3 if self._unreadable else 0

    def _title(self, name: str) -> str:
        """Return a hand-in's name, numbered if others bear it: rows of marks belong to one."""
        self._titles[name] = self._titles.get(name, 0) + 1
        return name if self._titles[name] == 1 else f"{name} ({self._titles[name]})"

    def _overview(self) -> Iterator[str]:
        """Yield a table of all hand-ins; its head is in the language asked for, else in English."""
        label = spoken(self._wanted.language or "en").label
        names = ("confirmed", "refuted", "review", "checked_share", "unreadable")
        places = [sheet.COLUMNS.index(name) for name in names]
        heads = [label("check.screen.report"), *(label(f"check.outcome.{name}") for name in names[:3])]
        rows = [[*heads, label("check.screen.checked"), label("check.screen.unreadable")]]
        for row in self._rows:
            cells = [row[place] for place in places]
            share = f"{100 * float(cells[3]):.0f} %" if cells[3] else "–"
            counts = [cell or "–" for cell in cells[:3]]
            rows.append([cut(visible(row[0]), _NAME), *counts, share, "×" * bool(cells[4])])
        yield from aligned(rows, frozenset({1, 2, 3, 4}))


def _check(wanted: Wanted) -> None:
    if wanted.folder is not None:
        output.check(wanted.folder)
    elif ALONE & set(wanted.formats):
        raise RenderError("--output: expected a folder for md, html and pdf", "such as --output feedback")
    elif len(wanted.formats) > 1:
        raise RenderError("--output: expected a folder for several formats", "such as --output feedback")
    if wanted.points is not None:
        output.check(wanted.points.parent)
