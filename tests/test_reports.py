"""Both languages say the same, in their own words; goldens hold the Markdown."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reportgen import content
from reportgen.build import derive
from reportgen.errors import RenderError
from reportgen.i18n import Language, languages, load_language
from reportgen.lab import Lab, load_lab
from reportgen.plots import Figure
from reportgen.render import markdown
from reportgen.render.markdown import Document, write
from reportgen.spec import Answer, Evidence, Experiment, Result
from tests.conftest import evidence_for, held_out

GOLDEN = Path(__file__).parent / "golden"
ENGLISH = {
    "the",
    "and",
    "which",
    "with",
    "epoch",
    "epochs",
    "loss",
    "weights",
    "accuracy",
    "layer",
    "network",
    "of",
    "is",
}
FRENCH = {"les", "des", "avec", "époque", "perte", "poids", "exactitude", "couche", "réseau", "est", "une", "dans"}


DERIVED: dict[tuple[int, int], tuple[Lab, Evidence, tuple[Answer, ...], tuple[Figure, ...]]] = {}
WRITTEN: dict[tuple[int, int, str], Document] = {}


def document(lab: Lab, evidence: Evidence, code: str) -> Document:
    """Write the report in a language; what is derived and written once is kept for the tests that follow."""
    key = (id(lab), id(evidence), code)
    if key not in WRITTEN:
        if key[:2] not in DERIVED:
            DERIVED[key[:2]] = (lab, evidence, *derive(lab, evidence))
        _, _, answers, figures = DERIVED[key[:2]]
        WRITTEN[key] = write(lab, answers, figures, load_language(code, content.templates()), "")
    return WRITTEN[key]


def words(markdown: str) -> set[str]:
    """Return the words of the prose: no code, formulas, tags, addresses or sources."""
    prose = re.sub(r"`[^`]*`|\$[^$]*\$|<[^>]*>|\]\([^)]*\)|(?m:^(Source|Licence|Bron).*$)", " ", markdown)
    return set(re.findall(r"[a-zà-ÿœ]+", prose.lower()))


def test_french_holds_no_english(pw04: Lab, evidence: Evidence) -> None:
    """No word of English is left over in the French prose, none of French in the English."""
    assert not words(document(pw04, evidence, "fr").markdown) & ENGLISH
    assert not words(document(pw04, evidence, "en").markdown) & FRENCH


def test_languages_keep_in_step(pw04: Lab, evidence: Evidence) -> None:
    """Same headings, same figures, same tables, same equations, the same answers shown."""
    reports = {code: document(pw04, evidence, code) for code in languages(content.templates())}
    assert len(reports) >= 2
    shapes = []
    for report in reports.values():
        levels = re.findall(r"^(#+) (\d[\d.]*)?", report.markdown, re.MULTILINE)
        anchors = re.findall(r'<a id="([^"]+)"></a>', report.markdown)
        equations = re.findall(r"^\$\$\n(.*?)\n\$\$", report.markdown, re.MULTILINE | re.DOTALL)
        shapes.append((levels, Counter(anchors), equations, set(report.figures)))
    assert all(shape == shapes[0] for shape in shapes)
    shown = [report.shown for report in reports.values()]
    assert not shown[0] ^ shown[1]


def test_every_label_stands_in_every_language() -> None:
    """The label files have the same keys, the spacing rules apart."""
    found = [keys(load_language(code, content.templates()).labels) for code in languages(content.templates())]
    assert all(item == found[0] for item in found)


def keys(table: object, prefix: str = "") -> set[str]:
    """Return the dotted keys of a label file."""
    if not isinstance(table, dict):
        return {prefix}
    below = {name: item for name, item in table.items() if (prefix, name) != ("", "typography")}
    return {key for name, item in below.items() for key in keys(item, f"{prefix}.{name}")}


def test_every_cross_reference_leads_somewhere(pw04: Lab, evidence: Evidence, language: Language) -> None:
    """Each link into the page has its anchor, and no anchor stands twice."""
    text = document(pw04, evidence, language.code).markdown
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)


def test_figures_tables_and_equations_stand_by_themselves(pw04: Lab, evidence: Evidence, language: Language) -> None:
    """Each begins a paragraph: a template that ends a sentence with a tag loses the line's end."""
    lines = document(pw04, evidence, language.code).markdown.splitlines()
    found = [number for number, line in enumerate(lines) if re.search(r'<a id="(fig|tab|eq)-', line)]
    assert len(found) > 80
    assert all(lines[number].startswith("<a id=") and not lines[number - 1] for number in found)


def test_every_number_of_the_weight_arithmetic_can_be_read(pw04: Lab, evidence: Evidence, language: Language) -> None:
    """The computations stand in the text as the language writes them, and they are right."""
    text = document(pw04, evidence, language.code).markdown
    number = r"\d[\d,.\u202f]*"
    found = re.findall(rf"({number}(?: [×+/] {number})+) = ({number})(%|\u202f%)?", text)
    assert len(found) > 10
    for left, right, percent in found:
        terms = [factors(term, language) for term in left.split(" + ")]
        shown = right.rstrip(".,")
        expected = language.parse(shown + ("%" if percent else ""))
        decimals = len(re.sub(r".*[,.](?=\d{1,2}$)", "", shown)) if re.search(r"[,.]\d{1,2}$", shown) else 0
        assert sum(terms) == pytest.approx(expected, abs=0.51 * 10 ** -(decimals + 2 * bool(percent)))


def factors(term: str, language: Language) -> float:
    """Evaluate `a × b / c`."""
    value, operator = 1.0, "×"
    for token in term.split(" "):
        if token in "×/":
            operator = token
        else:
            value = value * language.parse(token) if operator == "×" else value / language.parse(token)
    return value


@pytest.mark.parametrize("code", ["fr", "en"])
def test_golden(pw04: Lab, evidence: Evidence, code: str, request: pytest.FixtureRequest) -> None:
    """The Markdown of the built-in lab from stored results; `pytest --update-goldens` writes it anew."""
    path = GOLDEN / f"pw04.{code}.md"
    text = document(pw04, evidence, code).markdown
    if request.config.getoption("--update-goldens"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_holdout_says_so(pw04: Lab, language: Language) -> None:
    """The other protocol has its own words and its own images."""
    lab = held_out(pw04)
    text = document(lab, evidence_for(lab), language.code).markdown
    assert {"fr": "mise de côté pour la validation", "en": "held out for validation"}[language.code] in text
    assert "120" in text  # a twelfth of 1,437


def test_a_template_cannot_print_a_missing_answer_or_a_bare_float(
    pw04: Lab, evidence: Evidence, french: Language, tmp_path: Path
) -> None:
    """A wrong id names what there is; a float needs a filter that says how it is written."""
    answers, figures = derive(pw04, evidence)
    folder = tmp_path / "templates" / "fr"
    folder.mkdir(parents=True)
    lab = replace(pw04, folders=(tmp_path, *pw04.folders))
    for body, message in (
        ("{{ here.nothing }}", "no answer 'conclusion.nothing'"),
        ("{{ 0.5 }}", "0.5 needs a filter"),
        ("{{ here.sections }}", "is no single value"),
        ("{{ undefined_name }}", "'undefined_name' is undefined"),
        ("{{ numbering.file('x') }}", "no figure 'x'"),
        ("{% if %}", r"conclusion\.md\.j2:1"),
    ):
        (folder / "conclusion.md.j2").write_text(body)
        with pytest.raises(RenderError, match=message):
            write(lab, answers, figures, french, "")


def test_an_id_given_twice_is_refused(pw04: Lab, evidence: Evidence, french: Language) -> None:
    """An answer has one place."""
    answers, figures = derive(pw04, evidence)
    with pytest.raises(RenderError, match="is given twice"):
        write(pw04, (*answers, answers[0]), figures, french, "")
    with pytest.raises(RenderError, match="lies below the answer"):
        write(pw04, (*answers, Answer(f"{answers[0].id}.more", 1)), figures, french, "")


def test_a_new_language_is_a_folder(pw04: Lab, evidence: Evidence, tmp_path: Path) -> None:
    """A label file with its locale and a translation of the templates: no code knows a language by name."""
    shutil.copytree(content.templates() / "en", tmp_path / "templates" / "de")
    labels = tmp_path / "templates" / "de" / "labels.toml"
    labels.write_text(labels.read_text("utf-8").replace('locale = "en_GB"', 'locale = "de_CH"'), "utf-8")
    for path in (tmp_path / "templates" / "de").glob("*.j2"):
        path.write_text(path.read_text("utf-8").replace('"en/', '"de/'), "utf-8")
    answers, figures = derive(pw04, evidence)
    german: dict[str, object] = {name: {"de": "Tiefe Netze"} for name in ("title", "subtitle", "course")}
    german["authors"] = ({"de": "Team"},)
    lab = replace(pw04, folders=(tmp_path, *pw04.folders), options=pw04.options.model_copy(update=german))
    text = write(lab, answers, figures, load_language("de", tmp_path / "templates"), "").markdown
    assert text.startswith("# Tiefe Netze")
    assert "21. November 2026" in text
    assert "79’510" in text


def test_a_lab_of_one_case_has_nothing_to_compare(pw04: Lab, language: Language) -> None:
    """No tests, no table of differences, and a report all the same."""
    chapters = tuple(
        replace(chapter, options=chapter.options.model_copy(update={"cases": chapter.options.cases[:1]}))
        if chapter.name == "mlp_raw"
        else chapter
        for chapter in pw04.chapters
        if chapter.name in ("introduction", "optimizer", "mlp_raw", "capacity", "conclusion")
    )
    shown = tuple(chapter.name for chapter in chapters)
    lab = replace(pw04, cases=pw04.cases[:1], chapters=chapters, shown=shown)
    text = document(lab, evidence_for(lab), language.code).markdown
    assert "tab-mlp_raw-comparison-differences" not in text


def certain(experiment: Experiment, result: Result, evidence: Evidence) -> Result:
    """Return a result that is right, with certainty, on every image."""
    outputs = experiment.model.output_shape[-1]
    test, validation = (
        np.eye(10, dtype=np.float32)[labels] if outputs > 1 else labels[:, None].astype(np.float32)
        for labels in (evidence.datasets[experiment.dataset].y_test, result.validation_labels)
    )
    return replace(result, test=test, validation_best=validation, validation_last=validation)


def test_a_network_without_mistakes_has_none_to_show(pw04: Lab, evidence: Evidence, language: Language) -> None:
    """Nothing is confused: no figure of mistakes, no table of confused pairs, no missed patient."""
    results = {experiment: certain(experiment, result, evidence) for experiment, result in evidence.results.items()}
    report = document(pw04, replace(evidence, results=results), language.code)
    assert not [name for name in report.figures if "mistakes" in name]
    assert "tab-mlp_raw-comparison-confused" not in report.markdown


def test_a_language_is_written_the_same_whatever_was_written_before(pw04: Lab, evidence: Evidence) -> None:
    """Languages share compiled templates, in which no constant may be folded: 100% is 100 % in French."""
    document(pw04, evidence, "en")
    WRITTEN.pop((id(pw04), id(evidence), "fr"), None)
    after_english = document(pw04, evidence, "fr").markdown
    WRITTEN.clear()
    markdown._COMPILED.buckets.clear()
    assert document(pw04, evidence, "fr").markdown == after_english
    assert "100\u202f%" in after_english
    assert not re.search(r"\d%", after_english)


PLAIN = """from reportgen.answers import classification
from reportgen.model import perceptron
from reportgen.options import Options
from reportgen.plots import Label
from reportgen.section import Section
from reportgen.spec import Case, Experiment, Pixels

class Nothing(Options):
    pass

class Plain(Section[Nothing]):
    options = Nothing

    def plan(self, options, context):
        model = perceptron(784, (20,), 0.0, 10)
        yield Case(context.name, "20", Label("case.mlp", (("hidden", "20"),)),
                   Experiment("mnist", Pixels(), model, context.training))

    def answers(self, name, options, evidence):
        (case,) = evidence.of(name)
        yield from classification.answers(case, evidence)
"""


def test_a_section_that_compares_nothing_does_not_stop_the_conclusion(tmp_path: Path) -> None:
    """A section of one's own may answer less than the built-in ones."""
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "plain.py").write_text(PLAIN)
    for code in ("fr", "en"):
        (tmp_path / "templates" / code).mkdir(parents=True)
        (tmp_path / "templates" / code / "labels.toml").write_text('section.plain = "Plain"')
        (tmp_path / "templates" / code / "plain.md.j2").write_text("## {{ label('section.plain') }}\n")
    built_in = (content.labs() / "pw04.toml").read_text("utf-8")
    own = built_in.replace('name = "capacity"', 'name = "plain"\n\n[[section]]\nname = "capacity"')
    (tmp_path / "own.toml").write_text(own, "utf-8")
    lab = load_lab(str(tmp_path / "own.toml"))
    answers, figures = derive(lab, evidence_for(lab))
    for code in ("fr", "en"):
        language = load_language(code, content.templates(), tmp_path / "templates")
        text = write(lab, answers, figures, language, "").markdown
        assert "#plain" in text
