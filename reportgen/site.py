"""The verb `site`: built reports become pages, with an index of them all.

What is an answer key for programs, `answers.json`, stays behind.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reportgen import output
from reportgen.build import languages_of
from reportgen.errors import RenderError
from reportgen.i18n import Language
from reportgen.lab import Lab, load_lab
from reportgen.render import index
from reportgen.render.index import Listed, Shelf
from reportgen.render.report import localised

FORMATS: Mapping[str, str] = {"report.pdf": "PDF", "report.md": "Markdown"}
"""The files that the index names, and what it calls them."""
_SHOWN = (*FORMATS, "figures/*")


def site(labs: Sequence[str], reports: Path, folder: Path) -> Path:
    """Copy the reports of some labs into a folder, with an index, and return its path.

    Args:
        labs: built-in labs, or paths of lab files, in the order of the index.
        reports: the folder into which `build` wrote.
        folder: of the pages.

    Raises:
        RenderError: a lab that has no report, or a file that cannot be read or written.
        LabError: as `load_lab`.
    """
    shelves: dict[str, Shelf] = {}
    files: dict[Path, bytes] = {}
    for lab in map(load_lab, labs):
        for language, place in _built(lab, reports):
            paths = [path for pattern in _SHOWN for path in sorted(place.glob(pattern))]
            files |= {folder / path.relative_to(reports): _read(path) for path in paths}
            shelf = shelves.get(language.code, Shelf(language.locale.language, language.label("site.title")))
            shelves[language.code] = shelf.holding(_listed(lab, language, place))
    page = folder / "index.html"
    output.publish({**files, page: index.to_html([shelves[code] for code in sorted(shelves)]).encode()})
    return page


def _built(lab: Lab, reports: Path) -> Iterator[tuple[Language, Path]]:
    """Yield the languages in which a lab's report was built, each with its folder."""
    places = [(language, reports / lab.folder / language.code) for language in languages_of(lab, "all")]
    found = [(language, place) for language, place in places if (place / "answers.json").is_file()]
    if not found:
        hint = "build it first, or name the folder of the reports: --reports DIR"
        raise RenderError(f"{reports / lab.folder}: no report of {lab.id}", hint)
    yield from found


def _listed(lab: Lab, language: Language, place: Path) -> Listed:
    there = {name: words for name, words in FORMATS.items() if (place / name).is_file()}
    return Listed(
        localised(lab.options.title, language, "title"),
        localised(lab.options.subtitle, language, "subtitle"),
        language.date(lab.options.date),
        " ".join(_origins(place / "answers.json", language)),
        tuple((words, f"{lab.folder}/{language.code}/{name}") for name, words in there.items()),
    )


def _origins(path: Path, language: Language) -> Iterator[str]:
    """Yield a sentence about the real data of a report, and one about its sample data."""
    try:
        origins = {name: item["origin"] for name, item in json.loads(_read(path))["data"].items()}
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        raise RenderError(f"{path}: expected the answers of a report", "build it again") from None
    for origin, label in (("real", "site.real"), ("sample", "report.sample")):
        titles = [language.label(f"datasets.{name}.title") for name, found in origins.items() if found == origin]
        if titles:
            yield language.label(label, datasets=", ".join(titles))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RenderError(f"{path}: cannot be read: {error.strerror}") from error
