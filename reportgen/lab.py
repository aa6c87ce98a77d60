"""The lab file: which sections, which cases, which protocol, on whose behalf.

A lab is a TOML file. Whatever does not fit is reported with the file, the key, what was expected and what was
received; nothing is ignored.
"""

import datetime
import inspect
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import Field

from reportgen import content, registry
from reportgen.errors import LabError, ReportgenError, SectionError
from reportgen.lab_changes import changed, on_one_line
from reportgen.lab_errors import Table, checked, did_you_mean, written
from reportgen.losses import check_outputs
from reportgen.options import NAME, Localised, Loss, Options
from reportgen.options import name as checked_name
from reportgen.section import Section, SectionContext
from reportgen.spec import Case, Optimizer, Protocol, Training


class OptimizerOptions(Options):
    """The optimizer's Keras class, and arguments other than its defaults."""

    name: str
    arguments: dict[str, bool | int | float | str] = Field(default_factory=dict)

    def spec(self) -> Optimizer:
        """Return the optimizer as part of an experiment."""
        return Optimizer(self.name, tuple(sorted(self.arguments.items())))


class TrainingOptions(Options):
    """How the lab's networks are fitted."""

    optimizer: OptimizerOptions
    loss: Loss
    epochs: int = Field(ge=1, le=10_000)
    batch_size: int = Field(ge=1)
    seed: int = Field(default=1, ge=0, lt=2**32)


class LabOptions(Options):
    """The lab file's own keys; each section checks its own."""

    title: Localised
    subtitle: Localised
    course: Localised
    authors: tuple[Localised, ...] = Field(min_length=1, strict=False)
    date: datetime.date
    protocol: Protocol = "course"
    training: TrainingOptions


@dataclass(frozen=True)
class Chapter:
    """A section as a lab uses it; `folder` has the `sections/` in which it was found."""

    name: str
    section: Section[Any]
    options: Any
    folder: Path


@dataclass(frozen=True)
class Lab:
    """A checked lab.

    Attributes:
        id: the file's name without its ending; the folder of its reports.
        options: title, course, authors, date, protocol, training.
        chapters: the sections in order.
        cases: every experiment that the sections plan.
        shown: the names of the sections that the report has.
        shortened: whether `only` leaves some of the lab's sections out.
        changes: what `--set` changed in the lab file, as it was written.
        folders: where its templates are looked for: its own, those of the installed packages that it uses, the
            built-in one. A package that it does not use changes nothing.
    """

    id: str
    options: LabOptions
    chapters: tuple[Chapter, ...]
    cases: tuple[Case, ...]
    folders: tuple[Path, ...]
    shown: tuple[str, ...]
    shortened: bool = False
    changes: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of its reports: a draft, changed or shortened, never takes the place of the report."""
        return f"{self.id}-draft" if self.changes or self.shortened else self.id

    def only(self, names: Sequence[str]) -> "Lab":
        """Return the lab for a report of some sections, in the lab's order.

        Their experiments are kept; all are, if one of the sections plans none and so is about those of the others.

        Raises:
            LabError: a section that the lab does not have.
        """
        own = tuple(chapter.name for chapter in self.chapters)
        for name in names:
            if name not in own:
                hint = f"sections of {self.id}: {', '.join(own)}"
                raise LabError(f"--only: no section '{name}' in {self.id}{did_you_mean(name, own)}", hint)
        planning = {case.section for case in self.cases}
        read = planning if set(names) - planning else set(names)
        return replace(
            self,
            chapters=tuple(chapter for chapter in self.chapters if chapter.name in {*read, *names}),
            cases=tuple(case for case in self.cases if case.section in read),
            shown=tuple(name for name in own if name in names),
            shortened=self.shortened or set(names) != set(own),
        )


def names() -> tuple[str, ...]:
    """Return the names of the built-in labs."""
    return tuple(sorted(path.stem for path in content.labs().glob("*.toml")))


def load_lab(name: str, changes: Sequence[str] = ()) -> Lab:
    """Load a built-in lab by its name, or a lab file by its path.

    Args:
        name: of a built-in lab, or the path of a lab file.
        changes: what to change in it, each as `SECTION.KEY=VALUE`; see `lab_changes.changed`.

    Raises:
        LabError: no such lab, or a lab file that does not say what a lab must say.
        SectionError: a section that cannot be found or loaded, or that fails.
    """
    path = _find(name)
    raw = _read(path)
    if not changes:
        return _lab(path, raw)
    raw = changed(raw, changes, path.stem)
    items = tuple(map(on_one_line, changes))
    try:
        return replace(_lab(path, raw), changes=items)
    except (LabError, SectionError) as error:
        given = " ".join(f"--set {item}" for item in items)
        raise type(error)(f"{error.message} (with {given})", error.hint) from error


def _find(name: str) -> Path:
    path = Path(name) if name.endswith(".toml") else content.labs() / f"{name}.toml"
    if path.is_file():
        return path
    hint = f"built-in labs: {', '.join(names())}; or the path of a .toml file"
    if Path(name).is_dir():
        raise LabError(f"{name}: is a folder; name the .toml file in it", hint)
    if name.endswith(".toml"):
        raise LabError(f"{name}: no such file", hint)
    raise LabError(f"no lab '{name}'{did_you_mean(name, names())}", hint)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise LabError(f"{path}: cannot be read: {error.strerror}", "check the file's permissions") from None
    except UnicodeDecodeError as error:
        raise LabError(f"{path}: not UTF-8 (byte {error.start})", "save it as UTF-8") from None
    except (ValueError, RecursionError) as error:
        hint = "texts stand in quotes, [training] and [[section]] on lines of their own; see https://toml.io"
        raise LabError(f"{path}: not a TOML file: {error}", hint) from None


def _lab(path: Path, raw: Mapping[str, Any]) -> Lab:
    options: LabOptions = checked(LabOptions, raw, Table(str(path), "the lab file", ("section",)))
    folders = (path.parent, *content.packages(), content.sections().parent)
    chapters = _chapters(raw.get("section", []), tuple(folder / "sections" for folder in folders), path)
    used = {path.parent, *(chapter.folder for chapter in chapters), content.sections().parent}
    training = Training(
        options.training.optimizer.spec(),
        **options.training.model_dump(exclude={"optimizer"}),
        protocol=options.protocol,
    )
    cases = tuple(case for chapter in chapters for case in _planned(chapter, training, path))
    if not cases:
        raise LabError(f"{path}: no section plans an experiment", "add a section with cases, such as mlp_raw")
    _unique([case.key for case in cases], f"{path}: case id", "give each case of a section an id of its own")
    for chapter in chapters:
        with calling(chapter, "check", path, f"change that in the lab file, or leave section {chapter.name} out"):
            chapter.section.check(chapter.options, cases)
    templates = tuple(folder for folder in folders if folder in used)
    return Lab(path.stem, options, chapters, cases, templates, tuple(chapter.name for chapter in chapters))


def _chapters(entries: Any, folders: tuple[Path, ...], path: Path) -> tuple[Chapter, ...]:
    """Return the sections of the lab file in order, each with its options."""
    hint = f'write [[section]] and under it name = "..."; sections: {", ".join(registry.names(folders))}'
    if not isinstance(entries, list) or not entries:
        received = written(entries) if entries else "none"
        raise LabError(f"{path}: section: expected tables [[section]], received {received}", hint)
    found = [_section_name(entry, f"{path}: section {n}", hint) for n, entry in enumerate(entries, start=1)]
    _unique(found, f"{path}: section.name", "a lab has each section once, with all of its cases")
    return tuple(_chapter(name, entry, folders, path) for name, entry in zip(found, entries, strict=True))


def _section_name(entry: Any, where: str, hint: str) -> str:
    if not isinstance(entry, dict):
        raise LabError(f"{where}: expected a table, received {written(entry)}", hint)
    if "name" not in entry:
        raise LabError(f"{where}: no name", hint)
    try:
        return checked_name(entry["name"])
    except (TypeError, ValueError):
        raise LabError(f"{where}: name: expected {NAME}, received {written(entry['name'])}", hint) from None


def _chapter(name: str, entry: Mapping[str, Any], folders: tuple[Path, ...], path: Path) -> Chapter:
    where = f"{path}: section {name}"
    file = registry.find(name, folders, where)
    section = registry.load(file.resolve())
    options = checked(section.options, entry, Table(where, f"section {name}", ("name",)))
    return Chapter(name, section, options, file.parent.parent)


def _planned(chapter: Chapter, training: Training, path: Path) -> tuple[Case, ...]:
    """Return the cases that a section plans."""
    keys = ", ".join(("name", *chapter.section.options.model_fields))
    others = ", ".join(TrainingOptions.model_fields)
    with calling(chapter, "plan", path, f"keys of section {chapter.name}: {keys}; of training: {others}"):
        cases = tuple(chapter.section.plan(chapter.options, SectionContext(chapter.name, training=training)))
        for case in cases:
            check_outputs(case.experiment.training.loss, case.experiment.model.output_shape[-1])
            if case.id in chapter.section.reserved:
                hint = f"give the case another id; taken: {', '.join(sorted(chapter.section.reserved))}"
                raise LabError(f"case id '{case.id}': one of the section's own answers has it", hint)
    return cases


@contextmanager
def calling(chapter: Chapter, method: str, path: Path | None = None, hint: str = "") -> Iterator[None]:
    """Say where a section's method failed: in the lab file if it refuses what stands there, else in its own file.

    Args:
        chapter: the section that is called.
        method: what is called.
        path: the lab file, while what stands there is being checked.
        hint: for a refusal that has none.

    Raises:
        LabError: the section refuses what stands in the lab file.
        SectionError: the section's own code failed; names its file and line.
    """
    where = f"section {chapter.name}"
    try:
        yield
    except ReportgenError as error:
        if path is None:
            raise type(error)(f"{where}: {error.message}", error.hint) from error
        raise LabError(f"{path}: {where}: {error.message}", error.hint or hint) from error
    except Exception as error:
        place = registry.failed_at(Path(inspect.getfile(type(chapter.section))), error)
        text = registry.in_one_line(error)
        raise SectionError(f"{place}: {where}, {method}(): {text}", registry.MEND) from error


def _unique(items: list[str], where: str, hint: str) -> None:
    twice = sorted({item for item in items if items.count(item) > 1})
    if twice:
        raise LabError(f"{where}: expected each once, received twice: {', '.join(twice)}", hint)
