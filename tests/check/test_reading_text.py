"""Plain text as blocks, also when it was copied out of a PDF."""

import pytest

from reportgen.check.reading import read_text
from reportgen.check.submission import Submission


def text_of(text: str) -> Submission:
    """Return a plain text, read."""
    return read_text(text, "a.txt")


def kinds(text: str) -> list[str]:
    """Return the kinds of the blocks, in order."""
    return [block.kind for block in text_of(text).blocks]


@pytest.mark.parametrize(
    "line",
    ["Experiments", "2.1 Topology", "3. Digit recognition from raw data", "100 neurons", "IV. Conclusion", "CNN",
     "PIX_P_CELL 4, orientation 8, 100 neurons", "Changement à 20 neurones dans feed-forward",
     "Modèle 1 : 100 neurones", "2 Shallow Network"],
)  # fmt: skip
def test_a_short_line_alone_is_a_heading(line: str) -> None:
    """A short line alone is a heading."""
    assert kinds(f"Some text before.\n\n{line}\n\nSome text after.") == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "line",
    ["Test score: 0.0770", "Learning rate: 0.001", "It is better.", "RMSprop:", "categorical_crossentropy", "x = 3",
     "1010", "The total is 79510", "12.04.2023", "What is the loss?", "0.97 0.98", "Accuracy 0.97 %", "https://keras.io/api"],
)  # fmt: skip
def test_a_line_that_states_something_is_no_heading(line: str) -> None:
    """A line that states something is no heading."""
    assert kinds(f"Some text before.\n\n{line}\n\nSome text after.")[1] == "paragraph"


def test_headings_have_the_level_of_their_number_and_amounts_stand_below() -> None:
    """Headings have the level of their number and amounts stand below."""
    submission = text_of("1. Raw data\n\ntext.\n\n1.1 Cases\n\ntext.\n\n100 neurons\n\ntext.\n\n2. CNN\n\ntext.\n")
    assert [block.level for block in submission.of("heading")] == [1, 2, 4, 1]
    assert [part.title for part in submission.parts] == ["", "Raw data", "Cases", "100 neurons", "CNN"]
    assert [part.title for part in submission.path_at(10)] == ["", "Raw data", "Cases", "100 neurons"]


def test_numbered_questions_of_the_handout_are_items_and_not_headings() -> None:
    """Numbered questions of the handout are items and not headings."""
    assert kinds("1. What is the learning algorithm?\n\nRMSprop.\n\n2. Compute the number of weights\n\n784 * 10.") == [
        "item", "paragraph", "item", "paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["-", "•", "*", "o", "1.", "a)", "–", "▪"])
def test_items_of_every_mark(mark: str) -> None:
    """Items of every mark."""
    submission = text_of(f"We have:\n{mark} Epochs: 10\n{mark} Batch size: 128\n  and so on\n")
    assert [block.text for block in submission.of("item")] == [
        f"{mark} Epochs: 10",
        f"{mark} Batch size: 128\n  and so on",
    ]
    assert [sentence.text for sentence in submission.sentences][1:] == ["Epochs: 10", "Batch size: 128 and so on"]


def test_items_have_depths() -> None:
    """Items have depths."""
    submission = text_of("- Hidden layers:\n - 100 neurons\n    - relu\n- Epochs: 10")
    assert [block.level for block in submission.of("item")] == [1, 2, 3, 1]


def test_a_paragraph_goes_over_wrapped_lines() -> None:
    """A paragraph goes over wrapped lines."""
    submission = text_of(
        "The network has one hidden layer with a hundred\nneurons and is trained for ten epochs.\n\nNext."
    )
    assert len(submission.blocks) == 2
    assert submission.sentences[0].text.endswith("hundred neurons and is trained for ten epochs.")


def test_rows_with_tabs_or_columns_are_an_output() -> None:
    """Rows with tabs or columns are an output."""
    assert kinds("Here:\n\nCase\tLoss\tAccuracy\nA\t0.07\t0.97\nB\t0.06\t0.98\n\nText.") == [
        "paragraph",
        "output",
        "paragraph",
    ]
    assert kinds("Case     Loss      Accuracy\nA        0.07      0.97\n") == ["output"]
    assert kinds(
        "1\tLayer (type)\tOutput Shape\tParam #\n2\t=====\t=====\t=====\n3\n4\tl1 (Conv2D)\t(None, 28, 28, 9)\t234"
    ) == ["output"]


def test_fences_formulas_and_captions_are_known_in_text_too() -> None:
    """Fences formulas and captions are known in text too."""
    text = "```\nTest score: 0.07\n```\n\n$$a = b$$\n\nFigure 2: Loss\n\n(a) Error\n\n**(b)** Matrix**Figure 3:** CNN\n"
    assert kinds(text) == ["output", "formula", "caption", "caption", "caption"]


def test_code_is_known_without_a_fence() -> None:
    """Code is known without a fence."""
    assert kinds("Our model:\nmodel = Sequential()\nmodel.add(Dense(10))\n\nIt is small.") == [
        "paragraph",
        "code",
        "paragraph",
    ]


def test_a_table_of_contents_states_nothing() -> None:
    """A table of contents states nothing."""
    text = "Contents\n\nRaw data\t2\nFeatures\t3\n100 neurons\t3\nCNN ........ 5\n\nRaw data\n\nWe train it.\n"
    submission = text_of(text)
    assert [block.kind for block in submission.blocks] == ["header"] * 5 + ["heading", "paragraph"]
    assert submission.extracted


@pytest.mark.parametrize(
    "text",
    ["Text.\n\f\nMore.", "w = rac{a}{b}", "[ 0, Θ, 1]", "Text.\n\nPage 3 sur 12\n\nText.", "eﬃcient",
     "4],\n   52,\n  147,\n", "**Figure 2:** Loss"],
)  # fmt: skip
def test_text_that_came_out_of_a_pdf_is_known(text: str) -> None:
    """Text that came out of a PDF is known."""
    assert text_of(text).extracted


def test_markdown_with_damaged_signs_came_out_of_a_pdf_too() -> None:
    """Only damaged signs tell: a form feed or a table of contents may stand in any Markdown."""
    assert read_text("$$w = rac{a}{b}$$", "a.md").extracted
    assert not read_text("Page 3\n\nContents\n\n$$w = \\frac{a}{b}$$", "a.md").extracted


def test_ordinary_text_did_not_come_out_of_a_pdf() -> None:
    """Ordinary text did not come out of a PDF."""
    assert not text_of("1. Raw data\n\n784 * 100 + 100 = 78500\n\narray([[228,   6],\n       [ 96, 294]])\n").extracted


def test_a_scrambled_matrix_is_damaged() -> None:
    """A scrambled matrix is damaged."""
    submission = text_of("array([[ 966,\n          1],\n   0, 1123,\n   4,\n    1,\n   1],\n  11, 3, 854,\n")
    assert [block.damaged for block in submission.of("output")] == [True]


def test_a_fence_that_is_never_closed_hides_nothing() -> None:
    """A fence that is never closed hides nothing."""
    assert kinds("```\nWe train the network.\n\nIt is good.") == ["paragraph", "paragraph"]
