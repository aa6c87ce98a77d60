"""`reportgen init`."""

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.app import app


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the course; made if need be.")] = Path(),
) -> None:
    """Write a course to begin with: a lab, a section of your own, and CI that builds and publishes the reports."""
    from reportgen import starter

    for path in starter.init(folder):
        typer.echo(path)
    if starter.ADDRESS in starter.source():
        path = folder / "requirements.txt"
        typer.echo(f"reportgen: {path}: write there where CI gets reportgen from, for {starter.ADDRESS}", err=True)
