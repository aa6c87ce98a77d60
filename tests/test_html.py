"""Markdown becomes HTML: figures, captions, confusion matrices, formulas, contents."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.errors import RenderError
from reportgen.render import markup
from reportgen.render.fonts import CODE_STACK, TEXT_STACK, missing
from reportgen.render.formulas import formula
from reportgen.render.html import Page, to_html

PAGE = Page(
    language="fr",
    title="Réseaux <peu> profonds & profonds",
    subtitle="Perceptron multicouche",
    course="Apprentissage automatique",
    authors=("Ada Lovelace", "Blaise Pascal"),
    date="21 novembre 2025",
    contents_title="Table des matières",
    notice="Données d’exemple",
)
FIGURES = {"figures/a.svg": b"<svg/>"}


def html(body: str) -> str:
    """Return the HTML of a report with this body."""
    return to_html(f"# Titre\n\nCours\n\n<!-- body -->\n{body}", PAGE, FIGURES)


def main(body: str) -> str:
    """Return the part of the HTML that comes from the body."""
    return html(body).partition("<main>")[2].partition("</main>")[0]


def words(markup_text: str) -> str:
    """Return the text of some HTML, each formula as its LaTeX between dollars."""
    return re.sub(r"<[^>]*>", "", re.sub(r'<img[^>]*alt="([^"]*)"[^>]*>', r"$\1$", markup_text))


# ── frame ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_precedes_the_body_gives_way_to_the_title_page() -> None:
    """The forge's title block is dropped; the title page says what Page says, escaped."""
    page = html("Le texte.")
    assert "Cours\n" not in page
    assert ">Réseaux &lt;peu&gt; profonds &amp; profonds</h1>" in page
    assert '<html lang="fr">' in page
    assert page.count('<meta name="author"') == 2
    assert '<p class="notice">Données d’exemple</p>' in page


def test_a_report_without_a_body_marker_is_refused() -> None:
    """Otherwise the title block would be printed twice."""
    with pytest.raises(RenderError, match="<!-- body -->"):
        to_html("# Titre\n\nTexte", PAGE, {})


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_heading_takes_the_name_of_the_anchor_before_it(gap: str) -> None:
    """The contents lead to that name, with or without a blank line between."""
    page = html(f'<a id="mlp_raw"></a>{gap}## 1. Perceptron\n\nTexte.\n\n### 1.1 Topologie : $n=3$\n')
    assert '<h2 id="mlp_raw">1. Perceptron</h2>' in page
    assert '<li class="level-2"><a href="#mlp_raw">1. Perceptron</a></li>' in page
    assert '<li class="level-3"><a href="#1-1-topologie-n-3">' in page


def test_headings_without_anchor_get_different_names() -> None:
    """Two sections may have a heading in common."""
    page = main("### Résultats\n\nUn.\n\n### Résultats\n\nDeux.")
    assert 'id="résultats"' in page
    assert 'id="résultats-2"' in page


def test_no_anchor_is_lost_when_two_precede_a_heading() -> None:
    """An alias stays a place of its own."""
    page = main('<a id="old"></a>\n\n<a id="new"></a>\n\n## 1. Titre')
    assert '<h2 id="new">' in page
    assert 'id="old"' in page


# ── figures and tables ──────────────────────────────────────────────────────────────────────────────────────


def test_an_image_and_the_emphasised_paragraph_after_it_are_a_figure() -> None:
    """Name, alternative text and caption are one block; the label stands apart."""
    page = main('<a id="fig-a"></a>![Perte par époque](figures/a.svg)\n\n*Figure 3 – Perte, $\\eta$, `mlp`.*\n\nTexte.')
    assert '<figure id="fig-a"><img alt="Perte par époque" src="figures/a.svg">' in page
    assert "<figcaption><strong>Figure 3</strong> – Perte, " in page
    assert "<code>mlp</code>.</figcaption></figure>" in page
    assert "<em>" not in page


def test_an_emphasised_paragraph_elsewhere_stays_one() -> None:
    """Only its neighbour makes it a caption."""
    assert "<p><em>Attention.</em></p>" in main("Texte.\n\n*Attention.*\n\nTexte.")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_emphasised_paragraph_before_a_table_is_its_caption(gap: str) -> None:
    """It keeps the name that cross-references use."""
    page = main(f'<a id="tab-p"></a>*Tableau 2 – Paramètres.*{gap}| a | b |\n|--|--:|\n| 1 | 2 |\n')
    assert re.search(r'<table id="tab-p">\s*<caption><strong>Tableau 2</strong> – Paramètres.</caption>', page)


def confusion(*rows: str) -> str:
    """Return a confusion matrix of two classes with these rows."""
    return main(
        '<a id="tab-x-confusion"></a>*Tableau 1 – Confusions.*\n\n| vrai | 0 | 1 |\n|--:|--:|--:|\n' + "\n".join(rows)
    )


def test_the_cells_of_a_confusion_matrix_take_the_shade_of_their_share() -> None:
    """Counts are read whatever separates their thousands; hits and errors have hues of their own."""
    page = confusion("| 0 | 1\u202f990 | 10 |", "| 1 | 0 | 1,000 |")
    cells = re.findall(r'<td [^>]*class="(\S+) (\S+)"', page)
    assert cells == [("hit", "hit-8"), ("miss", "miss-2"), ("miss", "miss-0"), ("hit", "hit-8")]
    assert page.count('scope="row"') == 2


@pytest.mark.parametrize("row", ["| 1 | – | 3 |", "| 1 | 2 | |"])
def test_a_cell_without_a_count_is_refused(row: str) -> None:
    """A confusion matrix has a count in every cell."""
    with pytest.raises(RenderError, match="tab-x-confusion: expected a count"):
        confusion("| 0 | 5 | 1 |", row)


@pytest.mark.parametrize(("name", "count", "expected"), [("7", 7, ""), ("trouser", 7, " wide"), ("pneumonia", 2, "")])
def test_long_names_of_many_classes_take_the_width_of_the_page(name: str, count: int, expected: str) -> None:
    """Digits do not, and neither do the long names of two classes."""
    header = ["| vrai |" + f" {name} |" * count, "|:--|" + "--:|" * count]
    rows = [f"| {name} |" + " 5 |" * count] * count
    page = main('<a id="tab-x-confusion"></a>*Tableau 1 – Confusions.*\n\n' + "\n".join([*header, *rows]))
    assert f'class="confusion{expected}"' in page


def test_a_confusion_matrix_is_square() -> None:
    """A missing row would shift the diagonal."""
    with pytest.raises(RenderError, match="square"):
        confusion("| 0 | 5 | 1 |")


def test_the_shades_never_go_back() -> None:
    """There are eight of each, in rising order."""
    for steps in (markup.HIT_STEPS, markup.MISS_STEPS):
        assert len(steps) == 8
        assert sorted(set(steps)) == list(steps)


def test_an_image_must_be_among_the_figures_and_say_what_it_shows() -> None:
    """The message names the image and what there is."""
    with pytest.raises(RenderError, match=r"b\.svg is not among the figures: figures/a\.svg"):
        main("![B](figures/b.svg)")
    with pytest.raises(RenderError, match="no alternative text"):
        main("![](figures/a.svg)")


# ── formulas ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_an_equation_has_its_number_as_text_and_its_name(gap: str) -> None:
    """The LaTeX, without the tag, is the alternative text."""
    page = main(f'<a id="eq-l"></a>{gap}$$\nL = \\frac{{a}}{{b}} < 1 \\tag{{3}}\n$$\n')
    assert '<div class="equation" id="eq-l">' in page
    assert 'alt="L = \\frac{a}{b} &lt; 1"' in page or 'alt="L = \\frac{a}{b} < 1"' in page
    assert "<span>(3)</span></div>" in page
    assert "$$" not in page


def test_aligned_equations_are_drawn() -> None:
    r"""The `&` and `\\` of LaTeX pass Markdown and HTML unharmed."""
    page = main("$$\n\\begin{aligned} v &= \\rho_1 * v_0 \\\\ w &= w_0 * 2 \\end{aligned}\n$$\n")
    assert 'class="formula"' in page
    assert "<em>" not in page


def test_dollars_in_code_are_no_formula() -> None:
    """Neither inline nor fenced, nor is an escaped one."""
    page = main("Le code `$x$` et \\$5.\n\n```python\ny = '$z$'  # $$\n```\n")
    assert "<code>$x$</code> et $5." in page
    assert "y = '$z$'  # $$" in page
    assert "formula" not in page


def test_computations_stay_text() -> None:
    """A reader can select them, our checker can read them."""
    assert "784 × 100 + 100 = 78\u202f500" in main("Soit 784 × 100 + 100 = 78\u202f500 poids.")


@given(st.lists(st.text(st.sampled_from("aé«(.,\u202f\u00a0 \n"), max_size=8), min_size=2, max_size=4))
def test_a_formula_takes_no_sign_from_the_text_around_it(texts: list[str]) -> None:
    """Holding a formula to its neighbours moves the signs, and keeps every one in its place."""
    paragraph = ET.Element("p")
    paragraph.text = texts[0]
    for text in texts[1:]:
        span = ET.SubElement(paragraph, "span", {"class": "arithmatex"})
        span.text, span.tail = r"\(x\)", text
    markup._draw_formulas(paragraph)
    assert "".join(paragraph.itertext()) == "".join(texts)
    assert len(paragraph.findall(".//img")) == len(texts) - 1


def test_a_formula_keeps_the_signs_that_touch_it() -> None:
    """No line ends between `(` or `.` and the formula."""
    page = main("Soit ($w$), puis\n$x$.")
    assert re.search(r'Soit <span class="word">\(<img [^>]*>\),</span> puis\n<span class="word"><img [^>]*>\.', page)


def test_a_formula_is_measured_in_ems_from_the_baseline() -> None:
    """A capital stands on the line and is about as high as one in the text; a descender reaches below."""
    capital, descender = formula("H"), formula("y")
    assert capital.height - capital.depth == pytest.approx(0.7, abs=0.1)
    assert capital.depth == pytest.approx(0.05, abs=0.05)
    assert descender.depth > 0.2
    assert "vertical-align:-" in main("$y$")


def test_the_same_formula_is_drawn_once() -> None:
    """Ten milliseconds each are worth keeping."""
    assert formula("a+b") is formula("a+b")
    assert formula(r"\sum_{i=1}^n x", block=True).height > formula(r"\sum_{i=1}^n x").height


@pytest.mark.parametrize("latex", [r"0{,}9757", r"78\,500", r"97{,}57\,\%", r"\operatorname*{arg\,max}_k p_k"])
def test_french_numbers_and_operators_are_drawn(latex: str) -> None:
    """The star of an operator is not printed, nor a comma taken for a separator."""
    assert formula(latex, block=True).width < 6


@pytest.mark.parametrize(
    "latex",
    [r"\foo{x}", "x_{", "a & b", r"\mathop{x}", r"a \\[4pt] b", r"\begin{aligned}a\\\\b\end{aligned}", r"\left( a"],
)
def test_a_formula_that_would_come_out_wrong_is_refused(latex: str) -> None:
    """The message names it."""
    with pytest.raises(RenderError, match=re.escape(f"${latex}$")):
        formula(latex)


# ── text ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("block", ["- un\n- deux", "1. un\n2. deux", "| a | b |\n|--|--|\n| 1 | 2 |", "$$\nx\n$$"])
def test_a_block_that_touches_a_paragraph_is_refused(block: str) -> None:
    """A forge shows a list or a table, Python-Markdown plain text."""
    with pytest.raises(RenderError, match="within the paragraph 'Voici"):
        main(f"Voici :\n{block}\n")


def test_raw_html_must_be_well_formed() -> None:
    """The message shows the line."""
    with pytest.raises(RenderError, match="<b>gras"):
        main("Du <b>gras.")


def test_footnotes_lists_and_cross_references_are_kept() -> None:
    """Plain Markdown stays what it is."""
    page = main("Voir [figure 1](#fig-a)[^1] :\n\n1. un\n2. deux\n\n[^1]: Note avec $x$.\n")
    assert '<a href="#fig-a">figure 1</a>' in page
    assert "<li>un</li>" in page
    assert "Note avec $x$." in words(page)


def test_the_faces_draw_every_character_of_french_and_mathematics() -> None:
    """No character of a report falls back to a font of the machine."""
    sample = "Œuvre à ça, « État » — – … × − ≤ ≥ ≈ ≠ ± → · ∇ λ σ ρ η ε √ ∑ ² ³ ₁ ₂ 2ᵉ ’ ½ ‰ \u202f\u00a0✓ ✗ ↩"
    assert missing(sample, TEXT_STACK) == set()
    assert missing("784 × 100 → 78\u202f500 ≥ é │ ├── ✓", CODE_STACK) == set()
    assert missing("é 漢", TEXT_STACK) == {"漢"}
