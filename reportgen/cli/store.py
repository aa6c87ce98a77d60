"""`reportgen store`."""

from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.app import StoreDir, app, megabytes, store_folder
from reportgen.errors import StoreError

if TYPE_CHECKING:
    from reportgen.result_file import Entry
    from reportgen.store import Store


@app.command()
def store(
    store: StoreDir = None,
    clean: Annotated[bool, typer.Option("--clean", help="Remove every stored result, array, figure and PDF.")] = False,
) -> None:
    """List the stored results and their size, or remove them."""
    from reportgen.store import Store

    folder = store_folder(store)
    if not folder.exists():
        raise StoreError(f"no store at {folder}", "a build makes one; --store DIR names another")
    opened = Store(folder)
    if clean:
        typer.echo(f"{opened.folder}: {megabytes([opened.clean()])} freed")
    else:
        _print_store(opened)


def _print_store(opened: "Store") -> None:
    from reportgen.store import ARRAY, DERIVED

    entries, derived, arrays = opened.entries(), opened.sizes(DERIVED), opened.sizes(ARRAY)
    for entry in entries:
        typer.echo(f"{entry.path.name}  {megabytes([entry.size]):>8}  {entry.damage or _trained(entry)}")
    results = f"{len(entries)} results, {megabytes([entry.size for entry in entries])}"
    inputs = f"{len(arrays)} arrays that networks read, {megabytes(arrays)}"
    typer.echo(f"{opened.folder}: {results}; {len(derived)} figures and PDFs, {megabytes(derived)}; {inputs}")


def _trained(entry: "Entry") -> str:
    data = f"{entry.dataset} ({entry.origin})" if entry.origin else entry.dataset
    if not entry.epochs:
        return f"{data}: {entry.network}; evaluated in {entry.seconds:.1f} s"
    return f"{data}: {entry.network}; {entry.parameters} weights, {entry.epochs} epochs in {entry.seconds:.1f} s"
