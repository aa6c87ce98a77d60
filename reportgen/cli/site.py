"""`reportgen site`."""

from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.app import app


@app.command()
def site(
    labs: Annotated[list[str], typer.Argument(metavar="LAB...", help="Built-in labs, or paths of lab files.")],
    reports: Annotated[Path, typer.Option(help="Folder of the built reports.")] = Path("output"),
    output: Annotated[Path, typer.Option(help="Folder of the pages.")] = Path("public"),
) -> None:
    """Gather built reports as pages, with an index of the labs and languages."""
    from reportgen import site as verb

    typer.echo(verb.site(labs, reports, output))
