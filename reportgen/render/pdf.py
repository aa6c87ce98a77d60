"""HTML becomes a tagged PDF: the only door to WeasyPrint.

WeasyPrint tells of a missing image, a wrong style rule or a character without a glyph in its log and carries
on; a report with a hole is worse than none, so each such message is an error here. Nothing is fetched but the
report's own figures, the faces of `fonts` and what the HTML itself holds.
"""

import gc
import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape

from reportgen.errors import RenderError, first_line
from reportgen.render.figures.letters import with_letters
from reportgen.render.fonts import font_css, font_files

_BASE = "https://report.invalid/"  # a name that no server can have (RFC 2606)
_FONTS = f"{_BASE}fonts/"
_FONTCONFIG = "FONTCONFIG_FILE"
_SYSTEM_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

TOLERATED = (
    "Using fontTools instead of HarfBuzz-Subset",  # a library of the machine: fonts are subset all the same
    "No anchor #",  # a cross-reference to a section that this lab leaves out: plain text in the PDF
)
"""Beginnings of the messages that tell nothing of a report's faults."""


def to_pdf(html: str, figures: Mapping[str, bytes]) -> bytes:
    """Lay out a report and return its PDF, tagged as PDF/UA-1; `SOURCE_DATE_EPOCH` makes its bytes repeat.

    Args:
        html: the page that `to_html` made.
        figures: SVG bytes by the address the page gives them, such as `figures/x.svg`.

    Raises:
        RenderError: where WeasyPrint cannot be loaded, or has anything to say about the page.
    """
    weasyprint = _weasyprint()
    fetcher = _closed_fetcher(figures)
    with _loud() as messages, _fonts_hidden(), _uncollected():
        faces = weasyprint.text.fonts.FontConfiguration()
        sheet = weasyprint.CSS(string=font_css(_FONTS), font_config=faces, url_fetcher=fetcher)
        page = weasyprint.HTML(string=html, base_url=_BASE, url_fetcher=fetcher)
        pdf: bytes = page.write_pdf(stylesheets=[sheet], font_config=faces, pdf_variant="pdf/ua-1")
    if messages:
        more = f" (and {len(messages) - 1} more)" if len(messages) > 1 else ""
        raise RenderError(f"the PDF would not be right: {messages[0]}{more}")
    return pdf


def _weasyprint() -> ModuleType:
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No fonts configured in FontConfig", UserWarning)  # we bring them
            import weasyprint
            import weasyprint.text.fonts
    except OSError as error:
        raise RenderError(
            f"WeasyPrint cannot load a system library: {first_line(error)}",
            f"on Debian or Ubuntu: apt install {_SYSTEM_PACKAGES}",
        ) from error
    return weasyprint  # type: ignore[no-any-return]


@contextmanager
def _fonts_hidden() -> Iterator[None]:
    """Hide the machine's fonts, and its rules for slanting and fattening them, from a font configuration.

    fontconfig is told by the environment alone, which it reads anew for each configuration.
    """
    before = os.environ.get(_FONTCONFIG)
    with TemporaryDirectory(prefix="reportgen-") as folder:
        rules = Path(folder, "fonts.conf")
        rules.write_text(f"<fontconfig><cachedir>{escape(folder)}</cachedir></fontconfig>", encoding="utf-8")
        os.environ[_FONTCONFIG] = str(rules)
        try:
            yield
        finally:
            del os.environ[_FONTCONFIG]
            if before is not None:
                os.environ[_FONTCONFIG] = before


def _closed_fetcher(figures: Mapping[str, bytes]) -> Any:
    """Return a fetcher for what the report brings along; any other address is an error."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = font_files(_FONTS)

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if url in fonts:
                return URLFetcherResponse(url, fonts[url].read_bytes(), {"Content-Type": "font/ttf"})
            if (drawing := figures.get(url.removeprefix(_BASE))) is not None:
                return URLFetcherResponse(url, with_letters(drawing), {"Content-Type": "image/svg+xml"})
            raise ValueError("not among the report's figures")

    return ClosedFetcher(allowed_protocols={"data"})


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off the search for cycles among the objects of a layout: most are needed to the end, and it takes long."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Messages(logging.Handler):
    """Collects what WeasyPrint logs, less what is tolerated."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        if not (text := record.getMessage()).startswith(TOLERATED):
            self.texts.append(text)


@contextmanager
def _loud() -> Iterator[list[str]]:
    """Give the messages that WeasyPrint logs meanwhile, and keep them from the handlers of others."""
    logger, handler = logging.getLogger("weasyprint"), _Messages()
    propagate = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield handler.texts
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
