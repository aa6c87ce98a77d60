"""PDFs as blocks; the lines are those of PDFium's text."""

import io
import random
from contextlib import suppress

import markdown
import pikepdf
import pypdfium2
import pytest
import weasyprint

from reportgen.check.facts import Facts
from reportgen.check.reading import Limits, read_bytes
from reportgen.check.reading.axes import axes_end
from reportgen.check.submission import Submission
from reportgen.errors import SubmissionError

REPORT = """
# Réseaux profonds

Groupe 3

## 1. Données brutes

Nous avons choisi un perceptron à **100 neurones**, dont la couche cachée compte 784 * 100 + 100 = 78500 poids et la
couche de sortie 1010 ; au total, le modèle a donc 79'510 paramètres, ce qui est peu.

- Epochs : 10
- Batch size : 128

### 100 neurones

```
Layer (type)                Output Shape              Param #
=================================================================
dense (Dense)               (None, 100)               78500
=================================================================
Total params: 78,500
```

```
array([[ 973,    0,    1],
       [   0, 1124,    2],
       [   7,    3,  993]])
```

Figure 1 : Matrice de confusion

```python
model = Sequential()
model.add(Dense(100, input_shape=(784,), activation='relu'))
```

| Cas | Neurones | Loss | Accuracy |
|---|---|---|---|
| A | 100 | 0.077 | 97.57 % |
| B | 300 | 0.064 | 98.12 % |

## 2. Conclusion

Le cas B est meilleur que le cas A.
"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
STYLE = "<style>@page {size: A4; @bottom-center {content: counter(page)}} td, th {padding: 2px 9px}</style>"


def printed(text: str) -> bytes:
    """Return Markdown as a PDF."""
    html = markdown.markdown(text, extensions=["tables", "fenced_code"])
    pdf: bytes = weasyprint.HTML(string=f"<meta charset=utf-8>{STYLE}{html}").write_pdf()
    return pdf


def image() -> str:
    """Return an image of 5 cm."""
    return f'<img style="width:5cm;height:5cm" src="data:image/png;base64,{PIXEL}">'


@pytest.fixture(scope="module")
def data() -> bytes:
    """Return the report above as a PDF."""
    return printed(REPORT)


@pytest.fixture(scope="module")
def report(data: bytes) -> Submission:
    """Return the report above, read."""
    return read_bytes(data, "a.pdf")


def test_blocks_of_a_pdf(report: Submission) -> None:
    """Headings, prose, items, outputs, captions, code and tables are told by how the page looks."""
    said = [block.kind for block in report.blocks if block.kind != "header"]
    assert said == [
        "heading", "paragraph", "heading", "paragraph", "item", "item", "heading", "output", "output", "caption",
        "code", "table", "heading", "paragraph",
    ]  # fmt: skip


def test_lines_are_those_of_the_text_of_each_page(data: bytes, report: Submission) -> None:
    """Line k of page n is line k of what PDFium says of page n."""
    document = pypdfium2.PdfDocument(data)
    expected = [
        (line, number, page)
        for page in range(1, len(document) + 1)
        for number, line in enumerate(document[page - 1].get_textpage().get_text_range().split("\r\n"), 1)
    ]
    assert [(line.text, line.number, line.page) for line in report.lines] == expected
    document.close()


def test_headings_have_the_levels_of_their_sizes(report: Submission) -> None:
    """Larger letters stand higher."""
    assert [(part.title, part.level) for part in report.parts[1:]] == [
        ("Réseaux profonds", 1), ("Données brutes", 2), ("100 neurones", 3), ("Conclusion", 2),
    ]  # fmt: skip


def test_a_table_has_cells(report: Submission) -> None:
    """Words that stand apart are cells."""
    (table,) = report.of("table")
    assert table.cells == (
        ("Cas", "Neurones", "Loss", "Accuracy"), ("A", "100", "0.077", "97.57 %"), ("B", "300", "0.064", "98.12 %"),
    )  # fmt: skip
    assert [row.first for row in table.rows] == list(range(table.place.first, table.place.last + 1))


def test_text_of_a_pdf_is_extracted_and_its_language_known(report: Submission) -> None:
    """What comes out of a PDF may be damaged, and says so."""
    assert (report.format, report.extracted, report.language) == ("pdf", True, "fr")
    assert not any(block.damaged for block in report.blocks)


def test_page_numbers_and_the_marks_of_lists_state_nothing(report: Submission) -> None:
    """They are lines, but no student's claim."""
    assert {block.text.strip() for block in report.of("header")} <= {"•", "1", "2"}


def test_figures_and_pages_without_text_are_unread() -> None:
    """A figure stands at the line below it, a scanned page at its empty line."""
    html = f"Some text before.\n\n{image()}\n\nText below.\n\n<p style='break-before:page'></p>{image()}"
    submission = read_bytes(printed(html), "a.pdf")
    assert [unread.kind for unread in submission.unread] == ["figure", "page"]
    assert submission.lines[submission.unread[0].place.first].text == "Text below."


def test_a_scanned_pdf_is_refused() -> None:
    """Without text nothing can be checked."""
    pdf = weasyprint.HTML(string=image()).write_pdf()
    with pytest.raises(SubmissionError, match="received 1 pages of images"):
        read_bytes(pdf, "a.pdf")


def test_a_pdf_with_a_password_is_refused(data: bytes) -> None:
    """The message says so."""
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(SubmissionError, match="with a password"):
        read_bytes(locked.getvalue(), "a.pdf")


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    """The limit is on pages, before any is read."""
    with pytest.raises(SubmissionError, match="at most 2 pages, received 3"):
        read_bytes(
            printed("a\n\n<p style='break-before:page'>b</p><p style='break-before:page'>c</p>"),
            "a.pdf",
            limits=Limits(pages=2),
        )


def test_a_pdf_that_takes_too_long_is_refused(data: bytes) -> None:
    """The clock is looked at after each page."""
    with pytest.raises(SubmissionError, match="at most 0 seconds"):
        read_bytes(data, "a.pdf", limits=Limits(seconds=0.0))


def test_damaged_files_give_a_submission_or_an_error(data: bytes) -> None:
    """Whatever is broken in a PDF, no other error comes out."""
    chance = random.Random(4)
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 40)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        cut = bytes(broken[: chance.randrange(len(broken))]) if chance.random() < 0.3 else bytes(broken)
        with suppress(SubmissionError):
            assert read_bytes(cut, "a.pdf").lines


PLOT = ["1 2 3 4 5 epoch", "0.985", "0.990", "0.995 accuracy", "training test (validation)"]
NO_PLOT = [["0.985", "0.992", "0.995 accuracy"], ["10", "20", "30"], ["The accuracy is 0.995", "0.985", "0.990"]]


def test_the_signs_of_a_plot_are_a_figure() -> None:
    """Numbers in equal steps, one below the other, with an axis's title: no sentence, and nothing that is stated."""
    assert axes_end(["Text.", *PLOT, "More text."], 1) == 6
    assert axes_end(["0,05", "0,10", "0,15", "perte"], 0) == 4
    assert [axes_end(lines, 0) for lines in NO_PLOT] == [0, 0, 0]
    read = read_bytes(printed("# Results\n\nThe curves.\n\n" + "\n\n".join(PLOT) + "\n\nThe end."), "r.pdf")
    assert [block.text for block in read.blocks if block.kind == "figure"] == [""]
    assert "figure" in {one.kind for one in read.unread}
    assert not Facts(read).scores
