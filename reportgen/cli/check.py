"""`reportgen check`."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.app import app

if TYPE_CHECKING:
    from reportgen.answers_file import AnswersFile
    from reportgen.check.feedback.publishing import Wanted
    from reportgen.check.points import Scheme
    from reportgen.check.session import Settings
    from reportgen.errors import ReportgenError


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Reports, folders of one hand-in, or Moodle's zips of many.")
    ] = None,
    format: Annotated[str, typer.Option(help="text, md, html, pdf, json, csv, or several: html,csv.")] = "text",  # noqa: A002
    output: Annotated[Path | None, typer.Option(help="Folder of the files; md, html and pdf need it.")] = None,
    lang: Annotated[str | None, typer.Option(help="Language of the feedback [default: the report's].")] = None,
    lab: Annotated[str | None, typer.Option(help="The lab of the reports [default: told by their words].")] = None,
    key: Annotated[Path | None, typer.Option(help="An answers.json to compare trained numbers with.")] = None,
    points: Annotated[
        Path | None, typer.Option(metavar="CSV", help="Suggest points in this file; your own in it stay.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Hand-ins side by side [default: one a core].")] = None,
    disable: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Leave a rule out; repeatable.")] = None,
    limit: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=NUMBER", help="Change a limit, such as pages=600 or hand_in=60; repeatable."),
    ] = None,
    rules: Annotated[bool, typer.Option("--rules", help="Only list the rules.")] = False,
) -> None:
    """Check students' reports: each claim that can be recomputed is confirmed, refuted or left to you.

    Exit codes: 0 nothing refuted, 1 something refuted, 2 usage, 3 nothing refuted but a file could not be read.
    """
    if rules:
        _list_rules(lang or "en")
        return
    if not files:
        raise typer.BadParameter("expected reports, received none; see reportgen check --help")
    from reportgen.check.feedback.publishing import Making, Publisher
    from reportgen.check.session import made
    from reportgen.errors import RenderError, ReportgenError

    try:
        labs = _labs(lab, marked=points is not None)
        wanted = _wanted(format, output, lang, points, labs)
        settings = _settings(labs, key, disable or [], limit or [], jobs, chosen=lab is not None)
        publisher = Publisher(wanted)
    except ReportgenError as error:
        raise typer.BadParameter(f"{error.message}\n  hint: {error.hint}" if error.hint else error.message) from None
    _tell_of_lumped(files)
    try:
        for item in made(files, settings, Making(wanted)):
            for problem in item.unreadable:
                _tell(problem, "" if problem.message.startswith(item.name) else f"{item.name}: ")
            for fault in item.faults:
                typer.echo(f"reportgen: warning: {_plain(fault)}: these rules said less than they could", err=True)
            typer.echo(publisher.publish(item), nl=False)
        typer.echo(publisher.finish(), nl=False)
        if key is not None:
            _tell_of_key(key, *publisher.compared)
    except RenderError as error:
        _tell(error)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("reportgen: stopped", err=True)
        raise typer.Exit(130) from None
    raise typer.Exit(publisher.exit_code)


def _labs(name: str | None, marked: bool) -> "dict[str, Scheme | None]":
    """Return how hand-ins are marked, by the handout; of the lab that is named only, if one is."""
    from reportgen.check import points

    if name:
        lab = points.lab(name)
        return {lab.handout: lab.scheme} if lab.handout else {}
    return dict(points.schemes()) if marked else {}


def _wanted(
    format: str,  # noqa: A002
    output: Path | None,
    lang: str | None,
    points: Path | None,
    labs: "dict[str, Scheme | None]",
) -> "Wanted":
    from reportgen import content
    from reportgen.check.feedback.files import FORMATS
    from reportgen.check.feedback.publishing import Wanted
    from reportgen.i18n import load_language
    from reportgen.output import formats_of

    if lang:
        load_language(lang, content.templates())
    return Wanted(
        formats=formats_of(format, FORMATS),
        folder=output,
        language=lang,
        points=points,
        schemes=tuple((name, scheme) for name, scheme in labs.items() if scheme),
        width=shutil.get_terminal_size().columns if sys.stdout.isatty() else None,
    )


def _settings(
    labs: "dict[str, Scheme | None]",
    key: Path | None,
    disable: list[str],
    limit: list[str],
    jobs: int | None,
    chosen: bool,
) -> "Settings":
    from reportgen.check.reading.limits import changed
    from reportgen.check.rules import known
    from reportgen.check.session import Settings

    handout = next(iter(labs), None) if chosen else None
    return Settings(_key(key), known(disable), changed(limit), jobs, handout)


def _key(path: Path | None) -> "AnswersFile | None":
    if path is None:
        return None
    from reportgen.answers_file import read

    return read(path)


def _list_rules(lang: str) -> None:
    from reportgen import content
    from reportgen.check.rules import rules
    from reportgen.i18n import load_language

    language = load_language(lang, content.templates())
    for id_ in rules():
        typer.echo(f"{id_:<34} {language.label(f'check.rules.{id_}.title')}")


def _tell_of_lumped(paths: list[Path]) -> None:
    """Say which folders are taken for one hand-in though they look like a class: no student answers for another."""
    from reportgen.check.reading.listing import documents_beside

    for path in paths:
        number = documents_beside(path)
        if number > 1:
            typer.echo(f"reportgen: {_plain(str(path))}: its {number} reports are taken as one hand-in", err=True)
            typer.echo(f"  hint: to check each by itself, give them one by one: {_plain(str(path / '*'))}", err=True)


def _tell_of_key(path: Path, compared: int, number: int) -> None:
    """Say how often the answers were of use: silence would look like agreement."""
    typer.echo(f"reportgen: {_plain(str(path))}: compared with {compared} of {number} hand-ins", err=True)
    if not compared:
        hint = "answers of real data with --seeds have intervals, and perceptrons of the same settings are compared"
        typer.echo(f"  hint: {hint}", err=True)


def _tell(error: "ReportgenError", whose: str = "") -> None:
    hint = f"\n  hint: {_plain(error.hint)}" if error.hint else ""
    typer.echo(f"reportgen: {_plain(whose + error.message)}{hint}", err=True)


def _plain(text: str) -> str:
    """Return a message without what a stranger's file name could do to a terminal."""
    return "".join(character if character.isprintable() else "?" for character in text)
