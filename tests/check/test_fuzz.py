"""Whatever is handed in: a check that holds its promises, or a `SubmissionError`.

`REPORTGEN_FUZZ=2000 pytest tests/check/test_fuzz.py` looks longer than the few examples of every day.
"""

import os
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.check import reading
from reportgen.check.checking import Checked, examine
from reportgen.check.feedback.contract import to_json
from reportgen.check.feedback.screen import Screen
from reportgen.check.feedback.student import to_markdown
from reportgen.check.questions import guess_lab
from reportgen.check.session import Outcome
from reportgen.errors import SubmissionError
from tests.check import fuzzing
from tests.check.benchmark import sources
from tests.check.labels import language

EXAMPLES = int(os.environ.get("REPORTGEN_FUZZ", "20"))
LONGEST = 10.0
"""Seconds of a processor that one example may take; most take a few hundredths."""
fuzzed = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True, database=None
)
CORPUS = {source.name: source for source in sources() if source.extension in ("md", "txt", "tex")}
PDF = fuzzing.small_pdf()


def whole(data: bytes, name: str) -> Checked | None:
    """Check a file as the command does, and tell the verdicts in every form; None if it was refused."""
    begun = process_time()
    try:
        submission = reading.read_bytes(data, name)
    except SubmissionError:
        return None
    checked = examine(submission, guess_lab(submission))
    fuzzing.assert_sound(checked)
    for code in ("fr", "en"):
        to_markdown(name, [checked], language(code))
        to_json(checked, language(code))
        list(Screen(language(code), 80).lines(Outcome(name, (checked,), (), (name,))))
    assert process_time() - begun < LONGEST
    return checked


@fuzzed
@given(fuzzing.texts(), st.sampled_from(["a.md", "a.txt", "a.tex"]))
def test_texts_of_fragments_are_checked(text: str, name: str) -> None:
    """Texts of fragments are checked."""
    whole(text.encode("utf-8", "replace"), name)


@pytest.mark.parametrize("name", sorted(CORPUS))
def test_bent_reports_are_checked(name: str) -> None:
    """Reports with pieces cut out, doubled and moved are checked."""

    @settings(fuzzed, max_examples=max(1, EXAMPLES // 20))
    @given(fuzzing.bent(CORPUS[name].text), st.sampled_from([CORPUS[name].extension, "md", "txt"]))
    def check(text: str, extension: str) -> None:
        whole(text.encode("utf-8", "replace"), f"a.{extension}")

    check()


@fuzzed
@given(fuzzing.texts(40))
def test_the_same_text_gives_the_same_verdicts(text: str) -> None:
    """The same text gives the same verdicts."""
    data = text.encode("utf-8", "replace")
    first, second = whole(data, "a.md"), whole(data, "a.md")
    assert first == second


@fuzzed
@given(st.binary(max_size=400), st.sampled_from([".md", ".txt", ".tex", ".pdf", ".ipynb", "", ".docx"]))
def test_any_bytes_are_checked_or_refused(data: bytes, suffix: str) -> None:
    """Any bytes are checked or refused."""
    whole(data, f"a{suffix}")


@fuzzed
@given(st.text(max_size=300), st.sampled_from(["a.md", "a.txt", "a.tex"]))
def test_any_text_is_checked(text: str, name: str) -> None:
    """Any text is checked."""
    whole(text.encode("utf-8", "replace"), name)


@fuzzed
@given(fuzzing.notebooks())
def test_notebooks_of_any_shape_are_checked_or_refused(data: bytes) -> None:
    """Notebooks of any shape are checked or refused."""
    whole(data, "a.ipynb")


@fuzzed
@given(fuzzing.mutated(PDF) | fuzzing.texts(20).map(fuzzing.small_pdf))
def test_pdfs_that_were_damaged_are_checked_or_refused(data: bytes) -> None:
    """PDFs that were damaged are checked or refused."""
    whole(data, "a.pdf")


def test_the_small_pdf_is_one() -> None:
    """The PDF that is damaged above can be read before."""
    submission = reading.read_bytes(PDF, "a.pdf")
    assert submission.lines[0].text.startswith("The accuracy is 0.97.")


@fuzzed
@given(fuzzing.archives())
def test_archives_that_were_damaged_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    """Archives that were damaged are read or refused."""
    path = tmp_path / "all.zip"
    path.write_bytes(data)
    with suppress(SubmissionError):
        for hand_in in reading.hand_ins([path]):
            assert hand_in.name
            assert all(item.error.message and item.error.hint for item in hand_in.unreadable)
