"""The files that a check writes: their names are made of a stranger's, their formats are those asked for."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Literal

from reportgen import content
from reportgen.check.feedback import contract, student
from reportgen.check.patterns import regex
from reportgen.check.session import Outcome
from reportgen.i18n import Language, load_language

Format = Literal["text", "md", "html", "pdf", "json", "csv"]
FORMATS: tuple[Format, ...] = ("text", "md", "html", "pdf", "json", "csv")
LONGEST_NAME = 80
_DOCUMENTS = frozenset({"md", "html", "pdf"})
_DEVICES = regex(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
STAND_IN = "□"


def language_of(outcome: Outcome, code: str | None) -> Language:
    """Return the language of the feedback: the one asked for, else that of the first file that could be read."""
    own = [checked.submission.language for checked in outcome.files]
    return spoken(code or (own[0] if own else "en"))


@cache
def spoken(code: str) -> Language:
    """Return a language, its label files read once: 500 hand-ins share it."""
    return load_language(code, content.templates())


def files(outcome: Outcome, formats: Collection[Format], language: Language) -> Iterator[tuple[str, bytes]]:
    """Yield what is written for a hand-in: the end of the file's name, and its bytes.

    Feedback is one document a hand-in; verdicts for programs are one a file.
    """
    if _DOCUMENTS & set(formats) and outcome.files:
        text = student.to_markdown(outcome.name, outcome.files, language)
        yield from _documents(outcome, formats, text, language)
    if "json" in formats:
        taken: list[str] = []
        for checked in outcome.files:
            taken.append(file_name(checked.submission.name, taken))
            part = f".{taken[-1]}" if len(outcome.files) > 1 else ""
            yield f"{part}.json", contract.to_json(checked, language).encode()


def _documents(
    outcome: Outcome, formats: Collection[Format], text: str, language: Language
) -> Iterator[tuple[str, bytes]]:
    if "md" in formats:
        yield ".feedback.md", text.encode()
    if {"html", "pdf"} & set(formats):
        from reportgen.render import html, pdf

        page = html.to_html(text, student.page(outcome.name, language), {})
        if "html" in formats:
            yield ".feedback.html", page.encode()
        if "pdf" in formats:
            yield ".feedback.pdf", pdf.to_pdf(drawable(page), {})


def drawable(page: str) -> str:
    """Return a page with a stand-in for each character that our fonts lack: a student's emoji stops no PDF."""
    from reportgen.render import fonts

    lacking = fonts.missing("".join(set(page)), (*fonts.TEXT_STACK, fonts.MONO)) - {"\n", "\t"}
    return page.translate(dict.fromkeys(map(ord, lacking), STAND_IN))


def file_name(name: str, taken: Iterable[str] = ()) -> str:
    """Return a stranger's name as one that every file system takes, and that no other bears.

    Letters and digits of any script stay; all else becomes `-`.
    """
    kept = re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", name)).strip("-._")
    kept = kept.encode()[:LONGEST_NAME].decode(errors="ignore").strip("-._") or "report"
    kept = f"report-{kept}" if _DEVICES.match(kept) else kept
    others = {other.casefold() for other in taken}
    return next(free for free in _numbered(kept) if free.casefold() not in others)


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in range(2, 1_000_000))
