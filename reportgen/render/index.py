"""The index of published reports: one page, a list for each language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.render.html import template


@dataclass(frozen=True)
class Listed:
    """A report as the index lists it, in its language.

    Attributes:
        title: of the lab.
        subtitle: of the lab; may be empty.
        date: of the lab, as a reader reads it.
        origin: says on which data it was computed.
        files: what the report is to be had as, each with its address from the index.
    """

    title: str
    subtitle: str
    date: str
    origin: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shelf:
    """The reports in one language, given by its ISO 639 code, under a heading."""

    language: str
    title: str
    reports: tuple[Listed, ...] = ()

    def holding(self, report: Listed) -> "Shelf":
        """Return the shelf with one more report."""
        return replace(self, reports=(*self.reports, report))


def to_html(shelves: Sequence[Shelf]) -> str:
    """Return the index as an HTML page that needs no other file."""
    return template("index.html.j2").render(shelves=shelves) + "\n"
