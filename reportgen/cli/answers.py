"""`reportgen answers`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.app import DataChoice, DataDir, StoreDir, app, store_folder


@app.command()
def answers(
    lab: Annotated[str, typer.Argument(help="A built-in lab, or the path of a lab file.")] = "pw04",
    lang: Annotated[str, typer.Option(help="Language of the answer key: a code, or 'all'.")] = "fr",
    format: Annotated[str, typer.Option(help="What to write: md, pdf, csv, json, or several.")] = "pdf",  # noqa: A002
    data: Annotated[
        DataChoice, typer.Option(help="auto: real data if found, else sample data; or insist on one.")
    ] = DataChoice.auto,
    data_dir: DataDir = None,
    store: StoreDir = None,
    output: Annotated[Path, typer.Option(help="Folder of the reports; the answer key comes beside them.")] = Path(
        "output"
    ),
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Experiments side by side [default: what the machine allows].")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="SECTION", help="Only questions about this section; repeatable.")
    ] = None,
    set: Annotated[  # noqa: A002
        list[str] | None,
        typer.Option(metavar="SECTION.KEY=VALUE", help="Change a value of the lab file; repeatable."),
    ] = None,
    seeds: Annotated[
        int | None, typer.Option(min=1, max=1000, help="Train every case with so many seeds [default: the lab's].")
    ] = None,
) -> None:
    """Write the answer key of a lab: each question with the right answer, how near is near enough, and its points."""
    from reportgen import answer_key as verb
    from reportgen.build import Settings, formats_of
    from reportgen.datasets import data_dir_from
    from reportgen.terminal import TerminalProgress

    formats = formats_of(format, verb.FORMATS)
    settings = Settings(
        language=lang,
        formats=(),
        data=data.value,
        data_dir=data_dir_from(data_dir, os.environ),
        store=store_folder(store),
        output=output,
        jobs=jobs,
        only=tuple(only or ()),
        changes=tuple(set or ()),
        seeds=seeds,
    )
    try:
        with TerminalProgress() as progress:
            files = verb.write(lab, settings, formats, progress)
    except KeyboardInterrupt:
        typer.echo("reportgen: stopped; finished experiments are stored", err=True)
        raise typer.Exit(130) from None
    for path in files:
        typer.echo(path)
