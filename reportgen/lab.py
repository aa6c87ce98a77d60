"""The lab file: which sections, which cases, which protocol, on whose behalf.

A lab is a TOML file. Whatever does not fit is reported with the file, the key, what was expected and what was
received; nothing is ignored.
"""

import datetime
import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import Field

from reportgen import chains, content, lab_file, questions, registry
from reportgen.errors import LabError, ReportgenError, SectionError
from reportgen.lab_changes import changed, on_one_line
from reportgen.lab_errors import Table, checked, did_you_mean, written
from reportgen.losses import check_outputs
from reportgen.options import NAME, SEEDS, Localised, Options, TrainingChanges, TrainingOptions
from reportgen.options import name as checked_name
from reportgen.questions import Marking, QuestionOptions
from reportgen.section import Section, SectionContext
from reportgen.spec import Case, Protocol, Training, Trial


class LabOptions(Options):
    """The lab file's own keys; each section checks its own."""

    title: Localised
    subtitle: Localised
    course: Localised
    authors: tuple[Localised, ...] = Field(min_length=1, strict=False)
    date: datetime.date
    protocol: Protocol = "course"
    seeds: int = Field(default=1, ge=1, le=1000)
    training: TrainingOptions
    question: tuple[QuestionOptions, ...] = Field(default=(), strict=False)
    marking: Marking = Marking()


class _OwnTraining(Options):
    """The table of a section that every section may have."""

    training: TrainingChanges


@dataclass(frozen=True)
class Chapter:
    """A section as a lab uses it; `folder` has the `sections/` in which it was found."""

    name: str
    section: Section[Any]
    options: Any
    training: Training
    folder: Path


@dataclass(frozen=True)
class Lab:
    """A checked lab.

    Attributes:
        id: the file's name without its ending; the folder of its reports.
        options: title, course, authors, date, protocol, seeds, training, questions.
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

    @property
    def seeds(self) -> int:
        """How many seeds every case is trained with, other than those that need replicates of their own."""
        return next((len(case.runs) for case in self.cases if case.replicates == 1), 1)

    def seeded(self, seeds: int) -> "Lab":
        """Return the lab with so many seeds: that of the lab file and those that follow it.

        Raises:
            LabError: the last one would be larger than a seed can be.
        """
        largest = max(case.experiment.training.seed + max(seeds, case.replicates) for case in self.cases) - 1
        if largest >= SEEDS:
            raise LabError(f"{self.id}: seed: expected all {seeds} seeds below {SEEDS}, received up to {largest}")
        return replace(self, cases=tuple(_repeated(case, seeds) for case in self.cases))

    def only(self, names: Sequence[str]) -> "Lab":
        """Return the lab for a report of some sections, in the lab's order.

        Their experiments are kept, and those that they say they read, with those that these read in turn; all are, if
        one of the sections neither plans nor says what it reads, and so is about the others.

        Raises:
            LabError: a section that the lab does not have.
        """
        own = tuple(chapter.name for chapter in self.chapters)
        for name in names:
            if name not in own:
                hint = f"sections of {self.id}: {', '.join(own)}"
                raise LabError(f"--only: no section '{name}' in {self.id}{did_you_mean(name, own)}", hint)
        planning = {case.section for case in self.cases}
        reads = {chapter.name: _read(chapter) for chapter in self.chapters}
        silent = any(name not in planning and not reads[name] for name in names)
        read = planning if silent else _reached(names, reads)
        return replace(
            self,
            chapters=tuple(chapter for chapter in self.chapters if chapter.name in {*read, *names}),
            cases=tuple(case for case in self.cases if case.section in read),
            shown=tuple(name for name in own if name in names),
            shortened=self.shortened or set(names) != set(own),
        )


def _read(chapter: Chapter) -> set[str]:
    """Return the sections whose cases a section reads."""
    return {key.partition(".")[0] for key in chapter.section.reads(chapter.options)}


def _reached(names: Iterable[str], reads: Mapping[str, set[str]]) -> set[str]:
    """Return some sections with those that they read, and those that these read in turn."""
    found: set[str] = set()
    further = set(names)
    while further:
        found |= further
        further = set(chain.from_iterable(reads[name] for name in further)) - found
    return found


def load_lab(name: str, changes: Sequence[str] = ()) -> Lab:
    """Load a built-in lab by its name, or a lab file by its path.

    Args:
        name: of a built-in lab, or the path of a lab file.
        changes: what to change in it, each as `SECTION.KEY=VALUE`; see `lab_changes.changed`.

    Raises:
        LabError: no such lab, or a lab file that does not say what a lab must say.
        SectionError: a section that cannot be found or loaded, or that fails.
    """
    path = lab_file.find(name)
    raw, files = lab_file.read(path)
    if not changes:
        return _lab(path, raw, files)
    raw = changed(raw, changes, path.stem)
    items = tuple(map(on_one_line, changes))
    try:
        return replace(_lab(path, raw, files), changes=items)
    except (LabError, SectionError) as error:
        given = " ".join(f"--set {item}" for item in items)
        raise type(error)(f"{error.message} (with {given})", error.hint) from error


def _lab(path: Path, raw: Mapping[str, Any], files: Sequence[Path]) -> Lab:
    options: LabOptions = checked(LabOptions, raw, Table(str(path), "the lab file", (*lab_file.BASE_KEYS, "section")))
    own = tuple(dict.fromkeys(file.parent for file in files))
    folders = (*own, *content.packages(), content.sections().parent)
    training = Training(
        options.training.optimizer.spec(),
        **options.training.model_dump(exclude={"optimizer"}),
        protocol=options.protocol,
    )
    sources = tuple(folder / "sections" for folder in folders)
    questions.check(options.question, registry.names(sources), str(path))
    chapters = _chapters(raw.get("section", []), training, sources, path)
    used = {*own, *(chapter.folder for chapter in chapters), content.sections().parent}
    cases: tuple[Case, ...] = ()
    for chapter in chapters:
        cases += _planned(chapter, cases, path)
    if not cases:
        raise LabError(f"{path}: no section plans an experiment", "add a section with cases, such as mlp_raw")
    _unique([case.key for case in cases], f"{path}: case id", "give each case of a section an id of its own")
    for chapter in chapters:
        _tried(chapter, cases, path)
        with calling(chapter, "check", path, f"change that in the lab file, or leave section {chapter.name} out"):
            chapter.section.check(chapter.options, cases)
    templates = tuple(folder for folder in folders if folder in used)
    lab = Lab(path.stem, options, chapters, cases, templates, tuple(chapter.name for chapter in chapters))
    return lab.seeded(options.seeds)


def _chapters(entries: Any, training: Training, folders: tuple[Path, ...], path: Path) -> tuple[Chapter, ...]:
    """Return the sections of the lab file in order, each with its options."""
    hint = f'write [[section]] and under it name = "..."; sections: {", ".join(registry.names(folders))}'
    if not isinstance(entries, list) or not entries:
        received = written(entries) if entries else "none"
        raise LabError(f"{path}: section: expected tables [[section]], received {received}", hint)
    found = [_section_name(entry, f"{path}: section {n}", hint) for n, entry in enumerate(entries, start=1)]
    _unique(found, f"{path}: section.name", "a lab has each section once, with all of its cases")
    return tuple(_chapter(name, entry, training, folders, path) for name, entry in zip(found, entries, strict=True))


def _section_name(entry: Any, where: str, hint: str) -> str:
    if not isinstance(entry, dict):
        raise LabError(f"{where}: expected a table, received {written(entry)}", hint)
    if "name" not in entry:
        raise LabError(f"{where}: no name", hint)
    try:
        return checked_name(entry["name"])
    except (TypeError, ValueError):
        raise LabError(f"{where}: name: expected {NAME}, received {written(entry['name'])}", hint) from None


def _chapter(name: str, entry: Mapping[str, Any], training: Training, folders: tuple[Path, ...], path: Path) -> Chapter:
    where = f"{path}: section {name}"
    file = registry.find(name, folders, where)
    section = registry.load(file.resolve())
    options = checked(section.options, entry, Table(where, f"section {name}", ("name", "training")))
    own: _OwnTraining = checked(_OwnTraining, {"training": entry.get("training", {})}, Table(where, where, ()))
    return Chapter(name, section, options, own.training.of(training), file.parent.parent)


def _planned(chapter: Chapter, before: tuple[Case, ...], path: Path) -> tuple[Case, ...]:
    """Return the cases that a section plans; `before` are those of the sections before it."""
    keys = ", ".join(("name", "training", *chapter.section.options.model_fields))
    others = ", ".join(TrainingOptions.model_fields)
    with calling(chapter, "plan", path, f"keys of section {chapter.name}: {keys}; of training: {others}"):
        context = SectionContext(chapter.name, training=chapter.training, cases=before)
        cases = tuple(chapter.section.plan(chapter.options, context))
        for case in cases:
            training = case.experiment.training
            check_outputs(training.loss, case.experiment.model.output_shape[-1], training.target)
            if case.id in chapter.section.reserved:
                hint = f"give the case another id; taken: {', '.join(sorted(chapter.section.reserved))}"
                raise LabError(f"case id '{case.id}': one of the section's own answers has it", hint)
    return cases


def trials(lab: Lab) -> tuple[Trial, ...]:
    """Return what a lab's sections ask of trained networks, of each of its seeds."""
    runs = [tuple(case.run(number) for case in lab.cases) for number in range(lab.seeds)]
    return tuple(trial for cases in runs for chapter in lab.chapters for trial in _tried(chapter, cases))


def _tried(chapter: Chapter, cases: tuple[Case, ...], path: Path | None = None) -> tuple[Trial, ...]:
    """Return the evaluations that a section asks for; `LabError` for networks that do not fit together."""
    hint = f"change that in the lab file, or leave section {chapter.name} out"
    with calling(chapter, "evaluations", path, hint):
        return tuple(
            Trial(chapter.name, name, chains.checked(item))
            for name, item in chapter.section.evaluations(chapter.name, chapter.options, cases).items()
        )


def _repeated(case: Case, seeds: int) -> Case:
    training = case.experiment.training
    count = case.replicates if case.replicates > 1 else seeds
    further = (replace(training, seed=training.seed + number) for number in range(1, count))
    return replace(case, repeats=tuple(replace(case.experiment, training=other) for other in further))


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
