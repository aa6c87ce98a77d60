"""What becomes of the outcomes, one after the other: words for the terminal, files in a folder."""

from collections.abc import Sequence
from pathlib import Path

from reportgen import output
from reportgen.check.feedback import contract, screen, sheet
from reportgen.check.feedback.files import Format, file_name, files, language_of
from reportgen.check.session import Outcome
from reportgen.errors import RenderError

ALONE: frozenset[Format] = frozenset({"html", "pdf", "md"})
"""Formats that need a folder: one document for each hand-in."""


class Publisher:
    """Takes each outcome as it comes; nothing but names and counts is kept, so that memory stays flat.

    Args:
        formats: what is written.
        folder: where files go; without one, JSON (a document a line) and CSV go to the terminal.
        language: of the feedback; None for that of each report.

    Raises:
        RenderError: the formats need a folder, or it cannot be written.
    """

    def __init__(self, formats: Sequence[Format], folder: Path | None, language: str | None) -> None:
        if folder is None and ALONE & set(formats):
            raise RenderError("--output: expected a folder for md, html and pdf", "such as --output feedback")
        if folder is not None:
            output.check(folder)
        self._formats, self._folder, self._language = tuple(formats), folder, language
        self._names: list[str] = []
        self._sheet = sheet.Sheet()
        self._refuted = self._unreadable = False

    def publish(self, outcome: Outcome) -> str:
        """Write the files of a hand-in; return what goes to the terminal."""
        self._refuted |= outcome.refuted
        self._unreadable |= bool(outcome.unreadable)
        self._sheet.add(outcome)
        language = language_of(outcome, self._language)
        name = file_name(outcome.name, self._names)
        self._names.append(name)
        if self._folder is not None:
            made = files(outcome, self._formats, language)
            output.publish({self._folder / f"{name}{ending}": body for ending, body in made})
        elif "json" in self._formats:
            return "".join(contract.to_json(checked, language) for checked in outcome.files)
        return "".join(f"{line}\n" for line in screen.lines(outcome, language)) if "text" in self._formats else ""

    def finish(self) -> str:
        """Write what is told of all hand-ins; return what goes to the terminal."""
        if "csv" not in self._formats:
            return ""
        if self._folder is None:
            return self._sheet.to_bytes().decode("utf-8-sig")
        output.publish({self._folder / "reports.csv": self._sheet.to_bytes()})
        return ""

    @property
    def exit_code(self) -> int:
        """0 if nothing is refuted, 1 if something is, 3 if nothing is but a file could not be read."""
        return 1 if self._refuted else 3 if self._unreadable else 0
