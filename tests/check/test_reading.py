"""Any file becomes lines and blocks, or an error that says why not."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.reading import Limits, read, read_bytes, read_text
from reportgen.check.submission import Submission
from reportgen.errors import SubmissionError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_text_is_decoded_whatever_its_encoding(encoding: str) -> None:
    """Text is decoded whatever its encoding."""
    submission = read_bytes("Le réseau à 100 neurones est très bon.".encode(encoding), "a.md")
    assert submission.lines[0].text == "Le réseau à 100 neurones est très bon."
    assert submission.language == "fr"


def test_text_that_was_decoded_wrong_before_is_left_alone() -> None:
    """Text that was decoded wrong before is left alone."""
    assert read_text("Work 04 â€“ networks").lines[0].text == "Work 04 â€“ networks"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_from_one_whatever_ends_them(end: str) -> None:
    """Lines are numbered from one whatever ends them."""
    submission = read_bytes(end.join(["# A", "", "text", ""]).encode(), "a.md")
    assert [(line.number, line.text) for line in submission.lines] == [(1, "# A"), (2, ""), (3, "text")]


def test_a_form_feed_ends_no_line() -> None:
    """A form feed ends no line."""
    assert [line.text for line in read_text("one\n\ftwo", "a.txt").lines] == ["one", "\ftwo"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.md", b"", "empty"),
        ("a.md", b" \n\t\n", "empty"),
        ("a.txt", b"\x00\x01\x02" * 50, "binary"),
        ("a.md", b"PK\x03\x04 etc.", "Word"),
        ("a.md", b"\x89PNG etc.", "image"),
        ("a.docx", b"PK\x03\x04", "received '.docx'"),
        ("a.pdf", b"%PDF-1.7 broken", "broken"),
        ("a.pdf", b"no pdf at all", "broken"),
        ("a.ipynb", b"{", "broken"),
        ("a.ipynb", b"[1]", "without cells"),
        ("a.ipynb", b'{"cells": []}', "without text"),
        ("a.ipynb", b"[" * 100_000, "broken"),
        ("a.ipynb", b'{"a": ' * 100_000, "broken"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(name: str, data: bytes, said: str) -> None:
    """What cannot be read is refused with a reason."""
    with pytest.raises(SubmissionError, match=said) as caught:
        read_bytes(data, name)
    assert caught.value.message.startswith(name)
    assert caught.value.hint


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """A missing file and a folder are refused."""
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(SubmissionError):
            read(path)


@pytest.mark.parametrize(
    ("text", "limits", "said"),
    [
        ("a\n" * 11, Limits(lines=10), "at most 10 lines, received 11"),
        ("abc\n" * 4, Limits(characters=10), "at most 10 characters, received 12"),
    ],
)
def test_what_is_too_large_is_refused(text: str, limits: Limits, said: str) -> None:
    """What is too large is refused."""
    with pytest.raises(SubmissionError, match=said):
        read_bytes(text.encode(), "a.md", limits=limits)


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    """A file that is too large is not even opened."""
    path = tmp_path / "a.md"
    path.write_text("a" * 100)
    with pytest.raises(SubmissionError, match="at most 10 bytes, received 100"):
        read(path, limits=Limits(bytes=10))


def test_the_language_may_be_given() -> None:
    """The language may be given."""
    assert read_text("The network is good.", language="fr").language == "fr"


def test_a_pdf_is_known_by_its_beginning_whatever_its_name() -> None:
    """A PDF is known by its beginning whatever its name."""
    with pytest.raises(SubmissionError, match="expected a PDF"):
        read_bytes(b"%PDF-1.4 broken", "report.txt")


PIECES = [
    "# ", "## 1. A\n", "```", "```py\n", "\n", "\n\n", "$$", "\\[", "\\]", "\\begin{equation}", "\\end{equation}",
    "> ", "| a | b |\n|---|---|\n", "| 1 | 2 |\n", "- ", "  - ", "1. ", "    ", "array([[ 1, 2],\n", "[3, 4]])\n",
    "_" * 30 + "\n", "=" * 40 + "\n", "Layer (type)   Output Shape   Param #\n",
    "dense (Dense)  (None, 10)  7850\n", "Figure 1: x\n", "\t", "---\n", "...\n", "title: x\n",
    "<table><tr><td>1</td></tr></table>\n", "<!-- ", "\\section{", "\\item ", "\\begin{itemize}\n",
    "\\end{itemize}", "\\begin{tabular}{ll}\n", "a & b \\\\\n", "\\end{tabular}\n", "%", "}", "{", "\\caption{",
    "\\verb|x|", "\\begin{verbatim}\n", "\\end{verbatim}\n", "Test score: 0.07\n", "le réseau est ", "the net is. ",
    "\f", "Θ", "rac{", "\r", "é", "\u2028", "1", "[", "]", "(", ")", "*", "_", "`", "~~~\n", "![a](b)", "o ",
    "(a) x\n", "Contents\n", "A\t3\n", "\\begin{document}\n", "\\end{document}\n", "\\'e", "$", "model.add(",
    "x = f(", "print(x)\n",
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.sampled_from(["a.md", "a.txt", "a.tex"]))
def test_blocks_and_sentences_of_any_text_stand_where_they_say(pieces: list[str], name: str) -> None:
    """Blocks and sentences of any text stand where they say."""
    try:
        submission = read_text("".join(pieces), name)
    except SubmissionError:
        return
    assert_places(submission)


def assert_places(submission: Submission) -> None:
    """Hold the promises of `Submission` on places."""
    last = -1
    for block in submission.blocks:
        assert last < block.place.first <= block.place.last < len(submission.lines)
        last = block.place.last
        assert block.text.count("\n") == block.place.last - block.place.first
        lines = submission.lines[block.place.first : block.place.last + 1]
        if submission.format != "tex":
            assert block.text == "\n".join(line.text for line in lines)
        assert len(block.rows) == len(block.cells)
        assert all(row.first in block.place and row.last in block.place for row in block.rows)
    for sentence in submission.sentences:
        place = submission.blocks[sentence.block].place
        assert place.first <= sentence.place.first <= sentence.place.last <= place.last
        assert sentence.text == " ".join(sentence.text.split()) != ""
    assert all(unread.place.last < len(submission.lines) for unread in submission.unread)
    assert submission.parts[0].level == 0
    assert submission.language in ("fr", "en")


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([".md", ".txt", ".tex", ".pdf", ".ipynb", ""]))
def test_any_bytes_give_a_submission_or_an_error(data: bytes, suffix: str) -> None:
    """Any bytes give a submission or an error."""
    with suppress(SubmissionError):
        assert_places(read_bytes(data, f"a{suffix}"))


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.tex"])
@pytest.mark.parametrize(
    "text",
    [
        "[" * 75_000, "[a](" * 20_000, "(" * 75_000, "*a" * 37_000, "> " * 37_000, "- " * 37_000, "a. " * 25_000,
        " " * 75_000 + "x", "1," * 37_000, "<a " * 25_000, "\\textbf{" * 10_000, "| " * 37_000, "$a$" * 25_000,
        "```py\n" * 2_000, "\\[ a\n" * 2_000, "<!--\n" * 2_000, "\\begin{verbatim}\n" * 2_000, "array([[\n" * 2_000,
        "- a\n" * 1_000, "".join(" " * depth + "- a\n" for depth in range(500)), ">" * 1_000 + " a\n",
        "<table><td>" * 5_000, "# a\n" * 3_000, "return x\n" * 3_000, "a    b\n" * 3_000,
    ],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_hostile_text_is_read_in_bounded_time(text: str, name: str) -> None:
    """Each takes far less than a second alone; what this holds is that none takes minutes."""
    assert read_text(text, name).lines
