"""Changes to a lab from the command line, and reports of some of its sections: `--set` and `--only`."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen import content
from reportgen.build import Settings, build, derive
from reportgen.errors import LabError, ReportgenError
from reportgen.i18n import Language
from reportgen.lab import Lab, load_lab
from reportgen.lab_changes import changed
from reportgen.model import Dense
from reportgen.render import report
from reportgen.render.markdown import write
from reportgen.spec import Evidence, Optimizer
from tests.test_build import contents
from tests.test_cli import run

PW04 = content.labs() / "pw04.toml"
SECTIONS = (
    "introduction", "optimizer", "mlp_raw", "mlp_hog", "cnn_digits", "cnn_fashion", "xray_pneumonia", "capacity",
    "conclusion",
)  # fmt: skip
ABOUT_OTHERS = {"introduction", "optimizer", "capacity", "conclusion"}
"""Sections that plan no experiment: they are about those of the others."""


@pytest.fixture
def settings(tmp_path: Path, filled: Path) -> Settings:
    """Return settings that write Markdown in both languages from the stored results."""
    return Settings("all", ("md",), "sample", None, filled, tmp_path / "output")


# ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_value_is_read_as_in_the_file(pw04: Lab) -> None:
    """Numbers, tables, lists and dates; each change is one, all come in their order."""
    lab = load_lab(
        "pw04",
        (
            "training.epochs=2",
            "training.epochs = 3 ",
            'training.optimizer = { name = "Adam", arguments = { beta_1 = 0.5 } }',
            'mlp_raw.cases=[{id="50", hidden=[50]}]',
            "date=2027-01-31",
        ),
    )
    assert lab.options.training.epochs == 3
    training = lab.cases[0].experiment.training
    assert (training.epochs, training.optimizer) == (3, Optimizer("Adam", (("beta_1", 0.5),)))
    assert [case.id for case in lab.cases if case.section == "mlp_raw"] == ["50"]
    hidden = lab.cases[0].experiment.model.layers[1]
    assert isinstance(hidden, Dense)
    assert hidden.units == 50
    assert lab.options.date.isoformat() == "2027-01-31"
    assert [case.id for case in lab.cases[1:]] == [case.id for case in pw04.cases[4:]]


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("title.fr=Réseaux", "Réseaux"),
        ('title.fr="Réseaux"', "Réseaux"),
        ("title.fr=a = b", "a = b"),
        ("title.fr=", ""),
        ("title.fr=true", True),
        ("title.fr=0.50", 0.5),
        ("title.fr=[1, 2", "[1, 2"),
        ("title.fr=2026-99-99", "2026-99-99"),
        ("title.fr=1\nother = 2", "1\nother = 2"),
        ("title.fr=" + "[" * 5000, "[" * 5000),
        ("title.fr=1" + "0" * 5000, "1" + "0" * 5000),
    ],
)
def test_what_is_no_toml_is_text(change: str, value: object) -> None:
    """A shell takes quotes away; whatever can be typed is a value, and none of it is dropped."""
    assert changed({"title": {"fr": "x", "en": "y"}}, [change], "lab")["title"] == {"fr": value, "en": "y"}


def test_bare_text_does_where_text_is_expected() -> None:
    """`protocol=holdout` and the name of an optimizer need no quotes."""
    lab = load_lab("pw04", ("protocol=holdout", "training.optimizer.name=Adam"))
    assert lab.options.protocol == "holdout"
    assert {case.experiment.training.protocol for case in lab.cases} == {"holdout"}
    assert {case.experiment.training.optimizer for case in lab.only(["mlp_raw"]).cases} == {Optimizer("Adam")}


def test_a_key_that_the_file_leaves_out_can_be_given() -> None:
    """What counts is what a lab file may say."""
    assert "seed = 1" in PW04.read_text("utf-8")
    raw = {"training": {"epochs": 10}}
    assert changed(raw, ["training.seed=2"], "lab") == {"training": {"epochs": 10, "seed": 2}}
    assert load_lab("pw04", ("training.optimizer.arguments={rho=0.5}",)).cases[0].experiment.training.optimizer == (
        Optimizer("RMSprop", (("rho", 0.5),))
    )


def test_what_the_file_says_stays_as_it_was(pw04: Lab) -> None:
    """Neither what was read nor the file changes, and the next lab has none of it."""
    text = PW04.read_text("utf-8")
    raw = tomllib.loads(text)
    found = changed(
        raw, ['mlp_raw.cases=[{id="50", hidden=[50]}]', "training.optimizer.name=SGD", "title.fr=x"], "pw04"
    )
    assert found != raw
    assert raw == tomllib.loads(text)
    load_lab("pw04", ("training.epochs=2",))
    assert PW04.read_text("utf-8") == text
    assert load_lab("pw04").cases == pw04.cases


@pytest.mark.parametrize("change", ["training.epochs", "=", "=2", "training.=2", ".epochs=2", "training..epochs=2", ""])
def test_what_is_no_change_says_how_one_is_written(change: str) -> None:
    """With an example."""
    with pytest.raises(LabError, match="--set: expected") as caught:
        load_lab("pw04", (change,))
    assert caught.value.message == f'--set: expected SECTION.KEY=VALUE, received "{change}"'
    assert "--set training.epochs=2" in caught.value.hint


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        ("trainig.epochs=2", "no section or table 'trainig' of pw04; did you mean 'training'?", "training, marking"),
        ("mlp_rwa.dataset=x", "no section or table 'mlp_rwa' of pw04; did you mean 'mlp_raw'?", "mlp_raw, mlp_hog"),
        ("section.name=x", "no section or table 'section' of pw04", "there are: title"),
        ("protocol.x=y", "no section or table 'protocol' of pw04", "there are: title"),
        ("mlp_raw.cases.0.hidden=[5]", "'cases' is no table; set it as a whole, to [{ id = \"100\", hidden =", ""),
        ("training.loss.x=1", "'loss' is no table; set it as a whole, to \"categorical_crossentropy\" or the like", ""),
        ("training.optimiser.name=Adam", "did you mean 'optimizer'?", ""),
    ],
)
def test_a_change_that_leads_nowhere_is_named(change: str, message: str, hint: str) -> None:
    """The change is repeated; the hint lists what there is."""
    with pytest.raises(LabError) as caught:
        load_lab("pw04", (change,))
    assert f"--set {change}" in caught.value.message
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("training.epoch=2", "training.epoch: unknown key; did you mean 'epochs'?"),
        ("epochs=2", "epochs: unknown key"),
        ("conclusion.x=1", "section conclusion: x: unknown key"),
        ("mlp_raw=5", "mlp_raw: unknown key"),
        ("training.epochs=two", 'training.epochs: expected a whole number, received "two"'),
        ("training.epochs=2.5", "training.epochs: expected a whole number, received 2.5"),
        ("training.optimizer=Adam", 'training.optimizer: expected a table, received "Adam"'),
        ("protocol=true", "protocol: expected 'course' or 'holdout', received true"),
        ("mlp_raw.cases=[]", "section mlp_raw: cases: expected 1 or more items, received []"),
        ("mlp_raw.name=mlp_hog", "section.name: expected each once, received twice: mlp_hog"),
        ("training.loss=mse", "training.loss: expected categorical_crossentropy or binary_crossentropy"),
    ],
)
def test_a_change_is_checked_with_the_rest_of_the_file(change: str, message: str) -> None:
    """As if the file said it; the message tells that it does not."""
    with pytest.raises(LabError) as caught:
        load_lab("pw04", (change, "training.batch_size=64"))
    assert caught.value.message.startswith(f"{PW04}: {message}")
    assert caught.value.message.endswith(f" (with --set {change} --set training.batch_size=64)")
    assert caught.value.hint


def test_a_mistake_of_the_file_is_not_blamed_on_a_change(tmp_path: Path) -> None:
    """Without a change nothing is said of `--set`."""
    path = tmp_path / "lab.toml"
    path.write_text(PW04.read_text("utf-8").replace("epochs = 10", "epochs = 0", 1), "utf-8")
    with pytest.raises(LabError) as caught:
        load_lab(str(path))
    assert "--set" not in caught.value.message
    assert load_lab(str(path), ("training.epochs=2",)).options.training.epochs == 2


@pytest.mark.parametrize("change", ["a\nb.c=1", "training.epochs=\n", "training.x\ny=1", "a\u2028b.c=1", "\n"])
def test_any_mistake_is_one_line(change: str) -> None:
    """Whatever a shell hands over."""
    with pytest.raises(ReportgenError) as caught:
        load_lab("pw04", (change,))
    assert len(caught.value.message.splitlines()) == 1


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_has_a_folder_of_its_own(pw04: Lab) -> None:
    """Changed, shortened or both; a lab as its file says it goes to its own, and so do all sections, named."""
    lab = load_lab("pw04", ("training.epochs=2",))
    assert (lab.id, lab.folder, lab.changes) == ("pw04", "pw04-draft", ("training.epochs=2",))
    assert (pw04.folder, pw04.changes, pw04.shortened) == ("pw04", (), False)
    excerpt = pw04.only(["mlp_raw"])
    assert (excerpt.id, excerpt.folder, excerpt.shortened) == ("pw04", "pw04-draft", True)
    assert lab.only(["mlp_raw"]).folder == "pw04-draft"
    whole = pw04.only([*reversed(SECTIONS), "mlp_raw"])
    assert (whole.folder, whole.shortened, whole.shown, whole.cases) == ("pw04", False, SECTIONS, pw04.cases)


def test_an_excerpt_of_an_excerpt_is_one(pw04: Lab) -> None:
    """It never takes the place of the report."""
    excerpt = pw04.only(["mlp_raw"])
    assert excerpt.only(["mlp_raw"]) == excerpt


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (("mlp_raw",), {"mlp_raw"}),
        (("cnn_digits", "mlp_raw"), {"mlp_raw", "cnn_digits"}),
        *(((name,), set(SECTIONS) - ABOUT_OTHERS) for name in sorted(ABOUT_OTHERS)),
        (("conclusion", "mlp_raw"), set(SECTIONS) - ABOUT_OTHERS),
    ],
)
def test_only_keeps_the_experiments_that_the_sections_are_about(
    pw04: Lab, names: tuple[str, ...], read: set[str]
) -> None:
    """Their own; all if one plans none. The sections shown are those named, in the lab's order."""
    lab = pw04.only(names)
    assert lab.shown == tuple(name for name in SECTIONS if name in names)
    assert {case.section for case in lab.cases} == read
    assert lab.cases == tuple(case for case in pw04.cases if case.section in read)
    assert {chapter.name for chapter in lab.chapters} == {*read, *names}


def test_a_section_that_the_lab_does_not_have(pw04: Lab) -> None:
    """The hint lists those that it has."""
    with pytest.raises(LabError, match=r"^--only: no section 'mlp_rwa' in pw04; did you mean 'mlp_raw'\?$") as caught:
        pw04.only(["mlp_hog", "mlp_rwa"])
    assert caught.value.hint == f"sections of pw04: {', '.join(SECTIONS)}"


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_has_a_report_alone(pw04: Lab, evidence: Evidence, language: Language, section: str) -> None:
    """In each language: one chapter, each reference leads somewhere, and the first page says that it is an excerpt."""
    lab = pw04.only([section])
    results = {case.experiment: evidence.result(case) for case in lab.cases}
    data = {case.experiment.dataset: evidence.dataset(case) for case in lab.cases}
    notice = report.notice(lab, data, language)
    document = write(lab, *derive(lab, Evidence(lab.cases, results, data)), language, notice)
    text = document.markdown
    assert re.findall(r"^## (\d+)\. ", text, re.MULTILINE) == ["1"]
    head = text.split("<!-- body -->")[0].replace("\u202f", " ").replace("\xa0", " ")
    said = {"fr": "Ceci est un extrait du rapport : {}.", "en": "This is an excerpt of the report: {}."}
    assert said[language.code].format(language.label(f"section.{section}")) in head
    anchors = re.findall(r'<a id="([^"]+)"></a>', text)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)
    assert set(re.findall(r"\]\((figures/[^)]+)\)", text)) == set(document.figures)


def test_a_draft_leaves_the_report_untouched(settings: Settings) -> None:
    """An excerpt of a changed lab stands beside it, says both, and is built from what is stored."""
    build("pw04", replace(settings, language="fr"))
    before = contents(settings.output)
    changes = ('title.en="A <b>draft</b>"', "date=2027-01-31")
    built = build("pw04", replace(settings, only=("mlp_raw", "optimizer"), changes=changes))
    found = contents(settings.output)
    assert {name: found[name] for name in before} == before
    assert {path.relative_to(settings.output).parts[0] for path in built.files} == {"pw04-draft"}
    for code, words in (("fr", ("ébauche", "extrait")), ("en", ("draft: settings of the lab", "excerpt"))):
        head = found[f"pw04-draft/{code}/report.md"].decode().split("<!-- body -->")[0]
        assert all(word in head for word in (*words, "date=2027-01-31"))
    assert set(found) - set(before) == {str(path.relative_to(settings.output)) for path in built.files}


# ── the command ──────────────────────────────────────────────────────────────────────────────────────────────


def test_the_command_builds_an_excerpt_of_a_changed_lab(tmp_path: Path, filled: Path) -> None:
    """Both options can be repeated."""
    done = run(
        "build", "--lang", "en", "--data", "sample", "--format", "md",
        "--store", str(filled), "--output", str(tmp_path),
        "--only", "conclusion", "--only", "mlp_raw", "--set", "title.en=Mine", "--set", "date=2027-01-31",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(tmp_path / "pw04-draft" / "en" / "report.md")]
    text = (tmp_path / "pw04-draft" / "en" / "report.md").read_text("utf-8")
    assert text.startswith("# Mine\n")
    assert "31 January 2027" in text
    assert len(re.findall(r"^## ", text, re.MULTILINE)) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--only", "mlp_rwa"), "--only: no section 'mlp_rwa' in pw04; did you mean 'mlp_raw'?"),
        (("--only", ""), "--only: no section '' in pw04"),
        (("--set", "epochs"), '--set: expected SECTION.KEY=VALUE, received "epochs"'),
        (("--set", "trainig.epochs=2"), "--set trainig.epochs=2: no section or table 'trainig' of pw04"),
        (("--set", "training.epochs=two"), 'received "two" (with --set training.epochs=two)'),
        (("--why", "--only", "mlp_rwa"), "--only: no section 'mlp_rwa'"),
    ],
)
def test_a_wrong_name_is_one_line_and_a_hint(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    """Exit 1, nothing written."""
    done = run("build", *arguments, cwd=tmp_path, REPORTGEN_STORE=str(tmp_path / "store"))
    assert (done.returncode, done.stdout) == (1, "")
    first, second = done.stderr.splitlines()
    assert message in first
    assert second.startswith("  hint: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--only", "--set"])
def test_an_option_without_its_value_is_wrong_usage(option: str) -> None:
    """Exit 2."""
    assert run("build", option).returncode == 2
