"""What a language's report is made of, each part kept under its content key: only what changed is made again.

A key holds all that decides the bytes: the content, the code that makes them, and the versions of the packages that
this code calls. The system's Pango and HarfBuzz are not in it: after an upgrade of theirs, `reportgen store --clean`.
"""

import os
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from types import ModuleType

from reportgen import features, i18n, model
from reportgen.canonical import digest
from reportgen.content import templates
from reportgen.errors import LanguageError, RenderError
from reportgen.i18n import Language
from reportgen.keys import code_digest
from reportgen.lab import Lab
from reportgen.plots import Figure
from reportgen.render import figures, fonts, formulas, html, markup, pdf, typography
from reportgen.render.figures import network
from reportgen.render.html import Page
from reportgen.spec import Dataset
from reportgen.store import Store

DRAWN_BY: tuple[ModuleType, ...] = (figures, features, fonts, typography, i18n, model)
SET_BY: tuple[ModuleType, ...] = (html, markup, pdf, formulas, *DRAWN_BY)
_DRAWING = ("matplotlib", "babel", "font-source-serif-pro", "jinja2", "numpy", "pillow", "scikit-image", "scipy")
_TYPESETTING = (
    "weasyprint", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "fonttools", "pillow", "matplotlib",
    "font-source-serif-pro", "markdown", "pymdown-extensions", "jinja2", "ziamath", "ziafont",
)  # fmt: skip


def draw(figure: Figure, language: Language, store: Store) -> bytes:
    """Draw a figure as SVG, unless the same was drawn before.

    Raises:
        RenderError: nothing can be drawn; names the figure.
    """
    plot = figure.plot
    made_by = (code_digest(*DRAWN_BY), network.template(), _versions(_DRAWING))
    key = digest((type(plot).__name__, plot, language.code, language.labels, made_by))
    try:
        return store.derived(key, lambda: figures.draw(plot, language))
    except RenderError as error:
        raise RenderError(f"figure '{figure.id}': {error.message}", error.hint) from error


def typeset(markdown: str, page: Page, drawn: Mapping[str, bytes], store: Store) -> bytes:
    """Lay out a report as PDF, unless the same was laid out before.

    Args:
        markdown: the report.
        page: its title page and running headers.
        drawn: SVG figures by the names that the report gives them.
        store: where the PDF is kept.
    """
    style = [(templates() / name).read_text("utf-8") for name in ("report.css", "page.html.j2")]
    made_by = (code_digest(*SET_BY), _versions(_TYPESETTING), os.environ.get("SOURCE_DATE_EPOCH"))
    key = digest((markdown, page, {name: svg.decode() for name, svg in drawn.items()}, style, made_by))
    return store.derived(key, lambda: pdf.to_pdf(html.to_html(markdown, page, drawn), drawn))


def notice(lab: Lab, data: Mapping[str, Dataset], language: Language) -> str:
    """Return the words for the first page, about sample data, changed settings and sections left out; often none."""
    words = []
    if samples := [name for name, dataset in data.items() if dataset.origin == "sample"]:
        titles = ", ".join(language.label(f"datasets.{name}.title") for name in samples)
        words.append(language.label("report.sample", datasets=titles))
    if lab.changes:
        words.append(language.label("report.changed", changes=", ".join(lab.changes)))
    if lab.shortened:
        titles = ", ".join(language.label(f"section.{name}") for name in lab.shown)
        words.append(language.label("report.shortened", sections=titles))
    return " ".join(words)


def mark(data: Mapping[str, Dataset], language: Language) -> str:
    """Return the words at the foot of every page: whether a number could be mistaken for a reference."""
    sample = any(dataset.origin == "sample" for dataset in data.values())
    return language.label("report.sample_mark") if sample else ""


def title_page(lab: Lab, language: Language, word: str, mark: str = "") -> Page:
    """Return what stands on the title page; `word` is the notice on it, `mark` stands at the foot of all others.

    Raises:
        LanguageError: the lab file has a text that is not given in this language.
    """
    options = lab.options
    return Page(
        language=language.locale.language,
        title=localised(options.title, language, "title"),
        subtitle=localised(options.subtitle, language, "subtitle"),
        course=localised(options.course, language, "course"),
        authors=tuple(localised(author, language, "authors") for author in options.authors),
        date=language.date(options.date),
        contents_title=language.label("report.contents"),
        notice=word,
        mark=mark,
    )


def localised(texts: Mapping[str, str], language: Language, key: str) -> str:
    """Return the text of a lab file in a language.

    Raises:
        LanguageError: the lab file has none in this language.
    """
    if language.code not in texts:
        has = ", ".join(sorted(texts))
        hint = "add it, or name one of these with --lang"
        raise LanguageError(f"lab file: {key}: no text in '{language.code}' (has {has})", hint)
    return texts[language.code]


@cache
def _versions(packages: tuple[str, ...]) -> list[str]:
    return [version(package) for package in packages]
