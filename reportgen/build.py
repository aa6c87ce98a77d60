"""The verb `build`: a lab becomes reports.

    lab -> datasets -> results -> answers and figures -> Markdown -> HTML -> PDF -> files

Each stage takes what the one before returns, and nothing is written before every language is complete.
"""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from reportgen import datasets, engine, output, packed, protocol
from reportgen.answers import spread
from reportgen.answers_file import answers_json
from reportgen.errors import SectionError
from reportgen.i18n import Language, languages, load_language
from reportgen.lab import Lab, calling, load_lab, trials
from reportgen.plots import Figure
from reportgen.processes import Processes, default_jobs
from reportgen.progress import Progress
from reportgen.render import markdown, report
from reportgen.spec import Answer, Dataset, Evidence
from reportgen.store import Store

Format = Literal["md", "pdf"]
FORMATS: tuple[Format, ...] = ("md", "pdf")
FormatT = TypeVar("FormatT", bound=str)


@dataclass(frozen=True)
class Settings:
    """How to build.

    Attributes:
        language: code of the language to write, or `all`.
        formats: `md` writes Markdown and figures, `pdf` the PDF.
        data: real data, sample data, or whichever is found.
        data_dir: where data is looked for first.
        store: the folder of the results.
        output: the folder of the reports; a lab's go to `<output>/<lab>/<lang>/`.
        jobs: experiments side by side; None for what the machine allows.
        force: train even what is stored.
        only: the sections that the report has; all if none is named. Such an excerpt, and a report with changes, go
            to `<output>/<lab>-draft/`.
        changes: to the lab file, each as `SECTION.KEY=VALUE`.
        seeds: how many seeds every case is trained with; None for what the lab file says.
    """

    language: str
    formats: tuple[Format, ...]
    data: datasets.Choice
    data_dir: Path | None
    store: Path
    output: Path
    jobs: int | None = None
    force: bool = False
    only: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    seeds: int | None = None


@dataclass(frozen=True)
class Built:
    """What a build wrote, and how long its parts took (informative)."""

    files: tuple[Path, ...]
    seconds: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Gathered:
    """All that reports and answer keys of a lab are made of."""

    lab: Lab
    data: Mapping[str, Dataset]
    answers: tuple[Answer, ...]
    figures: tuple[Figure, ...]


@dataclass
class Clock:
    """How long the parts of a verb take, in seconds."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Add the time that is spent inside to a part."""
        started = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started


def build(lab_name: str, settings: Settings, progress: Progress | None = None) -> Built:
    """Build the reports of a lab.

    Raises:
        ReportgenError: whatever is wrong with the lab, the data, an experiment, a template; the reports that were there
            before are then untouched. What can be known beforehand is known before anything is trained.
    """
    clock, progress = Clock(), progress or Progress()
    lab = wanted_lab(lab_name, settings)
    spoken = languages_of(lab, settings.language)
    output.check(settings.output)
    for language in spoken:
        report.title_page(lab, language, "")
        markdown.check(lab, language)
    gathered = gather(lab, settings, clock, progress)
    files: dict[Path, bytes] = {}
    key = answers_json(lab, gathered.data, gathered.answers)
    for language in spoken:
        files_of_language = _render(gathered, language, settings, clock)
        folder = settings.output / lab.folder / language.code
        files |= {folder / name: body for name, body in {**files_of_language, "answers.json": key}.items()}
    with clock.part("writing"):
        output.publish(files)
    return Built(tuple(files), clock.seconds)


def wanted_lab(name: str, settings: Settings) -> Lab:
    """Load a lab with the changes, for the sections and with the seeds that are asked for."""
    lab = load_lab(name, settings.changes)
    lab = lab.seeded(settings.seeds) if settings.seeds else lab
    return lab.only(settings.only) if settings.only else lab


def gather(lab: Lab, settings: Settings, clock: Clock, progress: Progress) -> Gathered:
    """Load the data, train what is missing, derive all answers and figures.

    Raises:
        ReportgenError: whatever is wrong with the data, an experiment or a section.
    """
    store = Store(settings.store)
    with clock.part("data"):
        data = load_data(lab, settings, store, progress)
    for dataset in data.values():
        looked = datasets.places(dataset.info.name, settings.data_dir) if settings.data == "auto" else ()
        progress.data(dataset, looked)
    with clock.part("experiments"):
        executor = Processes(settings.jobs or default_jobs())
        results = engine.results(lab.cases, data, store, executor, force=settings.force, progress=progress)
        outcomes = engine.outcomes(trials(lab), data, store, executor, force=settings.force, progress=progress)
    with clock.part("answers"):
        evidence = Evidence(lab.cases, results, data, outcomes)
        answers, figures = derive(lab, evidence)
        further = [derived_answers(_seeded(lab), evidence.run(number)) for number in range(1, lab.seeds)]
    return Gathered(lab, data, spread.over_seeds(answers, further), figures)


def _seeded(lab: Lab) -> Lab:
    """Return a lab without the sections whose cases all have replicates of their own: no other seed changes them."""
    fixed = {case.section for case in lab.cases if case.replicates > 1}
    fixed -= {case.section for case in lab.cases if case.replicates == 1}
    return replace(lab, chapters=tuple(chapter for chapter in lab.chapters if chapter.name not in fixed))


def languages_of(lab: Lab, wanted: str) -> tuple[Language, ...]:
    """Return the languages that `--lang` names, one or all, with the lab's own labels over the built-in ones.

    Raises:
        LanguageError: no such language; the valid ones are listed.
    """
    folders = tuple(folder / "templates" for folder in lab.folders)
    codes = languages(*folders) if wanted == "all" else (wanted,)
    return tuple(load_language(code, *folders) for code in codes)


def load_data(
    lab: Lab, settings: Settings, store: Store | None, progress: Progress | None = None
) -> Mapping[str, Dataset]:
    """Load the datasets that a lab's cases read; what is slow to read is kept in the store, if there is one.

    Raises:
        DataError: data is missing, damaged, or without the validation set that a case needs.
    """
    keep = store.array if store else datasets.keep_nothing
    report = (progress or Progress()).reading
    names = dict.fromkeys(case.experiment.dataset for case in lab.cases)
    unpacked = partial(packed.unpacked, store=settings.store)
    data = {
        name: datasets.load(name, settings.data, settings.data_dir, keep=keep, report=report, unpacked=unpacked)
        for name in names
    }
    for case in lab.cases:
        protocol.check(data[case.experiment.dataset], case.experiment.training.protocol)
    return data


def derive(lab: Lab, evidence: Evidence) -> tuple[tuple[Answer, ...], tuple[Figure, ...]]:
    """Ask every section for its answers and figures.

    Raises:
        SectionError: an answer or figure whose id is no path that begins with its section's name.
    """
    return derived_answers(lab, evidence), tuple(_derived(lab, evidence, "figures"))


def derived_answers(lab: Lab, evidence: Evidence) -> tuple[Answer, ...]:
    """Ask every section for its answers; raises as `derive`."""
    return tuple(_derived(lab, evidence, "answers"))


def _derived(lab: Lab, evidence: Evidence, method: Literal["answers", "figures"]) -> Iterator[Any]:
    for chapter in lab.chapters:
        with calling(chapter, method):
            found = list(getattr(chapter.section, method)(chapter.name, chapter.options, evidence))
        for item in found:
            if not re.fullmatch(rf"{chapter.name}(\.[a-z0-9_]+)+", item.id):
                expected = f"'{chapter.name}.' and names of lower-case letters, digits and _"
                raise SectionError(f"section {chapter.name}: id: expected {expected}, received '{item.id}'")
        yield from found


def _render(gathered: Gathered, language: Language, settings: Settings, clock: Clock) -> dict[str, bytes]:
    """Return the files of one language by their names."""
    lab, store = gathered.lab, Store(settings.store)
    notice = report.notice(lab, gathered.data, language)
    with clock.part("text"):
        document = markdown.write(lab, gathered.answers, gathered.figures, language, notice)
    with clock.part("figures"):
        drawn = {name: report.draw(figure, language, store) for name, figure in document.figures.items()}
    files: dict[str, bytes] = {}
    if "md" in settings.formats:
        files = {"report.md": document.markdown.encode(), **drawn}
    if "pdf" in settings.formats:
        with clock.part("PDF"):
            page = report.title_page(lab, language, notice, report.mark(gathered.data, language))
            files["report.pdf"] = report.typeset(document.markdown, page, drawn, store)
    return files
