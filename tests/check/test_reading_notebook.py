"""Notebooks, flattened."""

import json
from typing import Any

import nbformat
import pytest

from reportgen.check.reading import Limits, read_bytes
from reportgen.check.submission import Submission

v4 = nbformat.v4


def notebook(*cells: Any) -> Submission:
    """Return cells as a notebook, read."""
    return read_bytes(nbformat.writes(v4.new_notebook(cells=list(cells))).encode(), "a.ipynb")


def texts(submission: Submission) -> list[str]:
    """Return the texts of the lines."""
    return [line.text for line in submission.lines]


def code(source: str, *outputs: Any) -> Any:
    """Return a cell of code with its outputs."""
    return v4.new_code_cell(source, outputs=list(outputs))


def stream(text: str) -> Any:
    """Return what a cell printed."""
    return v4.new_output("stream", text=text)


def result(**data: str) -> Any:
    """Return the value of a cell, by its MIME types with `_` for `/`."""
    return v4.new_output("execute_result", data={kind.replace("_", "/"): text for kind, text in data.items()})


def test_the_flattening_is_source_then_outputs_then_a_blank_line() -> None:
    """The flattening is source then outputs then a blank line."""
    submission = notebook(
        v4.new_markdown_cell("# A\n\ntext"), code("f()\ng()", stream("1\n2\n"), result(text_plain="3"))
    )
    assert texts(submission) == ["# A", "", "text", "", "f()", "g()", "1", "2", "3", ""]
    assert [line.number for line in submission.lines] == list(range(1, 11))
    assert [(block.kind, block.place.first, block.place.last) for block in submission.blocks] == [
        ("heading", 0, 0), ("paragraph", 2, 2), ("code", 4, 5), ("output", 6, 7), ("output", 8, 8),
    ]  # fmt: skip


def test_tables_and_formulas_of_a_later_cell_have_the_right_places() -> None:
    """Tables and formulas of a later cell have the right places."""
    submission = notebook(
        v4.new_markdown_cell("a"), v4.new_markdown_cell("| a | b |\n|---|---|\n| 1 | 2 |\n\n$$\nx\n$$")
    )
    table, formula = submission.blocks[1:]
    assert [row.first for row in table.rows] == [2, 4]
    assert (formula.kind, formula.place.first, formula.place.last) == ("formula", 6, 8)


def test_terminal_codes_are_stripped_and_progress_bars_end_as_they_were_last_drawn() -> None:
    """Terminal codes are stripped and progress bars end as they were last drawn."""
    bar = "\r 1/313 [...]\r99/313 [==.]\r313/313 [===] - 1s\nRun\b\b\bDone \x1b[1m1\x1b[0m \x1b[38;5;34m78\x1b[0m\n"
    assert texts(notebook(code("f()", stream(bar))))[1:3] == ["313/313 [===] - 1s", "Done 1 78"]


def test_a_table_of_html_is_read_only_where_there_is_no_text() -> None:
    """A table of HTML is read only where there is no text."""
    html = "<table>\n<tr><td>1</td></tr>\n</table>"
    both = notebook(code("f()", result(text_plain="   a\n0  1", text_html=html)))
    assert texts(both) == ["f()", "   a", "0  1", ""]
    alone = notebook(code("f()", result(text_html=html)))
    assert [block.cells for block in alone.of("table")] == [(("1",),)]


def test_images_are_unread_and_their_labels_say_nothing() -> None:
    """Images are unread and their labels say nothing."""
    submission = notebook(
        code("plt.show()", result(text_plain="<Figure size 640x480 with 1 Axes>", image_png="iVBORw0="))
    )
    assert [unread.kind for unread in submission.unread] == ["figure"]
    assert texts(submission) == ["plt.show()", ""]


def test_a_traceback_is_an_output() -> None:
    """A traceback is an output."""
    error = v4.new_output("error", ename="E", evalue="bad", traceback=["\x1b[31mE\x1b[0m", "at 1\nE: bad"])
    assert texts(notebook(code("f()", error))) == ["f()", "E", "at 1", "E: bad", ""]


def test_long_outputs_lose_their_middle() -> None:
    """Long outputs lose their middle."""
    data = nbformat.writes(v4.new_notebook(cells=[code("f()", stream("".join(f"{n}\n" for n in range(100))))])).encode()
    submission = read_bytes(data, "a.ipynb", limits=Limits(output=4))
    assert texts(submission) == ["f()", "0", "1", "… (96 lines left out)", "98", "99", ""]


def test_the_third_format_is_read_too() -> None:
    """The third format is read too."""
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["Raw data"]},
        {"cell_type": "markdown", "source": ["We train\n", "it."]},
        {"cell_type": "code", "input": ["f()"], "outputs": [{"output_type": "stream", "text": ["0.97\n"]},
         {"output_type": "pyout", "text": ["1"], "png": "iVBO"}, {"output_type": "pyerr", "traceback": ["bad"]}]},
    ]  # fmt: skip
    submission = read_bytes(json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode(), "a.ipynb")
    assert texts(submission) == ["## Raw data", "", "We train", "it.", "", "f()", "0.97", "1", "bad", ""]
    assert len(submission.unread) == 1


@pytest.mark.parametrize(
    "cell",
    [
        {}, {"cell_type": "code"}, {"cell_type": 3, "source": 4},
        {"cell_type": "code", "source": ["a", 3], "outputs": [1, {}]},
        {"cell_type": "code", "source": "a", "outputs": [{"output_type": "x", "data": [1]}]},
        {"cell_type": "code", "source": "a", "outputs": {"a": 1}},
        {"cell_type": "code", "source": "a", "outputs": [{"output_type": "error", "traceback": "no list"}]},
        {"cell_type": "heading", "level": "x", "source": "a"}, {"cell_type": "heading", "level": True, "source": "a"},
        7, None,
    ],
    ids=str,
)  # fmt: skip
def test_a_notebook_with_errors_is_read_all_the_same(cell: Any) -> None:
    """A notebook with errors is read all the same."""
    data = json.dumps({"cells": [cell, {"cell_type": "markdown", "source": "Some text."}]}).encode()
    assert "Some text." in texts(read_bytes(data, "a.ipynb"))


def test_nothing_of_a_notebook_is_run(tmp_path: Any) -> None:
    """Nothing of a notebook is run."""
    target = tmp_path / "touched"
    notebook(code(f"open({str(target)!r}, 'w')"))
    assert not target.exists()
