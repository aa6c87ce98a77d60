"""Installed packages offer sections by entry points: found without an import, used by the labs that name them."""

import tomllib
from pathlib import Path

import pytest

from reportgen import content
from reportgen.build import Settings, build
from reportgen.errors import SectionError
from reportgen.i18n import load_language
from reportgen.lab import load_lab

PW04 = tomllib.loads((content.labs() / "pw04.toml").read_text("utf-8"))
ONE_NETWORK = f"""base = "pw04"
without = {[entry["name"] for entry in PW04["section"] if entry["name"] != "mlp_raw"]}
[[section]]
name = "mlp_raw"
cases = [{{ id = "100", hidden = [100] }}]
"""
"""One of the built-in lab's: each figure is drawn anew."""
SECTION = """from reportgen.options import Options
from reportgen.section import Section
from reportgen.spec import Answer


class Nothing(Options):
    pass


class Remark(Section[Nothing]):
    options = Nothing

    def answers(self, name, options, evidence):
        yield Answer(f"{name}.total", sum(case.experiment.model.parameters for case in evidence.cases), "weights")
"""
TITLES = {"fr": "Remarque", "en": "Remark"}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of installed packages."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


def install(site: Path, name: str, value: str) -> None:
    """Write what an installer leaves of a distribution that offers sections."""
    info = site / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{content.GROUP}]\n{name} = {value}\n")


def package(folder: Path, section: str = "remark") -> Path:
    """Write a package that cannot be imported, with a section and its templates, and return it."""
    for part in ("sections", *(f"templates/{code}" for code in TITLES)):
        (folder / part).mkdir(parents=True)
    (folder / "__init__.py").write_text("raise RuntimeError('imported')\n")
    (folder / "sections" / f"{section}.py").write_text(SECTION)
    for code, title in TITLES.items():
        templates = folder / "templates" / code
        (templates / "labels.toml").write_text(f'section.{section} = "{title}"\n')
        text = f"## {{{{ label('section.{section}') }}}}\n\n{{{{ here.total }}}}\n"
        (templates / f"{section}.md.j2").write_text(text)
    return folder


def lab_with(folder: Path, section: str) -> str:
    """Write a lab of one built-in section with one network and of another section, and return its path."""
    folder.mkdir(exist_ok=True)
    path = folder / "mine.toml"
    path.write_text(f'{ONE_NETWORK}\n[[section]]\nname = "{section}"\n', "utf-8")
    return str(path)


def refusal(lab: str) -> SectionError:
    """Return the error that loading a lab gives."""
    with pytest.raises(SectionError) as caught:
        load_lab(lab)
    assert "\n" not in caught.value.message
    return caught.value


@pytest.mark.parametrize("value", ["remarks", "course.remarks"])
def test_a_lab_uses_the_section_of_a_package(site: Path, tmp_path: Path, filled: Path, value: str) -> None:
    """With its prose and its labels in both languages; neither the package nor the one around it is imported."""
    folder = package(site.joinpath(*value.split(".")))
    (site / "course").mkdir(exist_ok=True)
    (site / "course" / "__init__.py").write_text("raise RuntimeError('imported')\n")
    install(site, "remarks", value)
    path = lab_with(tmp_path / "lab", "remark")
    lab = load_lab(path)
    assert lab.folders == (tmp_path / "lab", content.labs(), folder, content.sections().parent)
    build(path, Settings("all", ("md",), "sample", None, filled, tmp_path / "output"))
    weights = sum(case.experiment.model.parameters for case in lab.cases)
    for code, title in TITLES.items():
        text = (tmp_path / "output" / "mine" / code / "report.md").read_text("utf-8")
        total = load_language(code, content.templates()).integer(weights)
        assert text.endswith(f"## {len(lab.chapters)}. {title}\n\n{total}\n")


def test_a_package_that_a_lab_does_not_use_changes_nothing(site: Path) -> None:
    """Neither its labels nor its languages come into the lab."""
    before = load_lab("pw04")
    package(site / "remarks")
    install(site, "remarks", "remarks")
    assert load_lab("pw04") == before


def test_an_unknown_section_lists_those_of_packages_too(site: Path, tmp_path: Path) -> None:
    """Together with the built-in ones."""
    package(site / "remarks")
    install(site, "remarks", "remarks")
    error = refusal(lab_with(tmp_path / "lab", "remarc"))
    assert error.message.endswith("no section 'remarc'; did you mean 'remark'?")
    assert "mlp_raw" in error.hint
    assert "remark" in error.hint


def test_the_lab_s_own_section_comes_before_a_package_s(site: Path, tmp_path: Path) -> None:
    """And its templates before all others."""
    package(site / "remarks")
    install(site, "remarks", "remarks")
    package(tmp_path / "lab")
    lab = load_lab(lab_with(tmp_path / "lab", "remark"))
    assert lab.chapters[-1].folder == tmp_path / "lab"
    assert lab.folders == (tmp_path / "lab", content.labs(), content.sections().parent)


@pytest.mark.parametrize("section", ["remark", "mlp_raw"])
def test_a_section_that_two_offer_is_refused(site: Path, tmp_path: Path, section: str) -> None:
    """Both are named; a package does not take the place of a built-in section either."""
    for name in ("b_remarks", "a_remarks"):
        package(site / name, section)
        install(site, name, name)
    error = refusal(lab_with(tmp_path / "lab", "remark"))
    files = [folder / f"{section}.py" for folder in (site / "a_remarks/sections", site / "b_remarks/sections")]
    files += [path for path in [content.sections() / f"{section}.py"] if path.exists()]
    assert f"expected one section '{section}', received {len(files)}: {', '.join(map(str, files))}" in error.message
    assert str(tmp_path / "lab") in error.hint


def test_two_entry_points_of_one_package_are_one_offer(site: Path, tmp_path: Path) -> None:
    """The same file is not refused as another one's."""
    package(site / "remarks")
    for name in ("one", "two"):
        install(site, name, "remarks")
    assert load_lab(lab_with(tmp_path / "lab", "remark")).chapters[-1].name == "remark"


@pytest.mark.parametrize(
    ("value", "received"),
    [
        ("nowhere", "received no package 'nowhere'"),
        ("nowhere.below", "received no package 'nowhere'"),
        ("remarks:x", "received no package 'remarks:x'"),
        ("empty", "received SITE/empty"),
        ("empty.below", "received SITE/empty/below"),
        ("single", "received SITE/single.py"),
    ],
)
def test_an_entry_point_that_leads_nowhere_is_named(site: Path, value: str, received: str) -> None:
    """The distribution, the entry point, what was expected and what was received; it stops every lab."""
    package(site / "remarks")
    (site / "empty").mkdir()
    (site / "single.py").write_text("")
    install(site, "mine", value)
    error = refusal("pw04")
    assert error.message == (
        f'mine: entry point reportgen.sections: mine = "{value}": expected a package with a folder sections/, '
        + received.replace("SITE", str(site))
    )
    assert "pip uninstall mine" in error.hint
