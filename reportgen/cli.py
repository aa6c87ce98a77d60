"""The command line: parses, calls one function, prints and exits.

Exit codes: 0 done; 1 a known error, one line on stderr, or damaged data in `reportgen data`; 2 wrong usage;
130 stopped with Ctrl-C. An unknown error is a bug and shows its traceback; `REPORTGEN_DEBUG=1` shows a known one's too.
"""

import logging
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from reportgen import __version__
from reportgen.errors import RenderError, ReportgenError, StoreError, show_traceback

if TYPE_CHECKING:
    from reportgen.build import Settings
    from reportgen.datasets import DatasetState
    from reportgen.result_file import Entry
    from reportgen.store import Store

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
    typer.Option(help="Folder with the real data (mnist.npz or the idx files).", envvar="REPORTGEN_DATA"),
]
StoreDir = Annotated[
    Path | None,
    typer.Option("--store", help="Folder of the results [default: the user's cache].", envvar="REPORTGEN_STORE"),
]


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Parse what stands before the command."""
    if version:
        typer.echo(f"reportgen {__version__}")
        raise typer.Exit


@app.command()
def build(
    lab: Annotated[str, typer.Argument(help="A built-in lab, or the path of a lab file.")] = "pw04",
    lang: Annotated[str, typer.Option(help="Language of the report: a code, or 'all'.")] = "fr",
    format: Annotated[str, typer.Option(help="What to write: md, pdf, or both.")] = "md,pdf",  # noqa: A002
    data: Annotated[
        DataChoice, typer.Option(help="auto: real data if found, else sample data; or insist on one.")
    ] = DataChoice.auto,
    data_dir: DataDir = None,
    store: StoreDir = None,
    output: Annotated[Path, typer.Option(help="Folder of the reports.")] = Path("output"),
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Experiments side by side [default: what the machine allows].")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Train again what is stored.")] = False,
    only: Annotated[list[str] | None, typer.Option(metavar="SECTION", help="Only this section; repeatable.")] = None,
    set: Annotated[  # noqa: A002
        list[str] | None,
        typer.Option(metavar="SECTION.KEY=VALUE", help="Change a value of the lab file; repeatable."),
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Only tell which experiments would be trained, and why.")] = False,
) -> None:
    """Train what is missing and write the report of a lab as Markdown and PDF."""
    from reportgen import build as verb
    from reportgen.datasets import data_dir_from
    from reportgen.terminal import TerminalProgress

    if not format.strip():
        raise RenderError(f"--format: names nothing to write; expected {', '.join(verb.FORMATS)}, or both")
    settings = verb.Settings(
        language=lang,
        formats=verb.formats_of(format),
        data=data.value,
        data_dir=data_dir_from(data_dir, os.environ),
        store=_store_folder(store),
        output=output,
        jobs=jobs,
        force=force,
        only=tuple(only or ()),
        changes=tuple(set or ()),
    )
    if why:
        _print_plan(lab, settings)
        return
    try:
        with TerminalProgress() as progress:
            built = verb.build(lab, settings, progress)
    except KeyboardInterrupt:
        typer.echo("reportgen: stopped; finished experiments are stored", err=True)
        raise typer.Exit(130) from None
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


@app.command()
def data(data_dir: DataDir = None) -> None:
    """List the datasets: where each was looked for, what was found, on which terms it comes."""
    from reportgen import datasets

    folder = datasets.data_dir_from(data_dir, os.environ)
    states = [datasets.state(name, folder) for name in datasets.INFOS]
    for state in states:
        _print_state(state)
    if any(finding.status == "damaged" for state in states for finding in state.findings):
        raise typer.Exit(1)


@app.command()
def store(
    store: StoreDir = None,
    clean: Annotated[bool, typer.Option("--clean", help="Remove every stored result, array, figure and PDF.")] = False,
) -> None:
    """List the stored results and their size, or remove them."""
    from reportgen.store import Store

    folder = _store_folder(store)
    if not folder.exists():
        raise StoreError(f"no store at {folder}", "a build makes one; --store DIR names another")
    opened = Store(folder)
    if clean:
        typer.echo(f"{opened.folder}: {_megabytes([opened.clean()])} freed")
    else:
        _print_store(opened)


def main() -> None:
    """Run the command line: a known error is one line and a hint on stderr, exit 1."""
    logging.addLevelName(logging.WARNING, "warning")
    logging.addLevelName(logging.ERROR, "error")
    logging.basicConfig(format="reportgen: %(levelname)s: %(message)s", level=logging.WARNING)
    try:
        app()
    except ReportgenError as error:
        show_traceback(error)
        _fail(error.message, error.hint)
    except OSError as error:
        if _stdout_works():
            raise
        _fail(f"standard output cannot be written: {error.strerror}")


def _fail(message: str, hint: str = "") -> NoReturn:
    print(f"reportgen: {message}", file=sys.stderr)  # noqa: T201
    if hint:
        print(f"  hint: {hint}", file=sys.stderr)  # noqa: T201
    sys.exit(1)


def _stdout_works() -> bool:
    """Try an empty line; if stdout refuses it, give stdout up, or Python would complain once more at its end."""
    try:
        print(flush=True)  # noqa: T201
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True


def _store_folder(option: Path | None) -> Path:
    if option is not None:
        return option
    from platformdirs import user_cache_path

    return user_cache_path("reportgen")


def _print_store(opened: "Store") -> None:
    from reportgen.store import ARRAY, DERIVED

    entries, derived, arrays = opened.entries(), opened.sizes(DERIVED), opened.sizes(ARRAY)
    for entry in entries:
        typer.echo(f"{entry.path.name}  {_megabytes([entry.size]):>8}  {entry.damage or _trained(entry)}")
    results = f"{len(entries)} results, {_megabytes([entry.size for entry in entries])}"
    inputs = f"{len(arrays)} arrays that networks read, {_megabytes(arrays)}"
    typer.echo(f"{opened.folder}: {results}; {len(derived)} figures and PDFs, {_megabytes(derived)}; {inputs}")


def _trained(entry: "Entry") -> str:
    data = f"{entry.dataset} ({entry.origin})" if entry.origin else entry.dataset
    return f"{data}: {entry.network}; {entry.parameters} weights, {entry.epochs} epochs in {entry.seconds:.1f} s"


def _megabytes(sizes: Sequence[int]) -> str:
    return f"{sum(sizes) / 1e6:.1f} MB"


def _print_state(state: "DatasetState") -> None:
    typer.echo(f"{state.info.name}: {_headline(state)}")
    for finding in state.findings:
        typer.echo(f"  {finding.status:<8}  {finding.message or finding.place}")
    source = state.info.real if state.chosen else state.info.sample
    typer.echo(f"  source    {source.attribution} <{source.url}>; {source.licence}")


def _headline(state: "DatasetState") -> str:
    if state.chosen is None:
        return "not found: sample data is used"
    if state.chosen.status == "damaged":
        return "damaged: a build would stop\n  hint: repair or remove it, or build with --data sample"
    return f"real data ({state.chosen.place})"
