"""What is told of a check: nothing of a student's acts as markup, in no format; nothing is said twice."""

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import jsonschema
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen import content
from reportgen.check.checking import Checked, examine
from reportgen.check.feedback import contract, sheet, student, telling
from reportgen.check.feedback.by_question import by_question
from reportgen.check.feedback.columns import aligned, cut, width
from reportgen.check.feedback.escaping import as_cell, visible
from reportgen.check.feedback.files import FORMATS, file_name, files
from reportgen.check.feedback.items import told
from reportgen.check.feedback.screen import Screen
from reportgen.check.reading import Unreadable, read_text
from reportgen.check.rules import rules
from reportgen.check.session import Outcome
from reportgen.check.submission import Place
from reportgen.check.verdict import KINDS, Verdict
from reportgen.errors import SubmissionError
from reportgen.i18n import Language, load_language
from reportgen.plots import Label
from reportgen.render import html

HOSTILE = (
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "file:///etc/passwd",
    "{{ 7*7 }} {% raw %}",
    "&lt;b&gt; &amp; &#60;",
    "![x](https://evil.invalid/x.png)",
    "$\\input{/etc/passwd}$ and $$x$$",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "\U0001f469\u200d\U0001f52c \u6f22\u5b57 \u0639\u0631\u0628\u0649 \U000f0000",
    "*bold* _it_ `code` ~~~ ``` # a\n# b\n- c | d",
    "=1+1",
    "<!-- body -->",
    "~~~~~~~\n</code></pre>",
    "www.evil.invalid https://evil.invalid me@evil.invalid",
    "\x02wzxhzdk:0\x03",
    "[^1] [ref]: x",
    "x" * 5000,
    "\ud800 half",
    "[red]rich[/red]",
    "%s {0} {name}",
    "\u2028\u2029\x85",
)


@pytest.fixture(scope="module", params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    """Each language."""
    return load_language(request.param, content.templates())


def verdict(text: str, **changes: object) -> Verdict:
    """Return a refuted computation whose every text is a student's."""
    how = Label("check.how.comparison.refuted", (("figures", text),))
    made = Verdict("arithmetic.result", "refuted", Place(0, 0), text, text + " found", text + " expected", how)
    return replace(made, **changes)  # type: ignore[arg-type]


def outcome(text: str, name: str = "group") -> Outcome:
    """Return a hand-in in which all that a student can choose is `text`."""
    submission = replace(read_text("First line.\n\nSecond line with 12.\n"), name=name)
    verdicts = (
        verdict(text),
        verdict(text, outcome="review", place=Place(2, 2), question=Label("check.how.comparison.which")),
        verdict(text, outcome="confirmed", place=Place(2, 2)),
    )
    return Outcome(name, (Checked(submission, verdicts, topics=("", "", "")),), (), (f"/tmp/{name}",))


def made(text: str, language: Language, *formats: str, name: str = "group") -> dict[str, bytes]:
    """Return the files of a hand-in."""
    wanted = tuple(known for known in FORMATS if known in formats)
    return dict(files(outcome(text, name), wanted, language))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_student_acts_in_html(language: Language, text: str) -> None:
    """No tag, attribute, link or image comes from the quote; what is seen is what was written."""
    page = made(text, language, "html", name=text)[".feedback.html"].decode()
    main = ET.fromstring(re.sub(r"(?s).*(<main>.*</main>).*", r"\1", page).replace("<br>", "<br/>").replace("<hr>", ""))
    tags = {element.tag for element in main.iter()}
    assert tags <= {"main", "h2", "h3", "p", "pre", "code", "ul", "li", "strong", "em"}
    attributes = {name for element in main.iter() for name in element.attrib}
    assert attributes <= {"id", "class"}
    quote = next(element for element in main.iter("pre"))
    shown = "".join(quote.itertext()).strip()
    assert shown == visible(text) or (shown.endswith("…") and visible(text).startswith(shown[:-1]) and len(shown) > 200)
    assert "<script" not in page
    assert not set(page) & {"\x1b", "\u202e", "\x02"}


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_student_breaks_the_pdf(text: str) -> None:
    """A character that our fonts lack is shown by a stand-in; no address is asked for."""
    language = load_language("fr", content.templates())
    body = made(text, language, "pdf", name=text)[".feedback.pdf"]
    with pikepdf.open(io.BytesIO(body)) as pdf:
        assert len(pdf.pages) <= 4
        assert not any("/A" in note for page in pdf.pages for note in page.get("/Annots", []))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_student_acts_in_markdown(language: Language, text: str) -> None:
    """Outside of fences every sign is escaped; the fence is longer than any run in it."""
    written = made(text, language, "md", name=text)[".feedback.md"].decode()
    prose = re.sub(r"(?ms)^(~{3,})text\n.*?\n\1$", "", written)
    body = re.sub(r"`[\w.]+`", "", prose.partition("<!-- body -->")[2])  # a word as code is harmless
    assert not re.search(r"<[a-zA-Z/!]|(?<!\\)\]\(|\{\{ 49|https?://|(?<!\\)`|\$", body)
    assert "49" not in body or "49" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_gets_letters_only(language: Language, text: str) -> None:
    """No control character, no change of direction; one line stays one line."""
    lines = list(Screen(language).lines(outcome(text, text)))
    assert all(character.isprintable() or character in "\u202f\u00a0" for line in lines for character in line)
    assert sum("✗" in line for line in lines) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_is_no_formula(text: str) -> None:
    """Neither a name nor an error's message is one."""
    given = outcome(text, text)
    bad = replace(given, unreadable=(Unreadable(text, SubmissionError(text, text)),))
    rows = list(csv.reader(io.StringIO(sheet.to_csv([(bad.name, *sheet.row(bad))]).decode("utf-8-sig"), newline="")))
    assert [len(row) for row in rows] == [len(sheet.COLUMNS)] * 2
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])


@pytest.mark.parametrize(
    "name", [*HOSTILE, "..", ".", "", "/etc/passwd", "../../x", "a/b\\c:d", "CON", "nul.txt", "é" * 300]
)
def test_a_files_name_leads_nowhere(name: str) -> None:
    """It is one part of a path, not hidden, of a length that every file system takes, and free."""
    free = file_name(name)
    assert re.fullmatch(r"[\w][\w.-]*", free)
    assert len(free.encode()) <= 90
    assert not free.startswith(".")
    assert free.upper().split(".")[0] not in {"CON", "NUL"}
    assert file_name(name, [free.upper()]) != free


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_every_page(text: str) -> None:
    """No text raises, whatever it is made of."""
    language = load_language("en", content.templates())
    page = made(text, language, "md", "html", "json", name=text)
    assert set(page) == {".feedback.md", ".feedback.html", ".json"}
    list(Screen(language, 60).lines(outcome(text, text)))


def test_json_is_the_contract(language: Language) -> None:
    """What a real check and a hostile text give fits the schema; the report is the file's own name."""
    schema = json.loads(contract.JSON_SCHEMA.read_text("utf-8"))
    text = "# CNN\n\nThe layer has 784 * 100 + 100 = 78400 weights.\n\n![loss](loss.png)\n"
    real = examine(read_text(text, "my report.md"), "pw04")
    for checked in (real, *(outcome(text).files[0] for text in HOSTILE)):
        jsonschema.validate(json.loads(contract.to_json(checked, language)), schema)
    document = json.loads(contract.to_json(real, language))
    assert (document["schema"], document["report"], document["lab"]) == (1, "my report.md", "pw04")
    refuted = [item for item in document["verdicts"] if item["verdict"] == "refuted"]
    assert [item["lines"] for item in refuted] == [[3, 3]]
    assert document["unread"]


def test_the_schema_names_every_kind() -> None:
    """So that a new kind is not forgotten."""
    schema = json.loads(contract.JSON_SCHEMA.read_text("utf-8"))
    assert tuple(schema["$defs"]["verdict"]["properties"]["kind"]["enum"]) == KINDS


def test_nothing_is_said_twice(language: Language) -> None:
    """What was found is left out where it is the quote again; an expected value where the reason has it."""
    again = telling.words(verdict("the results are better", found="the results are b…"), language)
    assert (again.quote, again.found) == ("the results are better", "")
    other = telling.words(verdict("784 * 100 = 78500", found="78500"), language)
    assert other.found == "78500"


def figure(case: str, metric: str, value: float) -> Label:
    """Return a figure of a comparison."""
    return Label(
        "check.how.comparison.figure",
        (
            ("case", case),
            ("metric", Label(f"check.how.comparison.metric.{metric}")),
            ("value", Label("check.how.comparison.loss", (("value", value),))),
        ),
    )


def test_figures_stand_in_a_table(language: Language) -> None:
    """A row a case, a column a metric; what a student calls a case is escaped."""
    line = figure("a|b <i>", "loss", 0.1)
    for one in (figure("a|b <i>", "f1", 0.2), figure("c", "loss", 0.3)):
        line = Label("check.how.comparison.list", (("first", line), ("next", one)))
    claim = verdict("it is better", how=Label("check.how.comparison.refuted", (("figures", line),)))
    words = telling.words(claim, language)
    assert words.figures is not None
    assert (words.figures.cases, len(words.figures.metrics)) == (("a|b <i>", "c"), 2)
    assert words.figures.cells[1][1] == ""
    checked = replace(outcome("x").files[0], verdicts=(claim,), topics=("",))
    page = html.to_html(student.to_markdown("x", [checked], language), student.page("x", language), {})
    assert page.count("<tr>") == 3
    assert "<i>" not in page
    assert "a|b &lt;i&gt;" in page


def test_one_cause_is_told_once(language: Language) -> None:
    """Three sums with one wrong operand: one item, the other lines are named; reviews rank by suspicion."""
    submission = read_text("1\n2\n3\n4\n5\n")
    wrong = [verdict(f"sum {n}", place=Place(n, n), cause="operand") for n in range(3)]
    unsure = [verdict(f"open {n}", outcome="review", place=Place(n, n), suspicion=n / 10) for n in (3, 4)]
    found = told(Checked(submission, (*wrong, *unsure)))
    assert [len(item.verdicts) for item in found.refuted] == [3]
    assert [item.head.quote for item in found.review] == ["open 4", "open 3"]
    text = student.to_markdown("g", [Checked(submission, tuple(wrong))], language)
    assert text.count("~~~text") == 1
    assert {"fr": "ligne 2, ligne 3", "en": "line 2, line 3"}[language.code] in text


def test_a_cause_in_two_files_counts_once() -> None:
    """The report and its notebook repeat a mistake; a question is answered if one of them answers it."""
    text = "# CNN\n\nThe layer has 784 * 100 + 100 = 78400 weights.\n"
    both = tuple(examine(read_text(text, name), "pw04") for name in ("a.md", "b.md"))
    rows = by_question(Outcome("g", both, (), ("a.md", "b.md")))
    assert sum(len(row.refuted) for row in rows) == 1
    assert len({row.id for row in rows}) == len(rows)


def test_every_rule_has_a_title_in_each_language(language: Language) -> None:
    """A heading above an item: neutral, so it ends without a full stop."""
    for rule in rules():
        title = language.label(f"check.rules.{rule}.title")
        assert title.strip()
        assert not title.endswith(".")


def test_columns_line_up() -> None:
    """Chinese letters take two cells, accents that combine none."""
    assert (width("abc"), width("漢字"), width("e\u0301")) == (3, 4, 1)
    assert (cut("漢字漢字", 5), cut("abc", 3), cut("abcd", 3)) == ("漢字…", "abc", "ab…")
    assert list(aligned([["a", "1"], ["漢", "22"]], frozenset({1}))) == ["a    1", "漢  22"]


def test_a_cell_keeps_what_is_no_formula() -> None:
    """Only a beginning is dangerous."""
    assert [as_cell(text) for text in ("a=1", "=1", " -2", "+41")] == ["a=1", "'=1", "'-2", "'+41"]
