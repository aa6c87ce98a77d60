"""The trained networks of a report, from every layout that students use, with what is stated of each."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.facts import Facts
from reportgen.check.facts.cases import find
from reportgen.check.facts.scores import find as find_scores
from reportgen.check.facts.settings import find as find_settings
from reportgen.check.reading import read_text
from reportgen.check.stated import Case, Matrix
from reportgen.check.submission import Place, Submission


def cases_of(text: str, matrices: tuple[Matrix, ...] = (), name: str = "report.md") -> tuple[Case, ...]:
    """Return the cases of a report with some matrices."""
    submission = read_text(text, name)
    return find(submission, find_settings(submission), find_scores(submission), matrices)


def outline(cases: tuple[Case, ...]) -> list[tuple[int, str, tuple[float | str, ...], float | None]]:
    """Return number, title, neurons and accuracy of each case."""
    return [(case.number, case.title, case.setting("neurons"), _accuracy(case)) for case in cases]


def _accuracy(case: Case) -> float | None:
    """Return  accuracy."""
    score = case.score("accuracy")
    return score.quantity.value if score else None


def result(loss: float, accuracy: float) -> str:
    """Return result."""
    return f"Test score: {loss}\nTest accuracy: {accuracy}\n"


HEADINGS = f"""\
# Digits

## Raw data

### 100 neurons

{result(0.0770, 0.9757)}
![Error](a.png)

### 300 neurons

{result(0.0641, 0.9812)}
The loss is lower.

### Discussion

The second one is better.

## HOG

### PIX_P_CELL 4, orientation 8, 100 neurons

{result(0.0683, 0.9772)}

### PIX_P_CELL 7, orientation 8, 100 neurons

{result(0.1337, 0.9564)}
"""


def test_headings_make_cases_in_groups() -> None:
    """Headings make cases in groups."""
    cases = cases_of(HEADINGS)
    assert [(case.number, case.title, _accuracy(case)) for case in cases] == [
        (1, "100 neurons", 0.9757),
        (2, "300 neurons", 0.9812),
        (1, "PIX_P_CELL 4, orientation 8, 100 neurons", 0.9772),
        (2, "PIX_P_CELL 7, orientation 8, 100 neurons", 0.9564),
    ]
    parts = read_text(HEADINGS).parts
    assert [parts[case.group].title for case in cases] == ["Raw data", "Raw data", "HOG", "HOG"]
    assert [case.setting("pixels_per_cell") for case in cases] == [(), (), (4,), (7,)]


def test_a_discussion_belongs_to_no_case() -> None:
    """A discussion belongs to no case."""
    lines = HEADINGS.split("\n")
    discussion = lines.index("### Discussion")
    assert all(discussion not in case.extent for case in cases_of(HEADINGS))


def test_headings_of_one_level_are_split_by_their_topics() -> None:
    """Headings of one level are split by their topics."""
    text = HEADINGS.replace("### ", "## ").replace("## Discussion", "### Discussion")
    parts = read_text(text).parts
    assert [parts[case.group].title for case in cases_of(text)] == ["Raw data", "Raw data", "HOG", "HOG"]


def test_matrices_belong_to_the_case_that_they_stand_in() -> None:
    """Matrices belong to the case that they stand in."""
    first, second = Matrix(((1,),), Place(9, 9), ()), Matrix(((2,),), Place(16, 16), ())
    cases = cases_of(HEADINGS, (first, second))
    assert [case.matrices for case in cases] == [(first,), (second,), (), ()]


FRENCH = f"""\
# 3. Réseau à partir des caractéristiques HOG

100 neurones, 8 orientations, 4 pix_p_cell sur 10 epochs

{result(0.0715, 0.9769)}
Pour cette première mesure, on a de l'overfitting.

{result(0.0837, 0.9718)}
Pour cette deuxième mesure, on est passé à 4 orientations. Elle suit bien la courbe.

Changement du nombre de neurones à 300

{result(0.0593, 0.9813)}
On a un loss assez bas.

{result(0.1267, 0.9581)}
Une courbe assez bien.
"""


def test_a_second_result_below_a_title_is_a_case_of_its_own() -> None:
    """A second result below a title is a case of its own."""
    cases = cases_of(FRENCH)
    assert [case.number for case in cases] == [1, 2, 3, 4]
    assert [case.title for case in cases] == [
        "100 neurones, 8 orientations, 4 pix_p_cell sur 10 epochs",
        "Pour cette deuxième mesure, on est passé à 4 orientations.",
        "Changement du nombre de neurones à 300",
        "",
    ]
    assert [case.setting("orientations") for case in cases] == [(8,), (4,), (), ()]
    assert [_accuracy(case) for case in cases] == [0.9769, 0.9718, 0.9813, 0.9581]


def figure(number: int, neurons: int) -> str:
    """Return figure."""
    return f"Figure {number}: Model with {neurons} neurons and 20 epochs\n"


def test_captions_after_results_name_them() -> None:
    """Captions after results name them."""
    blocks = [result(0.35, 0.878), figure(1, 15), result(0.41, 0.850), figure(2, 10), figure(3, 30)]
    cases = cases_of("# Fashion\n\n" + "\n".join(blocks))
    assert [(case.number, case.setting("neurons"), _accuracy(case)) for case in cases] == [
        (1, (15,), 0.878),
        (2, (10,), 0.850),
        (3, (30,), None),
    ]
    assert cases[0].title == "Model with 15 neurons and 20 epochs"


def test_captions_before_results_name_them() -> None:
    """Captions before results name them."""
    blocks = [figure(1, 15), result(0.35, 0.878), figure(2, 10), result(0.41, 0.850)]
    cases = cases_of("# Fashion\n\n" + "\n".join(blocks))
    assert [(case.setting("neurons"), _accuracy(case)) for case in cases] == [((15,), 0.878), ((10,), 0.850)]


def test_captions_without_order_name_nothing() -> None:
    """Captions without order name nothing."""
    blocks = [figure(1, 15), figure(2, 10), result(0.35, 0.878), result(0.41, 0.850), "The end."]
    cases = cases_of("# Fashion\n\n" + "\n".join(blocks))
    assert [(case.title, _accuracy(case)) for case in cases] == [("", 0.878), ("", 0.850)]


def test_a_contradiction_of_heading_and_caption_keeps_both() -> None:
    """A contradiction of heading and caption keeps both."""
    text = (
        f"# HOG\n\n## 300 neurons\n\n{result(0.09, 0.9696)}\n{figure(5, 100)}\n## 100 neurons\n\n{result(0.06, 0.98)}\n"
    )
    first, second = cases_of(text)
    assert {setting.values for setting in first.settings if setting.name == "neurons"} == {(300,), (100,)}
    assert first.setting("neurons") == ()
    assert second.setting("neurons") == (100,)


def test_sentences_announce_results() -> None:
    """Sentences announce results."""
    text = "# Raw\n\n" + "\n".join(
        (
            "We tried 100 neurons first.\n",
            result(0.077, 0.9757),
            "Then we used 300 neurons:\n",
            result(0.064, 0.9812),
        )
    )
    assert outline(cases_of(text)) == [
        (1, "We tried 100 neurons first.", (100,), 0.9757),
        (2, "Then we used 300 neurons", (300,), 0.9812),
    ] or [(c.setting("neurons"), _accuracy(c)) for c in cases_of(text)] == [((100,), 0.9757), ((300,), 0.9812)]


def test_short_lines_are_titles() -> None:
    """Short lines are titles."""
    text = f"# Raw\n\nWith 100 neurons:\n\n{result(0.077, 0.9757)}\nWith 300 neurons:\n\n{result(0.064, 0.9812)}"
    assert outline(cases_of(text)) == [(1, "With 100 neurons", (100,), 0.9757), (2, "With 300 neurons", (300,), 0.9812)]


TABLE = """\
# Expériences

| Neurones | Dropout | Perte | Exactitude |
|---|---|---|---|
| 100 | 0.2 | 0,077 | 97,57 % |
| 300 | 0.3 | 0,064 | 98,12 % |
| Moyenne | | 0,07 | 97,9 % |
"""


def test_rows_of_a_table_are_cases() -> None:
    """Rows of a table are cases."""
    cases = cases_of(TABLE)
    assert outline(cases) == [
        (1, "Neurones: 100, Dropout: 0.2", (100,), 97.57),
        (2, "Neurones: 300, Dropout: 0.3", (300,), 98.12),
    ]
    assert [case.setting("dropout") for case in cases] == [(0.2,), (0.3,)]
    assert [case.extent for case in cases] == [Place(4, 4), Place(5, 5)]


def test_cells_may_hold_everything() -> None:
    """Cells may hold everything."""
    text = (
        "# MLP\n\n| Hyperparameters | Loss | Matrix | Score |\n|---|---|---|---|\n"
        "| 256 neurons hidden layer, 0.25 dropout | ![l](l1.png) | ![m](m1.png) | Score: 0.0662 Accuracy: 98.39% |\n"
        "| 128 neurons hidden layer, 0.3 dropout | ![l](l2.png) | ![m](m2.png) | Score: 0.0841 Accuracy: 97.86% |\n"
    )
    assert outline(cases_of(text)) == [
        (1, "256 neurons hidden layer, 0.25 dropout", (256,), 98.39),
        (2, "128 neurons hidden layer, 0.3 dropout", (128,), 97.86),
    ]


def test_columns_of_a_transposed_table_are_cases() -> None:
    """Columns of a transposed table are cases."""
    text = (
        "# R\n\n| | 100 neurons | 300 neurons |\n|---|---|---|\n| Loss | 0.077 | 0.064 |\n"
        "| Accuracy | 0.9757 | 0.9812 |\n"
    )
    assert outline(cases_of(text)) == [(1, "100 neurons", (100,), 0.9757), (2, "300 neurons", (300,), 0.9812)]


@pytest.mark.parametrize(
    "table",
    [
        "| Class | Precision | Recall |\n|---|---|---|\n| Shirt | 0.7 | 0.8 |\n| Coat | 0.8 | 0.8 |\n",
        "| Layer | Output | Param |\n|---|---|---|\n| Dense | 100 | 78500 |\n| Dense | 10 | 1010 |\n",
    ],
)
def test_tables_of_classes_or_layers_are_no_cases(table: str) -> None:
    """Tables of classes or layers are no cases."""
    assert cases_of(f"# R\n\n{table}") == ()


def test_a_table_of_images_is_one_case() -> None:
    """A table of images is one case."""
    text = "# X-ray\n\n| Set | Accuracy | F1 |\n|---|---|---|\n| Validation | 0.94 | 0.94 |\n| Test | 0.76 | 0.84 |\n"
    (case,) = cases_of(text)
    assert [(score.metrics[0], score.split) for score in case.scores] == [
        ("accuracy", "validation"), ("f1", "validation"), ("accuracy", "test"), ("f1", "test"),
    ]  # fmt: skip


def test_headings_side_by_side_with_one_result_each_are_titles() -> None:
    """Headings side by side with one result each are titles."""
    text = (
        f"# MLP\n\n## With dropout\n\n{result(0.06, 0.98)}\n## Without dropout\n\n{result(0.07, 0.97)}\n"
        f"## Conclusion\n\nGood.\n"
    )
    assert [(case.title, case.number, _accuracy(case)) for case in cases_of(text)] == [
        ("With dropout", 1, 0.98), ("Without dropout", 2, 0.97),
    ]  # fmt: skip


def test_training_and_evaluation_are_no_titles() -> None:
    """Training and evaluation are no titles."""
    text = (
        "# CNN\n\n## Training\n\nloss: 0.1 - accuracy: 0.97 - val_loss: 0.1 - val_accuracy: 0.97\n\n## Evaluation\n\n"
        + result(0.1, 0.97)
    )
    assert all(case.title == "" for case in cases_of(text))


def test_a_line_below_a_title_says_more_of_the_same_case() -> None:
    """A line below a title says more of the same case."""
    text = (
        f"# CNN\n\n## Model 1\n\n25 neurons, dropout 0.3\n\n{result(0.04, 0.988)}\n## Model 2\n\n"
        f"250 neurons\n\n{result(0.04, 0.989)}\n"
    )
    assert outline(cases_of(text)) == [(1, "Model 1", (25,), 0.988), (2, "Model 2", (250,), 0.989)]


def test_scores_in_headings_captions_and_small_tables_are_results() -> None:
    """Scores in headings captions and small tables are results."""
    text = (
        "# R\n\n## 100 neurons: accuracy 97.57 %\n\nText.\n\n## 300 neurons\n\n| Loss | Accuracy |\n"
        "|---|---|\n| 0.064 | 0.9812 |\n"
    )
    assert [(case.setting("neurons"), _accuracy(case)) for case in cases_of(text)] == [
        ((100,), 97.57),
        ((300,), 0.9812),
    ]
    text = "# R\n\nFigure 1: 100 neurons, accuracy 97.57 %\n\nFigure 2: 300 neurons, accuracy 98.12 %\n"
    assert [(case.setting("neurons"), _accuracy(case)) for case in cases_of(text)] == [((100,), 97.57), ((300,), 98.12)]


def test_items_are_cases() -> None:
    """Items are cases."""
    text = "# R\n\n- 100 neurones : loss 0.077, accuracy 97.57 %\n- 300 neurones : loss 0.064, accuracy 98.12 %\n"
    assert [(case.number, case.setting("neurons"), _accuracy(case)) for case in cases_of(text)] == [
        (1, (100,), 97.57),
        (2, (300,), 98.12),
    ]


def test_items_below_an_item_are_of_its_case() -> None:
    """Items below an item are of its case."""
    text = (
        "# R\n\n- 100 neurons\n  - Loss: 0.077\n  - Accuracy: 0.9757\n- 300 neurons\n  - Loss: 0.064\n"
        "  - Accuracy: 0.9812\n"
    )
    assert [(case.setting("neurons"), _accuracy(case)) for case in cases_of(text)] == [
        ((100,), 0.9757),
        ((300,), 0.9812),
    ]


def test_sentences_are_cases_where_nothing_else_is() -> None:
    """Sentences are cases where nothing else is."""
    text = "# R\n\nWith 100 neurons the accuracy is 97.57 %. With 300 neurons we reach an accuracy of 98.12 %.\n"
    assert [(case.setting("neurons"), _accuracy(case)) for case in cases_of(text)] == [((100,), 97.57), ((300,), 98.12)]


def test_a_sentence_about_several_networks_is_no_case() -> None:
    """A sentence about several networks is no case."""
    assert cases_of("# R\n\nWith 100 and 300 neurons the accuracy is 97.57 % and 98.12 %.\n") == ()


def test_numbered_models_are_cases() -> None:
    """Numbered models are cases."""
    text = f"# Fashion\n\n## Model 1\n\n{result(0.445, 0.918)}\n## Model 2\n\n{result(0.2801, 0.903)}\n"
    assert [(case.title, _accuracy(case)) for case in cases_of(text)] == [("Model 1", 0.918), ("Model 2", 0.903)]


def test_a_numbered_heading_with_cases_below_is_their_group() -> None:
    """A numbered heading with cases below is their group."""
    text = (
        f"# PW4\n\n## Experiment 1\n\n### 100 neurons\n\n{result(0.077, 0.9757)}\n"
        f"### 300 neurons\n\n{result(0.064, 0.9812)}\n"
        f"## Experiment 2\n\n### 4 orientations\n\n{result(0.09, 0.9696)}\n"
        f"### 8 orientations\n\n{result(0.068, 0.9772)}\n"
    )
    parts = read_text(text).parts
    assert [(parts[case.group].title, case.number) for case in cases_of(text)] == [
        ("Experiment 1", 1), ("Experiment 1", 2), ("Experiment 2", 1), ("Experiment 2", 2),
    ]  # fmt: skip


def test_a_training_log_and_its_evaluation_are_one_case() -> None:
    """A training log and its evaluation are one case."""
    log = "\n".join(
        f"Epoch {epoch}/3\n469/469 - 2s - loss: 0.{30 - epoch} - accuracy: 0.9{epoch}"
        f" - val_loss: 0.{20 - epoch} - val_accuracy: 0.9{epoch + 3}"
        for epoch in (1, 2, 3)
    )
    text = f"# R\n\n## 100 neurons\n\n```\n{log}\n```\n\n```\n{result(0.17, 0.96)}```\n"
    (case,) = cases_of(text)
    assert [score.quantity.value for score in case.scores if score.split == "test"] == [0.17, 0.96]
    assert case.setting("epochs") == (3,)


def test_code_before_an_output_belongs_to_its_case() -> None:
    """Code before an output belongs to its case."""
    run = (
        "```python\nmodel.add(Dense({0}, activation='relu'))\n```\n\n```\nTest score: {1}\nTest accuracy: {2}\n```\n\n"
    )
    cases = cases_of("# Raw\n\n" + run.format(100, 0.077, 0.9757) + run.format(300, 0.064, 0.9812))
    assert [(case.setting("neurons"), _accuracy(case)) for case in cases] == [((100,), 0.9757), ((300,), 0.9812)]


def test_scores_in_words_do_not_blur_a_result() -> None:
    """Scores in words do not blur a result."""
    text = (
        f"# R\n\n## 100 neurons\n\n{result(0.077, 0.9757)}\n"
        f"The accuracy is 97.6 %, better than the accuracy of 96 % before.\n"
    )
    (case,) = cases_of(text)
    assert _accuracy(case) == 0.9757


def test_validation_and_test_scores_are_one_case() -> None:
    """Validation and test scores are one case."""
    text = "# Chest X-ray\n\nAccuracy: 0.94 Recall: 1.00\n\nTest Accuracy: 0.76 Test Recall: 0.99\n"
    (case,) = cases_of(text)
    assert [(score.metrics[0], score.split) for score in case.scores] == [
        ("accuracy", ""), ("recall", ""), ("accuracy", "test"), ("recall", "test"),
    ]  # fmt: skip


def test_a_table_of_contents_makes_no_case() -> None:
    """A table of contents makes no case."""
    text = f"Contents\n100 neurons\t5\n300 neurons\t6\n\n{HEADINGS}"
    assert len(cases_of(text)) == 4


def test_a_heading_glued_to_a_caption_is_the_next_title() -> None:
    """A heading glued to a caption is the next title."""
    text = (
        f"# Raw\n\n## 100 neurons\n\n{result(0.077, 0.9757)}\n"
        f"(b) Matrix**Figure 2:** Model with 100 neurons**PIX_P_CELL 7, 300 neurons**\n\n{result(0.064, 0.9812)}\n"
    )
    assert outline(cases_of(text, name="report.txt")) == [
        (1, "100 neurons", (100,), 0.9757),
        (2, "PIX_P_CELL 7, 300 neurons", (300,), 0.9812),
    ]
    assert [setting.where for setting in cases_of(text, name="report.txt")[0].settings] == ["heading", "caption"]


def test_headings_below_a_title_are_of_its_case() -> None:
    """Headings below a title are of its case."""
    text = (
        f"# Raw\n\n## 100 neurons\n\n### Training\n\nText.\n\n### Test\n\n{result(0.077, 0.9757)}\n## Next\n\nText.\n"
    )
    (case,) = cases_of(text)
    assert (case.title, _accuracy(case)) == ("100 neurons", 0.9757)
    assert case.extent.last == text.split("\n").index("## Next") - 1


def test_a_line_above_a_result_is_its_title() -> None:
    """A line above a result is its title."""
    text = f"# Raw\n\nTest 1: 100 neurons\n{result(0.077, 0.9757)}\nTest 2: 300 neurons\n{result(0.064, 0.9812)}\n"
    assert outline(cases_of(text)) == [
        (1, "Test 1: 100 neurons", (100,), 0.9757),
        (2, "Test 2: 300 neurons", (300,), 0.9812),
    ]


def test_facts_find_cases() -> None:
    """Facts find cases."""
    assert len(Facts(read_text(HEADINGS)).cases) == 4


PIECES = (
    "# A", "## 100 neurons", "300 neurones", "Test score: 0.1\nTest accuracy: 0.9", "- 100 neurons: loss 0.1",
    "| a | Loss |\n|---|---|\n| 1 | 0.1 |", "Figure 1: 20 neurons", "```\n[0.1, 0.9]\n```", "Model 2", "text",
    "# Conclusion", "> **100 neurons**",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_any_layout_gives_cases_that_do_not_overlap(pieces: list[str]) -> None:
    """Any layout gives cases that do not overlap."""
    submission = read_text("\n\n".join(pieces) + "\n")
    cases = cases_within(submission)
    for before, after in pairwise(cases):
        assert before.extent.last < after.extent.first or before.extent == after.extent
    for case in cases:
        assert 0 <= case.extent.first <= case.extent.last < len(submission.lines)


def cases_within(submission: Submission) -> tuple[Case, ...]:
    """Return cases within."""
    return find(submission, find_settings(submission), find_scores(submission), ())


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="# 0123456789abneurons|-*:%.\n", max_size=300).map("x".__add__))
def test_any_text_gives_cases_or_none(text: str) -> None:
    """Any text gives cases or none."""
    cases_of(text)
