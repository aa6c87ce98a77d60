"""Every error that reportgen raises on purpose.

    ReportgenError              anything a user can act on: one line, a hint, exit code 1
    ├── LabError                a lab file: unknown key, wrong type, missing value
    ├── SectionError            a section plugin that cannot be found, loaded or run
    ├── ModelError              a network that cannot exist: a shape that does not fit, a name used twice
    ├── DataError               a dataset that is missing, damaged or not the one it claims to be
    ├── TrainingError           an experiment that failed, or training where TensorFlow is not installed
    ├── StoreError              a result store that cannot be used
    ├── AnswersError            an `answers.json` that cannot be read, or compared with another
    ├── LanguageError           a language without templates, a label that is missing
    ├── SubmissionError         a student's report that cannot be read: binary, empty, scanned, too large
    └── RenderError             a template, a figure or a PDF that cannot be made

A message says where, what was expected and what was received; the hint says what to do. `REPORTGEN_DEBUG=1` in the
environment shows where in the code it was raised.
"""

import os
import traceback

DEBUG_VARIABLE = "REPORTGEN_DEBUG"


class ReportgenError(Exception):
    """A failure that the user can act on.

    Args:
        message: one line: where, what was expected, what was received.
        hint: what to do about it; empty if the message says it all.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type["ReportgenError"], tuple[str, str]]:
        """Keep the hint when the error crosses from a worker process."""
        return type(self), (self.message, self.hint)


class LabError(ReportgenError):
    """A lab file that does not say what a lab must say."""


class SectionError(ReportgenError):
    """A section plugin that cannot be found, loaded or run."""


class ModelError(ReportgenError):
    """A network that cannot exist; the message names the layer."""


class DataError(ReportgenError):
    """A dataset that is missing, damaged or not the one it claims to be."""


class TrainingError(ReportgenError):
    """An experiment that failed, or training where TensorFlow is not installed."""


class StoreError(ReportgenError):
    """A result store that cannot be used."""


class AnswersError(ReportgenError):
    """An `answers.json` that cannot be read, or compared with another."""


class LanguageError(ReportgenError):
    """A language without templates, or a label that is missing."""


class SubmissionError(ReportgenError):
    """A student's report that cannot be read: not a text, empty, scanned, locked with a password, too large."""


class RenderError(ReportgenError):
    """A template, a figure or a PDF that cannot be made."""


def first_line(error: BaseException) -> str:
    """Return an error as one line: our own as its message, a foreign one after the name of its type."""
    name = type(error).__name__
    lines = str(error).strip().splitlines()
    if not lines:
        return name
    return lines[0] if isinstance(error, ReportgenError) else f"{name}: {lines[0]}"


def show_traceback(error: BaseException) -> None:
    """Print an error's traceback to stderr if `REPORTGEN_DEBUG` is set."""
    if os.environ.get(DEBUG_VARIABLE, "0") not in {"", "0"}:
        traceback.print_exception(error)
