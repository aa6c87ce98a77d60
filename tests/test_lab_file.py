"""A lab file may be based on another: what it says counts, the rest is the base's."""

from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.errors import LabError
from reportgen.lab import load_lab
from reportgen.lab_file import names

SECTION = """
from reportgen.options import Options
from reportgen.section import Section


class Nothing(Options):
    pass


class Own(Section[Nothing]):
    options = Nothing

    def answers(self, name, options, evidence):
        return iter(())
"""


TWICE = '[[section]]\nname = "mlp_raw"\n'


def lab(tmp_path: Path, text: str, name: str = "mine.toml") -> str:
    """Write a lab file and return its path."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path)


def test_the_editions_share_one_base() -> None:
    """Each has the sections of the built-in lab but the other's last one, and so the same experiments."""
    both, fashion, xray = (load_lab(name) for name in ("pw04", "pw04-fashion", "pw04-xray"))
    assert set(both.shown) - set(fashion.shown) == {"xray_pneumonia"}
    assert set(both.shown) - set(xray.shown) == {"cnn_fashion"}
    assert {case.experiment for case in (*fashion.cases, *xray.cases)} == {case.experiment for case in both.cases}
    assert both.options.title == fashion.options.title
    assert len({both.options.subtitle["fr"], fashion.options.subtitle["fr"], xray.options.subtitle["fr"]}) == 3


def test_keys_of_a_section_stand_for_those_of_the_base(tmp_path: Path) -> None:
    """Other keys of the section and other sections are the base's; a new section comes last."""
    path = lab(
        tmp_path,
        'base = "pw04"\nwithout = ["capacity"]\nseeds = 2\n'
        '[[section]]\nname = "mlp_raw"\ncases = [{ id = "8", hidden = [8] }]\n'
        '[[section]]\nname = "own"\n',
    )
    lab(tmp_path, SECTION, "sections/own.py")
    found, base = load_lab(path), load_lab("pw04")
    assert [case.id for case in found.cases if case.section == "mlp_raw"] == ["8"]
    assert found.cases[0].experiment.dataset == "mnist"
    assert found.shown == (*(name for name in base.shown if name != "capacity"), "own")
    assert (found.id, found.seeds) == ("mine", 2)


def test_training_that_is_not_given_stays_as_it_is_in_the_base(tmp_path: Path) -> None:
    """Of the lab's and of a section's: one key more does not undo the others."""
    text = 'base = "pw04"\ntraining = { epochs = 2 }\n[[section]]\nname = "xray_pneumonia"\ntraining = { seed = 7 }\n'
    found, base = (
        {case.section: case.experiment.training for case in load_lab(name).cases}
        for name in (lab(tmp_path, text), "pw04")
    )
    assert found["mlp_raw"] == replace(base["mlp_raw"], epochs=2)
    assert found["xray_pneumonia"] == replace(base["xray_pneumonia"], seed=7)


def test_a_base_may_have_a_base_and_sections_of_its_own(tmp_path: Path) -> None:
    """A relative path begins at the file that names it; the base's sections are found beside the base."""
    lab(tmp_path, SECTION, "course/sections/own.py")
    lab(tmp_path, 'base = "pw04"\n[[section]]\nname = "own"\n', "course/base.toml")
    found = load_lab(lab(tmp_path, 'base = "../course/base.toml"\n', "mine/lab.toml"))
    assert found.shown == (*load_lab("pw04").shown, "own")
    assert tmp_path / "course" in [folder.resolve() for folder in found.folders]


def test_without_leaves_out_what_the_base_has_from_its_own(tmp_path: Path) -> None:
    """An edition is a base like any other: with the sections of the lab that it is based on."""
    found = load_lab(lab(tmp_path, 'base = "pw04-fashion"\nwithout = ["capacity"]\n'))
    assert found.shown == tuple(name for name in load_lab("pw04-fashion").shown if name != "capacity")


def test_changes_apply_to_what_comes_from_the_base() -> None:
    """`--set` names sections of the base too."""
    found = load_lab("pw04-fashion", ("mlp_raw.training.epochs=2",))
    epochs = {case.section: case.experiment.training.epochs for case in found.cases}
    assert (epochs["mlp_raw"], epochs["mlp_hog"]) == (2, 10)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('base = "pw40"', "base: no lab 'pw40'; did you mean 'pw04'?", "built-in labs: "),
        ('base = "other.toml"', "base: other.toml: no such file", "built-in labs: "),
        ("base = 4", "base: expected a lab, received 4", "built-in labs: "),
        ('base = "mine.toml"', "leads back to", "a lab has one base"),
        ('base = "pw04"\nwithout = ["capacities"]', 'without: the base has no section "capacities"', "capacity"),
        ('base = "pw04"\nwithout = "capacity"', "without: expected a list of sections", "capacity"),
        ('without = ["capacity"]', "without: expected a base that has the sections", 'write base = "..."'),
        ('base = "pw04"\nwithou = ["capacity"]', "withou: unknown key; did you mean 'without'?", "base, without, "),
        ('base = "pw04"\nwithout = [["capacity"]]', "without: the base has no section", "capacity"),
        ('base = "pw04"\nsection = "capacity"', "section: expected tables with a name, received", "[[section]]"),
        ('base = "pw04"\nsection = ["capacity"]', "section: expected tables with a name, received", "name ="),
        ('base = "pw04"\n[[section]]\nname = ["capacity"]', "section: expected tables with a name", "name ="),
        ('base = "pw04"\n[[section]]\ncases = []', "section: expected tables with a name", "name ="),
        (f'base = "pw04"\n{2 * TWICE}', "section.name: expected each once, received twice: mlp_raw", "once"),
        ('base = "pw04"\n[[section]]\nname = "mlp_raw"\nhiden = 3', "hiden: unknown key", "keys of section mlp_raw"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, text: str, message: str, hint: str) -> None:
    """The file, the key, what was expected and received."""
    path = lab(tmp_path, text)
    with pytest.raises(LabError) as caught:
        load_lab(path)
    assert caught.value.message.startswith(path)
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_seed_that_is_none_is_refused_before_training(tmp_path: Path) -> None:
    """The seeds that follow the largest one are too large."""
    path = lab(tmp_path, 'base = "pw04"\n[training]\nseed = 4294967295\n')
    assert load_lab(path).seeds == 1
    with pytest.raises(LabError, match="expected all 2 seeds below 4294967296"):
        load_lab(path).seeded(2)


def test_every_built_in_lab_loads() -> None:
    """The sweeps too, which are not built by default."""
    assert {"pw04", "pw04-fashion", "pw04-xray"} <= set(names())
    for name in names():
        assert load_lab(name).cases
