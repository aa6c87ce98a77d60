"""Markdown as blocks."""

import pytest

from reportgen.check.reading import read_text
from reportgen.check.submission import Block, Place, Submission

SUMMARY = """\
Model: "sequential"
_________________________________________________________________
 Layer (type)                Output Shape              Param #
=================================================================
 dense (Dense)               (None, 100)               78500

 dense_1 (Dense)             (None, 10)                1010
=================================================================
Total params: 79,510
Trainable params: 79,510
Non-trainable params: 0
_________________________________________________________________"""
ARRAY = """\
array([[ 973,    0,    1],
       [   0, 1124,    2],
       [   7,    3,  993]])"""


def shown(text: str, name: str = "a.md") -> list[tuple[str, int, int]]:
    """Return the kinds of a text's blocks with their lines, counted from one."""
    return [(block.kind, block.place.first + 1, block.place.last + 1) for block in read_text(text, name).blocks]


def only(submission: Submission, kind: str) -> Block:
    """Return the only block of a kind."""
    (found,) = (block for block in submission.blocks if block.kind == kind)
    return found


def test_headings_of_both_kinds_have_levels() -> None:
    """Headings of both kinds have levels."""
    submission = read_text("# A\n\n## 2. B ##\ntext\n\nC\n===\n\nD\n---\n")
    headings = [(block.level, block.place) for block in submission.of("heading")]
    assert headings == [(1, Place(0, 0)), (2, Place(2, 2)), (1, Place(5, 6)), (2, Place(8, 9))]
    assert [part.title for part in submission.parts] == ["", "A", "B", "C", "D"]


def test_a_bold_line_alone_is_a_heading_and_a_bold_word_or_score_is_none() -> None:
    """A bold line alone is a heading and a bold word or score is none."""
    submission = read_text("**100 neurones**\n\ntext\n\n**Note** this\n\n**Accuracy: 0.97**\n\n**Il est bon.**\n")
    assert [block.kind for block in submission.blocks] == [
        "heading",
        "paragraph",
        "paragraph",
        "paragraph",
        "paragraph",
    ]


def test_each_item_is_a_block_with_its_depth() -> None:
    """Each item is a block with its depth."""
    submission = read_text("- a\n- b\n  goes on\n  - c\n\n1. d\n")
    assert [(block.text.strip(), block.level) for block in submission.of("item")] == [
        ("- a", 1), ("- b\n  goes on", 1), ("- c", 2), ("1. d", 1),
    ]  # fmt: skip


def test_a_yaml_header_is_no_claim_whatever_closes_it() -> None:
    """A YAML header is no claim whatever closes it."""
    for end in ("---", "..."):
        assert shown(f"---\ntitle: x\ndate: 13.05.2022\n{end}\n\ntext\n") == [("header", 1, 4), ("paragraph", 6, 6)]


def test_a_rule_at_the_top_is_no_header() -> None:
    """A rule at the top is no header."""
    assert shown("---\n\nSome text.\n\n---\nmore\n")[0][0] == "paragraph"


def test_a_table_has_cells_and_the_place_of_each_row() -> None:
    """A table has cells and the place of each row."""
    table = only(read_text("text\n| Case | Loss |\n|---|--:|\n| 100 `n` | 0.07 |\n| a \\| b |  |\n"), "table")
    assert table.cells == (("Case", "Loss"), ("100 `n`", "0.07"), ("a | b", ""))
    assert table.rows == (Place(1, 1), Place(3, 3), Place(4, 4))
    assert table.place == Place(1, 4)


def test_a_table_of_html_has_cells_and_places() -> None:
    """A table of HTML has cells and places."""
    table = only(read_text("<table>\n<tr><th>A<th>B</tr>\n<tr>\n<td>1</td>\n<td>2<br>3</td></tr>\n</table>\n"), "table")
    assert table.cells == (("A", "B"), ("1", "2 3"))
    assert table.rows[0] == Place(1, 1)
    assert table.rows[1].first == 2


@pytest.mark.parametrize(
    "text",
    [
        "$$\na = b\n$$",
        "$$a = b$$",
        "\\[\na = b\n\\]",
        "\\begin{align*}\na &= b\n\\end{align*}",
        "$$a\n\n= b$$",
        "```math\na\n```",
    ],
)
def test_formulas_of_latex_are_blocks(text: str) -> None:
    """Formulas of LaTeX are blocks."""
    assert [block.kind for block in read_text(f"Before\n{text}\nafter").blocks] == ["paragraph", "formula", "paragraph"]


def test_a_formula_that_is_never_closed_is_text() -> None:
    """A formula that is never closed is text."""
    assert [block.kind for block in read_text("$$ a = b\n\ntext\n\nmore").blocks] == ["paragraph"] * 3


def test_code_has_its_language_and_not_the_lines_of_the_fence() -> None:
    """Code has its language and not the lines of the fence."""
    code = only(read_text("text\n\n```py\nmodel.add(Dense(10))\n```\n"), "code")
    assert (code.language, code.text, code.place) == ("python", "model.add(Dense(10))", Place(3, 3))


@pytest.mark.parametrize(
    "text",
    [
        SUMMARY,
        ARRAY,
        "Test score: 0.0770\nTest accuracy: 0.9757",
        "Epoch 1/10\n469/469 [=======] - 2s 4ms/step - loss: 0.4 - accuracy: 0.88",
        'F1-Score for class "Bag": 0.98\nF1-Score for class "Coat": 0.82',
        "             precision    recall  f1-score   support\n\n          0       0.98      0.99      0.98       980",
        "Test loss = 0.07",
        "[[228   6]\n [ 96 294]]",
    ],
)
def test_a_fence_with_what_a_program_printed_is_an_output(text: str) -> None:
    """A fence with what a program printed is an output."""
    assert [block.kind for block in read_text(f"```\n{text}\n```").blocks] == ["output"]


@pytest.mark.parametrize(
    "text",
    [
        "model = Sequential()\nmodel.add(Dense(10))",
        "from keras import layers\nx = 3",
        "for i in range(3):\n    print(i)",
        "l1 = Conv2D(8, (3, 3), padding='same')(l0)\nl2 = MaxPooling2D()(l1)",
        "batch_size = 128\nn_epoch = 10\nmodel.fit(X, Y, batch_size=batch_size)",
    ],
)
def test_a_fence_with_statements_is_code(text: str) -> None:
    """A fence with statements is code."""
    assert [block.kind for block in read_text(f"```\n{text}\n```").blocks] == ["code"]


@pytest.mark.parametrize(
    "text",
    [
        "Pour mon modèle final j'ai modifié le nombre de neurones.",
        "784 * 100 + 100 = 78500\n100 * 10 + 10 = 1010",
        "(5*5*1+1)*9 = 234",
        "nombre de filtres = 10\ntaille du noyau = 7x7\nbiais = 10\n7*7*10 + 10 = 500",
        "Epochs: 10\nBatch size: 128\nOptimizer: RMSprop",
    ],
)
def test_a_fence_with_sentences_or_computations_is_prose(text: str) -> None:
    """A fence with sentences or computations is prose."""
    assert {block.kind for block in read_text(f"```\n{text}\n```").blocks} == {"paragraph"}


def test_code_that_holds_a_printed_table_is_an_output() -> None:
    """Code that holds a printed table is an output."""
    assert [block.kind for block in read_text(f"```python\n{SUMMARY}\n```").blocks] == ["output"]


def test_outputs_pasted_without_a_fence_are_whole() -> None:
    """Outputs pasted without a fence are whole."""
    assert shown(f"Here it is:\n{SUMMARY}\n\nThen\n\n{ARRAY}\nend") == [
        ("paragraph", 1, 1), ("output", 2, 13), ("paragraph", 15, 15), ("output", 17, 19), ("paragraph", 20, 20),
    ]  # fmt: skip


def test_the_boxes_of_keras_3_are_an_output() -> None:
    """The boxes of Keras 3 are an output."""
    text = (
        "┏━━━┳━━━┓\n┃ Layer (type) ┃ Param # ┃\n┡━━━╇━━━┩\n│ dense (Dense) │ 78,500 │\n└───┴───┘\n Total params: 78,500"
    )
    assert shown(text) == [("output", 1, 6)]


def test_code_pasted_without_a_fence_is_code_and_an_equation_is_not() -> None:
    """Code pasted without a fence is code and an equation is not."""
    assert shown("Voici :\nmodel.add(Dense(100,\n  activation='relu'))\n\ny = f(x)\n") == [
        ("paragraph", 1, 1), ("code", 2, 3), ("paragraph", 5, 5),
    ]  # fmt: skip


def test_a_heading_above_code_is_a_heading() -> None:
    """A comment in code is no heading, a heading of Markdown no comment."""
    assert shown("# Model\nmodel.add(Dense(10))\n# next\nmodel.add(Dense(2))\n# Results\nGood.\n") == [
        ("heading", 1, 1), ("code", 2, 4), ("heading", 5, 5), ("paragraph", 6, 6),
    ]  # fmt: skip


def test_figures_are_unread_and_say_their_captions() -> None:
    """Figures are unread and say their captions."""
    submission = read_text("![Loss of *A*](a.png){width=50%}\n\n| a |\n|---|\n| ![b](b.png) |\n\n`![no]`\n")
    assert [unread.place.first for unread in submission.unread] == [0, 4]
    assert submission.blocks[0].kind == "figure"
    assert "Loss of A" in submission.sentences[0].text


def test_captions_are_told_by_their_number() -> None:
    """Captions are told by their number."""
    text = "Figure 3: Loss\n\n**Tableau 2** – Scores\n\n(b) Confusion matrix\n\nFig. 4 - x\n\nFigure 3 shows it."
    assert [block.kind for block in read_text(text).blocks] == ["caption"] * 4 + ["paragraph"]


def test_a_scrambled_matrix_is_damaged_and_a_whole_one_is_not() -> None:
    """A scrambled matrix is damaged and a whole one is not."""
    scrambled = "4],\n   52,\narray([[ 760,\n   1,\n   0, 1082,\n   16,\n   2],\n  11,\n"
    assert only(read_text(f"```\n{scrambled}```"), "output").damaged
    assert not only(read_text(f"```\n{ARRAY}\n```"), "output").damaged
    assert not only(read_text(f"```\n{SUMMARY}\n```"), "output").damaged


def test_a_formula_without_its_backslashes_is_damaged() -> None:
    """A formula without its backslashes is damaged."""
    assert only(read_text("$$w = w - rac{\\eta}{2}$$"), "formula").damaged
    assert not only(read_text("$$w = w - \\frac{\\eta}{2}$$"), "formula").damaged


def test_comments_and_page_breaks_belong_to_no_block() -> None:
    """Comments and page breaks belong to no block."""
    assert shown("<!-- TODO -->\n\n\\pagebreak\n\n[TOC]\n\ntext\n") == [("paragraph", 7, 7)]


def test_indented_sentences_are_no_code() -> None:
    """Indented sentences are no code."""
    assert [block.kind for block in read_text("a\n\n    Nous avons choisi un réseau plus petit.\n").blocks] == [
        "paragraph"
    ] * 2
