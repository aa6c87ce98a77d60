"""Bytes to lines: students' files come in any encoding, with any line ends."""

import codecs

from reportgen.check.patterns import regex
from reportgen.check.reading.limits import Limits, at_most
from reportgen.check.submission import Place, Unread
from reportgen.errors import SubmissionError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN = (
    (b"PK\x03\x04", "an archive or a Word document", "print the report as PDF, or unpack the archive"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Word", "print the report as PDF"),
    (b"{\\rtf", "a rich text", "print the report as PDF"),
    (b"\x89PNG", "an image", "hand in the report as text or PDF"),
    (b"\xff\xd8\xff", "an image", "hand in the report as text or PDF"),
)
_CONTROL = regex(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PAYLOAD = regex(r"(data:[\w.+-]{1,40}/[\w.+-]{1,60}(?:;[\w=.+-]{1,40}){0,3};base64,)[A-Za-z0-9+/=]{100,}+")
_ENDS = regex(r"\r\n|\r|\n")


def decode(data: bytes, name: str) -> str:
    """Return the text of a file: UTF-8, UTF-16 or UTF-32 by its mark, else Windows' Western European.

    What was decoded wrong before it came here (`â€™`) is left as it stands. Images written into the text, as in Google
    Docs' Markdown, lose their data: they are many times longer than all words.

    Raises:
        SubmissionError: the file is not a text, or has none.
    """
    for start, what, hint in _KNOWN:
        if data.startswith(start):
            raise SubmissionError(f"{name}: expected a text, received {what}", hint)
    text = _PAYLOAD.sub(r"\1…", _text(data))
    if not text.strip():
        raise SubmissionError(f"{name}: expected a report, received an empty file", "ask for the file again")
    sample = text[:100_000]
    if "\0" in sample or len(_CONTROL.findall(sample)) > 0.02 * len(sample):
        raise SubmissionError(f"{name}: expected a text, received binary data", "hand in md, txt, tex, pdf or ipynb")
    return text


def _text(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252" if _is_windows(data) else "latin-1")


def _is_windows(data: bytes) -> bool:
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def split(text: str) -> tuple[str, ...]:
    """Return the lines of a text without their ends; a form feed ends none."""
    lines = _ENDS.split(text)
    return tuple(lines[:-1] if lines[-1] == "" else lines)


def bounded(lines: tuple[str, ...], name: str, limits: Limits) -> tuple[str, ...]:
    """Return lines that are within the limits.

    Raises:
        SubmissionError: there are too many, or too many letters.
    """
    at_most(name, "lines", len(lines), limits.lines)
    at_most(name, "characters", sum(map(len, lines)), limits.characters)
    return lines


def cut(lines: tuple[str, ...], limits: Limits, offset: int = 0) -> tuple[tuple[str, ...], tuple[Unread, ...]]:
    """Return lines without what goes beyond the longest that are read, and where that is.

    Args:
        lines: as they stand in the file.
        limits: how long a line may be.
        offset: the index of the first among the submission's.
    """
    long = [index for index, line in enumerate(lines) if len(line) > limits.line]
    if not long:
        return lines, ()
    unread = tuple(Unread("line", Place(offset + index, offset + index)) for index in long)
    return tuple(line[: limits.line] for line in lines), unread
