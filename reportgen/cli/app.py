"""The application, and the options that several commands have."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen import __version__

if TYPE_CHECKING:
    from reportgen.terminal import TerminalProgress

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help comes in half the time
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Lab reports for neural-network courses: trained, derived and explained, in French and English.",
)


class DataChoice(StrEnum):
    """Which data a build reads."""

    auto = "auto"
    real = "real"
    sample = "sample"


DataDir = Annotated[
    Path | None,
    typer.Option(help="Folder with the real data, laid out as `reportgen data` tells.", envvar="REPORTGEN_DATA"),
]
StoreDir = Annotated[
    Path | None,
    typer.Option("--store", help="Folder of the results [default: the user's cache].", envvar="REPORTGEN_STORE"),
]

Data = Annotated[DataChoice, typer.Option(help="auto: real data if found, else sample data; or insist on one.")]
Jobs = Annotated[int | None, typer.Option(min=1, help="Experiments side by side [default: what the machine allows].")]
Changes = Annotated[
    list[str] | None,
    typer.Option(metavar="SECTION.KEY=VALUE", help="Change a value of the lab file; repeatable."),
]
Seeds = Annotated[
    int | None, typer.Option(min=1, max=1000, help="Train every case with so many seeds [default: the lab's].")
]
LabName = Annotated[str, typer.Argument(help="A built-in lab, or the path of a lab file.")]


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Parse what stands before the command."""
    if version:
        typer.echo(f"reportgen {__version__}")
        raise typer.Exit


def store_folder(option: Path | None) -> Path:
    """Return the folder of the results: of the option, else of the user's cache."""
    if option is not None:
        return option
    from platformdirs import user_cache_path

    return user_cache_path("reportgen")


@contextmanager
def watched() -> Iterator["TerminalProgress"]:
    """Show on the terminal how far a verb is that may train; Ctrl-C ends it with one line and exit code 130."""
    from reportgen.terminal import TerminalProgress

    try:
        with TerminalProgress() as progress:
            yield progress
    except KeyboardInterrupt:
        typer.echo("reportgen: stopped; finished experiments are stored", err=True)
        raise typer.Exit(130) from None


def megabytes(sizes: Sequence[int]) -> str:
    """Return the sum of some sizes in bytes as people read it."""
    return f"{sum(sizes) / 1e6:.1f} MB"
