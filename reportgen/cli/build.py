"""`reportgen build`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from reportgen.build import Settings


@app.command()
def build(
    lab: LabName = "pw04",
    lang: Annotated[str, typer.Option(help="Language of the report: a code, or 'all'.")] = "fr",
    format: Annotated[str, typer.Option(help="What to write: md, pdf, or both.")] = "md,pdf",  # noqa: A002
    data: Data = DataChoice.auto,
    data_dir: DataDir = None,
    store: StoreDir = None,
    output: Annotated[Path, typer.Option(help="Folder of the reports.")] = Path("output"),
    jobs: Jobs = None,
    force: Annotated[bool, typer.Option("--force", help="Train again what is stored.")] = False,
    only: Annotated[list[str] | None, typer.Option(metavar="SECTION", help="Only this section; repeatable.")] = None,
    set: Changes = None,  # noqa: A002
    seeds: Seeds = None,
    why: Annotated[bool, typer.Option("--why", help="Only tell which experiments would be trained, and why.")] = False,
) -> None:
    """Train what is missing and write the report of a lab as Markdown and PDF."""
    from reportgen import build as verb
    from reportgen.datasets import data_dir_from
    from reportgen.output import formats_of

    settings = verb.Settings(
        language=lang,
        formats=formats_of(format, verb.FORMATS),
        data=data.value,
        data_dir=data_dir_from(data_dir, os.environ),
        store=store_folder(store),
        output=output,
        jobs=jobs,
        force=force,
        only=tuple(only or ()),
        changes=tuple(set or ()),
        seeds=seeds,
    )
    if why:
        _print_plan(lab, settings)
        return
    with watched() as progress:
        built = verb.build(lab, settings, progress)
    for path in built.files:
        if path.name in {"report.md", "report.pdf"}:
            typer.echo(path)
    parts = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in built.seconds.items())
    typer.echo(f"{sum(built.seconds.values()):.1f} s: {parts}", err=True)


def _print_plan(lab: str, settings: "Settings") -> None:
    from reportgen import why

    planned = why.plan(lab, settings)
    for item in planned:
        typer.echo(f"{item.case.key:<24} {'to train: ' + item.reason if item.reason else 'stored'}")
    typer.echo(f"{sum(bool(item.reason) for item in planned)} of {len(planned)} experiments to train", err=True)
