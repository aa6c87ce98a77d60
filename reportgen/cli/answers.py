"""`reportgen answers`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from reportgen.cli.app import (
    Changes,
    Data,
    DataChoice,
    DataDir,
    Jobs,
    LabName,
    Seeds,
    StoreDir,
    app,
    store_folder,
    watched,
)


@app.command()
def answers(
    lab: LabName = "pw04",
    lang: Annotated[str, typer.Option(help="Language of the answer key: a code, or 'all'.")] = "fr",
    format: Annotated[str, typer.Option(help="What to write: md, pdf, csv, json, or several.")] = "pdf",  # noqa: A002
    data: Data = DataChoice.auto,
    data_dir: DataDir = None,
    store: StoreDir = None,
    output: Annotated[Path, typer.Option(help="Folder of the reports; the answer key comes beside them.")] = Path(
        "output"
    ),
    jobs: Jobs = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="SECTION", help="Only questions about this section; repeatable.")
    ] = None,
    set: Changes = None,  # noqa: A002
    seeds: Seeds = None,
) -> None:
    """Write the answer key of a lab: each question with the right answer, how near is near enough, and its points."""
    from reportgen import answer_key as verb
    from reportgen.build import Settings
    from reportgen.datasets import data_dir_from
    from reportgen.output import formats_of

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
    with watched() as progress:
        files = verb.write(lab, settings, formats, progress)
    for path in files:
        typer.echo(path)
