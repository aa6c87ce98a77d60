"""Reading: any file that a student hands in becomes a `Submission`.

    read(path)      one file
    hand_ins(paths) files, folders and Moodle's archives, the files of each group together
    read_text(text) a text that is at hand

`formats` tells which reader reads a file; each reader makes a `Draft` of lines and blocks; `outline` finds sentences,
parts and language in it. Whatever the bytes are, the outcome is a `Submission` or a `SubmissionError`, in bounded time.
"""

from pathlib import Path

from reportgen.check.reading.formats import draft_of, format_of
from reportgen.check.reading.hand_ins import HandIn, Unreadable, hand_ins, read_group
from reportgen.check.reading.limits import Limits, at_most
from reportgen.check.reading.listing import Group, groups
from reportgen.check.reading.outline import finish
from reportgen.check.submission import Submission
from reportgen.errors import SubmissionError

__all__ = [
    "Group", "HandIn", "Limits", "Unreadable", "groups", "hand_ins", "read", "read_bytes", "read_group", "read_text",
]  # fmt: skip


def read(path: Path, language: str | None = None, limits: Limits | None = None) -> Submission:
    """Return one file of a student's, read.

    Args:
        path: Markdown, text, TeX, PDF or notebook.
        language: of its prose (`fr`, `en`); found by its words if not given.
        limits: what is refused as too large.

    Raises:
        SubmissionError: the file cannot be read; the message says why.
    """
    limits = limits or Limits()
    try:
        at_most(path.name, "bytes", path.stat().st_size, limits.bytes)
        data = path.read_bytes()
    except OSError as error:
        raise SubmissionError(f"{path}: expected a file, received '{error.strerror}'", "look at its name") from None
    return read_bytes(data, path.name, language, limits)


def read_bytes(data: bytes, name: str, language: str | None = None, limits: Limits | None = None) -> Submission:
    """Return the bytes of one file, read; see `read`."""
    limits = limits or Limits()
    format_ = format_of(name, data)
    return finish(draft_of(format_, data, name, limits), name, format_, language)


def read_text(text: str, name: str = "report.md", language: str | None = None) -> Submission:
    """Return a text as the file `name` would be read."""
    return read_bytes(text.encode("utf-8", errors="replace"), name, language)
