"""Confusion matrices in a report: how they are printed, when they are trusted, and the sums of their rows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.facts import Facts, matrices
from reportgen.check.facts.class_counts import KNOWN, hits
from reportgen.check.facts.matrix_words import named_counts
from reportgen.check.reading import read_text
from reportgen.check.rules import matrices as rule
from reportgen.check.stated import Matrix
from reportgen.check.verdict import Verdict

Rows = tuple[tuple[int, ...], ...]

RAW: Rows = (
    (973, 0, 0, 2, 1, 0, 0, 1, 1, 2),
    (0, 1124, 2, 2, 0, 1, 2, 1, 3, 0),
    (7, 3, 993, 4, 4, 0, 4, 8, 8, 1),
    (1, 0, 1, 991, 1, 2, 0, 7, 4, 3),
    (1, 0, 2, 1, 958, 0, 5, 3, 0, 12),
    (3, 1, 0, 10, 1, 864, 7, 0, 3, 3),
    (6, 3, 0, 1, 3, 4, 937, 2, 2, 0),
    (1, 4, 7, 5, 1, 0, 0, 1004, 1, 5),
    (5, 1, 1, 7, 5, 3, 4, 4, 943, 1),
    (4, 5, 0, 11, 11, 3, 0, 3, 2, 970),
)
"""A perceptron's matrix on MNIST's test set: 9,757 of 10,000 right."""
XRAY: Rows = ((86, 148), (2, 388))
GARMENTS = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")


def commas(rows: Rows) -> str:
    """Return a matrix as Jupyter shows an array."""
    return "array([" + ",\n       ".join("[" + ", ".join(f"{cell:4d}" for cell in row) + "]" for row in rows) + "])"


def spaces(rows: Rows) -> str:
    """Return a matrix as NumPy prints it."""
    return "[[" + "]\n [".join(" ".join(f"{cell:4d}" for cell in row) for row in rows) + "]]"


def markdown(rows: Rows, labels: tuple[str, ...], totals: bool = False) -> str:
    """Return a matrix as a table of Markdown with labels, perhaps with sums."""
    body = [
        [label, *map(str, row)] + ([str(sum(row))] if totals else []) for label, row in zip(labels, rows, strict=True)
    ]
    if totals:
        body.append(["Total", *(str(sum(column)) for column in zip(*rows, strict=True)), str(sum(map(sum, rows)))])
    head = ["vrai \\ prédit", *labels] + (["Total"] if totals else [])
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *body))


def html(rows: Rows) -> str:
    """Return a matrix as a table of HTML."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in cells) + "\n</table>"


def latex(rows: Rows) -> str:
    """Return a matrix as a formula of LaTeX."""
    return "$$\n\\begin{pmatrix}\n" + " \\\\\n".join(" & ".join(map(str, row)) for row in rows) + "\n\\end{pmatrix}\n$$"


def found(text: str, name: str = "report.md") -> tuple[Matrix, ...]:
    """Return the matrices of a text."""
    return matrices.find(read_text(text, name))


def judged(text: str, name: str = "report.md") -> list[Verdict]:
    """Return what the rule says of a text."""
    return list(rule.check(Facts(read_text(text, name))))


def fenced(text: str) -> str:
    """Return a text as an output of Markdown."""
    return f"```\n{text}\n```"


PRINTED = {
    "an array": fenced(commas(RAW)),
    "a print": fenced(spaces(RAW)),
    "a tensor": fenced(f"tf.Tensor(\n{spaces(RAW)}, shape=(10, 10), dtype=int32)"),
    "a list in one line": fenced(str([list(row) for row in RAW])),
    "an array of floats": fenced(spaces(RAW).replace(" ]", "]").replace("973 ", "973. ").replace("1124 ", "1124. ")),
    "behind a progress bar": fenced("313/313 [====] - 1s 2ms/step\npred.shape = (10000, 10)\n" + commas(RAW)),
    "without a fence": commas(RAW),
    "a print without a fence": spaces(RAW),
    "a table of Markdown": "Matrice de confusion\n\n" + markdown(RAW, tuple("0123456789")),
    "a table with totals": "Confusion matrix\n\n" + markdown(RAW, tuple("0123456789"), totals=True),
    "a table of HTML": "Confusion matrix\n\n" + html(RAW),
    "LaTeX": "The confusion matrix is\n\n" + latex(RAW),
    "rows in brackets": fenced("\n".join("[" + " ".join(map(str, row)) + "]" for row in RAW)),
    "columns": fenced("Confusion matrix\n" + "\n".join("".join(f"{cell:6d}" for cell in row) for row in RAW)),
    "columns with labels": fenced(
        "Confusion matrix\n       " + "".join(f"{label:6d}" for label in range(10)) + "\n"
        + "\n".join(f"{label:6d} " + "".join(f"{cell:6d}" for cell in row) for label, row in enumerate(RAW))
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", PRINTED.values(), ids=PRINTED)
def test_a_printed_matrix_is_read(text: str) -> None:
    """Each way to print a matrix of ten classes gives its counts, and trust."""
    matrix = found(text)[0]
    assert matrix.counts == RAW
    assert matrix.trusted
    assert len(found(text)) == 1


@pytest.mark.parametrize("text", [fenced(commas(RAW)), fenced(spaces(RAW)), markdown(RAW, tuple("0123456789"))])
def test_each_row_knows_its_line(text: str) -> None:
    """The place of a row is the line on which it is printed."""
    lines = text.split("\n")
    for counts, place in zip(RAW, found("Confusion matrix\n\n" + text)[0].rows, strict=True):
        assert place.first == place.last
        assert str(counts[0]) in lines[place.first - 2]
        assert str(counts[-1]) in lines[place.first - 2]


def test_labels_of_a_table_are_kept() -> None:
    """A table's headings name the classes."""
    assert found("Confusion matrix\n\n" + markdown(RAW, GARMENTS))[0].labels == GARMENTS


TWO = {
    "an array": "Matrice de confusion :\n\n" + fenced("array([[ 86, 148],\n       [  2, 388]])"),
    "a print": "Matrice de confusion :\n\n" + fenced("[[ 86 148]\n [  2 388]]"),
    "LaTeX": "La matrice de confusion est $$\\begin{bmatrix} 86 & 148 \\\\ 2 & 388 \\end{bmatrix}$$",
    "a table": "| | Predicted normal | Predicted pneumonia |\n|---|---|---|\n"
    "| Actual normal | 86 | 148 |\n| Actual pneumonia | 2 | 388 |",
    "short names": "On the test set: TN = 86, FP = 148, FN = 2, TP = 388.",
    "French names": "Vrais négatifs : 86, faux positifs : 148, faux négatifs : 2, vrais positifs : 388.",
    "names after the numbers": "We get 388 true positives, 86 true negatives, 148 false positives "
    "and 2 false negatives.",
    "names with short names": "- True positives (TP): 388\n- True negatives (TN): 86\n- False positives (FP): 148\n"
    "- False negatives (FN): 2",
    "names line by line": "TN : 86\nFP : 148\nFN : 2\nTP : 388",
}


@pytest.mark.parametrize("text", TWO.values(), ids=TWO)
def test_a_matrix_of_two_classes_is_read(text: str) -> None:
    """Two classes may also be given by four counts in words."""
    assert [matrix.counts for matrix in found(text)] == [XRAY]


NONE = {
    "shares": fenced("[[0.97 0.03]\n [0.01 0.99]]"),
    "a kernel": "```python\nkernel = [[1, 2, 1], [2, 4, 2], [1, 2, 1]]\n```",
    "shapes": "```python\nsizes = [[28, 28], [14, 14]]\n```",
    "a table of settings": "| neurons | epochs | batch |\n|---|---|---|\n| 100 | 10 | 128 |\n"
    "| 300 | 10 | 128 |\n| 600 | 10 | 128 |",
    "a shortened array": fenced("[[973 0 ... 1 2]\n [0 1124 ... 3 0]\n ...\n [4 5 ... 2 970]]"),
    "a row too short": fenced(commas((*RAW[:9], RAW[9][:9]))),
    "a summary": fenced("dense_1 (Dense)   (None, 100)   78500\ndense_2 (Dense)   (None, 10)   1010"),
    "a list of results": "- 100 neurons: 0.9757\n- 300 neurons: 0.9812",
    "counts apart from each other": "TN = 86.\n\n" + "word " * 200 + "\n\nFP = 148, FN = 2, TP = 388",
    "nothing": "No matrix.",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_is_no_matrix_is_left_out(text: str) -> None:
    """Other squares of numbers, shares and broken arrays are no matrices."""
    assert found(text) == ()


# ── text out of a PDF ────────────────────────────────────────────────────────────────────────────────────────────

PAGES = "\n\n\f\n"
"""A form feed: only a PDF leaves it."""


def test_whole_rows_with_known_sums_are_trusted_out_of_a_pdf() -> None:
    """No digit can be lost where all sums are right."""
    text = PAGES + commas(RAW)
    assert read_text(text, "report.txt").extracted
    assert found(text, "report.txt")[0].trusted


def test_a_lost_digit_out_of_a_pdf_is_not_trusted() -> None:
    """A sum that is off may be the damage of the extraction."""
    text = PAGES + commas(RAW).replace(" 10,    1,  864", "  1,    1,  864")
    assert [matrix.trusted for matrix in found(text, "report.txt")] == [False]


@pytest.mark.parametrize(("sign", "damaged"), [("0,", "Θ,"), ("10,", "1O,"), ("12]", "l2]")])
def test_a_damaged_cell_is_not_trusted(sign: str, damaged: str) -> None:
    """Signs that stand for digits make a matrix doubtful."""
    text = fenced(commas(RAW).replace(sign, damaged, 1))
    assert all(not matrix.trusted for matrix in found(text))


def test_cells_one_a_line_are_left_out() -> None:
    """Rows that lost their brackets are not put together."""
    scattered = commas(RAW).replace(", ", ",\n").replace("[", "", 5)
    assert all(not matrix.trusted for matrix in found(PAGES + scattered, "report.txt"))


# ── sums ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def changed(row: int, column: int, by: int, rows: Rows = RAW) -> Rows:
    """Return a matrix with one cell changed."""
    cells = [list(line) for line in rows]
    cells[row][column] += by
    return tuple(tuple(line) for line in cells)


def columns_true(rows: Rows) -> Rows:
    """Return a matrix whose columns are the true classes."""
    return tuple(zip(*rows, strict=True))


FASHION: Rows = tuple(tuple(910 if i == j else 10 for j in range(10)) for i in range(10))
SUBSET: Rows = tuple(tuple(97 if i == j else 1 for j in range(10)) for i in range(10))


@pytest.mark.parametrize("rows", [RAW, columns_true(RAW), FASHION, XRAY, ((388, 2), (148, 86)), ((8, 0), (1, 7))])
def test_right_sums_are_confirmed(rows: Rows) -> None:
    """Also with the axes exchanged, or the ill before the healthy."""
    verdicts = judged("Confusion matrix:\n\n" + fenced(commas(rows)))
    assert {verdict.outcome for verdict in verdicts} == {"confirmed"}
    assert sum(verdict.rule == "matrix.row_sum" for verdict in verdicts) == len(rows)


@pytest.mark.parametrize(("row", "column", "by"), [(3, 5, 9), (0, 0, -3), (9, 1, 100), (5, 5, 10)])
@pytest.mark.parametrize("rows", [RAW, FASHION])
def test_a_wrong_sum_is_refuted_with_the_right_one(rows: Rows, row: int, column: int, by: int) -> None:
    """The verdict names the row, its sum, and the number of images."""
    verdicts = judged(fenced(commas(changed(row, column, by, rows))))
    refuted = [verdict for verdict in verdicts if verdict.outcome == "refuted"]
    expected = sum(rows[row])
    assert [(verdict.rule, verdict.found, verdict.expected) for verdict in refuted] == [
        ("matrix.row_sum", str(expected + by), str(expected))
    ]
    assert refuted[0].place.first == row + 1


def test_a_wrong_sum_out_of_a_pdf_is_never_refuted() -> None:
    """Out of a PDF it is a question at most."""
    verdicts = judged(PAGES + commas(changed(3, 3, 10)), "report.txt")
    assert {verdict.outcome for verdict in verdicts} == {"confirmed", "review"}


def test_a_subset_has_no_verdict() -> None:
    """Of a part of the test set, no class counts are known."""
    assert judged(fenced(commas(SUBSET))) == []


def test_four_wrong_rows_are_another_data_set() -> None:
    """Seven of ten sums must be right to know the data set."""
    rows = RAW
    for row in range(4):
        rows = changed(row, row, 5, rows)
    assert judged(fenced(commas(rows))) == []


def test_one_of_two_classes_off_is_a_question() -> None:
    """One sum of two says too little of the data set."""
    verdicts = judged("Confusion matrix of the X-rays:\n\n" + fenced(commas(((86, 148), (2, 380)))))
    assert [verdict.outcome for verdict in verdicts] == ["review"]


def test_class_counts_are_those_of_the_data_sets() -> None:
    """MNIST has 10,000 and 60,000 images, Fashion-MNIST as many; the X-rays 624, 16 and 5,216."""
    totals = {(known.dataset, known.split): sum(known.counts) for known in KNOWN}
    assert totals == {
        ("mnist", "test"): 10_000, ("mnist", "train"): 60_000,
        ("fashion", "test"): 10_000, ("fashion", "train"): 60_000,
        ("chest_xray", "test"): 624, ("chest_xray", "validation"): 16, ("chest_xray", "train"): 5_216,
    }  # fmt: skip
    assert hits((390, 234), KNOWN[2]) == 2


# ── any text ─────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.text(alphabet="[]0123456789, \n.Θ|array(TNFP=:&\\-", max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_a_result(text: str) -> None:
    """Whatever stands in a report, reading ends with squares."""
    for matrix in found("x" + text):
        assert len(matrix.counts) == len(matrix.rows)
        assert all(len(row) == len(matrix.counts) for row in matrix.counts)
    named_counts(text)


@pytest.mark.parametrize(
    "line",
    ["[[" * 200_000, "[[1, " + "2, " * 200_000, "TN = 1 " * 100_000, "[" * 1_000_000, "| 1 " * 200_000, "1 " * 400_000],
)
def test_long_lines_take_no_time(line: str) -> None:
    """Lines made to be slow are not."""
    import time

    submission = read_text("Confusion\n\n" + line)
    start = time.perf_counter()
    matrices.find(submission)
    assert time.perf_counter() - start < 3
