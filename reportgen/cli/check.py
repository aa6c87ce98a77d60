"""`reportgen check`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.app import app

if TYPE_CHECKING:
    from reportgen.check.session import Settings


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Reports, folders of one hand-in, or zips of many.")],
    format: Annotated[str, typer.Option(help="text, md, html, pdf, json, csv, or several: md,csv.")] = "text",  # noqa: A002
    output: Annotated[Path | None, typer.Option(help="Folder for all that is not text on the terminal.")] = None,
    lang: Annotated[str | None, typer.Option(help="Language of the reports [default: told by their words].")] = None,
    key: Annotated[Path | None, typer.Option(help="An answers.json to compare trained numbers with.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Hand-ins side by side.")] = 1,
    disable: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Leave a rule out; repeatable.")] = None,
) -> None:
    """Check students' reports: each claim that can be recomputed is confirmed, refuted or left to you.

    Exit codes: 0 nothing refuted, 1 something refuted, 2 usage, 3 nothing refuted but a file could not be read.
    """
    from reportgen.build import formats_of
    from reportgen.check.feedback.files import FORMATS
    from reportgen.check.feedback.publishing import Publisher
    from reportgen.check.session import outcomes
    from reportgen.errors import ReportgenError, SubmissionError

    try:
        publisher = Publisher(formats_of(format, FORMATS), output, lang)
        settings = _settings(lang, key, disable or [], jobs)
    except ReportgenError as error:
        raise typer.BadParameter(f"{error.message} ({error.hint})" if error.hint else error.message) from None
    try:
        for outcome in outcomes(files, settings):
            for item in outcome.unreadable:
                typer.echo(f"reportgen: {item.error.message}\n  hint: {item.error.hint}", err=True)
            typer.echo(publisher.publish(outcome), nl=False)
        typer.echo(publisher.finish(), nl=False)
    except SubmissionError as error:
        typer.echo(f"reportgen: {error.message}\n  hint: {error.hint}", err=True)
        raise typer.Exit(3) from None
    except KeyboardInterrupt:
        typer.echo("reportgen: stopped", err=True)
        raise typer.Exit(130) from None
    raise typer.Exit(publisher.exit_code)


def _settings(lang: str | None, key: Path | None, disable: list[str], jobs: int) -> "Settings":
    from reportgen.answers_file import read
    from reportgen.check.rules import known
    from reportgen.check.session import Settings

    return Settings(lang, read(key) if key else None, known(disable), jobs=jobs)
