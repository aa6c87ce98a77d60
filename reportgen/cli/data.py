"""`reportgen data`, and `reportgen data fetch`."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.app import DataDir, app

if TYPE_CHECKING:
    from reportgen.datasets import DatasetState, Finding

commands = typer.Typer(rich_markup_mode=None)
app.add_typer(commands, name="data")


@commands.callback(invoke_without_command=True)
def data(context: typer.Context, data_dir: DataDir = None) -> None:
    """List the datasets: where each was looked for, what was found, on which terms it comes."""
    if context.invoked_subcommand is not None:
        if getattr(context.get_parameter_source("data_dir"), "name", "") == "COMMANDLINE":
            raise typer.BadParameter(f"--data-dir stands after '{context.invoked_subcommand}'")
        return
    from reportgen import datasets

    folder = datasets.data_dir_from(data_dir, os.environ)
    states = [datasets.state(name, folder) for name in datasets.INFOS]
    for state in states:
        _print_state(state)
    if any(finding.status == "damaged" for state in states for finding in state.findings):
        raise typer.Exit(1)


@commands.command()
def fetch(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Datasets, as `reportgen data` lists them.")],
    data_dir: DataDir = None,
) -> None:
    """Download datasets to where builds find them."""
    from reportgen import datasets
    from reportgen.terminal import ReadingBars

    with ReadingBars() as bars:
        for fetched in datasets.fetch(names, datasets.data_dir_from(data_dir, os.environ), bars.report):
            typer.echo(f"{fetched.name}: {fetched.status}: {fetched.message}")


def _print_state(state: "DatasetState") -> None:
    typer.echo(f"{state.info.name}: {_headline(state)}")
    for finding in state.findings:
        typer.echo(f"  {finding.status:<8}  {_found(finding)}")
    source = state.info.real if state.chosen else state.info.sample
    address = f" <{source.url}>" if source.url else ""
    typer.echo(f"  source    {source.attribution}{address}; {source.licence}")


def _found(finding: "Finding") -> str:
    if finding.status == "damaged":
        return finding.message
    return f"{finding.place} ({finding.message})" if finding.message else finding.place


def _headline(state: "DatasetState") -> str:
    if state.chosen is None:
        return "not found: sample data is used"
    if state.chosen.status == "damaged":
        return "damaged: a build would stop\n  hint: repair or remove it, or build with --data sample"
    return f"real data ({state.chosen.place})"
