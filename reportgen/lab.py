"""The lab file: which sections, which cases, which protocol, on whose behalf.

A lab is a TOML file. Whatever does not fit is reported with the file, the key, what was expected and what was
received; nothing is ignored.
"""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reportgen import content, registry
from reportgen.errors import LabError
from reportgen.spec import Case, Optimizer, Protocol, Section, SectionContext, Training

Localised = Mapping[str, str]
"""A text per language code."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
CaseId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]


class Options(BaseModel):
    """Base of all parts of a lab file: frozen, and strict about unknown keys and wrong types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class OptimizerOptions(Options):
    """The optimizer's Keras class, and arguments other than its defaults."""

    name: str
    arguments: dict[str, bool | int | float | str] = {}

    def spec(self) -> Optimizer:
        """Return the optimizer as part of an experiment."""
        return Optimizer(self.name, tuple(sorted(self.arguments.items())))


class TrainingOptions(Options):
    """How the lab's networks are fitted."""

    optimizer: OptimizerOptions
    loss: str
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
    """A section as a lab uses it."""

    name: str
    section: Section[Any]
    options: Any


@dataclass(frozen=True)
class Lab:
    """A checked lab.

    Attributes:
        id: the file's name without its ending; the folder of its reports.
        options: title, course, authors, date, protocol, training.
        chapters: the sections in order.
        cases: every experiment that the sections plan.
        folders: where its sections and templates are looked for, the lab's own first.
    """

    id: str
    options: LabOptions
    chapters: tuple[Chapter, ...]
    cases: tuple[Case, ...]
    folders: tuple[Path, ...]


def names() -> tuple[str, ...]:
    """Return the names of the built-in labs."""
    return tuple(sorted(path.stem for path in content.labs().glob("*.toml")))


def load_lab(name: str) -> Lab:
    """Load a built-in lab by its name, or a lab file by its path.

    Raises:
        LabError: no such lab, or a lab file that does not say what a lab must say.
        SectionError: a section that cannot be found or loaded.
    """
    path = Path(name) if name.endswith(".toml") else content.labs() / f"{name}.toml"
    if not path.is_file():
        raise LabError(
            f"no lab '{name}': {path} is not a file",
            f"built-in labs: {', '.join(names())}; or the path of a lab file",
        )
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LabError(f"{path}: not a TOML file: {error}") from None
    return _lab(path, raw)


def _lab(path: Path, raw: Mapping[str, Any]) -> Lab:
    entries = raw.get("section")
    if not isinstance(entries, list) or not all(isinstance(item, dict) and "name" in item for item in entries):
        raise LabError(f"{path}: section: expected tables [[section]], each with a name, received {entries!r}")
    options = _validate(LabOptions, {key: item for key, item in raw.items() if key != "section"}, str(path))
    folders = (path.parent, content.sections().parent)
    chapters = tuple(_chapter(entry, folders, path) for entry in entries)
    _unique([chapter.name for chapter in chapters], f"{path}: section.name")
    training = Training(
        options.training.optimizer.spec(),
        **options.training.model_dump(exclude={"optimizer"}),
        protocol=options.protocol,
    )
    cases = tuple(
        case
        for chapter in chapters
        for case in chapter.section.plan(chapter.options, SectionContext(chapter.name, training=training))
    )
    _unique([f"{case.section}.{case.id}" for case in cases], f"{path}: case id")
    return Lab(path.stem, options, chapters, cases, folders)


def _chapter(entry: Mapping[str, Any], folders: tuple[Path, ...], path: Path) -> Chapter:
    name = entry["name"]
    loaded = registry.section(name, tuple(folder / "sections" for folder in folders))
    keys = {key: item for key, item in entry.items() if key != "name"}
    return Chapter(name, loaded, _validate(loaded.options, keys, f"{path}: section {name}"))


def _validate(model: type[BaseModel], raw: Mapping[str, Any], where: str) -> Any:
    """Check a table of the lab file against a pydantic model.

    Raises:
        LabError: names the first key that does not fit, what was expected and received, and the valid keys.
    """
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        received = "nothing" if first["type"] == "missing" else repr(first["input"])
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        valid = ", ".join(model.model_fields)
        raise LabError(f"{where}: {key}: {first['msg']}, received {received}{more}", f"keys: {valid}") from None


def _unique(items: list[str], where: str) -> None:
    twice = sorted({item for item in items if items.count(item) > 1})
    if twice:
        raise LabError(f"{where}: expected each once, received twice: {', '.join(twice)}")
