"""Markdown text becomes one HTML page: the same words, framed by a title page and the contents.

    Markdown -> Python-Markdown -> element tree -> markup.arrange -> template

The page holds its style and its formulas; its figures stand in the folder beside it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from reportgen.content import templates
from reportgen.errors import RenderError
from reportgen.render.markup import arrange

if TYPE_CHECKING:
    from jinja2 import Template

BODY_MARKER = "<!-- body -->"

_OWN_LINE = re.compile(r'^(<a id="[^"]*"></a>(?:\*.*\*|!\[.*\]\(.*\))?)[ \t]*\n(?=\S)', re.MULTILINE)
_HEADING = re.compile(r'<h([23]) id="([^"]*)">(.*?)</h\1>', re.DOTALL)


@dataclass(frozen=True)
class Page:
    """Everything about the document that is not its body, written in its language.

    Attributes:
        language: the BCP 47 code, `fr` or `fr-CH`.
        title: the title of the report, also that of the file.
        subtitle: the line below the title; may be empty.
        course: the course the report is written for.
        authors: the names of the authors.
        date: the date, as a reader reads it.
        contents_title: the heading of the contents.
        notice: a warning for the first page, such as that of sample data; may be empty.
        mark: words at the foot of every page, such as those that mark sample data; may be empty.
        compact: set close and small, without a title page and contents, for a document of few pages.
        kind: a class by which the style knows the document; may be empty.
    """

    language: str
    title: str
    subtitle: str
    course: str
    authors: tuple[str, ...]
    date: str
    contents_title: str
    notice: str = ""
    mark: str = ""
    compact: bool = False
    kind: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a heading and where it stands."""

    level: int
    anchor: str
    markup: str


def to_html(markdown: str, page: Page, figures: Mapping[str, bytes]) -> str:
    """Turn a report's Markdown into one HTML page, which shows its figures from the folder beside it.

    Args:
        markdown: the report; what stands before the line `<!-- body -->` is replaced by the title page.
        page: what the title page and the frame say.
        figures: the figures by the address the Markdown gives them, such as `figures/x.svg`.

    Raises:
        RenderError: for a formula that cannot be drawn, an image that is not among the figures, or
            Markdown that a forge and Python-Markdown would read differently.
    """
    from markupsafe import Markup

    body = _body(markdown, figures)
    contents = [Entry(int(level), anchor, Markup(text)) for level, anchor, text in _HEADING.findall(body)]
    return template("page.html.j2").render(page=page, contents=contents, body=Markup(body))


def template(name: str) -> "Template":
    """Return a template of an HTML page, which escapes what it is given."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(templates())
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template(name)


def _body(markdown: str, figures: Mapping[str, bytes]) -> str:
    before, marker, text = f"\n{markdown}".partition(f"\n{BODY_MARKER}\n")
    if not marker:
        raise RenderError(f"the Markdown has no line {BODY_MARKER} where the body begins: {before[:60]!r}")
    main = _parsed(text)
    arrange(main)
    _require_figures(main, figures)
    return "".join(ET.tostring(child, encoding="unicode", method="html") for child in main)


def _parsed(markdown: str) -> ET.Element:
    """Convert Markdown and read the outcome as a tree, in which raw anchors and elements are alike."""
    from markdown import Markdown

    converter = Markdown(
        extensions=["tables", "fenced_code", "footnotes", "sane_lists", "pymdownx.arithmatex"],
        extension_configs={
            "footnotes": {"BACKLINK_TITLE": ""},
            "tables": {"use_align_attribute": True},
            "pymdownx.arithmatex": {
                "generic": True,
                "inline_syntax": ["dollar"],
                "block_syntax": ["dollar"],
            },
        },
    )
    html = converter.convert(_OWN_LINE.sub(r"\1\n\n", markdown))
    try:
        return ET.fromstring(f"<main>{html}</main>")
    except ET.ParseError as error:
        line = html.splitlines()[error.position[0] - 1]
        raise RenderError(f"raw HTML that is not well-formed: {error}: {line[:80]!r}") from error


def _require_figures(main: ET.Element, figures: Mapping[str, bytes]) -> None:
    for image in main.iter("img"):
        source = image.get("src", "")
        if not source.startswith("data:") and source not in figures:
            names = ", ".join(sorted(figures)) or "none"
            raise RenderError(f"image {source} is not among the figures: {names}")
        if not image.get("alt", "").strip():
            raise RenderError(f"image {source} has no alternative text")
