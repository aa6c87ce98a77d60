"""HTML becomes a PDF: facts about the file, and what is refused."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from reportgen.errors import RenderError
from reportgen.render.html import Page, to_html
from reportgen.render.pdf import to_pdf

EPOCH = "1763683200"
PAGE = Page(
    language="fr",
    title="Réseaux peu profonds",
    subtitle="",
    course="Apprentissage automatique",
    authors=("Ada Lovelace", "Blaise Pascal"),
    date="21 novembre 2025",
    contents_title="Table des matières",
    notice="Données d’exemple",
)
FIGURES = {
    "figures/a.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90"><path d="M0 0L300 90"/></svg>'
}
BODY = """
<a id="mlp"></a>

## 1. Perceptron multicouche

Une exactitude de $0{,}9757$, soit 784 × 100 + 100 = 78\u202f500 paramètres : « œuvre » — ∇λ, 2ᵉ, *→ λ* **≥ σ**.
Voir la [figure 1](#fig-a), le [tableau 1](#tab-a-confusion) et [ailleurs](#elsewhere).

$$
L = -\\sum_k y_k \\ln \\hat y_k \\tag{1}
$$

### 1.1 Résultats

<a id="fig-a"></a>![Une droite descend](figures/a.svg)

*Figure 1 – Une droite, $\\eta = 1$.*

<a id="tab-a-confusion"></a>*Tableau 1 – Confusions.*

| vrai | 0 | 1 |
|--:|--:|--:|
| 0 | 980 | 3 |
| 1 | 0 | 1\u202f135 |

> **Note** – un encadré, `code → é`.
"""


def build() -> bytes:
    """Return the PDF of the sample report."""
    return to_pdf(to_html(f"<!-- body -->\n{BODY}", PAGE, FIGURES), FIGURES)


@pytest.fixture(scope="module")
def pdf() -> Iterator[bytes]:
    """Make the PDF of the sample report, dated by SOURCE_DATE_EPOCH."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield build()


@pytest.fixture(scope="module")
def document(pdf: bytes) -> Iterator[Any]:
    """Open it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        yield opened


def elements(node: Any) -> Iterator[Any]:
    """Go through the structure tree."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))


def test_every_figure_and_formula_has_an_alternative_text(document: Any) -> None:
    """Who cannot see the drawing hears the LaTeX, or what the figure shows."""
    figures = [element for element in elements(document.Root.StructTreeRoot.K) if element.S == "/Figure"]
    texts = {str(figure.Alt) for figure in figures}
    assert texts == {"0{,}9757", "L = -\\sum_k y_k \\ln \\hat y_k", "Une droite descend", "\\eta = 1"}


def test_the_pdf_is_tagged_and_says_what_it_is(document: Any) -> None:
    """Language, title, authors, PDF/UA-1 and a structure."""
    assert str(document.Root.Lang) == "fr"
    assert bool(document.Root.MarkInfo.Marked)
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == PAGE.title
        assert metadata["pdfuaid:part"] == "1"
    assert str(document.docinfo["/Author"]) == "Ada Lovelace; Blaise Pascal"
    tags = {str(element.S) for element in elements(document.Root.StructTreeRoot.K)}
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/Caption", "/Link", "/BlockQuote"} <= tags


def test_the_outline_follows_the_headings(document: Any) -> None:
    """The contents, then the sections with their parts below."""
    with document.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert titles == [("Table des matières", []), ("1. Perceptron multicouche", ["1.1 Résultats"])]


def test_links_lead_into_the_document(document: Any) -> None:
    """Contents and cross-references are links; one to a section that is not there is plain text."""
    links = [note for page in document.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    targets = {str(link.get("/Dest", "")) for link in links}
    assert {"mlp", "fig-a", "tab-a-confusion"} <= targets
    assert "elsewhere" not in targets


def test_only_our_faces_are_used_and_embedded(document: Any) -> None:
    """No font of the machine, none that a reader must have."""
    fonts = [obj for obj in document.objects if isinstance(obj, pikepdf.Dictionary) and "/FontName" in obj]
    assert fonts
    for font in fonts:
        assert "+Reportgen-" in str(font.FontName)
        assert "/FontFile2" in font or "/FontFile3" in font


def test_the_text_can_be_read_back(pdf: bytes) -> None:
    """Computations, captions and the numbers of equations and pages are text."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    first, contents, body = (" ".join(text.split()) for text in pages)
    assert "Données d’exemple" in first
    assert "1 / 3" not in first
    assert contents.endswith("2 / 3")
    assert "784 × 100 + 100 = 78 500 paramètres" in body
    assert "Figure 1 – Une droite" in body
    assert "(1)" in body
    assert body.endswith("Réseaux peu profonds 1. Perceptron multicouche 3 / 3")


def test_the_texts_of_a_figure_are_texts_of_the_pdf() -> None:
    """A drawing's outlined texts become letters again: they can be searched and copied."""
    drawing = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90"
        height="30"><!-- 2\xe2\x82\xac --><g style="fill: #222222" transform="translate(9 20) scale(0.1 -0.1)">
        <use xlink:href="#two"/><use xlink:href="#euro" transform="translate(50 0)"/></g></svg>"""
    pdf = to_pdf("<html lang=fr><img src=figures/a.svg alt=a>", {"figures/a.svg": drawing})
    assert pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().startswith("2€")


def test_the_bytes_depend_neither_on_the_run_nor_on_the_fonts_of_the_machine(pdf: bytes, tmp_path: Path) -> None:
    """Another process, on a machine without a single font, writes the same file."""
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    program = "import sys, test_pdf; sys.stdout.buffer.write(test_pdf.build())"
    search = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    fresh = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": search}
    run = subprocess.run([sys.executable, "-c", program], env={**os.environ, **fresh}, capture_output=True, check=True)
    assert run.stdout == pdf


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<html lang=fr><style>p { colr: red }</style><p>x", "colr"),
        ("<html lang=fr><p><img src=figures/b.svg alt=b>", r"b\.svg.*not among the report's figures"),
        ("<html lang=fr><p><img src=file:///etc/hostname alt=b>", "not among the report's figures"),
        ("<html lang=fr><p><img src=figures/a.svg>", "no required alt"),
        ("<html><p>x", "lang"),
        ("<html lang=fr><p id=a>x<p id=a>y", "Anchor defined twice"),
    ],
)
def test_what_weasyprint_only_logs_is_an_error(page: str, message: str) -> None:
    """A report with a hole is worse than none."""
    with pytest.raises(RenderError, match=message):
        to_pdf(page, FIGURES)


@pytest.mark.parametrize("char", ["漢", "\U0010fffd"])
def test_a_character_that_no_face_has_is_an_error(char: str) -> None:
    """It would be printed as a box, or in a font that another machine lacks."""
    with pytest.raises(RenderError, match=f"U\\+{ord(char):04X}"):
        to_pdf(f"<html lang=fr><p>{char}", {})


def test_a_missing_system_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint says which packages to install."""
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(RenderError, match="libpango") as caught:
        to_pdf("<html lang=fr>", {})
    assert "libpangoft2-1.0-0" in caught.value.hint
