"""Which reader reads a file: by what it begins with, then by the end of its name."""

from dataclasses import replace
from pathlib import PurePath

from reportgen.check.reading import markdown, notebook, pdf, tex, text
from reportgen.check.reading.decoding import bounded, cut, decode, split
from reportgen.check.reading.draft import Draft
from reportgen.check.reading.limits import Limits
from reportgen.check.submission import Format
from reportgen.errors import SubmissionError

SUFFIXES: dict[str, Format] = {
    ".md": "md", ".markdown": "md", ".mdown": "md", ".mkd": "md", ".qmd": "md", ".rmd": "md",
    ".txt": "txt", ".text": "txt", "": "txt", ".tex": "tex", ".pdf": "pdf", ".ipynb": "ipynb",
}  # fmt: skip


def format_of(name: str, data: bytes) -> Format:
    """Return what kind of file this is.

    Raises:
        SubmissionError: none that can be read.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise unknown(name)
    return SUFFIXES[suffix]


def unknown(name: str) -> SubmissionError:
    """Return the error for a file whose name ends as no report's does."""
    return SubmissionError(
        f"{name}: expected one of {', '.join(filter(None, SUFFIXES))}, received '{PurePath(name).suffix.lower()}'",
        "print the report as PDF, or save it as Markdown or text",
    )


def draft_of(format_: Format, data: bytes, name: str, limits: Limits) -> Draft:
    """Return a file as its reader understands it.

    Raises:
        SubmissionError: it cannot be read.
    """
    if format_ == "pdf":
        return pdf.read(data, name, limits)
    if format_ == "ipynb":
        return notebook.read(data, name, limits)
    texts, unread = cut(split(decode(data, name)), limits)
    readers = {"md": markdown.read, "tex": tex.read, "txt": text.read}
    draft = readers[format_](bounded(texts, name, limits))
    return replace(draft, unread=(*draft.unread, *unread)) if unread else draft
