"""Hand-ins of strangers: nothing of them is run, nothing of them makes the check slow, whatever they hold."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from reportgen.check import reading
from reportgen.check.checking import Checked, check, examine
from reportgen.check.feedback.contract import to_json
from reportgen.check.feedback.student import to_markdown
from reportgen.check.questions import guess_lab
from reportgen.check.reading.limits import COMPUTATIONS, SENTENCES
from reportgen.errors import SubmissionError
from tests.check import fuzzing
from tests.check.labels import language

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "reportgen" / "check"
SECONDS = 8.0
"""Of a processor that a hostile file may take, on a machine that is busy: alone nearly all take less than one."""
LINE, LINES = 40_000, 1_000


def checked(data: bytes | str, name: str = "a.md") -> Checked | None:
    """Check a file and write its feedback, in bounded time; None if it was refused."""
    begun = process_time()
    try:
        submission = reading.read_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "replace"), name)
    except SubmissionError:
        assert process_time() - begun < SECONDS
        return None
    found = examine(submission, guess_lab(submission))
    to_markdown(name, [found], language("fr"))
    to_json(found, language())
    assert process_time() - begun < SECONDS
    fuzzing.assert_sound(found)
    return found


# ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "sign",
    [
        "(", "[", "{", "*", "**", "a", "1", "$", "|", "=", " ", "\t", "\\", "`", "<", "> ", "- ", "_", "#", '"', "'",
        "«", "\\frac{", "1+", "1,", "1.", "1 ", "(1+", "[[1,", "=1", "a=", "1/", "9**", "x^", "e^{", "a. ", "é", "٣",
        "\u0301", "\u202e", "0.98 ", "98 % ", "accuracy 0.98 ", "loss: 0.1, ", "100 neurons ", "model 2 ",
        "784 * 100 + 100 = 78500 ", "3x3 ", "precision and recall ", "meilleur que ", "class 3 ", "TP = 3, ",
        "12.12.2020 ", "https://a", "(None, 10) ", "model.add(", "x = Dense(10)(x);", "<td>", "\\(1\\)", "![a](",
        "f1 ",
    ],
)  # fmt: skip
def test_a_line_without_end_takes_bounded_time(sign: str) -> None:
    """A line without end takes bounded time, in prose and in a formula, and the rest of it is told as unread."""
    text = "A report.\n\n" + sign * (LINE // len(sign)) + "\n"
    found = checked(text)
    assert found is not None
    assert "line" in {unread.kind for unread in found.submission.unread}
    checked(f"$$\n{text}\n$$\n", "a.tex")


@pytest.mark.parametrize(
    "line",
    [
        "a", "# a", "- a", "> a", "1. a", "| a | b |", "1 2 3", "[1 2]", "a = b", "1 + 1 = 3",
        "784 * 100 + 100 = 78501", "The accuracy is 0.98.", "Model 2 is better than model 1.",
        "## Model 1: 100 neurons", "dense (Dense)   (None, 10)   7850", "model.add(Dense(10))", "x = Dense(10)(x)",
        "```", "$$", "$a = b + c$", "w = w - lr * g", "\\item a", "\\begin{tabular}{l}", "0 0.98 0.98 0.98 980",
        "Epoch 1/10", "TP = 1, FP = 2, FN = 3, TN = 4", "Le 4 est confondu avec le 9 (12 fois).", "[[50 2]\n [3 45]]",
        "<td>", "<!--", "Test accuracy: 0.98", "300 neurons, 0.98 accuracy", "accuracy rises from 0.97 to 0.98",
        "TODO", "[a]: b",
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_lines_without_end_take_bounded_time(line: str, between: str) -> None:
    """Lines without end take bounded time."""
    checked((line + between) * (LINES // (line + between).count("\n")))


@pytest.mark.parametrize(
    "text",
    [
        "9**9**9 = 1\n9^9^9^9 = 3\n(9**9)**9 = 1\n2**1000000 = 3\n" + "9**" * 2_000 + "9 = 1\n",
        "$" + "9^{" * 500 + "9" + "}" * 500 + " = 1$\n",
        "1" * 20_000
        + " + 1 = 2\naccuracy: 0."
        + "9" * 20_000
        + "\n1e999999999 + 1 = 2\n1e999 + 1 = 2\n2e-999 + 1 = 3\n",
        "(" * 2_000 + "1" + ")" * 2_000 + " + 1 = 3\n",
        "$" + "\\frac{1}{" * 2_000 + "2" + "}" * 2_000 + "= 3$\n",
        "> " * 3_000 + "a\n",
        "".join("  " * depth + "- a\n" for depth in range(500)),
        "«" * 3_000 + "a" + "»" * 3_000,
        "1 + " * 4_000 + "1 = 3\n",
        "1 + 1 = " * 2_000 + "\n",
        ("1,234 + " * 50 + "1,234 = 3\n") * 200,
        ("1 + " * 100 + "1 = 3\n") * 300,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_computations_that_would_take_for_ever_are_not_computed(text: str) -> None:
    """Computations that would take for ever are not computed."""
    checked(text)


@pytest.mark.parametrize(
    "code",
    [
        "x = " + "(" * 5_000 + "1" + ")" * 5_000,
        "x = " + "-" * 15_000 + "1",
        "x = " + "not " * 4_000 + "1",
        "x = " + "[" * 3_000,
        "x = " + "1+" * 9_000 + "1",
        "".join(" " * depth + "if a:\n" for depth in range(150)) + " " * 150 + "x",
        "model.add(Dense(10))\n" * 5_000,
        "x = Dense(10)(x)\n" * 5_000,
        "for i in range(10**9):\n    model.add(Dense(10))\n" * 100,
        "[0] * 10**12\n'a' * 10**12\nx = 2**10**9\nmodel = Sequential()\nmodel.add(Dense(10**30,"
        " input_shape=(10**9,)))\n",
        "model = Sequential()\nmodel.add(Conv2D(10**9, (10**6, 10**6), input_shape=(10**9, 10**9, 1)))\n",
    ],
    ids=lambda code: repr(code[:12]),
)
def test_code_without_end_is_read_in_bounded_time(code: str) -> None:
    """Code without end is read in bounded time, and never run."""
    checked(f"A model.\n\n```python\n{code}\n```\n")
    cell = {"cell_type": "code", "source": code, "outputs": []}
    checked(json.dumps({"cells": [cell]}), "a.ipynb")


def test_facts_without_end_take_bounded_time() -> None:
    """Cases, tables, summaries and matrices without end take bounded time: only so many are compared."""
    models = "".join(
        f"## Model {n}: {n} neurons\n\nThe accuracy is 0.{n % 1000:03d}. Model {n} is better than model {n - 1}.\n\n"
        for n in range(150)
    )
    rows = "".join(f"| {n} neurons | 0.{n % 1000:03d} | 0.{n % 7} |\n" for n in range(LINES))
    layers = "".join(f"dense_{n} (Dense)   (None, 10)   {n}\n" for n in range(LINES))
    wide = "|" + "1|" * 2_000 + "\n"
    said = "The network with 100 neurons has an accuracy of 0.98 and the second one is better. "
    for text in (
        models,
        "| Model | Accuracy | Loss |\n|---|---|---|\n" + rows,
        'Model: "a"\nLayer (type)   Output Shape   Param #\n' + layers + "Total params: 3\n",
        "[[ 970    2]\n [   3 1025]]\nThe accuracy is 0.98.\n" * 500,
        wide + "|" + "---|" * 2_000 + "\n" + wide * 10,
        "[[" + "1 " * 9_000 + "]]\n" + "[\n" + "[1 2 3]\n" * LINES + "]\n",
        said * 240,
        (said + "\n\n") * 150,
        "<table>" + "<tr><td>1</td><td>2</td></tr>\n" * LINES + "</table>",
    ):
        checked(text)


def test_what_is_left_out_of_a_very_long_report_is_told() -> None:
    """What is left out of a very long report is told: the ends of its lines, sentences without end."""
    found = checked("word " * 10_000 + "\n\n" + "| a | b | c |\n|---|---|---|\n" + "| 1 | 2 | 3 |\n" * 12_000)
    assert found is not None
    assert {unread.kind for unread in found.submission.unread} == {"line", "rest"}
    assert len(found.submission.sentences) == SENTENCES
    feedback = to_markdown("a.md", [found], language())
    assert "end of a very long line" in feedback
    many = check(reading.read_text("784 * 100 + 100 = 78501\n\n" * (COMPUTATIONS + 100)))
    assert len(many.of("refuted")) == COMPUTATIONS


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["a.ipynb", "a.md", "a.pdf"])
def test_a_file_that_is_too_large_is_refused_at_once(tmp_path: Path, name: str) -> None:
    """A file that is too large is refused at once, unread."""
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(60_000_000)
    begun = process_time()
    with pytest.raises(SubmissionError, match="at most 50,000,000 bytes"):
        reading.read(path)
    assert process_time() - begun < 1


def test_a_notebook_of_images_is_read_as_long_as_its_text_is_short() -> None:
    """A notebook of images is read as long as its text is short."""
    picture = {"output_type": "display_data", "data": {"image/png": "iVBOR" * 1_000_000, "text/plain": "<Figure>"}}
    cells = [
        {"cell_type": "markdown", "source": "784 * 100 + 100 = 78501"},
        {"cell_type": "code", "source": "show()", "outputs": [picture] * 3},
    ]
    found = checked(json.dumps({"cells": cells}), "a.ipynb")
    assert found is not None
    assert len(found.of("refuted")) == 1


@pytest.mark.parametrize(
    "image",
    ["![a](data:image/png;base64,{})", "[image1]: <data:image/png;base64,{}>", '<img src="data:image/png;base64,{}">'],
)
def test_images_written_into_a_text_do_not_count_as_text(image: str) -> None:
    """Images written into a text, as Google Docs does, do not count as text."""
    found = checked(
        "784 * 100 + 100 = 78501\n\n"
        + image.format("data:image/png;base64," + "iVBORw0KGgo+/" * 500_000)
        + "\n\nThe end.\n"
    )
    assert found is not None
    assert len(found.of("refuted")) == 1
    assert found.submission.lines[-1].text == "The end."
    assert not {unread.kind for unread in found.submission.unread} - {"figure"}


@pytest.mark.parametrize(
    "data", [b"[" * 500_000, b'{"cells": ' + b"[" * 500_000, b'{"a": ' * 100_000, b'{"cells": [' + b"{}," * 300_000]
)
def test_json_without_end_is_refused(data: bytes) -> None:
    """JSON without end is refused."""
    assert checked(data, "a.ipynb") is None


def test_a_bomb_in_an_archive_harms_no_one(tmp_path: Path) -> None:
    """A bomb in an archive is refused, and so is an archive within one; the report beside them is read."""
    path = tmp_path / "all.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("bomb.md", b"0" * 60_000_000)
        archive.writestr("inner.zip", b"PK\x03\x04")
        archive.writestr("report.md", "The accuracy is 0.97.")
    begun = process_time()
    [hand_in] = reading.hand_ins([path])
    assert process_time() - begun < SECONDS
    assert [submission.name for submission in hand_in.submissions] == ["report.md"]
    assert [item.name for item in hand_in.unreadable] == ["bomb.md", "inner.zip"]


def test_signs_that_turn_or_hide_text_change_no_verdict() -> None:
    """Signs that turn or hide text neither stop the check nor reach the feedback."""
    found = checked("\u202e784 * 100 + 100 = 78501\u202c\n\n\ufeff784 * 10 = 7841\x00\n\n\x1b[31mred\x1b[0m\n")
    assert found is None  # a NUL is no text
    found = checked("\u202e784 * 100 + 100 = 78501\u202c\n\n\ufeff784 * 10 = 7841\n\n\x1b[31mred\x1b[0m\n")
    assert found is not None
    assert not {"\u202e", "\x1b"} & set(to_markdown("a.md", [found], language()))


# ── nothing is run, nothing is fetched ───────────────────────────────────────────────────────────────────────────

FORBIDDEN = frozenset(
    (
        "pickle", "marshal", "shelve", "dill", "subprocess", "socket", "urllib", "http", "ftplib", "requests",
        "webbrowser", "runpy", "code", "codeop", "pty", "tensorflow", "keras", "torch", "numpy.ctypeslib",
    )
)  # fmt: skip
CALLS = frozenset(("eval", "exec", "compile", "__import__", "system", "popen", "fork", "spawnl", "startfile"))
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_no_module_of_the_check_can_run_load_or_fetch_anything() -> None:
    """No module of the check can run, load or fetch anything."""
    found = {path.relative_to(PACKAGE).as_posix(): list(_forbidden(path)) for path in MODULES}
    assert {name: what for name, what in found.items() if what} == {"rules/__init__.py": ["import_module"]}


def _forbidden(path: Path) -> Iterator[str]:
    """Yield what a module imports or calls that could run, load or fetch something."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from FORBIDDEN & {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            yield from FORBIDDEN & {(node.module or "").partition(".")[0]}
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in CALLS | {"import_module"}:
                yield called.id
            own = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re"
            if isinstance(called, ast.Attribute) and called.attr in CALLS and not own:
                yield called.attr


BLOCKED = dedent(
    """
    import socket, sys

    class Refusing:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in {"tensorflow", "keras", "torch", "sklearn", "matplotlib"}:
                raise ImportError(f"{name} is not there")

    def refuse(*arguments, **options):
        raise OSError("no network here")

    sys.meta_path.insert(0, Refusing())
    socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
    from reportgen.cli import main
    sys.argv = ["reportgen", "check", sys.argv[1]]
    main()
    """
)


def test_the_command_runs_nothing_of_a_notebook_and_needs_neither_keras_nor_network(tmp_path: Path) -> None:
    """The command runs nothing of a notebook, and needs neither Keras nor a network."""
    harm = tmp_path / "harm"
    code = f"open({str(harm)!r}, 'w').write('x')\nimport os\nos.system('touch {harm}')\n!touch {harm}\n%run x\n"
    cells = [
        {"cell_type": "code", "source": code, "outputs": []},
        {"cell_type": "markdown", "source": f"784 * 100 + 100 = 78501\n\n![a](http://example.org/{harm.name}.png)"},
    ]
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": cells}))
    run = subprocess.run(
        [sys.executable, "-c", BLOCKED, str(path)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert run.returncode == 1, run.stderr
    assert "78501" in run.stdout
    assert not harm.exists()
