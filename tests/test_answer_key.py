"""The answer key: the questions of the handout in order, each with its answers, in every form and language."""

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reportgen import answer_key, content, questions
from reportgen.answer_key import FORMATS
from reportgen.build import Settings, derive
from reportgen.errors import LabError, LanguageError, RenderError
from reportgen.i18n import Language, languages, load_language
from reportgen.lab import Lab, load_lab
from reportgen.plots import Label
from reportgen.questions import Question, QuestionOptions
from reportgen.render import key
from reportgen.render.key_table import COLUMNS, to_csv
from reportgen.render.wording import Wording, tolerance
from reportgen.spec import Answer, Evidence, Interval, Ranking, Rounded, Step
from tests.test_cli import run

PW04 = (content.labs() / "pw04.toml").read_text("utf-8")
NUMBER = r"\d[\d,\u202f]*"


@pytest.fixture(scope="module")
def answers(pw04: Lab, evidence: Evidence) -> tuple[Answer, ...]:
    """Return all answers of the built-in lab."""
    return derive(pw04, evidence)[0]


@pytest.fixture(scope="module")
def asked(pw04: Lab, answers: tuple[Answer, ...]) -> tuple[Question, ...]:
    """Return its questions with their answers."""
    return questions.answered(pw04.options.question, answers, "pw04")


def question(*patterns: str, **changes: Any) -> QuestionOptions:
    """Return a question about some answers."""
    return QuestionOptions(**{"id": "1", "text": {"fr": "Q", "en": "Q"}, "points": 1.0, "answers": patterns, **changes})


def markdown(lab: Lab, asked: Sequence[Question], answers: Sequence[Answer], code: str) -> str:
    """Write the answer key in a language."""
    return key.write(lab, asked, answers, load_language(code, content.templates()), "")


def settings(store: Path, output: Path, **changes: Any) -> Settings:
    """Return settings for the sample data."""
    fixed: dict[str, Any] = {"language": "all", "formats": (), "data": "sample", "data_dir": None}
    return Settings(**{**fixed, "store": store, "output": output, **changes})


# ── the questions of a lab file ─────────────────────────────────────────────────────────────────────────────


def test_the_lab_asks_the_questions_of_the_handout_in_order(pw04: Lab, asked: tuple[Question, ...]) -> None:
    """Question 2 has three parts for each of three experiments; every question has answers."""
    ids = [item.options.id for item in asked]
    assert ids[:11] == ["1", *(f"2.{i}.{part}" for i in (1, 2, 3) for part in (1, 2, 3)), "3"]
    assert ids == [item.id for item in pw04.options.question]
    assert all(item.answers for item in asked)


def test_every_case_has_its_count_and_its_accuracy(evidence: Evidence, asked: tuple[Question, ...]) -> None:
    """Whichever case of the digits a hand-in has chosen, the key has it."""
    ids = {answer.id for item in asked for answer in item.answers}
    for case in (case for section in ("mlp_raw", "mlp_hog", "cnn_digits") for case in evidence.of(section)):
        assert {f"{case.key}.parameters.total", f"{case.key}.scores.accuracy"} <= ids


@pytest.mark.parametrize(
    ("pattern", "replacement", "message"),
    [
        ("points = 4", "points = 4.25", "question.0.points: expected a multiple of 0.5, received 4.25"),
        ("points = 4", "points = 0", "question.0.points: expected more than 0.0, received 0"),
        ('id = "2.1.1"', 'id = "1"', "question.id: expected each once, received twice: 1"),
        ('id = "2.1.1"', 'id = "2."', r"question.1.id: expected letters and digits with dots between"),
        (r'"mlp_raw\.inputs"', '"mlp_raw"', "question.1.answers.0: expected the id of an answer"),
        (
            r'"mlp_raw\.inputs"',
            '"mlp_rwa.inputs"',
            "question 2.1.1: answers: 'mlp_rwa.inputs': no section 'mlp_rwa'; did",
        ),
        (r"answers = \[.mlp_raw\.inputs.*", "answers = []", "question.1.answers: expected 1 or more items"),
    ],
)
def test_what_is_wrong_with_a_question_is_told_with_its_place(
    tmp_path: Path, pattern: str, replacement: str, message: str
) -> None:
    """Like every key of a lab file, before anything is trained."""
    text, count = re.subn(pattern, replacement, PW04, count=1)
    assert count == 1
    path = tmp_path / "lab.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(LabError, match=re.escape(message)) as error:
        load_lab(str(path))
    assert error.value.message.startswith(str(path))


@pytest.mark.parametrize(
    ("pattern", "near", "hint"),
    [
        ("mlp_raw.inptus", "did you mean 'mlp_raw.inputs'?", "mlp_raw is followed by: 100, 300"),
        ("mlp_raw.*.parameters.totl", "parameters.total'?", "mlp_raw.*.parameters is followed by: biases, layers"),
        ("mlp_raw.100.parameters", "did you mean", "mlp_raw.100.parameters is followed by: biases, layers"),
        ("mlp_raw.inputs.more", "did you mean 'mlp_raw.inputs'?", "mlp_raw is followed by: 100, 300"),
    ],
)
def test_an_answer_that_is_not_there_names_near_ones(
    answers: tuple[Answer, ...], pattern: str, near: str, hint: str
) -> None:
    """What a pattern can lead to is known when the answers are."""
    with pytest.raises(LabError) as error:
        questions.answered([question(pattern)], answers, "pw04")
    assert f"pw04: question 1: no answer '{pattern}'" in error.value.message
    assert near in error.value.message
    assert error.value.hint.startswith(hint)


def test_a_star_stands_within_a_part(answers: tuple[Answer, ...]) -> None:
    """So that a pattern for the cases takes no layer; answers come once, in the order of the report."""
    (found,) = questions.answered([question("mlp_raw.outputs", "mlp_raw.*", "mlp_raw.in*")], answers, "pw04")
    ids = [answer.id for answer in found.answers]
    assert {"mlp_raw.inputs", "mlp_raw.outputs"} < set(ids)
    assert all(id_.count(".") == 1 for id_ in ids)
    assert ids == [answer.id for answer in answers if answer.id in ids]


def test_questions_about_absent_sections_are_left_out() -> None:
    """A question keeps the patterns of the sections that are there."""
    both, one = question("a.x", "b.y"), question("b.y", id="2")
    (kept,) = questions.within([both, one], {"a", "c"})
    assert (kept.id, kept.answers) == ("1", ("a.x",))


# ── an answer in words ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer("x.a", 1), "exact"),
        (Answer("x.a", 0.5, "accuracy", Interval(0.25, 0.75, "m"), trained=True), "interval"),
        (Answer("x.a", 0.5, "loss", Rounded(2)), "rounded"),
        (Answer("x.a", 0.5, "loss", Rounded(2), trained=True), "seed"),
        (Answer("x.a", "improving", trained=True), "seed"),
        (Answer("x.a", (), compare=Ranking()), "order"),
        (Answer("x.a", (), compare=Ranking(as_set=True)), "set"),
        (Answer("x.a", (), compare=Ranking(), trained=True), "set"),
    ],
)
def test_tolerance(answer: Answer, words: str) -> None:
    """What depends on the seed is never asked for exactly."""
    assert tolerance(answer) == words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer("mlp_raw.whole", True), "yes"),
        (Answer("mlp_raw.best", "300_dropout"), "300\u00a0neurons, dropout\u00a00.5"),
        (Answer("capacity.most", "cnn_digits.25"), "CNN, 25\u00a0neurons"),
        (Answer("optimizer.losses", ("categorical_crossentropy",)), "categorical cross-entropy"),
        (Answer("optimizer.name", "RMSprop"), "`RMSprop`"),
        (Answer("mlp_raw.300.curves.verdict", "overfits"), "loss and accuracy worsen"),
        (Answer("mlp_raw.300.hidden", (100, 50), "neurons"), "100; 50"),
        (Answer("mlp_raw.equals", ()), "none"),
        (Answer("mlp_raw.title", Label("case.mlp", (("hidden", "9"),))), "9\u00a0neurons"),
        (Answer("mlp_raw.share", 0.125, "share"), "12.50%"),
    ],
)
def test_a_value_in_words(pw04: Lab, english: Language, answer: Answer, words: str) -> None:
    """Each kind of value has its words: titles for cases, labels for keywords, code for names of the API."""
    assert Wording(pw04, [answer], english).value(answer) == words


def test_a_value_without_words_is_refused(pw04: Lab, english: Language) -> None:
    """The key cannot print what Python would."""
    answer = Answer("mlp_raw.strange", (Step("rule", 1, 1),))
    with pytest.raises(RenderError, match=r"answer 'mlp_raw\.strange': no words"):
        Wording(pw04, [answer], english).value(answer)


def test_an_end_without_a_label_is_shown_as_code(pw04: Lab, english: Language) -> None:
    """A section of one's own may answer what no label knows."""
    answer = Answer("mlp_raw.100.own.thing", 1)
    assert Wording(pw04, [answer], english).label(answer) == "`own.thing`"


def test_every_answer_of_the_lab_has_a_label_and_words(
    pw04: Lab, asked: tuple[Question, ...], answers: tuple[Answer, ...], language: Language
) -> None:
    """In each language."""
    wording = Wording(pw04, answers, language)
    for answer in (answer for item in asked for answer in item.answers):
        assert "`" not in wording.label(answer).replace("`Flatten`", ""), answer.id
        assert wording.derived(answer)


# ── on paper ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_total_is_counted_layer_by_layer(pw04: Lab, asked: tuple[Question, ...], answers: tuple[Answer, ...]) -> None:
    """The line that an assistant looks for, in French and in English."""
    assert "784 × 100 + 100 + 100 × 10 + 10 = 79\u202f510" in markdown(pw04, asked, answers, "fr")
    text = markdown(pw04, asked, answers, "en")
    assert "784 × 100 + 100 + 100 × 10 + 10 = 79,510" in text
    assert "5 × 5 × 1 × 9 + 9 + 5 × 5 × 9 × 9 + 9 + 3 × 3 × 9 × 16 + 16 + 144 × 25 + 25 + 25 × 10 + 10 = 7,465" in text


def test_computations_are_right(
    pw04: Lab, asked: tuple[Question, ...], answers: tuple[Answer, ...], language: Language
) -> None:
    """Each sum of products that is printed has the printed result."""
    text = markdown(pw04, asked, answers, language.code)
    found = re.findall(rf"({NUMBER}(?: [×+] {NUMBER})+) = ({NUMBER})", text)
    assert len(found) >= 11
    for left, right in found:
        terms = (re.split(" × ", term) for term in left.split(" + "))
        assert sum(_product(map(language.parse, term)) for term in terms) == language.parse(right)


def _product(factors: Any) -> float:
    result = 1.0
    for factor in factors:
        result *= factor
    return result


def test_languages_have_the_same_structure(pw04: Lab, asked: tuple[Question, ...], answers: tuple[Answer, ...]) -> None:
    """The same questions, tables, rows, cells and formulas; the words differ."""
    shapes = []
    for code in languages(content.templates()):
        text = markdown(pw04, asked, answers, code)
        headings = re.findall(r"^## ([\w.]+) ", text, re.MULTILINE)
        rows = [line.count("|") for line in text.splitlines() if line.startswith("|")]
        shapes.append((headings, rows, re.findall(r"\$\\displaystyle[^$]*\$", text)))
    assert len(shapes) >= 2
    assert all(shape == shapes[0] for shape in shapes)
    assert shapes[0][0] == [item.options.id for item in asked]


def test_one_case_alone_is_told_line_by_line(pw04: Lab, answers: tuple[Answer, ...]) -> None:
    """Under its title, with computations; several stand in a table, which has room for few of them."""
    (one,) = questions.answered([question("mlp_raw.300.parameters.total")], answers, "pw04")
    text = markdown(pw04, [one], answers, "en")
    assert "| Case | 300\u00a0neurons | |" in text
    assert "| weights in all | 784 × 300 + 300 + 300 × 10 + 10 = 238,510 | exact |" in text
    wide = question("mlp_raw.*.parameters.total", "mlp_raw.*.multiplications", "mlp_raw.*.epochs")
    several = questions.answered([wide], answers, "pw04")
    assert "| 300\u00a0neurons | 10 | 238,510 | 238,200 |" in markdown(pw04, several, answers, "en")


def test_the_equations_are_those_of_the_report(
    pw04: Lab, asked: tuple[Question, ...], answers: tuple[Answer, ...]
) -> None:
    """RMSprop with its epsilon under the root."""
    assert r"\sqrt{v_t + \varepsilon}" in markdown(pw04, asked, answers, "fr")


def test_points_are_summed(pw04: Lab, asked: tuple[Question, ...], answers: tuple[Answer, ...]) -> None:
    """And written with the noun's plural."""
    total = sum(item.options.points for item in asked)
    text = markdown(pw04, asked, answers, "fr")
    assert f"{total:g}".replace(".", ",") + "\u00a0points en tout" in text
    assert "*(1,5\u00a0point)*" in text


def test_a_question_without_a_text_in_a_language_is_refused(pw04: Lab, english: Language) -> None:
    """Named before anything is trained."""
    with pytest.raises(LanguageError, match="question 7: mistakes: no text in 'en'"):
        key.check(pw04, [question("a.b", id="7", mistakes={"fr": "…"})], english)


# ── as a table ──────────────────────────────────────────────────────────────────────────────────────────────


def rows(table: bytes) -> list[dict[str, str]]:
    """Read a CSV."""
    return list(csv.DictReader(table.decode("utf-8-sig").splitlines()))


def test_csv_has_a_row_an_answer_and_keeps_numbers(
    pw04: Lab, asked: tuple[Question, ...], answers: tuple[Answer, ...], language: Language
) -> None:
    """Numbers come back bit for bit, whatever the language."""
    found = rows(to_csv(pw04, asked, answers, language))
    wanted = [(item.options, answer) for item in asked for answer in item.answers]
    assert tuple(found[0]) == COLUMNS
    assert len(found) == len(wanted)
    for row, (options, answer) in zip(found, wanted, strict=True):
        assert (row["question"], float(row["points"]), row["id"]) == (options.id, options.points, answer.id)
        if isinstance(answer.value, int | float):
            assert float(row["value"]) == answer.value
        if isinstance(answer.compare, Interval):
            assert (float(row["low"]), float(row["high"])) == (answer.compare.low, answer.compare.high)
            assert row["compare"] == "interval"
        else:
            assert (row["low"], row["high"]) == ("", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(pw04: Lab, english: Language, text: str) -> None:
    """A text that begins like one stands after an apostrophe; a negative number stays one."""
    lab_answers = (Answer("mlp_raw.own", Label("case.mlp", (("hidden", text),))), Answer("mlp_raw.gap", -0.5, "share"))
    (found,) = questions.answered([question("mlp_raw.*")], lab_answers, "pw04")
    first, second = rows(to_csv(pw04, [found], lab_answers, english))
    assert first["value"] == f"'{text}\u00a0neurons"
    assert second["value"] == "-0.5"


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_form_is_written_beside_the_report(filled: Path, pw04: Lab, tmp_path: Path) -> None:
    """A few pages as PDF, and the answers of `answers.json` in the JSON; sample data is told."""
    files = answer_key.write("pw04", settings(filled, tmp_path), FORMATS)
    assert {path.relative_to(tmp_path).as_posix() for path in files} == {
        f"pw04/{code}/answer-key.{form}" for code in ("en", "fr") for form in FORMATS
    }
    folder = tmp_path / "pw04" / "fr"
    assert "données d’exemple" in (folder / "answer-key.md").read_text("utf-8")
    found = json.loads((folder / "answer-key.json").read_text("utf-8"))
    assert found["data"]["mnist"]["origin"] == "sample"
    assert [item["id"] for item in found["questions"]] == [item.id for item in pw04.options.question]
    totals = {answer["id"]: answer for item in found["questions"] for answer in item["answers"]}
    assert totals["mlp_raw.100.parameters.total"]["value"] == 79510
    for code in ("en", "fr"):
        with pikepdf.open(tmp_path / "pw04" / code / "answer-key.pdf") as pdf:
            assert 2 <= len(pdf.pages) <= 3


def test_the_command_prints_the_files(filled: Path, tmp_path: Path) -> None:
    """As `reportgen build` does; a format that does not exist is a known error."""
    command = ("answers", "--data", "sample", "--store", str(filled), "--output", str(tmp_path), "--format")
    done = run(*command, "csv,md")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(tmp_path / "pw04" / "fr" / f"answer-key.{form}") for form in ("md", "csv")]
    wrong = run(*command, "docx")
    assert (wrong.returncode, wrong.stderr.splitlines()[0]) == (
        1,
        "reportgen: --format: expected md, pdf, csv, json, received 'docx'",
    )


def test_an_excerpt_leaves_other_questions_out_and_says_so(filled: Path, tmp_path: Path) -> None:
    """With `--only`, what the section can answer."""
    done = answer_key.write("pw04", settings(filled, tmp_path, only=("mlp_hog",), language="en"), ("md", "json"))
    text = done[0].read_text("utf-8")
    assert re.findall(r"^## (\S+)", text, re.MULTILINE) == ["2.2.1", "2.2.2", "2.2.3"]
    assert "this lab does not have: 1, 2.1.1, 2.1.2, 2.1.3, 2.3.1" in text
    assert json.loads(done[1].read_text("utf-8"))["left_out"][:2] == ["1", "2.1.1"]
    assert done[0].parent.parent.name == "pw04-draft"


def test_a_wrong_id_writes_nothing(filled: Path, tmp_path: Path) -> None:
    """The error comes after the answers and before the files."""
    path = tmp_path / "pw04.toml"
    path.write_text(PW04.replace('"mlp_raw.inputs"', '"mlp_raw.inptus"'), "utf-8")
    with pytest.raises(LabError, match=r"did you mean 'mlp_raw\.inputs'"):
        answer_key.write(str(path), settings(filled, tmp_path / "output"), FORMATS)
    assert not (tmp_path / "output").exists()


def test_a_lab_without_questions_is_told_what_to_write(filled: Path, tmp_path: Path) -> None:
    """Before anything is trained."""
    path = tmp_path / "silent.toml"
    path.write_text(PW04[: PW04.index("# The questions")], "utf-8")
    with pytest.raises(LabError, match="silent: no question about its sections"):
        answer_key.write(str(path), settings(filled, tmp_path / "output"), FORMATS)
