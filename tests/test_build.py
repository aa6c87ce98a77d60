"""Whole builds from stored results: no training, no TensorFlow, the same bytes, all or nothing."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.build import Settings, build
from reportgen.errors import DataError, LanguageError, RenderError, ReportgenError, SectionError
from reportgen.lab import load_lab

ROOT = Path(__file__).parents[1]


@pytest.fixture
def settings(tmp_path: Path, filled: Path) -> Settings:
    """Return settings that write Markdown in both languages from the stored results."""
    return Settings("all", ("md",), "sample", None, filled, tmp_path / "output")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_writes_what_it_says(settings: Settings) -> None:
    """Markdown with its figures and the answer key, per language; the key is the same in all."""
    built = build("pw04", settings)
    found = contents(settings.output)
    assert set(found) == {str(path.relative_to(settings.output)) for path in built.files}
    assert found["pw04/fr/answers.json"] == found["pw04/en/answers.json"]
    for code in ("fr", "en"):
        text = found[f"pw04/{code}/report.md"].decode()
        drawn = {name.removeprefix(f"pw04/{code}/") for name in found if name.startswith(f"pw04/{code}/figures/")}
        assert drawn
        assert drawn == set(re.findall(r"]\((figures/[^)]+)\)", text))


def test_the_answer_key_is_language_neutral_and_marks_sample_data(settings: Settings) -> None:
    """Ids are unique; each answer says its value, unit, comparison and derivation."""
    build("pw04", settings)
    key = json.loads((settings.output / "pw04" / "fr" / "answers.json").read_text("utf-8"))
    assert (key["schema"], key["lab"], key["protocol"]) == (3, "pw04", "course")
    assert key["data"]["mnist"]["origin"] == "sample"
    answers = {answer["id"]: answer for answer in key["answers"]}
    assert len(answers) == len(key["answers"])
    total = answers["mlp_raw.100.parameters.total"]
    assert (total["value"], total["unit"], total["compare"]) == (79_510, "weights", {"how": "exact"})
    assert total["derivation"] == [{"rule": "total", "computation": "78500 + 1010", "result": 79_510}]
    accuracy = answers["mlp_raw.100.scores.accuracy"]
    assert accuracy["compare"]["low"] < accuracy["value"] < accuracy["compare"]["high"]


def test_the_same_results_give_the_same_bytes(settings: Settings, tmp_path: Path) -> None:
    """Two builds are identical, from another folder and with an empty figure cache too."""
    build("pw04", settings)
    again = replace(settings, output=tmp_path / "again")
    build("pw04", again)
    assert contents(settings.output) == contents(again.output)


def test_a_failed_build_leaves_the_old_report_untouched(settings: Settings, tmp_path: Path) -> None:
    """An error in the last language means that none is written."""
    build("pw04", settings)
    before = contents(settings.output)
    lab = tmp_path / "pw04.toml"
    text = (ROOT / "reportgen" / "labs" / "pw04.toml").read_text("utf-8")
    lab.write_text(text.replace('course = { fr = "', 'course = { de = "', 1), "utf-8")
    with pytest.raises(LanguageError, match=r"course: no text in 'fr' \(has de, en\)"):
        build(str(lab), settings)
    assert contents(settings.output) == before


def test_what_an_earlier_build_left_does_not_stay(settings: Settings) -> None:
    """A stale figure or PDF is removed; a file that no build writes is not."""
    folder = settings.output / "pw04" / "fr"
    (folder / "figures").mkdir(parents=True)
    for name in ("report.pdf", "figures/old.svg", "notes.txt"):
        (folder / name).write_text("from yesterday")
    build("pw04", settings)
    assert not (folder / "report.pdf").exists()
    assert not (folder / "figures" / "old.svg").exists()
    assert (folder / "notes.txt").read_text() == "from yesterday"


def test_an_output_that_cannot_be_written_is_named(settings: Settings, tmp_path: Path) -> None:
    """A file where the folder should be."""
    (tmp_path / "file").write_text("")
    with pytest.raises(RenderError, match="cannot be written") as caught:
        build("pw04", replace(settings, output=tmp_path / "file"))
    assert "--output" in caught.value.hint


def test_sample_data_is_marked_on_the_first_page(settings: Settings) -> None:
    """The notice stands before the body."""
    build("pw04", settings)
    for code, notice in (("fr", "À noter."), ("en", "Please note.")):
        head = (settings.output / "pw04" / code / "report.md").read_text("utf-8").split("<!-- body -->")[0]
        assert notice in head


def test_real_data_that_is_not_there_stops_the_build(settings: Settings, tmp_path: Path) -> None:
    """`--data real` never falls back."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError) as caught:
        build("pw04", replace(settings, data="real", data_dir=tmp_path / "empty"))
    assert "--data sample" in caught.value.hint


def test_without_tensorflow_stored_results_are_rendered_and_training_says_what_to_install(
    tmp_path: Path, filled: Path
) -> None:
    """A machine without the extra `train`: what is stored is rendered, what is missing is refused."""
    hidden = (
        "import sys, importlib.util as u\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, package=None: None if name in ('tensorflow', 'keras') else find(name, package)\n"
        "from reportgen.cli import main\n"
        "main()\n"
    )
    command = [sys.executable, "-c", hidden, "build", "--data", "sample", "--format", "md", "--output", str(tmp_path)]
    done = subprocess.run([*command, "--store", str(filled)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    refused = subprocess.run([*command, "--store", str(tmp_path / "s")], capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    count = len(list(filled.glob("*.result")))
    assert f"TensorFlow is not installed, and {count} of {count} experiments have no stored result" in refused.stderr
    assert "pip install 'reportgen[train]'" in refused.stderr


def test_a_cached_build_never_imports_tensorflow_or_matplotlib(tmp_path: Path, filled: Path) -> None:
    """What is stored is not paid for again."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom reportgen.build import Settings, build\n"
        f"s = Settings('fr', ('md',), 'sample', None, Path({str(filled)!r}), Path({str(tmp_path)!r}))\n"
        "build('pw04', s)\nbuild('pw04', s)\n"
        "print(*sorted(m for m in sys.modules if '.' not in m))\n"
    )
    first = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"tensorflow", "keras"} & set(first.stdout.split())
    second = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"tensorflow", "keras", "matplotlib", "weasyprint", "sklearn"} & set(second.stdout.split())


def test_every_known_error_is_one_line_with_a_hint() -> None:
    """The base class carries both, across processes too."""
    import pickle

    error = pickle.loads(pickle.dumps(DataError("mnist.npz: damaged", "download it again")))
    assert isinstance(error, ReportgenError)
    assert (error.message, error.hint) == ("mnist.npz: damaged", "download it again")


def own_lab(folder: Path, *, template: str = "## {{ label('section.remark') }}\n\n{{ here.total }}\n") -> Path:
    """Write a lab of one built-in section and one of its own, in both languages, and return its path."""
    (folder / "sections").mkdir()
    (folder / "sections" / "remark.py").write_text(
        "from reportgen.options import Options\n"
        "from reportgen.section import Section\nfrom reportgen.spec import Answer\n"
        "class Nothing(Options):\n    pass\n"
        "class Remark(Section[Nothing]):\n"
        "    options = Nothing\n"
        "    def answers(self, name, options, evidence):\n"
        "        yield Answer(f'{name}.total', sum(c.experiment.model.parameters for c in evidence.cases), 'weights')\n"
    )
    for code, title in (("fr", "Remarque"), ("en", "Remark")):
        (folder / "templates" / code).mkdir(parents=True)
        (folder / "templates" / code / "labels.toml").write_text(f'[section]\nremark = "{title}"\n')
        (folder / "templates" / code / "remark.md.j2").write_text(template)
    path = folder / "mine.toml"
    others = sorted({*load_lab("pw04").shown} - {"mlp_raw"})  # its labels mean that every figure is drawn anew
    path.write_text(f'base = "pw04"\nwithout = {others}\n[[section]]\nname = "remark"\n', "utf-8")
    return path


def test_a_lab_of_ones_own_brings_sections_templates_and_labels(settings: Settings, tmp_path: Path) -> None:
    """They lie beside the lab file and come in by the same door as the built-in ones."""
    build(str(own_lab(tmp_path)), settings)
    for code, title, total in (("fr", "Remarque", "1\u202f033\u202f540"), ("en", "Remark", "1,033,540")):
        text = (settings.output / "mine" / code / "report.md").read_text("utf-8")
        assert text.endswith(f"## 2. {title}\n\n{total}\n")


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ here.totl }}", r"remark\.md\.j2:1: .*no answer 'remark\.totl'"),
        ("\n{{ here.total.value / 0 }}", r"remark\.md\.j2:2: ZeroDivisionError: division by zero"),
        ("{% if %}", r"remark\.md\.j2:1: "),
        ("{{ label('nothing') }}", r"no label 'nothing'"),
    ],
)
def test_a_template_that_fails_names_its_file_and_line(
    settings: Settings, tmp_path: Path, template: str, message: str
) -> None:
    """One line, no traceback."""
    with pytest.raises(ReportgenError, match=message):
        build(str(own_lab(tmp_path, template=template)), settings)


@pytest.mark.parametrize("missing", ["templates/en/remark.md.j2", "templates/en/labels.toml"])
def test_what_a_language_lacks_is_known_before_training(settings: Settings, tmp_path: Path, missing: str) -> None:
    """An empty store would have to train: the error comes first."""
    lab = own_lab(tmp_path)
    (tmp_path / missing).unlink()
    with pytest.raises((RenderError, LanguageError), match=r"remark"):
        build(str(lab), replace(settings, store=tmp_path / "empty"))


def test_a_section_that_fails_names_its_file_and_line(settings: Settings, tmp_path: Path) -> None:
    """A mistake in a section's code is one line, with the place where it arose."""
    lab = own_lab(tmp_path)
    path = tmp_path / "sections" / "remark.py"
    path.write_text(path.read_text().replace("evidence.cases", "evidence.case"))
    with pytest.raises(SectionError, match=r"remark\.py:9: section remark, answers\(\): AttributeError"):
        build(str(lab), settings)
